"""Fund rows: parts and totals, revised budgets, money received."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.funds import SOURCES, fund_path
from jixiao_desktop.domain.money import read_money, show_money
from jixiao_desktop.domain.numbers import is_dash
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example

EVERY_COLUMN = ("budget", "monitoring.budget", "self_evaluation.budget", "midterm.budget")


def unreadable(dossier: Dossier, path: str) -> bool:
    """Tell whether a money cell holds a text that is no amount (its own finding says so)."""
    text = dossier.text(path)
    return bool(text.strip()) and not is_dash(text) and read_money(text) is None


def parts_of(dossier: Dossier, parent: str, column: str) -> tuple[str, ...]:
    """Give the paths of the amounts that a parent's sum is made of, as far as filled."""
    made: list[str] = []
    for child in funds.CHILDREN[parent]:
        path = fund_path(child, column)
        if dossier.filled(path):
            made.append(path)
        elif child in funds.CHILDREN:
            made.extend(parts_of(dossier, child, column))
    return tuple(made)


def cells(dossier: Dossier, source: str, column: str) -> tuple[str, ...]:
    """Give the cells that really hold an amount: the source's own, else those it is made of."""
    column = "initial" if column == "budget" else column
    path = fund_path(source, column)
    if dossier.filled(path) or source not in funds.CHILDREN:
        return (path,)
    return parts_of(dossier, source, column) or (path,)


def short_of_parts(dossier: Dossier, parent: str, column: str, gap: Decimal) -> bool:
    """Tell whether the missing money may lie in parts that nobody filled in."""
    if gap < 0:
        return False
    first = funds.CHILDREN[parent][0]
    return funds.amount(dossier, first, column) is None


@rule(
    "budget.parts",
    title="资金各来源之和",
    severity=Severity.MUST_FIX,
    reads=EVERY_COLUMN,
    message="{where}填{total}万元，所含各来源合计{parts}万元，相差{gap}万元。",
    fix="核对批复文件或账目，改总额或改各来源；各来源无误的，总额应为{parts}万元。",
    basis=WITHIN,
    failing=(
        Example(
            "总额100万元，一般公共预算80万元，其他资金10万元",
            {
                "budget.total.initial": "100",
                "budget.general_public.initial": "80",
                "budget.other.initial": "10",
            },
            "budget.total.initial",
        ),
        Example(
            "执行数总额41.88万元，一般公共预算执行40万元，其他资金0",
            {
                "monitoring.budget.total.spent": "41.88",
                "monitoring.budget.general_public.spent": "40",
                "monitoring.budget.other.spent": "0",
            },
            "monitoring.budget.total.spent",
        ),
    ),
    passing=(
        Example(
            "总额100万元，一般公共预算90万元，其他资金100000元",
            {
                "budget.total.initial": "100",
                "budget.general_public.initial": "90",
                "budget.other.initial": "100000元",
            },
        ),
        Example("只填了总额100万元", {"budget.total.initial": "100"}),
    ),
)
def sources_add_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A total typed must equal what its sources give, in every column."""
    for column in funds.COLUMNS:
        for parent in funds.CHILDREN:
            path = fund_path(parent, column)
            total = funds.typed_amount(dossier, parent, column)
            parts = funds.proposed(dossier, parent, column)
            company = parts_of(dossier, parent, column)
            if total is None or parts is None or any(unreadable(dossier, p) for p in company):
                continue
            gap = total - parts
            if abs(gap) < settings.money_tolerance or short_of_parts(dossier, parent, column, gap):
                continue
            mend = Mend(f"改为{show_money(parts)}", (set_text(path, show_money(parts)),))
            yield found(path, also=company, mend=mend, total=total, parts=parts, gap=abs(gap))


@rule(
    "budget.revised",
    title="调整后预算数",
    severity=Severity.MUST_FIX,
    reads=("budget",),
    message="{where}填{revised}万元，年初预算数{initial}万元加调整数{adjustment}万元是{sum}万元。",
    fix="核对调整批复，改调整数或改全年预算数。",
    basis=WITHIN,
    failing=(
        Example(
            "年初预算100万元，调增20万元，全年预算填110万元",
            {
                "budget.total.initial": "100",
                "budget.total.adjustment": "20",
                "budget.total.revised": "110",
            },
            "budget.total.revised",
        ),
    ),
    passing=(
        Example(
            "年初预算100万元，调减20万元，全年预算80万元",
            {
                "budget.total.initial": "100",
                "budget.total.adjustment": "-20",
                "budget.total.revised": "80",
            },
        ),
    ),
)
def revised_is_initial_and_adjustment(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """全年预算数 must equal 年初预算数 plus 调整数 where all three are filled."""
    for source in SOURCES:
        three = [funds.typed_amount(dossier, source, c) for c in ("initial", "adjustment")]
        revised = funds.typed_amount(dossier, source, "revised")
        initial, adjustment = three
        if initial is None or adjustment is None or revised is None:
            continue
        right = initial + adjustment
        if abs(right - revised) < settings.money_tolerance:
            continue
        path = fund_path(source, "revised")
        yield found(
            path,
            also=(fund_path(source, "initial"), fund_path(source, "adjustment")),
            mend=Mend(f"改为{show_money(right)}", (set_text(path, show_money(right)),)),
            revised=revised,
            initial=initial,
            adjustment=adjustment,
            sum=right,
        )


@rule(
    "budget.negative",
    title="金额为负",
    severity=Severity.MUST_FIX,
    reads=EVERY_COLUMN,
    message="{where}填{value}万元，是负数。",
    fix="只有预算调整数可以是负数，其余各栏改为实际金额。",
    basis=WITHIN,
    failing=(
        Example(
            "执行数填-5万元",
            {"monitoring.budget.total.spent": "-5"},
            "monitoring.budget.total.spent",
        ),
    ),
    passing=(Example("调整数填-5万元", {"budget.total.adjustment": "-5"}),),
)
def no_negative_money(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Only an adjustment may be below zero."""
    for column in funds.COLUMNS:
        for source in SOURCES if column != "adjustment" else ():
            value = funds.typed_amount(dossier, source, column)
            if value is not None and value < 0:
                yield found(fund_path(source, column), value=value)


def exceeding(
    dossier: Dossier, tolerance: Decimal, columns: tuple[str, str]
) -> Iterator[tuple[str, tuple[str, ...], Decimal, Decimal]]:
    """Give (source, others that exceed too, amount, limit) where one column tops another.

    “budget” stands for the yearly budget; sources that exceed are one finding at their total.
    """
    over: list[tuple[str, Decimal, Decimal]] = []
    for source in SOURCES:
        value = funds.amount(dossier, source, columns[0])
        limit = (
            funds.yearly_budget(dossier, source)
            if columns[1] == "budget"
            else funds.amount(dossier, source, columns[1])
        )
        if value is not None and limit is not None and value - limit >= tolerance:
            over.append((source, value, limit))
    if over:
        source, value, limit = over[0]
        yield source, tuple(s for s, _, _ in over[1:]), value, limit


STATE_MONEY = frozenset({"fiscal", "general_public", "government_fund", "state_capital",
                         "social_insurance", "carryover", "special_account"})  # fmt: skip


def of_the_state(*sources: str) -> bool:
    """Tell whether money granted by the state is among some sources: it has a fixed limit."""
    return not STATE_MONEY.isdisjoint(sources)


@rule(
    "budget.received",
    title="到位数与预算数",
    severity=Severity.EXPLAIN,
    reads=("budget",),
    message="{where}填{received}万元，多于全年预算数{budget}万元。",
    fix="核对到位数；确有追加的，先改预算数，或写明多到位的来源。",
    basis=WITHIN,
    failing=(
        Example(
            "预算100万元，到位120万元",
            {"budget.total.initial": "100", "budget.total.received": "120"},
            "budget.total.received",
        ),
    ),
    passing=(
        Example(
            "预算100万元，到位60万元",
            {"budget.total.initial": "100", "budget.total.received": "60"},
        ),
    ),
)
def received_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """More money received than budgeted needs a word."""
    pair = ("received", "budget")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (*cells(dossier, source, "budget"), *cells(dossier, source, "received"))
        also += tuple(fund_path(s, "received") for s in others)
        yield found(fund_path(source, "received"), also=also, received=value, budget=limit)
