"""Which row of a file is which row of the dossier: by id, else by class and name, never guessed."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import AddRow, Change, Explain, SetText
from jixiao_desktop.domain.dossier import Dossier, Explanation, Origin
from jixiao_desktop.session.exchange import MADE, Part, given_id, inside_list

KEY = ("level1", "level2", "level3", "name", "unit", "project.name")
"""What rows are told apart by; a list uses those of these that it has."""
NOT_A_KEY = {"indicators": ("unit",), "midterm.indicators": ("unit",)}
Key = tuple[str, ...]


@dataclass
class Matched:
    """Changes that bring a file's content in, the rows they add, and what stays in doubt."""

    changes: list[Change] = field(default_factory=list)
    added: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def match_rows(dossier: Dossier, part: Part) -> Matched:
    """Work out the changes from a dossier to what a file says; its blanks change nothing."""
    matched = Matched()
    meant: dict[tuple[str, str], str] = {}
    for kind, ids in part.rows.items():
        have = {row: _key(kind, row, dossier.text) for row in dossier.row_ids(kind)}
        come = {row: _key(kind, row, _reader(part.texts)) for row in ids}
        for row in ids:
            target = _match(row, have, come)
            if target == "":
                said = " ".join(word for word in come[row] if word)
                matched.doubts.append(f"有不止一行“{said}”，分不清是哪一行，没有改动。")
                continue
            if target is None:
                target = MADE + secrets.token_hex(6) if row.startswith(MADE) else row
                matched.changes.append(AddRow(kind, target))
                matched.added.append((kind, target))
            meant[kind, row] = target
    matched.changes += _texts(dossier, part, meant)
    matched.changes += _notes(dossier, part, meant)
    return matched


def _reader(texts: Mapping[str, str]) -> Callable[[str], str]:
    return lambda path: texts.get(path, "")


def _texts(dossier: Dossier, part: Part, meant: Mapping[tuple[str, str], str]) -> Iterator[SetText]:
    for path, text in part.texts.items():
        inside = inside_list(path)
        if inside is not None:
            kind, row, rest = inside
            if (kind, row) not in meant:
                continue
            path = paths.row_path(kind, meant[kind, row], rest)
        if dossier.text(path) != text:
            yield SetText(path, text, Origin.IMPORTED)


def _notes(dossier: Dossier, part: Part, meant: Mapping[tuple[str, str], str]) -> Iterator[Explain]:
    for note in part.explanations:
        path = note.path
        inside = inside_list(path)
        if inside is not None:
            kind, row, rest = inside
            path = paths.row_path(kind, meant.get((kind, row), row), rest)
        new = Explanation(note.rule, path, note.text, note.by, note.at)
        if new not in dossier.explanations:
            yield Explain(new)


def _key(kind: str, row: str, text: Callable[[str], str]) -> Key:
    parts = [part for part in KEY if part not in NOT_A_KEY.get(kind, ())]
    return tuple(text(paths.row_path(kind, row, part)).strip() for part in parts)


def _match(row: str, have: Mapping[str, Key], come: Mapping[str, Key]) -> str | None:
    """Return the row meant, None where it is new, "" where it is in doubt."""
    if given_id(row) and row in have:
        return row
    key = come[row]
    same = [one for one, other in have.items() if other == key]
    if given_id(row):
        same = [one for one in same if not given_id(one)]
    if not same:
        return None
    return same[0] if len(same) == 1 and Counter(come.values())[key] == 1 else ""
