"""Room for texts: rows grow, letters shrink to 7 pt, what is left goes whole to the annex."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pages import longest_texts, party_school

from jixiao_desktop.grid.annex import label_of, number_of, pieces, put_together
from jixiao_desktop.grid.measure import cut_to, em, height_of, lines_of, width_of
from jixiao_desktop.grid.overflow import SMALLEST, TALLEST, tallest_row
from jixiao_desktop.grid.sheet import Annex, Grid

TEXT = st.text("绩效目标abc1 \n𠀀·ᠮ", max_size=300)


def room_is_enough(grid: Grid) -> None:
    for (row, column), cell in grid.walk():
        if not cell.text or not grid.heights.get(row):
            continue
        down, across = grid.span(row, column)
        wrap = cell.style.wrap or not cell.printed
        need = height_of(cell.text, cell.style.size, grid.width(column, across), wrap)
        assert need <= grid.height(row, down) + 0.01, (row, column, cell.text[:20])


def test_every_text_of_the_examples_has_room() -> None:
    room_is_enough(party_school().grid())
    room_is_enough(party_school().grid(empty=True))


def test_the_longest_texts_are_cut_nowhere() -> None:
    for text in longest_texts():
        changes = {
            "goal": text,
            "indicators.i1.monitoring.reason": text,
            "indicators.i2.monitoring.remark": text[:200],
            "indicators.i3.name": "买买提·吐尔逊𠀀𪚥" * 6,
        }
        grid = party_school().with_texts(changes).grid()
        room_is_enough(grid)
        assert max(grid.heights.values()) <= min(TALLEST, tallest_row(grid)) + 0.01
        for one in grid.annex:
            assert one.text in changes.values()
        kept = {cell.text for _, cell in grid.walk()} | {one.text for one in grid.annex}
        assert set(changes.values()) <= kept


def test_a_text_beyond_the_page_is_cut_with_a_pointer_and_carried_whole() -> None:
    text = longest_texts()[0] * 3
    grid = party_school().with_texts({"indicators.i1.monitoring.reason": text}).grid()
    (one,) = grid.annex
    assert one == Annex(1, "第1行“培训班次”的原因说明", text, "indicators.i1.monitoring.reason")
    cell = grid.cell(12, 13)
    assert cell.text.endswith("……（见附页1）")
    assert text.startswith(cell.text.removesuffix("……（见附页1）"))
    assert cell.style.size == SMALLEST


def test_letters_shrink_before_anything_is_cut() -> None:
    text = "因汛期推迟，剩余工程量在下半年完成。" * 18
    grid = party_school().with_texts({"indicators.i1.monitoring.reason": text}).grid()
    cell = grid.cell(12, 13)
    assert cell.text == text
    assert SMALLEST <= cell.style.size < 10
    assert grid.annex == ()


def test_widths_of_letters() -> None:
    assert [em(c) for c in "绩𠀀，1a"] == [1.0, 1.0, 1.0, 0.55, 0.55]
    assert em("\u0301") == 0.0
    assert width_of("绩效", 10) == 22.0
    assert lines_of("绩\n效", 10, 100) == 2
    assert lines_of("绩效" * 50, 10, 10, wrap=False) == 1


@given(TEXT, st.floats(7, 12), st.floats(30, 400))
def test_more_text_never_needs_less_room(text: str, size: float, width: float) -> None:
    whole = height_of(text, size, width)
    assert height_of(text[: len(text) // 2], size, width) <= whole
    assert height_of(text, size, width * 2) <= whole


@given(TEXT, st.floats(40, 200))
def test_a_cut_text_fits_and_is_its_beginning(text: str, height: float) -> None:
    cut = cut_to(text, "……（见附页1）", 7, 90, height)
    assert text.startswith(cut.removesuffix("……（见附页1）"))
    assert height_of(cut, 7, 90) <= max(height, height_of("……（见附页1）", 7, 90))


@given(st.lists(st.text("甲\n乙 a", min_size=1, max_size=400), max_size=4))
def test_annex_texts_survive_being_cut_into_pieces(texts: list[str]) -> None:
    annex = tuple(Annex(n, f"处{n}", text) for n, text in enumerate(texts, 1))
    rows = []
    for one in annex:
        label, title = label_of(one), one.title
        for piece in pieces(one.text, 10, 60, 40):
            rows.append((label, title, piece))
            label = title = ""
    assert put_together(rows) == annex
    assert number_of("附12") == 12
    assert number_of("附") is None
