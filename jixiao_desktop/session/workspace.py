"""The open workspace: one data file with units, years and projects; what gui and cli both call."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao_desktop.session.openfile import OpenFile, restore_file
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.trouble import opening_problem
from jixiao_desktop.store.faults import StoreError

if TYPE_CHECKING:
    from jixiao_desktop.catalog.loading import Catalog
    from jixiao_desktop.catalog.notices import Notice
    from jixiao_desktop.domain.dossier import Origin
    from jixiao_desktop.session.carry import Carry
    from jixiao_desktop.session.case import Case
    from jixiao_desktop.session.edit import Editing
    from jixiao_desktop.session.importing import ImportReport
    from jixiao_desktop.store.datafile import DataFile
    from jixiao_desktop.store.lists import Owner
    from jixiao_desktop.store.records import Put

__all__ = ["Problem", "ProjectInfo", "UnitInfo", "Workspace", "restore_file"]

WHOLE = ""
"""Scope of steps that make or remove units and projects."""
CHARTS, YES = "report.charts", "yes"
BEGUN = "work.begun:"
"""Beginning of the settings that say under which general notice a unit's files were begun."""
TYPED = "typed"
"""Origin of a name; what names origins is loaded with the first dossier."""


class UnitInfo(NamedTuple):
    """One unit's year in the list."""

    id: str
    name: str
    code: str
    department: str
    year: int


class ProjectInfo(NamedTuple):
    """One project in the list."""

    id: str
    unit_id: str
    year: int
    name: str
    code: str
    updated_at: str

    @property
    def initials(self) -> str:
        """Return the first letters of the name's pinyin, to search by: 会议经费 → hyjf."""
        from jixiao_desktop.session.initials import initials_of

        return initials_of(self.name)


class Workspace(OpenFile):
    """One open data file."""

    def __init__(self, file: DataFile, catalog: Catalog) -> None:
        super().__init__(file)
        self._catalog = catalog
        self._charts: bool | None = None
        self._editings: weakref.WeakValueDictionary[str, Editing] = weakref.WeakValueDictionary()

    @classmethod
    def open(cls, path: Path, *, create: bool = False, catalog: Catalog | None = None) -> Workspace:
        """Open a data file, or make one; whatever hinders it raises Problem with a sentence."""
        from jixiao_desktop.session.notice_box import catalog_beside
        from jixiao_desktop.store.datafile import DataFile

        path = Path(path)
        try:
            return cls(DataFile.open(path, create=create), catalog or catalog_beside(path))
        except StoreError as error:
            from jixiao_desktop.store.backup import backups_of

            copies = tuple(b.path for b in backups_of(path))
            raise opening_problem(error, path, copies) from error

    @property
    def catalog(self) -> Catalog:
        """The catalogue of forms, reports and notices."""
        return self._catalog

    def use_catalog(self, catalog: Catalog) -> None:
        """Take another catalogue, for instance with an imported notice."""
        self._catalog = catalog
        for editing in list(self._editings.values()):
            editing.look_again(self._notice(editing.unit_id))

    @property
    def charts(self) -> bool:
        """Whether reports carry charts, as chosen for this data file; not unless asked for."""
        if self._charts is None:
            self._charts = self.setting(CHARTS) == YES
        return self._charts

    def use_charts(self, on: bool) -> None:
        """Have reports carry charts or not, and remember it."""
        if on == self.charts:
            return
        self.set_setting(CHARTS, YES if on else "")
        self._charts = on
        for editing in list(self._editings.values()):
            editing.look_again()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- what is there -----------------------------------------------------------------------

    def units(self, year: int | None = None) -> list[UnitInfo]:
        """List units, one line per year."""
        texts = self.texts_at("unit.department.name")
        return [
            UnitInfo(one.id, one.name, one.code, texts.get(one.id, ""), one.year)
            for one in self.owners("unit")
            if year in (None, one.year)
        ]

    def projects(self, unit_id: str | None = None, year: int | None = None) -> list[ProjectInfo]:
        """List projects of a unit, a year or all."""
        return [
            project_info(one)
            for one in self.owners("project")
            if unit_id in (None, one.parent) and year in (None, one.year)
        ]

    def edit(self, project_id: str) -> Editing:
        """Take a project in hand; asked twice, the same one."""
        return self._editing(project_id)

    def edit_unit(self, unit_id: str) -> Editing:
        """Take a unit in hand."""
        return self._editing(unit_id)

    def case(self, unit_id: str, project_ids: Sequence[str] | None = None) -> Case:
        """Return a unit's year, or some of its projects, ready for checks and outputs."""
        from jixiao_desktop.session.case import Case

        listed = [one.id for one in self.projects(unit_id)]
        wanted = listed if project_ids is None else list(project_ids)
        unit = self.edit_unit(unit_id)
        dossiers = tuple(self.edit(one).dossier for one in wanted) or (unit.dossier,)
        return Case(
            self._catalog, unit.notice, unit.year, dossiers, unit.dossier, charts=self.charts
        )

    def _editing(self, owner: str) -> Editing:
        from jixiao_desktop.session.edit import Editing
        from jixiao_desktop.session.view import Lens

        found = self._editings.get(owner)
        if found is None:
            record = self.record(owner)
            kind, parent, _year, _given = record.get("owner", "") or ("", "", "", "")
            project = record if kind == "project" else None
            unit = self.record(parent) if project else record
            found = Editing(self, Lens(project, unit, self._notice(unit.owner)))
            self._editings[owner] = found
        return found

    # -- making and removing -----------------------------------------------------------------

    def add_unit(self, name: str, year: int) -> str:
        """Make a unit's year; return its id."""
        from jixiao_desktop.session.edit import new_id
        from jixiao_desktop.store.records import Record, Step

        record = Record(new_id("u"))
        puts = [
            record.put("owner", "", ("unit", "", str(year), "")),
            record.put("value", "unit.name", (name, TYPED, self.now())),
        ]
        self.write(Step(WHOLE, "新建单位", self.now()), [p for p in puts if p.after != ("",)])
        return record.owner

    def add_project(self, unit_id: str, name: str) -> str:
        """Make a project of a unit; return its id."""
        from jixiao_desktop.session.edit import new_id
        from jixiao_desktop.store.records import Record, Step

        unit = self._owner(unit_id)
        record = Record(new_id("p"))
        puts = [record.put("owner", "", ("project", unit_id, str(unit.year), record.owner))]
        if name:
            thing = (name, TYPED, self.now())
            puts.append(record.put("value", "name", thing))
        self.write(Step(WHOLE, "新建项目", self.now()), puts)
        return record.owner

    def remove_project(self, project_id: str) -> None:
        """Take a project out of the list; all of it is kept and can be brought back."""
        self._set_removed(project_id, (self.now(),), "移除项目")

    def restore_project(self, project_id: str) -> None:
        """Bring a removed project back."""
        self._set_removed(project_id, None, "恢复项目")

    def removed_projects(self) -> list[ProjectInfo]:
        """List what was removed and can be brought back."""
        return [project_info(one) for one in self.owners("project", removed=True)]

    def _set_removed(self, project_id: str, thing: tuple[str, ...] | None, name: str) -> None:
        from jixiao_desktop.store.records import Step

        record = self.record(project_id)
        put = record.put("owner", "removed", thing)
        self.write(Step(WHOLE, name, self.now()), [put])
        record.apply([put])

    # -- notices -----------------------------------------------------------------------------

    def notice_id(self, unit_id: str) -> str:
        """Return the id of the notice in force, "" for the national one: the one chosen, else
        the general one of the work that the unit's files were begun in.
        """
        return self.chosen_notice(unit_id) or self.begun_under(unit_id)

    def begun_under(self, unit_id: str) -> str:
        """Return the general notice that a unit's files were begun under, "" for the national."""
        return self.setting(f"{BEGUN}{unit_id}")

    def chosen_notice(self, unit_id: str) -> str:
        """Return the id of the notice that a person or a file chose, "" where nobody did."""
        thing = self.record(unit_id).get("owner", "notice")
        return thing[0] if thing else ""

    def begin_under(self, unit_id: str, notice_id: str) -> None:
        """Show a unit under a general notice until one is chosen; its files do not name it."""
        self.set_setting(f"{BEGUN}{unit_id}", notice_id)
        for editing in list(self._editings.values()):
            if editing.unit_id == unit_id:
                editing.look_again(self._notice(unit_id))

    def choose_notice(self, unit_id: str, notice_id: str) -> str:
        """Lay another notice over the unit's forms: headings, dates and thresholds follow it.

        Returns a sentence where texts of another time point went out of sight, else "".
        """
        from jixiao_desktop.store.records import Step

        if notice_id:
            self._catalog.notice(notice_id)
        record = self.record(unit_id)
        put = record.put("owner", "notice", (notice_id,) if notice_id else None)
        before, begun = self._notice(unit_id), self.begun_under(unit_id)
        if put.before == put.after and not begun:
            return ""
        if begun:
            self.set_setting(f"{BEGUN}{unit_id}", "")
        self.write(Step(WHOLE, "选用通知", self.now()), [put])
        record.apply([put])
        after = self._notice(unit_id)
        for editing in list(self._editings.values()):
            if editing.unit_id == unit_id:
                editing.look_again(after)
        return self._out_of_sight(unit_id, before, after)

    def _out_of_sight(self, unit_id: str, before: Notice, after: Notice) -> str:
        """Say how many projects have texts at a time point that the new notice does not name."""
        said = []
        for stage, day in before.as_of:
            if after.time_point(stage) in (None, day):
                continue
            count = sum(
                1
                for one in self.projects(unit_id)
                if any(
                    kind == "value" and f"{stage}@{day.isoformat()}" in key
                    for kind, key in self.record(one.id).things
                )
                and not self.record(one.id).get("value", f"{stage}.as_of")
            )
            if count:
                said.append(
                    f"有{count}个项目在{day.year}年{day.month}月{day.day}日时点填的内容收起来了，"
                    "把时点改回这一天就能看到。"
                )
        return "".join(said)

    def _notice(self, unit_id: str) -> Notice:
        record = self.record(unit_id)
        head = record.get("owner", "") or ("", "", "0", "")
        return self.notice_of(self.notice_id(unit_id), int(head[2]))

    def notice_of(self, notice_id: str, year: int) -> Notice:
        """Return a notice in a year; the national one where this one is not known here."""
        try:
            return self._catalog.notice(notice_id, year)
        except KeyError:
            return self._catalog.notice("", year)

    # -- exchange ----------------------------------------------------------------------------

    def import_exchange(self, data: dict[str, Any], origin: Origin | None = None) -> ImportReport:
        """Take an exchange file in: new projects are made, known ones updated as one step."""
        from jixiao_desktop.session.importing import take_in

        return take_in(self, data) if origin is None else take_in(self, data, origin)

    def export_exchange(
        self, unit_id: str, project_ids: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """Return a unit's year, or some of its projects, as an exchange file."""
        from jixiao_desktop.session.handout import hand_out

        return hand_out(self, unit_id, project_ids)

    # -- from last year ----------------------------------------------------------------------

    def carry_proposal(self, source_project_id: str) -> list[Carry]:
        """List what a new year could take over from a project, to be ticked first."""
        from jixiao_desktop.session.carry import proposal

        return proposal(self, source_project_id)

    def carry_from(self, source_project_id: str, year: int, chosen: Iterable[str]) -> str:
        """Make a project of another year from the chosen paths; return its id."""
        from jixiao_desktop.session.carry import carry

        return carry(self, source_project_id, year, chosen)

    def _owner(self, owner: str) -> Owner:
        found = self.owner(owner)
        if found is None:
            raise Problem("找不到这个单位，它可能已在别处移除。请回到首页重新选择。")
        return found

    def show_again(self) -> None:
        """Have every view show the records anew, with their steps."""
        for editing in list(self._editings.values()):
            if not self._records[editing.id].things:
                del self._editings[editing.id]  # a restored file may not know it yet
                continue
            editing.forget_steps()
            editing.look_again(self._notice(editing.unit_id))

    def spread(self, source: Editing, puts: Sequence[Put]) -> None:
        """Show a step to the other views that hold the same records."""
        touched = {put.owner for put in puts}
        for editing in list(self._editings.values()):
            if editing is not source and (editing.unit_id in touched or editing.id in touched):
                editing.look_again()


def project_info(one: Owner) -> ProjectInfo:
    """Show one line of the list."""
    return ProjectInfo(one.id, one.parent, one.year, one.name, one.code, one.updated)
