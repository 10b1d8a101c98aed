"""From July to December: what the monitoring says becomes the beginning of the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.domain import funds, paths
from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Dossier, Origin
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.flow import Flow, steps_of
from jixiao_desktop.session.step_names import UNIT
from jixiao_desktop.session.whole_year import DECEMBER, JULY, year_dossier

if TYPE_CHECKING:
    from jixiao_desktop.session.workspace import Workspace

STEP = "带入监控数"
ASKED_FIRST = "sections"
"""Chapters of a July report tell of July: offered, taken only when the person says so."""
UNIT_SPENT = ("unit_report.budget.", ".spent")


@dataclass(frozen=True, slots=True)
class FromJuly:
    """One line of the proposal: where it goes, what July says, what stands there already."""

    path: str
    label: str
    july: str
    december: str
    take: bool

    @property
    def free(self) -> bool:
        """Tell whether the place is still empty: only then it may be taken."""
        return not self.december.strip()


def proposal(editing: Editing) -> list[FromJuly]:
    """List the monitoring's figures and texts that the self-evaluation asks for as well."""
    dossier, now = year_dossier(editing), editing.dossier
    dictionary = editing.case.catalog.dictionary
    flow = Flow(editing, steps=steps_of(editing, of_unit=editing.lens.project is None))
    twins = [one for one in _twins(editing, dossier, dictionary) if flow.asks(one[0])]
    twins = [*_sums(dossier, flow, {path for path, _ in twins}), *twins]
    return [
        FromJuly(
            path, _label(dossier, path, dictionary), july, now.text(path),
            not now.filled(path) and ASKED_FIRST not in path.split("."),
        )
        for path, july in twins
    ]  # fmt: skip


def _sums(dossier: Dossier, flow: Flow, known: set[str]) -> Iterator[tuple[str, str]]:
    """Give July's sum where December asks for a fund that July told by its parts."""
    for source in funds.SOURCES:
        path = funds.fund_path(source, f"{DECEMBER}.spent")
        spent = funds.amount(dossier, source, f"{JULY}.spent")
        if path not in known and flow.asks(path) and spent is not None:
            yield path, show_money(spent)


def waiting(editing: Editing) -> int:
    """Count the places that would be taken over now."""
    return sum(one.take for one in proposal(editing))


def take(editing: Editing, chosen: Iterable[str]) -> int:
    """Carry the chosen places over as one step; what is typed already stays; return how many."""
    wanted = set(chosen)
    changes: list[Change] = [
        SetText(one.path, one.july, Origin.CARRIED)
        for one in proposal(editing)
        if one.path in wanted and one.free
    ]
    if changes:
        editing.step(STEP, changes)
    return len(changes)


def take_all(editing: Editing) -> int:
    """Carry over all that is proposed to be taken, as one step; return how many places."""
    return take(editing, [one.path for one in proposal(editing) if one.take])


def asks_for_year_end(editing: Editing) -> bool:
    """Tell whether the notice in force asks for a self-evaluation of what is open."""
    whole = editing.lens.project is None
    return any(form.stage == DECEMBER and (form.scope == UNIT) is whole for form in editing.forms)


def offered(workspace: Workspace, editing: Editing) -> int:
    """Count what may be offered unasked: nothing where it was declined under this notice."""
    if not asks_for_year_end(editing) or workspace.setting(_declined(editing)):
        return 0
    return waiting(editing)


def decline(workspace: Workspace, editing: Editing) -> None:
    """Remember that nobody wants July's figures here; Ctrl+M still brings them."""
    workspace.set_setting(_declined(editing), "1")


def _declined(editing: Editing) -> str:
    return f"july.declined:{editing.id}@{editing.notice.id}"


def _twins(editing: Editing, dossier: Dossier, dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """Walk (December's path, July's text) in the order of the dictionary and of the rows."""
    order = {one.pattern: at for at, one in enumerate(dictionary)}
    found = []
    for path, entry in dossier.entries.items():
        if paths.belongs_to_unit(path) is not (editing.lens.project is None):
            continue
        twin = _twin(path)
        pattern = paths.pattern_of(twin) if twin else ""
        if pattern in order and entry.text.strip():
            found.append((dossier.position(twin) or 0, order[pattern], twin, entry.text))
    rows_last = sorted(found, key=lambda one: (paths.list_of(one[2]) is not None, one[:2]))
    return ((path, text) for _, _, path, text in rows_last)


def _twin(path: str) -> str:
    """Return December's path for one of July's, "" where it has none."""
    if path.endswith(".as_of"):
        return ""
    start, end = UNIT_SPENT
    if path.startswith(start) and path.endswith(end):
        return path.replace("unit_report.", f"unit_report.{DECEMBER}.", 1)
    parts = path.split(".")
    if JULY not in parts:
        return ""
    return ".".join(DECEMBER if part == JULY else part for part in parts)


def _label(dossier: Dossier, path: str, dictionary: Dictionary) -> str:
    plain, inside = dictionary.label(path), paths.list_of(path)
    if inside is None:
        return plain
    name = dossier.text(paths.row_path(inside[0], inside[1], "name"))
    return f"{name or f'第{(dossier.position(path) or 0) + 1}行'} · {plain}"
