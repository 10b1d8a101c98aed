"""Calm little bars: what was spent against the month line, how far each indicator is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jixiao_desktop.gui.theme import px, theme

Bar = tuple[str, Decimal | None, str, Decimal | None]
"""Words at the left, the share of 1, words at the right, the share that is due (or None)."""


class Bars(QWidget):
    """One bar below the other on the same scale; a dashed line stands where the month should be."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show some bars; screen readers get the same words."""
        self.bars = tuple(bars)
        self.setAccessibleDescription("；".join(f"{left} {right}" for left, _, right, _ in bars))
        self.updateGeometry()
        self.update()

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
        for at, (words, share, said, due) in enumerate(self.bars):
            line = QRectF(0, at * px("fold"), self.width(), px("fold"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setPen(theme().colour("quiet"))
            mode = Qt.TextElideMode.ElideRight
            short = metrics.elidedText(words, mode, left - px("step2"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, short)
            painter.setPen(theme().colour("ink"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, said)
            _draw(painter, line.adjusted(left, 0, -right, 0), share, due)


def _draw(painter: QPainter, place: QRectF, share: Decimal | None, due: Decimal | None) -> None:
    height = px("state") / 2
    track = QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("trough"))
    painter.drawRoundedRect(track, height / 2, height / 2)
    part = min(max(float(share or 0), 0.0), 1.0)
    if part:
        done = QRectF(track)
        done.setWidth(max(track.width() * part, height))
        painter.setBrush(theme().colour("accent"))
        painter.drawRoundedRect(done, height / 2, height / 2)
    if due is not None:
        pen = QPen(theme().colour("explain"), 2)
        pen.setDashPattern([2.5, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        at = round(track.left() + track.width() * float(due))
        painter.drawLine(at, round(place.top()) + 3, at, round(place.bottom()) - 3)
