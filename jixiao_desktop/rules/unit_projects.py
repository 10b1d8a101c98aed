"""A unit's whole year held against its projects: their sums, the same indicators, their rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao_desktop.domain import funds, unit_figures
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import fold_name
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.report_figures import same
from jixiao_desktop.rules.surroundings import Surroundings
from jixiao_desktop.rules.things import like_units, pieces, things

BUDGET = unit_figures.BUDGET
ROWS = "unit_report.indicators"
GOAL = "unit_report.goal"
SECTIONS = ("unit_report.monitoring.sections.", "unit_report.self_evaluation.sections.")
FUNDS = f"{SECTIONS[0]}fund_execution"
READS = ("unit_report",)
COLUMNS = (
    ("initial", "initial", "年初预算"),
    ("received", "received", "到位数"),
    ("spent", "monitoring.spent", "执行数"),
    ("year_spent", "self_evaluation.spent", "全年执行数"),
)
"""A column of the unit's project spending, that of a project, and its name."""

ACTUALS = ("monitoring.actual", "self_evaluation.actual")
_RATED = re.compile(
    r"([0-9][0-9,]{0,9}(?:\.[0-9]{1,4})?) ?万元"
    r"(?:[（(]|[，,](?:资金|预算)?(?:执行率|支付率|支出率)(?:为|达)?)"
    r"(?:执行率|支付率|支出率|占预算)?(?:为|的)?([0-9]{1,3}(?:\.[0-9]{1,2})?) ?[%％]"
)
LONGEST = 10_000
BEFORE = 24
ONE = {"name": "应急广播运维项目", "budget.total.initial": "20", "budget.total.received": "20",
       "monitoring.budget.total.spent": "6"}  # fmt: skip


def summed(projects: Sequence[Dossier], column: str) -> Decimal | None:
    """Add a column (万元) of all projects; None where one of them has not filled it."""
    cells = [funds.amount(one, "total", column) for one in projects]
    known = [cell for cell in cells if cell is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(cells) else None


def _compared(
    dossier: Dossier, projects: Sequence[Dossier]
) -> list[tuple[str, str, Decimal, Decimal]]:
    """Pair what the unit says of all projects with their sums: (path, name, unit's, sum)."""
    made = []
    for own, theirs, name in COLUMNS:
        value, total = unit_figures.amount(dossier, "project", own), summed(projects, theirs)
        if value is not None and total is not None:
            made.append((unit_figures.path_of("project", own), name, value, total))
    return made


@rule(
    "whole.project_sum",
    title="整体的项目支出与各项目之和",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}填{value}万元，而{count}个项目的{name}合计{total}万元，{word}{gap}万元。",
    fix="核对各项目的表和整体的表，改其中有误的一个；项目没有列全的，补全。",
    basis=WITHIN,
    failing=(
        Example("项目到位20万元，整体只填10万元", {f"{BUDGET}project.received": "10"},
                f"{BUDGET}project.received", others=(ONE,)),
    ),
    passing=(
        Example("相符", {f"{BUDGET}project.received": "20", f"{BUDGET}project.total": "20"},
                others=(ONE,)),
        Example("整体的多，还有别的项目",
                {f"{BUDGET}project.received": "50", f"{BUDGET}project.total": "60"},
                others=(ONE,)),
    ),
)  # fmt: skip
def projects_make_their_block(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """项目支出 is what the projects have (万元); some may be missing unless a column agrees."""
    compared = _compared(dossier, surroundings.projects)
    added = {own: unit_figures.amount(dossier, "additional", own) for own, _, _ in COLUMNS}
    whole = any(value and value == total for *_, value, total in compared)
    for path, name, value, total in compared:
        gap = total - value
        extra = next((v for own, v in added.items() if unit_figures.path_of("project", own) == path
                      and v is not None), None)  # fmt: skip
        if abs(gap) < settings.money_tolerance or gap == extra or (gap < 0 and not whole):
            continue
        yield found(path, value=value, count=len(surroundings.projects), name=name, total=total,
                    word="少" if gap > 0 else "多", gap=abs(gap))  # fmt: skip


@rule(
    "whole.same_indicator",
    title="整体与项目的同一指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}填{own}，而项目“{project}”的同名指标填{theirs}，目标都是{target}。",
    fix="核对台账，两处写同一个完成数。",
    basis=WITHIN,
    failing=(
        Example(
            "整体214批次，项目241批次",
            {f"{ROWS}.u.name": "食品监督抽检批次", f"{ROWS}.u.operator": "≥",
             f"{ROWS}.u.target": "420", f"{ROWS}.u.unit": "批次",
             f"{ROWS}.u.monitoring.actual": "214"},
            f"{ROWS}.u.monitoring.actual",
            others=({"name": "食品抽检项目", "indicators.a.name": "食品监督抽检批次",
                     "indicators.a.operator": "≥", "indicators.a.target": "420",
                     "indicators.a.unit": "批次", "indicators.a.monitoring.actual": "241"},),
        ),
    ),
    passing=(
        Example(
            "两处一致",
            {f"{ROWS}.u.name": "抽检批次", f"{ROWS}.u.target": "420", f"{ROWS}.u.unit": "批次",
             f"{ROWS}.u.monitoring.actual": "241"},
            others=({"name": "食品抽检项目", "indicators.a.name": "抽检批次",
                     "indicators.a.target": "420", "indicators.a.unit": "批次",
                     "indicators.a.monitoring.actual": "241"},),
        ),
    ),
)  # fmt: skip
def same_indicators_agree(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """An indicator that unit and one project share, target and all, was done to the same extent."""
    theirs: dict[str, list[tuple[Indicator, str]]] = {}
    for project in surroundings.projects:
        for row in project.row_ids("indicators"):
            one = Indicator(project, settings, row, "indicators")
            theirs.setdefault(fold_name(one.name), []).append((one, project.text("name")))
    for row in dossier.row_ids(ROWS) if theirs else ():
        own = Indicator(dossier, settings, row, ROWS)
        twins = theirs.get(fold_name(own.name), [])
        if len(twins) != 1 or not own.name or own.shown() != twins[0][0].shown():
            continue
        yield from _differing(own, *twins[0])


def _differing(own: Indicator, other: Indicator, project: str) -> Iterator[Found]:
    for path in ACTUALS:
        mine, its = own.text(path).strip(), other.text(path).strip()
        if not mine or not its or own.reached(path).number == other.reached(path).number:
            continue
        rated = own.target.unit in ("%", "％") or "满意" in own.name
        weight = Severity.EXPLAIN if rated else None
        yield found(own.path(path), severity=weight, own=own.shown(path), project=project,
                    theirs=other.shown(path), target=own.shown())  # fmt: skip


@rule(
    "whole.project_rate",
    title="整体报告里一个项目的执行率",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}写{spent}万元执行率{written}%，而项目“{project}”预算{budget}万元，应为{right}。",
    fix="按项目的资金表改执行率，或改支出数。",
    basis=WITHIN,
    failing=(
        Example("6万元写执行率40%", {FUNDS: "应急广播运维6.00万元（40.00%）。"}, FUNDS,
                others=(ONE,)),
    ),
    passing=(
        Example("相符", {FUNDS: "应急广播运维6.00万元（30.00%）。"}, others=(ONE,)),
        Example("说的是别的", {FUNDS: "办公经费6.00万元（40.00%）。"}, others=(ONE,)),
    ),
)  # fmt: skip
def rates_of_projects_are_theirs(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """A rate told behind what one project spent is that project's (%)."""
    for path in [p for s in SECTIONS for p, _ in dossier.under(s)] if surroundings.projects else ():
        shown = dossier.text(path)[:LONGEST].translate(ONE_TO_ONE)
        for match in _RATED.finditer(shown) if "万元" in shown else ():
            before = shown[max(0, match.start() - BEFORE) : match.start()]
            told = _project_of(surroundings.projects, Decimal(match[1].replace(",", "")), before)
            if told is None:
                continue
            project, rates = told
            if any(same(Decimal(match[2]), one * 100, match[2]) for one in rates):
                continue
            budget = funds.amount(project, "total", "initial") or funds.yearly_budget(project)
            yield found(path, spent=match[1], written=match[2], project=project.text("name"),
                        budget=budget, right=show_rate(rates[0]))  # fmt: skip


def _project_of(
    projects: Sequence[Dossier], spent: Decimal, before: str
) -> tuple[Dossier, list[Decimal]] | None:
    """Find the one project that spent so much and is named right before, with its rates."""
    named = re.split("[。；;，,、（()）]", before)[-1]
    made = []
    for project in projects:
        column = next((c for _, c, _ in COLUMNS[2:] if funds.amount(project, "total", c) == spent),
                      "")  # fmt: skip
        if not column or not pieces(named) & pieces(project.text("name")):
            continue
        bases = [funds.amount(project, "total", c) for c in ("initial", "received")]
        rates = [rate(spent, base) for base in (*bases, funds.yearly_budget(project))]
        known = [one for one in rates if one is not None]
        made += [(project, known)] if known else []
    return made[0] if len(made) == 1 else None


@rule(
    "whole.goal_count",
    title="整体目标与项目目标的数",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写“{own}”，而项目“{project}”的目标写“{theirs}”。",
    fix="核对两处目标，说的是同一件事的，写同一个数；整体另有别的来源的，写明。",
    basis=WITHIN,
    failing=(
        Example("整体写培训农民1200人次，项目写800人次", {GOAL: "全年培训农民1200人次。"}, GOAL,
                others=({"name": "高产示范项目", "goal": "全年培训农民800人次。"},)),
    ),
    passing=(
        Example("相符", {GOAL: "全年培训农民800人次。"},
                others=({"name": "高产示范项目", "goal": "全年培训农民800人次。"},)),
        Example("几个项目相加", {GOAL: "全年培训农民1200人次。"},
                others=({"name": "高产示范项目", "goal": "全年培训农民800人次。"},
                        {"name": "植保项目", "goal": "培训农民400人次。"})),
    ),
)  # fmt: skip
def goals_count_alike(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """What the unit's goal counts in the words of a project's goal is the same number."""
    for own in things(dossier.text(GOAL)) if surroundings.projects else ():
        about = own.about.split(" ")[0]
        known = [
            (project.text("name"), one)
            for project in surroundings.projects
            for one in things(project.text("goal"))
            if like_units(one.fact.unit, own.fact.unit) and one.about.split(" ")[0] == about
        ]
        sums = [sum((one.value for _, one in known), Decimal(0)), *(one.value for _, one in known)]
        if len(about) > 1 and known and own.value not in sums:
            name, one = known[0]
            yield found(GOAL, own=_said(own.words, own.fact.text), project=name,
                        theirs=_said(one.words, one.fact.text))  # fmt: skip


def _said(words: str, figure: str) -> str:
    return words.split(" ")[0].strip()[-8:] + figure
