"""Official forms as data: which value stands in which cell of the office's own blank."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

UNIT = "unit"
"""Scope of a form that speaks of a unit's whole spending."""


@dataclass(frozen=True, slots=True)
class Place:
    """One value of a form: a path or a named computation, its cell, and how it is asked for.

    With both a path and a computation, the typed text counts and a blank one shows the computed
    figure. ``cell`` is the first cell of its merge ("F6"); "" where the value is asked for on
    screen but the official page has no box for it. ``adds`` are further paths whose amounts the
    form prints in the same cell (fund sources without a row of their own).
    """

    path: str = ""
    cell: str = ""
    computed: str = ""
    of: str = ""
    label: str = ""
    required: bool = False
    adds: tuple[str, ...] = ()
    number_format: str = ""
    when: tuple[tuple[str, str], ...] = ()
    join: tuple[str, str] = ("", "")
    """A second path printed in the same cell and the pattern of both: ("department.code", …)."""
    limit: int = 0
    """Characters the office wants at most in this box; 0 where it says nothing."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """One column of a table of rows; ``path`` is relative to the row (``monitoring.actual``).

    ``show = "target"`` prints operator, target and unit of the row in one cell and reads them
    back. ``ticks`` maps a choice to the column that takes its √. ``printed``: where nothing was
    typed, the words that the blank prints for the row's class stand (指标解释 of a framework).
    """

    path: str = ""
    column: str = ""
    show: str = ""
    computed: str = ""
    label: str = ""
    required: bool = False
    ticks: tuple[tuple[str, str], ...] = ()
    printed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every sheet column this value uses."""
        return tuple(c for _, c in self.ticks) if self.ticks else (self.column,)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of rows inside a form.

    ``first``/``last`` are the blank's body rows (pre-printed classes and empty lines); ``model``
    is the row whose looks every row takes; ``group`` are the merged leading columns as
    (relative path, column). A pre-printed class without rows keeps one empty line. Two tables of
    a form with the same body stand side by side: their lines are set against each other by class.
    """

    each: str
    first: int
    last: int
    model: int
    group: tuple[tuple[str, str], ...]
    places: tuple[RowPlace, ...]
    side: str = ""
    """Column of the side label that is merged over the whole body, "" where there is none."""
    name: str = ""
    """Relative path by which a row is called in messages, "" for that of the first column."""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Classes that this form has beside those of the dictionary: (relative path, words)."""

    @property
    def called(self) -> str:
        """Return the relative path by which a row is called."""
        return self.name or (self.places[0].path if self.places else "")


@dataclass(frozen=True, slots=True)
class Section:
    """One screen of a form and the block of the page it fills.

    ``layout``: ``fields`` (labels and editors), ``matrix`` (a fund block: rows × columns as the
    page has them), ``rows`` (a growing table). ``page`` names a hand-made page, "" for the
    generic one. ``shared`` sections of several forms of one wizard with the same id are one step.
    """

    id: str
    title: str
    hint: str = ""
    layout: str = "fields"
    page: str = ""
    places: tuple[Place, ...] = ()
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of an official form."""

    id: str
    edition: str
    year: int
    title: str
    short: str
    basis: str
    stage: str
    scope: str
    folder: Path
    blank: str
    sheet: str
    file_name: str
    sections: tuple[Section, ...]
    headings: tuple[tuple[str, str], ...] = ()
    """Cells whose printed words follow the notice: (cell, pattern such as "{window}执行数")."""
    settings: tuple[tuple[str, str], ...] = ()
    """Settings this edition brings (rate_denominator = "revised"), as texts."""
    signature: tuple[tuple[str, str], ...] = ()
    """Cells of the signature line that take a path behind their label: (cell, path)."""
    annex: str = "见附页"
    note: str = ""
    """What people should know of this edition before they use it (样式待核)."""

    @property
    def for_unit(self) -> bool:
        """Tell whether the form speaks of the unit as a whole instead of one project."""
        return self.scope == UNIT

    @property
    def as_of_path(self) -> str:
        """Return where the time point of the form's stage is kept."""
        return f"unit_report.{self.stage}.as_of" if self.for_unit else f"{self.stage}.as_of"

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the file formats a table can be exported to."""
        return ("xlsx", "docx", "pdf")

    @property
    def blank_file(self) -> Path:
        """Return the office's blank of this edition."""
        return self.folder / self.blank

    def places(self) -> tuple[Place, ...]:
        """Return all single places of all sections."""
        return tuple(place for section in self.sections for place in section.places)

    def rows(self) -> tuple[Rows, ...]:
        """Return all tables of rows that stand on the page."""
        tables = (section.rows for section in self.sections)
        return tuple(rows for rows in tables if rows is not None and rows.first)

    def required(self) -> tuple[str, ...]:
        """Return the patterns this form asks for."""
        singles = [p.path for p in self.places() if p.required]
        rows = [f"{r.each}[].{c.path}" for r in self.rows() for c in r.places if c.required]
        return (*singles, *rows)
