"""The data file behind a workspace: opening, reading, writing, copies; faults become sentences."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.trouble import copying_problem, opening_problem, saving_problem
from jixiao_desktop.store.faults import Fault, StoreError

if TYPE_CHECKING:
    from jixiao_desktop.store.backup import Backup
    from jixiao_desktop.store.datafile import DataFile
    from jixiao_desktop.store.lists import Lists, Owner
    from jixiao_desktop.store.records import Put, Record, Step
    from jixiao_desktop.store.repository import Repository

T = TypeVar("T")


class OpenFile:
    """One open data file and the records read from it."""

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._records: weakref.WeakValueDictionary[str, Record] = weakref.WeakValueDictionary()
        self._doubtful = False
        self.saved_at: datetime | None = None
        self.backup_trouble = ""
        """Why the session's first copy could not be made, "" when all is well."""

    @property
    def path(self) -> Path:
        """Where the data file lies."""
        return self._file.path

    def close(self) -> None:
        """Close the file and let other programs have it."""
        self._file.close()

    def rest(self) -> None:
        """Close the connection while idle, so that a copy made elsewhere is whole.

        After half an hour of change a backup is made first; its trouble is told, not raised.
        """
        try:
            self._file.idle_copy()
        except StoreError as error:
            self.backup_trouble = str(copying_problem(error, self.path))
        self._file.rest()

    @property
    def resting(self) -> bool:
        """Tell whether the file is closed for now; the next use opens it again."""
        return self._file.resting

    # -- reading and writing -----------------------------------------------------------------

    def now(self) -> str:
        """Return the time for entries and steps, ISO to the second."""
        return datetime.now().astimezone().isoformat(timespec="seconds")

    def record(self, owner: str) -> Record:
        """Return all that an owner holds; shared by every view of it."""
        found = self._records.get(owner)
        if found is None:
            found = self._read(lambda store: store.record(owner), owner)
            self._records[owner] = found
        return found

    def write(self, step: Step, puts: Sequence[Put]) -> int:
        """Put a step on disk; Problem when it cannot be, then nothing changed."""
        number = self._save(lambda store: store.write(step, puts))
        self.saved_at = datetime.now()
        return number

    def steps_of(self, scope: str, limit: int) -> list[Step]:
        """Return the last steps of a project or unit."""
        return self._read(lambda store: store.steps(scope, limit))

    def puts_of(self, step: int) -> tuple[Put, ...]:
        """Return what a step changed."""
        return self._read(lambda store: store.puts_of(step))

    def owner(self, owner: str) -> Owner | None:
        """Return a line of the list."""
        return self._look(lambda lists: lists.owner(owner))

    def owners(self, kind: str, *, removed: bool = False) -> list[Owner]:
        """Return the lines of the list."""
        return self._look(lambda lists: lists.owners(kind, removed=removed))

    def texts_at(self, path: str) -> dict[str, str]:
        """Return one value of every owner that has it."""
        return self._look(lambda lists: lists.texts_at(path))

    def prose_of(
        self, owners: Sequence[str], plain: Sequence[str], heads: Sequence[str]
    ) -> list[tuple[str, str, str]]:
        """Return (owner, stored path, text) of what some owners wrote at some places."""
        return self._look(lambda lists: lists.prose_of(owners, plain, heads))

    def setting(self, key: str, default: str = "") -> str:
        """Return what was chosen for this workspace."""
        found = self._look(lambda lists: lists.setting(key))
        return default if found is None else found

    def set_setting(self, key: str, value: str) -> None:
        """Keep a choice for this workspace."""
        self._save(lambda store: store.set_setting(key, value))

    def _look(self, what: Callable[[Lists], T]) -> T:
        """Read the lists, which open before everything else is loaded."""
        return self._told(lambda: what(self._file))

    def _read(self, what: Callable[[Repository], T], owner: str = "") -> T:
        return self._told(lambda: what(self._file.repository), owner)

    def _told(self, read: Callable[[], T], owner: str = "") -> T:
        try:
            return read()
        except StoreError as error:
            copies = tuple(copy.path for copy in self.backups())
            raise opening_problem(error, self.path, copies, self._name_of(owner)) from error

    def _name_of(self, owner: str) -> str:
        try:
            line = self._file.owner(owner) if owner else None
        except StoreError:
            return ""
        return line.name if line else ""

    def _save(self, what: Callable[[Repository], T]) -> T:
        self._settle()
        self._first_copy()
        try:
            return what(self._file.repository)
        except StoreError as error:
            self._doubtful = True
            self._file.rest()
            raise saving_problem(error, self.path) from error

    def _settle(self) -> None:
        """After a write that failed, see first whether it reached the disk after all."""
        if not self._doubtful:
            return
        try:
            changed = [one for one in list(self._records.values()) if self._reread(one)]
        except StoreError as error:
            raise saving_problem(error, self.path) from error
        self._doubtful = False
        if changed:
            self.show_again()
            raise Problem("刚才没有得到确认的改动其实已经存上，已重新显示。请看过后再改。")

    def _reread(self, record: Record) -> bool:
        fresh = self._file.repository.record(record.owner)
        changed = fresh.things != record.things
        record.things = fresh.things
        return changed

    def show_again(self) -> None:
        """Have every view show the records anew; the workspace knows its views."""

    def _first_copy(self) -> None:
        """Make the session's first copy before its first change; trouble is told, not raised."""
        try:
            self._file.before_writing()
        except StoreError as error:
            self.backup_trouble = str(copying_problem(error, self.path))

    # -- copies ------------------------------------------------------------------------------

    def backups(self) -> tuple[Backup, ...]:
        """List the copies beside the file, newest first."""
        from jixiao_desktop.store.backup import backups_of

        return backups_of(self.path)

    def backup_now(self, reason: str) -> Backup:
        """Make a verified copy before something risky."""
        try:
            made = self._file.backup(reason)
        except StoreError as error:
            raise copying_problem(error, self.path) from error
        self.backup_trouble = ""
        return made

    def backup_if_changed(self, reason: str) -> Backup | None:
        """Make a copy unless the newest one already holds every step; for the start.

        May run in a thread of its own: steps wait only while pages are copied.
        """
        try:
            return None if self._file.backed_up() else self.backup_now(reason)
        except StoreError as error:
            raise copying_problem(error, self.path) from error

    def restore(self, backup: Backup | Path) -> Path:
        """Put a copy in place of the file; return where what it replaced was kept."""
        source = backup if isinstance(backup, Path) else backup.path
        try:
            aside = self._file.restore(source)
        except StoreError as error:
            raise opening_problem(error, source) from error
        for record in list(self._records.values()):
            try:
                self._reread(record)
            except StoreError:
                record.things = {}
        self.show_again()
        for owner in [owner for owner, one in self._records.items() if not one.things]:
            del self._records[owner]
        return aside

    def verify(self) -> str:
        """Check the whole file and say so; Problem names what does not fit."""
        wrong = self._read(lambda _store: self._file.verify())
        owners = [*self.owners("unit"), *self.owners("project")]
        if wrong:
            names = {one.id: one.name for one in owners}
            said = "、".join(names.get(owner) or "数据文件本身" for owner in wrong)
            raise Problem(
                f"核对发现与校验和不符的记录：{said}。请从备份恢复。",
                tuple(copy.path for copy in self.backups()),
            )
        projects = sum(1 for one in owners if one.kind == "project")
        return f"核对完成：{len(owners) - projects}个单位、{projects}个项目，全部完好。"


def restore_file(path: Path, backup: Path) -> Path | None:
    """Put a copy in place of a file that is not open; return where the old file was kept."""
    from jixiao_desktop.store.datafile import restore_closed

    try:
        return restore_closed(Path(path), Path(backup))
    except StoreError as error:
        wrong = path if error.fault in (Fault.IN_USE, Fault.READ_ONLY) else backup
        raise opening_problem(error, Path(wrong)) from error
