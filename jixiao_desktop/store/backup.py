"""Verified copies of the data file in a folder beside it, thinned as they age."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from jixiao_desktop.store.database import Database
from jixiao_desktop.store.faults import Fault, StoreError, fault_of
from jixiao_desktop.store.files import put_in_place
from jixiao_desktop.store.head import look_at
from jixiao_desktop.store.repository import Repository

FOLDER = "备份"
STAMP = "%Y%m%d-%H%M%S"
RECENT = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where, when, before what."""

    path: Path
    at: datetime
    reason: str

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.path.name


def folder_of(path: Path) -> Path:
    """Return where the copies of a data file lie."""
    return path.parent / FOLDER


def backups_of(path: Path) -> tuple[Backup, ...]:
    """List the copies of a data file, newest first."""
    pattern = re.compile(
        re.escape(path.stem) + r"_(\d{8}-\d{6})(?:-\d+)?_(.+)" + re.escape(path.suffix)
    )
    found = []
    try:
        files = list(folder_of(path).iterdir())
    except OSError:
        return ()
    for file in files:
        match = pattern.fullmatch(file.name)
        if match:
            found.append(Backup(file, datetime.strptime(match[1], STAMP), match[2]))
    return tuple(sorted(found, key=lambda b: (b.at, b.path.name), reverse=True))


def make(database: Database, path: Path, reason: str, now: datetime | None = None) -> Backup:
    """Copy the open file, verify the copy, put it in place, thin the older ones."""
    now = now or datetime.now()
    try:
        folder_of(path).mkdir(exist_ok=True)
        target = _free_name(path, now, reason)
        put_in_place(target, lambda part: _copy(database, part), verify_copy)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(fault_of(error), str(error)) from error
    thin(path, now)
    return Backup(target, now, reason)


def _copy(database: Database, part: Path) -> None:
    """Let SQLite copy the open file; only this holds up a step, the checks after it do not."""
    copy = sqlite3.connect(part)
    try:
        with database.using() as inner:
            inner.connection().backup(copy)
    finally:
        copy.close()


def last_step(path: Path) -> int:
    """Return the number of the newest step in a copy, -1 where it cannot be read."""
    try:
        look_at(path)
        database = Database(path)
        try:
            return Repository(database).last_step()
        finally:
            database.rest()
    except StoreError:
        return -1


def _free_name(path: Path, now: datetime, reason: str) -> Path:
    reason = re.sub(r"[^\w一-鿿]+", "", reason) or "备份"
    stamp = now.strftime(STAMP)
    for extra in ("", *(f"-{n}" for n in range(2, 100))):
        target = folder_of(path) / f"{path.stem}_{stamp}{extra}_{reason}{path.suffix}"
        if not target.exists():
            return target
    raise FileExistsError(17, "too many copies in one second", str(path))


def verify_copy(path: Path) -> None:
    """Open a copy and check its structure and every record; StoreError DAMAGED when it fails."""
    look_at(path)
    database = Database(path)
    try:
        wrong = verify(database)
    finally:
        database.rest()
    if wrong:
        raise StoreError(Fault.DAMAGED, ", ".join(wrong))


def verify(database: Database, progress: Callable[[str], None] | None = None) -> list[str]:
    """Check structure and all checksums; return the ids of owners that do not fit, "" for all."""
    with database.using() as inner:
        said = inner.execute_sql("PRAGMA integrity_check(1)").fetchone()[0]
        keys = inner.execute_sql("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or keys is not None:
        return [""]
    repository = Repository(database)
    wrong = []
    for owner in repository.owner_ids():
        if progress is not None:
            progress(owner)
        try:
            repository.record(owner)
        except StoreError as error:
            if error.fault is not Fault.DAMAGED:
                raise
            wrong.append(owner)
    return wrong


def thin(path: Path, now: datetime) -> None:
    """Keep all of two days, then 12 daily, 10 weekly and 9 monthly copies."""
    kept = keepers([b.at for b in backups_of(path)], now)
    for copy in backups_of(path):
        if copy.at not in kept:
            copy.path.unlink(missing_ok=True)
    for part in folder_of(path).glob(".*.part*"):
        # Left by a program that was killed while copying; one of today may still be at work.
        if datetime.fromtimestamp(part.stat().st_mtime) < now - timedelta(days=1):
            part.unlink(missing_ok=True)


def keepers(times: list[datetime], now: datetime) -> set[datetime]:
    """Choose which copies stay. A clock that jumped keeps too many rather than too few."""
    newest = max([now, *times])
    kept = {at for at in times if newest - at <= RECENT or at > now}
    older = sorted((at for at in times if at not in kept), reverse=True)
    rules: list[tuple[int, Callable[[datetime], Any]]] = [
        (DAILY, lambda at: at.date()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    ]
    for count, span in rules:
        seen: dict[Any, datetime] = {}
        for at in older:
            if len(seen) < count:
                seen.setdefault(span(at), at)
        kept.update(seen.values())
    return kept
