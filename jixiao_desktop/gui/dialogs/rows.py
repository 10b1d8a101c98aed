"""Lists in dialogs: two lines a row, a word in colour at the left, all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from jixiao_desktop.gui.theme import px, theme

Index = QModelIndex | QPersistentModelIndex
UNDER = Qt.ItemDataRole.UserRole + 1
CHIP = Qt.ItemDataRole.UserRole + 2
TONE = Qt.ItemDataRole.UserRole + 3
SIDE = Qt.ItemDataRole.UserRole + 4
HEAD = Qt.ItemDataRole.UserRole + 5
THING = Qt.ItemDataRole.UserRole + 6
WRAP = int(Qt.TextFlag.TextWordWrap)
FEWEST, MOST = 3, 9
"""Rows a list wants room for: at least, at most."""
BATCH = 200
"""Rows laid out in one go."""


@dataclass(frozen=True)
class Row:
    """What one row shows and what it stands for."""

    title: str
    under: str = ""
    chip: str = ""
    tone: str = "quiet"
    side: str = ""
    thing: object = None
    checked: bool | None = None
    """Whether it is ticked; None for a row that cannot be."""
    head: bool = False
    """A heading between rows: shown, never chosen."""


class Rows(QListView):
    """A list of rows: arrows move, Enter chooses, Space ticks."""

    chosen = Signal(object)
    """The thing of the row on which Enter was pressed (or that was double-clicked)."""
    ticked = Signal()

    def __init__(self, name: str, *, enter_chooses: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._enter_chooses = enter_chooses
        self.heights: dict[int, tuple[int, float, QSize]] = {}
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.data(THING)))

    # ---- what is in it ----

    def add(self, row: Row) -> int:
        """Add a row at the end; return its number."""
        item = QStandardItem()
        self._fill(item, row)
        self._model.appendRow(item)
        self.updateGeometry()
        if not row.head and not self.currentIndex().isValid():
            self.setCurrentIndex(item.index())
        return item.row()

    def add_all(self, rows: Sequence[Row]) -> None:
        """Add many rows at once; where they are hundreds, the window is not held up for them."""
        if len(rows) > BATCH:
            self.setLayoutMode(QListView.LayoutMode.Batched)
            self.setBatchSize(BATCH)
        items = [QStandardItem() for _ in rows]
        for item, row in zip(items, rows, strict=True):
            self._fill(item, row)
        first = self.count
        self._model.invisibleRootItem().appendRows(items)
        self.updateGeometry()
        if items and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(first, 0))

    def put(self, number: int, row: Row) -> None:
        """Show something else in a row; the others are laid out anew only where it grows."""
        before = self.sizeHintForRow(number)
        self._fill(self._model.item(number), row)
        if self.sizeHintForRow(number) != before:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _fill(self, item: QStandardItem, row: Row) -> None:
        self.heights.pop(item.row(), None)
        item.setText(row.title)
        for role, value in (
            (UNDER, row.under), (CHIP, row.chip), (TONE, row.tone), (SIDE, row.side),
            (HEAD, row.head), (THING, row.thing),
        ):  # fmt: skip
            item.setData(value, role)
        said = (row.chip, row.title, row.under, row.side)
        item.setData("，".join(part for part in said if part), Qt.ItemDataRole.AccessibleTextRole)
        item.setFlags(Qt.ItemFlag.NoItemFlags)  # arrows pass over a heading
        if not row.head:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if row.checked is not None:
            item.setCheckState(Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked)

    def clear(self) -> None:
        """Take all rows out."""
        self.heights.clear()
        self._model.clear()

    @property
    def count(self) -> int:
        """Return how many rows there are, headings included."""
        return self._model.rowCount()

    def titles(self) -> list[str]:
        """Return the first lines of all rows."""
        return [self._model.item(at).text() for at in range(self.count)]

    def text_of(self, number: int) -> str:
        """Return a row as one line of text."""
        said: str = self._model.item(number).data(Qt.ItemDataRole.AccessibleTextRole)
        return said

    @property
    def thing(self) -> object:
        """Return what the chosen row stands for, None where none is chosen."""
        index = self.currentIndex()
        return index.data(THING) if index.isValid() else None

    def choose(self, thing: object) -> None:
        """Choose the row that stands for a thing."""
        for at in range(self.count):
            if self._model.item(at).data(THING) == thing:
                self.setCurrentIndex(self._model.index(at, 0))
                return

    def checked(self) -> list[object]:
        """Return what the ticked rows stand for."""
        items = (self._model.item(at) for at in range(self.count))
        return [one.data(THING) for one in items if one.checkState() == Qt.CheckState.Checked]

    def check_all(self, on: bool) -> None:
        """Tick or clear every row that can be ticked."""
        for at in range(self.count):
            item = self._model.item(at)
            if item.data(Qt.ItemDataRole.CheckStateRole) is not None:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.ticked.emit()

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Enter chooses, or is left to the dialog's button."""
        key = event.key()
        if key == Qt.Key.Key_Space and self._toggle(self.currentIndex()):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._enter_chooses and self.currentIndex().isValid():
                self.chosen.emit(self.thing)
                event.accept()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in a row that can be ticked ticks it."""
        super().mousePressEvent(event)
        self._toggle(self.indexAt(event.position().toPoint()))

    def _toggle(self, index: QModelIndex) -> bool:
        if not index.isValid() or index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return False
        item = self._model.itemFromIndex(index)
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.ticked.emit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out again: their height depends on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Want room for what is there, within reason."""
        shown = range(min(self.count, MOST))
        height = sum(self.sizeHintForRow(at) for at in shown)
        least, most = FEWEST * px("row"), MOST * px("row")
        return QSize(px("findings"), min(max(height, least), most) + 2)


class RowDelegate(QStyledItemDelegate):
    """Draws tick, coloured word, bold first line, wrapped second line, and a side note."""

    def __init__(self, view: Rows) -> None:
        super().__init__(view)
        self._view = view

    def _text_box(self, index: Index, whole: QRect) -> QRect:
        pad = px("step3")
        left = whole.left() + pad
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            left += px("state") + px("step2")
        return QRect(left, whole.top(), max(whole.right() - pad - left, 1), whole.height())

    def _side_width(self, index: Index) -> int:
        side = str(index.data(SIDE) or "")
        metrics = QFontMetrics(theme().font("hint"))
        return metrics.horizontalAdvance(side) + px("step3") if side else 0

    def _chip_width(self, index: Index) -> int:
        chip = str(index.data(CHIP) or "")
        if not chip:
            return 0
        return QFontMetrics(theme().font("small")).horizontalAdvance(chip) + 2 * px("chip-pad")

    def _first(self, index: Index, box: QRect) -> QRect:
        chip = self._chip_width(index)
        first = box.adjusted(chip + px("step2") if chip else 0, 0, -self._side_width(index), 0)
        metrics = QFontMetrics(theme().font("body", bold=True))
        shape = QRect(0, 0, first.width(), 10000)
        height = metrics.boundingRect(shape, WRAP, index.data() or " ").height()
        return QRect(first.left(), box.top() + px("step2"), first.width(), height)

    def _under(self, index: Index, box: QRect, first: QRect) -> QRect:
        under = str(index.data(UNDER) or "")
        if not under:
            return QRect(box.left(), first.bottom(), box.width(), 0)
        metrics = QFontMetrics(theme().font("hint"))
        shape = QRect(0, 0, box.width(), 10000)
        height = metrics.boundingRect(shape, WRAP, under).height()
        return QRect(box.left(), first.bottom() + px("step1"), box.width(), height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make room for both lines as they wrap; worked out once per row, width and letters."""
        del option
        width, scale = self._view.viewport().width(), theme().scale
        known = self._view.heights.get(index.row())
        if known is not None and known[:2] == (width, scale):
            return known[2]
        made = self._measured(index, width)
        self._view.heights[index.row()] = (width, scale, made)
        return made

    def _measured(self, index: Index, width: int) -> QSize:
        box = self._text_box(index, QRect(0, 0, width, 0))
        under = self._under(index, box, self._first(index, box))
        return QSize(width, under.bottom() + px("step2") + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        whole: QRect = option.rect  # type: ignore[attr-defined]  # missing from Qt's own stubs
        painter.save()
        self._paint_ground(painter, option, whole, bool(index.data(HEAD)))
        box = self._text_box(index, whole)
        first = self._first(index, box)
        under = self._under(index, box, first)
        self._paint_tick(painter, index, whole, first)
        self._paint_chip(painter, index, box, first)
        painter.setFont(theme().font("body", bold=True))
        painter.setPen(theme().colour("quiet" if index.data(HEAD) else "ink"))
        painter.drawText(first, WRAP, str(index.data() or ""))
        painter.setFont(theme().font("hint"))
        painter.setPen(theme().colour("quiet"))
        painter.drawText(under, WRAP, str(index.data(UNDER) or ""))
        side = QRect(first.right(), first.top(), box.right() - first.right(), first.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(side, int(flags), str(index.data(SIDE) or ""))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, whole: QRect, head: bool
    ) -> None:
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if head:
            painter.fillRect(whole, theme().colour("head"))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, theme().colour("accent-wash"))
            edge = QRect(whole.left(), whole.top(), px("step1"), whole.height())
            painter.fillRect(edge, theme().colour("accent"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())

    def _paint_tick(self, painter: QPainter, index: Index, whole: QRect, first: QRect) -> None:
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is None:
            return
        size = px("state")
        box = QStyleOptionButton()
        top = first.top() + (first.height() - size) // 2
        box.rect = QRect(whole.left() + px("step3"), top, size, size)  # type: ignore[attr-defined]
        on = Qt.CheckState(checked) == Qt.CheckState.Checked
        state = QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
        box.state = QStyle.StateFlag.State_Enabled | state  # type: ignore[attr-defined]
        box.palette = self._view.palette()  # type: ignore[attr-defined]
        part = QStyle.PrimitiveElement.PE_IndicatorCheckBox
        self._view.style().drawPrimitive(part, box, painter, self._view)

    def _paint_chip(self, painter: QPainter, index: Index, box: QRect, first: QRect) -> None:
        width = self._chip_width(index)
        if not width:
            return
        painter.setFont(theme().font("small"))
        height = painter.fontMetrics().height() + 2
        chip = QRect(box.left(), first.top() + (first.height() - height) // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(str(index.data(TONE) or "quiet")))
        painter.drawRoundedRect(chip, px("step1"), px("step1"))
        painter.setPen(theme().colour("on-accent"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), str(index.data(CHIP)))
