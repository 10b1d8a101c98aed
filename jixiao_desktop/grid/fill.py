"""Fills an office's blank from a dossier: the one way from data to page, for every writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jixiao_desktop.catalog.forms import Form, Place, Rows
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.paths import list_of, row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.grid.blank import load_blank
from jixiao_desktop.grid.body import Loose, rebuild
from jixiao_desktop.grid.code import check_code, footer
from jixiao_desktop.grid.labels import Labels, labels_of
from jixiao_desktop.grid.overflow import fit
from jixiao_desktop.grid.sheet import NOTHING, Annex, Cell, Grid, Position, position
from jixiao_desktop.grid.texts import writable
from jixiao_desktop.grid.values import Source, place_cell, text_cell, unread_amounts


def fill(
    form: Form,
    dossier: Dossier,
    settings: Settings,
    words: Mapping[str, str],
    *,
    empty: bool = False,
) -> Grid:
    """Return the official page of a dossier; ``empty`` gives the blank with its headings only.

    Amounts are shown in 万元. Nothing is refused: a text that cannot be read is shown as typed.
    """
    blank = load_blank(form)
    source = Source(dossier, settings, words)
    cells = dict(blank.cells)
    _head(form, source, cells)
    grid, loose = blank.with_(cells=cells), list[Loose]()
    if not empty:
        _singles(form, source, cells)
        for tables in _bodies(form):
            grid, more = rebuild(grid, blank, tables, source)
            loose = more + loose
    grid = grid.with_(annex=_annex(loose), notes=_notes(form, dossier, grid, loose))
    grid = fit(grid, form.annex, lambda place: _title(form, blank, grid, place))
    code = "" if empty else check_code(form, grid)
    return grid.with_(code=code, footer=footer(code))


def _bodies(form: Form) -> list[list[Rows]]:
    """Return the tables of rows from the last body to the first; side by side in one."""
    bodies: dict[int, list[Rows]] = {}
    for rows in form.rows():
        bodies.setdefault(rows.first, []).append(rows)
    return [bodies[first] for first in sorted(bodies, reverse=True)]


class _Words(dict[str, str]):
    """Words of headings; one that is not known leaves its place open."""

    def __missing__(self, key: str) -> str:
        return ""


def _head(form: Form, source: Source, cells: dict[Position, Cell]) -> None:
    words = _Words(source.words)
    for where, pattern in form.headings:
        place = position(where)
        cells[place] = replace(
            cells.get(place, NOTHING), text=pattern.format_map(words), number=None, printed=True
        )


def _singles(form: Form, source: Source, cells: dict[Position, Cell]) -> None:
    for place in form.places():
        if place.cell:
            where = position(place.cell)
            cells[where] = place_cell(place, source, cells.get(where, NOTHING))
    for address, path in form.signature:
        where = position(address)
        label = cells.get(where, NOTHING)
        behind = shown_text(source.dossier, path)
        filled = text_cell(label, label.text + behind)
        cells[where] = replace(filled, path=path, printed=not behind)


def _annex(loose: list[Loose]) -> tuple[Annex, ...]:
    return tuple(
        Annex(i, one.title, writable(one.text), one.path) for i, one in enumerate(loose, 1)
    )


def _notes(form: Form, dossier: Dossier, grid: Grid, loose: list[Loose]) -> tuple[str, ...]:
    """Say what the page could not show as it was typed."""
    notes = [f"{one.title}：“{one.text}”，已写在附页。" for one in loose]
    shown = {cell.path for cell in grid.cells.values() if cell.path}
    for path in sorted(shown):
        text = dossier.text(path)
        if "\n" not in text and writable(text) != text:
            notes.append(f"“{writable(text)[:20]}”里有打印不出的控制字符，文件里已去掉，数据不变。")
    for place in form.places():
        for text in unread_amounts(place, dossier) if place.cell else ():
            notes.append(f"“{text[:20]}”不是金额，没有计入{_fund_words(place)}。")
        count = len("".join(dossier.text(place.path).split())) if place.limit else 0
        if count > place.limit:
            words = place.label or labels_of(load_blank(form), position(place.cell)).words()
            notes.append(f"“{words}”写了{count}个字，本表最多{place.limit}个字，请删短。")
    return tuple(notes)


def _fund_words(place: Place) -> str:
    return place.label or "这一格的合计"


def _title(form: Form, blank: Grid, grid: Grid, place: Position) -> str:
    """Name a cell of the filled grid in the form's own words, for the annex."""
    path = grid.cell(*place).path
    inside = list_of(path)
    for rows in form.rows():
        if inside and inside[0] == rows.each:
            labels = labels_of(blank, (rows.model, place[1]))
            return f"第{place[0] - rows.first + 1}行{_row_name(rows, grid, place)}{labels.column}"
    return labels_of(blank, _origin(grid, place)).words() or "正文"


def _row_name(rows: Rows, grid: Grid, place: Position) -> str:
    """Return “name” of the row a cell stands in: the first column that is not this cell."""
    inside = list_of(grid.cell(*place).path)
    if inside is None or not rows.called:
        return ""
    named = row_path(inside[0], inside[1], rows.called)
    if grid.cell(*place).path == named:
        return ""
    where = grid.at_path(named)
    text = grid.cell(*where).text if where else ""
    return f"“{text[:20]}”的" if text.strip() else ""


def _origin(grid: Grid, place: Position) -> Position:
    return grid.cell(*place).origin or place


def words_for_cell(form: Form, path: str, grid: Grid) -> Labels:
    """Return the form's own words for the place that shows a path: for messages and screens."""
    blank = load_blank(form)
    place = grid.at_path(path)
    if place is None:
        return Labels("", "")
    return labels_of(blank, _origin(grid, place))
