"""What can be drawn on paper: preview, printer and PDF ask a drawing for the same pages."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from jixiao_desktop.paper.fonts import UNITS

POINTS_PER_MM = 72 / 25.4


class Drawing(Protocol):
    """Pages of a sheet or report, counted from 0; sizes and points are in pt from the corner."""

    def pages(self) -> int:
        """Return how many pages there are."""

    def size(self, page: int) -> QSizeF:
        """Return the size of a page of paper in points."""

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Draw a page into a rectangle of the device, paper edge to paper edge."""

    def hit(self, page: int, point: QPointF) -> str:
        """Return the path shown at a point of the page, "" where there is none."""


def on_page(painter: QPainter, size: QSizeF, target: QRectF) -> None:
    """Set a painter up so that layout units fall on the paper; the caller saves and restores."""
    painter.translate(target.topLeft())
    across = target.width() / (size.width() * UNITS)
    down = target.height() / (size.height() * UNITS)
    if abs(across - 1) > 1e-9 or abs(down - 1) > 1e-9:
        painter.scale(across, down)
