"""One thing measured twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import LONGEST, fold_name, similarity
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators

READS = (
    "indicators[].name",
    "indicators[].level2",
    "indicators[].operator",
    "indicators[].target",
    "indicators[].unit",
)
ALIKE = 0.8
SHORTEST = 4
"""Names of fewer characters differ by what little they have."""

_SERIAL = re.compile(r"[0-9一二三四五六七八九十甲乙丙丁上下前后东西南北大小新旧男女老幼内外初中高]")
TWICE = {
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "参与培训人次",
    "target": "100",
    "unit": "人次",
}


def pairs(dossier: Dossier, settings: Settings) -> Iterator[tuple[Indicator, Indicator]]:
    """Walk the pairs of indicators, in order, whose names share enough to be worth comparing.

    Two names that differ by a fifth still share most of their neighbouring characters.
    """
    named = [(one, bigrams(one.name)) for one in indicators(dossier, settings)]
    holders: dict[str, list[int]] = {}
    for index, (one, grams) in enumerate(named):
        common = Counter(former for gram in grams for former in holders.get(gram, ()))
        least = max(1, int(len(grams) * (1 - 2 * (1 - ALIKE)) / 2))
        for former in sorted(former for former, count in common.items() if count >= least):
            yield named[former][0], one
        for gram in grams:
            holders.setdefault(gram, []).append(index)


@lru_cache(2048)
def bigrams(name: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters of a name, folded."""
    folded = fold_name(name)[:LONGEST]
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1))


def serial(one: str, two: str) -> bool:
    """Tell whether names differ only in what counts them off: 第一期 and 第二期."""
    return one != two and _SERIAL.sub("#", one) == _SERIAL.sub("#", two)


def like_units(one: Indicator, two: Indicator) -> bool:
    """Tell whether two indicators may measure the same: 人数 and 出勤率 do not."""
    known = {one.target.unit and unit_family(one.target.unit) for one in (one, two)} - {"", "other"}
    return len(known) < 2


@rule(
    "duplicate.same",
    title="重复的指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}“{name}”与第{other}行的名称和二级指标都相同。",
    fix="删去其中一行；确是两件事的，改名称分清楚。",
    basis=MINISTRY,
    failing=(
        Example("两行都是“参与培训人次”", row("a", TWICE) | row("b", TWICE), "indicators.b.name"),
    ),
    passing=(Example("两行名称不同", row("a", TWICE) | row("b", TWICE | {"name": "培训班次"})),),
)
def no_indicator_twice(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """No name stands twice under one class."""
    seen: dict[tuple[str, str], Indicator] = {}
    for one in indicators(dossier, settings):
        key = ("".join(one.name.split()), one.level2)
        if one.name and key in seen:
            first = seen[key]
            number = (dossier.position(first.path("name")) or 0) + 1
            yield found(one.path("name"), also=(first.path("name"),), name=one.name, other=number)
        seen.setdefault(key, one)


@rule(
    "duplicate.two_targets",
    title="同名指标目标不同",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}“{name}”在“{first}”下目标是{one}，在“{second}”下目标是{two}。",
    fix="保留一处；确需两处的，改名称分清楚所衡量的内容。",
    basis=WITHIN,
    failing=(
        Example(
            "同名指标在质量和可持续影响下目标不同",
            row("a", TWICE) | row("b", TWICE | {"level2": "社会效益指标", "target": "200"}),
            "indicators.b.name",
        ),
    ),
    passing=(Example("名称不同", row("a", TWICE) | row("b", TWICE | {"name": "培训班次"})),),
)
def one_name_one_target(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One name under two classes with two targets contradicts itself."""
    seen: dict[str, Indicator] = {}
    for one in indicators(dossier, settings):
        key = "".join(one.name.split())
        first = seen.setdefault(key, one) if key else one
        if first is one or first.level2 == one.level2 or first.shown() == one.shown():
            continue
        yield found(
            one.path("name"),
            also=(first.path("name"), first.path("target"), one.path("target")),
            name=one.name,
            first=first.level2,
            second=one.level2,
            one=first.shown() or "空",
            two=one.shown() or "空",
        )


@rule(
    "duplicate.alike",
    title="相近的指标",
    severity=Severity.HINT,
    reads=READS,
    message="{where}“{name}”与第{other}行“{first}”很相近。",
    fix="核对是否说的同一件事，是的只保留一项。",
    basis=MINISTRY,
    failing=(
        Example(
            "老干部培训人次(人)与老干部培训人次数(次)",
            row("a", TWICE | {"name": "老干部培训人次(人)"})
            | row("b", TWICE | {"name": "老干部培训人次数(次)"}),
            "indicators.b.name",
        ),
    ),
    passing=(
        Example(
            "培训人数与培训出勤率",
            row("a", TWICE | {"name": "业务人员培训人数"})
            | row("b", TWICE | {"name": "业务人员培训率", "target": "95", "unit": "%"}),
        ),
        Example(
            "第一期培训人次与第二期培训人次",
            row("a", TWICE | {"name": "第一期培训人次"})
            | row("b", TWICE | {"name": "第二期培训人次"}),
        ),
    ),
)
def no_near_duplicates(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Names that mean nearly the same are pointed out, once per row."""
    told: set[str] = set()
    for first, one in pairs(dossier, settings):
        if one.row in told or "".join(first.name.split()) == "".join(one.name.split()):
            continue
        short = min(len(first.name), len(one.name)) < SHORTEST
        if short or not like_units(first, one):
            continue
        if similarity(first.name, one.name) < ALIKE or serial(first.name, one.name):
            continue
        told.add(one.row)
        number = (dossier.position(first.path("name")) or 0) + 1
        yield found(
            one.path("name"),
            also=(first.path("name"),),
            name=one.name,
            other=number,
            first=first.name,
        )
