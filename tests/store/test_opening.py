"""Files that cannot be opened are left as they are and explained in one sentence."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.session.workspace import Problem, Workspace
from jixiao_desktop.store import datafile
from jixiao_desktop.store.faults import Fault
from tests.store.test_backup import goal_in, typed


def refused(path: Path) -> str:
    """Try to open; return the sentence and see that the file stayed as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Problem) as caught:
        Workspace.open(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    sentence = str(caught.value)
    assert sentence.endswith("。")
    return sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "找不到数据文件“无.jixiao”" in refused(tmp_path / "无.jixiao")
    assert not (tmp_path / "无.jixiao").exists()


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.jixiao").write_bytes(b"")
    assert "空文件" in refused(tmp_path / "a.jixiao")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "a.jixiao").write_bytes(b"PK\x03\x04" + bytes(5000))
    assert "不是本程序的数据文件" in refused(tmp_path / "a.jixiao")


def test_a_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.jixiao") as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    assert "不是本程序的数据文件" in refused(tmp_path / "a.jixiao")


def test_a_file_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert "较新版本" in refused(path)


def test_a_file_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    path.write_bytes(path.read_bytes()[: 3 * 4096])
    assert "损坏" in refused(path)


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    monkeypatch.setattr(datafile.os, "access", lambda *_a: False)
    assert "只能读不能写" in refused(path)


def test_a_second_copy_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    with typed(path) as workspace:
        assert "已经在另一个窗口" in refused(path)
        workspace.rest()
        assert "已经在另一个窗口" in refused(path)
    assert goal_in(path) == "培训20次"


def test_a_second_program_is_kept_out_and_a_dead_one_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    script = (
        "import sys; from pathlib import Path\n"
        "from jixiao_desktop.session.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    with other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        assert "已经在另一个窗口" in refused(path)
        other.kill()
    assert goal_in(path) == "培训20次"


def test_at_rest_the_file_alone_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    with typed(path) as workspace:
        workspace.rest()
        assert workspace.resting
        assert not path.with_name("a.jixiao-journal").exists()
        copy = tmp_path / "手工复制.jixiao"
        copy.write_bytes(path.read_bytes())
        workspace.edit(workspace.projects()[0].id).step("目标", [set_text("goal", "继续")])
    assert goal_in(copy) == "培训20次"
    assert goal_in(path) == "继续"


def test_a_file_replaced_behind_the_back_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    other = tmp_path / "b.jixiao"
    typed(other, "别处改的").close()
    with typed(path) as workspace:
        editing = workspace.edit(workspace.projects()[0].id)
        workspace.rest()
        path.write_bytes(other.read_bytes())
        with pytest.raises(Problem, match="在程序外被改动"):
            editing.step("目标", [set_text("goal", "这边改的")])
    assert goal_in(path) == "别处改的"


def test_a_flipped_bit_in_a_text_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    with typed(path) as workspace:
        workspace.backup_now("手工备份")
    data = bytearray(path.read_bytes())
    spot = data.find("培训20次".encode())
    while spot >= 0:
        data[spot + 6] ^= 1
        spot = data.find("培训20次".encode(), spot + 1)
    path.write_bytes(data)
    with Workspace.open(path) as workspace:
        project = workspace.projects()[0]
        with pytest.raises(Problem, match="“培训”的记录与校验和不符") as caught:
            workspace.edit(project.id)
        assert caught.value.backups
        with pytest.raises(Problem, match="从备份恢复"):
            workspace.verify()


def test_flipped_bits_anywhere_are_noticed_or_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path, "培训" * 2000).close()
    good = path.read_bytes()
    chance = random.Random(7)
    noticed = 0
    for _ in range(150):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            with Workspace.open(path) as workspace:
                workspace.verify()
                shown = workspace.edit(workspace.projects()[0].id).dossier
            assert shown.text("goal") == "培训" * 2000
            assert shown.text("unit.name") == "党校"
        except Problem:
            noticed += 1
    assert noticed > 10


def test_every_fault_has_its_sentence() -> None:
    from jixiao_desktop.session.trouble import OPENING

    assert set(OPENING) == set(Fault)
