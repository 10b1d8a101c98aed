"""Money of a unit's whole year: blocks and sources, parts and totals, 追加 beside the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao_desktop.domain import unit_figures
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.money import read_money, show_money
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example

BUDGET = unit_figures.BUDGET
READS = ("unit_report.budget", "unit_report.self_evaluation.budget")
BLOCKS = (*unit_figures.BLOCKS, "additional")
SOURCES = ("general_public", "government_fund", "special_account", "other")
ADDED = f"{BUDGET}additional.total"
BASIC = {f"{BUDGET}basic.total": "480", f"{BUDGET}basic.spent": "310"}
YEAR_SPENT = unit_figures.YEAR_SPENT


def typed(dossier: Dossier, path: str) -> Decimal | None:
    """Give an amount as typed, in 万元."""
    return read_money(dossier.text(path))


def sums(dossier: Dossier) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Walk the totals of a unit's money: (total, its parts, whether all parts are needed)."""
    for block in BLOCKS:
        head = f"{BUDGET}{block}."
        yield f"{head}total", (f"{head}fiscal", f"{head}other"), False
        yield f"{head}total", (f"{head}superior", f"{head}local"), True
        for column in ("received", "spent"):
            parts = (f"{head}fiscal_{column}", f"{head}other_{column}")
            yield f"{head}{column}", parts, False
    for column in ("initial", "revised"):
        whole = f"{BUDGET}total.{column}"
        yield whole, tuple(unit_figures.path_of(b, column) for b in unit_figures.BLOCKS), True
        yield whole, tuple(f"{BUDGET}{source}.{column}" for source in SOURCES), False
    whole = f"{YEAR_SPENT}total.spent"
    yield whole, tuple(f"{YEAR_SPENT}{b}.spent" for b in unit_figures.BLOCKS), True
    yield whole, tuple(f"{YEAR_SPENT}{source}.spent" for source in SOURCES), False


@rule(
    "unit.parts",
    title="整体支出的合计与分项",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}填{total}万元，所含各项合计{parts}万元，相差{gap}万元。",
    fix="核对批复和账目，改合计或改各项；各项无误的，合计应为{parts}万元。",
    basis=WITHIN,
    failing=(
        Example(
            "年度预算520万元，基本支出480万元、项目支出30万元",
            BASIC | {f"{BUDGET}project.total": "30", f"{BUDGET}total.initial": "520"},
            f"{BUDGET}total.initial",
        ),
        Example(
            "基本支出480万元，财政资金460万元、其他资金10万元",
            BASIC | {f"{BUDGET}basic.fiscal": "460", f"{BUDGET}basic.other": "10"},
            f"{BUDGET}basic.total",
        ),
        Example(
            "总额填0，分项填了480万元",
            {f"{BUDGET}total.initial": "0", f"{BUDGET}basic.total": "480",
             f"{BUDGET}project.total": "0"},
            f"{BUDGET}total.initial",
        ),
    ),
    passing=(
        Example(
            "合计与分项一致",
            BASIC | {f"{BUDGET}project.total": "30", f"{BUDGET}total.initial": "510"},
        ),
        Example("只填了合计", BASIC),
        Example("只填了其他资金", BASIC | {f"{BUDGET}basic.other": "20"}),
    ),
)  # fmt: skip
def unit_parts_add_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Every total of the unit's money is what its parts give, by kind and by source."""
    told: set[str] = set()
    for path, parts, needed in sums(dossier):
        total, filled = typed(dossier, path), [p for p in parts if dossier.filled(p)]
        values = [value for p in filled if (value := typed(dossier, p)) is not None]
        if total is None or not filled or len(values) < len(filled) or path in told:
            continue
        gap = total - sum(values, Decimal(0))
        missing = len(filled) < len(parts)
        unsaid = parts[0] not in filled  # the main source is blank: the rest may lie there
        if abs(gap) < settings.money_tolerance or (missing and (needed or (unsaid and gap > 0))):
            continue
        told.add(path)
        right = show_money(total - gap)
        mend = Mend(f"改为{right}", (set_text(path, right),))
        yield found(path, also=tuple(filled), mend=mend, total=total, parts=total - gap,
                    gap=abs(gap))  # fmt: skip


@rule(
    "unit.two_splits",
    title="同一总额的两种分法",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}按支出类别合计{kinds}万元，按资金来源合计{sources}万元，相差{gap}万元。",
    fix="同一笔总额，两种分法的合计应当相同；核对批复，改有误的一项。",
    basis=WITHIN,
    failing=(
        Example(
            "基本支出480万元加项目支出30万元，一般公共预算500万元",
            {f"{BUDGET}basic.total": "480", f"{BUDGET}project.total": "30",
             f"{BUDGET}general_public.initial": "500", f"{BUDGET}other.initial": "0"},
            f"{BUDGET}total.initial",
        ),
    ),
    passing=(
        Example(
            "两种分法相同",
            {f"{BUDGET}basic.total": "480", f"{BUDGET}project.total": "30",
             f"{BUDGET}general_public.initial": "510"},
        ),
        Example("只填了一种分法", BASIC),
    ),
)  # fmt: skip
def two_splits_are_equal(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The unit's money split by kind and split by source is the same money."""
    for total, by_kind, by_source in two_splits():
        kinds, sources = _all(dossier, by_kind), _some(dossier, by_source)
        if kinds is None or sources is None or dossier.filled(total):
            continue
        if abs(kinds - sources) >= settings.money_tolerance:
            also = tuple(p for p in (*by_kind, *by_source) if dossier.filled(p))
            gap = abs(kinds - sources)
            yield found(total, also=also, kinds=kinds, sources=sources, gap=gap)


def two_splits() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Name each total that is told by kind of spending and by source."""
    for column in ("initial", "revised"):
        kinds = tuple(unit_figures.path_of(b, column) for b in unit_figures.BLOCKS)
        yield f"{BUDGET}total.{column}", kinds, tuple(f"{BUDGET}{s}.{column}" for s in SOURCES)
    spent = tuple(f"{YEAR_SPENT}{b}.spent" for b in unit_figures.BLOCKS)
    yield f"{YEAR_SPENT}total.spent", spent, tuple(f"{YEAR_SPENT}{s}.spent" for s in SOURCES)


def _all(dossier: Dossier, paths: Sequence[str]) -> Decimal | None:
    known = [typed(dossier, p) for p in paths]
    return None if None in known else sum((v for v in known if v is not None), Decimal(0))


def _some(dossier: Dossier, paths: Sequence[str]) -> Decimal | None:
    filled = [p for p in paths if dossier.filled(p)]
    return _all(dossier, filled) if filled else None


@rule(
    "unit.over_limit",
    title="整体支出的执行数",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}填{value}万元，大于{limit_name}{limit}万元，多{gap}万元。",
    fix="核对两处；确有追加的，先改预算数，否则写明多出的钱从哪里来。",
    basis=WITHIN,
    failing=(
        Example("到位300万元，执行310万元", BASIC | {f"{BUDGET}basic.received": "300"},
                f"{BUDGET}basic.spent"),
        Example("预算480万元，执行510万元", BASIC | {f"{BUDGET}basic.spent": "510"},
                f"{BUDGET}basic.spent"),
        Example(
            "全年执行512万元，年初预算480万元",
            {f"{BUDGET}basic.total": "480", f"{YEAR_SPENT}basic.spent": "512"},
            f"{YEAR_SPENT}basic.spent",
        ),
    ),
    passing=(
        Example("没有超过", BASIC | {f"{BUDGET}basic.received": "328"}),
        Example(
            "调整后预算520万元",
            {f"{BUDGET}basic.total": "480", f"{BUDGET}basic.revised": "520",
             f"{YEAR_SPENT}basic.spent": "512"},
        ),
    ),
)  # fmt: skip
def unit_spending_is_covered(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """No block of the unit's spending is above what was received or budgeted without a word."""
    for block in BLOCKS:
        budget = unit_figures.yearly_budget(dossier, block)
        received = unit_figures.amount(dossier, block, "received")
        spent = unit_figures.amount(dossier, block, "spent")
        year = typed(dossier, f"{YEAR_SPENT}{block}.spent")
        tried = (
            (f"{BUDGET}{block}.spent", spent, received, "到位数"),
            (f"{BUDGET}{block}.spent", spent, budget, "预算数"),
            (f"{YEAR_SPENT}{block}.spent", year, budget, "全年预算数"),
        )
        for path, value, limit, name in tried:
            if value is None or limit is None or value - limit < settings.money_tolerance:
                continue
            yield found(path, also=(unit_figures.path_of(block, "initial"),), value=value,
                        limit_name=name, limit=limit, gap=value - limit)  # fmt: skip
            break


NOTABLE = Decimal("0.01")
"""A rate that differs by less than a point either way needs no word."""

_SAYS_WHICH = re.compile(
    "(?:不含|含|包括|不包括|计入|未计入|不计|剔除)[^。；]{0,12}追加|追加[^。；]{0,12}(?:在内|计入|合计)"
)


@rule(
    "unit.additional",
    title="追加资金与执行率",
    severity=Severity.EXPLAIN,
    reads=("unit_report.budget", "unit_report.monitoring.sections"),
    stage="monitoring",
    message="{where}{added}万元（执行{added_spent}万元）没有算进预算执行率：不含追加是{without}，"
    "含追加是{with_it}。",
    fix="在报告中写明执行率是不是含追加资金；要含的，预算和执行数都加上追加。",
    basis=WITHIN,
    failing=(
        Example(
            "追加16万元、执行3万元，正文没有说明",
            BASIC | {ADDED: "16", f"{BUDGET}additional.spent": "3"},
            ADDED,
        ),
    ),
    passing=(
        Example("没有追加", BASIC | {ADDED: "0"}),
        Example(
            "正文写明不含追加资金",
            BASIC
            | {ADDED: "16", f"{BUDGET}additional.spent": "3",
               "unit_report.monitoring.sections.other": "以上执行率不含追加资金。"},
        ),
    ),
)  # fmt: skip
def added_money_is_accounted_for(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where money was added beside the tables, it is said which rate includes it."""
    added = unit_figures.amount(dossier, "additional", "initial")
    added_spent = unit_figures.amount(dossier, "additional", "spent")
    whole = unit_figures.amount(dossier, unit_figures.WHOLE, "initial")
    spent = unit_figures.amount(dossier, unit_figures.WHOLE, "spent")
    if not added or not whole or spent is None or added_spent is None:
        return
    without, with_it = rate(spent, whole), rate(spent + added_spent, whole + added)
    texts = (entry.text for _, entry in dossier.under("unit_report.monitoring.sections."))
    if without is None or with_it is None or abs(without - with_it) < NOTABLE:
        return
    if any(map(_SAYS_WHICH.search, texts)):
        return
    yield found(
        ADDED,
        also=(f"{BUDGET}additional.spent",),
        added=added,
        added_spent=added_spent,
        without=show_rate(without),
        with_it=show_rate(with_it),
    )
