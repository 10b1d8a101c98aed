"""Migrations by number: a published one is never edited, only followed by the next."""

from __future__ import annotations

from collections.abc import Callable

from jixiao_desktop.store.migrations import m0001

Execute = Callable[[str], object]

MIGRATIONS: tuple[tuple[int, Callable[[Execute], None]], ...] = ((1, m0001.migrate),)
"""Each brings the file from the number before to its own, inside one transaction."""

LATEST = MIGRATIONS[-1][0]
APPLICATION_ID = 0x4A58_5331
"""Stands in the file's head and tells our data files from other SQLite files ("JXS1")."""
