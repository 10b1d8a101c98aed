"""Paths name one value of a dossier: ``budget.total.initial``, ``indicators.k3.target``.

A *path* holds row ids; its *pattern* holds ``[]`` in their place (``indicators[].target``) and is
the key of the dictionary. In the store, the parts that belong to a time point carry it
(``monitoring@2024-07-31.budget.total.spent``), so that July and October live side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

ROW_KINDS = (
    "indicators",
    "midterm.indicators",
    "evaluation.indicators",
    "evaluation.team",
    "unit_report.indicators",
    "unit_report.team",
    "unit_report.budget.basic.items",
)
"""Lists of rows that a dossier may hold, by the path of the list."""

STAGES = ("monitoring", "self_evaluation", "evaluation")
"""Parts of a dossier that belong to a time point."""

UNIT_PREFIXES = ("unit.", "unit_report.")
"""A path that begins so belongs to the unit's year, not to one project."""


def belongs_to_unit(path: str) -> bool:
    """Tell whether a path is kept once for the unit instead of per project."""
    return path.startswith(UNIT_PREFIXES)


@lru_cache(16384)  # asked of every path at every check
def list_of(path: str) -> tuple[str, str, str] | None:
    """Split a path inside a list into (list, row id, rest); None for a plain path."""
    for kind in ROW_KINDS:
        if path.startswith(kind + "."):
            row, _, rest = path[len(kind) + 1 :].partition(".")
            if row and rest:
                return kind, row, rest
    return None


@lru_cache(16384)
def pattern_of(path: str) -> str:
    """Give the dictionary key of a path: row ids become ``[]``, time points go."""
    plain = unstamped(path)
    inside = list_of(plain)
    if inside is None:
        return plain
    kind, _row, rest = inside
    return f"{kind}[].{rest}"


def row_path(kind: str, row: str, rest: str) -> str:
    """Build the path of one value of one row."""
    return f"{kind}.{row}.{rest}"


def stamped(path: str, times: Mapping[str, str]) -> str:
    """Add the time point of each stage that the path goes through (for the store)."""
    if not times:
        return path
    parts = path.split(".")
    return ".".join(f"{p}@{times[p]}" if times.get(p) else p for p in parts)


def unstamped(path: str) -> str:
    """Drop time points from a stored path."""
    if "@" not in path:
        return path
    return ".".join(part.partition("@")[0] for part in path.split("."))


def stamp_in(path: str) -> tuple[str, str] | None:
    """Return (stage, time point) of a stored path, or None where it has no time."""
    for part in path.split("."):
        stage, at, when = part.partition("@")
        if at:
            return stage, when
    return None
