"""The work a file was begun in: followed where nobody chose, never written into the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.session.exchange import parse
from jixiao_desktop.session.works import WORKS, choose, notice_for, work_carried, work_of
from jixiao_desktop.session.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "data" / "examples"
SAMPLES = {
    "target-table": "target",
    "monitoring-table": "monitoring",
    "self-evaluation-table": "self_evaluation",
    "unit-monitoring-table": "unit_monitoring",
    "unit-self-evaluation-table": "unit_self_evaluation",
    "evaluation-table": "evaluation",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as made:
        yield made


def sample(form_id: str) -> dict[str, Any]:
    """The sample of a form, as a file that names no notice."""
    folder = load_catalog().form(form_id).folder
    found = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return {key: value for key, value in found.items() if key != "notice"}


def timeless(thing: Any) -> Any:
    """The same data without the dates they were looked at."""
    if isinstance(thing, dict):
        return {key: timeless(one) for key, one in thing.items() if key != "as_of"}
    return [timeless(one) for one in thing] if isinstance(thing, list) else thing


def work_now(workspace: Workspace, unit: str) -> str:
    year = workspace.edit_unit(unit).year
    return work_of(workspace, workspace.notice_of(workspace.notice_id(unit), year)).id


@pytest.mark.parametrize(("form_id", "work"), SAMPLES.items())
def test_a_fresh_unit_begins_with_what_its_file_carries(
    form_id: str, work: str, workspace: Workspace
) -> None:
    data = sample(form_id)
    assert work_carried(parse(data, load_catalog().dictionary)).id == work
    unit = workspace.import_exchange(data).unit_id
    assert work_now(workspace, unit) == work
    assert "notice" not in workspace.export_exchange(unit)
    assert workspace.import_exchange(data).updated == []


def test_what_a_person_chose_stays(workspace: Workspace) -> None:
    data = json.loads((DATA / "self-evaluation-training.json").read_text("utf-8"))
    unit = workspace.import_exchange(data).unit_id
    assert work_now(workspace, unit) == "self_evaluation"
    choose(workspace, unit, "national")
    workspace.import_exchange(data)
    assert work_now(workspace, unit) == "monitoring"
    assert workspace.export_exchange(unit)["notice"] == "national"


def test_a_unit_that_has_projects_keeps_its_work(workspace: Workspace) -> None:
    data = json.loads((DATA / "self-evaluation-training.json").read_text("utf-8"))
    unit = workspace.add_unit(data["unit"]["name"], data["year"])
    workspace.add_project(unit, "会议经费")
    assert workspace.import_exchange(data).unit_id == unit
    assert work_now(workspace, unit) == "monitoring"


def test_a_unit_just_entered_follows_its_first_file(workspace: Workspace) -> None:
    data = json.loads((DATA / "self-evaluation-training.json").read_text("utf-8"))
    unit = workspace.add_unit(data["unit"]["name"], data["year"])
    assert workspace.import_exchange(data).unit_id == unit
    assert work_now(workspace, unit) == "self_evaluation"


@pytest.mark.parametrize("form_id", SAMPLES)
def test_nothing_goes_out_of_sight_where_a_file_names_no_day(
    form_id: str, workspace: Workspace
) -> None:
    unit = workspace.import_exchange(timeless(sample(form_id))).unit_id
    before = workspace.export_exchange(unit)
    for work in WORKS:
        notice = notice_for(workspace, unit, work.id)
        assert notice is not None
        if work.id.removeprefix("unit_") != SAMPLES[form_id].removeprefix("unit_"):
            choose(workspace, unit, notice.id)
            now = workspace.export_exchange(unit)
            assert now.pop("notice") == notice.id
            assert now == before
