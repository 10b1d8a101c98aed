"""Indicators said too vaguely, or twice (A4, A5)."""

from __future__ import annotations

from tests.proofs.reviews.direction_faults import in_words
from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Hand,
    Place,
    UnfitError,
    fault,
    level,
    numeric,
)
from tests.proofs.reviews.indicators import (
    BENEFIT,
    COST,
    COUNT,
    SATISFIED,
    dated,
    done,
    rate,
)

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
    name = hand.rng.choice(
        [
            "工作",
            "培训",
            "完成",
            "质量",
            "次数",
            "服务",
            "建设",
            "经费",
            "项目",
            "数量",
            "效益",
            "人数",
            "成本",
            "维护",
        ]
    )
    return hand.row(lambda r: not SATISFIED(r)).set("name", name)


@fault("A4", HINT)
def name_is_a_paragraph(hand: Hand) -> str:
    row = hand.row(lambda r: level("社会", "可持续", "质量")(r))
    tail = "，严格落实上级部门有关文件精神和本单位年度重点工作安排，切实把各项任务抓细抓实抓出成效"
    return row.set("name", row.get("name") + tail)


@fault("A4", HINT)
def vague_benefit(hand: Hand) -> tuple[str, ...]:
    row = hand.row(BENEFIT)
    return in_words(
        row,
        hand.rng.choice(
            [
                "较好",
                "良好",
                "好",
                "一定程度",
                "长期",
                "持续",
                "高",
                "效果明显",
                "显著",
                "较大",
                "逐步",
                "不断",
                "比较满意",
                "有作用",
            ]
        ),
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
    ("发放", "兑付"),
    ("检测", "检验"),
    ("更换", "换装"),
    ("里程", "长度"),
    ("宣传", "宣讲"),
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
    what = hand.rng.choice(
        [
            "设施管护",
            "服务保障",
            "值班值守",
            "场馆开放",
            "系统运行",
            "应急待命",
            "公厕保洁",
            "供水保障",
        ]
    )
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
            ("设备采购及时率", "设备购置及时率"),
            ("问题整改率", "整改完成率"),
        ]
    )
    first = hand.add(project, like, name=both[0])
    second = hand.add(project, like, name=both[1], level2="时效指标")
    return first.at("name"), second.at("name")
