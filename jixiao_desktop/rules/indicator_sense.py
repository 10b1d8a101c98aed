"""Whether an indicator can be measured at all: its name, its words, its deadline, its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import SYMBOLS, TargetKind, split_target
from jixiao_desktop.domain.units import time_name
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.indicator_kind import READS
from jixiao_desktop.rules.readable import quoted

_EMPTY_NAME = re.compile(
    "(?:完成|开展|组织|实施|进行|加强|做好|其他|相关|日常|各项|有关)*"
    "(?:培训|建设|完成|服务|管理|工作|宣传|维护|维修|运转|采购|购置|保障|实施|开展|活动|任务|项目|指标|质量|"
    "数量|成本|效益|时效|满意度|能力|效果|情况|水平|经费|资金|费用|支出|投入)?"
)
_QUALITY_WORDS = re.compile(
    "安全可?靠?|可靠|良好|较好|很好|好|优[秀良]?|合格|达标|正常|完成|完好|准确|精准|规范|及时|到位|有效|真实|完整|齐全|符合(?:要求|标准|规定|规范)|达到(?:要求|标准|预期)|"
    "有保障|有效|规范|到位|按(?:要求|标准|规定|计划)(?:执行|完成|实施)?|高质量|质量(?:好|合格|达标)"
    "|(?:设备|系统|设施|工程|运行|运转|使用|状态|整体|总体){0,3}(?:安全|平稳|稳定|正常|良好|可靠|顺畅|完好|顺利|有序){1,2}(?:运行|运转|使用|可靠)?"
)
_VAGUE_WORDS = re.compile(
    "(?:有)?一定(?:程度|效果)|较?[高低好大多强]|长期|中长期|短期|持续|效果(?:明显|显著|良好|较好)|良好|"
    "(?:比较)?(?:明显|显著)|有效|优秀?|是|有|完成|达标|到位|正常|较好|达到(?:预期|目标|要求)|符合(?:要求|预期)|成效(?:明显|显著)"
    "|逐步|不断|进一步|稳步|较为|(?:比较|较|很|基本|非常|总体)?满意"
    "|(?:有|起到|发挥|具有|产生)(?:所|了)?(?:一定|较大|较好|积极|良好|重要|明显|显著|很大)?的?"
    "(?:作用|效果|成效|影响|帮助|改观|意义)"
)
CLEAN = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "购置监护仪", "operator": "=",
                  "target": "20", "unit": "台"})  # fmt: skip
IN_TIME = row("a", {"level1": "产出指标", "level2": "时效指标", "name": "工程完工时间",
                    "operator": "≤", "target": "2024年10月31日"})  # fmt: skip


def bare(text: str) -> str:
    """Give a short text without blanks and punctuation."""
    return re.sub(r"[\s。，,；;、]", "", normalise(text[:60]))


@rule(
    "indicator.no_unit",
    title="数量没有单位",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}没有填，年度指标值只写了{target}，看不出数的是什么。",
    fix="填写计量单位，如次、人次、台、公里、平方米。",
    basis=MINISTRY,
    failing=(
        Example("购置监护仪20，没有单位", CLEAN | row("a", {"unit": ""}), "indicators.a.unit"),
    ),
    passing=(
        Example("购置监护仪20台", CLEAN),
        Example("单位写在指标值里", CLEAN | row("a", {"target": "20台", "unit": ""})),
        Example("单位写在名称里", CLEAN | row("a", {"name": "购置监护仪（台）", "unit": ""})),
    ),
)  # fmt: skip
def counts_have_units(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A number under 数量 says what it counts."""
    named = re.search(r"[（(][^（()）]{1,5}[)）]$", one.name)
    if "数量" in one.level2 and one.number is not None and not one.target.unit and not named:
        yield found(one.path("unit"), also=(one.path("target"),), target=quoted(one.shown()))


@rule(
    "indicator.name_long",
    title="指标名称过长",
    severity=Severity.HINT,
    reads=("indicators[].name",),
    each="indicators",
    message="{where}有{count}个字，像一段话，不像一项指标的名称。",
    fix="只写衡量什么，如“设备验收合格率”；做法和要求写进目标。",
    basis=MINISTRY,
    failing=(
        Example(
            "名称写成一段话",
            row("a", {"name": "设备验收合格率，落实上级部门文件精神，"
                      "按照本单位年度重点工作安排抓好各项任务"}),
            "indicators.a.name",
        ),
    ),
    passing=(Example("设备验收合格率", row("a", {"name": "设备验收合格率"})),),
)  # fmt: skip
def names_are_short(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A name is a name, not a paragraph (A4 of the reviewers' classes)."""
    most = settings.name_longest
    count = len(bare(one.name)) if len(one.name) <= most * 2 else len(one.name)
    if count > most:
        yield found(one.path("name"), count=count)


@rule(
    "indicator.name_empty",
    title="指标名称看不出内容",
    severity=Severity.HINT,
    reads=("indicators[].name",),
    each="indicators",
    message="{where}只写“{name}”，看不出衡量的是什么。",
    fix="写明对象和衡量的内容，如“牧民技能培训人次”“支渠维修长度”。",
    basis=MINISTRY,
    failing=(
        Example("名称只写“培训”", row("a", {"name": "培训"}), "indicators.a.name"),
        Example("名称只写“完成工作”", row("a", {"name": "完成工作"}), "indicators.a.name"),
    ),
    passing=(Example("写明对象", row("a", {"name": "牧民技能培训人次"})),),
)
def names_say_something(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A name tells what is measured (A4 of the reviewers' classes)."""
    name = bare(one.name)
    if name and _EMPTY_NAME.fullmatch(name):
        yield found(one.path("name"), name=one.name)


@rule(
    "indicator.words_for_figures",
    title="能用数字的写成了文字",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}写的是{target}，而{what}一般能用数字衡量。",
    fix="{right}；确实只能用文字的，写清楚分几档、每档是什么。",
    basis=MINISTRY,
    failing=(
        Example(
            "质量指标写“安全可靠”",
            row("a", {"level2": "质量指标", "name": "监测系统运行情况", "operator": "定性",
                      "target": "安全可靠"}),
            "indicators.a.target",
        ),
        Example(
            "成本指标写“按标准执行”",
            row("a", {"level2": "成本指标", "name": "渠道维修成本", "operator": "定性",
                      "target": "按标准执行"}),
            "indicators.a.target",
        ),
        Example(
            "名称是次数，指标值写文字",
            row("a", {"level2": "社会效益指标", "name": "服务群众人次", "operator": "定性",
                      "target": "逐步增加"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example(
            "质量指标写合格率",
            row("a", {"level2": "质量指标", "name": "验收合格率", "target": "98", "unit": "%"}),
        ),
        Example(
            "效率不是一个比率",
            row("a", {"level2": "社会效益指标", "name": "业务办理效率", "operator": "定性",
                      "target": "有所提高"}),
        ),
        Example(
            "质量指标的文字说得具体",
            row("a", {"level2": "质量指标", "name": "规划成果", "operator": "定性",
                      "target": "通过省级专家评审"}),
        ),
    ),
)  # fmt: skip
def figures_where_possible(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Quality, cost and what is named a number are told in figures (A3)."""
    if one.target.kind is not TargetKind.QUALITATIVE:
        return
    words = bare(one.text("target"))
    what = right = ""
    if "成本" in one.level1 + one.level2:
        what, right = "成本", "写明金额和单位，如“≤7.5万元/公里”"
    elif "质量" in one.level2 and _QUALITY_WORDS.fullmatch(words):
        what, right = "质量", "写成比率，如“合格率=100%”“完好率≥98%”"
    elif "数量" not in one.level2 and re.search(
        "(?:人次|人数|次数|件数|户数|里程|面积|金额|(?<!效)率)$", one.name
    ):
        what, right = f"“{one.name}”", "写明数字和单位"
    if what:
        target = quoted(one.text("target"))
        yield found(one.path("target"), also=(one.path("name"),), target=target, what=what,
                    right=right)  # fmt: skip


@rule(
    "indicator.vague_value",
    title="效益说得笼统",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    message="{where}写的是{target}，到年底分不清是达成、部分达成还是没有达成。",
    fix="写清楚改善到什么程度，如“外转率降到15%以下”，或分成几档写明每档是什么。",
    basis=MINISTRY,
    failing=(
        Example(
            "社会效益写“效果明显”",
            row("a", {"level1": "效益指标", "level2": "社会效益指标", "name": "就医便利程度",
                      "operator": "定性", "target": "效果明显"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example(
            "写明了变化",
            row("a", {"level1": "效益指标", "level2": "社会效益指标", "name": "就医便利程度",
                      "operator": "定性", "target": "常见病不出县"}),
        ),
        Example("写“有所提升”", row("a", {"level1": "效益指标", "name": "品牌知名度",
                                     "operator": "定性", "target": "有所提升"})),
    ),
)  # fmt: skip
def benefits_are_told(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A benefit told in words says what will be different (A4)."""
    worded = one.target.kind is TargetKind.QUALITATIVE
    benefit = "效益" in one.level1 + one.level2 or "影响" in one.level2
    if worded and benefit and _VAGUE_WORDS.fullmatch(bare(one.text("target"))):
        yield found(one.path("target"), target=quoted(one.text("target")))


_RATE_NAME = re.compile("(?:率|比例|满意度)(?:[（(][^）)]*[)）])?$")


@rule(
    "indicator.rate_as_count",
    title="比率放在数量指标里",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    message="{where}填“{level2}”，而“{name}”是比率，衡量的是做得好不好。",
    fix="移到质量、时效或满意度指标；数量指标写做了多少，如次、人次、台。",
    basis=MINISTRY,
    failing=(
        Example("验收合格率放在数量指标里",
                row("a", {"level1": "产出指标", "level2": "数量指标", "name": "验收合格率",
                          "operator": "≥", "target": "98", "unit": "%"}), "indicators.a.level2"),
    ),
    passing=(
        Example("放在质量指标里",
                row("a", {"level2": "质量指标", "name": "验收合格率", "target": "98",
                          "unit": "%"})),
        Example("数量指标写数量", CLEAN),
    ),
)  # fmt: skip
def rates_are_no_counts(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A rate tells how well, not how much (A1 of the reviewers' classes)."""
    percent = one.number is not None and "%" in one.target.unit
    if "数量" in one.level2 and percent and _RATE_NAME.search(one.name):
        yield found(one.path("level2"), also=(one.path("name"),), level2=one.level2, name=one.name)


_WHOLE_YEAR = {("12", "月"), ("365", "天"), ("366", "天"), ("1", "年"), ("4", "季度"), ("52", "周")}
_YEAR_ALONE = re.compile(r"(?:(?:19|20)[0-9]{2}年?度?|[本当今]年度?|全年|年内|[本当]年内|一年内?)")
_LASTS = re.compile("周期|期限|时长|年限|天数|月数|持续|保修|质保|运行|服务期|开放|使用|在岗|值守")


@rule(
    "indicator.year_for_deadline",
    title="时效指标只写了一年",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}写的是{target}，是一整年，看不出什么时候完成才算及时。",
    fix="写成具体日期，如“≤2024年10月31日”，或办结的天数、及时率。",
    basis=MINISTRY,
    failing=(
        Example("时效指标写“=12个月”", IN_TIME | row("a", {"operator": "=", "target": "12",
                                                     "unit": "个月"}), "indicators.a.target"),
        Example("时效指标写“2024年”", IN_TIME | row("a", {"target": "2024年"}),
                "indicators.a.target"),
        Example("时效指标写“年内”", IN_TIME | row("a", {"operator": "定性", "target": "年内"}),
                "indicators.a.target"),
    ),
    passing=(
        Example("写了日期", IN_TIME),
        Example("12月底前", IN_TIME | row("a", {"target": "12月底前"})),
        Example("≤12月，是12月底前的意思", IN_TIME | row("a", {"target": "12", "unit": "月"})),
        Example("网络运行时长365天", IN_TIME | row("a", {"name": "网络运行时长", "operator": "≥",
                                                  "target": "365", "unit": "天"})),
    ),
)  # fmt: skip
def a_year_is_no_deadline(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Under 时效, a whole year or the bare year names no time (A14)."""
    if "时效" not in one.level2:
        return
    text, unit = bare(one.text("target")), time_name(one.text("unit"))
    inner = split_target(one.text("target"))
    value = (inner.target, time_name(inner.unit) or unit)
    deadline = one.target.deadline is not None and one.target.operator in ("≤", "<")
    lasts = _LASTS.search(one.name) and one.target.operator in ("≥", ">", "=")
    whole = value in _WHOLE_YEAR and not deadline
    if _YEAR_ALONE.fullmatch(text + unit * text.isdigit()) or whole:
        severity = Severity.HINT if lasts else Severity.EXPLAIN
        if lasts and one.target.operator in ("≥", ">"):
            return
        yield found(one.path("target"), also=(one.path("unit"),), severity=severity,
                    target=quoted(one.shown()))  # fmt: skip


@rule(
    "indicator.deadline_year",
    title="完成时限的年份",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}写的是{day}，不在{year}年度内。",
    fix="核对年份；确实跨年完成的，写明本年度做到哪一步。",
    basis=WITHIN,
    failing=(
        Example("2024年度的时限写2025年3月31日", IN_TIME | row("a", {"target": "2025年3月31日"}),
                "indicators.a.target"),
        Example("2024年度的时限写2023年10月31日", IN_TIME | row("a", {"target": "2023年10月31日"}),
                "indicators.a.target"),
    ),
    passing=(Example("时限在本年度", IN_TIME),),
)  # fmt: skip
def deadlines_lie_in_the_year(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A yearly target is due within its year."""
    day = one.target.day if one.target.kind is TargetKind.DATE else None
    if day is not None and day.year != one.year:
        weight = Severity.MUST_FIX if day.year < one.year else None
        yield found(
            one.path("target"),
            severity=weight,
            day=f"{day.year}年{day.month}月{day.day}日",
            year=one.year,
        )


@rule(
    "indicator.value_unsplit",
    title="符号、数值、单位写在一格",
    severity=Severity.HINT,
    reads=READS,
    message="{where}写的是{target}，符号、数值和单位在一格里{more}。",
    fix="符号、数值、单位分开填，汇总和计算才不会出错。",
    basis=MINISTRY,
    failing=(
        Example("指标值写“≥12次”", row("a", {"name": "巡检次数", "target": "≥12次"}),
                "indicators.a.target"),
    ),
    passing=(
        Example("分开填", row("a", {"name": "巡检次数", "operator": "≥", "target": "12",
                                "unit": "次"})),
        Example("日期", row("a", {"name": "完成时间", "target": "12月31日前"})),
    ),
)  # fmt: skip
def values_are_split(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Sign, number and unit each have their column (once for all rows)."""
    rows = [o for o in indicators(dossier, settings) if not _figures_only(o.text("target"))]
    whole = [(one, split_target(one.text("target"))) for one in rows]
    joined = [
        (one, inner)
        for one, inner in whole
        if one.number is not None and inner.operator in SYMBOLS and one.target.day is None
    ]
    if not joined:
        return
    changes = [
        SetText(one.path(rest), text)
        for one, inner in joined
        for rest, text in (
            ("operator", one.text("operator") or inner.operator),
            ("target", inner.target),
            ("unit", one.text("unit") or inner.unit),
        )
    ]
    first, rest = joined[0][0], joined[1:]
    more = f"，共{len(joined)}项这样填" if rest else ""
    yield found(
        first.path("target"),
        also=tuple(one.path("target") for one, _ in rest),
        mend=Mend("分开填", tuple(changes)),
        target=quoted(first.text("target")),
        more=more,
    )


def _figures_only(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
