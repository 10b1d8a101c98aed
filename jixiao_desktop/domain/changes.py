"""Changes a person makes to a dossier, and how each is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier, Entry, Explanation, Origin, Unlocked


class LockedError(Exception):
    """A change touches a locked place; the text says which and why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(reason)
        self.path = path


@dataclass(frozen=True, slots=True)
class SetText:
    """Put a text at a path; "" empties it."""

    path: str
    text: str
    origin: Origin = Origin.TYPED


@dataclass(frozen=True, slots=True)
class AddRow:
    """Add a row to a list at a place (None: at the end); a dropped id may come back."""

    kind: str
    row: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class DropRow:
    """Take a row out of its list; its texts go with it and come back with undo."""

    kind: str
    row: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a row to another place of its list."""

    kind: str
    row: str
    to: int


@dataclass(frozen=True, slots=True)
class Unlock:
    """Open a locked place with a reason that is kept."""

    entry: Unlocked


@dataclass(frozen=True, slots=True)
class Relock:
    """Close a place again (the inverse of opening it)."""

    path: str


@dataclass(frozen=True, slots=True)
class Explain:
    """Keep a written explanation for one finding; an empty text withdraws it."""

    entry: Explanation


Change = SetText | AddRow | DropRow | MoveRow | Unlock | Relock | Explain


def set_text(path: str, text: str, origin: Origin = Origin.TYPED) -> SetText:
    """Shorthand for one typed value."""
    return SetText(path, text, origin)


def apply(dossier: Dossier, change: Change, now: str = "", *, force: bool = False) -> Dossier:
    """Return the dossier after one change; a locked place raises LockedError unless forced."""
    if isinstance(change, SetText):
        return _apply_text(dossier, change, now, force)
    if isinstance(change, AddRow | DropRow | MoveRow):
        return _apply_row(dossier, change, force)
    if isinstance(change, Unlock):
        kept = tuple(u for u in dossier.unlocked if u.path != change.entry.path)
        return replace(dossier, unlocked=(*kept, change.entry))
    if isinstance(change, Relock):
        kept = tuple(u for u in dossier.unlocked if u.path != change.path)
        return replace(dossier, unlocked=kept)
    new = change.entry
    others = tuple(e for e in dossier.explanations if (e.rule, e.path) != (new.rule, new.path))
    return replace(dossier, explanations=(*others, new) if new.text.strip() else others)


def _apply_text(dossier: Dossier, change: SetText, now: str, force: bool) -> Dossier:
    if change.text == dossier.text(change.path) and change.origin == dossier.origin(change.path):
        return dossier
    reason = "" if force else dossier.locked(change.path)
    if reason:
        raise LockedError(change.path, reason)
    old = dossier.entries.get(change.path)
    if old is not None and old.text == change.text:
        now = old.at  # confirmed, not written: what was said of it still holds
    return dossier.with_entries({change.path: Entry(change.text, change.origin, now)})


def _apply_row(dossier: Dossier, change: AddRow | DropRow | MoveRow, force: bool) -> Dossier:
    ids = [i for i in dossier.row_ids(change.kind) if i != change.row]
    reason = "" if force else dossier.locked(change.kind)
    if reason:
        raise LockedError(change.kind, reason)
    if isinstance(change, DropRow):
        prefix = paths.row_path(change.kind, change.row, "")
        gone = {path: None for path, _ in dossier.under(prefix)}
        return dossier.with_entries(gone).with_rows(change.kind, ids)
    place = change.at if isinstance(change, AddRow) else change.to
    ids.insert(len(ids) if place is None else place, change.row)
    return dossier.with_rows(change.kind, ids)


def inverse(dossier: Dossier, change: Change) -> tuple[Change, ...]:
    """Give the changes that lead back to this dossier, from the state after ``change``."""
    if isinstance(change, SetText):
        entry = dossier.entries.get(change.path)
        origin = entry.origin if entry else Origin.TYPED
        return (SetText(change.path, entry.text if entry else "", origin),)
    if isinstance(change, AddRow):
        return (DropRow(change.kind, change.row),)
    if isinstance(change, DropRow | MoveRow):
        return _inverse_row(dossier, change)
    if isinstance(change, Unlock):
        return (Relock(change.entry.path),)
    if isinstance(change, Relock):
        return tuple(Unlock(u) for u in dossier.unlocked if u.path == change.path)
    new = change.entry
    for old in dossier.explanations:
        if (old.rule, old.path) == (new.rule, new.path):
            return (Explain(old),)
    return (Explain(replace(new, text="")),)


def _inverse_row(dossier: Dossier, change: DropRow | MoveRow) -> tuple[Change, ...]:
    ids = dossier.row_ids(change.kind)
    if change.row not in ids:
        return ()
    place = ids.index(change.row)
    if isinstance(change, MoveRow):
        return (MoveRow(change.kind, change.row, place),)
    prefix = paths.row_path(change.kind, change.row, "")
    texts = tuple(SetText(p, e.text, e.origin) for p, e in dossier.under(prefix))
    return (AddRow(change.kind, change.row, place), *texts)
