"""What a mutator works with: a copy of a dossier, chance with a seed, and places by their paths."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SOUND = Path(__file__).resolve().parents[2] / "data" / "reviews" / "sound"
HINT, EXPLAIN, MUST = "hint", "explain", "must_fix"
RANK = {HINT: 0, EXPLAIN: 1, MUST: 2}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
DATED = re.compile(r"\d{1,2}月\d{1,2}日")


class UnfitError(Exception):
    """The fault cannot be made in this dossier."""


@dataclass(frozen=True)
class Due:
    """Where a finding is due: at any of ``places``, at least as grave as ``severity``."""

    places: tuple[str, ...]
    severity: str


@dataclass(frozen=True)
class Mutation:
    """A dossier with a fault in it, and what a reviewer would say there."""

    data: dict[str, Any]
    due: tuple[Due, ...]


@dataclass(frozen=True)
class Fault:
    """A kind of fault: its class, its name and how it is made."""

    kind: str
    name: str
    severity: str
    make: Callable[[Hand], Any]

    @property
    def title(self) -> str:
        """Name it as the reports do."""
        return f"{self.kind}.{self.name}"

    def apply(self, data: dict[str, Any], rng: random.Random) -> Mutation | None:
        """Return the dossier with this fault, or None where it cannot be made."""
        hand = Hand(copy.deepcopy(data), rng)
        try:
            made = self.make(hand)
        except UnfitError:
            return None
        if isinstance(made, tuple) and made and isinstance(made[0], Due):
            return Mutation(hand.data, made)
        places = (made,) if isinstance(made, str) else tuple(made)
        return Mutation(hand.data, (Due(places, self.severity),))


FAULTS: list[Fault] = []


def fault(kind: str, severity: str) -> Callable[[Callable[[Hand], Any]], Callable[[Hand], Any]]:
    """Enter a mutator under its class; its name is the function's."""

    def enter(make: Callable[[Hand], Any]) -> Callable[[Hand], Any]:
        FAULTS.append(Fault(kind, make.__name__, severity, make))
        return make

    return enter


@dataclass(frozen=True)
class Place:
    """A part of the dossier and the path that leads to it."""

    path: str
    node: dict[str, Any]

    def get(self, key: str) -> str:
        """Return a text below, or nothing."""
        node: Any = self.node
        for part in key.split("."):
            node = node.get(part) if isinstance(node, dict) else None
        return node if isinstance(node, str) else ""

    def has(self, key: str) -> bool:
        """Tell whether anything lies below."""
        node: Any = self.node
        for part in key.split("."):
            node = node.get(part) if isinstance(node, dict) else None
        return bool(node)

    def set(self, key: str, value: Any) -> str:
        """Put a value below and return its path."""
        *way, last = key.split(".")
        node = self.node
        for part in way:
            node = node.setdefault(part, {})
        node[last] = value
        return self.at(key)

    def at(self, key: str) -> str:
        """Return the path of something below."""
        return f"{self.path}.{key}"


@dataclass
class Hand:
    """The copy in work."""

    data: dict[str, Any]
    rng: random.Random
    touched: list[str] = field(default_factory=list)

    @property
    def year(self) -> int:
        """Return the dossier's year."""
        return int(self.data["year"])

    def one(self, things: list[T]) -> T:
        """Choose one; unfit where there is none."""
        if not things:
            raise UnfitError
        return self.rng.choice(things)

    def projects(self) -> list[Place]:
        """Return every project."""
        found = self.data.get("projects") or []
        return [Place(f"projects[{n}]", one) for n, one in enumerate(found)]

    def project(self, stage: str = "") -> Place:
        """Choose a project (one that carries the stage)."""
        return self.one([p for p in self.projects() if not stage or p.has(stage)])

    def whole(self) -> Place:
        """Return the unit's own part."""
        if "unit_report" not in self.data:
            raise UnfitError
        return Place("unit_report", self.data["unit_report"])

    def owners(self) -> list[Place]:
        """Return everything that has indicators."""
        unit = (
            [Place("unit_report", self.data["unit_report"])] if "unit_report" in self.data else []
        )
        return [*self.projects(), *unit]

    def rows(self, want: Callable[[Place], bool], owner: Place | None = None) -> list[Place]:
        """Return the indicators that fit."""
        found = []
        for one in [owner] if owner else self.projects():
            for n, node in enumerate(one.node.get("indicators") or []):
                row = Place(f"{one.path}.indicators[{n}]", node)
                if want(row):
                    found.append(row)
        return found

    def row(self, want: Callable[[Place], bool], owner: Place | None = None) -> Place:
        """Choose an indicator that fits."""
        return self.one(self.rows(want, owner))

    def owner(self, row: Place) -> Place:
        """Return the project of an indicator."""
        path = row.path.rpartition(".indicators[")[0]
        return next(one for one in self.owners() if one.path == path)

    def add(self, owner: Place, like: Place, **changes: Any) -> Place:
        """Add an indicator made after another one."""
        node = copy.deepcopy(like.node)
        node.pop("weight", None)
        node.pop("self_evaluation", None)
        rows = owner.node["indicators"]
        made = Place(f"{owner.path}.indicators[{len(rows)}]", node)
        rows.append(node)
        for key, value in changes.items():
            made.set(key.replace("__", "."), value)
        return made

    def texts(self, *below: str) -> list[tuple[Place, str]]:
        """Return the prose of all projects and the unit: the part, the key of each text."""
        found = []
        for owner in self.owners():
            for key in _keys(owner.node):
                if not below or any(key.startswith(one) for one in below):
                    found.append((owner, key))
        return found

    def text(self, want: Callable[[str], bool], *below: str) -> tuple[Place, str]:
        """Choose a text that fits."""
        return self.one([(p, k) for p, k in self.texts(*below) if want(p.get(k))])

    def replace(self, want: str, made: str, *below: str) -> str:
        """Replace a pattern once in one text; return the text's path."""
        pattern = re.compile(want)
        owner, key = self.text(lambda t: bool(pattern.search(t)), *below)
        text = owner.get(key)
        found = self.rng.choice(list(pattern.finditer(text)))
        new = text[: found.start()] + found.expand(made) + text[found.end() :]
        if new == text:
            raise UnfitError
        return owner.set(key, new)

    def append(self, words: str, *below: str) -> str:
        """Add a sentence to a text."""
        owner, key = self.text(lambda t: len(t) > 8, *below)
        return owner.set(key, owner.get(key) + words)

    def slip(self, number: str) -> str:
        """Return a number as a clerk mistypes it: digits changed, turned or a point lost."""
        digits = number.replace(",", "")
        ways = [_changed, _turned, _point_lost]
        for _ in range(20):
            made = self.rng.choice(ways)(digits, self.rng)
            if made and far(made, digits):
                return made
        raise UnfitError


def far(one: str, other: str) -> bool:
    """Tell whether two numbers are apart by more than rounding explains."""
    first, second = Decimal(one), Decimal(other)
    return abs(first - second) * 50 >= max(abs(first), abs(second))


def _changed(digits: str, rng: random.Random) -> str:
    at = rng.choice([n for n, d in enumerate(digits) if d.isdigit()])
    new = str((int(digits[at]) + rng.randint(1, 8)) % 10)
    return "" if at == 0 and new == "0" else digits[:at] + new + digits[at + 1 :]


def _turned(digits: str, rng: random.Random) -> str:
    pairs = [n for n in range(len(digits) - 1) if digits[n : n + 2].isdigit()]
    if not pairs:
        return ""
    at = rng.choice(pairs)
    made = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return "" if made.startswith("0") and not made.startswith("0.") else made


def _point_lost(digits: str, rng: random.Random) -> str:
    return digits.replace(".", "") if "." in digits and not digits.startswith("0") else ""


PROSE = ("overview", "purpose", "goal")


def _keys(node: dict[str, Any]) -> Iterator[str]:
    for key in PROSE:
        if node.get(key):
            yield key
    for stage in ("monitoring", "self_evaluation", "evaluation"):
        part = node.get(stage) or {}
        for key in ("goal_progress", "budget_reason"):
            if part.get(key):
                yield f"{stage}.{key}"
        for key, text in (part.get("sections") or {}).items():
            if text:
                yield f"{stage}.sections.{key}"


def sound_dossiers() -> dict[str, dict[str, Any]]:
    """Return every sound dossier by its name."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(SOUND.glob("*.json"))
    }


def number(text: str) -> Decimal | None:
    """Read a plain number."""
    found = NUMBER.fullmatch(text.strip())
    return Decimal(text.strip().replace(",", "")) if found else None


def level(*words: str) -> Callable[[Place], bool]:
    """Fit indicators of some classes."""
    return lambda row: any(word in row.get("level2") for word in words)


def numeric(row: Place) -> bool:
    """Fit indicators whose target is a number."""
    return number(row.get("target")) is not None


def shown(value: Decimal) -> str:
    """Write a number as typed."""
    plain = value.quantize(Decimal("0.01"))
    return f"{plain.normalize():f}"
