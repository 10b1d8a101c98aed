"""A lock file beside the data file keeps a second program out, also while the file rests."""

from __future__ import annotations

from pathlib import Path

from jixiao_desktop.store.faults import Fault, StoreError


def lock_file_of(path: Path) -> Path:
    """Return where the lock of a data file lies."""
    return path.with_name(f".{path.name}.lock")


class Lock:
    """Held from opening to closing; the system frees it when a program dies, so none goes stale."""

    def __init__(self, path: Path) -> None:
        self._path = lock_file_of(path)
        self._held: object | None = None

    def take(self) -> None:
        """Take the lock at once or raise StoreError IN_USE, READ_ONLY where none can be made."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._path, blocking=False, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreError(Fault.IN_USE, str(self._path)) from error
        except OSError as error:
            raise StoreError(Fault.READ_ONLY, str(error)) from error
        self._held = lock

    def free(self) -> None:
        """Let others in; the empty lock file may stay behind."""
        from filelock import FileLock

        lock, self._held = self._held, None
        if isinstance(lock, FileLock):
            lock.release()
