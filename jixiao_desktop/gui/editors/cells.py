"""Drawing and editing the cells of a table of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.progress import Light
from jixiao_desktop.gui.announcing import describe
from jixiao_desktop.gui.editors.binding import Binding
from jixiao_desktop.gui.editors.choice import make_combo, show_choice
from jixiao_desktop.gui.editors.habits import HABITS
from jixiao_desktop.gui.editors.phrases import NO_NUMBER, number_of
from jixiao_desktop.gui.editors.prose import GrowingText
from jixiao_desktop.gui.editors.rows_head import even_width, wrap_flags, wrapped_height
from jixiao_desktop.gui.editors.rows_model import (
    CHOOSE,
    EMPTY_LINE,
    PLUS,
    Look,
    RowsModel,
)
from jixiao_desktop.gui.editors.text import show_text
from jixiao_desktop.gui.icons import pixmap
from jixiao_desktop.gui.theme import px, theme
from jixiao_desktop.session.row_table import TICK, cell_changes, cell_text

Index = QModelIndex | QPersistentModelIndex
Input = QLineEdit | GrowingText | QComboBox
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
EDGES = {"carried": "carried", "imported": "imported"}
WASHES = {"must-fix": "must-fix-wash", "explain": "explain-wash"}


MOVES: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
}
LIBRARY_KEY = "Ctrl+L"


def keyed(event: QKeyEvent) -> tuple[int, Qt.KeyboardModifier]:
    """Return a key with its modifiers, the key pad's own left out."""
    return event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def link_rect(inner: QRect) -> QRect:
    """Return where the words stand that lead from an empty line to the library."""
    metrics = QFontMetrics(theme().font("body"))
    left = inner.left() + metrics.horizontalAdvance(EMPTY_LINE) + px("step3")
    return QRect(left, inner.top(), metrics.horizontalAdvance(CHOOSE), inner.height())


def light_width(metrics: QFontMetrics) -> int:
    """Return the room that a light takes with its word, behind the text of its cell."""
    return px("key") + px("step2") + metrics.horizontalAdvance("红")


def in_sight(inner: QRect, high: int, least: int) -> QRect:
    """Keep the words of a tall merged cell where its visible part is, at least a line of it."""
    top, bottom = max(inner.top(), 0), min(inner.bottom(), high)
    shown = QRect(inner.left(), top, inner.width(), bottom - top + 1)
    return shown if shown.height() >= 2 * least else inner


class CellBox(QObject):
    """The input that opens in one cell, bound to the row's paths; a class's empty line becomes
    a row with the first letter that is kept."""

    def __init__(self, model: RowsModel, place: tuple[int, int], widget: Input) -> None:
        super().__init__(widget)
        self._model, self.widget = model, widget
        line, self._at = place
        self.column = model.columns[self._at]
        self._row, self._first = model.row_for(line)
        self._typed = self.shown = False
        self.binding = Binding(self.column.label, model.editing, self, self)
        self.binding.before = self._new_row
        self.binding.watch(widget)
        if isinstance(widget, QLineEdit):
            widget.textEdited.connect(self._edited)
        elif isinstance(widget, QComboBox):
            widget.editTextChanged.connect(self._edited)
        else:
            widget.textChanged.connect(self._edited)

    def texts(self) -> Mapping[str, str]:
        """Return what the input would write, by path; as the dossier has it while untouched."""
        dossier = self._model.editing.dossier
        base = paths.row_path(self._model.table.kind, self._row, "")[:-1]
        kept = {f"{base}.{part}": dossier.text(f"{base}.{part}") for part in self.column.parts}
        if not self._typed:
            return kept
        changes = cell_changes(dossier, base, self.column, self._written())
        return kept | {change.path: change.text for change in changes}

    def put(self, dossier: Dossier) -> None:
        """Show the cell's text."""
        line = self._model.line_of(self._row)
        text = cell_text(dossier, self._model.table, line, self._at) if line >= 0 else ""
        self._typed = False
        if isinstance(self.widget, QLineEdit):
            show_text(self.widget, text)
        elif isinstance(self.widget, QComboBox):
            show_choice(self.widget, text)
        elif self.widget.toPlainText() != text:
            self.widget.setPlainText(text)

    def _written(self) -> str:
        if isinstance(self.widget, QLineEdit):
            return self.widget.text()
        if isinstance(self.widget, QComboBox):
            return self.widget.currentText()
        return self.widget.toPlainText()

    def _new_row(self) -> list[Change]:
        known = self._row in self._model.editing.dossier.row_ids(self._model.table.kind)
        return [] if known else self._first

    def _edited(self) -> None:
        self._typed = True
        self.binding.typed()


class CellDelegate(QStyledItemDelegate):
    """Draws looks and opens the input that fits a column's kind."""

    moved = Signal(int, int)
    """The person goes on from an open cell: lines and columns."""
    kept = Signal()
    help_asked = Signal()
    failed = Signal(str)
    command = Signal(str)
    """A command of the table asked for from inside an open cell."""

    def __init__(self, model: RowsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.box: CellBox | None = None

    # Editing.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a line, a growing text or a list in the cell."""
        del option
        column = self._model.columns[index.column()]
        widget: Input
        if column.kind == "choice":
            widget = make_combo(column.choices)
        elif column.kind in ("prose", "text"):
            widget = GrowingText(1)
        else:
            widget = QLineEdit()
        widget.setParent(parent)
        self.box = CellBox(self._model, (index.row(), index.column()), widget)
        binding = self.box.binding
        binding.committed.connect(self.kept)
        binding.advance.connect(self._down)
        binding.back.connect(self._up)
        binding.help_asked.connect(self.help_asked)
        binding.failed.connect(self.failed)
        name = self._model.table.lines[index.row()].group[-1:]
        describe(widget, f"{column.label} 第{index.row() + 1}行 {''.join(name)}")
        if isinstance(widget, QComboBox):
            widget.activated.connect(self._chosen)
        return widget

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the text, selected, so that typing replaces it; never over what is being typed."""
        del index
        if self.box is None or self.box.widget is not editor:
            return
        self.box.binding.refresh()
        if not self.box.shown and isinstance(editor, (QLineEdit, GrowingText)):
            editor.selectAll()
        self.box.shown = True

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        """Commit what was typed."""
        del model, index
        if self.box is not None and self.box.widget is editor:
            self.box.binding.flush()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the input over its cell, higher where the text needs it."""
        del index
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing from Qt's own stubs
        if isinstance(editor, GrowingText):
            editor.least = rect.height()
            editor.fit()
        editor.setGeometry(rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Commit before the input goes, whatever made it go."""
        if self.box is not None and self.box.widget is editor:
            self.box.binding.flush()
            self.box = None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Enter and letters to the binding; Tab goes right, Esc restores and closes."""
        text = isinstance(watched, (QLineEdit, GrowingText))
        asks = text and event.type() == QEvent.Type.ShortcutOverride
        if asks and keyed(cast(QKeyEvent, event)) in MOVES:  # before the window's own steps
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        key = cast(QKeyEvent, event).key()
        asked = MOVES.get(keyed(cast(QKeyEvent, event)), "") if text else ""
        number = number_of(cast(QKeyEvent, event))
        if asked:
            self.close(watched)
        elif number != NO_NUMBER and isinstance(watched, GrowingText):
            asked = f"phrase {number}"
        if asked:
            self.command.emit(asked)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._go(0, 1 if key == Qt.Key.Key_Tab else -1)
            return True
        if key == Qt.Key.Key_Escape and self.box is not None:
            self.box.binding.restore()
            self.close(watched)
            return True
        return False

    def close(self, editor: QWidget) -> None:
        """Close the open input; what was typed is committed on the way."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _chosen(self) -> None:
        if self.box is not None:
            self.box._edited()
            self.box.binding.flush()

    def _down(self) -> None:
        self._go(*HABITS.after_enter())

    def _up(self) -> None:
        self._go(*HABITS.after_enter(-1))

    def _go(self, lines: int, columns: int) -> None:
        if self.box is not None:
            self.close(self.box.widget)
        self.moved.emit(lines, columns)

    # Drawing.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, edge, lock, text and light of a cell, and the ring of the current one."""
        line, column = index.row(), index.column()
        look, col = self._model.look(line, column), self._model.columns[column]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        colour = theme().colour
        painter.save()
        ground = WASHES.get(look.tone) or ("locked" if look.origin == "locked" else "surface")
        if state & QStyle.StateFlag.State_Selected and not col.group:
            ground = "accent-wash"
        painter.fillRect(rect, colour(ground))
        if look.origin in EDGES and look.text:
            painter.fillRect(
                QRect(rect.left(), rect.top(), px("step1"), rect.height()),
                colour(EDGES[look.origin]),
            )
        painter.setPen(colour("quiet" if col.group else "ink"))
        if col.group:
            painter.setFont(theme().font("hint"))
        inner = rect.adjusted(px("step2"), 0, -px("step1"), 0)
        view = option.widget  # type: ignore[attr-defined]
        if col.group and isinstance(view, QAbstractItemView):
            inner = in_sight(inner, view.viewport().height(), painter.fontMetrics().height())
        self._draw_text(painter, inner, look, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_text(self, painter: QPainter, inner: QRect, look: Look, index: Index) -> None:
        col = self._model.columns[index.column()]
        if look.text == TICK and col.tick:
            size = px("body")
            ratio = painter.device().devicePixelRatioF()
            sign = pixmap("check", "ink", size, ratio)
            middle = inner.center()
            painter.drawPixmap(middle.x() - size // 2, middle.y() - size // 2, sign)
            return
        if not self._model.table.lines[index.row()].row and (not look.text or look.text == PLUS):
            first = index.column() == sum(one.group for one in self._model.columns)
            self._draw_empty(painter, inner, first, self._model)
            return
        if look.origin == "locked":
            size = px("key")
            sign = pixmap("lock", "faint", size, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.center().y() - size // 2, sign)
            inner = inner.adjusted(size + px("step1"), 0, 0, 0)
        if col.group:
            even = even_width(painter.fontMetrics(), inner.width(), look.text)
            inner = QRect(inner.left(), inner.top(), even, inner.height())
        flags = MIDDLE if col.kind == "choice" and not col.group else LEFT
        if look.progress.light is not Light.NONE:
            self._draw_light(painter, inner, look)
            inner = inner.adjusted(0, 0, -light_width(painter.fontMetrics()), 0)
        if look.ghost:
            painter.setPen(theme().colour("accent"))
        said = look.text or look.ghost
        painter.drawText(inner, flags | wrap_flags(said), said)

    @staticmethod
    def _draw_empty(painter: QPainter, inner: QRect, first: bool, model: RowsModel) -> None:
        """Draw what stands for rows that are not there: a plus, or words and the way to them."""
        painter.setPen(theme().colour("faint"))
        if not first:
            painter.drawText(inner, MIDDLE, PLUS)
            return
        painter.drawText(inner, LEFT, model.empty_words)
        if not model.library:
            return
        painter.setPen(theme().colour("accent"))
        painter.drawText(link_rect(inner), LEFT, CHOOSE)
        key = inner.adjusted(link_rect(inner).right() - inner.left() + px("step2"), 0, 0, 0)
        painter.setPen(theme().colour("faint"))
        painter.drawText(key, LEFT, LIBRARY_KEY)

    @staticmethod
    def _draw_light(painter: QPainter, inner: QRect, look: Look) -> None:
        """Draw the dot and, behind it, its word: never colour alone."""
        light = look.progress.light
        metrics = painter.fontMetrics()
        size = px("key")
        word = metrics.horizontalAdvance(light.word)
        left = inner.right() - word - size - px("step2")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(f"light-{light.value}"))
        painter.drawEllipse(left, inner.center().y() - size // 2, size, size)
        painter.setPen(theme().colour(f"light-{light.value}"))
        place = QRect(left + size + px("step1") - 1, inner.top(), word + 2, inner.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), light.word)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that a cell's text needs in its column's width."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        return QSize(rect.width(), self.height(index.row(), index.column(), rect.width()))

    def height(self, line: int, column: int, width: int) -> int:
        """Return the height that a cell's text needs in a width."""
        look = self._model.look(line, column)
        room = width - px("step2") - px("step1") - 1  # the line of the grid
        if look.origin == "locked":
            room -= px("key") + px("step1")
        group = self._model.columns[column].group
        metrics = QFontMetrics(theme().font("hint" if group else "body"))
        if group:
            room = even_width(metrics, room, look.text)
        if look.progress.light is not Light.NONE:
            room -= light_width(metrics)
        return wrapped_height(metrics, room, look.text) + px("step3") if look.text else 0
