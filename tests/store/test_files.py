"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from jixiao_desktop.store import files
from jixiao_desktop.store.files import write_whole


def test_a_file_is_written_and_read_back(tmp_path: Path) -> None:
    target = tmp_path / "监控表 中文 空格.xlsx"
    seen: list[bytes] = []
    write_whole(target, b"new", lambda part: seen.append(part.read_bytes()))
    assert target.read_bytes() == b"new"
    assert seen == [b"new"]
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_a_writer_may_fill_the_open_file(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    write_whole(target, lambda file: file.write(b"abc"))
    assert target.read_bytes() == b"abc"


def refuse(_part: Path) -> None:
    raise ValueError("not what was meant")


def test_what_fails_the_check_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(ValueError, match="not what was meant"):
        write_whole(target, b"new", refuse)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_system_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(OSError, match=r".") as caught:
        write_whole(target, b"new")
    assert caught.value.errno == number
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_noticed_while_writing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OSError, match=r"."):
            write_whole(target, b"x" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]
