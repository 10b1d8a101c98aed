"""What a self-evaluation says in words, held against its own values, scores and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds, scoring
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import is_blank, plain, round_half_up
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.standing import Standing, standing
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators, proposal
from jixiao_desktop.rules.reasons import complaint, says_nothing
from jixiao_desktop.rules.scores import (
    ACTUAL,
    DEVIATION,
    FURNITURE,
    METHOD,
    REASON,
    SCORE,
    STAGE,
    STAGES,
    WHOLE,
    score_of,
    weight_of,
)
from jixiao_desktop.rules.year_end_claims import all_well, misdirected

READS = ("indicators", "self_evaluation.sections", "budget", "self_evaluation.budget")
CONCLUSION = "self_evaluation.sections.conclusion"
PLAN = "self_evaluation.goal_progress"
OUTPUT = "self_evaluation.sections.fund_output"
SHORT = row("a", {ACTUAL: "40", SCORE: "20"})
CLEARLY = Decimal("0.8")
LAST = Decimal("0.01")
MARK_WITHIN = 5_000


def lost(dossier: Dossier, settings: Settings) -> list[tuple[Indicator, Decimal, Decimal]]:
    """List the indicators that did not earn their full weight: (row, score, weight)."""
    made = []
    for one in indicators(dossier, settings):
        weight = weight_of(one)
        score = proposal(one, settings).score if one.blank(SCORE) else score_of(one)
        if weight and score is not None and score < weight:
            made.append((one, score, weight))
    return made


@rule(
    "score.reason_thin",
    title="没有得满分的原因不具体",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    each="indicators",
    stage=STAGE,
    message="{where}{complaint}，而得分{score}分，低于分值{weight}分。",
    fix="写清楚是哪项工作、为什么没有完成、准备怎样改进。",
    basis=METHOD,
    failing=(
        Example("得20分，原因只写“完成率低”", FURNITURE | SHORT | row("a", {REASON: "完成率低"}),
                f"indicators.a.{REASON}", STAGES),
    ),
    passing=(
        Example("原因具体", FURNITURE | SHORT
                | row("a", {REASON: "供货商停产，余下60个次年1月到货。"}), stages=STAGES),
        Example("得满分", FURNITURE | row("a", {REASON: "正常"}), stages=STAGES),
    ),
)  # fmt: skip
def lost_points_have_a_reason(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A reason for lost points is more than the loss told again."""
    score, weight, text = score_of(one), weight_of(one), one.text(REASON)
    if score is None or weight is None or score >= weight or says_nothing(text):
        return
    wrong = complaint(text, settings.reason_length)
    if wrong:
        yield found(one.path(REASON), also=(one.path(SCORE),), complaint=wrong,
                    score=plain(score), weight=plain(weight))  # fmt: skip


@rule(
    "evaluation.no_deviation",
    title="“无偏差”与得分",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”{why}，分值{weight}分。",
    fix="写明这项指标的偏差、原因和改进措施。",
    basis=WITHIN,
    failing=(
        Example("偏差分析写“无”，一项指标得20分",
                WHOLE | SHORT | {DEVIATION: "无"}, DEVIATION, STAGES),
        Example("写“各项指标均达到目标”，一项指标得20分",
                WHOLE | SHORT | {DEVIATION: "各项指标均达到目标。"}, DEVIATION, STAGES),
        Example("写“无偏差”，一项指标只完成40%却得满分",
                WHOLE | row("a", {ACTUAL: "40"}) | {DEVIATION: "无偏差。"}, DEVIATION, STAGES),
    ),
    passing=(
        Example("都得了满分", WHOLE | {DEVIATION: "无"}, stages=STAGES),
        Example("写明了例外", WHOLE | SHORT
                | {DEVIATION: "除办公家具外，各项指标均达到目标。"}, stages=STAGES),
    ),
)  # fmt: skip
def none_means_none(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A report that knows no deviation has no indicator with lost points."""
    text = dossier.text(DEVIATION)
    said = text.strip() if says_nothing(text) and text.strip() else all_well(text)
    for one in indicators(dossier, settings) if said else ():
        weight, score, due = weight_of(one), score_of(one), proposal(one, settings).score
        known = [mark for mark in (score, due) if mark is not None]
        if (
            misdirected(one)
            or not weight
            or not known
            or one.name in text
            or min(known) >= weight * CLEARLY + LAST
        ):
            continue
        why = f"得{plain(score)}分" if score == min(known) else f"按完成值应得{plain(min(known))}分"
        claimed = Severity.MUST_FIX if "偏" in said or not says_nothing(text) else None
        yield found(DEVIATION, also=(one.path(SCORE),), severity=claimed,
                    said=said.rstrip("。；")[:12], name=one.name, why=why,
                    weight=plain(weight))  # fmt: skip
        return


_UNDONE = re.compile(
    "未能?(?:按期|按时|全部|如期)?(?:完成|达到|实现|达标)|没有(?:完成|达到)|未开展|未实施"
)


@rule(
    "evaluation.undone_with_full_marks",
    title="写了“未完成”却得满分",
    severity=Severity.EXPLAIN,
    reads=("indicators", DEVIATION),
    each="indicators",
    stage=STAGE,
    message="{where}写“{said}”，而这项指标得{score}分，是满分。",
    fix="核对完成情况，改文字或改得分。",
    basis=WITHIN,
    failing=(
        Example("原因写“未完成”，得满分",
                FURNITURE | row("a", {REASON: "供货商停产，未完成采购。"}),
                f"indicators.a.{REASON}", STAGES),
        Example("偏差分析写某指标未能完成，得满分",
                FURNITURE | {DEVIATION: "办公家具未能完成年度目标。"},
                f"indicators.a.{SCORE}", STAGES),
    ),
    passing=(
        Example("得分按比例", FURNITURE | SHORT | row("a", {REASON: "供货商停产，未完成采购。"}),
                stages=STAGES),
        Example("没有这样写", FURNITURE | row("a", {REASON: "已全部到货。"}), stages=STAGES),
    ),
)  # fmt: skip
def undone_is_not_full(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """An indicator told as not done does not have full marks."""
    score, weight = score_of(one), weight_of(one)
    if not weight or score is None or score < weight:
        return
    said = _UNDONE.search(one.text(REASON))
    if said:
        yield found(one.path(REASON), also=(one.path(SCORE),), said=said[0], score=plain(score))
        return
    for clause in re.split("[。；，\n]", dossier.text(DEVIATION)):
        said = _UNDONE.search(clause)
        if said and len(one.name) > 2 and one.name in clause:
            also = (DEVIATION, one.path(ACTUAL))
            yield found(one.path(SCORE), also=also, said=f"{one.name[:12]}{said[0]}",
                        score=plain(score))  # fmt: skip
            return


_MARK = re.compile(
    r"(?:总|自评|综合|评价|最终)?得分(?:为|是|：|:)? ?([0-9]{1,3}(?:\.[0-9]{1,2})?) ?分"
)
_MARK_IN_PROSE = re.compile(
    r"(?:(?:^|[。；;，,\n]|项目|年度?|部门|次)(?:绩效)?(?:(?:自评|综合|最终|总)+"
    r"(?:得分|总分|分数|评分|分)|(?:综合)?自评)"
    r"|自评[，,]?(?:本|该|此)?(?:项目|次)?(?:共|综合|最终)?得分?)(?:为|是|：|:)? ?"
    r"([0-9]{2,3}(?:\.[0-9]{1,2})?) ?分"
)
"""The total mark in any other chapter, where single marks are told too."""
_GRADE = re.compile('(?:等级|等次|结果|结论)(?:评定|评价)?(?:为|是|：|:)? ?[“"「]?([优良中差])')


@rule(
    "evaluation.mark_told",
    title="文字里的总分和等级",
    severity=Severity.EXPLAIN,
    reads=(CONCLUSION, PLAN, *READS),
    stage=STAGE,
    message="{where}写{what}{said}，而按自评表是{right}。",
    fix="按自评表的得分改写，或核对各项得分。",
    basis=WITHIN,
    failing=(
        Example("写自评得分95分，各项合计90分", WHOLE | {CONCLUSION: "自评得分95分，等级为优。"},
                CONCLUSION, STAGES),
        Example("在资金产出一节写自评得分95分", WHOLE | {OUTPUT: "执行率100%。自评得分95分。"},
                OUTPUT, STAGES),
        Example("写经自评，本项目得分95分",
                WHOLE | {OUTPUT: "实际支出10万元。经自评，本项目得分95分，等级为优。"},
                OUTPUT, STAGES),
        Example("写本年自评总分103.5分", WHOLE | {OUTPUT: "本年自评总分103.5分，等级为优。"},
                OUTPUT, STAGES),
    ),
    passing=(
        Example("经自评，一项指标的得分",
                WHOLE | {OUTPUT: "经自评，培训人次得10分，成本指标得9.5分。"}, stages=STAGES),
        Example("写的是一项指标的得分", WHOLE | {OUTPUT: "成本指标得分9.5分，扣0.5分。"},
                stages=STAGES),
        Example("写自评几次", WHOLE | {OUTPUT: "对15个镇自评12分项。"}, stages=STAGES),
        Example("总分一致，等级一致", WHOLE
                | {"budget.total.initial": "10", "self_evaluation.budget.total.spent": "10",
                   CONCLUSION: "自评得分100分，等级为优。"}, stages=STAGES),
        Example("还有得分没有填", WHOLE | row("a", {SCORE: "", ACTUAL: ""})
                | {CONCLUSION: "自评得分95分。"}, stages=STAGES),
    ),
)  # fmt: skip
def marks_are_the_table_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Total and grade told anywhere in the report are those of the table."""
    told = list(_marks_told(dossier))
    whole = _total(dossier, settings) if told else None
    for path, mark, grade in told if whole is not None else ():
        shown = plain(round_half_up(whole or Decimal(0)))
        if mark and abs(Decimal(mark) - (whole or Decimal(0))) >= Decimal("0.05"):
            yield found(path, also=("indicators",), severity=Severity.MUST_FIX, what="得分",
                        said=f"{mark}分", right=f"{shown}分")  # fmt: skip
        right = scoring.grade_of(whole or Decimal(0), settings)
        if grade and right and grade != right:
            yield found(path, also=("indicators",), what="等级", said=f"“{grade}”",
                        right=f"“{right}”（{shown}分）")  # fmt: skip


def _marks_told(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Walk the texts that tell the total mark or the grade: (path, mark or "", grade or "")."""
    for path in (PLAN, *(path for path, _ in dossier.under("self_evaluation.sections."))):
        text = dossier.text(path)[:MARK_WITHIN] if "分" in dossier.text(path) else ""
        if path == CONCLUSION:
            mark, grade = _MARK.search(text), _GRADE.search(dossier.text(path))
        else:
            mark = _MARK_IN_PROSE.search(text)
            grade = _GRADE.search(text[mark.end() : mark.end() + 16]) if mark else None
        if mark or grade:
            yield path, mark[1] if mark else "", grade[1] if grade else ""


def _total(dossier: Dossier, settings: Settings) -> Decimal | None:
    """Give the total of the table; without 执行率得分 where no money is filled in."""
    whole = scoring.total(dossier, settings)
    if whole is not None or not any(weight_of(o) for o in indicators(dossier, settings)):
        return whole
    rows = scoring.scored_rows(dossier, "indicators")
    known = [scoring.scored(dossier, settings, r, "indicators").score for r in rows]
    if None in known:
        return None
    return sum((one for one in known if one is not None), Decimal(0))


@rule(
    "score.nothing_filled",
    title="完成值和得分都空着",
    severity=Severity.MUST_FIX,
    reads=("indicators",),
    each="indicators",
    stage=STAGE,
    message="{where}没有填，得分也没有，而这项指标有{weight}分的分值。",
    fix="补填实际完成值，再填得分；没有完成的，写明情况，得0分。",
    basis=METHOD,
    failing=(
        Example("完成值、得分都空着", FURNITURE | row("a", {ACTUAL: "", SCORE: ""}),
                f"indicators.a.{ACTUAL}", STAGES),
    ),
    passing=(
        Example("填了完成值，得分用建议的", FURNITURE | row("a", {SCORE: ""}), stages=STAGES),
        Example("没有分值", FURNITURE | row("a", {"weight": "", ACTUAL: "", SCORE: ""}),
                stages=STAGES),
    ),
)  # fmt: skip
def weights_are_answered(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Every indicator with a weight has a value."""
    asked = f"indicators[].{ACTUAL}" in settings.required
    if asked or ("evaluation" in dossier.stages and funds.only_money(dossier, STAGE)):
        return
    weight = weight_of(one)
    if weight and one.name and one.blank(ACTUAL) and one.blank(SCORE):
        yield found(one.path(ACTUAL), also=(one.path(SCORE),), weight=plain(weight))


_NOT_ASKED = re.compile(
    "(?:未|没有?)(?:开展|进行|组织|做)?(?:满意度)?(?:问卷)?(?:调查|测评|统计|评价)"
)


@rule(
    "evaluation.not_asked",
    title="没有调查却有得分",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    each="indicators",
    stage=STAGE,
    message="{where}写的是“{said}”，却得了{score}分。",
    fix="补做调查并填写结果；没有调查的，得0分并写明原因。",
    basis=METHOD,
    failing=(
        Example("满意度写“未开展调查”，得10分",
                WHOLE | row("c", {ACTUAL: "未开展调查"}), f"indicators.c.{ACTUAL}", STAGES),
        Example("数量写“尚未开展”，得50分",
                WHOLE | row("a", {ACTUAL: "尚未开展"}), f"indicators.a.{ACTUAL}", STAGES),
    ),
    passing=(
        Example("填了调查结果", WHOLE, stages=STAGES),
        Example("未调查，得0分", WHOLE | row("c", {ACTUAL: "未开展调查", SCORE: "0"}),
                stages=STAGES),
    ),
)  # fmt: skip
def what_was_not_asked_earns_nothing(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A value that was never found out earns no points (B6)."""
    text, score = one.text(ACTUAL), score_of(one)
    if is_blank(text) or not score or len(text) > 40:
        return
    if _NOT_ASKED.search(text) or standing(text) is Standing.NOT_BEGUN:
        yield found(one.path(ACTUAL), also=(one.path(SCORE),), said=text, score=plain(score))


FEW = 4


@rule(
    "evaluation.all_exact",
    title="完成值与目标全都相等",
    severity=Severity.HINT,
    reads=("indicators",),
    stage=STAGE,
    message="{where}：{count}项数值指标的完成值与年度指标值全都一样，连满意度也正好{satisfaction}。",
    fix="按台账、问卷等核对完成值；确实如此的，可不改。",
    basis=METHOD,
    failing=(
        Example("四项指标全都正好等于目标",
                WHOLE | row("c", {ACTUAL: "90"})
                | row("d", {"name": "验收合格率", "target": "98", "unit": "%", ACTUAL: "98"})
                | row("e", {"name": "受益人数", "target": "500", "unit": "人", ACTUAL: "500"}),
                "indicators", STAGES),
    ),
    passing=(
        Example("有的超过目标", WHOLE, stages=STAGES),
    ),
)  # fmt: skip
def not_all_is_exact(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Counts, shares and satisfaction that all equal their targets were hardly measured (34)."""
    numbers = [o for o in indicators(dossier, settings) if o.number is not None]
    known = [(o, o.reached(ACTUAL).number) for o in numbers]
    asked = [o for o in numbers if "满意" in o.name + o.level1 and o.number != 100]
    exact = all(value == one.number for one, value in known)
    if len(numbers) >= FEW and asked and exact:
        also = tuple(one.path(ACTUAL) for one in numbers)
        yield found(
            "indicators", also=also, count=len(numbers), satisfaction=asked[0].shown(ACTUAL)
        )


@rule(
    "evaluation.below_july",
    title="年终数小于年中数",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    each="indicators",
    stage=STAGE,
    message="{where}填{actual}，少于监控时已经完成的{former}。",
    fix="全年完成数包含监控时点以前的，核对两处；监控时填错的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("监控时完成60个，全年完成40个",
                FURNITURE | row("a", {ACTUAL: "40", "monitoring.actual": "60"}),
                f"indicators.a.{ACTUAL}", STAGES),
    ),
    passing=(
        Example("全年多于年中", FURNITURE | row("a", {"monitoring.actual": "60"}), stages=STAGES),
        Example("满意度可以低一些",
                WHOLE | row("c", {ACTUAL: "94", "monitoring.actual": "95"}), stages=STAGES),
    ),
)  # fmt: skip
def counts_do_not_shrink(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """What grows through the year is not less at its end than in the middle."""
    done, former = one.reached(ACTUAL).number, one.actual.number
    if one.cumulative and done is not None and former is not None and done < former:
        yield found(one.path(ACTUAL), also=(one.path("monitoring.actual"),),
                    actual=one.shown(ACTUAL), former=one.shown("monitoring.actual"))  # fmt: skip
