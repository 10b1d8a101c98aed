"""Lists for print in a spreadsheet: A4 across, headings on every page, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from jixiao_desktop.export.page_notes import FOOTER_FONT, FOOTER_SIZE, PROGRAM, moment
from jixiao_desktop.grid.measure import height_of
from jixiao_desktop.grid.texts import from_spreadsheet, writable

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""A text that begins so is marked as a text (OWASP, CSV injection)."""
FONT, SIZE, TITLE_SIZE = "宋体", 10.5, 16.0
HEAD_FONT = "黑体"
CHARACTER = 5.2
"""Points that one character of a column's width takes at this size, a little less than it has."""
TALLEST = 409.0
LONGEST = 32767
"""Characters that a cell can hold."""
LEAST = 20.0
A4 = 9


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, and where its texts stand."""

    heading: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a ``banner`` over the whole width, a row, or one that goes ``under`` a row.

    ``tone`` names a colour for the cell of column ``toned``.
    """

    texts: tuple[str, ...]
    kind: str = "row"
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet: title, lines about the whole, columns and what is listed."""

    sheet: str
    title: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    toned: int = -1

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """Return every line as it is shown, from the title on, without empty ends."""
        heading = tuple(column.heading for column in self.columns)
        shown = [(self.title,), *((line,) for line in self.about), heading]
        listed = (*shown, *(line.texts for line in self.lines))
        return [_bare(tuple(map(shown_text, texts))) for texts in listed]


def shown_text(text: str) -> str:
    """Return a text as a cell can hold it."""
    plain = writable(text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def write_listings(
    listings: Sequence[Listing], tones: Mapping[str, str], made_at: datetime | None = None
) -> bytes:
    """Return a spreadsheet with one sheet per listing; ``tones`` are colours (#RRGGBB) by name.

    Texts are never formulas. A text longer than a row can be high is shown as far as it goes.
    """
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    now = moment(made_at)
    title = listings[0].title if listings else ""
    book.set_properties({"title": title, "author": PROGRAM, "created": now})
    looks = _Looks(book, tones)
    for listing in listings:
        _write_sheet(book.add_worksheet(listing.sheet), listing, looks)
    book.close()
    return stream.getvalue()


def read_back_listings(file: Path) -> list[list[tuple[str, ...]]]:
    """Read such a spreadsheet again: per sheet its lines, as ``Listing.texts`` gives them."""
    import openpyxl

    with file.open("rb") as stream:
        book = openpyxl.load_workbook(stream)
        return [
            [
                _bare(tuple(from_spreadsheet(str(value or "")) for value in row))
                for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        ]


def _bare(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the empty cells at the end of a line."""
    count = max((at for at, text in enumerate(texts, 1) if text), default=0)
    return texts[:count]


class _Looks:
    """Formats of a book, each made once."""

    def __init__(self, book: Any, tones: Mapping[str, str]) -> None:
        self._book, self._tones = book, tones
        self._made: dict[tuple[object, ...], Any] = {}

    def of(self, kind: str, tone: str = "", *, centred: bool = False, quoted: bool = False) -> Any:
        """Return the format of a kind of cell."""
        key = (kind, tone, centred, quoted)
        if key not in self._made:
            self._made[key] = self._book.add_format(self._properties(kind, tone, centred, quoted))
        return self._made[key]

    def _properties(self, kind: str, tone: str, centred: bool, quoted: bool) -> dict[str, object]:
        made: dict[str, object] = {
            "font_name": FONT, "font_size": SIZE, "text_wrap": True,
            "valign": "vcenter" if kind in ("title", "head", "banner") else "top",
            "align": "center" if centred or kind in ("title", "head") else "left",
            "quote_prefix": quoted,
        }  # fmt: skip
        if kind == "title":
            return made | {"font_name": HEAD_FONT, "font_size": TITLE_SIZE}
        if kind == "about":
            return made
        made |= {"border": 1, "border_color": self._tones.get("line", "")}
        if kind in ("head", "banner"):
            made |= {"bold": True, "bg_color": self._tones.get(kind, "")}
        if kind == "under":
            made |= {"font_color": self._tones.get("under", ""), "indent": 1}
        if tone in self._tones:
            made |= {"font_color": self._tones[tone], "bold": True}
        return {key: value for key, value in made.items() if value != ""}


def _write_sheet(sheet: Any, listing: Listing, looks: _Looks) -> None:
    last = len(listing.columns) - 1
    for at, column in enumerate(listing.columns):
        sheet.set_column(at, at, column.width)
    whole = sum(column.width for column in listing.columns)
    row = 0
    for kind, text in (("title", listing.title), *(("about", line) for line in listing.about)):
        size = TITLE_SIZE if kind == "title" else SIZE
        sheet.set_row(row, max(LEAST, height_of(text, size, whole * CHARACTER)))
        _merged(sheet, row, last, text, looks.of(kind))
        row += 1
    head = row
    sheet.set_row(row, LEAST + 4)
    for at, column in enumerate(listing.columns):
        sheet.write_string(row, at, column.heading, looks.of("head"))
    for line in listing.lines:
        row += 1
        _write_line(sheet, row, listing, line, looks)
    _set_page(sheet, head, row, last)


def _write_line(sheet: Any, row: int, listing: Listing, line: Line, looks: _Looks) -> None:
    sheet.set_row(row, _height(listing, line))
    if line.kind == "banner":
        _merged(sheet, row, len(listing.columns) - 1, line.texts[0], looks.of("banner"))
        return
    for at, (text, column) in enumerate(zip(line.texts, listing.columns, strict=True)):
        tone = line.tone if at == listing.toned else ""
        quoted = text.startswith(FORMULA_STARTS)
        look = looks.of(line.kind, tone, centred=column.centred, quoted=quoted)
        sheet.write_string(row, at, shown_text(text), look)


def _height(listing: Listing, line: Line) -> float:
    widths = [column.width for column in listing.columns]
    if line.kind == "banner":
        widths = [sum(widths)]
    needs = (
        height_of(text, SIZE, width * CHARACTER)
        for text, width in zip(line.texts, widths, strict=True)
    )
    return round(min(max(LEAST, *needs), TALLEST), 2)


def _merged(sheet: Any, row: int, last: int, text: str, look: Any) -> None:
    if last:
        sheet.merge_range(row, 0, row, last, "", look)
    sheet.write_string(row, 0, shown_text(text), look)


def _set_page(sheet: Any, head: int, last_row: int, last_column: int) -> None:
    """A4 across, one page wide, headings repeated and kept in sight, pages counted."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_footer(f'&C&"{FOOTER_FONT},Regular"&{FOOTER_SIZE}第 &P 页，共 &N 页')
    sheet.hide_gridlines(2)


def compared(listings: Sequence[Listing], file: Path) -> Iterator[str]:
    """Name every line in which a written file differs from what was listed."""
    told = read_back_listings(file)
    if len(told) != len(listings):
        yield f"工作表有{len(told)}张，应有{len(listings)}张"
    for listing, lines in zip(listings, told, strict=False):
        wanted = listing.texts
        for number in range(max(len(wanted), len(lines))):
            if wanted[number : number + 1] != lines[number : number + 1]:
                yield f"“{listing.sheet}”第{number + 1}行"
