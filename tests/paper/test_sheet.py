"""Sheets on paper: nothing lost, no row cut, heads repeated, and what lies under a point."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog, words_for
from jixiao_desktop.grid.fill import fill
from jixiao_desktop.grid.sheet import Annex, Cell, Grid, Page
from jixiao_desktop.paper.drawing import POINTS_PER_MM
from jixiao_desktop.paper.frame import joined
from jixiao_desktop.paper.pdf import write_pdf
from jixiao_desktop.paper.sheet import SheetPainter
from jixiao_desktop.paper.strip import Strip
from tests.narrative.subjects import PARTY_SCHOOL, RIVER_CHIEFS, subject
from tests.paper.pages import BOX, bare, table, text_of

KANGXI = range(0x2E80, 0x2FE0)


def official(name: str) -> Grid:
    catalog = load_catalog()
    form = catalog.form("monitoring-table", year=2024)
    assert isinstance(form, Form)
    notice = catalog.notice("", 2024)
    chosen = catalog.settings_for(notice, form, 2024)
    words = words_for(notice, form, 2024, date(2024, 7, 31))
    return fill(form, subject(name).projects[0], chosen, words)


@pytest.mark.parametrize("name", [PARTY_SCHOOL, RIVER_CHIEFS])
def test_the_pdf_holds_every_text_of_the_grid(name: str, tmp_path: Path) -> None:
    grid = official(name)
    found = bare(text_of(write_pdf(SheetPainter(grid)), tmp_path))
    plain = sorted(found)
    for _, cell in grid.walk():
        if len(cell.text) < 6 and "\n" not in cell.text:
            assert bare(cell.text) in found
        assert not set(bare(cell.text)) - set(plain), cell.text
    wanted = "".join(bare(cell.text) for _, cell in grid.walk())
    counted = {c: wanted.count(c) for c in set(wanted)}
    assert {c: n for c, n in counted.items() if found.count(c) < n} == {}


def test_the_text_layer_has_no_radicals(tmp_path: Path) -> None:
    found = text_of(write_pdf(SheetPainter(official(PARTY_SCHOOL))), tmp_path)
    assert not [c for c in found if ord(c) in KANGXI]
    assert "一级指标" in found


def test_heads_are_repeated_and_rows_come_in_order(tmp_path: Path) -> None:
    painter = SheetPainter(table(60))
    assert painter.pages() == 3
    shown = [painter.texts(page) for page in range(3)]
    for page in shown:
        assert page[:8] == tuple(f"表头{c}" for c in range(1, 5)) + tuple(
            f"第{c}列" for c in range(1, 5)
        )
        assert "产出指标" in page
    names = [t for page in shown for t in page if t.startswith("指标")]
    assert names == [f"指标{n}" for n in range(1, 61)]
    text = text_of(write_pdf(painter), tmp_path)
    assert [f"第{n}页/共3页" in text for n in (1, 2, 3)] == [True] * 3


@given(st.integers(1, 200), st.floats(8, 120), st.floats(150, 900))
def test_no_row_is_cut_while_a_page_can_hold_it(rows: int, height: float, room: float) -> None:
    strip = Strip(table(rows, height))
    pages = strip.pages(room)
    edges = {round(edge, 6) for edge in strip.rows}
    bodies = [bands[-1] for bands in pages]
    assert bodies[0].top == 0
    assert abs(bodies[-1].bottom - strip.rows[-1]) < 0.5
    for above, below in itertools.pairwise(bodies):
        assert above.bottom == below.top
    for bands in pages:
        assert sum(b.bottom - b.top for b in bands) <= room + 0.51
        assert all(round(b.bottom, 6) in edges for b in bands) or height * 3 > room


def test_a_row_that_no_page_holds_goes_on_over_pages() -> None:
    long = "".join(f"第{n}句，说明原因。" for n in range(900))
    base = table(1)
    cells = dict(base.cells) | {(3, 2): Cell(long, style=BOX)}
    grid = base.with_(cells=cells, heights=dict(base.heights) | {3: 2400.0})
    painter = SheetPainter(grid)
    assert painter.pages() > 2
    told = "".join(max(painter.texts(page), key=len) for page in range(painter.pages()))
    assert told == long
    assert all("产出指标" in painter.texts(page) for page in range(painter.pages()))


def test_a_few_lines_do_not_get_a_page_of_their_own() -> None:
    room = Page().printable[1]
    fitting = next(n for n in range(10, 60) if SheetPainter(table(n)).pages() > 1) - 1
    assert Strip(table(fitting)).rows[-1] > room
    assert SheetPainter(table(fitting)).pages() == 1
    assert SheetPainter(table(fitting - 2, tail=2)).pages() == 1


def test_signatures_alone_on_a_page_carry_no_table_head() -> None:
    grid = table(40, tail=30)
    painter = SheetPainter(grid)
    last = painter.texts(painter.pages() - 1)
    assert last
    assert all(text.startswith("填报人") for text in last)


def test_a_wide_sheet_is_made_one_page_wide() -> None:
    grid = table(5)
    wide = grid.with_(widths=dict.fromkeys(range(1, 5), 60.0))
    painter = SheetPainter(wide)
    image = drawn(painter)
    right = painter.size(0).width() - Page().right * POINTS_PER_MM
    inked = [x for x in range(image.width()) for y in range(0, 200, 3)
             if image.pixelColor(x, y).lightness() < 245]  # fmt: skip
    assert max(inked) <= right + 1
    assert max(inked) > right - 3


def drawn(painter: SheetPainter, page: int = 0) -> QImage:
    size = painter.size(page)
    image = QImage(int(size.width()), int(size.height()), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    brush = QPainter(image)
    painter.paint(brush, page, QRectF(0, 0, size.width(), size.height()))
    brush.end()
    return image


def test_another_paper_and_scale_take_more_or_fewer_pages() -> None:
    grid = table(60)
    assert SheetPainter(grid, Page(paper="A3", header_rows=(1, 2))).pages() < 3
    assert SheetPainter(grid, scale=0.5).pages() == 2
    assert SheetPainter(grid, scale=2.0).pages() > 3


def test_a_point_tells_the_path_that_is_shown_there() -> None:
    painter = SheetPainter(table(60))
    size = painter.size(1)
    found = {
        painter.hit(1, QPointF(x, y))
        for x in range(0, int(size.width()), 9)
        for y in range(0, int(size.height()), 9)
    }
    names = {t.removeprefix("指标") for t in painter.texts(1) if t.startswith("指标")}
    wanted = {f"indicators.k{n}.{field}" for n in names for field in ("name", "target")}
    assert found - {""} == wanted
    assert painter.hit(1, QPointF(1, 1)) == ""


def test_annex_texts_stand_whole_on_added_pages(tmp_path: Path) -> None:
    long = "原因说明" * 2000
    grid = table(3).with_(annex=(Annex(1, "第2行“指标2”原因说明", long, "indicators.k2.reason"),))
    painter = SheetPainter(grid)
    assert painter.pages() > 2
    added = [line for page in range(1, painter.pages()) for line in painter.texts(page)]
    assert added[:2] == ["附页", "附1　第2行“指标2”原因说明"]
    assert "".join(added[2:]) == long
    assert painter.hit(2, QPointF(100, 60)) == "indicators.k2.reason"
    assert bare(text_of(write_pdf(painter), tmp_path)).count("因") == 2001


@given(st.text(max_size=60))
@settings(max_examples=40)
def test_any_text_is_drawn_whole(text: str) -> None:
    grid = table(1)
    cells = dict(grid.cells) | {(3, 2): Cell(text, style=BOX)}
    painter = SheetPainter(grid.with_(cells=cells))
    assert drawn(painter).width() > 0
    if text.strip():
        told = "".join(painter.texts(0)[9:10])
        assert bare(told) == bare(text)


def test_strokes_on_one_edge_become_one() -> None:
    strokes = [(0.0, 10.0, "thin"), (10.0, 25.0, "thin"), (0.0, 10.0, "thin"), (40.0, 50.0, "thin"),
               (5.0, 8.0, "medium")]  # fmt: skip
    assert joined(strokes) == [(5.0, 8.0, "medium"), (0.0, 25.0, "thin"), (40.0, 50.0, "thin")]


def test_letters_shrink_before_anything_is_cut() -> None:
    grid = table(1)
    cells = dict(grid.cells) | {(3, 2): Cell("需要好几行才放得下的说明文字" * 4, style=BOX)}
    painter = SheetPainter(grid.with_(cells=cells))
    part = next(p for p in painter._parts[0] if p.box.place == (3, 2))
    assert len(part.lines) * part.pitch <= part.bottom - part.top
    assert "".join(line.text for line in part.lines) == "需要好几行才放得下的说明文字" * 4
