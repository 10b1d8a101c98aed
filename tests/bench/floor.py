"""What no program can beat here: one commit of bare SQLite on the same disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class BareCommit:
    """A table of texts, journal DELETE, synchronous FULL; each call is one commit."""

    title = "裸 SQLite 提交，DELETE+FULL"

    def __init__(self, folder: Path, rows: int = 1200) -> None:
        self._inner = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "synchronous = FULL"):
            self._inner.execute(f"PRAGMA {pragma}").fetchall()
        self._inner.execute("CREATE TABLE texts (path TEXT PRIMARY KEY, text TEXT)")
        self._inner.execute("BEGIN")
        filled = ((f"indicators.{row}.target", "100") for row in range(rows))
        self._inner.executemany("INSERT INTO texts VALUES (?, ?)", filled)
        self._inner.execute("COMMIT")
        self._rows, self._count = rows, 0

    def __call__(self) -> None:
        self._count += 1
        path = f"indicators.{self._count % self._rows}.target"
        self._inner.execute("BEGIN IMMEDIATE")
        self._inner.execute("UPDATE texts SET text = ? WHERE path = ?", (str(self._count), path))
        self._inner.execute("COMMIT")

    def close(self) -> None:
        """Let the file go."""
        self._inner.close()
