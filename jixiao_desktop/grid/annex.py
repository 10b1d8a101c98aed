"""The added page: long texts in pieces that fit, put together again when a file is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao_desktop.grid.measure import height_of
from jixiao_desktop.grid.sheet import Annex

TITLE = "附页"
LABEL = "附"
_NUMBERED = re.compile(r"附([0-9]+)")


def label_of(annex: Annex) -> str:
    """Return what an annex text is called on the added page: 附1."""
    return f"{LABEL}{annex.number}"


def number_of(label: str) -> int | None:
    """Read the number back from “附1”."""
    match = _NUMBERED.fullmatch(label.strip())
    return int(match[1]) if match else None


def pieces(text: str, size: float, width: float, tallest: float) -> Iterator[str]:
    """Cut a text into pieces of at most so many points in height; joined they are the text."""
    rest = text
    while rest:
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high + 1) // 2
            if height_of(rest[:middle], size, width) <= tallest:
                low = middle
            else:
                high = middle - 1
        yield rest[:low]
        rest = rest[low:]


def put_together(rows: Iterable[tuple[str, str, str]]) -> tuple[Annex, ...]:
    """Build the annex from (label, title, piece) rows; a row without a label goes on."""
    made: list[Annex] = []
    for label, title, piece in rows:
        number = number_of(label)
        if number is not None:
            made.append(Annex(number, title, piece))
        elif made and not label.strip():
            last = made[-1]
            made[-1] = Annex(last.number, last.title, last.text + piece)
    return tuple(made)
