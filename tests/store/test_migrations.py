"""A file of an older program is brought up to date, backed up before, whole at a power cut."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao_desktop.session.workspace import Workspace
from jixiao_desktop.store import database, datafile, head
from jixiao_desktop.store.backup import backups_of
from jixiao_desktop.store.database import Database
from jixiao_desktop.store.migrations import APPLICATION_ID, LATEST, MIGRATIONS
from tests.store.disk import Content, Disk, lay_out, sqlite_on
from tests.store.test_backup import goal_in, typed


def grow(execute: Callable[[str], object]) -> None:
    """Stand for a later migration: a new column, and every value touched."""
    execute("ALTER TABLE values_typed ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    execute("UPDATE values_typed SET note = path || path || path")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the program be one schema further."""

    def update() -> None:
        later = (*MIGRATIONS, (LATEST + 1, grow))
        monkeypatch.setattr(database, "MIGRATIONS", later)
        for module in (head, datafile):
            monkeypatch.setattr(module, "LATEST", LATEST + 1)

    return update


def version_of(path: Path) -> tuple[int, int]:
    with sqlite3.connect(path) as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        program = connection.execute("PRAGMA application_id").fetchone()[0]
    connection.close()
    return number, program


def test_migrations_are_numbered_without_gaps() -> None:
    assert [number for number, _ in MIGRATIONS] == list(range(1, LATEST + 1))


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    tmp_path: Path, newer: Callable[[], None]
) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    assert version_of(path) == (LATEST, APPLICATION_ID)
    newer()
    assert goal_in(path) == "培训20次"
    assert version_of(path)[0] == LATEST + 1
    (copy,) = backups_of(path)
    assert copy.reason == "升级前"
    assert version_of(copy.path)[0] == LATEST
    # The older copy can still be put back and is brought up to date again.
    with Workspace.open(path) as workspace:
        workspace.restore(copy.path)
    assert version_of(path)[0] == LATEST + 1
    assert goal_in(path) == "培训20次"


def test_a_power_cut_inside_a_migration_loses_nothing(
    tmp_path: Path, newer: Callable[[], None]
) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    disk = Disk("migrating-disk")
    try:
        content = path.read_bytes()
        disk.files["/a.jixiao"] = Content(bytearray(content), content)
        newer()
        chance = random.Random(5)
        images: list[dict[str, bytes]] = []
        disk.after = lambda _what: images.append(disk.image(chance))
        Database(Path("/a.jixiao"), sqlite_on(disk)).migrate()
    finally:
        disk.unregister()
    assert len(images) > 10
    for number, image in enumerate(images):
        survived = lay_out(image, tmp_path / str(number), "a.jixiao")
        assert goal_in(survived) == "培训20次"
        assert version_of(survived)[0] == LATEST + 1
