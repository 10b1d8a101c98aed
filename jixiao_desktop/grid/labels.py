"""What the form itself calls a cell: the printed words left of it and above it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from jixiao_desktop.grid.sheet import Grid, Position
from jixiao_desktop.grid.texts import is_label


class Labels(NamedTuple):
    """Row label and column label of a cell, "" where the form prints none."""

    row: str
    column: str

    def words(self) -> str:
        """Name the cell in words: “年度资金总额·年初预算数”."""
        return "·".join(part for part in (self.row, self.column) if part)


class LabelPlaces(NamedTuple):
    """Where the two labels of a cell stand, None where the form prints none."""

    row: Position | None
    column: Position | None


def labels_of(blank: Grid, cell: Position) -> Labels:
    """Return the nearest printed words left of a cell and above it."""
    left, above = places_of(blank, cell)
    return Labels(_words(blank, left), _words(blank, above))


def places_of(blank: Grid, cell: Position) -> LabelPlaces:
    """Return where the nearest printed words left of a cell and above it stand.

    Words above count as a column's head only over the very same columns and inside the frame.
    """
    owner = blank.owners
    return LabelPlaces(_left(blank, cell, owner), _above(blank, cell, owner))


def head_over(blank: Grid, row: int, columns: list[int]) -> str:
    """Return the printed words above a row that stand over all of these columns."""
    for r in range(row - 1, blank.area[0] - 1, -1):
        place = blank.owners.get((r, columns[0]), (r, columns[0]))
        across = blank.span(*place)[1]
        if place[1] + across > columns[-1] and _is_printed_label(blank, place):
            return _words(blank, place)
    return ""


def _left(blank: Grid, cell: Position, owner: Mapping[Position, Position]) -> Position | None:
    row, column = cell
    for c in range(column - 1, blank.area[1] - 1, -1):
        place = owner.get((row, c), (row, c))
        if place != cell and _is_printed_label(blank, place):
            return place
    return None


def _above(blank: Grid, cell: Position, owner: Mapping[Position, Position]) -> Position | None:
    row, column = cell
    across = blank.span(row, column)[1]
    for r in range(row - 1, blank.area[0] - 1, -1):
        place = owner.get((r, column), (r, column))
        found = blank.cell(*place)
        if not found.style.bordered:
            return None
        if _is_printed_label(blank, place):
            same = place[1] == column and blank.span(*place)[1] == across
            return place if same else None
    return None


def _is_printed_label(blank: Grid, place: Position) -> bool:
    found = blank.cell(*place)
    return found.printed and is_label(found.text)


def _words(blank: Grid, place: Position | None) -> str:
    return _one_line(blank.cell(*place).text) if place else ""


@lru_cache(maxsize=1024)
def _one_line(text: str) -> str:
    return "".join(text.split()).rstrip("：:")
