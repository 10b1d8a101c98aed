"""Goal, purpose and work (A7, A8, A9)."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Hand,
    fault,
    number,
    numeric,
    shown,
)
from tests.proofs.reviews.money import (
    COUNT,
    TIMES,
    budget_of,
    money_row,
)

# -- A7, A8, A9: goal, purpose, work ------------------------------------------------------------


@fault("A7", HINT)
def cost_of_work_nobody_plans(hand: Hand) -> tuple[str, ...]:
    row = hand.row(money_row)
    name = hand.rng.choice(
        [
            "电梯维修年检费",
            "食堂改造费",
            "公务用车购置费",
            "绿植租摆费",
            "网站改版费",
            "职工体检费",
            "锅炉更换费",
            "档案室密集架购置费",
            "车位划线费",
        ]
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
            ("组织职工疗养人数", "人"),
            ("翻译蒙文资料字数", "万字"),
            ("维修篮球场个数", "个"),
            ("购置锅炉台数", "台"),
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
            "修建篮球场7处",
            "编印年鉴900册",
            "聘请法律顾问23名",
            "绿化道路71公里",
        ]
    )
    return project.set("goal", f"{task}，{project.get('goal')}"), project.at("indicators")


@fault("A8", EXPLAIN)
def goal_with_other_money(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    budget, source = budget_of(project)
    other = shown((budget * hand.rng.choice([*TIMES, Decimal("0.4")])).quantize(Decimal(1)))
    word = hand.rng.choice(
        [
            "年初预算安排{}万元，",
            "总投资{}万元，",
            "申请预算{}万元，",
            "所需经费{}万元，",
            "投入资金{}万元，",
            "财政安排专项资金{}万元，",
            "项目资金{}万元，",
        ]
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


@fault("A9", HINT)
def goal_without_work(hand: Hand) -> str:
    project = hand.project()
    words = [
        "持续提升群众获得感和满意度，满意度达到90%以上。",
        "全面改善城乡面貌，群众满意率达到95%。",
    ]
    return project.set("goal", hand.rng.choice(words))


@fault("A9", EXPLAIN)
def goal_is_the_name(hand: Hand) -> str:
    project = hand.project()
    return project.set("goal", project.get("name"))
