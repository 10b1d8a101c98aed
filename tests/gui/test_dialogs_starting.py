"""A unit, a project, another year: begun by keys alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from jixiao_desktop.gui.dialogs.starting import (
    NewProject,
    NewUnit,
    SwitchUnit,
    new_unit,
    notice_words,
)
from tests.gui.dialogs_open import answering, opened
from tests.gui.windows import ALT, PARTY_SCHOOL, press, type_text, workspace_with


def test_a_unit_is_made_with_the_notice_chosen_by_keys(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, NewUnit(None, workspace))
        type_text("日月乡人民政府")
        press(Qt.Key.Key_Y, ALT)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_T, ALT)
        chosen = dialog.notice.currentData()
        press(Qt.Key.Key_Down)
        assert dialog.notice.currentData() != chosen
        press(Qt.Key.Key_Return)
        unit = workspace.units()[0]
        assert dialog.made == unit.id
        assert (unit.name, unit.year) == ("日月乡人民政府", date.today().year - 1)
        assert workspace.notice_id(unit.id) == dialog.notice.currentData()


def test_what_the_notice_asks_for_is_told(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, NewUnit(None, workspace))
        notice = workspace.catalog.notice(dialog.notice.currentData(), dialog.year.currentData())
        said = dialog.asks.text()
        assert notice.due is not None
        assert f"报送截止：{notice.due.year}年{notice.due.month}月{notice.due.day}日" in said
        for use in notice.forms:
            assert workspace.catalog.form(use.id).title in said


def test_forms_this_edition_lacks_are_passed_over_in_words(tmp_path: Path) -> None:
    from dataclasses import replace

    from jixiao_desktop.catalog.notices import FormUse

    with workspace_with(tmp_path) as workspace:
        notice = workspace.catalog.notice("")
        notice = replace(notice, forms=(*notice.forms, FormUse("unheard-of", name="附件9")))
        said = notice_words(workspace.catalog, notice)
        assert "附件9：这个版本的程序还没有这张表，先跳过" in said


def test_a_unit_without_a_name_or_made_twice_is_not_made(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path) as workspace:
        workspace.add_unit("党校", date.today().year)
        dialog = opened(qtbot, NewUnit(None, workspace))
        press(Qt.Key.Key_Return)
        assert "单位名称" in dialog.said.text()
        assert dialog.name.hasFocus()
        type_text("党校")
        press(Qt.Key.Key_Return)
        assert "已经有“党校”" in dialog.said.text()
        assert dialog.made is None
        assert len(workspace.units()) == 1
        press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_escape_answers_none(qtbot: Any, tmp_path: Path) -> None:
    del qtbot
    with workspace_with(tmp_path) as workspace:
        answering(lambda: press(Qt.Key.Key_Escape))
        assert new_unit(None, workspace) is None
        assert not workspace.units()


def test_a_project_is_made_and_its_double_asked_about(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit, there = workspace.units()[0].id, workspace.projects()[0].name
        dialog = opened(qtbot, NewProject(None, workspace, unit))
        type_text(there)
        press(Qt.Key.Key_Return)
        assert f"已有项目叫“{there}”" in dialog.said.text()
        assert len(workspace.projects(unit)) == 1
        press(Qt.Key.Key_Return)
        assert dialog.made in {p.id for p in workspace.projects(unit)}
        assert [p.name for p in workspace.projects(unit)] == [there, there]


def test_another_year_is_chosen_with_arrows(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        older = workspace.add_unit("旧单位", 2020)
        newest = workspace.units(2024)[0].id
        dialog = opened(qtbot, SwitchUnit(None, workspace, newest))
        assert dialog.rows.thing == newest
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        assert dialog.made == older
