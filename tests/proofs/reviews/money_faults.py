"""Money that does not move (B1), tables among themselves (B4), other expenses (C3)."""

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
    number,
    shown,
)
from tests.proofs.reviews.money import (
    PARTS,
    everywhere,
)

# -- B1: money that does not move -----------------------------------------------------------------


def _spend(project: Place, part: Decimal) -> None:
    for source, node in project.node["monitoring"]["budget"].items():
        whole = number(
            project.get(f"budget.{source}.revised") or project.get(f"budget.{source}.initial")
        )
        node["spent"] = shown((whole or Decimal(0)) * part)


def _reason(project: Place, words: str) -> tuple[str, ...]:
    project.set("monitoring.budget_reason", words)
    return project.at("monitoring.budget_reason"), *everywhere(
        project, "spent", "monitoring.budget"
    )


@fault("B1", MUST)
def little_spent_without_a_reason(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    _spend(
        project,
        hand.rng.choice([Decimal("0.03"), Decimal("0.12"), Decimal("0.25"), Decimal("0.31")]),
    )
    return _reason(project, "")


@fault("B1", MUST)
def nothing_spent_without_a_reason(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    _spend(project, Decimal(0))
    return _reason(project, "")


@fault("B1", EXPLAIN)
def little_spent_and_no_real_reason(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    _spend(project, Decimal("0.2"))
    return _reason(
        project,
        hand.rng.choice(
            [
                "支出进度滞后",
                "项目资金支出较慢",
                "预算执行率偏低",
                "资金未支付",
                "无",
                "进度慢",
                "尚未支出",
                "由于支出进度较慢，导致执行率低",
                "年初预算执行不到位",
                "还没有花完",
                "支付进度未达到序时进度",
                "按进度支付",
            ]
        ),
    )


@fault("B1", EXPLAIN)
def spent_more_than_budget(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    part = hand.rng.choice([Decimal("1.08"), Decimal("1.3")])
    _spend(project, part)
    for node in project.node["monitoring"]["budget"].values():
        node["forecast"] = node["spent"]
    return everywhere(project, "spent", "monitoring.budget")


@fault("B1", EXPLAIN)
def spent_more_than_received(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for source, node in project.node["budget"].items():
        spent = number(project.get(f"monitoring.budget.{source}.spent")) or Decimal(0)
        node["received"] = shown(spent * Decimal("0.6"))
    return *everywhere(project, "spent", "monitoring.budget"), *everywhere(project, "received")


@fault("B1", MUST)
def forecast_below_spent(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for node in project.node["monitoring"]["budget"].values():
        node["forecast"] = shown((number(node["spent"]) or Decimal(1)) * Decimal("0.7"))
    return everywhere(project, "forecast", "monitoring.budget")


@fault("B1", EXPLAIN)
def forecast_over_budget(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for source, node in project.node["monitoring"]["budget"].items():
        whole = number(
            project.get(f"budget.{source}.revised") or project.get(f"budget.{source}.initial")
        )
        node["forecast"] = shown((whole or Decimal(0)) * Decimal("1.4"))
    return everywhere(project, "forecast", "monitoring.budget")


@fault("B1", MUST)
def spent_blank(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for node in project.node["monitoring"]["budget"].values():
        node["spent"] = ""
    return everywhere(project, "spent", "monitoring.budget")


# -- B4: the tables among themselves ---------------------------------------------------------------


def parted(hand: Hand) -> tuple[Place, list[str]]:
    """Choose a project whose budget has a total over two parts."""
    found = []
    for project in hand.projects():
        parts = [
            s
            for s in ("general_public", "government_fund", "carryover", "other")
            if project.has(f"budget.{s}")
        ]
        if project.has("budget.total") and len(parts) > 1:
            found.append((project, parts))
    return hand.one(found)


def _sum_places(project: Place, part: str, key: str) -> tuple[str, ...]:
    return tuple(
        project.at(f"{part}.{s}.{key}") for s in ("total", *PARTS) if project.has(f"{part}.{s}")
    )


@fault("B4", MUST)
def total_is_not_the_sum(hand: Hand) -> tuple[str, ...]:
    project, _ = parted(hand)
    key = hand.rng.choice(["initial", "received", "revised"])
    if not project.get(f"budget.total.{key}"):
        raise UnfitError
    project.set(f"budget.total.{key}", hand.slip(project.get(f"budget.total.{key}")))
    return _sum_places(project, "budget", key)


@fault("B4", MUST)
def part_of_budget_mistyped(hand: Hand) -> tuple[str, ...]:
    project, parts = parted(hand)
    source = hand.one(parts)
    project.set(f"budget.{source}.initial", hand.slip(project.get(f"budget.{source}.initial")))
    return _sum_places(project, "budget", "initial") + _sum_places(project, "budget", "revised")


@fault("B4", MUST)
def total_zero_over_filled_parts(hand: Hand) -> tuple[str, ...]:
    project, _ = parted(hand)
    for key in project.node["budget"]["total"]:
        project.set(f"budget.total.{key}", hand.rng.choice(["0", "0.00"]))
    return _sum_places(project, "budget", "initial")


@fault("B4", MUST)
def spent_total_is_not_the_sum(hand: Hand) -> tuple[str, ...]:
    project, _ = parted(hand)
    stage = "monitoring" if project.has("monitoring") else "self_evaluation"
    part = f"{stage}.budget"
    project.set(f"{part}.total.spent", hand.slip(project.get(f"{part}.total.spent")))
    return _sum_places(project, part, "spent")


@fault("B4", MUST)
def year_end_part_is_wrong(hand: Hand) -> tuple[str, ...]:
    project = hand.one(
        [
            p
            for p in hand.projects()
            if len((p.node.get("self_evaluation") or {}).get("budget", {})) > 2
        ]
    )
    source = hand.one([s for s in PARTS if project.has(f"self_evaluation.budget.{s}")])
    key = f"self_evaluation.budget.{source}.spent"
    project.set(key, hand.slip(project.get(key)))
    return _sum_places(project, "self_evaluation.budget", "spent")


@fault("B4", MUST)
def revised_is_not_initial_and_adjustment(hand: Hand) -> tuple[str, ...]:
    project = hand.one(
        [p for p in hand.projects() if number(p.get("budget.total.adjustment").lstrip("-"))]
    )
    delta = project.get("budget.total.adjustment")
    turned = delta[1:] if delta.startswith("-") else f"-{delta}"
    for source in ("total", "general_public"):
        project.set(f"budget.{source}.adjustment", turned)
    return tuple(
        project.at(f"budget.{s}.{k}")
        for s in ("total", "general_public")
        for k in ("initial", "adjustment", "revised")
    )


@fault("B4", MUST)
def one_amount_in_yuan(hand: Hand) -> tuple[str, ...]:
    project, parts = parted(hand)
    source = hand.one([*parts, "total"])
    value = number(project.get(f"budget.{source}.initial")) or Decimal(1)
    project.set(f"budget.{source}.initial", f"{value * 10000:.2f}")
    return _sum_places(project, "budget", "initial") + _sum_places(project, "budget", "revised")


@fault("B4", EXPLAIN)
def spending_in_yuan(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for node in project.node["monitoring"]["budget"].values():
        for key in ("spent", "forecast"):
            node[key] = shown((number(node[key]) or Decimal(0)) * 10000)
    return everywhere(project, "spent", "monitoring.budget")


@fault("B4", MUST)
def amount_that_is_no_number(hand: Hand) -> str:
    project = hand.project("monitoring")
    source = hand.one(list(project.node["monitoring"]["budget"]))
    words = hand.rng.choice(
        [
            "约50",
            "五十余万",
            "见附表",
            "100左右",
            "12.3.4",
            "待定",
            "见说明",
            "三十几",
            "50-60",
            "12,3",
            "同上",
        ]
    )
    return project.set(f"monitoring.budget.{source}.spent", words)


@fault("B4", MUST)
def negative_money(hand: Hand) -> str:
    project = hand.project("monitoring")
    source = hand.one(list(project.node["budget"]))
    return project.set(f"budget.{source}.initial", "-" + project.get(f"budget.{source}.initial"))


@fault("C3", HINT)
def money_spent_on_something_else(hand: Hand) -> str:
    thing = hand.rng.choice(
        [
            "租赁越野车支出3.2万元",
            "购置净水器2台支出0.86万元",
            "支付职工食堂补助1.5万元",
            "办公楼外墙粉刷支出4.6万元",
            "购买土特产支出0.9万元",
            "支付职工体检费2.1万元",
            "购买办公家具支出1.8万元",
            "支付公务接待费0.7万元",
            "缴纳党报党刊订阅费0.5万元",
        ]
    )
    return hand.append(
        f"另{thing}。", "monitoring.sections.fund_execution", "self_evaluation.sections.fund_output"
    )


@fault("C3", HINT)
def money_of_another_year(hand: Hand) -> str:
    what = hand.rng.choice(
        ["稿费", "劳务费", "工程款", "差旅费", "印刷费", "咨询费", "租车费", "水电费"]
    )
    words = (
        f"另支付{hand.year - 1}年{hand.rng.randint(9, 12)}月{what}{hand.rng.randint(2, 9)}.4万元。"
    )
    return hand.append(
        words, "monitoring.sections.fund_execution", "self_evaluation.sections.fund_output"
    )
