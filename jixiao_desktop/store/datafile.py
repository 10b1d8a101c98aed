"""A data file in use: locked, checked, migrated, backed up, and whole on disk when at rest."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from jixiao_desktop.store import backup
from jixiao_desktop.store.database import Database, Make, look_at, plain_sqlite
from jixiao_desktop.store.faults import Fault, StoreError, fault_of
from jixiao_desktop.store.files import sync_folder, write_whole
from jixiao_desktop.store.lock import Lock
from jixiao_desktop.store.migrations import LATEST
from jixiao_desktop.store.repository import Repository

HALF_AN_HOUR = 30 * 60


class DataFile:
    """One workspace on disk."""

    def __init__(self, path: Path, lock: Lock, make: Make = plain_sqlite) -> None:
        self.path = path
        self._lock = lock
        self._database = Database(path, make)
        self.repository = Repository(self._database)
        self._copied_at = 0.0

    @classmethod
    def open(cls, path: Path, *, create: bool = False, make: Make = plain_sqlite) -> DataFile:
        """Open or make a data file; StoreError says what hinders it, the file stays as it is."""
        path = path.absolute()
        _check_folder(path)
        lock = Lock(path)
        lock.take()
        try:
            if create and not path.exists():
                _make_empty(path)
            look_at(path)
            if not os.access(path, os.W_OK):
                raise StoreError(Fault.READ_ONLY, str(path))
            made = cls(path, lock, make)
            made._prepare()
        except BaseException:
            lock.free()
            raise
        return made

    def _prepare(self) -> None:
        try:
            with self._database.using() as inner:
                said = inner.execute_sql("PRAGMA quick_check(1)").fetchone()[0]
            if said != "ok":
                raise StoreError(Fault.DAMAGED, said)
            # Asked only now: a journal left by a crash may have taken the number back.
            if self._database.version() < LATEST:
                self.backup("升级前")
                self._database.migrate()
        except BaseException:
            self._database.rest()
            raise

    def backup(self, reason: str) -> backup.Backup:
        """Make a verified copy in the backup folder."""
        made = backup.make(self._database, self.path, reason)
        self._copied_at = time.monotonic()
        return made

    def backed_up(self) -> bool:
        """Tell whether the newest copy holds every step."""
        copies = backup.backups_of(self.path)
        if not self.repository.owners("unit"):
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
        return backup.verify(self._database, progress)

    @property
    def resting(self) -> bool:
        """Tell whether the connection is closed for now."""
        return bool(self._database.inner.is_closed())

    def restore(self, source: Path) -> Path:
        """Put a verified copy in place; return where what it replaced was kept."""
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
        self._database.rest()

    def close(self) -> None:
        """Close the connection and free the lock."""
        self._database.rest()
        self._lock.free()


def restore_closed(path: Path, source: Path) -> Path | None:
    """Put a verified copy in place of a file that is not open, damaged or even missing."""
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
