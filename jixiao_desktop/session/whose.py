"""Whose business a finding is: a project's in the work in hand, its unit's, or another work's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.case import WHOLE

if TYPE_CHECKING:
    from jixiao_desktop.session.edit import Editing
    from jixiao_desktop.session.flow import Flow

UNIT = "unit"


def own(editing: Editing, everything: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave to another work what is said of its cells, and to the unit what is the unit's.

    Every project of a unit carries the unit's report along; what is said of it is said once.
    """
    alone = editing.lens.project is not None
    stages = editing.dossier.stages
    return tuple(
        one
        for one in everything
        if not (alone and one.path.startswith(WHOLE)) and _stages(one.path) <= stages
    )


def _stages(path: str) -> set[str]:
    return set(path.split(".")).intersection(paths.STAGES)


def of_unit(unit: Editing) -> tuple[Finding, ...]:
    """Return what is found in a unit's own facts and report.

    Where its notice asks for no form of the unit, the report is checked as its first project
    carries it.
    """
    if asks_for_unit(unit) or not reports(unit):
        return unit.findings()
    projects = unit.workspace.projects(unit.unit_id)
    if not projects:
        return unit.findings()
    carried = unit.workspace.edit(projects[0].id).everything()
    facts = (one for one in unit.findings() if not one.path.startswith(WHOLE))
    return (*facts, *own(unit, (one for one in carried if one.path.startswith(WHOLE))))


def asks_for_unit(editing: Editing) -> bool:
    """Tell whether the notice in force asks for forms of the unit itself."""
    return any(form.scope == UNIT for form in editing.forms)


def reports(unit: Editing) -> bool:
    """Tell whether a unit carries anything of its own report."""
    return any(path.startswith(WHOLE) for path in unit.dossier.entries)


def asked_of_unit(flow: Flow, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what the unit's own screens do not ask for: that is its projects' business."""
    return tuple(f for f in findings if f.path.startswith(WHOLE) or flow.step_of(f.path))
