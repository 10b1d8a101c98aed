"""元 written where 万元 is meant: figures ten thousand times too large, and texts that mix both."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.funds import COLUMNS, SOURCES, fund_path
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import is_blank, plain, read_number
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.amounts import TEXTS as STATING
from jixiao_desktop.rules.amounts import amounts
from jixiao_desktop.rules.budget import EVERY_COLUMN
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator

WAN = Decimal(10_000)
FAR = Decimal(1_000)
"""So many times the budget, no spending, forecast or money received was ever meant."""

ROOM = Decimal("1.05")
LONGEST = 20_000
INITIAL = fund_path("total", "initial")
SPENT = fund_path("total", "monitoring.spent")
FILLED = {INITIAL: "100"}
COST = {"level2": "成本指标", "name": "培训支出", "operator": "≤", "target": "50", "unit": "万元"}


def in_yuan(value: Decimal, budget: Decimal) -> bool:
    """Tell whether a figure makes sense beside the budget only as 元."""
    return value > FAR * budget and value / WAN <= ROOM * budget


@rule(
    "budget.yuan",
    title="把元填成了万元",
    severity=Severity.MUST_FIX,
    reads=(*EVERY_COLUMN, *STATING),
    message="{where}填{value}，本栏单位是万元，而{beside}{reference}万元，多半是按元填的。",
    fix="改为{right}，或写明单位“{text}元”。",
    basis=WITHIN,
    failing=(
        Example("预算100万元，执行数填418800", FILLED | {SPENT: "418800"}, SPENT),
        Example(
            "总额填1200000，一般公共预算120万元",
            {INITIAL: "1200000", "budget.general_public.initial": "120"},
            INITIAL,
        ),
        Example(
            "预算填300000，目标写“购置设备30万元”",
            {INITIAL: "300000", "goal": "购置设备30万元，提高服务能力。"},
            INITIAL,
        ),
    ),
    passing=(
        Example("写明了单位", FILLED | {SPENT: "418800元"}),
        Example("执行数41.88万元", FILLED | {SPENT: "41.88"}),
        Example("预算大，目标只写其中一笔", {INITIAL: "3000", "goal": "培训支出30万元。"}),
    ),
)
def money_is_in_wan(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A bare figure far beyond its budget that would fit as 元 was typed in 元."""
    for column, source, path in bare_cells(dossier):
        value = funds.typed_amount(dossier, source, column) or Decimal(0)
        if column == "initial":
            beside, reference = "所含各来源合计", funds.proposed(dossier, source, column)
            if not reference:
                beside, reference = "文字中写的是", named(dossier, value / WAN)
        else:
            beside, reference = "预算是", funds.amount(dossier, "total", "initial")
        if not reference or reference <= 0 or not in_yuan(value, reference):
            continue
        text, right = dossier.text(path).strip(), show_money(value / WAN)
        yield found(
            path,
            also=(INITIAL,) if column != "initial" else (),
            mend=Mend(f"改为{right}", (set_text(path, right),)),
            value=plain(value),
            beside=beside,
            reference=reference,
            right=right,
            text=text,
        )


def bare_cells(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Walk the money cells that hold a large bare number: (column, source, path)."""
    for column in COLUMNS:
        for source in SOURCES:
            path = fund_path(source, column)
            text = dossier.text(path)
            if len(text) >= 4 and (number := read_number(text)) is not None and number >= FAR:
                yield column, source, path


def named(dossier: Dossier, value: Decimal) -> Decimal | None:
    """Give an amount where a text names exactly that, None where none does."""
    said = (one.value for path in STATING for one in amounts(dossier.text(path)))
    return next((one for one in said if one == value), None)


@rule(
    "indicator.yuan",
    title="成本的完成值用了另一种单位",
    severity=Severity.MUST_FIX,
    reads=("indicators",),
    each="indicators",
    message="{where}填{value}，而年度指标值是{target}，多半是一个按元、一个按万元。",
    fix="按年度指标值的单位改写，或在数字后写明单位。",
    basis=WITHIN,
    failing=(
        Example(
            "目标50万元，完成填186000",
            row("a", COST | {"monitoring.actual": "186000"}),
            "indicators.a.monitoring.actual",
        ),
    ),
    passing=(
        Example("目标50万元，完成18.6", row("a", COST | {"monitoring.actual": "18.6"})),
        Example("目标50万元，完成186000元", row("a", COST | {"monitoring.actual": "186000元"})),
    ),
)
def values_keep_their_unit(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """What was spent is given in the unit of its target."""
    if not one.number or one.number < 0 or unit_family(one.target.unit) != "money":
        return
    for rest in ("monitoring.actual", "monitoring.forecast", "self_evaluation.actual"):
        value = None if is_blank(one.text(rest)) else one.reached(rest).number
        if value is not None and in_yuan(value, one.number):
            also = (one.path("target"), one.path("unit"))
            yield found(one.path(rest), also=also, value=one.shown(rest), target=one.shown())


@rule(
    "text.money_units",
    title="元和万元混用",
    severity=Severity.HINT,
    reads=("",),
    each=TEXTS,
    least=8,
    message="{where}有的金额写元（{small}），有的写万元（{large}）。",
    fix="一段话里统一用一种单位，一般用万元；单价、人均标准可以用元。",
    basis=WITHIN,
    failing=(
        Example(
            "“共支付19.85万元，其中印刷费60000元”",
            {"monitoring.goal_progress": "共支付19.85万元，其中印刷费60000元。"},
            "monitoring.goal_progress",
        ),
    ),
    passing=(
        Example("都用万元", {"monitoring.goal_progress": "共支付19.85万元，其中印刷费6万元。"}),
        Example("人均标准用元", {"purpose": "培训经费20万元，每人每天400元。"}),
    ),
)
def one_unit_of_money(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """Amounts of one text are told in one unit; prices and standards may differ."""
    text = dossier.text(path)
    if "万元" not in text:
        return
    money = (f for f in facts(text[:LONGEST]) if f.kind == "money")
    said = [f for f in money if not f.each and f.value]
    small = next((f.text for f in said if f.unit == "元"), "")
    large = next((f.text for f in said if f.unit in ("万元", "万")), "")
    if small and large:
        yield found(path, small=small, large=large)
