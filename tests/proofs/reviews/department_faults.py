"""A department of several projects (P): what its report says of all of them together."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import EXPLAIN, HINT, MUST, Hand, Place, UnfitError, fault, shown


def department(hand: Hand) -> Place:
    """Return the part of the whole department, beside several projects."""
    if len(hand.projects()) < 2:
        raise UnfitError
    return hand.whole()


def said(hand: Hand, key: str, pattern: str, wrong: list[str]) -> str:
    """Put something wrong where the pattern stands."""
    whole = department(hand)
    path = f"monitoring.sections.{key}"
    text = whole.get(path)
    spot = re.search(pattern, text)
    if not spot:
        raise UnfitError
    return whole.set(path, text[: spot.start(1)] + hand.rng.choice(wrong) + text[spot.end(1) :])


@fault("P", MUST)
def whole_spending_mistold(hand: Hand) -> str:
    return said(hand, "fund_execution", r"支出(101\.50)万元", ["105.10", "110.50", "1015.0"])


@fault("P", MUST)
def whole_rate_mistold(hand: Hand) -> str:
    return said(hand, "fund_execution", r"执行率(61\.52)%", ["62.15", "71.52", "58.33"])


@fault("P", MUST)
def whole_budget_mistold(hand: Hand) -> str:
    key = hand.rng.choice(["organization", "fund_execution"])
    return said(hand, key, r"预算合计(165\.00)万元", ["156.00", "185.00", "1650.00"])


@fault("P", EXPLAIN)
def projects_miscounted(hand: Hand) -> str:
    return said(hand, "organization", r"共(2)个", ["3", "5", "12"])


@fault("P", EXPLAIN)
def items_of_the_department_wrong(hand: Hand) -> str:
    return said(hand, "fund_execution", r"维修养护(71\.80)万元", ["78.10", "17.80", "61.80"])


@fault("P", EXPLAIN)
def count_of_a_project_mistold(hand: Hand) -> str:
    return said(hand, "goal_completion", r"管网(11\.2)公里", ["12.1", "17.2", "112"])


@fault("P", EXPLAIN)
def rest_of_the_department_mistold(hand: Hand) -> str:
    return said(hand, "fund_execution", r"结余(1\.30)万元", ["3.10", "13.0", "31.30"])


@fault("P", EXPLAIN)
def no_deviation_though_a_project_lags(hand: Hand) -> tuple[str, ...]:
    whole = department(hand)
    project = hand.projects()[0]
    row = Place(f"{project.path}.indicators[0]", project.node["indicators"][0])
    row.set("monitoring.actual", shown(Decimal(hand.rng.choice(["0.8", "1.5", "2"]))))
    row.set("monitoring.causes", ["其他"])
    row.set("monitoring.reason", "施工队6月才进场，8月起分3个班组同时施工，10月20日前完成。")
    return (whole.at("monitoring.sections.goal_completion"),)


@fault("P", EXPLAIN)
def another_unit_in_the_department(hand: Hand) -> str:
    whole = department(hand)
    key = "monitoring.sections.measures"
    return whole.set(key, f"{whole.get(key)}称多县教育局严格按照要求开展监控。")


@fault("P", EXPLAIN)
def advice_among_the_problems_of_all(hand: Hand) -> str:
    department(hand)
    return hand.whole().set("monitoring.sections.problems", "建议加快资金拨付，完善管护制度。")


@fault("P", HINT)
def numbers_of_the_department_jump(hand: Hand) -> str:
    department(hand)
    words = "一是8月底前更换主管网；三是落实管护人员。"
    return hand.whole().set("monitoring.sections.corrective_actions", words)


@fault("P", MUST)
def year_of_the_department_mistyped(hand: Hand) -> str:
    return said(hand, "organization", r"局(2024)年", ["2014", "2042"])
