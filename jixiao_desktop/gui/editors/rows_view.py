"""The table of rows on screen: widths, heights, merged classes, and the keys of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView, QWidget

from jixiao_desktop.gui.editors.cells import MOVES, CellDelegate, keyed, link_rect
from jixiao_desktop.gui.editors.confirming import confirm_cell
from jixiao_desktop.gui.editors.habits import HABITS
from jixiao_desktop.gui.editors.phrases import NO_NUMBER, number_of
from jixiao_desktop.gui.editors.rows_frozen import FrozenColumns
from jixiao_desktop.gui.editors.rows_head import RowsHead
from jixiao_desktop.gui.editors.rows_layout import first_open, spans_of, widths_of
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.paste_rows import Spot
from jixiao_desktop.session.row_table import Column

Index = QModelIndex | QPersistentModelIndex
FEWEST_LINES = 6


class RowsView(QTableView):
    """Enter goes down, Tab right, typing edits; the commands are signals for the editor."""

    command = Signal(str)
    advance = Signal()
    back = Signal()

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self.first = first_open(model.columns)
        self.setObjectName("rows")
        self.setModel(model)
        self.cells = CellDelegate(model, self)
        self.cells.moved.connect(self.go)
        self.cells.command.connect(self.command)
        self.setItemDelegate(self.cells)
        self.head = RowsHead(model.columns, self)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px("field"))
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setMouseTracking(True)
        self._anchor = (0, 0)
        self._wish = self.first
        self._extending = False
        self.selectionModel().currentChanged.connect(self._stood)
        model.lines_changed.connect(self.lay_out)
        model.heights_changed.connect(self.fit_heights)
        self.frozen = FrozenColumns(self, self.cells, self.head, self.first + 1)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.lay_out()

    # Looks.

    def lay_out(self) -> None:
        """Merge classes and measure every line anew: lines came, went or moved."""
        self.fit_widths()
        self.clearSpans()
        for span in spans_of(self.rows.table):
            self.setSpan(*span)
        self.fit_heights(range(len(self.rows.table.lines)))
        self.updateEditorGeometries()

    def fit_widths(self) -> None:
        """Share the width out among the columns; the head is as high as its words."""
        widths = widths_of(self.rows.columns, self.viewport().width())
        for column, width in enumerate(widths):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        high = self.head.sizeHint().height()
        self.head.setFixedHeight(high)
        self.setMinimumHeight(high + FEWEST_LINES * px("field"))

    def fit_heights(self, lines: Iterable[int]) -> None:
        """Make some lines as high as their texts."""
        widths = [self.columnWidth(column) for column in range(len(self.rows.columns))]
        for line in lines:
            need = px("field")
            for column, width in enumerate(widths):
                high = self.cells.height(line, column, width)
                if high:
                    across = max(self.rowSpan(line, column), 1)
                    need = max(need, high if across == 1 else -(-high // across))
            if self.rowHeight(line) != need:
                self.setRowHeight(line, need)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_widths()
            self.fit_heights(range(len(self.rows.table.lines)))
        self.scrollTo(self.currentIndex())
        self.frozen.place()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, not under the columns that stay; those begin at the left."""
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if not index.isValid() or index.column() <= self.first:
            bar.setValue(0)
        else:
            hidden = self.frozen.span - self.visualRect(index).left()
            if bar.value() and hidden > 0:
                bar.setValue(bar.value() - hidden)

    # Going about.

    def go(self, lines: int, columns: int) -> bool:
        """Go on by lines or columns; out at the first and last cell."""
        here = self.currentIndex()
        line, column = here.row() + lines, here.column()
        if self.empty(here.row()) and lines:
            column = max(column, self._wish)  # go on below in the column one came from
        if columns:
            line, column = self._beside(line, column, columns)
        if not 0 <= line < self.rows.rowCount():
            (self.advance if lines + columns > 0 else self.back).emit()
            return False
        self.stand_on(line, column)
        return True

    def _beside(self, line: int, column: int, way: int) -> tuple[int, int]:
        column += way
        if column < self.first:
            return line - 1, self.rows.columnCount() - 1
        if column >= self.rows.columnCount() or (way > 0 and self.empty(line)):
            return line + 1, self.first
        return line, column

    def empty(self, line: int) -> bool:
        """Tell whether a line stands for a class without rows: all its columns are one cell."""
        lines = self.rows.table.lines
        return 0 <= line < len(lines) and not lines[line].row

    def stand_on(self, line: int, column: int) -> None:
        """Make a cell the current one, alone, and bring it into view."""
        self._wish = column
        index = self.rows.index(line, min(column, self.first) if self.empty(line) else column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _stood(self, now: QModelIndex) -> None:
        if not self._extending:
            self._anchor = (now.row(), now.column())

    def _extend(self, event: QKeyEvent) -> bool:
        """Widen the selection with Shift and an arrow, from where the person stood."""
        way = ARROWS.get(event.key())
        if way is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        here, model = self.currentIndex(), self.rows
        line = min(max(here.row() + way[0], 0), model.rowCount() - 1)
        place = min(max(here.column() + way[1], 0), model.columnCount() - 1)
        now, flags = model.index(line, place), QItemSelectionModel.SelectionFlag
        self._extending = True
        self.selectionModel().setCurrentIndex(now, flags.NoUpdate)
        block = QItemSelection(model.index(*self._anchor), now)
        self.selectionModel().select(block, flags.ClearAndSelect)
        self._extending = False
        self.scrollTo(now)
        return True

    def spot(self) -> Spot:
        """Return the selected block, or the current cell alone."""
        here = self.currentIndex()
        chosen = self.selectionModel().selectedIndexes()
        if len(chosen) < 2 or all(self.empty(index.row()) for index in chosen):
            return Spot(max(here.row(), 0), max(here.column(), 0))
        lines = [index.row() for index in chosen]
        columns = [index.column() for index in chosen]
        top, left = min(lines), min(columns)
        return Spot(top, left, max(lines) - top + 1, max(columns) - left + 1)

    def open_cell(self) -> bool:
        """Open the input of the current cell, if it may be typed into."""
        every = QAbstractItemView.EditTrigger.AllEditTriggers
        return self.edit(self.currentIndex(), every, QEvent(QEvent.Type.None_))

    def edit(  # type: ignore[override]  # Qt's other form of it opens nothing of its own
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Open a cell; on a folded line its first class comes out and takes what is typed."""
        line = index.row()
        wanted = trigger & (self.editTriggers() | QAbstractItemView.EditTrigger.EditKeyPressed)
        if wanted and self.empty(line) and not self.rows.locked(line, self.first):
            self.unfold(line)
            index = self.currentIndex()
        return super().edit(index, trigger, event or QEvent(QEvent.Type.None_))

    def unfold(self, line: int) -> None:
        """Show each class of a folded line by itself, and stand on the first."""
        if self.rows.unfold(line):
            self.stand_on(line, self.first)

    # Keys.

    def event(self, event: QEvent) -> bool:
        """Keep Tab for going through the cells, and Alt with an arrow for moving a row."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and keyed(event) in MOVES:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and self.go(0, 1):
                return True
            if event.key() == Qt.Key.Key_Backtab and self.go(0, -1):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Understand the keys of a spreadsheet; letters go on to open the cell."""
        box = self.cells.box
        name = self._command(event)
        if box is not None and box.binding.composing and event.key() in ENTER:
            # Qt keeps the keyboard here until the first word of an open cell is composed.
            box.binding.flush()
            box.widget.setFocus()
        elif name:
            self.command.emit(name)
        elif event.key() in ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            confirm_cell(self.rows, self.currentIndex(), back=back)
            self.go(*HABITS.after_enter(-1 if back else 1))
        elif keyed(event) in LINES:  # keeps the column over the one wide cell of an empty class
            line = self.currentIndex().row() + LINES[keyed(event)]
            if 0 <= line < self.rows.rowCount():
                self.go(LINES[keyed(event)], 0)
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfLine):
            self.stand_on(self.currentIndex().row(), self.first)
        elif not self._extend(event) and not self._tick(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the cell for a word that an input method brings whole, without composing it here."""
        whole = event.commitString() and not event.preeditString()
        if whole and self.cells.box is None and self.open_cell() and self.cells.box is not None:
            QCoreApplication.sendEvent(self.cells.box.widget, event)
            return
        super().inputMethodEvent(event)

    def _command(self, event: QKeyEvent) -> str:
        standard = QKeySequence.StandardKey
        named = ((standard.Copy, "copy"), (standard.Paste, "paste"), (standard.Cut, "cut"))
        for key, name in named:
            if event.matches(key):
                return name
        number = number_of(event)
        return COMMANDS.get(keyed(event), "" if number == NO_NUMBER else f"phrase {number}")

    def _tick(self, event: QKeyEvent) -> bool:
        """Toggle a tick by Space; choose by Space or the number of a choice."""
        here = self.currentIndex()
        if not here.isValid() or event.modifiers() & ~KEYPAD:
            return False
        asked = ticking(self.rows.columns[here.column()], event)
        if asked:
            self.command.emit(asked)
        return asked is not None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle the tick that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        alone = len(self.selectionModel().selectedIndexes()) <= 1
        here = index.isValid() and index == self.currentIndex() and alone
        if self.on_link(event.position().toPoint()):
            self.command.emit("library")
        elif here and self.rows.columns[index.column()].tick:
            self.command.emit("tick")
        elif here and index.column() < self.first and self.empty(index.row()):
            self.unfold(index.row())

    def on_link(self, at: QPoint) -> bool:
        """Tell whether a point is on the words that lead to the library."""
        index = self.indexAt(at)
        if not self.empty(index.row()) or index.column() < self.first:
            return False
        place = self.visualRect(self.rows.index(index.row(), self.first))
        return link_rect(place.adjusted(px("step2"), 0, 0, 0)).contains(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over words that lead somewhere."""
        super().mouseMoveEvent(event)
        hand = self.on_link(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a choice with its list shown."""
        super().mouseDoubleClickEvent(event)
        box = self.cells.box
        if box is not None and isinstance(box.widget, QComboBox):
            box.widget.showPopup()


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
KEYPAD = Qt.KeyboardModifier.KeypadModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LINES: dict[tuple[int, Qt.KeyboardModifier], int] = {
    (Qt.Key.Key_Down, PLAIN): 1,
    (Qt.Key.Key_Up, PLAIN): -1,
}
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier
COMMANDS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (Qt.Key.Key_F4, PLAIN): "page",
    (Qt.Key.Key_F1, PLAIN): "help",
    (Qt.Key.Key_N, CONTROL): "add",
    (Qt.Key.Key_Delete, CONTROL): "remove",
    (Qt.Key.Key_Delete, PLAIN): "clear",
    (Qt.Key.Key_Backspace, PLAIN): "clear",
    (Qt.Key.Key_D, CONTROL): "fill",
    (Qt.Key.Key_L, CONTROL): "library",
    (Qt.Key.Key_G, CONTROL): "score",
    **MOVES,
    (Qt.Key.Key_Up, BOTH): "up",  # where a window keeps Alt and the arrows for its steps
    (Qt.Key.Key_Down, BOTH): "down",
}


def ticking(column: Column, event: QKeyEvent) -> str | None:
    """Return what a key asks for in a column of ticks or choices, None where it is no key of it."""
    space, text = event.key() == Qt.Key.Key_Space, event.text()
    if column.tick:
        if not text.strip() and not space:
            return None
        return "tick" if space or text else ""
    if column.kind != "choice" or column.group:
        return None
    if space:
        return "next choice"
    number = int(text) if text.isdecimal() else 0
    return f"choice {number}" if 0 < number <= len(column.choices) else None
