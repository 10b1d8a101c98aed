"""检查收到的文件: files and folders checked without taking them in; the result to print or keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from jixiao_desktop.gui.dialogs.check_list import CheckList
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.dialogs.taking_files import TakingFiles
from jixiao_desktop.gui.dialogs.work import Done, Job, Work
from jixiao_desktop.session.check_report import CheckReport, UnitChecked, Unread, report_on
from jixiao_desktop.session.handed_in import ANYTHING, READABLE, Batch, files_of
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.workspace import Workspace

Ended = Callable[[int, Done], None]
Finished = Callable[[bool], None]
FILTER = f"能检查的文件 ({' '.join('*' + kind for kind in READABLE)})"
HINT = (
    "把单位交来的交换文件、填好的表（.xlsx、.docx、.xls）、Word 报告或文件夹拖进来，或写上位置。"
    "只检查，不读入；读不成的文件单列一行。"
)


def check_handed_in(
    parent: QWidget | None, workspace: Workspace, year: int, places: Sequence[Path] = ()
) -> None:
    """Let files be checked that somebody handed in; ``year`` serves where a file names none."""
    dialog = HandedIn(parent, workspace, year)
    dialog.add_places(places)
    dialog.ask()


class HandedIn(TakingFiles):
    """A line for a file or folder, one row per file, then the result as a list."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, year: int) -> None:
        rows = Rows("收到的文件", enter_chooses=True)
        super().__init__(parent, "检查收到的文件", HINT, rows=rows, kinds=FILTER)
        self.workspace, self._year = workspace, year
        self.batch = Batch()
        self._files: dict[int, Path] = {}
        self._parts: dict[int, list[UnitChecked]] = {}
        self._unread: dict[int, Unread] = {}
        self._notes: list[str] = []
        self._add_folder_button()
        hint = "写上位置按 Enter；写文件夹就检查里面（连同下级文件夹）所有能读的文件。"
        self.lay_out(hint, "看检查结果(&O)…")
        self.rows.chosen.connect(lambda _thing: self.accept())

    def _add_folder_button(self) -> None:
        row = self.place.layout()
        assert row is not None
        self.folder_button = QPushButton("文件夹(&D)…")
        self.folder_button.setAutoDefault(True)
        self.folder_button.clicked.connect(self._browse_folder)
        row.addWidget(self.folder_button)

    # ---- choosing ----

    def _browse_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择文件夹")
        if chosen:
            self.add_places([Path(chosen)])

    def add_places(self, places: Sequence[Path]) -> None:
        """Check files, and every readable file of folders."""
        self.say("")
        for file in files_of(places):
            if isinstance(file, Problem):
                self.say(str(file))
            elif file not in self._known:
                self._known.add(file)
                number = self.rows.add(Row(file.name, "等着检查…", "等待", "quiet"))
                self._waiting.append((number, file))
        if self.work is None or not self.work.running:
            self._run()

    # ---- reading, then checking ----

    def _run(self) -> None:
        """Read what waits; when all is read, each file is checked against all the others."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        catalog, year = self.workspace.catalog, self._year
        self._files = dict(waiting)
        self._begin(
            {number: partial(self.batch.read, file, catalog, ANYTHING, year)
             for number, file in waiting},
            self._was_read, self._all_read,
        )  # fmt: skip

    def _begin(
        self, jobs: Mapping[int, Callable[[], object]], ended: Ended, finished: Finished
    ) -> None:
        self._numbers = list(jobs)
        self.primary.setEnabled(False)
        self.leave.setText("停下")
        self.bar.setRange(0, len(jobs))
        self.bar.setValue(0)
        self.bar.setVisible(len(jobs) > 1)
        self.work = Work([Job(self._files[n].name, do) for n, do in jobs.items()], self)
        self.work.ended.connect(lambda at, _done: self.bar.setValue(at + 1))
        self.work.ended.connect(lambda at, done: ended(self._numbers[at], done))
        self.work.finished.connect(finished)
        self.work.start()

    def _was_read(self, number: int, done: Done) -> None:
        if done.trouble:
            self._fail(number, done)
        else:
            self.rows.put(number, Row(done.words, "已读，正在检查…", "等待", "quiet"))

    def _fail(self, number: int, done: Done) -> None:
        self._unread[number] = Unread(done.words, done.trouble)
        self.rows.put(number, Row(done.words, done.trouble, "没有读成", "must-fix", thing=number))

    def _all_read(self, whole: bool) -> None:
        read = {number: file for number, file in self._files.items() if file in self.batch.files}
        if not whole:
            self._stopped([number for number in self._files if number not in self._unread])
        elif read:
            jobs = {number: partial(self.batch.units, file) for number, file in read.items()}
            self._begin(jobs, self._was_checked, self._all_checked)
        else:
            self._all_checked(True)

    def _was_checked(self, number: int, done: Done) -> None:
        if isinstance(done.result, list):
            self._parts[number] = done.result
            self._notes += self.batch.notes(self._files[number])
            self.rows.put(number, _file_row(done.words, done.result, number))
        else:
            self._fail(number, done)

    def _all_checked(self, whole: bool) -> None:
        if not whole:
            self._stopped(self._numbers[self.bar.value() :])
        elif self._waiting:
            self._run()
        else:
            self._show_end(f"{self.report.sentence}。{self.report.scope}", _tone(self.report))

    def _stopped(self, numbers: Sequence[int]) -> None:
        self._leave_out(numbers)
        self._show_end(f"已停下，还有{len(numbers)}个文件没有检查。", "explain")

    def _show_end(self, words: str, tone: str) -> None:
        self.bar.hide()
        self.leave.setText("关闭")
        self.say(words, tone)
        done = bool(self._parts or self._unread)
        self.primary.setEnabled(done)
        if done:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def _leave_out(self, numbers: Sequence[int]) -> None:
        titles = self.rows.titles()
        for number in numbers:
            self.rows.put(number, Row(titles[number], "没有检查。", "停下", "quiet"))

    @property
    def report(self) -> CheckReport:
        """Return what was found so far, file by file in the order they came."""
        parts = (part for number in sorted(self._parts) for part in self._parts[number])
        unread = (self._unread[number] for number in sorted(self._unread))
        return report_on(parts, unread, self._notes)

    # ---- leaving ----

    def accept(self) -> None:
        """Show the result as a list, to be printed or kept; the files stay listed."""
        if self.work is not None and not self.work.running and self.primary.isEnabled():
            HandedInResult(self, self.report, self.workspace.path.parent).ask()

    def reject(self) -> None:
        """Stop what is running; else leave."""
        if self.work is not None and self.work.running:
            self.work.stop()
            self._leave_out([number for number, _file in self._waiting])
            self._waiting = []
        else:
            super().reject()


class HandedInResult(CheckList):
    """The findings of all files handed in."""

    def __init__(self, parent: QWidget | None, report: CheckReport, folder: Path) -> None:
        how = "按 F1 看一条意见的说明和例子；可以打印，或存成 Excel、Word、PDF 发回单位。"
        hint = f"{report.scope}{how}"
        super().__init__(parent, f"检查结果：{report.sentence}", hint, folder)
        self.primary = self.add_answers("关闭", "")
        self.rows.chosen.connect(lambda _thing: self.show_rule())
        self.show_report(report)
        self.rows.setFocus()


def _file_row(name: str, parts: Sequence[UnitChecked], number: int) -> Row:
    report = report_on(parts)
    said = [
        f"{unit.name}　{one.name}：{one.verdict.sentence}"
        for unit in parts
        for one in unit.projects
    ]
    under = "\n".join(said) or report.sentence
    chip, tone = "可以上报" if report.ready else "要改", _tone(report)
    if not report.projects:
        chip, tone = "没有项目", "quiet"
    return Row(name, under, chip, tone, thing=number)


def _tone(report: CheckReport) -> str:
    if report.ready:
        return "fine"
    return "must-fix" if report.verdict.must_fix or report.unread else "explain"
