"""A table block of an outline + a scope → a table whose figures know their source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from jixiao_desktop.narrative.conditions import holds
from jixiao_desktop.narrative.document import Run, TableBlock, TableCell
from jixiao_desktop.narrative.outline import BlockLike, ClauseLike, ColumnLike, TableRowLike
from jixiao_desktop.narrative.scope import Scope, listed_rows
from jixiao_desktop.narrative.sentence import FIELD, filled

JOINED = "<"
"""A cell of a row's patterns that belongs to the one on its left."""
BY_HAND_ROWS = 8
"""Empty rows for a list in a table that is written by hand."""

Row = list[TableCell | None]
Saying = Callable[[ClauseLike], Sequence[Run]]


def table(block: BlockLike, scope: Scope) -> tuple[TableBlock, ...]:
    """Return the table of a block: headings, one row or more for each of its row patterns."""
    body: list[Row] = []
    for line in block.lines:
        if holds(scope, line.only):
            body += _rows(line, block.columns, scope)
    return _drawn(block.columns, body, scope.project) if body else ()


def table_by_hand(block: BlockLike) -> tuple[TableBlock, ...]:
    """Return the table of a block to be filled with the pen: its words, and empty rows."""
    body: list[Row] = []
    for line in block.lines:
        body += [_row(line, block.columns, _words) for _ in range(BY_HAND_ROWS if line.each else 1)]
    return _drawn(block.columns, body, -1, whole=True)


def _words(clause: ClauseLike) -> Sequence[Run]:
    """Return what a cell says before anything is filled in."""
    said = FIELD.sub("", clause.text)
    return (Run(said),) if said.strip() else ()


def _drawn(
    columns: Sequence[ColumnLike], body: Sequence[Row], project: int, *, whole: bool = False
) -> tuple[TableBlock, ...]:
    kept = [
        at
        for at, column in enumerate(columns)
        if whole or not column.drop_if_empty or any(row[at] and _says(row[at]) for row in body)
    ]
    shown = [columns[at] for at in kept]
    head = _heading(shown)
    rows = (*head, *(_narrowed(row, kept) for row in body))
    return (TableBlock(tuple(map(tuple, rows)), _widths(columns, shown), len(head), project),)


def _says(cell: TableCell | None) -> bool:
    return cell is not None and bool(cell.text)


def _narrowed(row: Row, kept: Sequence[int]) -> Row:
    """Leave out the dropped columns; a cell that reached over them reaches less far."""
    made: Row = []
    for at in kept:
        cell = row[at]
        if cell is not None and cell.across > 1:
            reach = sum(1 for one in kept if at <= one < at + cell.across)
            cell = replace(cell, across=reach)
        made.append(cell)
    return made


def _widths(columns: Sequence[ColumnLike], shown: Sequence[ColumnLike]) -> tuple[float, ...]:
    """Share the width of dropped columns among the others, in mm."""
    whole, left = sum(c.width for c in columns), sum(c.width for c in shown)
    return tuple(round(column.width * whole / left, 2) for column in shown)


def _heading(columns: Sequence[ColumnLike]) -> list[Row]:
    """Return one row of headings, two where columns share a heading above their own."""
    lower: Row = [_head(column.text) for column in columns]
    if not any(column.over for column in columns):
        return [lower]
    upper: Row = []
    for over, group in groupby(columns, key=lambda column: column.over):
        count = len(list(group))
        if over:
            upper += [replace(_head(over), across=count), *[None] * (count - 1)]
            continue
        for at in range(len(upper), len(upper) + count):
            upper.append(replace(_head(columns[at].text), down=2))
            lower[at] = None
    return [upper, lower]


def _head(text: str) -> TableCell:
    return TableCell((Run(text),), align="center", bold=True)


def _rows(line: TableRowLike, columns: Sequence[ColumnLike], scope: Scope) -> list[Row]:
    if not line.each:
        return [_row(line, columns, _told(scope))]
    joined = [at for at, column in enumerate(columns) if column.merge]
    told = [_row(line, columns, _told(row)) for row in listed_rows(scope, line.each)]
    return _joined(told, joined)


def _told(scope: Scope) -> Saying:
    return lambda clause: filled(scope, clause.text) if holds(scope, clause.only) else ()


def _row(line: TableRowLike, columns: Sequence[ColumnLike], says: Saying) -> Row:
    made: Row = []
    for clause, column in zip(line.cells, columns, strict=True):
        if clause.text == JOINED and made:
            _reach_on(made)
            continue
        made.append(TableCell(tuple(says(clause)), align=column.align, bold=line.bold))
    return made


def _reach_on(made: Row) -> None:
    """Let the last cell of a row reach one column further."""
    at = max(place for place, cell in enumerate(made) if cell)
    last = made[at]
    if last is not None:
        made[at] = replace(last, across=last.across + 1, align="center")
    made.append(None)


def _joined(rows: Sequence[Row], columns: Sequence[int]) -> list[Row]:
    """Put rows of one class together in the order of their first, and join its cells downwards."""
    if not columns:
        return list(rows)
    at, *further = columns
    members: dict[str, list[Row]] = {}
    for row in rows:
        members.setdefault(_text(row[at]), []).append(row)
    return [row for name, group in members.items() for row in _class(name, group, at, further)]


def _class(name: str, group: list[Row], at: int, further: Sequence[int]) -> Iterator[Row]:
    inside = _joined(group, further)
    first, *rest = inside
    head = first[at]
    if name and head is not None and rest:
        first[at] = replace(head, down=len(inside))
        for row in rest:
            row[at] = None
    yield from inside


def _text(cell: TableCell | None) -> str:
    return cell.text if cell else ""
