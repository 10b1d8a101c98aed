"""Scores and weights of a self-evaluation: sums, bands, and scores that nobody accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jixiao_desktop.domain import scoring
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import fixed, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators, proposal
from jixiao_desktop.rules.reasons import says_nothing

STAGE = "self_evaluation"
STAGES = (STAGE,)
METHOD = "财预〔2020〕10号"
READS = ("indicators",)
ACTUAL, SCORE, REASON = "self_evaluation.actual", "self_evaluation.score", "self_evaluation.reason"
DEVIATION = "self_evaluation.sections.deviation_and_remedy"
WEIGHT = "weight"
USUAL_EXECUTION = Decimal(10)
FURNITURE = row(
    "a",
    {"level1": "产出指标", "level2": "数量指标", "name": "办公家具", "operator": "≥",
     "target": "100", "unit": "个", WEIGHT: "50", ACTUAL: "100", SCORE: "50"},
)  # fmt: skip
BENEFIT = row("b", {"level1": "效益指标", "name": "办公条件", "operator": "定性",
                    "target": "改善", WEIGHT: "30", ACTUAL: "达成", SCORE: "30"})  # fmt: skip
CONTENT = row("c", {"level1": "满意度指标", "name": "使用人员满意度", "operator": "≥",
                    "target": "90", "unit": "%", WEIGHT: "10", ACTUAL: "95",
                    SCORE: "10"})  # fmt: skip
WHOLE = FURNITURE | BENEFIT | CONTENT


def weight_of(one: Indicator) -> Decimal | None:
    """Give an indicator's weight in 分."""
    return scoring.read_score(one.text(WEIGHT))


def score_of(one: Indicator) -> Decimal | None:
    """Give the score that was typed, in 分."""
    return scoring.read_score(one.text(SCORE))


@rule(
    "score.weight_total",
    title="分值合计",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}分值合计{indicators}分，{with_execution}应为{due}分，{gap}。",
    fix="核对各项指标的分值，使合计正好是{due}分。",
    basis=METHOD,
    failing=(
        Example("指标分值合计95分，加预算执行率10分是105分",
                WHOLE | row("b", {WEIGHT: "35"}), "indicators", STAGES),
        Example("指标分值合计80分", FURNITURE | BENEFIT, "indicators", STAGES),
    ),
    passing=(
        Example("指标分值合计90分，预算执行率10分", WHOLE, stages=STAGES),
        Example("还有指标没有填分值", WHOLE | row("b", {WEIGHT: ""}), stages=STAGES),
        Example("没有用分值", row("a", {"name": "办公家具", "target": "100"}), stages=STAGES),
    ),
)  # fmt: skip
def weights_make_up_the_total(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """All indicators and 预算执行率 together have 100 分, neither more nor less."""
    rows = indicators(dossier, settings)
    known = [weight for one in rows if (weight := weight_of(one)) is not None]
    if not known or len(known) < len(rows):
        return
    due, total = settings.weight_total - settings.execution_weight, sum(known, Decimal(0))
    whole_table = settings.stage == "evaluation"  # 执行率 has its row in the score table there
    if total == due or (whole_table and total == due - USUAL_EXECUTION):
        return
    beside = plain(settings.execution_weight)
    over = f"多{plain(total - due)}分" if total > due else f"少{plain(due - total)}分"
    yield found(
        "indicators",
        also=tuple(one.path(WEIGHT) for one in rows),
        indicators=plain(total),
        with_execution=f"预算执行率另占{beside}分，" if settings.execution_weight else "",
        due=plain(due),
        gap=over,
    )


@rule(
    "score.class_weights",
    title="一级指标的分值",
    severity=Severity.HINT,
    reads=READS,
    stage=STAGE,
    message="{where}分值是{classes}，一般是{usual}。",
    fix="一般按这个比例设分值；有理由调整的，可不改。",
    basis=METHOD,
    failing=(
        Example("产出60分，效益20分，满意度10分",
                WHOLE | row("a", {WEIGHT: "60"}) | row("b", {WEIGHT: "20"}), "indicators",
                STAGES),
    ),
    passing=(
        Example("产出50分，效益30分，满意度10分", WHOLE, stages=STAGES),
        Example("没有满意度指标，分值并入效益指标",
                FURNITURE | BENEFIT | row("b", {WEIGHT: "40"}), stages=STAGES),
        Example("合计不对的，先改合计", WHOLE | row("b", {WEIGHT: "35"}), stages=STAGES),
        Example("成本20分，产出40分，效益20分，满意度10分",
                WHOLE | row("a", {WEIGHT: "40"}) | row("b", {WEIGHT: "20"})
                | row("d", {"level1": "成本指标", "name": "单价", WEIGHT: "20"}), stages=STAGES),
    ),
)  # fmt: skip
def classes_have_their_weights(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where every class has indicators, 产出, 效益 and 满意度 usually have 50, 30 and 10 分."""
    rows = indicators(dossier, settings)
    if any(one.level1.startswith("成本") for one in rows):
        settings = replace(settings, tree="four")
    usual = scoring.class_weights(settings)
    sums = dict.fromkeys(usual, Decimal(0))
    for one in rows:
        name = scoring.class_of(one.level1, settings)
        if not name:
            return
        sums[name] += weight_of(one) or 0
    balanced = sum(sums.values()) == sum(usual.values())
    if all(sums.values()) and balanced and sums != dict(usual):
        yield found("indicators", classes=_told(sums), usual=_told(usual))


def _told(weights: Mapping[str, Decimal]) -> str:
    return "、".join(f"{name}{plain(value)}分" for name, value in weights.items())


@rule(
    "score.weight_missing",
    title="没有分值的指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}{what}，这项指标{scored}。",
    fix="按批复的分值补填；每项指标的分值都大于0分。",
    basis=METHOD,
    failing=(
        Example("分值填0", FURNITURE | row("a", {WEIGHT: "0", SCORE: "0"}),
                f"indicators.a.{WEIGHT}", STAGES),
        Example("有得分，没有分值", FURNITURE | row("a", {WEIGHT: ""}),
                f"indicators.a.{WEIGHT}", STAGES),
    ),
    passing=(
        Example("分值50分", FURNITURE, stages=STAGES),
        Example("分值、得分都没有填",
                FURNITURE | row("a", {WEIGHT: "", SCORE: ""}), stages=STAGES),
    ),
)  # fmt: skip
def every_indicator_has_a_weight(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """Every indicator counts: its weight is above 0."""
    weight, score = weight_of(one), score_of(one)
    asked = f"indicators[].{WEIGHT}" in settings.required
    if weight == 0:
        what, scored = "填的是0分", "不参加计分"
    elif one.blank(WEIGHT) and score is not None and not asked:
        what, scored = "没有填", f"却得了{plain(score)}分"
    else:
        return
    yield found(one.path(WEIGHT), also=(one.path(SCORE),), what=what, scored=scored)


@rule(
    "score.reason_missing",
    title="没有得满分的原因",
    severity=Severity.MUST_FIX,
    reads=("indicators", DEVIATION),
    each="indicators",
    stage=STAGE,
    message="{where}没有写，而得分{score}分，低于分值{weight}分{working}。",
    fix="写明没有得满分的原因和改进措施。",
    basis=METHOD,
    failing=(
        Example("分值50分，得40分，没有写原因",
                FURNITURE | row("a", {ACTUAL: "80", SCORE: "40"}), f"indicators.a.{REASON}",
                STAGES),
        Example("得分空着，按比例得10分，没有写原因",
                FURNITURE | row("a", {ACTUAL: "20", SCORE: ""}), f"indicators.a.{REASON}",
                STAGES),
        Example("报告的偏差分析写了别的事",
                FURNITURE | row("a", {ACTUAL: "80", SCORE: "40"}) | {DEVIATION: "执行率偏低。"},
                f"indicators.a.{REASON}", STAGES),
    ),
    passing=(
        Example("得满分", FURNITURE, stages=STAGES),
        Example("得40分，写明原因",
                FURNITURE | row("a", {ACTUAL: "80", SCORE: "40",
                                      REASON: "供货商停产，余下20个次年1月到货。"}),
                stages=STAGES),
        Example("在偏差分析一节里写了这项指标",
                FURNITURE | row("a", {ACTUAL: "80", SCORE: "40"})
                | {DEVIATION: "办公家具少购20个，是供货商停产。"}, stages=STAGES),
    ),
)  # fmt: skip
def lost_points_are_told(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Points lost need a reason in its column, or by name in the report's analysis."""
    weight, made = weight_of(one), proposal(one, settings)
    score = made.score if one.blank(SCORE) else score_of(one)
    if weight is None or score is None or score >= weight or not says_nothing(one.text(REASON)):
        return
    told = dossier.text(DEVIATION)
    if one.name and one.name in told:
        return
    yield found(
        one.path(REASON),
        also=(one.path(SCORE),),
        severity=Severity.MUST_FIX if says_nothing(told) else Severity.EXPLAIN,
        score=plain(score),
        weight=plain(weight),
        working=f"（{made.working}）" if made.score is not None else "",
    )


@rule(
    "score.above_proposal",
    title="得分高于应得",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}填{score}分，而{working}。",
    fix="改得分，或核对年度指标值和实际完成值；另有理由的，写一句说明。",
    basis=METHOD,
    failing=(
        Example("12月31日前完成，实际次年1月20日，得满分",
                FURNITURE | row("a", {"target": "12月31日", "operator": "≤", "unit": "",
                                      ACTUAL: "2025年1月20日"}),
                f"indicators.a.{SCORE}", STAGES),
        Example("目标100个，完成93个，得满分",
                FURNITURE | row("a", {ACTUAL: "93"}), f"indicators.a.{SCORE}", STAGES),
        Example("目标100个，完成20个，得满分",
                FURNITURE | row("a", {ACTUAL: "20"}), f"indicators.a.{SCORE}", STAGES),
        Example("目标0起，实际1起，得30分",
                FURNITURE | row("a", {"operator": "=", "target": "0", "unit": "起", ACTUAL: "1",
                                      SCORE: "30"}), f"indicators.a.{SCORE}", STAGES),
    ),
    passing=(
        Example("12月31日前完成，实际12月20日，得满分",
                FURNITURE | row("a", {"target": "12月31日", "operator": "≤", "unit": "",
                                      ACTUAL: "12月20日"}), stages=STAGES),
        Example("目标0起，实际0起，得满分",
                FURNITURE | row("a", {"operator": "=", "target": "0", "unit": "起",
                                      ACTUAL: "0"}), stages=STAGES),
    ),
)  # fmt: skip
def score_follows_the_value(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A score above what its value earns is accounted for; full marks for a missed one are not."""
    score, weight, made = score_of(one), weight_of(one), proposal(one, settings)
    if score is None or weight is None or made.score is None or score > weight:
        return
    if score - made.score > settings.score_tolerance:
        late = one.target.kind is TargetKind.DATE and score < weight
        if late and one.text(REASON).strip():
            return  # how much a late day costs is the county's own scale
        full = score == weight and made.score < weight * settings.full_marks_from
        missed = full or made.score < weight * settings.missed_below
        yield found(
            one.path(SCORE),
            also=(one.path(ACTUAL),),
            severity=Severity.MUST_FIX if missed else Severity.EXPLAIN,
            score=plain(score),
            working=made.working,
        )


@rule(
    "score.band",
    title="定性指标的得分",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}填{score}分，而完成情况是“{tier}”，应在{band}之间，即{low}至{high}分。",
    fix="改得分，或核对完成情况属于哪一档。",
    basis=METHOD,
    failing=(
        Example("部分达成，得满分", BENEFIT | row("b", {ACTUAL: "部分达成"}),
                f"indicators.b.{SCORE}", STAGES),
        Example("达成，分值30分，得20分", BENEFIT | row("b", {SCORE: "20"}),
                f"indicators.b.{SCORE}", STAGES),
    ),
    passing=(
        Example("达成，分值30分，得27分", BENEFIT | row("b", {SCORE: "27"}), stages=STAGES),
        Example("部分达成，分值30分，得20分",
                BENEFIT | row("b", {ACTUAL: "部分达成", SCORE: "20"}), stages=STAGES),
        Example("用文字说明，没有写哪一档",
                BENEFIT | row("b", {ACTUAL: "办公条件明显改善"}), stages=STAGES),
    ),
)  # fmt: skip
def tier_and_score_agree(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """达成, 部分达成 and 未达成 each have their band of the weight."""
    score, weight = score_of(one), weight_of(one)
    tier = scoring.tier_of(one.target, one.reached(ACTUAL))
    if tier is None or score is None or not weight or score > weight:
        return
    if scoring.in_band(tier, score / weight, settings):
        return
    low, high = (part * weight for part in scoring.band(tier, settings))
    yield found(
        one.path(SCORE),
        also=(one.path(ACTUAL),),
        score=plain(score),
        tier=tier.word,
        band=scoring.band_words(tier, settings),
        low=fixed(low),
        high=fixed(high),
    )
