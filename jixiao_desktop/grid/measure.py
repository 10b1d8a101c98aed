"""How much room a text takes: one measure for every writer, so that nothing is cut anywhere."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

MARGIN = 1.10
"""Fonts differ from machine to machine: every width is taken a tenth larger."""
LINE = 1.46
"""Height of a line in em: that of the tallest Han fonts (Noto, Source Han)."""
PADDING = 5.0
"""Points a cell keeps free, left and right together, and above and below together 3."""
HAN, LATIN = 1.0, 0.55


@lru_cache(maxsize=65536)
def em(character: str) -> float:
    """Return the width of one character in em: Han 1, Latin 0.55, marks nothing."""
    if character < "\u0300":
        return HAN if character in "§°±·×÷" else LATIN
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0.0
    wide = unicodedata.east_asian_width(character)
    return HAN if wide in "WFA" else 0.7


def width_of(text: str, size: float) -> float:
    """Return the width of one line of text in points, with the margin for other fonts."""
    return sum(map(em, text)) * size * MARGIN


def lines_of(text: str, size: float, width: float, wrap: bool = True) -> int:
    """Return how many lines a text takes in a cell of so many points; at least 1."""
    parts = text.split("\n")
    if not wrap:
        return len(parts)
    room = max(width - PADDING, size * MARGIN)
    # A word of Latin letters or a forbidden line start moves whole: half a character per line.
    slack = max(room - size * 0.5, size * MARGIN)
    total = 0
    for part in parts:
        across = width_of(part, size)
        total += 1 if across <= room else math.ceil(across / slack)
    return total


def height_of(text: str, size: float, width: float, wrap: bool = True) -> float:
    """Return the height in points that a text needs in a cell of so many points."""
    return lines_of(text, size, width, wrap) * size * LINE + 3.0


def cut_to(text: str, tail: str, size: float, width: float, height: float) -> str:
    """Return the longest beginning of a text that fits together with a tail (“……见附页1”)."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if height_of(text[:middle] + tail, size, width) <= height:
            low = middle
        else:
            high = middle - 1
    return text[:low] + tail
