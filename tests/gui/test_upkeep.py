"""A window left open looks after its file by itself."""

from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.gui.upkeep import Upkeep
from jixiao_desktop.session.sample import create_sample
from jixiao_desktop.session.workspace import Problem, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Any:
    with create_sample(tmp_path / "数据.jixiao") as made:
        yield made


@pytest.fixture
def upkeep(workspace: Workspace, qtbot: Any) -> Any:
    from PySide6.QtCore import QObject

    parent = QObject()
    made = Upkeep(workspace, parent)
    made.begin()
    yield made
    made.end()


def test_a_copy_is_made_after_opening_and_can_be_opened(
    workspace: Workspace, upkeep: Upkeep, tmp_path: Path
) -> None:
    before = len(workspace.backups())
    upkeep.after_opening()
    upkeep.end()
    assert len(workspace.backups()) >= max(before, 1)
    with Workspace.open(workspace.backups()[0].path) as copy:
        assert len(copy.projects()) == 3


def test_the_file_is_closed_only_when_nothing_was_saved_meanwhile(
    workspace: Workspace, upkeep: Upkeep
) -> None:
    editing = workspace.edit(workspace.projects()[0].id)
    editing.step("用途", [set_text("purpose", "培训")])
    upkeep.rest()
    assert not workspace.resting
    upkeep.rest()
    assert workspace.resting
    editing.step("用途", [set_text("purpose", "培训和会议")])
    assert editing.dossier.text("purpose") == "培训和会议"


def test_trouble_with_the_copy_is_said_in_one_sentence(
    workspace: Workspace, upkeep: Upkeep, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_reason: str) -> None:
        raise Problem("磁盘已满，备份没有写出。清理磁盘再试。")

    monkeypatch.setattr(workspace, "backup_if_changed", full)
    with qtbot.waitSignal(upkeep.said) as said:
        upkeep.after_opening()
    assert said.args == ["磁盘已满，备份没有写出。清理磁盘再试。"]


def test_ctrl_p_in_a_project_opens_the_preview(workspace: Workspace, qtbot: Any) -> None:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from jixiao_desktop.gui.application import window_on

    window = window_on(workspace)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.open_project(workspace.projects()[0].id)
    QApplication.processEvents()
    titles: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(50, look)
            return
        titles.append(dialog.windowTitle())
        dialog.close()

    QTimer.singleShot(50, look)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(titles), timeout=5000)
    assert titles == ["打印预览"]
    window.close()
