"""Tables of a Word file as grids: ours read back, and the ones people fill in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from jixiao_desktop.grid.annex import put_together
from jixiao_desktop.grid.sheet import Annex, Cell, Grid, Position
from jixiao_desktop.grid.texts import writable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
ANNEX_TITLE, ANNEX_HEAD, ANNEX_TEXT = "AnnexTitle", "AnnexHead", "AnnexText"
"""Paragraph styles of the added page; by them its texts are found again."""
TICK_SYMBOLS = frozenset({"F0FC", "F052", "F0FE", "00FC", "00FE", "F0D6", "F050"})
"""Ticks that people insert as a symbol of Wingdings, Wingdings 2 or Symbol."""
MOST_COLUMNS = 256
TWIPS_PER_CHARACTER = 120.0
USUAL_WIDTH = 10.0


@dataclass
class _Table:
    """One table, or several that stand directly below each other on the same columns."""

    columns: int
    widths: list[float] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    rows: list[list[tuple[int, int, str, str]]] = field(default_factory=list)
    """Rows of (column, columns covered, vertical merge "", "start" or "on", text)."""


def word_grids(file: Path | BytesIO, *, lead: bool = True) -> list[Grid]:
    """Return every table of a Word file as a grid; paragraphs before it are its first rows.

    A table right below another with the same columns continues it. Heights and looks are not read.
    Without ``lead`` the paragraphs are left out.
    """
    with zipfile.ZipFile(file) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
        keywords = _keywords(archive)
    if body is None:
        return []
    tables, annex = _collect(_blocks(body))
    if not lead:
        for table in tables:
            table.before = []
    grids = [_to_grid(table, keywords) for table in tables]
    return [grid.with_(annex=annex) for grid in grids]


def _keywords(archive: zipfile.ZipFile) -> str:
    if "docProps/core.xml" not in archive.namelist():
        return ""
    found = ElementTree.fromstring(archive.read("docProps/core.xml")).find(KEYWORDS)
    return (found.text or "") if found is not None else ""


def _blocks(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Walk paragraphs and tables, also inside content controls."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _blocks(content)
        elif child.tag in (f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(child)


def _collect(blocks: Iterable[ElementTree.Element]) -> tuple[list[_Table], tuple[Annex, ...]]:
    tables: list[_Table] = []
    before: list[str] = []
    added: list[tuple[str, str, str]] = []
    for block in blocks:
        if block.tag == f"{W}tbl":
            made = _table(block, before)
            joined = tables and not any(t.strip() for t in before)
            if joined and tables[-1].columns == made.columns:
                tables[-1].rows += made.rows
            else:
                tables.append(made)
            before = []
            continue
        style = _style(block)
        text = paragraph_text(block)
        if style == ANNEX_HEAD:
            label, _, title = text.partition("　")
            added.append((label, title, ""))
        elif style == ANNEX_TEXT:
            added.append(("", "", text))
        elif style != ANNEX_TITLE:
            before.append(text)
    return tables, put_together(added)


def _style(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def paragraph_text(paragraph: ElementTree.Element) -> str:
    """Return the text of a paragraph: line breaks and tabs kept, deleted text left out."""
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif node.tag == f"{W}tab" and node.get(f"{W}pos") is None:
            parts.append("\t")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif node.tag == f"{W}sym" and node.get(f"{W}char", "").upper() in TICK_SYMBOLS:
            parts.append("√")
    return writable("".join(parts))


def _table(table: ElementTree.Element, before: list[str]) -> _Table:
    made = _Table(0, _widths(table), before)
    for row in _within(table, f"{W}tr"):
        column, cells = _number(row, f"{W}trPr/{W}gridBefore", 0) + 1, []
        for cell in _within(row, f"{W}tc"):
            across = min(_number(cell, f"{W}tcPr/{W}gridSpan", 1), MOST_COLUMNS)
            cells.append((column, across, _merge(cell), _cell_text(cell)))
            column += across
        made.columns = max(made.columns, column - 1)
        made.rows.append(cells)
    return made


def _widths(table: ElementTree.Element) -> list[float]:
    """Return the widths of the table's own columns in characters."""
    found = [column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    return [int(w) / TWIPS_PER_CHARACTER if w.isdigit() else 0.0 for w in found]


def _within(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _within(content, tag)


def _number(node: ElementTree.Element, path: str, usual: int) -> int:
    found = node.find(path)
    text = found.get(f"{W}val", "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() else usual


def _merge(cell: ElementTree.Element) -> str:
    found = cell.find(f"{W}tcPr/{W}vMerge")
    if found is None:
        return ""
    return "start" if found.get(f"{W}val") == "restart" else "on"


def _cell_text(cell: ElementTree.Element) -> str:
    lines = [paragraph_text(p) for p in cell.iter(f"{W}p")]
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    while len(lines) > 1 and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def _numbered(table: _Table) -> Iterator[tuple[int, float]]:
    for column in range(1, table.columns + 1):
        yield column, table.widths[column - 1] if column <= len(table.widths) else 0.0


def _to_grid(table: _Table, keywords: str) -> Grid:
    cells: dict[Position, Cell] = {}
    spans: dict[Position, tuple[int, int]] = {}
    for row, text in enumerate(table.before, 1):
        cells[row, 1] = Cell(text)
        if table.columns > 1:
            spans[row, 1] = (1, table.columns)
    open_merges: dict[int, Position] = {}
    for row, found in enumerate(table.rows, len(table.before) + 1):
        for column, across, merge, text in found:
            begun = open_merges.get(column)
            if merge == "on" and begun:
                _down, wide = spans.get(begun, (1, 1))
                spans[begun] = (row - begun[0] + 1, max(wide, across))
                continue
            cells[row, column] = Cell(text)
            if across > 1:
                spans[row, column] = (1, across)
            if merge == "start":
                open_merges[column] = (row, column)
            else:
                open_merges.pop(column, None)
    last = len(table.before) + len(table.rows)
    return Grid(
        title=next((t for t in table.before if t.strip()), ""),
        sheet="",
        cells=cells,
        spans=spans,
        widths={c: width or USUAL_WIDTH for c, width in _numbered(table)},
        heights=dict.fromkeys(range(1, last + 1), 20.0),
        area=(1, 1, max(last, 1), max(table.columns, 1)),
        code=keywords,
    )
