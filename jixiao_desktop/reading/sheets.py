"""Any office file that was found safe, as grids: one for every sheet or table in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.grid.annex import TITLE, put_together
from jixiao_desktop.grid.blank import LARGEST, open_workbook, sheet_to_grid
from jixiao_desktop.grid.numbers import clean_number
from jixiao_desktop.grid.sheet import Annex, Cell, Grid, Position
from jixiao_desktop.grid.texts import from_spreadsheet, writable
from jixiao_desktop.grid.word import word_grids
from jixiao_desktop.reading.safety import ReadProblem, check_file

MOST_CELLS = 1_000_000


def read_grids(path: Path) -> list[Grid]:
    """Return every sheet or table of an office file; ReadProblem says why it cannot be read."""
    kind = check_file(path)
    data = BytesIO(path.read_bytes())
    try:
        if kind == "docx":
            return word_grids(data)
        return _workbook(data) if kind == "xlsx" else _old_workbook(path.name, data)
    except (ReadProblem, MemoryError):
        raise
    except Exception as error:
        # Libraries raise whatever they meet in a broken file; the person needs one sentence.
        raise ReadProblem(
            f"“{path.name}”的内容读不出来，请用 Office 或 WPS 打开另存一次再读。"
        ) from error


def typed_text(cell: Cell) -> str:
    """Return a cell as a person would type it: 41.88, 95%, never a rounded or noisy figure."""
    if cell.number is None:
        return cell.text
    if "%" in cell.number_format:
        return f"{plain(cell.number.scaleb(2))}%"
    return plain(cell.number)


def _workbook(data: BytesIO) -> list[Grid]:
    book = open_workbook(data, values_only=True)
    keywords = str(book.properties.keywords or "")
    annex: tuple[Annex, ...] = ()
    if TITLE in book.sheetnames:
        rows = book[TITLE].iter_rows(min_row=2, max_col=3, values_only=True)
        annex = put_together(_texts(row) for row in rows)
    return [
        sheet_to_grid(sheet, sheet.title).with_(annex=annex, code=keywords)
        for sheet in book.worksheets
        if sheet.title != TITLE and sheet.sheet_state == "visible"
    ]


def _texts(row: tuple[object, ...]) -> tuple[str, str, str]:
    texts = [from_spreadsheet(str(value)) if value is not None else "" for value in row]
    label, title, text = (*texts, "", "", "")[:3]
    return label, title, text


def _old_workbook(file: str, data: BytesIO) -> list[Grid]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(data)
    made = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise ReadProblem(f"“{file}”的单元格超过 100 万个，请只留要读的表再试。")
        rows = sheet.to_python(skip_empty_area=False)
        made.append(_old_sheet(name, rows, sheet.merged_cell_ranges or []))
    return made


def _old_sheet(
    name: str,
    rows: Sequence[Sequence[object]],
    merges: list[tuple[tuple[int, int], tuple[int, int]]],
) -> Grid:
    cells: dict[Position, Cell] = {}
    for r, row in enumerate(rows[:LARGEST], 1):
        for c, value in enumerate(row[:LARGEST], 1):
            if value is not None and value != "":
                cells[r, c] = _old_cell(value)
    spans = {
        (top + 1, left + 1): (bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in merges
    }
    last_row = max((r for r, _ in cells), default=1)
    last_column = max((c for _, c in cells), default=1)
    return Grid(
        title=name,
        sheet=name,
        cells=cells,
        spans=spans,
        widths=dict.fromkeys(range(1, last_column + 1), 10.0),
        heights=dict.fromkeys(range(1, last_row + 1), 15.0),
        area=(1, 1, last_row, last_column),
    )


def _old_cell(value: object) -> Cell:
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, (int, float)):
        number = clean_number(value)
        return Cell(plain(number), number)
    if isinstance(value, datetime):
        return Cell(value.date().isoformat())
    if isinstance(value, date):
        return Cell(value.isoformat())
    return Cell(writable(str(value)))
