"""Named computations: forms and reports name them, this module knows how to work them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain import funds, numbers, row_figures, scoring, unit_figures
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.paths import ROW_KINDS
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings

NONE_MARK = "—"


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed figure: its value (rate as a quotient, money in 万元, score in 分) and text."""

    value: Decimal | None
    shown: str
    kind: str


def compute(name: str, dossier: Dossier, settings: Settings, of: str = "") -> Computed:
    """Work out a named figure; an unknown name raises KeyError (a fault of the data file)."""
    return COMPUTED[name](dossier, settings, of or "total")


def execution_rate(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """执行率 = spent / the budget this form divides by; “—” where that is 0 or blank.

    Source: 财预〔2019〕136号 附件 (执行数/年初预算数), 〔2020〕10号 附件1 (执行数/全年预算数).
    """
    sources = of.split("+")
    column = _spent_column(dossier, settings)
    spent = funds.folded(dossier, sources, column)
    quotient = rate(spent, _denominator(dossier, settings.rate_denominator, sources))
    return Computed(quotient, show_rate(quotient), "rate")


def _spent_column(dossier: Dossier, settings: Settings) -> str:
    if settings.stage == "self_evaluation":
        return "self_evaluation.spent"
    return "monitoring.spent"


def _denominator(dossier: Dossier, column: str, sources: list[str]) -> Decimal | None:
    if column == "revised":
        found = [v for v in (funds.yearly_budget(dossier, s) for s in sources) if v is not None]
        return sum(found, Decimal(0)) if found else None
    return funds.folded(dossier, sources, column)


def yearly_budget(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """全年预算数 in 万元: typed, else initial + adjustment, else initial."""
    return _money(_denominator(dossier, "revised", of.split("+")))


def execution_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """预算执行率得分: 全年执行数 / 全年预算数 × its weight, 2 decimals half up (〔2020〕10号)."""
    return _score(scoring.propose_execution(dossier, settings, of).score)


def execution_weight(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """预算执行率分值, of the notice (10)."""
    return _weight(settings.execution_weight)


def total_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """总分: 执行率得分 + indicators' scores, typed or else proposed; “—” where one has neither."""
    return _score(scoring.total(dossier, settings, _list_of(of)))


def grade(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """等级 of the total by the notice's cuts; “—” without a total."""
    total = scoring.total(dossier, settings, _list_of(of))
    return Computed(total, scoring.grade_of(total, settings) or NONE_MARK, "text")


def row_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """得分 of one indicator (``of`` = "indicators.<row>"): as typed, else proposed, else ""."""
    kind, _, row = of.rpartition(".")
    found = scoring.scored(dossier, settings, row, kind)
    proposed = found.proposal.score
    shown = found.typed or ("" if proposed is None else numbers.plain(proposed))
    return Computed(found.score, shown, "score")


def row_working(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """How the score of one indicator is worked out, in words (“20/100×5=1.00”)."""
    kind, _, row = of.rpartition(".")
    made = scoring.scored(dossier, settings, row, kind).proposal
    return Computed(made.score, made.working, "text")


def weight_total(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """分值合计: 预算执行率 and all indicators; of one 一级指标 where ``of`` names it."""
    if of not in ("", "total"):
        return _weight(scoring.weight_sum(dossier, settings, of))
    rows = scoring.weight_sum(dossier, settings)
    return _weight(None if rows is None else rows + settings.execution_weight)


def indicator_weights(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """分值合计 of the indicators alone (90 beside 执行率 10)."""
    return _weight(scoring.weight_sum(dossier, settings))


def _list_of(of: str) -> str:
    return of if of in ROW_KINDS else "indicators"


def _score(value: Decimal | None) -> Computed:
    return Computed(value, NONE_MARK if value is None else numbers.fixed(value, 2), "score")


def _weight(value: Decimal | None) -> Computed:
    return Computed(value, "" if value is None else numbers.plain(value), "score")


def fund_total(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """Return one fund cell (``of`` = "source:column") in 万元, proposed from its parts if blank."""
    source, _, column = of.partition(":")
    return _money(funds.amount(dossier, source, column))


def _money(value: Decimal | None) -> Computed:
    return Computed(value, "" if value is None else show_money(value), "money")


def _rate(value: Decimal | None) -> Computed:
    return Computed(value, show_rate(value), "rate")


def unit_fund(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """Return one amount of a unit's year (``of`` = "basic:received") in 万元, or its parts' sum."""
    block, _, column = of.partition(":")
    return _money(unit_figures.amount(dossier, block, column))


def unit_yearly_budget(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """全年预算数 of a unit's block in 万元: typed, else 年初预算数."""
    return _money(unit_figures.yearly_budget(dossier, of))


def unit_rate(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """执行率 of a unit's block: 执行数/年初预算 in monitoring, 全年执行数/全年预算数 later."""
    return _rate(unit_figures.execution_rate(dossier, settings, of))


def unit_received_rate(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """到位率 of a unit's block: 到位数 / 年初预算; “—” where that is 0 or blank."""
    return _rate(unit_figures.received_rate(dossier, of))


def unit_execution_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """预算执行率得分 of the unit as a whole, 2 decimals half up (〔2020〕10号)."""
    return _score(unit_figures.execution_score(dossier, settings))


def unit_total_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """总分 of the unit as a whole; “—” where one score is missing."""
    return _score(unit_figures.total_score(dossier, settings))


def completion_rate(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """指标完成率 of one row (``of`` = "unit_report.indicators.<row>"): 完成/目标; “—” for words."""
    kind, _, row = of.rpartition(".")
    return _rate(row_figures.completion(dossier, settings, kind, row))


def column_weight(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """分值合计 of a list of rows (``of`` = "evaluation.indicators")."""
    return _weight(row_figures.column_sum(dossier, of, "weight"))


def column_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """得分合计 of a list of rows; “—” as long as a row with 分值 has no score."""
    return _score(row_figures.column_sum(dossier, of, "score", "weight"))


def column_grade(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """等级 of the 得分合计 of a list of rows by the notice's cuts; “—” without a total."""
    total = row_figures.column_sum(dossier, of, "score", "weight")
    return Computed(total, scoring.grade_of(total, settings) or NONE_MARK, "text")


COMPUTED: dict[str, Callable[[Dossier, Settings, str], Computed]] = {
    "execution_rate": execution_rate,
    "yearly_budget": yearly_budget,
    "execution_score": execution_score,
    "execution_weight": execution_weight,
    "total_score": total_score,
    "grade": grade,
    "row_score": row_score,
    "row_working": row_working,
    "weight_total": weight_total,
    "indicator_weights": indicator_weights,
    "fund_total": fund_total,
    "unit_fund": unit_fund,
    "unit_yearly_budget": unit_yearly_budget,
    "unit_rate": unit_rate,
    "unit_received_rate": unit_received_rate,
    "unit_execution_score": unit_execution_score,
    "unit_total_score": unit_total_score,
    "completion_rate": completion_rate,
    "column_weight": column_weight,
    "column_score": column_score,
    "column_grade": column_grade,
}
