"""One SQLite file: how it is opened, checked, migrated, laid to rest and woken."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee as pw

from jixiao_desktop.store.faults import Fault, StoreError, fault_of
from jixiao_desktop.store.migrations import APPLICATION_ID, LATEST, MIGRATIONS

PRAGMAS = (
    ("locking_mode", "EXCLUSIVE"),
    ("journal_mode", "DELETE"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("temp_store", "MEMORY"),
)
MAGIC = b"SQLite format 3\x00"
Make = Callable[[str, list[tuple[str, str]]], Any]


def plain_sqlite(path: str, pragmas: list[tuple[str, str]]) -> Any:
    """Make the usual database object; tests put another driver in its place."""
    return pw.SqliteDatabase(
        path, pragmas=pragmas, timeout=3, thread_safe=False, check_same_thread=False
    )


class Database:
    """The open file. One connection, one thread at a time; closed when at rest."""

    def __init__(self, path: Path, make: Make = plain_sqlite) -> None:
        self.path = path
        self.inner = make(str(path), list(PRAGMAS))
        self._turn = threading.RLock()
        self._seen: tuple[int, int] | None = None

    @contextmanager
    def using(self) -> Iterator[Any]:
        """Give the peewee database, awake; what fails is told apart as StoreError."""
        with self._turn:
            try:
                self._wake()
                yield self.inner
            except StoreError:
                raise
            except (pw.PeeweeException, sqlite3.Error, OSError) as error:
                raise StoreError(fault_of(error), str(error)) from error
            except UnicodeError as error:
                raise StoreError(Fault.DAMAGED, str(error)) from error

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """Do all or nothing, on disk before it returns."""
        with self.using() as inner:
            try:
                inner.begin("IMMEDIATE")
                yield inner
                inner.commit()
            except BaseException:
                self._take_back()
                raise

    def _take_back(self) -> None:
        try:
            self.inner.rollback()
        except (pw.PeeweeException, sqlite3.Error, OSError):
            # A connection that cannot even roll back is closed; the journal does the rest.
            self._drop()

    def _drop(self) -> None:
        try:
            self.inner.close()
        except (pw.PeeweeException, sqlite3.Error, OSError):
            self.inner._state.reset()

    def _wake(self) -> None:
        if not self.inner.is_closed():
            return
        if self._seen is not None and self._seen != self._stamp():
            raise StoreError(Fault.REPLACED, str(self.path))
        self.inner.connect()

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def rest(self) -> None:
        """Close the connection so that the file alone is whole; the next use opens it again."""
        with self._turn:
            if not self.inner.is_closed():
                self._drop()
                self._seen = self._stamp()

    def forget(self) -> None:
        """Take the file as it now lies there, after another was put in its place."""
        self._seen = None

    def version(self) -> int:
        """Return the schema number of the file, 0 for a new one."""
        with self.using() as inner:
            return int(inner.execute_sql("PRAGMA user_version").fetchone()[0])

    def migrate(self) -> None:
        """Bring the file to the newest schema, each number in one transaction."""
        for number, migration in MIGRATIONS:
            if self.version() >= number:
                continue
            with self.transaction() as inner:
                migration(inner.execute_sql)
                inner.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                inner.execute_sql(f"PRAGMA user_version = {number}")


def look_at(path: Path) -> int:
    """Read the head of a file without opening it: its schema number, or StoreError."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise StoreError(Fault.MISSING, str(path)) from error
    except OSError as error:
        raise StoreError(fault_of(error), str(error)) from error
    if not head:
        raise StoreError(Fault.EMPTY, str(path))
    if len(head) < 100 or not head.startswith(MAGIC):
        raise StoreError(Fault.FOREIGN, str(path))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreError(Fault.FOREIGN, "SQLite")
    version = int.from_bytes(head[60:64], "big")
    if version > LATEST:
        raise StoreError(Fault.NEWER, str(version))
    return version
