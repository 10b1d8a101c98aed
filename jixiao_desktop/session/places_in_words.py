"""Places in words: “监控表—项目资金—年度资金总额—1-7月执行数”, never a cell address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.catalog.forms import Form, Place, RowPlace, Rows, Section
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dates import window
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.funds import SOURCES

DASH = "—"
LISTS = {
    "indicators": "绩效指标",
    "evaluation.indicators": "评价指标",
    "unit_report.indicators": "整体绩效指标",
}
BRANCHES = {
    "unit": "单位信息",
    "unit_report": "整体支出报告",
    "budget": "项目资金",
    "monitoring": "执行与偏差",
    "self_evaluation": "绩效自评",
    "evaluation": "绩效评价",
}
STAGED = "监控期"
"""What the dictionary calls the time from January to the time point; a notice fixes its months."""

LONGEST_NAME = 20
MOST_KEYS = 16384
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]$")


@dataclass(frozen=True)
class Spot:
    """Where a pattern stands: form, block, the words over its column, and its rank in reading."""

    form: str
    block: str
    column: str
    rank: int


class Places:
    """Tells where a path is, in words of the forms in use; made once per set of forms."""

    def __init__(
        self, dictionary: Dictionary, forms: Sequence[Form | Report], as_of: date | None
    ) -> None:
        self.dictionary = dictionary
        self.window = window(as_of) if as_of else ""
        self.spots: dict[str, Spot] = {}
        self._ranks: dict[str, int] = {}
        self._keys: dict[tuple[str, int | None], tuple[object, ...]] = {}
        self.lists: dict[str, int] = {}
        for form in forms:
            found = _of_form(form) if isinstance(form, Form) else _of_report(form)
            for pattern, block, column in found:
                spot = Spot(form.short, block, column, len(self.spots))
                self.spots.setdefault(pattern, spot)
                kind, row, _rest = pattern.partition("[]")
                if row:
                    self.lists.setdefault(kind, self.spots[pattern].rank)

    def words(self, dossier: Dossier, path: str) -> str:
        """Say where a path is: form, block, row and column by their names."""
        pattern = paths.pattern_of(path)
        spot = self.spots.get(pattern)
        if path in paths.ROW_KINDS:
            heads = [s for p, s in self.spots.items() if p.startswith(path + "[]")][:1]
            parts = [heads[0].form] if heads else []
            return DASH.join([*parts, LISTS.get(path, "表中各行")])
        head = [spot.form] if spot else []
        inside = paths.list_of(path)
        if inside is not None:
            return DASH.join([*head, self._row(dossier, path), self._column(path, spot)])
        block = spot.block if spot else BRANCHES.get(path.split(".")[0], "")
        column = self._column(path, spot)
        row = self._fund_row(path)
        return DASH.join(dict.fromkeys(part for part in (*head, block, row, column) if part))

    def _row(self, dossier: Dossier, path: str) -> str:
        inside = paths.list_of(path)
        assert inside is not None
        kind, row, _rest = inside
        at = dossier.position(path)
        name = " ".join(dossier.text(paths.row_path(kind, row, "name")).split())
        cut = name[:LONGEST_NAME] + "…" if len(name) > LONGEST_NAME else name
        number = f"第{at + 1}行" if at is not None else ""
        return f"{LISTS.get(kind, '')}{number}" + (f"“{cut}”" if cut else "")

    def _fund_row(self, path: str) -> str:
        field = self.dictionary.find(path)
        return SOURCES.get(field.source, "") if field else ""

    def _column(self, path: str, spot: Spot | None) -> str:
        if spot and spot.column:
            return spot.column.replace("{window}", self.window)
        field = self.dictionary.find(path)
        if field is None:
            return ""
        label = field.short if field.source else field.label
        return label.replace(STAGED, self.window) if self.window else label

    def key(self, dossier: Dossier, path: str) -> tuple[object, ...]:
        """Rank a path in the reading order of the forms in use."""
        at = dossier.position(path)
        known = self._keys.get((path, at))
        if known is None:
            if len(self._keys) >= MOST_KEYS:
                self._keys.clear()
            known = self._keys[path, at] = self._key(path, at)
        return known

    def _key(self, path: str, at: int | None) -> tuple[object, ...]:
        pattern = paths.pattern_of(path)
        spot = self.spots.get(pattern)
        if spot is None:
            return self._near(pattern), -1 if at is None else at, path
        first = spot.rank if at is None else self.lists[pattern.partition("[]")[0]]
        return first, -1 if at is None else at, spot.rank, path

    def _near(self, pattern: str) -> int:
        """Rank what no form shows itself: with the first place below it, else behind all."""
        if pattern not in self._ranks:
            inside = [s.rank for p, s in self.spots.items() if p.startswith(pattern)]
            self._ranks[pattern] = min(inside, default=len(self.spots))
        return self._ranks[pattern]


def _of_form(form: Form) -> Iterator[tuple[str, str, str]]:
    """Walk a form in reading order: (pattern, block, words over the column)."""
    headings = dict(form.headings)
    for section in form.sections:
        block = _BRACKETED.sub("", section.title)
        for place in section.places:
            for path in (place.path, *place.adds):
                if path:
                    yield path, block, place.label or _over(headings, place, section)
        if section.rows:
            yield from _of_rows(section.rows, headings, block)


def _of_rows(rows: Rows, headings: Mapping[str, str], block: str) -> Iterator[tuple[str, str, str]]:
    patterns = [(path, "") for path, _column in rows.group]
    for column in rows.places:
        patterns.append((column.path, column.label or _above(headings, column, rows.first)))
        if column.show == "target":
            patterns += [("target", ""), ("operator", ""), ("unit", "")]
    for path, label in patterns:
        if path:
            yield f"{rows.each}[].{path}", block, label


def _over(headings: Mapping[str, str], place: Place, section: Section) -> str:
    cell = _CELL.fullmatch(place.cell)
    if cell is None or section.layout != "matrix":
        return ""
    return _nearest(headings, cell[1], int(cell[2]))


def _above(headings: Mapping[str, str], column: RowPlace, first: int) -> str:
    return _nearest(headings, column.column, first) if column.column else ""


def _nearest(headings: Mapping[str, str], column: str, below: int) -> str:
    """Find the printed heading of a column that stands nearest above a row."""
    found: dict[int, str] = {}
    for cell, words in headings.items():
        match = _CELL.fullmatch(cell)
        if match and match[1] == column and int(match[2]) < below:
            found[int(match[2])] = words
    words = found[max(found)] if found else ""
    return words if "{window}" in words else ""


def _of_report(report: Report) -> Iterator[tuple[str, str, str]]:
    for block in report.blocks:
        if block.path:
            yield block.path, "", ""
