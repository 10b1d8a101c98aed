"""全部导出: every project, every form, the chosen formats, into one folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QRadioButton, QWidget

from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog, PlaceLine
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.dialogs.work import Done, Job, Work
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import px
from jixiao_desktop.paper.fonts import register
from jixiao_desktop.session.outgoing import FORMATS, Names, Outgoing, all_files
from jixiao_desktop.session.output import OutputReport
from jixiao_desktop.session.workspace import Problem, Workspace

FOLDER = "export.folder"
CHOSEN = "export.formats"
DEFAULT_FOLDER = "导出"


def export_all(parent: QWidget | None, workspace: Workspace, unit_id: str) -> tuple[Path, ...]:
    """Let all forms of a unit's year be exported; return the files written."""
    dialog = ExportAll(parent, workspace, unit_id)
    dialog.ask()
    return tuple(dialog.written)


class ExportAll(Dialog):
    """Folder, formats, what to do with files that are there; then one line per file."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unit_id: str) -> None:
        super().__init__(
            parent, "全部导出",
            "所有项目、通知要求的每张表和报告都写进一个文件夹，文件名前面是项目序号；"
            "每个文件写完读回来逐项核对。检查结果不影响导出。",
        )  # fmt: skip
        self.wide = WIDE
        self.workspace, self.unit_id = workspace, unit_id
        self.written: list[Path] = []
        self._files: list[Outgoing] = []
        self._faults: list[int] = []
        self.work: Work | None = None
        kept = workspace.setting(FOLDER) or str(workspace.path.parent / DEFAULT_FOLDER)
        self.place = PlaceLine(kept)
        self.field("导出到(&D)", self.place)
        self._add_formats(workspace.setting(CHOSEN, "xlsx docx pdf").split())
        self._add_same_names()
        self._add_options()
        self.rows = Rows("导出的文件")
        self.rows.hide()
        self.column.addWidget(self.rows, 1)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("进度")
        self.bar.hide()
        self.column.addWidget(self.bar)
        self.column.addStretch(0)
        self.folder_button = self.add_button("打开文件夹(&F)", self._open_folder, left=True)
        self.folder_button.hide()
        self.primary = self.add_answers("开始导出(&O)", "关闭")
        self.follow_focus()
        self.place.line.setFocus()

    def _add_formats(self, chosen: list[str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(px("step4"))
        self.formats: dict[str, QCheckBox] = {}
        for number, (fmt, words) in enumerate(FORMATS.items(), 1):
            box = QCheckBox(f"{words}(&{number})")
            box.setChecked(fmt in chosen)
            self.formats[fmt] = box
            row.addWidget(box)
        row.addStretch(1)
        self.column.addWidget(label("格式", "hint"))
        self.column.addLayout(row)

    def _add_same_names(self) -> None:
        self.column.addWidget(label("文件夹里已有同名文件时", "hint"))
        row = QHBoxLayout()
        row.setSpacing(px("step4"))
        self.keep_both = QRadioButton("两份都留，新的加编号(&K)")
        self.replace = QRadioButton("用新的换掉旧的(&R)")
        self.keep_both.setChecked(True)
        for button in (self.keep_both, self.replace):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_options(self) -> None:
        """Offer charts, and the other units of the same year where there are any."""
        year = next(one.year for one in self.workspace.units() if one.id == self.unit_id)
        self._units = [one.id for one in self.workspace.units(year)]
        self.charts = QCheckBox("报告里加图表(&T)")
        self.charts.setChecked(self.workspace.charts)
        self.every_unit = QCheckBox(f"{year}年的全部{len(self._units)}个单位(&U)")
        row = QHBoxLayout()
        row.setSpacing(px("step4"))
        for box in (self.charts, self.every_unit):
            row.addWidget(box)
        row.addStretch(1)
        self.column.addLayout(row)
        if len(self._units) < 2:
            self.every_unit.hide()

    # ---- writing ----

    def accept(self) -> None:
        """Begin; when all is written, close."""
        if self.work is not None and self.work.running:
            return
        if self.work is not None:
            super().accept()
            return
        formats = [fmt for fmt, box in self.formats.items() if box.isChecked()]
        if not formats:
            self.say("还没有选格式。至少在一种格式前打勾。")
            self.formats["xlsx"].setFocus()
            return
        if not self.place.line.text().strip():
            self.say("还没有写导出到哪个文件夹。写上位置，或按“浏览”选。")
            self.place.line.setFocus()
            return
        try:
            self.workspace.use_charts(self.charts.isChecked())
            names = Names(self.place.place, keep=self.keep_both.isChecked())
            units = self._units if self.every_unit.isChecked() else [self.unit_id]
            self._files = all_files(self.workspace, units, formats, names)
        except Problem as problem:
            self.say(str(problem))
            return
        if not self._files:
            self.say("没有可以导出的表。先新建项目，或选用一份有表的通知。")
            return
        self._remember(formats)
        self._start()

    def _remember(self, formats: list[str]) -> None:
        try:
            self.workspace.set_setting(FOLDER, self.place.line.text().strip())
            self.workspace.set_setting(CHOSEN, " ".join(formats))
        except Problem:
            return  # what cannot be remembered is asked for again

    def _start(self) -> None:
        waiting = [Row(f.words, "等待写出", "等待", "quiet", f.project) for f in self._files]
        self.rows.add_all(waiting)
        self._show_running(True)
        register()  # a page is drawn beside the window, its fonts are made known here
        jobs = [Job(one.words, one.write, ready=one.ready) for one in self._files]
        self.bar.setRange(0, len(jobs))
        self.work = Work(jobs, self)
        self.work.began.connect(self._began)
        self.work.ended.connect(self._ended)
        self.work.finished.connect(self._finished)
        self.work.start()

    def _show_running(self, running: bool) -> None:
        choices = (*self.formats.values(), self.keep_both, self.replace, self.charts)
        for widget in (self.place, *choices, self.every_unit):
            widget.setEnabled(not running and self.work is None)
        self.rows.show()
        self.bar.setVisible(running)
        self.primary.setEnabled(not running)
        self.leave.setText("停下" if running else "关闭")
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say("")
        self.fit()

    def _began(self, at: int, _words: str) -> None:
        one = self._files[at]
        self.rows.put(at, Row(one.words, "正在写出并核对…", "正在写", "accent", one.project))
        self.rows.scrollTo(self.rows.model().index(at, 0))

    def _ended(self, at: int, done: Done) -> None:
        one = self._files[at]
        self.bar.setValue(at + 1)
        if isinstance(done.result, OutputReport):
            self.written.append(done.result.path)
            said = done.result.sentence.removesuffix(f"：{one.words}")
            if one.replaces:
                said += "（换下了同名的旧文件）"
            notes = "\n".join((said, *done.result.notes))
            self.rows.put(at, Row(one.words, notes, "已导出", "fine", one.project))
        else:
            self.rows.put(at, Row(one.words, done.trouble, "没有导出", "must-fix", one.project))
            self._faults.append(at)

    def _finished(self, whole: bool) -> None:
        self._show_running(False)
        failed = len(self._faults)
        if failed:  # the first reason is in sight
            self.rows.setCurrentIndex(self.rows.model().index(self._faults[0], 0))
        where = f"到“{self.place.place}”"
        said = f"已导出{len(self.written)}个文件{where}，全部读回核对一致。"
        if failed:
            said = f"已导出{len(self.written)}个文件{where}，{failed}个没有导出，原因写在各行。"
        if not whole:
            said += "其余的没有导出。"
        self.say(said, "fine" if whole and not failed else "explain")
        self.primary.setText("完成(&O)")
        self.folder_button.setVisible(bool(self.written))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.place.place)))

    def reject(self) -> None:
        """Stop after the file in hand; else leave."""
        if self.work is not None and self.work.running:
            self.work.stop()
            self.say("正在停下，手上这个文件写完就停。", "quiet")
        else:
            super().reject()
