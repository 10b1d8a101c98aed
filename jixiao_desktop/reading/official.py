"""Filled official forms read back: recognised by their words, never by their addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jixiao_desktop.catalog.forms import Form, Place
from jixiao_desktop.catalog.loading import Catalog
from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dates import long_date, month_end
from jixiao_desktop.domain.numbers import read_number
from jixiao_desktop.grid.blank import load_blank
from jixiao_desktop.grid.code import WORD
from jixiao_desktop.grid.labels import labels_of
from jixiao_desktop.grid.sheet import Cell, Grid, position
from jixiao_desktop.grid.texts import label_key
from jixiao_desktop.reading.anchors import Anchors, first_with, label_keys
from jixiao_desktop.reading.rows import RowReader
from jixiao_desktop.reading.safety import ReadProblem
from jixiao_desktop.reading.sheets import read_grids, typed_text

ENOUGH = 0.6
"""Share of a blank's printed words that makes a file this form; with its title, a little less."""
ENOUGH_WITH_TITLE = 0.45
HEADING_ROWS = 8
_YEAR = re.compile(r"(20[0-9]{2}) ?年")
_MONTHS = re.compile(r"(?<![0-9])1 ?[-—–~～至到] ?(1[0-2]|[1-9]) ?月")
_WINDOW = re.compile(r"(20[0-9]{2}) ?年 ?(?:1 ?[-—–~至] ?)?([0-9]{1,2}) ?月")
_IN_ANNEX = re.compile(r"……（[^（）0-9]*([0-9]+)）$")
_YUAN = re.compile(r"[（(](?:单位[:：])?元[)）]|^单位[:：]元$")


@dataclass(frozen=True)
class Understood:
    """What one filled form says: texts by path, rows with fresh ids, sentences on the reading."""

    form_id: str
    edition: str
    title: str
    texts: Mapping[str, str]
    rows: Mapping[str, tuple[str, ...]]
    year: int | None = None
    as_of: date | None = None
    sheet: str = ""
    code: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)


def read_official(file: Path, catalog: Catalog) -> Understood:
    """Read the first official form of a file; ReadProblem says why nothing can be read.

    Amounts stay texts in 万元 (with their unit where the file counts in 元).
    """
    found = read_all(file, catalog)
    if len(found) == 1:
        return found[0]
    others = "、".join(f"“{one.sheet or one.title}”" for one in found[1:])
    from dataclasses import replace

    note = f"文件里还有{len(found) - 1}张表：{others}，这次读的是第一张。"
    return replace(found[0], notes=(*found[0].notes, note))


def read_all(file: Path, catalog: Catalog) -> tuple[Understood, ...]:
    """Read every official form of a file, in the order of its sheets or tables."""
    grids = read_grids(file)
    found = []
    for grid in grids:
        form = recognise(grid, catalog)
        if form is not None:
            found.append(_FormReader(form, grid, catalog).read())
    if not found:
        known = "、".join(dict.fromkeys(form.title for form in catalog.forms()))
        raise ReadProblem(f"“{file.name}”里没有认出官方表格，能读的有：{known}。")
    return tuple(found)


def recognise(grid: Grid, catalog: Catalog) -> Form | None:
    """Tell which form a sheet is, by its title and printed words; None where it is none."""
    there = label_keys(grid)
    year = _year_of(grid)
    best: tuple[float, int] | None = None
    chosen = None
    for form in catalog.forms():
        wanted = label_keys(load_blank(form))
        share = len(wanted & there) / len(wanted) if wanted else 0.0
        titled = any(label_key(form.title) in key for key in there)
        if share < (ENOUGH_WITH_TITLE if titled else ENOUGH):
            continue
        later = year is not None and form.year > year
        rank = (share + (0.3 if titled else 0.0), -form.year if later else form.year)
        if best is None or rank > best:
            best, chosen = rank, form
    return chosen


def _heading_texts(grid: Grid) -> list[str]:
    return [cell.text for (row, _), cell in grid.walk() if row <= HEADING_ROWS and cell.text]


def _in_yuan(grid: Grid) -> bool:
    """Tell whether a sheet says that its amounts are in 元; titles may have pushed it down."""
    pushed = (
        cell.text
        for (row, _), cell in grid.walk()
        if HEADING_ROWS < row <= 2 * HEADING_ROWS and ("资金" in cell.text or "单位" in cell.text)
    )
    return any(_YUAN.search(text) for text in (*_heading_texts(grid), *pushed))


def _year_of(grid: Grid) -> int | None:
    for text in _heading_texts(grid)[:6]:
        if match := _YEAR.search(text):
            return int(match[1])
    return None


class _FormReader:
    """Reads one sheet as one form."""

    def __init__(self, form: Form, grid: Grid, catalog: Catalog) -> None:
        self.form = form
        self.grid = grid
        self.catalog = catalog
        self.blank = load_blank(form)
        self.anchors = Anchors(self.blank, grid)
        self.texts: dict[str, str] = {}
        self.notes: list[str] = []
        self.whole = {one.number: one.text for one in grid.annex}

    def read(self) -> Understood:
        """Return all that the sheet says."""
        yuan = _in_yuan(self.grid)
        for place in self.form.places():
            if place.cell and place.path:
                self._single(place, yuan)
        self._signature()
        rows = self._rows()
        as_of = self._time_point()
        self._say(rows, yuan)
        return Understood(
            form_id=self.form.id,
            edition=self.form.edition,
            title=self.form.title,
            texts=self.texts,
            rows=rows,
            year=_year_of(self.grid),
            as_of=as_of,
            sheet=self.grid.sheet,
            code=self.grid.code.rpartition(WORD)[2].strip(),
            notes=tuple(dict.fromkeys(self.notes)),
        )

    def _cell(self, place: Place) -> Cell | None:
        """Return the cell that answers to a place; by its address only in an unchanged sheet."""
        hint = position(place.cell)
        at = self.anchors.cell_for(hint)
        if at is not None:
            return self.grid.cell(*at)
        words = place.label or labels_of(self.blank, hint).words() or place.cell
        same = self.grid.area[3] == self.blank.area[3] and self.anchors.share > ENOUGH
        free = hint not in self.anchors.places.values()
        if same and free and hint not in self.grid.covered:
            cell = self.grid.cell(*hint)
            if cell.text:
                self.notes.append(f"没有找到“{words}”的标签，按原来的位置读出“{cell.text[:20]}”。")
                return cell
        self.notes.append(f"没有找到“{words}”，没有读。")
        return None

    def _single(self, place: Place, yuan: bool) -> None:
        cell = self._cell(place)
        if cell is None or not cell.text.strip():
            return
        text = self._whole(typed_text(cell))
        if funds.fund_place(place.path) or self._is_money(place.path):
            bare = cell.number is not None or read_number(text) is not None
            self.texts[place.path] = f"{text}元" if yuan and bare else text
            return
        other, pattern = place.join
        first, second = split_joined(pattern, text) if other else (text, "")
        if first:
            self.texts[place.path] = first
        if second:
            self.texts[other] = second

    def _is_money(self, path: str) -> bool:
        field = self.catalog.dictionary.find(path)
        return field is not None and field.kind == "money"

    def _whole(self, text: str) -> str:
        """Return the whole of a text that was cut and carried on the annex page."""
        match = _IN_ANNEX.search(text)
        return self.whole.pop(int(match[1]), text) if match else text

    def _signature(self) -> None:
        for address, path in self.form.signature:
            label = self.blank.cell(*position(address)).text
            at = first_with(self.grid, label_key(label))
            value = _behind(label, typed_text(self.grid.cell(*at))) if at else self._beside(label)
            if value.strip():
                self.texts[path] = value

    def _beside(self, label: str) -> str:
        """Return what stands behind a label that shares its cell with others before it."""
        word = re.escape(label.rstrip("：: "))
        found = (re.search(rf"\s{word}[：:](.*)", cell.text) for _, cell in self.grid.walk())
        return next((_only(match[1]) for match in found if match), "")

    def _rows(self) -> dict[str, tuple[str, ...]]:
        made: dict[str, tuple[str, ...]] = {}
        for rows in self.form.rows():
            own = WORD in self.grid.code
            found = RowReader(rows, self.anchors, own_file=own).read()
            self.texts.update({path: self._whole(text) for path, text in found.texts.items()})
            self.notes += found.notes
            made[rows.each] = found.ids
        return made

    def _time_point(self) -> date | None:
        """Return the time point: the heading's 2023年1-7月, else its year and the heads' 1-7月."""
        path = self.form.as_of_path
        for text in _heading_texts(self.grid)[:6]:
            match = _WINDOW.search(text)
            if match and 1 <= int(match[2]) <= 12:
                return self._at(path, month_end(int(match[1]), int(match[2])))
        year = _year_of(self.grid)
        heads = (_MONTHS.search(cell.text) for _, cell in self.grid.walk() if cell.text)
        months = {int(match[1]) for match in heads if match} if path and year else set()
        if year and len(months) == 1:
            return self._at(path, month_end(year, months.pop()))
        return None

    def _at(self, path: str, day: date) -> date:
        if self.catalog.dictionary.find(path) is not None:
            self.texts[path] = day.isoformat()
        return day

    def _say(self, rows: Mapping[str, tuple[str, ...]], yuan: bool) -> None:
        counted = sum(map(len, rows.values()))
        singles = len(self.texts) - sum(".r" in path for path in self.texts)
        said = f"认出“{self.form.title}”：读出{singles}个单项、{counted}行指标"
        day = self.texts.get(self.form.as_of_path)
        when = f"，监控时点{long_date(date.fromisoformat(day))}" if day else ""
        self.notes.insert(0, f"{said}{when}。")
        if yuan:
            self.notes.append("表里的金额以元为单位，已在每个数后面写明“元”。")
        for number, text in self.whole.items():
            self.notes.append(f"附页第{number}项没有对应的格子，原文是：“{text[:60]}”。")


def _behind(label: str, text: str) -> str:
    """Return what was written behind a label in the same cell."""
    if text.startswith(label):
        return _only(text[len(label) :])
    head, colon, rest = text.replace("：", ":", 1).partition(":")
    return _only(rest) if colon and label_key(head) == label_key(label) else ""


def _only(text: str) -> str:
    """Cut off the next label with its value, where people wrote several on one line."""
    return re.split(r"\s+[^\s：:0-9]{2,8}[：:]", text, maxsplit=1)[0].strip()


def split_joined(pattern: str, text: str) -> tuple[str, str]:
    """Take apart two texts printed in one cell (“某局（417）”); the second is a code, no words."""
    shape = (
        re.escape(pattern)
        .replace(r"\{0\}", "(?P<first>.+)")
        .replace(r"\{1\}", "(?P<second>[0-9A-Za-z._]+)")
    )
    shape = shape.replace("（", "[（(]").replace("）", "[)）]")
    match = re.fullmatch(shape, text.strip(), re.DOTALL)
    if match:
        return match["first"], match["second"]
    if re.fullmatch(r"[0-9]+", text.strip()):
        return "", text.strip()
    return text, ""
