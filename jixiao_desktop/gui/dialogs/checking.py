"""F9 全面检查: every finding of one project, a unit or all units, with a jump on Enter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.gui.dialogs.check_list import CheckList, Found
from jixiao_desktop.gui.dialogs.work import Done, Job, Work
from jixiao_desktop.session.check_report import UnitChecked, Unread, report_on
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.full_check import check_editing, check_subject, subjects_of
from jixiao_desktop.session.workspace import Workspace

Jump = Callable[[str, str], None]
"""Called with a project's id and the path of a finding."""
ALL = ""
"""Stands for every unit of the data file."""


def check_results(
    parent: QWidget | None, what: Workspace | Editing, jump: Jump, unit_id: str = ALL
) -> None:
    """Check one project, or all of a workspace (or one unit's), and list what was found.

    Enter on a finding closes the list and jumps there.
    """
    dialog = CheckResults(parent, what, unit_id)
    if dialog.ask() and dialog.chosen is not None:
        jump(dialog.chosen.project_id, dialog.chosen.finding.path)


class CheckResults(CheckList):
    """One line of verdict, then every finding; what was explained comes last."""

    def __init__(
        self, parent: QWidget | None, what: Workspace | Editing, unit_id: str = ALL
    ) -> None:
        workspace = what if isinstance(what, Workspace) else what.workspace
        hint = "选中一处按 Enter 跳过去改；改好后按 F9 再查一次。"
        super().__init__(parent, "全面检查", hint, workspace.path.parent)
        self.what, self.workspace = what, workspace
        self.chosen: Found | None = None
        self.bar = QProgressBar()
        self.bar.setAccessibleName("进度")
        self.column.insertWidget(0, self.bar)
        self.explain_button = self.add_action("写说明(&N)…", self.explain)
        self.explain_button.setEnabled(False)
        selection = self.rows.selectionModel()
        selection.currentChanged.connect(lambda *_: self._may_explain())
        self.wider: QPushButton | None = None
        if isinstance(what, Workspace) and unit_id and len(what.units()) > 1:
            self.wider = self.add_action("查所有单位(&W)", self._widen)
        self.primary = self.add_answers("跳到这里(&O)", "关闭")
        self.rows.chosen.connect(self._choose)
        self._begin(unit_id)

    # ---- the check ----

    def _begin(self, unit_id: str) -> None:
        self._unit_id = unit_id
        self._parts: list[UnitChecked] = []
        self._unread: list[Unread] = []
        jobs = self._jobs(unit_id)
        self.bar.setRange(0, len(jobs))
        self.bar.setValue(0)
        self.bar.show()
        self.work = Work(jobs, self)
        self.work.began.connect(self._began)
        self.work.ended.connect(self._ended)
        self.work.finished.connect(self._finished)
        self.primary.setEnabled(False)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.work.start()

    def _jobs(self, unit_id: str) -> list[Job]:
        """One short job per project, on the window's thread: the data file is its own."""
        if isinstance(self.what, Editing):
            name = self.what.dossier.text("name") or "这个项目"
            return [Job(name, partial(check_editing, self.what), here=True)]
        subjects = subjects_of(self.workspace, unit_id)
        return [Job(one.name, partial(check_subject, self.workspace, one), here=True)
                for one in subjects]  # fmt: skip

    def _widen(self) -> None:
        """Check every unit of the data file instead of the one."""
        if self.wider is not None and not self.work.running:
            self.wider.setEnabled(False)
            self._begin(ALL)

    def _began(self, _at: int, name: str) -> None:
        self.hint.setText(f"正在检查“{name}”…")

    def _ended(self, at: int, done: Done) -> None:
        self.bar.setValue(at + 1)
        if isinstance(done.result, UnitChecked):
            self._parts.append(done.result)
        else:
            self._unread.append(Unread(done.words, f"没有查成：{done.trouble}"))

    def _finished(self, whole: bool) -> None:
        self.bar.hide()
        report = report_on(self._parts, self._unread)
        count = "" if isinstance(self.what, Editing) else f"{len(report.projects)}个项目，"
        hints = f"，另有 {report.verdict.hint} 处提示" if report.verdict.hint else ""
        stopped = "" if whole else "（中途停下，其余项目没有查）"
        self.title.setText(f"全面检查：{count}{report.sentence}{hints}{stopped}")
        fine = "没有发现问题。可以导出、打印、盖章。"
        self.show_report(report)
        self.hint.setText("选中一处按 Enter 跳过去改，按 F1 看示例。" if self.found else fine)
        self.primary.setEnabled(bool(self.found))
        self._may_explain()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def settings(self) -> Settings | None:
        """Return the settings in force where the chosen finding stands."""
        thing = self.rows.thing
        if isinstance(thing, Found) and thing.project_id:
            return self.workspace.edit(thing.project_id).settings
        return None

    # ---- explanations ----

    def _may_explain(self) -> None:
        thing = self.rows.thing
        can = isinstance(thing, Found) and thing.finding.severity is Severity.EXPLAIN
        self.explain_button.setEnabled(can and not self.work.running)

    def explain(self) -> None:
        """Write (or change) the explanation of the chosen finding, and check its project again."""
        from jixiao_desktop.gui.dialogs.explaining import explain

        thing = self.rows.thing
        if not isinstance(thing, Found) or self.work.running:
            return
        editing = self.workspace.edit(thing.project_id)
        if explain(self, editing, thing.finding, self.workspace):
            self._begin(self._unit_id)

    # ---- leaving ----

    def _choose(self, thing: object) -> None:
        if isinstance(thing, Found):
            self.chosen = thing
            super().accept()

    def accept(self) -> None:
        """Jump to the chosen finding."""
        self._choose(self.rows.thing)

    def reject(self) -> None:
        """Stop a running check; else leave."""
        if self.work.running:
            self.work.stop()
        else:
            super().reject()
