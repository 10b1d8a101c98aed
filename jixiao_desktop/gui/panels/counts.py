"""The cards over the task list: how many are ready, how much is to be mended, what is spent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from jixiao_desktop.domain.rates import show_rate
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.panels.progress import ProgressBar
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.overview import Standing, UnitView


class Count(Card):
    """One number with its word."""

    def __init__(self, title: str, unit: str, tone: str) -> None:
        super().__init__()
        self._title, self._tone = title, tone
        self.column.addWidget(label(title, "hint"))
        row = QHBoxLayout()
        row.setSpacing(px("step2"))
        self.figure = label("0", "figure", tone="quiet")
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        self.unit = label(unit, "strong", tone="quiet")
        row.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_count(self, count: int, unit: str = "") -> None:
        """Show a number, of something else where said; nothing is grey."""
        self.figure.setText(str(count))
        mark(self.figure, tone=self._tone if count else "quiet")
        self.unit.setText(unit or self.unit.text())
        self.setAccessibleName(f"{self._title} {count} {self.unit.text()}")


class Spending(Card):
    """How much of all initial budgets is spent, against the month."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("全部项目执行进度", "hint")
        self.bar = ProgressBar()
        self.sums = label("", "hint", wrap=True)
        for widget in (self.title, self.bar, self.sums):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_sums(self, projects: Sequence[Standing], view: UnitView) -> None:
        """Show the sums of all that say both figures; before the year, of the budgets alone."""
        initial = sum((one.initial for one in projects if one.initial is not None), Decimal(0))
        spent = sum((one.spent for one in projects if one.spent is not None), Decimal(0))
        due, share = view.due_share, spent / initial if initial else None
        whose = "部门整体" if view.whole else "全部项目"
        planned = not view.work.point
        at = f"（时点应达 {show_rate(due, 1)}）" if due is not None else ""
        self.title.setText(f"{whose}年初预算" if planned else f"{whose}执行进度{at}")
        words = f"已执行 {spent:.2f} 万元 / 年初预算 {initial:.2f} 万元 · {show_rate(share)}"
        blank = "填了预算数和执行数，这里显示进度"
        if planned:
            words, blank, share = f"合计 {initial:.2f} 万元", "填了年初预算数，这里显示合计", None
        self.bar.setVisible(not planned)
        self.sums.setText(words if initial else blank)
        self.bar.show_share(
            None if share is None else float(share), None if due is None else float(due), words
        )
