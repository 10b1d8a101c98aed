"""The unit's whole spending (U)."""

from __future__ import annotations

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

COUNT = level("数量")


def monitored(hand: Hand) -> Place:
    whole = hand.whole()
    if not whole.has("monitoring") or not whole.has("budget"):
        raise UnfitError
    return whole


def judged(hand: Hand) -> Place:
    whole = hand.whole()
    if not whole.has("self_evaluation"):
        raise UnfitError
    return whole


def row_of(hand: Hand, whole: Place, want: object) -> Place:
    return hand.row(want, whole)  # type: ignore[arg-type]


@fault("U", MUST)
def items_are_not_the_spending(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    items = whole.node["budget"]["basic"]["items"]
    at = hand.rng.randrange(len(items))
    items[at]["amount"] = hand.slip(items[at]["amount"])
    return whole.at(f"budget.basic.items[{at}].amount"), whole.at("budget.basic.spent")


@fault("U", MUST)
def sources_are_not_the_total(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    kind = hand.rng.choice(["basic", "project"])
    key = hand.rng.choice(["fiscal", "total"])
    whole.set(f"budget.{kind}.{key}", hand.slip(whole.get(f"budget.{kind}.{key}")))
    return tuple(whole.at(f"budget.{kind}.{k}") for k in ("total", "fiscal", "other"))


@fault("U", MUST)
def additional_money_does_not_add_up(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    whole.set("budget.additional.superior", hand.rng.choice(["5.00", "8.60", "12"]))
    return tuple(whole.at(f"budget.additional.{k}") for k in ("total", "local", "superior"))


@fault("U", EXPLAIN)
def spent_more_than_came(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    kind = hand.rng.choice(["basic", "project"])
    spent = number(whole.get(f"budget.{kind}.spent")) or Decimal(1)
    whole.set(f"budget.{kind}.received", shown(spent * Decimal("0.7")))
    return whole.at(f"budget.{kind}.spent"), whole.at(f"budget.{kind}.received")


@fault("U", EXPLAIN)
def money_spent_of_no_budget(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    for key in ("total", "fiscal", "received"):
        whole.set(f"budget.project.{key}", "0")
    return tuple(whole.at(f"budget.project.{k}") for k in ("spent", "total", "received"))


@fault("U", EXPLAIN)
def staff_cost_and_items_apart(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    row = hand.row(lambda r: r.get("name") == "人员经费", whole)
    row.set("monitoring.actual", hand.slip(row.get("monitoring.actual")))
    return row.at("monitoring.actual"), whole.at("budget.basic.items[0].amount")


@fault("U", EXPLAIN)
def deviating_indicator_not_named(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    row = hand.row(lambda r: level("质量", "时效")(r) and numeric(r), whole)
    row.set("monitoring.actual", "61.5")
    return (
        whole.at("monitoring.sections.deviation"),
        row.at("monitoring.actual"),
        row.at("monitoring.reason"),
    )


@fault("U", EXPLAIN)
def red_light_of_the_unit(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    row = hand.row(lambda r: COUNT(r) and numeric(r), whole)
    row.set("monitoring.actual", hand.rng.choice(["1", "2", "0"]))
    return (
        row.at("monitoring.actual"),
        row.at("monitoring.reason"),
        whole.at("monitoring.sections.deviation"),
    )


@fault("U", EXPLAIN)
def count_mistold_by_the_unit(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    key = "monitoring.sections.goal_completion"
    row = hand.row(
        lambda r: COUNT(r) and f"{r.get('monitoring.actual')}{r.get('unit')}" in whole.get(key),
        whole,
    )
    wrong = hand.slip(row.get("monitoring.actual")) + row.get("unit")
    whole.set(key, whole.get(key).replace(row.get("monitoring.actual") + row.get("unit"), wrong, 1))
    return whole.at(key), row.at("monitoring.actual")


@fault("U", EXPLAIN)
def additional_money_mistold(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    key = "monitoring.sections.other"
    old = hand.rng.choice(["20.00", "9.60"])
    whole.set(key, whole.get(key).replace(old, hand.slip(old), 1))
    return whole.at(key), whole.at("budget.additional.total"), whole.at("budget.additional.spent")


@fault("U", HINT)
def numbers_of_the_unit_jump(hand: Hand) -> str:
    whole = monitored(hand)
    key = "monitoring.sections.next_steps"
    return whole.set(key, whole.get(key).replace("2、", hand.rng.choice(["3、", "1、", "(2)"]), 1))


@fault("U", MUST)
def office_count_and_list_apart(hand: Hand) -> str:
    whole = monitored(hand)
    key = "monitoring.sections.organization_setup"
    return whole.set(
        key, whole.get(key).replace("4个办公室", f"{hand.rng.choice([3, 5, 6])}个办公室", 1)
    )


@fault("U", MUST)
def name_in_the_team_with_a_lost_sign(hand: Hand) -> str:
    whole = monitored(hand)
    whole.node["team"][1]["name"] = f"阿卜杜拉{hand.rng.choice(['？', '?'])}马"
    return whole.at("team[1].name")


@fault("U", EXPLAIN)
def filled_before_the_time_point(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    return whole.set(
        "monitoring.filled_on", hand.rng.choice(["2022年5月6日", "2021年7月6日", "2022年6月2日"])
    ), whole.at("monitoring.as_of")


@fault("U", MUST)
def cost_the_more_the_better_for_the_unit(hand: Hand) -> str:
    whole = hand.whole()
    return hand.row(level("成本"), whole).set("operator", "≥")


@fault("U", MUST)
def unit_count_in_the_wrong_unit(hand: Hand) -> str:
    whole = hand.whole()
    return hand.row(lambda r: r.get("unit") in ("次", "期"), whole).set(
        "unit", hand.rng.choice(["人次", "%", "万元"])
    )


@fault("U", MUST)
def year_of_the_unit_does_not_add_up(hand: Hand) -> tuple[str, ...]:
    whole = judged(hand)
    kind = hand.rng.choice(["basic", "project", "general_public", "government_fund", "total"])
    key = f"self_evaluation.budget.{kind}.spent"
    whole.set(key, hand.slip(whole.get(key)))
    return tuple(
        whole.at(f"self_evaluation.budget.{k}.spent")
        for k in ("total", "basic", "project", "general_public", "government_fund")
    )


@fault("U", MUST)
def budget_of_the_unit_does_not_add_up(hand: Hand) -> tuple[str, ...]:
    whole = judged(hand)
    kind = hand.rng.choice(["general_public", "government_fund", "total"])
    key = hand.rng.choice(["initial", "revised"])
    whole.set(f"budget.{kind}.{key}", hand.slip(whole.get(f"budget.{kind}.{key}")))
    return (
        *tuple(
            whole.at(f"budget.{k}.{key}") for k in ("total", "general_public", "government_fund")
        ),
        whole.at("budget.basic.revised"),
        whole.at("budget.project.revised"),
    )


@fault("U", EXPLAIN)
def rate_of_the_unit_mistold(hand: Hand) -> str:
    whole = judged(hand)
    key = "self_evaluation.sections.deviation_and_remedy"
    return whole.set(key, whole.get(key).replace("98%", hand.rng.choice(["96.2%", "89%", "99.5%"])))


@fault("U", MUST)
def marks_of_the_unit_too_high(hand: Hand) -> str:
    whole = judged(hand)
    row = hand.row(lambda r: True, whole)
    return row.set("self_evaluation.score", shown((number(row.get("weight")) or Decimal(1)) + 2))


@fault("U", MUST)
def blank_of_the_unit_with_full_marks(hand: Hand) -> str:
    return hand.row(lambda r: True, judged(hand)).set("self_evaluation.actual", "")


@fault("U", MUST)
def weights_of_the_unit_do_not_add_up(hand: Hand) -> tuple[str, ...]:
    whole = judged(hand)
    rows = hand.rows(lambda r: True, whole)
    row = hand.one(rows)
    row.set("weight", "3")
    row.set("self_evaluation.score", "3")
    return whole.at("indicators"), *(r.at("weight") for r in rows)


@fault("U", EXPLAIN)
def thrift_called_a_deviation(hand: Hand) -> str:
    whole = monitored(hand)
    words = "公用经费存在偏差，预期指标值48.60万元，实际完成值22.10万元，指标完成率45.47%。"
    return whole.set("monitoring.sections.deviation", words)


@fault("U", MUST)
def share_received_by_the_unit_mistold(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    rate = hand.rng.choice(["71.2%", "45.9%", "97.6%"])
    words = f"基本支出预算569.00万元，到位310.00万元，到位率{rate}。"
    return (whole.set("monitoring.sections.fund_execution", words),)


@fault("U", MUST)
def execution_of_the_unit_mistold(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    rate = hand.rng.choice(["53.1%", "48.8%", "60%"])
    words = f"基本支出预算569.00万元，实际支出284.40万元，执行率{rate}。"
    return (whole.set("monitoring.sections.fund_execution", words),)


@fault("U", EXPLAIN)
def rate_of_nothing(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    for key in ("total", "fiscal", "received", "spent"):
        whole.set(f"budget.project.{key}", "0")
    words = "项目支出预算0万元，实际支出0万元，执行率0%。"
    return (whole.set("monitoring.sections.fund_execution", words),)


@fault("U", MUST)
def percent_after_words_of_the_unit(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    words = "指标1：群众满意度，预期指标值≥92%，实际完成值未到监控节点%。"
    return (whole.set("monitoring.sections.goal_completion", words),)


@fault("U", EXPLAIN)
def words_turned_into_a_rate(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    words = "农村人居环境，预期有所改善，实际明显改善，完成率60%。"
    return (whole.set("monitoring.sections.goal_completion", words),)


@fault("U", HINT)
def indicator_number_twice(hand: Hand) -> tuple[str, ...]:
    whole = monitored(hand)
    words = "指标1：人员经费，完成262.30万元；\n指标2：公用经费，完成22.10万元。\n"
    words += "指标2：群众满意度，完成93%。"
    return (whole.set("monitoring.sections.goal_completion", words),)
