"""全面检查 of what is in the data file: one project, a unit, every unit."""

from __future__ import annotations

from typing import NamedTuple

from jixiao_desktop.session.beside import Beside, together
from jixiao_desktop.session.case import WHOLE, Case
from jixiao_desktop.session.check import check_case
from jixiao_desktop.session.check_report import WHOLE_NAME, UnitChecked, unit_checked
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.whose import asks_for_unit, of_unit, reports
from jixiao_desktop.session.workspace import Workspace


class Subject(NamedTuple):
    """One thing to check: a project, or a unit's whole spending."""

    owner: str
    name: str
    whole: bool = False


def subjects_of(workspace: Workspace, unit_id: str = "") -> list[Subject]:
    """List what there is to check in one unit's year, "" for every unit of the data file.

    A unit's whole spending is among it where the unit carries anything of its report.
    """
    found = []
    for unit in workspace.units():
        if unit_id not in ("", unit.id):
            continue
        found += [Subject(one.id, one.name) for one in workspace.projects(unit.id)]
        if reports(workspace.edit_unit(unit.id)):
            found.append(Subject(unit.id, f"{unit.name}{WHOLE_NAME}", whole=True))
    return found


def check_subject(workspace: Workspace, subject: Subject) -> UnitChecked:
    """Check one thing as it stands in the data file."""
    if not subject.whole:
        return check_editing(workspace.edit(subject.owner))
    unit = workspace.edit_unit(subject.owner)
    case = Case(workspace.catalog, unit.notice, unit.year, (), unit.dossier)
    if asks_for_unit(unit):
        (found,) = check_case(case)
    else:
        found = tuple(one for one in of_unit(unit) if one.path.startswith(WHOLE))
    return unit_checked(case, [together(found, Beside(unit).look())], ids=[subject.owner])


def check_editing(editing: Editing) -> UnitChecked:
    """Check a project in hand."""
    return unit_checked(editing.case, [editing.findings()], ids=[editing.id])
