"""Sentences without their signs, for telling whether one stands word for word elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 12
"""A prompt of fewer signs may well be somebody's own words."""

_ENDS = re.compile("[。；;\n（）()]")
_SMALL = re.compile(r"[\W_]+")


@lru_cache(2048)
def sentences(text: str) -> tuple[tuple[str, str], ...]:
    """Give a text's sentences: (as written, without blanks and signs)."""
    bare = ((piece.strip(), _SMALL.sub("", piece)) for piece in _ENDS.split(text))
    return tuple(pair for pair in bare if pair[1])


def hint_sentences(texts: Iterable[str]) -> frozenset[str]:
    """Give the sentences of the forms' prompts that are long enough to be known again."""
    return frozenset(bare for text in texts for _, bare in sentences(text) if len(bare) >= SHORTEST)
