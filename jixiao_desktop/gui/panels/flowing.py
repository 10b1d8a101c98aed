"""Buttons side by side that go on in a further line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from jixiao_desktop.gui.theme import px


class Flowing(QWidget):
    """Lays its buttons out like words: as many in a line as fit, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def shown_buttons(self) -> list[QPushButton]:
        """Return the buttons in their order."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Want room for all in one line."""
        sizes = [button.sizeHint() for button in self.shown_buttons()]
        gaps = px("step2") * (len(sizes) - 1)
        width = sum(size.width() for size in sizes) + gaps
        return QSize(width, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        """Do with the width of the widest button."""
        sizes = [button.sizeHint() for button in self.shown_buttons()]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))

    def hasHeightForWidth(self) -> bool:
        """Be higher where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that a width asks for."""
        return self.arrange(width, only_ask=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into lines."""
        super().resizeEvent(event)
        self.arrange(self.width())

    def arrange(self, width: int, *, only_ask: bool = False) -> int:
        """Put the buttons into lines of a width; return the height of all lines."""
        left = top = bottom = 0
        for button in self.shown_buttons():
            size = button.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, bottom + px("step2")
            if not only_ask:
                button.setGeometry(left, top, size.width(), size.height())
            left += size.width() + px("step2")
            bottom = top + size.height()
        return bottom
