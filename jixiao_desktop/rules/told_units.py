"""Units, prices and counts that goal and purpose tell, held against the indicators' own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money, to_wan
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.amounts import INITIAL, largest_budget
from jixiao_desktop.rules.cost_items import is_unit_cost
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.goal_figures import LOOSE
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import Thing, core, like_units, nouns, things

TEXTS = ("goal", "purpose")
LONGEST = 5_000
READS = (*TEXTS, "budget", "indicators[].level1", "indicators[].level2", "indicators[].name",
         "indicators[].operator", "indicators[].target", "indicators[].unit")  # fmt: skip
SMALL = 10
"""Figures below this agree too often by chance."""

SCALES = (
    frozenset(["米", "公里", "千米", "延米", "里"]),
    frozenset(["平方米", "亩", "公顷", "平方公里", "平米"]),
    frozenset(["吨", "公斤", "千克", "克", "斤"]),
    frozenset(["天", "小时", "分钟", "个月", "年"]),
)
"""Units of one quantity, far apart in size."""

LIVING = frozenset(["头", "只", "匹", "羽", "尾", "人", "名", "位"])
LIFELESS = frozenset(["支", "份", "册", "本", "台", "套", "件", "辆", "座", "处", "公里", "米"])
LIFELESS |= frozenset(["平方米", "吨", "亩", "块", "瓶", "箱", "盒", "袋", "棵", "株"])
HOLDERS = frozenset(["户", "家", "所", "村", "个村", "校", "站"])
"""Those for whom a thing is made or bought: often one each, 为30户建30座."""

ALIKE = 0.6
DIKE = {"goal": "加固堤防3.2公里，保护沿岸8600人。"}
LENGTH = row("a", {"level2": "数量指标", "name": "堤防加固长度", "operator": "=", "target": "3.2",
                   "unit": "公里"})  # fmt: skip


def about(thing: Thing, one: Indicator) -> float:
    """Give which share of an indicator's nouns stand beside a count."""
    own = nouns(one.name)
    return len(own & nouns(thing.about)) / len(own) if own else 0.0


def unlike(said: str, own: str) -> Severity | None:
    """Weigh two units that stand beside one figure; None where they count the same."""
    if said == own or like_units(said, own) or like_units(own, said) or not own:
        return None
    if said in HOLDERS and own in LIFELESS:
        return None
    if any(said in scale and own in scale for scale in SCALES):
        return Severity.MUST_FIX
    apart = (said in LIVING and own in LIFELESS) or (own in LIVING and said in LIFELESS)
    return Severity.MUST_FIX if apart else Severity.EXPLAIN


@rule(
    "goal.unit_differs",
    title="目标里的单位与指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}填“{unit}”，指标“{name}”的年度指标值是{target}，而{place}写的是“{said}”。",
    fix="核对单位，两处写同一个单位。",
    basis=WITHIN,
    failing=(
        Example("目标写3.2公里，指标填3.2米", DIKE | LENGTH | row("a", {"unit": "米"}),
                "indicators.a.unit"),
        Example("目标写6000支，指标填6000头",
                {"goal": "发放优质冻精6000支，提高良种化水平。"}
                | row("a", {"level2": "数量指标", "name": "发放优质冻精", "operator": "≥",
                            "target": "6000", "unit": "头"}), "indicators.a.unit"),
        Example("人次填成人",
                {"goal": "资助困难幼儿1240人次，减轻负担。"}
                | row("a", {"level2": "数量指标", "name": "资助困难幼儿人次", "operator": "≥",
                            "target": "1240", "unit": "人"}), "indicators.a.unit"),
    ),
    passing=(
        Example("单位一致", DIKE | LENGTH),
        Example("通用的单位", {"goal": "购置电脑120台，改善条件。"}
                | row("a", {"level2": "数量指标", "name": "购置电脑", "operator": "≥",
                            "target": "120", "unit": "套"})),
        Example("一户一座", {"goal": "为30户牧民建设标准化棚圈。"}
                | row("a", {"level2": "数量指标", "name": "标准化棚圈建设数量", "operator": "≥",
                            "target": "30", "unit": "座"})),
        Example("说的是另一件事", {"goal": "保护沿岸3.2万平方米，建档3.2万份。"} | LENGTH),
    ),
)  # fmt: skip
def goal_counts_in_the_same_unit(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One figure of one thing has one unit in goal and indicator (A3, A8)."""
    told = [(path, thing) for path in TEXTS for thing in things(dossier.text(path))]
    for one in indicators(dossier, settings) if told else ():
        if one.number is None or "成本" in one.level1 + one.level2:
            continue
        if one.number < SMALL and one.number == one.number.to_integral_value():
            continue
        own = one.target.unit
        same = [(p, t) for p, t in told if t.value == one.number and about(t, one) >= ALIKE]
        heads = own == "人" and one.name.endswith("人次")
        weighed = [
            (
                p,
                t,
                Severity.EXPLAIN if heads and t.fact.unit == "人次" else unlike(t.fact.unit, own),
            )
            for p, t in same
        ]
        if weighed and all(weight is not None for _, _, weight in weighed):
            path, thing, weight = weighed[0]
            place = "年度总体目标" if path == "goal" else "资金计划用途"
            yield found(one.path("unit"), also=(path, one.path("target")), severity=weight,
                        unit=one.text("unit"), name=one.name, target=one.shown(), place=place,
                        said=thing.fact.text)  # fmt: skip


SAMPLES = row("a", {"level2": "数量指标", "name": "水质检测样品数", "operator": "≥",
                    "target": "360", "unit": "份"})  # fmt: skip
BOTH = {
    "goal": "共检测水样360份，保障饮水安全。",
    "purpose": "水样检测64.80万元（360份×1800元/份）。",
}


@rule(
    "goal.count_outvoted",
    title="目标和用途写的数量与指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}填{target}，而目标和资金用途写的都是{said}。",
    fix="核对批复的目标，使三处一致。",
    basis=WITHIN,
    failing=(
        Example("目标、用途都写360份，指标填180份", BOTH | SAMPLES | row("a", {"target": "180"}),
                "indicators.a.target"),
    ),
    passing=(
        Example("三处一致", BOTH | SAMPLES),
        Example("用途里有指标的数", BOTH | SAMPLES | row("a", {"target": "180"})
                | {"purpose": "枯水期180份，丰水期180份，共360份。"}),
        Example("有两项指标用这个单位", BOTH | SAMPLES | row("a", {"target": "180"})
                | row("b", {"level2": "数量指标", "name": "水质检测报告", "target": "360",
                            "unit": "份"})),
    ),
)  # fmt: skip
def goal_and_purpose_outvote(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where goal and purpose tell one count and the only row in that unit another, it is wrong."""
    rows = [o for o in indicators(dossier, settings) if o.number and "成本" not in o.level2]
    goal, purpose = (things(dossier.text(path)) for path in TEXTS)
    for one in rows if goal and purpose else ():
        unit = one.target.unit
        alone = [o for o in rows if like_units(o.target.unit, unit)] == [one]
        if not alone or unit in LOOSE or "数量" not in one.level2:
            continue
        said = [{t.value for t in told if t.fact.unit == unit} for told in (goal, purpose)]
        both = said[0] & said[1]
        near = any(len(set(core(one.name)) & set(t.about)) > 1 for t in goal if t.value in both)
        if len(both) == 1 and near and one.number not in said[0] | said[1]:
            value = both.pop()
            yield found(one.path("target"), also=TEXTS, target=one.shown(),
                        said=f"{plain(value)}{unit}")  # fmt: skip


_PRICED = re.compile(
    r"(?<![0-9.,])([0-9]{1,8}(?:\.[0-9]{1,3})?) ?([㐀-鿿]{1,3}) ?[×✕xX*] ?"
    r"([0-9]{1,8}(?:\.[0-9]{1,4})?) ?(万元|元)"
    r"(?:[/／][㐀-鿿]{1,3})?(?! ?[×✕xX*·•])"
)
PRICE = row("k", {"level2": "成本指标", "name": "单份样品检测成本", "operator": "≤",
                  "target": "1800", "unit": "元/份"})  # fmt: skip


@lru_cache(256)
def prices(text: str) -> tuple[tuple[str, Decimal, Decimal, str], ...]:
    """Find the prices that a text multiplies: (unit, count, price in 元, price as written)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for match in _PRICED.finditer(shown):
        price = Decimal(match[3]) * (10_000 if match[4] == "万元" else 1)
        made.append((match[2], Decimal(match[1]), price, f"{match[3]}{match[4]}"))
    return tuple(made)


@rule(
    "amounts.price_differs",
    title="用途里的单价与成本指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}填{target}，而资金用途按每{unit}{price}计算{more}。",
    fix="核对批复的标准，使两处一致；上限定得高于测算的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("用途按1800元/份，指标填2800元/份", BOTH | SAMPLES | PRICE
                | row("k", {"target": "2800"}), "indicators.k.target"),
    ),
    passing=(
        Example("单价一致", BOTH | SAMPLES | PRICE),
        Example("按月计算的，不是一回事",
                PRICE | {"purpose": "流量费2.04万元（68份×25元×12个月）。"}),
        Example("同一个单位有几种单价",
                PRICE | {"purpose": "检测64.80万元（360份×1800元），报告1.80万元（360份×50元）。"}),
    ),
)  # fmt: skip
def prices_are_the_indicators(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The one price per unit that the purpose reckons with is the unit cost's (A6)."""
    told = prices(dossier.text("purpose"))
    costs = [o for o in indicators(dossier, settings) if is_unit_cost(o)] if told else []
    budget = largest_budget(dossier)
    for one in costs:
        per = one.target.unit.rpartition("/")[2]
        mine = [t for t in told if t[0] == per]
        others = [o for o in costs if o.target.unit.rpartition("/")[2] == per]
        if len(mine) != 1 or len(others) != 1 or one.number is None:
            continue
        _, count, price, shown = mine[0]
        own = to_wan(one.number, one.target.unit) * 10_000
        if own == price or unit_family(one.target.unit) != "money":
            continue
        whole = own * count / 10_000
        over = budget is not None and whole > budget
        more = f"；按这个指标{plain(count)}{per}要{show_money(whole)}万元，多于预算" if over else ""
        yield found(one.path("target"), also=("purpose", INITIAL),
                    severity=Severity.MUST_FIX if over else None, target=one.shown(), unit=per,
                    price=shown, more=more)  # fmt: skip
