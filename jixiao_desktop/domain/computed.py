"""Named computations: forms and reports name them, this module knows how to work them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain import funds, numbers
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings

NONE_MARK = "—"
EXECUTION_WEIGHT = Decimal(10)


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
    """预算执行率得分 = rate × 10, rounded half up to 2 decimals, capped at 10 (〔2020〕10号)."""
    quotient = execution_rate(dossier, settings, of).value
    if quotient is None:
        return Computed(None, NONE_MARK, "score")
    score = numbers.round_half_up(min(quotient * EXECUTION_WEIGHT, EXECUTION_WEIGHT), 2)
    return Computed(score, numbers.fixed(score, 2), "score")


def total_score(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """总分 = 执行率得分 + typed scores; “—” as long as one of them is missing."""
    parts = [execution_score(dossier, settings, of).value]
    for path in dossier.row_paths("indicators", "self_evaluation.score"):
        parts.append(numbers.read_number(dossier.text(path)))
    if any(part is None for part in parts):
        return Computed(None, NONE_MARK, "score")
    total = sum((part for part in parts if part is not None), Decimal(0))
    return Computed(total, numbers.fixed(total, 2), "score")


def fund_total(dossier: Dossier, settings: Settings, of: str) -> Computed:
    """Return one fund cell (``of`` = "source:column") in 万元, proposed from its parts if blank."""
    source, _, column = of.partition(":")
    value = funds.amount(dossier, source, column)
    return Computed(value, show_money(value) if value is not None else "", "money")


COMPUTED: dict[str, Callable[[Dossier, Settings, str], Computed]] = {
    "execution_rate": execution_rate,
    "yearly_budget": yearly_budget,
    "execution_score": execution_score,
    "total_score": total_score,
    "fund_total": fund_total,
}
