"""What a unit's report claims of its whole year: no problem, rows, a mark, a plan, months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import unit_figures
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain, round_half_up
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.scoring import grade_of
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.reasons import says_nothing
from jixiao_desktop.rules.unit_text import named_in, rows_of_unit, short_of_year

ROWS = "unit_report.indicators"
SECTIONS = "unit_report.monitoring.sections."
YEAR_SECTIONS = "unit_report.self_evaluation.sections."
PROBLEMS = f"{SECTIONS}problems"
DONE = f"{SECTIONS}goal_completion"
FUNDS = f"{SECTIONS}fund_execution"
PROGRESS = f"{YEAR_SECTIONS}goal_progress"
PLANS = (f"{YEAR_SECTIONS}follow_up_plan", "self_evaluation.sections.follow_up_plan")
STAGE = "self_evaluation"
STAGES = (STAGE,)
LONGEST = 10_000
NEAR = Decimal("0.05")
_ROWS_TOLD = re.compile(
    "([一二三])级指标(?:共|有|分别|各|为|数|计|合计)*(?:有|为)?([0-9]{1,3}) ?[个项条]"
)
_MARK = re.compile(
    r"(?:自评|综合|最终|总)+(?:得分|总分|评分|分数|分)?(?:为|是|：|:)?"
    r"([0-9]{2,3}(?:\.[0-9]{1,2})?) ?分"
)
_GRADE = re.compile(
    '(?:等级|等次|评定|评为|结果|结论)(?:评定|评价)?(?:为|是|：|:)? ?[“"「]?([优良中差])'
)
_AHEAD = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2}) ?年(?:[0-9]{1,2}月|上半年|下半年|[一二三四]季度|年?底|内)"
)
_BEHIND = re.compile("以来|起|至今|结转|遗留|欠|上年|去年|曾|已|印发|出台")
_SPAN = re.compile(
    r"(?<![0-9])1 ?月?[-—－–~～至到]{1,2}([0-9]{1,2}) ?月份?(?:累计|共|实际|实|已|资金)*"
    "(?:到位|支出|执行|收到|列支|支付)"
)


def _row(name: str, target: str, actual: str, **more: str) -> dict[str, str]:
    told = {"level1": "产出指标", "level2": "数量指标", "name": name, "operator": "≥",
            "target": target, "unit": "场", "monitoring.actual": actual}  # fmt: skip
    return {row_path(ROWS, name, key): text for key, text in (told | more).items()}


LECTURES = _row("宣讲场次", "20", "3")


@rule(
    "unit.no_problem",
    title="有指标落后，存在问题写“无”",
    severity=Severity.EXPLAIN,
    reads=("unit_report",),
    stage="monitoring",
    message="{where}写“{written}”，而指标“{name}”：{working}。",
    fix="写明哪一项落后、差多少、卡在哪里；确实不是问题的，写明为什么。",
    basis=WITHIN,
    failing=(Example("20场做了3场，问题写“无”", LECTURES | {PROBLEMS: "无"}, PROBLEMS),),
    passing=(
        Example("写了问题", LECTURES | {PROBLEMS: "宣讲场次落后，律师被抽调。"}),
        Example("没有落后", _row("宣讲场次", "20", "12") | {PROBLEMS: "无"}),
        Example("在偏离情况里说明了",
                LECTURES | {PROBLEMS: "无", f"{SECTIONS}deviation": "宣讲场次集中在四季度。"}),
    ),
)  # fmt: skip
def what_lags_is_a_problem(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where an indicator of the unit lags and nothing is said of it, there is a problem to tell."""
    text, deviation = dossier.text(PROBLEMS), dossier.text(f"{SECTIONS}deviation")
    if not text.strip() or not says_nothing(text):
        return
    for one in rows_of_unit(dossier, settings):
        if one.behind and one.progress and short_of_year(one) and not named_in(one.name, deviation):
            yield found(PROBLEMS, also=(one.path("monitoring.actual"),), written=text.strip(),
                        name=one.name, working=one.progress.working)  # fmt: skip
            return


@rule(
    "unit.rows_told",
    title="文字里的指标个数与整体表",
    severity=Severity.EXPLAIN,
    reads=("unit_report",),
    message="{where}写{level}级指标{written}个，而整体绩效指标表里是{count}个。",
    fix="数一遍表中的指标，改文字；连项目的指标一起数的，写明。",
    basis=WITHIN,
    failing=(Example("写三级指标13个，表中1个", LECTURES | {DONE: "设三级指标13个。"}, DONE),),
    passing=(Example("个数相符", LECTURES | {DONE: "设一级指标1个、三级指标1个。"}),),
)  # fmt: skip
def rows_are_counted(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A unit's report counts its indicators as its table has them."""
    rows = rows_of_unit(dossier, settings)
    counts = {
        "一": len({one.level1 for one in rows}),
        "二": len({(one.level1, one.level2) for one in rows}),
        "三": len(rows),
    }
    texts = [(p, e.text) for s in (SECTIONS, YEAR_SECTIONS) for p, e in dossier.under(s)]
    for path, text in texts if rows else ():
        for match in _ROWS_TOLD.finditer(text[:LONGEST]):
            if int(match[2]) != counts[match[1]] and "项目" not in text[: match.start()][-12:]:
                yield found(path, also=(ROWS,), level=match[1], written=match[2],
                            count=counts[match[1]])  # fmt: skip


@rule(
    "unit.mark_told",
    title="整体自评的得分和等级",
    severity=Severity.MUST_FIX,
    reads=("unit_report",),
    stage=STAGE,
    message="{where}写{what}{written}，而按整体自评表是{right}。",
    fix="按整体自评表的得分改文字，或核对各项得分。",
    basis=WITHIN,
    failing=(
        Example("合计98分，写96.3分",
                {row_path(ROWS, "a", "name"): "宣讲", row_path(ROWS, "a", "weight"): "90",
                 row_path(ROWS, "a", "self_evaluation.score"): "88",
                 "unit_report.budget.basic.total": "10",
                 "unit_report.self_evaluation.budget.basic.spent": "10",
                 PROGRESS: "自评得分96.30分，等级为优。"}, PROGRESS, STAGES),
    ),
    passing=(
        Example("相符",
                {row_path(ROWS, "a", "name"): "宣讲", row_path(ROWS, "a", "weight"): "90",
                 row_path(ROWS, "a", "self_evaluation.score"): "88",
                 "unit_report.budget.basic.total": "10",
                 "unit_report.self_evaluation.budget.basic.spent": "10",
                 PROGRESS: "自评得分98.00分，等级为优。"}, stages=STAGES),
        Example("得分没有填全", {PROGRESS: "自评得分96.30分。"}, stages=STAGES),
    ),
)  # fmt: skip
def marks_are_those_of_the_table(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Mark and grade that a unit's report tells are those of its table (分)."""
    texts = [(p, e.text[:LONGEST]) for p, e in dossier.under(YEAR_SECTIONS) if "分" in e.text]
    whole = unit_figures.total_score(dossier, settings) if texts else None
    if whole is None:
        return
    for path, text in texts:
        mark = _MARK.search(text)
        if mark and abs(Decimal(mark[1]) - whole) >= NEAR:
            yield found(path, also=(ROWS,), what="得分", written=f"{mark[1]}分",
                        right=f"{plain(round_half_up(whole))}分")  # fmt: skip
        grade = _GRADE.search(text, mark.end()) if mark else None
        right = grade_of(Decimal(mark[1]), settings) if mark else ""
        if grade and right and grade[1] != right[:1]:
            yield found(
                path, also=(ROWS,), what="等级“", written=f"{grade[1]}”", right=f"“{right}”"
            )


@rule(
    "time.plan_year",
    title="下一步计划的年份",
    severity=Severity.MUST_FIX,
    reads=PLANS,
    stage=STAGE,
    message="{where}把要做的事排在{written}年，而这份自评是{year}年度的，那时已经过去。",
    fix="核对年份，计划写以后的时间。",
    basis=WITHIN,
    failing=(Example("2024年度的自评，计划排在2022年6月底前",
                     {PLANS[0]: "2022年6月底前理清3个基层社产权。"}, PLANS[0], STAGES),),
    passing=(
        Example("排在次年", {PLANS[0]: "2025年6月底前理清3个基层社产权。"}, stages=STAGES),
        Example("说的是以前的事", {PLANS[1]: "清理2022年6月以来的欠账，2025年底前完成。"},
                stages=STAGES),
    ),
)  # fmt: skip
def plans_lie_ahead(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is planned after a year does not lie before it."""
    for path in PLANS:
        text = dossier.text(path)[:LONGEST]
        for match in _AHEAD.finditer(text):
            clause = re.split("[。；;]", text[match.start() : match.end() + 12])[0]
            before = text[max(0, match.start() - 6) : match.start()]
            if int(match[1]) < dossier.year and not _BEHIND.search(before + clause):
                yield found(path, written=match[1], year=dossier.year)
                break


@rule(
    "unit.months",
    title="资金执行写的月份与监控时点",
    severity=Severity.EXPLAIN,
    reads=(SECTIONS.rstrip("."), "unit_report.monitoring.as_of"),
    stage="monitoring",
    message="{where}写的是1-{written}月的数，而监控时点在1-{month}月末。",
    fix="核对数据截至哪一天，按监控时点改写。",
    basis=WITHIN,
    failing=(
        Example("时点在7月末，写1—5月到位", {"unit_report.monitoring.as_of": "2024-07-31",
                                   FUNDS: "1—5月到位320万元，支出240万元。"}, FUNDS),
    ),
    passing=(
        Example("写到时点", {"unit_report.monitoring.as_of": "2024-07-31",
                         FUNDS: "1—7月到位320万元，支出240万元。"}),
        Example("与前几个月比", {"unit_report.monitoring.as_of": "2024-07-31",
                            FUNDS: "1-5月支出180万元，1-7月支出240万元。"}),
    ),
)  # fmt: skip
def months_reach_the_time_point(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Money told for a span of months is told up to the time point."""
    as_of = read_date(dossier.text("unit_report.monitoring.as_of"), dossier.year)
    for path in (FUNDS, DONE) if as_of else ():
        months = [int(match[1]) for match in _SPAN.finditer(dossier.text(path)[:LONGEST])]
        if months and as_of and as_of.month not in months:
            yield found(path, written=months[0], month=as_of.month)
