"""Copies are whole, verified, thinned by age, and never displaced by a restore."""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.session.workspace import Problem, Workspace, restore_file
from jixiao_desktop.store import datafile
from jixiao_desktop.store.backup import backups_of, folder_of, keepers

NOW = datetime(2026, 6, 30, 9, 0)


def typed(path: Path, goal: str = "培训20次") -> Workspace:
    workspace = Workspace.open(path, create=True)
    project = workspace.add_project(workspace.add_unit("党校", 2024), "培训")
    workspace.edit(project).step("目标", [set_text("goal", goal)])
    return workspace


def goal_in(path: Path) -> str:
    with Workspace.open(path) as workspace:
        return workspace.edit(workspace.projects()[0].id).dossier.text("goal")


def test_a_copy_opens_and_holds_everything(tmp_path: Path) -> None:
    with typed(tmp_path / "a.jixiao") as workspace:
        made = workspace.backup_now("手工备份")
    assert made.path.parent.name == "备份"
    assert made.reason == "手工备份"
    assert goal_in(made.path) == "培训20次"


def test_the_first_change_after_opening_is_preceded_by_a_copy(tmp_path: Path) -> None:
    typed(tmp_path / "a.jixiao").close()
    with Workspace.open(tmp_path / "a.jixiao") as workspace:
        before = len(workspace.backups())
        editing = workspace.edit(workspace.projects()[0].id)
        assert len(workspace.backups()) == before
        editing.step("目标", [set_text("goal", "改过")])
        editing.step("目标", [set_text("goal", "又改过")])
        newest = workspace.backups()[0]
        assert len(workspace.backups()) == before + 1
    assert goal_in(newest.path) == "培训20次"


def test_no_copy_is_made_where_nothing_changed_since(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    for _ in range(3):
        with Workspace.open(path) as workspace:
            workspace.backup_if_changed("打开后")
    assert len(backups_of(path)) == 1
    with Workspace.open(path) as workspace:
        workspace.edit(workspace.projects()[0].id).undo()
        assert workspace.backup_if_changed("空闲时") is not None


def test_a_copy_follows_half_an_hour_of_change_when_idle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with typed(tmp_path / "a.jixiao") as workspace:
        workspace.rest()
        assert workspace.backups() == ()
        later = time.monotonic() + 31 * 60
        monkeypatch.setattr(datafile.time, "monotonic", lambda: later)
        workspace.rest()
        assert [b.reason for b in workspace.backups()] == ["每半小时"]
        workspace.rest()
        assert len(workspace.backups()) == 1


def test_typing_goes_on_while_a_copy_is_made_beside_it(tmp_path: Path) -> None:
    with typed(tmp_path / "a.jixiao") as workspace:
        editing = workspace.edit(workspace.projects()[0].id)
        with ThreadPoolExecutor(1) as pool:
            made = [pool.submit(workspace.backup_now, "手工备份") for _ in range(5)]
            for number in range(60):
                editing.step("预算", [set_text("budget.total.initial", str(number))])
            copies = [one.result() for one in made]
        assert workspace.verify().endswith("全部完好。")
    for copy in copies:
        assert goal_in(copy.path) == "培训20次"


def test_restoring_keeps_what_it_replaces_and_all_older_copies(tmp_path: Path) -> None:
    workspace = typed(tmp_path / "a.jixiao")
    copy = workspace.backup_now("手工备份")
    editing = workspace.edit(workspace.projects()[0].id)
    editing.step("目标", [set_text("goal", "写坏了")])
    before = {b.path for b in workspace.backups()}
    aside = workspace.restore(copy)
    assert editing.dossier.text("goal") == "培训20次"
    editing.step("目标", [set_text("goal", "接着写")])
    assert before <= {b.path for b in workspace.backups()}
    workspace.close()
    assert goal_in(aside) == "写坏了"
    assert goal_in(tmp_path / "a.jixiao") == "接着写"


def test_a_project_that_a_restored_file_does_not_know_is_gone(tmp_path: Path) -> None:
    with typed(tmp_path / "a.jixiao") as workspace:
        copy = workspace.backup_now("手工备份")
        later = workspace.add_project(workspace.units()[0].id, "后来的")
        editing = workspace.edit(later)
        workspace.restore(copy.path)
        assert [p.name for p in workspace.projects()] == ["培训"]
        with pytest.raises(Problem):
            editing.step("目标", [set_text("goal", "没有地方写")])
        with pytest.raises(Problem):
            workspace.edit(later)


def test_what_a_killed_program_left_half_copied_is_cleared_away(tmp_path: Path) -> None:
    with typed(tmp_path / "a.jixiao") as workspace:
        workspace.backup_now("手工备份")
        old, fresh = (folder_of(workspace.path) / f".a.{n}.part.jixiao" for n in (1, 2))
        for part in (old, fresh):
            part.write_bytes(b"half")
        os.utime(old, (0, 0))
        workspace.backup_now("手工备份")
        assert (old.exists(), fresh.exists()) == (False, True)
        assert len(workspace.backups()) == 2


def test_a_damaged_file_is_restored_from_the_copies_it_offers(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    workspace = typed(path)
    workspace.backup_now("手工备份")
    workspace.close()
    broken = b"SQLite format 3\x00" + random.Random(1).randbytes(20_000)
    path.write_bytes(broken)
    with pytest.raises(Problem) as caught:
        Workspace.open(path)
    assert path.read_bytes() == broken
    assert caught.value.backups
    aside = restore_file(path, caught.value.backups[0])
    assert aside is not None
    assert aside.read_bytes() == broken
    assert goal_in(path) == "培训20次"


def test_a_journal_left_by_a_crash_does_not_spoil_the_restored_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    workspace = typed(path)
    copy = workspace.backup_now("手工备份")
    workspace.close()
    journal = path.with_name("a.jixiao-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(3000))
    restore_file(path, copy.path)
    assert not journal.exists()
    assert goal_in(path) == "培训20次"


def test_a_damaged_copy_is_not_put_in_place(tmp_path: Path) -> None:
    workspace = typed(tmp_path / "a.jixiao")
    copy = workspace.backup_now("手工备份").path
    data = bytearray(copy.read_bytes())
    spot = data.find("培训20次".encode())
    data[spot] ^= 1
    copy.write_bytes(data)
    with pytest.raises(Problem, match="损坏"):
        workspace.restore(copy)
    assert workspace.edit(workspace.projects()[0].id).dossier.text("goal") == "培训20次"
    workspace.close()


def test_a_copy_that_cannot_be_made_does_not_stop_the_typing(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    (folder := folder_of(path)).mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("not a folder")
    with Workspace.open(path) as workspace:
        editing = workspace.edit(workspace.projects()[0].id)
        editing.step("目标", [set_text("goal", "照样存上")])
        assert "没能给" in workspace.backup_trouble
        with pytest.raises(Problem, match="备份"):
            workspace.backup_now("手工备份")
    assert goal_in(path) == "照样存上"


def test_old_copies_thin_out_and_recent_ones_stay() -> None:
    times = [NOW - timedelta(hours=3 * n) for n in range(8 * 400)]
    kept = keepers(times, NOW)
    assert {t for t in times if NOW - t <= timedelta(days=2)} <= kept
    older = {t for t in kept if NOW - t > timedelta(days=2)}
    assert 20 <= len(older) <= 12 + 10 + 9
    assert NOW - min(kept) > timedelta(days=200)


def test_copies_from_a_clock_that_ran_ahead_stay() -> None:
    ahead = [NOW + timedelta(days=3650)]
    today = [NOW - timedelta(minutes=n) for n in range(30)]
    assert set(ahead) <= keepers(ahead + today, NOW)
    assert NOW - timedelta(minutes=0) in keepers(ahead + today, NOW)


@given(st.lists(st.integers(0, 3000), max_size=80))
def test_thinning_twice_is_thinning_once(days: list[int]) -> None:
    times = [NOW - timedelta(days=n) for n in days]
    once = keepers(times, NOW)
    assert keepers(list(once), NOW) == once
    assert not times or max(times) in once


def test_only_copies_of_this_file_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "备份"
    folder.mkdir()
    (folder / "a_20240101-120000_打开后.jixiao").write_bytes(b"x")
    (folder / "ab_20240101-120000_打开后.jixiao").write_bytes(b"x")
    (folder / "a_2024_打开后.jixiao").write_bytes(b"x")
    found = backups_of(tmp_path / "a.jixiao")
    assert [b.path.name for b in found] == ["a_20240101-120000_打开后.jixiao"]
