"""Who is at the keyboard: the name last written, else the one the unit's forms carry."""

from __future__ import annotations

from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.workspace import Workspace

PERSON = "person"
FILLED_BY = "unit.contacts.filled_by"


def person(editing: Editing | None, workspace: Workspace | None) -> str:
    """Return the name to offer for reasons and explanations."""
    kept = workspace.setting(PERSON) if workspace is not None else ""
    return kept or (editing.dossier.text(FILLED_BY) if editing is not None else "")


def signed(editing: Editing, workspace: Workspace, name: str) -> str:
    """Return the name to sign with; one that was typed is remembered for the next time."""
    if name:
        keep_person(workspace, name)
    return name or person(editing, workspace)


def keep_person(workspace: Workspace | None, name: str) -> None:
    """Remember a name for the next time; a full disk does not undo what was just kept."""
    if workspace is None or workspace.setting(PERSON) == name:
        return
    try:
        workspace.set_setting(PERSON, name)
    except Problem:
        return
