"""F9 全面检查: every finding of one project or of all, grouped, with a jump on Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QApplication, QProgressBar, QWidget

from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.dialogs.explaining import rule_help
from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.dialogs.work import Done, Job, Work
from jixiao_desktop.gui.panels.finding_card import TONES, sentence_of
from jixiao_desktop.session.check import verdict
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.workspace import Workspace

Jump = Callable[[str, str], None]
"""Called with a project's id and the path of a finding."""


@dataclass(frozen=True)
class Found:
    """A finding and the project it is about."""

    project_id: str
    project: str
    finding: Finding


def check_results(
    parent: QWidget | None, what: Workspace | Editing, jump: Jump, unit_id: str = ""
) -> None:
    """Check one project, or all of a workspace (or one unit's), and list what was found.

    Enter on a finding closes the list and jumps there.
    """
    dialog = CheckResults(parent, what, unit_id)
    if dialog.ask() and dialog.chosen is not None:
        jump(dialog.chosen.project_id, dialog.chosen.finding.path)


class CheckResults(Dialog):
    """One line of verdict, then 必改, 需说明, 提示 and what was explained."""

    def __init__(
        self, parent: QWidget | None, what: Workspace | Editing, unit_id: str = ""
    ) -> None:
        super().__init__(parent, "全面检查", "选中一处按 Enter 跳过去改；改好后按 F9 再查一次。")
        self.wide = WIDE
        self.chosen: Found | None = None
        self.found: list[Found] = []
        self._checked = 0
        self.rows = Rows("检查结果", enter_chooses=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("进度")
        self.column.addWidget(self.bar)
        self.column.addWidget(self.rows, 1)
        self.add_button("复制清单(&C)", self.copy, left=True)
        self.help_button = self.add_button("看示例(&E)", self._help, left=True)
        self.primary = self.add_answers("跳到这里(&O)", "关闭")
        self.rows.chosen.connect(self._choose)
        jobs = self._jobs(what, unit_id)
        self.bar.setRange(0, len(jobs))
        self.work = Work(jobs, self)
        self.work.began.connect(self._began)
        self.work.ended.connect(self._ended)
        self.work.finished.connect(self._finished)
        self._one = isinstance(what, Editing)
        self.primary.setEnabled(False)
        self.rows.setFocus()
        self.work.start()

    def _jobs(self, what: Workspace | Editing, unit_id: str) -> list[Job]:
        """One short job per project, on the window's thread: the data file is its own."""
        if isinstance(what, Editing):
            name = what.dossier.text("name") or "这个项目"
            return [Job(name, partial(_findings_of, what, what.id, name), here=True)]
        return [
            Job(one.name, partial(_findings_in, what, one.id, one.name), here=True)
            for one in what.projects(unit_id or None)
        ]

    def _began(self, _at: int, name: str) -> None:
        self.hint.setText(f"正在检查“{name}”…")

    def _ended(self, at: int, done: Done) -> None:
        self.bar.setValue(at + 1)
        if isinstance(done.result, list):
            self._checked += 1
            self.found += done.result
        else:
            self.say(f"“{done.words}”没有查成：{done.trouble}")

    def _finished(self, whole: bool) -> None:
        self.bar.hide()
        findings = [one.finding for one in self.found]
        said = verdict(findings)
        count = "" if self._one else f"{self._checked}个项目，"
        hints = f"，另有 {said.hint} 处提示" if said.hint else ""
        stopped = "" if whole else "（中途停下，其余项目没有查）"
        self.title.setText(f"全面检查：{count}{said.sentence}{hints}{stopped}")
        self.hint.setText(
            "选中一处按 Enter 跳过去改。" if self.found else "没有发现问题。可以导出、打印、盖章。"
        )
        self._show()
        self.primary.setEnabled(bool(self.found))
        self.help_button.setEnabled(bool(self.found))
        self.rows.setFocus()
        self.fit()

    def _show(self) -> None:
        for title, group in groups(self.found):
            self.rows.add(Row(f"{title}　{len(group)} 处", head=True))
            for one in group:
                self.rows.add(self._row(one))

    def _row(self, one: Found) -> Row:
        finding = one.finding
        under = sentence_of(finding) + finding.fix
        if finding.explained:
            under += f"\n已说明：{finding.explained}"
        tone = "fine" if finding.explained and finding.passes else TONES[finding.severity]
        side = "" if self._one else one.project
        return Row(finding.where, under, finding.severity.word, tone, side, one)

    def _choose(self, thing: object) -> None:
        if isinstance(thing, Found):
            self.chosen = thing
            super().accept()

    def accept(self) -> None:
        """Jump to the chosen finding."""
        self._choose(self.rows.thing)

    def _help(self) -> None:
        thing = self.rows.thing
        if isinstance(thing, Found):
            rule_help(self, thing.finding.rule)

    def copy(self) -> None:
        """Put the whole list on the clipboard as text."""
        QApplication.clipboard().setText(as_text(self.title.text(), self.found))
        self.say("检查清单已复制，可粘贴到文档或消息里。", "fine")

    def reject(self) -> None:
        """Stop a running check; else leave."""
        if self.work.running:
            self.work.stop()
        else:
            super().reject()


def _findings_of(editing: Editing, project_id: str, name: str) -> list[Found]:
    return [Found(project_id, name, one) for one in editing.findings()]


def _findings_in(workspace: Workspace, project_id: str, name: str) -> list[Found]:
    return _findings_of(workspace.edit(project_id), project_id, name)


def groups(found: Sequence[Found]) -> list[tuple[str, list[Found]]]:
    """Group what was found: open ones by weight, then what was explained; empty ones left out."""
    made: dict[str, list[Found]] = {severity.word: [] for severity in Severity}
    made["已说明"] = []
    for one in found:
        finding = one.finding
        passed = finding.explained and finding.passes
        made["已说明" if passed else finding.severity.word].append(one)
    return [(title, group) for title, group in made.items() if group]


def as_text(title: str, found: Sequence[Found]) -> str:
    """Write the list as plain lines for a document or a message."""
    lines = [title]
    for name, group in groups(found):
        lines.append(f"【{name}】{len(group)} 处")
        for number, one in enumerate(group, 1):
            finding = one.finding
            said = f"{sentence_of(finding)}{finding.fix}"
            lines.append(f"{number}. {one.project}　{finding.where}：{said}")
    return "\n".join(lines) + "\n"
