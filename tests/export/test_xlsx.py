"""The spreadsheet an office gets: numbers, texts, page, properties, looks of the blank."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from pages import EXAMPLES, Filled, example, longest_texts, party_school

from jixiao_desktop.export.xlsx import read_back_xlsx, write_xlsx
from jixiao_desktop.grid.compare import compare
from jixiao_desktop.grid.overflow import SMALLEST


def written(filled: Filled, folder: Path, *, empty: bool = False) -> tuple[Path, Any]:
    """The file and its sheet as openpyxl sees it."""
    file = folder / "附件2 监控表.xlsx"
    file.write_bytes(write_xlsx(filled.grid(empty=empty), filled.form.blank_file))
    return file, load_workbook(file).active


@pytest.mark.parametrize(("form_id", "name"), EXAMPLES)
def test_what_is_read_back_is_what_was_filled(form_id: str, name: str, tmp_path: Path) -> None:
    filled = example(form_id, name)
    file, _ = written(filled, tmp_path)
    result = compare(filled.grid(), read_back_xlsx(file))
    assert result.differences == ()
    assert result.compared > 80
    assert read_back_xlsx(file).code == filled.grid().code


def test_an_empty_form_is_the_office_blank(tmp_path: Path) -> None:
    filled = party_school()
    _, sheet = written(filled, tmp_path, empty=True)
    blank = load_workbook(filled.form.blank_file).active
    assert blank is not None
    headings = {cell for cell, _ in filled.form.headings}
    for row in blank.iter_rows():
        for cell in row:
            other = sheet[cell.coordinate]
            if cell.coordinate not in headings:
                assert other.value == cell.value
            assert (other.font.name, other.font.sz) == (cell.font.name, cell.font.sz)
            assert other.border.left.style == cell.border.left.style
            assert other.number_format == cell.number_format
    assert set(map(str, sheet.merged_cells.ranges)) == set(map(str, blank.merged_cells.ranges))


def test_amounts_are_numbers_and_texts_are_texts(tmp_path: Path) -> None:
    _, sheet = written(party_school(), tmp_path)
    assert (sheet["F6"].value, sheet["F6"].data_type) == (100, "n")
    assert (sheet["H6"].value, sheet["H6"].number_format) == (41.88, "0.00##")
    assert (sheet["L6"].value, sheet["L6"].number_format) == (0.4188, "0.00%")
    assert (sheet["F12"].value, sheet["F12"].data_type) == (12, "n")
    assert sheet["E12"].value == "≥20次"


@pytest.mark.parametrize("start", list("=+-@\t＝＋－＠"))
def test_no_text_becomes_a_formula(start: str, tmp_path: Path) -> None:
    name = f"{start}cmd|'/c calc'!A0"
    filled = party_school().with_texts({"name": name, "indicators.i1.name": name})
    file, sheet = written(filled, tmp_path)
    for cell in (sheet["D3"], sheet["D12"]):
        assert cell.value == name
        assert cell.data_type == "s"
        assert cell.quotePrefix
    with zipfile.ZipFile(file) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_code_with_leading_noughts_stays_text(tmp_path: Path) -> None:
    filled = party_school().with_texts({"indicators.i1.monitoring.actual": "007"})
    _, sheet = written(filled, tmp_path)
    assert (sheet["F12"].value, sheet["F12"].data_type) == ("007", "s")


def test_the_page_prints_on_one_landscape_sheet_in_width(tmp_path: Path) -> None:
    _, sheet = written(party_school(), tmp_path)
    assert sheet.print_area == "'监控表'!$A$1:$Q$25"
    assert sheet.print_title_rows == "$10:$11"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    code = party_school().grid().code
    assert sheet.oddFooter.center.text == f"校验码 {code[:4]}-{code[4:]}　第&P页/共&N页"


def test_rows_have_the_measured_heights(tmp_path: Path) -> None:
    grid = party_school().grid()
    _, sheet = written(party_school(), tmp_path)
    for row in grid.rows:
        assert sheet.row_dimensions[row].height == round(grid.heights[row], 2)


def test_the_file_names_the_program_and_nobody(tmp_path: Path) -> None:
    filled = party_school()
    made = datetime(2024, 8, 1, 9, 30)
    file = tmp_path / "表.xlsx"
    file.write_bytes(write_xlsx(filled.grid(), filled.form.blank_file, made))
    found = load_workbook(file).properties
    assert found.creator == found.lastModifiedBy == "jixiao"
    assert found.created == made
    assert found.title == "项目支出绩效目标执行监控表"
    code = filled.grid().code
    assert found.keywords == f"校验码 {code[:4]}-{code[4:]}"


def test_long_texts_go_to_an_added_sheet(tmp_path: Path) -> None:
    text = "=" + longest_texts()[0] * 4
    filled = party_school().with_texts({"indicators.i1.monitoring.reason": text})
    file, sheet = written(filled, tmp_path)
    assert sheet["M12"].value.endswith("……（见附页1）")
    assert sheet["M12"].font.sz == SMALLEST
    annex = load_workbook(file)["附页"]
    pieces = [annex.cell(row, 3).value for row in range(2, annex.max_row + 1)]
    assert len(pieces) > 1
    assert "".join(pieces) == text
    assert annex["A2"].value == "附1"
    assert annex["C2"].data_type == "s"
    assert max(annex.row_dimensions[r].height for r in range(2, annex.max_row + 1)) <= 409
    assert read_back_xlsx(file).annex[0].text == text


def test_the_looks_and_further_sheets_of_a_county_blank_stay(tmp_path: Path) -> None:
    filled = party_school()
    book = load_workbook(filled.form.blank_file)
    sheet = book.active
    assert sheet is not None
    sheet["A3"].fill = PatternFill("solid", fgColor="FFDDEEFF")
    sheet.merge_cells("F12:G12")
    sheet.column_dimensions["K"].hidden = True
    book.create_sheet("填表说明")["A1"] = "请认真填写"
    book.save(tmp_path / "blank.xlsx")
    county = replace(filled, form=replace(filled.form, folder=tmp_path))
    file, made = written(county, tmp_path)
    assert made["A3"].fill.fgColor.rgb == "FFDDEEFF"
    assert made.column_dimensions["K"].hidden
    assert "F13:G13" in set(map(str, made.merged_cells.ranges))
    assert load_workbook(file)["填表说明"]["A1"].value == "请认真填写"
    assert compare(county.grid(), read_back_xlsx(file)).same


def test_a_tampered_file_is_noticed(tmp_path: Path) -> None:
    filled = party_school()
    file, _ = written(filled, tmp_path)
    book = load_workbook(file)
    assert book.active is not None
    book.active["F6"] = 99
    book.save(file)
    (said,) = compare(filled.grid(), read_back_xlsx(file)).differences
    assert "年初预算数" in said
