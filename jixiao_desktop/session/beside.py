"""A unit's own report held against its projects: after the pause, never under the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.department import has_figures, speaks_of_itself, told_by

if TYPE_CHECKING:
    from jixiao_desktop.session.edit import Editing

MOST = 200
"""Of more projects the sum is taken by 全面检查 on files only: reading them takes too long here."""

State = tuple[object, ...]
Listed = tuple[tuple[str, str], ...]


class Beside:
    """What a unit's text says otherwise than its projects, kept until either changes."""

    def __init__(self, unit: Editing) -> None:
        self.unit = unit
        self.found: tuple[Finding, ...] = ()
        self._told: State = ()
        self._projects: Listed = ()
        self._settled = False

    def stale(self) -> bool:
        """Tell whether a text of the unit or a project changed since it was looked at."""
        told = self._text_now()
        if not told:
            return bool(self._told)
        return told != self._told or not self._settled or self._projects_now() != self._projects

    def looking(self) -> Iterator[None]:
        """Look anew, one project at each turn; the last turn holds the text against the sum."""
        told, listed = self._text_now(), self._projects_now()
        read = self.unit.workspace.now()
        dossiers: list[Dossier] = []
        if told and 1 < len(listed) <= MOST:
            for one in self.unit.workspace.projects(self.unit.unit_id):
                dossiers.append(self.unit.workspace.edit(one.id).dossier)
                yield
        self.found = self._held_against(tuple(dossiers)) if dossiers else ()
        self._told, self._projects = told, listed
        # what changes within the second of reading bears the same time
        self._settled = all(updated < read for _, updated in listed)

    def look(self) -> tuple[Finding, ...]:
        """Look at once, where nobody waits at the keys; return what was found."""
        if self.stale():
            for _ in self.looking():
                pass
        return self.found

    def _held_against(self, dossiers: tuple[Dossier, ...]) -> tuple[Finding, ...]:
        from jixiao_desktop.session.check import department_findings

        unit = self.unit
        case = Case(unit.workspace.catalog, unit.notice, unit.year, dossiers, unit.dossier)
        said = {(one.rule, one.path) for one in unit.findings()}
        return tuple(f for f in department_findings(case) if (f.rule, f.path) not in said)

    def _text_now(self) -> State:
        """Give what the unit says, () where it says nothing of its projects together."""
        dossier = self.unit.dossier
        if not (speaks_of_itself(dossier) or has_figures(dossier)):
            return ()
        return (self.unit.notice.id, dossier.explanations, *told_by(dossier))

    def _projects_now(self) -> Listed:
        listed = self.unit.workspace.projects(self.unit.unit_id)
        return tuple((one.id, one.updated_at) for one in listed)


def together(found: Iterable[Finding], beside: Sequence[Finding]) -> tuple[Finding, ...]:
    """Put both kinds of findings about a unit together, each fault told once."""
    if not beside:
        return tuple(found)
    from jixiao_desktop.rules.same_fault import told_once

    return tuple(told_once([*found, *beside]))
