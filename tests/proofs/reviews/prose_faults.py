"""Prose against figures (B4), statements against data (B2, B3, D1, D2)."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Hand,
    Place,
    UnfitError,
    fault,
    level,
    number,
    numeric,
    shown,
)
from tests.proofs.reviews.money import budget_of

COUNT = level("数量")
MONITORED = ("monitoring.sections", "monitoring.goal_progress")
REPORTED = ("self_evaluation.sections", "self_evaluation.goal_progress")
AMOUNT = re.compile(r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)(万元|元)")


def told(project: Place, texts: tuple[str, ...], value: Decimal) -> list[tuple[str, int, int]]:
    """Return where a text of the project tells this amount: key, start and end."""
    found = []
    for key in texts:
        for spot in AMOUNT.finditer(project.get(key)):
            amount = Decimal(spot[1].replace(",", "")) / (1 if spot[2] == "万元" else 10000)
            if amount == value:
                found.append((key, spot.start(1), spot.end(1)))
    return found


def keys(hand: Hand, project: Place, *below: str) -> tuple[str, ...]:
    return tuple(key for owner, key in hand.texts(*below) if owner.path == project.path)


def mistold(hand: Hand, field: str, stage: str) -> tuple[str, ...]:
    """Change an amount of the table where the prose tells it."""
    below = MONITORED if stage == "monitoring" else REPORTED
    spots = []
    for project in hand.projects():
        for source in project.node["budget"]:
            path = (
                f"{stage}.budget.{source}.{field}"
                if field in ("spent", "forecast")
                else f"budget.{source}.{field}"
            )
            value = number(project.get(path))
            if value:
                spots += [
                    (project, path, *s) for s in told(project, keys(hand, project, *below), value)
                ]
    project, path, key, start, end = hand.one(spots)
    text = project.get(key)
    slip = hand.slip(text[start:end])
    return project.set(key, text[:start] + slip + text[end:]), project.at(path)


@fault("B4", MUST)
def spent_mistold(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, "spent", "monitoring")


@fault("B4", MUST)
def spent_of_the_year_mistold(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, "spent", "self_evaluation")


@fault("B4", MUST)
def budget_mistold(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, hand.rng.choice(["initial", "revised"]), "monitoring")


@fault("B4", MUST)
def budget_mistold_at_year_end(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, "initial", "self_evaluation")


@fault("B4", EXPLAIN)
def received_mistold(hand: Hand) -> tuple[str, ...]:
    found = hand.replace(r"(到位)(\d+(?:\.\d+)?)(万元)", rf"\g<1>{hand.rng.randint(11, 79)}.5\g<3>")
    return (found,)


@fault("B4", EXPLAIN)
def forecast_mistold(hand: Hand) -> tuple[str, ...]:
    word = r"(预计(?:全年|年底)支出|全年预计支出)(\d+(?:\.\d+)?)(万元)"
    return (hand.replace(word, rf"\g<1>{hand.rng.randint(11, 30)}.7\g<3>"),)


@fault("B4", EXPLAIN)
def rest_mistold(hand: Hand) -> tuple[str, ...]:
    return (
        hand.replace(r"(结余)(\d+(?:\.\d+)?)(万元)", rf"\g<1>{hand.rng.randint(31, 79)}.3\g<3>"),
    )


@fault("B4", MUST)
def rate_mistold(hand: Hand) -> tuple[str, ...]:
    pattern = re.compile(r"(执行率(?:为)?)(\d+(?:\.\d+)?)(%)")
    owner, key = hand.text(lambda t: bool(pattern.search(t)), "monitoring", "self_evaluation")
    spot = hand.one(list(pattern.finditer(owner.get(key))))
    text = owner.get(key)
    return (owner.set(key, text[: spot.start(2)] + hand.slip(spot[2]) + text[spot.end(2) :]),)


@fault("B4", EXPLAIN)
def rate_nearly_right(hand: Hand) -> tuple[str, ...]:
    pattern = re.compile(r"(执行率(?:为)?)(\d+\.\d{2})(%)")
    owner, key = hand.text(lambda t: bool(pattern.search(t)), "monitoring", "self_evaluation")
    spot = hand.one(list(pattern.finditer(owner.get(key))))
    off = hand.rng.choice([Decimal("0.11"), Decimal("-0.09"), Decimal("0.2"), Decimal("-0.31")])
    text = owner.get(key)
    wrong = shown(Decimal(spot[2]) + off)
    return (owner.set(key, text[: spot.start(2)] + wrong + text[spot.end(2) :]),)


@fault("B4", EXPLAIN)
def rate_told_in_two_ways(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    budget, _ = budget_of(project)
    spent = number(
        project.get("monitoring.budget.total.spent")
        or project.get("monitoring.budget.general_public.spent")
    )
    if spent is None:
        raise UnfitError
    wrong = shown(
        spent / budget * 100 + hand.rng.choice([Decimal("3.4"), Decimal("-5.2"), Decimal("11")])
    )
    key = hand.one(
        list(
            keys(
                hand, project, "monitoring.sections.problems", "monitoring.sections.goal_completion"
            )
        )
    )
    text = project.get(key)
    return (project.set(key, f"{text}目前预算执行率为{wrong}%。"),)


@fault("B4", MUST)
def yuan_written_for_ten_thousand(hand: Hand) -> tuple[str, ...]:
    found = []
    for project in hand.projects():
        spent = number(
            project.get("monitoring.budget.total.spent")
            or project.get("monitoring.budget.general_public.spent")
        )
        if spent:
            found += [
                (project, *s) for s in told(project, keys(hand, project, "monitoring"), spent)
            ]
    project, key, _, end = hand.one(found)
    text = project.get(key)
    unit = "元" if text[end] == "万" else "万元"
    return (project.set(key, text[:end] + unit + text[end + (2 if text[end] == "万" else 1) :]),)


@fault("B4", EXPLAIN)
def items_of_spending_do_not_add_up(hand: Hand) -> tuple[str, ...]:
    def itemised(text: str) -> bool:
        _, sep, rest = text.partition("其中")
        return bool(sep) and len(AMOUNT.findall(re.split(r"[。；]", rest)[0])) >= 2

    owner, key = hand.text(
        itemised, "monitoring.sections.fund_execution", "self_evaluation.sections.fund_output"
    )
    text = owner.get(key)
    start = text.index("其中")
    stop = start + len(re.split(r"[。；]", text[start:])[0])
    spots = [s for s in AMOUNT.finditer(text, start, stop) if Decimal(s[1].replace(",", "")) > 5]
    spot = hand.one(spots)
    return (owner.set(key, text[: spot.start(1)] + hand.slip(spot[1]) + text[spot.end(1) :]),)


def counted(hand: Hand, stage: str, *below: str) -> list[tuple[Place, Place, str, re.Match[str]]]:
    """Find counts of the table that the prose tells with their unit, once only per text."""
    found = []
    for project in hand.projects():
        for row in hand.rows(lambda r: COUNT(r) and numeric(r) and r.has(stage), project):
            actual, unit = row.get(f"{stage}.actual"), row.get("unit")
            if not actual or actual == "0" or not unit:
                continue
            for key in keys(hand, project, *below):
                told = rf"(?<![\d.]){re.escape(actual)}{unit}"
                spots = list(re.finditer(told, project.get(key)))
                if len(spots) == 1 and not planned(project.get(key), spots[0].start()):
                    found.append((project, row, key, spots[0]))
    return found


def planned(text: str, at: int) -> bool:
    """Tell whether a number is of what is still to come, in the words before it."""
    before = re.split(r"[，。；]", text[:at])[-1]
    return any(word in before for word in ("下半年", "再", "计划", "拟", "预计", "其余"))


def _recount(hand: Hand, stage: str, *below: str) -> tuple[str, ...]:
    project, row, key, spot = hand.one(counted(hand, stage, *below))
    text = project.get(key)
    wrong = hand.slip(row.get(f"{stage}.actual"))
    project.set(key, text[: spot.start()] + wrong + row.get("unit") + text[spot.end() :])
    return project.at(key), row.at(f"{stage}.actual")


@fault("B4", EXPLAIN)
def count_mistold_in_progress(hand: Hand) -> tuple[str, ...]:
    return _recount(hand, "monitoring", "monitoring.goal_progress")


@fault("B4", EXPLAIN)
def count_mistold_in_report(hand: Hand) -> tuple[str, ...]:
    return _recount(hand, "monitoring", "monitoring.sections")


@fault("B4", EXPLAIN)
def count_mistold_at_year_end(hand: Hand) -> tuple[str, ...]:
    return _recount(hand, "self_evaluation", *REPORTED)


@fault("B4", EXPLAIN)
def table_changed_prose_forgotten(hand: Hand) -> tuple[str, ...]:
    project, row, key, _ = hand.one(counted(hand, "monitoring", *MONITORED))
    row.set("monitoring.actual", hand.slip(row.get("monitoring.actual")))
    return row.at("monitoring.actual"), project.at(key)


@fault("B4", EXPLAIN)
def number_of_indicators_mistold(hand: Hand) -> tuple[str, ...]:
    return (hand.replace(r"\d+(个(?:三级)?指标)", rf"{hand.rng.randint(21, 30)}\g<1>", *MONITORED),)


@fault("B4", EXPLAIN)
def satisfaction_mistold(hand: Hand) -> tuple[str, ...]:
    return (
        hand.replace(r"(满意度(?:达到)?)(\d+(?:\.\d+)?)%", rf"\g<1>{hand.rng.randint(61, 80)}%"),
    )


@fault("B4", HINT)
def another_day_in_the_text(hand: Hand) -> tuple[str, ...]:
    wrong = hand.rng.choice(["6月30日", "5月31日", "8月31日", "9月30日"])
    return (hand.replace(r"截至(?:\d{4}年)?(?:7月31日|10月31日)", f"截至{wrong}", *MONITORED),)


@fault("B4", EXPLAIN)
def day_of_the_work_mistold(hand: Hand) -> tuple[str, ...]:
    found = []
    for project in hand.projects():
        for row in hand.rows(lambda r: level("时效")(r), project):
            day = re.search(r"\d+月\d+日", row.get("monitoring.actual"))
            if day:
                spots = [k for k in keys(hand, project, "monitoring") if day[0] in project.get(k)]
                found += [(project, row, day[0], key) for key in spots]
    project, row, day, key = hand.one(found)
    month, _, rest = day.partition("月")
    wrong = f"{int(month) - 1 or 1}月{int(rest.rstrip('日')) % 27 + 1}日"
    return project.set(key, project.get(key).replace(day, wrong, 1)), row.at("monitoring.actual")


@fault("B4", EXPLAIN)
def amount_of_another_phase(hand: Hand) -> tuple[str, ...]:
    changed = [p for p in hand.projects() if number(p.get("budget.total.adjustment").lstrip("-"))]
    project = hand.one(changed)
    first, last = project.get("budget.total.initial"), project.get("budget.total.revised")
    key = "monitoring.sections.fund_execution"
    text = project.get(key)
    spot = re.search(r"(年初预算)(\d+(?:\.\d+)?)(万元)", text)
    if not spot or number(spot[2]) != number(first):
        raise UnfitError
    project.set(key, text[: spot.start(2)] + last + text[spot.end(2) :])
    return project.at(key), project.at("budget.total.initial")


@fault("B4", EXPLAIN)
def share_received_mistold(hand: Hand) -> tuple[str, ...]:
    project = hand.one([p for p in hand.projects() if p.get("monitoring.sections.fund_execution")])
    budget, source = budget_of(project)
    received = number(project.get(f"budget.{source}.received"))
    if received is None:
        raise UnfitError
    right = received * 100 / budget
    wrong = shown(right - hand.rng.choice([12, 23]) if right > 60 else right + 18)
    key = "monitoring.sections.fund_execution"
    words = f"资金到位率{wrong}%。"
    return project.set(key, project.get(key) + words), project.at(f"budget.{source}.received")
