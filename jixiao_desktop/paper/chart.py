"""A report's chart on paper: the same columns and month line as in Word, drawn with lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from jixiao_desktop.domain.rates import show_rate
from jixiao_desktop.narrative.chart import (
    ABOVE,
    AXIS,
    FILLS,
    GRID,
    LETTERS,
    MONTH,
    PITCH,
    PLOT,
    STEP,
    TITLE,
    ChartBlock,
    Column,
)
from jixiao_desktop.narrative.look import Look
from jixiao_desktop.paper import text
from jixiao_desktop.paper.fonts import UNITS
from jixiao_desktop.paper.text import Face

GAP = 6.0
"""Points above and below a chart."""
HEAD = 30.0
"""Points of the title."""
WIDEST, SHARE = 60.0, 0.5
"""A column takes half of its place, at most so many points."""
SWATCH = 18.0


@dataclass(frozen=True)
class ChartBox:
    """A chart that waits for its page and is never parted."""

    chart: ChartBlock
    look: Look
    keep: bool = False
    new_page: bool = False
    after: float = 0.0

    @property
    def width(self) -> float:
        """Points from margin to margin."""
        return self.look.page.text_width

    @cached_property
    def least(self) -> float:
        """Points it takes, with the gaps around it."""
        return self.chart.height(self.width) + 2 * GAP

    # ---- what stands where, in points from the corner ----

    @property
    def _plot(self) -> QRectF:
        return QRectF(AXIS, GAP + HEAD, self.width - AXIS, PLOT)

    def _level(self, share: Decimal) -> float:
        """Return how far down a share lies; what is above the scale ends at its top."""
        part = min(max(share / self.chart.top, Decimal(0)), Decimal(1))
        return self._plot.bottom() - float(part) * PLOT

    def _place(self, number: int) -> QRectF:
        """Return the strip that belongs to a column, from the title down to its name."""
        wide = self._plot.width() / len(self.chart.columns)
        return QRectF(AXIS + number * wide, GAP + HEAD, wide, self.least - HEAD - 2 * GAP)

    def _body(self, number: int, column: Column) -> QRectF:
        place = self._place(number)
        wide = min(place.width() * SHARE, WIDEST)
        top = self._level(column.value)
        left = place.center().x() - wide / 2
        return QRectF(left, top, wide, self._plot.bottom() - top)

    def source(self, x: float, y: float) -> str:
        """Return where the figure of the column at a point would be mended, "" beside them."""
        for number, column in enumerate(self.chart.columns):
            if self._place(number).contains(QPointF(x, y)):
                return column.source
        return self.chart.path if 0 <= y < self.least else ""

    # ---- drawing ----

    def paint(self, painter: QPainter) -> None:
        """Draw the chart with its corner at the painter's origin."""
        pen, brush = painter.pen(), painter.brush()
        self._scale(painter)
        for number, column in enumerate(self.chart.columns):
            fill = FILLS[0 if column.scaled else 1]
            painter.fillRect(_units(self._body(number, column)), QColor(f"#{fill}"))
        self._month(painter)
        painter.setPen(pen)
        painter.setBrush(brush)
        for words in self.words():
            words.draw(painter)
        self._swatches(painter)
        painter.setPen(pen)
        painter.setBrush(brush)

    def _scale(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(f"#{GRID}"), 0.5 * UNITS))
        plot, step = self._plot, Decimal(0)
        while step <= self.chart.top:
            y = self._level(step)
            painter.drawLine(_line(plot.left(), y, plot.right(), y))
            step += STEP
        painter.setPen(QPen(Qt.GlobalColor.black, 0.5 * UNITS))
        painter.drawLine(_line(plot.left(), plot.bottom(), plot.right(), plot.bottom()))

    def _month(self, painter: QPainter) -> None:
        if self.chart.due is None:
            return
        painter.setPen(_month_pen())
        y = self._level(self.chart.due)
        painter.drawLine(_line(self._plot.left(), y, self._plot.right(), y))

    def _swatches(self, painter: QPainter) -> None:
        """Draw what the names at the foot stand for."""
        for number, (name, left, _) in enumerate(self._legend()):
            y = self.least - GAP - PITCH / 2
            if self.chart.due is not None and number == len(self.chart.series) - 1:
                painter.setPen(_month_pen())
                painter.drawLine(_line(left, y, left + SWATCH, y))
            else:
                fill = FILLS[self.chart.names.index(name)]
                box = QRectF(left, y - LETTERS / 2, SWATCH, LETTERS)
                painter.fillRect(_units(box), QColor(f"#{fill}"))

    # ---- words ----

    def words(self) -> Iterator[Words]:
        """Yield every line of text: title, each column's figure and name, scale and legend."""
        head, body = self.look.text("h1"), self.look.text("body")
        title = Face(head.font, TITLE, latin=head.latin)
        small = Face(body.font, LETTERS, latin=body.latin)
        yield _centred(self.chart.title, title, self.width / 2, GAP + (HEAD - TITLE) / 2)
        for number, column in enumerate(self.chart.columns):
            yield from self._told(number, column, small)
        step = Decimal(0)
        while step <= self.chart.top:
            words, at = show_rate(step, zeros=False), self._level(step) - PITCH / 2
            yield Words(words, small, AXIS - 4 - text.advance(words, small) / UNITS, at)
            step += STEP
        for name, left, _ in self._legend():
            yield Words(name, small, left + SWATCH + 4, self.least - GAP - PITCH)

    def _told(self, number: int, column: Column, face: Face) -> Iterator[Words]:
        middle, top = self._place(number).center().x(), self._level(column.value)
        figure = f"{ABOVE}{column.shown}" if column.cut else column.shown
        above = top + 1 if column.cut else max(top - PITCH - 1, GAP + HEAD - PITCH / 2)
        yield _centred(figure, face, middle, above, paper=True)
        down = self._plot.bottom() + 3
        for line in text.lines(column.label, face, (self._place(number).width() - 4) * UNITS):
            yield _centred(line.text, face, middle, down)
            down += PITCH

    def _legend(self) -> Iterator[tuple[str, float, float]]:
        """Yield (name, left, width) of every row of figures, side by side in the middle."""
        if len(self.chart.series) < 2:
            return
        body = self.look.text("body")
        face = Face(body.font, LETTERS, latin=body.latin)
        wide = [SWATCH + 4 + text.advance(n, face) / UNITS + 16 for n, _ in self.chart.series]
        left = (self.width - sum(wide)) / 2
        for (name, _), room in zip(self.chart.series, wide, strict=True):
            yield name, left, room
            left += room


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a chart's text; ``paper`` puts white behind it, where lines run through."""

    line: str
    face: Face
    left: float
    top: float
    paper: bool = False

    def draw(self, painter: QPainter) -> None:
        """Draw the line."""
        if self.paper:
            wide = text.advance(self.line, self.face)
            place = QRectF((self.left - 1) * UNITS, self.top * UNITS, wide + 2 * UNITS,
                           PITCH * UNITS)  # fmt: skip
            painter.fillRect(place, Qt.GlobalColor.white)
        base = text.baseline(self.top * UNITS, PITCH * UNITS, self.face.size * UNITS)
        text.draw(painter, QPointF(self.left * UNITS, base), self.line, self.face)


def _centred(line: str, face: Face, middle: float, top: float, *, paper: bool = False) -> Words:
    return Words(line, face, middle - text.advance(line, face) / UNITS / 2, top, paper)


def _month_pen() -> QPen:
    pen = QPen(QColor(f"#{MONTH}"), 1.5 * UNITS)
    pen.setDashPattern([3, 2])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _line(left: float, top: float, right: float, bottom: float) -> QLineF:
    return QLineF(left * UNITS, top * UNITS, right * UNITS, bottom * UNITS)


def _units(place: QRectF) -> QRectF:
    return QRectF(place.left() * UNITS, place.top() * UNITS, place.width() * UNITS,
                  place.height() * UNITS)  # fmt: skip
