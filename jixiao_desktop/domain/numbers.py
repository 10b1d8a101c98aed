"""Plain numbers as people type them: full-width, grouped, dashed, blank; never a guess."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

WIDE = Context(prec=80, rounding=ROUND_HALF_UP)
"""Arithmetic that never rounds what a field of 40 characters can hold."""

MAX_LENGTH = 40
"""Longer texts are no number: hostile input costs nothing."""

DASHES = frozenset({"-", "--", "—", "——", "–", "−", "―", "─", "/"})

_FULL = "".join(chr(c) for c in range(0xFF01, 0xFF5F))
_KEPT = "，、；：！？（）"
_HALF = {ord(c): chr(ord(c) - 0xFEE0) for c in _FULL if c not in _KEPT}
_SIGNS = {"￥": "¥", "−": "-", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "　": " ", "\xa0": " "}
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
ONE_TO_ONE = _HALF | {ord(k): v for k, v in _SIGNS.items()}
"""Full-width to half-width, one character for one: positions in a text stay what they were."""
_TABLE = ONE_TO_ONE | {ord(c): None for c in _NOTHING}

_COMMA_IN_NUMBER = re.compile(r"(?<=[0-9])，(?=[0-9])")
_NUMBER = re.compile(
    r"[+-]?(?:[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)?(?:\.[0-9]+)?"
)


def normalise(text: str) -> str:
    """Make a typed text readable: half-width letters and signs, no blanks outside, none hidden.

    For reading only; what was typed is stored as it is.
    """
    return _short(text) if len(text) <= MAX_LENGTH else _readable(text)


def _readable(text: str) -> str:
    return _COMMA_IN_NUMBER.sub(",", text.translate(_TABLE)).strip()


_short = lru_cache(8192)(_readable)  # the same cells are asked for over and over


def is_blank(text: str | None) -> bool:
    """Tell whether nothing was filled in: no text, or white space only."""
    return text is None or not normalise(text)


def is_dash(text: str) -> bool:
    """Tell whether a dash alone was written for “none”: not filled, and never a zero."""
    return len(text) <= MAX_LENGTH and _short(text) in DASHES


def read_number(text: str) -> Decimal | None:
    """Read one plain number; None where the text is anything else.

    Grouping (comma or blank) must be by three: “1,2345” is more likely a slip than a number.
    """
    return None if len(text) > 3 * MAX_LENGTH else _read(text)


@lru_cache(8192)  # rules ask for the same figures over and over
def _read(text: str) -> Decimal | None:
    shown = normalise(text)
    if not shown or len(shown) > MAX_LENGTH or not _NUMBER.fullmatch(shown):
        return None
    digits = shown.replace(",", "").replace(" ", "")
    return Decimal(digits) if digits.strip("+-") else None


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round as offices do, 0.005 upwards; a zero never carries a minus sign."""
    step = Decimal(1).scaleb(-places)
    rounded = value.quantize(
        step, context=Context(prec=len(value.as_tuple().digits) + 80, rounding=ROUND_HALF_UP)
    )
    return rounded if rounded else abs(rounded)


def fixed(value: Decimal, places: int = 2) -> str:
    """Show a number with so many decimals, half up: 41.875 → “41.88”."""
    return format(round_half_up(value, places), "f")


def plain(value: Decimal) -> str:
    """Show a number in full, unrounded, without empty decimals: 1E+2 → “100”, 0.50 → “0.5”."""
    shown = format(value, "f")
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown
