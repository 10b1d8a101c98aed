"""The ``workspace`` command: list, import, export, verify, backup, restore a data file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.workspace import Workspace


def workspace(wanted: argparse.Namespace) -> int:
    """Do one piece of work on a data file."""
    action: Callable[[argparse.Namespace], None] = {
        "list": _list,
        "import": _import,
        "export": _export,
        "verify": _verify,
        "backup": _backup,
        "restore": _restore,
    }[wanted.action]
    action(wanted)
    return 0


def _open(wanted: argparse.Namespace, *, create: bool = False) -> Workspace:
    return Workspace.open(Path(wanted.file), create=create)


def _list(wanted: argparse.Namespace) -> None:
    space = _open(wanted)
    try:
        for unit in space.units():
            print(f"{unit.year}年\t{unit.name}")
            for project in space.projects(unit.id):
                print(f"\t{project.name or '（未填名称）'}")
    finally:
        space.close()


def _import(wanted: argparse.Namespace) -> None:
    from jixiao_desktop.session.intake import read_exchange

    if not wanted.inputs:
        raise Problem("还要写上要读入的交换文件。")
    files = [(Path(name), read_exchange(Path(name))) for name in wanted.inputs]
    space = _open(wanted, create=True)
    try:
        for path, data in files:
            report = space.import_exchange(data)
            print(f"已读入“{path.name}”：{report.sentence}")
    finally:
        space.close()


def _export(wanted: argparse.Namespace) -> None:
    from jixiao_desktop.session.intake import write_exchange

    if not wanted.to:
        raise Problem("还要用 --to 写上交换文件的名字。")
    space = _open(wanted)
    try:
        units = [
            u
            for u in space.units()
            if wanted.unit in ("", u.name) and wanted.year in (None, u.year)
        ]
        if len(units) != 1:
            names = "、".join(f"{u.name}（{u.year}年）" for u in units) or "没有"
            raise Problem(f"用 --unit 和 --year 选一个单位年度：{names}。")
        write_exchange(space.export_exchange(units[0].id), Path(wanted.to))
    finally:
        space.close()
    print(f"已写成交换文件：{Path(wanted.to).name}")


def _verify(wanted: argparse.Namespace) -> None:
    space = _open(wanted)
    try:
        print(space.verify())
    finally:
        space.close()


def _backup(wanted: argparse.Namespace) -> None:
    space = _open(wanted)
    try:
        made = space.backup_now("手工备份")
    finally:
        space.close()
    print(f"备份已写好并核对：{made.name}")


def _restore(wanted: argparse.Namespace) -> None:
    if len(wanted.inputs) != 1:
        raise Problem("还要写上一个备份文件，备份在数据文件旁边的“备份”文件夹里。")
    from jixiao_desktop.session.workspace import restore_file

    kept = restore_file(Path(wanted.file), Path(wanted.inputs[0]))
    print(f"已恢复；原来的数据文件留作：{kept.name}" if kept else "已恢复。")
