"""The added pages of a sheet (附页): texts that no cell could hold, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao_desktop.grid.annex import TITLE, label_of
from jixiao_desktop.grid.sheet import Annex
from jixiao_desktop.paper import text
from jixiao_desktop.paper.fonts import UNITS
from jixiao_desktop.paper.text import Face

HEAD = Face("黑体", 14)
NAME = Face("黑体", 11)
BODY = Face("宋体", 11)
PITCH = 1.5
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Written:
    """One line of an added page: its place in points inside the margins."""

    line: str
    face: Face
    left: float
    top: float
    path: str = ""

    @property
    def height(self) -> float:
        """Return the height of the line in points."""
        return self.face.size * PITCH


def annex_pages(
    annex: Sequence[Annex], width: float, height: float
) -> tuple[tuple[Written, ...], ...]:
    """Lay the annex texts out on pages of so many points; no annex, no page."""
    if not annex:
        return ()
    made: list[tuple[Written, ...]] = []
    page: list[Written] = []
    top = 0.0
    for written in _lines(annex, width):
        gap = GAP if page and written.face is NAME else 0.0
        if page and top + gap + written.height > height:
            made.append(tuple(page))
            page, top, gap = [], 0.0, 0.0
        top += gap
        page.append(Written(written.line, written.face, written.left, top, written.path))
        top += written.height
    return (*made, tuple(page))


def _lines(annex: Sequence[Annex], width: float) -> Iterator[Written]:
    for line in text.lines(TITLE, HEAD, width * UNITS):
        yield Written(line.text, HEAD, (width - line.width / UNITS) / 2, 0.0)
    for one in annex:
        for line in text.lines(f"{label_of(one)}　{one.title}", NAME, width * UNITS):
            yield Written(line.text, NAME, 0.0, 0.0, one.path)
        for line in text.lines(one.text, BODY, width * UNITS):
            yield Written(line.text, BODY, 0.0, 0.0, one.path)
