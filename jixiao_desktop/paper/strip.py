"""Where a sheet breaks into pages: between rows, header rows repeated, merges cut and continued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from jixiao_desktop.grid.sheet import Cell, Grid, Position

SLACK = 0.5
"""Points by which a page may be overdrawn, for sums of row heights that are not round."""


@dataclass(frozen=True, slots=True)
class Band:
    """A piece of the sheet on a page: from ``top`` to ``bottom`` of the sheet, drawn at ``at``.

    ``repeated`` marks header rows that stand on a page for the second time.
    """

    top: float
    bottom: float
    at: float
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One visible cell with its place on the sheet in points."""

    place: Position
    cell: Cell
    left: float
    top: float
    right: float
    bottom: float


class Strip:
    """The sheet as one long strip of paper: edges of rows and columns in points."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = _edges([grid.height(row) for row in grid.rows])
        self.columns = _edges([grid.width(column) for column in grid.columns])
        self.boxes = tuple(self._boxes())

    @property
    def width(self) -> float:
        """Return the width of the whole sheet in points."""
        return self.columns[-1]

    @cached_property
    def framed(self) -> float:
        """Return where the last cell with a line ends: below stand notes and signatures."""
        return max((b.bottom for b in self.boxes if b.cell.style.bordered), default=self.rows[-1])

    def last_page_filled(self, room: float) -> float:
        """Return which part of the last page is filled, from 0 to 1."""
        bands = self.pages(room)[-1]
        return sum(band.bottom - band.top for band in bands) / room if room > 0 else 1.0

    def _boxes(self) -> Iterator[Box]:
        """Return every visible cell, those without height or width left out."""
        first_row, first_column, last_row, last_column = self.grid.area
        for (row, column), cell in self.grid.walk():
            down, across = self.grid.span(row, column)
            lower = min(row + down, last_row + 1) - first_row
            right = min(column + across, last_column + 1) - first_column
            box = Box(
                (row, column),
                cell,
                self.columns[column - first_column],
                self.rows[row - first_row],
                self.columns[right],
                self.rows[lower],
            )
            if box.right > box.left and box.bottom > box.top:
                yield box

    def _header(self) -> tuple[float, float]:
        """Return from where to where the repeated header rows reach; (0, 0) without any."""
        header = self.grid.page.header_rows
        if header is None:
            return 0.0, 0.0
        first, last = (max(0, min(n - self.grid.area[0], len(self.rows) - 1)) for n in header)
        return self.rows[first], self.rows[min(last + 1, len(self.rows) - 1)]

    @property
    def least(self) -> float:
        """Return the height of the header rows and the first row below them."""
        head = self._header()[1]
        return next((edge for edge in self.rows if edge > head), self.rows[-1])

    def pages(self, room: float, first: float | None = None) -> tuple[tuple[Band, ...], ...]:
        """Cut the strip into pages of ``room`` points; a row that no page holds is cut itself.

        ``first`` is what the first page has left, where something stands above the sheet.
        """
        made: list[tuple[Band, ...]] = []
        head_top, head_bottom = self._header()
        head = head_bottom - head_top
        if head > room / 2:
            head = 0.0
        top, end = 0.0, self.rows[-1]
        while top < end - SLACK or not made:
            repeat = head if made and top >= head_bottom and top < self.framed else 0.0
            left = room if made or first is None else first
            bottom = self._break(top, left - repeat, room - head)
            body = Band(top, bottom, repeat)
            again = Band(head_top, head_bottom, 0.0, repeated=True)
            made.append((again, body) if repeat else (body,))
            top = bottom
        return tuple(made)

    def _break(self, top: float, room: float, most: float) -> float:
        """Return the lowest edge of a row that still fits; a row that no page holds is cut here."""
        reach = top + room + SLACK
        fitting = [edge for edge in self.rows if top < edge <= reach]
        last = fitting[-1] if fitting else top
        following = next((edge for edge in self.rows if edge > reach), None)
        if following is not None and following - last > most + SLACK:
            return top + room
        return last if fitting else min(top + room, self.rows[-1])


def _edges(sizes: list[float]) -> list[float]:
    return list(accumulate(sizes, initial=0.0))
