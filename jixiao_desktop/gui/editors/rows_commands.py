"""The commands of a table of rows: their buttons, and what they would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from jixiao_desktop.domain.changes import Change, MoveRow
from jixiao_desktop.gui.dialogs.library import choose_indicator
from jixiao_desktop.gui.editors.binding import Binding
from jixiao_desktop.gui.editors.fitting import FittingRow
from jixiao_desktop.gui.editors.prose import GrowingText
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.gui.editors.rows_view import RowsView
from jixiao_desktop.gui.keys import KeyButton
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.library import put_in
from jixiao_desktop.session.paste_rows import Spot
from jixiao_desktop.session.row_table import Column, Line, lines_of, new_row

LIBRARY = "library"
BUTTONS = (
    ("添加{thing}", "Ctrl+N", "add"),
    ("从指标库选", "Ctrl+L", LIBRARY),
    ("粘贴 Excel 块", "Ctrl+V", "paste"),
    ("向下填充", "Ctrl+D", "fill"),
    ("打开本行", "F4", "page"),
    ("删除本行", "Ctrl+Delete", "remove"),
)


def command_buttons(parent: QWidget, clicked: Callable[[], None], model: RowsModel) -> FittingRow:
    """Make the row of buttons; each carries its command as a property."""
    made: list[QWidget] = []
    for words, key, command in BUTTONS:
        if command == LIBRARY and not model.library:
            continue
        button = KeyButton(words.format(thing=model.thing), key, parent)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key does the same in the table
        button.setProperty("command", command)
        button.clicked.connect(clicked)
        made.append(button)
    row = FittingRow(px("step2") + 2, parent)
    row.show_parts(made)
    return row


def from_library(model: RowsModel, line: int, parent: QWidget) -> tuple[str, str, list[Change]]:
    """Ask for an indicator (on an empty line, of its class): name of the step, row, changes."""
    lines, dossier = model.table.lines, model.editing.dossier
    known = lines[line] if 0 <= line < len(lines) else Line("", ())
    group = () if known.row else known.group
    chosen = choose_indicator(parent, group, dossier.text("name") + dossier.text("goal"))
    if chosen is None:
        return "", "", []
    row = model.editing.new_row_id()
    changes = put_in(model.table, dossier, row, chosen, model.classes)
    return f"填入指标“{chosen.name}”", row, changes


def open_text(view: RowsView) -> tuple[Binding, GrowingText] | None:
    """Open the current cell of longer text, to go on at its end; as it is where it is open."""
    fresh = view.cells.box is None
    if fresh:
        view.open_cell()
    box = view.cells.box
    if box is None or not isinstance(box.widget, GrowingText):
        return None
    if fresh:
        box.widget.moveCursor(QTextCursor.MoveOperation.End)
    return box.binding, box.widget


def next_choice(model: RowsModel, line: int, column: int) -> str:
    """Return the choice after a cell's own, "" behind the last."""
    text, choices = model.look(line, column).text, model.columns[column].choices
    at = choices.index(text) + 1 if text in choices else 0
    return choices[at] if at < len(choices) else ""


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


def proposed_scores(model: RowsModel, spot: Spot) -> list[Change]:
    """Put the proposed score into the chosen lines that have none; what is typed stays."""
    model.refresh()  # a score that was typed a moment ago is typed
    changes: list[Change] = []
    for line in range(spot.line, min(spot.line + spot.lines, len(model.table.lines))):
        column, _ = model.score_of(line)
        ghost = model.look(line, column).ghost if column >= 0 else ""
        if ghost and not model.locked(line, column):
            changes += model.write(line, column, ghost)[1]
    return changes


def added(model: RowsModel, line: int) -> tuple[str, tuple[str, int], list[Change]]:
    """Add a row behind a line, in its class; return the step's name, row and column, changes.

    Where the office prints what the rows are, an empty line brings all of them at once.
    """
    known = model.table.lines[line] if line < len(model.table.lines) else Line("", ())
    if model.framed and not known.row:
        ids, changes = framework(model)
        return "摆好全部指标", (ids[0] if ids else "", first_figure(model.columns)), changes
    ids = model.editing.dossier.row_ids(model.table.kind)
    at = ids.index(known.row) + 1 if known.row in ids else None
    row = model.editing.new_row_id()
    first = sum(column.group for column in model.columns)
    changes = new_row(model.table, row, known.group, at, model.dossier)
    return f"添加{model.thing}", (row, first), changes


def first_figure(columns: Sequence[Column]) -> int:
    """Return the first column that takes a score, the first open one where none does."""
    open_ones = [at for at, one in enumerate(columns) if not one.group]
    scores = [at for at in open_ones if columns[at].kind == "score"]
    return (scores or open_ones)[0]


def framework(model: RowsModel) -> tuple[tuple[str, ...], list[Change]]:
    """Make a row of every class the office prints that has none yet, in the printed order."""
    dossier, changes, ids = model.editing.dossier, list[Change](), list[str]()
    for line in lines_of(dossier, model.rows, model.classes):
        if not line.row and any(line.group):
            ids.append(model.editing.new_row_id())
            changes += new_row(model.table, ids[-1], line.group, None, dossier)
    return tuple(ids), changes


def moved(model: RowsModel, line: int, way: int) -> Sequence[Change] | None:
    """Move a row past its neighbour; None where the neighbour is of another class."""
    lines, kind = model.table.lines, model.table.kind
    other = lines[line + way] if 0 <= line + way < len(lines) else Line("", ())
    if not other.row or other.group != lines[line].group:
        return None
    to = model.editing.dossier.row_ids(kind).index(other.row)
    return [MoveRow(kind, lines[line].row, to)]
