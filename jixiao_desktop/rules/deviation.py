"""Causes ticked, reasons written, likelihood and forecast: whether they go together."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.kinds import join_ticks, split_ticks
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import Target
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.reasons import says_nothing

READS = ("indicators",)
CAUSES, REASON, REMARK = "monitoring.causes", "monitoring.reason", "monitoring.remark"
LIKELIHOOD, FORECAST, ACTUAL = (
    "monitoring.likelihood",
    "monitoring.forecast",
    "monitoring.actual",
)
CERTAIN, POSSIBLE, IMPOSSIBLE = "确定能", "有可能", "完全不可能"
SOUND = row(
    "a",
    {
        "level2": "数量指标",
        "name": "培训班次",
        "operator": "≥",
        "target": "20",
        "unit": "次",
        ACTUAL: "12",
        FORECAST: "20",
        LIKELIHOOD: CERTAIN,
    },
)


@rule(
    "deviation.cause_without_reason",
    title="勾选了偏差原因",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}还没有写，而偏差原因勾选了“{causes}”。",
    fix="写明原因；没有偏差的，取消勾选。",
    basis=MINISTRY,
    failing=(
        Example(
            "勾选了“经费保障”，没有写原因说明",
            SOUND | row("a", {CAUSES: "经费保障"}),
            f"indicators.a.{REASON}",
        ),
    ),
    passing=(
        Example(
            "勾选了“经费保障”，写明了原因",
            SOUND | row("a", {CAUSES: "经费保障", REASON: "第二批经费8月到位。"}),
        ),
        Example("没有勾选", SOUND),
    ),
)
def ticked_cause_is_told(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A ticked cause makes 原因说明 compulsory; a light that asks for it already does."""
    causes = split_ticks(one.text(CAUSES))
    if causes and says_nothing(one.text(REASON)) and not one.behind:
        yield found(one.path(REASON), also=(one.path(CAUSES),), causes=join_ticks(causes))


@rule(
    "deviation.every_cause",
    title="五项原因全都勾选",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}把{count}项全都勾选了，看不出主要原因。",
    fix="只勾选主要的一两项，在原因说明里写清楚。",
    basis=MINISTRY,
    failing=(
        Example(
            "五项全都勾选",
            SOUND
            | row("a", {CAUSES: "经费保障、制度保障、人员保障、硬件条件保障、其他",
                        REASON: "第二批经费8月到位。"}),
            f"indicators.a.{CAUSES}",
        ),
    ),
    passing=(
        Example("勾选一项", SOUND | row("a", {CAUSES: "经费保障", REASON: "第二批经费8月到位。"})),
    ),
)  # fmt: skip
def not_every_cause(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Causes ticked all at once name none."""
    causes = split_ticks(one.text(CAUSES))
    if len(causes) >= settings.every_cause:
        yield found(one.path(CAUSES), also=(one.path(REASON),), count=len(causes))


@rule(
    "deviation.reason_without_cause",
    title="写了原因而没有勾选",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}一项也没有勾选，而原因说明已经写了。",
    fix="从经费、制度、人员、硬件条件保障和其他中勾选相应的一项。",
    basis=MINISTRY,
    failing=(
        Example(
            "写了原因，没有勾选",
            SOUND | row("a", {REASON: "第二批经费8月到位。"}),
            f"indicators.a.{CAUSES}",
        ),
    ),
    passing=(Example("没有偏差，原因写“无”", SOUND | row("a", {REASON: "无"})),),
)
def told_cause_is_ticked(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A reason belongs under one of the form's causes."""
    if not split_ticks(one.text(CAUSES)) and not says_nothing(one.text(REASON)):
        yield found(one.path(CAUSES), also=(one.path(REASON),))


@rule(
    "deviation.remark_missing",
    title="不能确定完成的备注",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}还没有写，而完成目标可能性选了“{likelihood}”。",
    fix="写明预计年底不能完成目标的原因和拟采取的措施。",
    basis=MINISTRY,
    failing=(
        Example(
            "可能性选“有可能”，备注没有填",
            SOUND | row("a", {LIKELIHOOD: POSSIBLE}),
            f"indicators.a.{REMARK}",
        ),
    ),
    passing=(
        Example(
            "可能性选“有可能”，备注写明",
            SOUND | row("a", {LIKELIHOOD: POSSIBLE, REMARK: "教室改造，拟改为线上举办。"}),
        ),
        Example("可能性选“确定能”", SOUND),
    ),
)
def doubt_is_told(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """有可能 and 完全不可能 make 备注 compulsory (the form's third note)."""
    likelihood = one.text(LIKELIHOOD)
    if likelihood in (POSSIBLE, IMPOSSIBLE) and says_nothing(one.text(REMARK)):
        yield found(one.path(REMARK), also=(one.path(LIKELIHOOD),), likelihood=likelihood)


def falls_short(target: Target, reached: Target) -> bool | None:
    """Tell whether a value misses its target; None where the two cannot be compared."""
    if target.deadline is not None and reached.deadline is not None:
        return reached.deadline > target.deadline
    if target.number is None or reached.number is None:
        return None
    if target.operator in ("≤", "<"):
        return reached.number > target.number
    return reached.number < target.number


@rule(
    "deviation.certain_but_short",
    title="可能性与全年预计",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}选了“{likelihood}”，而全年预计{forecast}，年度指标值是{target}。",
    fix="核对全年预计完成数，或改选完成目标可能性。",
    basis=WITHIN,
    failing=(
        Example(
            "目标20次，预计15次，选“确定能”",
            SOUND | row("a", {FORECAST: "15"}),
            f"indicators.a.{LIKELIHOOD}",
        ),
        Example(
            "目标20次，预计22次，选“完全不可能”",
            SOUND | row("a", {FORECAST: "22", LIKELIHOOD: IMPOSSIBLE}),
            f"indicators.a.{LIKELIHOOD}",
        ),
    ),
    passing=(
        Example("目标20次，预计20次，选“确定能”", SOUND),
        Example(
            "成本不超过100万元，预计95万元",
            SOUND | row("a", {"operator": "≤", "target": "100", "unit": "万元", FORECAST: "95"}),
        ),
    ),
)
def likelihood_fits_forecast(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """确定能 goes with a forecast that meets the target, 完全不可能 with one that misses it."""
    likelihood = one.text(LIKELIHOOD)
    short = falls_short(one.target, one.forecast)
    wrong = {CERTAIN: short is True, IMPOSSIBLE: short is False}.get(likelihood, False)
    if wrong:
        yield found(
            one.path(LIKELIHOOD),
            also=(one.path(FORECAST),),
            severity=None if short else Severity.EXPLAIN,
            likelihood=likelihood,
            forecast=one.shown(FORECAST),
            target=one.shown(),
        )


@rule(
    "deviation.forecast_below_actual",
    title="全年预计少于已完成",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}填{forecast}，少于已经完成的{actual}。",
    fix="全年预计包含已完成数，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example(
            "已完成12次，全年预计10次",
            SOUND | row("a", {FORECAST: "10"}),
            f"indicators.a.{FORECAST}",
        ),
    ),
    passing=(
        Example(
            "人均成本全年预计低于目前",
            SOUND
            | row(
                "a",
                {
                    "level2": "成本指标",
                    "name": "人均培训成本",
                    "operator": "≤",
                    "unit": "元",
                    FORECAST: "11",
                },
            ),
        ),
        Example("已完成12次，全年预计20次", SOUND),
        Example(
            "满意度已达96%，全年预计95%",
            row(
                "a",
                {
                    "level2": "服务对象满意度指标",
                    "name": "学员满意度",
                    "operator": "≥",
                    "target": "90",
                    "unit": "%",
                    ACTUAL: "96",
                    FORECAST: "95",
                },
            ),
        ),
    ),
)
def forecast_covers_actual(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """What grows through the year cannot end below what is reached."""
    done, expected = one.actual.number, one.forecast.number
    grows = one.cumulative or (one.target.unit.endswith("元") and "成本" in one.level2)
    if grows and done is not None and expected is not None and expected < done:
        if "/" in one.target.unit or any(w in one.name for w in ("单价", "人均", "平均")):
            return
        yield found(
            one.path(FORECAST),
            also=(one.path(ACTUAL),),
            forecast=one.shown(FORECAST),
            actual=one.shown(ACTUAL),
        )
