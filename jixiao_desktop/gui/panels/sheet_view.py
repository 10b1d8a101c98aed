"""The official form itself on a grey desk: scrolled, zoomed, every place a way to its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QWidget

from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.paper.drawing import Drawing

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
PIXELS_PER_POINT = 96 / 72
PROBE = 7.0
"""Distance in points between the places of a page that are asked what they show."""
KEPT_PAGES = 4


class Regions:
    """Which rectangle of a page shows which path, in points; asked once per page."""

    def __init__(self, drawing: Drawing, page: int) -> None:
        size = drawing.size(page)
        self.rects: dict[str, QRectF] = {}
        y = PROBE
        while y < size.height():
            x = PROBE
            while x < size.width():
                path = drawing.hit(page, QPointF(x, y))
                if path:
                    spot = QRectF(x - PROBE / 2, y - PROBE / 2, PROBE, PROBE)
                    self.rects[path] = self.rects.get(path, spot).united(spot)
                x += PROBE
            y += PROBE

    def around(self, paths: Sequence[str]) -> QRectF | None:
        """Return the rectangle around some paths, None where the page shows none of them."""
        found = QRectF()
        for path in paths:
            if path in self.rects:
                found = found.united(self.rects[path])
        return None if found.isNull() else found


class SheetView(QAbstractScrollArea):
    """Pages below each other; a click on a figure goes to where it is filled."""

    jump = Signal(str)
    change_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._zoom = 0.0
        self._kept: dict[tuple[int, int, int], QPixmap] = {}
        self._regions: dict[int, Regions] = {}
        self._blocks: dict[str, tuple[str, Sequence[str]]] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._unfilled: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)
        self.setAccessibleName("整张表")

    # ---- what is shown ----

    def show_drawing(self, drawing: Drawing, unfilled: frozenset[str] = frozenset()) -> None:
        """Show pages; ``unfilled`` paths are marked 未填 on screen only."""
        self._drawing, self._unfilled = drawing, unfilled
        self._kept.clear()
        self._regions.clear()
        self._fit_bars()
        self._place_buttons()
        self.viewport().update()

    def show_blocks(self, blocks: Mapping[str, tuple[str, Sequence[str]]]) -> None:
        """Put a 更改 button beside each block: name → (title, its paths)."""
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._blocks = dict(blocks)
        self._buttons = {}
        for name, (title, _paths) in self._blocks.items():
            button = QPushButton("更改", self.viewport())
            mark(button, kind="change")
            button.setAccessibleName(f"更改：{title}")
            button.setToolTip(f"更改：{title}")
            button.clicked.connect(lambda _=False, name=name: self.change_asked.emit(name))
            self._buttons[name] = button
        for first, then in pairwise((self, *self._buttons.values())):
            QWidget.setTabOrder(first, then)  # Tab leads from the page to its blocks, in order
        self._place_buttons()

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return self._drawing.pages() if self._drawing else 0

    def block_buttons(self) -> Mapping[str, QPushButton]:
        """Return the 更改 buttons by block."""
        return self._buttons

    # ---- where pages lie ----

    def scale(self) -> float:
        """Return pixels per point: as wide as the window, or as zoomed."""
        if self._zoom:
            return self._zoom * PIXELS_PER_POINT
        widest = max((self._size(page).width() for page in range(self.pages)), default=595.0)
        room = self.viewport().width() - 2 * px("step4") - self._margin()
        return min(max(room / widest, 0.3), 2.2 * PIXELS_PER_POINT)

    def _margin(self) -> int:
        return px("fold") * 2 if self._blocks else 0

    def _size(self, page: int) -> QRectF:
        size = self._drawing.size(page) if self._drawing else None
        return QRectF(0, 0, size.width(), size.height()) if size else QRectF()

    def page_rect(self, page: int) -> QRect:
        """Return where a page lies on the desk, before scrolling."""
        scale, gap = self.scale(), px("step4")
        top = gap
        for before in range(page):
            top += round(self._size(before).height() * scale) + gap
        size = self._size(page)
        width, height = round(size.width() * scale), round(size.height() * scale)
        room = self.viewport().width() - self._margin()
        left = max(gap, (room - width) // 2)
        return QRect(left, top, width, height)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _fit_bars(self) -> None:
        if not self.pages:
            return
        last = self.page_rect(self.pages - 1)
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(view.height())
        down.setSingleStep(px("field"))
        down.setRange(0, max(0, last.bottom() + px("step4") - view.height()))
        across.setPageStep(view.width())
        width = last.right() + px("step4") + self._margin()
        across.setRange(0, max(0, width - view.width()) if self._zoom else 0)

    def _moved(self) -> None:
        self._place_buttons()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as the window."""
        super().resizeEvent(event)
        self._fit_bars()
        self._place_buttons()

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw desk, shade and the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour("desk"))
        offset = self._offset()
        for page in range(self.pages):
            rect = self.page_rect(page).translated(-offset)
            if rect.intersects(event.rect()):
                painter.fillRect(rect.translated(2, 3), theme().colour("shade"))
                painter.drawPixmap(rect.topLeft(), self._page(page, rect.size()))
                self._paint_unfilled(painter, page, rect)

    def _page(self, page: int, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (page, size.width(), round(ratio * 100))
        made = self._kept.get(key)
        if made is None and self._drawing is not None:
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(theme().colour("surface"))
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            self._drawing.paint(painter, page, QRectF(0, 0, size.width(), size.height()))
            painter.end()
            while len(self._kept) >= KEPT_PAGES:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = made
        return made or QPixmap()

    def regions(self, page: int) -> Regions:
        """Return what lies where on a page."""
        if page not in self._regions and self._drawing is not None:
            self._regions[page] = Regions(self._drawing, page)
        return self._regions[page]

    def _paint_unfilled(self, painter: QPainter, page: int, rect: QRect) -> None:
        if not self._unfilled:
            return
        painter.setFont(theme().font("small"))
        painter.setPen(theme().colour("must-fix"))
        for path, region in self.regions(page).rects.items():
            if path in self._unfilled:
                box = self._on_screen(region, rect)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "未填")

    def _on_screen(self, region: QRectF, page: QRect) -> QRectF:
        scale = self.scale()
        return QRectF(
            page.left() + region.left() * scale, page.top() + region.top() * scale,
            region.width() * scale, region.height() * scale,
        )  # fmt: skip

    def _place_buttons(self) -> None:
        if self._drawing is None:
            return
        offset, free = self._offset(), 0
        for name, (_title, paths) in self._blocks.items():
            button = self._buttons[name]
            place = self._block_place(paths)
            button.setVisible(place is not None)
            if place is not None:
                button.adjustSize()
                place.setY(max(place.y(), free))
                free = place.y() + button.height() + px("step1")
                button.move(place - offset)

    def _block_place(self, paths: Sequence[str]) -> QPoint | None:
        for page in range(self.pages):
            around = self.regions(page).around(paths)
            if around is not None:
                rect = self.page_rect(page)
                top = rect.top() + round(around.top() * self.scale())
                return QPoint(rect.right() + px("step2"), top)
        return None

    # ---- keys and mouse ----

    def path_at(self, place: QPoint) -> str:
        """Return the path that is shown at a point of the viewport."""
        on_desk = place + self._offset()
        for page in range(self.pages):
            rect = self.page_rect(page)
            if rect.contains(on_desk) and self._drawing is not None:
                inside, scale = on_desk - rect.topLeft(), self.scale()
                point = QPointF(inside.x() / scale, inside.y() / scale)
                return self._drawing.hit(page, point)
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click leads somewhere."""
        leads = bool(self.path_at(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the field behind a figure."""
        path = self.path_at(event.position().toPoint())
        if path and event.button() == Qt.MouseButton.LeftButton:
            self.jump.emit(path)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with +, - and 0 zoom; the rest scrolls."""
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(
            Qt.Key(event.key())
        )
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if step:
                self.zoom(step)
                return
            if event.key() == Qt.Key.Key_0:
                self.zoom(0)
                return
        super().keyPressEvent(event)

    def zoom(self, step: int) -> None:
        """Zoom one step in (1) or out (-1), or back to the width of the window (0)."""
        if step == 0:
            self._zoom = 0.0
        else:
            now = self.scale() / PIXELS_PER_POINT
            bigger = [z for z in ZOOMS if z > now + 0.01]
            smaller = [z for z in ZOOMS if z < now - 0.01]
            self._zoom = (bigger[:1] or [ZOOMS[-1]])[0] if step > 0 else (smaller or ZOOMS[:1])[-1]
        self._kept.clear()
        self._fit_bars()
        self._place_buttons()
        self.viewport().update()

    @property
    def zoom_words(self) -> str:
        """Say the zoom: “72%”."""
        return f"{self.scale() / PIXELS_PER_POINT:.0%}"
