"""Finds the office's printed words in a file whose rows and columns people have moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from jixiao_desktop.grid.labels import places_of
from jixiao_desktop.grid.sheet import Grid, Position
from jixiao_desktop.grid.texts import is_label, label_key

NEARLY = 82.0
"""Likeness (0-100) from which a reworded label still counts as itself."""
SHORTEST = 3


class Anchors:
    """The blank's labels in a file: blank position → file position."""

    def __init__(self, blank: Grid, found: Grid) -> None:
        self.blank = blank
        self.found = found
        self.places: dict[Position, Position] = {}
        self._wanted = _labels(blank, printed=True)
        self._there = _labels(found, printed=False)
        self._match()

    @property
    def share(self) -> float:
        """Return which part of the blank's labels the file has (0 to 1)."""
        total = sum(map(len, self._wanted.values()))
        return len(self.places) / total if total else 0.0

    def _match(self) -> None:
        taken: set[Position] = set()
        later: list[tuple[Position, list[Position]]] = []
        for key, places in self._wanted.items():
            there = self._there.get(key) or self._alike(key)
            if len(places) == len(there):
                for place, at in zip(places, there, strict=True):
                    self.places[place] = at
                    taken.add(at)
            elif there:
                later += [(place, there) for place in places]
        for place, there in later:
            free = [at for at in there if at not in taken]
            if free:
                at = min(free, key=lambda at, place=place: self._distance(place, at))  # type: ignore[misc]
                self.places[place] = at
                taken.add(at)

    def _alike(self, key: str) -> list[Position]:
        """Return where a label stands that was slightly reworded."""
        from rapidfuzz import fuzz, process

        if len(key) < SHORTEST:
            return []
        others = [k for k in self._there if k not in self._wanted and len(k) <= 2 * len(key)]
        best = process.extractOne(key, others, scorer=fuzz.ratio, score_cutoff=NEARLY)
        return self._there[best[0]] if best else []

    def _distance(self, place: Position, at: Position) -> int:
        """Tell how far a candidate is from where the nearest label found so far leads one."""
        if not self.places:
            return abs(at[0] - place[0]) + abs(at[1] - place[1])
        near = min(self.places, key=lambda p: abs(p[0] - place[0]) + abs(p[1] - place[1]))
        down, across = self.places[near][0] - near[0], self.places[near][1] - near[1]
        return abs(at[0] - place[0] - down) + abs(at[1] - place[1] - across)

    def of(self, place: Position | None) -> Position | None:
        """Return where a label of the blank stands in the file, None where it is missing."""
        return self.places.get(place) if place else None

    def cell_for(self, cell: Position) -> Position | None:
        """Return the file's cell that answers to a cell of the blank, by its labels."""
        left, above = places_of(self.blank, cell)
        row_label, head = self.of(left), self.of(above)
        if above and head:
            row = self._row(cell, (left, row_label), (above, head))
            under = cell_under(self.found, row, head)
            return self._owner(under) if under else None
        if left and row_label and not above:
            end = left[1] + self.blank.span(*left)[1]
            column = row_label[1] + self.found.span(*row_label)[1] + cell[1] - end
            return self._filled_from((row_label[0] + cell[0] - left[0], column))
        return None

    def _filled_from(self, start: Position) -> Position | None:
        """Return the cell behind a label; over empty inserted columns to the one that is filled."""
        first = self._owner(start)
        for column in range(start[1], self.found.area[3] + 1):
            owner = self.found.owners.get((start[0], column), (start[0], column))
            if owner in self._labelled:
                break
            if self.found.cell(*owner).text:
                return owner
        return first

    def _row(
        self,
        cell: Position,
        left: tuple[Position | None, Position | None],
        above: tuple[Position, Position],
    ) -> int:
        """Return the row: that of a label of this very row, else as far below its head."""
        label, at = left
        if label and at and label[0] == cell[0] and self.blank.span(*label)[0] == 1:
            return at[0]
        below = cell[0] - above[0][0] - self.blank.span(*above[0])[0]
        return above[1][0] + self.found.span(*above[1])[0] + below

    def _owner(self, place: Position) -> Position | None:
        owner = self.found.owners.get(place, place)
        inside = owner[0] <= self.found.area[2] and owner[1] <= self.found.area[3]
        return owner if inside and owner not in self._labelled else None

    @cached_property
    def _labelled(self) -> frozenset[Position]:
        return frozenset(self.places.values())


def extent(grid: Grid, place: Position) -> tuple[float, float]:
    """Return where a cell begins and ends across the page, in points from the first column."""
    start = grid.width(grid.area[1], place[1] - grid.area[1])
    return start, start + grid.width(place[1], grid.span(*place)[1])


def cell_under(grid: Grid, row: int, head: Position) -> Position | None:
    """Return the cell of a row that stands under a head: at its edge, else by its middle.

    In Word tables people drag borders, so that cells and heads no longer begin at one edge.
    """
    owner = grid.owners.get((row, head[1]), (row, head[1]))
    if owner[1] == head[1]:
        return owner
    begin, end = extent(grid, head)
    column = head[1]
    while column <= grid.area[3]:
        owner = grid.owners.get((row, column), (row, column))
        left, right = extent(grid, owner)
        if begin < (left + right) / 2 < end:
            return owner
        if left >= end:
            return None
        column = owner[1] + grid.span(*owner)[1]
    return None


def _labels(grid: Grid, *, printed: bool) -> dict[str, list[Position]]:
    """Return the words of a grid by their comparable form, in reading order."""
    made: dict[str, list[Position]] = defaultdict(list)
    for place, cell in grid.walk():
        if cell.text and is_label(cell.text) and (cell.printed or not printed):
            made[label_key(cell.text)].append(place)
    return made


def label_keys(grid: Grid) -> frozenset[str]:
    """Return the comparable words of a grid: for telling forms apart."""
    return frozenset(_labels(grid, printed=False))


def first_with(grid: Grid, prefix: str, rows: Iterable[int] | None = None) -> Position | None:
    """Return the last cell whose text begins with a label (签章行 labels carry their value)."""
    wanted = set(rows) if rows is not None else None
    found = None
    for place, cell in grid.walk():
        inside = wanted is None or place[0] in wanted
        if inside and cell.text and label_key(cell.text).startswith(prefix):
            found = place
    return found
