"""The year (Y): a family of the issue beside the classes."""

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
    level,
    number,
    numeric,
)
from tests.proofs.reviews.reason_faults import behind

COUNT = level("数量")
ANY = ("monitoring.sections", "self_evaluation.sections")
REPORTS = (*ANY, "evaluation.sections")


# -- the year ----------------------------------------------------------------------------------


@fault("Y", EXPLAIN)
def progress_copied_from_the_calendar(hand: Hand) -> tuple[str, ...]:
    row = behind(hand)
    row.set("monitoring.reason", "上半年机构改革人员未到位，8月到岗后按月补齐进度。")
    row.set("monitoring.causes", ["人员保障"])
    project = hand.owner(row)
    month = int(project.get("monitoring.as_of")[5:7])
    share = (Decimal(month) * 100 / 12).quantize(Decimal("0.01"))
    others = hand.rows(lambda r: COUNT(r) and numeric(r) and r.path != row.path, project)
    for other in others:
        other.set("monitoring.actual", "0")
        other.set("monitoring.reason", "上半年机构改革人员未到位，8月到岗后按月补齐进度。")
        other.set("monitoring.causes", ["人员保障"])
    return (
        project.set("monitoring.goal_progress", f"截至{month}月底，已完成年度绩效目标的{share}%。"),
    )


@fault("Y", EXPLAIN)
def progress_copied_from_the_money(hand: Hand) -> tuple[str, ...]:
    row = behind(hand)
    row.set("monitoring.reason", "上半年机构改革人员未到位，8月到岗后按月补齐进度。")
    row.set("monitoring.causes", ["人员保障"])
    project = hand.owner(row)
    for other in hand.rows(lambda r: COUNT(r) and numeric(r) and r.path != row.path, project):
        other.set("monitoring.actual", "0")
        other.set("monitoring.reason", "上半年机构改革人员未到位，8月到岗后按月补齐进度。")
        other.set("monitoring.causes", ["人员保障"])
    source = "total" if project.get("monitoring.budget.total.spent") else "general_public"
    spent = number(project.get(f"monitoring.budget.{source}.spent"))
    whole = number(
        project.get(f"budget.{source}.revised") or project.get(f"budget.{source}.initial")
    )
    if not spent or not whole:
        raise UnfitError
    share = (spent * 100 / whole).quantize(Decimal("0.01"))
    return (
        project.set("monitoring.goal_progress", f"截至评价基准日完成了整体绩效目标的{share}%。"),
    )


@fault("Y", EXPLAIN)
def progress_that_no_indicator_bears_out(hand: Hand) -> tuple[str, ...]:
    row = behind(hand)
    project = hand.owner(row)
    for other in hand.rows(lambda r: COUNT(r) and numeric(r), project):
        other.set("monitoring.actual", "0")
        other.set("monitoring.reason", "上半年机构改革人员未到位，8月到岗后按月补齐进度。")
        other.set("monitoring.causes", ["人员保障"])
    share = hand.rng.choice(["60", "75", "81.82", "90"])
    return (project.set("monitoring.goal_progress", f"综合考量，本项目绩效目标完成率为{share}%。"),)


@fault("Y", MUST)
def time_point_of_another_year(hand: Hand) -> str:
    stage = hand.rng.choice(["monitoring", "self_evaluation"])
    project = hand.project(stage)
    day = project.get(f"{stage}.as_of")
    return project.set(f"{stage}.as_of", f"{hand.year + hand.rng.choice([-1, 1, -10])}{day[4:]}")


@fault("Y", MUST)
def year_mistyped(hand: Hand) -> str:
    wrong = hand.rng.choice([hand.year - 10, hand.year + 10, hand.year - 100])
    pattern = rf"(截至|截止){hand.year}年(?=7月|10月|12月)"
    return hand.replace(pattern, rf"\g<1>{wrong}年")


@fault("Y", EXPLAIN)
def last_years_day_left_standing(hand: Hand) -> str:
    return hand.replace(rf"(截至){hand.year}年(?=7月|10月)", rf"\g<1>{hand.year - 1}年")


@fault("Y", EXPLAIN)
def day_that_does_not_exist(hand: Hand) -> str:
    day = hand.rng.choice(["2月30日", "6月31日", "9月31日", "4月31日", "13月1日"])
    return hand.append(f"已于{day}完成验收。", *ANY)


@fault("Y", EXPLAIN)
def done_on_a_day_to_come(hand: Hand) -> tuple[str, ...]:
    def ahead(row: Place) -> bool:
        return bool(re.match(r"\d{4}年1[012]月", row.get("target"))) and bool(
            row.get("monitoring.actual")
        )

    row = hand.row(lambda r: level("时效")(r) and ahead(r))
    return row.set("monitoring.actual", f"{hand.year}年11月{hand.rng.randint(1, 9)}日"), row.at(
        "monitoring.forecast"
    )


STANDING = ("租用", "享受", "聘用", "服务", "运维")
"""Names of numbers that stand, and may be lower at the year's end than in July."""


@fault("Y", EXPLAIN)
def year_end_below_july(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: (
            COUNT(r)
            and not any(word in r.get("name") for word in STANDING)
            and r.has("monitoring")
            and r.has("self_evaluation")
            and (number(r.get("monitoring.actual")) or Decimal(0)) >= 5
        )
    )
    less = (
        (number(row.get("monitoring.actual")) or Decimal(5)) * Decimal("0.6")
    ).to_integral_value()
    target, weight = number(row.get("target")), number(row.get("weight"))
    if not target or not weight:
        raise UnfitError
    row.set("self_evaluation.score", str((less / target * weight).quantize(Decimal("0.01"))))
    row.set("self_evaluation.reason", "部分人员因工作调整未能参加，2025年上半年补做。")
    return row.set("self_evaluation.actual", str(less)), row.at("monitoring.actual")
