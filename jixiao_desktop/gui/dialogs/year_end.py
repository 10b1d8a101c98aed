"""带入监控数: what July says and what December has, line by line, with a tick for each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QHeaderView, QWidget

from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.last_year import FIELD, TAKE, CarryTable
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.carry import Carry
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.workspace import Problem
from jixiao_desktop.session.year_end import FromJuly, proposal, take

HEADS = ["带入", "字段", "监控时写的", "自评已填的"]
JULY, DECEMBER = 2, 3


def take_from_july(parent: QWidget | None, editing: Editing) -> int:
    """Let monitoring figures be taken into the self-evaluation; return how many were."""
    dialog = TakeFromJuly(parent, editing)
    return dialog.count if dialog.ask() else 0


class TakeFromJuly(Dialog):
    """The proposal as a table; what December already says cannot be ticked."""

    def __init__(self, parent: QWidget | None, editing: Editing) -> None:
        super().__init__(
            parent, "带入监控数",
            "监控时的执行数和完成情况作为自评的起点。带入后标作“待确认”，"
            "逐格核对，按 Enter 确认或改成全年的数；自评已填的不会改动。",
        )  # fmt: skip
        self.wide = WIDE
        self.editing, self.count = editing, 0
        self.fields = YearEndTable()
        self.column.addWidget(self.fields, 1)
        self.primary = self.add_answers("带入(&O)")
        found = proposal(editing)
        self.fields.show_places(found)
        self.fields.ticked.connect(self._say_count)
        self.primary.setEnabled(any(one.free for one in found))
        if not found:
            self.say("监控表里还没有可以带入的数。先填监控表，再来带入。", "quiet")
        elif not self.primary.isEnabled():
            self.say("自评各格都已填写，没有要带入的。", "quiet")
        else:
            self._say_count()
        self.fields.setFocus()

    def _say_count(self) -> None:
        self.primary.setText(f"带入{len(self.fields.taken())}处(&O)")

    def accept(self) -> None:
        """Carry the ticked places over as one step."""
        chosen = self.fields.taken()
        if not chosen:
            self.say("还没有打勾。选中一行，按空格打勾。")
            return
        try:
            self.count = take(self.editing, chosen)
        except Problem as problem:
            self.say(str(problem))
            return
        super().accept()


class YearEndTable(CarryTable):
    """Tick | field | July | December; a place that is filled has no tick."""

    def show_places(self, found: list[FromJuly]) -> None:
        """Show a proposal."""
        self.setAccessibleName("监控数与自评数")
        lines = [Carry(one.path, one.label, one.july, one.take) for one in found]
        self.show_fields(lines, {one.path for one in found if one.take})
        self._model.setHorizontalHeaderLabels(HEADS)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for at, one in enumerate(found):
            item = QStandardItem(one.december or "—")
            item.setFlags(flags)
            self._model.setItem(at, DECEMBER, item)
            if not one.free:
                self._model.item(at, TAKE).setEnabled(False)
        header = self.horizontalHeader()
        if found:
            header.setSectionResizeMode(JULY, QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(DECEMBER, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(FIELD, px("findings"))
            self.setColumnWidth(DECEMBER, px("steps"))

    def _toggle(self, rows: list[int]) -> None:
        super()._toggle([row for row in rows if self._model.item(row, TAKE).isEnabled()])
