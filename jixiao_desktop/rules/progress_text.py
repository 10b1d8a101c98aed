"""What the progress text says, held against the indicators' own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import normalise, plain
from jixiao_desktop.domain.progress import Light
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators

PATH = "monitoring.goal_progress"
SECTION = "monitoring.sections.goal_completion"
"""The chapter of the report that tells the same, where somebody rewrote it."""

READS = (PATH, SECTION, "indicators[].name", "indicators[].level2", "indicators[].operator",
         "indicators[].target", "indicators[].unit", "indicators[].monitoring.actual",
         "indicators[].monitoring.forecast", "monitoring.as_of")  # fmt: skip
LONGEST = 5000
_CLAUSE = re.compile(r"[。；;，,！!？?\n\r]")
_ALL_DONE = re.compile(
    "(?:按计划|按时|按期|如期|按进度|全部|均已?|都已?|圆满|顺利|已经?全面)(?:如期|按时|按期|全部|顺利|圆满)?"
    "(?:完成|达成|达到|实现)"
    "|(?:全部|所有|各项?)(?:三级)?(?:绩效)?(?:指标|目标|任务)值?(?:均|都|全部?)?已?"
    "(?:达标|达到|符合(?:序时|时间|进度|要求))"
    "|(?:指标|目标|任务)值?(?:均|都|全部)已?(?:达标|符合(?:序时|时间|进度|要求))"
)
_NOT_NOW = re.compile(
    "预计|预期(?:可|能|将|年)|将|年底|力争|确保|未|没有|不能|无法|下一步|拟|计划于|争取|可|剩余|后续|除"
)
BAD = row(
    "a",
    {
        "level2": "数量指标",
        "name": "办公家具",
        "operator": "≥",
        "target": "100",
        "unit": "套",
        "monitoring.actual": "20",
    },
)
HALF = BAD | row("a", {"name": "培训班次", "target": "20", "unit": "次", "monitoring.actual": "12"})


@lru_cache(256)
def clauses(text: str) -> tuple[tuple[int, str], ...]:
    """Cut a text into clauses with their places."""
    shown, made, start = text[:LONGEST], list[tuple[int, str]](), 0
    for match in _CLAUSE.finditer(shown):
        made.append((start, shown[start : match.start()]))
        start = match.end()
    return (*made, (start, shown[start:]))


@lru_cache(256)
def says_all_done(text: str) -> str:
    """Give the words that say all is done, "" where a text does not say so of today."""
    for _, clause in clauses(text):
        match = _ALL_DONE.search(clause)
        if match and not _NOT_NOW.search(clause):
            return match[0]
    return ""


@rule(
    "progress_text.all_done",
    title="“按计划完成”与指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}写“{said}”，而指标“{name}”：{working}（红）。",
    fix="按指标的实际完成数改写，或核对指标的完成数。",
    basis=WITHIN,
    failing=(
        Example(
            "写“按计划如期完成”，一项指标只完成20%",
            {PATH: "各项工作按计划如期完成。"} | BAD,
            PATH,
        ),
        Example(
            "写“全部指标达到”，一项只完成20%", {SECTION: "全部指标达到序时进度。"} | BAD, SECTION
        ),
        Example(
            "写“指标全部达标”，一项只完成20%", {PATH: "工作顺利，绩效指标全部达标。"} | BAD, PATH
        ),
    ),
    passing=(
        Example("指标进度正常", {PATH: "各项工作按计划如期完成。"} | HALF),
        Example("写的是没有全部达到", {PATH: "未能使全部指标达到序时进度。"} | BAD),
        Example("写的是预计", {PATH: "剩余目标预计年底按计划完成。"} | BAD),
    ),
)
def done_means_done(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A text that says all is done as planned has no red indicator beside it."""
    for path in (PATH, SECTION):
        said = says_all_done(dossier.text(path))
        late = (o for o in indicators(dossier, settings) if o.progress is not None)
        for one in late if said else ():
            if one.progress is not None and one.progress.light is Light.RED:
                yield found(
                    path,
                    also=(one.path("monitoring.actual"),),
                    said=said,
                    name=one.name,
                    working=one.progress.working,
                )
                break


def stated_count(clause: str, one: Indicator) -> Decimal | None:
    """Give the count that a clause states for an indicator, None where it names none."""
    at = clause.find(one.name)
    if at < 0 or one.number is None:
        return None
    for fact in facts(clause):
        near = 0 <= fact.start - at - len(one.name) <= 6
        if fact.phase in ("上年", "下年"):
            continue
        if near and fact.kind in ("count", "rate") and isinstance(fact.value, Decimal):
            same = normalise(fact.unit) == one.target.unit
            return fact.value if same and fact.phase not in ("预计", "申请") else None
    return None


@rule(
    "progress_text.count",
    title="写了指标名称，数却不同",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}写“{name}”{said}，而该指标的完成数是{actual}。",
    fix="核对两处，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("文字写培训班次完成14次，指标填12次", {PATH: "培训班次完成14次。"} | HALF, PATH),
        Example(
            "报告写培训班次完成14次，指标填12次", {SECTION: "培训班次完成14次。"} | HALF, SECTION
        ),
    ),
    passing=(
        Example("文字与指标都是12次", {PATH: "培训班次完成12次。"} | HALF),
        Example("只提到指标名称", {PATH: "培训班次安排得当，学员反映良好。"} | HALF),
        Example("文字先提到目标20次", {PATH: "年初确定培训班次20次，已完成12次。"} | HALF),
    ),
)
def counts_agree(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A count stated for an indicator by its name is the indicator's own."""
    for path in (PATH, SECTION):
        text = dossier.text(path)
        pieces = clauses(text) if text.strip() else ()
        for one in indicators(dossier, settings) if pieces else ():
            said = misstated(text, pieces, one)
            if said is not None:
                yield found(
                    path,
                    also=(one.path("monitoring.actual"),),
                    name=one.name,
                    said=f"{plain(said.scaleb(-one.target.scale))}{one.text('unit')}",
                    actual=one.shown("monitoring.actual"),
                )


def misstated(text: str, pieces: Sequence[tuple[int, str]], one: Indicator) -> Decimal | None:
    """Give the count that a text states for an indicator where it is not the indicator's own."""
    done = one.actual.number
    if len(one.name) < 3 or done is None or one.name not in text:
        return None
    for _, clause in pieces:
        said = stated_count(clause, one)
        known = (done, one.number, one.forecast.number, None)
        if said not in known and not _NOT_NOW.search(clause):
            return said
    return None
