"""A disk that lives in memory and can lose power or fail at any step of its work."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
from playhouse.apsw_ext import APSWDatabase

SECTOR = 512


@dataclass
class Content:
    """One file: as programs see it, as it would survive, and the sectors in between."""

    now: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    dirty: set[int] = field(default_factory=set)

    def after_power_cut(self, chance: random.Random) -> bytes:
        """Keep or drop each unsynced sector at random, and an unsynced change of length too."""
        image = bytearray(self.safe)
        for sector in sorted(self.dirty):
            if chance.random() < 0.5:
                piece = self.now[sector * SECTOR : (sector + 1) * SECTOR]
                end = sector * SECTOR + len(piece)
                if len(image) < end:
                    image.extend(bytes(end - len(image)))
                image[sector * SECTOR : end] = piece
        if len(self.now) < len(image) and chance.random() < 0.5:
            del image[len(self.now) :]
        return bytes(image)


class Disk(apsw.VFS):
    """Files by name; ``after`` is called behind every change, ``before`` may refuse it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.files: dict[str, Content] = {}
        self.after: Callable[[str], None] = lambda _what: None
        self.before: Callable[[str], None] = lambda _what: None
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> OpenContent:
        plain = name.filename() if isinstance(name, apsw.URIFilename) else (name or "temp")
        content = self.files.setdefault(plain, Content())
        flags[1] = flags[0]
        return OpenContent(self, content)

    def xAccess(self, name: str, _flags: int) -> bool:
        return name in self.files

    def xDelete(self, name: str, _sync: bool) -> None:
        self.before("delete")
        self.files.pop(name, None)
        self.after("delete")

    def xFullPathname(self, name: str) -> str:
        return name

    def image(self, chance: random.Random) -> dict[str, bytes]:
        """Return what would be found after a power cut at this moment."""
        return {name: content.after_power_cut(chance) for name, content in self.files.items()}


class OpenContent:
    """One open file, as SQLite asks for it."""

    def __init__(self, disk: Disk, content: Content) -> None:
        self.disk = disk
        self.content = content

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.content.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.before("write")
        now = self.content.now
        if len(now) < offset + len(data):
            now.extend(bytes(offset + len(data) - len(now)))
        now[offset : offset + len(data)] = data
        last = (offset + len(data) - 1) // SECTOR
        self.content.dirty.update(range(offset // SECTOR, last + 1))
        self.disk.after("write")

    def xTruncate(self, size: int) -> None:
        self.disk.before("truncate")
        del self.content.now[size:]
        self.disk.after("truncate")

    def xSync(self, _flags: int) -> None:
        self.disk.before("sync")
        self.content.safe = bytes(self.content.now)
        self.content.dirty.clear()
        self.disk.after("sync")

    def xFileSize(self) -> int:
        return len(self.content.now)

    def xClose(self) -> None:
        pass

    def xLock(self, _level: int) -> None:
        pass

    def xUnlock(self, _level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0


def sqlite_on(disk: Disk, **other: str) -> Callable[[str, list[tuple[str, str]]], Any]:
    """Return a maker of databases on this disk; ``other`` replaces pragmas."""

    def make(path: str, pragmas: list[tuple[str, str]]) -> Any:
        chosen = [(name, other.get(name, value)) for name, value in pragmas]
        return APSWDatabase(path, pragmas=chosen, vfs=disk.name, thread_safe=False)

    return make


def lay_out(image: dict[str, bytes], folder: Path, name: str) -> Path:
    """Write what survived into a folder; return the data file's path there."""
    folder.mkdir()
    for path, data in image.items():
        (folder / Path(path).name).write_bytes(data)
    return folder / name
