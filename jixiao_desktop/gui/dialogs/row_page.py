"""One row of a table as a page of fields: for long texts, for the keyboard, for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.domain import paths
from jixiao_desktop.gui.dialogs.frame import Dialog
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.editors.fields import MakeEditor, letters_for
from jixiao_desktop.gui.editors.rows_model import RowsModel


class RowPage(Dialog):
    """All fields of one row; PgUp and PgDn go to its neighbours, Esc back to the table."""

    committed = Signal(str)
    help_asked = Signal(str)
    unlock_asked = Signal(str)

    def __init__(self, model: RowsModel, row: str, make: MakeEditor, parent: QWidget) -> None:
        super().__init__(parent, " ", " ")
        self._model, self._make = model, make
        self.row = row
        self.editors: list[FieldEditor] = []
        for key, go in ((Qt.Key.Key_PageUp, self.previous), (Qt.Key.Key_PageDown, self.following)):
            QShortcut(QKeySequence(key), self).activated.connect(go)
        self._up = self.add_button("上一行 PgUp", self.previous, left=True)
        self._down = self.add_button("下一行 PgDn", self.following, left=True)
        self.done_button = self.add_answers("完成", "")
        self.done_button.setDefault(False)
        for button in (self._up, self._down, self.done_button):
            button.setAutoDefault(button is self.done_button)  # Enter on it means it
        self.show_row(row)

    def show_row(self, row: str) -> None:
        """Show another row, keeping what was typed in this one."""
        self.flush()
        for editor in self.editors:
            editor.hide()
            editor.deleteLater()
        self.row, self.editors = row, []
        columns = {c.path: c for c in self._model.columns}  # several √ columns are one field
        letters = letters_for(list(columns))
        for column, letter in zip(columns.values(), letters, strict=True):
            path = paths.row_path(self._model.table.kind, row, column.path)
            field = load_dictionary().field(path)
            editor = self._make(field, path, self._model.editing, self)
            label = column.heading or column.label
            editor.name_it(label, required=column.required, letter=letter)
            self._take_in(editor)
            self.column.addWidget(editor)
        self._show_head()
        self.follow_focus()
        self.fit()
        self._first_open().focus_here()

    def refresh(self) -> None:
        """Show the dossier as it is now."""
        for editor in self.editors:
            editor.refresh()
        self._show_head()

    def flush(self) -> None:
        """Commit now what was typed."""
        for editor in self.editors:
            editor.flush()

    def previous(self) -> None:
        """Show the row before this one."""
        self._go(-1)

    def following(self) -> None:
        """Show the row after this one."""
        self._go(1)

    def done(self, result: int) -> None:
        """Commit what was typed, however the page is left."""
        self.flush()
        super().done(result)

    def _take_in(self, editor: FieldEditor) -> None:
        self.editors.append(editor)
        editor.committed.connect(self._kept)
        editor.advance.connect(self._forward)
        editor.back.connect(self._backward)
        editor.help_asked.connect(self.help_asked)
        editor.unlock_asked.connect(self.unlock_asked)

    def _kept(self, path: str) -> None:
        self.committed.emit(path)
        self._show_head()

    def _text(self, rest: str) -> str:
        return self._model.dossier.text(paths.row_path(self._model.table.kind, self.row, rest))

    def _show_head(self) -> None:
        line = self._model.line_of(self.row)
        ids = self._model.dossier.row_ids(self._model.table.kind)
        number = ids.index(self.row) + 1 if self.row in ids else line + 1
        said = (self._text(rest) for rest in ("name", "level2", "level1"))
        title = f"第{number}行 {next(filter(None, said), '')}".strip()
        self.setWindowTitle(title)
        self.title.setText(title)
        working = self._model.light(line)[1].working if line >= 0 else ""
        self.hint.setText(working)
        self.hint.setVisible(bool(working))
        self._up.setEnabled(bool(self._neighbour(-1)))
        self._down.setEnabled(bool(self._neighbour(1)))

    def _neighbour(self, way: int) -> str:
        """Return the next row in the order of the table, "" at its ends."""
        rows = [line.row for line in self._model.table.lines if line.row]
        at = rows.index(self.row) + way if self.row in rows else -1
        return rows[at] if 0 <= at < len(rows) else ""

    def _go(self, way: int) -> None:
        other = self._neighbour(way)
        if other:
            self.show_row(other)

    def _first_open(self) -> FieldEditor:
        dossier = self._model.editing.dossier
        names = [e for e in self.editors if e.path.endswith(".name")]
        open_ones = [e for e in (*names, *self.editors) if not dossier.locked(e.path)]
        return next(iter(open_ones), self.editors[0])

    def _forward(self) -> None:
        self._move(1)

    def _backward(self) -> None:
        self._move(-1)

    def _move(self, way: int) -> None:
        sender = self.sender()
        at = next(i for i, editor in enumerate(self.editors) if editor is sender) + way
        while 0 <= at < len(self.editors):
            if not self._model.editing.dossier.locked(self.editors[at].path):
                self.editors[at].focus_here()
                return
            at += way
        if way > 0:
            self.done_button.setFocus(Qt.FocusReason.TabFocusReason)
