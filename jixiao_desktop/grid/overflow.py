"""Row heights for what was filled; what fits nowhere goes whole to an annex page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from jixiao_desktop.grid.measure import cut_to, height_of
from jixiao_desktop.grid.sheet import Annex, Cell, Grid, Position

SMALLEST = 7.0
STEP = 0.5
TALLEST = 409.0
"""Points a row may have in a spreadsheet."""
AIR = 6.0
"""Points of a page that stay free, for rounding between programs."""


@dataclass
class _Fitting:
    """One pass over a grid: cells as they end up, heights needed, texts for the annex."""

    grid: Grid
    limit: float
    title: Callable[[Position], str]
    cells: dict[Position, Cell]
    heights: dict[int, float]
    annex: list[Annex]
    tail: str


def fit(grid: Grid, tail: str, title: Callable[[Position], str]) -> Grid:
    """Return the grid with rows high enough for every text.

    Where a row would not fit on a page, letters shrink stepwise to 7 pt; then the text is cut, ends
    in ``tail`` with a number (见附页1) and is carried whole in the annex. ``title`` names a cell.
    """
    work = _Fitting(
        grid, tallest_row(grid), title, dict(grid.cells), dict(grid.heights), list(grid.annex), tail
    )
    found = [(place, cell) for place, cell in grid.walk() if cell.text]
    for place, cell in found:
        if grid.span(*place)[0] == 1:
            _fit_cell(work, place, cell)
    for place, cell in found:
        if grid.span(*place)[0] > 1:
            _fit_tall(work, place, cell)
    return grid.with_(cells=work.cells, heights=work.heights, annex=tuple(work.annex))


def page_scale(grid: Grid) -> float:
    """Return by how much the sheet is made smaller to fit one page in width (at most 1)."""
    across = grid.width(grid.area[1], len(grid.columns))
    return min(1.0, grid.page.printable[0] / across) if grid.page.fit_width and across else 1.0


def tallest_row(grid: Grid) -> float:
    """Return the height in points that a row may have: a spreadsheet's limit, or the page."""
    room = grid.page.printable[1] / page_scale(grid) - AIR
    if grid.page.header_rows:
        first, last = grid.page.header_rows
        room -= grid.height(first, last - first + 1)
    return max(min(TALLEST, room), 60.0)


def _fit_cell(work: _Fitting, place: Position, cell: Cell) -> None:
    row, column = place
    if work.heights.get(row, 0.0) == 0.0:
        return  # a row the office hid stays hidden
    width = work.grid.width(column, work.grid.span(row, column)[1])
    need = _need(cell, width)
    if need > work.limit and not cell.printed:
        cell, need = _squeeze(work, place, cell, width)
    work.heights[row] = max(work.heights[row], min(need, TALLEST))


def _need(cell: Cell, width: float) -> float:
    wrap = cell.style.wrap or not cell.printed
    return height_of(cell.text, cell.style.size, width, wrap)


def _squeeze(work: _Fitting, place: Position, cell: Cell, width: float) -> tuple[Cell, float]:
    size = cell.style.size
    while size > SMALLEST and height_of(cell.text, size, width) > work.limit:
        size = max(SMALLEST, size - STEP)
    text = cell.text
    if height_of(text, size, width) > work.limit:
        number = len(work.annex) + 1
        text = cut_to(text, tail_of(work.tail, number), size, width, work.limit)
        work.annex.append(Annex(number, work.title(place), cell.text, cell.path))
    cell = replace(
        cell, text=text, number=None, style=replace(cell.style, size=size, vertical="top")
    )
    work.cells[place] = cell
    return cell, height_of(text, size, width)


def tail_of(words: str, number: int) -> str:
    """Return what a cut text ends in: “……（见附页1）”."""
    return f"……（{words}{number}）"


def _fit_tall(work: _Fitting, place: Position, cell: Cell) -> None:
    """Make the rows of a merge high enough together; what lacks is shared among them."""
    row, column = place
    down, across = work.grid.span(row, column)
    rows = [r for r in range(row, row + down) if work.heights.get(r, 0.0)]
    have = sum(work.heights[r] for r in rows)
    need = min(_need(cell, work.grid.width(column, across)), work.limit)
    if rows and need > have:
        for r in rows:
            work.heights[r] += (need - have) / len(rows)
