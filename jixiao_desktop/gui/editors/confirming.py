"""Enter on a cell that was carried or imported makes it the person's own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.session.row_table import part_paths


def confirm_cell(model: RowsModel, index: QModelIndex, *, back: bool = False) -> None:
    """Make a carried or imported cell the person's own, as Enter in a field does."""
    line, column = index.row(), index.column()
    if back or not 0 <= line < len(model.table.lines) or not model.table.lines[line].row:
        return
    dossier, col = model.editing.dossier, model.columns[column]
    changes = [
        SetText(path, dossier.text(path))
        for path in part_paths(model.table.kind, model.table.lines[line].row, col)
        if dossier.origin(path) in (Origin.CARRIED, Origin.IMPORTED) and not dossier.locked(path)
    ]
    if changes and not col.group:
        model.editing.step(f"确认{col.label}", changes)
        model.refresh()
