"""项目全年: goal, budget, July, December and score of one project on one screen."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import fixed
from jixiao_desktop.domain.rates import show_rate
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.panels.charts import Bars
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.whole_year import IndicatorYear, Money, YearView, year_of

MISSING = "—"
HEADS = ("指标", "年度指标值", "{window}", "年底", "完成率", "分值", "得分")
RIGHT = (2, 3, 4, 5, 6)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = (("↑↓", "选择指标"), ("Enter", "打开这项指标"), ("F5", "返回"), ("Esc", "返回"))
GAP = "\u2002"
"""Keeps the words of a cell off its edge, under those of the head."""
FEW = 4
"""Bars of indicators that are drawn: those that are furthest behind."""


class YearPage(QScrollArea):
    """Read only; Enter on an indicator leads to where it is filled."""

    jump = Signal(str)

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self.editing = editing
        self.view = year_of(editing)
        self.place = f"{self.view.name or '（还没有名称）'} › 项目全年"
        self.keys = KEYS
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("项目全年")
        inside = QWidget()
        mark(inside, role="plain")
        self.column = QVBoxLayout(inside)
        side = px("step4") * 2
        self.column.setContentsMargins(side, px("step4"), side, px("step4"))
        self.column.setSpacing(px("step3"))
        self._head()
        self._cards()
        self._charts()
        self.table = YearTable(self.view)
        self.table.chosen.connect(self._go)
        self.column.addWidget(self.table, 1)
        self.setWidget(inside)
        self.setFocusProxy(self.table)

    def _head(self) -> None:
        self.column.addWidget(label(f"{self.view.name or '（还没有名称）'} · 全年", "title"))
        goal = self.view.goal or "年度总体目标还没有填"
        self.column.addWidget(label(goal, "hint", wrap=True))

    def _cards(self) -> None:
        view, row = self.view, QHBoxLayout()
        row.setSpacing(px("step3"))
        light = view.july.light
        said = f"● {light.word}" if light.value != "none" else ""
        for card in (
            _card("年初预算数（万元）", _money(view.initial)),
            _card(f"{view.window}执行数（万元）", _money(view.july.spent),
                  f"执行率 {show_rate(view.july.rate)}　{said}".strip(), f"light-{light.value}"),
            _card("全年执行数（万元）", _money(view.december.spent),
                  f"执行率 {show_rate(view.december.rate)}"),
            _card("自评总分", _score(view.total), _graded(view.grade)),
            *([_card("评价得分", _score(view.evaluation), _graded(view.evaluation_grade))]
              if view.evaluation is not None else []),
        ):  # fmt: skip
            row.addWidget(card, 1)
        self.column.addLayout(row)

    def _charts(self) -> None:
        view = self.view
        card = Card()
        card.column.addWidget(label("预算执行（虚线：时点应达）", "strong"))
        self.bars = Bars("预算执行")
        self.bars.show_bars([
            _bar(view.window, view.july), _bar("全年", view.december),
        ])  # fmt: skip
        card.column.addWidget(self.bars)
        own = Card()
        known = [one for one in view.indicators if _share(one) is not None]
        lowest = sorted(known, key=lambda one: _share(one) or 0)[:FEW]
        shown = [one for one in known if one in lowest]
        title = f"指标完成率（最低的{FEW}项）" if len(known) > FEW else "指标完成率"
        own.column.addWidget(label(title, "strong"))
        self.completions = Bars("指标完成率")
        self.completions.show_bars([
            (one.name, _share(one), show_rate(_share(one)), None) for one in shown
        ])  # fmt: skip
        own.column.addWidget(self.completions)
        if not known:
            own.column.addWidget(label("填了指标值和完成情况，这里显示完成率", "hint"))
            self.completions.hide()
        row = QHBoxLayout()
        row.setSpacing(px("step3"))
        for one in (card, own):
            one.column.addStretch(1)
            row.addWidget(one, 1)
        self.column.addLayout(row)

    def _go(self, row: str) -> None:
        stages = [form.stage for form in self.editing.forms] or ["monitoring"]
        self.jump.emit(f"indicators.{row}.{stages[0]}.actual")


class YearTable(QTableView):
    """One line per indicator; Enter opens it."""

    chosen = Signal(str)

    def __init__(self, view: YearView) -> None:
        super().__init__()
        self.setAccessibleName("各项指标全年情况")
        self._rows = [one.row for one in view.indicators]
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels([head.format(window=view.window) for head in HEADS])
        for one in view.indicators:
            model.appendRow([_item(text, at) for at, text in enumerate(_texts(one))])
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px("control"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setFixedHeight(px("field"))
        for at in range(len(HEADS)):
            side = Qt.AlignmentFlag.AlignRight if at in RIGHT else Qt.AlignmentFlag.AlignLeft
            model.setHeaderData(
                at, Qt.Orientation.Horizontal, side | Qt.AlignmentFlag.AlignVCenter,
                Qt.ItemDataRole.TextAlignmentRole,
            )  # fmt: skip
        self.setMinimumHeight(px("field") * 5)
        self.doubleClicked.connect(self._open)
        if self._rows:
            self.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the indicator."""
        if event.key() in ENTER:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _texts(one: IndicatorYear) -> tuple[str, ...]:
    light = one.progress.light
    july = f"{one.july} ● {light.word}" if light.value != "none" else one.july
    score = _score(one.score) + ("（建议）" if one.proposed else "")
    return (
        one.name, one.target, july or MISSING, one.december or MISSING,
        show_rate(_share(one)), one.weight or MISSING, score,
    )  # fmt: skip


def _item(text: str, column: int) -> QStandardItem:
    item = QStandardItem(f"{GAP}{text}" if column not in RIGHT else f"{text}{GAP}")
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item


def _share(one: IndicatorYear) -> Decimal | None:
    """Return how far an indicator is: at the year's end, else in July."""
    return one.december_share if one.december else one.july_share


def _bar(words: str, money: Money) -> tuple[str, Decimal | None, str, Decimal | None]:
    said = f"{_money(money.spent)} / {_money(money.budget)}　{show_rate(money.rate)}"
    return words, money.rate, said, money.due


def _card(title: str, figure: str, under: str = "", tone: str = "") -> Card:
    card = Card()
    card.column.addWidget(label(title, "hint"))
    card.column.addWidget(label(figure, "figure"))
    card.column.addWidget(label(under, "hint", tone="" if tone.endswith("none") else tone))
    return card


def _money(value: Decimal | None) -> str:
    return MISSING if value is None else show_money(value)


def _graded(grade: str) -> str:
    return f"等级：{grade}" if grade else "得分未齐，还没有等级"


def _score(value: Decimal | None) -> str:
    return MISSING if value is None else fixed(value)
