"""A block copied from a spreadsheet: read as cells, laid over figures, told before it is done."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import read_money

ASK_FROM = 20
"""More cells than this are shown before they are pasted."""

DASHES = ("-", "—", "/")
Block = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell of a preview: where, what was there, what will be, and a remark."""

    where: str
    was: str
    will: str
    remark: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste would do: the changes of its one step, cell by cell, with remarks."""

    changes: tuple[Change, ...] = ()
    cells: tuple[PastedCell, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Tell whether a person should see it first: many cells, or some are left out."""
        return len(self.cells) > ASK_FROM or any(cell.skipped for cell in self.cells)

    @property
    def name(self) -> str:
        """Name the step: 粘贴 12 格."""
        return f"粘贴 {sum(not cell.skipped for cell in self.cells)} 格"


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a block of figures; ``path`` is "" where the program computes it."""

    path: str
    row: str
    column: str

    @property
    def where(self) -> str:
        """Name the cell in the form's words."""
        return f"{self.row} · {self.column}"


def read_block(text: str) -> Block:
    """Read tab-separated cells as spreadsheets copy them; a cell in quotes may hold line ends.

    The empty line at the end is dropped and short lines are filled up. A text without tab and
    line end is one cell as it stands, quotes included.
    """
    body = text.removesuffix("\n").removesuffix("\r")
    if not any(sign in body for sign in "\t\n\r"):
        return ((body,),) if body else ()
    lines = _cells(body)
    width = max(map(len, lines), default=0)
    return tuple((*line, *[""] * (width - len(line))) for line in lines)


def _cells(body: str) -> list[list[str]]:
    try:
        reader = csv.reader(io.StringIO(body, newline=""), delimiter="\t", strict=True)
        return [line or [""] for line in reader]
    except csv.Error:  # a lone quote that no spreadsheet wrote: the lines as they stand
        return [line.split("\t") for line in body.splitlines()]


def write_block(lines: Iterable[Sequence[str]]) -> str:
    """Write cells the way spreadsheets read them from the clipboard."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def paste_figures(
    text: str, figures: Sequence[Sequence[Figure | None]], dossier: Dossier
) -> Pasted:
    """Lay a block over figures from the top-left one given; heads and empty columns fall away."""
    block = _without_heads(read_block(text), figures)
    cells: list[PastedCell] = []
    changes: list[Change] = []
    for line, targets in zip(block, figures, strict=False):
        for new, figure in zip(line, targets, strict=False):
            if figure is None:
                continue
            cell = _figure_cell(figure, new, dossier)
            cells.append(cell)
            if not cell.skipped and cell.was != new:
                changes.append(SetText(figure.path, new))
    return Pasted(tuple(changes), tuple(cells), _left_over(block, figures))


def _figure_cell(figure: Figure, new: str, dossier: Dossier) -> PastedCell:
    if not figure.path:
        return PastedCell(figure.where, "", new, "由程序计算，不粘贴", True)
    was = dossier.text(figure.path)
    locked = dossier.locked(figure.path)
    if locked:
        return PastedCell(figure.where, was, was, "已锁定，保持原数", was != new)
    unread = bool(new.strip()) and read_money(new) is None and new.strip() not in DASHES
    return PastedCell(figure.where, was, new, "读不成金额，照原样留着" if unread else "")


def _without_heads(block: Block, figures: Sequence[Sequence[Figure | None]]) -> Block:
    """Drop the form's own words above and beside figures, and columns that merged cells left."""
    known = [figure for line in figures for figure in line if figure is not None]
    columns = {_fold(figure.column) for figure in known}
    rows = {_fold(figure.row) for figure in known}
    room = len(figures[0]) if figures else 0
    whole = block
    while block and (
        any(_fold(cell) in columns for cell in block[0])
        or (len(block) > len(figures) and _words(block[0]))
    ):
        block = block[1:]
    while block and len(block[0]) > 1 and _beside(block, rows, room):
        block = tuple(line[1:] for line in block)
    headed = len(block) < len(whole)
    whole = tuple(line[len(line) - len(block[0]) :] for line in whole) if block else ()
    if block and (headed or len(block[0]) > room):
        kept = [i for i in range(len(block[0])) if any(line[i].strip() for line in whole)]
        block = tuple(tuple(line[i] for i in kept) for line in block)
    return block


def _beside(block: Block, rows: set[str], room: int) -> bool:
    """Tell whether the first column holds words that name the rows."""
    first = [line[0] for line in block]
    named = any(_fold(cell) in rows for cell in first)
    return named or (len(block[0]) > room and _words(first))


def _fold(text: str) -> str:
    return "".join(text.split()).rstrip("：:")


def _words(cells: Iterable[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(read_money(c) is None and c not in DASHES for c in filled)


def _left_over(block: Block, figures: Sequence[Sequence[Figure | None]]) -> tuple[str, ...]:
    remarks = []
    if len(block) > len(figures):
        remarks.append(f"剪贴板多出 {len(block) - len(figures)} 行，表上没有地方，没有粘贴。")
    width = len(figures[0]) if figures else 0
    if block and len(block[0]) > width:
        remarks.append(f"剪贴板多出 {len(block[0]) - width} 列，表上没有地方，没有粘贴。")
    return tuple(remarks)
