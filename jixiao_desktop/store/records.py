"""What an owner holds, as plain data, and the checksum that notices a flipped bit.

A *put* sets one thing of one owner. ``kind`` and ``key`` say which thing, the tuple what it is:

- ``value``, stored path: (text, origin, time)
- ``rows``, list: the row ids in order
- ``explanation``, rule + newline + path: (text, by, at, path as an exchange file gave it)
- ``unlock``, path: (reason, by, at)
- ``owner``, "": (kind, parent, year, id as an exchange file gave it); ``removed``: (at,);
  ``notice``: (id,)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Thing = tuple[str, ...]
SIZE = 1 << 256


@dataclass(frozen=True, slots=True)
class Put:
    """One thing of one owner, before and after; None where there is nothing."""

    owner: str
    kind: str
    key: str
    before: Thing | None
    after: Thing | None

    def reversed(self) -> Put:
        """Return the put that takes this one back."""
        return Put(self.owner, self.kind, self.key, self.after, self.before)


@dataclass(eq=False)
class Record:
    """All that one owner holds, at every time point."""

    owner: str
    things: dict[tuple[str, str], Thing] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> Thing | None:
        """Return one thing, None where there is nothing."""
        return self.things.get((kind, key))

    def of(self, kind: str) -> dict[str, Thing]:
        """Return all things of one kind by key."""
        return {key: thing for (one, key), thing in self.things.items() if one == kind}

    def put(self, kind: str, key: str, after: Thing | None) -> Put:
        """Describe a change of this record without making it."""
        return Put(self.owner, kind, key, self.get(kind, key), after)

    def apply(self, puts: Iterable[Put]) -> None:
        """Follow puts that are safely on disk."""
        for put in puts:
            if put.owner != self.owner:
                continue
            if put.after is None:
                self.things.pop((put.kind, put.key), None)
            else:
                self.things[put.kind, put.key] = put.after

    def fits(self, kept: str) -> bool:
        """Tell whether everything held sums up to the checksum that was kept with it."""
        texts = (part for thing in self.things.values() for part in thing)
        return all(isinstance(part, str) for part in texts) and checksum_of(self.things) == kept


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step: what people called it and whose it is."""

    scope: str
    name: str
    at: str
    undoes: int = 0
    merge: str = ""
    id: int = 0


def digest(kind: str, key: str, thing: Thing | None) -> int:
    """Hash one thing over its canonical JSON; nothing counts as 0."""
    if thing is None:
        return 0
    text = json.dumps([kind, key, *thing], ensure_ascii=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode("ascii")).digest(), "big")


def checksum_of(things: Mapping[tuple[str, str], Thing]) -> str:
    """Sum the hashes of all things: the order does not matter, one flipped bit does."""
    total = sum(digest(kind, key, thing) for (kind, key), thing in things.items())
    return f"{total % SIZE:064x}"


def moved(checksum: str, puts: Iterable[Put]) -> str:
    """Carry a checksum over some puts without reading the rest again."""
    total = int(checksum or "0", 16)
    for put in puts:
        total += digest(put.kind, put.key, put.after) - digest(put.kind, put.key, put.before)
    return f"{total % SIZE:064x}"


def net(puts: Iterable[Put]) -> tuple[Put, ...]:
    """Fold many puts into one per thing: the first before and the last after."""
    folded: dict[tuple[str, str, str], Put] = {}
    for put in puts:
        place = (put.owner, put.kind, put.key)
        old = folded.get(place)
        folded[place] = Put(*place, old.before if old else put.before, put.after)
    return tuple(p for p in folded.values() if p.before != p.after)
