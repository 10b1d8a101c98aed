"""Files written whole or not at all: temporary name, flush, fsync, read back, replace."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

Data = bytes | Callable[[BinaryIO], object]
PIECE = 64 * 1024


def write_whole(path: Path, data: Data, verify: Callable[[Path], None] | None = None) -> None:
    """Put a file in place only when it is complete on disk and ``verify`` found nothing wrong.

    ``data`` is bytes or writes into the open file it is given. Whatever fails is raised as it
    came (OSError for disk and rights) and the old file, if any, stands untouched.
    """

    def make(part: Path) -> None:
        with part.open("xb") as file:
            if callable(data):
                data(file)
            else:
                for at in range(0, len(data), PIECE):
                    file.write(data[at : at + PIECE])

    def check(part: Path) -> None:
        if isinstance(data, bytes) and part.read_bytes() != data:
            raise OSError(errno.EIO, "read back differs", str(path))
        if verify is not None:
            verify(part)

    put_in_place(path, make, check)


def put_in_place(
    path: Path, make: Callable[[Path], object], verify: Callable[[Path], object]
) -> None:
    """Have a file made under a temporary name, on disk and verified, then give it its own."""
    import secrets  # brings cryptography along, which reading does not need

    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part{path.suffix}")
    try:
        make(part)
        sync_file(part)
        verify(part)
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make a file's content last."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last; systems that cannot do this keep it themselves."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
