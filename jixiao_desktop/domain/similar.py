"""Names that mean the same thing: folded for comparing, and how close two of them are."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.units import unit_family

LONGEST = 200
"""Names are compared up to so many characters: no pasted page makes comparing slow."""

CLEARLY_DIFFERENT = 0.5
"""Below this share of common characters the distance is not worked out."""

_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,12})[)）\]】]")
_PUNCTUATION = re.compile(r"[\W_]+")
_COUNTING_ENDS = ("数量", "次数", "数")
_WORDS_IN_NUMBER = ("指数", "系数", "基数", "参数", "函数", "少数", "多数")


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Strip a name to what it means: no blanks, units in brackets, punctuation, final 数量/次数."""
    shown = normalise(name[: 2 * LONGEST]).lower()
    shown = _BRACKET.sub(lambda m: "" if _is_unit(m[1]) else m[1], shown)
    shown = _PUNCTUATION.sub("", shown)
    if shown.endswith("人次数"):
        return shown[:-1]
    for end in _COUNTING_ENDS:
        if shown.endswith(end) and len(shown) > len(end) and not shown.endswith(_WORDS_IN_NUMBER):
            return shown.removesuffix(end)
    return shown


@lru_cache(maxsize=65536)
def similarity(a: str, b: str) -> float:
    """Give how alike two names are, 0 to 1: the share of characters that need no editing.

    Names with less than half their characters in common are given 0 without a closer look.
    """
    one, two = fold_name(a)[:LONGEST], fold_name(b)[:LONGEST]
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    longer = max(len(one), len(two))
    if min(len(one), len(two)) < CLEARLY_DIFFERENT * longer:
        return 0.0
    if (_letters(one) & _letters(two)).total() < CLEARLY_DIFFERENT * longer:
        return 0.0
    return 1 - _distance(one, two) / longer


def _is_unit(text: str) -> bool:
    return not text or unit_family(text) != "other"


@lru_cache(maxsize=8192)
def _letters(name: str) -> Counter[str]:
    return Counter(name)


def _distance(one: str, two: str) -> int:
    """Count the single characters to insert, drop or change (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(two, 1):
            keep = diagonal + (left != right)
            diagonal = row[j]
            row[j] = min(keep, diagonal + 1, row[j - 1] + 1)
    return row[-1]
