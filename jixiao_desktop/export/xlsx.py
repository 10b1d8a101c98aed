"""The filled grid as a spreadsheet, in the looks of the office's own blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from jixiao_desktop.export.page_notes import (
    FOOTER_FONT,
    FOOTER_SIZE,
    PROGRAM,
    keywords,
    moment,
    spreadsheet_footer,
)
from jixiao_desktop.export.xlsx_back import read_back_xlsx
from jixiao_desktop.grid.annex import TITLE, label_of, pieces
from jixiao_desktop.grid.blank import open_workbook
from jixiao_desktop.grid.measure import height_of
from jixiao_desktop.grid.numbers import exact_number
from jixiao_desktop.grid.sheet import Cell, CellStyle, Grid, address
from jixiao_desktop.grid.texts import to_spreadsheet

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read_back_xlsx", "write_xlsx"]

Looks = Mapping[Any, Any]
"""Where a cell stands → the library's numbers for its looks."""
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""A text that begins so must stay a text (OWASP, CSV injection)."""
_ONE_AT_A_TIME = Lock()
ANNEX_WIDTHS = (8.0, 30.0, 92.0)
ANNEX_SIZE = 10.5
ANNEX_TALLEST = 380.0
CHARACTER = 6.0


def write_xlsx(grid: Grid, blank_file: Path, made_at: datetime | None = None) -> bytes:
    """Return the spreadsheet of a filled grid, made from the office's blank.

    Amounts are numbers in 万元; texts are never formulas. Raises OSError where the blank is gone.
    """
    with _ONE_AT_A_TIME:
        opened = _as_opened(blank_file, grid.sheet)
        book, sheet = opened.book, opened.sheet
        book.active = book.index(sheet)
        _put_cells(sheet, grid, opened.looks)
        _put_sizes(sheet, grid)
        _put_page(sheet, grid)
        if grid.annex:
            _put_annex(book, grid)
        _put_properties(book, grid, made_at)
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


@dataclass(frozen=True)
class _Opened:
    """A blank kept open between files: opening it takes longer than all the rest of a file.

    Every file puts all cells, merges, heights, the page and the properties anew; ``lists`` are
    the styles and ``names`` the sheets that the blank came with.
    """

    book: Workbook
    sheet: Worksheet
    looks: Looks
    lists: Mapping[str, Any]
    names: tuple[str, ...]


def _as_opened(blank_file: Path, wanted: str) -> _Opened:
    """Return the blank as the office made it, whatever was written from it before."""
    state = blank_file.stat()
    opened = _open(blank_file, wanted, (state.st_mtime_ns, state.st_size))
    for name, kept in opened.lists.items():
        setattr(opened.book, name, _twin(kept))
    for added in [one for one in opened.book.worksheets if one.title not in opened.names]:
        opened.book.remove(added)
    return opened


@lru_cache(maxsize=16)
def _open(file: Path, wanted: str, _state: tuple[int, int]) -> _Opened:
    from openpyxl.utils.indexed_list import IndexedList

    book = open_workbook(file)
    sheet: Any = book[wanted] if wanted in book.sheetnames else book.worksheets[0]
    looks = {place: cell._style for place, cell in sheet._cells.items()}
    lists = {n: _twin(one) for n, one in vars(book).items() if isinstance(one, IndexedList)}
    return _Opened(book, sheet, looks, lists, tuple(book.sheetnames))


def _twin(kept: Any) -> Any:
    """Return a list of styles that grows by itself; the styles in it are never changed."""
    made = type(kept)()
    list.extend(made, kept)
    made._dict, made.clean = dict(kept._dict), kept.clean
    return made


def _put_cells(sheet: Worksheet, grid: Grid, looks: Looks) -> None:
    """Rewrite every cell; cells of the same looks share one style."""
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.cell_range import CellRange

    styles: dict[Any, Any] = {}
    cells: dict[Any, Any] = {}
    for place in sorted(grid.cells):
        cell = grid.cells[place]
        made: Any = SheetCell(sheet, row=place[0], column=place[1])
        key = (cell.origin, cell.number_format, cell.style, _quoted(cell))
        if key not in styles:
            styles[key] = _style(SheetCell(sheet, row=1, column=1), looks, cell)
        made._style = styles[key]
        if place not in grid.covered:
            _put_value(made, cell)
        cells[place] = made
    sheet._cells = cells
    sheet.merged_cells.ranges = {
        CellRange(min_row=row, min_col=column, max_row=row + down - 1, max_col=column + across - 1)
        for (row, column), (down, across) in grid.spans.items()
    }


def _put_value(made: Any, cell: Cell) -> None:
    if cell.number is not None:
        made._value, made.data_type = cell.number, "n"
    elif cell.text:
        made._value, made.data_type = to_spreadsheet(cell.text), "s"


def _quoted(cell: Cell) -> bool:
    if cell.number is not None or not cell.text or cell.printed:
        return False
    return cell.text.startswith(FORMULA_STARTS) or exact_number(cell.text.strip()) is not None


def _style(look: Any, looks: Looks, cell: Cell) -> Any:
    """Return the blank's looks, changed only where the filled cell asks for it."""
    if cell.origin in looks:
        look._style = copy(looks[cell.origin])
    if look.number_format != cell.number_format:
        look.number_format = cell.number_format
    _set_letters(look, cell.style)
    if _quoted(cell):
        look._style.quotePrefix = 1
    return look._style


def _set_letters(look: Any, style: CellStyle) -> None:
    if float(look.font.sz or 11) != style.size:
        font = copy(look.font)
        font.sz = style.size
        look.font = font
    if (look.alignment.vertical or "bottom") != style.vertical:
        alignment = copy(look.alignment)
        alignment.vertical = style.vertical
        look.alignment = alignment


def _put_sizes(sheet: Worksheet, grid: Grid) -> None:
    hidden = {row for row in grid.rows if grid.heights.get(row, 0.0) == 0.0}
    for row in [r for r in sheet.row_dimensions if r >= grid.area[0]]:
        del sheet.row_dimensions[row]
    for row in grid.rows:
        dimension = sheet.row_dimensions[row]
        if row in hidden:
            dimension.hidden = True
        else:
            dimension.height = round(grid.heights[row], 2)


def _put_page(sheet: Worksheet, grid: Grid) -> None:
    top, left, bottom, right = grid.area
    sheet.print_area = f"{address(top, left)}:{address(bottom, right)}"
    _fit(sheet)
    _put_footer(sheet, grid)


def _fit(sheet: Worksheet) -> None:
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _put_footer(sheet: Worksheet, grid: Grid) -> None:
    part: Any = sheet.oddFooter
    part.center.text = spreadsheet_footer(grid)
    part.center.font, part.center.size = f"{FOOTER_FONT},Regular", FOOTER_SIZE


def _annex_rows(grid: Grid) -> Iterator[tuple[str, str, str]]:
    width = ANNEX_WIDTHS[2] * CHARACTER
    for one in grid.annex:
        label, title = label_of(one), one.title
        for piece in pieces(one.text, ANNEX_SIZE, width, ANNEX_TALLEST):
            yield label, title, piece
            label = title = ""


def _put_annex(book: Workbook, grid: Grid) -> None:
    """Add the page that carries whole what was cut in the table."""
    from openpyxl.styles import Alignment, Border, Font, Side

    sheet = book.create_sheet(TITLE)
    line = Side(style="thin")
    frame = Border(left=line, right=line, top=line, bottom=line)
    wrap = Alignment(vertical="top", wrap_text=True)
    sheet["A1"] = TITLE
    sheet["A1"].font = Font(name="宋体", size=14, bold=True)
    for letter, width in zip("ABC", ANNEX_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row, texts in enumerate(_annex_rows(grid), 2):
        for column, text in enumerate(texts, 1):
            cell: Any = sheet.cell(row, column)
            cell._value, cell.data_type = to_spreadsheet(text), "s"
            cell.font, cell.border, cell.alignment = Font(name="宋体", size=ANNEX_SIZE), frame, wrap
            cell._style.quotePrefix = int(text.startswith(FORMULA_STARTS))
        needs = [
            height_of(text, ANNEX_SIZE, width * CHARACTER)
            for text, width in zip(texts, ANNEX_WIDTHS, strict=True)
        ]
        sheet.row_dimensions[row].height = round(min(max(needs), 409.0), 2)
    sheet.page_setup.orientation = "landscape" if grid.page.landscape else "portrait"
    sheet.page_setup.paperSize = 9
    _fit(sheet)
    _put_footer(sheet, grid)


def _put_properties(book: Workbook, grid: Grid, made_at: datetime | None) -> None:
    from openpyxl.packaging.core import DocumentProperties

    now = moment(made_at)
    book.properties = DocumentProperties(
        creator=PROGRAM,
        lastModifiedBy=PROGRAM,
        title=grid.title,
        keywords=keywords(grid) or None,
        created=now,
        modified=now,
    )
