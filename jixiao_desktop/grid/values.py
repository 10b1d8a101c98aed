"""From a dossier's texts to what one cell shows: amounts, rates, targets, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao_desktop.catalog.forms import Place, RowPlace
from jixiao_desktop.domain import computed, funds
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import is_dash
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import join_target
from jixiao_desktop.grid.numbers import SIGNIFICANT, exact_number, money_format, show_number
from jixiao_desktop.grid.sheet import Cell
from jixiao_desktop.grid.texts import writable

RATE_FORMAT = "0.00%"


@dataclass(frozen=True)
class Source:
    """What cells are filled from: one dossier under its settings, and the words of headings."""

    dossier: Dossier
    settings: Settings
    words: Mapping[str, str]


def place_cell(place: Place, source: Source, empty: Cell) -> Cell:
    """Fill one single place into the blank's cell."""
    cell = replace(empty, path=place.path, printed=False)
    if not _applies(place, source.dossier):
        return replace(cell, text="", number=None)
    typed = source.dossier.text(place.path) if place.path else ""
    if place.computed and not (typed.strip() and read_money(typed) is None):
        return _computed(computed.compute(place.computed, *_of(place, source)), cell)
    if funds.fund_place(place.path):
        return _money(place, source.dossier, cell)
    if place.number_format:
        value = read_money(typed)
        return text_cell(cell, typed) if value is None else _number(cell, value, typed)
    text = shown_text(source.dossier, place.path)
    other, pattern = place.join
    if other:
        text = join_texts(pattern, text, shown_text(source.dossier, other))
    return text_cell(cell, text)


def _of(place: Place, source: Source) -> tuple[Dossier, Settings, str]:
    return source.dossier, source.settings, place.of


def _applies(place: Place, dossier: Dossier) -> bool:
    return all(dossier.text(path) == text for path, text in place.when)


def join_texts(pattern: str, first: str, second: str) -> str:
    """Print two texts in one cell; where one is blank the other stands alone."""
    if not first.strip() or not second.strip():
        return first if first.strip() else second
    return pattern.replace("{0}", "\0").replace("{1}", second).replace("\0", first)


def text_cell(cell: Cell, text: str) -> Cell:
    """Show a text as it was typed."""
    return replace(cell, text=writable(text), number=None)


def typed_cell(cell: Cell, text: str) -> Cell:
    """Show a text, as a number where it is exactly one plain number (12, 41.88)."""
    found = exact_number(text.strip())
    if found is None:
        return text_cell(cell, text)
    value, number_format = found
    return replace(cell, text=text.strip(), number=value, number_format=number_format)


def _computed(found: computed.Computed, cell: Cell) -> Cell:
    if found.value is None:
        return text_cell(cell, found.shown)
    if found.kind == "rate":
        shape = cell.number_format if "%" in cell.number_format else RATE_FORMAT
        value = _significant(found.value)
        return replace(cell, text=show_number(value, shape), number=value, number_format=shape)
    if found.kind == "money":
        return _number(cell, found.value, found.shown)
    if found.kind == "score":
        return typed_cell(cell, found.shown)
    return text_cell(cell, found.shown)


def _significant(value: Decimal) -> Decimal:
    """Round a quotient to what a spreadsheet keeps, so that what is read back is equal."""
    return Decimal(format(value, f".{SIGNIFICANT}g"))


def _money(place: Place, dossier: Dossier, cell: Cell) -> Cell:
    """Show one fund cell in 万元: its own source and those the form has no row for."""
    typed = dossier.text(place.path)
    own = funds.fund_place(place.path)
    if own is None or (typed.strip() and read_money(typed) is None and not _has_more(place, typed)):
        return text_cell(cell, typed)
    more = [found[0] for path in place.adds if (found := funds.fund_place(path))]
    value = funds.folded(dossier, (own[0], *more), own[1])
    return text_cell(cell, typed) if value is None else _number(cell, value, typed)


def _has_more(place: Place, typed: str) -> bool:
    """A dash says that this source has none; the folded ones may still have amounts."""
    return bool(place.adds) and is_dash(typed)


def unread_amounts(place: Place, dossier: Dossier) -> tuple[str, ...]:
    """Return the texts of folded sources that are no amount and so are in no sum."""
    texts = (dossier.text(path) for path in place.adds)
    return tuple(t for t in texts if t.strip() and not is_dash(t) and read_money(t) is None)


def _number(cell: Cell, value: Decimal, typed: str) -> Cell:
    if len(value.as_tuple().digits) > SIGNIFICANT:
        return text_cell(cell, typed or str(value))
    shape = money_format(value, cell.number_format)
    return replace(cell, text=show_number(value, shape), number=value, number_format=shape)


def row_cell(place: RowPlace, each: str, row: str, source: Source) -> str:
    """Return the text one column of one row shows (ticks apart)."""
    dossier = source.dossier
    if place.computed:
        of = f"{each}.{row}"
        return computed.compute(place.computed, dossier, source.settings, of).shown
    if place.show == "target":
        head = place.path.rpartition("target")[0]
        parts = (dossier.text(row_path(each, row, head + part)) for part in TARGET_PARTS)
        return join_target(*parts)
    return dossier.text(row_path(each, row, place.path))


TARGET_PARTS = ("operator", "target", "unit")
