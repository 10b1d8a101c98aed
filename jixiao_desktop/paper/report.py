"""A composed report on paper: lines, pages, page numbers, and what lies under a point."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from jixiao_desktop.grid.told import grid_of
from jixiao_desktop.narrative.chart import ChartBlock
from jixiao_desktop.narrative.document import Document, Paragraph, TableBlock
from jixiao_desktop.narrative.look import TextLook
from jixiao_desktop.narrative.titles import balanced
from jixiao_desktop.paper import text
from jixiao_desktop.paper.chart import ChartBox
from jixiao_desktop.paper.drawing import POINTS_PER_MM, on_page
from jixiao_desktop.paper.flow import Box, LineBox, Placed, Sheet, TableBox, paginate
from jixiao_desktop.paper.fonts import UNITS, register
from jixiao_desktop.paper.sheet import paint_parts
from jixiao_desktop.paper.strip import Strip
from jixiao_desktop.paper.text import Face, Line

TAB = "　"
"""A tab that was typed or pasted is drawn as a blank of one Han character."""


class ReportPainter:
    """Draws a document page by page; the layout is made once and serves every device."""

    def __init__(self, document: Document) -> None:
        register()
        self._document = document
        self._look = document.look
        self._pages = paginate(list(self._boxes()), self._look.page.text_height)

    def pages(self) -> int:
        """Return how many pages the report takes, at least one."""
        return max(1, len(self._pages))

    def size(self, page: int) -> QSizeF:
        """Return the size of the paper in points."""
        width, height = self._look.page.size
        return QSizeF(width * POINTS_PER_MM, height * POINTS_PER_MM)

    def lines(self, page: int) -> tuple[str, ...]:
        """Return the lines of a page as text, without the footer."""
        return tuple(placed.line.text for placed in self._at(page).lines)

    def cells(self, page: int) -> tuple[str, ...]:
        """Return what the tables of a page show, cell by cell."""
        parts = (part for piece in self._at(page).pieces for part in piece.parts if part.lines)
        return tuple("".join(line.text for line in part.lines) for part in parts)

    def drawn(self, page: int) -> tuple[str, ...]:
        """Return every line of text in the charts of a page."""
        return tuple(w.line for drawn in self._at(page).charts for w in drawn.box.words())

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Draw a page into a rectangle of the device."""
        painter.save()
        on_page(painter, self.size(page), target)
        painter.setPen(text.BLACK)
        left, top = self._corner()
        for placed in self._at(page).lines:
            base = text.baseline(
                (top + placed.top) * UNITS, placed.pitch * UNITS, placed.face.size * UNITS
            )
            point = QPointF((left + placed.left) * UNITS, base)
            text.draw(painter, point, placed.line.text, placed.face, placed.stretch)
        for piece in self._at(page).pieces:
            painter.save()
            painter.translate((left + piece.left) * UNITS, (top + piece.top) * UNITS)
            paint_parts(painter, piece.parts)
            painter.restore()
        for drawn in self._at(page).charts:
            painter.save()
            painter.translate(left * UNITS, (top + drawn.top) * UNITS)
            drawn.box.paint(painter)
            painter.restore()
        self._footer(painter, page)
        painter.restore()

    def hit(self, page: int, point: QPointF) -> str:
        """Return the source of the figure at a point, else the path of its section."""
        left, top = self._corner()
        for placed in self._at(page).lines:
            if placed.top <= point.y() - top < placed.top + placed.pitch:
                inside = (point.x() - left - placed.left) * UNITS
                return _source(placed, inside) or placed.block.path
        for piece in self._at(page).pieces:
            x, y = point.x() - left - piece.left, point.y() - top - piece.top
            for part in piece.parts:
                if part.left <= x < part.right and part.top <= y < part.bottom:
                    return part.box.cell.path
        for drawn in self._at(page).charts:
            found = drawn.box.source(point.x() - left, point.y() - top - drawn.top)
            if found:
                return found
        return ""

    def _at(self, page: int) -> Sheet:
        return self._pages[page] if page < len(self._pages) else Sheet()

    def _corner(self) -> tuple[float, float]:
        page = self._look.page
        return page.left * POINTS_PER_MM, page.top * POINTS_PER_MM

    def _boxes(self) -> Iterator[Box]:
        for block in self._document.blocks:
            if isinstance(block, TableBlock):
                yield self._table(block)
            elif isinstance(block, ChartBlock):
                yield ChartBox(block, self._look)
            else:
                yield from self._paragraph(block)

    def _table(self, block: TableBlock) -> TableBox:
        grid = grid_of(block, self._look.text("table"), self._look.text("table_head"))
        strip = Strip(grid)
        return TableBox(strip, max(0.0, (self._look.page.text_width - strip.width) / 2))

    def _paragraph(self, block: Paragraph) -> Iterator[LineBox]:
        look = self._look.text(block.style)
        closer = self._look.tracking(block.style) / look.size * 100
        face = Face(look.font, look.size, look.bold, look.latin, closer)
        made = self._lines(block, look, face)
        pitch = self._look.pitch(block.style)
        for number, line in enumerate(made):
            left, stretch = self._across(look, face, line, number == 0)
            yield LineBox(
                Placed(block, line, face, 0.0, left, pitch, stretch),
                look.before if number == 0 else 0.0,
                look.after if line is made[-1] else 0.0,
                look.keep_with_next or (block.style == "title" and line is not made[-1]),
                look.new_page and number == 0,
            )

    def _lines(self, block: Paragraph, look: TextLook, face: Face) -> tuple[Line, ...]:
        width = (self._look.page.text_width - look.left_indent * look.size) * UNITS
        if block.style != "title":
            told = block.text.replace("\t", TAB)
            return text.lines(told, face, width, look.indent * look.size * UNITS)
        parts = balanced([run.text for run in block.runs], self._look.title_room)
        made, start = list[Line](), 0
        for part in parts:
            for line in text.lines(part, face, width):
                made.append(Line(line.text, start + line.start, line.width, line.last))
            start += len(part)
        return tuple(made)

    def _across(self, look: TextLook, face: Face, line: Line, first: bool) -> tuple[float, float]:
        """Return where a line begins and how far it is opened, in points."""
        indent = look.left_indent * look.size + (look.indent * look.size if first else 0.0)
        room = (self._look.page.text_width - indent) * UNITS
        if look.align == "justify":
            return indent, text.justified(line, face, room)
        return indent + text.start_of(look.align, room, line.width) / UNITS, 0.0

    def _footer(self, painter: QPainter, page: int) -> None:
        """Draw the page number outside and the check code inside (GB/T 9704-2012 7.5)."""
        look, foot = self._look.page, self._look.footer
        odd = page % 2 == 0
        face = Face(foot.font, foot.size, latin=foot.latin)
        number = foot.pattern.format(page=page + 1)
        left, width = self._corner()[0] * UNITS, look.text_width * UNITS
        top = (look.size[1] - look.bottom + foot.gap) * POINTS_PER_MM * UNITS
        base = text.baseline(top, foot.size * UNITS, foot.size * UNITS)
        room = width - foot.size * UNITS
        inside = room - text.advance(number, face) if odd else foot.size * UNITS
        shown = self._document.shown_code
        code = foot.code_pattern.format(code=shown) if shown else ""
        small = Face(foot.font, foot.code_size, latin=foot.latin)
        code_at = 0.0 if odd else width - text.advance(code, small)
        marks = [(code_at, code, small), (inside, number, face)]
        for x, words, own in marks if odd else marks[::-1]:
            if words:
                text.draw(painter, QPointF(left + x, base), words, own)


def _source(placed: Placed, inside: float) -> str:
    """Return the source of the run under a place of the line."""
    count, words, face = 0, placed.line.text, placed.face
    wider = 1 + placed.stretch / 100
    while count < len(words):
        if text.advance(words[: count + 1], face) * wider > inside:
            break
        count += 1
    place = placed.line.start + count
    if inside < 0 or count == len(words):
        return ""
    for run in placed.block.runs:
        if place < len(run.text):
            return run.source
        place -= len(run.text)
    return ""
