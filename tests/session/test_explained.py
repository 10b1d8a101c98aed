"""Explanations: they let a finding pass as long as what they speak of stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao_desktop.domain.changes import Explain, SetText
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.session.check import verdict
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.overview import Overview, Standing
from jixiao_desktop.session.workspace import Workspace

EQUIPMENT = (
    Path(__file__).resolve().parents[1] / "data" / "examples" / "self-evaluation-equipment.json"
)
REASON = "厂家年底集中降价，省下的资金已交回财政。"


class Clock:
    """The workspace's time, moved by hand."""

    hour = 8

    def __call__(self) -> str:
        return f"2024-12-20T{self.hour:02}:00:00+08:00"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(Workspace, "now", lambda _self: made())
    return made


@pytest.fixture
def editing(tmp_path: Path, clock: Clock) -> Iterator[Editing]:
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as workspace:
        workspace.import_exchange(json.loads(EQUIPMENT.read_text("utf-8")))
        project = workspace.projects()[0]
        workspace.choose_notice(project.unit_id, "national-self-evaluation")
        yield workspace.edit(project.id)


def cost(editing: Editing) -> Finding:
    """The finding that a printer's price is far below its target."""
    return next(
        f
        for f in editing.findings()
        if f.severity is Severity.EXPLAIN and f.path.endswith("self_evaluation.actual")
    )


def explain(editing: Editing, finding: Finding, text: str, at: str) -> Finding:
    note = Explanation(finding.rule, finding.path, text, "张三", at)
    editing.step("写说明", [Explain(note)])
    return next(f for f in editing.findings() if (f.rule, f.path) == (finding.rule, finding.path))


def test_an_explanation_passes_with_its_name_and_time(editing: Editing, clock: Clock) -> None:
    before = verdict(editing.findings()).explain
    clock.hour = 9
    after = explain(editing, cost(editing), REASON, clock())
    assert after.passes
    assert (after.explained, after.by, after.at) == (REASON, "张三", "2024-12-20T09:00:00+08:00")
    assert verdict(editing.findings()).explain == before - 1


def test_a_figure_typed_anew_asks_for_confirmation_and_undo_takes_that_back(
    editing: Editing, clock: Clock
) -> None:
    clock.hour = 9
    finding = explain(editing, cost(editing), REASON, clock())
    clock.hour = 10
    editing.step("改数", [SetText(finding.path, "1400")])
    again = cost(editing)
    assert again.path == finding.path
    assert (again.passes, again.explained) == (False, REASON)
    assert "需重新确认" in again.doubt
    editing.undo()
    assert cost(editing).passes
    editing.redo()
    clock.hour = 11
    assert explain(editing, cost(editing), REASON, clock()).passes


def test_confirming_a_figure_without_changing_it_leaves_the_explanation(
    editing: Editing, clock: Clock
) -> None:
    clock.hour = 9
    finding = explain(editing, cost(editing), REASON, clock())
    clock.hour = 10
    same = editing.dossier.text(finding.path)
    editing.step("确认", [SetText(finding.path, same)])
    assert cost(editing).passes


@pytest.mark.parametrize("text", ["因……，价格低于目标。", "无", "——"])
def test_a_phrase_with_a_blank_or_a_word_like_nothing_does_not_count(
    editing: Editing, clock: Clock, text: str
) -> None:
    clock.hour = 9
    after = explain(editing, cost(editing), text, clock())
    assert not after.passes
    assert after.explained == text
    assert after.doubt


def test_explanations_travel_with_their_figures(
    editing: Editing, clock: Clock, tmp_path: Path
) -> None:
    clock.hour = 9
    finding = explain(editing, cost(editing), REASON, clock())
    workspace = editing._workspace
    data = workspace.export_exchange(editing.unit_id)
    kept = data["projects"][0]["explanations"]
    assert [set(one) for one in kept] == [{"rule", "path", "text", "by", "at"}]
    clock.hour = 12
    with Workspace.open(tmp_path / "另一台.jixiao", create=True) as other:
        other.import_exchange(data)
        there = cost(other.edit(other.projects()[0].id))
        assert there.passes
        assert replace(there, path="") == replace(finding, path="", also=there.also)
        assert other.export_exchange(other.units()[0].id)["projects"][0]["explanations"] == kept


def test_the_list_of_tasks_follows_the_verdict(editing: Editing, clock: Clock) -> None:
    overview = Overview(editing.workspace)
    before = standing(overview, editing)
    counted = verdict(editing.findings())
    assert (before.must_fix, before.explain) == (counted.must_fix, counted.explain)
    assert before.state == f"{counted.must_fix} 处必改"
    clock.hour = 9
    finding = explain(editing, cost(editing), REASON, clock())
    assert standing(overview, editing).explain == before.explain - 1
    clock.hour = 10
    editing.step("改数", [SetText(finding.path, "1400")])
    assert standing(overview, editing).explain == verdict(editing.findings()).explain


def standing(overview: Overview, editing: Editing) -> Standing:
    view = overview.view(editing.unit_id)
    assert view is not None
    return overview.standing(view, editing.id, "project")
