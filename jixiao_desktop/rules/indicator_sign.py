"""Whether the sign of an indicator agrees with what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.direction_words import (
    LASTS,
    SAVES,
    fewer_is_better,
    is_bad,
    is_bad_rate,
    is_good_rate,
)
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.indicator_kind import COST, GOOD, READS, change

AT_LEAST, AT_MOST = ("≥", ">"), ("≤", "<")


@rule(
    "indicator.direction",
    title="符号方向",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    message="{where}填“{operator}”，而“{name}”{why}，应填“{right}”。",
    fix="改计算符号，指标值写成“{shown}”。",
    basis=MINISTRY,
    failing=(
        Example("成本指标用“≥”", COST | row("a", {"operator": "≥"}), "indicators.a.operator"),
        Example(
            "满意度用“≤”",
            row("a", {"level2": "服务对象满意度指标", "name": "学员满意度", "operator": "≤",
                      "target": "90", "unit": "%"}),
            "indicators.a.operator",
        ),
        Example(
            "故障率用“≥”",
            row("a", {"level2": "质量指标", "name": "系统故障率", "operator": "≥", "target": "2",
                      "unit": "%"}),
            "indicators.a.operator",
        ),
        Example(
            "准确率用“≤”",
            row("a", {"level2": "质量指标", "name": "资金发放准确率", "operator": "≤",
                      "target": "100", "unit": "%"}),
            "indicators.a.operator",
        ),
        Example(
            "完成时间用“≥”",
            row("a", {"level2": "时效指标", "name": "完成时间", "operator": "≥", "target": "12",
                      "unit": "月"}),
            "indicators.a.operator",
        ),
    ),
    passing=(
        Example("成本指标用“≤”", COST),
        Example(
            "成本节约率用“≥”",
            row("a", {"level2": "成本指标", "name": "成本节约率", "operator": "≥", "target": "5",
                      "unit": "%"}),
        ),
        Example(
            "故障处理率用“≥”",
            row("a", {"level2": "质量指标", "name": "故障处理率", "operator": "≥", "target": "95",
                      "unit": "%"}),
        ),
        Example(
            "无事故率用“≥”",
            row("a", {"level2": "质量指标", "name": "无事故率", "operator": "≥", "target": "99",
                      "unit": "%"}),
        ),
        Example(
            "网络运行时长用“≥”",
            row("a", {"level2": "时效指标", "name": "网络运行时长", "operator": "≥",
                      "target": "365", "unit": "天"}),
        ),
    ),
)  # fmt: skip
def sign_points_right(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Costs and deadlines are limits (≤), satisfaction is a floor (≥)."""
    sign, family = one.target.operator, unit_family(one.unit)
    why, right = "", "≤"
    if sign in AT_LEAST and "成本" in one.level2 and family == "money":
        why = "" if SAVES.search(one.name) else "是成本，越少越好"
    elif sign in AT_LEAST and "时效" in one.level2:
        dated = one.target.kind is TargetKind.DATE
        lasts = LASTS.search(one.name) or family != "time"
        why = "是完成时限，不能晚于目标" if dated or not lasts else ""
    elif sign in AT_MOST and "满意" in one.level2 + one.name and "不满意" not in one.name:
        why, right = "越高越好", "≥"
    elif sign in AT_LEAST and family == "count" and is_bad(one.name):
        why = "越少越好"
    elif sign in AT_LEAST and family == "rate" and is_bad_rate(one.name):
        why = "越低越好"
    elif sign in AT_MOST and "成本" not in one.level2 and is_good_rate(one.name):
        why, right = ("越高越好", "≥") if family == "rate" else ("", "")
    if why:
        yield found(
            one.path("operator"),
            also=(one.path("target"),),
            mend=change(one, "operator", right),
            operator=sign,
            name=one.name,
            why=why,
            right=right,
            shown=right + one.shown().lstrip("≥≤=<>"),
        )


@rule(
    "indicator.count_as_limit",
    title="数量指标用了“≤”",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}填“{operator}”，意思是{name}越少越好。",
    fix="数量一般用“≥”；确属要控制的数量，写一句说明。",
    basis=MINISTRY,
    failing=(
        Example("培训班次用“≤”", GOOD | row("a", {"operator": "≤"}), "indicators.a.operator"),
        Example(
            "办理案件数用“≤”",
            GOOD | row("a", {"name": "办理法律援助案件数", "operator": "≤"}),
            "indicators.a.operator",
        ),
    ),
    passing=(
        Example("培训班次用“≥”", GOOD),
        Example("安全事故数用“≤”", GOOD | row("a", {"name": "安全事故数", "operator": "≤"})),
        Example(
            "在编人数控制在编制以内",
            GOOD | row("a", {"name": "在编人数控制数", "operator": "≤", "unit": "人"}),
        ),
    ),
)
def counts_are_floors(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A number of things done is a floor, unless fewer is better."""
    counted = "数量" in one.level2 and unit_family(one.unit) == "count" and one.target.number
    if counted and one.target.operator in AT_MOST and not fewer_is_better(one.name):
        yield found(
            one.path("operator"),
            mend=change(one, "operator", "≥"),
            operator=one.target.operator,
            name=f"“{one.name}”",
        )


@rule(
    "indicator.whole",
    title="100%的符号",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    message="{where}填“{operator}”，而指标值是100%，不会再多。",
    fix="改为“=”，指标值写成“=100%”。",
    basis=MINISTRY,
    failing=(
        Example(
            "验收合格率≥100%",
            row("a", {"name": "验收合格率", "operator": "≥", "target": "100", "unit": "%"}),
            "indicators.a.operator",
        ),
    ),
    passing=(
        Example(
            "验收合格率=100%",
            row("a", {"name": "验收合格率", "operator": "=", "target": "100", "unit": "%"}),
        ),
        Example(
            "收入增长率≥100%",
            row("a", {"name": "收入增长率", "operator": "≥", "target": "100", "unit": "%"}),
        ),
    ),
)
def whole_is_exact(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A share of 100 % is met exactly."""
    grows = re.search("增长|增幅|提高|增加|上升|提升", one.name)
    whole = one.number == 100 and unit_family(one.target.unit) == "rate"
    if whole and one.target.operator in AT_LEAST and not grows:
        yield found(
            one.path("operator"),
            mend=change(one, "operator", "="),
            operator=one.target.operator,
        )


@rule(
    "indicator.sign_missing",
    title="没有选符号",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    message="{where}没有选，年度指标值是{target}。",
    fix="按指标的意思选“{right}”或别的符号。",
    basis=MINISTRY,
    failing=(
        Example(
            "培训班次20次，没有选符号",
            {k: v for k, v in GOOD.items() if "operator" not in k},
            "indicators.a.operator",
        ),
    ),
    passing=(
        Example("选了“≥”", GOOD),
        Example("日期不用选", row("a", {"name": "完成时间", "target": "12月底前"})),
    ),
)
def sign_chosen(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A value without a sign leaves open what it asks for."""
    if one.text("operator") or not one.name:
        return
    words = one.target.kind is TargetKind.QUALITATIVE
    if words or (one.number is not None and not one.target.operator):
        limit = "成本" in one.level2 or "时效" in one.level2
        right = "定性" if words else ("≤" if limit else "≥")
        yield found(
            one.path("operator"),
            mend=change(one, "operator", right),
            severity=Severity.EXPLAIN if not words else None,
            target=f"“{one.shown()}”",
            right=right,
        )
