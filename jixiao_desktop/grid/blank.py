"""The office's own blank, read once into a grid: it is the layout."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.grid.numbers import clean_number, show_number
from jixiao_desktop.grid.sheet import Cell, CellStyle, Grid, Page, Position, column_number
from jixiao_desktop.grid.texts import from_spreadsheet

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

DEFAULT_WIDTH = 8.43
DEFAULT_HEIGHT = 15.0
MM_PER_INCH = 25.4
PAPER_NAMES = {"8": "A3", "9": "A4", "13": "B5"}
NARROW_FONTS = ("calibri", "arial", "times new roman", "aptos")
LARGEST = 3000
"""Rows and columns beyond this are an office program's leftovers, not a form."""


def load_blank(form: Form) -> Grid:
    """Return the blank of a form as a grid; read once per state of the file."""
    file = form.blank_file
    state = file.stat()
    return _load(file, form.sheet, form.title, (state.st_mtime_ns, state.st_size))


def open_workbook(source: Path | BinaryIO, *, values_only: bool = False) -> Workbook:
    """Open a workbook; what the library cannot keep (extensions of Excel) is no matter of ours."""
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(source, data_only=values_only)


@lru_cache(maxsize=32)
def _load(file: Path, sheet: str, title: str, _state: tuple[int, int]) -> Grid:
    book = open_workbook(file)
    page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
    return sheet_to_grid(page, title or page.title)


def sheet_to_grid(sheet: Worksheet, title: str) -> Grid:
    """Turn one worksheet into a grid: values, merges, sizes, looks and page."""
    spans = {
        (m.min_row, m.min_col): (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1)
        for m in sheet.merged_cells.ranges
    }
    styles: dict[Any, CellStyle] = {}
    cells = {
        place: _cell(cell, place, styles)
        for place, cell in sheet._cells.items()
        if place[0] <= LARGEST and place[1] <= LARGEST
    }
    _close_frames(cells, spans)
    area = _area(sheet, cells)
    return Grid(
        title=title,
        sheet=sheet.title,
        cells=cells,
        spans=spans,
        widths=_widths(sheet, area),
        heights=_heights(sheet, area),
        area=area,
        page=_page(sheet),
        character=_character(sheet),
    )


def _cell(cell: Any, place: Position, styles: dict[Any, CellStyle]) -> Cell:
    key = tuple(cell._style) if cell.has_style else None
    style = styles.get(key)
    if style is None:
        style = styles[key] = _style(cell)
    value = cell.value
    if value is None:
        return Cell(number_format=cell.number_format, style=style, origin=place)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = clean_number(value)
        shown = show_number(number, cell.number_format)
        return Cell(shown, number, cell.number_format, style, "", place, True)
    text = from_spreadsheet(_written(value))
    return Cell(text, None, cell.number_format, style, "", place, True)


def _written(value: object) -> str:
    """Write a cell's value as a person would type it; a day without a clock."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value)


def _style(cell: Any) -> CellStyle:
    font, border, alignment = cell.font, cell.border, cell.alignment
    fill = cell.fill
    colour = fill.fgColor.rgb if fill and fill.fill_type == "solid" else ""
    return CellStyle(
        font=font.name or "宋体",
        size=float(font.sz or 11),
        bold=bool(font.b),
        horizontal=alignment.horizontal or "",
        vertical=alignment.vertical or "bottom",
        wrap=bool(alignment.wrap_text),
        left=_line(border.left),
        right=_line(border.right),
        top=_line(border.top),
        bottom=_line(border.bottom),
        fill=colour[-6:] if isinstance(colour, str) else "",
    )


def _line(side: Any) -> str:
    return (side.style or "") if side is not None else ""


def _close_frames(cells: dict[Position, Cell], spans: dict[Position, tuple[int, int]]) -> None:
    """Give the first cell of a merge the right and lower edge of the whole merge."""
    from dataclasses import replace

    for (row, column), (down, across) in spans.items():
        first = cells.get((row, column))
        last = cells.get((row + down - 1, column + across - 1))
        if first is None or last is None:
            continue
        style = replace(
            first.style,
            right=first.style.right or last.style.right,
            bottom=first.style.bottom or last.style.bottom,
        )
        cells[row, column] = replace(first, style=style)


def _area(sheet: Worksheet, cells: dict[Position, Cell]) -> tuple[int, int, int, int]:
    """Return the print area, else what is used."""
    from openpyxl.utils import range_boundaries

    printed = str(sheet.print_area or "").partition(",")[0].rpartition("!")[2].replace("$", "")
    used = [p for p, c in cells.items() if c.text or c.style.bordered]
    if not used:
        return 1, 1, 1, 1
    last_row, last_column = max(r for r, _ in used), max(c for _, c in used)
    if printed:
        left, top, right, bottom = range_boundaries(printed)
        if left and top and right and bottom:
            return top, left, min(bottom, LARGEST), min(right, last_column)
    return 1, 1, last_row, last_column


def _widths(sheet: Worksheet, area: tuple[int, int, int, int]) -> dict[int, float]:
    given = sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth
    usual = float(given) if given and given > DEFAULT_WIDTH else DEFAULT_WIDTH
    widths = dict.fromkeys(range(1, area[3] + 1), usual)
    for letters, column in sheet.column_dimensions.items():
        first = column.min or column_number(letters)
        last = column.max or first
        for number in range(first, min(last, area[3]) + 1):
            widths[number] = 0.0 if column.hidden else float(column.width or usual)
    return widths


def _heights(sheet: Worksheet, area: tuple[int, int, int, int]) -> dict[int, float]:
    usual = float(sheet.sheet_format.defaultRowHeight or DEFAULT_HEIGHT)
    heights = dict.fromkeys(range(1, area[2] + 1), usual)
    for number, row in sheet.row_dimensions.items():
        if number <= area[2]:
            heights[number] = 0.0 if row.hidden else float(row.height or usual)
    return heights


def _page(sheet: Worksheet) -> Page:
    setup, margins = sheet.page_setup, sheet.page_margins
    titles = str(sheet.print_title_rows or "").rpartition("!")[2].replace("$", "")
    first, _, last = titles.partition(":")
    return Page(
        paper=PAPER_NAMES.get(str(setup.paperSize), "A4"),
        landscape=setup.orientation == "landscape",
        left=float(margins.left) * MM_PER_INCH,
        right=float(margins.right) * MM_PER_INCH,
        top=float(margins.top) * MM_PER_INCH,
        bottom=float(margins.bottom) * MM_PER_INCH,
        header_rows=(int(first), int(last)) if first.isdigit() and last.isdigit() else None,
        centred=bool(sheet.print_options.horizontalCentered),
    )


def _character(sheet: Worksheet) -> float:
    """Return the points one character of a column's width takes under the file's usual font."""
    fonts = sheet.parent._fonts  # type: ignore[union-attr]
    name = str(fonts[0].name or "").lower() if fonts else ""
    return 5.25 if name in NARROW_FONTS else 6.0
