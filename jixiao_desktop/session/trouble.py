"""What the store reports, in one clear sentence each, with what to do."""

from __future__ import annotations

from pathlib import Path

from jixiao_desktop.session.problem import Problem
from jixiao_desktop.store.faults import Fault, StoreError

OPENING = {
    Fault.MISSING: "找不到数据文件“{name}”。看看它是否已移走，U盘是否已拔出，再打开一次。",
    Fault.EMPTY: "“{name}”是空文件，里面没有数据，已原样留下。请从备份恢复。",
    Fault.FOREIGN: "“{name}”不是本程序的数据文件，或开头已损坏，已原样留下。"
    "请选别的文件，或从备份恢复。",
    Fault.DAMAGED: "“{name}”有损坏的地方，为免越用越坏没有打开，已原样留下。请从备份恢复。",
    Fault.NEWER: "“{name}”是较新版本的程序写的，这一版读不全，没有打开。请安装新版程序再打开。",
    Fault.READ_ONLY: "“{folder}”只能读不能写，在这里没法保存，没有打开“{name}”。"
    "请把数据文件复制到能写的文件夹再打开。",
    Fault.IN_USE: "“{name}”已经在另一个窗口或另一台电脑上打开着。"
    "请切换到那个窗口，或先关闭它再打开。",
    Fault.DISK_FULL: "磁盘已满，“{name}”没法打开。清理磁盘后再打开。",
    Fault.DISK_ERROR: "读写“{folder}”所在的磁盘出错，“{name}”没有打开。检查U盘或磁盘后再试。",
    Fault.REPLACED: "“{name}”在程序外被改动或换掉了。请关闭后重新打开，以免覆盖。",
}
SAVING = {
    Fault.DISK_FULL: "磁盘已满，刚才的改动没有存上，以前的都在。清理磁盘后再改一次即可。",
    Fault.READ_ONLY: "“{name}”变成了只读，刚才的改动没有存上，以前的都在。"
    "取消只读或检查U盘的写保护开关，再改一次即可。",
    Fault.IN_USE: "“{name}”正被别的程序占用，刚才的改动没有存上，以前的都在。"
    "关闭那个程序，再改一次即可。",
    Fault.MISSING: "找不到“{name}”，刚才的改动没有存上。看看U盘是否已拔出，插回后再改一次。",
    Fault.REPLACED: OPENING[Fault.REPLACED],
    Fault.DAMAGED: "“{name}”有损坏的地方，刚才的改动没有存上。请从备份恢复。",
}
SAVING_OTHER = (
    "读写“{folder}”所在的磁盘出错，刚才的改动没有存上，以前的都在。检查U盘或磁盘后再改一次。"
)


DAMAGED_RECORD = "可能是磁盘出错，为免越用越坏没有打开。请从备份恢复“{name}”。"
COPYING = {
    Fault.DISK_FULL: "磁盘已满，没能给“{name}”留备份。清理磁盘后再试。",
    Fault.READ_ONLY: "“{folder}”里的“备份”文件夹不能写，没能给“{name}”留备份。"
    "请检查那个文件夹的权限后再试。",
    Fault.DAMAGED: "“{name}”的备份核对不符，没有保留。请立即把数据文件另存一份，再从旧备份恢复。",
}
COPYING_OTHER = "读写“{folder}”所在的磁盘出错，没能给“{name}”留备份。检查磁盘后再试。"


def opening_problem(
    error: StoreError, path: Path, backups: tuple[Path, ...] = (), owner: str = ""
) -> Problem:
    """Say why a data file, or one project of it, was not opened; copies are offered."""
    pattern = OPENING[error.fault]
    if owner and error.fault is Fault.DAMAGED:
        pattern = f"“{owner}”的记录与校验和不符，" + DAMAGED_RECORD
    helpful = error.fault in (Fault.EMPTY, Fault.FOREIGN, Fault.DAMAGED, Fault.MISSING)
    return Problem(_filled(pattern, path), backups if helpful else ())


def copying_problem(error: StoreError, path: Path) -> Problem:
    """Say why no copy could be made."""
    return Problem(_filled(COPYING.get(error.fault, COPYING_OTHER), path))


def saving_problem(error: StoreError, path: Path) -> Problem:
    """Say why a step was not kept; what was on disk before still is."""
    return Problem(_filled(SAVING.get(error.fault, SAVING_OTHER), path))


def _filled(pattern: str, path: Path) -> str:
    return pattern.format(name=path.name, folder=path.parent.name or str(path.parent))
