"""The exchange file: read and checked, made canonical, and turned into paths and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.catalog.schema import OF_UNIT, REVIEWS, Shape, Shapes, shapes_of
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier, Entry, Explanation, Origin
from jixiao_desktop.session.exchange_check import checked, read_json

LISTS = (*paths.ROW_KINDS, REVIEWS)
TICKS = "、"
MADE = "~"
"""Ids that begin so were made when a file without ids was taken in; they are not written out."""
YES, NO = "是", "否"
NO_PROJECT = -1
"""Position of what belongs to no project: the unit's own year."""


@dataclass
class Part:
    """One project's (or the unit's) content of a file: texts by path, rows, explanations."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    explanations: list[Explanation] = field(default_factory=list)
    given: str = ""
    """The id that the file gave the project, "" where it gave none."""
    given_paths: dict[tuple[str, str], str] = field(default_factory=dict)
    """Places of explanations as the file wrote them, by rule and dossier path."""


@dataclass
class Exchange:
    """A checked exchange file."""

    year: int
    notice: str
    written_by: str
    unit: Part
    projects: list[Part]
    raw: dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """One project of a file, ready for checks and outputs without a store."""

    unit: str
    project: str
    index: int
    year: int
    notice: str
    dossier: Dossier


def parse(source: str | bytes | Mapping[str, Any], dictionary: Dictionary) -> Exchange:
    """Read and check an exchange file; what does not fit raises Problem naming its place."""
    data = read_json(source) if isinstance(source, str | bytes) else dict(source)
    shapes = shapes_of(dictionary)
    checked(data, shapes)
    unit = _part(shapes.unit, {k: v for k, v in data.items() if shapes.unit.knows(k)})
    unit.explanations = list(_explanations(unit, data.get(OF_UNIT) or {}, NO_PROJECT))
    projects = []
    for position, one in enumerate(data.get("projects") or ()):
        part = _part(shapes.project, one)
        part.given = part.texts.pop("id", "")
        part.explanations = list(_explanations(part, one, position))
        projects.append(part)
    notice, written_by = data.get("notice") or "", data.get("written_by") or ""
    return Exchange(data["year"], notice, written_by, unit, projects, data)


def canonical(data: Any) -> bytes:
    """Return the canonical form: nothing that is not filled, sorted keys, no white space."""
    text = json.dumps(pruned(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def content_checksum(data: Any) -> str:
    """Return the SHA-256 over the canonical form, ``written_by`` left aside."""
    plain = {key: value for key, value in dict(data).items() if key != "written_by"}
    return hashlib.sha256(canonical(plain)).hexdigest()


def pruned(data: Any) -> Any:
    """Leave out null, "" and empty containers; a blank row keeps its place in its list."""
    if isinstance(data, Mapping):
        made = {key: pruned(value) for key, value in data.items()}
        return {key: value for key, value in made.items() if not _nothing(value)}
    if isinstance(data, list | tuple):
        kept = [pruned(value) for value in data]
        return [value for value in kept if value not in (None, "")]
    return data


def _nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})


# -- from the file to paths ----------------------------------------------------------------------


def row_id(given: str) -> str:
    """Turn an id from a file into one that can stand in a path; ``given_id`` leads back."""
    plain = re.sub(r"[.@%\[\]\n]", lambda found: f"%{ord(found[0]):02X}", given)
    if given in paths.STAGES or given.startswith(MADE):
        return f"%{ord(given[0]):02X}{plain[1:]}"
    return plain


def given_id(row: str) -> str:
    """Return the id to write into a file, "" for one made while reading a file without ids."""
    return "" if row.startswith(MADE) else unquote(row)


def _part(shape: Shape, data: Mapping[str, Any]) -> Part:
    part = Part()
    _collect(shape, data, "", part)
    return part


def _collect(shape: Shape, data: Mapping[str, Any], prefix: str, part: Part) -> None:
    for key, value in data.items():
        path = f"{prefix}{key}"
        if key in shape.lists:
            _collect_rows(shape.lists[key], value or (), path, part)
        elif key in shape.objects:
            _collect(shape.objects[key], value or {}, f"{path}.", part)
        elif key in shape.leaves:
            text = _text_of(value)
            if text != "":
                part.texts[path] = text


def _collect_rows(shape: Shape, rows: Sequence[Any], kind: str, part: Part) -> None:
    ids = []
    for position, one in enumerate(rows):
        given = _text_of((one or {}).get("id"))
        row = row_id(given) if given else f"{MADE}{position + 1}"
        ids.append(row)
        below = {key: value for key, value in (one or {}).items() if key != "id"}
        _collect(shape, below, f"{kind}.{row}.", part)
    if ids:
        part.rows[kind] = tuple(ids)


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple):
        return TICKS.join(one for one in value if one)
    return value or ""


def _explanations(part: Part, data: Mapping[str, Any], position: int) -> Iterator[Explanation]:
    for one in data.get("explanations") or ():
        texts = {key: value or "" for key, value in one.items()}
        path = dossier_path(texts.get("path", ""), part.rows, position)
        part.given_paths[texts.get("rule", ""), path] = texts.get("path", "")
        yield Explanation(
            texts.get("rule", ""), path, texts.get("text", ""),
            texts.get("by", ""), texts.get("at", ""),
        )  # fmt: skip


def dossier_path(given: str, rows: Mapping[str, tuple[str, ...]], position: int) -> str:
    """Turn a place named by positions into a dossier path; what leads nowhere stays as it is."""
    path = given.removeprefix(f"projects[{position}].")
    for kind, ids in rows.items():
        found = re.fullmatch(re.escape(kind) + r"\[(\d{1,6})\]\.(.+)", path)
        if found and int(found[1]) < len(ids):
            return paths.row_path(kind, ids[int(found[1])], found[2])
    return path


def exchange_path(path: str, dossier: Dossier, project_index: int | None = 0) -> str:
    """Name a dossier path by its position in a file: ``projects[0].indicators[3].target``."""
    plain = path
    inside = paths.list_of(path)
    if inside is not None:
        kind, row, rest = inside
        ids = dossier.row_ids(kind)
        plain = f"{kind}[{ids.index(row)}].{rest}" if row in ids else path
    if project_index is None or paths.belongs_to_unit(path):
        return plain
    return f"projects[{project_index}].{plain}"


# -- from paths to the file ----------------------------------------------------------------------


def written(shape: Shape, part: Part) -> dict[str, Any]:
    """Write the texts of a part into the nested form of the file."""
    made: dict[str, Any] = {}
    lists = {kind: [_row_start(row) for row in ids] for kind, ids in part.rows.items()}
    for kind, rows in lists.items():
        _put(made, kind.split("."), rows)
    for path, text in part.texts.items():
        inside = inside_list(path)
        if inside is None:
            _put(made, path.split("."), _value_of(shape, path, text))
            continue
        kind, row, rest = inside
        if row in part.rows.get(kind, ()):
            target = lists[kind][part.rows[kind].index(row)]
            below = _list_shape(shape, kind)
            _put(target, rest.split("."), _value_of(below, rest, text))
    return made


def _row_start(row: str) -> dict[str, Any]:
    given = given_id(row)
    return {"id": given} if given else {}


def inside_list(path: str) -> tuple[str, str, str] | None:
    """Split a path inside a list, those of review rows too, into (list, row id, rest)."""
    if path.startswith(f"{REVIEWS}."):
        row, _, rest = path[len(REVIEWS) + 1 :].partition(".")
        return REVIEWS, row, rest
    return paths.list_of(path)


def _list_shape(shape: Shape, kind: str) -> Shape:
    *above, last = kind.split(".")
    for key in above:
        shape = shape.objects[key]
    return shape.lists[last]


def _put(target: dict[str, Any], keys: Sequence[str], value: Any) -> None:
    for key in keys[:-1]:
        target = target.setdefault(key, {})
    target[keys[-1]] = value


def _value_of(shape: Shape, path: str, text: str) -> Any:
    *above, last = path.split(".")
    for key in above:
        shape = shape.objects.get(key) or Shape()
    leaf = shape.leaves.get(last)
    if leaf is not None and leaf.kind == "ticks":
        return text.split(TICKS)
    if leaf is not None and leaf.kind == "flag":
        return text.strip() not in (NO, "0", "false", "×", "")
    return text


# -- dossiers without a store --------------------------------------------------------------------


def dossiers_of(exchange: Exchange) -> list[Subject]:
    """Return every project of a file as a dossier with its unit's facts."""
    found = []
    name = exchange.unit.texts.get("unit.name", "")
    for index, part in enumerate(exchange.projects):
        texts = {**exchange.unit.texts, **part.texts}
        rows = {**exchange.unit.rows, **part.rows}
        entries = {path: Entry(text, Origin.IMPORTED) for path, text in texts.items()}
        stages = frozenset(stages_of(part.texts))
        notes = (*exchange.unit.explanations, *part.explanations)
        dossier = Dossier(exchange.year, entries, rows, notes, stages=stages)
        project = part.texts.get("name", "")
        found.append(Subject(name, project, index, exchange.year, exchange.notice, dossier))
    return found


def unit_dossier(exchange: Exchange) -> Dossier:
    """Return the unit's own year of a file as a dossier."""
    entries = {p: Entry(text, Origin.IMPORTED) for p, text in exchange.unit.texts.items()}
    stages = frozenset(stages_of(exchange.unit.texts))
    notes = tuple(exchange.unit.explanations)
    return Dossier(exchange.year, entries, exchange.unit.rows, notes, stages=stages)


def targets_only(exchange: Exchange) -> bool:
    """Tell whether a file holds projects and nothing of any later work of their year."""
    parts = (*exchange.projects, exchange.unit)
    return bool(exchange.projects) and not any(True for one in parts for _ in stages_of(one.texts))


def stages_of(texts: Mapping[str, str]) -> Iterator[str]:
    """Name the stages that some paths go through."""
    for path in texts:
        yield from (part for part in path.split(".") if part in paths.STAGES)


def exchange_of(
    year: int, unit: Part, projects: Sequence[Part], shapes: Shapes, notice: str = ""
) -> dict[str, Any]:
    """Write a unit's year as an exchange file (without ``written_by``)."""
    from jixiao_desktop.catalog.schema import FORMAT, VERSION

    made: dict[str, Any] = {"format": FORMAT, "version": VERSION, "year": year}
    if notice:
        made["notice"] = notice
    made |= written(shapes.unit, unit)
    if unit.explanations:
        notes = [_note(e, unit, NO_PROJECT) for e in unit.explanations]
        made[OF_UNIT] = {**made.get(OF_UNIT, {}), "explanations": notes}
    listed = []
    for position, part in enumerate(projects):
        one: dict[str, Any] = {"id": part.given} if part.given else {}
        one |= written(shapes.project, part)
        if part.explanations:
            one["explanations"] = [_note(e, part, position) for e in part.explanations]
        listed.append(pruned(one))
    if listed:
        made["projects"] = listed
    return dict(pruned(made))


def _note(note: Explanation, part: Part, position: int) -> dict[str, str]:
    path = note.path
    inside = paths.list_of(path)
    if inside is not None and inside[1] in part.rows.get(inside[0], ()):
        path = f"{inside[0]}[{part.rows[inside[0]].index(inside[1])}].{inside[2]}"
    given = part.given_paths.get((note.rule, note.path), "")
    if given and dossier_path(given, part.rows, position) == note.path:
        path = given
    return {"rule": note.rule, "path": path, "text": note.text, "by": note.by, "at": note.at}
