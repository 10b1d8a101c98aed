"""Pages drawn beside the window are the pages drawn in it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from jixiao_desktop.paper.fonts import font
from jixiao_desktop.paper.pdf import write_pdf
from jixiao_desktop.paper.sheet import SheetPainter
from tests.paper.pages import table

MADE = re.compile(
    rb"[0-9]{14}Z|uuid:[0-9a-f-]{36}|[0-9-]{10}T[0-9:]{8}(?:[.][0-9]+)?|/ID \[[^\]]{1,200}\]"
)
"""When a file was made, and its own number."""


def pdf_of(rows: int) -> bytes:
    """Lay out and draw a table; what differs from one second to the next is left out."""
    return MADE.sub(b"", write_pdf(SheetPainter(table(rows)), "表"))


def test_pages_drawn_in_several_threads_at_once_are_the_same() -> None:
    sizes = (3, 40, 90)
    here = {rows: pdf_of(rows) for rows in sizes}
    with ThreadPoolExecutor(2) as beside:
        drawing = [(rows, beside.submit(pdf_of, rows)) for rows in sizes * 4]
        for rows in sizes:
            assert pdf_of(rows) == here[rows]
        for rows, done in drawing:
            assert done.result() == here[rows]


def test_each_thread_has_fonts_of_its_own() -> None:
    own = font("宋体", 10.5)
    assert font("宋体", 10.5) is own
    with ThreadPoolExecutor(1) as beside:
        other = beside.submit(font, "宋体", 10.5).result()
    assert other is not own
    assert other.toString() == own.toString()
