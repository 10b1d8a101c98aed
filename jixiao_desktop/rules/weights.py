"""Weights of a goal table before anything is scored: none missing, and a whole between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.scores import METHOD, WEIGHT, weight_of

MOST = Decimal("0.6")
"""Where so large a part of the rows has a weight, the others were forgotten."""

LATER = ("self_evaluation", "evaluation")
"""Stages with rules of their own on weights."""

READS = ("indicators[].name", "indicators[].target", "indicators[].unit", f"indicators[].{WEIGHT}")
THREE = (
    row("a", {"name": "培训班次", "target": "20", "unit": "次", WEIGHT: "50"})
    | row("b", {"name": "持证上岗率", "target": "95", "unit": "%", WEIGHT: "30"})
    | row("c", {"name": "学员满意度", "target": "90", "unit": "%", WEIGHT: "10"})
)


def weighed(dossier: Dossier, settings: Settings) -> tuple[Indicator, ...]:
    """List the rows of a table that gives weights, () where a later stage judges them."""
    if any(stage in dossier.stages for stage in LATER):
        return ()
    rows = indicators(dossier, settings)
    known = [one for one in rows if weight_of(one) is not None]
    return rows if len(known) >= len(rows) * MOST and len(known) > 1 else ()


@rule(
    "indicator.weight_missing",
    title="有的指标没有分值",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}还没有填，而其余{count}项都填了分值。",
    fix="按批复的分值补填，使各项合计{due}分（不含预算执行率）。",
    basis=METHOD,
    failing=(
        Example("三项指标，一项没有分值", THREE | row("b", {WEIGHT: ""}), f"indicators.b.{WEIGHT}"),
    ),
    passing=(
        Example("都有分值", THREE),
        Example("都没有分值", THREE | row("a", {WEIGHT: ""}) | row("b", {WEIGHT: ""})
                | row("c", {WEIGHT: ""})),
    ),
)  # fmt: skip
def every_row_has_its_weight(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where a goal table gives weights, every row has one."""
    rows = weighed(dossier, settings)
    blank = [one for one in rows if one.blank(WEIGHT)]
    due = plain(settings.weight_total - settings.execution_weight)
    for one in blank:
        yield found(one.path(WEIGHT), also=(one.path("name"),), count=len(rows) - len(blank),
                    due=due)  # fmt: skip


@rule(
    "indicator.weight_total",
    title="目标表的分值合计",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}分值合计{sum}分，应为{due}分（预算执行率另占{beside}分），{gap}。",
    fix="核对各项指标的分值，使合计正好是{due}分。",
    basis=METHOD,
    failing=(Example("三项合计85分", THREE | row("b", {WEIGHT: "25"}), "indicators"),),
    passing=(
        Example("三项合计90分", THREE),
        Example("没有给预算执行率留分，合计100分", THREE | row("b", {WEIGHT: "40"})),
        Example("还有没填的", THREE | row("b", {WEIGHT: ""})),
    ),
)
def weights_make_a_whole(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The weights of a goal table make 100 with 预算执行率, or 100 without it."""
    rows = weighed(dossier, settings)
    known = [weight for one in rows if (weight := weight_of(one)) is not None]
    if not rows or len(known) < len(rows):
        return
    due, total = settings.weight_total - settings.execution_weight, sum(known, Decimal(0))
    if total in (due, settings.weight_total):
        return
    over = f"多{plain(total - due)}分" if total > due else f"少{plain(due - total)}分"
    yield found("indicators", also=tuple(one.path(WEIGHT) for one in rows), sum=plain(total),
                due=plain(due), beside=plain(settings.execution_weight), gap=over)  # fmt: skip
