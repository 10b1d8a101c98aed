"""The fund tree: its sources, parents proposed from their children, forms fold what they lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import cast

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import read_money

SOURCES = {
    "total": "年度资金总额",
    "fiscal": "财政拨款",
    "general_public": "一般公共预算",
    "government_fund": "政府性基金",
    "state_capital": "国有资本经营",
    "social_insurance": "社保基金",
    "carryover": "上年结转",
    "other": "其他资金",
    "special_account": "财政专户管理资金",
    "unit_funds": "单位资金",
}
CHILDREN = {
    "total": ("fiscal", "carryover", "other", "special_account", "unit_funds"),
    "fiscal": ("general_public", "government_fund", "state_capital", "social_insurance"),
}
COLUMNS = {
    "initial": "budget.{}.initial",
    "adjustment": "budget.{}.adjustment",
    "revised": "budget.{}.revised",
    "received": "budget.{}.received",
    "monitoring.spent": "monitoring.budget.{}.spent",
    "monitoring.forecast": "monitoring.budget.{}.forecast",
    "self_evaluation.spent": "self_evaluation.budget.{}.spent",
    "midterm.initial": "midterm.budget.{}.initial",
}
"""Money columns of a project, with the path of each source in them."""


@cache
def fund_path(source: str, column: str) -> str:
    """Build the path of one fund cell: ``fund_path("total", "initial")``."""
    return COLUMNS[column].format(source)


def fund_place(path: str) -> tuple[str, str] | None:
    """Return (source, column) of a fund path, None for any other path."""
    for column, shape in COLUMNS.items():
        head, _, tail = shape.partition("{}")
        if path.startswith(head) and path.endswith(tail):
            source = path[len(head) : len(path) - len(tail)]
            if source in SOURCES:
                return source, column
    return None


def typed_amount(dossier: Dossier, source: str, column: str) -> Decimal | None:
    """Return what was typed in one fund cell in 万元, None where blank or unreadable."""
    text = dossier.text(fund_path(source, column))
    return read_money(text) if text else None


def amount(dossier: Dossier, source: str, column: str) -> Decimal | None:
    """Return a fund cell in 万元: typed, else proposed from its children (contract, Identity).

    Where only 一般公共预算 or only 财政拨款 is given, the one stands for the other.
    """
    kept, key = dossier.worked_out, ("amount", source, column)
    if key not in kept:
        kept[key] = _amount(dossier, source, column)
    return cast("Decimal | None", kept[key])


def _amount(dossier: Dossier, source: str, column: str) -> Decimal | None:
    typed = typed_amount(dossier, source, column)
    if typed is not None or dossier.filled(fund_path(source, column)):
        return typed
    if source in CHILDREN:
        return _sum(lambda s: amount(dossier, s, column), CHILDREN[source])
    if source == "general_public":
        siblings = CHILDREN["fiscal"][1:]
        if all(typed_amount(dossier, s, column) is None for s in siblings):
            return typed_amount(dossier, "fiscal", column)
    return None


def proposed(dossier: Dossier, source: str, column: str) -> Decimal | None:
    """Return the sum of a parent's filled children in 万元, None without any."""
    if source not in CHILDREN:
        return None
    return _sum(lambda s: amount(dossier, s, column), CHILDREN[source])


def folded(dossier: Dossier, sources: Iterable[str], column: str) -> Decimal | None:
    """Add up the sources that a form prints in one row, None where all are blank."""
    return _sum(lambda s: amount(dossier, s, column), sources)


def yearly_budget(dossier: Dossier, source: str = "total") -> Decimal | None:
    """Return 全年预算数 in 万元: revised, else initial + adjustment, else initial."""
    kept, key = dossier.worked_out, ("yearly budget", source)
    if key not in kept:
        kept[key] = _yearly_budget(dossier, source)
    return cast("Decimal | None", kept[key])


def _yearly_budget(dossier: Dossier, source: str) -> Decimal | None:
    revised = amount(dossier, source, "revised")
    if revised is not None:
        return revised
    initial = amount(dossier, source, "initial")
    adjustment = amount(dossier, source, "adjustment")
    if initial is None or adjustment is None:
        return initial
    return initial + adjustment


def _sum(of: Callable[[str], Decimal | None], sources: Iterable[str]) -> Decimal | None:
    found = [value for value in map(of, sources) if value is not None]
    return sum(found, Decimal(0)) if found else None


def only_money(dossier: Dossier, stage: str) -> bool:
    """Tell whether a project carries nothing of a stage but its money and its day.

    An evaluation tells what was spent in the year; no self-evaluation is handed in with it.
    """
    money = (f"{stage}.budget.", f"{stage}.as_of")
    return not any(
        entry.text.strip()
        and not path.startswith(money)
        and (
            path.startswith(f"{stage}.")
            or (path.startswith("indicators.") and f".{stage}." in path)
        )
        for path, entry in dossier.entries.items()
    )
