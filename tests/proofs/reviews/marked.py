"""The given documents, with the faults that reviewers found in them marked by place."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.proofs.reviews.hand import RANK
from tests.proofs.reviews.measure import Finding, check, places

ROOT = Path(__file__).resolve().parents[3]
MARKED = ROOT / "tests" / "data" / "reviews" / "marked"
NOT_YET = Path(__file__).parent / "not_yet.toml"


@dataclass(frozen=True)
class Mark:
    """A known fault: its number in the list of findings (0: of the examples), where, how grave."""

    document: str
    finding: int
    paths: tuple[str, ...]
    severity: str
    words: str
    says: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name it for the table of those not named yet."""
        told = f" {self.says[0]}" if self.says else ""
        return f"{self.document} #{self.finding} {self.paths[0]}{told}"

    def named_by(self, finding: Finding) -> bool:
        """Tell whether a finding names this fault: there, as grave, and of this matter."""
        if RANK[finding["severity"]] < RANK[self.severity]:
            return False
        if not places(finding) & set(self.paths):
            return False
        return not self.says or any(word in finding["message"] for word in self.says)


def marks() -> dict[str, list[Mark]]:
    """Return the marks of every document, by the document's name."""
    found: dict[str, list[Mark]] = {}
    for path in sorted(MARKED.glob("*.json")):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = [
            Mark(path.stem, one["finding"], tuple(one["paths"]), one["severity"], one["words"],
                 tuple(one.get("says", ())))
            for one in data["faults"]
        ]  # fmt: skip
    return found


def document(name: str) -> dict[str, Any]:
    """Return the marked document itself."""
    where = json.loads((MARKED / f"{name}.json").read_text(encoding="utf-8"))["document"]
    read: dict[str, Any] = json.loads((ROOT / where).read_text(encoding="utf-8"))
    return read


def looked_at() -> Iterator[tuple[Mark, bool]]:
    """Check every document; tell of each mark whether it was named."""
    for name, known in marks().items():
        found = check(document(name))
        for mark in known:
            yield mark, any(mark.named_by(finding) for finding in found)


def not_yet() -> set[str]:
    """Return the titles of the marks that the program does not name yet."""
    if not NOT_YET.is_file():
        return set()
    return set(tomllib.loads(NOT_YET.read_text(encoding="utf-8")).get("not_yet", ()))
