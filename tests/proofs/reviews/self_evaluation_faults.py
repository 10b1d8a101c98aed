"""Self-evaluation (S): scores, grades and what the report says of them."""

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


def scored(row: Place) -> bool:
    return row.has("self_evaluation") and bool(row.get("weight"))


def higher(row: Place) -> bool:
    return (
        scored(row)
        and numeric(row)
        and row.get("operator") == "≥"
        and (number(row.get("target")) or 0) >= 10
    )


def worded(row: Place) -> bool:
    return scored(row) and row.get("operator") == "定性"


def shortfall(hand: Hand) -> tuple[Place, Decimal]:
    """Let an indicator fall short; return it and the share reached."""
    row = hand.row(higher)
    target = number(row.get("target")) or Decimal(1)
    value = target * hand.rng.choice([Decimal("0.2"), Decimal("0.45"), Decimal("0.7")])
    value = value.to_integral_value() if COUNT(row) and target >= 10 else value
    row.set("self_evaluation.actual", shown(value))
    return row, value / target


def fair(row: Place, share: Decimal) -> str:
    return shown((number(row.get("weight")) or Decimal(0)) * share)


@fault("S", MUST)
def blank_with_full_marks(hand: Hand) -> str:
    return hand.row(scored).set("self_evaluation.actual", "")


@fault("S", MUST)
def short_with_full_marks(hand: Hand) -> tuple[str, ...]:
    row, _ = shortfall(hand)
    row.set("self_evaluation.reason", "部分工作受疫情影响延后，明年一季度补齐。")
    return row.set("self_evaluation.score", row.get("weight")), row.at("self_evaluation.actual")


@fault("S", MUST)
def score_above_weight(hand: Hand) -> str:
    row = hand.row(scored)
    more = (number(row.get("weight")) or Decimal(1)) + hand.rng.choice([1, 2, 5])
    return row.set("self_evaluation.score", shown(more))


@fault("S", MUST)
def negative_score(hand: Hand) -> str:
    return hand.row(scored).set("self_evaluation.score", "-1")


@fault("S", EXPLAIN)
def score_too_low_without_word(hand: Hand) -> str:
    row = hand.row(lambda r: scored(r) and (number(r.get("weight")) or 0) >= 4)
    row.set("self_evaluation.reason", "")
    half = (number(row.get("weight")) or Decimal(4)) / 2
    return row.set("self_evaluation.score", shown(half))


@fault("S", EXPLAIN)
def short_without_a_reason(hand: Hand) -> tuple[str, ...]:
    row, share = shortfall(hand)
    row.set("self_evaluation.score", fair(row, share))
    row.set("self_evaluation.reason", "")
    return row.at("self_evaluation.reason"), row.at("self_evaluation.actual")


@fault("S", EXPLAIN)
def short_with_an_empty_reason(hand: Hand) -> str:
    row, share = shortfall(hand)
    row.set("self_evaluation.score", fair(row, share))
    return row.set(
        "self_evaluation.reason",
        hand.rng.choice(["未完成", "完成率低", "无", "进度滞后", "未达到目标值"]),
    )


@fault("S", EXPLAIN)
def far_over_without_a_word(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: higher(r) and COUNT(r))
    more = (number(row.get("target")) or Decimal(1)) * hand.rng.choice(
        [Decimal("1.5"), Decimal(2), Decimal(4)]
    )
    row.set("self_evaluation.reason", "")
    return (
        row.set("self_evaluation.actual", shown(more)),
        row.at("target"),
        row.at("self_evaluation.reason"),
    )


@fault("S", MUST)
def weights_do_not_add_up(hand: Hand) -> tuple[str, ...]:
    project = hand.project("self_evaluation")
    rows = hand.rows(scored, project)
    row = hand.one(rows)
    more = (number(row.get("weight")) or Decimal(1)) + hand.rng.choice([2, 3, 5])
    row.set("weight", shown(more))
    row.set("self_evaluation.score", shown(more))
    return project.at("indicators"), *(r.at("weight") for r in rows)


@fault("S", MUST)
def weight_blank(hand: Hand) -> tuple[str, ...]:
    row = hand.row(scored)
    return row.set("weight", hand.rng.choice(["", "0"])), hand.owner(row).at("indicators")


@fault("S", EXPLAIN)
def low_execution_without_a_word(hand: Hand) -> tuple[str, ...]:
    project = hand.project("self_evaluation")
    part = hand.rng.choice([Decimal("0.45"), Decimal("0.7"), Decimal("0.86")])
    for source, node in project.node["self_evaluation"]["budget"].items():
        whole = number(
            project.get(f"budget.{source}.revised") or project.get(f"budget.{source}.initial")
        )
        node["spent"] = shown((whole or Decimal(0)) * part)
    if not (project.node["self_evaluation"].get("sections") or {}).get("deviation_and_remedy"):
        raise UnfitError
    project.set("self_evaluation.sections.deviation_and_remedy", "")
    return (
        project.at("self_evaluation.sections.deviation_and_remedy"),
        project.at("self_evaluation.budget_reason"),
        project.at("self_evaluation.budget.total.spent"),
    )


@fault("S", MUST)
def said_to_be_done_with_a_gap(hand: Hand) -> tuple[str, ...]:
    row, share = shortfall(hand)
    row.set("self_evaluation.score", fair(row, share))
    row.set("self_evaluation.reason", "承办单位合同纠纷未结，2025年3月判决后继续实施。")
    project = hand.owner(row)
    words = hand.rng.choice(
        ["按计划如期完成预期目标。", "年度目标已全面完成。", "各项绩效目标全部如期完成。"]
    )
    return project.set("self_evaluation.goal_progress", words), row.at("self_evaluation.actual")


@fault("S", EXPLAIN)
def no_deviation_with_a_gap(hand: Hand) -> tuple[str, ...]:
    row, share = shortfall(hand)
    row.set("self_evaluation.score", fair(row, share))
    row.set("self_evaluation.reason", "承办单位合同纠纷未结，2025年3月判决后继续实施。")
    project = hand.owner(row)
    if not project.get("self_evaluation.sections.deviation_and_remedy"):
        raise UnfitError
    words = hand.rng.choice(["无", "无偏差。", "各项指标均已完成，不存在偏差。"])
    return (project.set("self_evaluation.sections.deviation_and_remedy", words),)


@fault("S", EXPLAIN)
def undone_with_full_marks(hand: Hand) -> tuple[str, ...]:
    project = hand.one(
        [p for p in hand.projects() if p.get("self_evaluation.sections.deviation_and_remedy")]
    )
    row = hand.row(lambda r: scored(r) and COUNT(r), project)
    key = "self_evaluation.sections.deviation_and_remedy"
    return project.set(key, f"{row.get('name')}未能完成年度目标，需在下年度继续实施。"), row.at(
        "self_evaluation.score"
    )


@fault("S", MUST)
def partly_met_with_full_marks(hand: Hand) -> tuple[str, ...]:
    row = hand.row(worded)
    words = hand.rng.choice(
        ["部分达成年度指标并具有一定效果", "部分达成", "未达成年度指标且效果较差", "未达成"]
    )
    row.set("self_evaluation.actual", words)
    row.set("self_evaluation.score", row.get("weight"))
    return row.at("self_evaluation.score"), row.at("self_evaluation.actual")


@fault("S", EXPLAIN)
def total_mistold(hand: Hand) -> str:
    return hand.replace(
        r"(自评(?:总)?得分)(\d+\.\d+)(分)",
        rf"\g<1>{hand.rng.choice(['98.12', '97.35', '94.40', '89.99'])}\g<3>",
    )


@fault("S", EXPLAIN)
def grade_mistold(hand: Hand) -> str:
    return hand.replace(
        r"等级为(“?)优(”?)", rf"等级为\g<1>{hand.rng.choice('良中差')}\g<2>", "self_evaluation"
    )


@fault("S", EXPLAIN)
def sections_left_empty(hand: Hand) -> str:
    project = hand.one(
        [p for p in hand.projects() if p.get("self_evaluation.sections.project_problems")]
    )
    return project.set("self_evaluation.sections.project_problems", "")


@fault("S", MUST)
def score_blank(hand: Hand) -> tuple[str, ...]:
    row = hand.row(scored)
    row.set("self_evaluation.actual", "")
    return row.at("self_evaluation.actual"), row.set("self_evaluation.score", "")


@fault("S", MUST)
def limit_broken_with_full_marks(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: scored(r) and numeric(r) and r.get("operator") == "≤")
    over = (number(row.get("target")) or Decimal(1)) * hand.rng.choice(
        [Decimal("1.3"), Decimal("1.6")]
    )
    row.set("self_evaluation.reason", "材料价格上涨，明年提前锁定采购价格。")
    row.set("self_evaluation.actual", shown(over))
    return row.at("self_evaluation.score"), row.at("self_evaluation.actual")


@fault("S", MUST)
def rate_above_hundred(hand: Hand) -> str:
    row = hand.row(
        lambda r: (
            scored(r)
            and r.get("unit") == "%"
            and r.get("name").endswith(("合格率", "满意度", "成功率", "准确率", "可办率"))
        )
    )
    return row.set("self_evaluation.actual", hand.rng.choice(["105", "120", "101.3"]))


@fault("S", HINT)
def perfect_and_only_empty_words(hand: Hand) -> tuple[str, ...]:
    project = hand.one(
        [p for p in hand.projects() if p.get("self_evaluation.sections.project_problems")]
    )
    for source, node in project.node["self_evaluation"]["budget"].items():
        node["spent"] = project.get(f"budget.{source}.revised") or project.get(
            f"budget.{source}.initial"
        )
    rows = hand.rows(scored, project)
    for row in rows:
        row.set("self_evaluation.actual", row.get("target"))
        row.set("self_evaluation.score", row.get("weight"))
        row.set("self_evaluation.reason", "")
    words = "自评工作存在一定局限性，客观性有待加强。"
    return (
        project.set("self_evaluation.sections.project_problems", words),
        project.at("indicators"),
        *(r.at("self_evaluation.actual") for r in rows),
    )


@fault("S", EXPLAIN)
def no_problems_at_year_end_with_low_marks(hand: Hand) -> tuple[str, ...]:
    row, share = shortfall(hand)
    row.set("self_evaluation.score", fair(row, share))
    row.set("self_evaluation.reason", "承办单位合同纠纷未结，2025年3月判决后继续实施。")
    project = hand.owner(row)
    if not project.get("self_evaluation.sections.project_problems"):
        raise UnfitError
    return (
        project.set(
            "self_evaluation.sections.project_problems",
            hand.rng.choice(["无", "无。", "不存在问题"]),
        ),
    )


@fault("S", MUST)
def scale_of_the_old_total(hand: Hand) -> tuple[str, ...]:
    """A whole class was taken out, its marks were not given to the others."""
    project = hand.project("self_evaluation")
    rows = project.node["indicators"]
    project.node["indicators"] = [r for r in rows if r["level2"] != "质量指标"]
    if len(rows) == len(project.node["indicators"]) or not any(r.get("weight") for r in rows):
        raise UnfitError
    return project.at("indicators"), *(r.at("weight") for r in hand.rows(scored, project))


@fault("S", EXPLAIN)
def a_quarter_over_without_a_word(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: higher(r) and COUNT(r))
    over = (number(row.get("target")) or Decimal(1)) * Decimal("1.28")
    row.set("self_evaluation.reason", "")
    value = shown(over.to_integral_value())
    return row.set("self_evaluation.actual", value), row.at("target")


@fault("S", EXPLAIN)
def rest_of_the_year_mistold(hand: Hand) -> str:
    return hand.replace(
        r"(结余|比预算少)(\d+\.\d+)(万元)",
        rf"\g<1>{hand.rng.randint(21, 79)}.3\g<3>",
        "self_evaluation",
    )


@fault("S", MUST)
def rate_of_the_year_mistold(hand: Hand) -> str:
    return hand.replace(
        r"(执行率)(\d+\.\d+)(%)", rf"\g<1>{hand.rng.randint(61, 84)}.4\g<3>", "self_evaluation"
    )
