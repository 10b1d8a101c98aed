"""What things cost in all: unit cost times quantity, and the investment a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money, to_wan
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.amounts import INITIAL, LONGEST, NEAR, TEXTS, largest_budget
from jixiao_desktop.rules.costs import COSTS
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import pieces

_NOT_THE_THING = re.compile(
    "平均|单位|购置|采购|购买|更新|成本|单价|费用|价格|标准|补助|每[人户台套件公里个座处所亩米]|台数|数量|套数|"
    "件数|个数|数$|[（(].*"
)
_INVESTMENT = re.compile(
    "(?:总投资|投资总额|总造价|投资概算|总概算)额?(?:约|为|是|达|共|计)*[：:]? ?$"
)
_OVER_YEARS = re.compile(
    "本年|当年|今年|分年|逐年|跨年|年度[安投]|三年|两年|五年|[一二三]期|已完成|累计|资本"
)
FEWEST_ALIKE = 2
FAR = 100
"""So many times the budget a price times its quantity is only where 元 was taken for 万元."""

COMPUTERS = row(
    "a",
    {"level2": "数量指标", "name": "购置学生电脑", "operator": "≥", "target": "120", "unit": "台"},
)
PRICE = {
    "level2": "成本指标",
    "name": "学生电脑单价",
    "operator": "≤",
    "target": "4500",
    "unit": "元/台",
}
MONTHLY = row(
    "m",
    {"level2": "数量指标", "name": "享受补贴人数", "operator": "≥", "target": "2600", "unit": "人"},
)
MONTHLY |= row("n", {"level2": "成本指标", "name": "补贴标准", "operator": "=", "target": "100",
                     "unit": "元/人/月"})  # fmt: skip


def _thing(one: Indicator) -> str:
    return _NOT_THE_THING.sub("", normalise(one.name))


def costed(rows: tuple[Indicator, ...]) -> list[tuple[Indicator, Indicator, Decimal]]:
    """Pair unit costs with quantities of the same thing and unit; their products in 万元."""
    counts = [o for o in rows if "数量" in o.level2 and o.number is not None and _thing(o)]
    costs = [o for o in rows if is_unit_cost(o)]
    made = []
    for cost in costs:
        per = _per(cost)
        of_unit = [o for o in counts if per in (o.target.unit, o.unit)]
        same = [o for o in of_unit if _thing(o) == _thing(cost)]
        if len({o.number for o in of_unit}) == 1:
            of_unit = of_unit[:1]  # one thing told twice
        if not same and len(of_unit) == 1 and [_per(o) for o in costs].count(per) == 1:
            same = of_unit  # the only thing counted in 人, the only cost per 人
        same = same or nearest(cost, [o for o in counts if per in (o.target.unit, o.unit)])
        if len(same) == 1 and same[0].number is not None and cost.number is not None:
            made.append((cost, same[0], to_wan(cost.number * same[0].number, cost.target.unit)))
    return made


def nearest(cost: Indicator, counts: list[Indicator]) -> list[Indicator]:
    """Give the one count whose name shares clearly most with a price: 民事案件补贴, 民事案件数."""
    own = pieces(cost.name)
    shared = sorted(((len(own & pieces(o.name)), at) for at, o in enumerate(counts)), reverse=True)
    clear = len(shared) > 1 and shared[0][0] > shared[1][0] and shared[0][0] >= FEWEST_ALIKE
    return [counts[shared[0][1]]] if clear else []


PEOPLE, DAYS, COURSES = ("人", "名"), ("天", "日"), ("期", "班", "班次")
PER = {"生": PEOPLE, "人": PEOPLE, "名": PEOPLE, "日": DAYS, "天": DAYS, "班": COURSES,
       "期": COURSES, "月": ("月", "个月"), "次": ("次", "人次")}  # fmt: skip
"""Units behind a stroke, and in which units such things are counted."""

MONTHS = re.compile("([0-9]{1,2}) ?个月")


def several(rows: tuple[Indicator, ...], text: str) -> list[tuple[Indicator, str, Decimal]]:
    """Multiply prices per person and day by both counts, where each is told once: (…, 万元)."""
    counts = [o for o in rows if "数量" in o.level2 and o.number is not None]
    made = []
    for cost in rows:
        money, *pers = cost.target.unit.split("/")
        priced = (
            len(pers) > 1 and unit_family(money) == "money" and "成本" in cost.level1 + cost.level2
        )
        if not priced or cost.number is None:
            continue
        factors = [_factor(cost, per, counts, text) for per in pers]
        value = cost.number
        for _, factor in filter(None, factors):
            value *= factor
        if all(factors):
            told = "、".join(words for words, _ in filter(None, factors))
            made.append((cost, told, to_wan(value, money)))
    return made


def _factor(
    cost: Indicator, per: str, counts: list[Indicator], text: str
) -> tuple[str, Decimal] | None:
    """Find how many of one unit there are: the only such count, or the months a text names."""
    if per == "月" and len(set(MONTHS.findall(text))) == 1:
        number = Decimal(MONTHS.findall(text)[0])
        return f"{number}个月", number
    fitting = [o for o in counts if o.target.unit in PER.get(per, (per,))]
    one = fitting if len(fitting) == 1 else nearest(cost, fitting)
    if len(one) != 1 or one[0].number is None:
        return None
    return one[0].shown().lstrip("≥=≤"), one[0].number


def is_unit_cost(one: Indicator) -> bool:
    """Tell whether an indicator is a price of one thing: 元/台, not 元/人/天."""
    unit = one.target.unit
    if unit.count("/") != 1 or one.number is None:
        return False
    return unit_family(unit) == "money" and "成本" in one.level2 + one.level1


def _per(cost: Indicator) -> str:
    return cost.target.unit.rpartition("/")[2]


@rule(
    "amounts.unit_costs_over_budget",
    title="单价乘数量与预算",
    severity=Severity.EXPLAIN,
    reads=(*COSTS, "purpose"),
    message="{where}填{price}，乘数量{count}，{items}合计{sum}万元，多于年度资金总额{budget}万元。",
    fix="核对单价、数量和计量单位（元还是万元）；分年付款的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example(
            "电脑120台，每台4500元，预算30万元",
            {INITIAL: "30"} | COMPUTERS | row("b", PRICE),
            "indicators.b.target",
        ),
        Example(
            "电脑120台，单价写成4500万元/台，预算60万元",
            {INITIAL: "60"} | COMPUTERS | row("b", PRICE | {"unit": "万元/台"}),
            "indicators.b.target",
        ),
        Example(
            "补贴每人每月400元，2600人，用途写12个月，预算312万元",
            {INITIAL: "312", "purpose": "按每人每月400元、12个月测算。"}
            | MONTHLY
            | row("n", {"target": "400"}),
            "indicators.n.target",
        ),
    ),
    passing=(
        Example(
            "补贴每人每月100元，2600人，用途写12个月，预算312万元",
            {INITIAL: "312", "purpose": "按每人每月100元、12个月测算。"} | MONTHLY,
        ),
        Example(
            "单价的单位与数量不同",
            {INITIAL: "30"} | COMPUTERS | row("b", PRICE | {"unit": "元/间"}),
        ),
        Example("电脑120台，每台4500元，预算60万元", {INITIAL: "60"} | COMPUTERS | row("b", PRICE)),
        Example(
            "两种单价，没有对应的数量",
            {INITIAL: "30"}
            | COMPUTERS
            | row("b", PRICE | {"name": "教师电脑单价"})
            | row("c", PRICE | {"name": "打印机单价"}),
        ),
    ),
)
def unit_costs_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Unit costs times quantities keep to the budget (A6 of the reviewers' classes)."""
    budget, rows = largest_budget(dossier), indicators(dossier, settings)
    if not budget or budget <= 0:
        return
    made: list[tuple[Indicator, str, Decimal, tuple[str, ...]]] = [
        (cost, count.shown().lstrip("≥=≤"), product, (count.path("target"),))
        for cost, count, product in costed(rows)
    ]
    text = dossier.text("purpose")[:LONGEST]
    made += [(cost, told, product, ()) for cost, told, product in several(rows, text)]
    whole = sum((product for _, _, product, _ in made), Decimal(0))
    if made and whole > budget * (1 + NEAR) + settings.money_tolerance:
        made.sort(key=lambda one: -one[2])
        cost, count, _, _ = made[0]
        rest = tuple(path for one, _, _, own in made for path in (one.path("target"), *own))
        units = tuple(one.path("unit") for one, _, product, _ in made if product >= budget * FAR)
        yield found(
            cost.path("target"),
            severity=Severity.MUST_FIX if units else None,
            also=(INITIAL, *rest[1:], *units),
            price=cost.shown(),
            count=count,
            items=f"{len(made)}项" if len(made) > 1 else "",
            sum=whole,
            budget=budget,
        )


@rule(
    "amounts.investment",
    title="文字中的总投资",
    severity=Severity.EXPLAIN,
    reads=(*TEXTS, "budget"),
    message="{where}写总投资{written}万元，而年度资金总额是{budget}万元。",
    fix="核对两处；分几年实施的，写明本年度安排多少。",
    basis=WITHIN,
    failing=(
        Example(
            "目标写总投资1280万元，预算980万元",
            {"goal": "新建公路35公里，总投资1280万元，方便群众出行。", INITIAL: "980"},
            "goal",
        ),
    ),
    passing=(
        Example("总投资就是预算", {"goal": "总投资980万元，方便出行。", INITIAL: "980"}),
        Example(
            "写明本年度安排",
            {"goal": "总投资1280万元，本年度安排980万元，方便出行。", INITIAL: "980"},
        ),
    ),
)
def investment_is_the_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A total investment in a text is the budget, or the text says what falls to this year."""
    known = [funds.yearly_budget(dossier), funds.amount(dossier, "total", "initial")]
    budgets = [value for value in known if value]
    for path in TEXTS if budgets else ():
        text = normalise(dossier.text(path)[:LONGEST])
        for fact in facts(text):
            named = _INVESTMENT.search(text[max(0, fact.start - 10) : fact.start])
            if fact.kind != "money" or not named or not isinstance(fact.value, Decimal):
                continue
            value = fact.value
            over_years = len(set(re.findall(r"((?:19|20)[0-9]{2}) ?年", text))) > 1
            if (
                over_years
                or _OVER_YEARS.search(text)
                or any(abs(value - b) <= NEAR * b for b in budgets)
            ):
                continue
            yield found(path, also=(INITIAL,), written=show_money(value), budget=budgets[0])
            break
