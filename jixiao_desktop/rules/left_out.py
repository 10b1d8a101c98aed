"""Figures of a progress text that fit no row, held against the row that the text leaves out.

Other rules pair a count with a row by its words. People shorten names (补植 for 退化林补植面积,
病床 for 购置电动病床数量): what they mean then shows by elimination – in the unit of the figure
there is one row whose own figure the text never tells, and the words told are that row's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, time_point
from jixiao_desktop.rules.progress_text import PATH, SECTION
from jixiao_desktop.rules.sole_measure import VAGUE, differing, rows_held
from jixiao_desktop.rules.things import Thing, core, in_unit, like_units, things
from jixiao_desktop.rules.this_year import of_this_year, so_far
from jixiao_desktop.rules.told_counts import (
    ACTUAL,
    DONE,
    HARMLESS,
    PARTIAL,
    YEAR_END,
    misstated,
    named_with_count,
    rounded_alike,
    values_of,
)

LONGEST = 5_000
NEAR_BEFORE, NEAR_BEHIND = 10, 6
LEAST = 2
"""So many signs of a name must stand at the figure, in the name's order."""

MOST = 6
"""Sums of more figures than this come out by chance."""

SPARE = 2
"""So many other signs may stand before a figure: a text that says more speaks of a part."""

BEYOND = Decimal(3)
"""A figure so many times the row's, or so small a part of it, counts something else."""

_GENERAL = re.compile(
    "截[至止]|目前|今年|本年度?|全年|上半年|年内|期间|[0-9]{1,4}[年月日号]|[月年]?[底末份]|"
    "前[一二三四五六七八九十]+个月|[一二三四五六七八九十]+月|季度|已经?|均|都|全部|全面|共计?|合计|累计|总计?|"
    "实际|顺利|按期|按时|如期|分别|先后|到位|完成|完毕|办[了结]?|开展|组织|举行|召开|进行|实施|做了|达到?|"
    "到|了|的|为|约|近|其|该|各类?|项目|全县|全区|全市|全旗|全镇|我[县区市局镇乡院校]|有|是|在|和|与|及|并|"
    "购置?|买|装|换|建成?|修好?|发放?|办理|投入使用|交付|上岗|在岗|接待|受理|享受|保持|实现?|铺|通电"
)
_PART = re.compile(
    "其中|另|又|除|第[0-9一二三四五六七八九十]|由$|从$|前期|上次|如|例如|例|抽[查检取样]|随机|代表|座谈|"
    "[东西南北]部|[一二三]期|试点|示范(?=[村点户])|改为|不足|不到|以[上下内外]|超过|低于|高于|小于|大于|"
    "设计|规划|概算|批复|下达|申请|上级|标准|要求|能力|规模|现状|原有|服务人口|编制|面向|覆盖"
)
_PLACE = re.compile("[村乡镇县区街社组站校院园库河路段厂号楼班期批层东西南北中]")
"""Signs of one of several places: what is told of it may be less than the whole."""

_RATED_ELSE = re.compile(
    "执行|支出|支付|到位|资金|预算|投资|进度|结余|占(?!比)|完成$|完成[率了任目计年全]|序时|时间过"
)
_UNTIL = re.compile("(?:[由从][^，。；]{0,12}?)$")
_FROM = re.compile(
    r"[由从][0-9.]{1,6}[%％](?:左右)?(?:提高|提升|上升|增加|下降|降低|降|升)?(?:到|至)?$"
)
_BREAK = re.compile(r"[。；;，,、：:！？!?\n\r（）()“”]")
_TAIL = re.compile("(?:已|均|达到?|为|是|在|约|到|至|降至?|升至?|提高|了|：|:| )*$")
_SHARE = re.compile("(?:比例|比率|占比|率|度|水平)$")

BEDS = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "购置电动病床数量",
                 "operator": "≥", "target": "30", "unit": "张", ACTUAL: "30",
                 DONE: "30"})  # fmt: skip
MONITORS = row("b", {"level1": "产出指标", "level2": "数量指标", "name": "购置心电监护仪数量",
                     "operator": "≥", "target": "4", "unit": "台", ACTUAL: "4",
                     DONE: "4"})  # fmt: skip
METERS = row("c", {"level1": "产出指标", "level2": "数量指标", "name": "安装入户水表数量",
                   "operator": "≥", "target": "1260", "unit": "块", ACTUAL: "310",
                   DONE: "1260"})  # fmt: skip
HIRED = row("d", {"level1": "效益指标", "level2": "社会效益指标", "name": "参训学员当年就业率",
                  "operator": "≥", "target": "40", "unit": "%", ACTUAL: "31",
                  DONE: "31"})  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What is known of one counted row when a text is held against it."""

    name: str
    unit: str
    reached: Decimal
    known: tuple[Decimal, ...]


Meant = tuple[int, str, bool]
"""A figure told otherwise: (place of its row, words, whether the words are the row's alone)."""


@lru_cache(8192)
def in_order(said: str, name: str) -> int:
    """Count the signs of some words that a name bears in the same order: 购书 in 购置纸质图书."""
    best = [0] * (len(name) + 1)
    if len(said) == LEAST and all(sign in name for sign in said):
        return LEAST
    for sign in said:
        last = 0
        for at, own in enumerate(name, 1):
            kept = best[at]
            best[at] = last + 1 if sign == own else max(best[at], best[at - 1])
            last = kept
    return best[-1]


def _told_rightly(one: Row, values: Sequence[Decimal]) -> bool:
    """Tell whether a row's own figure stands among the values, or is the sum of some."""
    if any(rounded_alike(value, one.reached) for value in values):
        return True
    return one.reached in _sums(tuple(values[:MOST]))


@lru_cache(256)
def _sums(few: tuple[Decimal, ...]) -> frozenset[Decimal]:
    """Give the sums of two and more of some figures."""
    many = (some for size in range(2, len(few) + 1) for some in combinations(few, size))
    return frozenset(sum(some, Decimal(0)) for some in many)


@lru_cache(256)
def counts_left_out(text: str, rows: tuple[Row, ...]) -> tuple[Meant, ...]:
    """Find the counts of a text that are those of a row which it leaves out."""
    told = things(text)
    units = tuple(one.unit for one in rows)
    made: list[Meant] = []
    for thing in told:
        same = in_unit(units, thing.fact.unit)
        near = _nearest(thing.words, thing.fact.unit, tuple(rows[at].name for at in same))
        if near is None:
            continue
        at = same[near]
        values = [t.value for t in told if like_units(t.fact.unit, thing.fact.unit)]
        known = _something_else(thing, [rows[place] for place in same], values)
        if not known and not _told_rightly(rows[at], values) and _likely(thing, rows[at]):
            made.append((at, _words(thing), _plainly(thing, rows[at].name)))
    return tuple(made)


def _something_else(thing: Thing, rows: Sequence[Row], values: Sequence[Decimal]) -> bool:
    """Tell whether a count is one that the table knows, a sum, a rest, a part or a plan."""
    if _aside(thing.words, rows) or thing.fact.phase == "预计":
        return True
    if any(thing.value in one.known for one in rows):
        return True
    others = [value for value in values if value != thing.value][:MOST]
    if len(others) > 1 and thing.value == sum(others):
        return True
    return any(thing.value == abs(a - b) for one in rows for a in one.known for b in one.known)


def _aside(words: str, rows: Sequence[Row]) -> bool:
    """Tell whether words speak of a part or a plan, and no row is named so: 新增绿地面积."""
    for pattern in (_PART, PARTIAL):
        for match in pattern.finditer(HARMLESS.sub("", words)):
            if not match[0] or not any(match[0] in one.name for one in rows):
                return True
    return False


@lru_cache(2048)
def _nearest(words: str, unit: str, names: tuple[str, ...]) -> int | None:
    """Give the place of the one name that the words at a count in a unit are nearest to."""
    scored = sorted(((_score(words, name), at) for at, name in enumerate(names)), reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    score, at = scored[0]
    alone = len(names) == 1 and unit not in VAGUE
    return at if score >= LEAST - alone else None


def _score(words: str, name: str) -> int:
    before, behind = _around(words)
    own = core(name)
    return in_order(before, own) + in_order(behind, own)


@lru_cache(2048)
def _around(words: str) -> tuple[str, str]:
    """Give the words right at a count without those that say nothing of the thing."""
    before, _, behind = words.partition(" ")
    near = _GENERAL.sub("", core(before))[-NEAR_BEFORE:]
    return near, _GENERAL.sub("", behind)[:NEAR_BEHIND]


def _likely(thing: Thing, one: Row) -> bool:
    """Tell whether a count may be the row's: of its size, and of no part that is told apart."""
    if not one.reached or not one.reached / BEYOND <= thing.value <= one.reached * BEYOND:
        return False
    spare = _spare(thing, one.name)
    return len(spare) <= SPARE and not (thing.value < one.reached and _PLACE.search(spare))


def _spare(thing: Thing, name: str) -> str:
    """Give the signs before a count that its row's name does not bear."""
    return "".join(sign for sign in _around(thing.words)[0] if sign not in name)


def _plainly(thing: Thing, name: str) -> bool:
    """Tell whether all words at a count are its row's: 病床26张 of 购置电动病床数量."""
    before = _around(thing.words)[0]
    return len(before) >= LEAST and in_order(before, core(name)) == len(before)


def _words(thing: Thing) -> str:
    before, _, behind = thing.words.partition(" ")
    return f"{before[-12:]}{thing.fact.text}{behind[:6]}".strip()


@lru_cache(256)
def rates_left_out(text: str, rows: tuple[Row, ...]) -> tuple[Meant, ...]:
    """Find the shares of a text that are those of a row in percent which it leaves out."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    told = [f for f in facts(shown) if f.kind == "rate" and isinstance(f.value, Decimal)]
    values = [Decimal(str(f.value)) for f in told]
    open_rows = [at for at, one in enumerate(rows) if not _told_rightly(one, values)]
    made: list[Meant] = []
    for fact in told if open_rows else ():
        lead = _lead(shown, fact, rows)
        value = Decimal(str(fact.value))
        known = (known for one in rows for known in one.known)
        if not lead or any(rounded_alike(value, own) for own in known):
            continue
        scored = sorted(((_alike(lead, one.name), at) for at, one in enumerate(rows)), reverse=True)
        if scored[0][0] and scored[0][1] in open_rows and scored[0][0] > [*scored, (0, 0)][1][0]:
            made.append((scored[0][1], lead[-12:] + fact.text, lead != "满意度"))
    return tuple(made)


def _lead(shown: str, fact: Fact, rows: Sequence[Row]) -> str:
    """Give the words before a share, "" where it is of money, a plan, a part or another year."""
    whole = _BREAK.split(shown[max(0, fact.start - 30) : fact.start])[-1]
    whole = _FROM.sub("", whole)
    lead = re.split("[0-9%％]", _TAIL.sub("", whole))[-1]
    aside = _RATED_ELSE.search(lead) or _aside(lead, rows)
    stage = fact.phase in ("上年", "下年", "预计", "年初")
    points = "点" in fact.text or _UNTIL.search(whole)
    return "" if aside or stage or points else lead.strip()


def _alike(lead: str, name: str) -> int:
    """Count the signs of a share's words that a name bears, 0 where its end is another."""
    own, said = _SHARE.sub("", core(name)), _SHARE.sub("", _GENERAL.sub("", lead))
    if lead == "满意度" or not said:
        return LEAST if lead and name.endswith(lead) else 0
    signs = in_order(said, own)
    return signs if signs >= LEAST and signs == len(said) else 0


def left_out(
    dossier: Dossier, settings: Settings, paths: Sequence[str], rest: str
) -> Iterator[Found]:
    """Yield the figures of texts that are those of a row told otherwise, each row once a text."""
    held = rows_held(dossier, settings)
    as_of = time_point(dossier, settings) if rest == ACTUAL else None
    month = 12 if rest == DONE else as_of.month if as_of else 0
    counted = [one for one in held.rows if one.reached(rest).number is not None]
    for path in paths if counted else ():
        text = so_far(of_this_year(dossier.text(path), dossier.year), month)
        if not any(sign.isdigit() for sign in text):
            continue
        known = {one.row for one, *_ in differing(dossier.text(path), held, rest)}
        known |= {one.row for one, *_ in misstated(text, held.rows, held.named, rest)}
        for one, words, plainly in _otherwise(text, counted, rest):
            if one.row in known or named_with_count(text, one):
                continue
            known.add(one.row)
            yield found(path, also=(row_path(one.kind, one.row, rest),), said=words,
                        severity=Severity.MUST_FIX if plainly else None,
                        name=one.name, actual=one.shown(rest))  # fmt: skip


def _otherwise(
    text: str, rows: Sequence[Indicator], rest: str
) -> Iterator[tuple[Indicator, str, bool]]:
    for share, find in ((False, counts_left_out), (True, rates_left_out)):
        own = [one for one in rows if (one.target.unit == "%") is share]
        for at, words, plainly in find(text, tuple(_row(one, rest) for one in own)) if own else ():
            yield own[at], words, plainly


def _row(one: Indicator, rest: str) -> Row:
    reached = one.reached(rest).number or Decimal(0)
    known = tuple(value for value in values_of(one, rest) if value is not None)
    return Row(one.name, one.target.unit, reached, known)


MESSAGE = "{where}写“{said}”，而指标“{name}”的完成数是{actual}。"
FIX = "核对台账，改其中有误的一个；说的不是一回事的，改写清楚。"


@rule(
    "progress_text.left_out",
    title="写了一个数，哪项指标都对不上",
    severity=Severity.EXPLAIN,
    reads=("monitoring", "indicators"),
    stage="monitoring",
    message=MESSAGE,
    fix=FIX,
    basis=WITHIN,
    failing=(
        Example("写安装水表460块，指标“安装入户水表数量”填310块",
                {PATH: "截至7月底，已安装水表460块。"} | METERS, PATH),
        Example("写病床26张，指标“购置电动病床数量”填30张",
                {PATH: "监护仪4台、病床26张全部投入使用。"} | BEDS | MONITORS, PATH),
        Example("写学员就业率39%，指标“参训学员当年就业率”填31%",
                {SECTION: "学员就业率39%。"} | HIRED, SECTION),
    ),
    passing=(
        Example("一致", {PATH: "安装水表310块，病床30张全部投入使用，就业率31%。"}
                | METERS | BEDS | HIRED),
        Example("说的是其中一个村", {PATH: "上坪村安装水表120块。"} | METERS),
        Example("还没有装的", {PATH: "剩余水表950块9月安装。"} | METERS),
        Example("另一件东西", {PATH: "领用桌椅26张。"} | BEDS),
        Example("分几处写", {PATH: "门诊病床10张、内科病床20张。"} | BEDS),
    ),
)  # fmt: skip
def what_progress_leaves_out_is_told_rightly(
    dossier: Dossier, settings: Settings
) -> Iterator[Found]:
    """A figure that fits no row is that of the row left out, told in fewer words (B4)."""
    yield from left_out(dossier, settings, (PATH, SECTION), ACTUAL)


@rule(
    "evaluation.left_out",
    title="自评文字里对不上的完成数",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation", "indicators"),
    stage="self_evaluation",
    message=MESSAGE,
    fix=FIX,
    basis=WITHIN,
    failing=(
        Example("写病床26张全部投入使用，指标“购置电动病床数量”填30张",
                {YEAR_END: "监护仪4台、病床26张全部投入使用。"} | BEDS | MONITORS, YEAR_END,
                ("self_evaluation",)),
        Example("写学员就业率39%，指标“参训学员当年就业率”填31%",
                {YEAR_END: "办班8期，学员就业率39%。"} | HIRED, YEAR_END, ("self_evaluation",)),
    ),
    passing=(
        Example("一致", {YEAR_END: "病床30张投入使用，学员就业率31%。"} | BEDS | HIRED,
                stages=("self_evaluation",)),
        Example("完成的比例", {YEAR_END: "就业任务完成77.5%，支出率98%。"} | HIRED,
                stages=("self_evaluation",)),
        Example("上年的数", {YEAR_END: "上年学员就业率28%，今年31%。"} | HIRED,
                stages=("self_evaluation",)),
    ),
)  # fmt: skip
def what_the_year_leaves_out_is_told_rightly(
    dossier: Dossier, settings: Settings
) -> Iterator[Found]:
    """A figure that fits no row is that of the row left out, told in fewer words (B4)."""
    yield from left_out(dossier, settings, (YEAR_END,), DONE)
