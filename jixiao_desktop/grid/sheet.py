"""A sheet as plain data: what every writer draws and what every file read back is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache

Position = tuple[int, int]
"""(row, column), both counted from 1 as office programs do."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """Looks of a cell; a border is "" or an office program's line name (thin, medium …)."""

    font: str = "宋体"
    size: float = 10.5
    bold: bool = False
    horizontal: str = ""
    vertical: str = "center"
    wrap: bool = True
    left: str = ""
    right: str = ""
    top: str = ""
    bottom: str = ""
    fill: str = ""

    @property
    def bordered(self) -> bool:
        """Tell whether any edge is drawn."""
        return bool(self.left or self.right or self.top or self.bottom)


PLAIN = CellStyle()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text it shows, its number where it is one, and the dossier path it shows.

    ``origin`` is the cell of the blank whose looks it takes; ``printed`` marks the office's words.
    """

    text: str = ""
    number: Decimal | None = None
    number_format: str = "General"
    style: CellStyle = PLAIN
    path: str = ""
    origin: Position | None = None
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet of paper: margins in millimetres, header rows repeated on every page."""

    paper: str = "A4"
    landscape: bool = True
    left: float = 10.0
    right: float = 10.0
    top: float = 12.0
    bottom: float = 13.0
    header_rows: tuple[int, int] | None = None
    fit_width: bool = True
    centred: bool = True

    @property
    def size(self) -> tuple[float, float]:
        """Return (width, height) in millimetres as the sheet lies."""
        short, long = PAPERS.get(self.paper, PAPERS["A4"])
        return (long, short) if self.landscape else (short, long)

    @property
    def printable(self) -> tuple[float, float]:
        """Return (width, height) inside the margins, in points."""
        width, height = self.size
        across, down = width - self.left - self.right, height - self.top - self.bottom
        return across * POINTS_PER_MM, down * POINTS_PER_MM


PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "B5": (182.0, 257.0)}
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Annex:
    """A text too long for its cell, carried whole on an added page; ``title`` says where it is."""

    number: int
    title: str
    text: str
    path: str = ""


@dataclass(frozen=True)
class Grid:
    """One filled or empty sheet. Widths are in characters, heights in points; 0 is hidden.

    ``spans`` maps the first cell of a merge to (rows, columns); ``area`` is what is printed:
    (first row, first column, last row, last column).
    """

    title: str
    sheet: str
    cells: Mapping[Position, Cell]
    spans: Mapping[Position, tuple[int, int]]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    area: tuple[int, int, int, int]
    page: Page = field(default_factory=Page)
    annex: tuple[Annex, ...] = ()
    footer: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()
    """What the page could not show as it was typed, one Chinese sentence each."""
    character: float = 6.0
    """Points that one character of a column's width takes."""

    @property
    def rows(self) -> range:
        """Return the printed rows."""
        return range(self.area[0], self.area[2] + 1)

    @property
    def columns(self) -> range:
        """Return the printed columns."""
        return range(self.area[1], self.area[3] + 1)

    @cached_property
    def owners(self) -> Mapping[Position, Position]:
        """Map every cell of every merge to the merge's first cell."""
        return anchors(self.spans)

    @cached_property
    def covered(self) -> frozenset[Position]:
        """Return the cells hidden under a merge."""
        return frozenset(place for place, owner in self.owners.items() if place != owner)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, an empty one where the sheet holds none."""
        return self.cells.get((row, column), NOTHING)

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Return (rows, columns) that a cell covers."""
        return self.spans.get((row, column), (1, 1))

    def width(self, column: int, count: int = 1) -> float:
        """Return the width of so many columns in points."""
        chars = sum(self.widths.get(c, 0.0) for c in range(column, column + count))
        return chars * self.character

    def height(self, row: int, count: int = 1) -> float:
        """Return the height of so many rows in points."""
        return sum(self.heights.get(r, 0.0) for r in range(row, row + count))

    def walk(self) -> Iterator[tuple[Position, Cell]]:
        """Walk the visible cells of the printed area, by row and column."""
        top, left, bottom, right = self.area
        for place in sorted(self.cells):
            row, column = place
            inside = top <= row <= bottom and left <= column <= right
            if inside and place not in self.covered:
                yield place, self.cells[place]

    def at_path(self, path: str) -> Position | None:
        """Return the first cell that shows a path."""
        return next((place for place, cell in self.walk() if cell.path == path), None)

    def with_(self, **changes: object) -> Grid:
        """Return the same sheet with some of its fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]


NOTHING = Cell()


def anchors(spans: Mapping[Position, tuple[int, int]]) -> dict[Position, Position]:
    """Map every cell of every merge to the merge's first cell."""
    return {
        (r, c): (row, column)
        for (row, column), (down, across) in spans.items()
        for r in range(row, row + down)
        for c in range(column, column + across)
    }


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Turn “AB” into 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Turn 28 into “AB”."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def position(address: str) -> Position:
    """Turn “F6” into (6, 6)."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def address(row: int, column: int) -> str:
    """Turn (6, 6) into “F6”."""
    return f"{column_letters(column)}{row}"
