"""Signal lights of indicators: who is behind, who is far ahead, and whether it is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.months import long_date
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.progress import Light, rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.over import Step, step_of
from jixiao_desktop.rules.reasons import complaint, restates, says_nothing, without_name

READS = ("indicators", "monitoring.as_of")
ACTUAL, REASON, REMARK = "monitoring.actual", "monitoring.reason", "monitoring.remark"
SLIGHT = Decimal(1)
"""A count that is over by no more than this, with a word beside it, is no more than a hint."""
SIXFOLD = row(
    "a",
    {
        "level2": "数量指标",
        "name": "监督检查次数",
        "operator": "≥",
        "target": "2",
        "unit": "次",
        ACTUAL: "12",
    },
)
LATE = row(
    "a",
    {
        "level2": "数量指标",
        "name": "参与培训人次",
        "operator": "≥",
        "target": "1960",
        "unit": "人次",
        ACTUAL: "702",
    },
)
IN_TIME = LATE | row("a", {ACTUAL: "1143"})
GOOD = row("a", {REASON: "秋季学期未开学，剩余班次在下半年举办。"})


def working(one: Indicator) -> dict[str, object]:
    """Give the sum behind a light and the light's word."""
    shown = one.progress
    return {"working": shown.working, "light": shown.light.word} if shown else {}


@rule(
    "progress.reason_missing",
    title="指标偏慢的原因",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}还没有写：{working}（{light}）。",
    fix="勾选偏差原因，并写明具体原因和追赶的安排。",
    basis=MINISTRY,
    failing=(
        Example("目标1960人次，7月底完成702人次，没有写原因", LATE, f"indicators.a.{REASON}"),
        Example("原因只写“无”", LATE | row("a", {REASON: "无"}), f"indicators.a.{REASON}"),
    ),
    passing=(
        Example("完成702人次，写明原因", LATE | GOOD),
        Example("目标1960人次，7月底完成1143人次", IN_TIME),
    ),
)
def behind_has_reason(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A red or yellow indicator says why."""
    if one.behind and says_nothing(one.text(REASON)):
        yield found(one.path(REASON), also=(one.path(ACTUAL),), **working(one))


@rule(
    "progress.reason_thin",
    title="指标偏差原因不具体",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}{complaint}：{working}。",
    fix="写清楚是哪项工作、为什么没有做、准备哪个月完成。",
    basis=MINISTRY,
    failing=(
        Example(
            "原因只写“进度滞后”",
            LATE | row("a", {REASON: "进度滞后"}),
            f"indicators.a.{REASON}",
        ),
    ),
    passing=(Example("原因具体", LATE | GOOD),),
)
def reason_is_one(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """The reason of a red or yellow indicator is more than a restatement."""
    text = one.text(REASON)
    wrong = "" if says_nothing(text) else complaint(text, settings.reason_length)
    if not wrong and text.strip() and restates(without_name(text[:200], one.name)):
        wrong = "只重复了偏差，没有说出原因"
    if wrong and one.behind:
        yield found(one.path(REASON), also=(one.path(ACTUAL),), complaint=wrong, **working(one))


@rule(
    "progress.behind",
    title="指标进度偏慢",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}：{working}（{light}），原因已写。",
    fix="核对完成数和原因说明是否对得上。",
    basis=MINISTRY,
    failing=(Example("完成702人次，原因已写", LATE | GOOD, f"indicators.a.{ACTUAL}"),),
    passing=(Example("目标1960人次，7月底完成1143人次", IN_TIME),),
)
def behind_is_shown(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A red or yellow indicator that is accounted for is still shown with its arithmetic."""
    if one.behind and not says_nothing(one.text(REASON)):
        yield found(one.path(ACTUAL), also=(one.path("target"),), **working(one))


@rule(
    "progress.ahead",
    title="指标进度超前",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}：{working}，明显快于序时进度。",
    fix="核对完成数；年初目标定得偏低的，在备注中写明。",
    basis=MINISTRY,
    failing=(
        Example(
            "目标1960人次，7月底已完成1900人次",
            LATE | row("a", {ACTUAL: "1900"}),
            f"indicators.a.{ACTUAL}",
        ),
    ),
    passing=(
        Example("目标1960人次，7月底完成1143人次", IN_TIME),
        Example("备注写明", LATE | row("a", {ACTUAL: "1900", REMARK: "上半年集中轮训。"})),
        Example("全年任务到7月底正好做完", LATE | row("a", {ACTUAL: "1960"})),
    ),
)
def far_ahead(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A cumulative count far ahead of the months is pointed out."""
    shown = one.progress
    if shown is None or shown.light is not Light.BLUE or overshoot(one) is not None:
        return
    done = one.actual.number
    if done is not None and one.number is not None and done >= one.number:
        # the year's work is done, and not far beyond it: nothing to account for
        return
    if says_nothing(one.text(REMARK)) and says_nothing(one.text(REASON)):
        yield found(one.path(ACTUAL), also=(one.path("target"),), **working(one))


@rule(
    "progress.forecast_far",
    title="全年预计远超目标",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}填{forecast}，是年度指标值{target}的{percent}。",
    fix="核对全年预计数；数字无误的，说明是不是年初目标定低了。",
    basis=MINISTRY,
    failing=(
        Example("目标1960人次，全年预计4000人次",
                IN_TIME | row("a", {"monitoring.forecast": "4000"}),
                "indicators.a.monitoring.forecast"),
    ),
    passing=(
        Example("全年预计2000人次", IN_TIME | row("a", {"monitoring.forecast": "2000"})),
        Example("备注写明", IN_TIME | row("a", {"monitoring.forecast": "4000",
                                           REMARK: "10月上级增加两期轮训任务。"})),
    ),
)  # fmt: skip
def forecasts_stay_near(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A year expected to end far above its target needs a word (A12)."""
    expected, rest = one.forecast.number, "monitoring.forecast"
    if not one.number or one.number < 0 or expected is None or not one.cumulative:
        return
    share = rate(expected, one.number)
    told = not says_nothing(one.text(REMARK)) or not says_nothing(one.text(REASON))
    far = share is not None and share >= settings.forecast_explain
    if far and not told and overshoot(one) is None:
        yield found(one.path(rest), also=(one.path("target"),), forecast=one.shown(rest),
                    target=one.shown(), percent=show_rate(share))  # fmt: skip


DUE = row("a", {"level2": "时效指标", "name": "工程完工时间", "operator": "≤",
                "target": "2024年10月31日"})  # fmt: skip


@rule(
    "progress.done_later",
    title="完成日期还没有到",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}写的是{actual}，晚于监控时点{as_of}，还不能算已经完成。",
    fix="还没有完成的，写“尚未到期”，预计日期写在全年预计一栏。",
    basis=MINISTRY,
    failing=(
        Example("7月底监控，完成情况写10月20日", DUE | row("a", {ACTUAL: "2024年10月20日"}),
                f"indicators.a.{ACTUAL}"),
    ),
    passing=(
        Example("已在6月完成", DUE | row("a", {ACTUAL: "2024年6月20日"})),
        Example("写明是计划", DUE | row("a", {ACTUAL: "计划2024年10月20日"})),
    ),
)  # fmt: skip
def done_is_past(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """What is told as done was done by the time point."""
    day, planned = one.actual.deadline, re.search("计划|预计|拟|将", one.text(ACTUAL))
    if day and one.as_of and day > one.as_of and not planned and one.target.deadline:
        yield found(one.path(ACTUAL), also=(one.path("target"),), actual=long_date(day),
                    as_of=long_date(one.as_of))  # fmt: skip


def overshoot(one: Indicator) -> Decimal | None:
    """Give actual / yearly target where more is meant to be better and it is well above 1."""
    if not one.number or one.target.operator in ("≤", "<") or one.target.deadline:
        return None
    if "成本" in one.level1 + one.level2 or one.actual.number is None or one.number < 0:
        return None
    ratio = rate(one.actual.number, one.number)
    return ratio if step_of(ratio, one.settings) is not None else None


def over_severity(one: Indicator, ratio: Decimal, step: Step) -> Severity:
    """Weigh an over-fulfilment: how far, over by how much, and whether a word stands beside it."""
    if not complaint(one.text(REASON), one.settings.reason_length):
        return Severity.HINT
    gap = (one.actual.number or Decimal(0)) - (one.number or Decimal(0))
    slight = gap <= SLIGHT and not says_nothing(one.text(REMARK))
    mild_rate = unit_family(one.target.unit) == "rate" and ratio < 2
    return Severity.HINT if slight or mild_rate else step.severity


@rule(
    "progress.over_target",
    title="远超年度目标",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}填{actual}，是年度指标值{target}的{times}（{percent}），{step}。",
    fix="核对完成数；数字无误的，{asked}。",
    basis=MINISTRY,
    failing=(Example("目标2次，7月底完成12次", SIXFOLD, f"indicators.a.{ACTUAL}"),),
    passing=(
        Example("目标2次，完成2次", SIXFOLD | row("a", {ACTUAL: "2"})),
        Example(
            "成本指标不算超额完成",
            SIXFOLD | row("a", {"level2": "成本指标", "unit": "万元"}),
        ),
    ),
)
def well_above_target(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Passing the whole year's target by a step of the notice or more needs a word."""
    ratio = overshoot(one)
    step = step_of(ratio, settings)
    if ratio is None or step is None:
        return
    yield found(
        one.path(ACTUAL),
        also=(one.path("target"), one.path(REMARK)),
        severity=over_severity(one, ratio, step),
        actual=one.shown(ACTUAL),
        target=one.shown(),
        times=f"{plain(round(ratio, 1))}倍",
        percent=show_rate(ratio),
        step=step.words,
        asked=step.asked,
    )
