"""A data file in use: locked, checked, migrated, backed up, and whole on disk when at rest."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao_desktop.store.faults import Fault, StoreError, fault_of
from jixiao_desktop.store.files import sync_folder, write_whole
from jixiao_desktop.store.head import look_at
from jixiao_desktop.store.lists import Glance, Lists
from jixiao_desktop.store.lock import Lock, lock_file_of
from jixiao_desktop.store.migrations import LATEST

if TYPE_CHECKING:
    from jixiao_desktop.store.backup import Backup
    from jixiao_desktop.store.database import Database, Make
    from jixiao_desktop.store.repository import Repository

HALF_AN_HOUR = 30 * 60


class DataFile(Lists):
    """One workspace on disk.

    The lists are read at a glance first; the models are loaded by whatever asks for more.
    """

    def __init__(self, path: Path, lock: Lock, make: Make | None = None) -> None:
        self.path = path
        self._lock = lock
        self._make = make
        self._turn = threading.RLock()
        self._glance = None if make else Glance(path)
        self._models: Repository | None = None
        self._copied_at = 0.0

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> DataFile:
        """Open or make a data file; StoreError says what hinders it, the file stays as it is."""
        path = path.absolute()
        _check_folder(path)
        made_now = create and not path.exists()
        if not made_now and not lock_file_of(path).exists():
            look_at(path)  # nobody has it open: what is none of ours gets no lock file beside it
        lock = Lock(path)
        lock.take()
        try:
            if create and not path.exists():
                _make_empty(path)
            look_at(path)
            if not os.access(path, os.W_OK):
                raise StoreError(Fault.READ_ONLY, str(path))
            made = cls(path, lock)
            made._prepare()
        except BaseException:
            lock.free()
            raise
        return made

    def _prepare(self) -> None:
        try:
            said = self.ask("PRAGMA quick_check(1)")[0][0]
            if said != "ok":
                raise StoreError(Fault.DAMAGED, said)
            # Asked only now: a journal left by a crash may have taken the number back.
            if int(self.ask("PRAGMA user_version")[0][0]) < LATEST:
                self.backup("升级前")
                self._database.migrate()
        except BaseException:
            self._let_go()
            raise

    @property
    def repository(self) -> Repository:
        """The door to all tables; the glance gives way to it."""
        with self._turn:
            if self._models is None:
                from jixiao_desktop.store.database import Database, plain_sqlite
                from jixiao_desktop.store.repository import Repository

                self._models = Repository(Database(self.path, self._make or plain_sqlite))
            if self._glance is not None:
                self._glance.close()
                self._glance = None
            return self._models

    @property
    def _database(self) -> Database:
        return self.repository.database

    def ask(self, sql: str, *values: str) -> list[Any]:
        """Return all rows of a query; what fails is told apart as StoreError."""
        with self._turn:
            return (self._glance or self.repository).ask(sql, *values)

    def backup(self, reason: str) -> Backup:
        """Make a verified copy in the backup folder."""
        from jixiao_desktop.store import backup

        made = backup.make(self._database, self.path, reason)
        self._copied_at = time.monotonic()
        return made

    def backed_up(self) -> bool:
        """Tell whether the newest copy holds every step."""
        from jixiao_desktop.store import backup

        copies = backup.backups_of(self.path)
        if not self.owners("unit"):
            return True
        return bool(copies) and backup.last_step(copies[0].path) == self.repository.last_step()

    def before_writing(self) -> None:
        """Make a copy before the first change after opening."""
        if self._copied_at:
            return
        self._copied_at = time.monotonic()
        if not self.backed_up():
            self.backup("改动前")

    def verify(self, progress: Callable[[str], None] | None = None) -> list[str]:
        """Check the file's structure and every record's checksum; return the owners that fail."""
        from jixiao_desktop.store import backup

        return backup.verify(self._database, progress)

    @property
    def resting(self) -> bool:
        """Tell whether the connection is closed for now."""
        with self._turn:
            return self._glance is None and bool(self._database.inner.is_closed())

    def restore(self, source: Path) -> Path:
        """Put a verified copy in place; return where what it replaced was kept."""
        from jixiao_desktop.store import backup

        backup.verify_copy(source)
        self._database.rest()
        aside = _replace(self.path, source)
        self._database.forget()
        self._database.migrate()
        return aside

    def idle_copy(self) -> None:
        """Make a copy while idle when the last one is half an hour old and steps came since."""
        if self._copied_at and time.monotonic() - self._copied_at >= HALF_AN_HOUR:
            self._copied_at = time.monotonic()
            if not self.backed_up():
                self.backup("每半小时")

    def rest(self) -> None:
        """Close the connection, keep the lock."""
        with self._turn:
            if self._glance is not None:
                self.repository.ask("PRAGMA user_version")  # woken, so that it can see the file
            self._database.rest()

    def close(self) -> None:
        """Close the connection and free the lock."""
        self._let_go()
        self._lock.free()

    def _let_go(self) -> None:
        with self._turn:
            if self._glance is not None:
                self._glance.close()
            elif self._models is not None:
                self._models.database.rest()


def restore_closed(path: Path, source: Path) -> Path | None:
    """Put a verified copy in place of a file that is not open, damaged or even missing."""
    from jixiao_desktop.store import backup

    path = path.absolute()
    _check_folder(path)
    lock = Lock(path)
    lock.take()
    try:
        backup.verify_copy(source)
        return _replace(path, source)
    finally:
        lock.free()


def _replace(path: Path, source: Path) -> Path:
    """Keep the present file aside under its own name and time, then put the copy in place."""
    from jixiao_desktop.store import backup

    stamp = datetime.now().strftime(backup.STAMP)
    aside = path.with_name(f"{path.stem}_恢复前_{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}_恢复前_{stamp}-{number}{path.suffix}")
    journal = path.with_name(path.name + "-journal")
    try:
        if path.exists():
            write_whole(aside, path.read_bytes())
        if journal.exists():
            # A journal left by a crash belongs to the old file and would spoil the new one.
            os.replace(journal, aside.with_name(aside.name + "-journal"))
        write_whole(path, source.read_bytes())
    except OSError as error:
        raise StoreError(fault_of(error), str(error)) from error
    return aside


def _check_folder(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise StoreError(Fault.MISSING, str(folder))
    if not os.access(folder, os.W_OK):
        raise StoreError(Fault.READ_ONLY, str(folder))


def _make_empty(path: Path) -> None:
    """Make a whole new file beside and move it into place: never a half-made one."""
    from jixiao_desktop.store.database import Database

    part = path.with_name(f".{path.name}.new")
    part.unlink(missing_ok=True)
    database = Database(part)
    try:
        database.migrate()
        database.rest()
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(fault_of(error), str(error)) from error
    finally:
        database.rest()
        part.unlink(missing_ok=True)
