"""Cells of the review summary by themselves: blank, no amount, too much paid, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import read_money, show_money
from jixiao_desktop.domain.numbers import is_dash
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.stated import one_of
from jixiao_desktop.rules.summary_row import DEVIATES, INITIAL, PROGRESS, STAGE, STAGES

TITLE = "title"
"""The heading of the table, told with its first row."""

SPENDING = "monitoring.sections.fund_execution"
ALLOCATED = ("review.allocated.central", "review.allocated.local")
PAID = ("review.paid.county", "review.paid.local")
BESIDE = tuple(zip(PAID, ALLOCATED, strict=True))
ROW = {
    "name": "湿地巡护",
    PROGRESS: "巡护2.04万公里（85%）。",
    SPENDING: "支出32.3万元，执行率85%。",
}
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2}) ?年")
_TOTAL = re.compile(
    "(?:^|[，,。；;])(?:项目|预算|资金|安排|年初|本年|全年)*(?:总额|总计|预算|补助资金|安排资金|资金安排|专项资金)"
    "(?:资金|安排|为|共|是|共计)*$"
)


@rule(
    "summary.blank",
    title="汇总表该填的没有填",
    severity=Severity.MUST_FIX,
    reads=(PROGRESS, DEVIATES, SPENDING, "name"),
    stage=STAGE,
    message="{where}空着，而这一行的{beside}已经写了。",
    fix="{fix}",
    basis=MINISTRY,
    failing=(
        Example("是否偏离空着", ROW, DEVIATES, STAGES),
        Example("执行情况空着", {"name": "烟感安装", SPENDING: "支出25.41万元。", DEVIATES: "否"},
                PROGRESS, STAGES),
    ),
    passing=(
        Example("都填了", ROW | {DEVIATES: "否"}, stages=STAGES),
        Example("这一行还没有开始填", {"name": "湿地巡护"}, stages=STAGES),
    ),
)  # fmt: skip
def told_cells_are_filled(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A row that tells of its money tells what was done, and whether it deviates."""
    told = [path for path in (PROGRESS, SPENDING) if dossier.filled(path)]
    if not told or not dossier.filled("name"):
        return
    beside = "资金使用情况" if SPENDING in told else "项目执行情况"
    if not dossier.filled(DEVIATES):
        yield found(DEVIATES, beside=beside, fix="对照绩效目标，写“是”或“否”。")
    if not dossier.filled(PROGRESS):
        fix = "写明截至监控时点做了什么、做了多少、占目标的多少。"
        yield found(PROGRESS, also=(SPENDING,), beside=beside, fix=fix)


@rule(
    "summary.amount",
    title="汇总表的金额读不懂",
    severity=Severity.MUST_FIX,
    reads=("review.allocated", "review.paid"),
    stage=STAGE,
    message="{where}填的是“{written}”，不是一个数。",
    fix="写成以万元为单位的数，如 55.00；没有的空着。",
    basis=WITHIN,
    failing=(Example("写了两个小数点", {ALLOCATED[1]: "55.0.0"}, ALLOCATED[1], STAGES),),
    passing=(
        Example("是一个数", {ALLOCATED[1]: "55.00"}, stages=STAGES),
        Example("写一横", {ALLOCATED[0]: "—"}, stages=STAGES),
    ),
)
def amounts_are_numbers(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What was set aside and paid is an amount (万元) or nothing."""
    for path in (*ALLOCATED, *PAID):
        text = dossier.text(path).strip()
        if text and not is_dash(text) and text != "无" and read_money(text) is None:
            yield found(path, written=text)


@rule(
    "summary.paid",
    title="拨付数大于安排数",
    severity=Severity.MUST_FIX,
    reads=("review.allocated", "review.paid"),
    stage=STAGE,
    message="{where}填{paid}万元，大于安排的{allocated}万元，多{gap}万元。",
    fix="核对拨款凭证和预算批复，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("安排36万元，拨付63万元", {ALLOCATED[1]: "36", PAID[1]: "63"}, PAID[1], STAGES),
    ),
    passing=(
        Example("拨付不多于安排", {ALLOCATED[1]: "50", PAID[1]: "35"}, stages=STAGES),
        Example("中央资金由本级拨付", {ALLOCATED[0]: "30", ALLOCATED[1]: "20", PAID[1]: "50"},
                stages=STAGES),
    ),
)  # fmt: skip
def no_more_is_paid(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """No more is paid out than was set aside, in sum; the column that is over is named (万元)."""
    given = [(path, read_money(dossier.text(path))) for path in ALLOCATED]
    known = [value for _, value in given if value is not None]
    paid = [(path, value) for path in PAID if (value := read_money(dossier.text(path))) is not None]
    whole, spent = sum(known), sum(value for _, value in paid)
    if not known or not paid or spent - whole < settings.money_tolerance:
        return
    over = dict(BESIDE)
    at = next((p for p, v in paid if v > (read_money(dossier.text(over[p])) or 0)), paid[0][0])
    yield found(at, also=(over[at],), paid=spent, allocated=whole, gap=spent - whole)


@rule(
    "summary.total_told",
    title="文字里的总额与安排数",
    severity=Severity.MUST_FIX,
    reads=(SPENDING, "review.allocated"),
    stage=STAGE,
    message="{where}共{allocated}万元，而资金使用情况写的总额是{written}。",
    fix="核对预算批复，改安排数或改文字。",
    basis=WITHIN,
    failing=(
        Example("安排400加20万元，写总额60万元",
                {ALLOCATED[0]: "400", ALLOCATED[1]: "20", SPENDING: "总额60万元，支出45.6万元。"},
                ALLOCATED[0], STAGES),
    ),
    passing=(
        Example("相符", {ALLOCATED[0]: "40", ALLOCATED[1]: "20", SPENDING: "总额60万元，支出4万。"},
                stages=STAGES),
        Example("写的是其中一项", {ALLOCATED[1]: "20", SPENDING: "劳务补助6万元，支出5万元。"},
                stages=STAGES),
    ),
)  # fmt: skip
def the_total_told_is_set_aside(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The total that the use of funds opens with is what was set aside (万元)."""
    filled = [path for path in ALLOCATED if read_money(dossier.text(path)) is not None]
    allocated = sum(read_money(dossier.text(path)) or Decimal(0) for path in filled)
    text = dossier.text(SPENDING)
    first = next((fact for fact in facts(text) if fact.kind == "money"), None)
    if not filled or not allocated or first is None or first.each:
        return
    paid = [read_money(dossier.text(path)) for path in PAID]
    known = [Decimal(allocated), *(read_money(dossier.text(path)) for path in filled), *paid]
    if _TOTAL.search(text[: first.start]) and not one_of(first, known):
        also = (*filled[1:], INITIAL)
        yield found(
            filled[0], also=also, allocated=show_money(Decimal(allocated)), written=first.text
        )


@rule(
    "summary.title_year",
    title="汇总表标题的年份",
    severity=Severity.MUST_FIX,
    reads=(TITLE,),
    stage=STAGE,
    message="{where}写的是{written}年，而这份汇总表是{year}年度的。",
    fix="把标题的年份改为{year}年，核对是不是套用了往年的表。",
    basis=WITHIN,
    failing=(
        Example("2024年度的表，标题写2021年", {TITLE: "2021年州本级项目支出绩效监控汇总表"}, TITLE,
                STAGES),
    ),
    passing=(
        Example("标题写本年", {TITLE: "2024年州本级项目支出绩效评价监控汇总表"}, stages=STAGES),
        Example("标题没有年份", {TITLE: "项目支出绩效评价监控汇总表"}, stages=STAGES),
    ),
)  # fmt: skip
def the_title_is_of_this_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The heading of a summary names its own year."""
    years = [int(match[1]) for match in _YEAR.finditer(dossier.text(TITLE)[:200])]
    if years and dossier.year not in years:
        yield found(TITLE, written=years[0], year=dossier.year)
