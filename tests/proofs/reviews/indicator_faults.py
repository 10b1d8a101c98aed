"""Faults of indicators: A1 to A5 and A10 to A14 of the reviewers' classes."""

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
COST = level("成本")
BENEFIT = level("效益", "可持续")
SATISFIED = level("满意度")
STAGES = ("monitoring.actual", "monitoring.forecast", "self_evaluation.actual")


def rate(row: Place) -> bool:
    """Fit rates of quality, time and benefit."""
    return row.get("unit") == "%" and numeric(row) and not SATISFIED(row)


def good_rate(row: Place) -> bool:
    return rate(row) and row.get("operator") in ("≥", "=") and row.get("name").endswith("率")


def dated(row: Place) -> bool:
    return level("时效")(row) and "月" in row.get("target") and "日" in row.get("target")


def words(row: Place) -> bool:
    return row.get("operator") == "定性"


def done(row: Place, value: str) -> None:
    """Put the same value wherever the indicator says what was reached."""
    for key in STAGES:
        if row.has(key.rpartition(".")[0]):
            row.set(key, value)


# -- A1: kind, operator and direction --------------------------------------------------------


@fault("A1", EXPLAIN)
def count_limited_from_above(hand: Hand) -> str:
    row = hand.row(lambda r: COUNT(r) and numeric(r) and r.get("operator") in ("≥", "="))
    return row.set("operator", hand.rng.choice("≤<"))


@fault("A1", MUST)
def cost_the_more_the_better(hand: Hand) -> str:
    row = hand.row(lambda r: COST(r) and numeric(r) and r.get("operator") == "≤")
    return row.set("operator", hand.rng.choice("≥>"))


@fault("A1", MUST)
def satisfaction_limited_from_above(hand: Hand) -> str:
    return hand.row(lambda r: SATISFIED(r) and numeric(r)).set("operator", hand.rng.choice("≤<"))


@fault("A1", EXPLAIN)
def deadline_as_lower_bound(hand: Hand) -> str:
    return hand.row(dated).set("operator", hand.rng.choice("≥>"))


@fault("A1", MUST)
def number_called_qualitative(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: numeric(r) and r.get("operator") != "定性")
    return row.set("operator", "定性"), row.at("target")


@fault("A1", EXPLAIN)
def words_with_a_sign(hand: Hand) -> tuple[str, str]:
    row = hand.row(words)
    return row.set("operator", hand.rng.choice("≥=≤")), row.at("target")


@fault("A1", HINT)
def at_least_all(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: rate(r) and r.get("operator") == "=" and r.get("target") == "100")
    return row.set("operator", "≥"), row.at("target")


@fault("A1", MUST)
def bad_rate_the_more_the_better(hand: Hand) -> tuple[str, str]:
    row = hand.row(good_rate)
    name, target = hand.rng.choice(
        [
            ("设备故障率", "3"),
            ("有责投诉率", "2"),
            ("返工率", "5"),
            ("资料差错率", "1"),
            ("安全事故发生率", "1"),
        ]
    )
    row.set("name", name)
    row.set("target", target)
    done(row, target)
    return row.set("operator", "≥"), row.at("name")


@fault("A1", MUST)
def good_rate_limited_from_above(hand: Hand) -> str:
    return hand.row(good_rate).set("operator", hand.rng.choice("≤<"))


@fault("A1", EXPLAIN)
def accidents_at_least(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: "起数" in r.get("name") and r.get("operator") in ("=", "≤"))
    return row.set("operator", "≥"), row.at("target")


@fault("A1", EXPLAIN)
def reply_time_at_least(hand: Hand) -> str:
    row = hand.row(lambda r: r.get("unit") in ("分钟", "小时", "日") and r.get("operator") == "≤")
    return row.set("operator", "≥")


@fault("A1", HINT)
def no_operator(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: numeric(r) and r.get("operator") in ("≥", "≤"))
    return row.set("operator", ""), row.at("target")


# -- A2, A3: words and numbers in each other's place -----------------------------------------

MATTERS = (
    "推动当地产业发展",
    "促进民族团结进步",
    "提升干部服务水平",
    "推进平安乡镇建设",
    "带动农牧民增收致富",
    "提高群众文明素养",
    "改善营商环境",
    "维护社会和谐稳定",
    "增强群众获得感",
)


@fault("A2", HINT)
def matter_of_words_in_percent(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: words(r) and BENEFIT(r))
    value = hand.rng.choice(["2", "20", "85", "90", "95", "100"])
    row.set("name", hand.rng.choice(MATTERS))
    row.set("operator", "=" if value == "100" else "≥")
    row.set("unit", "%")
    done(row, value)
    return row.set("target", value), row.at("name"), row.at("unit")


@fault("A2", HINT)
def long_story_in_percent(hand: Hand) -> tuple[str, ...]:
    row = hand.row(lambda r: level("质量")(r) and rate(r))
    row.set(
        "name",
        hand.one(
            [
                "完成宣传推介工作，进一步扩大影响",
                "推动工作落实，促进事业发展",
                "进一步提升服务能力和形象",
            ]
        ),
    )
    row.set("operator", "≥")
    done(row, "90")
    return row.set("target", "90"), row.at("name"), row.at("unit")


def _in_words(row: Place, value: str) -> tuple[str, ...]:
    row.set("operator", "定性")
    row.set("unit", "")
    done(row, value)
    return row.set("target", value), row.at("name"), row.at("operator")


@fault("A3", EXPLAIN)
def count_in_words(hand: Hand) -> tuple[str, ...]:
    return _in_words(
        hand.row(COUNT), hand.rng.choice(["若干", "完成", "按需开展", "按计划完成", "足额", "多次"])
    )


@fault("A3", HINT)
def quality_in_words(hand: Hand) -> tuple[str, ...]:
    row = hand.row(level("质量"))
    return _in_words(row, hand.rng.choice(["安全可靠", "合格", "正常", "达标", "良好", "符合要求"]))


@fault("A3", HINT)
def cost_in_words(hand: Hand) -> tuple[str, ...]:
    row = hand.row(COST)
    return _in_words(row, hand.rng.choice(["控制在预算内", "合理", "节约", "按标准执行", "不超支"]))


# -- A4: said too vaguely ----------------------------------------------------------------------


def _keep(hand: Hand, want: object, least: int = 1) -> str:
    project = hand.project()
    rows = project.node["indicators"]
    kept = [n for n in rows if not want(Place("", n))]  # type: ignore[operator]
    if len(kept) == len(rows) or len(kept) < least:
        raise UnfitError
    project.node["indicators"] = kept
    return project.at("indicators")


@fault("A4", EXPLAIN)
def no_satisfaction(hand: Hand) -> str:
    return _keep(hand, SATISFIED)


@fault("A4", EXPLAIN)
def no_benefit(hand: Hand) -> str:
    return _keep(hand, BENEFIT)


@fault("A4", EXPLAIN)
def no_counts(hand: Hand) -> str:
    return _keep(hand, COUNT)


@fault("A4", HINT)
def no_cost(hand: Hand) -> str:
    return _keep(hand, COST)


@fault("A4", HINT)
def no_quality_or_time(hand: Hand) -> str:
    return _keep(hand, level(hand.rng.choice(["质量", "时效"])))


@fault("A4", HINT)
def one_output_only(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    rows = project.node["indicators"]
    output = [n for n in rows if n["level1"] == "产出指标"]
    kept = hand.one([n for n in output if n["level2"] == "数量指标"])
    project.node["indicators"] = [n for n in rows if n["level1"] != "产出指标" or n is kept]
    at = next(n for n, one in enumerate(project.node["indicators"]) if one is kept)
    return project.at("indicators"), project.at(f"indicators[{at}].name")


@fault("A4", HINT)
def name_says_nothing(hand: Hand) -> str:
    name = hand.rng.choice(["工作", "培训", "完成", "质量", "次数", "服务", "建设", "经费"])
    return hand.row(lambda r: not SATISFIED(r)).set("name", name)


@fault("A4", HINT)
def name_is_a_paragraph(hand: Hand) -> str:
    row = hand.row(lambda r: level("社会", "可持续", "质量")(r))
    tail = "，严格落实上级部门有关文件精神和本单位年度重点工作安排，切实把各项任务抓细抓实抓出成效"
    return row.set("name", row.get("name") + tail)


@fault("A4", HINT)
def vague_benefit(hand: Hand) -> tuple[str, ...]:
    row = hand.row(BENEFIT)
    return _in_words(
        row, hand.rng.choice(["较好", "良好", "好", "一定程度", "长期", "持续", "高", "效果明显"])
    )


@fault("A4", EXPLAIN)
def count_without_unit(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: COUNT(r) and numeric(r))
    return row.set("unit", ""), row.at("target")


@fault("A4", HINT)
def one_carries_everything(hand: Hand) -> tuple[str, ...]:
    project = hand.project()
    rows = [n for n in project.node["indicators"] if n["level2"] == "数量指标" and n["unit"]]
    if len(rows) < 3:
        raise UnfitError
    names = "、".join(str(n["name"]) for n in rows[:3])
    first = rows[0]
    first.update(name=f"完成{names}", target="100", unit="%", operator="=")
    row = Place(project.at(f"indicators[{project.node['indicators'].index(first)}]"), first)
    done(row, "100")
    project.node["indicators"] = [n for n in project.node["indicators"] if n not in rows[1:]]
    at = project.node["indicators"].index(first)
    return (
        project.at(f"indicators[{at}].name"),
        project.at(f"indicators[{at}].target"),
        project.at("indicators"),
    )


@fault("A4", MUST)
def target_blank(hand: Hand) -> str:
    return hand.row(lambda r: not dated(r)).set("target", "")


@fault("A4", MUST)
def name_blank(hand: Hand) -> str:
    return hand.row(lambda r: True).set("name", "")


# -- A5: one matter twice ----------------------------------------------------------------------

SAME = (
    ("购置", "采购"),
    ("举办", "开展"),
    ("维修", "修缮"),
    ("清运", "运输"),
    ("群众", "居民"),
    ("硬化", "铺设"),
    ("培训", "参训"),
    ("人次", "人数"),
    ("满意度", "满意率"),
    ("数量", "个数"),
    ("次数", "频次"),
    ("单价", "单位成本"),
)


@fault("A5", MUST)
def same_name_again(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: numeric(r))
    return hand.add(hand.owner(row), row).at("name"), row.at("name")


@fault("A5", HINT)
def nearly_the_same_name(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: COUNT(r) and len(r.get("name")) >= 5)
    name = row.get("name")
    made = hand.rng.choice(
        [f"{name}数", f"{name}情况", f"全年{name}", f"{name}（{row.get('unit')}）", f"完成{name}"]
    )
    return hand.add(hand.owner(row), row, name=made).at("name"), row.at("name")


@fault("A5", HINT)
def same_in_other_words(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: any(word in r.get("name") for word, _ in SAME) and numeric(r))
    word, other = hand.one([pair for pair in SAME if pair[0] in row.get("name")])
    twin = hand.add(hand.owner(row), row, name=row.get("name").replace(word, other))
    return twin.at("name"), row.at("name")


@fault("A5", HINT)
def year_as_days_and_as_year(hand: Hand) -> tuple[str, ...]:
    project = hand.project("monitoring")
    count = hand.row(COUNT, project)
    time = hand.row(level("时效"), project)
    what = hand.rng.choice(["设施管护", "服务保障", "值班值守", "场馆开放"])
    days = hand.add(project, count, name=f"{what}天数", operator="=", target="365", unit="天")
    days.set("monitoring.actual", "212")
    days.set("monitoring.forecast", "365")
    year = hand.add(project, time, name=f"{what}期限", operator="=", target="1", unit="年")
    year.set("monitoring.actual", "1")
    year.set("monitoring.forecast", "1")
    return days.at("name"), year.at("name"), days.at("target"), year.at("target")


@fault("A5", EXPLAIN)
def one_name_two_targets(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: level("质量")(r) and rate(r))
    twin = hand.add(hand.owner(row), row, level1="效益指标", level2="可持续影响指标")
    twin.set("target", "80" if row.get("target") != "80" else "90")
    twin.set("operator", "≥")
    return twin.at("name"), row.at("name")


@fault("A5", HINT)
def payment_in_time_twice(hand: Hand) -> tuple[str, str]:
    project = hand.project("monitoring")
    like = hand.row(lambda r: level("质量")(r) and rate(r), project)
    both = hand.rng.choice(
        [
            ("合同支付及时率", "费用支付及时率"),
            ("资金拨付及时率", "资金支付及时率"),
            ("验收合格率", "工程验收合格率"),
        ]
    )
    first = hand.add(project, like, name=both[0])
    second = hand.add(project, like, name=both[1], level2="时效指标")
    return first.at("name"), second.at("name")


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
    name = project.get("name") + hand.rng.choice(["尾款", "资金缺口", "工程尾款", "质保金支付"])
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
)


@fault("A11", HINT)
def satisfaction_of_own_staff(hand: Hand) -> str:
    project = hand.project()
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
def people_counted_in_runs(hand: Hand) -> str:
    row = hand.row(lambda r: "人次" in r.get("name") or r.get("unit") == "人次")
    return row.set("unit", hand.rng.choice(["期", "次", "班", "场"]))


@fault("A13", MUST)
def rate_in_money(hand: Hand) -> tuple[str, str]:
    row = hand.row(good_rate)
    return row.set("unit", hand.rng.choice(["万元", "元"])), row.at("name")


@fault("A13", MUST)
def cost_rate_in_money(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: COST(r) and r.get("unit") == "万元")
    return row.set("name", hand.rng.choice(["经费成本控制率", "成本节约率", "预算控制率"])), row.at(
        "unit"
    )


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
        ["及时", "按期完成", "按时", "按进度", "按要求完成", "年内", "及时完成"]
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
