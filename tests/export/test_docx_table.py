"""The Word table an office gets: one table, real merges, the page, the annex."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from pages import EXAMPLES, Filled, example, longest_texts, party_school

from jixiao_desktop.export.docx_table import read_back_docx, title_rows, write_docx_table
from jixiao_desktop.grid.compare import compare


def written(filled: Filled, folder: Path) -> tuple[Path, Any]:
    """The file and the document as python-docx sees it."""
    file = folder / "附件2 监控表.docx"
    file.write_bytes(write_docx_table(filled.grid()))
    return file, docx.Document(str(file))


@pytest.mark.parametrize(("form_id", "name"), EXAMPLES)
def test_what_is_read_back_is_what_was_filled(form_id: str, name: str, tmp_path: Path) -> None:
    filled = example(form_id, name)
    file, _ = written(filled, tmp_path)
    result = compare(filled.grid(), read_back_docx(file))
    assert result.differences == ()
    assert result.compared > 80
    assert read_back_docx(file).code == filled.grid().code


def test_title_lines_and_one_table(tmp_path: Path) -> None:
    filled = party_school()
    _, document = written(filled, tmp_path)
    assert title_rows(filled.grid()) == range(1, 3)
    assert [p.text for p in document.paragraphs[:2]] == [
        "项目支出绩效目标执行监控表",
        "（2024年1-7月）",
    ]
    (table,) = document.tables
    assert len(table.rows) == 23
    assert len(table.columns) == 17
    assert table.cell(0, 3).text == table.cell(0, 16).text == "干部教育培训项目"
    assert table.cell(9, 2)._tc is table.cell(10, 2)._tc


def test_the_page_is_landscape_a4(tmp_path: Path) -> None:
    _, document = written(party_school(), tmp_path)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    text_width = section.page_width - section.left_margin - section.right_margin
    columns = [int(c.get(qn("w:w"))) for c in document.tables[0]._tbl.tblGrid]
    assert sum(columns) * 635 <= text_width + 17 * 635


def test_header_rows_repeat_and_no_row_breaks(tmp_path: Path) -> None:
    _, document = written(party_school(), tmp_path)
    rows = [row._tr.trPr for row in document.tables[0].rows]
    heads = [
        i for i, properties in enumerate(rows) if properties.find(qn("w:tblHeader")) is not None
    ]
    assert heads == [7, 8]
    assert all(properties.find(qn("w:cantSplit")) is not None for properties in rows)
    assert all(properties.find(qn("w:trHeight")) is not None for properties in rows)


def test_frames_fonts_and_signature_line(tmp_path: Path) -> None:
    _, document = written(party_school(), tmp_path)
    table = document.tables[0]
    name = table.cell(0, 3)._tc
    assert len(name.tcPr.find(qn("w:tcBorders"))) == 4
    fonts = name.find(".//" + qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "宋体"
    seal = table.cell(22, 0)._tc
    assert table.cell(22, 0).text == "填报单位（公章）：中共锡林郭勒盟委员会党校"
    assert seal.tcPr.find(qn("w:tcBorders")) is None


def test_footer_and_properties(tmp_path: Path) -> None:
    filled = party_school()
    code = filled.grid().code
    file = tmp_path / "表.docx"
    file.write_bytes(write_docx_table(filled.grid(), datetime(2024, 8, 1, 9, 30)))
    document = docx.Document(str(file))
    footer = document.sections[0].footer.paragraphs[0]
    fields = [f.get(qn("w:instr")).strip() for f in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert f"校验码 {code[:4]}-{code[4:]}" in footer.text
    found = document.core_properties
    assert found.author == found.last_modified_by == "jixiao"
    assert found.keywords == f"校验码 {code[:4]}-{code[4:]}"
    assert found.created.replace(tzinfo=None) == datetime(2024, 8, 1, 9, 30)


def test_markup_tabs_and_line_breaks_stay_text(tmp_path: Path) -> None:
    name = "<w:p>&amp;甲\n乙\t丙 ]]> 𠀀  "
    filled = party_school().with_texts({"name": name})
    file, _ = written(filled, tmp_path)
    assert read_back_docx(file).cell(3, 4).text == name


def test_long_texts_go_to_an_added_page(tmp_path: Path) -> None:
    text = longest_texts()[0] * 4
    filled = party_school().with_texts({"indicators.i1.monitoring.reason": text})
    file, document = written(filled, tmp_path)
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["附页"] == "AnnexTitle"
    assert styles[text] == "AnnexText"
    (one,) = read_back_docx(file).annex
    assert (one.number, one.title, one.text) == (1, "第1行“培训班次”的原因说明", text)
