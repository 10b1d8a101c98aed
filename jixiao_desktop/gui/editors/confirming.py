"""Enter on a cell that was carried or imported makes it the person's own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.session.row_table import part_paths

TAKEN = "用建议得分"


def confirm_cell(model: RowsModel, index: QModelIndex, *, back: bool = False) -> None:
    """Make a carried or imported cell the person's own, a proposed score too, as Enter does."""
    line, column = index.row(), index.column()
    if back or not 0 <= line < len(model.table.lines) or not model.table.lines[line].row:
        return
    dossier, col = model.editing.dossier, model.columns[column]
    changes: list[Change] = [
        SetText(path, dossier.text(path))
        for path in part_paths(model.table.kind, model.table.lines[line].row, col)
        if dossier.origin(path) in (Origin.CARRIED, Origin.IMPORTED) and not dossier.locked(path)
    ]
    name, ghost = f"确认{col.label}", model.look(line, column).ghost
    if ghost and not model.locked(line, column):
        name, changes = TAKEN, list(model.write(line, column, ghost)[1])
    if changes and not col.group:
        model.editing.step(name, changes)
        model.refresh()
