"""Choosing from the indicator library: found by words or pinyin initials, put in its class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jixiao_desktop.catalog.indicators import FieldOfWork, LibraryIndicator, load_library
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.grid.body import Key
from jixiao_desktop.grid.texts import class_key
from jixiao_desktop.session.initials import initials_of
from jixiao_desktop.session.row_table import Table, new_row

FIXED = ("=", "定性")
"""Signs whose target belongs to the indicator itself; a floor or a limit is the project's own."""


def library_for(project: str) -> tuple[FieldOfWork, ...]:
    """Return the fields of work, those that a project's name and goal speak of first."""

    def rank(field: FieldOfWork) -> int:
        return -sum(project.count(word) for word in (field.name, *field.words))

    return tuple(sorted(load_library(), key=rank))


def search(
    query: str, group: Sequence[str] = (), project: str = ""
) -> tuple[LibraryIndicator, ...]:
    """Return the indicators whose name, class or field has the query, or its pinyin initials.

    ``group`` (一级, 二级; blank for any) keeps only those of one class.
    """
    wanted = "".join(query.split()).lower()
    every = [one for field in library_for(project) for one in field.indicators]
    fitting = [one for one in every if _in_class(one, group) and _matches(one, wanted)]
    return tuple(sorted(fitting, key=lambda one: wanted not in one.name.lower()))


def _in_class(one: LibraryIndicator, group: Sequence[str]) -> bool:
    own = (one.level1, one.level2)
    return all(
        not words or class_key(words) == class_key(mine)
        for words, mine in zip(group, own, strict=False)
    )


def _matches(one: LibraryIndicator, wanted: str) -> bool:
    said = (one.name, one.level2, one.field)
    if any(wanted in words.lower() for words in said):
        return True
    return wanted.isascii() and any(wanted in initials_of(words) for words in said)


def class_words(one: LibraryIndicator, classes: Mapping[Key, Key]) -> tuple[str, ...]:
    """Return the class as the form prints it, else in the library's own words."""
    own = (one.level1, one.level2)
    return classes.get(tuple(map(class_key, own)), own)


def put_in(
    table: Table, dossier: Dossier, row: str, one: LibraryIndicator, classes: Mapping[Key, Key]
) -> list[Change]:
    """Describe a new row with an indicator of the library, behind the last one of its class.

    Name, sign and unit come along; a target that only this project can know stays blank.
    """
    group = class_words(one, classes)
    ids = dossier.row_ids(table.kind)
    same = [ids.index(line.row) for line in table.lines if line.row and line.group == group]
    changes = new_row(table, row, group, same[-1] + 1 if same else None, dossier)
    texts = {"name": one.name, "operator": one.operator, "unit": one.unit}
    if one.operator in FIXED:
        texts["target"] = one.target
    return changes + [
        SetText(paths.row_path(table.kind, row, part), text) for part, text in texts.items() if text
    ]
