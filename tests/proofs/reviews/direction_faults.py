"""Kind, operator and value of indicators (A1, A2, A3)."""

from __future__ import annotations

from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Hand,
    Place,
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
    good_rate,
    rate,
    words,
)

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
            ("材料损耗率", "4"),
            ("群众信访发生率", "2"),
            ("数据丢失率", "1"),
            ("逾期未办率", "3"),
            ("退件率", "5"),
            ("设备闲置率", "10"),
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
    "助力乡村全面振兴",
    "优化人居环境质量",
    "巩固脱贫攻坚成果",
    "推动文旅融合发展",
    "加强基层治理能力",
    "扩大本地品牌知名度",
    "保障机关高效运转",
    "带动周边群众就业创业",
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
                "加强队伍建设，促进作风转变",
                "落实惠民政策，维护群众利益",
                "扩大对外宣传，提升知名度和美誉度",
            ]
        ),
    )
    row.set("operator", "≥")
    done(row, "90")
    return row.set("target", "90"), row.at("name"), row.at("unit")


def in_words(row: Place, value: str) -> tuple[str, ...]:
    row.set("operator", "定性")
    row.set("unit", "")
    done(row, value)
    return row.set("target", value), row.at("name"), row.at("operator")


@fault("A3", EXPLAIN)
def count_in_words(hand: Hand) -> tuple[str, ...]:
    return in_words(
        hand.row(COUNT),
        hand.rng.choice(
            [
                "若干",
                "完成",
                "按需开展",
                "按计划完成",
                "足额",
                "多次",
                "一批",
                "全覆盖",
                "视情况而定",
                "有序开展",
                "大量",
                "不少于上年",
            ]
        ),
    )


@fault("A3", HINT)
def quality_in_words(hand: Hand) -> tuple[str, ...]:
    row = hand.row(level("质量"))
    return in_words(
        row,
        hand.rng.choice(
            [
                "安全可靠",
                "合格",
                "正常",
                "达标",
                "良好",
                "符合要求",
                "符合规范",
                "优良",
                "运行平稳",
                "满足需要",
                "达到设计要求",
            ]
        ),
    )


@fault("A3", HINT)
def cost_in_words(hand: Hand) -> tuple[str, ...]:
    row = hand.row(COST)
    return in_words(
        row,
        hand.rng.choice(
            [
                "控制在预算内",
                "合理",
                "节约",
                "按标准执行",
                "不超支",
                "经济合理",
                "厉行节约",
                "按预算执行",
                "低于市场价",
                "有效控制",
            ]
        ),
    )


@fault("A1", MUST)
def class_under_the_wrong_head(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: r.get("level1") in ("产出指标", "效益指标"))
    other = "效益指标" if row.get("level1") == "产出指标" else "产出指标"
    return row.set("level1", other), row.at("level2")


@fault("A1", HINT)
def rate_among_the_counts(hand: Hand) -> tuple[str, str]:
    row = hand.row(lambda r: good_rate(r) and level("质量")(r))
    return row.set("level2", "数量指标"), row.at("name")


@fault("A1", HINT)
def satisfaction_among_the_benefits(hand: Hand) -> tuple[str, ...]:
    row = hand.row(SATISFIED)
    row.set("level1", "效益指标")
    return row.set("level2", "社会效益指标"), row.at("name"), hand.owner(row).at("indicators")
