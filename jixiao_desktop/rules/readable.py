"""Values that cannot be read as what their field asks for: the root causes of much else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.kinds import read
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.standing import Standing, standing
from jixiao_desktop.domain.target import Target, TargetKind
from jixiao_desktop.rules.engine import MINISTRY, TEXTS, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.folding import UNREADABLE
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.surroundings import FieldKind, Surroundings

ROW_VALUES = ("target", "monitoring.actual", "monitoring.forecast")
LONGEST_QUOTE = 24
TRAINING = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "培训班次"})


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Quote a typed text inside a message, cut where it is long."""
    shown = " ".join(text.split())
    return f"“{shown[:longest]}…”" if len(shown) > longest else f"“{shown}”"


@rule(
    UNREADABLE,
    title="读不懂的内容",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    message="{where}写的是{text}，读不出来。",
    fix="{problem}。",
    basis="本栏的填写要求",
    failing=(
        Example(
            "年初预算数写成“约100左右”",
            {"budget.total.initial": "约100左右"},
            "budget.total.initial",
        ),
    ),
    passing=(
        Example(
            "年初预算数写成“１，２００．５０元”",
            {"budget.total.initial": "１，２００．５０元", "budget.other.initial": "—"},
        ),
    ),
)
def values_readable(
    dossier: Dossier, settings: Settings, path: str, surroundings: Surroundings
) -> Iterator[Found]:
    """Every text can be read as the kind of value its field asks for."""
    known = surroundings.fields.get(paths.pattern_of(path))
    if known is None or known.kind in ("text", "prose", "target", "offered"):
        return
    text = dossier.text(path)
    problem = _problem(text, known, dossier.year)
    if problem:
        yield found(path, text=quoted(text), problem=problem)


@lru_cache(8192)
def _problem(text: str, known: FieldKind, year: int) -> str:
    """Say what keeps a text from being read as its field's kind."""
    reading = read(known.kind, text, unit=known.unit, choices=known.choices, year=year)
    return reading.problem.removesuffix("。")


FULL = 100
"""Of a whole “done” may be said; of 70 % it says nothing."""

_RECURRING = re.compile(
    "[≤<]?(?:每(?:个?月|季度?|周|旬|半年)|次[月季年]|(?:月|季度?|年)末后|(?:月|季度?)[后底末])[^，。；]{0,10}$"
)
"""A deadline that comes again each month or quarter: 每月5日, 次月10日前."""


@rule(
    "value.target_readable",
    title="读不懂的指标值",
    severity=Severity.MUST_FIX,
    reads=("indicators",),
    each="indicators",
    message="{where}写的是{text}，{problem}。",
    fix="数值、单位分开写，如 20 和 次；日期写 12月31日；文字指标的符号选“定性”。",
    basis=MINISTRY,
    failing=(
        Example(
            "培训班次目标值写成“20-30多”",
            TRAINING | row("a", {"operator": "≥", "target": "20-30多", "unit": "次"}),
            "indicators.a.target",
        ),
        Example(
            "目标20次，完成情况写成“开展了一些”",
            TRAINING
            | row(
                "a",
                {"operator": "≥", "target": "20", "unit": "次", "monitoring.actual": "开展了一些"},
            ),
            "indicators.a.monitoring.actual",
        ),
    ),
    passing=(
        Example(
            "目标20次，完成“12次”",
            TRAINING
            | row(
                "a", {"operator": "≥", "target": "20", "unit": "次", "monitoring.actual": "12次"}
            ),
        ),
        Example(
            "目标95%，到监控时点还没有验收",
            row("a", {"name": "验收合格率", "operator": "≥", "target": "95", "unit": "%",
                      "monitoring.actual": "未验收"}),
        ),
        Example(
            "每月都有的期限",
            row("a", {"name": "月报报送时间", "operator": "≤", "target": "每月5日",
                      "monitoring.actual": "每月4日前均已报送"}),
        ),
        Example(
            "目标12月底前，完成“尚未到期”",
            row("a", {"name": "完成时间", "target": "12月底前", "monitoring.actual": "未到期"}),
        ),
    ),
)  # fmt: skip
def target_values_readable(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Target, actual and forecast of an indicator can be read in the terms of one another."""
    if one.target.kind is TargetKind.UNREADABLE and not _RECURRING.match(one.text("target")):
        yield found(one.path("target"), also=(one.path("operator"),), problem=one.unclear,
                    text=quoted(one.text("target")))  # fmt: skip
        return
    if one.number is None:
        return
    unlike = [rest for rest in ROW_VALUES[1:] if not comparable(one.reached(rest))]
    for rest in unlike:
        if one.text(rest) in [one.text(other) for other in unlike[: unlike.index(rest)]]:
            continue  # the same words once more
        same = (other for other in unlike if other != rest and one.text(other) == one.text(rest))
        done = standing(one.reached(rest).words) is Standing.DONE
        part = one.target.unit == "%" and one.number < FULL
        yield found(
            one.path(rest),
            also=(one.path("target"), *(one.path(other) for other in same)),
            severity=Severity.EXPLAIN if done and not part else None,
            text=quoted(one.text(rest)),
            problem=f"而年度指标值是{one.shown()}，无法比较",
        )


def comparable(reached: Target) -> bool:
    """Tell whether a value is a figure, or words that say the work is not begun or not due."""
    if reached.kind not in (TargetKind.QUALITATIVE, TargetKind.UNREADABLE):
        return True
    return standing(reached.words) in (Standing.NOT_BEGUN, Standing.NOT_DUE)
