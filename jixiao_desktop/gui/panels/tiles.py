"""Cards side by side as far as the width goes, else below each other: for narrow and large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from jixiao_desktop.gui.theme import px


class Tiles(QWidget):
    """Lays widgets out in as many equal columns as have room for the widest."""

    def __init__(self, tiles: Sequence[QWidget]) -> None:
        super().__init__()
        self.tiles = list(tiles)
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px("step3"))
        self._lay_out(len(self.tiles))

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one tile only; the height is that of the rows as they lie."""
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another number of columns where the width asks for it."""
        super().resizeEvent(event)
        gap = px("step3")
        widest = max((tile.sizeHint().width() for tile in self.tiles), default=1)
        most = max(1, (self.width() + gap) // (widest + gap))
        rows = -(-len(self.tiles) // min(most, len(self.tiles)))
        self._lay_out(-(-len(self.tiles) // rows))  # 2 and 2 rather than 3 and 1

    def _lay_out(self, columns: int) -> None:
        if columns == self.columns:
            return
        for at in range(max(self.columns, columns)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        self.columns = columns
        self.updateGeometry()
