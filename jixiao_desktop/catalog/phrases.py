"""The phrase bank: sentences to start from, offered where they suit, never put in unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.dictionary import Dictionary, load_dictionary
from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml
from jixiao_desktop.domain import paths
from jixiao_desktop.resources import resources_root

BLANK = "……"
"""Stands in a phrase for what only the person knows."""

ANY = "*"
SET_KEYS = ("title", "paths", "phrase")
PHRASE_KEYS = ("label", "text")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with blanks to complete, and the few words it is offered by."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases of one subject, with the path patterns they suit; ``*`` at the end stands for any."""

    title: str
    patterns: tuple[str, ...]
    phrases: tuple[Phrase, ...]

    def suits(self, path: str) -> bool:
        """Tell whether the phrases are offered at a path."""
        return any(_matches(pattern, paths.pattern_of(path)) for pattern in self.patterns)


def _matches(pattern: str, path: str) -> bool:
    if pattern.endswith(ANY):
        return path.startswith(pattern.removesuffix(ANY))
    return path == pattern


@cache
def load_phrases(folder: Path | None = None) -> tuple[PhraseSet, ...]:
    """Read all files of the bank; a fault raises CatalogError with file, line and key."""
    folder = folder or resources_root() / "phrases"
    dictionary = load_dictionary()
    made: list[PhraseSet] = []
    for file in sorted(folder.glob("*.toml")):
        table = read_toml(file)
        expect(file, table, ("set",), ("set",))
        made += [_set(file, one, dictionary) for one in table["set"]]
    return tuple(made)


def _set(file: Path, table: Mapping[str, Any], dictionary: Dictionary) -> PhraseSet:
    expect(file, table, SET_KEYS, SET_KEYS)
    for pattern in table["paths"]:
        if not any(_matches(pattern, field.pattern) for field in dictionary):
            raise CatalogError(file, pattern, "不是已有的字段。", line_of(file, pattern))
    phrases = tuple(_phrase(file, one) for one in table["phrase"])
    labels = [phrase.label for phrase in phrases]
    for label in labels:
        if labels.count(label) > 1:
            raise CatalogError(file, label, "写了两次。", line_of(file, label))
    return PhraseSet(str(table["title"]), tuple(table["paths"]), phrases)


def _phrase(file: Path, table: Mapping[str, Any]) -> Phrase:
    expect(file, table, PHRASE_KEYS, PHRASE_KEYS)
    for key in PHRASE_KEYS:
        if not str(table[key]).strip():
            raise CatalogError(file, key, "是空的。", line_of(file, str(table["label"])))
    return Phrase(str(table["label"]), str(table["text"]))
