"""Lists for print: what a spreadsheet program finds in them, and what is read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.export.listing import (
    LONGEST,
    Column,
    Line,
    Listing,
    compared,
    read_back_listings,
    write_listings,
)

COLUMNS = (Column("序号", 5, centred=True), Column("轻重", 8), Column("问题", 40))
TONES = {"grave": "#C62828", "head": "#E8F0FA", "line": "#8A96A3"}
LINES = (
    Line(("某单位　道路项目：还差 1 处必改",), "banner"),
    Line(("1", "必改", "执行数大于预算数。" * 20), tone="grave"),
    Line(("", "由上一处引起", "执行率高于100%。"), "under"),
)


def listing(*lines: Line) -> Listing:
    return Listing("意见", "检查结果", ("结论：还差 1 处必改。",), COLUMNS, lines, toned=1)


def written(folder: Path, *made: Listing) -> Path:
    file = folder / "表.xlsx"
    file.write_bytes(write_listings(made, TONES))
    return file


def test_it_prints_on_a4_across_with_headings_and_page_numbers(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path, listing(*LINES)))["意见"]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)  # one is what a missing value means
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert "&P" in sheet.oddFooter.center.text
    assert "&N" in sheet.oddFooter.center.text
    assert sheet.print_area.endswith("$A$1:$C$6")
    assert [sheet.column_dimensions[c].width for c in "ABC"] == pytest.approx([5, 8, 40], abs=1)


def test_long_texts_have_the_height_they_need(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path, listing(*LINES)))["意见"]
    assert sheet.row_dimensions[5].height > 3 * sheet.row_dimensions[6].height
    assert sheet["C5"].alignment.wrap_text


def test_weights_have_their_colour(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path, listing(*LINES)))["意见"]
    assert sheet["B5"].font.color.rgb == "FFC62828"
    assert sheet["C5"].font.color is None or sheet["C5"].font.color.rgb != "FFC62828"


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    told = listing(Line(("1", "必改", "=HYPERLINK(1)")), Line(("2", "@a", "https://example.org")))
    sheet = openpyxl.load_workbook(written(tmp_path, told))["意见"]
    assert sheet["C4"].value == "=HYPERLINK(1)"
    assert sheet["C4"].data_type == "s"
    assert sheet["C4"].quotePrefix
    assert sheet["C5"].hyperlink is None


def test_a_difference_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, listing(*LINES))
    assert list(compared([listing(*LINES)], file)) == []
    other = listing(LINES[0], Line(("1", "必改", "别的话")), LINES[2])
    assert list(compared([other], file)) == ["“意见”第5行"]
    assert list(compared([listing(*LINES), other], file)) == ["工作表有1张，应有2张"]


def test_a_text_longer_than_a_cell_holds_is_cut_with_dots(tmp_path: Path) -> None:
    told = listing(Line(("1", "提示", "长" * (LONGEST + 9))))
    file = written(tmp_path, told)
    shown = read_back_listings(file)[0][3][2]
    assert (len(shown), shown[-1]) == (LONGEST, "…")
    assert list(compared([told], file)) == []


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=6))
def test_whatever_is_listed_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]]
) -> None:
    told = listing(*(Line(one) for one in texts))
    file = written(tmp_path_factory.mktemp("list"), told)
    assert list(compared([told], file)) == []
