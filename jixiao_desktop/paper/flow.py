"""What a report puts on its pages: lines and pieces of tables, filled in one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jixiao_desktop.grid.told import BELOW
from jixiao_desktop.narrative.document import Paragraph
from jixiao_desktop.paper.chart import ChartBox
from jixiao_desktop.paper.sheet import Part, parts_of
from jixiao_desktop.paper.strip import Strip
from jixiao_desktop.paper.text import Face, Line

TOLERANCE = 1.0


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of a paragraph on the page: top and left in points of the text area."""

    block: Paragraph
    line: Line
    face: Face
    top: float
    left: float
    pitch: float
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page shows of a table: its cells, and where it begins in points of the text area."""

    parts: tuple[Part, ...]
    top: float
    left: float


@dataclass(frozen=True, slots=True)
class LineBox:
    """One line that waits for its page; ``keep`` holds it together with what follows."""

    placed: Placed
    before: float
    after: float
    keep: bool
    new_page: bool = False

    @property
    def least(self) -> float:
        """Points that must be left for it to stand on a page."""
        return self.before + self.placed.pitch


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table that waits for its pages."""

    strip: Strip
    left: float
    keep: bool = False
    new_page: bool = False
    after: float = BELOW

    @property
    def least(self) -> float:
        """Points that must be left for it to begin on a page: its headings and one row."""
        return self.strip.least


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart on the page: ``top`` in points of the text area."""

    box: ChartBox
    top: float


Box = LineBox | TableBox | ChartBox


@dataclass
class Sheet:
    """One page: its lines, its pieces of tables, its charts."""

    lines: list[Placed] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    charts: list[Drawn] = field(default_factory=list)
    end: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.lines or self.pieces or self.charts)


def paginate(boxes: Sequence[Box], height: float) -> list[Sheet]:
    """Fill pages of ``height`` points; what is kept with the next goes over together with it."""
    filling = _Filling(height + TOLERANCE)
    at = 0
    while at < len(boxes):
        group = _kept_together(boxes, at)
        need = sum(_whole(box) for box in group[:-1]) + group[-1].least
        filling.make_room(need, group[0].new_page)
        # A chain of headings longer than a page is told line by line.
        chosen = group if need <= filling.room else group[:1]
        for box in chosen:
            filling.put(box)
        at += len(chosen)
    return filling.done()


def _whole(box: Box) -> float:
    return box.least + box.after


def _kept_together(boxes: Sequence[Box], at: int) -> Sequence[Box]:
    end = at
    while end < len(boxes) - 1 and boxes[end].keep and not boxes[end + 1].new_page:
        end += 1
    return boxes[at : end + 1]


class _Filling:
    """Pages that are being filled."""

    def __init__(self, room: float) -> None:
        self.room = room
        self._pages: list[Sheet] = []
        self._page = Sheet()

    def make_room(self, need: float, new_page: bool) -> None:
        """Turn the page where it has not so much left."""
        if self._page and (new_page or self._page.end + need > self.room):
            self._turn()

    def put(self, box: Box) -> None:
        """Place a line, a chart, or a table on as many pages as it takes."""
        if isinstance(box, TableBox):
            self._put_table(box)
            return
        page = self._page
        if isinstance(box, ChartBox):
            page.charts.append(Drawn(box, page.end))
            page.end += box.least
            return
        page.end += box.before if page else 0.0
        page.lines.append(replace(box.placed, top=page.end))
        page.end += box.placed.pitch + box.after

    def done(self) -> list[Sheet]:
        """Return the pages."""
        if self._page:
            self._turn()
        return self._pages

    def _turn(self) -> None:
        self._pages.append(self._page)
        self._page = Sheet()

    def _put_table(self, box: TableBox) -> None:
        bands = box.strip.pages(self.room, self.room - self._page.end)
        for number, parts in enumerate(parts_of(box.strip, bands)):
            if number:
                self._turn()
            self._page.pieces.append(Piece(parts, self._page.end, box.left))
            self._page.end += max((part.bottom for part in parts), default=0.0)
        self._page.end += box.after
