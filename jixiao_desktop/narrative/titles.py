"""Balanced lines of a centred title (GB/T 9704-2012 7.3.1: 词意完整，排列对称，长短适宜)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence

NOT_FIRST = "，。、；：！？）》〉】〕”’·%％年月日号元"
NOT_LAST = "（《〈【〔“‘关于对的"


def width(text: str) -> float:
    """Return the width of a text in Han characters; Latin letters and figures are half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def balanced(pieces: Sequence[str], room: float) -> tuple[str, ...]:
    """Break a title into the fewest lines of about equal width; ``room`` is in Han characters.

    ``pieces`` are its words as far as known (unit, year, name of the report): a break between two
    of them is preferred to one inside.
    """
    text = "".join(pieces)
    count = math.ceil(width(text) / room) if room > 0 else 1
    if count <= 1:
        return (text,)
    ideal = width(text) / count
    lines, start = [], 0
    for line in range(1, count):
        rest = count - line
        best = min(
            _places(text, start, pieces),
            key=lambda place: _cost(text, start, place, (ideal, room, rest)),
            default=None,
        )
        if best is None:
            break
        lines.append(text[start : best[0]])
        start = best[0]
    return (*lines, text[start:])


def _places(text: str, start: int, pieces: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Return where a line may end behind ``start``, and whether a piece ends there."""
    seams, at = set(), 0
    for piece in pieces:
        at += len(piece)
        seams.add(at)
    for place in range(start + 1, len(text)):
        figures = _joined(text[place - 1]) and _joined(text[place])
        if figures or text[place] in NOT_FIRST or text[place - 1] in NOT_LAST:
            continue
        yield place, place in seams


def _joined(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _cost(text: str, start: int, place: tuple[int, bool], aims: tuple[float, float, int]) -> float:
    ideal, room, rest = aims
    first, left = width(text[start : place[0]]), width(text[place[0] :])
    too_wide = 100.0 * (max(0.0, first - room) + max(0.0, left - room * rest))
    return abs(first - ideal) + too_wide + (0.0 if place[1] else 3.0)
