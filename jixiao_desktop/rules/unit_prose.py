"""Money and rates that a unit's report tells in words, held against the table of its whole year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import unit_figures
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import fixed
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.report_figures import LONGEST, same, shown_as
from jixiao_desktop.rules.stated import Stated, one_of, own_names, stated
from jixiao_desktop.rules.unit_subject import (
    ELSE,
    GROUPS,
    WHOLE,
    WITH_ADDED,
    amounts_of,
    column_of,
    sentence_before,
    shares_of,
    spoken_of,
    summed,
)

SECTIONS = "unit_report.monitoring.sections."
YEAR_SECTIONS = "unit_report.self_evaluation.sections."
BUDGET = unit_figures.BUDGET
BASIC = f"{BUDGET}basic.spent"
FUNDS = f"{SECTIONS}fund_execution"
OTHER = f"{YEAR_SECTIONS}other"
NAMES = ("基本支出", "项目支出", "追加资金", "部门", "整体", "基本", "本年", "我")
MONEY = {f"{BUDGET}basic.total": "480", f"{BUDGET}basic.received": "320",
         f"{BUDGET}basic.spent": "240"}  # fmt: skip
ADDED = {f"{BUDGET}additional.total": "20", f"{BUDGET}additional.spent": "5"}
PROJECTS = {f"{BUDGET}project.total": "60", f"{BUDGET}project.spent": "30"}
_BARE = re.compile("(?:基本|项目|部门|整体)支出(?:为|是|共|合计)?[：:]? ?$")
"""The name of a block right before a figure: which column is meant is left open."""


def _figures(dossier: Dossier, path: str) -> Iterator[tuple[str, Stated]]:
    """Walk what a section states, with the block of money it speaks of; one project is left out."""
    text = dossier.text(path)
    as_of = read_date(dossier.text("unit_report.monitoring.as_of"), dossier.year)
    month = 12 if path.startswith(YEAR_SECTIONS) else as_of.month if as_of else None
    for one in stated(text, (*own_names(dossier), *NAMES)):
        block = spoken_of(sentence_before(text, one.fact.start))
        other = one.months and month and month not in one.months[-2:]
        if block and not other and one.fact.year in (None, dossier.year):
            yield block, one


@rule(
    "unit.text_money",
    title="整体支出报告里的金额和到位率",
    severity=Severity.MUST_FIX,
    reads=("unit_report",),
    message="{where}写的{what}是{written}，而表中是{right}。",
    fix="按整体支出的资金表改文字，或改表。",
    basis=WITHIN,
    failing=(
        Example("写基本支出实际支出260万元，表中240万元",
                MONEY | {FUNDS: "基本支出实际支出260万元。"}, FUNDS),
        Example("写到位率76.67%，应为66.67%", MONEY | {FUNDS: "资金到位率76.67%。"}, FUNDS),
        Example("写追加资金200万元，表中20万元",
                MONEY | {f"{BUDGET}additional.total": "20", FUNDS: "本年追加资金200万元。"}, FUNDS),
        Example("含追加累计支出应为245万元，写成254万元",
                MONEY | ADDED | {f"{BUDGET}project.spent": "0",
                                 FUNDS: "含追加在内，累计支出254万元。"}, FUNDS),
    ),
    passing=(
        Example("与表一致", MONEY | {FUNDS: "年初预算480万元，到位320万元，累计支出240万元。"}),
        Example("写其中一项", MONEY | {FUNDS: "公用经费实际支出8.22万元。"}),
        Example("只写科目的名称，说的是预算", MONEY | {FUNDS: "基本支出480万元，实支240万元。"}),
        Example("写的是一个项目",
                MONEY | {FUNDS: "水质监测项目支出12万元，执行率85%，到位率90%。"}),
        Example("写明含追加",
                MONEY | ADDED | {f"{BUDGET}project.spent": "0",
                                 FUNDS: "含追加在内，累计支出245万元。"}),
    ),
)  # fmt: skip
def unit_text_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Money and rates of receipt stated in a unit's report are those of its table (B4)."""
    for path in [p for s in (SECTIONS, YEAR_SECTIONS) for p, _ in dossier.under(s)]:
        late = path.startswith(YEAR_SECTIONS)
        for block, one in _figures(dossier, path):
            wrong = _wrong_rate if one.fact.kind == "rate" else _wrong_money
            right = wrong(dossier, block, one, dossier.text(path), late)
            if right:
                at = _path_of(block, column_of(one.what, late=late))
                yield found(path, also=(at,), what=one.what, written=one.fact.text, right=right)


def _wrong_money(dossier: Dossier, block: str, one: Stated, text: str, late: bool) -> str:
    """Give the table's amount where none that may be meant is the one told; "" where one is."""
    what = "预算数" if one.what == "调整数" and block == "additional" else one.what
    if what not in ("执行数", "到位数", "预算数"):
        return ""
    column = column_of(what, late=late)
    values = list(amounts_of(dossier, block, column))
    if not values or one_of(one.fact, values):
        return ""
    if _BARE.search(text[max(0, one.fact.start - 12) : one.fact.start]):
        columns = ("initial", "received", "spent", "year_spent")
        if any(one_of(one.fact, amounts_of(dossier, block, c)) for c in columns):
            return ""
    return shown_as(values[0], one.fact)


def _wrong_rate(dossier: Dossier, block: str, one: Stated, text: str, late: bool) -> str:
    """Give the right rate; 执行率 in the months of monitoring has its own rule."""
    if one.what not in ("到位率", "执行率") or (one.what == "执行率" and not late):
        return ""
    shares = list(shares_of(dossier, block, column_of(one.what, late=late)))
    return "" if not shares or one_of(one.fact, shares) else show_rate(shares[0] / 100)


def _path_of(block: str, column: str) -> str:
    """Give where the table holds a figure."""
    at = {WHOLE: "basic", WITH_ADDED: "additional"}.get(block, block)
    return unit_figures.path_of(at, column)


_RATE = re.compile(
    r"(?:(?:预算)?执行率|支出进度|执行进度|支出率|支付率)(?:为|是|达到|达)?[：:]? ?"
    r"([0-9]+(?:\.[0-9]+)?) ?[%％]"
)
_ELSEWHERE = re.compile(
    "上年|去年|往年|同期|力争|确保|计划|预计|下半年|调整|年底|全年(?!预算)|底前|日前|不低于|要求|目标|加快|提高"
)


@rule(
    "unit.text_rate",
    title="整体支出报告正文的执行率",
    severity=Severity.MUST_FIX,
    reads=("unit_report.monitoring.sections", "unit_report.budget"),
    stage="monitoring",
    message="{where}写的执行率是{written}%，而{spent}万元÷{budget}万元={right}。",
    fix="按整体监控表的数改正文，或改表。",
    basis=WITHIN,
    failing=(
        Example("正文写执行率64.3%，应为64.19%",
                {f"{BUDGET}basic.total": "486.29", BASIC: "312.17",
                 f"{SECTIONS}goal_completion": "预算执行率64.3%。"}, f"{SECTIONS}goal_completion"),
        Example("项目支出的执行率写成60%，应为50%",
                MONEY | PROJECTS | {FUNDS: "基本支出执行率50%，项目支出执行率60%。"}, FUNDS),
    ),
    passing=(
        Example("正文写执行率64.2%",
                {f"{BUDGET}basic.total": "486.29", BASIC: "312.17",
                 f"{SECTIONS}goal_completion": "预算执行率64.2%。"}),
        Example("正文写上年执行率90%",
                {f"{BUDGET}basic.total": "486.29", BASIC: "312.17",
                 f"{SECTIONS}goal_completion": "上年预算执行率90%。"}),
        Example("写的是一个项目的执行率",
                MONEY | PROJECTS | {FUNDS: "应急广播运行维护项目支出6万元，执行率30%，偏低。"}),
        Example("写明含追加",
                MONEY | PROJECTS | ADDED | {FUNDS: "追加资金计入后，执行率49.11%。"}),
    ),
)  # fmt: skip
def unit_rate_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An execution rate stated in a unit's report is spent / initial budget of its table."""
    for path, entry in dossier.under(SECTIONS):
        for match in _RATE.finditer(entry.text[:LONGEST]):
            before = sentence_before(entry.text, match.start())
            block = spoken_of(before)
            clause = re.split("[，,]", before)[-1]
            if block == ELSE or _ELSEWHERE.search(clause) or _other_month(dossier, clause):
                continue
            whole, spent = (_first(dossier, block, column) for column in ("initial", "spent"))
            if whole is None or spent is None or _agrees(dossier, match[1], block):
                continue
            yield found(
                path,
                also=(BASIC if block == WHOLE else _path_of(block, "spent"),),
                written=match[1],
                spent=fixed(spent),
                budget=fixed(whole),
                right=show_rate(rate(spent, whole)),
            )


def _first(dossier: Dossier, block: str, column: str) -> Decimal | None:
    return summed(dossier, GROUPS[block][0], column)


def _other_month(dossier: Dossier, clause: str) -> bool:
    """Tell whether a clause names months, and the time point's is not among them."""
    as_of = read_date(dossier.text("unit_report.monitoring.as_of"), dossier.year)
    months = [int(month) for month in re.findall(r"([0-9]{1,2}) ?月", clause)]
    return bool(as_of and months and as_of.month not in months)


def _agrees(dossier: Dossier, written: str, block: str) -> bool:
    shares = shares_of(dossier, block, "spent")
    return any(same(Decimal(written), share, written) for share in shares)
