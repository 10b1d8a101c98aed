"""What can go wrong with a data file, told apart so that the session can say it in words."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Kinds of trouble with a data file."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    NEWER = "newer"
    READ_ONLY = "read_only"
    IN_USE = "in_use"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    REPLACED = "replaced"


class StoreError(Exception):
    """The store could not do what was asked; nothing was changed."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.detail = detail


def fault_of(error: BaseException) -> Fault:
    """Tell the kind of trouble from what SQLite or the system raised."""
    if isinstance(error, StoreError):
        return error.fault
    text = str(error).lower()
    for words, fault in _WORDS:
        if any(word in text for word in words):
            return fault
    if isinstance(error, FileNotFoundError):
        return Fault.MISSING
    return Fault.READ_ONLY if isinstance(error, PermissionError) else Fault.DISK_ERROR


_WORDS = (
    (("is full", "no space", "quota", "file too large"), Fault.DISK_FULL),
    (("not a database",), Fault.FOREIGN),
    (("malformed", "corrupt", "no such", "could not decode", "unsupported file"), Fault.DAMAGED),
    (("readonly", "read-only", "unable to open", "permission denied"), Fault.READ_ONLY),
    (("locked", "busy"), Fault.IN_USE),
)
