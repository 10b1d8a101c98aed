"""Money of a year's end: spending against the budget, and figures that the prose repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import SOURCES, fund_path
from jixiao_desktop.domain.numbers import fixed, plain
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.budget import exceeding
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.report_figures import LONGEST, before, replaced, same

STAGE = "self_evaluation"
STAGES = (STAGE,)
SPENT = "self_evaluation.spent"
SECTIONS = "self_evaluation.sections."
PROGRESS = "self_evaluation.goal_progress"
READS = ("budget", "self_evaluation.budget")
OUTPUT = f"{SECTIONS}fund_output"
YEAR = {
    "budget.total.initial": "25",
    "budget.total.received": "25",
    "self_evaluation.budget.total.spent": "21.69",
}
_BEHIND = r"(?:数|额|总额|资金|金额|总数)?(?:共计|合计|累计|为|是|共|达到|达)?[：:]? ?$"
_STATED = {
    "全年执行数": (
        (SPENT,),
        re.compile(r"(?:(?:全年|实际|累计|合计|总)(?:执行|支出)|执行(?:数|总额))" + _BEHIND),
    ),
    "预算数": (
        ("initial", "revised", "adjustment"),
        re.compile(r"(?:年初预算|年度预算|全年预算|预算总额|预算资金|预算安排)" + _BEHIND),
    ),
    "到位数": (("received",), re.compile(r"(?:到位(?:资金|数|金额)?)(?:为|是|共)?[：:]? ?$")),
}
"""What a sentence states: the money columns it may name, and the words in front of the figure."""

_RATE = re.compile(r"(?:预算)?(?:执行率|支出率)(?:为|是|达到|达)?[：:]? ?$")


@rule(
    "evaluation.over_budget",
    title="全年执行数超预算",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}填{spent}万元，大于全年预算数{budget}万元，多{gap}万元。",
    fix="核对执行数；确属追加预算的，先改全年预算数，否则写明超支原因。",
    basis=WITHIN,
    failing=(
        Example("预算25万元，全年执行26万元",
                YEAR | {"self_evaluation.budget.total.spent": "26"},
                "self_evaluation.budget.total.spent", STAGES),
    ),
    passing=(
        Example("预算25万元，全年执行21.69万元", YEAR, stages=STAGES),
        Example("追加2万元，全年执行26万元",
                YEAR | {"budget.total.adjustment": "2", "self_evaluation.budget.total.spent": "26"},
                stages=STAGES),
    ),
)  # fmt: skip
def year_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A year's spending above the yearly budget needs an explanation."""
    pair = (SPENT, "budget")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (fund_path(source, "initial"), *(fund_path(s, SPENT) for s in others))
        yield found(
            fund_path(source, SPENT), also=also, spent=value, budget=limit, gap=value - limit
        )


def written(dossier: Dossier, kind: str) -> Iterator[tuple[str, Fact, str]]:
    """Walk the figures of one kind in what was written, with the words in front of each."""
    paths = [path for path, _ in dossier.under(SECTIONS)]
    for path in (PROGRESS, *paths):
        text = dossier.text(path)[:LONGEST]
        for fact in facts(text):
            if fact.kind == kind and isinstance(fact.value, Decimal):
                yield path, fact, before(text, fact)


def known_amounts(dossier: Dossier, columns: tuple[str, ...]) -> list[Decimal]:
    """Gather the amounts of some money columns, of every source, in 万元."""
    cells = [funds.amount(dossier, source, c) for c in columns for source in SOURCES]
    if "revised" in columns:
        cells += [funds.yearly_budget(dossier, source) for source in SOURCES]
    return [value for value in cells if value is not None]


def stated_of(dossier: Dossier, what: str) -> Decimal | None:
    """Give the figure of the table that a statement should repeat."""
    if what == "预算数":
        return funds.yearly_budget(dossier)
    return funds.amount(dossier, "total", _STATED[what][0][0])


@rule(
    "evaluation.text_money",
    title="自评报告正文的金额",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation.sections", PROGRESS, *READS),
    stage=STAGE,
    message="{where}写的{what}是{written}，而表中是{right}。",
    fix="按表中的数改正文，或改表；另有所指的，写明说明。",
    basis=WITHIN,
    failing=(
        Example("正文写实际支出资金24.69万元，表中21.69万元",
                YEAR | {OUTPUT: "预算资金25万元，实际支出资金24.69万元。"}, OUTPUT, STAGES),
        Example("正文写到位资金20万元，表中25万元", YEAR | {OUTPUT: "到位资金20万元。"}, OUTPUT,
                STAGES),
    ),
    passing=(
        Example("正文与表一致",
                YEAR | {OUTPUT: "本项目预算资金为25万元，到位资金25万元，实际支出资金21.69万元。"},
                stages=STAGES),
        Example("分项之和是执行数",
                YEAR | {OUTPUT: "培训实际支出20万元，考察实际支出1.69万元。"}, stages=STAGES),
        Example("写的是其中一笔",
                YEAR | {OUTPUT: "其中场地费实际支出3万元。"}, stages=STAGES),
        Example("写的是年中", YEAR | {OUTPUT: "1-7月实际支出10万元。"}, stages=STAGES),
        Example("写的是去年", YEAR | {OUTPUT: "上年实际支出18万元。"}, stages=STAGES),
    ),
)  # fmt: skip
def prose_money_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Budget, money received and spending stated in the report are those of the table."""
    figures = [one for one in written(dossier, "money") if one[1].unit in ("万元", "元")]
    for what, (columns, pattern) in _STATED.items():
        right, known = stated_of(dossier, what), known_amounts(dossier, columns)
        said = [one for one in figures if pattern.search(one[2]) and not _aside(dossier, one)]
        if right is None or sum(Decimal(str(f.value)) for _, f, _ in said) == right:
            continue
        for path, fact, _ in said:
            if any(same(Decimal(str(fact.value)), value, _digits(fact)) for value in known):
                continue
            shown = _shown(right, fact)
            yield found(
                path,
                also=(fund_path("total", columns[0]),),
                mend=replaced(dossier, path, fact, shown),
                what=what,
                written=fact.text,
                right=shown,
            )


_ASIDE = re.compile("上年|去年|往年|同期|月|季度|半年|其中|分别|计划|拟|预计|申请|调整|追加|每")


def _aside(dossier: Dossier, one: tuple[str, Fact, str]) -> bool:
    """Leave out what a clause says of another year, a part, or a plan."""
    path, fact, _ = one
    clause = re.split("[，。；！？\n]", dossier.text(path)[: fact.start])[-1]
    return bool(_ASIDE.search(clause))


def _digits(fact: Fact) -> str:
    return fact.text if fact.unit != "元" else "0.000000"


def _shown(value: Decimal, fact: Fact) -> str:
    return f"{plain(value.scaleb(4))}元" if fact.unit == "元" else f"{plain(value)}万元"


@rule(
    "evaluation.text_rate",
    title="自评报告正文的执行率",
    severity=Severity.MUST_FIX,
    reads=("self_evaluation.sections", PROGRESS, *READS),
    stage=STAGE,
    message="{where}写的执行率是{written}，而{spent}万元÷{budget}万元={right}。",
    fix="按表中的数改正文，或改表。",
    basis=WITHIN,
    failing=(
        Example("正文写预算执行率96.76%，应为86.76%", YEAR | {OUTPUT: "预算执行率96.76%。"}, OUTPUT,
                STAGES),
    ),
    passing=(
        Example("正文写预算执行率86.8%", YEAR | {OUTPUT: "预算执行率86.8%。"}, stages=STAGES),
        Example("正文写上年执行率90%", YEAR | {OUTPUT: "上年预算执行率90%。"}, stages=STAGES),
    ),
)  # fmt: skip
def prose_rate_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An execution rate stated in the report is spent / budget, of any source or budget column."""
    spent, whole = funds.amount(dossier, "total", SPENT), funds.yearly_budget(dossier)
    main = rate(spent, whole)
    if main is None or spent is None or whole is None:
        return
    pairs = [(funds.amount(dossier, s, SPENT), funds.yearly_budget(dossier, s)) for s in SOURCES]
    pairs += [(spent, funds.amount(dossier, "total", c)) for c in ("initial", "received")]
    known = [share * 100 for one, all_ in pairs if (share := rate(one, all_)) is not None]
    for path, fact, words in written(dossier, "rate"):
        digits = fact.text.rstrip("%\\ ")
        if not _RATE.search(words) or _aside(dossier, (path, fact, words)):
            continue
        if not any(same(Decimal(str(fact.value)), share, digits) for share in known):
            yield found(
                path,
                also=(fund_path("total", SPENT),),
                mend=replaced(dossier, path, fact, show_rate(main, zeros=False)),
                written=fact.text,
                spent=fixed(spent),
                budget=fixed(whole),
                right=show_rate(main, zeros=False),
            )
