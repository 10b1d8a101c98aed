"""Money and rates that prose states of the year so far, held against the table of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.funds import SOURCES, fund_path
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import normalise, plain, round_half_up
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.budget import EVERY_COLUMN, cells
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import time_point
from jixiao_desktop.rules.stated import Stated, agrees, one_of, own_names, part_of_total, stated

SECTIONS = "monitoring.sections."
PROGRESS = "monitoring.goal_progress"
REASON = "monitoring.budget_reason"
SPENT = fund_path("total", "monitoring.spent")
INITIAL = fund_path("total", "initial")
RECEIVED = fund_path("total", "received")
LONGEST = 10_000
AROUND = 16
READS = ("monitoring", "name", "implementer", "unit.name", *EVERY_COLUMN)
SO_FAR, FORECAST = "monitoring.spent", "monitoring.forecast"
AT_THE_END = "self_evaluation.spent"
LOOSE = ("结余数", "预计结余数", "调整数", "全年预计数", "上年结转", "财政拨款")
"""What a text may state in more than one sense."""

_SOURCE = re.compile("(?:公共|基金|经营)预算(?:资金|拨款|收入|支出|已|共|使用|支付)*$")
"""A source that has “budget” in its name may be told in any column."""

SPEND = {
    "budget.total.initial": "100",
    "monitoring.budget.total.spent": "41.88",
}
OVERALL = f"{SECTIONS}fund_execution"


def before(text: str, fact: Fact) -> str:
    """Give the words just in front of a figure."""
    return normalise("x" + text[max(0, fact.start - AROUND) : fact.start])


def replaced(dossier: Dossier, path: str, fact: Fact, right: str) -> Mend:
    """Make the repair that puts the source's figure into a text."""
    text = dossier.text(path)
    fixed = text[: fact.start] + right + text[fact.end :]
    return Mend(f"改为{right}", (set_text(path, fixed),))


def texts_so_far(dossier: Dossier) -> list[tuple[str, str]]:
    """List the texts that speak of the year up to the time point."""
    paths = [p for p in (PROGRESS, REASON) if dossier.filled(p)]
    paths += [p for p, _ in dossier.under(SECTIONS)]
    return [(path, dossier.text(path)) for path in paths]


def statements(dossier: Dossier, settings: Settings) -> tuple[tuple[str, Stated], ...]:
    """List what the texts state of the whole project at the time point."""
    as_of = time_point(dossier, settings)
    key = ("statements", as_of)
    if key not in dossier.worked_out:
        dossier.worked_out[key] = tuple(_statements(dossier, as_of))
    return cast("tuple[tuple[str, Stated], ...]", dossier.worked_out[key])


def _statements(dossier: Dossier, as_of: date | None) -> Iterator[tuple[str, Stated]]:
    names = own_names(dossier)
    for path, text in texts_so_far(dossier):
        for one in stated(text, names):
            dated = one.what not in OF_THE_YEAR and as_of and one.months
            other_month = dated and as_of and as_of.month not in one.months[-2:]
            if not other_month and one.fact.year in (None, dossier.year):
                yield path, one


def columns_known(dossier: Dossier, *columns: str) -> list[Decimal | None]:
    """Gather the amounts of some money columns, of every source, in 万元."""
    kept, key = dossier.worked_out, ("columns known", columns)
    if key not in kept:
        cells = [funds.amount(dossier, source, c) for c in columns for source in SOURCES]
        if "revised" in columns:
            cells += [funds.yearly_budget(dossier, source) for source in SOURCES]
        kept[key] = tuple(cells)
    return [*cast("tuple[Decimal | None, ...]", kept[key])]


def of_table(
    dossier: Dossier, what: str, spent_column: str = "monitoring.spent"
) -> tuple[str, Decimal | None, list[Decimal | None]]:
    """Give where the table holds what a text states, the figure, and all that would agree."""
    spent, whole = funds.amount(dossier, "total", spent_column), funds.yearly_budget(dossier)
    if what in OTHER_COLUMNS:
        return _of_other(dossier, what)
    if what == "执行数":
        return fund_path("total", spent_column), spent, columns_known(dossier, spent_column)
    if what == "到位数":
        received = funds.amount(dossier, "total", "received")
        return RECEIVED, received, columns_known(dossier, "received")
    if what == "预算数":
        known = columns_known(dossier, "initial", "revised")
        return INITIAL, funds.amount(dossier, "total", "initial"), known
    received = funds.amount(dossier, "total", "received")
    bases = [b for b in (whole, funds.amount(dossier, "total", "initial"), received) if b]
    left: list[Decimal | None] = [base - spent for base in bases] if spent is not None else []
    ahead = funds.amount(dossier, "total", FORECAST) if spent_column == SO_FAR else None
    expected = [base - ahead for base in bases] if ahead is not None else []
    known = [*left, *expected, *columns_known(dossier, "initial")[5:6]]  # 上年结转
    if what == "预计结余数" and spent_column == SO_FAR:
        return fund_path("total", FORECAST), expected[0] if expected else None, known
    return fund_path("total", spent_column), left[0] if left else None, known


OF_THE_YEAR = ("年初预算", "财政拨款", "预算数", "调整后预算", "调整数", "上年结转", "全年预计数",
               "预计结余数")  # fmt: skip
"""What holds for the year, whatever month is named before it."""

OTHER_COLUMNS = {
    "年初预算": ("total", "initial"),
    "全年预计数": ("total", "monitoring.forecast"),
    "上年结转": ("carryover", "initial"),
    "财政拨款": ("fiscal", "initial"),
    "调整数": ("total", "adjustment"),
    "调整后预算": ("total", "revised"),
}


def _of_other(dossier: Dossier, what: str) -> tuple[str, Decimal | None, list[Decimal | None]]:
    """Give the table's figure for what is stated more seldom than spending and budget."""
    source, column = OTHER_COLUMNS[what]
    right = funds.amount(dossier, source, column)
    known = columns_known(dossier, column)
    if what == "财政拨款":
        given = ("initial", "adjustment", "revised", "received", SO_FAR, FORECAST, AT_THE_END)
        known = columns_known(dossier, *given)
    if what == "上年结转":
        known = [funds.amount(dossier, source, c) for c in ("initial", "revised", "received")]
        known += [funds.amount(dossier, source, c) for c in (SO_FAR, AT_THE_END)]
    if what == "调整后预算":
        right = right if right is not None else funds.yearly_budget(dossier)
        known.append(funds.yearly_budget(dossier))
    if what == "调整数":
        right = abs(right) if right else None
        known = [abs(value) for value in known if value is not None]
    return fund_path(source, column), right, known


def held_in(dossier: Dossier, path: str) -> tuple[str, ...]:
    """Give the cells that hold what a total's path shows."""
    place = funds.fund_place(path)
    return cells(dossier, *place) if place else (path,)


def shown_as(value: Decimal, fact: Fact) -> str:
    """Write an amount in the unit that a text uses; in 万元 where 元 was written for it by slip."""
    meant = replace(fact, unit="万元", value=Decimal(str(fact.value)).scaleb(4))
    if fact.unit == "元" and agrees(meant, value):
        return f"{show_money(value)}万元"
    return f"{plain(value.scaleb(4))}元" if fact.unit == "元" else f"{show_money(value)}万元"


@rule(
    "report.money",
    title="文字里的金额与资金表",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}写的{what}是{written}，而表中是{right}。",
    fix="按表中的数改文字，或改表；报告的文字也可以恢复为自动生成的。",
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
        Example(
            "年初预算100万元，追加20万元，正文写成年初预算120万元",
            SPEND | {"budget.total.adjustment": "20", OVERALL: "年初预算120万元，追加20万元。"},
            OVERALL,
        ),
        Example(
            "完成情况写实际支出五十万元，表中41.88万元",
            SPEND | {PROGRESS: "截至2024年7月31日，本项目实际支出五十万元。"},
            PROGRESS,
        ),
        Example(
            "正文写实际到位资金88.32万元，表中到位100万元",
            SPEND | {"budget.total.received": "100", OVERALL: "1-7月实际到位资金88.32万元。"},
            OVERALL,
        ),
        Example(
            "预计全年支出98万元，正文写结余12万元，应是2万元",
            SPEND
            | {
                "monitoring.budget.total.forecast": "98",
                OVERALL: "累计支出41.88万元，预计全年支出98万元，结余12万元。",
            },
            OVERALL,
        ),
        Example(
            "正文写结余50万元，应是58.12万元",
            SPEND | {OVERALL: "累计支出41.88万元，资金结余50万元。"},
            OVERALL,
        ),
    ),
    passing=(
        Example("正文与表一致", SPEND | {OVERALL: "年初预算100万元，累计支出418800元。"}),
        Example(
            "按来源写支出，来源的名称里有“预算”",
            SPEND
            | {
                "monitoring.budget.general_public.spent": "35",
                OVERALL: "累计支出41.88万元。分来源看：一般公共预算35万元，其他资金6.88万元。",
            },
        ),
        Example("正文写申请的金额", SPEND | {OVERALL: "本月申请预算资金3.01万元。"}),
        Example("正文写其中一笔", SPEND | {OVERALL: "累计支出41.88万元，其中培训费12.3万元。"}),
        Example("正文写一项工作的支出", SPEND | {OVERALL: "机房维护工作实际支出8790元。"}),
        Example("正文写去年同期", SPEND | {OVERALL: "去年同期累计支出35万元。"}),
        Example("正文写6月底的数", SPEND | {OVERALL: "截至6月底累计支出30万元。"}),
        Example("正文写合同", SPEND | {REASON: "合同金额90万元，已支付36万元，余款验收后付。"}),
    ),
)
def report_money_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Spending, budget, money received and left that a text states are those of the table."""
    for path, one in statements(dossier, settings):
        if one.fact.kind != "money":
            continue
        source, right, known = of_table(dossier, one.what)
        if one.what == "预算数" and _SOURCE.search(before(dossier.text(path), one.fact)):
            known = [*known, *columns_known(dossier, "received", SO_FAR, FORECAST)]
        if right is None or right < 0 or one_of(one.fact, known):
            continue
        shown = shown_as(right, one.fact)
        budgets = columns_known(dossier, "initial", "revised")
        loose = one.what in LOOSE and not part_of_total(dossier.text(path), one, budgets)
        yield found(
            path,
            also=held_in(dossier, source),
            severity=Severity.EXPLAIN if loose else None,
            mend=replaced(dossier, path, one.fact, shown),
            what=one.what,
            written=one.fact.text,
            right=shown,
        )


@rule(
    "report.rate",
    title="文字里的执行率和到位率",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}写的{what}是{written}，而{part}万元÷{budget}万元={right}。",
    fix="按表中的数改文字，或改表；报告的文字也可以恢复为自动生成的。",
    basis=WITHIN,
    failing=(
        Example("正文写执行率64.3%，应为41.88%", SPEND | {OVERALL: "预算执行率64.3%。"}, OVERALL),
        Example(
            "完成情况写支付率14.88%，应为41.88%", SPEND | {PROGRESS: "支付率14.88%。"}, PROGRESS
        ),
        Example(
            "正文写到位率100%，应为80%",
            SPEND | {"budget.total.received": "80", OVERALL: "资金到位率100%。"},
            OVERALL,
        ),
    ),
    passing=(
        Example("正文写执行率41.9%", SPEND | {OVERALL: "预算执行率41.9%。"}),
        Example(
            "先列来源，再写其中一处的执行率",
            SPEND | {OVERALL: "其中甲村预算50万元、支出30万元，预算执行率60%。"},
        ),
        Example("正文写指标完成率60%", SPEND | {OVERALL: "培训班次完成率60%。"}),
        Example("正文写上年执行率", SPEND | {OVERALL: "上年预算执行率96%。"}),
        Example("正文写全年要达到的", SPEND | {OVERALL: "力争年底预算执行率达到100%。"}),
    ),
)
def report_rate_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Rates of spending and of money received that a text states are quotients of the table."""
    rates = ("执行率", "到位率")
    said = [(p, one) for p, one in statements(dossier, settings) if one.what in rates]
    for path, one in said:
        column = "monitoring.spent" if one.what == "执行率" else "received"
        part = funds.amount(dossier, "total", column)
        whole = funds.amount(dossier, "total", "initial") or funds.yearly_budget(dossier)
        main = rate(part, whole)
        if main is None or part is None or whole is None:
            continue
        known = quotients(dossier, column)
        if one_of(one.fact, known):
            continue
        yield found(
            path,
            also=(*cells(dossier, "total", column), *cells(dossier, "total", "initial")),
            mend=replaced(dossier, path, one.fact, show_rate(main)),
            what=one.what,
            written=one.fact.text,
            part=part,
            budget=whole,
            right=show_rate(main),
        )


def quotients(dossier: Dossier, column: str) -> list[Decimal | None]:
    """Give every rate, in percent, that a money column may be said to have, of every source."""
    kept, key = dossier.worked_out, ("quotients", column)
    if key not in kept:
        kept[key] = tuple(_quotients(dossier, column))
    return [*cast("tuple[Decimal | None, ...]", kept[key])]


def _quotients(dossier: Dossier, column: str) -> Iterator[Decimal | None]:
    columns = ("initial",) if column == "received" else ("initial", "received")
    for source in SOURCES:
        part = funds.amount(dossier, source, column)
        bases = [funds.amount(dossier, source, c) for c in columns]
        initial, change = (funds.amount(dossier, source, c) for c in ("initial", "adjustment"))
        summed = None if initial is None or change is None else initial + change
        for whole in (*bases, funds.yearly_budget(dossier, source), summed):
            share = rate(part, whole)
            yield None if share is None else share * 100


@rule(
    "report.rate_of_nothing",
    title="预算为0的执行率",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}写的执行率是{written}，而年度资金总额是0，除不出执行率。",
    fix="执行率写“—”或“不适用”，不写0%，也不写100%。",
    basis=WITHIN,
    failing=(
        Example(
            "预算0万元，正文写执行率0%",
            {"budget.total.initial": "0", OVERALL: "支出0万元，预算执行率0%。"},
            OVERALL,
        ),
        Example(
            "预算0万元，完成情况写执行率100%",
            {"budget.total.initial": "0.00", PROGRESS: "预算执行率100%。"},
            PROGRESS,
        ),
    ),
    passing=(
        Example("有预算", SPEND | {OVERALL: "预算执行率41.88%。"}),
        Example("预算0万元，写“—”", {"budget.total.initial": "0", OVERALL: "预算执行率—。"}),
    ),
)
def nothing_has_no_rate(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A rate of a budget of nothing cannot be formed."""
    if funds.yearly_budget(dossier) != 0:
        return
    for path, one in statements(dossier, settings):
        if one.what == "执行率":
            yield found(path, also=(INITIAL,), written=one.fact.text)


def same(value: Decimal, known: Decimal, written: str) -> bool:
    """Tell whether a figure is a known one, at the decimals it was written with."""
    digits = len(re.sub(r"[^0-9.]", "", normalise(written)).partition(".")[2])
    return value in (round_half_up(known, digits), known) or abs(value - known) < Decimal("0.005")
