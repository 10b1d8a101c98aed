"""Notices (通知) as data: which forms, time point, due date, headings, thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FormUse:
    """One form or report a notice asks for: its name there (附件2), edition and headings."""

    id: str
    name: str = ""
    edition: str = ""
    title: str = ""
    due: date | None = None
    headings: tuple[tuple[str, str], ...] = ()
    blank: Path | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: laid over the forms it names; data, never code.

    ``as_of`` maps a stage to its time point. ``settings`` are texts by name of a Settings field.
    """

    id: str
    title: str
    year: int
    area: str
    basis: str
    forms: tuple[FormUse, ...]
    as_of: tuple[tuple[str, date], ...]
    due: date | None = None
    settings: tuple[tuple[str, str], ...] = ()
    rules_off: tuple[str, ...] = ()
    rules_hint: tuple[str, ...] = ()
    """Rules that are no more than hints here."""
    receiver: str = ""
    folder: Path | None = None
    any_year: bool = False
    """A standing rule of no single year: its dates move to the dossier's year."""
    texts: tuple[tuple[str, str], ...] = ()
    """Clauses that messages may quote, by what they are about."""

    def time_point(self, stage: str) -> date | None:
        """Return the date a stage looks at, None where the notice names none."""
        return dict(self.as_of).get(stage)
