"""Reports on paper: 22 lines, no mark at a line's start, heads kept, text whole in the PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from jixiao_desktop.narrative.compose import compose, compose_blank
from jixiao_desktop.narrative.document import Document, Paragraph, Run, TableBlock, TableCell
from jixiao_desktop.narrative.look import read_look
from jixiao_desktop.paper import text
from jixiao_desktop.paper.pdf import write_pdf
from jixiao_desktop.paper.report import ReportPainter
from jixiao_desktop.paper.text import Face
from tests.narrative.subjects import PARTY_SCHOOL, RIVER_CHIEFS, report, subject, with_texts
from tests.paper.pages import bare, text_of

NOT_FIRST = set("，。、；：！？）》”’%")
HAN = "预算绩效管理是提高财政资金使用效益的重要手段"


def paper(*names: str) -> tuple[Document, ReportPainter]:
    made = compose(report(), subject(*names), {})
    return made, ReportPainter(made)


def bodies(texts: list[str]) -> Document:
    blocks = tuple(Paragraph((Run(text),)) for text in texts)
    return Document("试", blocks, read_look(report().style))


@pytest.mark.parametrize("names", [(PARTY_SCHOOL,), (RIVER_CHIEFS,), (PARTY_SCHOOL, RIVER_CHIEFS)])
def test_the_pdf_text_equals_the_report(names: tuple[str, ...], tmp_path: Path) -> None:
    made, painter = paper(*names)
    found = bare(text_of(write_pdf(painter, made.title), tmp_path, "-raw"))
    for page in range(painter.pages()):
        number, code = f"—{page + 1}—", f"校验码{made.shown_code}"
        assert number in found
        found = found.replace(number, "", 1).replace(code, "", 1)
    assert found == bare("".join(made.texts))


def test_lines_of_all_pages_are_the_report() -> None:
    made, painter = paper(PARTY_SCHOOL, RIVER_CHIEFS)
    told = "".join("".join(painter.lines(page)) for page in range(painter.pages()))
    assert bare(told) == bare("".join(made.texts))


def test_a_page_has_22_lines_of_28_characters() -> None:
    painter = ReportPainter(bodies([HAN * 60]))
    first = painter.lines(0)
    assert len(first) == 22
    assert len(first[0]) == 26  # two characters of indent
    assert {len(line) for line in first[1:]} == {28}


MARKS = "，。、；：（）“”《》%100.5"
UNBREAKABLE = re.compile(f"[{re.escape(MARKS)}]{{10,}}")
"""So many marks and figures in a row nobody writes: there may be no place to break a line."""


@given(
    st.lists(
        st.text(alphabet=HAN + MARKS, max_size=120).filter(lambda t: not UNBREAKABLE.search(t)),
        max_size=8,
    )
)
def test_no_mark_begins_a_line(texts: list[str]) -> None:
    kept = [HAN[:3] + text for text in texts]
    painter = ReportPainter(bodies(kept))
    lines = [line for page in range(painter.pages()) for line in painter.lines(page)]
    assert "".join(lines) == "".join(kept)
    wrong = [line for line in lines if line[0] in NOT_FIRST and not set(line) <= NOT_FIRST]
    assert not wrong


def test_a_heading_never_ends_a_page() -> None:
    look = read_look(report().style)
    for before in range(15, 24):
        blocks = [Paragraph((Run("正文。"),)) for _ in range(before)]
        blocks.append(Paragraph((Run("一、标题"),), "h1"))
        blocks.append(Paragraph((Run("（一）标题"),), "h2"))
        blocks.append(Paragraph((Run("跟在标题后面的正文。"),)))
        painter = ReportPainter(Document("试", tuple(blocks), look))
        for page in range(painter.pages() - 1):
            assert not painter.lines(page)[-1].endswith("标题")


def test_the_title_stands_in_two_balanced_lines() -> None:
    _, painter = paper(RIVER_CHIEFS)
    assert painter.lines(0)[:2] == ("锡林郭勒盟水利局", "2024年度绩效运行监控报告")
    _, painter = paper()
    assert painter.lines(0)[:2] == ("中共锡林郭勒盟委员会党校", "2024年度绩效运行监控报告")


def test_a_point_tells_source_or_section() -> None:
    _, painter = paper()
    size = painter.size(0)
    found = {
        painter.hit(page, QPointF(x, y))
        for page in range(painter.pages())
        for x in range(0, int(size.width()), 6)
        for y in range(0, int(size.height()), 8)
    }
    assert {
        "",
        "budget.total.initial",
        "monitoring.budget.total.spent",
        "monitoring.sections.fund_execution",
        "monitoring.sections.other",
        "unit.name",
    } <= found


def test_page_numbers_are_outside_and_the_code_inside() -> None:
    _, painter = paper()
    sides = []
    for page in range(2):
        image = QImage(595, 842, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        brush = QPainter(image)
        painter.paint(brush, page, QRectF(0, 0, 595, 842))
        brush.end()
        inked = [x for x in range(595) for y in range(755, 790)
                 if image.pixelColor(x, y).lightness() < 160]  # fmt: skip
        sides.append((min(inked), max(inked)))
    (odd_left, odd_right), (even_left, even_right) = sides
    left, right = 28 / 25.4 * 72, 595 - 26 / 25.4 * 72
    assert abs(odd_left - left) < 4
    assert abs(odd_right - (right - 14)) < 4
    assert abs(even_left - (left + 14)) < 4
    assert abs(even_right - right) < 4


@given(st.text(max_size=200))
@settings(max_examples=40)
def test_any_text_is_laid_out_whole(typed: str) -> None:
    path = "monitoring.sections.problems"
    made = compose(report(), with_texts(subject(), {path: typed, "unit.name": typed[:40]}), {})
    painter = ReportPainter(made)
    told = "".join("".join(painter.lines(page)) for page in range(painter.pages()))
    assert bare(told) == bare("".join(made.texts))
    assert write_pdf(painter)[:5] == b"%PDF-"


def test_rare_han_stand_in_the_text_layer(tmp_path: Path) -> None:
    made = bodies(["负责人：王喆、李淼、张堃，阿不来提·托合提。"])
    found = text_of(write_pdf(ReportPainter(made)), tmp_path, "-raw")
    assert "王喆、李淼、张堃，阿不来提·托合提。" in found


def test_an_empty_document_is_one_page() -> None:
    painter = ReportPainter(bodies([]))
    assert painter.pages() == 1
    assert painter.lines(0) == ()
    assert painter.hit(0, QPointF(100, 100)) == ""


def test_letters_and_figures_may_have_a_font_of_their_own(tmp_path: Path) -> None:
    face = Face("Jixiao Serif", 16, latin="Jixiao Sans")
    words = "截至2024年7月31日，𠮷林Excel表ABC已执行41.88万元，" * 4
    assert "".join(piece for piece, _ in text.pieces(words, face)) == words
    named = dict(text.pieces(words, face))
    assert named["2024"] == named["41.88"] == "Jixiao Sans"
    assert named["已执行"] == "Jixiao Serif"
    broken = text.lines(words, face, 3000.0)
    assert len(broken) > 2
    assert "".join(line.text for line in broken) == words
    assert all(line.width <= 3000.0 for line in broken)
    assert words[broken[1].start :].startswith(broken[1].text)


def test_line_breaks_of_a_text_are_kept() -> None:
    lines = text.lines("一\n\n二三", Face("宋体", 10), 1000.0)
    assert [(line.text, line.start) for line in lines] == [("一", 0), ("", 2), ("二三", 3)]


def test_a_blank_report_carries_page_numbers_but_no_code(tmp_path: Path) -> None:
    painter = ReportPainter(compose_blank(report(), subject()))
    found = bare(text_of(write_pdf(painter), tmp_path))
    assert "校验码" not in found
    assert "—1—" in found
    assert "包括年度绩效目标的整体情况" in found or "写年初批复的绩效目标整体情况" in found


def listed(count: int, reason: str = "按进度完成") -> TableBlock:
    """A table of so many rows in classes of ten."""
    head = tuple(TableCell((Run(t),), align="center") for t in ("类", "指标", "得分", "原因"))
    rows = [head]
    for n in range(count):
        first = None if n % 10 else TableCell((Run(f"第{n // 10}类"),), down=min(10, count - n))
        cells = (f"指标{n}", str(n % 7), reason)
        paths = (f"indicators.r{n}.name", f"indicators.r{n}.score", "")
        told = (TableCell((Run(t, p),)) for t, p in zip(cells, paths, strict=True))
        rows.append((first, *told))  # type: ignore[arg-type]
    return TableBlock(tuple(rows), (20.0, 60.0, 20.0, 56.0))


def with_table(lines: int, table: TableBlock) -> ReportPainter:
    blocks = [Paragraph((Run(f"第{n}行"),)) for n in range(lines)]
    head = Paragraph((Run("附表"),), "h1")
    after = Paragraph((Run("表后"),))
    look = read_look(report().style)
    return ReportPainter(Document("试", (*blocks, head, table, after), look))


def test_a_table_repeats_its_headings_and_splits_no_row() -> None:
    painter = with_table(8, listed(64))
    assert painter.pages() > 2
    told = [painter.cells(page) for page in range(painter.pages())]
    for page, cells in enumerate(told):
        assert cells[:4] == ("类", "指标", "得分", "原因"), f"page {page}"
    names = [c for cells in told for c in cells if c.startswith("指标") and c != "指标"]
    assert names == [f"指标{n}" for n in range(64)]
    assert all(sum(c.startswith("第") for c in cells) >= 1 for cells in told)
    assert painter.lines(painter.pages() - 1) == ("表后",)


@pytest.mark.parametrize("lines", range(14, 22))
def test_a_table_s_title_stays_with_its_first_row(lines: int) -> None:
    painter = with_table(lines, listed(3))
    for page in range(painter.pages()):
        if "附表" in painter.lines(page):
            assert "指标0" in painter.cells(page)


def test_a_row_taller_than_a_page_goes_on_over_the_page() -> None:
    reason = "".join(f"原因{n}，" for n in range(700))
    painter = with_table(2, listed(1, reason))
    told = [c for page in range(painter.pages()) for c in painter.cells(page)]
    assert painter.pages() > 2
    words = ("类", "指标", "得分", "原因", "第0类", "指标0", "0")
    kept = "".join(c for c in told if c not in words)
    assert kept == reason


def test_a_point_on_a_table_tells_the_cell_s_path() -> None:
    painter = with_table(1, listed(4))
    size = painter.size(0)
    found = {
        painter.hit(0, QPointF(x, y))
        for x in range(0, int(size.width()), 10)
        for y in range(0, int(size.height()), 6)
    }
    assert {"indicators.r0.name", "indicators.r3.score"} <= found


def test_a_table_s_texts_are_in_the_pdf(tmp_path: Path) -> None:
    found = bare(text_of(write_pdf(with_table(3, listed(40))), tmp_path))
    for n in range(40):
        assert f"指标{n}" in found
    assert "第3类" in found


def test_an_annex_begins_a_page() -> None:
    style = dict(report().style)
    texts = {**style["text"], "annex": {"font": "黑体", "size": 16, "new_page": True}}  # type: ignore[dict-item]
    blocks = (Paragraph((Run("正文"),)), Paragraph((Run("附表1"),), "annex"), listed(2))
    painter = ReportPainter(Document("试", blocks, read_look({**style, "text": texts})))
    assert [painter.lines(page) for page in range(painter.pages())] == [("正文",), ("附表1",)]


def test_a_tab_takes_one_blank_and_no_line_leaves_the_page() -> None:
    painter = ReportPainter(bodies(["(二)\t" + HAN * 4]))
    assert painter.lines(0)[0].startswith("(二)　预算")
    assert len(painter.lines(0)[0]) <= 28
