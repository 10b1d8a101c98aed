"""A new year starts from the last one; what was spent, reached or scored stays behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao_desktop.domain.changes import LockedError, Unlock, set_text
from jixiao_desktop.domain.dossier import Origin, Unlocked
from jixiao_desktop.session.carry import carry_unit, confirm
from jixiao_desktop.session.workspace import Problem, Workspace

DATA = Path(__file__).parents[1] / "data" / "exchange"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as made:
        for name in ("self-evaluation-training", "monitoring-party-school"):
            made.import_exchange(json.loads((DATA / f"{name}.json").read_text("utf-8")))
        yield made


def project_named(workspace: Workspace, name: str) -> str:
    return next(p.id for p in workspace.projects(year=2024) if p.name == name)


@pytest.mark.parametrize("name", ["培训经费", "干部教育培训项目"])
def test_only_plans_are_proposed(workspace: Workspace, name: str) -> None:
    source = project_named(workspace, name)
    offered = workspace.carry_proposal(source)
    paths = [one.path for one in offered]
    assert "name" in paths
    assert "budget.total.initial" in paths
    words = ("spent", "actual", "score", "received", "revised", "adjustment", "approved", "as_of")
    assert not [p for p in paths if any(word in p for word in words)]
    dossier = workspace.edit(source).dossier
    assert all(one.last_text == dossier.text(one.path) for one in offered)
    assert {one.take for one in offered if one.path == "goal"} == {False}
    assert "三级指标" in {one.label.partition(" · ")[2] for one in offered}


def carried(workspace: Workspace) -> str:
    source = project_named(workspace, "干部教育培训项目")
    chosen = [one.path for one in workspace.carry_proposal(source) if one.take]
    return workspace.carry_from(source, 2025, chosen)


def test_what_is_chosen_is_carried_into_the_new_year(workspace: Workspace) -> None:
    editing = workspace.edit(carried(workspace))
    dossier = editing.dossier
    assert dossier.year == 2025
    assert dossier.text("unit.name") == "中共锡林郭勒盟委员会党校"
    assert dossier.text("goal") == ""
    assert len(dossier.row_ids()) == 4
    assert {e.origin for e in dossier.entries.values()} == {Origin.CARRIED}
    assert [p.name for p in workspace.projects(year=2025)] == ["干部教育培训项目"]
    # The unit's year is made once.
    carried(workspace)
    assert len(workspace.units(2025)) == 1


def test_a_carried_budget_is_locked_until_a_reason_is_given(workspace: Workspace) -> None:
    editing = workspace.edit(carried(workspace))
    with pytest.raises(LockedError, match="带入"):
        editing.step("预算", [set_text("budget.total.initial", "120")])
    reason = Unlocked("budget.total.initial", "按2025年批复填写", "甲", "2025-02-01")
    editing.step("预算", [Unlock(reason), set_text("budget.total.initial", "120")])
    assert editing.dossier.text("budget.total.initial") == "120"
    assert editing.dossier.unlocked == (reason,)


def test_carried_texts_are_confirmed_as_one_step(workspace: Workspace) -> None:
    editing = workspace.edit(carried(workspace))
    count = confirm(editing)
    assert count > 20
    assert editing.undo_name == "确认带入"
    left = {p for p, e in editing.dossier.under("") if e.origin is Origin.CARRIED}
    assert left == {p for p in editing.dossier.entries if p.endswith(".initial")}
    assert confirm(editing) == 0


def test_a_project_is_not_carried_into_its_own_year(workspace: Workspace) -> None:
    with pytest.raises(Problem, match="2024年就是"):
        workspace.carry_from(project_named(workspace, "培训经费"), 2024, ["name"])


def test_the_units_facts_come_along_into_its_next_year(workspace: Workspace) -> None:
    unit = next(one for one in workspace.units() if workspace.projects(one.id))
    source = workspace.edit_unit(unit.id)
    source.step("填报人", [set_text("unit.contacts.filled_by", "马秀英")])
    made = workspace.add_unit(unit.name, unit.year + 1)
    assert carry_unit(workspace, made) >= 1
    dossier = workspace.edit_unit(made).dossier
    assert dossier.text("unit.contacts.filled_by") == "马秀英"
    assert dossier.origin("unit.contacts.filled_by") is Origin.CARRIED
    assert carry_unit(workspace, workspace.add_unit("别的单位", 2025)) == 0
