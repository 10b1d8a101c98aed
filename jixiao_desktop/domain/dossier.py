"""The dossier: texts as typed, by path, with their origin; everything else is a view of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import cast
from weakref import ref

from jixiao_desktop.domain import paths


class Origin(StrEnum):
    """Where a text came from; shown beside every figure."""

    TYPED = "typed"
    COMPUTED = "computed"
    CARRIED = "carried"
    IMPORTED = "imported"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and where it came from; ``at`` is an ISO time, empty where unknown."""

    text: str
    origin: Origin = Origin.TYPED
    at: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A written reason that lets a finding pass: which rule and path, the text, who, when."""

    rule: str
    path: str
    text: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A locked place that was opened: which path, why, by whom, when."""

    path: str
    reason: str
    by: str = ""
    at: str = ""


LOCKED_BY_APPROVAL = ("goal",)
LOCKED_LIST = "indicators"
"""The list whose rows an approval fixes: its own name, opened, lets rows come, go and move."""

LOCKED_ROW_FIELDS = ("level1", "level2", "name", "operator", "target", "unit", "weight")


@dataclass(frozen=True)
class Dossier:
    """One project's year together with its unit's facts, at one time point; never changed in place.

    ``entries`` maps unstamped paths to entries; a blank text is never kept. ``rows`` maps a list
    (``indicators``) to row ids in order. Unit values lie under ``unit.`` and ``unit_report.``.
    """

    year: int
    entries: Mapping[str, Entry] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    explanations: tuple[Explanation, ...] = ()
    unlocked: tuple[Unlocked, ...] = ()
    stages: frozenset[str] = field(default_factory=frozenset)
    """Stages in work (monitoring, self_evaluation …): rules of other stages stay silent."""

    def text(self, path: str) -> str:
        """Return the text as typed, "" where nothing is filled."""
        entry = self.entries.get(path)
        return entry.text if entry else ""

    def origin(self, path: str) -> Origin | None:
        """Return where the text came from, None where nothing is filled."""
        entry = self.entries.get(path)
        return entry.origin if entry else None

    def filled(self, path: str) -> bool:
        """Tell whether a person or the program wrote anything there."""
        return bool(self.text(path).strip())

    def row_ids(self, kind: str = "indicators") -> tuple[str, ...]:
        """Return the rows of a list in order."""
        return self.rows.get(kind, ())

    def row_paths(self, kind: str, rest: str) -> tuple[str, ...]:
        """Return the path of one field in every row of a list."""
        return tuple(paths.row_path(kind, row, rest) for row in self.row_ids(kind))

    def under(self, prefix: str) -> Iterator[tuple[str, Entry]]:
        """Walk the filled paths below a prefix."""
        kept, key = self.worked_out, ("under", prefix)
        if key not in kept:
            before = self.before
            stays = before and not any(path.startswith(prefix) for path in before.changed)
            known = before.worked_out.get(key) if before and stays else None
            if known is None:
                known = [(p, e) for p, e in self.entries.items() if p.startswith(prefix)]
            kept[key] = known
        return iter(cast("list[tuple[str, Entry]]", kept[key]))

    def position(self, path: str) -> int | None:
        """Return the place of a row path's row in its list, counted from 0."""
        inside = paths.list_of(path)
        if inside is None:
            return None
        return self._places.get(inside[0], {}).get(inside[1])

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        return {kind: {row: at for at, row in enumerate(ids)} for kind, ids in self.rows.items()}

    @cached_property
    def worked_out(self) -> dict[object, object]:
        """What was computed from these texts, for those who ask again; they never change."""
        return {}

    @cached_property
    def before(self) -> Before | None:
        """What this one was made from by changing a few texts, None where it was not."""
        return None

    @cached_property
    def approved(self) -> bool:
        """Tell whether the goal was approved (批复): from then on it is locked."""
        return self.filled("approved.date") or self.filled("approved.document")

    @cached_property
    def _opened(self) -> frozenset[str]:
        return frozenset(u.path for u in self.unlocked)

    def locked(self, path: str) -> str:
        """Say in words why a path may not be edited, "" where it may (源财〔2023〕432号 五.2)."""
        if path in self._opened:
            return ""
        initial = path.startswith("budget.") and path.endswith(".initial")
        if initial and self.origin(path) is Origin.CARRIED:
            return "年初预算数已从上年或批复带入并锁定，改动要先写明理由。"
        if not self.approved:
            return ""
        if path == LOCKED_LIST:
            return "年初批复的指标已锁定，增减或移动要先写明理由。"
        inside = paths.list_of(path)
        fixed = inside is not None and inside[0] == LOCKED_LIST and inside[2] in LOCKED_ROW_FIELDS
        if inside is not None and f"{inside[0]}.{inside[1]}" in self._opened:
            return ""  # a row that was added after the approval
        if initial or path in LOCKED_BY_APPROVAL or fixed:
            return "年初批复的目标、指标和预算已锁定，改动要先写明理由。"
        return ""

    def with_entries(self, changes: Mapping[str, Entry | None]) -> Dossier:
        """Return a dossier in which some texts differ; None or a blank text removes."""
        entries = dict(self.entries)
        for path, entry in changes.items():
            if entry is None or entry.text == "":
                entries.pop(path, None)
            else:
                entries[path] = entry
        made = replace(self, entries=entries)
        made.__dict__["before"] = Before(ref(self), frozenset(changes), self.worked_out)
        made.__dict__["_places"] = self._places
        return made

    def with_rows(self, kind: str, ids: Iterable[str]) -> Dossier:
        """Return a dossier whose list holds these rows in this order."""
        rows = dict(self.rows)
        rows[kind] = tuple(ids)
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier dossier, which paths differ since, and what was worked out from its texts."""

    dossier: ref[Dossier]
    changed: frozenset[str]
    worked_out: Mapping[object, object]


def of_texts(
    year: int,
    texts: Mapping[str, str],
    rows: Mapping[str, tuple[str, ...]] | None = None,
    stages: Iterable[str] = (),
) -> Dossier:
    """Build a dossier of typed texts: for tests, samples and examples of rules."""
    entries = {path: Entry(text) for path, text in texts.items() if text != ""}
    return Dossier(year, entries, dict(rows or {}), stages=frozenset(stages))
