"""Sentences without their signs, for telling whether one stands word for word elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SHORTEST = 12
"""A prompt of fewer signs may well be somebody's own words."""

_ENDS = re.compile("[。；;\n（）()]")
_SMALL = re.compile(r"[\W_]+")


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Walk a text's sentences: (as written, without blanks and signs)."""
    for piece in _ENDS.split(text):
        bare = _SMALL.sub("", piece)
        if bare:
            yield piece.strip(), bare


def hint_sentences(texts: Iterable[str]) -> frozenset[str]:
    """Give the sentences of the forms' prompts that are long enough to be known again."""
    return frozenset(bare for text in texts for _, bare in sentences(text) if len(bare) >= SHORTEST)
