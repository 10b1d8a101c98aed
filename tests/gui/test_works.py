"""The kinds of work of a year: changed by a key, each row with its own state under each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from jixiao_desktop.domain.changes import LockedError, SetText, Unlock
from jixiao_desktop.domain.dossier import Unlocked
from jixiao_desktop.gui.output_page import OutputPage
from jixiao_desktop.gui.panels.task_list import MISSING, NAME, STATE
from jixiao_desktop.resources import resources_root
from tests.gui.windows import CTRL, PARTY_SCHOOL, press, settle, type_text, window_of

MONITORING, YEAR_END, WHOLE = Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4


def test_a_key_changes_the_work_and_what_the_rows_say(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        home = window.home
        home.work_all()
        assert home.works.buttons["monitoring"].isChecked()
        assert home.works.buttons["self_evaluation"].text().endswith("3月31日前")
        assert home.model.index(1, STATE).data().endswith("处必改")
        press(YEAR_END, CTRL)
        home.work_all()
        assert home.works.buttons["self_evaluation"].isChecked()
        assert home.ui.dates.text().startswith("自评时点 12月31日")
        assert home.model.index(1, STATE).data() == "未开始"
        assert home.model.index(1, MISSING).data() == "打开后可以带入监控数"
        press(MONITORING, CTRL)
        home.work_all()
        assert home.model.index(1, STATE).data().endswith("处必改")


def test_what_was_exported_under_one_notice_is_not_exported_under_another(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        unit = window.workspace.units()[0].id
        project = window.workspace.projects()[0].id
        july = window.workspace.edit(project).notice.id
        window.open_project(project)
        assert window.wizard is not None
        window.wizard.keep_done("output")
        press(YEAR_END, CTRL)
        assert window.wizard is not None, "the project stays open, with the steps of the new work"
        assert "output" not in window.wizard.flow.done
        assert {step.form.stage for step in window.wizard.flow.steps if step.form} == {
            "self_evaluation"
        }
        press(MONITORING, CTRL)
        assert window.workspace.edit_unit(unit).notice.id == july
        assert window.wizard is not None
        assert "output" in window.wizard.flow.done


def test_a_unit_without_projects_does_its_own_work_from_its_row(tmp_path: Path) -> None:
    with window_of(tmp_path) as window:
        sample = resources_root() / "forms" / "unit-monitoring-table" / "2019" / "sample.json"
        data = json.loads(sample.read_text("utf-8"))
        window.workspace.import_exchange({**data, "projects": []})
        window.show_home(window.workspace.units()[0].id)
        home = window.home
        press(WHOLE, CTRL)
        home.work_all()
        assert home.model.index(0, NAME).data() == "部门整体支出"
        assert home.model.index(0, STATE).data() not in ("", "未开始")
        assert home.model.shown[0].under == "整体监控表 · 整体监控报告"
        assert home.ready.accessibleName().endswith("个单位")
        assert not home.ui.new_project.isVisible()
        press(Qt.Key.Key_Return)
        settle()
        assert window.wizard is not None
        assert window.wizard.of_unit
        assert window.wizard.current.form is not None
        assert window.wizard.current.form.scope == "unit"


def test_a_project_makes_room_for_the_list_where_the_unit_is_asked_for(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_Return)
        assert window.wizard is not None
        press(WHOLE, CTRL)
        assert window.wizard is None
        assert window.home.view is not None
        assert window.home.view.whole


def test_the_notice_last_chosen_for_a_work_is_taken_again(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        from jixiao_desktop.session.works import choose

        unit = window.workspace.units()[0].id
        choose(window.workspace, unit, "sichuan-self-evaluation")
        press(MONITORING, CTRL)
        press(YEAR_END, CTRL)
        assert window.workspace.notice_id(unit) == "sichuan-self-evaluation"


def test_the_offices_framework_is_laid_out_with_one_key(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_6, CTRL)
        window.open_project(window.workspace.projects()[0].id, "evaluation-indicators")
        settle()
        assert window.wizard is not None
        editing = window.wizard.editing
        press(Qt.Key.Key_N, CTRL)
        rows = editing.dossier.row_ids("evaluation.indicators")
        assert len(rows) > 10
        assert editing.undo_name == "摆好全部指标"
        assert editing.dossier.text(f"evaluation.indicators.{rows[0]}.level3") == "立项依据充分性"
        type_text("5")
        press(Qt.Key.Key_Tab)
        assert editing.dossier.text(f"evaluation.indicators.{rows[0]}.weight") == "5"


def test_what_was_ticked_after_printing_stays_ticked(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        project = window.workspace.projects()[0].id
        window.open_project(project, "output")
        assert window.wizard is not None
        page = cast(OutputPage, window.wizard.page)
        first, second, *_ = page.afterwards.values()
        first.click()
        second.click()
        second.click()
        window.show_home()
        window.open_project(project, "output")
        page = cast(OutputPage, window.wizard.page)
        kept = [tick.isChecked() for tick in page.afterwards.values()]
        assert kept == [True, False, False, False]


def test_what_was_approved_is_the_locked_target_everywhere(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(window.workspace.projects()[0].id)
        press(Qt.Key.Key_1, CTRL)
        row = editing.dossier.row_ids()[0]
        target, goal = f"indicators.{row}.target", "goal"
        editing.step("批复", [SetText("approved.date", "2024-02-01"),
                            SetText("approved.document", "财〔2024〕1号")])  # fmt: skip
        for key in (MONITORING, YEAR_END, Qt.Key.Key_6):
            press(key, CTRL)
            assert editing.dossier.locked(target)
            assert editing.dossier.locked(goal)
            with pytest.raises(LockedError):
                editing.step("改指标值", [SetText(target, "21")])
        press(YEAR_END, CTRL)
        editing.step("解锁", [Unlock(Unlocked(target, "年中调整计划", "张三", "2024-09-01"))])
        editing.step("改指标值", [SetText(target, "21")])
        press(MONITORING, CTRL)
        assert editing.dossier.text(target) == "21"
        assert editing.dossier.locked(goal)


def test_a_new_year_without_projects_points_at_those_of_the_last(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        unit = window.workspace.units()[0]
        made = window.workspace.add_unit(unit.name, unit.year + 1)
        window.show_home(made)
        assert window.home.ui.empty.text() == (
            f"还没有项目。{unit.year}年有1个项目，按“从去年带入…”照着做。"
        )
