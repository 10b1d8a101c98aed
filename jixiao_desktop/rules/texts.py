"""Left-overs of templates and wrong years, in any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dates import read_date, window
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.calendar_days import STANDING, weight_of
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import time_point
from jixiao_desktop.rules.marks import long_texts

_LEFT_OVER = re.compile(
    r"[×✕╳XxＸｘ○〇△]{1,2}月[×✕╳XxＸｘ○〇△]{1,2}[日号]|[×✕╳XxＸｘ]{1,2}年[×✕╳XxＸｘ]{1,2}月"
    r"|(?<=[于至自在到前])[×✕╳XxＸｘ]月(?!数)"
    r"|[×✕╳]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9光])|[Ｘｘ]{2,}|[*＊]{2,}|_{2,}|＿{2,}|[#＃]{2,}"
    r"|[□○]{3,}|(?<![二一零〇○])[○〇]{2}(?![一二三四五六七八九〇年])"
    r"|【[ \t　]{0,4}】|《[ \t　]{0,4}》"
    r"|请(?:填写|输入|选择|在此)|(?:待填|待补充|此处(?:[填写请输插应需可]|简要|详细|简述|概述)|点击输入)"
    r"|[（(](?:填写|示例|样例|举例|可选|必填|(?:限|不超过|不少于|不多于)[0-9]{1,4}个?字)[^）)]{0,20}[)）]"
    r"|[（(【〔]?(?:填写|填表|填报|编写|撰写)(?:说明|要求|提示|须知)[：:][^）)】〕]{0,100}[)）】〕]?"
    r"|[（(][^（）()]{0,40}字数(?:控制|限制|不超|不少|应当?在)[^（）()]{0,20}[)）]"
    r"|(?<=[因由于在为经向对至到])[（(](?:具体)?(?:原因|时间|名称|单位|数量|金额|地点|日期|人员|部门)[)）]"
    r"|[（(]待(?:补|定|填|核实|完善|确认)[)）]|(?<=附件)[×✕XxＸｘ](?![A-Za-z0-9])"
    r"|某某(?:负责|单位|部门|公司|同志|项目|牵头)"
    r"|[（(](?:简要|详细|如实|逐项)(?:说明|填写|描述|列出|概述)[^）)]{0,12}[)）]"
    r"|[（(](?:具体)?(?:说明|写明|填写|注明)(?:具体)?[^）)]{0,6}(?:事由|原因|时间|内容|名称|数量)[)）]"
    r"|[（(〔][ \t　]{0,8}[)）〕]|从[^。，]{2,24}等方面进行(?:判断和)?分析[，,]?并说明"
    r"|[（(]请(?:[填写输选注简描列补]|说明|根据|按照?|结合|参照|参考)[^）)]{0,40}[)）]"
    r"|^(?:示例|样例|样表)|\[bookmark:[^\]]{0,40}\]|_GoBack|\{\{?[^{}]{0,30}\}\}?"
    r"|…{3,}|\.{6,}|。{4,}|(?:^|(?<=[，。；：（(\s至到为]))[*＊](?:万元|月|日|年)(?!数|限)"
    r"|年[ \t　]{1,4}月[ \t　]{1,4}日|^(?:\.{3,}|…+|。{3,})$"
)
_FIRST = re.compile(r"[×✕╳XxＸｘ*＊_＿#＃□○〇△【《请待此点（(〔从某示样填编撰\[{…。.年]")
"""With these signs a left-over begins; elsewhere there is no need to look."""

_BARE_LABEL = re.compile(
    r"(?:^|(?<=[。；]))(?:指标|目标|问题|措施) ?[0-9一二三四五六七八九十]{1,3} ?[：:]?"
    r"(?:\s|…|\.{3}){0,40}$",
    re.M,
)
_BOOKMARK = re.compile(r"\s*(?:\[bookmark:[^\]]{0,40}\]|_GoBack)\s*")
LONGEST = 20_000
MANY = 3000
"""So many suspicious signs of a text are looked at."""

_LABELS = re.compile("指标|目标|问题|措施")
INTERNAL = ("id", "confidential")
STATED_NOW = re.compile(r"截[至止]到?(?:目前)?[^。；;，,]{0,6}$")
_OLDER = re.compile(
    "尾款|结转|欠款|缺口|上年|去年|历年|往年|以来|基期|基数|相比|同比|较|自.{0,4}起|始建|成立"
    "|(?:19|20)[0-9]{2}年(?:度|末|底)?的?(?:[0-9]|基础)|[由从](?:19|20)[0-9]{2}年"
)


@lru_cache(4096)
def left_over(text: str) -> re.Match[str] | None:
    """Find the first left-over of a text."""
    for place in islice(_FIRST.finditer(text), MANY):
        match = _LEFT_OVER.match(text, place.start())
        if match:
            return match
    return _BARE_LABEL.search(text) if _LABELS.search(text) else None


@rule(
    "text.left_over",
    title="模板里留下的字",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    least=2,
    message="{where}还有没改的模板文字“{words}”。",
    fix="改成实际内容，没有内容的删去。",
    basis="填写要求",
    failing=(
        Example("目标写“组织×××活动”", {"goal": "组织×××活动3次，提升能力。"}, "goal"),
        Example("文字里带“[bookmark: _GoBack]”", {"goal": "培训[bookmark: _GoBack]3次"}, "goal"),
        Example("三级指标还是“指标1：”", {"indicators.a.name": "指标1："}, "indicators.a.name"),
        Example("备注写“请填写原因”", {"overview": "请填写项目概况"}, "overview"),
        Example("留着填写提示", {"overview": "（请结合实际说明项目背景）"}, "overview"),
        Example("留着点线", {"goal": "目标1：…………………"}, "goal"),
        Example(
            "常用写法里的空没有填",
            {"indicators.a.monitoring.reason": "因（原因），计划于（时间）完成。"},
            "indicators.a.monitoring.reason",
        ),
        Example("括号里没有填", {"overview": "由〔  〕负责落实，预算（ ）万元。"}, "overview"),
        Example("单位名称没有填", {"overview": "由〇〇单位负责（不超过200字）"}, "overview"),
        Example("日期没有填", {"overview": "于2024年  月  日完成验收。"}, "overview"),
        Example("附件的号没有填", {"overview": "名单见附件X（待补）。"}, "overview"),
        Example("日期写着×", {"overview": "于×月×日召开布置会。"}, "overview"),
        Example(
            "留着填写说明",
            {"purpose": "购电脑6万元。（填写说明：简述用途，字数200字以内）"},
            "purpose",
        ),
    ),
    passing=(
        Example("括号里是正文", {"overview": "休假（请假）3人次，材料（请示）1份，二○○五年建成。"}),
        Example("算式里的乘号", {"overview": "人均标准*月数*人数，3*4米。"}),
        Example("目标写实际内容", {"goal": "购置XX光机？不，购置DR机2台，3×4米展板5块。"}),
        Example("名称中有省略号", {"overview": "打造“书香……校园”品牌。"}),
    ),
)
def no_template_words(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """No ××, 请填写, 指标1： or residue of a word processor is left in a text."""
    for path, entry in dossier.entries.items():
        if len(entry.text) < 2 or path in INTERNAL:
            continue
        match = left_over(entry.text[:LONGEST])
        if match is None:
            continue
        clean = _BOOKMARK.sub("", entry.text)
        mend = None
        if _BOOKMARK.search(match[0]) and clean:
            mend = Mend("删去书签残留", (set_text(path, clean),))
        yield found(path, mend=mend, words=match[0].strip()[:20])


@rule(
    "time.year",
    title="监控时点的年度",
    severity=Severity.MUST_FIX,
    reads=("monitoring.as_of",),
    message="{where}写的是{as_of}，而这份材料是{year}年度的。",
    fix="改监控时点的年份，或另建一个年度的材料。",
    basis=WITHIN,
    failing=(
        Example("2024年度材料，监控时点2023-07-31", {"monitoring.as_of": "2023-07-31"},
                "monitoring.as_of"),
    ),
    passing=(Example("2024年度材料，监控时点2024-07-31", {"monitoring.as_of": "2024-07-31"}),),
    stage="monitoring",
)  # fmt: skip
def time_point_in_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The monitoring date lies in the dossier's year."""
    day = read_date(dossier.text("monitoring.as_of"), dossier.year)
    if day is not None and day.year != dossier.year:
        shown = f"{day.year}年{day.month}月{day.day}日"
        yield found("monitoring.as_of", as_of=shown, year=dossier.year)


def dated(text: str) -> Iterator[tuple[Fact, int, date | None]]:
    """Walk the years and days that a text names: (fact, year, day or None)."""
    for fact in facts(text[:LONGEST]):
        if fact.kind == "year" and isinstance(fact.value, int):
            yield fact, fact.value, None
        elif fact.kind == "date" and isinstance(fact.value, date):
            yield fact, fact.value.year, fact.value


def of_this_stage(path: str) -> bool:
    """Tell whether a text reports on the time point."""
    return "monitoring" in path.split(".") and not path.endswith("as_of")


@rule(
    "time.text_year",
    title="文字里“截至”的年份",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    least=6,
    stage="monitoring",
    message="{where}写的是“截至{written}”，而这份材料是{year}年度的。",
    fix="把年份改为{year}年。",
    basis=WITHIN,
    failing=(
        Example(
            "2024年度材料写“截至2014年7月31日”",
            {"monitoring.goal_progress": "截至2014年7月31日，培训完成12次。"},
            "monitoring.goal_progress",
        ),
    ),
    passing=(
        Example(
            "2024年度材料写“截至2024年7月31日”",
            {"monitoring.goal_progress": "截至2024年7月31日，培训完成12次。"},
        ),
        Example(
            "说的是上年末的底数",
            {"monitoring.sections.organization": "截至2023年12月31日，全县登记隐患点312处。"},
        ),
        Example(
            "提到上一年的基数",
            {"monitoring.goal_progress": "截至2024年7月31日比2023年增加3次。"},
        ),
    ),
)
def stated_year_is_this(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A date that a monitoring text stands at lies in the dossier's year."""
    for path, text in long_texts(dossier):
        if of_this_stage(path):
            yield from _stated_year(path, text, dossier.year)


def _stated_year(path: str, text: str, this: int) -> Iterator[Found]:
    for fact, year, day in dated(text):
        before = text[max(0, fact.start - 12) : fact.start]
        if year == this or not STATED_NOW.search(before):
            continue
        if path not in STANDING and day == date(this - 1, 12, 31):
            continue  # what there was at the end of the year before, told as a beginning
        right = fact.text.replace(str(year), str(this), 1)
        fixed = text[: fact.start] + right + text[fact.end :]
        mend = Mend(f"改为{right}", (set_text(path, fixed),)) if right != fact.text else None
        yield found(path, mend=mend, written=fact.text, year=this)
        return


@rule(
    "time.text_date",
    title="文字里“截至”的日期",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    least=6,
    stage="monitoring",
    message="{where}写的是“截至{written}”，而监控时点在{window}末。",
    fix="核对数据是不是截至监控时点的。",
    basis=WITHIN,
    failing=(
        Example(
            "监控时点7月31日，文字写“截至2024年6月30日”",
            {"monitoring.goal_progress": "截至2024年6月30日，培训完成10次。"},
            "monitoring.goal_progress",
        ),
    ),
    passing=(
        Example("文字写“截至2024年7月”", {"monitoring.goal_progress": "截至2024年7月，完成12次。"}),
    ),
)
def stated_day_is_the_time_point(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A text that says 截至 stands at the month of the time point."""
    as_of = time_point(dossier, settings)
    for path, text in long_texts(dossier) if as_of else ():
        if as_of and of_this_stage(path):
            yield from _stated_day(path, text, dossier.year, as_of)


def _stated_day(path: str, text: str, this: int, as_of: date) -> Iterator[Found]:
    for fact, year, day in dated(text):
        before = text[max(0, fact.start - 12) : fact.start]
        stated = day is not None and year == this and STATED_NOW.search(before)
        if stated and day and day.month != as_of.month:
            weight = weight_of(path, text, as_of.month)
            yield found(path, severity=weight, written=fact.text, window=window(as_of))
            return


@rule(
    "time.goal_year",
    title="目标里的年份",
    severity=Severity.EXPLAIN,
    reads=("goal",),
    message="{where}只提到{years}年，而这份材料是{year}年度的。",
    fix="核对是不是沿用了往年的目标；确实涉及往年事项的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("2024年度的目标写“2022年举办培训20次”", {"goal": "2022年举办培训20次。"}, "goal"),
    ),
    passing=(
        Example("写“2024年举办培训20次”", {"goal": "2024年举办培训20次。"}),
        Example("写“支付2022年项目尾款”", {"goal": "支付2022年项目尾款30万元。"}),
        Example("跨年计划", {"goal": "2022年至2025年共举办20次，2024年5次。"}),
    ),
)
def goal_is_of_this_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal that names only former years was likely carried over."""
    text = dossier.text("goal")
    years = [year for _fact, year, _day in dated(text)]
    former = all(year < dossier.year for year in years)
    if years and former and str(dossier.year) not in text and not _OLDER.search(text):
        named = "、".join(str(year) for year in dict.fromkeys(years))
        yield found("goal", years=named, year=dossier.year)
