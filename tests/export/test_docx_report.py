"""The Word report: page and styles of GB/T 9704, and every paragraph back as it was."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jixiao_desktop.export.docx_report import read_back_report, write_docx_report
from jixiao_desktop.export.page_notes import code_in
from jixiao_desktop.narrative.compose import compose, compose_blank
from jixiao_desktop.narrative.document import Document, Paragraph, Run, lines_of
from jixiao_desktop.narrative.look import read_look
from tests.narrative.subjects import PARTY_SCHOOL, RIVER_CHIEFS, report, subject, with_texts

FUNDS = "monitoring.sections.fund_execution"


@pytest.fixture(scope="module")
def document() -> Document:
    return compose(report(), subject(), {})


@pytest.fixture(scope="module")
def word(document: Document):
    return docx.Document(io.BytesIO(write_docx_report(document)))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def test_every_part_is_well_formed_and_named(document: Document) -> None:
    data = write_docx_report(document)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for name in names:
            etree.fromstring(archive.read(name))
        types = archive.read("[Content_Types].xml").decode()
    for name in names:
        if name.startswith(("word/", "docProps/")) and name.endswith(".xml"):
            assert f'PartName="/{name}"' in types


def test_paragraphs_come_back(document: Document, tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(write_docx_report(document))
    assert read_back_report(file) == document.texts


def test_the_same_report_gives_the_same_bytes(document: Document) -> None:
    assert write_docx_report(document) == write_docx_report(compose(report(), subject(), {}))


def test_page_and_margins(word) -> None:
    section = word.sections[0]
    millimetres = [
        round(length.mm) for length in (
            section.page_width, section.page_height, section.top_margin, section.bottom_margin,
            section.left_margin, section.right_margin,
        )
    ]  # fmt: skip
    assert millimetres == [210, 297, 37, 35, 28, 26]
    assert word.settings.odd_and_even_pages_header_footer


def test_headings_are_real_headings_with_outline_levels(word, document: Document) -> None:
    wanted = [(b.text, f"Heading {b.style[1]}") for b in document.paragraphs if b.style[0] == "h"]
    found = [(p.text, p.style.name) for p in word.paragraphs if p.style.name.startswith("Head")]
    assert found == wanted
    assert len(found) >= 9
    for level in (1, 2, 3, 4):
        style = word.styles[f"Heading {level}"].element
        assert style.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == str(level - 1)
        assert style.find(f".//{qn('w:keepNext')}") is not None


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16), ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16), ("Normal Indent", "仿宋_GB2312", 16),
    ],
)  # fmt: skip
def test_styles_name_the_official_fonts(word, style: str, font: str, size: int) -> None:
    found = word.styles[style]
    assert found.element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == font
    assert found.font.size.pt == size
    assert found.font.bold is (style == "Heading 3")


def test_body_is_indented_by_two_characters_at_fixed_spacing(word) -> None:
    body = word.styles["Normal Indent"]
    assert body.element.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
    spacing = body.element.find(f"./{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_language_line_breaking_and_theme(document: Document) -> None:
    data = write_docx_report(document)
    styles = part(data, "word/styles.xml")
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == "zh-CN"
    assert styles.find(f".//{qn('w:kinsoku')}") is not None
    theme = etree.tostring(part(data, "word/theme/theme1.xml"), encoding="unicode")
    assert re.findall(r'<a:ea typeface="([^"]+)"', theme) == ["黑体", "仿宋_GB2312"]
    fonts = etree.tostring(part(data, "word/fontTable.xml"), encoding="unicode")
    assert 'w:name="仿宋_GB2312"' in fonts
    assert "altName" in fonts


def test_page_numbers_stand_outside_and_the_code_inside(word, document: Document) -> None:
    section = word.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for footer in (odd, even):
        fields = footer._p.findall(f".//{qn('w:fldSimple')}")
        assert [f.get(qn("w:instr")).strip() for f in fields] == ["PAGE"]
    number, code = r"— 1 —", f"校验码 {document.shown_code}"
    whole = ["".join(t.text or "\t" for t in f._p.iter(qn("w:t"), qn("w:tab")) if
                     t.get(qn("w:pos")) is None) for f in (odd, even)]  # fmt: skip
    assert whole == [f"{code}\t{number}", f"{number}\t{code}"]
    assert word.core_properties.identifier == document.shown_code
    assert code_in(word.core_properties.keywords) == document.code


def test_a_long_title_has_room_for_its_lines_and_no_break_in_its_text(word) -> None:
    title = next(p for p in word.paragraphs if p.style.name == "Title")
    assert title.text == "中共锡林郭勒盟委员会党校2024年度绩效运行监控报告"
    shape, section = title.paragraph_format, word.sections[0]
    whole = section.page_width - section.left_margin - section.right_margin
    room = (whole - shape.left_indent - shape.right_indent) / title.style.font.size
    assert shape.left_indent == shape.right_indent
    assert 12 < room < 13, "the unit's name fills the first line"


def test_a_blank_report_carries_no_code() -> None:
    made = compose_blank(report(), subject())
    data = write_docx_report(made)
    assert read_back_report(data) == made.texts
    word = docx.Document(io.BytesIO(data))
    assert word.core_properties.keywords == ""
    assert "校验码" not in "".join(p.text for p in word.sections[0].footer.paragraphs)


def test_several_projects_come_back() -> None:
    made = compose(report(), subject(PARTY_SCHOOL, RIVER_CHIEFS), {})
    assert read_back_report(write_docx_report(made)) == made.texts


def test_bold_runs_and_several_looks_in_one_paragraph(document: Document) -> None:
    block = Paragraph((Run("总额"), Run("100", bold=True), Run("万元")))
    made = Document("x", (block,), read_look(report().style))
    data = write_docx_report(made)
    runs = docx.Document(io.BytesIO(data)).paragraphs[0].runs
    assert [(r.text, bool(r.bold)) for r in runs] == [
        ("总额", False), ("100", True), ("万元", False)
    ]  # fmt: skip


HARD = [
    "\x00\x07", "<w:p>&amp;]]>", "=SUM(A1)", "\U00020bb7㛃䶮", "阿不来提·托合提", "\u182e\u1823",
    "\tx", "e\u0301", "\x0c", "\u2028", "\u202eabc", "\ufeff", " \xa0 ", "\U0001f600", "\ud800",
]  # fmt: skip
"""Control characters, markup, rare Han, other scripts, marks of direction, half a surrogate."""


@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from(HARD)), max_size=4))
def test_any_text_comes_back_paragraph_by_paragraph(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    made = compose(report(), with_texts(subject(), {FUNDS: text, "unit.name": text[:30]}), {})
    back = read_back_report(write_docx_report(made))
    assert back == made.texts
    assert [t for t in lines_of(text) if t not in back] == []
