"""项目全年: goal, budget, July, December and score of one project on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
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
from jixiao_desktop.gui.panels.tiles import Tiles
from jixiao_desktop.gui.theme import colour, mark, px
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.whole_year import IndicatorYear, Money, YearView, year_of

MISSING = "—"
HEADS = ("指标", "年度指标值", "{window}", "年底", "完成率", "分值", "得分")
JULY = HEADS.index("{window}")
RIGHT = (2, 3, 4, 5, 6)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = (("↑↓", "选择指标"), ("Enter", "打开这项指标"), ("F5", "返回"), ("Esc", "返回"))
GAP = "\u2002"
"""Keeps the words of a cell off its edge, under those of the head."""
FEW = 4
"""Bars of indicators that are drawn: those that are furthest behind."""
TOLD = 2
"""Indicators without a bar that are told beside the bars; the table below has them all."""


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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab leads to the bars first, then the table

    def _head(self) -> None:
        self.column.addWidget(label(f"{self.view.name or '（还没有名称）'} · 全年", "title"))
        goal = self.view.goal or "年度总体目标还没有填"
        self.column.addWidget(label(goal, "hint", wrap=True))

    def _cards(self) -> None:
        view = self.view
        light = view.july.light
        said = f"● {light.word}" if light.value != "none" else ""
        self.cards = Tiles([
            _card("年初预算数（万元）", _money(view.initial)),
            _card(f"{view.window}执行数（万元）", _money(view.july.spent),
                  f"执行率 {show_rate(view.july.rate)}　{said}".strip(), f"light-{light.value}"),
            _card("全年执行数（万元）", _money(view.december.spent),
                  f"执行率 {show_rate(view.december.rate)}"),
            _card("自评总分", _score(view.total), _graded(view.grade)),
            *([_card("评价得分", _score(view.evaluation), _graded(view.evaluation_grade))]
              if view.evaluation is not None else []),
        ])  # fmt: skip
        self.column.addWidget(self.cards)

    def _charts(self) -> None:
        view = self.view
        asked = view.july.spent is not None or view.december.spent is None
        card = Card()
        line = due_words(view.window, [view.july.due if asked else None])
        head = f"预算执行（{line}）" if line else "预算执行"
        card.column.addWidget(label(head, "strong"))
        self.bars = Bars("预算执行")
        more = [_bar(name, money) for name, money in view.sources[: FEW - 2]]
        totals = [_bar(view.window, view.july)] if asked else []
        totals.append(_bar("全年", view.december))
        self.bars.show_bars([*totals, *more], line)
        card.column.addWidget(self.bars)
        own = Card()
        known = [one for one in view.indicators if one.share is not None and not one.limit]
        lowest = sorted(known, key=lambda one: one.share or 0)[:FEW]
        shown = [one for one in known if one in lowest]
        title = f"指标完成率（最低的{FEW}项）" if len(known) > FEW else "指标完成率"
        own.column.addWidget(label(title, "strong"))
        self.completions = Bars("指标完成率")
        self.completions.show_bars([
            (one.name, one.share, show_rate(one.share), one.due) for one in shown
        ], due_words(view.window, [one.due for one in shown]))  # fmt: skip
        own.column.addWidget(self.completions)
        others = [_in_words(one) for one in view.indicators if one not in known and _reached(one)]
        if others and known:
            count = f"等{len(others)}项" if len(others) > TOLD else ""
            words = f"不画柱的指标：{'；'.join(others[:TOLD])}{count}"
            own.column.addWidget(label(words, "hint", wrap=True))
        if not known:
            own.column.addWidget(label("填了指标值和完成情况，这里显示完成率", "hint"))
            self.completions.hide()
        for one in (card, own):
            one.column.addStretch(1)
        self.pictures = Tiles([card, own])
        self.column.addWidget(self.pictures)

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
            items = [_item(text, at) for at, text in enumerate(_texts(one))]
            light = one.progress.light
            if light.value != "none":
                items[JULY].setForeground(colour(f"light-{light.value}"))
            model.appendRow(items)
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
        show_rate(one.share), one.weight or MISSING, score,
    )  # fmt: skip


def _item(text: str, column: int) -> QStandardItem:
    item = QStandardItem(f"{GAP}{text}" if column not in RIGHT else f"{text}{GAP}")
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item


def due_words(window: str, dues: Sequence[Decimal | None]) -> str:
    """Say what the dashed line is: 虚线是1-7月应达58.33%; "" where there is none."""
    due = next((one for one in dues if one is not None), None)
    return "" if due is None else f"虚线是{window}应达{show_rate(due)}"


def _reached(one: IndicatorYear) -> str:
    return one.december or one.july


def _in_words(one: IndicatorYear) -> str:
    """Say what no bar can tell: words, dates and limits."""
    return f"{one.name} {_reached(one)}（目标{one.target}）"


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
