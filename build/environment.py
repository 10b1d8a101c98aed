"""Makes the ground ready: .venv/, the locked packages, the system libraries that Qt needs."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
DIST = ROOT / "dist"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed.txt"

# What Qt loads, and the Debian package that brings it: first for every start, then for X11.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
OFFLINE_SIGNS = (
    "NewConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "SSLError",
    "name resolution", "getaddrinfo", "Max retries", "Network is unreachable",
)  # fmt: skip


class Obstacle(Exception):
    """Something a person has to mend; its text is the sentence they read."""


def say(text: str) -> None:
    """One line of progress, on screen at once."""
    print(text, flush=True)


def venv_program(name: str) -> Path:
    """Where the virtual environment keeps a program."""
    if sys.platform == "win32":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def has_display() -> bool:
    """Whether a window could be seen here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def may_install() -> bool:
    """Whether system packages can be installed from here without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(names: list[str]) -> bool:
    """Installs Debian packages; says whether that worked."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = subprocess.DEVNULL
    subprocess.call(["apt-get", "update", "-q"], stdout=log, stderr=log, env=quiet)
    order = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    return subprocess.call(order, stdout=log, stderr=log, env=quiet) == 0


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def debian_names(packages: list[str]) -> list[str]:
    """The names this release uses: newer ones carry 64-bit time in the name of glib."""
    if "libglib2.0-0" not in packages or shutil.which("apt-cache") is None:
        return packages
    newer = ["apt-cache", "show", "--no-all-versions", "libglib2.0-0t64"]
    silent = subprocess.DEVNULL
    if subprocess.call(newer, stdout=silent, stderr=silent):
        return packages
    return [f"{name}t64" if name == "libglib2.0-0" else name for name in packages]


def missing_libraries() -> list[str]:
    """The shared libraries that Qt would look for in vain; those of X11 where it is in use."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = list(QT_LIBRARIES)
    if may_install() or os.environ.get("DISPLAY"):
        wanted += X11_LIBRARIES
    return [library for library in wanted if not loads(library)]


def missing_packages(libraries: list[str]) -> list[str]:
    """What the system has to install first: Debian ships Python without what .venv/ needs."""
    packages = debian_names([{**QT_LIBRARIES, **X11_LIBRARIES}[name] for name in libraries])
    if not STAMP.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return packages


def ensure_system() -> None:
    """Installs what the system lacks where that is allowed, else says what to type."""
    libraries = missing_libraries()
    packages = missing_packages(libraries)
    if not packages:
        return
    if may_install():
        say(f"安装 {len(packages)} 个系统软件包：{' '.join(packages)} ……")
        install_packages(packages)
        importlib.invalidate_caches()
        libraries = missing_libraries()
        packages = missing_packages(libraries)
        if not packages or all(name in X11_LIBRARIES.values() for name in packages):
            return  # a window under X11 may fail, work without one does not
    if shutil.which("apt-get"):
        order = f"{'' if may_install() else 'sudo '}apt-get install -y {' '.join(packages)}"
        raise Obstacle(f"还缺系统软件包，请先运行：{order}")
    lacking = "、".join([*libraries, *(name for name in packages if name.endswith("-venv"))])
    raise Obstacle(f"还缺系统软件，请用系统的软件管理器装上：{lacking}")


def make_venv() -> None:
    """Makes .venv/ afresh with pip inside."""
    say("建立运行环境 .venv ……")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    if made.returncode:
        log = keep_log(made.stdout + made.stderr)
        raise Obstacle(f"运行环境 .venv 没有建成，请检查磁盘空间和目录权限，经过见 {log}。")


def keep_log(text: str) -> str:
    """Keeps what a tool said; returns where, as a path below the repository."""
    DIST.mkdir(exist_ok=True)
    log = DIST / "setup.log"
    log.write_text(text, encoding="utf-8")
    return log.relative_to(ROOT).as_posix()


def install_locked() -> None:
    """Installs exactly what requirements.lock names, each file checked by its hash."""
    say("安装依赖（第一次约 100 MB，需要联网，请稍候）……")
    order = [
        str(venv_program("python")), "-m", "pip", "install", "--require-hashes",
        "--only-binary", ":all:", "--disable-pip-version-check", "--no-input",
        "-r", str(LOCK),
    ]  # fmt: skip
    done = subprocess.run(order, capture_output=True, text=True, errors="replace", cwd=ROOT)
    if done.returncode == 0:
        return
    told = done.stdout + done.stderr
    log = keep_log(told)
    if any(sign in told for sign in OFFLINE_SIGNS):
        raise Obstacle(f"依赖没有装上：连不上软件包源，请检查网络后再运行一次（经过见 {log}）。")
    if "DO NOT MATCH THE HASHES" in told:
        raise Obstacle(f"依赖没有装上：下载到的文件与 requirements.lock 记的不符（经过见 {log}）。")
    if "No matching distribution" in told or "Could not find a version" in told:
        raise Obstacle(
            f"依赖没有装上：软件包源里没有适合本机（{sys.platform}、"
            f"Python {sys.version_info[0]}.{sys.version_info[1]}）的文件（经过见 {log}）。"
        )
    raise Obstacle(f"依赖没有装上，经过见 {log}。")


def marks() -> tuple[str, str]:
    """What the environment is made for: this Python, and the lock's SHA-256."""
    if not LOCK.exists():
        raise Obstacle("找不到 requirements.lock，请取回完整的源码。")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return version, hashlib.sha256(LOCK.read_bytes()).hexdigest()


def prepare() -> Path:
    """The Python of a ready environment; makes or renews it only where needed."""
    version, lock = marks()
    ensure_system()
    python = venv_program("python")
    stamped = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if not python.exists() or stamped[:1] != [version]:
        make_venv()
    if stamped != [version, lock] or not STAMP.exists():
        install_locked()
        STAMP.write_text(f"{version}\n{lock}\n", encoding="utf-8")
    return python


def offscreen() -> dict[str, str]:
    """The environment for work without a window; what tools keep goes to .venv/."""
    return {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(VENV / "hypothesis"),
        "PYTHONIOENCODING": "utf-8",
    }
