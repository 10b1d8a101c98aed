"""Two grids side by side: what was to be written against what was read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao_desktop.grid.labels import labels_of
from jixiao_desktop.grid.sheet import Cell, Grid, Position, address

SHOWN = 40


@dataclass(frozen=True)
class Comparison:
    """How many items were compared and where they differ, one Chinese sentence each."""

    compared: int
    differences: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether nothing differs."""
        return not self.differences

    @property
    def sentence(self) -> str:
        """Return the line people see after an export: 导出核对 128/128 项一致."""
        agreed = self.compared - min(len(self.differences), self.compared)
        return f"导出核对 {agreed}/{self.compared} 项一致"


def compare(expected: Grid, found: Grid) -> Comparison:
    """Compare every shown cell, merge and annex text; both in shown text, numbers as numbers."""
    wanted = {place: cell for place, cell in expected.walk() if cell.text}
    got = {place: cell for place, cell in found.walk() if cell.text}
    faults = [
        *_cells(expected, wanted, got),
        *_merges(expected, found),
        *_annexes(expected, found),
    ]
    return Comparison(len(wanted) + len(expected.annex), tuple(faults))


def differences(expected: Grid, found: Grid) -> list[str]:
    """List in words where two grids differ."""
    return list(compare(expected, found).differences)


def _cells(grid: Grid, wanted: dict[Position, Cell], got: dict[Position, Cell]) -> Iterator[str]:
    for place in sorted(wanted.keys() | got.keys()):
        one, other = wanted.get(place), got.get(place)
        if one is None or other is None or not _equal(one, other):
            yield (
                f"“{_name(grid, place)}”应为“{_short(one)}”，"
                f"文件里是“{_short(other)}”，请再导出一次。"
            )


def _equal(one: Cell, other: Cell) -> bool:
    if one.number is not None and other.number is not None:
        return one.number == other.number and one.text == other.text
    if one.number is None and other.number is not None:
        return False  # a text that a spreadsheet took for a number
    return one.text == other.text


def _short(cell: Cell | None) -> str:
    text = cell.text if cell else "空白"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _name(grid: Grid, place: Position) -> str:
    words = labels_of(grid, place).words()
    return words or f"单元格{address(*place)}"


def _merges(expected: Grid, found: Grid) -> Iterator[str]:
    for place in sorted(expected.spans.keys() | found.spans.keys()):
        if expected.span(*place) != found.span(*place):
            yield f"“{_name(expected, place)}”的合并单元格与表样不同，请再导出一次。"


def _annexes(expected: Grid, found: Grid) -> Iterator[str]:
    wanted = {one.number: one.text for one in expected.annex}
    got = {one.number: one.text for one in found.annex}
    for number in sorted(wanted.keys() | got.keys()):
        if wanted.get(number) != got.get(number):
            yield f"附页第{number}项的文字与填报内容不同，请再导出一次。"
