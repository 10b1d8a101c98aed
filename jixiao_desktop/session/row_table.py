"""A table of rows as the screen shows it: columns, grouped lines, and the text of each cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from jixiao_desktop.catalog.dictionary import Dictionary, Field
from jixiao_desktop.catalog.forms import RowPlace, Rows
from jixiao_desktop.domain import kinds, paths
from jixiao_desktop.domain.changes import AddRow, Change, SetText, Unlock
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import join_target, split_target
from jixiao_desktop.grid import body
from jixiao_desktop.grid.body import Key
from jixiao_desktop.grid.values import Source
from jixiao_desktop.session.printed import Printed

TICK = "√"


@dataclass(frozen=True, slots=True)
class Column:
    """One column on screen; ``path`` is relative to the row.

    ``tick`` is the choice whose √ stands in this column; ``names`` are the words by which a
    pasted heading is known to mean it; ``group`` marks the merged leading columns.
    """

    path: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    tick: str = ""
    heading: str = ""
    group: bool = False
    required: bool = False
    names: tuple[str, ...] = ()
    unit: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the relative paths that this column shows together."""
        return ("operator", self.path, "unit") if self.kind == "target" else (self.path,)


@dataclass(frozen=True, slots=True)
class Line:
    """One line on screen: a row, or a class that has no row yet (``row`` is "").

    ``classes`` are the empty classes of one first level that are drawn as this one line.
    """

    row: str
    group: tuple[str, ...]
    classes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A list of rows as it stands on screen."""

    kind: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def path(self, line: int, column: int) -> str:
        """Return the path of a cell, "" where its line has no row yet."""
        row = self.lines[line].row
        return paths.row_path(self.kind, row, self.columns[column].path) if row else ""

    def groups(self) -> tuple[str, ...]:
        """Return the relative paths of the merged leading columns."""
        return tuple(column.path for column in self.columns if column.group)

    def find(self, path: str) -> tuple[int, int] | None:
        """Return (line, column) where a path shows, None where it does not."""
        inside = paths.list_of(path)
        if inside is None or inside[0] != self.kind:
            return None
        lines = (i for i, line in enumerate(self.lines) if line.row == inside[1])
        columns = (i for i, column in enumerate(self.columns) if inside[2] in column.parts)
        line, column = next(lines, None), next(columns, 0)
        return None if line is None else (line, column)


def columns_of(rows: Rows, dictionary: Dictionary, printed: Printed) -> tuple[Column, ...]:
    """Build the columns of a form's table with the words printed over them."""
    heads, made = printed.heads, list[Column]()
    own = dict(rows.choices)
    for path, letter in rows.group:
        field = dictionary.field(f"{rows.each}[].{path}")
        if path in own:
            field = replace(field, choices=own[path])
        made.append(_column(field, RowPlace(path, letter), heads, group=True))
    for place in (one for one in rows.places if one.path):
        field = dictionary.field(f"{rows.each}[].{place.path}")
        if field.kind == "ticks" and place.ticks:
            for choice, letter in place.ticks:
                shown = _plain(heads.get(letter, "")) or choice
                plain = _column(field, place, {})
                heading = printed.headings.get(place.path) or field.label
                made.append(
                    replace(plain, label=shown, tick=choice, heading=heading, names=(choice, shown))
                )
        else:
            made.append(_column(field, place, heads))
    apart = {one.path for one in made} & {"operator", "unit"}
    return tuple(replace(one, kind="text") if one.kind == "target" and apart else one
                 for one in made)  # fmt: skip


def _column(
    field: Field, place: RowPlace, heads: Mapping[str, str], *, group: bool = False
) -> Column:
    printed = "" if place.ticks else _plain(heads.get(place.column, ""))
    label = place.label or printed or field.label
    return Column(
        place.path,
        label,
        "target" if place.show == "target" else field.kind,
        field.choices,
        group=group,
        required=place.required,
        names=(label, field.label, *([field.short] if field.short else [])),
        unit=field.unit,
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def lines_of(dossier: Dossier, rows: Rows, classes: Mapping[Key, Key]) -> tuple[Line, ...]:
    """Order rows as the official page does; a printed class without rows keeps one line."""
    source = Source(dossier, Settings(year=dossier.year), {})
    return tuple(Line(line.row, line.words) for line in body.lines_of(rows, classes, source))


def folded(lines: Sequence[Line], opened: Collection[str] = ()) -> tuple[Line, ...]:
    """Draw the classes of a first level without any row as one line, except those opened.

    In a table that has no row at all the first level stays open: there one begins.
    """
    filled = {line.group[:1] for line in lines if line.row}
    if not filled and lines:
        filled = {lines[0].group[:1]}
    made: list[Line] = []
    for line in lines:
        first = line.group[:1]
        if line.row or first in filled or len(line.group) < 2 or first[0] in opened:
            made.append(line)
        elif made and made[-1].classes and made[-1].group[:1] == first:
            made[-1] = replace(made[-1], classes=(*made[-1].classes, line.group))
        else:
            blank = (*first, *("" for _ in line.group[1:]))
            made.append(Line("", blank, (line.group,)))
    return tuple(made)


def cell_text(dossier: Dossier, table: Table, line: int, column: int) -> str:
    """Return what a cell shows: target with sign and unit, √ for a tick, else the text."""
    row, col = table.lines[line].row, table.columns[column]
    if not row:
        return table.lines[line].group[table.groups().index(col.path)] if col.group else ""
    if col.kind == "target":
        sign, value, unit = (dossier.text(p) for p in part_paths(table.kind, row, col))
        return join_target(sign, value, unit) or value
    text = dossier.text(paths.row_path(table.kind, row, col.path))
    if col.tick:
        return TICK if col.tick in kinds.split_ticks(text) else ""
    return text


def part_paths(kind: str, row: str, column: Column) -> tuple[str, ...]:
    """Return the paths that a cell shows together."""
    return tuple(paths.row_path(kind, row, part) for part in column.parts)


def whole_value(path: str) -> tuple[str, ...]:
    """Return the paths that are one value together: a target goes with its sign and unit."""
    row, _, last = path.rpartition(".")
    together = ("target", "operator", "unit")
    if paths.list_of(path) is None or last not in together:
        return (path,)
    return tuple(f"{row}.{part}" for part in together)


def cell_changes(dossier: Dossier, path_of_row: str, column: Column, text: str) -> list[SetText]:
    """Turn a text written into a cell into changes; ``path_of_row`` is list and row id."""
    path = f"{path_of_row}.{column.path}"
    if column.kind == "target" or column.path == "target":
        wanted = _target_texts(path_of_row, column, text)
    elif column.tick:
        wanted = {path: _ticked(dossier.text(path), column, marked(text, column.tick))}
    else:
        wanted = {path: text}
    return [SetText(p, t) for p, t in wanted.items() if t != dossier.text(p)]


def _target_texts(row: str, column: Column, text: str) -> dict[str, str]:
    parts = split_target(text)
    wanted = {f"{row}.{column.path}": parts.target}
    # A bare figure leaves sign and unit as they are; clearing clears what the cell shows.
    cleared = not text.strip() and column.kind == "target"
    if parts.operator or cleared:
        wanted[f"{row}.operator"] = parts.operator
    if parts.unit or cleared:
        wanted[f"{row}.unit"] = parts.unit
    return wanted


def marked(text: str, choice: str) -> bool:
    """Tell whether a pasted text ticks a box: √, 是, 1, the choice itself, any other word."""
    if kinds.read("flag", text).value is False:
        return False
    return bool(text.strip()) or text == choice


def _ticked(old: str, column: Column, on: bool) -> str:
    names = [n for n in kinds.split_ticks(old) if n != column.tick]
    if on:
        names.append(column.tick)
    known = [c for c in column.choices if c in names]
    return kinds.join_ticks((*known, *(n for n in names if n not in column.choices)))


def new_row(
    table: Table, row: str, group: Sequence[str], at: int | None = None,
    dossier: Dossier | None = None,
) -> list[Change]:  # fmt: skip
    """Describe a new row of a class, with the texts of its leading columns.

    In a list that was opened after its approval the row is open too, for the same reason.
    """
    changes: list[Change] = [AddRow(table.kind, row, at)]
    opened = [one for one in (dossier.unlocked if dossier else ()) if one.path == table.kind]
    changes += [Unlock(replace(one, path=f"{table.kind}.{row}")) for one in opened]
    for path, text in zip(table.groups(), group, strict=False):
        if text:
            changes.append(SetText(paths.row_path(table.kind, row, path), text))
    return changes
