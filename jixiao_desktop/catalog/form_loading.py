"""Reading ``form.toml``: every fault names file, line and key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.catalog.forms import Form, Place, RowPlace, Rows, Section
from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml
from jixiao_desktop.domain.computed import COMPUTED

FORM_KEYS = (
    "id", "edition", "title", "short", "basis", "stage", "scope", "blank", "sheet", "file_name",
    "headings", "settings", "section", "signature", "annex", "note",
)  # fmt: skip
SECTION_KEYS = ("id", "title", "hint", "layout", "page", "field", "rows")
PLACE_KEYS = (
    "path", "cell", "computed", "of", "label", "required", "adds", "number_format", "when", "join",
    "limit",
)  # fmt: skip
ROWS_KEYS = ("each", "first", "last", "model", "group", "side", "column", "name")
COLUMN_KEYS = ("path", "column", "show", "computed", "label", "required", "ticks", "printed")
LAYOUTS = ("fields", "matrix", "rows")
CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,4}")
COLUMN = re.compile(r"[A-Z]{1,3}")


def load_form(file: Path, dictionary: Dictionary) -> Form:
    """Read one edition of a form; unknown keys, paths and cells raise CatalogError."""
    table = read_toml(file)
    expect(file, table, FORM_KEYS, ("id", "title", "basis", "stage", "blank", "sheet", "section"))
    if table["id"] != file.parent.parent.name:
        raise CatalogError(file, "id", "与所在文件夹的名字不同。", line_of(file, "id ="))
    return Form(
        id=table["id"],
        edition=table.get("edition", "national"),
        year=_year(file),
        title=table["title"],
        short=table.get("short", table["title"]),
        basis=table["basis"],
        stage=table["stage"],
        scope=table.get("scope", "project"),
        folder=file.parent,
        blank=table["blank"],
        sheet=table["sheet"],
        file_name=table.get("file_name", "{unit}_{title}_{project}_{year}"),
        sections=tuple(_section(file, one, dictionary) for one in table["section"]),
        headings=tuple(table.get("headings", {}).items()),
        settings=tuple((k, str(v)) for k, v in table.get("settings", {}).items()),
        signature=tuple(table.get("signature", {}).items()),
        annex=table.get("annex", "见附页"),
        note=table.get("note", ""),
    )


def _year(file: Path) -> int:
    digits = re.match(r"\d{4}", file.parent.name)
    if digits is None:
        raise CatalogError(file, file.parent.name, "文件夹名应以四位年份开头。")
    return int(digits.group())


def _section(file: Path, table: Mapping[str, Any], dictionary: Dictionary) -> Section:
    expect(file, table, SECTION_KEYS, ("id", "title"))
    layout = table.get("layout", "fields")
    if layout not in LAYOUTS:
        raise CatalogError(file, str(layout), "不是版式的种类。", line_of(file, str(layout)))
    return Section(
        id=table["id"],
        title=table["title"],
        hint=table.get("hint", ""),
        layout=layout,
        page=table.get("page", ""),
        places=tuple(_place(file, one, dictionary) for one in table.get("field", ())),
        rows=_rows(file, table["rows"], dictionary) if "rows" in table else None,
    )


def _known(file: Path, path: str, dictionary: Dictionary) -> str:
    if path and dictionary.find(path) is None:
        raise CatalogError(file, path, "不在字段总表里。", line_of(file, path))
    return path


def _place(file: Path, table: Mapping[str, Any], dictionary: Dictionary) -> Place:
    expect(file, table, PLACE_KEYS, ())
    path, computed = table.get("path", ""), table.get("computed", "")
    cell = table.get("cell", "")
    if computed and computed not in COMPUTED:
        raise CatalogError(file, computed, "不是已有的计算。", line_of(file, computed))
    if cell and not CELL.fullmatch(cell):
        raise CatalogError(file, cell, "不是单元格的写法。", line_of(file, cell))
    if not path and not computed:
        raise CatalogError(file, cell or "field", "既没有 path 也没有 computed。")
    join = table.get("join", {})
    return Place(
        path=_known(file, path, dictionary),
        cell=cell,
        computed=computed,
        of=table.get("of", ""),
        label=table.get("label", ""),
        required=bool(table.get("required", False)),
        adds=tuple(_known(file, one, dictionary) for one in table.get("adds", ())),
        number_format=table.get("number_format", ""),
        when=tuple(table.get("when", {}).items()),
        join=(_known(file, join.get("path", ""), dictionary), join.get("pattern", "")),
        limit=int(table.get("limit", 0)),
    )


def _rows(file: Path, table: Mapping[str, Any], dictionary: Dictionary) -> Rows:
    body = ("first", "last", "model")
    printed = any(key in table for key in body)
    expect(file, table, ROWS_KEYS, ("each", "column", *(body if printed else ())))
    each = table["each"]
    for group in table.get("group", ()):
        _known(file, f"{each}[].{group['path']}", dictionary)
    return Rows(
        each=each,
        first=table.get("first", 0),
        last=table.get("last", 0),
        model=table.get("model", 0),
        group=tuple((g["path"], g["column"]) for g in table.get("group", ())),
        places=tuple(_column(file, table, one, dictionary) for one in table["column"]),
        side=table.get("side", ""),
        name=table.get("name", ""),
        choices=tuple(
            (g["path"], tuple(g["choices"])) for g in table.get("group", ()) if "choices" in g
        ),
    )


def _column(
    file: Path, rows: Mapping[str, Any], table: Mapping[str, Any], dictionary: Dictionary
) -> RowPlace:
    each, printed = rows["each"], "first" in rows
    expect(file, table, COLUMN_KEYS, () if "computed" in table else ("path",))
    path, computed = table.get("path", ""), table.get("computed", "")
    if path:
        _known(file, f"{each}[].{path}", dictionary)
    if computed and computed not in COMPUTED:
        raise CatalogError(file, computed, "不是已有的计算。", line_of(file, computed))
    ticks = tuple(table.get("ticks", {}).items())
    column = table.get("column", "")
    for letters in (c for _, c in ticks) if ticks else (column,):
        if printed and not COLUMN.fullmatch(letters):
            raise CatalogError(file, path, "没有写明在哪一列。", line_of(file, path))
    return RowPlace(
        path=path,
        column=column,
        show=table.get("show", ""),
        computed=computed,
        label=table.get("label", ""),
        required=bool(table.get("required", False)),
        ticks=ticks,
        printed=bool(table.get("printed", False)),
    )
