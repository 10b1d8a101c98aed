"""What a full check found, as a list: unit, project, then the gravest first; and its ways out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.dialogs.work import Done, Job, Work
from jixiao_desktop.gui.panels.finding_card import TONES
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.check_report import CheckReport, ProjectChecked, plain_lines
from jixiao_desktop.session.told import EXPLAINED, explained_words, group_of, sentence_of


@dataclass(frozen=True)
class Found:
    """A finding and the project it is about."""

    project_id: str
    project: str
    finding: Finding


class CheckList(Dialog):
    """Rows of a report, and buttons that print it, keep it, copy it, explain a rule."""

    def __init__(self, parent: QWidget | None, title: str, hint: str, folder: Path) -> None:
        super().__init__(parent, title, hint)
        self.wide = WIDE + WIDE // 4
        self.report: CheckReport | None = None
        self._folder = folder
        self.saving: Work | None = None
        self.rows = Rows("检查结果", enter_chooses=True)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(px("step2"))
        self.tools.addStretch(1)
        self.column.addLayout(self.tools)
        self.column.addWidget(self.rows, 1)
        self.preview_button = self.add_action("预览打印(&P)…", self.preview)
        self.save_button = self.add_action("存为文件(&S)…", self.save)
        self.copy_button = self.add_action("复制(&C)", self.copy)
        self.help_button = self.add_action("看示例(&E)", self.show_rule)
        self.help_button.setAccessibleDescription("快捷键 F1")
        for key, do in (("F1", self.show_rule), ("Ctrl+P", self.preview), ("Ctrl+S", self.save)):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        self._enable(False)

    def add_action(self, words: str, do: object) -> QPushButton:
        """Add a button above the list: the answers below keep their room on a small screen."""
        button = QPushButton(words)
        button.setAutoDefault(True)
        button.clicked.connect(do)
        self.tools.insertWidget(self.tools.count() - 1, button)
        return button

    # ---- what is shown ----

    def show_report(self, report: CheckReport) -> None:
        """List a report anew."""
        self.report = report
        self.rows.clear()
        several = len(report.projects) > 1
        for unit in report.units:
            for project in unit.projects:
                if several or project.file:
                    place = f"{unit.name}　" if len(report.units) > 1 else ""
                    self.rows.add(Row(f"{place}{_head(project)}", head=True))
                self._list(project, grouped=not several)
        for one in report.unread:
            self.rows.add(Row(one.file, one.why, "没有读成", "must-fix"))
        self._enable(bool(report.projects or report.unread))
        self.help_button.setEnabled(isinstance(self.rows.thing, Found))

    def _list(self, project: ProjectChecked, *, grouped: bool) -> None:
        for name, group in project.groups():
            if grouped:
                self.rows.add(Row(f"{name}　{len(group)} 处", head=True))
            for remark in group:
                self.rows.add(_row(Found(project.id, project.name, remark.finding)))
                for other in remark.follows:
                    self.rows.add(_row(Found(project.id, project.name, other), follows=True))

    def _enable(self, on: bool) -> None:
        for button in (self.preview_button, self.save_button, self.copy_button, self.help_button):
            button.setEnabled(on)

    @property
    def found(self) -> list[Found]:
        """Return everything that is listed."""
        projects = self.report.projects if self.report else ()
        return [Found(one.id, one.name, f) for one in projects for f in one.findings]

    # ---- ways out ----

    def settings(self) -> Settings | None:
        """Return the settings that the rule's page shows, None for the ministry's."""
        return None

    def show_rule(self) -> None:
        """Show the page of the rule behind the chosen finding (F1)."""
        from jixiao_desktop.gui.dialogs.rule_list import rule_page_of

        thing = self.rows.thing
        if isinstance(thing, Found):
            rule_page_of(self, thing.finding.rule, self.settings())

    def preview(self) -> None:
        """Show the result's pages; print from there."""
        from jixiao_desktop.gui.dialogs.check_output import CheckPreview

        if self.report is not None and self.preview_button.isEnabled():
            CheckPreview(self, self.report, self._folder).ask()

    def save(self) -> None:
        """Ask for a file and write the result beside the window's thread."""
        from jixiao_desktop.gui.dialogs.check_output import choose_target

        if self.report is not None and self.save_button.isEnabled():
            target = choose_target(self, self.report, self._folder)
            if target is not None:
                self.save_as(target)

    def save_as(self, target: Path) -> None:
        """Write the result into a file and say where it lies."""
        from jixiao_desktop.gui.dialogs.check_output import saved

        assert self.report is not None
        job = Job(target.name, partial(saved, self.report, target))
        self.say("正在写文件…", "hint")
        self.saving = Work([job], self)
        self.saving.ended.connect(self._saved)
        self.saving.start()

    def _saved(self, _at: int, done: Done) -> None:
        if isinstance(done.result, str):
            self.say(done.result, "fine")
        else:
            self.say(done.trouble)

    def copy(self) -> None:
        """Put the whole list on the clipboard as text."""
        if self.report is None:
            return
        text = "\n".join([self.title.text(), *plain_lines(self.report)])
        QApplication.clipboard().setText(text + "\n")
        self.say("检查清单已复制，可粘贴到文档或消息里。", "fine")


def _head(project: ProjectChecked) -> str:
    source = f"（{project.file}）" if project.file else ""
    hints = project.verdict.hint
    also = f"，另有 {hints} 处提示" if hints else ""
    return f"{project.name}{source}　{project.verdict.sentence}{also}"


def _row(one: Found, *, follows: bool = False) -> Row:
    finding = one.finding
    group = group_of(finding)
    under = f"{sentence_of(finding)}{finding.fix}"
    explained = explained_words(finding)
    if explained:
        under += f"\n{explained}"
    tone = "fine" if group == EXPLAINED else TONES[finding.severity]
    chip, tone = ("由此引起", "quiet") if follows else (group, tone)
    return Row(finding.where, under, chip, tone, "", one)
