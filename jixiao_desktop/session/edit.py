"""Editing one project or one unit: steps that are on disk before they are seen, undo, views."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.forms import UNIT, Form
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import AddRow, Change, SetText, apply
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.view import Lens, is_time_point
from jixiao_desktop.store.records import Put, Record, Step

if TYPE_CHECKING:
    from jixiao_desktop.grid.sheet import Grid
    from jixiao_desktop.narrative.document import Document
    from jixiao_desktop.rules.surroundings import Surroundings
    from jixiao_desktop.session.workspace import Workspace

DEEP = 5000
"""Steps looked back on for undo when a project is opened."""


@dataclass(slots=True)
class Stacks:
    """What can be undone and redone, last on top."""

    undo: list[Step]
    redo: list[Step]

    def follow(self, step: Step) -> None:
        """Take one more step into account: a new one cuts what could be redone."""
        if not step.undoes:
            self.undo.append(step)
            self.redo.clear()
        elif self.undo and self.undo[-1].id == step.undoes:
            self.undo.pop()
            self.redo.append(step)
        elif self.redo and self.redo[-1].id == step.undoes:
            self.redo.pop()
            self.undo.append(step)


@dataclass(slots=True)
class Checked:
    """The findings last worked out, and what changed since; None: everything may have."""

    now: tuple[Finding, ...] | None = None
    last: tuple[Finding, ...] | None = None
    frame: tuple[Settings, frozenset[str]] | None = None
    changed: set[str] | None = None
    around: Surroundings | None = None

    def forget(self) -> None:
        """Have everything checked anew."""
        self.changed = None

    def follow(self, puts: Sequence[Put]) -> None:
        """Note the paths and lists that some puts touch."""
        if any(put.kind not in ("value", "rows") for put in puts):
            self.forget()
        elif self.changed is not None:
            self.changed.update(paths.unstamped(put.key) for put in puts)


class Editing:
    """A project (or a unit, where ``project`` is None) in hand."""

    def __init__(self, workspace: Workspace, lens: Lens) -> None:
        self._workspace = workspace
        self.lens = lens
        self.unit_id = lens.unit.owner
        self.id = lens.project.owner if lens.project else lens.unit.owner
        self.on_change: list[Callable[[], None]] = []
        self._merge = ""
        self._stacks: Stacks | None = None
        self._case: Case | None = None
        self._forms: tuple[Form | Report, ...] | None = None
        self._checked = Checked()
        self._dossier = self._built()

    # -- what is there -----------------------------------------------------------------------

    @property
    def dossier(self) -> Dossier:
        """The dossier as it stands on disk."""
        return self._dossier

    @property
    def workspace(self) -> Workspace:
        """The data file it belongs to."""
        return self._workspace

    @property
    def notice(self) -> Notice:
        """The notice in force for the unit's year."""
        return self.lens.notice

    @property
    def year(self) -> int:
        """The year of the dossier."""
        return self.lens.year

    @property
    def case(self) -> Case:
        """What checks and outputs start from."""
        if self._case is None:
            charts = self._workspace.charts
            plain = Case(self._workspace.catalog, self.notice, self.year, (self._dossier,))
            self._case = replace(plain, charts=charts)
        return self._case

    @property
    def forms(self) -> tuple[Form | Report, ...]:
        """The forms and reports that the notice asks for."""
        if self._forms is None:
            self._forms = known_forms(self.case)
        return self._forms

    @property
    def settings(self) -> Settings:
        """The settings in force for the stage in work: the notice's over the edition's."""
        whole = self.lens.project is None
        forms = [form for form in self.forms if (form.scope == UNIT) is whole] or self.forms
        return self.case.checked_with(forms, forms[0].stage if forms else "")

    def _built(self) -> Dossier:
        plain = self.lens.dossier()
        return replace(plain, stages=self._stages(plain))

    def _stages(self, dossier: Dossier) -> frozenset[str]:
        """The first stage the notice asks for, and the others it asks for that carry anything.

        What July left open is no business of December: each kind of work has its own notice.
        """
        if self._forms is None:
            case = Case(self._workspace.catalog, self.notice, self.year, (dossier,))
            self._forms = known_forms(case)
        asked = [form.stage for form in self._forms if form.stage]
        filled = {
            part
            for path in dossier.entries
            for part in path.split(".")
            if part in paths.STAGES and not path.endswith(".as_of")
        }
        return frozenset([*asked[:1], *filled.intersection(asked)])

    def use_charts(self, on: bool) -> None:
        """Have reports carry their charts from now on, or no longer."""
        self._workspace.use_charts(on)

    # -- steps -------------------------------------------------------------------------------

    def step(self, name: str, changes: Sequence[Change], *, merge: str = "") -> None:
        """Keep some changes as one step: on disk first, then seen.

        A locked place raises LockedError, a full or failing disk Problem; then nothing changed.
        """
        now = self._workspace.now()
        if any(isinstance(c, SetText) and is_time_point(c.path) for c in changes):
            new, puts = self._across_times(changes, now)
        else:
            new = self._applied(self._dossier, changes, now)
            puts = list(self.lens.puts(self._dossier, new))
        if not puts:
            return
        stacks = self._loaded()
        last = stacks.undo[-1] if stacks.undo else None
        if merge and merge == self._merge and last and last.merge == merge:
            self._workspace.write(replace(last, at=now), puts)
        else:
            step = Step(self.id, name, now, merge=merge)
            stacks.follow(replace(step, id=self._workspace.write(step, puts)))
        self._merge = merge
        self._seen(puts, new)

    def _applied(self, dossier: Dossier, changes: Sequence[Change], now: str) -> Dossier:
        for change in changes:
            dossier = apply(dossier, change, now)
        return dossier

    def _across_times(self, changes: Sequence[Change], now: str) -> tuple[None, list[Put]]:
        """Work out changes of which some switch the time point, on copies of the records."""
        lens = self._copied()
        puts: list[Put] = []
        for change in changes:
            old = lens.dossier()
            some = list(lens.puts(old, apply(old, change, now)))
            for record in (lens.unit, lens.project):
                if record is not None:
                    record.apply(some)
            lens.refocus()
            puts += some
        return None, puts

    def _copied(self) -> Lens:
        project, unit = self.lens.project, self.lens.unit
        copy = Record(project.owner, dict(project.things)) if project else None
        return Lens(copy, Record(unit.owner, dict(unit.things)), self.notice)

    def _seen(self, puts: Sequence[Put], new: Dossier | None) -> None:
        """Show what is now on disk, here and in every other view of the same unit."""
        for record in (self.lens.unit, self.lens.project):
            if record is not None:
                record.apply(puts)
        if new is None:
            self.lens.refocus()
            new = self.lens.dossier()
            new = replace(new, stages=self._stages(new))
            self._checked.forget()
        else:
            self._checked.follow(puts)
            touched = {part.partition("@")[0] for put in puts for part in put.key.split(".")}
            stages = touched.intersection(form.stage for form in self.forms)
            if not stages <= new.stages:
                new = replace(new, stages=new.stages | stages)
        self._take(new)
        self._workspace.spread(self, puts)

    def _take(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._checked.now = None
        self._case = None
        for callback in tuple(self.on_change):
            callback()

    def forget_steps(self) -> None:
        """Read the steps anew before the next undo."""
        self._stacks = None
        self._merge = ""

    def look_again(self, notice: Notice | None = None) -> None:
        """Show the records anew: another view of the unit, or another notice, changed them."""
        if notice is not None:
            self.lens.notice = notice
            self._forms = None
        self._checked.forget()
        self.lens.refocus()
        self._take(self._built())

    # -- undo --------------------------------------------------------------------------------

    def _loaded(self) -> Stacks:
        if self._stacks is None:
            stacks = Stacks([], [])
            for step in self._workspace.steps_of(self.id, DEEP):
                stacks.follow(step)
            self._stacks = stacks
        return self._stacks

    @property
    def undo_name(self) -> str:
        """What undo would take back, "" when nothing."""
        undo = self._loaded().undo
        return undo[-1].name if undo else ""

    @property
    def redo_name(self) -> str:
        """What redo would bring again, "" when nothing."""
        redo = self._loaded().redo
        return redo[-1].name if redo else ""

    def undo(self) -> str:
        """Take back the last step as a new one; return its name, "" when there is none."""
        return self._reverse(self._loaded().undo)

    def redo(self) -> str:
        """Bring back the last undone step as a new one; return its name, "" when none."""
        return self._reverse(self._loaded().redo)

    def _reverse(self, steps: list[Step]) -> str:
        if not steps:
            return ""
        last = steps[-1]
        wanted = [put.reversed() for put in self._workspace.puts_of(last.id)]
        # What somebody changed since, in another view of the unit, stays as it is.
        puts = [put for put in wanted if self._holds(put)]
        step = Step(self.id, last.name, self._workspace.now(), undoes=last.id)
        number = self._workspace.write(step, puts)
        self._loaded().follow(replace(step, id=number))
        self._merge = ""
        self._seen(puts, None)
        return last.name

    def _holds(self, put: Put) -> bool:
        for record in (self.lens.unit, self.lens.project):
            if record is not None and record.owner == put.owner:
                return record.get(put.kind, put.key) == put.before
        return False

    # -- rows and views ----------------------------------------------------------------------

    def new_row_id(self) -> str:
        """Make an id for a row that stays with it for good."""
        return new_id("r")

    def add_row(self, kind: str, at: int | None = None) -> AddRow:
        """Describe a new row of a list; ``step`` keeps it."""
        return AddRow(kind, self.new_row_id(), at)

    def findings(self) -> tuple[Finding, ...]:
        """Check what is the business of this dossier in the work in hand."""
        return self._check().now or ()

    def everything(self) -> tuple[Finding, ...]:
        """Return also what a check says of the unit's report and of other works' cells."""
        return self._check().last or ()

    def _check(self) -> Checked:
        """Check the dossier; kept until it changes, then only what the change touches."""
        checked = self._checked
        if checked.now is None:
            from jixiao_desktop.session.around import in_workspace
            from jixiao_desktop.session.check import Since, check_dossier
            from jixiao_desktop.session.whose import own

            frame = (self.settings, self._dossier.stages)
            known = checked.changed is not None and frame == checked.frame
            changed = frozenset(checked.changed or ())
            around = checked.around if known else in_workspace(self._workspace, self)
            since = Since(around, changed, checked.last) if known else Since(around)
            found = check_dossier(
                self._dossier, frame[0], self._workspace.catalog, self.forms, since
            )
            self._checked = Checked(own(self, found), found, frame, set(), around)
        return self._checked

    def draft(self, report: Report, path: str) -> str:
        """Return what a report's section says as long as nobody rewrote it."""
        from jixiao_desktop.session.output import draft_text

        return draft_text(self.case, report, path)

    def grid(self, form: Form) -> Grid:
        """Fill the office's blank."""
        from jixiao_desktop.session.output import filled_grid

        return filled_grid(self.case, form)

    def document(self, report: Report) -> Document:
        """Compose a report."""
        from jixiao_desktop.session.output import composed

        return composed(self.case, report)


def known_forms(case: Case) -> tuple[Form | Report, ...]:
    """Return the notice's forms; one that this version does not carry yet is passed over."""
    found = []
    for use in case.notice.forms:
        with contextlib.suppress(KeyError):
            found.append(case.form(use.id, use.edition))
    return tuple(found)


def new_id(letter: str) -> str:
    """Make a short id that no other row or project bears."""
    import secrets

    return letter + secrets.token_hex(6)
