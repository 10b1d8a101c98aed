"""Targets, units of measure and time (A10 to A14)."""

from __future__ import annotations

from decimal import Decimal

from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Due,
    Hand,
    Place,
    fault,
    number,
    numeric,
    shown,
)
from tests.proofs.reviews.indicators import (
    COST,
    COUNT,
    SATISFIED,
    dated,
    done,
    good_rate,
)

# -- A10 to A12 ----------------------------------------------------------------------------------


@fault("A10", HINT)
def old_work_in_a_final_payment(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    builds = [
        r
        for r in hand.rows(COUNT, project)
        if any(w in r.get("name") for w in ("硬化", "购置", "建设", "维修"))
    ]
    row = hand.one(builds)
    name = project.get("name") + hand.rng.choice(
        ["尾款", "资金缺口", "工程尾款", "质保金支付", "以前年度欠款", "历史遗留尾款", "结算尾款"]
    )
    return project.set("name", name), project.at("goal"), row.at("name"), project.at("indicators")


@fault("A10", EXPLAIN)
def goal_of_another_year(hand: Hand) -> str:
    project = hand.project()
    old = hand.year - hand.rng.randint(1, 3)
    return project.set("goal", f"{old}年底前" + project.get("goal"))


STAFF = (
    "本单位职工满意度",
    "干警满意度",
    "工作人员满意度",
    "机关干部满意度",
    "单位内部人员满意度",
    "局职工满意度",
    "全体职工满意度",
    "院内职工满意度",
    "单位员工满意度",
    "民警满意度",
    "机关工作人员满意度",
)


@fault("A11", HINT)
def satisfaction_of_own_staff(hand: Hand) -> str:
    served = ("职工", "干部", "民警", "工作人员")
    others = [
        p
        for p in hand.projects()
        if not any(word in p.get("goal") + p.get("purpose") for word in served)
    ]
    project = hand.one(others)
    rows = hand.rows(SATISFIED, project)
    hand.one(rows).set("name", hand.rng.choice(STAFF))
    others = [r for r in rows if not any(r.get("name") == name for name in STAFF)]
    project.node["indicators"] = [
        n for n in project.node["indicators"] if all(n is not r.node for r in others)
    ]
    return next(r.at("name") for r in hand.rows(lambda r: r.get("name") in STAFF, project))


@fault("A12", HINT)
def satisfaction_too_low(hand: Hand) -> str:
    return hand.row(SATISFIED).set("target", hand.rng.choice(["9", "10", "30", "50", "60", "70"]))


@fault("A12", HINT)
def satisfaction_of_everybody(hand: Hand) -> str:
    row = hand.row(SATISFIED)
    done(row, "100")
    return row.set("target", "100")


@fault("A12", EXPLAIN)
def done_many_times_over(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: COUNT(r) and numeric(r) and r.get("operator") == "≥" and r.has("monitoring")
    )
    target = number(row.get("target")) or Decimal(1)
    value = shown(
        target * hand.rng.choice([Decimal("1.6"), Decimal(2), Decimal(3), Decimal("6.2")])
    )
    row.set("monitoring.remark", "")
    row.set("monitoring.reason", "")
    row.set("monitoring.forecast", value)
    return row.set("monitoring.actual", value), row.at("target"), row.at("monitoring.reason")


@fault("A12", MUST)
def far_behind_without_a_word(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: (
            COUNT(r)
            and numeric(r)
            and r.get("operator") == "≥"
            and _large(r)
            and r.has("monitoring")
        )
    )
    target = number(row.get("target")) or Decimal(1)
    part = (
        target * hand.rng.choice([Decimal("0.05"), Decimal("0.1"), Decimal("0.2")])
    ).to_integral_value()
    row.set("monitoring.reason", "")
    row.set("monitoring.causes", [])
    row.set("monitoring.remark", "")
    return row.set("monitoring.actual", str(part)), row.at("monitoring.reason")


def _large(row: Place) -> bool:
    return (number(row.get("target")) or Decimal(0)) >= 20


@fault("A12", HINT)
def all_targets_met_exactly(hand: Hand) -> tuple[str, ...]:
    project = hand.project("self_evaluation")
    rows = hand.rows(lambda r: r.has("self_evaluation"), project)
    for row in hand.one([rows] if rows else []):
        row.set("self_evaluation.actual", row.get("target"))
        row.set("self_evaluation.score", row.get("weight"))
        row.set("self_evaluation.reason", "")
    return project.at("indicators"), *(row.at("self_evaluation.actual") for row in rows)


# -- A13, A14: units of measure, time --------------------------------------------------------------


@fault("A13", MUST)
def runs_counted_in_people(hand: Hand) -> str:
    row = hand.row(lambda r: r.get("unit") in ("期", "次", "场") and COUNT(r))
    return row.set("unit", hand.rng.choice(["人次", "人"]))


@fault("A13", MUST)
def people_counted_in_runs(hand: Hand) -> tuple[Due]:
    row = hand.row(lambda r: "人次" in r.get("name") or r.get("unit") == "人次")
    unit = hand.rng.choice(["期", "次", "班", "场"])
    return (Due((row.set("unit", unit),), EXPLAIN if unit == "次" else MUST),)


@fault("A13", MUST)
def rate_in_money(hand: Hand) -> tuple[str, str]:
    row = hand.row(good_rate)
    return row.set("unit", hand.rng.choice(["万元", "元"])), row.at("name")


@fault("A13", MUST)
def cost_rate_in_money(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: COST(r) and r.get("unit") == "万元")
    return row.set(
        "name",
        hand.rng.choice(
            ["经费成本控制率", "成本节约率", "预算控制率", "资金使用率", "经费压减率", "采购节支率"]
        ),
    ), row.at("unit")


@fault("A13", MUST)
def count_in_percent(hand: Hand) -> str:
    row = hand.row(
        lambda r: (
            COUNT(r)
            and numeric(r)
            and r.get("unit") in ("台", "个", "座", "人", "公里", "次", "吨", "处")
        )
    )
    return row.set("unit", "%")


@fault("A13", MUST)
def satisfaction_in_heads(hand: Hand) -> str:
    return hand.row(SATISFIED).set("unit", hand.rng.choice(["万元", "人", "个"]))


@fault("A13", EXPLAIN)
def length_in_square_metres(hand: Hand) -> str:
    row = hand.row(lambda r: any(w in r.get("name") for w in ("里程", "长度", "面积")) and COUNT(r))
    return row.set(
        "unit", "平方米" if "面积" not in row.get("name") else hand.rng.choice(["公里", "米", "个"])
    )


@fault("A13", HINT)
def percent_as_a_word(hand: Hand) -> str:
    return hand.row(lambda r: r.get("unit") == "%").set(
        "unit", hand.rng.choice(["百分比", "百分之", "率"])
    )


@fault("A13", EXPLAIN)
def money_in_pieces(hand: Hand) -> str:
    row = hand.row(lambda r: COST(r) and r.get("unit") in ("万元", "元"))
    return row.set("unit", hand.rng.choice(["个", "次", "台", "%", "项"]))


@fault("A13", HINT)
def unit_inside_the_value(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: numeric(r) and bool(r.get("unit")))
    row.set("target", f"{row.get('operator')}{row.get('target')}{row.get('unit')}")
    return row.at("target"), row.at("operator"), row.at("unit")


@fault("A14", EXPLAIN)
def timeliness_without_a_date(hand: Hand) -> str:
    row = hand.row(dated)
    value = hand.rng.choice(
        [
            "及时",
            "按期完成",
            "按时",
            "按进度",
            "按要求完成",
            "年内",
            "及时完成",
            "如期",
            "尽快",
            "全年",
            "按合同约定",
            "适时开展",
            "按节点推进",
        ]
    )
    row.set("operator", "定性")
    done(row, value)
    return row.set("target", value)


@fault("A14", HINT)
def a_year_as_timeliness(hand: Hand) -> tuple[str, str]:
    row = hand.row(dated)
    value, unit = hand.rng.choice([("1", "年"), ("12", "月"), ("12", "个月"), ("一年", "")])
    row.set("operator", "=" if unit else "定性")
    row.set("unit", unit)
    done(row, value)
    return row.set("target", value), row.at("unit")


@fault("A14", EXPLAIN)
def deadline_after_the_year(hand: Hand) -> str:
    row = hand.row(lambda r: dated(r) and r.has("monitoring"))
    day = hand.rng.choice(["3月31日", "6月30日", "1月20日"])
    row.set("monitoring.forecast", f"{hand.year + 1}年{day}")
    return row.set("target", f"{hand.year + 1}年{day}")


@fault("A14", EXPLAIN)
def deadline_of_last_year(hand: Hand) -> str:
    row = hand.row(dated)
    return row.set("target", row.get("target").replace(str(hand.year), str(hand.year - 1)))


@fault("A12", EXPLAIN)
def expected_far_beyond_the_target(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: COUNT(r) and _large(r) and r.get("operator") == "≥" and r.has("monitoring")
    )
    target = number(row.get("target")) or Decimal(1)
    row.set("monitoring.forecast", shown((target * Decimal("2.4")).to_integral_value()))
    row.set("monitoring.remark", "")
    return row.at("monitoring.forecast"), row.at("target")


@fault("A12", EXPLAIN)
def all_of_the_year_and_a_third_in_july(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: COUNT(r) and _large(r) and r.get("operator") == "≥" and r.has("monitoring")
    )
    value = ((number(row.get("target")) or Decimal(1)) * Decimal("1.34")).to_integral_value()
    row.set("monitoring.remark", "")
    row.set("monitoring.forecast", shown(value))
    return row.set("monitoring.actual", shown(value)), row.at("target")
