"""The kinds of work of the year side by side: one is in hand, a key leads to each other one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.works import WORKS


class WorkSwitch(QWidget):
    """A button per kind of work, in the order of the year; goes on in a second line if it must."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("今年的工作")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: dict[str, QPushButton] = {}
        self._dues: Mapping[str, date | None] = {}
        group = QButtonGroup(self)
        for number, work in enumerate(WORKS, 1):
            button = QPushButton(work.title, self)
            button.setCheckable(True)
            button.setToolTip(f"Ctrl+{number}")
            button.setAccessibleName(work.title)
            button.setAccessibleDescription(f"快捷键 Ctrl+{number}")
            mark(button, kind="tab")
            button.clicked.connect(lambda _=False, name=work.id: self.chosen.emit(name))
            group.addButton(button)
            self.buttons[work.id] = button

    def show_work(self, work_id: str) -> None:
        """Mark the kind of work that is in hand."""
        button = self.buttons.get(work_id)
        if button is not None:
            button.setChecked(True)

    def show_dues(self, dues: Mapping[str, date | None]) -> None:
        """Write behind each kind of work when it is due; what cannot be done here stays grey."""
        self._dues = dues
        for work in WORKS:
            self.buttons[work.id].setEnabled(work.id in dues)
        self._write(self.width())
        self.updateGeometry()

    def _write(self, width: int) -> None:
        """Name the dates where all stand in one line with them, the kinds of work alone else."""
        self._name(dated=True)
        if self.sizeHint().width() > width:
            self._name(dated=False)
        self._arrange(width)

    def _name(self, *, dated: bool) -> None:
        for work in WORKS:
            due = self._dues.get(work.id) if dated else None
            said = f"　{due.month}月{due.day}日前" if due else ""
            self.buttons[work.id].setText(f"{work.title}{said}")

    def sizeHint(self) -> QSize:
        """Want room for all in one line."""
        sizes = [button.sizeHint() for button in self.buttons.values()]
        gaps = px("step2") * (len(sizes) - 1)
        width = sum(size.width() for size in sizes) + gaps
        return QSize(width, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        """Do with the width of the widest button."""
        sizes = [button.sizeHint() for button in self.buttons.values()]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))

    def hasHeightForWidth(self) -> bool:
        """Be higher where the window is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that a width asks for."""
        return self._arrange(width, only_ask=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into lines."""
        super().resizeEvent(event)
        self._write(self.width())

    def _arrange(self, width: int, *, only_ask: bool = False) -> int:
        left = top = bottom = 0
        for button in self.buttons.values():
            size = button.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, bottom + px("step2")
            if not only_ask:
                button.setGeometry(left, top, size.width(), size.height())
            left += size.width() + px("step2")
            bottom = top + size.height()
        return bottom
