"""What a spreadsheet of ours holds, straight from its XML: the proof owes nothing to the writer."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from jixiao_desktop.export.page_notes import code_in
from jixiao_desktop.grid.annex import TITLE, put_together
from jixiao_desktop.grid.numbers import clean_number, show_number
from jixiao_desktop.grid.sheet import Annex, Cell, Grid, Position, position
from jixiao_desktop.grid.texts import from_spreadsheet

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMATS = "http://schemas.openxmlformats.org"
SHEETS = f"{{{FORMATS}/spreadsheetml/2006/main}}"
LINK = f"{{{FORMATS}/officeDocument/2006/relationships}}id"
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES, CORE = "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"
PRINTED = "_xlnm.Print_Area"
WHOLE = (1, 1, 1_048_576, 16_384)
_TAG = re.compile(r"\{[^}]*\}")


def read_back_xlsx(file: Path | BinaryIO) -> Grid:
    """Read texts, numbers, merges, annex and check code of a spreadsheet this program wrote."""
    with zipfile.ZipFile(file) as archive:
        parts = _Parts(archive)
        name, sheet = parts.active()
        annex = parts.sheet(TITLE)
        core = {_TAG.sub("", one.tag): one.text or "" for one in parts.tree(CORE)}
        cells = parts.cells(sheet)
        found = () if annex is None else _annex(parts.cells(annex))
        area = parts.area(name)
    return Grid(
        title=core.get("title") or name,
        sheet=name,
        cells=cells,
        spans=dict(_spans(sheet)),
        widths={},
        heights={},
        area=area,
        annex=found,
        code=code_in(core.get("keywords", "")),
    )


class _Parts:
    """The parts of one spreadsheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._book = self.tree(BOOK)
        self._names = [one.get("name", "") for one in self._book.iter(f"{SHEETS}sheet")]
        self._strings = [_text(one) for one in self._all(STRINGS, "si")]
        self._formats = self._cell_formats()

    def tree(self, name: str) -> Element:
        from xml.etree import ElementTree

        return ElementTree.fromstring(self._archive.read(name))

    def _all(self, part: str, tag: str) -> Iterator[Element]:
        if part in self._archive.namelist():
            yield from self.tree(part).iter(SHEETS + tag)

    def active(self) -> tuple[str, Element]:
        """Return the sheet that opens first."""
        view = next(self._book.iter(f"{SHEETS}workbookView"), None)
        at = int(view.get("activeTab", "0")) if view is not None else 0
        name = self._names[at]
        found = self.sheet(name)
        assert found is not None
        return name, found

    def sheet(self, name: str) -> Element | None:
        """Return a sheet by its name."""
        if name not in self._names:
            return None
        one = list(self._book.iter(f"{SHEETS}sheet"))[self._names.index(name)]
        targets = {link.get("Id"): link.get("Target", "") for link in self.tree(LINKS)}
        return self.tree(posixpath.join("/xl", targets[one.get(LINK)]).lstrip("/"))

    def area(self, name: str) -> tuple[int, int, int, int]:
        """Return what of a sheet is printed, all of it where nothing is said."""
        at = str(self._names.index(name))
        for one in self._book.iter(f"{SHEETS}definedName"):
            if one.get("name") == PRINTED and one.get("localSheetId") == at:
                places = (one.text or "").rpartition("!")[2].replace("$", "")
                first, _, last = places.partition(":")
                return (*position(first), *position(last or first))
        return WHOLE

    def _cell_formats(self) -> Sequence[str]:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        root = self.tree(STYLES)
        own = {n.get("numFmtId"): n.get("formatCode", "") for n in root.iter(f"{SHEETS}numFmt")}
        looks = root.find(f"{SHEETS}cellXfs")
        ids = [one.get("numFmtId", "0") for one in looks] if looks is not None else []
        return [own.get(one) or BUILTIN_FORMATS.get(int(one), "General") for one in ids]

    def cells(self, sheet: Element) -> Mapping[Position, Cell]:
        """Return the cells of a sheet that hold something."""
        made = {}
        for one in sheet.iter(f"{SHEETS}c"):
            cell = self._cell(one)
            if cell is not None:
                made[position(one.get("r", "A1"))] = cell
        return made

    def _cell(self, one: Element) -> Cell | None:
        kind = one.get("t", "n")
        if kind == "inlineStr":
            return Cell(from_spreadsheet(_text(one)), printed=True)
        value = one.findtext(f"{SHEETS}v")
        if value is None:
            return None
        if kind == "s":
            return Cell(from_spreadsheet(self._strings[int(value)]), printed=True)
        if kind != "n":
            return Cell(from_spreadsheet(value), printed=True)
        style = self._formats[int(one.get("s", "0"))]
        number = clean_number(int(value) if value.lstrip("-").isdigit() else float(value))
        return Cell(show_number(number, style), number, style, printed=True)


def _text(one: Element) -> str:
    return "".join(part.text or "" for part in one.iter(f"{SHEETS}t"))


def _spans(sheet: Element) -> Iterator[tuple[Position, tuple[int, int]]]:
    for one in sheet.iter(f"{SHEETS}mergeCell"):
        first, _, last = one.get("ref", "A1").partition(":")
        (row, column), (bottom, right) = position(first), position(last or first)
        yield (row, column), (bottom - row + 1, right - column + 1)


def _annex(cells: Mapping[Position, Cell]) -> tuple[Annex, ...]:
    last = max((row for row, _ in cells), default=1)
    nothing = Cell()
    rows = [
        (cells.get((row, 1), nothing).text, cells.get((row, 2), nothing).text,
         cells.get((row, 3), nothing).text)
        for row in range(2, last + 1)
    ]  # fmt: skip
    return put_together(rows)
