"""The PC is switched off at the wall at any moment: no acknowledged step may be missing."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.workspace import Problem, Workspace
from jixiao_desktop.store.datafile import DataFile
from jixiao_desktop.store.lock import Lock
from tests.store.disk import Disk, lay_out, sqlite_on

NAME = "data.jixiao"
LONG = "因秋季学期未开学，剩余班次在下半年举办。" * 40


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    made = Disk(f"disk-{request.node.name}")
    yield made
    made.unregister()


def workspace_on(disk: Disk, tmp_path: Path, **pragmas: str) -> Workspace:
    """Make a workspace on the disk: the real schema, migrations and steps."""
    file = DataFile(Path(f"/{NAME}"), Lock(tmp_path / NAME), sqlite_on(disk, **pragmas))
    file.before_writing = lambda: None  # type: ignore[method-assign]
    file._database.migrate()
    return Workspace(file, load_catalog())


def steps_of_a_day(editing: Editing) -> Iterator[dict[str, str]]:
    """Type as a person does; after each step, what must be on disk from now on."""
    row = editing.add_row("indicators")
    editing.step("加一行", [row, set_text(f"indicators.{row.row}.name", "培训班次")])
    yield texts(editing)
    for number in range(4):
        editing.step("预算", [set_text("budget.total.initial", f"{number}00.00")])
        yield texts(editing)
    editing.step("原因", [set_text(f"indicators.{row.row}.monitoring.reason", LONG)])
    yield texts(editing)
    editing.step("单位", [set_text("unit.contacts.head", "阿不来提·托合提")])
    yield texts(editing)
    editing.undo()
    yield texts(editing)
    editing.step("删一行", [set_text("goal", LONG + LONG)])
    yield texts(editing)


def texts(editing: Editing) -> dict[str, str]:
    return {path: entry.text for path, entry in editing.dossier.entries.items()}


@dataclass
class Moment:
    """What would be found if the power went at one step, and what had been acknowledged."""

    image: dict[str, bytes]
    acknowledged: int


def a_day(
    disk: Disk, tmp_path: Path, seed: int, **pragmas: str
) -> tuple[list[Moment], list[dict[str, str]]]:
    chance = random.Random(seed)
    moments: list[Moment] = []
    known: list[dict[str, str]] = []
    disk.after = lambda _what: moments.append(Moment(disk.image(chance), len(known)))
    workspace = workspace_on(disk, tmp_path, **pragmas)
    editing = workspace.edit(workspace.add_project(workspace.add_unit("党校", 2024), "培训"))
    known.append(texts(editing))
    for state in steps_of_a_day(editing):
        known.append(state)
    disk.after = lambda _what: None
    workspace.close()
    return moments, known


def outcome(moment: Moment, known: list[dict[str, str]], folder: Path) -> str:
    """Open what survived as the program would: "fine", "lost" or "corrupt"."""
    path = lay_out(moment.image, folder, NAME)
    try:
        with Workspace.open(path) as workspace:
            projects = workspace.projects()
            if not projects:
                return "fine" if moment.acknowledged == 0 else "lost"
            found = texts(workspace.edit(projects[0].id))
            workspace.verify()
    except Problem:
        return "fine" if moment.acknowledged == 0 else "corrupt"
    # The step under way may or may not be there; none before it may be missing.
    allowed = known[max(0, moment.acknowledged - 1) : moment.acknowledged + 1]
    return "fine" if found in allowed or moment.acknowledged == 0 else "lost"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_acknowledged_step_is_lost_at_a_power_cut(disk: Disk, tmp_path: Path, seed: int) -> None:
    moments, known = a_day(disk, tmp_path, seed)
    assert len(moments) > 100
    found = [outcome(m, known, tmp_path / str(n)) for n, m in enumerate(moments)]
    assert {"fine"} == set(found)


def test_the_same_check_notices_a_disk_that_does_not_wait(disk: Disk, tmp_path: Path) -> None:
    moments, known = a_day(disk, tmp_path, 1, synchronous="OFF")
    found = [outcome(m, known, tmp_path / str(n)) for n, m in enumerate(moments)]
    assert found.count("lost") + found.count("corrupt") > 10


FAILURES = {
    "full": lambda: apsw.FullError("no space left"),
    "broken": lambda: apsw.IOError("disk I/O error"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failing_disk_is_told_and_the_step_can_be_made_again(
    disk: Disk, tmp_path: Path, kind: str
) -> None:
    workspace = workspace_on(disk, tmp_path)
    editing = workspace.edit(workspace.add_project(workspace.add_unit("党校", 2024), "培训"))
    told = 0
    for number in range(60):
        before = editing.dossier
        left = [number % 15]

        def refuse(_what: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise FAILURES[kind]()

        disk.before = refuse
        text = f"{LONG}{number}"
        said = attempt(editing, text)
        disk.before = lambda _what: None
        if said:
            told += 1
            assert "以前的都在" in said
            assert editing.dossier is before
            assert editing.undo_name == ("目标" if before.text("goal") else "")
            # Where the failed step had reached the disk after all, that is told and shown.
            assert attempt(editing, text) in ("", LANDED)
        assert editing.dossier.text("goal") == text
        assert workspace.verify().endswith("全部完好。")
    assert told > 20
    workspace.close()


LANDED = "刚才没有得到确认的改动其实已经存上，已重新显示。请看过后再改。"


def attempt(editing: Editing, text: str) -> str:
    """Make a step; return what was said against it, "" when it was kept."""
    try:
        editing.step("目标", [set_text("goal", text)])
    except Problem as problem:
        return str(problem)
    return ""


def test_the_errors_of_the_system_are_told_apart() -> None:
    from jixiao_desktop.store.faults import Fault, fault_of

    assert fault_of(OSError(errno.ENOSPC, "No space left on device")) is Fault.DISK_FULL
    assert fault_of(PermissionError(errno.EACCES, "Permission denied")) is Fault.READ_ONLY
    assert fault_of(OSError(errno.EIO, "Input/output error")) is Fault.DISK_ERROR
