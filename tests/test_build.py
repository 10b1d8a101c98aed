"""The set-up keeps its promises: locked, fresh, fonts whole, no trace of one machine."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
TARGETS = [
    {"sys_platform": system, "platform_machine": machine, "python_version": f"3.{minor}",
     "python_full_version": f"3.{minor}.1"}
    for system, machine in (("linux", "x86_64"), ("linux", "aarch64"), ("win32", "AMD64"),
                            ("darwin", "arm64"), ("darwin", "x86_64"))
    for minor in (11, 12, 13, 14)
]  # fmt: skip


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The scripts of build/ as modules, for one test."""
    monkeypatch.syspath_prepend(str(BUILD))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) == str(BUILD / f"{name}.py"):
            del sys.modules[name]


def load(name: str) -> ModuleType:
    return importlib.import_module(name)


def locked() -> list[tuple[Requirement, int]]:
    """Every pinned requirement with the number of its hashes."""
    entries = []
    for block in re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE)):
        head = block.split("\\", 1)[0].strip()
        entries.append((Requirement(head), block.count("--hash=sha256:")))
    return entries


def applies(requirement: Requirement, target: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(target)


def test_every_locked_file_has_a_hash_and_an_exact_version() -> None:
    entries = locked()
    assert len(entries) > 20
    for requirement, hashes in entries:
        assert hashes, f"{requirement.name} has no hash"
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), str(requirement)


def test_the_lock_names_no_place() -> None:
    words = [line for line in LOCK.splitlines() if "--hash" not in line]
    faults = [line for line in words if re.search(r"://|--index|--find-links|(^|\s)/", line)]
    assert not faults


def test_the_lock_keeps_heavy_packages_out() -> None:
    names = {canonicalize_name(requirement.name) for requirement, _ in locked()}
    assert not names & {"numpy", "pillow", "pyside6", "pyside6-addons"}


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: "-".join([*t.values()][:3]))
def test_one_sound_qt_for_each_system(target: dict[str, str]) -> None:
    qt = [r for r, _ in locked() if r.name == "pyside6-essentials" and applies(r, target)]
    assert len(qt) == 1, f"{len(qt)} releases of Qt for {target}"
    if target["python_version"] in ("3.11", "3.12"):
        assert "6.12.0" not in str(qt[0].specifier)
    shiboken = [r for r, _ in locked() if r.name == "shiboken6" and applies(r, target)]
    assert [r.specifier for r in shiboken] == [qt[0].specifier]


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: "-".join([*t.values()][:3]))
def test_the_lock_answers_pyproject(target: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        if not applies(requirement, target):
            continue
        name = canonicalize_name(requirement.name)
        pins = [
            str(pin.specifier).removeprefix("==")
            for pin, _ in locked()
            if pin.name == name and applies(pin, target)
        ]
        assert len(pins) == 1, f"{name}: {pins} for {target}"
        assert requirement.specifier.contains(pins[0]), f"{name} {pins[0]}"


@pytest.mark.usefixtures("scripts")
def test_the_lock_bears_the_mark_of_pyproject() -> None:
    assert load("freshness").lock_problems() == []


@pytest.mark.usefixtures("scripts")
def test_a_changed_dependency_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    freshness = load("freshness")
    changed = freshness.PYPROJECT.read_text(encoding="utf-8").replace("dev = [", 'dev = ["new>=1",')
    (tmp_path / "pyproject.toml").write_text(changed, encoding="utf-8")
    monkeypatch.setattr(freshness, "PYPROJECT", tmp_path / "pyproject.toml")
    problems = freshness.lock_problems()
    assert len(problems) == 2
    assert "new" in problems[1]


def uic() -> list[str]:
    found = shutil.which("pyside6-uic", path=sysconfig.get_path("scripts"))
    assert found, "pyside6-uic comes with PySide6"
    return [found, "--no-autoconnection"]


@pytest.mark.usefixtures("scripts")
def test_forms_follow_their_designer_files() -> None:
    assert load("freshness").stale_forms(uic()) == []


@pytest.mark.usefixtures("scripts")
def test_forms_import_what_they_use_and_nothing_else() -> None:
    freshness = load("freshness")
    for file in sorted(freshness.FORMS.glob("ui_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
        heads = [one for one in tree.body if isinstance(one, ast.ImportFrom)]
        imported = {alias.name for head in heads for alias in head.names}
        assert imported <= named, file.name
        assert {name for name in named if name.startswith("Q")} <= imported, file.name


@pytest.mark.usefixtures("scripts")
def test_a_stale_form_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    freshness = load("freshness")
    monkeypatch.setattr(freshness, "UI", tmp_path)
    monkeypatch.setattr(freshness, "FORMS", tmp_path)
    monkeypatch.setattr(freshness, "ROOT", tmp_path)
    source = '<ui version="4.0"><class>Form</class><widget class="QWidget" name="Form"/></ui>'
    (tmp_path / "small.ui").write_text(source, encoding="utf-8")
    assert freshness.write_forms(uic()) == ["ui_small.py"]
    assert freshness.stale_forms(uic()) == []
    made = tmp_path / "ui_small.py"
    made.write_text(made.read_text(encoding="utf-8") + "x = 1\n", encoding="utf-8")
    (tmp_path / "ui_gone.py").write_text("", encoding="utf-8")
    assert len(freshness.stale_forms(uic())) == 2


def test_ci_runs_exactly_the_test_command() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert text == "#!/usr/bin/env bash\nexec python3 build/make.py test\n"


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    order = [sys.executable, "-X", "utf8", str(BUILD / "make.py"), *arguments]
    return subprocess.run(order, capture_output=True, text=True, encoding="utf-8")


def test_without_a_command_all_are_named() -> None:
    shown = make()
    assert shown.returncode == 2
    for command in ("run", "test", "check", "bench", "forms", "package", "lock"):
        assert f"  {command} " in shown.stdout
    assert "Traceback" not in shown.stderr


def test_the_entry_is_readable_for_old_pythons() -> None:
    text = (BUILD / "make.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__" not in text


@pytest.mark.usefixtures("scripts")
@pytest.mark.parametrize(
    ("root", "with_venv", "told"),
    [
        (False, True, r"sudo apt-get install -y libegl1$"),
        (False, False, r"sudo apt-get install -y python3\.\d+-venv libegl1$"),
        (True, True, r"：apt-get install -y libegl1$"),
    ],
)
def test_what_the_system_lacks_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, root: bool, with_venv: bool, told: str
) -> None:
    environment = load("environment")
    monkeypatch.setattr(environment.sys, "platform", "linux")
    monkeypatch.setattr(environment, "may_install", lambda: root)
    monkeypatch.setattr(environment, "install_packages", lambda names: False)
    monkeypatch.setattr(environment, "loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(environment, "debian_names", lambda names: names)
    monkeypatch.setattr(environment, "STAMP", ROOT / "no such file")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: with_venv or None)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(environment.Obstacle, match=told):
        environment.ensure_system()


@pytest.mark.usefixtures("scripts")
def test_a_run_without_tests_is_no_success(tmp_path: Path) -> None:
    commands = load("commands")
    record = tmp_path / "tests.xml"
    assert commands.tests_run(record) == 0
    record.write_text('<testsuites><testsuite tests="3" skipped="3"/></testsuites>')
    assert commands.tests_run(record) == 0
    record.write_text('<testsuites><testsuite tests="3" skipped="1"/></testsuites>')
    assert commands.tests_run(record) == 2


FONTS = ROOT / "resources" / "fonts"
FAMILIES = {
    "JixiaoSans-Regular.otf": "Jixiao Sans",
    "JixiaoSans-Bold.otf": "Jixiao Sans",
    "JixiaoSerif-Regular.otf": "Jixiao Serif",
    "JixiaoSerif-Bold.otf": "Jixiao Serif",
    "JixiaoKai-Regular.ttf": "Jixiao Kai",
}
SIGNS = "绩效目标执行监控表垚堃喆祎玥㎡㎏≥≤≈±√×÷°℃％‰—…·〔〕﹝﹞【】《》①⑳□■→１２ＡＺΩЯé～"


RARE = "JixiaoRare-Regular.otf"


@pytest.mark.parametrize("name", FAMILIES)
def test_a_bundled_font_has_its_signs_and_no_radicals(qapp: object, name: str) -> None:
    font = QRawFont(str(FONTS / name), 16)
    assert font.familyName() == FAMILIES[name]
    assert [sign for sign in SIGNS if not font.supportsCharacter(ord(sign))] == []
    assert not any(font.supportsCharacter(code) for code in range(0x2E80, 0x2FE0))
    glyphs = font.glyphIndexesForString(SIGNS)
    assert len(set(glyphs)) == len(SIGNS)  # a shared glyph would come out of a PDF as its twin


def test_rare_names_are_drawn_under_every_family(qapp: object) -> None:
    for name in (*FAMILIES, RARE):
        assert QFontDatabase.addApplicationFont(str(FONTS / name)) >= 0
    for family in set(FAMILIES.values()):
        for bold in (False, True):
            font = QFont(family, 12)
            font.setBold(bold)
            layout = QTextLayout("龘喆國䶮镕·买买提", font)
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
            drawn = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
            assert len(drawn) == 9, f"{family} {bold}"
            assert 0 not in drawn, f"{family} {bold}"


def test_the_bundled_fonts_stay_small_and_carry_their_licence() -> None:
    files = [path for path in FONTS.iterdir() if path.suffix in (".otf", ".ttf")]
    assert {path.name for path in files} == {*FAMILIES, RARE}
    assert sum(path.stat().st_size for path in files) < 24_000_000
    for family in set(FAMILIES.values()):
        text = (FONTS / f"OFL-{family.replace(' ', '')}.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "20" in text.split("SIL OPEN FONT", 1)[0]  # the years of the copyright
    licences = "".join(path.read_text(encoding="utf-8") for path in FONTS.glob("OFL-*.txt"))
    assert all(path.name in licences for path in files)


def committed() -> list[Path]:
    """Every committed file; none where this is not a git checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_committed_text_names_one_machine() -> None:
    places = "|".join(("work", "tmp", "root", "home", "Users", "opt/wheels", "opt/pypi"))
    machine = re.compile(rf"(?<![\w.}}/-])/(?:{places})(?:/\w|\b(?=[\s\"']))|[A-Z]:\\Users\\\w")
    faults = []
    for path in committed():
        if path.suffix in {".xlsx", ".docx", ".otf", ".ttf", ".png", ".pdf"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if machine.search(line):
                faults.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not faults, "\n".join(faults)


def test_outputs_are_not_committed() -> None:
    outside = {path.relative_to(ROOT).parts[0] for path in committed()} & {"dist", ".venv"}
    assert not outside
