"""Cards and labels of one look, and emptying a layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from jixiao_desktop.gui.theme import mark, px


class Card(QFrame):
    """A white sheet on the ground, with one column inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, role="card")
        self.column = QVBoxLayout(self)
        pad = px("step4")
        self.column.setContentsMargins(pad, pad - px("step1"), pad, pad - px("step1"))
        self.column.setSpacing(px("step2"))


def label(text: str, role: str = "", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Return a label of a role; plain text only, so that typed words are never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    mark(made, role=role, tone=tone)
    return made


def link(text: str) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(text)
    mark(made, kind="link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let its widgets go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget:
            widget.hide()
            widget.deleteLater()
        elif inner:
            clear(inner)
