"""Phrases on offer at a field, and what a text looks like with one put in at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jixiao_desktop.catalog.phrases import BLANK, Phrase, load_phrases

JOINS = "；"
OPEN_ENDS = "。；，、：:;,!！?？（(“\n…"
"""After these a phrase follows without a sign of its own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The words that stand before the phrases, and the phrases."""

    title: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """A text with a phrase in it, and the place to go on typing (the first blank, selected)."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=512)
def offered(path: str) -> Offer | None:
    """Return what the phrase bank has for a path, None where it has nothing."""
    sets = [found for found in load_phrases() if found.suits(path)]
    if not sets:
        return None
    return Offer(sets[0].title, tuple(phrase for found in sets for phrase in found.phrases))


def insert_phrase(text: str, start: int, end: int, phrase: Phrase) -> Inserted:
    """Put a phrase in place of a selection; all around it stays as it was typed."""
    before, after = text[:start], text[end:]
    glue = JOINS if before.strip() and before[-1] not in OPEN_ENDS and not before.isspace() else ""
    made = before + glue + phrase.text + after
    place = next_blank(made, len(before) + len(glue), len(before) + len(glue) + len(phrase.text))
    if place is None:
        end = len(before) + len(glue) + len(phrase.text)
        place = (end, end)
    return Inserted(made, *place)


def next_blank(text: str, start: int = 0, stop: int | None = None) -> tuple[int, int] | None:
    """Find the next blank to complete, None where there is none."""
    at = text.find(BLANK, start, len(text) if stop is None else stop)
    return None if at < 0 else (at, at + len(BLANK))


def labels(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """Return the few words that phrases are offered by."""
    return tuple(phrase.label for phrase in phrases)
