"""A table inside a report as a grid, so that Word, paper and reading back treat it as any sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from jixiao_desktop.grid.measure import height_of
from jixiao_desktop.grid.sheet import POINTS_PER_MM, Cell, CellStyle, Grid, Page, Position

LINE = "thin"
BELOW = 6.0
"""Points left free below a table."""


class CellLike(Protocol):
    """One cell of a report's table."""

    @property
    def text(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def across(self) -> int: ...
    @property
    def down(self) -> int: ...
    @property
    def align(self) -> str: ...
    @property
    def bold(self) -> bool: ...


class TableLike(Protocol):
    """A report's table: rows with None where a merged cell reaches over, widths in mm."""

    @property
    def rows(self) -> Sequence[Sequence[CellLike | None]]: ...
    @property
    def widths(self) -> Sequence[float]: ...
    @property
    def head(self) -> int: ...


class LettersLike(Protocol):
    """Font of a table's text: official name and points."""

    @property
    def font(self) -> str: ...
    @property
    def size(self) -> float: ...
    @property
    def bold(self) -> bool: ...


def grid_of(table: TableLike, plain: LettersLike, head: LettersLike) -> Grid:
    """Return a framed grid of the table; ``head`` are the letters of its repeated rows."""
    cells: dict[Position, Cell] = {}
    spans: dict[Position, tuple[int, int]] = {}
    for row, found in enumerate(table.rows, 1):
        letters = head if row <= table.head else plain
        for column, cell in enumerate(found, 1):
            if cell is None:
                continue
            style = _style(letters, cell, printed=row <= table.head)
            cells[row, column] = Cell(cell.text, style=style, path=cell.path)
            if (cell.down, cell.across) != (1, 1):
                spans[row, column] = (cell.down, cell.across)
    columns = {n: width * POINTS_PER_MM for n, width in enumerate(table.widths, 1)}
    grid = Grid(
        title="",
        sheet="",
        cells=cells,
        spans=spans,
        widths=columns,
        heights={},
        area=(1, 1, max(len(table.rows), 1), max(len(columns), 1)),
        page=Page(landscape=False, header_rows=(1, table.head) if table.head else None),
        character=1.0,
    )
    return grid.with_(heights=_heights(grid))


def _style(letters: LettersLike, cell: CellLike, *, printed: bool) -> CellStyle:
    return CellStyle(
        font=letters.font,
        size=letters.size,
        bold=letters.bold or (cell.bold and not printed),
        horizontal=cell.align,
        left=LINE,
        right=LINE,
        top=LINE,
        bottom=LINE,
    )


def _heights(grid: Grid) -> dict[int, float]:
    """Give every row the height of its texts; the last row of a merge takes what is missing."""
    heights = dict.fromkeys(grid.rows, 0.0)
    reaching: list[tuple[int, int, float]] = []
    for (row, column), cell in grid.walk():
        down, across = grid.span(row, column)
        need = height_of(cell.text, cell.style.size, grid.width(column, across))
        if down == 1:
            heights[row] = max(heights[row], need)
        else:
            reaching.append((row + down - 1, row, need))
    for last, first, need in sorted(reaching):
        missing = need - sum(heights[row] for row in range(first, last + 1))
        heights[last] += max(0.0, missing)
    return heights
