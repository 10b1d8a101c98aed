"""Figures of a table of rows: how far an indicator is, what a column adds up to."""

from __future__ import annotations

from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.progress import rate
from jixiao_desktop.domain.scoring import read_score
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind, read_actual, read_target


def completion(dossier: Dossier, settings: Settings, kind: str, row: str) -> Decimal | None:
    """指标完成率 = 完成值 / 目标值 as a quotient; None for words, dates, a target 0, blanks."""

    def text(rest: str) -> str:
        return dossier.text(row_path(kind, row, rest))

    stage = "self_evaluation" if settings.stage == "self_evaluation" else "monitoring"
    target = read_target(text("operator"), text("target"), text("unit"), dossier.year)
    if target.kind is not TargetKind.NUMBER or target.deadline is not None:
        return None
    return rate(read_actual(text(f"{stage}.actual"), target, dossier.year).number, target.number)


def column_sum(dossier: Dossier, kind: str, column: str, beside: str = "") -> Decimal | None:
    """Add up one column of scores or weights in 分.

    None without a readable one, and where a row that has a ``beside`` value lacks one.
    """
    known: list[Decimal] = []
    for row in dossier.row_ids(kind):
        value = read_score(dossier.text(row_path(kind, row, column)))
        if value is not None:
            known.append(value)
        elif beside and dossier.filled(row_path(kind, row, beside)):
            return None
    return sum(known, Decimal(0)) if known else None
