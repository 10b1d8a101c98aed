"""Work that lags, reasons, the wrong column, nothing written (B2, B3, B6, D1, D2)."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Hand,
    Place,
    fault,
    level,
    number,
    numeric,
    shown,
)

COUNT = level("数量")


# -- B2, B3: work that lags, reasons -------------------------------------------------------------


def behind(hand: Hand) -> Place:
    """Choose a count and put it far behind."""
    row = hand.row(
        lambda r: (
            COUNT(r)
            and numeric(r)
            and r.get("operator") == "≥"
            and r.has("monitoring")
            and (number(r.get("target")) or Decimal(0)) >= 20
        )
    )
    part = (number(row.get("target")) or Decimal(1)) * hand.rng.choice(
        [Decimal("0.05"), Decimal("0.15")]
    )
    row.set("monitoring.actual", str(part.to_integral_value()))
    for key, value in (("causes", []), ("reason", ""), ("remark", ""), ("likelihood", "确定能")):
        row.set(f"monitoring.{key}", value)
    return row


@fault("B2", MUST)
def not_begun_without_a_reason(hand: Hand) -> tuple[str, ...]:
    row = behind(hand)
    return row.set("monitoring.actual", hand.rng.choice(["0", "未开展", "未实施", "0.00"])), row.at(
        "monitoring.reason"
    )


@fault("B2", MUST)
def deadline_passed(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: (
            level("时效")(r)
            and bool(re.match(r"\d{4}年\d+月", r.get("target")))
            and r.has("monitoring")
        )
    )
    row.set("target", f"{hand.year}年{hand.rng.choice(['3月31日', '5月20日', '6月15日'])}")
    row.set("monitoring.actual", hand.rng.choice(["未完成", "尚未验收", "正在进行"]))
    row.set("monitoring.forecast", f"{hand.year}年12月10日")
    row.set("monitoring.reason", "")
    return tuple(
        row.at(f"monitoring.{key}") for key in ("reason", "actual", "likelihood", "forecast")
    )


@fault("B2", EXPLAIN)
def finished_after_the_deadline(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: (
            level("时效")(r)
            and bool(re.match(r"\d{4}年\d+月", r.get("target")))
            and r.has("self_evaluation")
        )
    )
    row.set("self_evaluation.actual", f"{hand.year}年12月29日")
    row.set("self_evaluation.reason", "")
    return (
        row.at("self_evaluation.reason"),
        row.at("self_evaluation.score"),
        row.at("self_evaluation.actual"),
    )


@fault("B2", EXPLAIN)
def all_done_nothing_paid(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for row in hand.rows(lambda r: COUNT(r) and numeric(r), project):
        row.set("monitoring.actual", row.get("target"))
        row.set("monitoring.forecast", row.get("target"))
    for node in project.node["monitoring"]["budget"].values():
        node["spent"] = "0"
    project.set("monitoring.budget_reason", "")
    return tuple(
        project.at(k)
        for k in (
            "monitoring.budget_reason",
            "monitoring.budget.total.spent",
            "monitoring.budget.general_public.spent",
        )
    )


@fault("B2", EXPLAIN)
def said_to_be_done_with_a_red_light(hand: Hand) -> tuple[str, ...]:
    row = behind(hand)
    project = hand.owner(row)
    words = hand.rng.choice(
        [
            "各项任务已全部完成。",
            "按计划如期完成各项目标。",
            "各项指标均已超额完成，无偏差。",
            "年度任务已提前完成。",
            "已100%完成年度绩效目标。",
        ]
    )
    row.set("monitoring.causes", ["人员保障"])
    row.set("monitoring.reason", "承担该项任务的2名专业人员上半年外派学习，8月返岗后集中开展。")
    return (project.set("monitoring.goal_progress", words),)


@fault("B3", MUST)
def red_without_reason(hand: Hand) -> tuple[str, ...]:
    row = behind(hand)
    return row.at("monitoring.reason"), row.at("monitoring.actual")


@fault("B3", EXPLAIN)
def reason_that_is_none(hand: Hand) -> str:
    row = behind(hand)
    row.set("monitoring.causes", ["其他"])
    return row.set(
        "monitoring.reason",
        hand.rng.choice(
            [
                "无",
                "进度滞后",
                "完成率较低",
                "未完成",
                "指标设置不合理",
                "正在推进",
                "未达到目标值",
                "工作进度较慢",
                "-",
                "还没有做完",
                "完成率未达到序时进度",
                "与目标值有差距",
                "按计划进行中",
                "原因同上",
            ]
        ),
    )


@fault("B3", EXPLAIN)
def reason_from_the_phrase_bank_not_completed(hand: Hand) -> str:
    row = behind(hand)
    row.set("monitoring.causes", ["经费保障"])
    return row.set(
        "monitoring.reason",
        hand.rng.choice(
            [
                "因（原因），计划于（时间）完成。",
                "由于××原因，预计×月底前完成。",
                "合同约定____支付。",
                "因……影响，计划下半年完成。",
                "因{原因}暂未开展，计划{月份}完成。",
                "由于（说明具体事由）未能按期完成。",
                "因XX问题，预计  月  日前完成。",
            ]
        ),
    )


@fault("B3", MUST)
def cause_ticked_without_words(hand: Hand) -> str:
    row = hand.row(lambda r: r.has("monitoring") and not r.get("monitoring.reason"))
    row.set(
        "monitoring.causes", [hand.rng.choice(["经费保障", "制度保障", "人员保障", "硬件条件保障"])]
    )
    return row.at("monitoring.reason")


@fault("B3", MUST)
def doubtful_without_remark(hand: Hand) -> str:
    row = hand.row(lambda r: r.has("monitoring") and not r.get("monitoring.remark"))
    row.set("monitoring.likelihood", hand.rng.choice(["有可能", "完全不可能"]))
    return row.at("monitoring.remark")


@fault("B3", EXPLAIN)
def certain_though_forecast_is_short(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: (
            COUNT(r)
            and numeric(r)
            and r.get("operator") in "≥="
            and (number(r.get("target")) or 0) >= 5
            and r.has("monitoring")
            and r.get("monitoring.likelihood") == "确定能"
        )
    )
    short = (number(row.get("target")) or Decimal(1)) * Decimal("0.8")
    row.set("monitoring.actual", shown((short / 2).to_integral_value()))
    row.set("monitoring.forecast", shown(short.to_integral_value()))
    return row.at("monitoring.likelihood"), row.at("monitoring.forecast")


@fault("B3", MUST)
def forecast_below_what_is_reached(hand: Hand) -> tuple[str, ...]:
    row = hand.row(
        lambda r: (
            COUNT(r) and numeric(r) and (number(r.get("monitoring.actual")) or Decimal(0)) >= 4
        )
    )
    less = (number(row.get("monitoring.actual")) or Decimal(4)) * Decimal("0.6")
    return row.set("monitoring.forecast", shown(less.to_integral_value())), row.at(
        "monitoring.actual"
    )


@fault("B3", MUST)
def reached_blank(hand: Hand) -> str:
    return hand.row(lambda r: r.has("monitoring")).set("monitoring.actual", "")


@fault("B6", MUST)
def satisfaction_not_filled(hand: Hand) -> str:
    return hand.row(lambda r: level("满意度")(r) and r.has("monitoring")).set(
        "monitoring.actual", ""
    )


@fault("B6", EXPLAIN)
def satisfaction_not_asked_but_scored(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: level("满意度")(r) and r.has("self_evaluation"))
    words = hand.rng.choice(["未开展调查", "未调查", "尚未开展满意度调查", "没有调查", "待调查"])
    return row.set("self_evaluation.actual", words), row.at("self_evaluation.score")


# -- D1, D2: the wrong column, nothing written -----------------------------------------------------


@fault("D1", EXPLAIN)
def advice_among_the_problems(hand: Hand) -> str:
    project = hand.project("monitoring")
    return project.set(
        "monitoring.sections.problems",
        hand.rng.choice(
            [
                "建议加快资金拨付，加强部门之间的沟通协调。",
                "加强项目管理，完善工作台账，提高资金使用效益。",
                "避免项目重复立项，合理设置绩效目标。",
                "1.加强培训与绩效意识。2.完善绩效监控机制。",
                "应进一步优化指标设置，建议尽快开展。",
                "进一步规范资金使用，强化绩效运行监控。",
                "提高预算编制的科学性，完善内控制度。",
                "希望财政部门及时拨付资金，加大支持力度。",
                "严格落实责任，确保年底前完成全部任务。",
            ]
        ),
    )


@fault("D1", HINT)
def problems_told_as_measures(hand: Hand) -> tuple[str, ...]:
    project = hand.one([p for p in hand.projects() if p.get("monitoring.sections.problems")])
    both = project.get("monitoring.sections.problems")
    return project.set("monitoring.sections.corrective_actions", both), project.at(
        "monitoring.sections.problems"
    )


@fault("D2", EXPLAIN)
def no_problems_with_a_red_light(hand: Hand) -> str:
    row = behind(hand)
    row.set("monitoring.causes", ["其他"])
    row.set("monitoring.reason", "上半年场地被征用，9月腾退后恢复开展，计划11月底前补齐。")
    project = hand.owner(row)
    return project.set(
        "monitoring.sections.problems",
        hand.rng.choice(
            ["无", "无。", "暂无", "不存在问题。", "没有", "未发现问题", "无问题", "无存在问题"]
        ),
    )


@fault("D2", EXPLAIN)
def no_deviation_with_a_red_light(hand: Hand) -> str:
    row = behind(hand)
    row.set("monitoring.causes", ["其他"])
    row.set("monitoring.reason", "上半年场地被征用，9月腾退后恢复开展，计划11月底前补齐。")
    project = hand.owner(row)
    return project.set(
        "monitoring.sections.goal_completion",
        hand.rng.choice(
            [
                "各项绩效指标均按计划完成，无偏差。",
                "绩效目标完成情况良好，与年初目标一致，不存在偏离。",
                "全部指标达到序时进度。",
                "各项工作进展顺利，绩效指标全部达标。",
                "所有指标均已完成或达到时间进度，没有偏差。",
            ]
        ),
    )


@fault("D2", EXPLAIN)
def nothing_to_remedy_while_money_waits(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for source, node in project.node["monitoring"]["budget"].items():
        whole = number(
            project.get(f"budget.{source}.revised") or project.get(f"budget.{source}.initial")
        )
        node["spent"] = shown((whole or Decimal(0)) * Decimal("0.15"))
    project.set(
        "monitoring.budget_reason", "合同约定验收后付款，验收时间为10月下旬，11月底前支付完毕。"
    )
    project.set("monitoring.sections.problems", "无")
    return project.set("monitoring.sections.corrective_actions", "无"), project.at(
        "monitoring.sections.problems"
    )


@fault("B2", EXPLAIN)
def paid_out_and_little_done(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    for source, node in project.node["monitoring"]["budget"].items():
        whole = project.get(f"budget.{source}.revised") or project.get(f"budget.{source}.initial")
        node["spent"] = shown((number(whole) or Decimal(0)) * Decimal("0.97"))
        node["forecast"] = shown(number(whole) or Decimal(0))
    rows = hand.rows(
        lambda r: COUNT(r) and numeric(r) and (number(r.get("target")) or 0) >= 10, project
    )
    for row in hand.one([rows] if len(rows) > 1 else []):
        part = (number(row.get("target")) or Decimal(1)) * Decimal("0.1")
        row.set("monitoring.actual", shown(part.to_integral_value()))
        row.set("monitoring.causes", ["人员保障"])
        row.set("monitoring.reason", "技术人员6月借调抗旱，9月返岗后分3组补做，11月底前完成。")
    return (
        project.at("monitoring.budget.total.spent"),
        project.at("monitoring.budget.general_public.spent"),
        project.at("monitoring.budget_reason"),
        *(row.at("monitoring.actual") for row in rows),
    )


@fault("B3", MUST)
def likelihood_blank(hand: Hand) -> str:
    return hand.row(lambda r: r.has("monitoring")).set("monitoring.likelihood", "")


@fault("B3", MUST)
def forecast_blank(hand: Hand) -> str:
    return hand.row(lambda r: r.has("monitoring")).set("monitoring.forecast", "")


@fault("B3", EXPLAIN)
def one_reason_for_everything(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    rows = hand.rows(
        lambda r: COUNT(r) and numeric(r) and (number(r.get("target")) or 0) >= 10, project
    )
    for row in hand.one([rows] if len(rows) > 1 else []):
        row.set("monitoring.actual", "1")
        row.set("monitoring.causes", ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"])
        row.set("monitoring.reason", "经费、制度、人员等方面原因。")
    return tuple(row.at(f"monitoring.{k}") for row in rows for k in ("reason", "causes"))
