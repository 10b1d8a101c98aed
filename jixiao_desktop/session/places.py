"""Where data files lie unless a person chooses otherwise, and places that are not safe for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = "预算绩效数据"
NAME = "预算绩效.jixiao"
SUFFIX = ".jixiao"
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs", "afpfs", "webdav"}
SYNCED = ("onedrive", "dropbox", "坚果云", "nutstore", "百度网盘", "baidunetdisk", "icloud")
REMOTE_DRIVE, REMOVABLE_DRIVE = 4, 2


def default_folder() -> Path:
    """Return 文档/预算绩效数据 of the person at this computer."""
    from platformdirs import user_documents_dir

    return Path(user_documents_dir()) / FOLDER


def default_file() -> Path:
    """Return the data file opened when none is named."""
    return default_folder() / NAME


def make_default_folder() -> Path:
    """Make sure the default folder is there."""
    folder = default_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def warning_for(path: Path) -> str:
    """Say in one sentence why a place is not safe for a data file, "" where it is."""
    if on_network(path):
        return (
            f"“{path.name}”在网络文件夹里，断网或别人同时打开都可能弄坏数据。"
            "请放在本机硬盘上，需要时再复制过去。"
        )
    if on_removable(path):
        return (
            f"“{path.name}”在U盘或移动硬盘上，没退出就拔盘会丢数据。"
            "请放在本机硬盘上，用备份功能复制到U盘。"
        )
    if any(word in part.lower() for part in path.absolute().parts for word in SYNCED):
        return (
            f"“{path.name}”在同步盘里，同步程序可能在写到一半时复制它。"
            "请放在普通文件夹里，或退出同步程序后再填。"
        )
    return ""


def on_network(path: Path) -> bool:
    """Tell whether a path lies on another computer."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _drive_type(path) == REMOTE_DRIVE
    return _mount_of(path)[1].lower() in NETWORK


def on_removable(path: Path) -> bool:
    """Tell whether a path lies on a medium that can be pulled out."""
    if sys.platform == "win32":
        return _drive_type(path) == REMOVABLE_DRIVE
    mount = _mount_of(path)[0]
    return mount.startswith(("/media/", "/run/media/", "/Volumes/"))


def _drive_type(path: Path) -> int:
    import ctypes

    drive = os.path.splitdrive(str(path.absolute()))[0]
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  only there on Windows
    return int(kernel.GetDriveTypeW(f"{drive}\\"))


def _mount_of(path: Path, table: Path = Path("/proc/mounts")) -> tuple[str, str]:
    """Return the mount point that holds a path and its kind of file system."""
    text = str(path.absolute())
    best = ("", "")
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return (text, "") if text.startswith("/Volumes/") else best
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        mount = parts[1].replace("\\040", " ")
        inside = text == mount or text.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best[0]):
            best = (mount, parts[2])
    return best
