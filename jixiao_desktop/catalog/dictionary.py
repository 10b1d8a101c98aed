"""The one list of fields: path, label, kind, unit of measure, help, example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.funds import SOURCES
from jixiao_desktop.resources import resources_root

KINDS = (
    "text", "prose", "money", "percent", "number", "date", "period",
    "choice", "offered", "ticks", "target", "score", "flag",
)  # fmt: skip
KEYS = ("path", "label", "kind", "unit", "help", "example", "choices", "short")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the dossier, known once and shown everywhere with the same words."""

    pattern: str
    label: str
    kind: str = "text"
    unit: str = ""
    help: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    short: str = ""
    source: str = ""
    """Fund source of a money field (``total`` …), "" for all others."""


class Dictionary:
    """All fields by pattern; asked with any path."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = dict(fields)

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())

    def find(self, path: str) -> Field | None:
        """Return the field of a path or pattern, None where the dictionary has none."""
        return self._fields.get(path) or self._fields.get(paths.pattern_of(path))

    def field(self, path: str) -> Field:
        """Return the field of a path; an unknown path raises KeyError with its name."""
        found = self.find(path)
        if found is None:
            raise KeyError(path)
        return found

    def label(self, path: str) -> str:
        """Return the label people see for a path, the path itself where unknown."""
        found = self.find(path)
        return found.label if found else path


@cache
def load_dictionary(file: Path | None = None) -> Dictionary:
    """Read ``dictionary.toml``; a fault raises CatalogError with file, line and key."""
    file = file or resources_root() / "dictionary.toml"
    fields: dict[str, Field] = {}
    for table in read_toml(file).get("field", []):
        expect(file, table, KEYS, ("path", "label"))
        for made in _expanded(file, table):
            if made.pattern in fields:
                raise CatalogError(file, made.pattern, "写了两次。", line_of(file, made.pattern))
            fields[made.pattern] = made
    return Dictionary(fields)


def _expanded(file: Path, table: Mapping[str, Any]) -> Iterator[Field]:
    pattern = str(table["path"])
    kind = str(table.get("kind", "text"))
    if kind not in KINDS:
        raise CatalogError(file, kind, "不是字段的种类。", line_of(file, pattern))
    one = Field(
        pattern=pattern,
        label=str(table["label"]),
        kind=kind,
        unit=str(table.get("unit", "")),
        help=str(table.get("help", "")),
        example=str(table.get("example", "")),
        choices=tuple(table.get("choices", ())),
        short=str(table.get("short", "")),
    )
    if "<source>" not in pattern:
        yield one
        return
    for source, name in SOURCES.items():
        yield replace(
            one,
            pattern=pattern.replace("<source>", source),
            label=f"{name} {one.label}",
            short=one.label,
            source=source,
        )
