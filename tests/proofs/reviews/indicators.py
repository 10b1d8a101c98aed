"""Kinds of indicators that mutators look for."""

from __future__ import annotations

from tests.proofs.reviews.hand import (
    Place,
    level,
    numeric,
)

COUNT = level("数量")
COST = level("成本")
BENEFIT = level("效益", "可持续")
SATISFIED = level("满意度")
STAGES = ("monitoring.actual", "monitoring.forecast", "self_evaluation.actual")


def rate(row: Place) -> bool:
    """Fit rates of quality, time and benefit."""
    return row.get("unit") == "%" and numeric(row) and not SATISFIED(row)


def good_rate(row: Place) -> bool:
    return rate(row) and row.get("operator") in ("≥", "=") and row.get("name").endswith("率")


def dated(row: Place) -> bool:
    return level("时效")(row) and "月" in row.get("target") and "日" in row.get("target")


def words(row: Place) -> bool:
    return row.get("operator") == "定性"


def done(row: Place, value: str) -> None:
    """Put the same value wherever the indicator says what was reached."""
    for key in STAGES:
        if row.has(key.rpartition(".")[0]):
            row.set(key, value)
