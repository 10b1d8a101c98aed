"""What lies around a project: the others of its file or workspace, and its year before.

In a workspace the fingerprints are kept; a project is read again only when its list line says
that it changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.rules.neighbours import (
    ABOUT,
    COMPARED,
    Neighbours,
    Print,
    core_name,
    print_of,
)
from jixiao_desktop.rules.surroundings import Surroundings
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.session.case import Case
    from jixiao_desktop.session.edit import Editing
    from jixiao_desktop.session.workspace import ProjectInfo, Workspace

MOST = 200
"""So many projects are compared in a workspace: the unit's own first, then the last changed."""

PLAIN = ("implementer", *ABOUT)
_held: WeakKeyDictionary[Workspace, dict[str, Held]] = WeakKeyDictionary()


class Held(NamedTuple):
    """A project's fingerprints, when they were read and of what state."""

    updated: str
    read: str
    told: Print

    def fits(self, updated: str) -> bool:
        """Tell whether nothing changed since; what changed within the same second may have."""
        return self.updated == updated < self.read


def in_case(dossiers: Sequence[Dossier]) -> list[Surroundings]:
    """Return the surroundings of every project of one file, in order."""
    if len(dossiers) < 2:
        return [Surroundings() for _ in dossiers]
    around = Neighbours(print_of(str(key), one) for key, one in enumerate(dossiers))
    return [Surroundings(neighbours=around, own=str(key)) for key in range(len(dossiers))]


def in_batch(cases: Sequence[Case]) -> list[list[Surroundings]]:
    """Return the surroundings of every project of files handed in together, case by case.

    A project that came in several files (its table, its report) is one neighbour.
    """
    keys: list[list[str]] = []
    prints: dict[str, Print] = {}
    for case in cases:
        made = [print_of("", dossier) for dossier in case.dossiers]
        keys.append([f"{one.unit}\n{core_name(one.name)}" for one in made])
        for key, one in zip(keys[-1], made, strict=True):
            there = prints.get(key, one)
            texts, about = {**one.texts, **there.texts}, (*there.about, *one.about)
            prints[key] = replace(one, key=key, texts=texts, about=tuple(dict.fromkeys(about)))
    around = Neighbours(prints.values())
    return [[Surroundings(neighbours=around, own=key) for key in own] for own in keys]


def in_workspace(workspace: Workspace, editing: Editing) -> Surroundings:
    """Return a project's surroundings; what cannot be read is left out."""
    if editing.id == editing.unit_id:
        return Surroundings()
    try:
        prints = _prints(workspace, editing)
        return Surroundings(
            last_year=_last_year(workspace, editing), neighbours=Neighbours(prints), own=editing.id
        )
    except Problem:
        return Surroundings()


def _prints(workspace: Workspace, editing: Editing) -> list[Print]:
    listed = [one for one in workspace.projects(year=editing.year) if one.id != editing.id]
    listed.sort(key=lambda one: one.updated_at, reverse=True)
    listed.sort(key=lambda one: one.unit_id != editing.unit_id)
    listed = listed[:MOST]
    held = _held.setdefault(workspace, {})
    stale = [one for one in listed if one.id not in held or not held[one.id].fits(one.updated_at)]
    if stale:
        units = workspace.texts_at("unit.name")
        texts = _texts(workspace, [one.id for one in stale])
        now = workspace.now()
        for one in stale:
            held[one.id] = Held(one.updated_at, now, _print(one, texts.get(one.id, {}), units))
    own = print_of(editing.id, editing.dossier)
    return [own, *(held[one.id].told for one in listed)]


def _texts(workspace: Workspace, owners: list[str]) -> dict[str, dict[str, str]]:
    """Read the texts worth comparing; of several time points the last."""
    made: dict[str, dict[str, str]] = {}
    for owner, path, text in workspace.prose_of(owners, PLAIN, paths.STAGES):
        plain = paths.unstamped(path)
        if plain in COMPARED or plain in PLAIN:
            made.setdefault(owner, {})[plain] = text
    return made


def _print(one: ProjectInfo, texts: dict[str, str], units: dict[str, str]) -> Print:
    about = tuple((path, texts[path]) for path in ABOUT if path in texts)
    compared = {path: text for path, text in texts.items() if path in COMPARED}
    unit = texts.get("implementer") or units.get(one.unit_id, "")
    return Print(one.id, one.name, unit, compared, about)


def _last_year(workspace: Workspace, editing: Editing) -> Dossier | None:
    """Find the same project of the same unit a year ago, by code or name."""
    dossier = editing.dossier
    unit, name, code = (dossier.text(path).strip() for path in ("unit.name", "name", "code"))
    if not (unit and name):
        return None
    for home in workspace.units(editing.year - 1):
        for one in workspace.projects(home.id) if home.name == unit else ():
            if (code and one.code == code) or core_name(one.name) == core_name(name):
                return workspace.edit(one.id).dossier
    return None
