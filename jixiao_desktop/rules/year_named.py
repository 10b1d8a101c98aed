"""The year that a text gives its own work: budget, monitoring or evaluation of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.sole_measure import AHEAD
from jixiao_desktop.rules.year_end_told import misdated

LONGEST = 10_000
AROUND = 24
ORGANIZATION = "monitoring.sections.organization"
GOAL_PROGRESS = "self_evaluation.goal_progress"
EVALUATION_PURPOSE = "self_evaluation.sections.evaluation_purpose"
EVALUATED = "evaluation.sections."
INVESTMENT = f"{EVALUATED}investment"
BACKGROUND = f"{EVALUATED}background"
"""What was before the year is told there."""

EVALUATION = ("evaluation",)
_REPORTS = re.compile(r"(?:monitoring|self_evaluation|evaluation)\.(?:sections\.|goal_progress$)")
_NAMED = re.compile(
    "(?<![0-9])([0-9]{4})(?= ?年(?:度)?(?:本级|县级|部门|整体|单位|财政|项目)*(?:支出)?"
    "(?:绩效(?:运行)?(?:监控|自评|评价|目标)|预算|支出(?:共|合计|总)|项目(?:支出)?共|自评|监控))"
)
_WORK = re.compile("年(?:度)?[^，。；0-9]{0,10}(?:监控|自评|评价)(?:工作|小组|报告|方案|计划)")
_BESIDE = re.compile(
    "上年|去年|往年|历年|同期|相比|较|比|增|减|以来|起|结转|尾款|延续|至[0-9]|[-—~～至到]|以前|基数|以后|次年"
    "|下年|明年|建议|将|下一|〔|规划|三年|五年|滚动"
)


def slipped(year: int, own: int) -> bool:
    """Tell whether a year is the own one with a digit mistyped or two turned: 2014, 2042."""
    one, other = f"{year:04}", f"{own:04}"
    wrong = [a != b for a, b in zip(one, other, strict=False)]
    decade = sum(wrong) == 1 and not wrong[3]
    return decade or (sorted(one) == sorted(other) and year != own)


@lru_cache(1024)
def years_of_work(text: str) -> tuple[tuple[int, int, str], ...]:
    """Find the years that a text gives to the work it reports: (year, where, words)."""
    shown = text[:LONGEST]
    made = []
    for match in _NAMED.finditer(shown) if "年" in shown else ():
        around = shown[max(0, match.start() - AROUND // 2) : match.end() + AROUND]
        if not _BESIDE.search(around):
            made.append((int(match[1]), match.start(), shown[match.start() : match.end() + 12]))
    return tuple(made)


@rule(
    "time.year_of_work",
    title="工作写成了别的年度的",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写的是“{said}”，而这份材料是{year}年度的。",
    fix="把年份改为{year}年；确实说的是往年的，写明“以前年度”。",
    basis=WITHIN,
    failing=(
        Example("2024年度的监控，写“2014年项目支出共2个”",
                {ORGANIZATION: "我局2014年项目支出共2个，全部纳入监控。"}, ORGANIZATION),
        Example("写的是上一年的监控工作",
                {ORGANIZATION: "为做好2023年度绩效监控工作，成立监控小组。"}, ORGANIZATION),
        Example("数字打颠倒了", {ORGANIZATION: "2042年部门预算安排的项目全部监控。"}, ORGANIZATION),
    ),
    passing=(
        Example("写的是本年", {ORGANIZATION: "我局2024年项目支出共2个，全部纳入监控。"}),
        Example("与往年相比", {ORGANIZATION: "2014年预算30万元，2024年预算45万元。"}),
        Example("说的是别的事", {ORGANIZATION: "2014年建成的供水站由水利站管理，按月监控。"}),
    ),
)  # fmt: skip
def work_is_of_this_year(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A report's budget, monitoring or evaluation is that of its own year."""
    text = dossier.text(path)
    if not _REPORTS.search(path) or path.endswith(AHEAD) or str(dossier.year) in text:
        return
    for year, start, words in years_of_work(text):
        typed = slipped(year, dossier.year)
        carried = year == dossier.year - 1 and _WORK.match(words[4:].lstrip())
        if typed or carried:
            fixed = text[:start] + str(dossier.year) + text[start + 4 :]
            mend = Mend(f"改为{dossier.year}年", (set_text(path, fixed),)) if typed else None
            weight = None if typed else Severity.EXPLAIN
            said = re.split("[，。；]", words)[0]
            yield found(path, mend=mend, severity=weight, said=said, year=dossier.year)
            return


_OPENING = re.compile(
    "(?:^|[。\n]|[一二三四五六七八九1-9][、.．]) ?((?:19|20)[0-9]{2}) ?年(?:度|[，,])?"
    "(?:全年|年内|全[县市区旗乡镇]|[我本][局县市区旗镇乡校院馆]|累计|实际|共|已|完成)"
)
_SUBJECT = re.compile(
    "(?:核验|核查|检查|评价|自评|考核|反映|总结|检验|对|开展|掌握|了解)了?((?:19|20)[0-9]{2}) ?年度"
)
_NOW = re.compile("今年|本年|当年")
_TOLD_OF_NOW = re.compile("goal_progress$|evaluation_purpose$|goal_completion$")


@rule(
    "time.year_told",
    title="这一段说的是别的年度",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写的是“{said}”，而这份材料是{year}年度的。",
    fix="把年份改为{year}年，并看一看其中的数是不是那一年的；确实说往年的，写明“以前年度”。",
    basis=WITHIN,
    failing=(
        Example("2024年度的完成情况写“2023年共检疫”",
                {GOAL_PROGRESS: "2023年共检疫53.1万头，12个申报点建成启用。"}, GOAL_PROGRESS,
                ("self_evaluation",)),
        Example("自评目的写核验2022年度",
                {EVALUATION_PURPOSE: "对照目标，核验2022年度档案数字化的数量和质量。"},
                EVALUATION_PURPOSE, ("self_evaluation",)),
    ),
    passing=(
        Example("写的是本年", {GOAL_PROGRESS: "2024年共检疫53.1万头。"},
                stages=("self_evaluation",)),
        Example("与往年相比", {GOAL_PROGRESS: "2023年共检疫50万头，2024年53.1万头。"},
                stages=("self_evaluation",)),
        Example("项目从前年开始", {GOAL_PROGRESS: "2023年度结转的12个点全部建成。"},
                stages=("self_evaluation",)),
    ),
)  # fmt: skip
def the_work_told_is_of_this_year(
    dossier: Dossier, settings: Settings, path: str
) -> Iterator[Found]:
    """What a report tells as its own work was done in its year."""
    text = dossier.text(path)[:LONGEST]
    if not _TOLD_OF_NOW.search(path) or str(dossier.year) in text or "20" not in text:
        return
    match = _OPENING.search(text) or _SUBJECT.search(text)
    if (
        match is None
        or _NOW.search(text)
        or _BESIDE.search(text[match.start() : match.end() + AROUND])
    ):
        return
    year = int(match[1])
    if year != dossier.year and not slipped(year, dossier.year):
        said = text[match.start(1) : match.end() + 8]
        yield found(path, said=re.split("[，。；]", said)[0], year=dossier.year)


@rule(
    "time.evaluation_text",
    title="评价报告里“截至”的年份",
    severity=Severity.MUST_FIX,
    reads=("evaluation",),
    stage="evaluation",
    message="{where}写的是“截至{written}”，而这份材料是{year}年度的。",
    fix="把年份改为{year}年；确实说的是往年的，写明“以前年度”。",
    basis=WITHIN,
    failing=(
        Example("2024年度的评价写“截至2014年12月31日”",
                {INVESTMENT: "预算245万元，截至2014年12月31日支出235万元。"}, INVESTMENT,
                EVALUATION),
    ),
    passing=(
        Example("写“截至2024年12月31日”",
                {INVESTMENT: "预算245万元，截至2024年12月31日支出235万元。"}, stages=EVALUATION),
        Example("次年初做的评价", {INVESTMENT: "截至2025年3月，质保金已付清。"},
                stages=EVALUATION),
        Example("背景写的是以前的情况",
                {BACKGROUND: "截至2023年底，46个部门已有109个系统上云。"}, stages=EVALUATION),
        Example("先说往年，再说本年",
                {INVESTMENT: "截至2023年底累计投入60万元，截至2024年12月31日又支出40万元。"},
                stages=EVALUATION),
    ),
)  # fmt: skip
def evaluated_year_is_this(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A day that an evaluation's text stands at lies in its year or early in the next."""
    chapters = (one for one in dossier.under(EVALUATED) if one[0] != BACKGROUND)
    yield from misdated(dossier, ((path, entry.text) for path, entry in chapters))
