"""What a paste would change, shown before it is done: was, will be, remark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import colour, px
from jixiao_desktop.session.paste import Pasted

HEADS = ("位置", "现在", "粘贴后", "说明")
SHARES = (9, 3, 4, 4)
"""How wide the columns are, in heights of a field."""
HIGH = 11


class PastePreview(Dialog):
    """Lists the cells of a paste; Enter pastes, Esc leaves everything as it is."""

    def __init__(self, pasted: Pasted, parent: QWidget | None = None) -> None:
        super().__init__(parent, "粘贴前看一看", summary(pasted))
        self.wide = WIDE
        self.table = self._table(pasted)
        self.column.addWidget(self.table, 1)
        if pasted.remarks:
            self.column.addWidget(label("\n".join(pasted.remarks), tone="explain", wrap=True))
        self.go = self.add_answers(pasted.name)
        self.go.setEnabled(bool(pasted.changes))
        self.go.setFocus()

    @staticmethod
    def _table(pasted: Pasted) -> QTableWidget:
        table = QTableWidget(len(pasted.cells), len(HEADS))
        table.setHorizontalHeaderLabels(list(HEADS))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setAccessibleName("粘贴的各格")
        table.setMinimumHeight(px("field") * HIGH)
        for row, cell in enumerate(pasted.cells):
            for column, text in enumerate((cell.where, cell.was, cell.will, cell.remark)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if cell.skipped:
                    item.setForeground(colour("faint"))
                elif column == 2 and cell.was != cell.will:
                    item.setForeground(colour("accent"))
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, share in enumerate(SHARES):
            table.setColumnWidth(column, px("field") * share)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        return table


def summary(pasted: Pasted) -> str:
    """Count what changes and what is left out, in one sentence each."""
    changed = sum(not cell.skipped and cell.was != cell.will for cell in pasted.cells)
    skipped = sum(cell.skipped for cell in pasted.cells)
    words = f"{pasted.name}，其中 {changed} 格会改变"
    words += f"；另有 {skipped} 格不粘贴，原因见说明。" if skipped else "。"
    return words + "粘贴是一步，可用 Ctrl+Z 整个撤销。"


def confirm_paste(pasted: Pasted, parent: QWidget) -> bool:
    """Ask where many cells or locked ones are hit, or something is left out; else go ahead."""
    if not pasted.asks and not pasted.remarks:
        return bool(pasted.changes)
    return PastePreview(pasted, parent).ask()
