"""Where a dossier's money stands."""

from __future__ import annotations

from decimal import Decimal

from tests.proofs.reviews.hand import (
    Hand,
    Place,
    UnfitError,
    level,
    number,
    numeric,
)

COUNT, COST = level("数量"), level("成本")
PARTS = ("fiscal", "general_public", "government_fund", "carryover", "other")
TIMES = [Decimal(n) for n in ("1.3", "1.5", "2", "3", "5")]
LESS = [Decimal(n) for n in ("0.2", "0.35", "0.5")]


def budget_of(project: Place, key: str = "revised") -> tuple[Decimal, str]:
    """Return the whole budget and the source that tells it."""
    for source in ("total", "fiscal", "general_public"):
        text = project.get(f"budget.{source}.{key}") or project.get(f"budget.{source}.initial")
        value = number(text)
        if value is not None:
            return value, source
    raise UnfitError


def money_row(row: Place) -> bool:
    return COST(row) and row.get("unit") == "万元" and numeric(row)


def whole_cost(hand: Hand) -> tuple[Place, Place]:
    """Choose a cost indicator that tells the whole project's money."""
    found = []
    for project in hand.projects():
        budget = {budget_of(project)[0], budget_of(project, "initial")[0]}
        found += [
            (project, r) for r in hand.rows(money_row, project) if number(r.get("target")) in budget
        ]
    return hand.one(found)


def unit_cost(hand: Hand, stage: str = "") -> Place:
    return hand.row(
        lambda r: COST(r) and "/" in r.get("unit") and numeric(r) and (not stage or r.has(stage))
    )


def everywhere(project: Place, field: str, part: str = "budget") -> tuple[str, ...]:
    """Return the paths of one amount in all sources; a sum may be proposed from its parts."""
    told = (project.node.get("monitoring") or {}).get("budget") if part != "budget" else None
    names = dict.fromkeys(("total", "fiscal", *(told or project.node["budget"])))
    return tuple(project.at(f"{part}.{source}.{field}") for source in names)
