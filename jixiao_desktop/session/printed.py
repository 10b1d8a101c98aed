"""The words a form prints around its cells, for screens that ask in the form's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.grid.body import Key, printed_classes
from jixiao_desktop.grid.labels import head_over, labels_of
from jixiao_desktop.grid.sheet import column_number, position

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """Row and column words by cell, heads and headings by sheet column, classes by list."""

    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, Mapping[Key, Key]] = field(default_factory=dict)


def printed_words(form: Form, words: Mapping[str, str]) -> Printed:
    """Read the blank's words once, with the notice's headings (1-7月执行数) in their places."""
    return _printed(form, tuple(sorted(words.items())))


@lru_cache(maxsize=32)
def _printed(form: Form, words: Words) -> Printed:
    from jixiao_desktop.grid.blank import load_blank
    from jixiao_desktop.grid.fill import fill

    year = Settings(year=form.year)
    grid = fill(form, Dossier(form.year), year, dict(words), empty=True)
    places: dict[str, tuple[str, str]] = {}
    for place in form.places():
        if place.cell:
            found = labels_of(grid, position(place.cell))
            places[place.cell] = (found.row, found.column)
    heads: dict[str, str] = {}
    headings: dict[str, str] = {}
    classes: dict[str, Mapping[Key, Key]] = {}
    for rows in form.rows():
        letters = [letter for _, letter in rows.group]
        letters += [letter for place in rows.places for letter in place.columns]
        for letter in filter(None, letters):
            heads[letter] = labels_of(grid, (rows.first, column_number(letter))).column
        for ticked in (column for column in rows.places if column.ticks):
            numbers = [column_number(letter) for letter in ticked.columns]
            headings[ticked.path] = head_over(grid, rows.first, numbers)
        classes[rows.each] = printed_classes(load_blank(form), rows)
    return Printed(places, heads, headings, classes)
