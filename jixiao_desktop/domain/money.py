"""Amounts in 万元: read from 元, 万, 亿 without loss, shown as the forms print them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.numbers import (
    MAX_LENGTH,
    WIDE,
    fixed,
    normalise,
    plain,
    read_number,
    round_half_up,
)

SHIFTS = {
    "元": -4,
    "千元": -1,
    "万元": 0,
    "百万元": 2,
    "千万元": 3,
    "亿元": 4,
    "万": 0,
    "百万": 2,
    "千万": 3,
    "亿": 4,
}
"""Decimal places between a written unit of money and 万元."""

_MONEY = re.compile(
    r"(?:人民币|RMB|CNY)?¥? ?(?P<number>[^万亿百千元()（）]*?) ?"
    r"[(（]?(?P<unit>(?:百万|千万|[千万亿])?元整?|百万|千万|[万亿])?[)）]?"
)


def money_shift(unit: str) -> int:
    """Give the decimal places from a unit of money (万元, 元, 元/人/天) to 万元; unknown: 0."""
    return SHIFTS.get(normalise(unit).split("/")[0], 0)


def to_wan(value: Decimal, unit: str) -> Decimal:
    """Convert an amount in a written unit to 万元, exactly."""
    return value.scaleb(money_shift(unit), context=WIDE)


@lru_cache(4096)  # every check reads the same few texts many times
def read_money(text: str, unit: str = "万元") -> Decimal | None:
    """Read an amount into 万元; a bare number is in ``unit``; None where blank, a dash or unclear.

    “12.5万”, “125000元”, “1.2亿元”, “￥3,000元” name their own unit.
    """
    if len(text) > 3 * MAX_LENGTH:
        return None
    shown = normalise(text)
    match = _MONEY.fullmatch(shown) if len(shown) <= MAX_LENGTH else None
    number = read_number(match["number"]) if match else None
    if match is None or number is None:
        return None
    written = (match["unit"] or "").removesuffix("整")
    return to_wan(number, written or unit)


def show_money(value: Decimal, places_min: int = 2, places_max: int = 6) -> str:
    """Show 万元 with at least two decimals and more only where the value has them (0.00####)."""
    shown = plain(round_half_up(value, places_max))
    decimals = len(shown.partition(".")[2])
    return fixed(value, places_min) if decimals < places_min else shown
