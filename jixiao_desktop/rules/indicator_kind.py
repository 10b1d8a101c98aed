"""Whether class, value and unit of an indicator agree with what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator

READS = ("indicators[].level1", "indicators[].level2", "indicators[].name", "indicators[].operator",
         "indicators[].target", "indicators[].unit")  # fmt: skip
CLASS_OF = {
    "数量": "产出", "质量": "产出", "时效": "产出", "社会效益": "效益", "生态效益": "效益",
    "经济效益": "效益", "可持续": "效益", "满意": "满意", "成本指标": "产出",
}  # fmt: skip
SHOWN_CLASS = {"满意": "满意度", "成本指标": "产出或成本"}
GOOD = row(
    "a",
    {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训班次",
        "operator": "≥",
        "target": "20",
        "unit": "次",
    },
)
COST = GOOD | row(
    "a", {"level2": "成本指标", "name": "培训支出", "operator": "≤", "target": "10", "unit": "万元"}
)


def change(one: Indicator, rest: str, text: str) -> Mend:
    """Make a repair of one text of a row."""
    return Mend(f"改为“{text}”", (set_text(one.path(rest), text),))


@rule(
    "indicator.class",
    title="一级与二级指标对应",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    message="{where}填“{level1}”，而二级指标“{level2}”属于{right}指标。",
    fix="改一级指标或二级指标，使两级对应。",
    basis=MINISTRY,
    failing=(
        Example(
            "数量指标放在效益指标下",
            GOOD | row("a", {"level1": "效益指标"}),
            "indicators.a.level1",
        ),
    ),
    passing=(
        Example("数量指标放在产出指标下", GOOD),
        Example("成本指标放在成本指标下", COST | row("a", {"level1": "成本指标"})),
    ),
)
def classes_agree(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A second-level class stands under its own first-level class."""
    for word, right in CLASS_OF.items():
        if word in one.level2 and one.level1:
            wrong = right not in one.level1 and "成本" not in one.level1
            if wrong and any(c in one.level1 for c in ("产出", "效益", "满意")):
                yield found(
                    one.path("level1"),
                    also=(one.path("level2"),),
                    level1=one.level1,
                    level2=one.level2,
                    right=SHOWN_CLASS.get(word, right),
                )
            return


_NAMELESS = re.compile(
    r"(?:本项目|该项目)?(?:暂|均)?[无没](?:有)?(?:此|该|这|相关|对应|具体)?(?:项|类|个)?(?:指标|内容)?"
    r"|(?:本项目)?不(?:涉及|适用|设置?)(?:该项|此项|本项)?(?:指标)?|未设置?(?:指标)?|空|同上|[-—/\\.。0、]{1,20}"
)


@rule(
    "indicator.named_none",
    title="没有内容的指标",
    severity=Severity.MUST_FIX,
    reads=("indicators[].name",),
    each="indicators",
    message="{where}填的是“{name}”，不是一项指标。",
    fix="删去这一行；该类确实没有指标的，留空即可。",
    basis=MINISTRY,
    failing=(
        Example("三级指标填“没有”", row("a", {"name": "没有"}), "indicators.a.name"),
        Example("三级指标填“无此项”", row("a", {"name": "无此项"}), "indicators.a.name"),
        Example(
            "三级指标填“本项目无该指标”", row("a", {"name": "本项目无该指标"}), "indicators.a.name"
        ),
    ),
    passing=(Example("三级指标填“无烟机关创建数”", row("a", {"name": "无烟机关创建数"})),),
)
def indicator_is_one(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A row named 无 or 没有 earns nothing."""
    if _NAMELESS.fullmatch(one.name):
        yield found(one.path("name"), name=one.name)


@rule(
    "indicator.over_hundred",
    title="超过100%的比例",
    severity=Severity.MUST_FIX,
    reads=(*READS, "indicators[].monitoring", "indicators[].self_evaluation.actual"),
    each="indicators",
    message="{where}填{value}，“{name}”不会超过100%。",
    fix="核对数字和单位，改为不超过100的百分数。",
    basis=MINISTRY,
    failing=(
        Example(
            "满意度目标950%",
            row("a", {"name": "群众满意度", "target": "950", "unit": "%"}),
            "indicators.a.target",
        ),
        Example(
            "下降率目标120%",
            row("a", {"name": "投诉量下降率", "target": "120", "unit": "%"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example("增长率可以超过", row("a", {"name": "产值增长率", "target": "120", "unit": "%"})),
        Example("满意度目标95%", row("a", {"name": "群众满意度", "target": "95", "unit": "%"})),
    ),
)
def shares_end_at_hundred(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Shares of a whole – satisfaction, pass rates – end at 100 %."""
    share = re.search(
        "满意度|满意率|合格率|达标率|覆盖率|及时率|准确率|到位率|通过率|出勤率|知晓率|"
        "无害化处理率|处置率|回收率|修复率|结案率|化解率|公开率|公示率|兑付率|发放率|出证率|建档率|落实率|整改率|亮灯率|"
        "成功率|有效率|入户率|达标率|保护率|治理率|硬化率|绿化率|上线率|挂接率|持证率|归档率|反馈率|采纳率|"
        "接种率|参保率|成活率|入学率|巩固率|就业率|普及率|完好率|办结率|签约率|治愈率|上岗率|优良率|"
        "(?:下降|降低|减少|压减|缩减|压降|削减|减排|递减)(?:率|幅度|比例)|[降减]幅",
        one.name,
    )
    if not share or unit_family(one.target.unit) != "rate":
        return
    over = []
    for rest in ("target", "monitoring.actual", "monitoring.forecast", "self_evaluation.actual"):
        value = one.target.number if rest == "target" else one.reached(rest).number
        if value is not None and value > 100:
            over.append((one.path(rest), value))
    if over:
        also = tuple(path for path, _ in over[1:])
        yield found(over[0][0], also=also, value=f"{plain(over[0][1])}%", name=one.name)


@rule(
    "indicator.qualitative",
    title="定性与定量",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    message="{where}填“定性”，而年度指标值是数字{target}。",
    fix="数值指标用≥、≤或=；确属定性的，指标值写文字。",
    basis=MINISTRY,
    failing=(
        Example(
            "指标值20，符号选“定性”",
            GOOD | row("a", {"operator": "定性"}),
            "indicators.a.operator",
        ),
    ),
    passing=(
        Example("指标值“显著提高”，符号选“定性”",
                row("a", {"name": "履职能力", "operator": "定性", "target": "显著提高"})),
    ),
)  # fmt: skip
def numbers_are_not_words(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A numeric target is not 定性."""
    if one.text("operator") == "定性" and one.number is not None:
        target = one.text("target") + one.text("unit")
        yield found(one.path("operator"), also=(one.path("target"),), target=target)


@rule(
    "indicator.no_number",
    title="数量指标没有数量",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}写的是“{target}”，数量指标要有数字和单位。",
    fix="写出数字和单位，如 20 次；不能用数字衡量的，移到质量或效益指标。",
    basis=MINISTRY,
    failing=(
        Example(
            "数量指标目标写“按计划完成”",
            GOOD | row("a", {"operator": "定性", "target": "按计划完成", "unit": ""}),
            "indicators.a.target",
        ),
    ),
    passing=(Example("数量指标目标20次", GOOD),),
)
def quantity_has_number(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Under 数量 stands a number."""
    if "数量" in one.level2 and one.target.kind is TargetKind.QUALITATIVE:
        yield found(one.path("target"), target=one.target.words[:20])
