"""Faults of the figures: A6 to A9, B1 and the tables of B4, C3."""

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


# -- A7, A8, A9: goal, purpose, work ------------------------------------------------------------


@fault("A7", HINT)
def cost_of_work_nobody_plans(hand: Hand) -> tuple[str, ...]:
    row = hand.row(money_row)
    name = hand.rng.choice(
        ["电梯维修年检费", "食堂改造费", "公务用车购置费", "绿植租摆费", "网站改版费"]
    )
    made = hand.add(hand.owner(row), row, name=name, target="2.6")
    for key in ("monitoring.actual", "monitoring.forecast"):
        if made.has("monitoring"):
            made.set(key, "1.5")
    return made.at("name"), hand.owner(row).at("indicators")


@fault("A7", HINT)
def count_of_work_nobody_plans(hand: Hand) -> tuple[str, ...]:
    row = hand.row(COUNT)
    name, unit = hand.rng.choice(
        [
            ("拍摄宣传视频部数", "部"),
            ("慰问老党员人数", "人"),
            ("更换电梯数量", "部"),
            ("发放纪念品份数", "份"),
        ]
    )
    made = hand.add(hand.owner(row), row, name=name, unit=unit, target="30", operator="≥")
    if made.has("monitoring"):
        made.set("monitoring.actual", "18")
        made.set("monitoring.forecast", "30")
        made.set("monitoring.reason", "")
        made.set("monitoring.causes", [])
    return made.at("name"), hand.owner(row).at("indicators"), hand.owner(row).at("goal")


@fault("A7", HINT)
def task_in_the_goal_without_indicator(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    task = hand.rng.choice(
        [
            "制作宣传展板130块",
            "组织外出考察9批次",
            "印发宣传手册8000册",
            "新建车库7间",
            "更换空调33台",
        ]
    )
    return project.set("goal", f"{task}，{project.get('goal')}"), project.at("indicators")


@fault("A8", EXPLAIN)
def goal_with_other_money(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    budget, source = budget_of(project)
    other = shown((budget * hand.rng.choice([*TIMES, Decimal("0.4")])).quantize(Decimal(1)))
    word = hand.rng.choice(
        ["年初预算安排{}万元，", "总投资{}万元，", "申请预算{}万元，", "所需经费{}万元，"]
    )
    project.set("goal", word.format(other) + project.get("goal"))
    return project.at("goal"), project.at(f"budget.{source}.initial")


@fault("A8", EXPLAIN)
def goal_in_yuan_by_mistake(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    budget, source = budget_of(project, "initial")
    word = hand.rng.choice(["预算安排{}元，", "预算资金{}亿元，"])
    project.set("goal", word.format(shown(budget)) + project.get("goal"))
    return project.at("goal"), project.at(f"budget.{source}.initial")


@fault("A8", EXPLAIN)
def goal_with_another_count(hand: Hand) -> tuple[str, ...]:
    found = []
    for row in hand.rows(lambda r: COUNT(r) and numeric(r)):
        project = hand.owner(row)
        spot = re.search(
            rf"(?<![\d.]){re.escape(row.get('target'))}{row.get('unit')}", project.get("goal")
        )
        if spot and row.get("unit"):
            found.append((project, row, spot))
    project, row, spot = hand.one(found)
    text, made = project.get("goal"), hand.slip(row.get("target"))
    project.set("goal", text[: spot.start()] + made + row.get("unit") + text[spot.end() :])
    return project.at("goal"), row.at("target")


@fault("A8", EXPLAIN)
def target_departs_from_the_goal(hand: Hand) -> tuple[str, ...]:
    rows = hand.rows(lambda r: COUNT(r) and numeric(r) and r.get("operator") == "≥")
    said = [r for r in rows if f"{r.get('target')}{r.get('unit')}" in hand.owner(r).get("goal")]
    row = hand.one(said)
    new = (number(row.get("target")) or Decimal(1)) * hand.rng.choice(
        [Decimal("0.5"), Decimal("0.8"), Decimal("1.25")]
    )
    row.set("target", shown(new.to_integral_value() if new >= 10 else new))
    return row.at("target"), hand.owner(row).at("goal")


@fault("A9", EXPLAIN)
def goal_without_number(hand: Hand) -> str:
    project = hand.project()
    name = project.get("name")
    return project.set(
        "goal",
        hand.rng.choice(
            [
                f"确保{name}各项工作顺利开展，保障单位正常运转。",
                f"做好{name}相关工作，进一步提升服务水平，推动事业高质量发展。",
                "按照上级要求完成年度工作任务，提高资金使用效益。",
            ]
        ),
    )


@fault("A9", EXPLAIN)
def goal_without_effect(hand: Hand) -> str:
    project = hand.project()
    rows = hand.rows(lambda r: COUNT(r) and numeric(r), project)
    said = "，".join(f"{r.get('name')}{r.get('target')}{r.get('unit')}" for r in rows)
    return project.set("goal", f"{hand.year}年底前完成：{said}。" if rows else "")


@fault("A9", EXPLAIN)
def goal_is_a_use_of_money(hand: Hand) -> str:
    project = hand.project()
    return project.set("goal", f"用于支付{project.get('name')}相关的各项费用。")


@fault("A9", HINT)
def goal_told_as_done(hand: Hand) -> str:
    project = hand.project()
    rows = hand.rows(lambda r: COUNT(r) and numeric(r), project)
    said = "，".join(f"已完成{r.get('name')}{r.get('target')}{r.get('unit')}" for r in rows)
    return project.set("goal", f"{said}，工作有序进行，已取得良好的社会效益。")


@fault("A9", MUST)
def goal_blank(hand: Hand) -> str:
    return hand.project("monitoring").set("goal", "")


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
    words = hand.rng.choice(["约50", "五十余万", "见附表", "100左右", "12.3.4", "待定"])
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
        ]
    )
    return hand.append(
        f"另{thing}。", "monitoring.sections.fund_execution", "self_evaluation.sections.fund_output"
    )


@fault("C3", HINT)
def money_of_another_year(hand: Hand) -> str:
    what = hand.rng.choice(["稿费", "劳务费", "工程款", "差旅费", "印刷费"])
    words = (
        f"另支付{hand.year - 1}年{hand.rng.randint(9, 12)}月{what}{hand.rng.randint(2, 9)}.4万元。"
    )
    return hand.append(
        words, "monitoring.sections.fund_execution", "self_evaluation.sections.fund_output"
    )
