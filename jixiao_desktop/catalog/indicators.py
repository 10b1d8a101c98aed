"""The indicator library: sound indicators by field of work, to choose from and adapt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml
from jixiao_desktop.domain.target import OPERATORS, join_target
from jixiao_desktop.resources import resources_root

FILE_KEYS = ("field", "words", "indicator")
KEYS = ("level1", "level2", "name", "operator", "target", "unit")
NEEDED = ("level1", "level2", "name", "operator", "target")


@dataclass(frozen=True, slots=True)
class LibraryIndicator:
    """One indicator: its class, name, sign, unit, and a target as an example only."""

    field: str
    level1: str
    level2: str
    name: str
    operator: str
    target: str
    unit: str = ""

    @property
    def example(self) -> str:
        """Return the example target as forms print it."""
        return join_target(self.operator, self.target, self.unit)


@dataclass(frozen=True, slots=True)
class FieldOfWork:
    """A field of work, the words by which a project of it is known, and its indicators."""

    name: str
    words: tuple[str, ...]
    indicators: tuple[LibraryIndicator, ...]


@cache
def load_library(folder: Path | None = None) -> tuple[FieldOfWork, ...]:
    """Read all files of the library; a fault raises CatalogError with file, line and key."""
    folder = folder or resources_root() / "indicators"
    return tuple(_field(file) for file in sorted(folder.glob("*.toml")))


def _field(file: Path) -> FieldOfWork:
    table = read_toml(file)
    expect(file, table, FILE_KEYS, FILE_KEYS)
    name, found = str(table["field"]), list[LibraryIndicator]()
    for one in table["indicator"]:
        made = _indicator(file, name, one)
        if any((made.level2, made.name) == (other.level2, other.name) for other in found):
            raise CatalogError(file, made.name, "写了两次。", line_of(file, made.name))
        found.append(made)
    return FieldOfWork(name, tuple(table["words"]), tuple(found))


def _indicator(file: Path, field: str, table: Mapping[str, Any]) -> LibraryIndicator:
    expect(file, table, KEYS, NEEDED)
    name, operator = str(table["name"]), str(table["operator"])
    line = line_of(file, f'"{name}"')
    for key in NEEDED:
        if not str(table[key]).strip():
            raise CatalogError(file, key, "是空的。", line)
    if operator not in OPERATORS:
        raise CatalogError(file, operator, f"不是计算符号，应是{'、'.join(OPERATORS)}之一。", line)
    return LibraryIndicator(
        field,
        str(table["level1"]),
        str(table["level2"]),
        name,
        operator,
        str(table["target"]),
        str(table.get("unit", "")),
    )
