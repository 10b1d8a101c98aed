"""A unit's text held against its projects while it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao_desktop.domain.changes import Explain, SetText
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.session.beside import Beside
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.full_check import check_subject, subjects_of
from jixiao_desktop.session.overview import Overview
from jixiao_desktop.session.workspace import Workspace

SOUND = Path(__file__).parents[1] / "data" / "reviews" / "sound" / "department.json"
FUNDS = "unit_report.monitoring.sections.fund_execution"
COUNT = "unit_report.monitoring.sections.organization"
MONEY = "report.money"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    seconds = iter(range(1_000_000))
    monkeypatch.setattr(Workspace, "now", lambda _self: f"2024-08-01T00:00:{next(seconds):06}")
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as made:
        unit = made.import_exchange(json.loads(SOUND.read_text("utf-8"))).unit_id
        made.choose_notice(unit, "national-unit-monitoring")
        yield made


def unit_of(workspace: Workspace) -> Editing:
    return workspace.edit_unit(workspace.units()[0].id)


def change(editing: Editing, path: str, old: str, new: str) -> None:
    text = editing.dossier.text(path)
    assert old in text
    editing.step("改写", [SetText(path, text.replace(old, new))])


def test_a_figure_that_departs_from_the_projects_is_found_and_goes_again(
    workspace: Workspace,
) -> None:
    unit = unit_of(workspace)
    beside = Beside(unit)
    assert beside.look() == ()
    change(unit, FUNDS, "101.50", "105.10")
    (found,) = beside.look()
    assert (found.rule, found.path) == (MONEY, FUNDS)
    assert "105.10万元" in found.message
    assert "各项目合计是101.50万元" in found.message
    unit.undo()
    assert beside.look() == ()


def test_a_projects_figure_is_followed(workspace: Workspace) -> None:
    beside = Beside(unit_of(workspace))
    assert beside.look() == ()
    project = workspace.edit(workspace.projects()[0].id)
    spent = [f"monitoring.budget.{source}.spent" for source in ("total", "general_public")]
    before = project.dossier.text(spent[0])
    assert before
    project.step("执行数", [SetText(path, "60.00") for path in spent])
    assert MONEY in {one.rule for one in beside.look()}
    project.step("执行数", [SetText(path, before) for path in spent])
    assert MONEY not in {one.rule for one in beside.look()}


def test_nothing_is_read_again_until_something_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = unit_of(workspace)
    beside = Beside(unit)
    beside.look()
    read: list[str] = []
    known = Workspace.edit
    monkeypatch.setattr(
        Workspace, "edit", lambda self, owner: read.append(owner) or known(self, owner)
    )
    beside.look()
    unit.step("电话", [SetText("unit.contacts.phone", "0977-1")])
    beside.look()
    assert (read, beside.stale()) == ([], False)
    change(unit, COUNT, "共2个", "共3个")
    assert [one.rule for one in beside.look()] == ["department.projects"]
    assert len(read) == 2


def test_reading_goes_project_by_project(workspace: Workspace) -> None:
    unit = unit_of(workspace)
    change(unit, COUNT, "共2个", "共3个")
    beside = Beside(unit)
    turns = beside.looking()
    for _ in workspace.projects():
        next(turns)
        assert beside.found == ()
    assert list(turns) == []
    assert len(beside.found) == 1


def test_a_unit_with_figures_of_its_own_is_left_to_them(workspace: Workspace) -> None:
    unit = unit_of(workspace)
    change(unit, COUNT, "共2个", "共3个")
    unit.step("预算", [SetText("unit_report.budget.basic.total", "500.00")])
    assert Beside(unit).look() == ()


def test_the_full_check_and_the_list_of_tasks_tell_it_too(workspace: Workspace) -> None:
    unit = unit_of(workspace)
    overview = Overview(workspace)
    view = overview.view(unit.unit_id)
    assert view is not None
    before = overview.standing(view, unit.unit_id, "unit").explain
    change(unit, COUNT, "共2个", "共3个")
    (whole,) = (one for one in subjects_of(workspace) if one.whole)
    found = check_subject(workspace, whole).projects[0].findings
    assert "department.projects" in {one.rule for one in found}
    assert overview.standing(view, unit.unit_id, "unit").explain == before + 1


def test_an_explanation_of_it_passes(workspace: Workspace) -> None:
    unit = unit_of(workspace)
    change(unit, COUNT, "共2个", "共3个")
    beside = Beside(unit)
    (found,) = beside.look()
    note = Explanation(found.rule, found.path, "另1个项目9月起纳入。", "甲", workspace.now())
    unit.step("写说明", [Explain(note)])
    (again,) = beside.look()
    assert (again.passes, again.by) == (True, "甲")
