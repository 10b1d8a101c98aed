"""Values that a sentence names: typed texts by path, figures worked out by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.computed import Computed, compute
from jixiao_desktop.domain.dates import long_date, window
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.kinds import split_ticks
from jixiao_desktop.domain.money import read_money, show_money
from jixiao_desktop.domain.numbers import is_blank, is_dash, normalise, plain, read_number
from jixiao_desktop.domain.paths import belongs_to_unit
from jixiao_desktop.domain.progress import is_cumulative, month_share, rate, show_rate
from jixiao_desktop.domain.target import TargetKind, join_target, read_actual, split_target
from jixiao_desktop.narrative.document import printable
from jixiao_desktop.narrative.scope import Scope, project_scopes

SPENT, FORECAST, INITIAL = "monitoring.spent", "monitoring.forecast", "initial"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words with its unit, and the paths it comes from (the first is the place)."""

    text: str
    sources: tuple[str, ...] = ()


def value_of(scope: Scope, name: str) -> Value | None:
    """Return a named figure or the text at a path; None where there is nothing to say.

    ``row.…`` is a field of the indicator in hand, ``words.…`` a word of the notice, any other name
    one of VALUES or a path of the dossier. Amounts bear their unit (万元).
    """
    if name in VALUES:
        return VALUES[name](scope)
    if name.startswith("words."):
        return _said(scope.subject.words.get(name.removeprefix("words."), ""))
    path = scope.row_path(name.removeprefix("row.")) if name.startswith("row.") else name
    return at_path(scope, path)


def at_path(scope: Scope, path: str) -> Value | None:
    """Return the value at a path as a sentence says it."""
    dossier = scope.subject.unit if belongs_to_unit(path) else scope.dossier
    fund = funds.fund_place(path)
    if fund is not None:
        return _amount(scope, *fund)
    typed = shown_text(dossier, path) or scope.dossier.text(path)
    if scope.subject.plain:
        return _as_typed(typed, path)
    field = scope.subject.dictionary.find(path)
    if field is not None and field.kind == "money":
        number = read_money(typed, field.unit or "万元")
        if number is not None:
            return Value(_wan(number), (path,))
    return _said(typed, path)


def one_line(text: str) -> str:
    """Put a text on one line, otherwise as it was typed."""
    return printable(" ".join(text.split())).strip()


def _as_typed(text: str, *sources: str) -> Value | None:
    shown = one_line(text)
    return Value(shown, sources) if shown else None


def in_sentence(text: str) -> str:
    """Fit a typed text into a sentence: one line, without the full stop that follows anyway."""
    return printable(" ".join(text.split())).strip().rstrip("。；;，,、 ")


def _said(text: str, *sources: str) -> Value | None:
    shown = in_sentence(text)
    return None if is_blank(shown) or is_dash(shown) else Value(shown, sources)


def _wan(number: Decimal) -> str:
    return f"{show_money(number)}万元"


def _money(number: Decimal | None, *sources: str) -> Value | None:
    return None if number is None else Value(_wan(number), sources)


def _amount(scope: Scope, source: str, column: str) -> Value | None:
    """Say a fund cell: its amount, typed or from its parts; an unreadable text as it stands."""
    path = funds.fund_path(source, column)
    number = funds.amount(scope.dossier, source, column)
    if number is None:
        typed = scope.dossier.text(path)
        return _as_typed(typed, path) if scope.subject.plain else _said(typed, path)
    return Value(plain(number), (path,)) if scope.subject.plain else _money(number, path)


# ---- time --------------------------------------------------------------------------------


def _year(scope: Scope) -> Value | None:
    return Value(str(scope.dossier.year))


def _as_of(scope: Scope) -> Value | None:
    return Value(long_date(scope.as_of), (scope.as_of_path,)) if scope.as_of else None


def _window(scope: Scope) -> Value | None:
    return Value(window(scope.as_of), (scope.as_of_path,)) if scope.as_of else None


def _month_share(scope: Scope) -> Value | None:
    if scope.as_of is None:
        return None
    return Value(show_rate(month_share(scope.as_of)), (scope.as_of_path,))


def _months_left(scope: Scope) -> Value | None:
    """Name the months after the time point: 8-12月; None in December."""
    if scope.as_of is None or scope.as_of.month == 12:
        return None
    first = scope.as_of.month + 1
    return Value("12月" if first == 12 else f"{first}-12月", (scope.as_of_path,))


# ---- money -------------------------------------------------------------------------------


def _execution_rate(scope: Scope) -> Value | None:
    found = compute("execution_rate", scope.dossier, scope.settings, "total")
    if found.value is None and not scope.subject.plain:
        return None
    below = funds.fund_path("total", scope.settings.rate_denominator)
    shown = show_rate(found.value, zeros=not scope.subject.plain)
    return Value(shown, (funds.fund_path("total", scope.spent), below))


def balance(scope: Scope) -> Decimal | None:
    """预计年末结转结余 = 全年预算数 − 预计全年执行数, in 万元; None where one is missing."""
    whole = funds.yearly_budget(scope.dossier)
    forecast = funds.amount(scope.dossier, "total", FORECAST)
    return None if whole is None or forecast is None else whole - forecast


def spending_left(scope: Scope) -> Decimal | None:
    """预计全年执行数 − 已执行数, in 万元; None where one is missing."""
    forecast = funds.amount(scope.dossier, "total", FORECAST)
    spent = funds.amount(scope.dossier, "total", SPENT)
    return None if forecast is None or spent is None else forecast - spent


def _balance(scope: Scope) -> Value | None:
    return _money(balance(scope), funds.fund_path("total", FORECAST), _budget_path(scope))


def _overrun(scope: Scope) -> Value | None:
    left = balance(scope)
    paths = (funds.fund_path("total", FORECAST), _budget_path(scope))
    return None if left is None else _money(-left, *paths)


def _budget_path(scope: Scope) -> str:
    revised = funds.fund_path("total", "revised")
    return revised if scope.dossier.filled(revised) else funds.fund_path("total", INITIAL)


def _spending_left(scope: Scope) -> Value | None:
    paths = (funds.fund_path("total", SPENT), funds.fund_path("total", FORECAST))
    return _money(spending_left(scope), *paths)


def _source_name(scope: Scope) -> Value | None:
    return Value(funds.SOURCES[scope.fund])


def _source_cell(column: str) -> Callable[[Scope], Value | None]:
    return lambda scope: _amount(scope, scope.fund, column)


def _all(scope: Scope, column: str) -> Decimal | None:
    """Add one money column over all projects; None as long as one of them is missing."""
    found = [funds.amount(s.dossier, "total", column) for s in project_scopes(scope.subject)]
    known = [value for value in found if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(found) else None


def _all_cell(column: str) -> Callable[[Scope], Value | None]:
    return lambda scope: _money(_all(scope, column), funds.fund_path("total", column))


def _all_rate(scope: Scope) -> Value | None:
    below = scope.settings.rate_denominator
    quotient = rate(_all(scope, SPENT), _all(scope, below))
    if quotient is None:
        return None
    return Value(show_rate(quotient), (funds.fund_path("total", SPENT),))


def _project_count(scope: Scope) -> Value | None:
    return Value(f"{len(scope.subject.projects)}个")


# ---- indicators --------------------------------------------------------------------------


def named_rows(scope: Scope) -> tuple[str, ...]:
    """Return the indicators that have a name; an empty line of the table is none."""
    rows = scope.dossier.row_ids("indicators")
    return tuple(row for row in rows if scope.dossier.filled(f"indicators.{row}.name"))


def _indicator_count(scope: Scope) -> Value | None:
    count = len(named_rows(scope))
    return Value(f"{count}项") if count else None


def _indicators_by_class(scope: Scope) -> Value | None:
    """Count the indicators of each first-level class: 产出指标3项、效益指标1项."""
    names = (in_sentence(scope.dossier.text(f"indicators.{r}.level1")) for r in named_rows(scope))
    counted = Counter(names)
    if "" in counted or len(counted) < 2:
        return None
    return Value("、".join(f"{name}{count}项" for name, count in counted.items()))


def _row_name(scope: Scope) -> Value | None:
    """Name the indicator in hand: 数量指标“培训班次”."""
    level2, name = in_sentence(scope.row_text("level2")), in_sentence(scope.row_text("name"))
    return Value(f"{level2}“{name}”", (scope.row_path("name"),)) if name else None


def _row_target(scope: Scope) -> Value | None:
    texts = (scope.row_text("operator"), scope.row_text("target"), scope.row_text("unit"))
    return _said(join_target(*texts), scope.row_path("target"))


def _row_actual(scope: Scope) -> Value | None:
    return _measured(scope, "monitoring.actual")


def _row_forecast(scope: Scope) -> Value | None:
    return _measured(scope, "monitoring.forecast")


def _measured(scope: Scope, rest: str) -> Value | None:
    """Say an actual or forecast value: a bare number takes its target's unit.

    The unit may have been typed with the target (“≥6场次”).
    """
    typed = scope.row_text(rest)
    unit = scope.row_text("unit").strip() or split_target(scope.row_text("target")).unit
    bare = read_number(normalise(typed)) is not None
    return _said(join_target("", typed, unit) if bare else typed, scope.row_path(rest))


def _row_completion(scope: Scope) -> Value | None:
    """Say 完成 / 年度指标值 of a target that grows through the year; others have no share."""
    progress = scope.progress
    if progress is None or progress.completion is None or not cumulative(scope):
        return None
    paths = (scope.row_path("monitoring.actual"), scope.row_path("target"))
    return Value(show_rate(progress.completion), paths)


def cumulative(scope: Scope) -> bool:
    """Tell whether the indicator in hand counts up through the year and reads as a number."""
    actual = read_actual(scope.row_text("monitoring.actual"), scope.target, scope.dossier.year)
    return actual.kind is TargetKind.NUMBER and is_cumulative(
        scope.target, name=scope.row_text("name"), level2=scope.row_text("level2")
    )


def _row_causes(scope: Scope) -> Value | None:
    causes = split_ticks(scope.row_text("monitoring.causes"))
    return _said("、".join(causes), scope.row_path("monitoring.causes"))


# ---- scores ------------------------------------------------------------------------------


def _points(scope: Scope, found: Computed) -> str:
    """Write a score: two decimals, or none that are empty; “—” where there is none."""
    if found.value is None or not scope.subject.plain:
        return found.shown
    return plain(found.value)


def _total_score(scope: Scope) -> Value | None:
    found = compute("total_score", scope.dossier, scope.settings)
    scores = scope.dossier.row_paths("indicators", "self_evaluation.score")
    return Value(_points(scope, found), (funds.fund_path("total", scope.spent), *scores))


def _grade(scope: Scope) -> Value | None:
    return Value(compute("grade", scope.dossier, scope.settings).shown)


def _row_score(scope: Scope) -> Value | None:
    """Say an indicator's score as typed, else the proposed one."""
    found = compute("row_score", scope.dossier, scope.settings, f"indicators.{scope.row}")
    path, actual = scope.row_path("self_evaluation.score"), scope.row_path("self_evaluation.actual")
    return _as_typed(found.shown, path, actual)


VALUES: dict[str, Callable[[Scope], Value | None]] = {
    "year": _year,
    "as_of": _as_of,
    "window": _window,
    "month_share": _month_share,
    "months_left": _months_left,
    "execution_rate": _execution_rate,
    "balance": _balance,
    "overrun": _overrun,
    "spending_left": _spending_left,
    "source_name": _source_name,
    "source_initial": _source_cell(INITIAL),
    "source_received": _source_cell("received"),
    "source_spent": _source_cell(SPENT),
    "all_initial": _all_cell(INITIAL),
    "all_received": _all_cell("received"),
    "all_spent": _all_cell(SPENT),
    "all_rate": _all_rate,
    "project_count": _project_count,
    "indicator_count": _indicator_count,
    "indicators_by_class": _indicators_by_class,
    "row_name": _row_name,
    "row_target": _row_target,
    "row_actual": _row_actual,
    "row_forecast": _row_forecast,
    "row_completion": _row_completion,
    "row_causes": _row_causes,
    "row_score": _row_score,
    "total_score": _total_score,
    "grade": _grade,
}
