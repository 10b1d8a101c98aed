"""The month that a review summary stands at, as its title and most of its rows say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from jixiao_desktop.domain.han_numbers import HAN, read_han

LONGEST = 2_000
TOLD = ("review.progress", "review.spending")
_NUMBER = f"([0-9]{{1,2}}|[{HAN}]{{1,3}})"
_SPAN = re.compile(
    rf"(?:[0-9]{{1,2}}|[{HAN}]{{1,2}}) ?月?份? ?[-—－–~～至到]{{1,2}} ?{_NUMBER} ?月"
)
_UNTIL = re.compile(
    rf"(?:截[至止]到?|到|至)(?:目前)?(?:(?:19|20)[0-9]{{2}} ?年|今年|本年)? ?{_NUMBER} ?月"
    rf"(?:底|末|份|[0-9{HAN}]{{1,3}} ?[日号])"
)
_MONTHS = re.compile(f"^[^0-9，。]{{0,6}}?前?{_NUMBER}个月")


@lru_cache(512)
def month_in(text: str) -> int | None:
    """Give the month (1–12) up to which a text tells; None where it names none."""
    shown = text[:LONGEST]
    for pattern in (_UNTIL, _SPAN, _MONTHS):
        match = pattern.search(shown)
        number = read_han(match[1]) if match and not match[1].isdigit() else None
        month = int(match[1]) if match and match[1].isdigit() else int(number or 0)
        if 1 <= month <= 12:
            return month
    return None


def told_month(titles: Iterable[str], rows: Iterable[Mapping[str, str]]) -> int | None:
    """Give the month of a table: its title's span, else that of most rows; None if split."""
    for title in titles:
        match = _SPAN.search(title[:LONGEST])
        month = month_in(match[0]) if match else None
        if month:
            return month
    said: Counter[int] = Counter()
    for row in rows:
        for key in TOLD:
            month = month_in(row.get(key, ""))
            if month:
                said[month] += 1
                break
    best = said.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > said.total() else None
