"""The workspace: several units, years and projects in one file, notices, settings, lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.session import places
from jixiao_desktop.session.sample import create_sample, sample_files
from jixiao_desktop.session.workspace import Problem, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as made:
        yield made


def test_units_and_projects_of_several_years_are_listed(workspace: Workspace) -> None:
    first = workspace.add_unit("日月藏族乡人民政府", 2023)
    second = workspace.add_unit("日月藏族乡人民政府", 2024)
    workspace.add_project(first, "会议经费")
    project = workspace.add_project(second, "培训经费")
    workspace.edit_unit(second).step(
        "单位",
        [set_text("unit.code", "219001"), set_text("unit.department.name", "教育局")],
    )
    assert [(u.year, u.name, u.code, u.department) for u in workspace.units()] == [
        (2023, "日月藏族乡人民政府", "", ""),
        (2024, "日月藏族乡人民政府", "219001", "教育局"),
    ]
    assert [p.name for p in workspace.projects(year=2024)] == ["培训经费"]
    assert [p.id for p in workspace.projects(second)] == [project]
    assert workspace.projects()[1].initials == "pxjf"


def test_a_changed_name_shows_in_the_list_at_once(workspace: Workspace) -> None:
    project = workspace.add_project(workspace.add_unit("党校", 2024), "旧名")
    workspace.edit(project).step("项目名称", [set_text("name", "𠀀新名·阿不都")])
    assert workspace.projects()[0].name == "𠀀新名·阿不都"
    workspace.edit(project).undo()
    assert workspace.projects()[0].name == "旧名"


def test_a_removed_project_can_be_brought_back(workspace: Workspace) -> None:
    unit = workspace.add_unit("党校", 2024)
    project = workspace.add_project(unit, "培训")
    workspace.edit(project).step("目标", [set_text("goal", "培训20次")])
    workspace.remove_project(project)
    assert workspace.projects() == []
    assert [p.id for p in workspace.removed_projects()] == [project]
    workspace.restore_project(project)
    assert [p.id for p in workspace.projects()] == [project]
    assert workspace.edit(project).dossier.text("goal") == "培训20次"


def test_a_notice_moves_dates_and_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    unit = workspace.add_unit("日月藏族乡人民政府", 2023)
    editing = workspace.edit(workspace.add_project(unit, "会议经费"))
    seen: list[str] = []
    editing.on_change.append(lambda: seen.append(editing.notice.id))
    assert editing.notice.id == "national"
    workspace.choose_notice(unit, "yuancai-2023-432")
    assert seen == ["yuancai-2023-432"]
    assert editing.settings.basis == "源财〔2023〕432号"
    assert workspace.notice_id(unit) == "yuancai-2023-432"
    with pytest.raises(KeyError):
        workspace.choose_notice(unit, "没有这个通知")


def test_texts_of_another_time_point_are_put_away_and_told(workspace: Workspace) -> None:
    unit = workspace.add_unit("党校", 2024)
    editing = workspace.edit(workspace.add_project(unit, "培训"))
    editing.step("进展", [set_text("monitoring.goal_progress", "七月")])
    said = workspace.choose_notice(unit, "yuancai-2023-432")
    assert "有1个项目在2024年7月31日" in said
    assert editing.dossier.text("monitoring.goal_progress") == ""
    editing.step("时点", [set_text("monitoring.as_of", "2024-07-31")])
    assert editing.dossier.text("monitoring.goal_progress") == "七月"


def test_a_units_case_holds_all_its_projects(workspace: Workspace) -> None:
    unit = workspace.add_unit("党校", 2024)
    assert workspace.case(unit).dossier.text("unit.name") == "党校"
    ids = [workspace.add_project(unit, name) for name in ("一", "二")]
    assert [d.text("name") for d in workspace.case(unit).dossiers] == ["一", "二"]
    assert [d.text("name") for d in workspace.case(unit, ids[1:]).dossiers] == ["二"]


def test_settings_are_kept(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as made:
        assert made.setting("letters", "中") == "中"
        made.set_setting("letters", "特大")
    with Workspace.open(tmp_path / "a.jixiao") as again:
        assert again.setting("letters") == "特大"


def test_two_hundred_projects(workspace: Workspace) -> None:
    units = [workspace.add_unit(f"单位{n}", 2024) for n in range(10)]
    names = {f"项目{n:03}": workspace.add_project(units[n % 10], f"项目{n:03}") for n in range(200)}
    assert {p.name: p.id for p in workspace.projects()} == names
    assert len(workspace.projects(units[3])) == 20
    assert workspace.verify() == "核对完成：10个单位、200个项目，全部完好。"


def test_all_views_of_a_unit_show_a_step_at_once(workspace: Workspace) -> None:
    unit = workspace.add_unit("党校", 2024)
    one = workspace.edit(workspace.add_project(unit, "一"))
    two = workspace.edit(workspace.add_project(unit, "二"))
    whole = workspace.edit_unit(unit)
    one.step("填报人", [set_text("unit.contacts.filled_by", "才让卓玛")])
    assert two.dossier.text("unit.contacts.filled_by") == "才让卓玛"
    assert whole.dossier.text("unit.contacts.filled_by") == "才让卓玛"
    whole.step("填报人", [set_text("unit.contacts.filled_by", "陆贵华")])
    assert one.dossier.text("unit.contacts.filled_by") == "陆贵华"
    # What was changed elsewhere since is not overwritten by undo here.
    assert one.undo() == "填报人"
    assert two.dossier.text("unit.contacts.filled_by") == "陆贵华"
    assert whole.undo() == "填报人"
    assert two.dossier.text("unit.contacts.filled_by") == "才让卓玛"


def test_a_workspace_is_not_made_in_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="找不到"):
        Workspace.open(tmp_path / "没有" / "a.jixiao", create=True)


def test_the_sample_holds_units_and_projects(tmp_path: Path) -> None:
    with create_sample(tmp_path / "样例.jixiao") as sample:
        assert len(sample_files()) == 1
        assert len(sample.projects()) == 3
        first = sample.edit(sample.projects()[0].id)
        assert first.dossier.text("name") == "干部教育培训项目"
        assert first.dossier.text("indicators.~1.monitoring.actual") == "12"
        assert first.notice.id == "sample"


MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/share /mnt/共享 cifs rw 0 0
/dev/sdb1 /media/person/U盘\\0401 vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/srv/person/文档/a.jixiao", ""),
        ("/mnt/共享/a.jixiao", "网络文件夹"),
        ("/media/person/U盘 1/a.jixiao", "移动硬盘"),
        ("/srv/person/OneDrive/a.jixiao", "同步盘"),
        ("\\\\server\\share\\a.jixiao", "网络文件夹"),
    ],
)
def test_unsafe_places_are_named(
    path: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS, encoding="utf-8")
    real = places._mount_of
    monkeypatch.setattr(places, "_mount_of", lambda p: real(p, table))
    monkeypatch.setattr(places.sys, "platform", "linux")
    warning = places.warning_for(Path(path))
    assert said in warning
    assert bool(warning) is bool(said)


def test_the_default_place_is_under_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.default_file().parent.name == "预算绩效数据"
    assert places.default_file().suffix == ".jixiao"
