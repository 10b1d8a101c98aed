"""Breaking and drawing lines of text in layout units (tenths of a point), alike on every device."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from jixiao_desktop.paper.fonts import UNITS, font, metrics, resolved

WIDEST_STRETCH = 0.1
"""A justified line opens by at most this share of its width; else it stays ragged."""
BASELINE = 0.86
_LATIN = re.compile(r"[!-~][ -~]*")


@dataclass(frozen=True, slots=True)
class Face:
    """Fonts of a text: for Han, for letters and figures, in points; ``tracking`` in percent."""

    name: str
    size: float
    bold: bool = False
    latin: str = ""
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, where it starts in the paragraph, its width in layout units."""

    text: str
    start: int
    width: float
    last: bool


def pieces(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """Split a text into (stretch, font name): letters and figures may have a font of their own."""
    if not face.latin or resolved(face.latin)[0] == resolved(face.name)[0] or text.isspace():
        yield text, face.name
        return
    at = 0
    for match in _LATIN.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], face.name
        yield match[0], face.latin
        at = match.end()
    if at < len(text):
        yield text[at:], face.name


def advance(text: str, face: Face) -> float:
    """Return the width of a text on one line in layout units."""
    return sum(
        metrics(name, face.size, face.bold, face.tracking).horizontalAdvance(piece)
        for piece, name in pieces(text, face)
    )


@lru_cache(maxsize=4096)
def lines(text: str, face: Face, width: float, indent: float = 0.0) -> tuple[Line, ...]:
    """Break a paragraph into lines of ``width`` layout units, the first shorter by ``indent``."""
    made: list[Line] = []
    at = 0
    for part in text.split("\n"):
        made += _paragraph(part, face, (width, indent if not made else 0.0), at)
        at += len(part) + 1
    return tuple(made)


def _paragraph(part: str, face: Face, room: tuple[float, float], at: int) -> list[Line]:
    width, indent = room
    whole = advance(part, face)
    if whole <= width - indent:
        return [Line(part, at, whole, True)]
    made, start = [], 0
    for end in _breaks(part, face, width, indent):
        text = part[start:end].rstrip(" ")
        made.append(Line(text, at + start, advance(text, face), end == len(part)))
        start = end
    return made


def _breaks(part: str, face: Face, width: float, indent: float) -> list[int]:
    """Return where lines end: Qt lets no mark begin a line that may not (UAX 14)."""
    layout = _layout(part, face)
    ends: list[int] = []
    layout.beginLayout()
    offsets = _offsets(part)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width - (0.0 if ends else indent), face.size * UNITS * 2))
        ends.append(offsets[line.textStart() + line.textLength()])
    layout.endLayout()
    return ends


def _layout(part: str, face: Face) -> QTextLayout:
    layout = QTextLayout(part, font(face.name, face.size, face.bold, face.tracking))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    named = list(pieces(part, face))
    if len(named) > 1:
        layout.setFormats(_formats(named, face))
    return layout


def _formats(named: list[tuple[str, str]], face: Face) -> list[QTextLayout.FormatRange]:
    """Return the stretches that have a font of their own, counted as Qt counts (UTF-16)."""
    made, at = [], 0
    for piece, name in named:
        length = len(piece.encode("utf-16-le")) // 2
        if name != face.name:
            style = QTextCharFormat()
            style.setFont(font(name, face.size, face.bold, face.tracking))
            stretch: Any = QTextLayout.FormatRange()  # Qt's stubs leave its fields out
            stretch.start, stretch.length, stretch.format = at, length, style
            made.append(stretch)
        at += length
    return made


def _offsets(text: str) -> range | list[int]:
    """Map Qt's places (UTF-16) to Python's, so that rare Han count as one."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    made = []
    for place, character in enumerate(text):
        made += [place] * (2 if character > "\uffff" else 1)
    return [*made, len(text)]


def draw(painter: QPainter, at: QPointF, text: str, face: Face, stretch: float = 0.0) -> None:
    """Draw one line with its baseline at a point; ``stretch`` percent open its characters."""
    x = at.x()
    tracking = round(face.tracking + stretch, 2)
    for piece, name in pieces(text, face):
        painter.setFont(font(name, face.size, face.bold, tracking))
        painter.drawText(QPointF(x, at.y()), piece)
        x += metrics(name, face.size, face.bold, tracking).horizontalAdvance(piece)


def justified(line: Line, face: Face, room: float) -> float:
    """Return the percent that open a line to its room; 0 where it is better left alone."""
    if line.last or len(line.text) < 2:
        return 0.0
    opened = line.width - advance(line.text[-1], face)
    share = (room - line.width) / opened if opened > 0 else 0.0
    return share * (100 + face.tracking) if 0 < share <= WIDEST_STRETCH else 0.0


def start_of(align: str, room: float, width: float) -> float:
    """Return where a line begins in its room: left, center or right."""
    if align == "center":
        return (room - width) / 2
    return room - width if align == "right" else 0.0


def baseline(top: float, pitch: float, size: float) -> float:
    """Return the baseline of a line of so much height, all in layout units."""
    return top + (pitch - size) / 2 + BASELINE * size


BLACK = Qt.GlobalColor.black
