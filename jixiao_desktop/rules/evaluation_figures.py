"""Money of a year's end: spending against the budget, and figures that the prose repeats."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.numbers import fixed
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.budget import cells, exceeding, of_the_state
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.report_figures import (
    LOOSE,
    held_in,
    of_table,
    quotients,
    replaced,
    shown_as,
)
from jixiao_desktop.rules.stated import Stated, one_of, own_names, stated

STAGE = "self_evaluation"
STAGES = (STAGE,)
SPENT = "self_evaluation.spent"
SECTIONS = "self_evaluation.sections."
EVALUATED = "evaluation.sections."
PROGRESS = "self_evaluation.goal_progress"
READS = ("budget", "self_evaluation.budget")
TEXTS = ("self_evaluation", EVALUATED.rstrip("."), "name", "implementer", "unit.name", *READS)
OUTPUT = f"{SECTIONS}fund_output"
YEAR = {
    "budget.total.initial": "25",
    "budget.total.received": "25",
    "self_evaluation.budget.total.spent": "21.69",
}
YEAR_END = 12


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
        also = (*cells(dossier, source, "budget"), *cells(dossier, source, SPENT))
        also += tuple(fund_path(s, SPENT) for s in others)
        severity = Severity.MUST_FIX if of_the_state(source, *others) else None
        yield found(fund_path(source, SPENT), also=also, severity=severity, spent=value,
                    budget=limit, gap=value - limit)  # fmt: skip


def statements(dossier: Dossier) -> Iterator[tuple[str, Stated]]:
    """Walk what the texts of a year's end state of the whole project."""
    paths: list[str] = []
    if STAGE in dossier.stages:
        paths += [PROGRESS, *(path for path, _ in dossier.under(SECTIONS))]
    if "evaluation" in dossier.stages:
        paths += [path for path, _ in dossier.under(EVALUATED)]
    for path in paths:
        for one in stated(dossier.text(path), own_names(dossier)):
            if one.fact.year in (None, dossier.year) and set(one.months) <= {YEAR_END}:
                yield path, one


@rule(
    "evaluation.text_money",
    title="自评报告正文的金额",
    severity=Severity.MUST_FIX,
    reads=TEXTS,
    message="{where}写的{what}是{written}，而表中是{right}。",
    fix="按表中的数改正文，或改表。",
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
    figures = [one for one in statements(dossier) if one[1].fact.kind == "money"]
    for what in dict.fromkeys(one.what for _, one in figures):
        source, right, known = of_table(dossier, what, SPENT)
        said = [(path, one) for path, one in figures if one.what == what]
        if right is None or sum(one.value for _, one in said) == right:
            continue
        for path, one in said:
            part = what == "结余数" and path.endswith("problems") and one.value < right
            if right < 0 or part or one_of(one.fact, known):
                continue
            shown = shown_as(right, one.fact)
            yield found(
                path,
                also=held_in(dossier, source),
                severity=Severity.EXPLAIN if what in LOOSE else None,
                mend=replaced(dossier, path, one.fact, shown),
                what="全年执行数" if what == "执行数" else what,
                written=one.fact.text,
                right=shown,
            )


@rule(
    "evaluation.text_rate",
    title="自评报告正文的执行率",
    severity=Severity.MUST_FIX,
    reads=TEXTS,
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
    known = quotients(dossier, SPENT)
    for path, one in statements(dossier):
        if one.what == "执行率" and not one_of(one.fact, known):
            yield found(
                path,
                also=(fund_path("total", SPENT),),
                mend=replaced(dossier, path, one.fact, show_rate(main, zeros=False)),
                written=one.fact.text,
                spent=fixed(spent),
                budget=fixed(whole),
                right=show_rate(main, zeros=False),
            )
