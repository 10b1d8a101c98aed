"""Two faults at once (X): one must not hide the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.proofs.reviews.hand import FAULTS, MUST, Due, Fault, Hand, UnfitError, fault

ALONE = re.compile(r"^(U|E|R)\.|\.(no_|one_output|one_carries|scale_of|satisfaction_of_own)")
"""Faults that leave other rows at other places, or whose dossiers are of another kind."""


def places_of(dues: tuple[Due, ...]) -> set[str]:
    """Return the rows and texts that faults are due at."""
    return {re.sub(r"(indicators\[\d+\]).*", r"\1", p) for due in dues for p in due.places}


def two_of(kinds: tuple[str, ...]) -> Callable[[Hand], Any]:
    """Make a mutator of two others, of the classes named."""

    def make(hand: Hand) -> tuple[Due, ...]:
        known = [f for f in FAULTS if f.kind in kinds and not ALONE.search(f.title)]
        for first, second in _chosen(hand, known):
            one = first.apply(hand.data, hand.rng)
            two = second.apply(one.data, hand.rng) if one else None
            if one and two and not places_of(one.due) & places_of(two.due):
                hand.data = two.data
                return (*one.due, *two.due)
        raise UnfitError

    return make


def _chosen(hand: Hand, known: list[Fault]) -> Iterator[tuple[Fault, Fault]]:
    for _ in range(12):
        first, second = hand.rng.sample(known, 2)
        yield first, second


for name, kinds in (
    ("two_in_the_indicators", ("A1", "A3", "A13", "A14")),
    ("indicators_and_money", ("A1", "A13", "B1", "A6")),
    ("reasons_and_text", ("B3", "T", "D1")),
    ("prose_and_prose", ("B4", "Y", "D2")),
    ("scores_and_text", ("S", "T")),
):
    made = two_of(kinds)
    made.__name__ = name
    fault("X", MUST)(made)
