"""Cost indicators and the budget (A6)."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import (
    EXPLAIN,
    MUST,
    Hand,
    Place,
    UnfitError,
    fault,
    number,
    numeric,
    shown,
)
from tests.proofs.reviews.money import (
    COST,
    LESS,
    TIMES,
    budget_of,
    everywhere,
    money_row,
    unit_cost,
    whole_cost,
)

# -- A6: cost and budget -----------------------------------------------------------------------


@fault("A6", MUST)
def cost_target_over_budget(hand: Hand) -> tuple[str, ...]:
    project, row = whole_cost(hand)
    budget, source = budget_of(project)
    row.set("target", shown(budget * hand.rng.choice(TIMES)))
    return row.at("target"), project.at(f"budget.{source}.initial")


@fault("A6", MUST)
def cost_target_in_the_wrong_money(hand: Hand) -> tuple[str, ...]:
    row = hand.row(money_row)
    return (
        row.set("unit", "元"),
        row.at("target"),
        row.at("monitoring.actual"),
        row.at("self_evaluation.actual"),
    )


@fault("A6", MUST)
def cost_target_ten_thousand_times(hand: Hand) -> tuple[str, ...]:
    row = hand.row(money_row)
    row.set("target", shown((number(row.get("target")) or Decimal(1)) * 10000))
    return row.at("target"), row.at("unit")


@fault("A6", EXPLAIN)
def cost_target_below_budget(hand: Hand) -> tuple[str, ...]:
    project, row = whole_cost(hand)
    budget, source = budget_of(project)
    row.set("target", shown(budget * hand.rng.choice(LESS)))
    return (
        row.at("target"),
        project.at(f"budget.{source}.initial"),
        row.at("monitoring.actual"),
        row.at("monitoring.forecast"),
    )


@fault("A6", EXPLAIN)
def unit_cost_times_count_over_budget(hand: Hand) -> tuple[str, ...]:
    row = unit_cost(hand)
    project = hand.owner(row)
    target = number(row.get("target")) or Decimal(1)
    row.set("target", shown(target * hand.rng.choice([Decimal(4), Decimal(6), Decimal(10)])))
    return (
        row.at("target"),
        row.at("unit"),
        *everywhere(project, "initial"),
        *everywhere(project, "revised"),
    )


@fault("A6", EXPLAIN)
def parts_of_cost_over_budget(hand: Hand) -> tuple[str, ...]:
    rows = hand.rows(money_row)
    many = [
        r for r in rows if sum(o.path.split(".ind")[0] == r.path.split(".ind")[0] for o in rows) > 1
    ]
    row = hand.one(many)
    project = hand.owner(row)
    budget, _ = budget_of(project)
    row.set("target", shown(budget + (number(row.get("target")) or Decimal(0))))
    return row.at("target"), *everywhere(project, "initial"), *everywhere(project, "revised")


@fault("A6", EXPLAIN)
def cost_reached_is_not_spent(hand: Hand) -> tuple[str, ...]:
    project, row = whole_cost(hand)
    spent = number(
        project.get("monitoring.budget.total.spent")
        or project.get("monitoring.budget.general_public.spent")
    )
    if spent is None or not row.has("monitoring"):
        raise UnfitError
    row.set(
        "monitoring.actual",
        shown(spent * hand.rng.choice([Decimal("0.6"), Decimal("0.8"), Decimal("1.25")])),
    )
    return row.at("monitoring.actual"), *everywhere(project, "spent", "monitoring.budget")


@fault("A6", EXPLAIN)
def money_that_the_work_does_not_explain(hand: Hand) -> tuple[str, ...]:
    found = []
    for project in hand.projects():
        rows = hand.rows(lambda r: COST(r) and r.has("self_evaluation") and numeric(r), project)
        if len(rows) >= 3 and all(r.get("unit") in ("万元/台", "元/台") for r in rows):
            found.append((project, rows))
    project, rows = hand.one(found)
    for row in rows:
        cut = (number(row.get("self_evaluation.actual")) or Decimal(1)) * hand.rng.choice(LESS)
        row.set("self_evaluation.actual", shown(cut))
    return (
        project.at("self_evaluation.budget.total.spent"),
        *(r.at("self_evaluation.actual") for r in rows),
    )


@fault("A6", EXPLAIN)
def cost_far_below_target_without_a_word(hand: Hand) -> tuple[str, ...]:
    row = unit_cost(hand, "self_evaluation")
    target = number(row.get("target")) or Decimal(1)
    row.set("self_evaluation.actual", shown(target * hand.rng.choice(LESS)))
    row.set("self_evaluation.reason", "")
    return row.at("self_evaluation.actual"), row.at("self_evaluation.reason"), row.at("target")


@fault("A6", MUST)
def purpose_parts_do_not_add_up(hand: Hand) -> tuple[str, ...]:
    def sums(p: Place) -> bool:
        found = [Decimal(n) for n in re.findall(r"(\d+(?:\.\d+)?)万元", p.get("purpose"))]
        budget = budget_of(p, "initial")[0]
        return len(found) >= 2 and budget in (sum(found), sum(found) - budget)

    project = hand.one([p for p in hand.projects() if sums(p)])
    text = project.get("purpose")
    spots = list(re.finditer(r"(\d+(?:\.\d+)?)万元", text))
    parts = [m for m in spots if Decimal(m[1]) != budget_of(project, "initial")[0]]
    spot = hand.one(parts)
    more = shown(Decimal(spot[1]) + budget_of(project)[0] * hand.rng.choice(LESS))
    project.set("purpose", text[: spot.start(1)] + more + text[spot.end(1) :])
    return project.at("purpose"), *everywhere(project, "initial")
