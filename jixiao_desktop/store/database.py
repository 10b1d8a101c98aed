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
from jixiao_desktop.store.head import PRAGMAS, WAIT
from jixiao_desktop.store.migrations import APPLICATION_ID, MIGRATIONS

Make = Callable[[str, list[tuple[str, str]]], Any]


def plain_sqlite(path: str, pragmas: list[tuple[str, str]]) -> Any:
    """Make the usual database object; tests put another driver in its place."""
    return pw.SqliteDatabase(
        path, pragmas=pragmas, timeout=WAIT, thread_safe=False, check_same_thread=False
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
