"""The progress bar with the month line: how much is spent, how much should be by now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jixiao_desktop.gui.theme import px, theme


class ProgressBar(QWidget):
    """A bar of one share of 1, with a dashed line where the month says it should be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = self._due = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("执行进度")

    def show_share(self, share: float | None, due: float | None, words: str) -> None:
        """Show a share and the due share; ``words`` say the same for screen readers."""
        self._share = min(max(share or 0.0, 0.0), 1.0)
        self._due = min(max(due or 0.0, 0.0), 1.0)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar and of the line that stands out."""
        return QSize(px("fold") * 6, px("track") + 2 * px("step1") + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, share and month line."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = px("track")
        track = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.setBrush(theme().colour("trough"))
        painter.drawRoundedRect(track, height / 2, height / 2)
        if self._share > 0:
            done = QRectF(track)
            done.setWidth(max(track.width() * self._share, float(height)))
            painter.setBrush(theme().colour("accent"))
            painter.drawRoundedRect(done, height / 2, height / 2)
        if self._due > 0:
            at = round(track.width() * self._due)
            pen = QPen(theme().colour("explain"), 2)
            pen.setDashPattern([2.5, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(at, 0, at, self.height())
