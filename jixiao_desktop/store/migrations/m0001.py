"""The first schema: owners, their values and rows, steps and history."""

from __future__ import annotations

from collections.abc import Callable

STATEMENTS = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE owners (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        parent TEXT REFERENCES owners(id),
        year INTEGER NOT NULL,
        given TEXT NOT NULL,
        notice TEXT NOT NULL DEFAULT '',
        removed TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '',
        updated TEXT NOT NULL DEFAULT '',
        checksum TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE values_typed (
        owner TEXT NOT NULL REFERENCES owners(id),
        path TEXT NOT NULL,
        text TEXT NOT NULL,
        origin TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (owner, path)
    ) WITHOUT ROWID""",
    """CREATE TABLE rows (
        owner TEXT NOT NULL REFERENCES owners(id),
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (owner, kind, id)
    ) WITHOUT ROWID""",
    """CREATE TABLE explanations (
        owner TEXT NOT NULL REFERENCES owners(id),
        key TEXT NOT NULL,
        text TEXT NOT NULL,
        by TEXT NOT NULL,
        at TEXT NOT NULL,
        given TEXT NOT NULL,
        PRIMARY KEY (owner, key)
    )""",
    """CREATE TABLE unlocks (
        owner TEXT NOT NULL REFERENCES owners(id),
        path TEXT NOT NULL,
        reason TEXT NOT NULL,
        by TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (owner, path)
    ) WITHOUT ROWID""",
    """CREATE TABLE steps (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scope TEXT NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        undoes INTEGER NOT NULL DEFAULT 0,
        merge TEXT NOT NULL DEFAULT '',
        checksum TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        step INTEGER NOT NULL REFERENCES steps(id),
        owner TEXT NOT NULL,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        before TEXT,
        after TEXT
    )""",
    "CREATE INDEX owners_by_parent ON owners (parent, year)",
    "CREATE INDEX steps_by_scope ON steps (scope, id)",
    "CREATE INDEX history_by_step ON history (step)",
)


def migrate(execute: Callable[[str], object]) -> None:
    """Make all tables of an empty file."""
    for statement in STATEMENTS:
        execute(statement)
