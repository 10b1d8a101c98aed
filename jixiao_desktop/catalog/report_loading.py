"""A report's folder → Report: every unknown or missing key names file, line and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.notice_loading import read_settings
from jixiao_desktop.catalog.reports import Block, Clause, Column, Draft, Group, Report, TableRow
from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml

KINDS = (
    "title", "subtitle", "line", "heading", "section", "paragraph", "quote", "rows", "table",
    "annex", "caption", "note", "chart",
)  # fmt: skip
WITH_PATH = ("section", "quote")
WITH_EACH = ("rows", "chart")
FIGURES = ("", "plain")
REPORT_KEYS = (
    "id", "edition", "year", "title", "short", "basis", "stage", "scope", "file_name", "block",
    "figures", "several", "settings",
)  # fmt: skip
PARTS = {"drafts": "draft", "groups": "group", "columns": "column", "lines": "row"}
BLOCK_KEYS = tuple(PARTS.get(f.name, f.name) for f in fields(Block))
GROUP_KEYS = tuple(f.name for f in fields(Group))
COLUMN_KEYS = tuple(f.name for f in fields(Column))
ROW_KEYS = tuple(f.name for f in fields(TableRow))
DRAFT_KEYS = tuple(f.name for f in fields(Draft))
STYLE_PARTS = ("page", "footer", "text")
PAGE_KEYS = (
    "paper", "top", "bottom", "left", "right", "line_pitch", "lines", "characters", "language",
)  # fmt: skip
FOOTER_KEYS = ("font", "latin", "size", "gap", "pattern", "code_size", "code_pattern")
TEXT_KEYS = (
    "font", "latin", "size", "bold", "align", "indent", "left_indent", "before", "after",
    "line_pitch", "keep_with_next", "outline", "new_page",
)  # fmt: skip


def load_report(folder: Path) -> Report:
    """Read ``outline.toml`` and ``style.toml``; a fault raises CatalogError with line and key."""
    file = folder / "outline.toml"
    table = read_toml(file)
    expect(file, table, REPORT_KEYS, ("id", "year", "title", "block"))
    title = str(table["title"])
    figures = str(table.get("figures", ""))
    if figures not in FIGURES:
        raise CatalogError(file, figures, "不是已有的写法。", line_of(file, figures))
    return Report(
        id=str(table["id"]),
        edition=str(table.get("edition", "")),
        year=int(table["year"]),
        title=title,
        short=str(table.get("short", title)),
        basis=str(table.get("basis", "")),
        stage=str(table.get("stage", "")),
        scope=str(table.get("scope", "project")),
        folder=folder,
        file_name=str(table.get("file_name", title)),
        blocks=tuple(_block(file, block) for block in table["block"]),
        style=_style(folder / "style.toml"),
        figures=figures,
        several=bool(table.get("several", True)),
        settings=read_settings(file, table.get("settings", {})),
    )


def _block(file: Path, table: Mapping[str, Any]) -> Block:
    expect(file, table, BLOCK_KEYS, ("kind",))
    kind = str(table["kind"])
    if kind not in KINDS:
        raise CatalogError(file, kind, "不是提纲里认识的一块。", line_of(file, f'"{kind}"'))
    if kind in WITH_PATH and not table.get("path"):
        raise CatalogError(file, "path", "缺少：每节正文要有自己的路径。", line_of(file, kind))
    if kind in WITH_EACH and not table.get("each"):
        raise CatalogError(file, "each", "缺少：列出或画出的是哪个清单。", line_of(file, kind))
    if kind == "table" and not (table.get("column") and table.get("row")):
        raise CatalogError(file, "column", "缺少：表要有列和行。", line_of(file, kind))
    parts = (*PARTS.values(), "clauses")
    return Block(
        **{key: value for key, value in table.items() if key not in parts},
        drafts=tuple(_draft(file, draft) for draft in table.get("draft", ())),
        groups=tuple(_group(file, group) for group in table.get("group", ())),
        clauses=tuple(_clause(file, one) for one in table.get("clauses", ())),
        columns=tuple(_column(file, one) for one in table.get("column", ())),
        lines=_lines(file, table),
    )


def _column(file: Path, table: Mapping[str, Any]) -> Column:
    expect(file, table, COLUMN_KEYS, ("text", "width"))
    return Column(**table)


def _lines(file: Path, table: Mapping[str, Any]) -> tuple[TableRow, ...]:
    """Read a table's rows: every one says something in every column."""
    made = []
    for row in table.get("row", ()):
        expect(file, row, ROW_KEYS, ("cells",))
        cells = tuple(_clause(file, one) for one in row["cells"])
        if len(cells) != len(table.get("column", ())):
            said = cells[0].text if cells else "cells"
            raise CatalogError(file, "cells", "格数与列数不一样。", line_of(file, said))
        made.append(TableRow(**{**row, "cells": cells}))
    return tuple(made)


def _group(file: Path, table: Mapping[str, Any]) -> Group:
    expect(file, table, GROUP_KEYS, ("by", "text"))
    return Group(**table)


def _draft(file: Path, table: Mapping[str, Any]) -> Draft:
    expect(file, table, DRAFT_KEYS, ("clauses",))
    plain = {key: value for key, value in table.items() if key != "clauses"}
    return Draft(clauses=tuple(_clause(file, one) for one in table["clauses"]), **plain)


def _clause(file: Path, written: str | Mapping[str, Any]) -> Clause:
    if isinstance(written, str):
        return Clause(written)
    expect(file, written, ("text", "only"), ("text",))
    return Clause(str(written["text"]), str(written.get("only", "")))


def _style(file: Path) -> dict[str, object]:
    table = read_toml(file)
    expect(file, table, STYLE_PARTS, STYLE_PARTS)
    _known(file, table["page"], PAGE_KEYS)
    _known(file, table["footer"], FOOTER_KEYS)
    for style in table["text"].values():
        expect(file, style, TEXT_KEYS, ("font", "size"))
    return table


def _known(file: Path, table: Mapping[str, Any], keys: Iterable[str]) -> None:
    expect(file, table, keys, keys)
