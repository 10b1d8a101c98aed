"""The first columns of a table that is scrolled sideways: they stay in sight, drawn over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTableView, QWidget

from jixiao_desktop.gui.editors.cells import CellDelegate
from jixiao_desktop.gui.editors.rows_head import RowsHead
from jixiao_desktop.gui.theme import px, theme


class FrozenColumns(QWidget):
    """Draws the first columns as the table would unscrolled; a click there scrolls back to them."""

    def __init__(self, view: QTableView, cells: CellDelegate, head: RowsHead, columns: int) -> None:
        super().__init__(view)
        self._view, self._cells, self._head = view, cells, head
        self.columns = columns
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()
        view.horizontalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self.update)
        model = view.model()
        for signal in (model.dataChanged, model.modelReset, model.layoutChanged):
            signal.connect(self.update)
        view.selectionModel().selectionChanged.connect(self.update)

    @property
    def span(self) -> int:
        """Return how many pixels the columns take."""
        return sum(self._view.columnWidth(column) for column in range(self.columns))

    def place(self) -> None:
        """Stand over the table where it is scrolled sideways, away where it is not."""
        viewport = self._view.viewport().geometry()
        high = self._head.height()
        left, top = viewport.left(), viewport.top() - high
        self.setGeometry(left, top, self.span, viewport.height() + high)
        scrolled = self._view.horizontalScrollBar().value() > 0
        self.setVisible(scrolled and self.span < viewport.width())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head and cells with the table's own hands, and an edge to the rest."""
        del event
        painter = QPainter(self)
        high, left = self._head.height(), 0
        painter.fillRect(self.rect(), theme().colour("surface"))
        for column in range(self.columns):
            width = self._view.columnWidth(column)
            painter.setClipRect(QRect(left, high, width, self.height() - high))
            self._draw_column(painter, column, QRect(left, high, width, 0))
            painter.setClipping(False)
            self._head.paintSection(painter, QRect(left, 0, width, high), column)
            left += width
        edge = px("step1") // 2
        painter.fillRect(QRect(left - edge, 0, edge, self.height()), theme().colour("edge"))
        painter.end()

    def _draw_column(self, painter: QPainter, column: int, place: QRect) -> None:
        model, line = self._view.model(), 0
        while line < model.rowCount():
            down = max(self._view.rowSpan(line, column), 1)
            top = self._view.rowViewportPosition(line)
            high = sum(self._view.rowHeight(at) for at in range(line, line + down))
            rect = QRect(place.left(), place.top() + top, place.width() - 1, high - 1)
            if rect.bottom() >= place.top() and rect.top() <= self.height():
                index = model.index(line, column)
                option = QStyleOptionViewItem()
                option.rect = rect  # type: ignore[attr-defined]  # missing from Qt's own stubs
                option.state = self._state(index)  # type: ignore[attr-defined]
                self._cells.paint(painter, option, index)
                painter.setPen(theme().colour("line"))
                painter.drawLine(rect.right() + 1, rect.top(), rect.right() + 1, rect.bottom() + 1)
                painter.drawLine(rect.left(), rect.bottom() + 1, rect.right(), rect.bottom() + 1)
            line += down

    def _state(self, index: object) -> QStyle.StateFlag:
        chosen = self._view.selectionModel().isSelected(index)  # type: ignore[arg-type]
        state = QStyle.StateFlag.State_Enabled
        return state | QStyle.StateFlag.State_Selected if chosen else state

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell that was clicked, which brings the table back to its first column."""
        at = event.position().toPoint() - QPoint(0, self._head.height())
        if self._view.rowAt(at.y()) >= 0:
            self._view.horizontalScrollBar().setValue(0)
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            self._view.setCurrentIndex(self._view.indexAt(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the table as if the wheel had turned over it."""
        QApplication.sendEvent(self._view.verticalScrollBar(), event)
