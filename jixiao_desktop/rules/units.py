"""Whether an indicator's unit can measure what its name says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import bare_unit, unit_family
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.indicator_kind import READS, change

_RATE = re.compile(
    r"(?<![效频功利费汇税码兑倍速概])率(?:[（(].*)?$|(?:比例|占比|比重)(?:[（(].*)?$"
)
_SATISFACTION = re.compile(r"满意(?:度|率)")
_SESSIONS = re.compile(r"(?:班次|期数|班数|场次|批次|(?<!人)次数)(?:数量|数)?(?:[（(].*)?$")
_EVENT = re.compile(
    r"(?:举办|召开|承办|主办)[^人]{0,8}(?:会|展|赛|讲座|演出|论坛|培训班|研修班|活动)(?:[（(].*)?$"
)
_PEOPLE = re.compile(r"(?:人次|人数|人口|人员数量|人员数)(?:数量|数)?(?:[（(].*)?$")
_MONEY = re.compile(
    r"(?:成本|费用|支出|经费|金额|资金|总额|单价|投资|投资额|总投资|补助标准|(?<!免|收|缴)费|收入|产值)(?:[（(].*)?$"
)
_NO_MONEY = re.compile("率|节约|降低|控制|增长|占|比|幅|户|人")
FULL = 100
_AMOUNT = re.compile(
    "(?:排放|减排|减少|增加|处理|供水|供气|供热|供暖|发电|用电|节电|节水|节能|产|蓄水|储备|运输|吞吐|装机|清运|收集|回收|转运|加工)量"
    "(?:[（(].*)?$"
)
_LENGTH = re.compile("(?:里程|长度)(?:[（(].*)?$")
_AREA = re.compile("面积(?:[（(].*)?$")
LENGTHS = ("米", "m", "公里", "千米", "km", "延米", "里", "万米", "延长米")
AREAS = ("平方米", "平米", "㎡", "m²", "平方公里", "公顷", "亩", "万亩", "万平方米", "平方千米")
_COUNTED = re.compile(
    r"(?:数量|里程|面积|长度|个数|[人户台套册次场件座处所天株亩辆]数)(?:[（(].*)?$"
)
PEOPLE_UNITS = ("人", "人次", "名", "位", "户", "户次", "人天", "例", "人/次")
SESSION_UNITS = ("班次", "期", "班", "场", "场次", "批", "批次", "期次", "个班", "届")


def mismatch(one: Indicator) -> tuple[str, str] | None:
    """Give (what the name says, units that measure it) where the unit measures something else."""
    unit, family, name = bare_unit(one.unit), unit_family(one.unit), one.name
    if not unit or one.number is None:
        return None
    people = unit in PEOPLE_UNITS
    if _SATISFACTION.search(name) and family in ("money", "count", "time"):
        return "是满意度", "%"
    if _RATE.search(name) and family in ("money", "count", "time"):
        return "是比率", "%"
    sessions = _SESSIONS.search(name) or _EVENT.search(name)
    if sessions and (people or family in ("money", "rate")):
        return "数的是班次", "次、期或班"
    if _PEOPLE.search(name) and (unit in (*SESSION_UNITS, "次") or family in ("money", "time")):
        return "数的是人", "人或人次"
    if _COUNTED.search(name) and "率" not in name and unit == "%":
        return "是数量", "个、次、公里等实物单位"
    share = unit == "%" and not re.search("率|比|占|幅|度|长|完成|提高", name)
    if share and ("数量" in one.level2 or (one.number > FULL and _AMOUNT.search(name))):
        return "是数量", "台、次、吨等实物单位"
    if _LENGTH.search(name) and family == "count" and unit not in LENGTHS:
        return "是长度", "米或公里"
    if _AREA.search(name) and family == "count" and unit not in AREAS:
        return "是面积", "平方米或亩"
    if _MONEY.search(name) and "率" not in name and (family == "count" or unit == "%"):
        counted = family == "count" and unit not in ("个点", "点", "度")
        if unit == "%" and "成本" in one.level2 and not _NO_MONEY.search(name):
            counted = True
        return ("是金额", "万元或元") if counted else None
    return None


@rule(
    "unit.mismatch",
    title="计量单位与指标名称",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    message="{where}填“{unit}”，而“{name}”{kind}，单位应是{right}。",
    fix="改计量单位；单位无误的，改指标名称。",
    basis=MINISTRY,
    failing=(
        Example(
            "控制率5万元",
            row("a", {"name": "成本控制率", "target": "5", "unit": "万元"}),
            "indicators.a.unit",
        ),
        Example(
            "培训班次20人次",
            row("a", {"name": "培训班次", "target": "20", "unit": "人次"}),
            "indicators.a.unit",
        ),
        Example(
            "举办推介会3人次",
            row("a", {"name": "举办旅游推介会", "target": "3", "unit": "人次"}),
            "indicators.a.unit",
        ),
        Example(
            "参与培训人次1960期",
            row("a", {"name": "参与培训人次", "target": "1960", "unit": "期"}),
            "indicators.a.unit",
        ),
        Example(
            "儿童体检数量107%",
            row("a", {"name": "儿童体检数量", "target": "107", "unit": "%"}),
            "indicators.a.unit",
        ),
        Example(
            "减少二氧化碳排放量1500%",
            row("a", {"name": "年减少二氧化碳排放量", "target": "1500", "unit": "%"}),
            "indicators.a.unit",
        ),
        Example(
            "培训支出10次",
            row("a", {"name": "培训支出", "target": "10", "unit": "次"}),
            "indicators.a.unit",
        ),
        Example(
            "群众满意度90人",
            row("a", {"name": "群众满意度", "target": "90", "unit": "人"}),
            "indicators.a.unit",
        ),
    ),
    passing=(
        Example("培训班次20次", row("a", {"name": "培训班次", "target": "20", "unit": "次"})),
        Example("办事效率提高3天", row("a", {"name": "办事效率", "target": "3", "unit": "天"})),
        Example("群众满意度90%", row("a", {"name": "群众满意度", "target": "90", "unit": "%"})),
        Example("宣传次数还没有单位", row("a", {"name": "宣传次数", "target": "3"})),
    ),
)
def unit_measures_name(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """班次 are counted in 次 or 期, 人次 in people, rates in %, costs in money."""
    wrong = mismatch(one)
    runs = one.unit == "次" and "人次数" in one.name  # many write 次 for 人次 there
    if wrong:
        yield found(
            one.path("unit"),
            also=(one.path("name"),),
            unit=one.text("unit") or one.unit,
            name=one.name,
            kind=wrong[0],
            right=wrong[1],
            severity=Severity.EXPLAIN if runs else None,
        )


@rule(
    "unit.percent_sign",
    title="单位写“%”",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    message="{where}写“{unit}”，{why}。",
    fix="单位写“%”，与其他指标一致。",
    basis=MINISTRY,
    failing=(
        Example(
            "单位写“百分比”",
            row("a", {"name": "出勤率", "target": "95", "unit": "百分比"}),
            "indicators.a.unit",
        ),
        Example(
            "满意度90没有单位",
            row("a", {"name": "群众满意度", "target": "90"}),
            "indicators.a.unit",
        ),
    ),
    passing=(
        Example("单位写“%”", row("a", {"name": "出勤率", "target": "95", "unit": "%"})),
        Example("指标值里已写“%”", row("a", {"name": "群众满意度", "target": "90%"})),
    ),
)
def percent_as_sign(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """百分比 is written %, and a rate has its sign."""
    typed = one.text("unit")
    why = (
        "一般写作“%”"
        if one.unit in ("百分比", "比例", "比率", "百分数", "百分之", "率", "百分率")
        else ""
    )
    rate_like = _RATE.search(one.name) or _SATISFACTION.search(one.name)
    if not typed and one.number is not None and not one.target.unit and rate_like:
        why = f"而“{one.name}”是百分数"
    if why:
        mend = change(one, "unit", "%")
        yield found(one.path("unit"), mend=mend, unit=typed or "（空）", why=why)


@rule(
    "unit.satisfaction_level",
    title="满意度目标值",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    message="{where}填{target}，{why}。",
    fix="满意度目标一般在80%到99%之间；确定这样填的，可不改。",
    basis=MINISTRY,
    failing=(
        Example(
            "满意度目标10%",
            row("a", {"name": "群众满意度", "target": "10", "unit": "%"}),
            "indicators.a.target",
        ),
        Example(
            "满意度目标100%",
            row("a", {"name": "群众满意度", "target": "100", "unit": "%"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example("满意度目标90%", row("a", {"name": "群众满意度", "target": "90", "unit": "%"})),
    ),
)
def satisfaction_is_plausible(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A satisfaction target below 80 % or of 100 % is rarely meant."""
    asked = _SATISFACTION.search(one.name) and "%" in one.target.unit
    if not asked or one.number is None or not _odd(one.number, settings):
        return
    high = one.number >= settings.satisfaction_high
    why = "要求人人满意，很难做到" if one.number == 100 else "定得偏高" if high else "定得偏低"
    severity = Severity.EXPLAIN if one.number < settings.satisfaction_very_low else Severity.HINT
    yield found(one.path("target"), severity=severity, target=one.shown(), why=why)


def _odd(percent: Decimal, settings: Settings) -> bool:
    return percent < settings.satisfaction_low or settings.satisfaction_high <= percent <= 100


_OWN_STAFF = re.compile(
    "职工|机关干部|警务人员|民警|在职人员|干警|工作人员|本单位|内部人员|机关人员|员工|指战员|(?:妇联|工会|机关|团委?|单位|本局)干部"
)
_SERVED = re.compile(
    "群众|服务对象|受益|企业|学生|学员|家长|患者|居民|农牧民|村民|游客|参训|社会公众|基层"
)


@rule(
    "unit.own_staff",
    title="满意度的对象",
    severity=Severity.HINT,
    reads=("indicators[].name", "goal", "purpose"),
    each="indicators",
    message="{where}“{name}”问的是本单位人员。",
    fix="一般问服务对象或受益群众；项目本来就是为职工办的，可不改。",
    basis=MINISTRY,
    failing=(
        Example(
            "办公设备项目设“职工满意度”",
            {"goal": "购置办公设备30台。"} | row("a", {"name": "职工满意度"}),
            "indicators.a.name",
        ),
    ),
    passing=(
        Example(
            "目标写明为职工服务",
            {"goal": "为职工体检200人次。"} | row("a", {"name": "职工满意度"}),
        ),
        Example("问服务对象", row("a", {"name": "群众满意度"})),
    ),
)
def those_served_are_asked(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Satisfaction is that of those served, unless the goal names the staff as such."""
    staff = _OWN_STAFF.search(one.name)
    if not staff or not _SATISFACTION.search(one.name) or _SERVED.search(one.name):
        return
    if not _OWN_STAFF.search(dossier.text("goal") + dossier.text("purpose")):
        yield found(one.path("name"), name=one.name)
