"""Money of a unit's whole year: 基本支出, 项目支出 and the split by source of income."""

from __future__ import annotations

from decimal import Decimal

from jixiao_desktop.domain import scoring
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import WIDE, round_half_up
from jixiao_desktop.domain.progress import rate
from jixiao_desktop.domain.settings import Settings

BUDGET = "unit_report.budget."
YEAR_SPENT = "unit_report.self_evaluation.budget."
INDICATORS = "unit_report.indicators"
WHOLE = "total"
BLOCKS = ("basic", "project")
"""The two kinds of spending that make a unit's whole; 追加资金 stands beside them."""

PARTS = ("fiscal", "other")
ZERO = Decimal(0)


def path_of(block: str, column: str) -> str:
    """Return where an amount is kept: ``path_of("basic", "received")``; 年初预算 is "initial"."""
    if column == "year_spent":
        return f"{YEAR_SPENT}{block}.spent"
    if column == "initial" and block in (*BLOCKS, "additional"):
        return f"{BUDGET}{block}.total"
    return f"{BUDGET}{block}.{column}"


def amount(dossier: Dossier, block: str, column: str) -> Decimal | None:
    """Return an amount in 万元: typed, else 财政资金 + 其他资金, for the whole 基本 + 项目.

    None where nothing is filled or a typed text is no amount.
    """
    path = path_of(block, column)
    if dossier.filled(path):
        return read_money(dossier.text(path))
    if block == WHOLE:
        return _sum(dossier, [(one, column) for one in BLOCKS])
    if column == "initial":
        return _sum(dossier, [(block, part) for part in PARTS])
    if column in ("received", "spent"):
        return _sum(dossier, [(block, f"{part}_{column}") for part in PARTS])
    return None


def _sum(dossier: Dossier, cells: list[tuple[str, str]]) -> Decimal | None:
    known = [value for cell in cells if (value := amount(dossier, *cell)) is not None]
    return sum(known, ZERO) if known else None


def yearly_budget(dossier: Dossier, block: str) -> Decimal | None:
    """Return 全年预算数 in 万元: typed, else 年初预算数; for the whole 基本 + 项目."""
    typed = dossier.text(path_of(block, "revised"))
    if typed.strip():
        return read_money(typed)
    if block == WHOLE:
        known = [v for one in BLOCKS if (v := yearly_budget(dossier, one)) is not None]
        if known:
            return sum(known, ZERO)
    return amount(dossier, block, "initial")


def execution_rate(dossier: Dossier, settings: Settings, of: str) -> Decimal | None:
    """执行率 of a block or of one part of it (``basic:fiscal``) as a quotient.

    Monitoring divides by 年初预算, year-end by 全年预算数 (财预〔2019〕136号, 〔2020〕10号).
    """
    block, _, part = of.partition(":")
    if settings.stage == "self_evaluation":
        return rate(amount(dossier, block, "year_spent"), yearly_budget(dossier, block))
    spent = amount(dossier, block, f"{part}_spent" if part else "spent")
    return rate(spent, amount(dossier, block, part or "initial"))


def received_rate(dossier: Dossier, of: str) -> Decimal | None:
    """到位率 of a block or of one part of it as a quotient: 到位数 / 年初预算."""
    block, _, part = of.partition(":")
    received = amount(dossier, block, f"{part}_received" if part else "received")
    return rate(received, amount(dossier, block, part or "initial"))


def execution_score(dossier: Dossier, settings: Settings) -> Decimal | None:
    """预算执行率得分 in 分: the unit's rate × its weight, capped, 2 decimals (〔2020〕10号)."""
    spent, whole = amount(dossier, WHOLE, "year_spent"), yearly_budget(dossier, WHOLE)
    share = rate(spent, whole)
    if share is None or share < 0:
        return None
    if settings.execution_cap:
        share = min(share, settings.execution_cap)
    return round_half_up(WIDE.multiply(share, settings.execution_weight))


def total_score(dossier: Dossier, settings: Settings) -> Decimal | None:
    """总分 in 分: 预算执行率得分 and every indicator's score; None where one is missing."""
    rows = scoring.scored_rows(dossier, INDICATORS)
    parts = [scoring.scored(dossier, settings, row, INDICATORS).score for row in rows]
    if settings.execution_weight:
        parts.append(execution_score(dossier, settings))
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if rows and len(known) == len(parts) else None
