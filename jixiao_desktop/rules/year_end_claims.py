"""Words of a self-evaluation that claim a whole: all reached, nothing left, all money received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain import funds, scoring
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.progress import rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.rules.amounts import largest_budget
from jixiao_desktop.rules.direction_words import is_bad_rate
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.evaluation_figures import statements
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators, proposal
from jixiao_desktop.rules.progress_text import clauses, says_all_done
from jixiao_desktop.rules.year_end_told import (
    BUILT,
    DONE,
    LONGEST,
    OUTPUT,
    PROGRESS,
    READS,
    SECTIONS,
    STAGE,
    STAGES,
    of_the_whole,
    texts_of_the_year,
)

SPENT = fund_path("total", "self_evaluation.spent")
SCORE = "self_evaluation.score"
MONEY = ("budget", "self_evaluation")
AROUND = 40
DEVIATION = f"{SECTIONS}deviation_and_remedy"
FAR = Decimal("0.6")
CLEARLY, LAST = Decimal("0.8"), Decimal("0.01")
PLAINLY = Decimal("0.05")
"""Short of the target by this share of it, no rounding explains the claim that all was reached."""

"""Below these shares of its target, or its marks, a row is told of by other rules, by text."""
_ALL = re.compile(
    "(?:指标|目标值?|任务)[^，。；]{0,6}?(?:均|都|全部|全面)(?:已|按期|按时|如期|圆满|顺利)*"
    "(?:完成|达到|达标|实现)"
    "|(?:任务|目标)(?:全面|圆满|顺利)(?:完成|实现)"
    "|(?:全面|全部|圆满|超额|均已?|按计划(?:全面|全部)?)(?:完成|达到|实现)了?[^，。；]{0,8}?(?:目标|任务|指标)"
    "|(?:目标|指标|任务)(?:总体|综合)?完成率(?:均)?(?:为|达到?)?100[%％]"
    "|(?:全部|所有|各项)(?:绩效|年度)?(?:指标|目标|任务)(?:全部|已|均|都|按期|如期|圆满|顺利)*(?:完成|达到|达标|实现)"
)
NONE_SHORT = (
    "无一(?:项|个)?(?:指标|目标)?(?:落后|低于|未|偏离|滞后|欠账)|(?:不存在|没有|未出现|未发生|无)任?何?(?:负向|明显)?(?:的)?偏差"
    "|(?:没有|不存在|无)(?:一项|任何)?(?:指标|任务|目标)?(?:低于|落后于?|未达到?|没有达到)(?:年初|年度|绩效)?(?:目标|计划|指标)"
    "|(?:不存在|没有|无|未发现)(?:任何|一项)?(?:未完成|未达标|未达到|低于|落后)[^，。；]{0,8}(?:指标|任务|目标|事项)"
    "|(?:指标|产出|目标|任务|完成值|成果|效益)[^，。；]{0,6}(?:均|都|全部)(?:不低于|不少于|达到或(?:超过|好于|优于)|高于|优于|好于)"
    "(?![^，。；]{0,4}[0-9])|(?:指标|产出|任务)[^，。；]{0,8}与(?:年初|批复的?|年度|绩效)?目标(?:值)?(?:完全|全部)?(?:一致|相符)"
)
"""Words by which nothing at all fell short of its target."""

_NONE_SHORT = re.compile(NONE_SHORT)
SCOPES = ("产出", "数量", "质量", "时效", "成本", "效益", "满意度")
_ALL_WELL = re.compile(
    "零偏差|一项不[落差少]|百分之百(?:达标|完成|达成|实现|兑现)|没有(?:任何)?扣分|"
    "(?:均|都|全部|全面)(?:已)?(?:完成|达到|达标|实现)|无偏差|没有偏差|不存在偏差|未(?:发现|出现|发生)偏差|无未完成"
    "|" + NONE_SHORT
)
_EXCEPT = re.compile("除|其余|其他|但")


def all_well(text: str) -> str:
    """Give the words by which a text knows of no deviation, "" where its sentence excepts one."""
    for sentence in text[:LONGEST].split("。"):
        match = _ALL_WELL.search(sentence)
        if match and not _EXCEPT.search(sentence):
            return match[0]
    return ""


_BUT = re.compile("除|其余|其他|但|未|基本|不含|外")
_NO_HARM = re.compile(
    "(?:未(?:发现|出现|发生|存在)|不存在|没有|无)(?:未(?:完成|达标|达到)|[^，。；]{0,4}(?:偏差|偏离)|低于|落后)"
)
"""Words with 未 that except nothing."""

_IN_TIME = re.compile(
    "(?:按期|如期|按时|提前)(?:全部|全面|均|已|顺利|圆满)*(?:完成|完工|竣工|建成|验收)"
)
PEOPLE = row("b", {"level1": "效益指标", "level2": "社会效益指标", "name": "受益群众人数",
                   "operator": "≥", "target": "1200", "unit": "人", DONE: "1100"})  # fmt: skip
LATE = BUILT | row("t", {DONE: "2024年11月20日"})


@lru_cache(256)
def all_reached(text: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the words that say all is reached, and those that say in time, each with its subject."""
    said = [("", ""), ("", "")]
    for start, clause in clauses(text):
        for at, match in enumerate((_whole(clause), _IN_TIME.search(clause))):
            if not match or said[at][0]:
                continue
            beside = _NO_HARM.sub("", _sentence(text, start, clause).replace(match[0], ""))
            if not _BUT.search(beside):
                said[at] = (match[0], clause[: match.start()])
    return said[0], said[1]


def _whole(clause: str) -> re.Match[str] | None:
    return _ALL.search(clause) or _NONE_SHORT.search(clause)


def _in_scope(one: Indicator, said: str) -> bool:
    """Tell whether a claim is made of an indicator's class: 各项产出均不低于年初目标."""
    named = [scope for scope in SCOPES if scope in said]
    return not named or any(scope in one.level1 + one.level2 for scope in named)


def _sentence(text: str, start: int, clause: str) -> str:
    """Give a clause with what stands around it in its sentence."""
    before = text[max(0, start - AROUND) : start].rpartition("。")[2]
    end = start + len(clause)
    return before + clause + text[end : end + AROUND].partition("。")[0]


_SHORT = re.compile("少|差|未|低|晚|不足|只|仅|偏|缺|没有|推迟|延")


def told_short(text: str, name: str) -> bool:
    """Tell whether a text itself says of an indicator that it fell short."""
    return any(name[:4] in clause and _SHORT.search(clause) for _, clause in clauses(text))


def short_of(one: Indicator) -> bool:
    """Tell whether a year's figure misses its target by however little."""
    done, target = one.reached(DONE).number, one.number
    if done is None or target is None:
        return False
    return done > target if one.target.operator in ("≤", "<") else done < target


def lost_marks(one: Indicator) -> bool:
    """Tell whether a fifth of an indicator's points is lost, by its score or by its value."""
    weight, score = scoring.read_score(one.text("weight")), scoring.read_score(one.text(SCORE))
    due = proposal(one, one.settings).score
    known = [mark for mark in (score, due) if mark is not None]
    return bool(weight and known and min(known) < weight * CLEARLY + LAST)


def _far(one: Indicator, path: str, text: str) -> bool:
    share = rate(one.reached(DONE).number, one.number)
    if path == DEVIATION:
        return lost_marks(one)
    return path == PROGRESS and bool(says_all_done(text)) and share is not None and share < FAR


def _missed(one: Indicator) -> bool:
    return (short_of(one) or overdue(one)) and not misdirected(one)


def _clearly(one: Indicator) -> bool:
    """Tell whether a target was missed by more than rounding or one more answer would explain."""
    done, target = one.reached(DONE).number, one.number
    if done is None or not target:
        return overdue(one)
    return abs(done - target) >= abs(target) * PLAINLY


def misdirected(one: Indicator) -> bool:
    """Tell whether a row's sign points the wrong way: it says nothing of what was reached."""
    return one.target.operator in ("≥", ">") and is_bad_rate(one.name)


def overdue(one: Indicator) -> bool:
    """Tell whether the day something was done lies behind its deadline."""
    done, due = one.reached(DONE), one.target.deadline
    day = done.day if done.kind is TargetKind.DATE else None
    return day is not None and due is not None and day > due


@rule(
    "evaluation.all_reached",
    title="“均达到目标”与指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”目标{target}，完成{actual}。",
    fix="把没有达到的一项写出来，说明原因；数填错了的，改数。",
    basis=WITHIN,
    failing=(
        Example("写各项指标均达到目标，受益群众少100人",
                {OUTPUT: "道路全部完工，各项指标均达到目标。"} | PEOPLE, OUTPUT, STAGES),
        Example("写全面完成年度目标任务，受益群众少100人",
                {PROGRESS: "按计划全面完成年度目标任务。"} | PEOPLE, PROGRESS, STAGES),
        Example("写不存在偏差，受益群众少100人",
                {DEVIATION: "各项指标与年初目标一致，不存在偏差。"} | PEOPLE, DEVIATION, STAGES),
        Example("写无一落后，受益群众少100人", {OUTPUT: "全部指标圆满完成，无一落后。"} | PEOPLE,
                OUTPUT, STAGES),
        Example("写按期完工，完工晚了20天", {PROGRESS: "硬化道路3.2公里，按期完工。"} | LATE,
                PROGRESS, STAGES),
    ),
    passing=(
        Example("都达到了", {OUTPUT: "各项指标均达到目标，按期完工。"} | BUILT
                | PEOPLE | row("b", {DONE: "1260"}), stages=STAGES),
        Example("说的是产出，效益少一些", {OUTPUT: "各项产出均不低于年初数量。"} | BUILT | PEOPLE,
                stages=STAGES),
        Example("写明了例外", {OUTPUT: "除受益人数外，各项指标均达到目标。"} | PEOPLE,
                stages=STAGES),
        Example("点了名", {OUTPUT: "受益群众人数少100人，各项任务全部完成。"} | PEOPLE,
                stages=STAGES),
        Example("按期完成的是另一件事", {PROGRESS: "各季度报表按期完成。"} | LATE, stages=STAGES),
        Example("完工按期，人数另有说法", {PROGRESS: "按期完工。"} | BUILT | PEOPLE, stages=STAGES),
    ),
)  # fmt: skip
def all_means_all(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A text by which every target was reached, or in time, has no row that missed it."""
    for path, text in texts_of_the_year(dossier):
        whole, in_time = all_reached(text)
        punctual = in_time[0]
        for (said, subject), missed in ((whole, _missed), (in_time, overdue)):
            late = [o for o in indicators(dossier, settings) if missed(o)] if said else []
            late = [o for o in late if _in_scope(o, subject + said) or said == punctual]
            if any(_far(o, path, text) for o in late):
                break
            if said == punctual:
                late = [o for o in late if of_the_whole(subject, o.name, dossier.text("name"))]
            if late and not any(told_short(text, o.name) for o in late):
                one = next(filter(_clearly, late), late[0])
                weight = Severity.MUST_FIX if _clearly(one) else None
                yield found(path, also=(one.path(DONE),), severity=weight, said=said,
                            name=one.name, target=one.shown(), actual=one.shown(DONE))  # fmt: skip
                break


_NOTHING_LEFT = re.compile(
    "(?<!有)(?:无|没有|未形成|未产生|不存在)(?:资金|项目|预算|任何|财政)*(?:结余|剩余|结转)(?!资金|沉淀|闲置|挪用)"
    "|(?:资金|预算|经费)(?:已)?(?:全部|全额|足额)(?:支出|支付|使用|执行|拨付)完毕"
    "|(?:资金|预算|经费)(?:已)?全部(?:支出|支付|使用)(?=[，。；]|$)"
)
_TAKEN = re.compile("收回|交回|上缴|退回|核减|调减|压减|扣除|其中|上年|质保|尾款|到期|次年|下年")
YEAR = {"budget.total.initial": "25", SPENT: "21.69"}


@rule(
    "evaluation.no_balance",
    title="“无结余”与执行数",
    severity=Severity.EXPLAIN,
    reads=MONEY,
    stage=STAGE,
    message="{where}写“{said}”，而全年预算{budget}万元，执行{spent}万元，还有{gap}万元。",
    fix="写明没有支出的是哪笔钱、怎样处理；已由财政收回的，写上“已收回”。",
    basis=WITHIN,
    failing=(
        Example("写无结余，还有3.31万元", YEAR | {OUTPUT: "全年支出21.69万元，无结余。"}, OUTPUT,
                STAGES),
        Example("写资金全部支付完毕，还有3.31万元", YEAR | {OUTPUT: "项目资金已全部支付完毕。"},
                OUTPUT, STAGES),
    ),
    passing=(
        Example("全部支出", YEAR | {SPENT: "25", OUTPUT: "支出25万元，无结余。"}, stages=STAGES),
        Example("结余已收回", YEAR | {OUTPUT: "3.31万元由财政收回，无结余。"}, stages=STAGES),
        Example("没有结余资金被挪用", YEAR | {OUTPUT: "没有结余资金被挪用的情况。"}, stages=STAGES),
    ),
)  # fmt: skip
def nothing_left_means_nothing(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where nothing is said to be left, the year's budget was spent."""
    spent = funds.amount(dossier, "total", "self_evaluation.spent")
    budget = funds.yearly_budget(dossier)
    if spent is None or budget is None or budget - spent <= settings.money_tolerance:
        return
    received = funds.amount(dossier, "total", "received")
    if received is not None and received - spent <= settings.money_tolerance:
        return
    for path, text in texts_of_the_year(dossier):
        said = nothing_left(text)
        if said:
            yield found(path, also=(SPENT,), said=said, budget=budget, spent=spent,
                        gap=budget - spent)  # fmt: skip
            return


@lru_cache(256)
def nothing_left(text: str) -> str:
    """Give the words that say no money is left, "" where a text does not."""
    shown = text[:LONGEST]
    match = _NOTHING_LEFT.search(shown)
    if match is None:
        return ""
    around = shown[max(0, match.start() - 40) : match.end() + 20]
    return "" if _TAKEN.search(around) else match[0]


@rule(
    "evaluation.received_told",
    title="文字里的到位资金超过预算",
    severity=Severity.EXPLAIN,
    reads=MONEY,
    stage=STAGE,
    message="{where}写到位{written}，而全年预算只有{budget}万元。",
    fix="核对到账凭证；确属追加的，先改全年预算数。",
    basis=WITHIN,
    failing=(
        Example("写到位35万元，预算25万元", YEAR | {OUTPUT: "预算25万元，到位资金35万元。"}, OUTPUT,
                STAGES),
    ),
    passing=(
        Example("到位25万元", YEAR | {OUTPUT: "预算25万元，到位资金25万元。"}, stages=STAGES),
        Example("表里填了到位数，另有意见",
                YEAR | {"budget.total.received": "25", OUTPUT: "到位资金35万元。"}, stages=STAGES),
    ),
)  # fmt: skip
def received_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where no cell holds the money received, a text tells of no more than the budget."""
    budget = largest_budget(dossier)
    if not budget or funds.amount(dossier, "total", "received") is not None:
        return
    for path, one in statements(dossier):
        if one.what == "到位数" and one.value > budget + settings.money_tolerance:
            yield found(path, also=(fund_path("total", "initial"),), written=one.fact.text,
                        budget=budget)  # fmt: skip
