"""Locks: opening a locked place with a reason, and marking 目标已批复, which locks."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change, SetText, Unlock
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Unlocked
from jixiao_desktop.gui.dialogs.frame import MEDIUM, Dialog, ReasonBox
from jixiao_desktop.gui.dialogs.person import keep_person, person
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.row_table import whole_value
from jixiao_desktop.session.workspace import Problem, Workspace

SHORTEST_REASON = 4


def unlock(
    parent: QWidget | None, editing: Editing, path: str, workspace: Workspace | None = None
) -> bool:
    """Open a locked place with a reason that is kept; True when it is open now."""
    if not editing.dossier.locked(path):
        return True
    return OpenLock(parent, editing, path, workspace).ask()


def approve(parent: QWidget | None, editing: Editing) -> bool:
    """Mark 目标已批复 with date and document number; True when it was marked."""
    return Approve(parent, editing).ask()


class OpenLock(Dialog):
    """What is locked, why, and the reason for opening it."""

    def __init__(
        self, parent: QWidget | None, editing: Editing, path: str, workspace: Workspace | None
    ) -> None:
        name = place_words(editing, path)
        super().__init__(parent, f"改动“{name}”", editing.dossier.locked(path))
        self.wide = MEDIUM
        self.editing, self.path, self.workspace = editing, path, workspace
        card = Card()
        text = editing.dossier.text(path) or "（没有填）"
        if path in paths.ROW_KINDS:
            text = f"共{len(editing.dossier.row_ids(path))}项，打开后可以增加、删除和移动"
        card.column.addWidget(label("现在写的是", "hint"))
        card.column.addWidget(label(text, "strong", wrap=True))
        self.column.addWidget(card)
        self.reason = ReasonBox(placeholder="例如：经×月×日会议同意调减，文号……")
        self.field("为什么要改(&R)", self.reason, "理由、姓名和时间一起留存，随时可查。")
        self.by = QLineEdit(person(editing, workspace))
        self.field("姓名(&N)", self.by)
        self.column.addStretch(1)
        self.add_answers("打开修改(&O)")
        self.follow_focus()
        self.reason.setFocus()

    def accept(self) -> None:
        """Open the place in one step; say what is missing."""
        if len(self.reason.text) < SHORTEST_REASON:
            self.say("还没有写理由。用一句话写清为什么要改、经谁同意。")
            self.reason.setFocus()
            return
        by = self.by.text().strip()
        if not by:
            self.say("还没有写姓名。写上由谁改动。")
            self.by.setFocus()
            return
        now = _now(self.workspace)
        opened = [Unlocked(p, self.reason.text, by, now) for p in whole_value(self.path)]
        try:
            self.editing.step("打开锁定", [Unlock(entry) for entry in opened])
        except Problem as problem:
            self.say(str(problem))
            return
        keep_person(self.workspace, by)
        super().accept()


class Approve(Dialog):
    """Date and document number of the approval, with its consequence said."""

    def __init__(self, parent: QWidget | None, editing: Editing) -> None:
        super().__init__(
            parent, "目标已批复",
            "标记后，年度总体目标、绩效指标和年初预算数锁定；以后要改须先写明理由，理由会留存。",
        )  # fmt: skip
        self.wide = MEDIUM
        self.editing = editing
        self.day = QLineEdit(editing.dossier.text("approved.date"))
        self.field("批复日期(&D)", self.day, "写成 2024年2月20日 或 2024-2-20。")
        self.document = QLineEdit(editing.dossier.text("approved.document"))
        self.field("批复文号(&W)", self.document, "例如：源财〔2024〕15号")
        self.column.addStretch(1)
        if editing.dossier.approved:
            self.add_button("取消批复标记(&X)", self._withdraw, left=True)
        self.add_answers("标记为已批复(&O)")
        self.day.setFocus()

    def accept(self) -> None:
        """Keep date and number as one step; a date that cannot be read is asked about."""
        day, document = self.day.text().strip(), self.document.text().strip()
        if not day and not document:
            self.say("批复日期和文号都没有写。至少写一样。")
            self.day.setFocus()
            return
        if day and read_date(day, self.editing.dossier.year) is None:
            self.say(f"批复日期“{day}”读不出是哪一天。写成 2024年2月20日 这样。")
            self.day.setFocus()
            return
        if self._keep("标记目标已批复", day, document):
            super().accept()

    def _withdraw(self) -> None:
        if self._keep("取消批复标记", "", ""):
            super().accept()

    def _keep(self, name: str, day: str, document: str) -> bool:
        changes: list[Change] = [
            SetText("approved.date", day), SetText("approved.document", document),
        ]  # fmt: skip
        try:
            self.editing.step(name, changes)
        except Problem as problem:
            self.say(str(problem))
            return False
        return True


def place_words(editing: Editing, path: str) -> str:
    """Name a place in words: its row's name and its label."""
    if path in paths.ROW_KINDS:
        return "指标的增减和次序"
    dictionary = editing.case.catalog.dictionary
    found = dictionary.find(path)
    name = (found.short or found.label) if found else "这一格"
    inside = paths.list_of(path)
    if inside is None:
        return found.label if found else name
    row = editing.dossier.text(paths.row_path(inside[0], inside[1], "name"))
    number = (editing.dossier.position(path) or 0) + 1
    return f"{row or f'第{number}行'} {name}"


def _now(workspace: Workspace | None) -> str:
    from datetime import datetime

    if workspace is not None:
        return workspace.now()
    return datetime.now().astimezone().isoformat(timespec="seconds")
