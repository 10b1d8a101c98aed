"""Cost indicators, held against the budget and against what was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.money import show_money, to_wan
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.amounts import INITIAL, NEAR, largest_budget
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators

COSTS = ("budget", "indicators[].level1", "indicators[].level2", "indicators[].name",
         "indicators[].operator", "indicators[].target", "indicators[].unit")  # fmt: skip
UNIT_COST = re.compile("单价|单位|人均|每|标准|平均|次均|户均|亩均|/")


@lru_cache(4096)  # a row stays the same object as long as its texts do
def cost_total(one: Indicator) -> Decimal | None:
    """Give a cost indicator's target in 万元, None for unit costs, rates and other indicators."""
    if "成本" not in one.level1 + one.level2 or one.number is None or "率" in one.name:
        return None
    unit = one.target.unit
    if unit_family(unit) != "money" or "/" in unit or UNIT_COST.search(one.name):
        return None
    return to_wan(one.number, unit)


COST = {
    "level1": "产出指标",
    "level2": "成本指标",
    "name": "培训支出",
    "operator": "≤",
    "unit": "万元",
}


@rule(
    "amounts.cost_over_budget",
    title="成本指标与预算",
    severity=Severity.MUST_FIX,
    reads=COSTS,
    message="{where}填{target}，多于年度资金总额{budget}万元。",
    fix="核对成本测算，成本目标不超过预算；单位是元的，写明“元”。",
    basis=WITHIN,
    failing=(
        Example(
            "成本目标120万元，预算100万元",
            {INITIAL: "100"} | row("a", COST | {"target": "120"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example(
            "成本目标1000000元，预算100万元",
            {INITIAL: "100"} | row("a", COST | {"target": "1000000", "unit": "元"}),
        ),
        Example(
            "人均成本500元/人，预算0.04万元",
            {INITIAL: "0.04"}
            | row("a", COST | {"name": "人均成本", "target": "500", "unit": "元/人"}),
        ),
    ),
)
def cost_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """No cost indicator allows more than the budget holds."""
    budget = largest_budget(dossier)
    for one in indicators(dossier, settings) if budget else ():
        cost = cost_total(one)
        if cost is not None and budget and cost - budget >= settings.money_tolerance:
            yield found(one.path("target"), also=(INITIAL,), target=one.shown(), budget=budget)


@rule(
    "amounts.costs_over_budget",
    title="各成本指标合计与预算",
    severity=Severity.EXPLAIN,
    reads=COSTS,
    message="{where}与另外{others}项成本目标合计{sum}万元，多于年度资金总额{budget}万元。",
    fix="核对各项成本；有重复计算的，只保留分项或只保留总数。",
    basis=WITHIN,
    failing=(
        Example(
            "两项成本各60万元，预算100万元",
            {INITIAL: "100"}
            | row("a", COST | {"target": "60"})
            | row("b", COST | {"name": "差旅支出", "target": "60"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example(
            "总成本100万元，分项60万元和40万元",
            {INITIAL: "100"}
            | row("a", COST | {"name": "总成本", "target": "100"})
            | row("b", COST | {"target": "60"})
            | row("c", COST | {"name": "差旅支出", "target": "40"}),
        ),
    ),
)
def costs_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Cost items together keep to the budget; a total among them is not added to its parts."""
    budget = largest_budget(dossier)
    costs = [(one, cost_total(one)) for one in indicators(dossier, settings)]
    parts = [(one, cost) for one, cost in costs if cost is not None]
    values = [cost for _, cost in parts]
    whole = sum(values, Decimal(0))
    if not budget or len(parts) < 2 or max(values) - budget >= settings.money_tolerance:
        return
    top = max(values)
    totals = re.compile("总成本|总支出|总费用|总额|预算")
    if any(totals.search(one.name) for one, _ in parts) or abs(top - budget) <= NEAR * budget:
        whole -= top
    if whole - budget >= settings.money_tolerance:
        plainly = len(parts) == 2 and whole - budget > NEAR * budget
        yield found(
            parts[0][0].path("target"),
            severity=Severity.MUST_FIX if plainly else None,
            also=(INITIAL, *(one.path("target") for one, _ in parts[1:])),
            others=len(parts) - 1,
            sum=whole,
            budget=budget,
        )


@rule(
    "amounts.cost_and_spent",
    title="成本完成数与执行数",
    severity=Severity.EXPLAIN,
    reads=(*COSTS, "monitoring.budget", "indicators[].monitoring.actual"),
    stage="monitoring",
    message="{where}填{actual}，而执行数是{spent}万元；这项指标的目标与预算{budget}万元相同。",
    fix="核对两处，同一笔钱只有一个数。",
    basis=WITHIN,
    failing=(
        Example(
            "支出指标目标100万元、完成50万元，执行数41.88万元",
            {INITIAL: "100", "monitoring.budget.total.spent": "41.88"}
            | row("a", COST | {"target": "100", "monitoring.actual": "50"}),
            "indicators.a.monitoring.actual",
        ),
    ),
    passing=(
        Example(
            "完成41.88万元，执行数41.88万元",
            {INITIAL: "100", "monitoring.budget.total.spent": "41.88"}
            | row("a", COST | {"target": "100", "monitoring.actual": "41.88"}),
        ),
    ),
)
def cost_is_what_was_spent(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A cost indicator over the whole budget has reached what was spent."""
    spent = funds.amount(dossier, "total", "monitoring.spent")
    budget = funds.yearly_budget(dossier)
    known = (budget, funds.amount(dossier, "total", "initial"))
    totals = [cost for o in indicators(dossier, settings) if (cost := cost_total(o)) is not None]
    for one in indicators(dossier, settings) if spent is not None and budget else ():
        cost, done = cost_total(one), one.actual.number
        if cost is None or cost not in known or done is None or spent is None:
            continue
        value = to_wan(done, one.target.unit)
        if abs(value - spent) >= max(settings.money_tolerance, Decimal("0.01")):
            sole = len(totals) == 1 and abs(value - spent) > spent / 100
            yield found(
                one.path("monitoring.actual"),
                severity=Severity.MUST_FIX if sole else None,
                also=(fund_path("total", "monitoring.spent"),),
                actual=f"{plain(done)}{one.target.unit}",
                spent=show_money(spent),
                budget=cost,
            )
