"""What rules may know of the world outside a dossier; read-only, never another form's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.funds import COLUMNS, SOURCES, fund_path
from jixiao_desktop.rules.neighbours import NOBODY, Neighbours


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How the texts of one field are to be read."""

    kind: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    limit: int = 0
    """Characters that the form in use wants at most; 0 where it says nothing."""


CAUSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
LIKELIHOODS = ("确定能", "有可能", "完全不可能")
OPERATORS = ("≥", "≤", "=", ">", "<", "定性")

KNOWN: Mapping[str, FieldKind] = {
    "monitoring.as_of": FieldKind("date"),
    "approved.date": FieldKind("date"),
    "indicators[].operator": FieldKind("choice", choices=OPERATORS),
    "indicators[].monitoring.causes": FieldKind("ticks", choices=CAUSES),
    "indicators[].monitoring.likelihood": FieldKind("choice", choices=LIKELIHOODS),
    **{fund_path(s, c): FieldKind("money", "万元") for c in COLUMNS for s in SOURCES},
}
"""Kinds of the fields that arithmetic rests on, where no dictionary is at hand."""


@dataclass(frozen=True)
class Surroundings:
    """Kinds of fields (from the dictionary), last year's dossier, the other projects around."""

    fields: Mapping[str, FieldKind] = field(default_factory=lambda: KNOWN)
    last_year: Dossier | None = None
    neighbours: Neighbours = NOBODY
    """Fingerprints of the projects of the same file or workspace, this one among them."""
    hints: frozenset[str] = frozenset()
    """Sentences by which the forms say what to write (``sentences.hint_sentences``)."""
    own: str = ""
    """Under which key the project itself is among them."""
    projects: tuple[Dossier, ...] = ()
    """All projects of a unit, where its whole year is what is looked at."""


ALONE = Surroundings()
"""A dossier looked at by itself."""
