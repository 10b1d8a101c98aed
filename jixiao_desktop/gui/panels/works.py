"""The kinds of work of the year side by side: one is in hand, a key leads to each other one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from jixiao_desktop.gui.panels.flowing import Flowing
from jixiao_desktop.gui.theme import mark
from jixiao_desktop.session.works import WORKS


class WorkSwitch(Flowing):
    """A button per kind of work, in the order of the year; goes on in a second line if it must."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("今年的工作")
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
        self.arrange(width)

    def _name(self, *, dated: bool) -> None:
        for work in WORKS:
            due = self._dues.get(work.id) if dated else None
            said = f"　{due.month}月{due.day}日前" if due else ""
            self.buttons[work.id].setText(f"{work.title}{said}")

    def shown_buttons(self) -> list[QPushButton]:
        """Return the kinds of work in the order of the year."""
        return list(self.buttons.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into lines."""
        super().resizeEvent(event)
        self._write(self.width())
