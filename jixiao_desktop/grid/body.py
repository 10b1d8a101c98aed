"""The growing part of a form: head, body, tail – the body built anew for the dossier's rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from jixiao_desktop.catalog.forms import RowPlace, Rows
from jixiao_desktop.domain.kinds import split_ticks
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.grid.labels import head_over
from jixiao_desktop.grid.sheet import NOTHING, Cell, Grid, Position, column_number
from jixiao_desktop.grid.texts import class_key, writable
from jixiao_desktop.grid.values import Source, row_cell, text_cell, typed_cell

TICK = "√"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of the body: its class (normal keys, printed words) and its row, "" for none."""

    key: Key
    words: Key
    row: str = ""


@dataclass(frozen=True)
class Loose:
    """A text that has no box on the page and goes to the annex."""

    title: str
    text: str
    path: str


def printed_classes(blank: Grid, rows: Rows) -> dict[Key, Key]:
    """Return the classes pre-printed in the body in their order: keys → printed words."""
    found: dict[Key, Key] = {}
    columns = [column_number(letters) for _, letters in rows.group]
    for row in range(rows.first, rows.last + 1):
        places = [blank.owners.get((row, c), (row, c)) for c in columns]
        words = tuple(blank.cell(*place).text for place in places)
        if any(words):
            found.setdefault(tuple(map(class_key, words)), words)
    return found


def lines_of(rows: Rows, printed: Mapping[Key, Key], source: Source) -> list[Line]:
    """Order the dossier's rows by class: printed ones first, others inside their level, then rest.

    A printed class without rows keeps one empty line.
    """
    order, words = list(printed), dict(printed)
    members: dict[Key, list[str]] = {key: [] for key in order}
    for row in source.dossier.row_ids(rows.each):
        typed = [source.dossier.text(row_path(rows.each, row, path)) for path, _ in rows.group]
        key = tuple(map(class_key, typed))
        if key not in members:
            place = _place_for(key, order)
            order.insert(place, key)
            members[key] = []
            words[key] = _words_for(key, tuple(typed), words)
        members[key].append(row)
    made = [Line(key, words[key], row) for key in order for row in members[key] or [""]]
    return made or [Line((), ())]


def _place_for(key: Key, order: list[Key]) -> int:
    """Find the place of a class that is not printed: after the last one of its own level."""
    for length in range(len(key) - 1, 0, -1):
        same = [i for i, other in enumerate(order) if other[:length] == key[:length]]
        if same and any(key[:length]):
            return same[-1] + 1
    return len(order)


def _words_for(key: Key, typed: Key, words: Mapping[Key, Key]) -> Key:
    """Keep the printed words of the levels that are printed."""
    for length in range(len(key), 0, -1):
        for other, shown in words.items():
            if other[:length] == key[:length]:
                return shown[:length] + typed[length:]
    return typed


def rebuild(grid: Grid, blank: Grid, rows: Rows, source: Source) -> tuple[Grid, list[Loose]]:
    """Return the grid with one table's body built anew and everything below moved."""
    lines = lines_of(rows, printed_classes(blank, rows), source)
    shift = len(lines) - (rows.last - rows.first + 1)
    moved = _move(grid, rows, shift)
    body = _Body(blank, rows, source)
    body.build(lines)
    height = blank.heights.get(rows.model, 15.0)
    made = range(rows.first, rows.first + len(lines))
    filled = moved.with_(
        cells={**moved.cells, **body.cells},
        spans={**moved.spans, **body.spans},
        heights={**moved.heights, **dict.fromkeys(made, height)},
    )
    return filled, body.loose


def _move(grid: Grid, rows: Rows, shift: int) -> Grid:
    """Take the old body out and move the tail; merges over the whole body keep its two ends."""
    first, last = rows.first, rows.last

    def to(row: int) -> int:
        return row + shift if row > last else row

    def kept(row: int) -> bool:
        return not first <= row <= last

    spans = {}
    for (row, column), (down, across) in grid.spans.items():
        end = row + down - 1
        if row <= first and end >= last:
            spans[row, column] = (down + shift, across)
        elif kept(row):
            spans[to(row), column] = (down, across)
    cells = {(to(r), c): cell for (r, c), cell in grid.cells.items() if kept(r)}
    top, left, bottom, right = grid.area
    return grid.with_(
        cells=cells,
        spans=spans,
        heights={to(r): h for r, h in grid.heights.items() if kept(r)},
        area=(top, left, bottom + shift, right),
    )


def _runs(lines: list[Line], level: int) -> Iterable[tuple[int, int]]:
    """Yield (first line, count) of lines that share a class down to a level; blank ones apart."""
    start = 0
    for i in range(1, len(lines) + 1):
        key = lines[start].key[: level + 1]
        if i < len(lines) and lines[i].key[: level + 1] == key and key and key[-1]:
            continue
        yield start, i - start
        start = i


class _Body:
    """Builds the cells and merges of one body, line by line, in the looks of the model row."""

    def __init__(self, blank: Grid, rows: Rows, source: Source) -> None:
        self.blank = blank
        self.rows = rows
        self.source = source
        self.cells: dict[Position, Cell] = {}
        self.spans: dict[Position, tuple[int, int]] = {}
        self.loose: list[Loose] = []
        self._model = self._looks()
        self._across = {
            column: across
            for (row, column), (down, across) in blank.spans.items()
            if row <= rows.model < row + down and across > 1 and row >= rows.first
        }

    def _looks(self) -> dict[int, Cell]:
        looks = {}
        for column in self.blank.columns:
            place = (self.rows.model, column)
            place = self.blank.owners.get(place, place)
            cell = self.blank.cells.get(place)
            if cell is not None:
                looks[column] = Cell(
                    number_format=cell.number_format, style=cell.style, origin=place
                )
        return looks

    def build(self, lines: list[Line]) -> None:
        """Build every line, then merge the class columns downwards."""
        grouped = {column_number(letters) for _, letters in self.rows.group}
        for offset, line in enumerate(lines):
            row = self.rows.first + offset
            for column, looks in self._model.items():
                self.cells[row, column] = looks
            for column, across in self._across.items():
                if column not in grouped:
                    self.spans[row, column] = (1, across)
            if line.row:
                self._fill(row, line.row, offset + 1)
        for level, (path, letters) in enumerate(self.rows.group):
            for start, count in _runs(lines, level):
                self._merge(column_number(letters), (start, count), lines[start].words[level:])
                self._own(column_number(letters), start, lines[start], path)

    def _merge(self, column: int, run: tuple[int, int], words: Key) -> None:
        row, count = self.rows.first + run[0], run[1]
        across = self._across.get(column, 1)
        if count > 1 or across > 1:
            self.spans[row, column] = (count, across)
        looks = self.cells.get((row, column), NOTHING)
        self.cells[row, column] = text_cell(looks, words[0] if words else "")

    def _own(self, column: int, start: int, line: Line, path: str) -> None:
        """Tie a class cell to the first row it stands for; a printed class without rows to none."""
        place = (self.rows.first + start, column)
        if line.row:
            owned = row_path(self.rows.each, line.row, path)
            self.cells[place] = replace(self.cells[place], path=owned)
        else:
            self.cells[place] = replace(self.cells[place], printed=True)

    def _fill(self, row: int, row_id: str, number: int) -> None:
        for place in self.rows.places:
            path = row_path(self.rows.each, row_id, place.path)
            text = row_cell(place, self.rows.each, row_id, self.source)
            if place.ticks:
                self._tick(row, place, path, (text, number))
                continue
            column = column_number(place.column)
            looks = replace(self.cells.get((row, column), NOTHING), path=path)
            self.cells[row, column] = typed_cell(looks, text)

    def _tick(self, row: int, place: RowPlace, path: str, said: tuple[str, int]) -> None:
        """Put √ under every choice that the form prints; other words go to the annex."""
        chosen = dict.fromkeys(split_ticks(said[0]))
        for choice, letters in place.ticks:
            column = column_number(letters)
            looks = replace(self.cells.get((row, column), NOTHING), path=path)
            self.cells[row, column] = text_cell(looks, TICK if choice in chosen else "")
            chosen.pop(choice, None)
        if chosen:
            named = f"第{said[1]}行{self._name(path, place)}{self._tick_label(place)}"
            self.loose.append(Loose(f"{named}（表内没有的选项）", "、".join(chosen), path))

    def _name(self, path: str, place: RowPlace) -> str:
        """Return “name” of the row a path belongs to."""
        head = path.removesuffix(place.path)
        text = writable(self.source.dossier.text(head + self.rows.places[0].path))
        return f"“{text[:20]}”的" if text.strip() else ""

    def _tick_label(self, place: RowPlace) -> str:
        """Name a group of tick columns by the words printed over all of them."""
        columns = [column_number(letters) for letters in place.columns]
        return place.label or head_over(self.blank, self.rows.first, columns)
