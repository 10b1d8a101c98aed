"""What a paste would change, shown before it is done: was, will be, remark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.gui.theme import colour, mark, px
from jixiao_desktop.session.paste import Pasted

HEADS = ("位置", "现在", "粘贴后", "说明")
WIDE, HIGH = 24, 14


class PastePreview(QDialog):
    """Lists the cells of a paste; Enter pastes, Esc leaves everything as it is."""

    def __init__(self, pasted: Pasted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴前看一看")
        self.setSizeGripEnabled(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(px("step4"), px("step4"), px("step4"), px("step3"))
        box.setSpacing(px("step3"))
        box.addWidget(self._summary(pasted))
        self.table = self._table(pasted)
        box.addWidget(self.table, 1)
        if pasted.remarks:
            remarks = QLabel("\n".join(pasted.remarks))
            remarks.setWordWrap(True)
            mark(remarks, tone="explain")
            box.addWidget(remarks)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.go = self.buttons.addButton(pasted.name, role.AcceptRole)
        self.buttons.addButton("取消", role.RejectRole)
        mark(self.go, kind="primary")
        self.go.setDefault(True)
        self.go.setEnabled(bool(pasted.changes))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self).activated.connect(self.go.click)
        self.resize(px("field") * WIDE, px("field") * HIGH)
        self.go.setFocus()

    @staticmethod
    def _summary(pasted: Pasted) -> QLabel:
        changed = sum(not c.skipped and c.was != c.will for c in pasted.cells)
        skipped = sum(c.skipped for c in pasted.cells)
        words = f"剪贴板上有 {len(pasted.cells)} 格，其中 {changed} 格会改变"
        words += f"，{skipped} 格不粘贴（原因见说明）。" if skipped else "。"
        label = QLabel(words + "粘贴是一步，可用 Ctrl+Z 整个撤销。")
        label.setWordWrap(True)
        return label

    @staticmethod
    def _table(pasted: Pasted) -> QTableWidget:
        table = QTableWidget(len(pasted.cells), len(HEADS))
        table.setHorizontalHeaderLabels(list(HEADS))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.setAccessibleName("粘贴的各格")
        for row, cell in enumerate(pasted.cells):
            for column, text in enumerate((cell.where, cell.was, cell.will, cell.remark)):
                item = QTableWidgetItem(text)
                if cell.skipped:
                    item.setForeground(colour("faint"))
                elif column == 2 and cell.was != cell.will:
                    item.setForeground(colour("accent"))
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table


def confirm_paste(pasted: Pasted, parent: QWidget) -> bool:
    """Ask where many cells or locked ones are hit, or something is left out; else go ahead."""
    if not pasted.asks and not pasted.remarks:
        return bool(pasted.changes)
    dialog = PastePreview(pasted, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
