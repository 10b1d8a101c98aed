"""The filled grid as a Word table on a landscape page: the same cells, merges and heights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from jixiao_desktop.export.docx_package import (
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    RELATIONS,
    SETTINGS,
    core,
    document,
    footer_part,
    styles,
)
from jixiao_desktop.export.page_notes import code_in, moment
from jixiao_desktop.grid.annex import TITLE, label_of
from jixiao_desktop.grid.overflow import page_scale
from jixiao_desktop.grid.sheet import NOTHING, Cell, CellStyle, Grid
from jixiao_desktop.grid.word import ANNEX_HEAD, ANNEX_TEXT, ANNEX_TITLE, word_grids

LINES = {"thin": 4, "hair": 2, "dotted": 4, "dashed": 4, "medium": 8, "thick": 12, "double": 4}
SMALLEST = 5.0
TIGHT = 0.95
"""Rows of a Word table add their lines to their heights; a little less keeps the page count."""
KEEP = "<w:keepNext/>"
"""Headings do not stay behind alone at the foot of a page."""
ALIGN = {"center": "center", "right": "right", "distributed": "distribute", "justify": "both"}


def write_docx_table(grid: Grid, made_at: datetime | None = None) -> bytes:
    """Return the Word file of a filled grid: title lines, the table, the annex page.

    Sizes follow the sheet made to fit one page in width. Letters are those of the blank.
    """
    titles = title_rows(grid)
    scale = page_scale(grid)
    body = [_title(grid, row, scale) for row in titles]
    body.append(table_part(grid, (titles.stop, grid.area[2]), scale))
    # Word wants a paragraph after a table; this one takes a point.
    body.append('<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>')
    body += _annex(grid)
    now = moment(made_at)
    files = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document("".join(body), grid.page),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": footer_part(grid),
        "docProps/core.xml": core(grid, now),
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode("utf-8"))
    return stream.getvalue()


def read_back_docx(file: Path) -> Grid:
    """Read a Word table this program wrote back into a grid, annex and check code included."""
    grid = word_grids(file)[0]
    return grid.with_(code=code_in(grid.code))


def title_rows(grid: Grid) -> range:
    """Return the first rows without a frame and with one text at most: they become paragraphs."""
    last = grid.area[0] - 1
    for row in grid.rows:
        cells = [grid.cell(row, c) for c in grid.columns if (row, c) not in grid.covered]
        if any(c.style.bordered for c in cells) or sum(bool(c.text) for c in cells) > 1:
            break
        if any(grid.span(row, c)[0] > 1 for c in grid.columns):
            break
        last = row
    return range(grid.area[0], last + 1)


def _title(grid: Grid, row: int, scale: float) -> str:
    found = next((c for col in grid.columns if (c := grid.cell(row, col)).text), grid.cell(row, 1))
    align = ALIGN.get(found.style.horizontal, "left")
    lines = found.text.count("\n") + 1
    height = _twips(grid.heights.get(row, 20.0) / lines, scale)
    return (
        f'<w:p><w:pPr><w:spacing w:line="{height}" w:lineRule="exact"/><w:jc w:val="{align}"/>'
        f"</w:pPr>{runs(found, scale)}</w:p>"
    )


def runs(cell: Cell, scale: float) -> str:
    """Return the runs of a cell's text: line breaks and tabs as Word's own."""
    if not cell.text:
        return ""
    look = letters(cell.style, scale)
    pieces = []
    for number, line in enumerate(cell.text.split("\n")):
        if number:
            pieces.append("<w:br/>")
        for tabbed, part in enumerate(line.split("\t")):
            if tabbed:
                pieces.append("<w:tab/>")
            if part:
                pieces.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return f"<w:r>{look}{''.join(pieces)}</w:r>"


def letters(style: CellStyle, scale: float) -> str:
    """Return the font of a run, made smaller with the sheet, in half points."""
    half = _half_points(style, scale)
    name = quoteattr(style.font)
    bold = "<w:b/>" if style.bold else ""
    return (
        f'<w:rPr><w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:hint="eastAsia"/>'
        f'{bold}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )


def _half_points(style: CellStyle, scale: float) -> int:
    return max(round(style.size * scale * 2), round(SMALLEST * 2))


def table_part(grid: Grid, rows: tuple[int, int], scale: float = 1.0) -> str:
    """Return the rows of a grid, from one to another, as a Word table."""
    widths = [_twips(grid.width(c), scale) for c in grid.columns]
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    made = "".join(_row(grid, row, widths, scale) for row in range(rows[0], rows[1] + 1))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="30" w:type="dxa"/>'
        '<w:right w:w="30" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"
    )


def _twips(points: float, scale: float) -> int:
    return round(points * scale * 20)


def _row(grid: Grid, row: int, widths: list[int], scale: float) -> str:
    height = grid.heights.get(row, 15.0)
    repeat = "<w:tblHeader/>" if _repeated(grid, row) else ""
    hidden = "<w:hidden/>" if height == 0.0 else ""
    size = f'<w:trHeight w:val="{_twips(height, scale * TIGHT)}" w:hRule="atLeast"/>'
    properties = f"<w:trPr>{hidden}<w:cantSplit/>{size}{repeat}</w:trPr>"
    return f"<w:tr>{properties}{''.join(_cells(grid, row, widths, scale))}</w:tr>"


def _repeated(grid: Grid, row: int) -> bool:
    """Tell whether a row is one of the headings that stand on every page."""
    head = grid.page.header_rows
    return head is not None and head[0] <= row <= head[1]


def _cells(grid: Grid, row: int, widths: list[int], scale: float) -> Iterator[str]:
    left = grid.area[1]
    column = left
    while column <= grid.area[3]:
        owner = grid.owners.get((row, column), (row, column))
        down, across = grid.span(*owner)
        width = sum(widths[column - left : column - left + across])
        cell = grid.cells.get(owner, NOTHING)
        merge = ""
        if down > 1:
            merge = '<w:vMerge w:val="restart"/>' if owner[0] == row else "<w:vMerge/>"
        text = runs(cell, scale) if owner[0] == row else ""
        line = KEEP if _repeated(grid, row) else ""
        line += f'<w:spacing w:line="{_half_points(cell.style, scale) * 13}" w:lineRule="exact"/>'
        yield _cell(cell.style, (width, across), merge, (line, text))
        column += across


def _cell(style: CellStyle, size: tuple[int, int], merge: str, said: tuple[str, str]) -> str:
    span = f'<w:gridSpan w:val="{size[1]}"/>' if size[1] > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else ""
    upright = {"top": "top", "bottom": "bottom"}.get(style.vertical, "center")
    align = ALIGN.get(style.horizontal, "left")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size[0]}" w:type="dxa"/>{span}{merge}{_borders(style)}{fill}'
        f'<w:vAlign w:val="{upright}"/></w:tcPr>'
        f'<w:p><w:pPr>{said[0]}<w:jc w:val="{align}"/></w:pPr>{said[1]}</w:p></w:tc>'
    )


def _borders(style: CellStyle) -> str:
    made = ""
    for side in ("top", "left", "bottom", "right"):
        line = getattr(style, side)
        if line:
            made += f'<w:{side} w:val="single" w:sz="{LINES.get(line, 4)}" w:color="000000"/>'
    return f"<w:tcBorders>{made}</w:tcBorders>" if made else ""


def _annex(grid: Grid) -> Iterator[str]:
    """Yield the added page: for each text its number, where it belongs, and the whole of it."""
    if grid.annex:
        yield _paragraph(ANNEX_TITLE, TITLE)
    for one in grid.annex:
        yield _paragraph(ANNEX_HEAD, f"{label_of(one)}　{one.title}")
        yield _paragraph(ANNEX_TEXT, one.text)


def _paragraph(style: str, text: str) -> str:
    pieces = runs(Cell(text), 1.0).replace(letters(NOTHING.style, 1.0), "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{pieces}</w:p>'
