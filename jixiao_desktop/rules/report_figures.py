"""Figures in rewritten report sections that depart from their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.funds import COLUMNS, SOURCES, fund_path
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import normalise, read_number, round_half_up
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.budget import EVERY_COLUMN
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example

SECTIONS = "monitoring.sections."
LONGEST = 10_000
_BEHIND = r"(?:数|额|总额|资金|金额|总数)?(?:共计|合计|累计|为|是|共|达到|达|约)?[：:]? ?$"
_SPENT = re.compile(
    r"(?:(?:累计|实际|合计|总共|共|已)(?:执行|支出|支付)|执行(?:数|总额)|支出总额|实际执行总额)"
    + _BEHIND
)
_BUDGET = re.compile(
    r"(?:年初预算|年度预算|预算总额|预算安排|预算资金|全年预算|年度资金)(?:安排|总额)?" + _BEHIND
)
_RATE = re.compile(
    r"(?:预算)?(?:执行率|支出率|支付率|执行进度|支出进度)(?:为|是|达到|达|约|仅)?[：:]? ?$"
)
AROUND = 16
SPEND = {
    "budget.total.initial": "100",
    "monitoring.budget.total.spent": "41.88",
}
OVERALL = f"{SECTIONS}fund_execution"


def before(text: str, fact: Fact) -> str:
    """Give the words just in front of a figure."""
    return normalise("x" + text[max(0, fact.start - AROUND) : fact.start])


def places(written: str) -> int:
    """Count the decimals a figure was written with."""
    digits = re.match(r"[0-9,]*(?:\.([0-9]*))?", normalise(written))
    return len(digits[1] or "") if digits else 0


def same(value: Decimal, known: Decimal, written: str) -> bool:
    """Tell whether a figure is a known one, at the decimals (or the habit) it was written with."""
    shown = round_half_up(known, places(written))
    return value in (shown, known) or abs(value - known) < Decimal("0.005")


def replaced(dossier: Dossier, path: str, fact: Fact, right: str) -> Mend:
    """Make the repair that puts the source's figure into a text."""
    text = dossier.text(path)
    fixed = text[: fact.start] + right + text[fact.end :]
    return Mend(f"改为{right}", (set_text(path, fixed),))


def money_known(dossier: Dossier) -> set[Decimal]:
    """Gather every amount of the fund block, in 万元."""
    cells = (funds.amount(dossier, s, c) for c in COLUMNS for s in SOURCES)
    return {value for value in cells if value is not None}


def in_sections(dossier: Dossier, kind: str) -> Iterator[tuple[str, Fact]]:
    """Walk the figures of one kind in rewritten sections."""
    for path, entry in dossier.under(SECTIONS):
        for fact in facts(entry.text[:LONGEST]):
            if fact.kind == kind and isinstance(fact.value, Decimal):
                yield path, fact


@rule(
    "report.money",
    title="报告正文的金额",
    severity=Severity.MUST_FIX,
    reads=("monitoring.sections", *EVERY_COLUMN),
    stage="monitoring",
    message="{where}写的{what}是{written}，而表中是{right}。",
    fix="按表中的数改正文，或改表；也可以恢复为自动生成的文字。",
    basis=WITHIN,
    failing=(
        Example(
            "正文写累计支出45万元，表中41.88万元",
            SPEND | {OVERALL: "截至7月底累计支出45万元。"},
            OVERALL,
        ),
        Example(
            "正文写年初预算120万元，表中100万元",
            SPEND | {OVERALL: "本项目年初预算120万元。"},
            OVERALL,
        ),
    ),
    passing=(
        Example("正文与表一致", SPEND | {OVERALL: "年初预算100万元，累计支出418800元。"}),
        Example("正文写申请的金额", SPEND | {OVERALL: "本月申请预算资金3.01万元。"}),
        Example("正文写其中一笔", SPEND | {OVERALL: "累计支出41.88万元，其中培训费12.3万元。"}),
    ),
)  # fmt: skip
def report_money_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Spending and budget stated in the report are those of the table."""
    known = money_known(dossier)
    sources = {
        "执行数": (_SPENT, fund_path("total", "monitoring.spent"),
                   funds.amount(dossier, "total", "monitoring.spent")),
        "预算数": (_BUDGET, fund_path("total", "initial"),
                   funds.amount(dossier, "total", "initial")),
    }  # fmt: skip
    for path, fact in in_sections(dossier, "money"):
        value, words = Decimal(str(fact.value)), before(dossier.text(path), fact)
        other = fact.unit not in ("万元", "元", "万") or fact.phase in ("申请", "调整", "到位")
        if other or any(same(value, k, "") for k in known):
            continue
        for what, (pattern, source, right) in sources.items():
            digits = fact.text if fact.unit != "元" else "0.000000"
            if right is None or not pattern.search(words) or same(value, right, digits):
                continue
            shown = f"{show_money(right)}万元"
            yield found(
                path,
                also=(source,),
                mend=replaced(dossier, path, fact, shown),
                what=what,
                written=fact.text,
                right=shown,
            )


@rule(
    "report.rate",
    title="报告正文的执行率",
    severity=Severity.MUST_FIX,
    reads=("monitoring.sections", *EVERY_COLUMN),
    stage="monitoring",
    message="{where}写的执行率是{written}，而{spent}万元÷{budget}万元={right}。",
    fix="按表中的数改正文，或改表；也可以恢复为自动生成的文字。",
    basis=WITHIN,
    failing=(
        Example("正文写执行率64.3%，应为41.88%", SPEND | {OVERALL: "预算执行率64.3%。"}, OVERALL),
    ),
    passing=(
        Example("正文写执行率41.9%", SPEND | {OVERALL: "预算执行率41.9%。"}),
        Example("正文写指标完成率60%", SPEND | {OVERALL: "培训班次完成率60%。"}),
    ),
)
def report_rate_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An execution rate stated in the report is spent / budget, by any budget column."""
    spent = funds.amount(dossier, "total", "monitoring.spent")
    initial = funds.amount(dossier, "total", "initial")
    whole = funds.yearly_budget(dossier)
    main = rate(spent, initial)
    if main is None or spent is None or initial is None:
        return
    received = rate(spent, funds.amount(dossier, "total", "received"))
    per_source = [
        rate(funds.amount(dossier, s, "monitoring.spent"), funds.amount(dossier, s, "initial"))
        for s in SOURCES
    ]
    known = [q * 100 for q in (main, rate(spent, whole), received, *per_source) if q is not None]
    for path, fact in in_sections(dossier, "rate"):
        value, words = Decimal(str(fact.value)), before(dossier.text(path), fact)
        written = fact.text.rstrip("%\\ ")
        if not _RATE.search(words) or read_number(written) is None:
            continue
        if not any(same(value, k, written) for k in known):
            yield found(
                path,
                also=(fund_path("total", "monitoring.spent"), fund_path("total", "initial")),
                mend=replaced(dossier, path, fact, show_rate(main)),
                written=fact.text,
                spent=spent,
                budget=initial,
                right=show_rate(main),
            )
