"""One unit's year in hand: catalogue, notice and dossiers, and every view of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jixiao_desktop.catalog.forms import UNIT, Form
from jixiao_desktop.catalog.loading import Catalog, laid_over, use_of, words_for
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.domain.paths import STAGES
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.session.problem import Problem

WHOLE = "unit_report."
"""Beginning of the paths that tell of the unit's whole spending."""


@dataclass(frozen=True)
class Case:
    """What checks and outputs start from: the same for the window and the command line."""

    catalog: Catalog
    notice: Notice
    year: int
    dossiers: tuple[Dossier, ...]
    unit: Dossier | None = None
    """The unit's own year, where it is in hand apart from its projects."""
    edition: str = ""
    """The edition asked for; forms that have none of that name stay in the notice's."""
    charts: bool = False
    """Whether reports carry the charts their outline offers."""
    checks: Notice | None = None
    """The notice that checks go by where it is not the one that outputs go by."""

    @property
    def as_checked(self) -> Case:
        """Return the case under the notice that checks go by."""
        return replace(self, notice=self.checks, checks=None) if self.checks else self

    @property
    def dossier(self) -> Dossier:
        """Return the first project's dossier; the unit's where there is no project."""
        return self.dossiers[0] if self.dossiers else self.unit or Dossier(self.year)

    @property
    def of_unit(self) -> Dossier:
        """Return what holds the unit's own texts: its own dossier, else the first project's."""
        return self.unit or self.dossier

    def of(self, form: Form | Report) -> Dossier:
        """Return the dossier a form is filled from: the first project's, or the unit's."""
        return self.unit or self.dossier if form.scope == UNIT else self.dossier

    @property
    def subjects(self) -> tuple[Dossier, ...]:
        """Return what is checked: every project, and the unit where its own forms are asked for."""
        if self.unit is None or not any(p.startswith(WHOLE) for p in self.unit.entries):
            return self.dossiers
        asked = any(form.scope == UNIT for form in self.forms())
        return (*self.dossiers, self.unit) if asked or not self.dossiers else self.dossiers

    def only(self, dossier: Dossier) -> Case:
        """Return the case of one project."""
        return replace(self, dossiers=(dossier,))

    def at(self, time_point: str) -> Case:
        """Return the case looked at from another time point; Problem where it cannot be read."""
        day = read_date(time_point, self.year)
        if day is None:
            raise Problem(f"时点“{time_point}”读不懂，写成 2024-07-31 这样。")
        moved = tuple(_moved(d, day.isoformat()) for d in self.dossiers)
        unit = _moved(self.unit, day.isoformat(), WHOLE) if self.unit else None
        return replace(self, dossiers=moved, unit=unit)

    def form(self, form_id: str, edition: str = "") -> Form | Report:
        """Return a form or report in the edition of this year, with the notice laid over it."""
        found = self.catalog.form(form_id, year=self.year, edition=edition)
        if not edition and isinstance(found, Form):
            asked = self._edition_of(form_id) or use_of(self.notice, found).edition
            if asked:
                found = self.catalog.form(form_id, year=self.year, edition=asked)
        return laid_over(found, self.notice) if isinstance(found, Form) else found

    def _edition_of(self, form_id: str) -> str:
        """Return the edition asked for where this form has one of that name."""
        names = (
            (form.edition, f"{form.edition}-{form.year}")
            for form in self.catalog.forms()
            if self.edition and form.id == form_id
        )
        return self.edition if any(self.edition in both for both in names) else ""

    def forms(self) -> tuple[Form | Report, ...]:
        """Return what the notice asks for, in its order."""
        asked = ((use.id, "" if self.edition else use.edition) for use in self.notice.forms)
        return tuple(self.form(form_id, edition) for form_id, edition in asked)

    def as_of(self, stage: str, form: Form | Report | None = None) -> date | None:
        """Return the time point of a stage: as the dossier says, else as the notice says."""
        typed = self.dossier.text(f"{stage}.as_of")
        if form is not None and form.scope == UNIT:
            typed = self.of(form).text(f"{WHOLE}{stage}.as_of") or typed
        return read_date(typed, self.year) or self.notice.time_point(stage)

    def settings(self, form: Form | Report | None = None, stage: str = "") -> Settings:
        """Return the settings in force for one form (or one stage)."""
        key = (id(form), stage)
        if key not in self._settings:
            plain = self.catalog.settings_for(self.notice, form, self.year, stage)
            made = replace(plain, as_of=self.as_of(plain.stage, form))
            self._settings[key] = (form, made)
        return self._settings[key][1]

    @cached_property
    def _settings(self) -> dict[tuple[int, str], tuple[Form | Report | None, Settings]]:
        """Keep what was worked out, and the forms, so that no other takes the number of one."""
        return {}

    def checked_with(self, forms: Sequence[Form | Report], stage: str) -> Settings:
        """Return the settings that checks of these forms go by.

        Those of the first form of the stage that brings any (its edition's denominator, its
        classes), with the notice's above them.
        """
        mine = [form for form in forms if form.stage == stage]
        own = next((form for form in mine if form.settings), None)
        return self.settings(own or next(iter(mine), None), stage)

    def words(self, form: Form | Report) -> dict[str, str]:
        """Return the words for headings, outlines and file names."""
        words = words_for(self.notice, form, self.year, self.as_of(form.stage, form))
        if self.dossiers or self.unit:
            words["unit"] = self.dossier.text("unit.name") or shown_text(
                self.dossier, "implementer"
            )
            several = len(self.dossiers) > 1
            words["project"] = (
                f"{len(self.dossiers)}个项目" if several else self.dossier.text("name")
            )
        return words

    def stages(self) -> frozenset[str]:
        """Return the stages in work: those of the notice's forms."""
        return frozenset(form.stage for form in self.forms())


def empty_case(catalog: Catalog, notice_id: str, year: int) -> Case:
    """Return a case with nothing filled: what an empty form is made from."""
    return Case(catalog, catalog.notice(notice_id, year), year, (Dossier(year),))


def _moved(dossier: Dossier, day: str, prefix: str = "") -> Dossier:
    stages = stages_in(dossier, STAGES)
    return dossier.with_entries({f"{prefix}{stage}.as_of": Entry(day) for stage in stages})


def stages_in(dossier: Dossier, stages: Sequence[str]) -> frozenset[str]:
    """Return the stages that a dossier carries anything of."""
    return frozenset(
        stage for stage in stages if any(stage in path.split(".") for path in dossier.entries)
    )
