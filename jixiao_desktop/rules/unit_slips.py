"""元 where 万元 is meant, and the other way round: prices of a piece and sums of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.money import to_wan
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.amounts import INITIAL, largest_budget
from jixiao_desktop.rules.cost_items import nearest
from jixiao_desktop.rules.costs import COST, COSTS
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.marks import long_texts
from jixiao_desktop.rules.things import nouns

LONGEST = 20_000
PROGRESS = "self_evaluation.goal_progress"
SPENT = ("self_evaluation.spent", "monitoring.spent")
_TOLD_IN = re.compile(r"\.sections\.|goal_progress$|budget_reason$")
_MONEY = re.compile(
    "(?:资金|支出|执行|使用|预算|经费|投入|安排|到位|拨付|支付)[^，。；、0-9]{0,6}$"
)
_WHOLE = re.compile("总|合计|项目|全年|年度|预算|资金|经费")
_COST_WORDS = re.compile("购置|采购|更新|平均|单位|成本|单价|费用|价格|标准|数量|支出|费$")
HOSES = row("q", {"level2": "数量指标", "name": "消防水带", "operator": "≥", "target": "300",
                  "unit": "盘"})  # fmt: skip
PRICE = row("c", COST | {"name": "消防水带成本", "target": "600"})


def _thing(one: Indicator) -> frozenset[str]:
    return nouns(_COST_WORDS.sub("", one.name))


def counted_by(cost: Indicator, rows: tuple[Indicator, ...]) -> Indicator | None:
    """Give the one quantity of the very thing that a cost is of."""
    counts = [o for o in rows if "数量" in o.level2 and o.number and o.unit]
    own = _thing(cost)
    same = [o for o in counts if own and _thing(o) == own]
    near = same or nearest(cost, [o for o in counts if own & _thing(o)])
    return near[0] if len(near) == 1 else None


FAR_BELOW = 50
"""A price that makes less than this part of the budget is none."""


@rule(
    "amounts.price_in_wan",
    title="单价写成了万元",
    severity=Severity.MUST_FIX,
    reads=COSTS,
    message="{where}填“万元”，{target}比年度资金总额{budget}万元还多；按{price}算，{count}共{sum}万元，"
    "多半是单价。",
    fix="计量单位改为“{price_unit}”；确是总费用的，核对数。",
    basis=WITHIN,
    failing=(
        Example("水带300盘，成本填600万元，预算60万元", {INITIAL: "60"} | HOSES | PRICE,
                "indicators.c.unit"),
    ),
    passing=(
        Example("总成本18万元", {INITIAL: "60"} | HOSES | row("c", COST
                | {"name": "消防水带成本", "target": "18"})),
        Example("按单价算小得不像话", {INITIAL: "210"}
                | row("a", {"level2": "数量指标", "name": "平台建设数量", "operator": "≥",
                            "target": "1", "unit": "套"})
                | row("c", COST | {"name": "平台建设成本", "target": "300"})),
        Example("按单价算也超过预算", {INITIAL: "60"} | HOSES | row("c", COST
                | {"name": "消防水带成本", "target": "6000"})),
    ),
)  # fmt: skip
def prices_are_not_in_wan(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A cost above the budget that fits as the price of a piece lost its 元/piece (A13)."""
    budget, rows = largest_budget(dossier), indicators(dossier, settings)
    for one in rows if budget else ():
        wan = "成本" in one.level1 + one.level2 and one.unit.strip() == "万元"
        if not wan or one.number is None or not budget or one.number <= budget:
            continue
        count = None if _WHOLE.search(one.name) else counted_by(one, rows)
        if count is None or count.number is None:
            continue
        whole = to_wan(one.number * count.number, "元")
        if budget / FAR_BELOW <= whole <= budget:
            unit = f"元/{count.unit}"
            mend = Mend(f"改为{unit}", (set_text(one.path("unit"), unit),))
            yield found(one.path("unit"), also=(one.path("target"), count.path("target")),
                        mend=mend, target=one.shown(), budget=budget,
                        price=f"{plain(one.number)}{unit}", price_unit=unit, sum=whole,
                        count=f"{plain(count.number)}{count.unit}")  # fmt: skip


@lru_cache(256)
def told_in_yuan(text: str) -> tuple[tuple[int, str, Decimal], ...]:
    """Find sums told in 元 behind words of money: (start, words, number as written)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown) if "元" in shown else ():
        in_yuan = fact.kind == "money" and fact.unit == "元" and not fact.each
        if in_yuan and isinstance(fact.value, Decimal) and "." in fact.text:
            lead = _MONEY.search(shown[max(0, fact.start - 12) : fact.start])
            if lead and fact.phase not in ("上年", "下年"):
                made.append((fact.start, fact.text, fact.value * 10_000))
    return tuple(made)


@rule(
    "text.yuan_for_wan",
    title="文字里把万元写成了元",
    severity=Severity.MUST_FIX,
    reads=("budget", "monitoring", "self_evaluation"),
    message="{where}写“{said}”，而{what}是{right}万元，多半少写了“万”。",
    fix="改为“{right}万元”。",
    basis=WITHIN,
    failing=(
        Example("执行58.8万元，完成情况写“使用资金58.8元”",
                {INITIAL: "60", "self_evaluation.budget.total.spent": "58.8",
                 PROGRESS: "全部配发到位，使用资金58.8元。"}, PROGRESS, ("self_evaluation",)),
    ),
    passing=(
        Example("写的是万元",
                {INITIAL: "60", "self_evaluation.budget.total.spent": "58.8",
                 PROGRESS: "全部配发到位，使用资金58.8万元。"}, stages=("self_evaluation",)),
        Example("另一笔零钱",
                {INITIAL: "60", "self_evaluation.budget.total.spent": "58.8",
                 PROGRESS: "退回利息，支付手续费12.5元。"}, stages=("self_evaluation",)),
    ),
)  # fmt: skip
def sums_keep_their_wan(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A sum told in 元 is not the very figure that the table has in 万元 (B4)."""
    known = [(funds.amount(dossier, "total", column), "执行数") for column in SPENT]
    known.append((funds.amount(dossier, "total", "received"), "到位数"))
    known.append((funds.yearly_budget(dossier), "全年预算数"))
    table = {value: what for value, what in reversed(known) if value and value > 1}
    for path, text in long_texts(dossier) if table else ():
        for start, said, value in told_in_yuan(text) if _TOLD_IN.search(path) else ():
            if value in table:
                end = start + len(said)
                fixed = f"{text[: end - 1]}万{text[end - 1 :]}"
                mend = Mend("补上“万”", (set_text(path, fixed),))
                yield found(path, mend=mend, said=said, what=table[value], right=plain(value))
                break
