"""Quantities and growth told in goal and reports, held against the one indicator of their kind.

A count that stands apart from the words of its indicator (“硬化东风村、向阳村道路5.2公里”) is
compared where no other indicator has such a unit, and the thing counted bears the indicator's noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.goal_figures import counted
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.things import ALIKE, Thing, core, in_unit, likeness, pieces, things
from jixiao_desktop.rules.told_counts import bare_totals, partial, told, values_of

ACTUAL, DONE = "monitoring.actual", "self_evaluation.actual"
PROGRESS, YEAR_END = "monitoring.goal_progress", "self_evaluation.goal_progress"
REPORT, YEAR_REPORT = "monitoring.sections.", "self_evaluation.sections."
OUTPUT = f"{YEAR_REPORT}fund_output"
AHEAD = ("follow_up_plan", "measures", "improvements", "corrective_actions")
"""Sections that speak of what is still to come."""

ALREADY = (YEAR_END, f"{YEAR_REPORT}deviation_and_remedy")
"""Texts of the year's end whose counts another rule compares."""

LONGEST = 5_000
CLAUSE = 60
VAGUE = frozenset(["个", "项", "次", "人", "名", "户", "天", "年", "月"])
"""Units in which nearly anything is counted: only a longer noun tells what."""

NOUN = 2
_BREAK = re.compile(r"[。；;，,！!？?：:\n\r（(）)]")
_SAME = {"惠及": "受益", "受惠": "受益", "惠泽": "受益", "吸引": "接待", "迎接": "接待"}
_SAYING = re.compile("|".join(_SAME))
_EXTENT = re.compile(
    "(?:总长度?|全长|总面积|面积|长度|里程|总数|总|长|量)?(?:共计|合计|累计|约|共|为|达到?)*$"
)
_WHOLE = re.compile("全年|共|累计|合计|总")
_PARTIAL = re.compile(
    "剩余|其余|余下|尚|还|差|比|较|新增|增加|另|未|待|上半年|下半年|季度|第[一二三四]|首批|一批|二期|一期|分别|其中|"
    "原|现有|共有|辖|每|平均|合同|上年|去年|往年|下年|明年|设计[面长能]|规划[面长总]|常年|历年|存量"
)
_PLANNED = re.compile("计划|预计|拟|将|目标|年初|安排|应")

ROADS = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "硬化道路长度",
                  "operator": "≥", "target": "3.2", "unit": "公里", ACTUAL: "1.8",
                  DONE: "3.2"})  # fmt: skip
SERVED = row("b", {"level1": "效益指标", "level2": "社会效益指标", "name": "受益群众人数",
                   "operator": "≥", "target": "1200", "unit": "人", DONE: "1260"})  # fmt: skip
INCOME = row("c", {"level1": "效益指标", "level2": "经济效益指标", "name": "旅游收入增长率",
                   "operator": "≥", "target": "5", "unit": "%", ACTUAL: "5.1",
                   DONE: "5.6"})  # fmt: skip


def clause_around(shown: str, start: int, end: int) -> str:
    """Give the words of a figure's clause, an enumeration by 、 kept together."""
    before = _BREAK.split(shown[max(0, start - CLAUSE) : start])[-1]
    return before + " " + _BREAK.split(shown[end : end + CLAUSE])[0]


Said = tuple[int, str, Decimal, bool]
"""A figure told of one indicator: (place of its row, words, figure, whether of the whole)."""


@lru_cache(256)
def sole(text: str, named: tuple[tuple[str, str], ...], planned: bool) -> tuple[Said, ...]:
    """Find the counts of a text that only one indicator (name, unit) can be about.

    Counts with the indicator's own words right beside them are compared elsewhere and have no
    words here; ``planned`` tells that the text speaks of what is planned.
    """
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made: list[Said] = []
    units = [thing.fact.unit for thing in things(text)]
    counted = tuple(unit for _, unit in named)
    for thing in things(text):
        fitting = in_unit(counted, thing.fact.unit)
        if planned and len(fitting) > 1:
            fitting = tuple(at for at in fitting if named[at][1] == thing.fact.unit)
        if len(fitting) != 1:
            continue
        if likeness(named[fitting[0]][0], thing.about) >= ALIKE:
            made.append((fitting[0], "", thing.value, False))
            continue
        clause = clause_around(shown, thing.fact.start, thing.fact.end)
        aside = partial(clause, _PARTIAL) or (not planned and partial(clause, _PLANNED))
        name = named[fitting[0]][0]
        alone = planned and units.count(thing.fact.unit) == 1
        if not aside and (_about(name, clause) or (alone and _same_noun(name, thing))):
            before, _, after = clause.partition(" ")
            words = f"{before[-12:]}{thing.fact.text}{after[:6]}".strip()
            made.append((fitting[0], words, thing.value, bool(_WHOLE.search(clause))))
    return tuple(made)


def _about(name: str, clause: str) -> bool:
    """Tell whether a clause counts what a name names: most of its words, its noun at the figure."""
    thing = core(_alike(name)).removesuffix("人")
    own = pieces(thing)
    before, _, after = _alike(clause).partition(" ")
    before = _EXTENT.sub("", before)
    bare = not core(after) and len(own) > 1
    if bare and (core(before) == thing[-NOUN:] or before.endswith(thing[:NOUN])):
        return True  # nothing but the noun, or the deed
    told_of = pieces(before + " " + after)
    beside = before[-2:] in own or after.lstrip("的")[:2] in own
    return len(own) > 1 and beside and len(own & told_of) >= ALIKE * len(own)


def _same_noun(name: str, thing: Thing) -> bool:
    """Tell whether the noun right at a goal's figure, the only one in its unit, is a name's own."""
    named = core(name)
    before, _, after = thing.about.partition(" ")
    long = NOUN + (thing.fact.unit in VAGUE)
    told = before[-long:]
    behind = len(named) >= long and named[-long:] in after
    return behind or (len(told) == long and told in named)


def _alike(words: str) -> str:
    """Write words for the same deed in one way: 惠及 and 受益, 吸引 and 接待."""
    return _SAYING.sub(lambda match: _SAME[match[0]], words)


@dataclass(frozen=True)
class Rows:
    """The counted indicators of a dossier as texts are held against them."""

    rows: Sequence[Indicator]
    named: tuple[tuple[str, str], ...]
    growing: tuple[int, ...]
    """Places of those that measure how much something grew or fell, in percent."""

    grown: tuple[str, ...]


def rows_held(dossier: Dossier, settings: Settings) -> Rows:
    """Gather the counted indicators once for all texts of a rule."""
    rows = counted(dossier, settings)
    named = tuple((one.name, one.target.unit) for one in rows)
    growing = tuple(at for at, (name, unit) in enumerate(named) if unit == "%" and _grown(name))
    return Rows(rows, named, growing, tuple(named[at][0] for at in growing))


def differing(text: str, held: Rows, rest: str) -> Iterator[tuple[Indicator, str]]:
    """Walk what a text tells otherwise than the table: (indicator, words).

    ``rest`` names what was reached, "" for the target.
    """
    if not held.rows or not text.strip():
        return
    grown = growths(text, held.grown) if held.grown else ()
    for said in (sole(text, held.named, not rest), _placed(grown, held.growing)):
        fitting: dict[int, bool] = {}
        for at, words, value, whole in said:
            one = held.rows[at]
            if at not in fitting:
                fitting[at] = _right(text, said, one, at, rest)
            reached = one.reached(rest).number if rest else one.number
            part = rest and not whole and reached is not None and value < reached
            if words and reached is not None and not part and not fitting[at]:
                yield one, words


def _placed(grown: Sequence[tuple[int, str, Decimal]], growing: Sequence[int]) -> tuple[Said, ...]:
    return tuple((growing[at], words, value, True) for at, words, value in grown)


def _right(text: str, said: Sequence[Said], one: Indicator, at: int, rest: str) -> bool:
    """Tell whether any figure told of an indicator, or the sum of them, is its own."""
    ours = [value for place, _, value, _ in said if place == at]
    known = values_of(one, rest) if rest else [one.number]
    return any(value in known for value in (*ours, sum(ours), *bare_totals(text, one.target.unit)))


_GROWN = re.compile(
    r"([\u4e00-\u9fff]{2,12}?)(?:比上年|较上年|同比|年均)?(增长|提高|提升|上升|下降|降低|减少|增加)了?"
    r"(?:幅度)?(?:不低于|不少于|达到|超过|达|约|为|至少|：|:|\s)*$"
)
_UP, _DOWN = "增长提高提升上升增加", "下降降低减少"
_GROWS = re.compile("增长|提高|提升|上升|下降|降低|减少|增加|增幅|降幅")


@lru_cache(2048)
def _grown(name: str) -> bool:
    return bool(_GROWS.search(name))


@lru_cache(256)
def growths(text: str, names: tuple[str, ...]) -> tuple[tuple[int, str, Decimal], ...]:
    """Find what a text says something grew or fell by: (place of the name, words, points)."""
    if not names or not _GROWS.search(text):
        return ()
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown):
        if fact.kind != "rate" or not isinstance(fact.value, Decimal) or "点" in fact.text:
            continue
        lead = _BREAK.split(shown[max(0, fact.start - 24) : fact.start])[-1].split("、")[-1]
        match = _GROWN.search(lead)
        if match is None or partial(lead[: match.end(1)], _PARTIAL):
            continue
        thing = core(re.sub("^(?:带动|促进|推动|实现|使|力争|确保)", "", match[1]))
        fitting = [at for at, name in enumerate(names) if _grows(name, thing, match[2])]
        if len(fitting) == 1:
            made.append((fitting[0], match[0].strip() + fact.text, fact.value))
    return tuple(made)


def _grows(name: str, thing: str, word: str) -> bool:
    """Tell whether an indicator measures the growth of a thing in the same direction."""
    kind = _GROWS.search(name)
    if kind is None:
        return False
    upward = word in _UP
    known = kind[0] in _UP or kind[0] == "增幅"
    rest = pieces(core(name[: kind.start()] or name[kind.end() :]).removesuffix("率"))
    return upward == known and bool(rest) and len(rest & pieces(thing)) * 2 > len(rest)


@rule(
    "goal.quantity_differs",
    title="目标里的长度、面积、人数和增幅与指标",
    severity=Severity.EXPLAIN,
    reads=("goal", "indicators"),
    message="{where}写“{said}”，而指标“{name}”的年度指标值是{target}。",
    fix="核对批复的目标，使两处一致；说的不是一回事的，改写清楚。",
    basis=WITHIN,
    failing=(
        Example("目标写两村道路5.2公里，指标3.2公里",
                {"goal": "硬化东风村、向阳村道路5.2公里，改善出行条件。"} | ROADS, "goal"),
        Example("目标写旅游收入增长8%以上，指标5%",
                {"goal": "举办文化节1届，带动旅游收入增长8%以上。"} | INCOME, "goal"),
        Example("目标写惠及群众1500人，指标1200人",
                {"goal": "硬化道路3.2公里，惠及群众1500人。"} | ROADS | SERVED, "goal"),
        Example("目标写87所农村学校，指标78所",
                {"goal": "为87所农村义务教育学校提供膳食补助，改善营养状况。"}
                | row("d", {"level2": "数量指标", "name": "受益学校数量", "operator": "=",
                            "target": "78", "unit": "所"}), "goal"),
    ),
    passing=(
        Example("一致", {"goal": "硬化东风村、向阳村道路3.2公里，旅游收入增长5%以上。"}
                | ROADS | INCOME),
        Example("分村写，加起来一致",
                {"goal": "硬化东风村、前进村道路2公里，硬化向阳村道路1.2公里。"} | ROADS),
        Example("说的是另一件事", {"goal": "清理河道5.2公里，硬化道路3.2公里。"} | ROADS),
        Example("写的是上年", {"goal": "硬化道路3.2公里。上年旅游收入增长12%。"} | ROADS | INCOME),
        Example("提高到的水平", {"goal": "旅游收入占比提高到8%。"} | INCOME),
    ),
)  # fmt: skip
def goal_quantities_are_targets(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A length, a number of people or a growth in the goal is the target of its indicator (A8)."""
    told_of: set[str] = set()
    for one, words in differing(dossier.text("goal"), rows_held(dossier, settings), ""):
        if one.row not in told_of:
            told_of.add(one.row)
            yield found("goal", also=(one.path("target"),), said=words, name=one.name,
                        target=one.shown())  # fmt: skip


MESSAGE = "{where}写“{said}”，而指标“{name}”的完成数是{actual}。"


def _quantities(dossier: Dossier, held: Rows, path: str, rest: str) -> Iterator[Found]:
    seen: set[str] = set()
    for one, words in differing(dossier.text(path), held, rest):
        if one.row not in seen:
            seen.add(one.row)
            actual = one.shown(rest)
            yield found(path, also=(row_path(one.kind, one.row, rest),), said=words, name=one.name,
                        actual=actual)  # fmt: skip


@rule(
    "progress_text.quantity",
    title="文字里的长度、面积、人数和增幅",
    severity=Severity.EXPLAIN,
    reads=("monitoring", "indicators"),
    stage="monitoring",
    message=MESSAGE,
    fix="核对两处，改其中有误的一个；说的不是一回事的，改写清楚。",
    basis=WITHIN,
    failing=(
        Example("写硬化两村道路2.6公里，指标填1.8公里",
                {PROGRESS: "已硬化东风村、向阳村道路2.6公里。"} | ROADS, PROGRESS),
        Example("报告写旅游收入增长9.1%，指标填5.1%",
                {f"{REPORT}goal_completion": "旅游收入同比增长9.1%。"} | INCOME,
                f"{REPORT}goal_completion"),
        Example("写接待游客6.2万人次，指标“吸引游客人次”填5.2万人次",
                {PROGRESS: "累计接待游客6.2万人次。"}
                | row("d", {"level1": "效益指标", "name": "吸引游客人次", "operator": "≥",
                            "target": "8", "unit": "万人次", ACTUAL: "5.2"}), PROGRESS),
    ),
    passing=(
        Example("一致", {PROGRESS: "已硬化东风村、向阳村道路1.8公里，旅游收入增长5.1%。"}
                | ROADS | INCOME),
        Example("只说了一部分", {PROGRESS: "已硬化东风村、前进村的道路1.1公里。"} | ROADS),
        Example("还没有修的", {PROGRESS: "其余东风村、向阳村道路2.4公里8月开工。"} | ROADS),
        Example("下一步的打算", {PROGRESS: "计划硬化东风村、向阳村道路2.8公里。"} | ROADS),
    ),
)  # fmt: skip
def progress_quantities_are_the_indicators(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A length, a number of people or a growth told of the year so far is the table's (B4)."""
    held = rows_held(dossier, settings)
    for path in (PROGRESS, *sections_of(dossier, REPORT)):
        yield from _quantities(dossier, held, path, ACTUAL)


@rule(
    "evaluation.quantity",
    title="自评文字里的数量与指标",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation", "indicators"),
    stage="self_evaluation",
    message=MESSAGE,
    fix="核对台账，改其中有误的一个；统计范围不同的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("完成情况写惠及群众2260人，指标填1260人",
                {YEAR_END: "道路全部完工，惠及群众2260人。"} | SERVED, YEAR_END,
                ("self_evaluation",)),
        Example("完成情况写两村共硬化5.2公里，指标填3.2公里",
                {YEAR_END: "两村共硬化5.2公里，群众出行方便了。"} | ROADS, YEAR_END,
                ("self_evaluation",)),
        Example("资金产出情况写硬化道路5.2公里，指标填3.2公里",
                {OUTPUT: "全年硬化道路5.2公里。"} | ROADS, OUTPUT, ("self_evaluation",)),
        Example("完成情况写全年硬化两村道路2.2公里，指标填3.2公里",
                {YEAR_END: "全年硬化东风村、向阳村道路2.2公里。"} | ROADS, YEAR_END,
                ("self_evaluation",)),
    ),
    passing=(
        Example("分村写，后面有合计",
                {OUTPUT: "全年硬化东风村道路2.1公里、向阳村道路1.1公里，共3.2公里。"} | ROADS,
                stages=("self_evaluation",)),
        Example("一致", {YEAR_END: "全年硬化东风村、向阳村道路3.2公里，惠及群众1260人。",
                         OUTPUT: "硬化道路3.2公里。"} | ROADS | SERVED,
                stages=("self_evaluation",)),
        Example("组织的是另一些人", {YEAR_END: "组织群众代表25人参加验收。"} | SERVED,
                stages=("self_evaluation",)),
        Example("写的是下年", {f"{YEAR_REPORT}follow_up_plan": "2025年硬化道路4公里。"} | ROADS,
                stages=("self_evaluation",)),
    ),
)  # fmt: skip
def year_end_quantities_are_the_indicators(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A length, a number of people or a growth told of the whole year is the table's (B4)."""
    paths = (YEAR_END, *sections_of(dossier, YEAR_REPORT))
    held = rows_held(dossier, settings)
    for path in paths:
        yield from _quantities(dossier, held, path, DONE)
    others = [path for path in paths if path not in ALREADY and not path.endswith("problems")]
    yield from told(dossier, settings, others, DONE)


def sections_of(dossier: Dossier, prefix: str) -> list[str]:
    """List a report's chapters that tell what was done."""
    return [p for p, _ in dossier.under(prefix) if not p.endswith(AHEAD)]
