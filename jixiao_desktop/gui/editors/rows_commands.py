"""What the commands of a table of rows would change: rows added, moved, cells cleared."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao_desktop.domain.changes import Change, MoveRow
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.session.paste_rows import Spot
from jixiao_desktop.session.row_table import Line, new_row


def cleared(model: RowsModel, spot: Spot) -> list[Change]:
    """Empty the open cells of a block."""
    changes: list[Change] = []
    lines = model.table.lines
    for column in range(spot.column, spot.column + spot.columns):
        for line in range(spot.line, min(spot.line + spot.lines, len(lines))):
            typed = lines[line].row and not model.columns[column].group
            if typed and not model.locked(line, column):
                changes += model.write(line, column, "")[1]
    return changes


def added(model: RowsModel, line: int) -> tuple[str, list[Change]]:
    """Add a row behind a line, in its class; return its id and the changes."""
    known = model.table.lines[line] if line < len(model.table.lines) else Line("", ())
    ids = model.editing.dossier.row_ids(model.table.kind)
    at = ids.index(known.row) + 1 if known.row in ids else None
    row = model.editing.new_row_id()
    return row, new_row(model.table, row, known.group, at, model.dossier)


def moved(model: RowsModel, line: int, way: int) -> Sequence[Change] | None:
    """Move a row past its neighbour; None where the neighbour is of another class."""
    lines, kind = model.table.lines, model.table.kind
    other = lines[line + way] if 0 <= line + way < len(lines) else Line("", ())
    if not other.row or other.group != lines[line].group:
        return None
    to = model.editing.dossier.row_ids(kind).index(other.row)
    return [MoveRow(kind, lines[line].row, to)]
