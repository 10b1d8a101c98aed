"""The task list: rows, counts, search, keys, and 200 projects without a freeze."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from jixiao_desktop.gui.home import Home
from jixiao_desktop.gui.panels.task_list import (
    INITIAL,
    MISSING,
    NAME,
    RATE,
    STATE,
    Task,
    TaskModel,
    due_words,
    saved_words,
)
from jixiao_desktop.session.overview import Overview
from tests.gui.windows import (
    CTRL,
    PARTY_SCHOOL,
    SHIFT,
    first_project,
    focused,
    press,
    settle,
    type_text,
    window_of,
    workspace_with,
)


def shown(home: Home, row: int, column: int) -> str:
    return str(home.model.index(row, column).data())


def test_a_project_shows_its_state_budget_rate_and_what_is_missing(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.home.work_all()
        assert shown(window.home, 0, NAME) == "单位基本信息"
        assert shown(window.home, 1, NAME) == "干部教育培训项目"
        assert shown(window.home, 1, INITIAL) == "100.00"
        assert shown(window.home, 1, RATE) == "41.88%"
        assert shown(window.home, 1, STATE).endswith("处必改")
        assert "资金进度偏慢的原因" in shown(window.home, 1, MISSING)
        assert window.home.must.figure.text() == shown(window.home, 1, STATE).split(" ")[0]
        assert "41.88" in window.home.progress.sums.text()


def test_an_empty_workspace_says_one_sentence_and_offers_one_button(tmp_path: Path) -> None:
    with window_of(tmp_path) as window:
        home = window.home
        assert home.ui.empty.isVisible()
        assert not home.ui.table.isVisible()
        assert not home.ui.carry.isVisible()
        assert focused() is home.ui.new_project


def test_enter_opens_a_project_and_escape_returns_to_its_row(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        assert focused() is window.home.ui.table
        press(Qt.Key.Key_Return)
        assert window.wizard is not None
        assert window.wizard.editing.id == first_project(window)
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Escape)
        assert window.wizard is None
        assert window.home.current_id == first_project(window)


@pytest.mark.parametrize("wanted", ["gbjy", "教育", "GBJYPX"])
def test_search_finds_by_initials_and_by_part_of_the_name(tmp_path: Path, wanted: str) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_F, CTRL)
        assert focused() is window.home.ui.search
        type_text(wanted)
        assert [task.name for task in window.home.model.shown] == ["干部教育培训项目"]
        press(Qt.Key.Key_Return)
        assert window.wizard is not None


def test_search_without_a_hit_shows_nothing_and_escape_brings_all_back(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_F, CTRL)
        type_text("zzz")
        assert not window.home.model.shown
        press(Qt.Key.Key_Escape)
        assert len(window.home.model.shown) == 2


def test_two_hundred_projects_are_worked_out_in_slices(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, PARTY_SCHOOL)
    unit = workspace.units()[0].id
    for number in range(199):
        workspace.add_project(unit, f"第{number + 1}个项目")
    home = Home(Overview(workspace))
    home.show_unit()
    assert home.model.rowCount() == 201
    home._work()
    first = sum(task.known for task in home.model.tasks)
    assert 0 < first < 201, "one slice must neither do nothing nor everything"
    home.work_all()
    assert all(task.known for task in home.model.tasks)
    workspace.close()
    home.deleteLater()
    settle()


def test_only_a_row_that_changed_is_announced() -> None:
    model = TaskModel()
    tasks = [Task(str(n), "project", f"项目{n}") for n in range(5)]
    model.show_tasks(tasks, "1-7月")
    rows: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b: rows.append((a.row(), b.row())))
    model.put(Task("3", "project", "项目3", state="可以上报"))
    model.put(Task("3", "project", "项目3", state="可以上报"))
    assert rows == [(3, 3)]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2024-08-17T10:32:05+08:00", "10:32"),
        ("2024-08-16T23:00:00+08:00", "昨天"),
        ("2024-08-15T08:00:00+08:00", "8月15日"),
        ("2023-12-31T08:00:00+08:00", "2023年12月31日"),
        ("", ""),
    ],
)
def test_saved_times_are_said_as_people_say_them(at: str, words: str) -> None:
    assert saved_words(at, datetime.fromisoformat("2024-08-17T12:00:00+08:00")) == words


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 8, 18), "报送截止 8月30日（还有 12 天）"),
        (date(2024, 8, 30), "报送截止 8月30日（今天截止）"),
        (date(2024, 9, 2), "报送截止 8月30日（已过 3 天）"),
        (date(2026, 1, 1), "报送截止 8月30日"),
    ],
)
def test_the_due_date_says_the_days_left(today: date, words: str) -> None:
    assert due_words(date(2024, 8, 30), today) == words
    assert due_words(None, today) == ""


def test_what_changed_in_a_project_is_seen_on_returning(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.home.work_all()
        window.open_project(first_project(window), "project", "name")
        focused().selectAll()  # type: ignore[attr-defined]
        type_text("Renamed")
        window.show_home()
        window.home.work_all()
        assert shown(window.home, 1, NAME) == "Renamed"


def answer(*typed: str | Qt.Key) -> None:
    """Type into the next dialog as soon as it has the keyboard."""

    def go() -> None:
        dialog, box = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is None or box is None or box.window() is not dialog:
            QTimer.singleShot(20, go)
            return
        for one in typed:
            if isinstance(one, str):
                type_text(one)
            else:
                press(one)

    QTimer.singleShot(20, go)


def test_a_new_workspace_is_begun_with_keys_alone(tmp_path: Path) -> None:
    with window_of(tmp_path) as window:
        answer("样例单位", Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        assert [unit.name for unit in window.workspace.units()] == ["样例单位"]
        assert window.wizard is not None
        assert window.wizard.current.id == "unit"
        press(Qt.Key.Key_Escape)
        assert window.wizard is None
        answer("干部教育培训项目", Qt.Key.Key_Return)
        press(Qt.Key.Key_N, CTRL | SHIFT)
        assert [p.name for p in window.workspace.projects()] == ["干部教育培训项目"]
        assert window.wizard is not None
        assert window.wizard.current.id == "project"
        assert isinstance(focused(), QLineEdit)
        assert focused().accessibleName() == "项目名称"
