"""Calm little bars: what was spent against the month line, how far each indicator is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from jixiao_desktop.gui.theme import px, theme

Bar = tuple[str, Decimal | None, str, Decimal | None]
"""Words at the left, the share of 1, words at the right, the share that is due (or None)."""
WHOLE, LIMIT = Decimal(1), Decimal("1.5")
"""The scale ends at 100 %, or where the longest bar does; longer ones are cut and marked."""
FLAT = Qt.PenCapStyle.FlatCap


class Bars(QWidget):
    """One bar below the other on the same scale; a dashed line stands where the month should be.

    Tab leads here, so that a screen reader says the same words; ``line`` says what is dashed.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_bars(self, bars: Sequence[Bar], line: str = "") -> None:
        """Show some bars; screen readers get the same words."""
        self.bars = tuple(bars)
        said = [f"{left} {right}" for left, _, right, _ in bars]
        self.setAccessibleDescription("；".join((*said, line) if line else said))
        self.updateGeometry()
        self.update()

    @property
    def top(self) -> Decimal:
        """Where the scale ends, as a share of 1."""
        longest = max((share or Decimal(0) for _, share, _, _ in self.bars), default=WHOLE)
        return min(max(longest, WHOLE), LIMIT)

    def sizeHint(self) -> QSize:
        """Return the height that all bars need."""
        return QSize(px("findings"), max(len(self.bars), 1) * px("fold"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every bar with its words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("hint"))
        metrics = painter.fontMetrics()
        left = max((metrics.horizontalAdvance(bar[0]) for bar in self.bars), default=0)
        left = min(left, self.width() // 3) + px("step3")
        right = max((metrics.horizontalAdvance(bar[2]) for bar in self.bars), default=0)
        right += px("step3")
        for at, bar in enumerate(self.bars):
            line = QRectF(0, at * px("fold"), self.width(), px("fold"))
            self._words(painter, line, bar, left - px("step2"))
            self._bar(painter, line.adjusted(left, 0, -right, 0), bar)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _words(self, painter: QPainter, line: QRectF, bar: Bar, room: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme().colour("quiet"))
        short = painter.fontMetrics().elidedText(bar[0], Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, short)
        painter.setPen(theme().colour("ink"))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, bar[2])

    def _bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        _, share, _, due = bar
        height, top = px("state") / 2, float(self.top)
        track = QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("trough"))
        painter.drawRoundedRect(track, height / 2, height / 2)
        part = min(max(float(share or 0) / top, 0.0), 1.0)
        if part:
            done = QRectF(track)
            done.setWidth(max(track.width() * part, height))
            painter.setBrush(theme().colour("accent"))
            painter.drawRoundedRect(done, height / 2, height / 2)
        if share is not None and share > LIMIT:
            _cut(painter, track)
        if top > 1:  # where all of it is done
            painter.setPen(QPen(theme().colour("surface"), 2))
            at = track.left() + track.width() / top
            painter.drawLine(QPointF(at, track.top()), QPointF(at, track.bottom()))
        if due is not None:
            pen = QPen(theme().colour("explain"), 2)
            pen.setDashPattern([2.5, 1.5])
            pen.setCapStyle(FLAT)
            painter.setPen(pen)
            at = round(track.left() + track.width() * float(due) / top)
            painter.drawLine(QPointF(at, place.top() + 3), QPointF(at, place.bottom() - 3))


def _cut(painter: QPainter, track: QRectF) -> None:
    """Mark a bar that goes on beyond the scale: an arrow head at its end."""
    half, end = track.height(), track.right()
    middle = track.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("accent"))
    painter.drawPolygon(QPolygonF([
        QPointF(end - half, middle - half), QPointF(end, middle), QPointF(end - half, middle + half)
    ]))  # fmt: skip
