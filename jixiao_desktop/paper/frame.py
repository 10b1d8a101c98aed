"""The lines of a table: shared edges drawn once, neighbours joined into one stroke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen

from jixiao_desktop.grid.sheet import CellStyle
from jixiao_desktop.paper.fonts import UNITS

WEIGHTS = {"hair": 0.25, "thin": 0.5, "medium": 1.0, "thick": 1.5, "double": 0.75}
"""Points of the line names of office programs; others (dashed …) are thin."""
DASHED = ("dashed", "dotted", "dashDot", "dashDotDot", "mediumDashed", "slantDashDot")

Stroke = tuple[float, float, str]


class Frame:
    """Collects edges of cells in points and draws them; of two on one edge the heavier wins."""

    def __init__(self) -> None:
        self._across: dict[float, list[Stroke]] = defaultdict(list)
        self._down: dict[float, list[Stroke]] = defaultdict(list)

    def cell(self, rect: tuple[float, float, float, float], style: CellStyle) -> None:
        """Add the four edges of a cell: (left, top, right, bottom)."""
        left, top, right, bottom = rect
        if style.top:
            self._across[round(top, 2)].append((left, right, style.top))
        if style.bottom:
            self._across[round(bottom, 2)].append((left, right, style.bottom))
        if style.left:
            self._down[round(left, 2)].append((top, bottom, style.left))
        if style.right:
            self._down[round(right, 2)].append((top, bottom, style.right))

    def strokes(self) -> dict[str, list[QLineF]]:
        """Return the lines to draw in layout units, by line name."""
        made: dict[str, list[QLineF]] = defaultdict(list)
        for y, strokes in self._across.items():
            for start, end, kind in joined(strokes):
                made[kind].append(QLineF(start * UNITS, y * UNITS, end * UNITS, y * UNITS))
        for x, strokes in self._down.items():
            for start, end, kind in joined(strokes):
                made[kind].append(QLineF(x * UNITS, start * UNITS, x * UNITS, end * UNITS))
        return made

    def draw(self, painter: QPainter) -> None:
        """Draw all lines, square at the corners."""
        for kind, lines in self.strokes().items():
            pen = QPen(Qt.GlobalColor.black, WEIGHTS.get(kind, 0.5) * UNITS)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            if kind in DASHED:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLines(lines)


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Join strokes of one edge line that touch and are alike; twins become one."""
    made: list[Stroke] = []
    for start, end, kind in sorted(strokes, key=lambda s: (s[2], s[0], s[1])):
        if made and made[-1][2] == kind and start <= made[-1][1] + 0.01:
            made[-1] = (made[-1][0], max(made[-1][1], end), kind)
        else:
            made.append((start, end, kind))
    return made
