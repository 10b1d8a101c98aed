"""Copies of the data file: what there is, one more onto a USB stick, and back to an older one."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jixiao_desktop.gui.dialogs.frame import MEDIUM, Dialog, confirm
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.session.workspace import Problem, Workspace

KIND = "数据文件 (*.jixiao)"
KIB = 1024


def backups(parent: QWidget | None, workspace: Workspace) -> bool:
    """Show the copies; True when one was put back, so that everything shown must be shown anew."""
    dialog = Backups(parent, workspace)
    dialog.ask()
    return dialog.restored


def size_words(size: int) -> str:
    """Write a file's size as people read it."""
    return f"{size / KIB / KIB:.1f} 兆" if size >= KIB * KIB else f"{max(1, size // KIB)} KB"


def when_words(at: datetime, today: date) -> str:
    """Write a time: today's by its clock, others with their day."""
    if at.date() == today:
        return f"今天 {at:%H:%M:%S}"
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


class Backups(Dialog):
    """The list with date, size and reason."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(
            parent, "备份与恢复",
            "程序在首次改动前和每次导入、带入前自动备份，放在数据文件旁边的“备份”文件夹里。"
            "再往U盘上备一份，电脑坏了也找得回来。",
        )  # fmt: skip
        self.wide = MEDIUM
        self.workspace = workspace
        self.restored = False
        self.rows = Rows("备份")
        self.column.addWidget(self.rows, 1)
        self.add_button("备份到(&U)…", self._choose_folder, left=True)
        self.add_button("从文件恢复(&F)…", self._choose_file, left=True)
        self.back = self.add_button("恢复到这一份(&R)…", self._restore_chosen)
        self.add_answers("关闭(&O)", "")
        self._fill()
        self.rows.setFocus()

    def _fill(self) -> None:
        self.rows.clear()
        today = date.today()
        for copy in self.workspace.backups():
            try:
                size = size_words(copy.path.stat().st_size)
            except OSError:
                continue
            row = Row(when_words(copy.at, today), copy.reason, side=size, thing=copy.path)
            self.rows.add(row)
        self.back.setEnabled(self.rows.count > 0)
        if not self.rows.count:
            self.say("还没有备份。现在就按“备份到”往U盘上备一份。", "quiet")

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹（可选U盘）")
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, folder: Path) -> None:
        """Write a verified copy into a folder and say so."""
        from jixiao_desktop.session.copies import copy_out

        try:
            made = copy_out(self.workspace, folder)
        except Problem as problem:
            self.say(str(problem))
            return
        self._fill()
        self.say(f"已备份并核对：{made}", "fine")

    def _restore_chosen(self) -> None:
        thing = self.rows.thing
        if isinstance(thing, Path):
            self.restore(thing)

    def _choose_file(self) -> None:
        chosen = QFileDialog.getOpenFileName(self, "从哪份备份恢复", "", KIND)[0]
        if chosen:
            self.restore(Path(chosen))

    def restore(self, source: Path) -> None:
        """Put a copy back after asking; the replaced file is kept and named."""
        sentence = (
            f"将用“{source.name}”换下现在的数据。这份备份之后填的内容不在其中；"
            "现在的数据文件会另存一份，不会丢。"
        )
        if not confirm(self, "恢复这份备份？", sentence, "恢复(&R)"):
            return
        try:
            kept = self.workspace.restore(source)
        except Problem as problem:
            self.say(str(problem))
            return
        self.restored = True
        self._fill()
        self.say(f"已恢复。换下的数据留作：{kept.name}", "fine")
