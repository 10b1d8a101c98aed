"""Charts on paper: nothing is parted, every word is in the PDF, points lead to their figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from jixiao_desktop.narrative.chart import FILLS, MONTH, ChartBlock, Column
from jixiao_desktop.narrative.compose import compose
from jixiao_desktop.narrative.document import Block, Document, Paragraph, Run, printable
from jixiao_desktop.narrative.look import read_look
from jixiao_desktop.paper.chart import ChartBox
from jixiao_desktop.paper.pdf import write_pdf
from jixiao_desktop.paper.report import ReportPainter
from tests.narrative.subjects import report, subject
from tests.paper.pages import bare, text_of

LOOK = read_look(report().style)
CHART = ChartBlock(
    "1-7月指标完成率",
    (
        Column("培训班次", Decimal("0.6"), "60.00%", "12/20次", source="one"),
        Column("满意度", Decimal("0.968"), "96.8%", scaled=False, source="two"),
        Column("远超目标的指标", Decimal("3.2"), "320.00%", source="three"),
    ),
    ("按月累计的指标", "不按月折算的指标"), Decimal("0.5833"), "1-7月应达58.33%", path="home",
)  # fmt: skip


def painter_of(*blocks: Block) -> ReportPainter:
    return ReportPainter(Document("试", blocks, LOOK))


def image_of(painter: ReportPainter, page: int = 0) -> QImage:
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    brush = QPainter(image)
    painter.paint(brush, page, QRectF(0, 0, 595, 842))
    brush.end()
    return image


def test_all_words_of_a_chart_are_in_the_pdf(tmp_path: Path) -> None:
    found = bare(text_of(write_pdf(painter_of(CHART)), tmp_path, "-raw"))
    for words in ("1-7月指标完成率", "60.00%", "▲320.00%", "12/20次", "按月累计的指标",
                  "不按月折算的指标", "1-7月应达58.33%", "150%"):  # fmt: skip
        assert bare(words) in found
    assert bare("远超目标的指标") in found


def test_a_real_report_draws_what_word_draws() -> None:
    made = compose(report(), replace(subject(), charts=True), {})
    painter = ReportPainter(made)
    drawn = [words for page in range(painter.pages()) for words in painter.drawn(page)]
    for chart in made.charts:
        assert chart.title in drawn
        assert chart.due_name in drawn
        assert all(one.shown in drawn for one in chart.columns)


def test_a_chart_is_never_parted() -> None:
    box = ChartBox(CHART, LOOK)
    room = LOOK.page.text_height
    for before in range(24):
        lines = [Paragraph((Run("正文。"),)) for _ in range(before)]
        painter = painter_of(*lines, CHART, Paragraph((Run("后文。"),)))
        used = before * LOOK.pitch("body")
        assert painter.pages() == (1 if used + box.least + LOOK.pitch("body") <= room + 1 else 2)
        words = [painter.drawn(page) for page in range(painter.pages())]
        assert sum(bool(one) for one in words) == 1


def test_a_point_on_a_column_leads_to_its_figure() -> None:
    painter = painter_of(Paragraph((Run("前"),), path="before"), CHART)
    found = {painter.hit(0, QPointF(x, y)) for x in range(0, 595, 6) for y in range(0, 842, 8)}
    assert {"one", "two", "three", "home", "before"} <= found


def test_columns_end_at_the_limit_and_the_line_crosses_the_plot() -> None:
    image = image_of(painter_of(CHART))
    tops = {}
    for colour in (*FILLS, MONTH):
        wanted = QColor(f"#{colour}").rgb()
        points = [(x, y) for x in range(595) for y in range(842) if image.pixel(x, y) == wanted]
        tops[colour] = points
    dark, light, line = (tops[colour] for colour in (*FILLS, MONTH))
    assert light, "the columns that are not held against the month are drawn"
    highest = min(y for _, y in dark)
    plot = ChartBox(CHART, LOOK)
    corner = LOOK.page.top / 25.4 * 72
    assert highest >= corner + plot._plot.top() - 1
    assert max(x for x, _ in line) - min(x for x, _ in line) > 0.9 * plot._plot.width()


@given(st.lists(st.tuples(st.text(max_size=40), st.decimals(-5, 50, places=4)), min_size=1,
                max_size=6))  # fmt: skip
@settings(max_examples=30)
def test_any_chart_is_drawn_inside_its_room(given_columns: list[tuple[str, Decimal]]) -> None:
    columns = tuple(
        Column(printable(" ".join(name.split())), share, f"{share:.2%}") for name, share in
        given_columns
    )  # fmt: skip
    box = ChartBox(ChartBlock("图", columns, ("率", ""), Decimal("0.5"), "应达"), LOOK)
    for words in box.words():
        assert -1 <= words.top < box.least
    assert write_pdf(painter_of(box.chart))[:5] == b"%PDF-"
