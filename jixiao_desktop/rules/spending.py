"""Money spent: against the budget, what was received, what is expected, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dates import window
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.progress import Light, money_due, rate, show_rate, spending_light
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.budget import cells, exceeding, of_the_state
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import bands, indicators, time_point
from jixiao_desktop.rules.reasons import complaint, says_nothing

SPENT = "monitoring.spent"
REASON = "monitoring.budget_reason"
MONEY = ("budget", "monitoring.budget", "monitoring.as_of")
SLOW = {
    "budget.total.initial": "100",
    "monitoring.budget.total.spent": "41.88",
}


@rule(
    "spending.over_budget",
    title="执行数超预算",
    severity=Severity.EXPLAIN,
    reads=("budget", "monitoring.budget"),
    stage="monitoring",
    message="{where}填{spent}万元，大于全年预算数{budget}万元，多{gap}万元。",
    fix="核对执行数；确属追加预算的，先改预算数，否则写明超支原因。",
    basis=WITHIN,
    failing=(
        Example(
            "预算80万元，执行85.2万元",
            {"budget.total.initial": "80", "monitoring.budget.total.spent": "85.2"},
            "monitoring.budget.total.spent",
        ),
    ),
    passing=(
        Example(
            "年初预算80万元，追加10万元，执行85.2万元",
            {
                "budget.total.initial": "80",
                "budget.total.adjustment": "10",
                "monitoring.budget.total.spent": "85.2",
            },
        ),
    ),
)
def spent_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Spending above the yearly budget needs an explanation."""
    pair = (SPENT, "budget")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (*cells(dossier, source, "budget"), *cells(dossier, source, SPENT))
        also += tuple(fund_path(s, SPENT) for s in others)
        severity = Severity.MUST_FIX if of_the_state(source, *others) else None
        yield found(fund_path(source, SPENT), also=also, severity=severity, spent=value,
                    budget=limit, gap=value - limit)  # fmt: skip


@rule(
    "spending.over_received",
    title="执行数与到位数",
    severity=Severity.EXPLAIN,
    reads=("budget", "monitoring.budget"),
    stage="monitoring",
    message="{where}填{spent}万元，大于已到位资金{received}万元。",
    fix="核对到位数和执行数；确有垫付的，写明资金从何处垫付。",
    basis=WITHIN,
    failing=(
        Example(
            "到位50万元，执行60万元",
            {"budget.total.received": "50", "monitoring.budget.total.spent": "60"},
            "monitoring.budget.total.spent",
        ),
    ),
    passing=(
        Example("没有填到位数，执行60万元", {"monitoring.budget.total.spent": "60"}),
        Example(
            "到位60万元，执行60万元",
            {"budget.total.received": "60", "monitoring.budget.total.spent": "60"},
        ),
    ),
)
def spent_within_received(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """More spent than received needs a word."""
    pair = (SPENT, "received")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (*cells(dossier, source, "received"), *cells(dossier, source, SPENT))
        also += tuple(fund_path(s, SPENT) for s in others)
        yield found(fund_path(source, SPENT), also=also, spent=value, received=limit)


@rule(
    "spending.forecast_below_spent",
    title="全年预计执行数与已执行数",
    severity=Severity.MUST_FIX,
    reads=("monitoring.budget",),
    stage="monitoring",
    message="{where}填{forecast}万元，小于已经执行的{spent}万元。",
    fix="全年预计执行数包含已执行数，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example(
            "已执行60万元，全年预计50万元",
            {"monitoring.budget.total.spent": "60", "monitoring.budget.total.forecast": "50"},
            "monitoring.budget.total.forecast",
        ),
    ),
    passing=(
        Example(
            "已执行60万元，全年预计60万元",
            {"monitoring.budget.total.spent": "60", "monitoring.budget.total.forecast": "60"},
        ),
    ),
)
def forecast_covers_spent(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is expected for the year can never be less than what is spent."""
    pair = (SPENT, "monitoring.forecast")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (
            *cells(dossier, source, SPENT),
            *cells(dossier, source, "monitoring.forecast"),
            *(fund_path(s, "monitoring.forecast") for s in others),
        )
        path = fund_path(source, "monitoring.forecast")
        yield found(path, also=also, forecast=limit, spent=value)


@rule(
    "spending.forecast_over_budget",
    title="全年预计执行数超预算",
    severity=Severity.EXPLAIN,
    reads=("budget", "monitoring.budget"),
    stage="monitoring",
    message="{where}填{forecast}万元，大于全年预算数{budget}万元。",
    fix="核对预计数；确需追加的，写明追加的依据和办理情况。",
    basis=WITHIN,
    failing=(
        Example(
            "预算100万元，全年预计执行120万元",
            {"budget.total.initial": "100", "monitoring.budget.total.forecast": "120"},
            "monitoring.budget.total.forecast",
        ),
    ),
    passing=(
        Example(
            "预算100万元，全年预计执行100万元",
            {"budget.total.initial": "100", "monitoring.budget.total.forecast": "100.00"},
        ),
    ),
)
def forecast_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A year that is expected to end above the budget needs a word."""
    pair = ("monitoring.forecast", "budget")
    for source, others, value, limit in exceeding(dossier, settings.money_tolerance, pair):
        also = (
            *cells(dossier, source, "budget"),
            *cells(dossier, source, "monitoring.forecast"),
            *(fund_path(s, "monitoring.forecast") for s in others),
        )
        path = fund_path(source, "monitoring.forecast")
        yield found(path, also=also, forecast=value, budget=limit)


def slow(dossier: Dossier, settings: Settings) -> dict[str, object] | None:
    """Give the figures of a red or yellow spending light, None where it is neither.

    Source: 预算执行预警, spent / yearly budget / (month / 12).
    """
    as_of = time_point(dossier, settings)
    spent = funds.amount(dossier, "total", SPENT)
    budget = funds.yearly_budget(dossier)
    quotient = rate(spent, budget)
    if as_of is None or spent is None or budget is None or quotient is None:
        return None
    light = spending_light(spent, budget, as_of, bands(settings))
    if light not in (Light.RED, Light.YELLOW):
        return None
    share = money_due(as_of, bands(settings))
    return {
        "window": window(as_of),
        "spent": spent,
        "budget": budget,
        "rate": show_rate(quotient),
        "due": show_rate(share),
        "part": show_rate(rate(quotient, share), 1),
        "light": light.word,
    }


def money_cells(dossier: Dossier) -> tuple[str, ...]:
    """Give the cells that spending is judged by."""
    return (*cells(dossier, "total", SPENT), *cells(dossier, "total", "budget"))


@rule(
    "spending.reason_missing",
    title="支出进度偏慢的原因",
    severity=Severity.MUST_FIX,
    reads=(*MONEY, REASON),
    stage="monitoring",
    message="{where}还没有写：{window}执行{spent}万元，占全年预算{budget}万元的{rate}，"
    "应有进度{due}，只到应有进度的{part}（{light}）。",
    fix="写明支出偏慢的具体原因和后几个月的支出安排。",
    basis=MINISTRY,
    failing=(
        Example("1-7月执行41.88万元，预算100万元，没有写原因", SLOW, REASON),
        Example("支出偏慢，原因只写“无”", SLOW | {REASON: "无"}, REASON),
    ),
    passing=(
        Example(
            "1-7月执行41.88万元，写明原因",
            SLOW | {REASON: "秋季学期课程经费按合同于9月、11月分两次支付。"},
        ),
        Example(
            "1-7月执行58万元，预算100万元",
            {"budget.total.initial": "100", "monitoring.budget.total.spent": "58"},
        ),
    ),
)
def slow_spending_has_reason(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A red or yellow spending light must be accounted for in its own field."""
    figures = slow(dossier, settings)
    if figures and says_nothing(dossier.text(REASON)):
        yield found(REASON, also=money_cells(dossier), **figures)


@rule(
    "spending.reason_thin",
    title="支出进度原因不具体",
    severity=Severity.EXPLAIN,
    reads=(*MONEY, REASON),
    stage="monitoring",
    message="{where}{complaint}：{window}执行{spent}万元，占全年预算{budget}万元的{rate}，"
    "应有进度{due}。",
    fix="写清楚哪笔支出、为什么没有付、准备哪个月付。",
    basis=MINISTRY,
    failing=(Example("支出偏慢，原因只写“支出进度滞后”", SLOW | {REASON: "支出进度滞后"}, REASON),),
    passing=(
        Example(
            "支出偏慢，原因具体",
            SLOW | {REASON: "设备合同7月签订，货到验收后于10月支付60万元。"},
        ),
    ),
)
def slow_spending_reason_is_one(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A reason that is very short or only restates the delay is no reason."""
    text = dossier.text(REASON)
    if says_nothing(text):
        return
    wrong = complaint(text, settings.reason_length)
    figures = slow(dossier, settings) if wrong else None
    if figures:
        yield found(REASON, also=money_cells(dossier), complaint=wrong, **figures)


@rule(
    "spending.nothing_spent",
    title="有进展而无支出",
    severity=Severity.EXPLAIN,
    reads=("budget", "monitoring.budget", "indicators"),
    stage="monitoring",
    message="{where}填0，而指标“{name}”已完成{actual}。",
    fix="核对执行数；确未付款的，写明费用由谁承担、何时支付。",
    basis=WITHIN,
    failing=(
        Example(
            "执行数0，培训班次已办12次",
            {
                "budget.total.initial": "100",
                "monitoring.budget.total.spent": "0",
                "indicators.a.level2": "数量指标",
                "indicators.a.name": "培训班次",
                "indicators.a.target": "20",
                "indicators.a.unit": "次",
                "indicators.a.monitoring.actual": "12",
            },
            "monitoring.budget.total.spent",
        ),
    ),
    passing=(
        Example(
            "执行数0，培训班次0次",
            {
                "budget.total.initial": "100",
                "monitoring.budget.total.spent": "0",
                "indicators.a.level2": "数量指标",
                "indicators.a.name": "培训班次",
                "indicators.a.target": "20",
                "indicators.a.unit": "次",
                "indicators.a.monitoring.actual": "0",
            },
        ),
    ),
)
def work_done_costs_money(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Work done while nothing was spent needs a word; payment and progress are apart."""
    spent = funds.amount(dossier, "total", SPENT)
    if spent != 0 or not funds.yearly_budget(dossier):
        return
    for one in indicators(dossier, settings):
        done = one.actual.number
        if "数量" in one.level2 and done is not None and done > 0:
            yield found(
                fund_path("total", SPENT),
                also=(one.path("monitoring.actual"),),
                name=one.name,
                actual=one.shown("monitoring.actual"),
            )
            return
