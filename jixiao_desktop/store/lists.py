"""What the list of tasks shows: lines of units and projects, single texts, settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jixiao_desktop.store.faults import Fault, StoreError, fault_of
from jixiao_desktop.store.head import PRAGMAS, WAIT

_OWNER = "SELECT id, kind, parent, year, name, code, given, notice, removed, updated FROM owners"


class Owner(NamedTuple):
    """One line of the list of units and projects."""

    id: str
    kind: str
    parent: str
    year: int
    name: str
    code: str
    given: str
    notice: str
    removed: str
    updated: str


class Lists:
    """Reads the lists through whichever connection is open."""

    def ask(self, sql: str, *values: str) -> list[Any]:
        """Return all rows of a query; what fails is told apart as StoreError."""
        raise NotImplementedError

    def owners(self, kind: str, *, removed: bool = False) -> list[Owner]:
        """List units or projects in the order they were made."""
        there = "<>" if removed else "="
        sql = f"{_OWNER} WHERE kind = ? AND removed {there} '' ORDER BY rowid"
        return [_owner(row) for row in self.ask(sql, kind)]

    def owner(self, owner: str) -> Owner | None:
        """Return one line of the list, None where there is none."""
        rows = self.ask(f"{_OWNER} WHERE id = ?", owner)
        return _owner(rows[0]) if rows else None

    def texts_at(self, path: str) -> dict[str, str]:
        """Return one value of every owner that has it."""
        return dict(self.ask("SELECT owner, text FROM values_typed WHERE path = ?", path))

    def prose_of(
        self, owners: Sequence[str], plain: Sequence[str], heads: Sequence[str]
    ) -> list[tuple[str, str, str]]:
        """Return (owner, path, text) of some paths, and of all that begin with a stage's name.

        Time points come in their order, the last one last.
        """
        made: list[tuple[str, str, str]] = []
        some = ", ".join("?" * len(plain))
        under = "".join(" OR path GLOB ?" for _ in heads)
        for owner in owners:
            sql = (
                "SELECT owner, path, text FROM values_typed"
                f" WHERE owner = ? AND (path IN ({some}){under}) ORDER BY path"
            )
            made += self.ask(sql, owner, *plain, *(f"{head}@*" for head in heads))
        return made

    def setting(self, key: str) -> str | None:
        """Return a setting's text, None where it was never chosen."""
        rows = self.ask("SELECT text FROM settings WHERE key = ?", key)
        return str(rows[0][0]) if rows else None


class Glance(Lists):
    """A first look into the file with SQLite alone, while the models are not loaded yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inner: sqlite3.Connection | None = None

    def ask(self, sql: str, *values: str) -> list[Any]:
        """Return all rows of a query; what fails is told apart as StoreError."""
        try:
            if self._inner is None:
                self._inner = _connected(self._path)
            return self._inner.execute(sql, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(fault_of(error), str(error)) from error
        except UnicodeError as error:
            raise StoreError(Fault.DAMAGED, str(error)) from error

    def close(self) -> None:
        """Let the file go."""
        inner, self._inner = self._inner, None
        if inner is not None:
            inner.close()


def _connected(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        for name, value in PRAGMAS:
            made.execute(f"PRAGMA {name} = {value}").fetchall()
    except BaseException:
        made.close()
        raise
    return made


def _owner(row: Sequence[Any]) -> Owner:
    return Owner(row[0], row[1], row[2] or "", *row[3:])
