"""Limits of cost that lost or gained a digit beside the budget they are meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.amounts import INITIAL, largest_budget
from jixiao_desktop.rules.costs import COST, COSTS, cost_total
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators

_WHOLE = re.compile(
    "总|项目(?:支出|成本|资金|经费|投资|预算)|全年支出|年度(?:支出|成本|经费)|预算|财政资金"
)
SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4))
TOTAL = COST | {"name": "项目总成本"}


@rule(
    "amounts.cost_slip",
    title="总成本指标少写了一位",
    severity=Severity.MUST_FIX,
    reads=(*COSTS, "monitoring.budget"),
    message="{where}填{target}，正好是年度资金总额{budget}万元的{part}，多半是小数点或单位写错了。",
    fix="改为{budget}万元；确实只控制其中一部分的，改指标名称，写明是哪一部分。",
    basis=WITHIN,
    failing=(
        Example("预算690万元，总成本填69万元",
                {INITIAL: "690"} | row("a", TOTAL | {"target": "69"}), "indicators.a.target"),
        Example("预算690万元，总成本填690元",
                {INITIAL: "690"} | row("a", TOTAL | {"target": "690", "unit": "元"}),
                "indicators.a.target"),
    ),
    passing=(
        Example("总成本就是预算", {INITIAL: "690"} | row("a", TOTAL | {"target": "690"})),
        Example("一项费用，正好是十分之一",
                {INITIAL: "690"} | row("a", COST | {"target": "69"})),
    ),
)  # fmt: skip
def totals_have_all_their_digits(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The limit of all costs is the budget, not a tenth or a ten-thousandth of it (A6)."""
    budget = largest_budget(dossier)
    spent = funds.amount(dossier, "total", "monitoring.spent")
    for one in indicators(dossier, settings) if budget else ():
        cost = cost_total(one)
        if cost is None or not budget or not cost or not _WHOLE.search(one.name):
            continue
        times = next((t for t in SLIPS if cost * t == budget), None)
        if times is not None and (spent is None or spent > cost or spent == 0):
            yield found(one.path("target"), also=(INITIAL,), target=one.shown(), budget=budget,
                        part=f"1/{times}")  # fmt: skip
