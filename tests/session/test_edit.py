"""Steps, locks, time points and undo of one project in hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao_desktop.domain.changes import (
    Change,
    DropRow,
    Explain,
    LockedError,
    MoveRow,
    SetText,
    Unlock,
    set_text,
)
from jixiao_desktop.domain.dossier import Dossier, Explanation, Origin, Unlocked
from jixiao_desktop.session.check import check_dossier
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.workspace import Workspace


@pytest.fixture
def editing(tmp_path: Path) -> Iterator[Editing]:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as workspace:
        unit = workspace.add_unit("党校", 2024)
        yield workspace.edit(workspace.add_project(unit, "培训"))


def state(dossier: Dossier) -> object:
    """Everything that undo must bring back."""
    rows = {kind: ids for kind, ids in dossier.rows.items() if ids}
    notes = sorted((e.rule, e.path, e.text) for e in dossier.explanations)
    opened = sorted((u.path, u.reason) for u in dossier.unlocked)
    entries = {p: (e.text, e.origin) for p, e in dossier.entries.items()}
    return entries, rows, notes, opened


def test_a_step_is_on_disk_when_it_returns(editing: Editing, tmp_path: Path) -> None:
    editing.step("年初预算数", [set_text("budget.total.initial", " 1,200 ")])
    copy = tmp_path / "copy.jixiao"
    copy.write_bytes((tmp_path / "a.jixiao").read_bytes())
    with Workspace.open(copy) as other:
        dossier = other.edit(other.projects()[0].id).dossier
    assert dossier.text("budget.total.initial") == " 1,200 "
    assert dossier.origin("budget.total.initial") is Origin.TYPED


def test_callbacks_hear_of_each_step_and_only_of_changes(editing: Editing) -> None:
    heard: list[str] = []
    editing.on_change.append(lambda: heard.append(editing.dossier.text("goal")))
    editing.step("目标", [set_text("goal", "一")])
    editing.step("目标", [set_text("goal", "一")])
    editing.undo()
    assert heard == ["一", ""]
    assert editing.undo_name == ""
    assert editing.redo_name == "目标"


def test_steps_with_the_same_key_are_one_for_undo(editing: Editing) -> None:
    for text in ("培", "培训", "培训20次"):
        editing.step("目标", [set_text("goal", text)], merge="goal-1")
    editing.step("目标", [set_text("goal", "另写")], merge="goal-2")
    assert editing.undo() == "目标"
    assert editing.dossier.text("goal") == "培训20次"
    assert editing.undo() == "目标"
    assert editing.dossier.text("goal") == ""
    assert editing.undo() == ""
    editing.redo()
    assert editing.dossier.text("goal") == "培训20次"
    editing.step("目标", [set_text("goal", "又写")], merge="goal-1")
    assert editing.redo_name == ""
    editing.undo()
    assert editing.dossier.text("goal") == "培训20次"


def test_a_locked_place_raises_before_anything_is_written(editing: Editing) -> None:
    editing.step("批复", [set_text("goal", "原目标"), set_text("approved.date", "2024年2月20日")])
    with pytest.raises(LockedError, match="已锁定"):
        editing.step("改", [set_text("purpose", "别的"), set_text("goal", "改目标")])
    assert editing.dossier.text("purpose") == ""
    opened = Unlocked("goal", "批复文件有误，已报财政局", "才让卓玛", "2024-08-01")
    editing.step("解锁", [Unlock(opened), set_text("goal", "改目标")])
    assert editing.dossier.text("goal") == "改目标"
    assert editing.dossier.unlocked == (opened,)
    editing.undo()
    assert editing.dossier.text("goal") == "原目标"
    assert editing.dossier.locked("goal")


def test_july_and_october_live_side_by_side(editing: Editing) -> None:
    row = editing.add_row("indicators")
    actual = f"indicators.{row.row}.monitoring.actual"
    editing.step("七月", [row, set_text(actual, "12"), set_text("monitoring.goal_progress", "七")])
    editing.step("时点", [set_text("monitoring.as_of", "2024-10-31"), set_text(actual, "18")])
    assert editing.dossier.text(actual) == "18"
    assert editing.dossier.text("monitoring.goal_progress") == ""
    editing.step("时点", [set_text("monitoring.as_of", "2024年7月31日")])
    assert editing.dossier.text(actual) == "12"
    assert editing.dossier.text("monitoring.goal_progress") == "七"
    editing.undo()
    assert editing.dossier.text(actual) == "18"
    editing.undo()
    assert editing.dossier.text(actual) == "12"
    editing.redo()
    assert editing.dossier.text(actual) == "18"


def test_an_explanation_belongs_to_its_time_point(editing: Editing) -> None:
    note = Explanation("rate.slow", "monitoring.budget_reason", "秋季开班", "甲", "2024-08-01")
    editing.step("说明", [Explain(note)])
    assert editing.dossier.explanations == (note,)
    editing.step("时点", [set_text("monitoring.as_of", "2024-10-31")])
    assert editing.dossier.explanations == ()
    editing.undo()
    assert editing.dossier.explanations == (note,)


def test_a_dropped_row_comes_back_with_id_place_and_texts(editing: Editing) -> None:
    rows = [editing.add_row("indicators") for _ in range(3)]
    changes: list[Change] = [*rows]
    changes += [set_text(f"indicators.{row.row}.name", f"指标{n}") for n, row in enumerate(rows)]
    editing.step("三行", changes)
    before = state(editing.dossier)
    editing.step("删去", [DropRow("indicators", rows[1].row)])
    assert editing.dossier.row_ids() == (rows[0].row, rows[2].row)
    assert not editing.dossier.text(f"indicators.{rows[1].row}.name")
    editing.undo()
    assert state(editing.dossier) == before


def test_moved_and_dropped_rows_keep_their_order_across_closing(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "a.jixiao", create=True)
    project = workspace.add_project(workspace.add_unit("党校", 2024), "培训")
    editing = workspace.edit(project)
    rows = [editing.add_row("indicators") for _ in range(5)]
    editing.step("五行", rows)
    a, b, c, d, e = (row.row for row in rows)
    editing.step("移动", [MoveRow("indicators", e, 0), MoveRow("indicators", b, 3)])
    editing.step("删去", [DropRow("indicators", c)])
    workspace, editing = reopened(workspace, project)
    assert editing.dossier.row_ids() == (e, a, b, d)
    editing.undo()
    workspace, editing = reopened(workspace, project)
    assert editing.dossier.row_ids() == (e, a, c, b, d)
    editing.undo()
    assert editing.dossier.row_ids() == (a, b, c, d, e)
    workspace.close()


def test_stages_in_work_are_those_of_the_notice(editing: Editing) -> None:
    assert editing.dossier.stages == {"monitoring"}
    editing.step("自评", [set_text("self_evaluation.goal_progress", "完成")])
    assert editing.dossier.stages == {"monitoring"}
    editing._workspace.choose_notice(editing.unit_id, "national-self-evaluation")
    assert editing.dossier.stages == {"self_evaluation"}


def test_undo_reaches_back_two_hundred_steps_across_closing(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as workspace:
        project = workspace.add_project(workspace.add_unit("党校", 2024), "培训")
        editing = workspace.edit(project)
        for number in range(220):
            editing.step(f"第{number}步", [set_text("budget.total.initial", str(number))])
    with Workspace.open(tmp_path / "a.jixiao") as workspace:
        editing = workspace.edit(project)
        assert editing.undo_name == "第219步"
        assert [editing.undo() for _ in range(221)][-2:] == ["第0步", ""]
        assert editing.dossier.text("budget.total.initial") == ""
        assert editing.redo_name == "第0步"


PATHS = (
    "goal", "purpose", "budget.total.initial", "monitoring.goal_progress", "unit.contacts.head",
    "unit_report.goal", "monitoring.as_of", "self_evaluation.as_of",
)  # fmt: skip
TEXTS = st.sampled_from(["", "1,200", "2024-10-31", "=A1", "<&>\n\t\x0b", "𠀀🙂", "甲·乙"])
MOVES = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(PATHS), TEXTS),
    st.tuples(st.just("add"), st.just("indicators"), st.none()),
    st.tuples(st.just("add"), st.just("unit_report.team"), st.none()),
    st.tuples(st.just("drop"), st.integers(0, 5), st.none()),
    st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 5)),
    st.tuples(st.just("name"), st.integers(0, 5), TEXTS),
    st.tuples(st.just("note"), st.sampled_from(PATHS[:4]), TEXTS),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
    st.tuples(st.just("close"), st.none(), st.none()),
)


def changes_of(editing: Editing, move: tuple[str, object, object]) -> list[Change]:
    kind, what, more = move
    ids = editing.dossier.row_ids()
    if kind == "set":
        return [SetText(str(what), str(more))]
    if kind == "add":
        row = editing.add_row(str(what))
        return [row, SetText(f"{row.kind}.{row.row}.name", "新行")]
    if kind == "note":
        return [Explain(Explanation("rule", str(what), str(more)))]
    if not ids:
        return []
    row_id = ids[int(str(what)) % len(ids)]
    if kind == "drop":
        return [DropRow("indicators", row_id)]
    if kind == "move":
        return [MoveRow("indicators", row_id, int(str(more)) % len(ids))]
    return [SetText(f"indicators.{row_id}.name", str(more))]


@given(st.lists(MOVES, min_size=1, max_size=14))
@settings(max_examples=40)
def test_undoing_all_gives_the_original_and_redoing_all_the_final(
    moves: list[tuple[str, object, object]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jixiao"
        workspace = Workspace.open(path, create=True)
        project = workspace.add_project(workspace.add_unit("党校", 2024), "培训")
        original = state(workspace.edit(project).dossier)
        for move in moves:
            editing = workspace.edit(project)
            if move[0] == "undo":
                editing.undo()
            elif move[0] == "redo":
                editing.redo()
            elif move[0] == "close":
                workspace, editing = reopened(workspace, project)
            else:
                editing.step(move[0], changes_of(editing, move))
        workspace, editing = reopened(workspace, project)
        final = state(editing.dossier)
        undone = 0
        while editing.undo():
            undone += 1
        assert state(editing.dossier) == original
        workspace, editing = reopened(workspace, project)
        assert state(editing.dossier) == original
        for _ in range(undone):
            assert editing.redo()
        assert state(editing.dossier) == final
        workspace.verify()
        workspace.close()


def reopened(workspace: Workspace, project: str) -> tuple[Workspace, Editing]:
    workspace.close()
    again = Workspace.open(workspace.path)
    return again, again.edit(project)


@given(st.lists(MOVES, min_size=1, max_size=10))
@settings(max_examples=25)
def test_findings_after_each_step_are_those_of_a_fresh_check(
    moves: list[tuple[str, object, object]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "a.jixiao", create=True)
        project = workspace.add_project(workspace.add_unit("党校", 2024), "培训")
        editing = workspace.edit(project)
        editing.findings()
        for move in moves:
            if move[0] in ("undo", "redo"):
                getattr(editing, move[0])()
            elif move[0] != "close":
                editing.step(move[0], changes_of(editing, move))
            fresh = check_dossier(
                editing.dossier, editing.settings, workspace.catalog, editing.forms
            )
            assert editing.everything() == fresh
        workspace.close()
