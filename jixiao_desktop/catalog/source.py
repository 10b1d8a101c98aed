"""Reading catalogue files: every fault names file, line and key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


class CatalogError(Exception):
    """A data file of the catalogue cannot be used; the text says which file, line and key."""

    def __init__(self, file: Path, key: str, problem: str, line: int = 0) -> None:
        place = f"{file.parent.name}/{file.name}" + (f" 第{line}行" if line else "")
        super().__init__(f"资料文件 {place}：“{key}”{problem}")
        self.file = file
        self.key = key
        self.line = line


def read_toml(file: Path) -> dict[str, Any]:
    """Read one data file; a missing or broken one raises CatalogError with its line."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogError(file, file.name, "不在原处，重新安装程序即可恢复。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        text = str(error)
        line = int(text.partition("line ")[2].split(",")[0] or 0) if "line " in text else 0
        raise CatalogError(file, file.name, f"读不懂：{text}", line) from error


def line_of(file: Path, needle: str) -> int:
    """Find the line of a key or value for an error message, 0 where it is not found."""
    if needle:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if needle in line:
                return number
    return 0


def expect(
    file: Path, table: Mapping[str, Any], allowed: Iterable[str], needs: Iterable[str]
) -> None:
    """Refuse unknown and missing keys of one table, with the line where it stands."""
    for key in table:
        if key not in allowed:
            raise CatalogError(file, key, "不是这里认识的键。", line_of(file, key))
    for key in needs:
        if key not in table:
            near = next((str(v) for v in table.values() if isinstance(v, str)), "")
            raise CatalogError(file, key, "缺少这个键。", line_of(file, near))
