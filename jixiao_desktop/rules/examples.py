"""Examples of rules: their tests and their help text at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.neighbours import Neighbours, print_of
from jixiao_desktop.rules.sentences import hint_sentences
from jixiao_desktop.rules.surroundings import KNOWN, FieldKind, Surroundings

AS_OF = date(2024, 7, 31)


@dataclass(frozen=True)
class Example:
    """A small dossier in which a rule speaks (at ``path``) or keeps silent.

    ``words`` tells it to people; ``texts`` are dossier texts, rows named by their paths.
    """

    words: str
    texts: Mapping[str, str]
    path: str = ""
    stages: tuple[str, ...] = ("monitoring",)
    required: tuple[str, ...] = ()
    last_year: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Mapping[str, str], ...] = ()
    """Texts of the other projects of the same file."""
    hints: tuple[str, ...] = ()
    """What the forms say is to be written."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Characters that the form in use wants at most, by path."""

    def dossier(self) -> Dossier:
        """Build the example's dossier; rows stand in the order they are first named."""
        return _built(AS_OF.year, self.texts, self.stages)

    def settings(self) -> Settings:
        """Give the settings the example is read with: the ministry's defaults, at 31 July."""
        return Settings(AS_OF.year, as_of=AS_OF, required=self.required)

    def surroundings(self) -> Surroundings:
        """Give what lies around the example's dossier, where it names anything."""
        last = _built(AS_OF.year - 1, self.last_year) if self.last_year else None
        beside = tuple(_built(AS_OF.year, one) for one in self.others)
        around = [self.dossier(), *beside]
        prints = [print_of(str(key), one) for key, one in enumerate(around)]
        limits = {path: FieldKind("prose", limit=most) for path, most in self.limits.items()}
        neighbours = Neighbours(prints if self.others else ())
        hints = hint_sentences(self.hints)
        return Surroundings({**KNOWN, **limits}, last, neighbours, hints, "0", beside)


def _built(year: int, texts: Mapping[str, str], stages: Iterable[str] = ()) -> Dossier:
    rows: dict[str, list[str]] = {}
    for path in texts:
        inside = paths.list_of(path)
        if inside is not None and inside[1] not in rows.setdefault(inside[0], []):
            rows[inside[0]].append(inside[1])
    ids = {kind: tuple(found) for kind, found in rows.items()}
    return of_texts(year, texts, ids, stages)


def row(row_id: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Write the texts of one indicator of an example."""
    return {f"indicators.{row_id}.{key}": text for key, text in texts.items()}
