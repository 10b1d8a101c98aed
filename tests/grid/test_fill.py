"""The filled page: what stands where, what is merged, what moved; blanks of other offices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Border, Font, Side
from pages import EXAMPLES, MONITORING, SELF_EVALUATION, Filled, example, laid_out, party_school

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.grid.blank import load_blank
from jixiao_desktop.grid.labels import labels_of
from jixiao_desktop.grid.sheet import Grid, column_number, position

FORMS = load_catalog().forms()


def at(grid: Grid, where: str) -> str:
    return grid.cell(*position(where)).text


def row_of(grid: Grid, path: str) -> int:
    place = grid.at_path(path)
    assert place is not None, path
    return place[0]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}-{form.year}")
def test_every_cell_of_a_form_exists_and_stands_beside_its_label(form: Form) -> None:
    blank = load_blank(form)
    for place in form.places():
        if not place.cell:
            continue
        where = position(place.cell)
        assert where not in blank.covered, place.cell
        assert where in blank.cells, place.cell
        assert blank.heights[where[0]] > 0, place.cell
        assert blank.widths[where[1]] > 0, place.cell
        assert labels_of(blank, where).words(), place.cell
    for rows in form.rows():
        for one in rows.places:
            for letters in one.columns:
                where = (rows.model, column_number(letters))
                assert where not in blank.covered, letters
                assert labels_of(blank, where).column, letters
    for where, _ in form.signature:
        assert at(blank, where), where


def test_the_party_school_in_its_cells() -> None:
    grid = party_school().grid()
    assert at(grid, "A2") == "（2024年1-7月）"
    assert at(grid, "H5") == "1-7月执行数"
    assert at(grid, "D3") == "干部教育培训项目"
    assert grid.cell(6, 6).number == Decimal("100.00")
    assert at(grid, "F6") == "100.00"
    assert grid.cell(6, 12).number == Decimal("0.4188")
    assert at(grid, "L6") == "41.88%"
    assert at(grid, "L8") == "—"
    assert at(grid, "E12") == "≥20次"
    assert grid.cell(16, 6).number == Decimal("41.88")
    assert [at(grid, f"{c}12") for c in "HIJKLNOP"] == ["", "", "", "", "√", "√", "", ""]
    assert at(grid, "A25") == "填报单位（公章）：中共锡林郭勒盟委员会党校"


def test_classes_stay_in_printed_order_and_keep_an_empty_line() -> None:
    grid = party_school().grid()
    assert [at(grid, f"C{row}") for row in range(12, 22)] == [
        "数量指标", "", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标",
        "生态效益指标", "可持续影响指标", "服务对象满意度指标",
    ]  # fmt: skip
    assert grid.span(12, 3) == (2, 1)
    assert grid.span(12, 2) == (5, 1)
    assert grid.span(17, 2) == (4, 1)
    assert grid.span(10, 1) == (12, 1)
    assert grid.area == (1, 1, 25, 17)
    assert at(grid, "A22").startswith("注：1.偏差原因分析")
    assert grid.span(22, 1) == (1, 17)


def test_classes_that_are_not_printed_follow_inside_their_level() -> None:
    rows = {
        "a": ("产出指标（50分）", "安全指标", "甲"),
        "b": ("成本 指标", "经济成本指标", "乙"),
        "c": ("产出", "数量", "丙"),
        "d": ("", "", "丁"),
        "e": ("产出指标", "安全指标", "戊"),
    }
    texts = {
        f"indicators.{i}.{key}": value
        for i, row in rows.items()
        for key, value in zip(("level1", "level2", "name"), row, strict=True)
    }
    grid = party_school().with_texts(texts, tuple(rows)).grid()
    order = [row_of(grid, f"indicators.{i}.name") for i in "caebd"]
    assert order == sorted(order)
    first = row_of(grid, "indicators.a.name")
    assert at(grid, f"C{first}") == "安全指标"
    assert at(grid, f"C{first - 1}") == "成本指标"
    assert grid.span(first, 3) == (2, 1)
    assert grid.span(12, 2) == (6, 1)
    last = row_of(grid, "indicators.d.name")
    assert at(grid, f"B{last - 1}") == "成本 指标"
    assert at(grid, f"B{last - 2}") == "满意度指标"
    assert at(grid, f"B{last}") == ""


def test_merges_never_overlap_and_lie_inside_the_page() -> None:
    for form_id, name in EXAMPLES:
        grid = example(form_id, name).grid()
        seen: set[tuple[int, int]] = set()
        for (row, column), (down, across) in grid.spans.items():
            cells = {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
            assert not cells & seen, (form_id, row, column)
            seen |= cells
            assert row + down - 1 <= grid.area[2]
            assert column + across - 1 <= grid.area[3]


def test_filling_changes_neither_the_blank_nor_itself() -> None:
    filled = party_school()
    before = dict(load_blank(filled.form).cells)
    assert filled.grid() == filled.grid()
    assert load_blank(filled.form).cells == before


def test_an_empty_form_is_the_blank_with_its_headings() -> None:
    filled = party_school()
    grid, blank = filled.grid(empty=True), load_blank(filled.form)
    assert grid.spans == blank.spans
    assert at(grid, "A2") == "（2024年1-7月）"
    assert at(grid, "D3") == ""
    assert grid.code == ""
    assert grid.footer == "第{page}页/共{pages}页"
    others = {
        p: c.text for p, c in grid.walk() if p not in {position(a) for a, _ in filled.form.headings}
    }
    assert others == {p: c.text for p, c in blank.walk() if p in others}


def test_amounts_keep_every_decimal_and_unreadable_ones_their_text() -> None:
    changes = {
        "budget.total.initial": "1,234.567891",
        "monitoring.budget.total.spent": "约30",
        "monitoring.budget.total.forecast": "125000元",
        "budget.other.initial": "—",
    }
    grid = party_school().with_texts(changes).grid()
    assert grid.cell(6, 6).number == Decimal("1234.567891")
    assert at(grid, "F6") == "1234.567891"
    assert (at(grid, "H6"), grid.cell(6, 8).number) == ("约30", None)
    assert at(grid, "N6") == "12.50"
    assert (at(grid, "F8"), grid.cell(8, 6).number) == ("—", None)


def test_sources_without_a_row_are_added_to_the_row_the_form_names() -> None:
    changes = {
        "budget.other.initial": "1.5",
        "budget.carryover.initial": "2",
        "budget.government_fund.initial": "不详",
    }
    grid = party_school().with_texts(changes).grid()
    assert grid.cell(8, 6).number == Decimal("3.5")
    assert any("不详" in note for note in grid.notes)


def test_choices_the_form_does_not_print_are_kept_in_the_annex() -> None:
    changes = {
        "indicators.i1.monitoring.causes": "其他、天气",
        "indicators.i2.monitoring.likelihood": "基本能",
    }
    grid = party_school().with_texts(changes).grid()
    assert at(grid, "L12") == "√"
    assert [one.text for one in grid.annex] == ["天气", "基本能"]
    assert "培训班次" in grid.annex[0].title
    assert "偏差原因分析" in grid.annex[0].title
    assert len(grid.notes) == 2


def test_control_characters_go_from_the_page_and_stay_in_the_dossier() -> None:
    filled = party_school().with_texts({"goal": "甲\x0b乙\x00丙"})
    grid = filled.grid()
    assert at(grid, "B9") == "甲乙丙"
    assert filled.dossier.text("goal") == "甲\x0b乙\x00丙"
    assert any("控制字符" in note for note in grid.notes)


def test_the_unit_stands_in_where_the_project_names_nobody() -> None:
    dossier = Dossier(2024)
    filled = laid_out(SELF_EVALUATION, dossier).with_texts(
        {
            "unit.name": "某乡政府",
            "unit.department.name": "某县财政局",
            "unit.department.code": "417",
        }
    )
    grid = filled.grid()
    assert at(grid, "H4") == "某乡政府"
    assert at(grid, "D4") == "417-某县财政局"


def county_blank(change: Any, folder: Path) -> Filled:
    """The party school on a county's own blank."""
    filled = party_school()
    book = load_workbook(filled.form.blank_file)
    change(book.active)
    book.save(folder / "blank.xlsx")
    return replace(filled, form=replace(filled.form, folder=folder))


def test_a_county_blank_with_other_looks_is_used_as_it_is(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["D3"].font = Font(name="仿宋_GB2312", size=12)
        sheet["A3"].border = Border(left=Side(style="medium"))
        sheet.row_dimensions[8].hidden = True
        sheet.column_dimensions["K"].hidden = True
        sheet.page_setup.paperSize = 8
        sheet["S2"] = "填表说明：打印区之外"

    grid = county_blank(change, tmp_path).grid()
    assert grid.cell(3, 4).style.font == "仿宋_GB2312"
    assert grid.cell(3, 1).style.left == "medium"
    assert grid.heights[8] == 0.0
    assert grid.widths[11] == 0.0
    assert grid.page.paper == "A3"
    assert grid.area[3] == 17


def test_a_county_blank_with_merged_model_cells_repeats_the_merge(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in range(12, 26):
            sheet.merge_cells(f"F{row}:G{row}")

    grid = county_blank(change, tmp_path).grid()
    assert [grid.span(row, 6) for row in range(12, 22)] == [(1, 2)] * 10


def test_fewer_preprinted_lines_grow_to_what_is_needed() -> None:
    filled = party_school()
    ids = tuple(f"x{i}" for i in range(40))
    texts = {f"indicators.{i}.name": f"指标{i}" for i in ids} | {
        f"indicators.{i}.{level}": word
        for i in ids
        for level, word in (("level1", "效益指标"), ("level2", "社会效益指标"))
    }
    grid = filled.with_texts(texts, ids).grid()
    place = grid.at_path("indicators.x0.level2")
    assert place is not None
    assert grid.span(*place) == (40, 1)
    assert grid.area[2] == 29 - 14 + 40 + 8
    assert len({grid.heights[row] for row in range(place[0], place[0] + 40)}) == 1


def test_each_filled_cell_names_its_path() -> None:
    filled = example(MONITORING, "monitoring-river-chiefs")
    grid = filled.grid()
    for path in ("name", "budget.total.initial", "goal", "indicators.i1.monitoring.actual"):
        place = grid.at_path(path)
        assert place is not None
        assert grid.cell(*place).path == path
