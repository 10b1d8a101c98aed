"""Two rows of the table that carry the same figures, or one rate with two targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.duplicates import serial
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import core, like_units, pieces

READS = ("indicators",)
ACTUAL, FORECAST = "monitoring.actual", "monitoring.forecast"
TELLING = 3
"""So many figures from the first to the last that is not 0 are seldom the same by chance."""

HOUSEHOLDS = {"level1": "产出指标", "level2": "数量指标", "operator": "≥", "target": "1400",
              "unit": "户", ACTUAL: "1158", FORECAST: "1400"}  # fmt: skip


def telling(number: Decimal | None) -> bool:
    """Tell whether a number is of its own kind: 142, 5.6, 1158; not 100, 20 or 3."""
    if number is None:
        return False
    digits = plain(number).replace(".", "").strip("0")
    return len(digits) >= TELLING or "." in plain(number)


def same_figures(first: Indicator, one: Indicator) -> bool:
    """Tell whether two rows carry the same target and, where filled, the same values."""
    if first.number != one.number or not like_units(first.target.unit, one.target.unit):
        return False
    reached = [(first.reached(r).number, one.reached(r).number) for r in (ACTUAL, FORECAST)]
    if any(a != b for a, b in reached):
        return False
    done = reached[0][0]
    if done is not None and done != first.number:
        return telling(done) or telling(first.number)
    shared = pieces(core(first.name)) & pieces(core(one.name))
    held = set(core(first.name)) & set(core(one.name))
    return telling(first.number) and bool(shared or len(held) > 1)


@rule(
    "duplicate.same_figures",
    title="两项指标的数一样",
    severity=Severity.HINT,
    reads=READS,
    message="{where}“{name}”的目标和完成数与第{other}行“{first}”全都一样（{target}）。",
    fix="核对是不是同一件事的两种说法，是的只保留一项。",
    basis=WITHIN,
    failing=(
        Example("受益户数写了两遍",
                row("a", HOUSEHOLDS | {"name": "补贴受益户数"})
                | row("b", HOUSEHOLDS | {"name": "享受补贴的农户数量"}), "indicators.b.name"),
        Example("长度写了两遍",
                row("a", HOUSEHOLDS | {"name": "一次网更换长度", "target": "5.6", "unit": "公里",
                                       ACTUAL: "3.9", FORECAST: "5.6"})
                | row("b", HOUSEHOLDS | {"name": "主干管线改造公里数", "target": "5.6",
                                         "unit": "公里", ACTUAL: "3.9", FORECAST: "5.6"}),
                "indicators.b.name"),
    ),
    passing=(
        Example("完成数不同",
                row("a", HOUSEHOLDS | {"name": "补贴受益户数"})
                | row("b", HOUSEHOLDS | {"name": "享受补贴的农户数量", ACTUAL: "1160"})),
        Example("都是100%",
                row("a", {"level2": "质量指标", "name": "验收合格率", "target": "100", "unit": "%",
                          ACTUAL: "100", FORECAST: "100"})
                | row("b", {"level2": "质量指标", "name": "建档率", "target": "100", "unit": "%",
                            ACTUAL: "100", FORECAST: "100"})),
    ),
)  # fmt: skip
def figures_are_not_twice(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Two output counts with the same target, value and forecast count one thing (A5)."""
    rows = [o for o in indicators(dossier, settings) if "数量" in o.level2 and o.number]
    for at, one in enumerate(rows):
        for first in rows[:at]:
            if first.name != one.name and same_figures(first, one):
                number = (dossier.position(first.path("name")) or 0) + 1
                yield found(one.path("name"), also=(first.path("name"),), name=one.name,
                            other=number, first=first.name, target=one.shown())  # fmt: skip
                break


_RATE = re.compile("(?:率|满意度)$")
SHORTEST, ADDED = 4, 4
WATER = {"level1": "产出指标", "level2": "质量指标", "operator": "≥", "unit": "%"}


@rule(
    "duplicate.one_rate",
    title="同一个比率两个目标",
    severity=Severity.EXPLAIN,
    reads=("indicators[].name", "indicators[].level2", "indicators[].operator",
           "indicators[].target", "indicators[].unit"),
    message="{where}“{name}”的目标是{one}，而第{other}行“{first}”的目标是{two}，说的像是同一个比率。",
    fix="是同一个比率的只保留一项；不是的，改名称分清楚各是谁的比率。",
    basis=WITHIN,
    failing=(
        Example("水质合格率90%，供水水质合格率95%",
                row("a", WATER | {"name": "水质合格率", "target": "90"})
                | row("b", WATER | {"level2": "社会效益指标", "name": "供水水质合格率",
                                    "target": "95"}), "indicators.b.target"),
    ),
    passing=(
        Example("两个目标一样", row("a", WATER | {"name": "水质合格率", "target": "95"})
                | row("b", WATER | {"name": "供水水质合格率", "target": "95"})),
        Example("一个是上年的", row("a", WATER | {"name": "水质合格率", "target": "90"})
                | row("b", WATER | {"name": "小学水质合格率", "target": "95"})),
    ),
)  # fmt: skip
def one_rate_has_one_target(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A rate named once plainly and once with a general word before it has one target (A5)."""
    rows = [o for o in indicators(dossier, settings) if o.number and o.target.unit == "%"]
    rows = [o for o in rows if _RATE.search(o.name) and len(o.name) >= SHORTEST]
    for at, one in enumerate(rows):
        for first in rows[:at]:
            short, long = sorted((first.name, one.name), key=len)
            added = long.removesuffix(short)
            near = added != long and 0 < len(added) <= ADDED and not serial(short, long)
            if near and not _NARROWER.search(added) and first.number != one.number:
                number = (dossier.position(first.path("name")) or 0) + 1
                yield found(one.path("target"), also=(first.path("target"),), name=one.name,
                            one=one.shown(), other=number, first=first.name,
                            two=first.shown())  # fmt: skip
                break


_NARROWER = re.compile(
    "[小中大高初幼老新旧男女残孕妇童]|城|村|乡|镇|学|户|人|员|师|生|院|校|区|县|市|级|一次|二次|首|复|再|年|季|月"
    "|工程|设备|项目|主要|重点|产品|抽|自|日|及时|单元|分部|竣工"
)
"""Such words make of a rate one of a part."""
