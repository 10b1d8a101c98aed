"""Which indicators have names so near that they are worth comparing; kept while they stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.paths import list_of
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import LONGEST, meaning
from jixiao_desktop.rules.indicator import Indicator, indicators

USUAL = 0.8
"""Names are looked at from this likeness on, where the notice wants no less."""

Near = Mapping[str, frozenset[str]]
"""The rows before each row whose names are near its own."""


def pairs(dossier: Dossier, settings: Settings) -> Iterator[tuple[Indicator, Indicator]]:
    """Walk the pairs of indicators, in order, whose names share enough to be worth comparing.

    Two names that differ by a fifth still share most of their neighbouring characters.
    """
    rows = indicators(dossier, settings)
    near = _near(dossier, rows, 1 - min(USUAL, float(settings.indicator_likeness)))
    places = {one.row: place for place, one in enumerate(rows)}
    for one in rows:
        for place in sorted(places[row] for row in near[one.row]):
            yield rows[place], one


def _near(dossier: Dossier, rows: Sequence[Indicator], differ: float) -> Near:
    kept, key = dossier.worked_out, ("near names", differ)
    if key not in kept:
        kept[key] = _again(dossier, rows, differ, key) or _all(rows, differ)
    return cast("Near", kept[key])


def _all(rows: Sequence[Indicator], differ: float) -> Near:
    """Compare all names with those before them that share any two characters."""
    holders: dict[str, list[str]] = {}
    near: dict[str, frozenset[str]] = {}
    for one in rows:
        grams = bigrams(one.name)
        shared: dict[str, int] = {}
        for gram in grams:
            for former in holders.get(gram, ()):
                shared[former] = shared.get(former, 0) + 1
            holders.setdefault(gram, []).append(one.row)
        least = _least(grams, differ)
        near[one.row] = frozenset(former for former, count in shared.items() if count >= least)
    return near


def _again(dossier: Dossier, rows: Sequence[Indicator], differ: float, key: object) -> Near | None:
    """Compare only the names of rows that changed with the others; None where nothing is known."""
    before = dossier.before
    known = cast("Near | None", before.worked_out.get(key)) if before else None
    if before is None or known is None or known.keys() != {one.row for one in rows}:
        return None
    changed = {inside[1] for inside in map(list_of, before.changed) if inside is not None}
    near = dict(known)
    for row in changed & near.keys():
        _compare(row, rows, near, differ)
    return near


def _compare(row: str, rows: Iterable[Indicator], near: dict[str, frozenset[str]],
             differ: float) -> None:  # fmt: skip
    """Compare one row's name with all before and after it."""
    names = [(one.row, bigrams(one.name)) for one in rows]
    at = next(place for place, (name, _) in enumerate(names) if name == row)
    grams = names[at][1]
    least = _least(grams, differ)
    near[row] = frozenset(name for name, other in names[:at] if len(other & grams) >= least)
    for name, other in names[at + 1 :]:
        if len(other & grams) >= _least(other, differ):
            near[name] |= {row}
        elif row in near[name]:
            near[name] -= {row}


def _least(grams: frozenset[str], differ: float) -> int:
    return max(1, int(len(grams) * (1 - 2 * differ) / 2))


@lru_cache(2048)
def bigrams(name: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters of a name in the commonest words."""
    folded = meaning(name)[:LONGEST]
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1))
