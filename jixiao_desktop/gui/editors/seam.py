"""What the editors need of the open project; session/edit.py offers it, tests may stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog, words_for
from jixiao_desktop.domain.changes import Change, LockedError
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.session.printed import Printed, printed_words
from jixiao_desktop.session.problem import Problem

REFUSALS: tuple[type[Exception], ...] = (LockedError, Problem)
"""What a step may raise that is told to the person beside the field."""


class Editing(Protocol):
    """The open project as the editors see it: what it says now, and the one way in."""

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is now."""

    @property
    def settings(self) -> Settings:
        """Thresholds and denominators in force."""

    def step(self, name: str, changes: Sequence[Change], *, merge: str = "") -> None:
        """Do one undoable step."""

    def new_row_id(self) -> str:
        """Give an id that no row has."""


def settings_for(editing: Editing, form: Form) -> Settings:
    """Return the settings in force for one form (its edition may divide by another budget)."""
    case = getattr(editing, "case", None)
    return cast(Settings, case.settings(form)) if case is not None else editing.settings


def printed_for(editing: Editing, form: Form) -> Printed:
    """Return the words a form prints around its cells, under the notice in force."""
    case = getattr(editing, "case", None)
    if case is not None:
        words = dict(case.words(form))
    else:
        year, as_of = editing.dossier.year, editing.settings.as_of
        words = words_for(load_catalog().notice("", year), form, year, as_of)
    return printed_words(form, {k: w for k, w in words.items() if k not in ("unit", "project")})
