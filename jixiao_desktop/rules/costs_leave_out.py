"""Costs that leave an item of the purpose out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.amounts import INITIAL, largest_budget
from jixiao_desktop.rules.costs import COST, COSTS, cost_total
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import nouns

LONGEST = 2_000
FEWEST = 2
CLEARLY = Decimal("0.05")
"""A smaller share of the budget may be left without an indicator."""

_ITEM = re.compile("[、，,；;。]|以及")
_LEAD = re.compile("^(?:.{0,8}(?:用于|支付|保障|开支))")
_MONEY_FOR = re.compile("(?:费用?|经费|资金|补助|补贴|工资|报酬|租金|款)$")
_NOT_ITEMS = re.compile("等(?:费用|支出|开支)?$|日常|其他|办公")
_WORDS = re.compile("费用?|经费|资金|成本|支出|费$|补助|补贴")
RENT = row("a", COST | {"name": "系统租赁费", "target": "35"})
UPKEEP = row("b", COST | {"name": "设备维护费", "target": "28"})
PURPOSE = "支付平台系统租赁费、设备维护费、记者外采费用。"


def items_of(text: str) -> list[str]:
    """List the items of money that a purpose names; none where it does not name them all."""
    shown = text[:LONGEST].strip()
    parts = [_LEAD.sub("", part.strip()) for part in _ITEM.split(shown) if part.strip()]
    whole = all(_MONEY_FOR.search(part) and not _NOT_ITEMS.search(part) for part in parts)
    return parts if whole and not re.search("[0-9]", shown) else []


def _about(name: str) -> frozenset[str]:
    return nouns(_WORDS.sub(" ", name))


def left_out(costs: list[Indicator], items: list[str]) -> list[str]:
    """List the items that no cost is of; empty where a cost is of none of them."""
    held = [[item for item in items if _about(one.name) & _about(item)] for one in costs]
    if not all(held):
        return []
    return [item for item in items if not any(item in some for some in held)]


@rule(
    "amounts.costs_leave_out",
    title="成本指标漏了一项用途",
    severity=Severity.EXPLAIN,
    reads=(*COSTS, "purpose"),
    message="{where}与另外{others}项成本目标合计{sum}万元，比年度资金总额{budget}万元少{gap}万元，"
    "用途里的“{item}”没有成本指标。",
    fix="给这一项补一个成本指标，使各项成本合计等于预算。",
    basis=MINISTRY,
    failing=(
        Example("用途三项，只有两项成本63万元，预算68万元",
                {INITIAL: "68", "purpose": PURPOSE} | RENT | UPKEEP, "indicators.a.target"),
    ),
    passing=(
        Example("合计等于预算", {INITIAL: "63", "purpose": PURPOSE} | RENT | UPKEEP),
        Example("每项都有成本指标", {INITIAL: "68", "purpose": "支付平台系统租赁费、设备维护费。"}
                | RENT | UPKEEP),
        Example("用途没有一项一项写", {INITIAL: "68", "purpose": "保障平台运行、宣传报道。"}
                | RENT | UPKEEP),
    ),
)  # fmt: skip
def costs_cover_the_purpose(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where costs stand for the items of the purpose one by one, none is left out (A6, A7)."""
    budget, items = largest_budget(dossier), items_of(dossier.text("purpose"))
    rows = [o for o in indicators(dossier, settings) if "成本" in o.level1 + o.level2]
    values = [cost for o in rows if (cost := cost_total(o)) is not None]
    if not budget or len(items) <= FEWEST or not FEWEST <= len(values) == len(rows):
        return
    whole = sum(values, Decimal(0))
    missing = left_out(rows, items) if budget - whole >= budget * CLEARLY else []
    if missing:
        yield found(rows[0].path("target"), also=(INITIAL, "purpose"), others=len(rows) - 1,
                    sum=whole, budget=budget, gap=budget - whole,
                    item="”“".join(missing[:3]))  # fmt: skip
