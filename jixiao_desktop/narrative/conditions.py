"""Conditions that an outline names: whether a sentence or clause has a reason to be said."""

from __future__ import annotations

from collections.abc import Callable

from jixiao_desktop.domain import funds, unit_figures
from jixiao_desktop.domain.kinds import split_ticks
from jixiao_desktop.domain.numbers import is_blank, is_dash
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.progress import Light, is_cumulative, spending_light
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.narrative.figures import is_quantity, lost_points
from jixiao_desktop.narrative.scope import Scope, listed_rows, project_scopes
from jixiao_desktop.narrative.values import (
    SPENT,
    balance,
    cumulative,
    named_rows,
    one_line,
    spending_left,
)

BEHIND = (Light.RED, Light.YELLOW)
READ_AS = {
    "number": (TargetKind.NUMBER,),
    "day": (TargetKind.DATE,),
    "words": (TargetKind.QUALITATIVE, TargetKind.UNREADABLE),
}
"""What a measured value may be, as an outline asks for it: actual_number, forecast_day …"""
HAS_ROWS, ROW = "has_rows:", "row."
NONE = ("无", "没有")
DOUBTFUL = ("有可能", "完全不可能")


def holds(scope: Scope, name: str) -> bool:
    """Tell whether all named conditions hold; none always do, an unknown one is a KeyError.

    ``has_rows:LIST`` holds where a list (``evaluation.indicators``) has a row that says something;
    ``row.level2=时效指标`` where a field of the row in hand is just this, ``!=`` where it is not.
    """
    return all(_holds(scope, one) for one in name.split())


def _holds(scope: Scope, name: str) -> bool:
    if name.startswith(HAS_ROWS):
        return bool(listed_rows(scope, name.removeprefix(HAS_ROWS)))
    if name.startswith(ROW):
        field, _, wanted = name.removeprefix(ROW).partition("=")
        equal = one_line(scope.row_text(field.rstrip("!"))) == wanted
        return equal != field.endswith("!")
    return CONDITIONS[name](scope)


def _one_project(scope: Scope) -> bool:
    return not scope.subject.several


def _reported(scope: Scope) -> bool:
    """Something was monitored: an amount spent or an actual value is filled in."""
    return any(_project_reported(project) for project in project_scopes(scope.subject))


def _project_reported(scope: Scope) -> bool:
    actual = scope.dossier.row_paths("indicators", "monitoring.actual")
    spent = tuple(funds.fund_path(source, SPENT) for source in funds.SOURCES)
    return any(scope.dossier.filled(path) for path in (*spent, *actual))


def _has_indicators(scope: Scope) -> bool:
    return bool(named_rows(scope))


def _budget_revised(scope: Scope) -> bool:
    """The budget was changed: a revised figure that differs from the initial one."""
    initial = funds.amount(scope.dossier, "total", "initial")
    return funds.amount(scope.dossier, "total", "revised") not in (None, initial)


def _balance_left(scope: Scope) -> bool:
    left = balance(scope)
    return left is not None and left > 0


def _balance_none(scope: Scope) -> bool:
    return balance(scope) == 0


def _balance_over(scope: Scope) -> bool:
    left = balance(scope)
    return left is not None and left < 0


def _spending_left(scope: Scope) -> bool:
    left = spending_left(scope)
    return left is not None and left > 0


def _nothing_left(scope: Scope) -> bool:
    return spending_left(scope) == 0


def sources_in_use(scope: Scope) -> tuple[str, ...]:
    """Return the fund sources without parts of their own that hold an initial budget above 0."""
    leaves = [s for s in funds.SOURCES if s not in funds.CHILDREN]
    return tuple(s for s in leaves if (funds.amount(scope.dossier, s, "initial") or 0) > 0)


def _several_sources(scope: Scope) -> bool:
    return len(sources_in_use(scope)) > 1


def _money_light(scope: Scope) -> Light:
    if scope.as_of is None:
        return Light.NONE
    spent = funds.amount(scope.dossier, "total", SPENT)
    whole = funds.yearly_budget(scope.dossier)
    return spending_light(spent, whole, scope.as_of, scope.bands)


def _money_slow(scope: Scope) -> bool:
    return _money_light(scope) in BEHIND


def _money_not_slow(scope: Scope) -> bool:
    return not _money_slow(scope)


def _cumulative(scope: Scope) -> bool:
    return cumulative(scope)


def _not_cumulative(scope: Scope) -> bool:
    return not cumulative(scope)


def _grows(scope: Scope) -> bool:
    """The target of the indicator in hand is reached bit by bit through the year."""
    return is_cumulative(scope.target, name=scope.row_text("name"), level2=scope.row_text("level2"))


def _stands(scope: Scope) -> bool:
    return not _grows(scope)


def _forecast_differs(scope: Scope) -> bool:
    """What is expected is more than what was done already."""
    texts = (scope.row_text(f"monitoring.{one}") for one in ("actual", "forecast"))
    actual, forecast = map(one_line, texts)
    return actual != forecast


def _reads_as(rest: str, *kinds: TargetKind) -> Callable[[Scope], bool]:
    return lambda scope: scope.measured(rest) in kinds


def _behind(scope: Scope) -> bool:
    return scope.progress is not None and scope.progress.light in BEHIND


def _deviating(scope: Scope) -> bool:
    """The indicator lags behind, or the person ticked a cause or wrote a reason for it."""
    written = scope.row_text("monitoring.reason") + scope.row_text("monitoring.causes")
    return bool(written.strip()) or _behind(scope)


def _no_causes(scope: Scope) -> bool:
    return not split_ticks(scope.row_text("monitoring.causes"))


def _to_be_mended(scope: Scope) -> bool:
    """A remark tells a measure where the indicator deviates or its target is in doubt."""
    return _deviating(scope) or scope.row_text("monitoring.likelihood").strip() in DOUBTFUL


def _nothing_deviates(scope: Scope) -> bool:
    """Money and indicators are all reported and none of them lags behind."""
    rows = [scope.at_row(row) for row in named_rows(scope)]
    if not rows or _money_light(scope) is Light.NONE or _money_slow(scope):
        return False
    if scope.dossier.filled("monitoring.budget_reason"):
        return False
    reported = all(row.row_text("monitoring.actual").strip() for row in rows)
    return reported and not any(_to_be_mended(row) for row in rows)


def _name_lacks_project(scope: Scope) -> bool:
    """The name does not say that it is a project, so the title does."""
    return not scope.dossier.text("name").strip().endswith("项目")


def _has_unit(scope: Scope) -> bool:
    return bool(scope.row_text("unit").strip())


def _carried(column: str) -> Callable[[Scope], bool]:
    """Something was carried over: the amount is not 0, or what was typed is no amount."""

    def carried(scope: Scope) -> bool:
        text = scope.dossier.text(funds.fund_path("carryover", column))
        if is_blank(text) or is_dash(text) or text.strip() in NONE:
            return False
        return funds.amount(scope.dossier, "carryover", column) != 0

    return carried


def _first_row(scope: Scope) -> bool:
    """The row in hand is the first of its group."""
    return not scope.before


def _later_row(scope: Scope) -> bool:
    return bool(scope.before)


def _last_row(scope: Scope) -> bool:
    """The row in hand ends the list."""
    return scope.last


def _row_follows(scope: Scope) -> bool:
    return not scope.last


def _no_target(scope: Scope) -> bool:
    """The row says that its class has no indicator (“无”), not what is aimed at."""
    return not scope.row_text("target").strip()


def _new_role(scope: Scope) -> bool:
    """The person in hand has another role than the one told last."""
    last = scope.dossier.text(row_path(scope.kind, scope.before, "role")) if scope.before else ""
    return bool(scope.row_text("role").strip()) and last.strip() != scope.row_text("role").strip()


def _has(rest: str) -> Callable[[Scope], bool]:
    return lambda scope: bool(scope.row_text(rest).strip())


def _is_quantity(scope: Scope) -> bool:
    return is_quantity(scope)


def _no_quantity(scope: Scope) -> bool:
    return not is_quantity(scope)


def _full_marks(scope: Scope) -> bool:
    return lost_points(scope) == 0


def _marks_lost(scope: Scope) -> bool:
    lost = lost_points(scope)
    return lost is not None and lost > 0


def _has_items(scope: Scope) -> bool:
    return bool(scope.dossier.row_ids("unit_report.budget.basic.items"))


def _has_unit_budget(scope: Scope) -> bool:
    """Something is filled in of the unit's money."""
    return any(True for _ in scope.dossier.under("unit_report.budget."))


def _added(scope: Scope) -> bool:
    """Funds were added in the year: an amount above 0."""
    return (unit_figures.amount(scope.dossier, "additional", "initial") or 0) != 0


def _not_added(scope: Scope) -> bool:
    return not _added(scope)


CONDITIONS: dict[str, Callable[[Scope], bool]] = {
    "one_project": _one_project,
    "reported": _reported,
    "has_indicators": _has_indicators,
    "budget_revised": _budget_revised,
    "balance_left": _balance_left,
    "balance_none": _balance_none,
    "balance_over": _balance_over,
    "spending_left": _spending_left,
    "nothing_left": _nothing_left,
    "several_sources": _several_sources,
    "money_slow": _money_slow,
    "money_not_slow": _money_not_slow,
    "cumulative": _cumulative,
    "not_cumulative": _not_cumulative,
    "grows": _grows,
    "stands": _stands,
    "forecast_differs": _forecast_differs,
    **{
        f"{when}_{what}": _reads_as(f"monitoring.{when}", *kinds)
        for when in ("actual", "forecast")
        for what, kinds in READ_AS.items()
    },
    "deviating": _deviating,
    "no_causes": _no_causes,
    "to_be_mended": _to_be_mended,
    "nothing_deviates": _nothing_deviates,
    "first_row": _first_row,
    "later_row": _later_row,
    "new_role": _new_role,
    "last_row": _last_row,
    "row_follows": _row_follows,
    "has_target": _has("target"),
    "no_target": _no_target,
    "has_post": _has("post"),
    "has_reason": _has("reason"),
    "has_duty": _has("duty"),
    "quantity": _is_quantity,
    "no_quantity": _no_quantity,
    "full_marks": _full_marks,
    "marks_lost": _marks_lost,
    "has_items": _has_items,
    "has_unit_budget": _has_unit_budget,
    "added_funds": _added,
    "no_added_funds": _not_added,
    "name_lacks_project": _name_lacks_project,
    "has_unit": _has_unit,
    "carried_initial": _carried("initial"),
    "carried_adjustment": _carried("adjustment"),
    "carried_revised": _carried("revised"),
    "carried_spent": _carried("self_evaluation.spent"),
}
