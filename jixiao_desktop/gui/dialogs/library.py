"""从指标库选: sound indicators found by Chinese words or pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from jixiao_desktop.catalog.indicators import LibraryIndicator
from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.session.library import search

WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
HINT = (
    "名称、符号和单位一起填入；≥、≤的目标值各项目不同，填入后自己写。"
    "样例值只供参考，↑↓ 选，Enter 填入。"
)


def choose_indicator(
    parent: QWidget | None, group: Sequence[str] = (), project: str = ""
) -> LibraryIndicator | None:
    """Ask for an indicator of the library; ``group`` is the class it is wanted for."""
    dialog = Library(parent, group, project)
    return dialog.chosen if dialog.ask() else None


class Library(Dialog):
    """A line to type into and the list of what fits, those of the project's own field first."""

    def __init__(self, parent: QWidget | None, group: Sequence[str], project: str) -> None:
        super().__init__(parent, "从指标库选", HINT)
        self.wide = WIDE
        self._group, self._project = tuple(group), project
        self.chosen: LibraryIndicator | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText("名称里的字，或拼音首字母：满意度、myd、培训、pxbc")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._show)
        self.field("查找(&F)", self.line)
        words = "、".join(filter(None, (one.split("\n")[0] for one in self._group)))
        self.only = QCheckBox(f"只看{words}(&C)")
        self.only.setChecked(bool(words))
        self.only.setVisible(bool(words))
        self.only.toggled.connect(self._show)
        self.column.addWidget(self.only)
        self.rows = Rows("指标库", enter_chooses=True)
        self.rows.chosen.connect(self._take)
        self.column.addWidget(self.rows, 1)
        self.count = label("", "faint")
        self.column.addWidget(self.count)
        self.add_answers("填入(&O)")
        self._show()
        self.line.setFocus()

    def _show(self) -> None:
        group = self._group if self.only.isChecked() else ()
        found = search(self.line.text(), group, self._project)
        self.rows.clear()
        for one in found:
            under = f"{one.level1} · {one.level2} · 样例 {one.example}"
            self.rows.add(Row(one.name, under, side=one.field, thing=one))
        nothing = "没有这样的指标，换一个词，或直接在表里写。"
        self.count.setText(f"{len(found)} 项" if found else nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list while the keyboard stays in the line."""
        pressed = watched is self.line and event.type() == QEvent.Type.KeyPress
        if pressed and cast(QKeyEvent, event).key() in WALKING:
            QCoreApplication.sendEvent(self.rows, event)
            return True
        return super().eventFilter(watched, event)

    def _take(self, thing: object) -> None:
        self.rows.choose(thing)
        self.accept()

    def accept(self) -> None:
        """Answer with the row that is chosen."""
        thing = self.rows.thing
        if not isinstance(thing, LibraryIndicator):
            self.say("还没有选指标。在上面查找，用 ↑↓ 选一项。")
            return
        self.chosen = thing
        super().accept()
