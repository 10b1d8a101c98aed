"""A composed report as a Word file: a GB/T 9704 page with real styles, read back to prove it."""

from __future__ import annotations

import io
from itertools import zip_longest
from pathlib import Path
from xml.sax.saxutils import escape

from jixiao_desktop.export import docx_chart as charts
from jixiao_desktop.export import docx_parts as parts
from jixiao_desktop.export.docx_table import table_part
from jixiao_desktop.export.packing import packed
from jixiao_desktop.grid.compare import compare
from jixiao_desktop.grid.sheet import Grid
from jixiao_desktop.grid.told import grid_of
from jixiao_desktop.grid.word import word_grids
from jixiao_desktop.narrative.chart import ChartBlock
from jixiao_desktop.narrative.document import Block, Document, Paragraph, TableBlock
from jixiao_desktop.narrative.titles import balanced, width

SPARE = 0.9
"""Room for figures wider than half a Han character, less than one Han character more takes."""


def write_docx_report(document: Document) -> bytes:
    """Return the bytes of a Word file; page, fonts and footers come from the report's look.

    Source of the page: GB/T 9704-2012. Nothing is embedded; official font names stand in styles.
    """
    look, code, drawn = document.look, document.shown_code, len(document.charts)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": charts.with_chart_types(parts.CONTENT_TYPES, drawn),
        "_rels/.rels": parts.RELATIONS,
        "word/document.xml": _document(document),
        "word/_rels/document.xml.rels": charts.with_chart_relations(
            parts.DOCUMENT_RELATIONS, drawn
        ),
        "word/styles.xml": parts.styles(look),
        "word/settings.xml": parts.settings(look),
        "word/fontTable.xml": parts.font_table(look),
        "word/theme/theme1.xml": parts.theme(look),
        "word/footer1.xml": parts.footer(look, code, odd=True),
        "word/footer2.xml": parts.footer(look, code, odd=False),
        "docProps/core.xml": parts.core(document.title, code),
        **charts.chart_parts(document.charts, look),
    }
    return packed(files)


def read_back_report(source: Path | bytes) -> list[str]:
    """Read a Word report again: its paragraphs as text, tables apart."""
    import docx

    stream = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    found = docx.Document(stream).paragraphs
    return [paragraph.text for paragraph in found if paragraph._p.style not in parts.UNTOLD]


def read_back_tables(source: Path | bytes) -> list[Grid]:
    """Read the tables of a Word report again, each as a grid."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    return word_grids(stream, lead=False)


def unlike(document: Document, source: Path | bytes) -> list[str]:
    """Say where a written report differs from what was to be written; empty where nowhere."""
    pairs = zip_longest(read_back_report(source), document.texts)
    wrong = [f"第{place}段" for place, (got, told) in enumerate(pairs, 1) if got != told]
    tables = zip_longest(read_back_tables(source), told_grids(document))
    for place, (got, told) in enumerate(tables, 1):
        if got is None or told is None:
            wrong.append(f"第{place}个表")
        else:
            wrong += [f"第{place}个表：{one}" for one in compare(told, got).differences]
    drawn = zip_longest(charts.read_back_charts(source), (one.text for one in document.charts))
    wrong += [f"第{place}个图" for place, (got, told) in enumerate(drawn, 1) if got != told]
    return wrong


def told_grids(document: Document) -> list[Grid]:
    """Return the tables of a report as grids, in the letters of its look."""
    return [_grid(document, table) for table in document.tables]


def _grid(document: Document, table: TableBlock) -> Grid:
    return grid_of(table, document.look.text("table"), document.look.text("table_head"))


def _document(document: Document) -> str:
    look = document.look
    body = "".join(_block(document, block) for block in document.blocks)
    section = parts.page_setup(look.page, look.footer)
    return f"{parts.HEAD}<w:document {parts.SPACE}><w:body>{body}{section}</w:body></w:document>"


def _block(document: Document, block: Block) -> str:
    if isinstance(block, TableBlock):
        grid = _grid(document, block)
        table = table_part(grid, (1, grid.area[2]))
        return f'{table}<w:p><w:pPr><w:pStyle w:val="{parts.GAP}"/></w:pPr></w:p>'
    if isinstance(block, ChartBlock):
        number = next(n for n, one in enumerate(document.charts, 1) if one is block)
        return charts.chart_paragraph(block, number, document.look)
    return _paragraph(document, block)


def _paragraph(document: Document, block: Paragraph) -> str:
    style = parts.STYLE_NAMES.get(block.style, parts.STYLE_NAMES["body"])[0]
    room = _title_room(document, block) if block.style == "title" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{room}</w:pPr>{_runs(block)}</w:p>'


def _runs(block: Paragraph) -> str:
    """Write a paragraph's text; neighbours of one look are one run."""
    made, pending, bold = [], "", False
    for run in block.runs:
        if run.bold != bold and pending:
            made.append(_run(pending, bold))
            pending = ""
        bold = run.bold
        pending += run.text
    return "".join((*made, _run(pending, bold)))


def _title_room(document: Document, block: Paragraph) -> str:
    """Draw the margins of a long title in, so that it wraps where its balanced lines end.

    A break in the text would stay in it wherever people copy the title to.
    """
    look = document.look
    lines = balanced([run.text for run in block.runs], look.title_room)
    if len(lines) < 2:
        return ""
    wanted = (max(map(width, lines)) + SPARE) * look.text("title").size
    side = max(0, round((look.page.text_width - wanted) / 2 * 20))
    return f'<w:ind w:left="{side}" w:right="{side}"/>'


def _run(text: str, bold: bool) -> str:
    """Write one run; the hint makes quotation marks and dashes take the Han font."""
    content = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t")
    )
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{weight}</w:rPr>{content}</w:r>'
