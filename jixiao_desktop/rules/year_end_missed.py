"""Targets that a year missed: a word of why, a grade by words, a day behind the time point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds, scoring
from jixiao_desktop.domain.dates import long_date, read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.budget import cells, exceeding
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.reasons import restates, says_nothing
from jixiao_desktop.rules.self_evaluation import DEVIATION, low_execution
from jixiao_desktop.rules.year_end_claims import misdirected, overdue, short_of
from jixiao_desktop.rules.year_end_told import STAGE, STAGES, texts_of_the_year

METHOD = "财预〔2020〕10号"
ACTUAL, SCORE, REASON = "self_evaluation.actual", "self_evaluation.score", "self_evaluation.reason"
AS_OF = "self_evaluation.as_of"
READS = ("indicators",)
NEARLY = Decimal("0.95")
SPENT = "self_evaluation.spent"
PATROLS = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "夜间巡检次数",
                    "operator": "≥", "target": "48", "unit": "次", "weight": "4", ACTUAL: "30",
                    SCORE: "4"})  # fmt: skip
ACCEPTED = row("a", {"level1": "产出指标", "level2": "时效指标", "name": "装备验收时间",
                     "operator": "≤", "target": "2024年9月30日", "weight": "6",
                     ACTUAL: "2024年11月6日", SCORE: "6"})  # fmt: skip
AWARE = row("a", {"level1": "效益指标", "level2": "可持续影响指标", "name": "主动申报意识",
                  "operator": "定性", "target": "显著增强", "weight": "8", ACTUAL: "有所增强",
                  SCORE: "8"})  # fmt: skip


def full_marks(one: Indicator) -> bool:
    """Tell whether an indicator has all its points, or no points were given at all."""
    weight, score = scoring.read_score(one.text("weight")), scoring.read_score(one.text(SCORE))
    return weight is None or (score is not None and score >= weight)


def told(dossier: Dossier, name: str) -> bool:
    """Tell whether a text of the year says why something fell short, under its name."""
    core = re.sub("数量|次数|人数|时间|数$", "", name)[:6]
    return bool(core) and any(
        re.search(f"{re.escape(core)}[^。]{{0,40}}(?:因|由于|受|是|未|少|晚|推迟|延)", text)
        for _, text in texts_of_the_year(dossier)
    )


@rule(
    "evaluation.missed_unexplained",
    title="没有达到目标而没有写原因",
    severity=Severity.MUST_FIX,
    reads=("indicators", "self_evaluation"),
    each="indicators",
    stage=STAGE,
    message="{where}没有写：目标{target}，完成{actual}，{how}。",
    fix="写明哪项工作没有做到、为什么、怎样补；完成值填错的，改完成值。",
    basis=METHOD,
    failing=(
        Example("巡检48次只做了30次，没有写原因", PATROLS, f"indicators.a.{REASON}", STAGES),
        Example("验收晚了五周，得满分，没有写原因", ACCEPTED, f"indicators.a.{REASON}", STAGES),
        Example("差错率超过上限，没有写原因",
                PATROLS | row("a", {"name": "稿件差错率", "operator": "≤", "target": "0.05",
                                    "unit": "%", ACTUAL: "0.12"}), f"indicators.a.{REASON}",
                STAGES),
    ),
    passing=(
        Example("写了原因", PATROLS | row("a", {REASON: "冬季封路，11月起停巡18次。"}),
                stages=STAGES),
        Example("达到了目标", PATROLS | row("a", {ACTUAL: "48"}), stages=STAGES),
        Example("在偏差分析里写了",
                ACCEPTED | {"self_evaluation.sections.deviation_and_remedy":
                            "装备验收推迟五周，是因厂家机型停产。"}, stages=STAGES),
        Example("减了分的，另有意见", PATROLS | row("a", {SCORE: "2.5"}), stages=STAGES),
    ),
)  # fmt: skip
def what_was_missed_is_explained(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A target that was missed needs its reason even where no point was taken off (B3)."""
    late = overdue(one)
    if not (late or short_of(one)) or not full_marks(one) or misdirected(one):
        return
    if not says_nothing(one.text(REASON)) or told(dossier, one.name):
        return
    share = rate(one.reached(ACTUAL).number, one.number)
    higher = one.target.operator not in ("≤", "<")
    near = not late and share is not None and (share >= NEARLY if higher else share <= 2 - NEARLY)
    yield found(one.path(REASON), also=(one.path(ACTUAL),), target=one.shown(),
                severity=Severity.EXPLAIN if near else None, actual=one.shown(ACTUAL),
                how="晚于期限" if late else "没有达到" if higher else "超过上限")  # fmt: skip


_STRONG = re.compile("显著|明显|大幅|极大|全面|有效|持续|较大|较好|充分|根本|切实")
_WEAK = re.compile("有所|略有|稍有|逐步|逐渐|初步|一定|小幅|局部|部分|不够|尚可|一般|不明显|基本")


def weaker(target: str, actual: str) -> bool:
    """Tell whether a result in words stays behind a target in words: 显著增强, 有所增强."""
    strong = _STRONG.search(target) and not _WEAK.search(target)
    weak = _WEAK.search(actual) and not _STRONG.search(_WEAK.sub("", actual))
    return bool(strong and weak)


@rule(
    "evaluation.words_weaker",
    title="定性完成情况弱于目标",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}填{score}分，是满分，而年度指标值是“{target}”，完成情况只写“{actual}”。",
    fix="没有达到的，按档减分并写明原因；确已达到的，把完成情况写到目标那一档，并写依据。",
    basis=METHOD,
    failing=(
        Example("目标显著增强，完成有所增强，得满分", AWARE, f"indicators.a.{SCORE}", STAGES),
        Example("目标明显改善，完成初步改善，得满分",
                AWARE | row("a", {"target": "明显改善", ACTUAL: "初步改善"}),
                f"indicators.a.{SCORE}", STAGES),
    ),
    passing=(
        Example("达到目标那一档", AWARE | row("a", {ACTUAL: "显著增强"}), stages=STAGES),
        Example("减了分", AWARE | row("a", {SCORE: "6"}), stages=STAGES),
        Example("写了实际情况",
                AWARE | row("a", {ACTUAL: "达成。主动申报户数由120户增加到310户"}), stages=STAGES),
    ),
)  # fmt: skip
def words_reach_their_target(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A result told in weaker words than the target does not earn full marks."""
    score, weight = scoring.read_score(one.text(SCORE)), scoring.read_score(one.text("weight"))
    if one.number is not None or score is None or not weight or score < weight:
        return
    target, actual = one.text("target"), one.text(ACTUAL)
    if weaker(target, actual) and says_nothing(one.text(REASON)):
        yield found(one.path(SCORE), also=(one.path(ACTUAL), one.path("target")),
                    score=plain(score), target=target, actual=actual)  # fmt: skip


@rule(
    "evaluation.done_after",
    title="完成日期晚于自评时点",
    severity=Severity.EXPLAIN,
    reads=("indicators", AS_OF),
    each="indicators",
    stage=STAGE,
    message="{where}填{actual}，晚于自评时点{as_of}，自评时还没有发生。",
    fix="核对日期；自评时点以后才完成的，写“未完成”并说明，得分按时点的情况计。",
    basis=WITHIN,
    failing=(
        Example("时点2024年12月31日，验收填2025年1月18日",
                ACCEPTED | {AS_OF: "2024-12-31"} | row("a", {ACTUAL: "2025年1月18日"}),
                f"indicators.a.{ACTUAL}", STAGES),
    ),
    passing=(
        Example("在时点以前", ACCEPTED | {AS_OF: "2024-12-31"}, stages=STAGES),
        Example("次年2月做的自评",
                ACCEPTED | {AS_OF: "2025-02-28"} | row("a", {ACTUAL: "2025年1月18日"}),
                stages=STAGES),
        Example("写明了原因",
                ACCEPTED | {AS_OF: "2024-12-31"}
                | row("a", {ACTUAL: "2025年1月18日", REASON: "批文12月下达，次年1月验收。"}),
                stages=STAGES),
    ),
)  # fmt: skip
def done_before_the_time_point(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """What was done is told as of the time point; a later day had not come yet."""
    as_of, day = read_date(dossier.text(AS_OF), dossier.year), one.reached(ACTUAL).deadline
    if as_of is None or day is None or day <= as_of or not says_nothing(one.text(REASON)):
        return
    yield found(one.path(ACTUAL), also=(AS_OF,), actual=one.shown(ACTUAL), as_of=long_date(as_of))


_OF_MONEY = re.compile("支出|执行|预算|资金|结余|支付")


def about_money(text: str) -> str:
    """Give the sentences of a text that speak of the money."""
    return "".join(one for one in re.split("(?<=[。；])", text) if _OF_MONEY.search(one))


@rule(
    "evaluation.execution_thin",
    title="执行率低的原因不具体",
    severity=Severity.EXPLAIN,
    reads=("budget", "self_evaluation.budget", DEVIATION),
    stage=STAGE,
    message="{where}只说支出少，没有说出原因：全年执行率{rate}，低于{limit}。",
    fix="写明没有支出的是哪笔钱、为什么、怎样处理。",
    basis=METHOD,
    failing=(
        Example("只写支出数小于预算数",
                {"budget.total.initial": "168", fund_path("total", SPENT): "118.44",
                 DEVIATION: "全年执行率70.50%，少支出49.56万元，主要是支出数小于预算数所致。"},
                DEVIATION, STAGES),
        Example("只写支付进度不快",
                {"budget.total.initial": "240", fund_path("total", SPENT): "204",
                 DEVIATION: "支出比预算少，主要是支付进度不快，资金未能全部支出。"}, DEVIATION,
                STAGES),
    ),
    passing=(
        Example("写明了是哪笔钱",
                {"budget.total.initial": "168", fund_path("total", SPENT): "118.44",
                 DEVIATION: "执行率70.50%，化验费按合同次年结算49.56万元。"}, stages=STAGES),
        Example("执行率不低",
                {"budget.total.initial": "120", fund_path("total", SPENT): "118.44",
                 DEVIATION: "支出数小于预算数。"}, stages=STAGES),
    ),
)  # fmt: skip
def low_execution_has_a_cause(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """That less was spent than planned is no reason for having spent less (B3)."""
    share, text = low_execution(dossier, settings), dossier.text(DEVIATION)
    if share is None or says_nothing(text):
        return
    said = about_money(text)
    if said and restates(said):
        limit = show_rate(settings.execution_explain_below, zeros=False)
        yield found(DEVIATION, also=(fund_path("total", SPENT),), rate=show_rate(share),
                    limit=limit)  # fmt: skip


@rule(
    "evaluation.over_received",
    title="全年执行数与到位数",
    severity=Severity.EXPLAIN,
    reads=("budget", "self_evaluation.budget", "monitoring.budget"),
    stage=STAGE,
    message="{where}填{spent}万元，大于到位资金{received}万元，多{gap}万元。",
    fix="核对到账凭证和执行数；确有垫付的，写明资金从何处垫付。",
    basis=WITHIN,
    failing=(
        Example("到位200万元，执行204万元",
                {"budget.total.received": "200", fund_path("total", SPENT): "204"},
                fund_path("total", SPENT), STAGES),
    ),
    passing=(
        Example("到位204万元，执行204万元",
                {"budget.total.received": "204", fund_path("total", SPENT): "204"},
                stages=STAGES),
        Example("没有填到位数", {fund_path("total", SPENT): "204"}, stages=STAGES),
        Example("到位数是监控时填的",
                {"budget.total.received": "130", fund_path("total", SPENT): "169.6"},
                stages=("monitoring", STAGE)),
        Example("到位数是监控时填的，检查的是年底",
                {"budget.total.received": "130", fund_path("total", SPENT): "169.6",
                 fund_path("total", "monitoring.spent"): "80"}, stages=STAGES),
    ),
)  # fmt: skip
def year_within_received(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """More spent in a year than came in needs a word."""
    july = (fund_path(source, "monitoring.spent") for source in ("total", *funds.SOURCES))
    if "monitoring" in dossier.stages or any(map(dossier.filled, july)):
        return  # what had come in by then stands in the same cell
    pair = (SPENT, "received")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (*cells(dossier, source, "received"), *cells(dossier, source, SPENT))
        also += tuple(fund_path(s, SPENT) for s in others)
        budget = funds.yearly_budget(dossier, source)
        if limit > 0 and (budget is None or value <= budget):
            yield found(fund_path(source, SPENT), also=also, spent=value, received=limit,
                        gap=value - limit)  # fmt: skip
