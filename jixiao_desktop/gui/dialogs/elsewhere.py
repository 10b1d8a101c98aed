"""One place that no form of the work in hand shows, changed on a small page of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jixiao_desktop.catalog.dictionary import Field
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.editors import make_editor
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.told import sentence_of


def change_elsewhere(parent: QWidget | None, editing: Editing, finding: Finding) -> bool:
    """Let the place of a finding be changed; False where it is no single field."""
    field = load_catalog().dictionary.find(finding.path)
    if field is None:
        return False
    Elsewhere(parent, editing, finding, field).ask()
    return True


class Elsewhere(Dialog):
    """What is wrong, what to do, and the field itself."""

    def __init__(
        self, parent: QWidget | None, editing: Editing, finding: Finding, field: Field
    ) -> None:
        said = f"{sentence_of(finding)}{finding.fix}"
        super().__init__(parent, finding.where or field.label, said)
        self.wide = WIDE
        self.editing, self.path = editing, finding.path
        self.editor = make_editor(field, finding.path, editing, self)
        self.editor.unlock_asked.connect(self._unlock)
        self.column.addWidget(self.editor)
        self.column.addStretch(1)
        self.done_button = self.add_answers("完成", "")
        self.editor.advance.connect(self._forward)
        self.say("这一处不在眼前这项工作的表里，在这里改；改完按 Ctrl+Z 可以撤销。", "quiet")
        self.follow_focus()
        self.editor.focus_here()

    def done(self, result: int) -> None:
        """Commit what was typed, however the page is left."""
        self.editor.flush()
        super().done(result)

    def _forward(self) -> None:
        self.done_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _unlock(self, path: str) -> None:
        from jixiao_desktop.gui.dialogs.locking import unlock

        if unlock(self, self.editing, path):
            self.editor.refresh()
            self.editor.focus_here()
