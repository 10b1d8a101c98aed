"""A report's chart as Word's own: a chart part with its figures cached and a workbook behind it.

Columns with the month line as a dotted line series; every office program edits and prints it
sharp. Element order follows ISO/IEC 29500-1, clauses 20.4 and 21.2.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.export.chart_book import SHEET, book, place
from jixiao_desktop.export.docx_parts import GAP
from jixiao_desktop.narrative.chart import (
    ABOVE,
    FILLS,
    GRID,
    LETTERS,
    MONTH,
    TITLE,
    ChartBlock,
    Point,
    Series,
    told,
)
from jixiao_desktop.narrative.look import Look, TextLook

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = "http://schemas.openxmlformats.org"
MAIN = f"{FORMATS}/drawingml/2006/main"
CHART = f"{FORMATS}/drawingml/2006/chart"
FRAME = f"{FORMATS}/drawingml/2006/wordprocessingDrawing"
OFFICE = f"{FORMATS}/officeDocument/2006/relationships"
PACKAGE = f"{FORMATS}/package/2006"
CHART_KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {"c": CHART, "a": MAIN}
SPACE = f'xmlns:c="{CHART}" xmlns:a="{MAIN}" xmlns:r="{OFFICE}"'

POINT = 12700
"""Points to EMU."""
SIZE, TITLE_SIZE = round(LETTERS * 100), round(TITLE * 100)
"""Letters in hundredths of a point."""
AXES = ("510010001", "510010002")
RATE = "0.00%"
PAPER = (
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
)
"""White behind a figure, where the month line would run through it."""


def part_name(number: int) -> str:
    """Name the part of a report's n-th chart, counted from 1."""
    return f"word/charts/chart{number}.xml"


def chart_parts(charts: Sequence[ChartBlock], look: Look) -> dict[str, str | bytes]:
    """Return every part that charts add to a package: charts, their relations, their workbooks."""
    made: dict[str, str | bytes] = {}
    for number, chart in enumerate(charts, 1):
        made[part_name(number)] = _space(chart, look)
        made[f"word/charts/_rels/chart{number}.xml.rels"] = (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/package" Target="../embeddings/chart{number}.xlsx"/></Relationships>'
        )
        made[f"word/embeddings/chart{number}.xlsx"] = book(chart)
    return made


def with_chart_types(types: str, count: int) -> str:
    """Add the content types of so many charts."""
    if not count:
        return types
    known = "".join(
        f'<Override PartName="/{part_name(n)}" ContentType="{CHART_KIND}"/>'
        for n in range(1, count + 1)
    )
    default = f'<Default Extension="xlsx" ContentType="{BOOK_KIND}"/>'
    head, mark, rest = types.partition("<Override")
    return f"{head}{default}{mark}{rest}".replace("</Types>", f"{known}</Types>")


def with_chart_relations(relations: str, count: int) -> str:
    """Add the document's relations to so many charts."""
    made = "".join(
        f'<Relationship Id="{relation(n)}" Type="{OFFICE}/chart" Target="charts/chart{n}.xml"/>'
        for n in range(1, count + 1)
    )
    return relations.replace("</Relationships>", f"{made}</Relationships>")


def relation(number: int) -> str:
    """Return the document's relation to its n-th chart."""
    return f"rIdChart{number}"


def chart_paragraph(chart: ChartBlock, number: int, look: Look) -> str:
    """Write the paragraph that holds the n-th chart: as wide as the text, spoken to the blind."""
    room = look.page.text_width
    width, height = round(room * POINT), round(chart.height(room) * POINT)
    name, spoken = quoteattr(f"图表 {number}"), quoteattr(chart.spoken)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{GAP}"/><w:keepLines/>'
        '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{FRAME}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{1000 + number}" name={name} descr={spoken}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


# ---- the chart part ----------------------------------------------------------------------


def _space(chart: ChartBlock, look: Look) -> str:
    body = look.text("body")
    return (
        f'{HEAD}<c:chartSpace {SPACE}><c:date1904 val="0"/><c:lang val="{look.page.language}"/>'
        f'<c:roundedCorners val="0"/><c:chart>{_title(chart, look)}'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f"{_columns(chart)}{_month_line(chart)}{_axes(chart, body)}</c:plotArea>{_legend(chart)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{PAPER}{_letters(body, upright=False)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _title(chart: ChartBlock, look: Look) -> str:
    head = look.text("h1")
    fonts = _fonts(head.font, head.latin)
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{TITLE_SIZE}" b="0">{fonts}</a:defRPr></a:pPr>'
        f'<a:r><a:rPr lang="{look.page.language}" sz="{TITLE_SIZE}" b="0">{fonts}</a:rPr>'
        f"<a:t>{escape(chart.title)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _letters(look: TextLook, *, upright: bool) -> str:
    """Write a part's letters; upright names break into lines instead of leaning over."""
    turn = ' rot="0" vert="horz"' if upright else ""
    return (
        f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{SIZE}" b="0"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f"{_fonts(look.font, look.latin)}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _fonts(font: str, latin: str) -> str:
    han = quoteattr(font)
    return f"<a:latin typeface={quoteattr(latin or font)}/><a:ea typeface={han}/>"


def _drawn(chart: ChartBlock) -> tuple[Sequence[Series], Series | None]:
    """Part the columns from the month line."""
    if chart.due is None:
        return chart.series, None
    return chart.series[:-1], chart.series[-1]


def _columns(chart: ChartBlock) -> str:
    columns, _ = _drawn(chart)
    wide = {1: 400, 2: 260, 3: 180, 4: 140}.get(len(chart.columns), 90)
    made = "".join(_column(chart, number) for number in range(len(columns)))
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{made}<c:gapWidth val="{wide}"/><c:overlap val="100"/>{_axis_ids()}</c:barChart>'
    )


def _column(chart: ChartBlock, number: int) -> str:
    name, points = chart.series[number]
    fill = FILLS[chart.names.index(name)]
    solid = f'<c:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></c:spPr>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{_name(name, number)}{solid}'
        f'<c:invertIfNegative val="0"/>{_labels(chart, points)}{_names(points)}'
        f"{_values(points, number)}</c:ser>"
    )


def _month_line(chart: ChartBlock) -> str:
    columns, line = _drawn(chart)
    if line is None:
        return ""
    number, (name, points) = len(columns), line
    alone = len(points) == 1  # a line needs two points; one alone shows as a dash
    marker = (
        f'<c:marker><c:symbol val="dash"/><c:size val="24"/><c:spPr><a:solidFill><a:srgbClr '
        f'val="{MONTH}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>'
        if alone
        else '<c:marker><c:symbol val="none"/></c:marker>'
    )
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{_name(name, number)}'
        f'<c:spPr><a:ln w="22225" cap="flat"><a:solidFill><a:srgbClr val="{MONTH}"/>'
        f'</a:solidFill><a:prstDash val="sysDash"/><a:round/></a:ln></c:spPr>{marker}'
        f'{_names(points)}{_values(points, number)}<c:smooth val="0"/></c:ser>'
        f'<c:marker val="1"/>{_axis_ids()}</c:lineChart>'
    )


def _axis_ids() -> str:
    return "".join(f'<c:axId val="{axis}"/>' for axis in AXES)


def _name(name: str, number: int) -> str:
    cell = place(0, number + 1)
    return (
        f"<c:tx><c:strRef><c:f>{SHEET}!{cell}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )


def _names(points: Sequence[Point]) -> str:
    cells = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(label)}</c:v></c:pt>'
        for at, (label, _) in enumerate(points)
    )
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!{place(1, 0)}:{place(len(points), 0)}</c:f><c:strCache>"
        f'<c:ptCount val="{len(points)}"/>{cells}</c:strCache></c:strRef></c:cat>'
    )


def _values(points: Sequence[Point], number: int) -> str:
    cells = "".join(
        f'<c:pt idx="{at}"><c:v>{plain(value)}</c:v></c:pt>'
        for at, (_, value) in enumerate(points)
        if value is not None
    )
    first, last = place(1, number + 1), place(len(points), number + 1)
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!{first}:{last}</c:f><c:numCache>"
        f'<c:formatCode>{RATE}</c:formatCode><c:ptCount val="{len(points)}"/>{cells}'
        "</c:numCache></c:numRef></c:val>"
    )


def _labels(chart: ChartBlock, points: Sequence[Point]) -> str:
    """Write the figures above columns as the text prints them; they follow an edited figure."""
    own = "".join(
        _label(at, _shape(chart.columns[at].shown), cut=chart.columns[at].cut)
        for at, (_, value) in enumerate(points)
        if value is not None and (chart.columns[at].cut or _shape(chart.columns[at].shown) != RATE)
    )
    return (
        f'<c:dLbls>{own}<c:numFmt formatCode="{RATE}" sourceLinked="0"/>'
        f"{PAPER}{_shown('outEnd')}</c:dLbls>"
    )


def _label(at: int, shape: str, *, cut: bool) -> str:
    """Write one figure's own look; one above the chart stands inside, at the column's end."""
    code = quoteattr(f'"{ABOVE}"{shape}' if cut else shape)
    return (
        f'<c:dLbl><c:idx val="{at}"/><c:numFmt formatCode={code} sourceLinked="0"/>{PAPER}'
        f"{_shown('inEnd' if cut else 'outEnd')}</c:dLbl>"
    )


def _shown(where: str) -> str:
    return (
        f'<c:dLblPos val="{where}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>'
    )


def _shape(shown: str) -> str:
    """Return the number format that shows a share with as many decimals as the text: 0.0%."""
    _, mark, decimals = shown.rstrip("%").partition(".")
    return f"0{mark}{'0' * len(decimals)}%"


def _axes(chart: ChartBlock, look: TextLook) -> str:
    names, scale = AXES
    line, pale = (
        f'<c:spPr><a:ln w="6350"><a:solidFill>{ink}</a:solidFill></a:ln></c:spPr>'
        for ink in ('<a:schemeClr val="tx1"/>', f'<a:srgbClr val="{GRID}"/>')
    )
    return (
        f'<c:catAx><c:axId val="{names}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_letters(look, upright=True)}<c:crossAx val="{scale}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{scale}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{plain(chart.top)}"/><c:min val="0"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines>{pale}</c:majorGridlines>'
        '<c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}'
        f'<c:crossAx val="{names}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        '<c:majorUnit val="0.25"/></c:valAx>'
    )


def _legend(chart: ChartBlock) -> str:
    if len(chart.series) < 2:
        return ""
    return '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'


# ---- reading back ------------------------------------------------------------------------


def read_back_charts(source: Path | bytes) -> list[str]:
    """Read words and cached figures of every chart again, as ``ChartBlock.text`` writes them."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        known = set(archive.namelist())
        numbers = itertools.takewhile(lambda n: part_name(n) in known, itertools.count(1))
        return [_read(archive.read(part_name(number))) for number in numbers]


def _read(part: bytes) -> str:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(part)
    title = "".join(text.text or "" for text in root.iterfind("c:chart/c:title//a:t", NAMES))
    series = []
    for one in root.iterfind("c:chart/c:plotArea/*/c:ser", NAMES):
        labels, found = _cached(one, "c:cat//c:pt"), _cached(one, "c:val//c:pt")
        name = "".join(text.text or "" for text in one.iterfind("c:tx//c:v", NAMES))
        points = [
            (label, Decimal(found[at]) if at in found else None) for at, label in labels.items()
        ]
        series.append((name, points))
    return told(title, series)


def _cached(series: Element, path: str) -> dict[int, str]:
    return {
        int(one.get("idx", "0")): "".join(one.itertext()) for one in series.iterfind(path, NAMES)
    }
