"""The growing table of a filled form: its rows with their classes, targets and ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao_desktop.catalog.forms import RowPlace, Rows
from jixiao_desktop.domain.kinds import join_ticks
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.target import split_target
from jixiao_desktop.grid.labels import labels_of, places_of
from jixiao_desktop.grid.sheet import Position, column_letters, column_number
from jixiao_desktop.grid.texts import class_name, label_key
from jixiao_desktop.reading.anchors import Anchors, cell_under, first_with
from jixiao_desktop.reading.sheets import typed_text

TICKED = frozenset(["√", "✓", "✔", "☑", "●", "■", "v", "V", "y", "Y", "1", "是", "对", "有", "✅"])
NOT_TICKED = frozenset(["×", "✗", "☐", "□", "○", "否", "无", "0", "-", "—", "/"])
_PLACEHOLDER = re.compile(r"(?:指标 ?[0-9一二三四五六]+ ?[:：]?\s*)+|[…\.。·]+")


@dataclass
class ReadRows:
    """What was read of one table: texts by path, row ids in order, sentences on the rest."""

    texts: dict[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


class RowReader:
    """Reads one table of rows; columns are found by their heads, the end by what follows it."""

    def __init__(self, rows: Rows, anchors: Anchors, *, own_file: bool) -> None:
        self.rows = rows
        self.anchors = anchors
        self.found = anchors.found
        self.own_file = own_file
        self.made = ReadRows()
        self.heads: dict[int, Position] = {}
        self.carried: dict[int, str] = {}

    def read(self) -> ReadRows:
        """Return every row that has anything in it; classes are carried down through merges."""
        self._find_columns()
        if not self._shown_columns():
            self.made.notes.append("没有找到指标行的表头，指标没有读出。")
            return self.made
        ids: list[str] = []
        for row in range(self._first(), self._last() + 1):
            if self._is_tail(row):
                break
            texts = self._row(row)
            if texts:
                name = f"r{len(ids) + 1}"
                ids.append(name)
                for path, text in texts.items():
                    self.made.texts[row_path(self.rows.each, name, path)] = text
        self.made.ids = tuple(ids)
        return self.made

    def _letters(self) -> list[str]:
        singles = [letters for place in self.rows.places for letters in place.columns]
        return [letters for _, letters in self.rows.group] + singles

    def _find_columns(self) -> None:
        wanted = sorted({column_number(letters) for letters in self._letters()})
        for column in wanted:
            head = places_of(self.anchors.blank, (self.rows.first, column)).column
            at = self.anchors.of(head)
            if at:
                self.heads[column] = at
        self._renamed(wanted)
        for column in wanted:
            if column not in self.heads:
                self.made.notes.append(f"表头里没有找到“{self._words(column)}”这一列，没有读。")

    def _words(self, column: int) -> str:
        blank = self.anchors.blank
        return labels_of(blank, (self.rows.first, column)).column or column_letters(column)

    def _renamed(self, wanted: list[int]) -> None:
        """Take renamed heads by their order, where as many are left over as are missing."""
        known = [column for column in wanted if column in self.heads]
        for left, right in pairwise([None, *known, None]):
            missing = [
                c for c in wanted if (left is None or c > left) and (right is None or c < right)
            ]
            missing = [c for c in missing if c not in self.heads]
            spare = self._spare(left, right) if missing and known else []
            if len(spare) != len(missing):
                continue
            for column, at in zip(missing, spare, strict=True):
                self.heads[column] = at
                written = self.found.cell(*at).text
                self.made.notes.append(
                    f"“{written[:20]}”这一列按位置当作“{self._words(column)}”读，请核对。"
                )

    def _spare(self, left: int | None, right: int | None) -> list[Position]:
        """Return the filled head cells between two heads that answer to none of the blank's."""
        begin = self.heads[left] if left is not None else None
        end = self.heads[right] if right is not None else None
        beside = begin or end
        if beside is None or begin is None:
            return []
        taken = set(self.anchors.places.values())
        last = end[1] if end else self.found.area[3] + 1
        start = begin[1] + self.found.span(*begin)[1]
        owners = (self.found.owners.get((begin[0], c), (begin[0], c)) for c in range(start, last))
        free = dict.fromkeys(at for at in owners if at not in taken and at[1] >= start)
        return [at for at in free if self.found.cell(*at).text.strip()]

    def _shown_columns(self) -> bool:
        first = self.rows.places[0].columns[0]
        return column_number(first) in self.heads

    def _first(self) -> int:
        """Return the row below the lowest head."""
        return max(at[0] + self.found.span(*at)[0] for at in self.heads.values())

    def _last(self) -> int:
        """Return the row above the first printed words that follow the body in the blank."""
        start = self._first()
        tails = [
            at[0]
            for place, at in self.anchors.places.items()
            if place[0] > self.rows.last and at[0] >= start
        ]
        tails += [row for row in self._signed() if row >= start]
        return min(tails) - 1 if tails else self.found.area[2]

    def _signed(self) -> Iterator[int]:
        """Yield the file's rows of labels that carry their value behind a colon (签章行)."""
        for place, cell in self.anchors.blank.walk():
            if place[0] > self.rows.last and cell.printed and cell.text.endswith(("：", ":")):
                at = first_with(self.found, label_key(cell.text))
                if at is not None:
                    yield at[0]

    def _is_tail(self, row: int) -> bool:
        """Tell whether a row is no row of the table: its cells run across the class columns."""
        name = self._under(row, column_number(self.rows.places[0].columns[0]))
        classes = [self._under(row, column_number(letters)) for _, letters in self.rows.group]
        return name is None or name in classes

    def _under(self, row: int, column: int) -> Position | None:
        """Return the file's cell in a row that answers to a column of the blank."""
        head = self.heads.get(column)
        return cell_under(self.found, row, head) if head else None

    def _text(self, row: int, column: int) -> str:
        """Return what a row shows in one of the blank's columns; a merge counts where it starts."""
        place = self._under(row, column)
        if place is None or place[0] != row:
            return ""
        text = typed_text(self.found.cell(*place))
        printed = not self.own_file and _PLACEHOLDER.fullmatch(text.strip())
        return "" if printed else text

    def _row(self, row: int) -> dict[str, str]:
        texts: dict[str, str] = {}
        classes = self._classes(row)
        for place in self.rows.places:
            if place.ticks:
                self._ticks(row, place, texts)
                continue
            text = self._text(row, column_number(place.column))
            if not text.strip() or place.computed:
                continue
            if place.show == "target":
                texts.update(_target(place, text))
            else:
                texts[place.path] = text
        return {**classes, **texts} if texts.keys() - self._official(texts) else {}

    def _official(self, texts: dict[str, str]) -> set[str]:
        """Return the paths of a row at which only the office's own words stand."""
        blank, body = self.anchors.blank, range(self.rows.first, self.rows.last + 1)
        return {
            place.path
            for place in self.rows.places
            if place.printed and place.path in texts
            for column in (column_number(place.column),)
            if texts[place.path] in {blank.cell(row, column).text for row in body}
        }

    def _classes(self, row: int) -> dict[str, str]:
        """Return the classes of a row: of the merge it lies in, else carried from above."""
        made: dict[str, str] = {}
        fresh = False
        for path, letters in self.rows.group:
            column = column_number(letters)
            owner = self._under(row, column)
            if owner is None:
                continue
            text = class_name(typed_text(self.found.cell(*owner)).strip())
            if text:
                fresh = fresh or self.carried.get(column) != text
                self.carried[column] = text
            elif not self.own_file and not fresh and owner[0] == row:
                text = self.carried.get(column, "")
            if text:
                made[path] = text
        return made

    def _ticks(self, row: int, place: RowPlace, texts: dict[str, str]) -> None:
        chosen = []
        for choice, letters in place.ticks:
            text = self._text(row, column_number(letters)).strip()
            if not text or text in NOT_TICKED:
                continue
            chosen.append(choice)
            if text not in TICKED:
                self.made.notes.append(
                    f"“{choice}”一列写的是“{text[:20]}”，按打勾读，请核对是否如此。"
                )
        if chosen:
            texts[place.path] = join_ticks(chosen)


def _target(place: RowPlace, text: str) -> dict[str, str]:
    """Split a shown target into its three texts."""
    head = place.path.rpartition("target")[0]
    split = split_target(text)
    parts = {"operator": split.operator, "target": split.target, "unit": split.unit}
    return {head + name: part for name, part in parts.items() if part}
