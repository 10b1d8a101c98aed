"""The head of a table of rows: two lines where one heading stands over several columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from jixiao_desktop.gui.theme import px, theme
from jixiao_desktop.session.row_table import Column

ENDLESS = 10_000
LONG_WORD = re.compile(r"[!-~]{10,}")


def wrap_flags(text: str) -> int:
    """Break lines where one may; a long word of Latin letters anywhere, so that none is cut."""
    long = LONG_WORD.search(text)
    return int(Qt.TextFlag.TextWrapAnywhere if long else Qt.TextFlag.TextWordWrap)


def wrapped_height(metrics: QFontMetrics, width: int, text: str) -> int:
    """Return how high a text is when wrapped."""
    room = QRect(0, 0, max(width, 1), ENDLESS)
    return metrics.boundingRect(room, wrap_flags(text), text).height()


def even_width(metrics: QFontMetrics, width: int, text: str) -> int:
    """Return the width in which a text takes as many lines, but lines of like length."""
    whole = metrics.horizontalAdvance(text)
    lines = -(-whole // max(width, 1))
    return min(width, whole // max(lines, 1) + metrics.horizontalAdvance("1"))


class RowsHead(QHeaderView):
    """Paints column words, and over neighbouring columns their common heading, merged."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px("field"))

    def sizeHint(self) -> QSize:
        """Be as high as the tallest words, in one line or under their heading."""
        metrics = QFontMetrics(theme().font("hint"))
        pad = px("step1")
        plain = under = 0
        for place, column in enumerate(self._columns):
            width = self.sectionSize(place) - 2 * pad
            even = even_width(metrics, width, column.label)
            high = wrapped_height(metrics, even, column.label) + 2 * pad
            if column.heading:
                under = max(under, high)
            else:
                plain = max(plain, high)
        over = self._over_height(metrics) if under else 0
        return QSize(super().sizeHint().width(), max(plain, over + under, px("field")))

    def _over_height(self, metrics: QFontMetrics) -> int:
        return metrics.lineSpacing() + 2 * px("step1")

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """Draw one column's words and its part of the heading above."""
        column = self._columns[place]
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme().colour("head"))
        painter.setFont(theme().font("hint"))
        pad = px("step1")
        below = rect
        if column.heading:
            high = self._over_height(painter.fontMetrics())
            whole = self._heading_rect(place, rect, high)
            painter.setPen(theme().colour("quiet"))
            painter.drawText(whole, int(Qt.AlignmentFlag.AlignCenter), column.heading)
            painter.setPen(theme().colour("line"))
            painter.drawLine(rect.left(), whole.bottom(), rect.right(), whole.bottom())
            if rect.right() >= whole.right() - 1:
                painter.drawLine(rect.right(), rect.top(), rect.right(), whole.bottom())
            below = rect.adjusted(0, high, 0, 0)
        painter.setPen(theme().colour("quiet"))
        room = below.adjusted(pad, 0, -pad, 0)
        spare = (room.width() - even_width(painter.fontMetrics(), room.width(), column.label)) // 2
        flags = int(Qt.AlignmentFlag.AlignCenter) | wrap_flags(column.label)
        painter.drawText(room.adjusted(spare, 0, -spare, 0), flags, column.label)
        painter.setPen(theme().colour("line"))
        painter.drawLine(below.topRight(), below.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _heading_rect(self, place: int, rect: QRect, high: int) -> QRect:
        """Return the box of the heading over all its columns, in this section's coordinates."""
        heading = self._columns[place].heading
        first = last = place
        while first > 0 and self._columns[first - 1].heading == heading:
            first -= 1
        while last + 1 < len(self._columns) and self._columns[last + 1].heading == heading:
            last += 1
        before = sum(self.sectionSize(i) for i in range(first, place))
        width = sum(self.sectionSize(i) for i in range(first, last + 1))
        return QRect(rect.left() - before, rect.top(), width, high)
