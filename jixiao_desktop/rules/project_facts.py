"""What a dossier says of a project's time: its period, its past, its years ahead, its last day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.months import long_date
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import time_point

LONGEST = 10_000
MEASURES = "monitoring.sections.measures"
PROGRESS = "monitoring.goal_progress"
THREE_YEARS = "midterm.budget.total.initial"
INITIAL = fund_path("total", "initial")
_YEARS = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


@rule(
    "time.period",
    title="项目起止时间",
    severity=Severity.EXPLAIN,
    reads=("period",),
    message="{where}写的是“{period}”，而这份材料是{year}年度的。",
    fix="核对起止年月；一年一定的项目写{year}年1月到12月。",
    basis=WITHIN,
    failing=(
        Example("2024年度的材料写2023年", {"period": "2023年1月—2023年12月"}, "period"),
    ),
    passing=(
        Example("写的是本年", {"period": "2024年1月—12月"}),
        Example("跨几年", {"period": "2022年1月—2025年12月"}),
        Example("没有写年份", {"period": "长期"}),
    ),
)  # fmt: skip
def period_holds_the_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project's period holds the year of its dossier."""
    text = dossier.text("period")[:60].translate(ONE_TO_ONE)
    years = [int(one) for one in _YEARS.findall(text)]
    open_end = re.search("起|至今|长期|以来|滚动|[-—~至]$", text)
    outside = years and not min(years) <= dossier.year <= max(years)
    if outside and not (open_end and min(years) <= dossier.year):
        yield found("period", period=text.strip(), year=dossier.year)


_NEW = re.compile("新增|新设|新立|^新")
_RUNNING = re.compile(
    "(?:自|从|于)?((?:19|20)[0-9]{2}) ?年(?:[0-9]{1,2}月)?(?:起|以来|开始|启动)[^。；]{0,12}?"
    "(?:已|连续|持续|一直|延续|每年|逐年|实施|执行|开展|补贴|发放|运行)"
    "|(?:已|连续|持续)+(?:实施|执行|开展|运行|安排|发放|补助)了?(?:[0-9一二三四五六七八九十]{1,2})(?:个)?年"
)
STARTED = {"attribute": "新增项目", "overview": "项目自2021年起已连续实施三年，每季度公布结果。"}


@rule(
    "project.new_but_running",
    title="项目属性与项目概况",
    severity=Severity.EXPLAIN,
    reads=("attribute", "overview", "purpose"),
    message="{where}填“{attribute}”，而{place}写“{said}”。",
    fix="已经实施过的，项目属性选延续；今年换了内容重新立项的，在概况里写明。",
    basis=WITHIN,
    failing=(Example("属性写新增，概况说已连续实施三年", STARTED, "attribute"),),
    passing=(
        Example("属性写延续", STARTED | {"attribute": "延续项目"}),
        Example("今年起实施", STARTED | {"overview": "项目自2024年起实施，分三年完成。"}),
        Example("只说了沿革", STARTED | {"overview": "水厂2011年建成，供水人口3万人。"}),
    ),
)
def new_projects_have_no_past(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project that calls itself new has not been run for years."""
    attribute = dossier.text("attribute").strip()
    for path in ("overview", "purpose") if _NEW.search(attribute) else ():
        match = _RUNNING.search(dossier.text(path)[:LONGEST].translate(ONE_TO_ONE))
        if match and (match[1] is None or int(match[1]) < dossier.year):
            place = "项目概况" if path == "overview" else "资金计划用途"
            yield found("attribute", also=(path,), attribute=attribute, place=place,
                        said=match[0])  # fmt: skip
            return


@rule(
    "budget.years_ahead",
    title="中期资金与本年资金",
    severity=Severity.MUST_FIX,
    reads=("budget", "midterm.budget"),
    message="{where}填{midterm}万元，少于本年的{year}万元；中期资金包含本年。",
    fix="核对中期各年的资金，改中期总额或改本年预算。",
    basis=WITHIN,
    failing=(
        Example("三年共80万元，本年就有90万元", {INITIAL: "90", THREE_YEARS: "80"}, THREE_YEARS),
    ),
    passing=(
        Example("三年共270万元，本年90万元", {INITIAL: "90", THREE_YEARS: "270"}),
        Example("没有填中期", {INITIAL: "90"}),
    ),
)
def years_ahead_hold_this_one(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Money of several years is no less than that of the year among them."""
    several = funds.amount(dossier, "total", "midterm.initial")
    year = funds.amount(dossier, "total", "initial")
    if several is not None and year is not None and year - several >= settings.money_tolerance:
        yield found(THREE_YEARS, also=(INITIAL,), midterm=several, year=year)


_DAY = re.compile(
    r"(?<![0-9〔年—–~至到-])(?:((?:19|20)[0-9]{2}) ?年 ?)?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]"
    r"(?:[-—–~至到]+(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]?)?([^。；;\n]{0,40})"
)
_DONE = re.compile(
    "(?:走访|开展|检查|抽查|核查|巡查|培训|举办|召开|组织|完成|验收|发放|支付|拨付|安装|走完|处理|整改|督导|清理)(?:了|完毕|完成)"
    "|(?:全部|全面|顺利|圆满|如期|按期)完成|已(?:经)?(?:全部|全面|顺利|按时)?(?:走访|开展|检查|抽查|核查|巡查|培训|举办|召开|完成|验收|发放|支付|拨付|安装|建成|投入)"
)
_AHEAD = re.compile(
    "前|计划|拟|将|预计|待|力争|确保|安排在|审定|审议|审核|汇总|上报|报送|填报|形成|起|到期|期满|约定|须|应"
)


@lru_cache(1024)
def done_on(text: str) -> tuple[tuple[int | None, int, int, str], ...]:
    """Find the days on which a text says that something was done: (year, month, day, words)."""
    made = []
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    for match in _DAY.finditer(shown) if "月" in shown else ():
        clause = match[4].split("，")
        told = "，".join(clause[:2])
        done = _DONE.search(told)
        if done and not _AHEAD.search(told[: done.end()]):
            year = int(match[1]) if match[1] else None
            end = match.start(4) + done.end()
            made.append((year, int(match[2]), int(match[3]), shown[match.start() : end]))
    return tuple(made)


@rule(
    "time.done_after",
    title="还没到的日子，写成已经做完",
    severity=Severity.EXPLAIN,
    reads=("monitoring",),
    each=TEXTS,
    least=10,
    stage="monitoring",
    message="{where}写“{said}”，是监控时点{as_of}以后的事。",
    fix="只写监控时点以前做的；以后的事写成打算，如“计划11月开展”。",
    basis=WITHIN,
    failing=(
        Example("7月底的监控写8月12日开展了回头看",
                {MEASURES: "8月12日至14日对两镇开展了回头看，走访46户。"}, MEASURES),
        Example("写9月3日已完成验收", {PROGRESS: "设备到货，9月3日已完成验收。"}, PROGRESS),
    ),
    passing=(
        Example("时点以前的事", {MEASURES: "7月12日至14日对两镇开展了回头看。"}),
        Example("写的是打算", {MEASURES: "8月12日前对两镇开展回头看，计划8月底完成验收。"}),
        Example("监控本身的手续", {MEASURES: "7月底汇总，8月6日经局务会审定。"}),
    ),
)  # fmt: skip
def told_deeds_are_past(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """What a monitoring report tells as done lies before its time point (B4)."""
    if not path.startswith(("monitoring.sections.", PROGRESS)):
        return
    as_of = time_point(dossier, settings)
    for year, month, day, words in done_on(dossier.text(path)) if as_of else ():
        if as_of is None or not 1 <= month <= 12:
            continue
        when = read_date(f"{year or dossier.year}年{month}月{day}日", dossier.year)
        if isinstance(when, date) and when > as_of and when.year == dossier.year:
            yield found(path, said=words, as_of=long_date(as_of))
            return


_LAST_YEAR = re.compile(
    r"(?:^|[。；;，,\n])((?:19|20)[0-9]{2}) ?年(?:度)?(?:[春秋]季(?:学期)?|上半年|下半年|全年"
    r"|[0-9]{1,2}[-—~至到][0-9]{1,2}月)?"
    r"(?:共|累计|已|共计)?(?:资助|补助|补贴|发放|培训|完成|开展|举办|组织|新建|建成|改造|维修|购置|安装|服务|救助|检测|支付|支出)"
    r"[^。；;\n，]{0,24}[0-9]"
)
_BESIDE = re.compile(
    "上年|去年|同期|同比|相比|比|较|增|降|以来|起|结转|尾款|以前|往年|基数|遗留|延续|至"
)
TOLD = (PROGRESS, "monitoring.sections.goal_completion")


@rule(
    "progress_text.last_year",
    title="把往年完成的写进了今年",
    severity=Severity.EXPLAIN,
    reads=TOLD,
    stage="monitoring",
    message="{where}写“{said}”，是{year}年的事，而这份材料是{own}年度的。",
    fix="改成本年完成的；年份打错的，改正年份；与往年比较的，写明“上年”。",
    basis=WITHIN,
    failing=(
        Example("2024年度的完成情况写2023年春季学期",
                {PROGRESS: "2023年春季学期资助困难幼儿620人次，秋季学期审定310人次。"}, PROGRESS),
        Example("写2023年完成几公里", {PROGRESS: "2023年完成管网改造4.1公里。"}, PROGRESS),
    ),
    passing=(
        Example("写的是本年", {PROGRESS: "2024年春季学期资助困难幼儿620人次。"}),
        Example("与上年相比", {PROGRESS: "2024年资助620人次，比2023年资助的580人次增加40人次。"}),
        Example("付上年的尾款", {PROGRESS: "2023年完成的管网尾款4.1万元已付。"}),
    ),
)  # fmt: skip
def progress_is_of_this_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is told as reached was reached in the year of the dossier (B4)."""
    for path in TOLD:
        shown = dossier.text(path)[:LONGEST].translate(ONE_TO_ONE)
        for match in _LAST_YEAR.finditer(shown) if "年" in shown else ():
            year = int(match[1])
            around = shown[match.start() : match.end() + 24]
            if year == dossier.year - 1 and not _BESIDE.search(around):
                said = match[0].lstrip("。；;，,\n")
                yield found(path, said=said, year=year, own=dossier.year)
                break
