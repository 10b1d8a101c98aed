"""From July to December: what is carried, what stays, and how the whole year reads."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.session import year_end
from jixiao_desktop.session.carry import confirm
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.whole_year import year_of
from jixiao_desktop.session.workspace import Workspace
from tests.gui.windows import PARTY_SCHOOL, workspace_with

YEAR_END = "national-self-evaluation"
SPENT = "self_evaluation.budget.total.spent"


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Workspace, Editing]:
    space = workspace_with(tmp_path, PARTY_SCHOOL)
    return space, space.edit(space.projects()[0].id)


def actual(editing: Editing, line: int, stage: str = "self_evaluation") -> str:
    row = editing.dossier.row_ids()[line]
    return f"indicators.{row}.{stage}.actual"


def test_july_is_proposed_under_the_year_end_notice_although_it_names_no_july(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    july = editing.dossier.text(actual(editing, 1, "monitoring"))
    space.choose_notice(editing.unit_id, YEAR_END)
    found = {one.path: one for one in year_end.proposal(editing)}
    assert found[actual(editing, 1)].july == july == "702"
    assert any(path.endswith(".spent") for path in found)
    assert not any(path.endswith(("causes", "forecast", "as_of")) for path in found)


def test_taking_marks_as_carried_and_one_undo_takes_all_back(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    space.choose_notice(editing.unit_id, YEAR_END)
    paths = [one.path for one in year_end.proposal(editing) if one.take]
    assert year_end.take(editing, paths) == len(paths) > 4
    assert {editing.dossier.origin(path) for path in paths} == {Origin.CARRIED}
    assert year_end.waiting(editing) == 0
    assert editing.undo_name == "带入监控数"
    editing.undo()
    assert not any(editing.dossier.filled(path) for path in paths)
    editing.redo()
    assert confirm(editing, paths[:1]) == 1
    assert editing.dossier.origin(paths[0]) is Origin.TYPED


def test_what_is_typed_for_december_is_never_overwritten(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    space.choose_notice(editing.unit_id, YEAR_END)
    path = actual(editing, 1)
    editing.step("实际完成值", [SetText(path, "1960")])
    line = next(one for one in year_end.proposal(editing) if one.path == path)
    assert (line.take, line.december) == (False, "1960")
    year_end.take(editing, [one.path for one in year_end.proposal(editing)])
    assert editing.dossier.text(path) == "1960"
    assert editing.dossier.origin(path) is Origin.TYPED


def test_chapters_of_the_july_report_wait_to_be_asked_for(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    editing.step("存在问题", [SetText("monitoring.sections.problems", "秋季学期未开学。")])
    space.choose_notice(editing.unit_id, YEAR_END)
    found = {one.path: one.take for one in year_end.proposal(editing)}
    assert found.get("self_evaluation.sections.problems", False) is False


def test_july_stays_as_it_was_when_one_goes_back_to_the_monitoring_notice(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    before, notice = dict(editing.dossier.entries), space.notice_id(editing.unit_id)
    space.choose_notice(editing.unit_id, YEAR_END)
    year_end.take(editing, [one.path for one in year_end.proposal(editing)])
    space.choose_notice(editing.unit_id, notice)
    now = editing.dossier.entries
    assert {path: now.get(path) for path in before} == before


def test_the_year_reads_the_same_under_either_notice(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    july = year_of(editing)
    space.choose_notice(editing.unit_id, YEAR_END)
    december = year_of(editing)
    assert july.initial == december.initial == Decimal(100)
    assert july.july == december.july
    assert (july.july.spent, july.window) == (Decimal("41.88"), "1-7月")
    assert [one.july for one in december.indicators][:2] == ["12", "702"]
    assert december.indicators[1].july_share is not None
    assert december.total is None


def test_scores_come_from_the_proposal_until_one_is_typed(
    desk: tuple[Workspace, Editing],
) -> None:
    space, editing = desk
    space.choose_notice(editing.unit_id, YEAR_END)
    row = editing.dossier.row_ids()[1]
    base = f"indicators.{row}"
    editing.step("分值", [SetText(f"{base}.weight", "10"),
                        SetText(f"{base}.self_evaluation.actual", "980")])  # fmt: skip
    shown = year_of(editing).indicators[1]
    assert (shown.score, shown.proposed) == (Decimal("5.00"), True)
    editing.step("得分", [SetText(f"{base}.self_evaluation.score", "7")])
    shown = year_of(editing).indicators[1]
    assert (shown.score, shown.proposed) == (Decimal(7), False)
    assert shown.december_share == Decimal("0.5")
