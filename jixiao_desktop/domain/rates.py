"""Rates: one figure as a part of another, and how the forms print it."""

from __future__ import annotations

from decimal import Decimal

from jixiao_desktop.domain.numbers import WIDE, fixed, plain, round_half_up


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Divide without rounding; None where a figure is missing or the whole is 0."""
    if part is None or whole is None or whole == 0:
        return None
    return WIDE.divide(part, whole)


def show_rate(value: Decimal | None, places: int = 2, zeros: bool = True) -> str:
    """Show a fraction in percent, half up, “—” for None; ``zeros=False`` drops empty decimals."""
    if value is None:
        return "—"
    points = value.scaleb(2, context=WIDE)
    shown = fixed(points, places) if zeros else plain(round_half_up(points, places))
    return shown + "%"
