"""Files as people hand them in: rows and columns inserted, labels reworded, cells merged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pages import DATA, EXAMPLES, MONITORING, example, longest_texts, party_school

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.export.docx_table import write_docx_table
from jixiao_desktop.export.xlsx import write_xlsx
from jixiao_desktop.grid.sheet import Grid
from jixiao_desktop.reading.official import Understood, read_all, read_official, split_joined
from jixiao_desktop.reading.safety import ReadProblem


def changed(change: Callable[[Any], None], folder: Path) -> Understood:
    """The party school's table after someone worked on the sheet."""
    filled = party_school()
    file = folder / "填报.xlsx"
    file.write_bytes(write_xlsx(filled.grid(), filled.form.blank_file))
    book = load_workbook(file)
    book.properties.keywords = None
    change(book.active)
    book.save(file)
    return read_official(file, load_catalog())


def plain_copy(sheet: Any, row_of: Callable[[int], int], column_of: Callable[[int], int]) -> None:
    """Move every cell and merge as an office program does when rows or columns are inserted."""
    cells = {(row_of(r), column_of(c)): cell.value for (r, c), cell in sheet._cells.items()}
    merges = [
        (row_of(m.min_row), column_of(m.min_col), row_of(m.max_row), column_of(m.max_col))
        for m in sheet.merged_cells.ranges
    ]
    sheet._cells.clear()
    sheet.merged_cells.ranges.clear()
    for (row, column), value in cells.items():
        sheet.cell(row, column).value = value
    for top, left, bottom, right in merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def expect_party_school(found: Understood) -> None:
    texts = found.texts
    assert found.form_id == MONITORING
    assert texts["name"] == "干部教育培训项目"
    assert texts["implementer"] == "中共锡林郭勒盟委员会党校"
    assert texts["budget.total.initial"] == "100"
    assert texts["monitoring.budget.total.spent"] == "41.88"
    assert texts["monitoring.as_of"] == "2024-07-31"
    assert texts["goal"] == "2024年底前按期完成培训班次20次、参与培训人次达到1960人。"
    assert found.rows["indicators"] == ("r1", "r2", "r3", "r4")
    assert texts["indicators.r2.level2"] == "数量指标"
    assert texts["indicators.r2.name"] == "参与培训人次"
    assert texts["indicators.r2.operator"] == "≥"
    assert texts["indicators.r2.target"] == "1960"
    assert texts["indicators.r2.unit"] == "人次"
    assert texts["indicators.r2.monitoring.actual"] == "702"
    assert texts["indicators.r2.monitoring.causes"] == "其他"
    assert texts["indicators.r2.monitoring.likelihood"] == "有可能"
    assert texts["indicators.r4.monitoring.actual"] == "41.88"


def test_an_untouched_file_says_what_it_says(tmp_path: Path) -> None:
    found = changed(lambda sheet: None, tmp_path)
    expect_party_school(found)
    assert found.year == 2024
    assert found.notes == (
        "认出“项目支出绩效目标执行监控表”：读出15个单项、4行指标，监控时点2024年7月31日。",
    )


@pytest.mark.parametrize("at", [1, 3, 5, 7, 9, 10, 13, 17, 22])
def test_an_inserted_row_changes_nothing(at: int, tmp_path: Path) -> None:
    def insert(sheet: Any) -> None:
        plain_copy(sheet, lambda r: r + (r >= at), lambda c: c)

    expect_party_school(changed(insert, tmp_path))


@pytest.mark.parametrize("at", [1, 4, 5, 6, 8, 13, 14, 17])
def test_an_inserted_column_changes_nothing(at: int, tmp_path: Path) -> None:
    def insert(sheet: Any) -> None:
        plain_copy(sheet, lambda r: r, lambda c: c + (c >= at))

    expect_party_school(changed(insert, tmp_path))


def test_a_column_of_the_county_between_ours_is_left_alone(tmp_path: Path) -> None:
    def insert(sheet: Any) -> None:
        plain_copy(sheet, lambda r: r, lambda c: c + (c >= 6))
        sheet.cell(10, 6).value = "年初指标值"
        for row in range(12, 22):
            sheet.cell(row, 6).value = 999

    found = changed(insert, tmp_path)
    expect_party_school(found)
    assert "999" not in found.texts.values()


def test_reworded_heads_are_found(tmp_path: Path) -> None:
    def reword(sheet: Any) -> None:
        sheet["H5"] = "1—7月 执行数"
        sheet["D6"] = "年度资金总额"
        sheet["F10"] = "1-7月\n执行情况"
        sheet["M11"] = "原因说明："
        sheet["G10"] = "全年预计完成情况（%）"

    expect_party_school(changed(reword, tmp_path))


def test_another_window_is_read_from_the_heading(tmp_path: Path) -> None:
    def reword(sheet: Any) -> None:
        sheet["A2"] = "( 2024 年 1 - 10 月 )"
        sheet["H5"], sheet["L5"], sheet["F10"] = "1-10月执行数", "1-10月执行率", "1-10月执行情况"

    found = changed(reword, tmp_path)
    assert found.texts["monitoring.as_of"] == "2024-10-31"
    assert found.texts["monitoring.budget.total.spent"] == "41.88"


def test_unmerged_classes_are_carried_down(tmp_path: Path) -> None:
    def unmerge(sheet: Any) -> None:
        for area in ("B12:B16", "C12:C13"):
            sheet.unmerge_cells(area)

    expect_party_school(changed(unmerge, tmp_path))


def test_a_merged_row_counts_once(tmp_path: Path) -> None:
    found = changed(lambda sheet: sheet.merge_cells("D13:D14"), tmp_path)
    assert found.rows["indicators"] == ("r1", "r2", "r3", "r4")


def test_noise_and_percent_come_back_as_typed(tmp_path: Path) -> None:
    def retype(sheet: Any) -> None:
        sheet["H6"] = 41.879999999999995
        sheet["F12"] = 0.95
        sheet["F12"].number_format = "0%"
        sheet["H12"] = "✓"
        sheet["I12"] = "制度不健全"

    found = changed(retype, tmp_path)
    assert found.texts["monitoring.budget.total.spent"] == "41.88"
    assert found.texts["indicators.r1.monitoring.actual"] == "95%"
    assert found.texts["indicators.r1.monitoring.causes"] == "经费保障、制度保障、其他"
    assert any("制度不健全" in note for note in found.notes)


def test_a_file_in_yuan_keeps_its_unit(tmp_path: Path) -> None:
    def retype(sheet: Any) -> None:
        sheet["A5"] = "项目资金\n（元）"
        sheet["F6"] = 1000000

    found = changed(retype, tmp_path)
    assert found.texts["budget.total.initial"] == "1000000元"
    assert any("以元为单位" in note for note in found.notes)


def test_a_missing_column_is_said(tmp_path: Path) -> None:
    def drop(sheet: Any) -> None:
        sheet["Q10"] = None

    found = changed(drop, tmp_path)
    assert any("备注" in note and "没有" in note for note in found.notes)
    assert found.rows["indicators"] == ("r1", "r2", "r3", "r4")


def test_placeholders_of_a_template_are_no_rows(tmp_path: Path) -> None:
    found = changed(lambda sheet: sheet.__setitem__("D14", "指标1："), tmp_path)
    assert found.rows["indicators"] == ("r1", "r2", "r3", "r4")


def test_several_forms_in_one_workbook(tmp_path: Path) -> None:
    first, second = party_school(), example(*EXAMPLES[1])
    file = tmp_path / "两张.xlsx"
    file.write_bytes(write_xlsx(first.grid(), first.form.blank_file))
    other = tmp_path / "二.xlsx"
    other.write_bytes(write_xlsx(second.grid(), second.form.blank_file))
    book, more = load_workbook(file), load_workbook(other).active
    assert more is not None
    sheet = book.create_sheet("第二张")
    for row in more.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet.cell(cell.row or 1, cell.column or 1).value = cell.value
    for area in more.merged_cells.ranges:
        sheet.merge_cells(str(area))
    book.create_sheet("说明").cell(1, 1).value = "填表说明"
    book.save(file)
    found = read_all(file, load_catalog())
    assert [one.texts["name"] for one in found] == [
        first.dossier.text("name"),
        second.dossier.text("name"),
    ]
    assert "还有1张表" in read_official(file, load_catalog()).notes[-1]


def test_an_old_workbook_is_read() -> None:
    found = read_official(DATA / "official" / "monitoring-river-chiefs.xls", load_catalog())
    filled = example(*EXAMPLES[1])
    assert found.texts["name"] == filled.dossier.text("name")
    assert found.texts["monitoring.as_of"] == "2024-07-31"
    assert len(found.rows["indicators"]) == len(filled.dossier.row_ids())
    assert found.texts["indicators.r1.name"] == filled.dossier.text("indicators.i1.name")


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_texts_of_the_annex_come_back_whole(ending: str, tmp_path: Path) -> None:
    long = longest_texts()[0]
    filled = party_school().with_texts({"indicators.i1.monitoring.reason": long})
    grid = filled.grid()
    assert grid.annex
    file = tmp_path / f"表.{ending}"
    written = (
        write_xlsx(grid, filled.form.blank_file) if ending == "xlsx" else write_docx_table(grid)
    )
    file.write_bytes(written)
    found = read_official(file, load_catalog())
    assert found.texts["indicators.r1.monitoring.reason"] == long


def test_a_strange_sheet_is_refused_in_one_sentence(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "食堂采购清单"
    book.save(tmp_path / "采购.xlsx")
    with pytest.raises(ReadProblem, match="没有认出官方表格") as refusal:
        read_official(tmp_path / "采购.xlsx", load_catalog())
    assert "监控表" in str(refusal.value)


@pytest.mark.parametrize(
    ("pattern", "text", "parts"),
    [
        ("{0}（{1}）", "县教育局（417）", ("县教育局", "417")),
        ("{0}（{1}）", "县教育局(417)", ("县教育局", "417")),
        ("{0}（{1}）", "县教育局（本级）", ("县教育局（本级）", "")),
        ("{1}-{0}", "219-县教育局", ("县教育局", "219")),
        ("{0}（{1}）", "417", ("", "417")),
    ],
)
def test_two_texts_in_one_cell(pattern: str, text: str, parts: tuple[str, str]) -> None:
    assert split_joined(pattern, text) == parts


def dragged(grid: Grid) -> Grid:
    """The same page on twice the columns; in the body, the edge between two cells was dragged."""
    cells = {(r, 2 * c - 1): cell for (r, c), cell in grid.cells.items()}
    spans = {(r, 2 * c - 1): (1, 2) for r, c in grid.cells if (r, c) not in grid.covered}
    spans |= {(r, 2 * c - 1): (down, 2 * across) for (r, c), (down, across) in grid.spans.items()}
    for row in range(12, 22):
        spans[row, 9] = (1, 1)
        cells[row, 10] = cells.pop((row, 11))
        spans[row, 10] = (1, 3)
        del spans[row, 11]
    widths = {}
    for column, width in grid.widths.items():
        widths[2 * column - 1], widths[2 * column] = width * 0.8, width * 0.2
    area = (*grid.area[:3], 2 * grid.area[3])
    return grid.with_(cells=cells, spans=spans, widths=widths, area=area)


def test_dragged_borders_of_a_word_table_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    file.write_bytes(write_docx_table(dragged(party_school().grid())))
    found = read_official(file, load_catalog())
    assert found.texts["indicators.r2.target"] == "1960"
    assert found.texts["indicators.r2.monitoring.actual"] == "702"
    assert found.texts["indicators.r2.monitoring.forecast"] == "1960"
    assert found.texts["budget.total.initial"] == "100.00"
