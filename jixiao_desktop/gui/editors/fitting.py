"""A row of small widgets that shows as many as fit, and a last one where some do not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class FittingRow(QWidget):
    """Lays its parts side by side; what does not fit is hidden, ``rest`` then stands at the end."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._parts: list[QWidget] = []
        self._rest: QWidget | None = None

    def show_parts(self, parts: list[QWidget], rest: QWidget | None = None) -> None:
        """Take other parts in the place of those shown before."""
        for old in (*self._parts, *([self._rest] if self._rest else [])):
            old.hide()
            old.deleteLater()
        self._parts, self._rest = parts, rest
        for part in (*parts, *([rest] if rest else [])):
            part.setParent(self)
        self.updateGeometry()
        self._arrange()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Return all parts, those without room included."""
        return tuple(self._parts)

    def sizeHint(self) -> QSize:
        """Want room for all parts."""
        sizes = [part.sizeHint() for part in self._parts]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Do with any width."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit now."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        widths = [part.sizeHint().width() for part in self._parts]
        fits = self._fitting(widths)
        left = 0
        for at, part in enumerate(self._parts):
            part.setVisible(at < fits)
            part.setGeometry(left, 0, widths[at], self.height())
            left += widths[at] + self._gap if at < fits else 0
        if self._rest is not None:
            self._rest.setVisible(fits < len(widths))
            self._rest.setGeometry(left, 0, self._rest.sizeHint().width(), self.height())

    def _fitting(self, widths: list[int]) -> int:
        """Count how many parts fit, beside the one for the rest where it is needed."""
        if sum(widths) + self._gap * max(len(widths) - 1, 0) <= self.width():
            return len(widths)
        room = self.width() - (self._rest.sizeHint().width() if self._rest else 0)
        for at, width in enumerate(widths):
            room -= width + self._gap
            if room < 0:
                return at
        return len(widths)
