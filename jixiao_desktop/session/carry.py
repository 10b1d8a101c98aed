"""Starting a year from the last one: what may be taken along, shown first, confirmed after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Dossier, Origin
from jixiao_desktop.session.edit import Editing, new_id
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.store.records import Put, Record, Step

if TYPE_CHECKING:
    from jixiao_desktop.session.workspace import Workspace

SINGLE = (
    "name", "code", "implementer", "department.name", "department.code", "confidential",
    "attribute", "overview", "purpose", "goal", "midterm.goal",
)  # fmt: skip
IN_ROWS = ("level1", "level2", "name", "operator", "target", "unit", "weight")
STEP = "从上年带入"
UNIT_TEXTS = ("unit_report.area", "unit_report.short_name")
"""What a unit is called in its report: the same from year to year."""
ROW_LISTS = ("indicators", "midterm.indicators")
ASKED_FIRST = ("goal", "overview")
"""Texts that name the year or its work: offered, taken only when the person says so."""


@dataclass(frozen=True, slots=True)
class Carry:
    """One line of the proposal: what it is called, what it said last year, whether to take it."""

    path: str
    label: str
    last_text: str
    take: bool = True


def proposal(workspace: Workspace, source_project_id: str) -> list[Carry]:
    """List what could be carried over; what was spent, reached or scored is never among it."""
    dossier = workspace.edit(source_project_id).dossier
    dictionary = workspace.catalog.dictionary
    return [
        Carry(path, _label(dossier, path, dictionary.label(path)), dossier.text(path),
              path not in ASKED_FIRST)
        for path in _carriable(dossier)
    ]  # fmt: skip


def _carriable(dossier: Dossier) -> Iterator[str]:
    yield from (path for path in SINGLE if dossier.filled(path))
    yield from (p for p in dossier.entries if _is_initial(p) and dossier.filled(p))
    for kind in ROW_LISTS:
        for row in dossier.row_ids(kind):
            for rest in IN_ROWS:
                path = paths.row_path(kind, row, rest)
                if dossier.filled(path):
                    yield path


def _is_initial(path: str) -> bool:
    return path.startswith(("budget.", "midterm.budget.")) and path.endswith(".initial")


def _label(dossier: Dossier, path: str, plain: str) -> str:
    inside = paths.list_of(path)
    if inside is None:
        return plain
    name = dossier.text(paths.row_path(inside[0], inside[1], "name"))
    return f"{name or f'第{(dossier.position(path) or 0) + 1}行'} · {plain}"


def carry(workspace: Workspace, source_project_id: str, year: int, chosen: Iterable[str]) -> str:
    """Make next year's project from chosen paths; return its id.

    Carried texts bear the origin "carried"; initial budgets stay locked until a reason is given.
    """
    source = workspace.edit(source_project_id)
    if year == source.year:
        raise Problem(f"{year}年就是这个项目自己的年度，请选另一个年度。")
    wanted = set(chosen)
    taken = [path for path in _carriable(source.dossier) if path in wanted]
    workspace.backup_now("带入上年前")
    unit_id, puts = _unit_of(workspace, source, year)
    record = Record(new_id("p"))
    puts.append(record.put("owner", "", ("project", unit_id, str(year), record.owner)))
    now = workspace.now()
    for path in taken:
        thing = (source.dossier.text(path), Origin.CARRIED.value, now)
        puts.append(record.put("value", path, thing))
    for kind in ROW_LISTS:
        rows = [
            row
            for row in source.dossier.row_ids(kind)
            if any(paths.row_path(kind, row, rest) in wanted for rest in IN_ROWS)
        ]
        if rows:
            puts.append(record.put("rows", kind, tuple(rows)))
    workspace.write(Step("", STEP, now), puts)
    return record.owner


def _unit_of(workspace: Workspace, source: Editing, year: int) -> tuple[str, list[Put]]:
    """Find the unit's other year, or describe it with the unit's facts carried over."""
    name = source.dossier.text("unit.name")
    for unit in workspace.units(year):
        if unit.name == name:
            return unit.id, []
    record = Record(new_id("u"))
    puts = [record.put("owner", "", ("unit", "", str(year), ""))]
    now = workspace.now()
    for path, entry in source.dossier.under("unit."):
        puts.append(record.put("value", path, (entry.text, Origin.CARRIED.value, now)))
    return record.owner, puts


def carry_unit(workspace: Workspace, unit_id: str) -> int:
    """Bring the facts of the same unit's last year into a new one, marked; return how many."""
    editing = workspace.edit_unit(unit_id)
    name = editing.dossier.text("unit.name")
    earlier = [u for u in workspace.units() if u.name == name and u.year < editing.year]
    if not earlier:
        return 0
    source = workspace.edit_unit(max(earlier, key=lambda one: one.year).id).dossier
    wanted = [path for path, _ in source.under("unit.") if path != "unit.name"]
    wanted += [path for path in UNIT_TEXTS if source.filled(path)]
    changes: list[Change] = [
        SetText(path, source.text(path), Origin.CARRIED)
        for path in wanted
        if source.filled(path) and not editing.dossier.filled(path)
    ]
    if changes:
        editing.step(STEP, changes)
    return len(changes)


def confirm(editing: Editing, chosen: Iterable[str] = ()) -> int:
    """Turn carried texts into typed ones as a step; return how many. Locked ones stay carried."""
    wanted = set(chosen)
    dossier = editing.dossier
    changes: list[Change] = [
        SetText(path, entry.text)
        for path, entry in dossier.entries.items()
        if entry.origin is Origin.CARRIED
        and (not wanted or path in wanted)
        and not dossier.locked(path)
    ]
    if changes:
        editing.step("确认带入", changes)
    return len(changes)
