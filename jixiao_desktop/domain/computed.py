"""Named computations: forms and reports name them, this module knows how to work them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain import funds, numbers, scoring
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
    value = funds.yearly_budget(dossier, of)
    return Computed(value, show_money(value) if value is not None else "", "money")


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
    value = funds.amount(dossier, source, column)
    return Computed(value, show_money(value) if value is not None else "", "money")


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
}
