"""The head of a data file and how its connections are set; read before anything opens it."""

from __future__ import annotations

from pathlib import Path

from jixiao_desktop.store.faults import Fault, StoreError, fault_of
from jixiao_desktop.store.migrations import APPLICATION_ID, LATEST

PRAGMAS = (
    ("locking_mode", "EXCLUSIVE"),
    ("journal_mode", "DELETE"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("temp_store", "MEMORY"),
)
WAIT = 3
"""Seconds that a connection waits for a lock."""
MAGIC = b"SQLite format 3\x00"


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
