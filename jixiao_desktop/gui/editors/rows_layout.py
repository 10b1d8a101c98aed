"""How wide the columns of a table of rows are, and which of its cells are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.row_progress import is_actual
from jixiao_desktop.session.row_table import Column, Table

WIDTHS = {
    "first group": 1.95, "group": 2.1, "name": 2.7, "tick": 1.05, "prose": 3.1, "choice": 1.85,
    "reached": 3.1, "target": 2.4, "other": 2.2,
}  # fmt: skip
"""Widths of columns at least, in heights of a field; what is left over goes to the texts."""
STRETCHES = {"name": 2, "prose": 2, "target": 1, "reached": 1}

Span = tuple[int, int, int, int]


def kind_of(column: Column) -> str:
    """Name a column's width."""
    if is_actual(column.path):
        return "reached"
    if column.tick:
        return "tick"
    if column.path == "name":
        return "name"
    return column.kind if column.kind in WIDTHS else "other"


def widths_of(columns: Sequence[Column], room: int) -> list[int]:
    """Give each column what it needs, and what is left over to the texts."""
    kinds = [kind_of(c) if not c.group else "group" for c in columns]
    if kinds.count("group") > 1:
        kinds[kinds.index("group")] = "first group"
    least = [round(WIDTHS[kind] * px("field")) for kind in kinds]
    parts = [STRETCHES.get(kind, 0) for kind in kinds]
    if not set(kinds) & {"prose", "target"}:  # a plain list: all its columns alike
        parts = [0 if "group" in kind else 1 for kind in kinds]
    spare = max(room - sum(least), 0)
    return [w + spare * p // max(sum(parts), 1) for w, p in zip(least, parts, strict=True)]


def first_open(columns: Sequence[Column]) -> int:
    """Return the first column behind the merged ones."""
    return sum(column.group for column in columns)


def spans_of(table: Table) -> Iterator[Span]:
    """Walk the cells that are one: a class over its lines, an empty line over its columns."""
    lines = table.lines
    for depth, column in enumerate(i for i, one in enumerate(table.columns) if one.group):
        start = 0
        for line in range(1, len(lines) + 1):
            same = line < len(lines) and (
                lines[line].group[: depth + 1] == lines[start].group[: depth + 1]
            )
            if not same:
                if line - start > 1:
                    yield start, column, line - start, 1
                start = line
    first = first_open(table.columns)
    if len(table.columns) - first > 1:
        for place, one in enumerate(lines):
            if not one.row:
                yield place, first, 1, len(table.columns) - first
