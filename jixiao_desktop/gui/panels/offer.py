"""An offer at the head of a page: what could be taken along, with the key that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from jixiao_desktop.gui.keys import KeyButton
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.theme import mark, px

WORDS = (
    "监控时填过 {count} 处，可以作自评的起点。带入的标作“待确认”，"
    "逐格按 Enter 确认，或改成全年的数；不合适的按 Ctrl+Z 整个撤销。"
)


class JulyOffer(Card):
    """监控数 → 自评: taken with one key, chosen one by one, or declined for good."""

    asked = Signal(str)
    """take, choose or decline."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, tone="offer")
        self.words = label(WORDS.format(count=count), "sentence", wrap=True)
        self.column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(px("step2"))
        take = KeyButton(f"带入{count}处", "Ctrl+M")
        mark(take, kind="primary")
        choose, decline = QPushButton("逐项选…"), QPushButton("不带入")
        for button, name in ((take, "take"), (choose, "choose"), (decline, "decline")):
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setAccessibleName(self.words.text())
