"""Figures of whole units, lists and classes that a sentence names, beside those of one project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

from jixiao_desktop.domain import funds, row_figures, unit_figures
from jixiao_desktop.domain.computed import Computed, compute
from jixiao_desktop.domain.dates import long_date
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.scoring import read_score
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.narrative import values
from jixiao_desktop.narrative.numbering import han
from jixiao_desktop.narrative.scope import Scope
from jixiao_desktop.narrative.values import Value, one_line

COMPUTED = "computed."
KIND = "指标"
YEAR_SPENT = "self_evaluation.spent"


def value_of(scope: Scope, name: str) -> Value | None:
    """Return a named figure; ``computed.NAME:OF`` is a computation, ``class_…:X`` one class.

    ``of`` = row means the row in hand. Rates read “—” where there is none (0/0).
    """
    if name.startswith(COMPUTED):
        return _computed(scope, *_split(name.removeprefix(COMPUTED)))
    plain_name, of = _split(name)
    if plain_name in FIGURES:
        return FIGURES[plain_name](scope, of)
    return values.value_of(scope, name)


def _split(name: str) -> tuple[str, str]:
    plain_name, _, of = name.partition(":")
    return plain_name, of


def _computed(scope: Scope, name: str, of: str) -> Value | None:
    place = f"{scope.kind}.{scope.row}" if of == "row" else of
    found = compute(name, scope.dossier, scope.settings, place)
    sources = _sources(scope, name, place)
    shown = _shown(scope, found)
    return Value(shown, sources) if shown else None


def _shown(scope: Scope, found: Computed) -> str:
    if found.value is None or not scope.subject.plain:
        return found.shown
    if found.kind == "rate":
        return show_rate(found.value, zeros=False)
    return plain(found.value) if found.kind in ("money", "score") else found.shown


def _sources(scope: Scope, name: str, of: str) -> tuple[str, ...]:
    """Return where a computed figure would be mended, as far as its name tells."""
    if name.startswith("unit_"):
        block, _, column = of.partition(":")
        last = "received" if "received" in name else "spent"
        path = unit_figures.path_of(block, column if name == "unit_fund" else last)
        if block != unit_figures.WHOLE:
            return (path,)
        parts = [p.replace(f".{block}.", f".{b}.") for b in unit_figures.BLOCKS for p in (path,)]
        return tuple(p for p in parts if scope.dossier.filled(p)) or tuple(parts)
    if name == "completion_rate":
        return (f"{of}.monitoring.actual", f"{of}.target")
    if name.startswith("column_"):
        return scope.dossier.row_paths(of, "weight" if name.endswith("weight") else "score")
    return ()


# ---- time --------------------------------------------------------------------------------


def _month_end(scope: Scope, of: str) -> Value | None:
    """Say the last day of a month as people do: 2021年6月底; any other day in full."""
    day = scope.as_of
    if day is None:
        return None
    last = (day + timedelta(days=1)).month != day.month
    shown = f"{day.year}年{day.month}月底" if last else long_date(day)
    return Value(shown, (scope.as_of_path,))


# ---- rows --------------------------------------------------------------------------------


def _classes(scope: Scope, of: str) -> Value | None:
    """Count the different names in one column of a list (``unit_report.indicators:level1``)."""
    kind, _, column = of.partition(":")
    paths = scope.dossier.row_paths(kind, column)
    names = [one_line(scope.dossier.text(path)) for path in paths]
    if column in ("name", "level3"):
        count = sum(1 for name in names if name)
    else:
        count = len({name for name in names if name})
    return Value(str(count), paths)


def _row_class(scope: Scope, of: str) -> Value | None:
    """Name a class of indicators without its last word: 产出指标 → 产出."""
    name = one_line(scope.row_text(of))
    return Value(name.removesuffix(KIND) or name, (scope.row_path(of),)) if name else None


def _spending_items(scope: Scope, of: str) -> Value | None:
    """List what was paid for: 支付工资302.23万元、车辆运行维护费支出1.72万元."""
    said, paths = [], []
    for row in scope.dossier.row_ids(of):
        name = one_line(scope.dossier.text(row_path(of, row, "name")))
        path = row_path(of, row, "amount")
        typed = one_line(scope.dossier.text(path))
        number = read_money(typed)
        amount = f"{plain(number)}万元" if number is not None else typed
        if name or amount:
            said.append(name + amount)
            paths.append(path)
    return Value("、".join(said), tuple(paths)) if said else None


# ---- classes of scored rows --------------------------------------------------------------

EVALUATED = "evaluation.indicators"


def class_rows(scope: Scope, name: str) -> tuple[str, ...]:
    """Return the scored rows of one first-level class, of all where no name is given."""
    dossier = scope.dossier
    return tuple(
        row
        for row in dossier.row_ids(EVALUATED)
        if not name or one_line(dossier.text(row_path(EVALUATED, row, "level1"))) == name
    )


def class_sum(scope: Scope, name: str, column: str) -> tuple[Decimal | None, tuple[str, ...]]:
    """Add up 分值 or 得分 of one first-level class in 分, with the paths; None where one lacks."""
    paths = tuple(row_path(EVALUATED, row, column) for row in class_rows(scope, name))
    known = [read_score(scope.dossier.text(path)) for path in paths]
    if not known or None in known:
        return None, paths
    return sum((one for one in known if one is not None), Decimal(0)), paths


def _class_figure(column: str) -> Callable[[Scope, str], Value | None]:
    def figure(scope: Scope, of: str) -> Value | None:
        found, paths = class_sum(scope, of, column)
        return Value("—" if found is None else plain(found), paths)

    return figure


def _class_rate(scope: Scope, of: str) -> Value | None:
    """得分率 of a class: 得分 / 分值."""
    score, paths = class_sum(scope, of, "score")
    weight, _ = class_sum(scope, of, "weight")
    return Value(show_rate(rate(score, weight), zeros=False), paths)


def _class_count(scope: Scope, of: str) -> Value | None:
    rows = class_rows(scope, of)
    return Value(str(len(rows)), tuple(row_path(EVALUATED, row, "level3") for row in rows))


def _class_parts(scope: Scope, of: str) -> Value | None:
    """Name the second-level indicators of a class: 项目立项、绩效目标和资金投入."""
    names = names_of(scope, class_rows(scope, of), "level2")
    shown = "、".join(names[:-1]) + ("和" if len(names) > 1 else "") + "".join(names[-1:])
    return Value(shown) if names else None


def _class_list(scope: Scope, of: str) -> Value | None:
    """Name the second-level indicators of a class one after another: 产出数量、产出质量."""
    names = names_of(scope, class_rows(scope, of), "level2")
    return Value("、".join(names)) if names else None


def _class_parts_count(scope: Scope, of: str) -> Value | None:
    count = len(names_of(scope, class_rows(scope, of), "level2"))
    words = {1: "1个", 2: "两"}
    return Value(words.get(count) or han(count)) if count else None


def _listed(scope: Scope, of: str) -> Value | None:
    """Name all different indicators of one level: 决策、过程、产出、效益."""
    names = names_of(scope, class_rows(scope, ""), of)
    return Value("、".join(names)) if names else None


def names_of(scope: Scope, rows: Sequence[str], column: str) -> list[str]:
    """Return the different names in one column of evaluated rows, in order."""
    found = [one_line(scope.dossier.text(row_path(EVALUATED, row, column))) for row in rows]
    return list(dict.fromkeys(name for name in found if name))


def _row_lost(scope: Scope, of: str) -> Value | None:
    """Say what an indicator lost: 分值 − 得分 in 分."""
    lost = lost_points(scope)
    return None if lost is None else Value(plain(lost), (scope.row_path("score"),))


def lost_points(scope: Scope) -> Decimal | None:
    """Return 分值 − 得分 of the row in hand; None where one is missing or no number."""
    weight, score = read_score(scope.row_text("weight")), read_score(scope.row_text("score"))
    return None if weight is None or score is None else weight - score


def row_rate(scope: Scope) -> str:
    """Return 指标完成率 of the row in hand; “—” where nothing can be divided."""
    found = row_figures.completion(scope.dossier, scope.settings, scope.kind, scope.row)
    return show_rate(found, scope.settings.completion_places, zeros=False)


def is_quantity(scope: Scope) -> bool:
    """Tell whether the target of the row in hand is a number: only then is there a rate."""
    return scope.target.kind is TargetKind.NUMBER and scope.target.deadline is None


def _row_rate(scope: Scope, of: str) -> Value | None:
    """Say the rate, or the words that stand for an actual value (未到监控节点), never with %."""
    paths = (scope.row_path("monitoring.actual"), scope.row_path("target"))
    typed = one_line(scope.row_text("monitoring.actual"))
    words = typed if not any(c.isdigit() for c in typed) else ""
    return Value(words or row_rate(scope), paths)


def _row_completed(scope: Scope, of: str) -> Value | None:
    """Say 指标完成率 of the row in hand as a table shows it: “—” for words and dates."""
    paths = (scope.row_path("monitoring.actual"), scope.row_path("target"))
    return Value(row_rate(scope) if is_quantity(scope) else "—", paths)


def _fund(scope: Scope, of: str) -> Value | None:
    """Say a fund cell with sources that the report has no word for (``other+unit_funds:initial``).

    Without such sources it is the cell itself, as typed where it cannot be read.
    """
    names, _, column = of.partition(":")
    first, *others = names.split("+")
    own = values.at_path(scope, funds.fund_path(first, column))
    added = [s for s in others if scope.dossier.filled(funds.fund_path(s, column))]
    whole = funds.folded(scope.dossier, (first, *added), column)
    if not added or whole is None:
        return own
    return Value(plain(whole), tuple(funds.fund_path(s, column) for s in (first, *added)))


def _year_rate(scope: Scope, of: str) -> Value | None:
    """Say 预算执行率 of a project's year: 全年执行数 / 全年预算数 (〔2020〕10号)."""
    spent = funds.amount(scope.dossier, "total", YEAR_SPENT)
    whole = funds.yearly_budget(scope.dossier)
    if spent is None and whole is None:
        return None
    share = rate(spent, whole)
    paths = (funds.fund_path("total", YEAR_SPENT), *_year_budget_paths(scope))
    return Value(show_rate(share, zeros=False), paths)


def _year_budget(scope: Scope, of: str) -> Value | None:
    """Say 全年预算数 in 万元, as the year's rate is formed with it; as typed if it can be."""
    paths = _year_budget_paths(scope)
    if len(paths) == 1:
        return values.at_path(scope, paths[0])
    whole = funds.yearly_budget(scope.dossier)
    return None if whole is None else Value(plain(whole), paths)


def _year_budget_paths(scope: Scope) -> tuple[str, ...]:
    """Name the cells the yearly budget comes from: revised, else initial and what was changed."""
    at = {c: funds.fund_path("total", c) for c in ("initial", "adjustment", "revised")}
    if funds.amount(scope.dossier, "total", "revised") is not None:
        return (at["revised"],)
    changed = funds.amount(scope.dossier, "total", "adjustment")
    return (at["initial"], at["adjustment"]) if changed else (at["initial"],)


FIGURES: dict[str, Callable[[Scope, str], Value | None]] = {
    "month_end": _month_end,
    "count": _classes,
    "row_class": _row_class,
    "row_rate": _row_rate,
    "row_completed": _row_completed,
    "row_lost": _row_lost,
    "items": _spending_items,
    "fund": _fund,
    "year_rate": _year_rate,
    "year_budget": _year_budget,
    "class_weight": _class_figure("weight"),
    "class_score": _class_figure("score"),
    "class_rate": _class_rate,
    "class_count": _class_count,
    "class_parts": _class_parts,
    "class_list": _class_list,
    "class_parts_count": _class_parts_count,
    "listed": _listed,
}
