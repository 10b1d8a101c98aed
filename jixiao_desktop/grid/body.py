"""The growing part of a form: head, body, tail – the body built anew for the dossier's rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    return {key: words for key, (words, _row) in _printed_rows(blank, rows).items()}


def _printed_rows(blank: Grid, rows: Rows) -> dict[Key, tuple[Key, int]]:
    """Return the pre-printed classes with their words and the blank's first row of each."""
    found: dict[Key, tuple[Key, int]] = {}
    columns = [column_number(letters) for _, letters in rows.group]
    for row in range(rows.first, rows.last + 1):
        places = [blank.owners.get((row, c), (row, c)) for c in columns]
        words = tuple(blank.cell(*place).text for place in places)
        if any(words):
            found.setdefault(tuple(map(class_key, words)), (words, row))
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


def rebuild(
    grid: Grid, blank: Grid, tables: Sequence[Rows], source: Source
) -> tuple[Grid, list[Loose]]:
    """Return the grid with one body built anew and everything below moved.

    ``tables`` are those that stand side by side in it; mostly there is one.
    """
    rows = tables[0]
    lined = _side_by_side([lines_of(one, printed_classes(blank, one), source) for one in tables])
    shift = len(lined[0]) - (rows.last - rows.first + 1)
    moved = _move(grid, rows, shift)
    made = range(rows.first, rows.first + len(lined[0]))
    paper = _Paper(blank, tables, made)
    loose: list[Loose] = []
    for table, lines in zip(tables, lined, strict=True):
        body = _Body(paper, table, source)
        body.build(lines)
        loose += body.loose
    filled = moved.with_(
        cells={**moved.cells, **paper.cells},
        spans={**moved.spans, **paper.spans},
        heights={**moved.heights, **dict.fromkeys(made, blank.heights.get(rows.model, 15.0))},
    )
    return filled, loose


def _side_by_side(tables: list[list[Line]]) -> list[list[Line]]:
    """Set the lines of neighbouring tables against each other by class; the shorter one waits."""
    if len(tables) == 1:
        return tables
    words: dict[Key, Key] = {}
    for lines in tables:
        before: Key | None = None
        for line in lines:
            if line.key not in words:
                words = _put_after(words, before, line)
            before = line.key
    made: list[list[Line]] = [[] for _ in tables]
    for key, shown in words.items():
        members = [[line for line in lines if line.key == key] for lines in tables]
        most = max(map(len, members))
        for lines, mine in zip(made, members, strict=True):
            lines += mine + [Line(key, shown)] * (most - len(mine))
    return made


def _put_after(words: dict[Key, Key], before: Key | None, line: Line) -> dict[Key, Key]:
    """Return the classes with one more, behind the one it follows in its own table."""
    order = list(words.items())
    at = list(words).index(before) + 1 if before in words else len(order)
    return dict([*order[:at], (line.key, line.words), *order[at:]])


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


class _Paper:
    """The empty lines of one body in the looks of the model row: what its tables write on."""

    def __init__(self, blank: Grid, tables: Sequence[Rows], made: range) -> None:
        self.blank = blank
        self.rows = tables[0]
        self.across = {
            column: across
            for (row, column), (down, across) in blank.spans.items()
            if row <= self.rows.model < row + down and across > 1 and row >= self.rows.first
        }
        looks = self._looks()
        grouped = {column_number(letters) for one in tables for _, letters in one.group}
        self.cells: dict[Position, Cell] = {
            (row, column): cell for row in made for column, cell in looks.items()
        }
        self.spans: dict[Position, tuple[int, int]] = {
            (row, column): (1, across)
            for row in made
            for column, across in self.across.items()
            if column not in grouped
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


class _Body:
    """Writes the rows of one table on the lines of its body."""

    def __init__(self, paper: _Paper, rows: Rows, source: Source) -> None:
        self.blank = paper.blank
        self.rows = rows
        self.source = source
        self.cells = paper.cells
        self.spans = paper.spans
        self.loose: list[Loose] = []
        self._across = paper.across

    def build(self, lines: list[Line]) -> None:
        """Write every line, then merge the class columns downwards."""
        for offset, line in enumerate(lines):
            if line.row:
                self._fill(self.rows.first + offset, line.row, offset + 1)
        self._official_words(lines)
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
            self.cells[place] = replace(self.cells[place], path=owned, printed=False)
        elif not self.cells[place].path:
            self.cells[place] = replace(self.cells[place], printed=True)

    def _official_words(self, lines: list[Line]) -> None:
        """Let the words that the blank prints for a class stand where nothing was typed."""
        columns = [column_number(p.column) for p in self.rows.places if p.printed]
        printed = _printed_rows(self.blank, self.rows) if columns else {}
        for start, _count in _runs(lines, len(self.rows.group) - 1) if columns else ():
            _words, row = printed.get(lines[start].key, ((), 0))
            for column in columns if row else ():
                place = (self.rows.first + start, column)
                cell, words = self.cells[place], self.blank.cell(row, column).text
                if words and not cell.text.strip():
                    self.cells[place] = replace(
                        text_cell(cell, words), printed=not lines[start].row
                    )

    def _fill(self, row: int, row_id: str, number: int) -> None:
        for place in self.rows.places:
            path = row_path(self.rows.each, row_id, place.path) if place.path else ""
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
        text = writable(self.source.dossier.text(head + self.rows.called))
        return f"“{text[:20]}”的" if text.strip() else ""

    def _tick_label(self, place: RowPlace) -> str:
        """Name a group of tick columns by the words printed over all of them."""
        columns = [column_number(letters) for letters in place.columns]
        return place.label or head_over(self.blank, self.rows.first, columns)
