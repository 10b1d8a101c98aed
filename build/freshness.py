"""Keeps made files in step with what they are made from: gui/forms and requirements.lock."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
import textwrap
import tomllib
from pathlib import Path

from environment import LOCK, ROOT, Obstacle

UI = ROOT / "ui"
FORMS = ROOT / "jixiao_desktop" / "gui" / "forms"
PYPROJECT = ROOT / "pyproject.toml"
UV_ORDER = ("pip", "compile", "--universal", "--generate-hashes", "--no-emit-index-url",
            "--no-emit-find-links", "--no-header", "--no-annotate", "--python-version", "3.11",
            "--extra", "dev", "--quiet")  # fmt: skip
IMPORTS = re.compile(r"^from (PySide6\.\w+) import \(([^)]*)\)\n", re.MULTILINE)
MADE_BY = re.compile(r"^## Created by: .* version (\S+)\s*$", re.MULTILINE)


def body(text: str) -> str:
    """Generated code without its head comment, which names a Qt release."""
    lines = [line for line in text.splitlines() if not line.startswith("##")]
    return "\n".join(line.rstrip() for line in lines).strip()


def generate(source: Path, uic: list[str]) -> str:
    """The Python for one Designer file; lines end in one way on every system."""
    done = subprocess.run([*uic, str(source)], capture_output=True, check=False)
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise Obstacle(f"界面文件 ui/{source.name} 读不了：{told}")
    return lean(done.stdout.decode("utf-8").replace("\r\n", "\n"))


def lean(text: str) -> str:
    """Leave out what a form imports without use: each class of Qt costs time at the start."""
    found = {one: one.end() for one in IMPORTS.finditer(text)}
    code = text[max(found.values(), default=0) :]
    for one in found:
        names = re.findall(r"\w+", one[2])
        used = [name for name in names if re.search(rf"\b{name}\b", code)]
        lines = textwrap.wrap(", ".join(used), 78, break_long_words=False)
        inner = "\n    ".join(lines)
        text = text.replace(one[0], f"from {one[1]} import ({inner})\n" if used else "")
    return text


def stale_forms(uic: list[str]) -> list[str]:
    """Forms that do not match their Designer file; a form made by another Qt is left alone."""
    problems = []
    sources = sorted(UI.glob("*.ui"))
    made = {f"ui_{source.stem}.py" for source in sources}
    for orphan in sorted(FORMS.glob("ui_*.py")):
        if orphan.name not in made:
            problems.append(f"{orphan.name} 没有对应的 ui/*.ui。")
    for source in sources:
        target = FORMS / f"ui_{source.stem}.py"
        kept = target.read_text(encoding="utf-8") if target.exists() else ""
        fresh = generate(source, uic)
        if kept and MADE_BY.findall(kept) != MADE_BY.findall(fresh):
            continue
        if body(kept) != body(fresh):
            problems.append(
                f"{target.name} 与 ui/{source.name} 不一致，请运行 python3 build/make.py forms。"
            )
    return problems


def write_whole(target: Path, text: str) -> None:
    """Replaces a file in one stroke, so that a reader never sees half of it."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=target.parent, suffix=".part", delete=False
    ) as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
    os.chmod(part.name, 0o644)
    os.replace(part.name, target)


def write_forms(uic: list[str]) -> list[str]:
    """Makes every form anew; returns their paths below the repository."""
    written = []
    for source in sorted(UI.glob("*.ui")):
        target = FORMS / f"ui_{source.stem}.py"
        write_whole(target, generate(source, uic))
        written.append(target.relative_to(ROOT).as_posix())
    return written


def wanted() -> list[str]:
    """Every requirement of pyproject.toml, as written there."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def digest() -> str:
    """A short mark of the requirements and the oldest Python, kept at the head of the lock."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    told = json.dumps([project["requires-python"], sorted(wanted())], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:16]


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_names(text: str) -> set[str]:
    """The packages that a lock pins."""
    return {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def lock_problems() -> list[str]:
    """Where requirements.lock no longer follows pyproject.toml."""
    text = LOCK.read_text(encoding="utf-8") if LOCK.exists() else ""
    problems = []
    if f"# {digest()}\n" not in text:
        problems.append(
            "requirements.lock 与 pyproject.toml 的依赖不一致，请运行 python3 build/make.py lock。"
        )
    names = {normal(re.split(r"[ ;<>=!~\[]", line, maxsplit=1)[0]) for line in wanted()}
    for name in sorted(names - locked_names(text)):
        problems.append(f"requirements.lock 里没有 {name}。")
    return problems


def write_lock(uv: str) -> None:
    """Resolves pyproject.toml anew for all systems and Pythons and replaces the lock."""
    done = subprocess.run(
        [uv, *UV_ORDER, "pyproject.toml"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise Obstacle(f"依赖算不出来，requirements.lock 没有改动：\n{done.stderr.strip()}")
    head = "# Made by build/make.py lock from pyproject.toml; the next line is its mark.\n"
    write_whole(LOCK, f"{head}# {digest()}\n{done.stdout}")
