"""Copies of the data file carried elsewhere: onto a USB stick, verified there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jixiao_desktop.session.output import put_file
from jixiao_desktop.session.problem import Problem, sentence_for
from jixiao_desktop.session.workspace import Workspace

COPIED_AT = "copied.at"
COPIED_TO = "copied.to"
REASON = "备份到别处"


def copy_out(workspace: Workspace, folder: Path) -> Path:
    """Write a verified copy of the data file into a folder; return where it lies.

    Problem says what hinders it; the folder then holds nothing new.
    """
    if not folder.is_dir():
        raise Problem(f"找不到文件夹“{folder}”。看看U盘是否插好，再选一次。")
    if folder.resolve() == workspace.path.parent.resolve():
        raise Problem("选的就是数据文件所在的文件夹。换到U盘或别的盘，电脑坏了才找得回来。")
    made = workspace.backup_now(REASON)
    target = _free(folder / made.path.name)
    try:
        data = made.path.read_bytes()
    except OSError as error:
        raise Problem(sentence_for(error, made.path)) from error
    put_file(target, data, _verify)
    workspace.set_setting(COPIED_AT, datetime.now().isoformat(timespec="seconds"))
    workspace.set_setting(COPIED_TO, str(folder))
    return target


def _free(target: Path) -> Path:
    """Return a name that nothing bears yet: a copy never takes another one's place."""
    number, made = 2, target
    while made.exists():
        made = target.with_stem(f"{target.stem}-{number}")
        number += 1
    return made


def _verify(path: Path) -> None:
    from jixiao_desktop.store.backup import verify_copy
    from jixiao_desktop.store.faults import StoreError

    try:
        verify_copy(path)
    except StoreError as error:
        raise Problem("写到那里的备份核对不符，没有保留。换一个U盘再试。") from error
