"""从文件读入: exchange files and filled official forms, looked into first, then taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.dialogs.taking_files import TakingFiles
from jixiao_desktop.gui.dialogs.work import Done, Job, Work
from jixiao_desktop.session.incoming import KINDS, Incoming, files_in, look_into
from jixiao_desktop.session.workspace import Problem, Workspace

FILTER = f"能读的文件 ({' '.join('*' + kind for kind in KINDS)})"
HINT = (
    "可读交换文件（.json）和填好的官方表（.xlsx、.docx、.xls）。"
    "先看读懂了什么，再按“读入”；已有的项目会更新，读入前自动备份。"
)


def read_files(
    parent: QWidget | None, workspace: Workspace, places: Sequence[Path] = (), unit_id: str = ""
) -> bool:
    """Let files be read and taken in; True when anything was taken in."""
    dialog = ReadFiles(parent, workspace, unit_id)
    dialog.add_places(places)
    dialog.ask()
    return dialog.taken > 0


class ReadFiles(TakingFiles):
    """A line for a file or folder, the list of what each holds, then what each did."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unit_id: str = "") -> None:
        super().__init__(parent, "从文件读入", HINT, rows=Rows("读到的文件"), kinds=FILTER)
        self.workspace = workspace
        self.taken = 0
        self.year = workspace.edit_unit(unit_id).year if unit_id else date.today().year
        self._found: dict[int, Incoming] = {}
        self.lay_out("写上位置按 Enter；写文件夹就读里面所有能读的文件。", "读入(&O)")

    # ---- choosing ----

    def add_places(self, places: Sequence[Path]) -> None:
        """Look into files, and into every readable file of folders."""
        for place in places:
            self.add_place(place)

    def add_place(self, place: Path) -> None:
        """Look into a file, or into every readable file of a folder."""
        try:
            files = files_in(place)
        except Problem as problem:
            self.say(str(problem))
            return
        self.say("")
        for file in files:
            if file not in self._known:
                self._known.add(file)
                number = self.rows.add(Row(file.name, "正在读…", "等待", "quiet"))
                self._waiting.append((number, file))
        if self.work is None or not self.work.running:
            self._look()

    # ---- looking ----

    def _look(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        catalog, year = self.workspace.catalog, self.year
        jobs = [Job(file.name, partial(look_into, file, catalog, year)) for _, file in waiting]
        self._numbers = [number for number, _ in waiting]
        self._run(jobs, self._looked, self._all_looked)

    def _looked(self, at: int, done: Done) -> None:
        number = self._numbers[at]
        if isinstance(done.result, Incoming):
            found = done.result
            self._found[number] = found
            doubtful = bool(found.notes)
            chip, tone = ("有疑问", "explain") if doubtful else ("读懂", "fine")
            under = "\n".join([found.sentence, *found.notes])
            self.rows.put(number, Row(done.words, under, chip, tone, thing=number))
        else:
            self.rows.put(number, Row(done.words, done.trouble, "没读懂", "must-fix"))

    def _all_looked(self, _whole: bool) -> None:
        if self._waiting:
            self._look()
            return
        self.primary.setEnabled(bool(self._found))
        if self._found:
            self.primary.setText(f"读入{len(self._found)}个文件(&O)")
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    # ---- taking in ----

    def accept(self) -> None:
        """Take the files in; afterwards, close."""
        if self.work is not None and self.work.running:
            return
        if self._found:
            self._take_in()
        elif self.taken:
            super().accept()

    def _take_in(self) -> None:
        found, self._found = self._found, {}
        self._numbers = list(found)
        jobs = [Job(one.path.name, partial(self._import, one), here=True) for one in found.values()]
        self._run(jobs, self._took, self._all_taken)

    def _import(self, one: Incoming) -> tuple[str, ...]:
        reports = [self.workspace.import_exchange(data) for data in one.parts]
        doubts = [doubt for report in reports for doubt in report.doubts]
        return ("".join(report.sentence for report in reports), *doubts)

    def _took(self, at: int, done: Done) -> None:
        number = self._numbers[at]
        if isinstance(done.result, tuple):
            self.taken += 1
            chip, tone = ("已读入", "fine")
            if len(done.result) > 1:
                chip, tone = "已读入，有疑问", "explain"
            self.rows.put(number, Row(done.words, "\n".join(done.result), chip, tone))
        else:
            self.rows.put(number, Row(done.words, done.trouble, "没有读入", "must-fix"))

    def _all_taken(self, whole: bool) -> None:
        self.primary.setText("完成(&O)")
        self.primary.setEnabled(True)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        rest = "" if whole else "其余的没有读入。"
        self.say(f"已读入{self.taken}个文件。{rest}", "fine")

    # ---- work ----

    def _run(self, jobs: list[Job], ended: object, finished: object) -> None:
        self.primary.setEnabled(False)
        self.leave.setText("停下")
        self.bar.setRange(0, len(jobs))
        self.bar.setValue(0)
        self.bar.setVisible(len(jobs) > 1)
        work = Work(jobs, self)
        work.ended.connect(lambda at, _done: self.bar.setValue(at + 1))
        work.ended.connect(ended)
        work.finished.connect(self._ran)
        work.finished.connect(finished)
        self.work = work
        work.start()

    def _ran(self, _whole: bool) -> None:
        self.bar.hide()
        self.leave.setText("关闭")

    def reject(self) -> None:
        """Stop what is running; else leave."""
        if self.work is not None and self.work.running:
            self.work.stop()
            self._waiting = []
        else:
            super().reject()
