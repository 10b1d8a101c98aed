"""One thing measured twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import likeness, meaning
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.name_pairs import pairs
from jixiao_desktop.rules.reasons import says_nothing
from jixiao_desktop.rules.things import core

READS = (
    "indicators[].name",
    "indicators[].level2",
    "indicators[].operator",
    "indicators[].target",
    "indicators[].unit",
)
SHORTEST = 4
"""Names of fewer characters differ by what little they have."""

_SERIAL = re.compile(
    "城镇|城市|城区|农村|乡村|乡镇|牧区|线上|线下|小学|初中|高中|中职|幼儿园|春季|夏季|秋季|冬季"
    "|自治区|中央|市级|县级|本级|上级|年初|年末"
    "|[0-9一二三四五六七八九十甲乙丙丁上下前后东西南北大小新旧男女老幼内外初中高]"
)
CONTRAST = 3
"""So long a word may set two names apart."""

_COUNTERS = frozenset("次期场个项人批件份数量额率度")
TWICE = {
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "参与培训人次",
    "target": "100",
    "unit": "人次",
}


def serial(one: str, two: str) -> bool:
    """Tell whether names differ only in what counts or tells them apart: 第一期, 民事 and 刑事."""
    if one == two or meaning(one) == meaning(two):
        return False
    return _SERIAL.sub("#", one) == _SERIAL.sub("#", two) or contrasted(one, two)


def contrasted(one: str, two: str) -> bool:
    """Tell whether one word stands in place of another of the same length, all else alike."""
    if len(one) != len(two):
        return False
    apart = [at for at, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    together = apart and apart[-1] - apart[0] < CONTRAST
    return bool(together) and not any({one[at], two[at]} <= _COUNTERS for at in apart)


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
    "duplicate.two_classes",
    title="同一指标列在两类",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}“{name}”在“{first}”和“{second}”下都有，目标也都是{target}。",
    fix="只保留一处；两类都要衡量的，各设能区分的指标。",
    basis=MINISTRY,
    failing=(
        Example(
            "社会效益和可持续影响下是同一项指标",
            row("a", TWICE | {"level2": "社会效益指标", "name": "群众健身参与率"})
            | row("b", TWICE | {"level2": "可持续影响指标", "name": "群众健身参与率"}),
            "indicators.b.name",
        ),
    ),
    passing=(
        Example("名称不同", row("a", TWICE) | row("b", TWICE | {"name": "培训班次"})),
        Example(
            "目标不同，另有意见",
            row("a", TWICE) | row("b", TWICE | {"level2": "社会效益指标", "target": "200"}),
        ),
    ),
)
def one_name_one_class(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One thing under two classes, word for word, is counted twice (A5)."""
    seen: dict[str, Indicator] = {}
    for one in indicators(dossier, settings):
        key = "".join(one.name.split())
        first = seen.setdefault(key, one) if key else one
        if first is one or first.level2 == one.level2 or first.shown() != one.shown():
            continue
        if one.shown() and not says_nothing(one.name):
            yield found(one.path("name"), also=(first.path("name"),), name=one.name,
                        first=first.level2, second=one.level2, target=one.shown())  # fmt: skip


_YEAR_LONG = {"天": ("365", "366"), "日": ("365", "366"), "月": ("12",), "个月": ("12",),
              "年": ("1", "一")}  # fmt: skip
_YEAR_WORDS = re.compile("(?:≥|=|≤|定性)?(?:一年|1年|全年|12个?月|36[56][天日])(?:内|完成)?")
_TIME = re.compile("天数|时间|时限|期限|周期|时长|月数|[天日月年]$")


def year_long(one: Indicator) -> bool:
    """Tell whether a target says no more than “one year”, in whatever unit."""
    number = one.number
    if number is not None:
        return str(number) in _YEAR_LONG.get(one.target.unit, ())
    return bool(_YEAR_WORDS.fullmatch("".join(one.shown().split())))


@rule(
    "duplicate.restated",
    title="同一个时间写成两项指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}“{name}”的目标{target}，与第{other}行“{first}”的{second}说的都是一年。",
    fix="只保留一处；数量指标写做了多少，时效指标写什么时候做完。",
    basis=MINISTRY,
    failing=(
        Example(
            "数量写365天，时效写一年",
            row("a", TWICE | {"name": "体育馆维修天数", "target": "365", "unit": "天"})
            | row("b", {"level2": "时效指标", "name": "体育馆维修", "target": "一年"}),
            "indicators.b.target",
        ),
    ),
    passing=(
        Example(
            "时效写明完成日期",
            row("a", TWICE | {"name": "体育馆开放天数", "target": "365", "unit": "天"})
            | row("b", {"level2": "时效指标", "name": "体育馆维修", "target": "11月底前"}),
        ),
        Example(
            "说的是两件事",
            row("a", TWICE | {"name": "公厕开放天数", "target": "365", "unit": "天"})
            | row(
                "b", {"level2": "时效指标", "name": "贴息发放期限", "target": "12", "unit": "个月"}
            ),
        ),
    ),
)
def one_year_once(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """365 days, twelve months and a year are one quantity (A5)."""
    long_ones = [one for one in indicators(dossier, settings) if year_long(one)]
    for at, one in enumerate(long_ones):
        for first in long_ones[:at]:
            bare = [_TIME.sub("", meaning(each.name)) for each in (first, one)]
            same = all(bare) and (
                likeness(*bare) >= float(settings.indicator_likeness)
                or bare[0] in bare[1]
                or bare[1] in bare[0]
            )
            if same and first.level2 != one.level2:
                number = (dossier.position(first.path("name")) or 0) + 1
                yield found(one.path("target"), also=(first.path("target"),), name=one.name,
                            target=one.shown(), other=number, first=first.name,
                            second=first.shown())  # fmt: skip
                break


@rule(
    "duplicate.alike",
    title="相近的指标",
    severity=Severity.HINT,
    reads=READS,
    message="{where}“{name}”与第{other}行“{first}”意思很相近。",
    fix="核对是否说的同一件事，是的只保留一项。",
    basis=MINISTRY,
    failing=(
        Example(
            "老干部培训人次(人)与老干部培训人次数(次)",
            row("a", TWICE | {"name": "老干部培训人次(人)"})
            | row("b", TWICE | {"name": "老干部培训人次数(次)"}),
            "indicators.b.name",
        ),
        Example(
            "问的是同一些人",
            row("a", TWICE | {"name": "受益群众满意度", "target": "90", "unit": "%"})
            | row("b", TWICE | {"name": "群众满意度", "target": "90", "unit": "%"}),
            "indicators.b.name",
        ),
        Example(
            "同一件事换了语序",
            row("a", TWICE | {"name": "布设监测点", "target": "60", "unit": "个"})
            | row("b", TWICE | {"name": "监测点布设数", "target": "60", "unit": "个"}),
            "indicators.b.name",
        ),
        Example(
            "同一件事换了说法",
            row("a", TWICE | {"name": "开展普法宣传场次", "target": "20", "unit": "场"})
            | row("b", TWICE | {"name": "举办普法宣传次数", "target": "20", "unit": "次"}),
            "indicators.b.name",
        ),
    ),
    passing=(
        Example(
            "民事与刑事",
            row("a", TWICE | {"name": "办理民事法律援助案件", "target": "80", "unit": "件"})
            | row("b", TWICE | {"name": "办理刑事法律援助案件", "target": "60", "unit": "件"}),
        ),
        Example(
            "城镇与农村",
            row("a", TWICE | {"name": "城镇低保金发放及时率", "target": "100", "unit": "%"})
            | row("b", TWICE | {"name": "农村低保金发放及时率", "target": "100", "unit": "%"}),
        ),
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
    least = float(settings.indicator_likeness)
    for first, one in pairs(dossier, settings):
        if one.row in told or not alike(first.name, one.name, least) or not like_units(first, one):
            continue
        told.add(one.row)
        number = (dossier.position(first.path("name")) or 0) + 1
        yield found(
            one.path("name"),
            also=(first.path("name"),),
            severity=Severity.EXPLAIN if restated(first, one) else None,
            name=one.name,
            other=number,
            first=first.name,
        )


@lru_cache(65536)  # after a change nearly all pairs are as they were
def alike(first: str, one: str, least: float) -> bool:
    """Tell whether two different names mean nearly the same and not two things of one kind."""
    if min(len(first), len(one)) < SHORTEST or "".join(first.split()) == "".join(one.split()):
        return False
    near = likeness(first, one) >= least or turned(first, one) or same_asked(first, one)
    return near and not serial(first, one)


def turned(first: str, one: str) -> bool:
    """Tell whether two names are one with its words turned: 布设监测点, 监测点布设数."""
    shown = sorted(core(first))
    return len(shown) >= SHORTEST and shown == sorted(core(one))


_ALL_OF = re.compile("受益|广大|服务|项目区|周边|当地|全体|辖区|社会|对象")


def same_asked(first: str, one: str) -> bool:
    """Tell whether two names ask the same people: 受益群众满意度, 群众满意度."""
    names = [_ALL_OF.sub("", name) for name in (first, one)]
    asked = all("满意" in name for name in names) and names[0] == names[1]
    return asked and len(names[0]) > SHORTEST


def restated(first: Indicator, one: Indicator) -> bool:
    """Tell whether two names of one meaning carry the same figure: 开展培训20次, 举办培训20场."""
    same = first.number is not None and first.number == one.number
    return same and meaning(first.name) == meaning(one.name)
