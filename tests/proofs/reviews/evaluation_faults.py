"""Evaluation by a team (E): marks, counts of indicators, staff, chapters."""

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
    number,
    shown,
)


def evaluated(hand: Hand) -> Place:
    return hand.project("evaluation")


def marks(hand: Hand) -> list[Place]:
    project = evaluated(hand)
    rows = project.node["evaluation"]["indicators"]
    return [Place(project.at(f"evaluation.indicators[{n}]"), one) for n, one in enumerate(rows)]


def said(hand: Hand, key: str, pattern: str, made: str) -> str:
    project = evaluated(hand)
    path = f"evaluation.sections.{key}"
    text = project.get(path)
    new = re.sub(pattern, made, text, count=1)
    if new == text:
        raise UnfitError
    return project.set(path, new)


@fault("E", MUST)
def class_has_too_many_marks(hand: Hand) -> tuple[str, ...]:
    rows = marks(hand)
    row = hand.one(rows)
    row.set(
        "weight", shown((number(row.get("weight")) or Decimal(1)) + hand.rng.choice([2, 5, 10]))
    )
    row.set("score", row.get("weight"))
    row.set("reason", "")
    return evaluated(hand).at("evaluation.indicators"), *(r.at("weight") for r in rows)


@fault("E", MUST)
def mark_above_weight(hand: Hand) -> str:
    row = hand.one(marks(hand))
    return row.set(
        "score", shown((number(row.get("weight")) or Decimal(1)) + hand.rng.choice([1, 3]))
    )


@fault("E", EXPLAIN)
def deducted_without_a_reason(hand: Hand) -> tuple[str, ...]:
    row = hand.one([r for r in marks(hand) if r.get("reason")])
    return row.set("reason", ""), row.at("score")


@fault("E", EXPLAIN)
def reason_for_a_deduction_that_is_none(hand: Hand) -> tuple[str, ...]:
    row = hand.one([r for r in marks(hand) if r.get("score") == r.get("weight")])
    return row.set("reason", "资料不完整，扣1分。"), row.at("score")


@fault("E", MUST)
def staff_posts_do_not_add_up(hand: Hand) -> str:
    return said(hand, "implementer", r"编制人数\d+人", f"编制人数{hand.rng.choice([9, 18, 25])}人")


@fault("E", MUST)
def staff_in_place_does_not_add_up(hand: Hand) -> str:
    return said(hand, "implementer", r"事业在职\d+人", f"事业在职{hand.rng.choice([4, 9, 17])}人")


@fault("E", MUST)
def offices_and_their_list_apart(hand: Hand) -> str:
    return said(hand, "implementer", r"内设\d+个股室", f"内设{hand.rng.choice([1, 2, 5])}个股室")


@fault("E", MUST)
def whole_mark_mistold(hand: Hand) -> str:
    return said(
        hand, "overall", r"总得分[\d.]+分", f"总得分{hand.rng.choice(['98.6', '100', '91.2'])}分"
    )


@fault("E", EXPLAIN)
def grade_of_the_evaluation_mistold(hand: Hand) -> str:
    return said(hand, "overall", "“优”", f"“{hand.rng.choice('良中')}”")


@fault("E", EXPLAIN)
def class_mark_mistold(hand: Hand) -> str:
    return said(
        hand, "overall", r"过程18\.84分", f"过程{hand.rng.choice(['17.5', '19.2', '20'])}分"
    )


@fault("E", EXPLAIN)
def number_of_third_level_mistold(hand: Hand) -> str:
    key, right = hand.rng.choice(
        [("decision", 6), ("process_analysis", 5), ("output", 5), ("benefit", 3)]
    )
    return said(
        hand, key, rf"由{right}个三级指标", f"由{right + hand.rng.choice([1, 2, -1])}个三级指标"
    )


@fault("E", EXPLAIN)
def share_of_marks_mistold(hand: Hand) -> str:
    key, right = hand.rng.choice(
        [("decision", "95%"), ("process_analysis", r"94\.2%"), ("benefit", "95%")]
    )
    return said(hand, key, f"得分率{right}", f"得分率{hand.rng.choice(['90%', '98%', '100%'])}")


@fault("E", EXPLAIN)
def all_indicators_mistold(hand: Hand) -> str:
    return said(
        hand, "indicator_system", "共19个三级指标", f"共{hand.rng.choice([17, 18, 21])}个三级指标"
    )


@fault("E", EXPLAIN)
def weights_of_classes_mistold(hand: Hand) -> str:
    return said(
        hand,
        "indicator_system",
        "20分、20分、40分、20分",
        hand.rng.choice(["20分、20分、30分、20分", "20分、20分、40分、30分"]),
    )


@fault("E", MUST)
def execution_mistold_by_the_team(hand: Hand) -> str:
    key = hand.rng.choice(["investment", "process_analysis", "execution_deviation"])
    return said(hand, key, r"95\.92%", hand.rng.choice(["97.92%", "92.95%", "100%"]))


@fault("E", MUST)
def spending_mistold_by_the_team(hand: Hand) -> str:
    return said(
        hand,
        "investment",
        "实际支出235万元",
        f"实际支出{hand.rng.choice(['253', '225', '245'])}万元",
    )


@fault("E", EXPLAIN)
def items_of_the_team_do_not_add_up(hand: Hand) -> str:
    return said(
        hand,
        "investment",
        r"支渠维修172\.53",
        f"支渠维修{hand.rng.choice(['127.53', '182.53', '17.25'])}",
    )


@fault("E", EXPLAIN)
def team_announced_and_not_named(hand: Hand) -> tuple[str, ...]:
    project = evaluated(hand)
    project.node["evaluation"]["team"] = []
    text = project.get("evaluation.sections.preparation")
    words = hand.rng.choice(["成员如下：", "评价组成员名单如下：", "具体分工如下："])
    return project.set("evaluation.sections.preparation", f"{text}{words}"), project.at(
        "evaluation.team"
    )


@fault("E", HINT)
def one_annex_two_names(hand: Hand) -> tuple[str, ...]:
    project = evaluated(hand)
    first = project.get("evaluation.sections.indicator_system")
    second = project.get("evaluation.sections.standards")
    return (
        project.set("evaluation.sections.indicator_system", f"{first}详见附表1。"),
        project.set("evaluation.sections.standards", f"{second}评价指标体系、标准等详见附件1。"),
    )


@fault("E", EXPLAIN)
def goal_of_the_evaluation_told_as_done(hand: Hand) -> tuple[str, ...]:
    project = evaluated(hand)
    words = (
        "已维修支渠24公里，已更换闸门48座，已改善灌溉面积6200亩，工程有序进行，已形成支出235万元。"
    )
    return project.set("evaluation.sections.goal", words), project.at("goal")


@fault("E", EXPLAIN)
def done_mistold_by_the_team(hand: Hand) -> str:
    key = hand.rng.choice(["implementation", "output"])
    return said(hand, key, r"24\.3公里", f"{hand.rng.choice(['42.3', '26.8', '20.3'])}公里")


@fault("E", EXPLAIN)
def full_marks_and_words_of_deduction(hand: Hand) -> tuple[str, ...]:
    project = evaluated(hand)
    row = hand.one([r for r in marks(hand) if r.get("score") != r.get("weight")])
    row.set("score", row.get("weight"))
    return (
        row.at("score"),
        row.at("reason"),
        project.at("evaluation.sections.overall"),
        project.at("evaluation.indicators"),
        *(
            project.at(f"evaluation.sections.{k}")
            for k in ("decision", "process_analysis", "benefit")
        ),
    )


@fault("E", MUST)
def name_of_the_team_with_a_lost_sign(hand: Hand) -> str:
    project = evaluated(hand)
    at = hand.rng.randrange(len(project.node["evaluation"]["team"]))
    project.node["evaluation"]["team"][at]["name"] = f"阿不来提{hand.rng.choice(['？', '?'])}托合提"
    return project.at(f"evaluation.team[{at}].name")


@fault("E", EXPLAIN)
def same_indicator_scored_twice(hand: Hand) -> tuple[str, ...]:
    project = evaluated(hand)
    rows = marks(hand)
    first, second = hand.rng.sample([r for r in rows if r.get("level1") == "产出"], 2)
    second.set("level3", first.get("level3"))
    return first.at("level3"), second.at("level3"), project.at("evaluation.indicators")
