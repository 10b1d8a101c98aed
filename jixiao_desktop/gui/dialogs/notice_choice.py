"""Choosing the notice of a unit's year, and importing one from a folder or a USB stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.dialogs.starting import day_words, notice_words
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.session.works import choose
from jixiao_desktop.session.workspace import Problem, Workspace


def choose_notice(parent: QWidget | None, workspace: Workspace, unit_id: str) -> bool:
    """Let a notice be chosen; True when one was: headings and dates follow it at once."""
    return ChooseNotice(parent, workspace, unit_id).ask()


class ChooseNotice(Dialog):
    """All notices with area, title, time point and due date; the chosen one's forms below."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unit_id: str) -> None:
        super().__init__(
            parent, "选用通知",
            "通知定下要填哪些表、监控时点、截止日期和表头。换通知不改已填的内容。",
        )  # fmt: skip
        self.wide = WIDE
        self.workspace, self.unit_id = workspace, unit_id
        self.year = workspace.edit_unit(unit_id).year
        self.rows = Rows("通知")
        self.column.addWidget(self.rows, 1)
        card = Card()
        self.asks = label("", "hint", wrap=True)
        card.column.addWidget(self.asks)
        self.column.addWidget(card)
        self.add_button("导入通知(&I)…", self._browse, left=True)
        self.add_answers("选用(&O)")
        self.rows.chosen.connect(self.accept)
        self.rows.selectionModel().currentChanged.connect(self._show_chosen)
        self._fill(workspace.edit_unit(unit_id).notice.id)
        self.rows.setFocus()

    def _fill(self, chosen: str) -> None:
        self.rows.clear()
        catalog = self.workspace.catalog
        now = self.workspace.edit_unit(self.unit_id).notice.id
        found = [catalog.notice(one.id, self.year) for one in catalog.notices()]
        found.sort(key=lambda one: (one.year != self.year, one.any_year, -one.year))
        for notice in found:
            self.rows.add(self._row(notice, in_force=notice.id == now))
        self.rows.choose(chosen)
        self._show_chosen()

    def _row(self, notice: Notice, in_force: bool) -> Row:
        points = "、".join(day_words(day) for _, day in notice.as_of[:1])
        dates = f"时点 {points or '没有写'}　·　截止 {day_words(notice.due)}"
        under = f"{notice.area or '未写地区'}　·　{dates}"
        side = "通用" if notice.any_year else f"{notice.year}年"
        chip = "现用" if in_force else ""
        return Row(notice.title, under, chip, "fine", side, notice.id)

    def _show_chosen(self) -> None:
        thing = self.rows.thing
        if isinstance(thing, str):
            notice = self.workspace.catalog.notice(thing, self.year)
            lines = notice_words(self.workspace.catalog, notice)
            if notice.year != self.year:
                lines.append(f"注意：这是{notice.year}年的通知，本单位填的是{self.year}年度。")
            self.asks.setText("\n".join(lines))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择装着通知的文件夹（可在U盘上）")
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, folder: Path) -> None:
        """Import the notices of a folder and choose the first; say what was or was not done."""
        from jixiao_desktop.session.notice_box import bring_in

        try:
            made = bring_in(self.workspace, folder)
        except Problem as problem:
            self.say(str(problem))
            return
        self._fill(made[0].id)
        self.say(f"已导入{len(made)}份通知：{made[0].title}。按“选用”开始使用。", "fine")
        self.rows.setFocus()

    def accept(self) -> None:
        """Lay the chosen notice over the unit's forms."""
        thing = self.rows.thing
        if not isinstance(thing, str):
            return
        try:
            choose(self.workspace, self.unit_id, thing)
        except Problem as problem:
            self.say(str(problem))
            return
        super().accept()
