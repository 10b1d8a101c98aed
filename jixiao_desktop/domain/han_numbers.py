"""Numbers in Chinese numerals, everyday and capital: 三十五万六千, 一百零五, 壹佰贰拾, 两."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8,
    "玖": 9,
}  # fmt: skip
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN = "".join((*_DIGITS, *_STEPS, *_LARGE)) + "点"
"""Every sign a number may be written with."""

LONGEST = 20


@lru_cache(1024)
def read_han(text: str) -> Decimal | None:
    """Read a whole or decimal number in Chinese numerals; None where it is not clearly one.

    >>> read_han("三十五万六千")
    Decimal('356000')
    """
    whole, point, rest = text.partition("点")
    if not whole or len(text) > LONGEST or (point and not rest):
        return None
    value = _whole(whole)
    if value is None or any(c not in _DIGITS for c in rest):
        return None
    decimals = "".join(str(_DIGITS[c]) for c in rest)
    return Decimal(f"{value}.{decimals}") if decimals else Decimal(value)


def _whole(text: str) -> int | None:
    """Read a whole number by its steps; figures one after the other (二〇二四) are none."""
    total, section, digit, last = 0, 0, -1, 10**12
    for sign in text:
        if sign in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[sign]
        elif sign in _STEPS:
            step = _STEPS[sign]
            if step >= last or digit == 0:
                return None
            section += (1 if digit < 0 else digit) * step
            digit, last = -1, step
        else:
            section += max(digit, 0)
            if not section:
                return None
            total = (total + section) * _LARGE[sign]
            section, digit, last = 0, -1, 10**12
    return total + section + max(digit, 0)
