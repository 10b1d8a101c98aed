"""PDFs as an outside program reads them, and grids of every size."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao_desktop.grid.sheet import Cell, CellStyle, Grid, Page

BOX = CellStyle(left="thin", right="thin", top="thin", bottom="thin")
FREE = CellStyle()


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    """The text layer of a PDF; the test is skipped where poppler is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    done = subprocess.run([program, *options, str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def bare(text: str) -> str:
    """A text without white space: line ends and gaps are the page's, not the text's."""
    return re.sub(r"\s+", "", text)


def table(rows: int, height: float = 20.0, *, tail: int = 0) -> Grid:
    """A sheet of two header rows, a merged class column, numbered rows and an unframed tail."""
    cells = {(1, c): Cell(f"表头{c}", style=BOX, printed=True) for c in range(1, 5)}
    cells |= {(2, c): Cell(f"第{c}列", style=BOX, printed=True) for c in range(1, 5)}
    cells[3, 1] = Cell("产出指标", style=BOX)
    for row in range(3, rows + 3):
        own = f"indicators.k{row - 2}"
        cells[row, 2] = Cell(f"指标{row - 2}", style=BOX, path=f"{own}.name")
        cells[row, 3] = Cell(f"{row}.00", Decimal(row), "0.00", BOX, f"{own}.target")
        cells[row, 4] = Cell("√", style=BOX)
    last = rows + 2 + tail
    for row in range(rows + 3, last + 1):
        cells[row, 1] = Cell(f"填报人{row}：", style=FREE, printed=True)
    return Grid(
        title="表",
        sheet="表",
        cells=cells,
        spans={(3, 1): (rows, 1)},
        widths={1: 12.0, 2: 40.0, 3: 20.0, 4: 8.0},
        heights=dict.fromkeys(range(1, last + 1), height),
        area=(1, 1, last, 4),
        page=Page(header_rows=(1, 2)),
        footer="校验码 ABCD-2345　第{page}页/共{pages}页",
    )
