"""Charts in a Word report: native parts, every figure cached, a workbook behind them, read back."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jixiao_desktop.export.docx_chart import CHART, MAIN, read_back_charts
from jixiao_desktop.export.docx_report import read_back_report, unlike, write_docx_report
from jixiao_desktop.narrative.chart import ChartBlock, Column
from jixiao_desktop.narrative.compose import compose
from jixiao_desktop.narrative.document import Document, Paragraph, Run, printable
from jixiao_desktop.narrative.look import read_look
from tests.narrative.subjects import report, subject

NAMES = {"c": CHART, "a": MAIN}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DUE = Decimal("0.583333")

ORDER = {
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "title": "tx layout overlay spPr txPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "lineChart": "grouping varyColors ser dLbls marker axId",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossBetween majorUnit",
    "scaling": "orientation max min",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
    "showPercent showBubbleSize",
    "dLbl": "idx layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName "
    "showSerName showPercent showBubbleSize",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls cat val smooth",
    "marker": "symbol size spPr",
}
"""Children of an element in the order of ISO/IEC 29500-1, 21.2: Word refuses any other."""


def column(name: str, share: str, shown: str = "", *, scaled: bool = True) -> Column:
    return Column(name, Decimal(share), shown or f"{Decimal(share):.2%}", "12/20次", scaled)


CHARTS = (
    ChartBlock(
        "1-7月指标完成率",
        (column("培训班次", "0.6"), column("满意度", "0.968", "96.8%", scaled=False),
         column("超额", "3.2"), column("一半", "0.5", "50%")),
        ("按月累计的指标", "不按月折算的指标"), DUE, "1-7月应达58.33%",
    ),
    ChartBlock("得分率", (column("决策", "0.95"),), ("得分率", "")),
    ChartBlock("只有一柱", (column("合计", "0.4188"),), ("执行率", ""), DUE, "应达"),
)  # fmt: skip


def document(*charts: ChartBlock) -> Document:
    look = read_look(report().style)
    return Document("试", (Paragraph((Run("前"),)), *charts, Paragraph((Run("后"),))), look)


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_docx_report(document(*CHARTS))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def chart_part(data: bytes, number: int) -> etree._Element:
    return etree.fromstring(parts(data)[f"word/charts/chart{number}.xml"])


def test_every_relation_leads_to_a_part_whose_type_is_told(data: bytes) -> None:
    found = parts(data)
    types = etree.fromstring(found["[Content_Types].xml"])
    told = {one.get("PartName") for one in types} | {one.get("Extension") for one in types}
    for name, text in found.items():
        if not name.endswith(".rels"):
            continue
        home = posixpath.dirname(posixpath.dirname(name))
        for one in etree.fromstring(text):
            target = posixpath.normpath(posixpath.join(home, one.get("Target")))
            assert target in found, target
            assert f"/{target}" in told or target.rpartition(".")[2] in told
    kinds = [one.get("ContentType") or "" for one in types]
    assert sum(kind.endswith("drawingml.chart+xml") for kind in kinds) == len(CHARTS)


def test_elements_stand_in_the_order_of_the_standard(data: bytes) -> None:
    for number in range(1, len(CHARTS) + 1):
        for element in chart_part(data, number).iter():
            order = ORDER.get(etree.QName(element).localname, "").split()
            if not order or etree.QName(element).namespace != CHART or not len(element):
                continue
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), etree.QName(element).localname


def test_words_and_figures_come_back(data: bytes, tmp_path: Path) -> None:
    made = document(*CHARTS)
    file = tmp_path / "报告.docx"
    file.write_bytes(data)
    assert read_back_charts(file) == [chart.text for chart in CHARTS]
    assert read_back_report(file) == ["前", "后"]
    assert unlike(made, file) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"<c:v>0.6</c:v>", b"<c:v>0.7</c:v>"), ("培训".encode(), "学习".encode())],
)
def test_a_figure_or_name_that_differs_is_noticed(
    data: bytes, tmp_path: Path, before: bytes, after: bytes
) -> None:
    file = tmp_path / "报告.docx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts(data).items():
            archive.writestr(name, text.replace(before, after) if "charts/" in name else text)
    assert unlike(document(*CHARTS), file) == ["第1个图"]


def test_a_lost_chart_is_noticed(data: bytes) -> None:
    assert unlike(document(*CHARTS), write_docx_report(document(*CHARTS[:2]))) == ["第3个图"]


def test_the_workbook_holds_the_same_figures(data: bytes) -> None:
    for number, chart in enumerate(CHARTS, 1):
        book = openpyxl.load_workbook(
            io.BytesIO(parts(data)[f"word/embeddings/chart{number}.xlsx"])
        )
        head, *rows = book.active.iter_rows(values_only=True)
        assert list(head[1:]) == [name for name, _ in chart.series]
        for at, row in enumerate(rows):
            assert row[0] == chart.columns[at].label
            told = [points[at][1] for _, points in chart.series]
            assert [None if v is None else Decimal(str(v)) for v in row[1:]] == told
        sheet = book.active.title
        formulas = chart_part(data, number).xpath("//c:f/text()", namespaces=NAMES)
        assert formulas
        assert all(one.startswith(f"{sheet}!$") for one in formulas)


def test_the_month_line_is_a_dotted_series_of_its_own(data: bytes) -> None:
    line = chart_part(data, 1).find(".//c:lineChart/c:ser", NAMES)
    assert line.find(".//a:prstDash", NAMES).get("val") == "sysDash"
    assert {v.text for v in line.findall("c:val//c:v", NAMES)} == {"0.5833"}
    assert line.find("c:tx//c:v", NAMES).text == "1-7月应达58.33%"
    assert chart_part(data, 2).find(".//c:lineChart", NAMES) is None
    alone = chart_part(data, 3).find(".//c:lineChart/c:ser/c:marker/c:symbol", NAMES)
    assert alone.get("val") == "dash", "one point makes no line"


def test_figures_above_columns_read_as_in_the_text(data: bytes) -> None:
    shapes = {
        int(one.find("c:idx", NAMES).get("val")): one.find("c:numFmt", NAMES).get("formatCode")
        for one in chart_part(data, 1).findall(".//c:dLbl", NAMES)
    }
    assert shapes == {1: "0.0%", 2: '"▲"0.00%', 3: "0%"}


def test_the_scale_ends_at_the_limit(data: bytes) -> None:
    scale = chart_part(data, 1).find(".//c:valAx/c:scaling", NAMES)
    assert (scale.find("c:min", NAMES).get("val"), scale.find("c:max", NAMES).get("val")) == (
        "0", "1.5",
    )  # fmt: skip


def test_charts_are_spoken_and_numbered(data: bytes) -> None:
    word = docx.Document(io.BytesIO(data))
    found = word.element.body.xpath(".//wp:docPr")
    assert len({one.get("id") for one in found}) == len(CHARTS)
    assert [one.get("descr") for one in found] == [chart.spoken for chart in CHARTS]
    width = word.sections[0].page_width - word.sections[0].left_margin
    width -= word.sections[0].right_margin
    assert all(abs(shape.width - width) < 12700 for shape in word.inline_shapes)


def test_the_same_charts_give_the_same_bytes(data: bytes) -> None:
    assert write_docx_report(document(*CHARTS)) == data


def test_a_report_without_charts_has_no_trace_of_them() -> None:
    names = parts(write_docx_report(compose(report(), subject(), {})))
    assert not [name for name in names if "chart" in name or "embeddings" in name]
    assert b"xlsx" not in names["[Content_Types].xml"]


def test_a_real_report_comes_back_with_its_charts() -> None:
    made = compose(report(), replace(subject(), charts=True), {})
    assert unlike(made, write_docx_report(made)) == []
    assert len(read_back_charts(write_docx_report(made))) == 2


@given(st.lists(st.tuples(st.text(max_size=20), st.decimals(-9, 99, places=5)), min_size=1,
                max_size=6))  # fmt: skip
def test_any_name_and_figure_comes_back(given_columns: list[tuple[str, Decimal]]) -> None:
    columns = tuple(
        Column(" ".join(printable(name).split()) or "项", share, "1.00%", "1/2<&>")
        for name, share in given_columns
    )
    made = document(ChartBlock("a<b>&", columns, ("执行率", ""), DUE, "应达"))
    assert unlike(made, write_docx_report(made)) == []


def test_another_office_program_draws_the_charts(data: bytes, tmp_path: Path) -> None:
    office, words = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or words is None:
        pytest.skip("LibreOffice or pdftotext is not installed")
    file = tmp_path / "charts.docx"
    file.write_bytes(data)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    order = [office, "--headless", home, "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(order, check=True, capture_output=True, timeout=300)
    done = subprocess.run([words, file.with_suffix(".pdf"), "-"], check=True, capture_output=True)
    found = re.sub(r"\s+", "", done.stdout.decode("utf-8"))
    for said in ("60.00%", "96.8%", "▲320.00%", "95.00%", "按月累计的指标", "1-7月应达58.33%"):
        assert said in found
