"""The fund block: rows and columns as the official page has them, typed into cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.catalog.dictionary import Dictionary, load_dictionary
from jixiao_desktop.catalog.forms import Form, Place, Section
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.funds import SOURCES
from jixiao_desktop.gui.dialogs.paste_preview import confirm_paste
from jixiao_desktop.gui.editors.field import gravest
from jixiao_desktop.gui.editors.fields import FieldsEditor, MakeEditor
from jixiao_desktop.gui.editors.figures import RIGHT, ComputedCell, FigureCell
from jixiao_desktop.gui.editors.legend import Legend
from jixiao_desktop.gui.editors.seam import REFUSALS, Editing, printed_for
from jixiao_desktop.gui.panels.card import label as plain_label
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.paste import Figure, paste_figures

Cell = FigureCell | ComputedCell
CELL_WIDTHS, CELL_WIDTHS_OF_MANY, MANY, WORD_WIDTHS = 3, 2.4, 4, 5
"""Least widths in heights of a field: of a cell, of one among more than so many, of the words."""
WAYS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def sheet_place(cell: str) -> tuple[int, int]:
    """Return (row, column) of a sheet address, for putting cells in order."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column


class MatrixEditor(QWidget):
    """Amounts in the rows and columns of the form; below them the section's other fields."""

    committed = Signal(str)
    advance = Signal()
    back = Signal()
    help_asked = Signal(str)
    focused = Signal(str)
    unlock_asked = Signal(str)

    def __init__(
        self, section: Section, form: Form, editing: Editing, make: MakeEditor,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._form, self._editing = form, editing
        self._drawn: object = None
        self._cells: dict[tuple[int, int], Cell] = {}
        self._here: FigureCell | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step2"))
        box.addLayout(self._lay_grid([p for p in section.places if p.cell]))
        self.legend = Legend()
        box.addWidget(self.legend)
        box.addLayout(self._lay_note())
        others = [place for place in section.places if not place.cell]
        self._others = FieldsEditor(others, form, editing, make, self) if others else None
        if self._others is not None:
            self._others.setContentsMargins(0, px("step3"), 0, 0)
            box.addWidget(self._others)
            self._join(self._others)
        self.refresh()

    def give_others(self) -> FieldsEditor | None:
        """Hand out the section's other fields: a page shows them on a card of their own."""
        if self._others is not None:
            self._others.setContentsMargins(0, 0, 0, 0)
        return self._others

    # What the page asks for.

    def paths(self) -> tuple[str, ...]:
        """Return the paths typed into here, in reading order."""
        others = self._others.paths() if self._others else ()
        return (*(cell.place.path for cell in self._typed()), *others)

    def focus_path(self, path: str) -> bool:
        """Bring the keyboard to a path; a source without a row leads to the cell it prints in."""
        for cell in self._typed():
            if path == cell.place.path or path in cell.place.adds:
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                cell.selectAll()
                return True
        return self._others.focus_path(path) if self._others else False

    def focus_here(self) -> None:
        """Bring the keyboard to the first open cell."""
        self._go(None, 1)

    def cell(self, path: str) -> FigureCell | None:
        """Return the cell of a path."""
        return next((cell for cell in self._typed() if cell.place.path == path), None)

    def refresh(self) -> None:
        """Show the dossier as it is now; computed figures follow at once."""
        if self._editing.dossier is not self._drawn:
            self._drawn = self._editing.dossier
            for cell in self._cells.values():
                if isinstance(cell, FigureCell):
                    cell.refresh()
                else:
                    cell.show_figure(self._editing, self._form)
            figures = any(isinstance(cell, ComputedCell) for cell in self._cells.values())
            self.legend.show_for(self._editing.dossier, self.paths(), computed=figures)
        if self._others is not None:
            self._others.refresh()
        self._show_note()

    def flush(self) -> None:
        """Commit now what was typed in any cell."""
        for cell in self._typed():
            cell.binding.flush()
        if self._others is not None:
            self._others.flush()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Mark the cells the checks speak of and say the sentences below."""
        for cell in self._typed():
            cell.finding = gravest(findings, cell.place.path) if loud else None
            cell.dress()
        if self._others is not None:
            self._others.show_findings(findings, loud)
        self._show_note()

    # Building.

    def _lay_grid(self, places: Sequence[Place]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px("step4"))
        grid.setVerticalSpacing(px("step2"))
        words, dictionary = printed_for(self._editing, self._form).places, load_dictionary()
        rows = sorted({sheet_place(p.cell)[0] for p in places})
        columns = sorted({sheet_place(p.cell)[1] for p in places})
        for place in sorted(places, key=lambda p: sheet_place(p.cell)):
            row, column = sheet_place(place.cell)
            at = rows.index(row) + 1, columns.index(column) + 1
            where = words.get(place.cell, ("", ""))
            cell = self._cell(place, _named(place, where, dictionary), dictionary)
            self._cells[at] = cell
            grid.addWidget(cell, *at)
            self._head(grid, at, cell)
        for column in range(len(columns) + 1):
            grid.setColumnStretch(column, 2 if column == 0 else 1)
        wide = CELL_WIDTHS if len(columns) <= MANY else CELL_WIDTHS_OF_MANY
        for cell in self._cells.values():
            cell.setMinimumWidth(round(px("field") * wide))
        grid.setColumnMinimumWidth(0, px("field") * WORD_WIDTHS)
        if len(columns) > MANY:
            grid.setHorizontalSpacing(px("step2"))
        return grid

    def _head(self, grid: QGridLayout, at: tuple[int, int], cell: Cell) -> None:
        """Write the form's words over a column and beside a row, once each."""
        for place, word, align in (
            ((at[0], 0), cell.where[0], Qt.AlignmentFlag.AlignVCenter),
            ((0, at[1]), cell.where[1], RIGHT),
        ):
            if grid.itemAtPosition(*place) is None:
                label = QLabel(word)
                label.setWordWrap(True)
                label.setAlignment(align)
                if place[0] == 0:
                    mark(label, role="hint")
                grid.addWidget(label, *place)

    def _cell(self, place: Place, where: tuple[str, str], dictionary: Dictionary) -> Cell:
        if not place.path:
            return ComputedCell(place, where, self)
        cell = FigureCell(place, dictionary.field(place.path), where, self)
        cell.bind(self._editing)
        cell.installEventFilter(self)
        binding = cell.binding
        binding.pasting = self._paste
        binding.advance.connect(self._forward)
        binding.back.connect(self._backward)
        binding.committed.connect(self._committed)
        binding.help_asked.connect(self._ask_help)
        binding.entered.connect(self._entered)
        binding.left.connect(self._show_note)
        return cell

    def _lay_note(self) -> QHBoxLayout:
        self.note = plain_label("", wrap=True)
        self.note.setObjectName("note")
        self.note.setMinimumHeight(self.note.fontMetrics().height())
        self.unlock = QPushButton("解锁…")
        mark(self.unlock, kind="link")
        self.unlock.hide()
        self.unlock.clicked.connect(self._ask_unlock)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        row.addWidget(self.unlock)
        return row

    def _join(self, others: FieldsEditor) -> None:
        others.committed.connect(self._committed_elsewhere)
        others.advance.connect(self.advance)
        others.back.connect(self._to_last)
        others.help_asked.connect(self.help_asked)
        others.focused.connect(self.focused)
        others.unlock_asked.connect(self.unlock_asked)

    # Going about.

    def _typed(self) -> list[FigureCell]:
        return [cell for cell in self._cells.values() if isinstance(cell, FigureCell)]

    def _sender(self) -> FigureCell:
        binding = self.sender()
        return next(cell for cell in self._typed() if cell.binding is binding)

    def _forward(self) -> None:
        if self._go(self._sender(), 1):
            return
        if self._others is not None:
            self._others.focus_here()
        else:
            self.advance.emit()

    def _backward(self) -> None:
        if not self._go(self._sender(), -1):
            self.back.emit()

    def _to_last(self) -> None:
        self._go(None, -1)

    def _go(self, cell: FigureCell | None, way: int) -> bool:
        cells = self._typed()[::way]
        after = cells[cells.index(cell) + 1 :] if cell is not None else cells
        for other in after:
            if not other.isReadOnly():
                other.setFocus(Qt.FocusReason.TabFocusReason)
                other.selectAll()
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go up and down between rows with the arrow keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            down = WAYS.get(event.key())
            at = next((at for at, cell in self._cells.items() if cell is watched), None)
            if down and at and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
            ):  # fmt: skip
                other = self._cells.get((at[0] + down, at[1]))
                if isinstance(other, FigureCell):
                    other.setFocus(Qt.FocusReason.TabFocusReason)
                    other.selectAll()
                return True
        return False

    # What happens in the cells.

    def _committed(self) -> None:
        path = self._sender().place.path
        self.refresh()
        self.committed.emit(path)

    def _committed_elsewhere(self, path: str) -> None:
        self.refresh()
        self.committed.emit(path)

    def _ask_help(self) -> None:
        self.help_asked.emit(self._sender().place.path)

    def _entered(self) -> None:
        self._here = self._sender()
        self._show_note()
        self.focused.emit(self._here.place.path)

    def _ask_unlock(self) -> None:
        if self._here is not None:
            self.unlock_asked.emit(self._here.place.path)

    def _show_note(self) -> None:
        here = self._here
        said = [here.said()] if here is not None else []
        said += [cell.said() for cell in self._typed() if cell.finding and cell is not here]
        said = [(text, tone) for text, tone in said if text][:3]
        self.note.setText("\n".join(text for text, _ in said))
        mark(self.note, tone=said[0][1] if said else "quiet")
        self.unlock.setVisible(here is not None and here.isReadOnly())

    def _paste(self, line: QLineEdit, text: str) -> bool:
        """Lay a block of cells from here on; a single cell is left to the line itself."""
        start = next((at for at, cell in self._cells.items() if cell is line), None)
        if start is None or not any(sign in text.rstrip("\r\n") for sign in "\t\r\n"):
            return False
        self.flush()
        pasted = paste_figures(text, self._figures(start), self._editing.dossier)
        if not confirm_paste(pasted, self):
            return True
        try:
            self._editing.step(pasted.name, pasted.changes)
        except REFUSALS as problem:
            self.note.setText(str(problem))
            return True
        self.refresh()
        self.committed.emit(self._sender_path(line))
        return True

    @staticmethod
    def _sender_path(line: QLineEdit) -> str:
        return line.place.path if isinstance(line, FigureCell) else ""

    def _figures(self, start: tuple[int, int]) -> list[list[Figure | None]]:
        rows = range(start[0], max(r for r, _ in self._cells) + 1)
        columns = range(start[1], max(c for _, c in self._cells) + 1)
        return [[self._figure((row, column)) for column in columns] for row in rows]

    def _figure(self, at: tuple[int, int]) -> Figure | None:
        cell = self._cells.get(at)
        if cell is None:
            return None
        return Figure(cell.place.path if isinstance(cell, FigureCell) else "", *cell.where)


def _named(place: Place, where: tuple[str, str], dictionary: Dictionary) -> tuple[str, str]:
    """Fill up with the dictionary's words where the form prints none."""
    field = dictionary.find(place.path) if place.path else None
    source = field.source if field else place.of.partition("+")[0]
    return (
        where[0] or SOURCES.get(source, ""),
        place.label or where[1] or (field.short or field.label if field else ""),
    )
