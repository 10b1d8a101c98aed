"""Rates: one figure as a part of another, and how the forms print it."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao_desktop.domain.numbers import WIDE, fixed, plain, round_half_up

_PLAIN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Divide without rounding; None where a figure is missing or the whole is 0."""
    if part is None or whole is None or whole == 0:
        return None
    return WIDE.divide(part, whole)


def read_floors(text: str) -> tuple[tuple[int, Decimal], ...]:
    """Read “4=25、6=40” (month = percent of the year's money) as (month, fraction), by month.

    Raises ValueError where it is written otherwise.
    """
    made = {}
    for one in filter(None, text.replace("，", "、").split("、")):
        month, sign, percent = one.partition("=")
        number = Decimal(percent.strip()) if sign and _PLAIN.fullmatch(percent.strip()) else None
        if number is None or not month.strip().isdecimal() or not 1 <= int(month) <= 12:
            raise ValueError(text)
        made[int(month)] = number.scaleb(-2)
    return tuple(sorted(made.items()))


def show_rate(value: Decimal | None, places: int = 2, zeros: bool = True) -> str:
    """Show a fraction in percent, half up, “—” for None; ``zeros=False`` drops empty decimals."""
    if value is None:
        return "—"
    points = value.scaleb(2, context=WIDE)
    shown = fixed(points, places) if zeros else plain(round_half_up(points, places))
    return shown + "%"
