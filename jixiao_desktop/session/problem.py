"""The one error that reaches people: a clear Chinese sentence with what to do."""

from __future__ import annotations

import errno
from pathlib import Path


class Problem(Exception):
    """Something could not be done; the text is shown as it stands.

    ``backups`` are copies that may be offered where a data file could not be opened.
    """

    def __init__(self, sentence: str, backups: tuple[Path, ...] = ()) -> None:
        super().__init__(sentence)
        self.backups = backups


SENTENCES = {
    errno.ENOSPC: "磁盘已满，“{name}”没有写出，原有文件没有变动。清理磁盘或换一个盘再试。",
    errno.EDQUOT: "磁盘配额已用完，“{name}”没有写出，原有文件没有变动。换一个盘再试。",
    errno.EROFS: "“{folder}”只能读不能写，“{name}”没有写出。换一个文件夹再试。",
    errno.EACCES: "没有在“{folder}”写文件的权限，或“{name}”正被别的程序打开。"
    "关闭打开它的程序，或换一个文件夹、换一个文件名再试。",
    errno.EPERM: "没有在“{folder}”写文件的权限，“{name}”没有写出。换一个文件夹再试。",
    errno.ENOENT: "找不到“{name}”。看看文件是否已移走，U盘是否已拔出，再试一次。",
    errno.ENAMETOOLONG: "文件名“{name}”太长，存不下。换一个短些的文件名再试。",
    errno.EIO: "读写“{folder}”所在的磁盘出错，“{name}”没有写出，原有文件没有变动。"
    "检查U盘或磁盘，换一个盘再试。",
    errno.EISDIR: "“{name}”是文件夹，不是文件。换一个文件名再试。",
    errno.ENOTDIR: "“{folder}”不是文件夹。换一个位置再试。",
}
OTHER = "“{name}”没有写出，原有文件没有变动。换一个文件夹或文件名再试。"


def sentence_for(error: OSError, target: Path) -> str:
    """Say in one sentence why a file could not be read or written, and what to do."""
    pattern = SENTENCES.get(error.errno or 0, OTHER)
    return pattern.format(name=target.name, folder=target.parent.name or str(target.parent))
