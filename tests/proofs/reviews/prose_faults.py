"""Prose against figures (B4), statements against data (B2, B3, D1, D2)."""

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
from tests.proofs.reviews.money_faults import budget_of

COUNT = level("数量")
MONITORED = ("monitoring.sections", "monitoring.goal_progress")
REPORTED = ("self_evaluation.sections", "self_evaluation.goal_progress")
AMOUNT = re.compile(r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)(万元|元)")


def told(project: Place, texts: tuple[str, ...], value: Decimal) -> list[tuple[str, int, int]]:
    """Return where a text of the project tells this amount: key, start and end."""
    found = []
    for key in texts:
        for spot in AMOUNT.finditer(project.get(key)):
            amount = Decimal(spot[1].replace(",", "")) / (1 if spot[2] == "万元" else 10000)
            if amount == value:
                found.append((key, spot.start(1), spot.end(1)))
    return found


def keys(hand: Hand, project: Place, *below: str) -> tuple[str, ...]:
    return tuple(key for owner, key in hand.texts(*below) if owner.path == project.path)


def mistold(hand: Hand, field: str, stage: str) -> tuple[str, ...]:
    """Change an amount of the table where the prose tells it."""
    below = MONITORED if stage == "monitoring" else REPORTED
    spots = []
    for project in hand.projects():
        for source in project.node["budget"]:
            path = (
                f"{stage}.budget.{source}.{field}"
                if field in ("spent", "forecast")
                else f"budget.{source}.{field}"
            )
            value = number(project.get(path))
            if value:
                spots += [
                    (project, path, *s) for s in told(project, keys(hand, project, *below), value)
                ]
    project, path, key, start, end = hand.one(spots)
    text = project.get(key)
    slip = hand.slip(text[start:end])
    return project.set(key, text[:start] + slip + text[end:]), project.at(path)


@fault("B4", MUST)
def spent_mistold(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, "spent", "monitoring")


@fault("B4", MUST)
def spent_of_the_year_mistold(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, "spent", "self_evaluation")


@fault("B4", MUST)
def budget_mistold(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, hand.rng.choice(["initial", "revised"]), "monitoring")


@fault("B4", MUST)
def budget_mistold_at_year_end(hand: Hand) -> tuple[str, ...]:
    return mistold(hand, "initial", "self_evaluation")


@fault("B4", EXPLAIN)
def received_mistold(hand: Hand) -> tuple[str, ...]:
    found = hand.replace(r"(到位)(\d+(?:\.\d+)?)(万元)", rf"\g<1>{hand.rng.randint(11, 79)}.5\g<3>")
    return (found,)


@fault("B4", EXPLAIN)
def forecast_mistold(hand: Hand) -> tuple[str, ...]:
    word = r"(预计(?:全年|年底)支出|全年预计支出)(\d+(?:\.\d+)?)(万元)"
    return (hand.replace(word, rf"\g<1>{hand.rng.randint(11, 30)}.7\g<3>"),)


@fault("B4", EXPLAIN)
def rest_mistold(hand: Hand) -> tuple[str, ...]:
    return (
        hand.replace(r"(结余)(\d+(?:\.\d+)?)(万元)", rf"\g<1>{hand.rng.randint(31, 79)}.3\g<3>"),
    )


@fault("B4", MUST)
def rate_mistold(hand: Hand) -> tuple[str, ...]:
    pattern = re.compile(r"(执行率(?:为)?)(\d+(?:\.\d+)?)(%)")
    owner, key = hand.text(lambda t: bool(pattern.search(t)), "monitoring", "self_evaluation")
    spot = hand.one(list(pattern.finditer(owner.get(key))))
    text = owner.get(key)
    return (owner.set(key, text[: spot.start(2)] + hand.slip(spot[2]) + text[spot.end(2) :]),)


@fault("B4", EXPLAIN)
def rate_nearly_right(hand: Hand) -> tuple[str, ...]:
    pattern = re.compile(r"(执行率(?:为)?)(\d+\.\d{2})(%)")
    owner, key = hand.text(lambda t: bool(pattern.search(t)), "monitoring", "self_evaluation")
    spot = hand.one(list(pattern.finditer(owner.get(key))))
    off = hand.rng.choice([Decimal("0.11"), Decimal("-0.09"), Decimal("0.2"), Decimal("-0.31")])
    text = owner.get(key)
    wrong = shown(Decimal(spot[2]) + off)
    return (owner.set(key, text[: spot.start(2)] + wrong + text[spot.end(2) :]),)


@fault("B4", EXPLAIN)
def rate_told_in_two_ways(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    budget, _ = budget_of(project)
    spent = number(
        project.get("monitoring.budget.total.spent")
        or project.get("monitoring.budget.general_public.spent")
    )
    if spent is None:
        raise UnfitError
    wrong = shown(
        spent / budget * 100 + hand.rng.choice([Decimal("3.4"), Decimal("-5.2"), Decimal("11")])
    )
    key = hand.one(
        list(
            keys(
                hand, project, "monitoring.sections.problems", "monitoring.sections.goal_completion"
            )
        )
    )
    text = project.get(key)
    return (project.set(key, f"{text}目前预算执行率为{wrong}%。"),)


@fault("B4", MUST)
def yuan_written_for_ten_thousand(hand: Hand) -> tuple[str, ...]:
    found = []
    for project in hand.projects():
        spent = number(
            project.get("monitoring.budget.total.spent")
            or project.get("monitoring.budget.general_public.spent")
        )
        if spent:
            found += [
                (project, *s) for s in told(project, keys(hand, project, "monitoring"), spent)
            ]
    project, key, _, end = hand.one(found)
    text = project.get(key)
    unit = "元" if text[end] == "万" else "万元"
    return (project.set(key, text[:end] + unit + text[end + (2 if text[end] == "万" else 1) :]),)


@fault("B4", EXPLAIN)
def items_of_spending_do_not_add_up(hand: Hand) -> tuple[str, ...]:
    def itemised(text: str) -> bool:
        _, sep, rest = text.partition("其中")
        return bool(sep) and len(AMOUNT.findall(re.split(r"[。；]", rest)[0])) >= 2

    owner, key = hand.text(
        itemised, "monitoring.sections.fund_execution", "self_evaluation.sections.fund_output"
    )
    text = owner.get(key)
    start = text.index("其中")
    stop = start + len(re.split(r"[。；]", text[start:])[0])
    spots = [s for s in AMOUNT.finditer(text, start, stop) if Decimal(s[1].replace(",", "")) > 5]
    spot = hand.one(spots)
    return (owner.set(key, text[: spot.start(1)] + hand.slip(spot[1]) + text[spot.end(1) :]),)


def counted(hand: Hand, stage: str, *below: str) -> list[tuple[Place, Place, str, re.Match[str]]]:
    """Find counts of the table that the prose tells with their unit, once only per text."""
    found = []
    for project in hand.projects():
        for row in hand.rows(lambda r: COUNT(r) and numeric(r) and r.has(stage), project):
            actual, unit = row.get(f"{stage}.actual"), row.get("unit")
            if not actual or actual == "0" or not unit:
                continue
            for key in keys(hand, project, *below):
                told = rf"(?<![\d.]){re.escape(actual)}{unit}"
                spots = list(re.finditer(told, project.get(key)))
                if len(spots) == 1 and not planned(project.get(key), spots[0].start()):
                    found.append((project, row, key, spots[0]))
    return found


def planned(text: str, at: int) -> bool:
    """Tell whether a number is of what is still to come, in the words before it."""
    before = re.split(r"[，。；]", text[:at])[-1]
    return any(word in before for word in ("下半年", "再", "计划", "拟", "预计", "其余"))


def _recount(hand: Hand, stage: str, *below: str) -> tuple[str, ...]:
    project, row, key, spot = hand.one(counted(hand, stage, *below))
    text = project.get(key)
    wrong = hand.slip(row.get(f"{stage}.actual"))
    project.set(key, text[: spot.start()] + wrong + row.get("unit") + text[spot.end() :])
    return project.at(key), row.at(f"{stage}.actual")


@fault("B4", EXPLAIN)
def count_mistold_in_progress(hand: Hand) -> tuple[str, ...]:
    return _recount(hand, "monitoring", "monitoring.goal_progress")


@fault("B4", EXPLAIN)
def count_mistold_in_report(hand: Hand) -> tuple[str, ...]:
    return _recount(hand, "monitoring", "monitoring.sections")


@fault("B4", EXPLAIN)
def count_mistold_at_year_end(hand: Hand) -> tuple[str, ...]:
    return _recount(hand, "self_evaluation", *REPORTED)


@fault("B4", EXPLAIN)
def table_changed_prose_forgotten(hand: Hand) -> tuple[str, ...]:
    project, row, key, _ = hand.one(counted(hand, "monitoring", *MONITORED))
    row.set("monitoring.actual", hand.slip(row.get("monitoring.actual")))
    return row.at("monitoring.actual"), project.at(key)


@fault("B4", EXPLAIN)
def number_of_indicators_mistold(hand: Hand) -> tuple[str, ...]:
    return (hand.replace(r"\d+(个(?:三级)?指标)", rf"{hand.rng.randint(21, 30)}\g<1>", *MONITORED),)


@fault("B4", EXPLAIN)
def satisfaction_mistold(hand: Hand) -> tuple[str, ...]:
    return (
        hand.replace(r"(满意度(?:达到)?)(\d+(?:\.\d+)?)%", rf"\g<1>{hand.rng.randint(61, 80)}%"),
    )


@fault("B4", HINT)
def another_day_in_the_text(hand: Hand) -> tuple[str, ...]:
    wrong = hand.rng.choice(["6月30日", "5月31日", "8月31日", "9月30日"])
    return (hand.replace(r"截至(?:\d{4}年)?(?:7月31日|10月31日)", f"截至{wrong}", *MONITORED),)


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
        ["各项任务已全部完成。", "按计划如期完成各项目标。", "各项指标均已超额完成，无偏差。"]
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
    words = hand.rng.choice(["未开展调查", "未调查", "尚未开展满意度调查"])
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
        hand.rng.choice(["无", "无。", "暂无", "不存在问题。", "没有"]),
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
