"""Icons of resources/icons, drawn sharp at any size in a named colour."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from jixiao_desktop.gui.theme import theme
from jixiao_desktop.resources import resources_root


@cache
def _source(name: str) -> str:
    return (resources_root() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=256)
def pixmap(name: str, tone: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon in a named colour, ``size`` logical pixels wide on a screen of ``ratio``."""
    from PySide6.QtSvg import QSvgRenderer

    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    drawing = _source(name).replace("currentColor", theme().colour(tone).name())
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(drawing.encode()).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, tone: str = "quiet", size: int = 0) -> QIcon:
    """Return an icon for buttons and menus."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, tone, size or theme().px("state"), ratio))
    return made


STATE_ICONS = {
    "untouched": ("state-untouched", "ghost"),
    "filling": ("state-filling", "accent"),
    "must_fix": ("state-must-fix", "must-fix"),
    "explain": ("state-explain", "explain"),
    "fine": ("state-fine", "fine"),
}
"""Icon and colour of a step's state."""


def state_pixmap(state: str, size: int, ratio: float) -> QPixmap:
    """Return the icon of a step's state."""
    name, tone = STATE_ICONS[state]
    return pixmap(name, tone, size, ratio)
