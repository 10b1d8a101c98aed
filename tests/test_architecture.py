"""The house's plan as a table: who may import whom, and how long things may grow."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "jixiao_desktop"
NAME = PACKAGE.name

QT_DRAWING = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtPrintSupport"}
BELOW_SESSION = {
    "domain", "catalog", "rules", "narrative", "grid", "store", "export", "reading", "rollup",
    "paper",
}  # fmt: skip
OFFICE_FILES = {"openpyxl", "docx"}

# part: (parts of ours it may import, packages of others it may import)
TABLE: dict[str, tuple[set[str], set[str]]] = {
    "domain": (set(), set()),
    "catalog": ({"domain"}, set()),
    "rules": ({"domain"}, set()),
    "narrative": ({"domain"}, set()),
    "grid": ({"domain", "catalog"}, {"openpyxl"}),
    "store": ({"domain"}, {"peewee", "playhouse", "filelock", "platformdirs"}),
    "export": ({"domain", "catalog", "narrative", "grid"}, OFFICE_FILES | {"xlsxwriter"}),
    "reading": (
        {"domain", "catalog", "grid"},
        OFFICE_FILES | {"python_calamine", "rapidfuzz", "defusedxml"},
    ),
    "rollup": ({"domain", "catalog"}, set()),
    "paper": ({"domain", "narrative", "grid"}, QT_DRAWING),
    "session": (BELOW_SESSION, {"platformdirs", "pypinyin"}),
    "cli": ({"session", "catalog", "selftest"}, set()),  # self-test is one of its commands
    "gui": ({"session", "catalog", "domain", "paper"}, {"PySide6"}),
}
FREE = {"__main__", "selftest"}  # they start everything, so they may import everything
ANYONE = {"resources"}  # where the files of resources/ are: every part may ask

# Kept out of the start of the window; each is loaded by the task that needs it.
LATE = {"openpyxl", "docx", "python_calamine", "rapidfuzz", "xlsxwriter", "numpy"}

MODULE_LINES, FUNCTION_LINES, CLASS_LINES, ARGUMENTS = 400, 40, 300, 5
FORBIDDEN_WORDS = ("非法", "无效")
MAY_PRINT = ("cli/", "selftest.py", "__main__.py")


@cache
def modules() -> tuple[tuple[Path, str, ast.Module], ...]:
    """Every module written by hand: path, text and tree."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name.startswith("ui_") and path.parent.name == "forms":
            continue
        text = path.read_text(encoding="utf-8")
        found.append((path, text, ast.parse(text, str(path))))
    return tuple(found)


def place(path: Path, node: ast.AST | int) -> str:
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def part_of(path: Path) -> str:
    """The part of the house a module belongs to: its first folder, else its own name."""
    steps = path.relative_to(PACKAGE).with_suffix("").parts
    return steps[0]


def full_name(path: Path, node: ast.ImportFrom) -> str:
    """The absolute module of a from-import, relative ones resolved."""
    if not node.level:
        return node.module or ""
    package = [NAME, *path.relative_to(PACKAGE).parent.parts]
    stem = package[: len(package) - node.level + 1]
    return ".".join([*stem, node.module] if node.module else stem)


def imports(path: Path, tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every import of a module, also those inside functions and those made by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            whole = full_name(path, node)
            # "from jixiao_desktop import store" names the part in what is imported.
            bare = whole == NAME or ("." not in whole and bool(node.level))
            for alias in node.names if bare or whole == "PySide6" else ():
                yield node, f"{whole}.{alias.name}"
            if not bare and whole != "PySide6":
                yield node, whole
        elif isinstance(node, ast.Call) and named(node.func) in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node, first.value


def named(node: ast.expr) -> str:
    """The last word of a name or attribute."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def allowed(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def import_fault(part: str, module: str) -> str | None:
    """What is wrong with a part importing a module, or nothing."""
    if part in FREE:
        return None
    ours, others = TABLE.get(part, (set(), set()))
    if module == NAME or module.startswith(f"{NAME}."):
        target = module.split(".")[1] if "." in module else ""
        if target in ours | ANYONE | {part, "__version__", ""}:
            return None
        return f"{part} may not import {NAME}.{target}"
    if module.split(".")[0] in sys.stdlib_module_names or allowed(module, others):
        return None
    return f"{part} may not import {module}"


def test_the_table_knows_every_part() -> None:
    parts = {part_of(path) for path, _, _ in modules()} - FREE - ANYONE - {"__init__"}
    assert parts <= set(TABLE), f"not in the import table: {sorted(parts - set(TABLE))}"


def test_imports_follow_the_table() -> None:
    faults = [
        f"{place(path, node)}: {fault}"
        for path, _, tree in modules()
        for node, module in imports(path, tree)
        if (fault := import_fault(part_of(path), module))
    ]
    assert not faults, "\n".join(faults)


def loaded_by(part: str) -> set[str]:
    """The packages in memory once every module of a part is imported, in a fresh Python."""
    names = [
        ".".join([NAME, *path.relative_to(PACKAGE).with_suffix("").parts])
        for path, _, _ in modules()
        if part_of(path) == part and path.name != "__init__.py"
    ]
    script = "import sys, importlib\nfor name in sys.argv[1:]: importlib.import_module(name)\n"
    script += "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", script, *names], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_window_starts_without_the_office_packages() -> None:
    assert not loaded_by("gui") & LATE


@pytest.mark.parametrize("part", ["session", "cli"])
def test_work_without_a_window_needs_no_qt(part: str) -> None:
    assert not loaded_by(part) & {"PySide6", "shiboken6", *LATE}


@pytest.mark.parametrize(
    ("part", "module", "fine"),
    [
        ("gui", f"{NAME}.session.workspace", True),
        ("gui", f"{NAME}.store.models", False),
        ("gui", "peewee", False),
        ("domain", "decimal", True),
        ("domain", f"{NAME}.catalog", False),
        ("paper", "PySide6.QtGui", True),
        ("paper", "PySide6.QtWidgets", False),
        ("session", f"{NAME}.gui", False),
        ("session", "PySide6.QtCore", False),
        ("__main__", f"{NAME}.gui.application", True),
    ],
)
def test_the_table_itself_tells_right_from_wrong(part: str, module: str, fine: bool) -> None:
    assert (import_fault(part, module) is None) is fine


def test_relative_and_local_imports_are_seen() -> None:
    source = "from .. import store\ndef f():\n    from ..store.models import Value\n"
    source += "    import importlib; importlib.import_module('jixiao_desktop.export')\n"
    found = {module for _, module in imports(PACKAGE / "gui" / "page.py", ast.parse(source))}
    assert {f"{NAME}.store", f"{NAME}.store.models", f"{NAME}.export"} <= found


def length(node: ast.AST) -> int:
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


def test_modules_stay_short() -> None:
    faults = [
        f"{place(path, 1)}: {lines} lines, at most {MODULE_LINES}"
        for path, text, _ in modules()
        if (lines := len(text.splitlines())) > MODULE_LINES
    ]
    assert not faults, "\n".join(faults)


def test_functions_and_classes_stay_short() -> None:
    faults = []
    for path, _, tree in modules():
        for node in ast.walk(tree):
            limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            known = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
            if isinstance(node, known) and length(node) > limit:
                faults.append(f"{place(path, node)}: {node.name} {length(node)} > {limit} lines")
    assert not faults, "\n".join(faults)


def argument_count(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Arguments as a caller counts them: without self or cls."""
    plain = [*node.args.posonlyargs, *node.args.args]
    own = 1 if plain and plain[0].arg in ("self", "cls") else 0
    return len(plain) - own + len(node.args.kwonlyargs)


def test_functions_take_few_arguments() -> None:
    faults = [
        f"{place(path, node)}: {node.name} takes {argument_count(node)}, at most {ARGUMENTS}"
        for path, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and argument_count(node) > ARGUMENTS
    ]
    assert not faults, "\n".join(faults)


def form_ids() -> set[str]:
    """The names of all forms and reports that exist as data."""
    folders = [ROOT / "resources" / kind for kind in ("forms", "reports")]
    return {form.name for kind in folders if kind.is_dir() for form in kind.iterdir()
            if form.is_dir()}  # fmt: skip


def test_no_module_knows_a_form_by_name() -> None:
    ids = form_ids()
    faults = [
        f"{place(path, number)}: {found}"
        for path, text, _ in modules()
        for number, line in enumerate(text.splitlines(), 1)
        for found in ids
        if re.search(rf"(?<![\w-]){re.escape(found)}(?![\w-])", line)
    ]
    assert not faults, "\n".join(faults)


def test_no_scolding_words() -> None:
    faults = [
        f"{place(path, node)}: {word}"
        for path, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in FORBIDDEN_WORDS
        if word in node.value
    ]
    assert not faults, "\n".join(faults)


def test_only_the_command_line_prints() -> None:
    faults = [
        place(path, node)
        for path, _, tree in modules()
        if not path.relative_to(PACKAGE).as_posix().startswith(MAY_PRINT)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    ]
    assert not faults, "\n".join(faults)
