"""A filled sheet on paper: pages, cells, lines, and what lies under a point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from jixiao_desktop.grid.measure import LINE, PADDING
from jixiao_desktop.grid.sheet import CellStyle, Grid, Page
from jixiao_desktop.paper import text
from jixiao_desktop.paper.annex import Written, annex_pages
from jixiao_desktop.paper.drawing import POINTS_PER_MM, on_page
from jixiao_desktop.paper.fonts import UNITS, register
from jixiao_desktop.paper.frame import Frame
from jixiao_desktop.paper.strip import Band, Box, Strip
from jixiao_desktop.paper.text import Face, Line

TIGHTEST = 1.0
"""Em of line height below which letters shrink instead."""
SMALLEST = 5.0
STRAGGLING = 0.2
"""A last page that is filled less than this is worth a slightly smaller print …"""
SHRINK = (0.98, 0.96, 0.94, 0.92)
"""… down to this share."""
FOOTER = Face("宋体", 8)
PAGE, PAGES = "{page}", "{pages}"
UNPAINTED = ("", "FFFFFF", "000000")


@dataclass(frozen=True, slots=True)
class Part:
    """A cell, or what a page shows of it; in points of the sheet on that page."""

    box: Box
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[Line, ...]
    face: Face
    pitch: float
    style: CellStyle


class SheetPainter:
    """Draws a grid page by page; ``page`` and ``scale`` are the person's own print set-up."""

    def __init__(self, grid: Grid, page: Page | None = None, scale: float = 1.0) -> None:
        register()
        self._grid = grid
        self._page = page or grid.page
        self._strip = Strip(grid)
        across, down = self._page.printable
        fitted = min(1.0, across / self._strip.width) if self._strip.width else 1.0
        self._scale = (fitted if self._page.fit_width else 1.0) * scale
        if scale == 1.0:
            self._scale *= _gathered(self._strip, down / self._scale)
        self._bands = self._strip.pages(down / self._scale)
        self._annex = annex_pages(grid.annex, across, down)
        self._parts = parts_of(self._strip, self._bands)

    def pages(self) -> int:
        """Return how many pages there are, added pages included."""
        return len(self._bands) + len(self._annex)

    def size(self, page: int) -> QSizeF:
        """Return the size of the paper in points."""
        width, height = self._page.size
        return QSizeF(width * POINTS_PER_MM, height * POINTS_PER_MM)

    def texts(self, page: int) -> tuple[str, ...]:
        """Return what a page shows, cell by cell or line by line, in reading order."""
        if page >= len(self._bands):
            return tuple(written.line for written in self._annex[page - len(self._bands)])
        parts = self._parts[page]
        return tuple("".join(line.text for line in part.lines) for part in parts if part.lines)

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Draw a page into a rectangle of the device, paper edge to paper edge."""
        painter.save()
        on_page(painter, self.size(page), target)
        painter.setPen(text.BLACK)
        painter.save()
        left, top = self._corner(page)
        painter.translate(left * UNITS, top * UNITS)
        if page < len(self._bands):
            painter.scale(self._scale, self._scale)
            paint_parts(painter, self._parts[page])
        else:
            _written(painter, self._annex[page - len(self._bands)])
        painter.restore()
        self._footer(painter, page)
        painter.restore()

    def hit(self, page: int, point: QPointF) -> str:
        """Return the path that a page shows at a point of the paper."""
        left, top = self._corner(page)
        x, y = point.x() - left, point.y() - top
        if page >= len(self._bands):
            lines = self._annex[page - len(self._bands)]
            return next((w.path for w in lines if w.top <= y < w.top + w.height), "")
        x, y = x / self._scale, y / self._scale
        for part in self._parts[page]:
            if part.left <= x < part.right and part.top <= y < part.bottom:
                return part.box.cell.path
        return ""

    def _corner(self, page: int) -> tuple[float, float]:
        """Return where the sheet begins on the paper, in points."""
        left = self._page.left * POINTS_PER_MM
        if self._page.centred and page < len(self._bands):
            spare = self._page.printable[0] - self._strip.width * self._scale
            left += max(0.0, spare / 2)
        return left, self._page.top * POINTS_PER_MM

    def _footer(self, painter: QPainter, page: int) -> None:
        words = self._grid.footer
        if not words:
            return
        words = words.replace(PAGES, str(self.pages())).replace(PAGE, str(page + 1))
        size = self.size(page)
        x = (size.width() * UNITS - text.advance(words, FOOTER)) / 2
        y = (size.height() - self._page.bottom * POINTS_PER_MM * 0.45) * UNITS
        painter.setPen(text.BLACK)
        text.draw(painter, QPointF(x, y), words, FOOTER)


def parts_of(strip: Strip, pages: Sequence[Sequence[Band]]) -> tuple[tuple[Part, ...], ...]:
    """Work out what every page shows; lines of a cut cell go on where the page before ended."""
    shown: dict[int, int] = defaultdict(int)
    made = []
    for bands in pages:
        parts: list[Part] = []
        for band in bands:
            for number, box in enumerate(strip.boxes):
                if box.top < band.bottom - 0.01 and box.bottom > band.top + 0.01:
                    seen = 0 if band.repeated else shown[number]
                    part, told = _part(box, band, seen)
                    parts.append(part)
                    if not band.repeated:
                        shown[number] = told
        made.append(tuple(parts))
    return tuple(made)


def paint_parts(painter: QPainter, parts: Sequence[Part]) -> None:
    """Draw the cells of a page and the lines around them, from the painter's own corner."""
    frame = Frame()
    for part in parts:
        if part.style.fill not in UNPAINTED:
            area = QRectF(QPointF(part.left, part.top), QPointF(part.right, part.bottom))
            whole = QRectF(area.topLeft() * UNITS, area.size() * UNITS)
            painter.fillRect(whole, QColor(f"#{part.style.fill}"))
        frame.cell((part.left, part.top, part.right, part.bottom), part.style)
    for part in parts:
        _draw_lines(painter, part)
    frame.draw(painter)


def _gathered(strip: Strip, room: float) -> float:
    """Return by how much to shrink so that a last page of a few lines joins the one before."""
    count = len(strip.pages(room))
    if count == 1 or strip.last_page_filled(room) > STRAGGLING:
        return 1.0
    fitting = (share for share in SHRINK if len(strip.pages(room / share)) < count)
    return next(fitting, 1.0)


def _part(box: Box, band: Band, seen: int) -> tuple[Part, int]:
    """Return what a band shows of a cell, and how many of its lines have been told by then."""
    top, bottom = max(box.top, band.top), min(box.bottom, band.bottom)
    cut_above, cut_below = box.top < top - 0.01, box.bottom > bottom + 0.01
    style = _closed(box.cell.style, cut_above, cut_below)
    lines, face, pitch = _fitted(box)
    told = len(lines)
    if band.repeated and (cut_above or cut_below):
        lines = ()  # the rows below tell the label again
    elif cut_above or cut_below:
        room = int((bottom - top) / pitch) if pitch else 0
        if len(lines) > room:  # a label that fits is told again, a long text goes on
            lines = lines[seen:] if not cut_below else lines[seen : seen + room]
            told = seen + len(lines)
    shift = band.at - band.top
    part = Part(box, box.left, top + shift, box.right, bottom + shift, lines, face, pitch, style)
    return part, told


def _closed(style: CellStyle, above: bool, below: bool) -> CellStyle:
    """Close a cut cell with the line of its other edge."""
    if not (above or below):
        return style
    top = style.top or style.bottom if above else style.top
    bottom = style.bottom or style.top if below else style.bottom
    return replace(style, top=top, bottom=bottom)


def _fitted(box: Box) -> tuple[tuple[Line, ...], Face, float]:
    """Break a cell's text into lines that its height holds; nothing is ever cut."""
    style = box.cell.style
    size = style.size
    if not box.cell.text:
        return (), Face(style.font, size, style.bold), size
    high = box.bottom - box.top
    wide = box.right - box.left - PADDING if style.wrap or not box.cell.printed else 1e6
    while True:
        face = Face(style.font, size, style.bold)
        lines = text.lines(box.cell.text, face, max(wide, size) * UNITS)
        pitch = min(size * LINE, (high - 1.0) / len(lines))
        if pitch >= size * TIGHTEST or size <= SMALLEST:
            return lines, face, pitch
        size -= 0.5


def _draw_lines(painter: QPainter, part: Part) -> None:
    if not part.lines:
        return
    high = part.pitch * len(part.lines)
    spare = part.bottom - part.top - high
    below = {"top": 1.0, "bottom": spare - 1.0}.get(part.style.vertical, spare / 2)
    align = _align(part)
    room = (part.right - part.left - PADDING) * UNITS
    for number, line in enumerate(part.lines):
        top = (part.top + max(0.0, below) + number * part.pitch) * UNITS
        left = (part.left + PADDING / 2) * UNITS + text.start_of(align, room, line.width)
        base = text.baseline(top, part.pitch * UNITS, part.face.size * UNITS)
        text.draw(painter, QPointF(left, base), line.text, part.face)


def _align(part: Part) -> str:
    """Return left, center or right; without a wish, numbers go right as office programs do."""
    wish = part.style.horizontal
    if wish in ("center", "right", "left"):
        return wish
    if wish in ("centerContinuous", "distributed"):
        return "center"
    return "right" if wish in ("", "general") and part.box.cell.number is not None else "left"


def _written(painter: QPainter, lines: Sequence[Written]) -> None:
    for written in lines:
        size = written.face.size * UNITS
        base = text.baseline(written.top * UNITS, written.height * UNITS, size)
        text.draw(painter, QPointF(written.left * UNITS, base), written.line, written.face)
