"""Prices by the piece and sums of other things together, held against the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money, to_wan
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.amounts import INITIAL, NEAR, largest_budget
from jixiao_desktop.rules.cost_items import costed, is_unit_cost
from jixiao_desktop.rules.costs import COSTS, cost_total
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import nouns

Priced = tuple[Indicator, Indicator, Decimal]
"""A price, how many are paid for, and what they make in 万元."""

_TOTALS = re.compile("总|合计|预算|项目(?:成本|支出|资金|经费|投资)|控制")
_COUNTED = re.compile("数量|[个台盏套件户人次座处]数|单[个台盏套件户人次座处]|单价|成本|费用?|标准")
LAMPS = row("a", {"level2": "数量指标", "name": "管理路灯盏数", "target": "6800", "unit": "盏"})
LAMPS |= row("b", {"level2": "数量指标", "name": "更换光源数量", "target": "1200", "unit": "盏"})
LAMPS |= row("c", {"level2": "成本指标", "name": "单盏路灯年分享费", "operator": "≤",
                   "target": "300", "unit": "元/盏"})  # fmt: skip
LAMPS |= row("d", {"level2": "成本指标", "name": "光源更换费用", "operator": "≤", "target": "96",
                   "unit": "万元"})  # fmt: skip


def _words(one: Indicator) -> frozenset[str]:
    return nouns(_COUNTED.sub(" ", one.name))


def priced(rows: tuple[Indicator, ...]) -> list[Priced]:
    """Pair all prices with their quantities; empty where one has none."""
    made = costed(rows)
    paired = {cost.row for cost, _, _ in made}
    for cost in (o for o in rows if is_unit_cost(o) and o.row not in paired):
        per = cost.target.unit.rpartition("/")[2]
        of_unit = [o for o in rows if "数量" in o.level2 and o.target.unit == per and o.number]
        near = [o for o in of_unit if _words(o) & _words(cost)]
        if len(near) != 1 or cost.number is None or near[0].number is None:
            return []
        made.append((cost, near[0], to_wan(cost.number * near[0].number, cost.target.unit)))
    return made


def beside(made: list[Priced], rows: tuple[Indicator, ...]) -> list[tuple[Indicator, Decimal]]:
    """List the sums of other things than those priced by the piece, in 万元."""
    told = frozenset[str]().union(*(_words(o) for cost, count, _ in made for o in (cost, count)))
    sums = [(one, cost_total(one)) for one in rows]
    return [
        (one, cost)
        for one, cost in sums
        if cost and not _TOTALS.search(one.name) and not _words(one) & told
    ]


@rule(
    "amounts.costs_together",
    title="单价乘数量加其他费用与预算",
    severity=Severity.EXPLAIN,
    reads=COSTS,
    message="{where}填{price}，乘数量{count}是{product}万元，{others}，合计{sum}万元，"
    "多于年度资金总额{budget}万元。",
    fix="核对单价、数量和各项费用；分年付款或有重复的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("路灯6800盏，每盏300元，另有光源96万元，预算240万元", {INITIAL: "240"} | LAMPS,
                "indicators.c.target"),
    ),
    passing=(
        Example("合在一起正好", {INITIAL: "300"} | LAMPS),
        Example("另一项就是总成本",
                {INITIAL: "240"} | LAMPS | row("d", {"name": "项目总成本", "target": "240"})),
        Example("另一项就是全部预算",
                {INITIAL: "240"} | LAMPS | row("d", {"name": "夜景经费支出", "target": "240"})),
        Example("另一项说的是同一件事",
                {INITIAL: "240"} | LAMPS | row("d", {"name": "路灯分享费支出", "target": "204"})),
    ),
)  # fmt: skip
def all_costs_keep_to_the_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is paid by the piece and what is paid beside it keep to the budget (A6)."""
    budget, rows = largest_budget(dossier), indicators(dossier, settings)
    made = priced(rows) if budget and budget > 0 else []
    sums = beside(made, rows) if made else []
    pieces_cost = sum((product for _, _, product in made), Decimal(0))
    whole = pieces_cost + sum((cost for _, cost in sums), Decimal(0))
    limit = (budget or Decimal(0)) * (1 + NEAR) + settings.money_tolerance
    top = max((value for _, value in sums), default=Decimal(0))
    if not sums or pieces_cost > limit or whole <= limit or top > limit:
        return  # by themselves they are told of elsewhere
    if budget and abs(top - budget) <= NEAR * budget:
        return  # one of them is the whole, the pieces are within
    cost, count, product = made[0]
    also = (
        *(o.path("target") for pair in made for o in pair[:2]),
        *(o.path("target") for o, _ in sums),
    )
    others = "、".join(f"加“{one.name}”{show_money(value)}万元" for one, value in sums)
    yield found(cost.path("target"), also=(INITIAL, *also[1:]), price=cost.shown(),
                count=count.shown().lstrip("≥=≤"), product=product, others=others, sum=whole,
                budget=budget)  # fmt: skip
