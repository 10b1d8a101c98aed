"""From what the store holds to the dossier in hand, and back: time points come off and on here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier, Entry, Explanation, Origin, Unlocked
from jixiao_desktop.store.records import Put, Record, Thing

K = TypeVar("K")
V = TypeVar("V")
UNIT_STAGES = "unit_report."
Times = Mapping[str, str]


def times_of(record: Record, notice: Notice, year: int, prefix: str = "") -> dict[str, str]:
    """Tell the time point of each stage: as typed where it reads as a date, else the notice's.

    A stage that the notice does not name stays in sight at the last time it was filled; one that
    was filled without a time needs none.
    """
    times, kept = {}, kept_times(record)
    for stage in paths.STAGES:
        thing = record.get("value", f"{prefix}{stage}.as_of")
        typed = read_date(thing[0], year) if thing else None
        day = typed or notice.time_point(stage)
        known = kept.get(stage, set())
        if day is None or (typed is None and known == {""}):
            when = max(known, default="")
        else:
            when = day.isoformat()
        if when:
            times[stage] = when
    return times


def kept_times(record: Record) -> dict[str, set[str]]:
    """Tell at which time points each stage was filled, "" for values kept without one."""
    kept: dict[str, set[str]] = {}
    for kind, key in record.things:
        if kind != "value" or key.endswith(".as_of"):
            continue
        for part in key.split("."):
            stage, _, when = part.partition("@")
            if stage in paths.STAGES:
                kept.setdefault(stage, set()).add(when)
    return kept


def kept_path(path: str, times: Times) -> str:
    """Return the path under which the store keeps a value; a time point itself bears no time."""
    return path if path.endswith(".as_of") else paths.stamped(path, times)


def is_time_point(path: str) -> bool:
    """Tell whether typing here switches to the values of another time."""
    return path.endswith(".as_of") and any(stage in path.split(".") for stage in paths.STAGES)


class Lens:
    """Shows the records of a project and its unit as one dossier at their time points."""

    def __init__(self, project: Record | None, unit: Record, notice: Notice) -> None:
        self.project = project
        self.unit = unit
        self.notice = notice
        head = unit.get("owner", "") or ("unit", "", "0", "")
        self.year = int(head[2])
        self.refocus()

    def refocus(self) -> None:
        """Take up the time points that the records now name."""
        self.unit_times = times_of(self.unit, self.notice, self.year, UNIT_STAGES)
        self.times = times_of(self.project, self.notice, self.year) if self.project else {}

    def owner_of(self, path: str) -> tuple[Record, Times]:
        """Tell whose a path is: the unit's or the project's, with the times in force."""
        if self.project is None or paths.belongs_to_unit(path):
            return self.unit, self.unit_times
        return self.project, self.times

    def dossier(self) -> Dossier:
        """Build the dossier from the records."""
        entries: dict[str, Entry] = {}
        rows: dict[str, tuple[str, ...]] = {}
        explanations: list[Explanation] = []
        unlocked: list[Unlocked] = []
        pairs = [(self.unit, self.unit_times)]
        if self.project is not None:
            pairs.append((self.project, self.times))
        for record, times in pairs:
            for (kind, key), thing in record.things.items():
                if kind == "value" and (path := shown(key, times)):
                    entries[path] = Entry(thing[0], Origin(thing[1]), thing[2])
                elif kind == "rows" and (path := shown(key, times)):
                    rows[path] = thing
                elif kind == "explanation":
                    rule, _, where = key.partition("\n")
                    if path := shown(where, times):
                        explanations.append(Explanation(rule, path, *thing[:3]))
                elif kind == "unlock":
                    unlocked.append(Unlocked(key, *thing))
        return Dossier(self.year, entries, rows, tuple(explanations), tuple(unlocked))

    def puts(self, old: Dossier, new: Dossier) -> Iterator[Put]:
        """Describe for the store how one dossier became the other."""
        for path in _differing(old.entries, new.entries):
            record, times = self.owner_of(path)
            yield record.put("value", kept_path(path, times), _thing(new.entries.get(path)))
        for kind in _differing(old.rows, new.rows):
            record, times = self.owner_of(f"{kind}.")
            ids = new.rows.get(kind)
            yield record.put("rows", kept_path(kind, times), ids or None)
        yield from self._notes(old, new)

    def _notes(self, old: Dossier, new: Dossier) -> Iterator[Put]:
        before = {(e.rule, e.path): e for e in old.explanations}
        after = {(e.rule, e.path): e for e in new.explanations}
        for rule, path in _differing(before, after):
            record, times = self.owner_of(path)
            note = after.get((rule, path))
            key = f"{rule}\n{kept_path(path, times)}"
            yield record.put(
                "explanation", key, (note.text, note.by, note.at, "") if note else None
            )
        opened = {u.path: u for u in old.unlocked}
        opens = {u.path: u for u in new.unlocked}
        for path in _differing(opened, opens):
            record, _times = self.owner_of(path)
            one = opens.get(path)
            yield record.put("unlock", path, (one.reason, one.by, one.at) if one else None)


def shown(key: str, times: Times) -> str:
    """Return the path a stored key has in the dossier, "" where it belongs to another time."""
    path = paths.unstamped(key)
    return path if kept_path(path, times) == key else ""


def _thing(entry: Entry | None) -> Thing | None:
    return (entry.text, entry.origin.value, entry.at) if entry else None


def _differing(old: Mapping[K, V], new: Mapping[K, V]) -> list[K]:
    keys = [key for key, value in new.items() if old.get(key) is not value]
    keys = [key for key in keys if old.get(key) != new[key]]
    return keys + [key for key in old if key not in new]
