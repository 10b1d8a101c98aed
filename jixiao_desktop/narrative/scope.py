"""What a sentence speaks of: a unit, one of its projects, one indicator or one fund source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.paths import ROW_KINDS, row_path
from jixiao_desktop.domain.progress import Bands, Progress, bands_of, indicator_progress
from jixiao_desktop.domain.scoring import scored_rows
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import Target, TargetKind, read_actual, read_target

INDICATORS = "indicators"


class FieldLike(Protocol):
    """What the narrative reads of a dictionary field."""

    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...


class DictionaryLike(Protocol):
    """The dictionary as far as the narrative asks it."""

    def find(self, path: str) -> FieldLike | None: ...


@dataclass(frozen=True)
class Subject:
    """What a report is about: the unit, the projects it covers, the settings in force."""

    unit: Dossier
    projects: tuple[Dossier, ...]
    settings: Settings
    dictionary: DictionaryLike
    words: Mapping[str, str] = field(default_factory=dict)
    figures: str = ""
    """How figures are said, as the outline has it: "" or plain."""
    whole: bool = False
    """Whether the report is about the unit as a whole, not about projects."""
    charts: bool = False
    """Whether the person asked for charts where the outline has them."""

    @property
    def plain(self) -> bool:
        """Tell whether figures stand bare and texts as typed: the outline brings the units."""
        return self.figures == "plain"

    @property
    def several(self) -> bool:
        """Tell whether this is the unit edition, which lists its projects."""
        return len(self.projects) > 1 and not self.whole


@dataclass(frozen=True)
class Scope:
    """One place a sentence is told from; ``project`` is −1 for the unit as a whole."""

    subject: Subject
    dossier: Dossier
    project: int = -1
    row: str = ""
    source: str = "total"
    fund: str = ""
    kind: str = "indicators"
    before: str = ""
    last: bool = False
    """Whether the row in hand is told last of its list."""

    def at_row(self, row: str, kind: str = "indicators", before: str = "") -> Scope:
        """Narrow the scope to one row of a list; ``before`` is the row told last."""
        return replace(self, row=row, kind=kind, before=before)

    def at_fund(self, fund: str) -> Scope:
        """Narrow the scope to one fund source."""
        return replace(self, fund=fund)

    @property
    def settings(self) -> Settings:
        """Settings of the notice in force."""
        return self.subject.settings

    @property
    def as_of_path(self) -> str:
        """Where the time point of the stage in work is kept."""
        head = "unit_report." if self.subject.whole else ""
        return f"{head}{self.settings.stage}.as_of"

    @property
    def as_of(self) -> date | None:
        """Time point of the stage: the dossier's own, else the notice's."""
        return read_date(self.dossier.text(self.as_of_path)) or self.settings.as_of

    @property
    def spent(self) -> str:
        """Money column of what was spent at the stage in work."""
        column = f"{self.settings.stage}.spent"
        return column if column in funds.COLUMNS else "monitoring.spent"

    @property
    def bands(self) -> Bands:
        """Where the lights change."""
        return bands_of(self.settings)

    def row_path(self, rest: str) -> str:
        """Path of a field of the indicator in hand."""
        return row_path(self.kind, self.row, rest)

    def row_text(self, rest: str) -> str:
        """Typed text of a field of the indicator in hand."""
        return self.dossier.text(self.row_path(rest))

    @cached_property
    def target(self) -> Target:
        """Target of the indicator in hand."""
        texts = (self.row_text("operator"), self.row_text("target"), self.row_text("unit"))
        return read_target(*texts, year=self.dossier.year)

    def measured(self, rest: str) -> TargetKind:
        """What an actual or forecast value of the indicator in hand is: number, date or words."""
        found = read_actual(self.row_text(rest), self.target, self.dossier.year)
        if found.kind is TargetKind.NUMBER and self.target.deadline is not None:
            return TargetKind.DATE
        return found.kind

    @cached_property
    def progress(self) -> Progress | None:
        """How far the indicator in hand is; None without a time point."""
        moment = self.as_of
        if moment is None:
            return None
        actual = read_actual(self.row_text("monitoring.actual"), self.target, self.dossier.year)
        return indicator_progress(
            self.target,
            actual,
            moment,
            self.bands,
            name=self.row_text("name"),
            level2=self.row_text("level2"),
        )


def project_scopes(subject: Subject) -> tuple[Scope, ...]:
    """Return one scope for each project of a report."""
    return tuple(Scope(subject, d, n) for n, d in enumerate(subject.projects))


def unit_scope(subject: Subject) -> Scope:
    """Return the scope of the report as a whole: the project itself where there is but one."""
    if len(subject.projects) == 1 and not subject.whole:
        return Scope(subject, subject.projects[0], 0)
    return Scope(subject, subject.unit)


def listed_rows(scope: Scope, kind: str) -> list[Scope]:
    """Return a scope for every row of a list that says something; an unknown list is KeyError."""
    if kind not in ROW_KINDS:
        raise KeyError(kind)
    filled_rows = [r for r in scope.dossier.row_ids(kind) if _says(scope, kind, r)]
    ids = scored_rows(scope.dossier, kind) if kind.endswith(INDICATORS) else filled_rows
    before = ("", *ids)
    return [scope.at_row(row, kind, last) for row, last in zip(ids, before, strict=False)]


def _says(scope: Scope, kind: str, row: str) -> bool:
    """Tell whether a row holds anything."""
    return any(True for _ in scope.dossier.under(f"{kind}.{row}."))
