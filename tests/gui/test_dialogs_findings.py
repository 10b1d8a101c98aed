"""Findings explained and listed, locks opened, goals approved, settings kept: by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from jixiao_desktop.domain.changes import LockedError, SetText
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.dialogs.checking import CheckResults, check_results
from jixiao_desktop.gui.dialogs.explaining import RuleHelpBox, WriteExplanation
from jixiao_desktop.gui.dialogs.frame import Dialog
from jixiao_desktop.gui.dialogs.locking import Approve, OpenLock, approve, unlock
from jixiao_desktop.gui.dialogs.preferences import ENTER, RIGHT, Settings
from jixiao_desktop.gui.dialogs.reading import About, Guide
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.guidance import rule_page
from jixiao_desktop.session.workspace import Workspace
from tests.gui.dialogs_open import answering, opened
from tests.gui.windows import ALT, PARTY_SCHOOL, press, type_text, workspace_with

RIVER = "monitoring-river-chiefs.json"


def in_hand(workspace: Workspace) -> Editing:
    return workspace.edit(workspace.projects()[0].id)


def to_explain(editing: Editing) -> Finding:
    return next(f for f in editing.findings() if f.severity is Severity.EXPLAIN)


def words_of(dialog: Dialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


# -- explanations --------------------------------------------------------------------------------


def test_an_explanation_is_kept_with_the_name_and_lets_the_finding_pass(
    qtbot: Any, tmp_path: Path
) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        finding = to_explain(editing)
        dialog = opened(qtbot, WriteExplanation(None, editing, finding, workspace))
        press(Qt.Key.Key_Return)
        assert "还没有写说明" in dialog.said.text()
        type_text("上级文件规定只报产出")
        press(Qt.Key.Key_Return)
        if dialog.isVisible():
            assert "还没有写姓名" in dialog.said.text()
            type_text("李四")
            press(Qt.Key.Key_Return)
        assert not dialog.isVisible()
        same = [f for f in editing.findings() if (f.rule, f.path) == (finding.rule, finding.path)]
        assert [f.explained for f in same] == ["上级文件规定只报产出"]
        assert same[0].passes
        assert editing.undo_name == "写说明"
        assert editing.dossier.explanations[0].by == "李四"
        later = opened(qtbot, WriteExplanation(None, editing, same[0], workspace))
        assert later.reason.text == "上级文件规定只报产出"
        assert later.by.text() == "李四"


def test_ctrl_enter_begins_a_line_and_an_explanation_can_be_withdrawn(
    qtbot: Any, tmp_path: Path
) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        workspace.set_setting("person", "张三")
        editing = in_hand(workspace)
        finding = to_explain(editing)
        dialog = opened(qtbot, WriteExplanation(None, editing, finding, workspace))
        type_text("one")
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        type_text("two")
        press(Qt.Key.Key_Return)
        assert not dialog.isVisible()
        assert editing.dossier.explanations[0].text == "one\ntwo"
        again = opened(qtbot, WriteExplanation(None, editing, finding, workspace))
        press(Qt.Key.Key_X, ALT)
        qtbot.waitUntil(lambda: not again.isVisible())
        assert not editing.dossier.explanations


def test_a_model_of_an_explanation_stands_above_the_field(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        finding = to_explain(editing)
        page = rule_page(finding.rule)
        assert page is not None
        assert page.unless
        said = words_of(opened(qtbot, WriteExplanation(None, editing, finding, workspace)))
        assert f"怎样说明：{page.unless}" in said


def test_the_example_of_a_rule_is_shown(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        finding = to_explain(in_hand(workspace))
        dialog = opened(qtbot, RuleHelpBox(None, finding.rule))
        said = words_of(dialog)
        assert "这样写会提示" in said
        assert "这样写就可以" in said
        press(Qt.Key.Key_Return)
        assert not dialog.isVisible()
        assert "没有示例" in words_of(opened(qtbot, RuleHelpBox(None, "no.such.rule")))


# -- F9 ------------------------------------------------------------------------------------------


def test_everything_is_listed_grouped_and_jumped_to(qtbot: Any, tmp_path: Path) -> None:
    del qtbot
    went: list[tuple[str, str]] = []
    with workspace_with(tmp_path, PARTY_SCHOOL, RIVER) as workspace:
        answering(lambda: jump_to_the_second())
        check_results(None, workspace, lambda project, path: went.append((project, path)))
        known = {
            (p.id, f.path) for p in workspace.projects() for f in workspace.edit(p.id).findings()
        }
    assert went
    assert went[0] in known


def jump_to_the_second() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CheckResults)
    while dialog.work.running:
        QApplication.processEvents()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)


def test_the_list_says_as_much_as_the_checks_and_can_be_copied(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL, RIVER) as workspace:
        dialog = opened(qtbot, CheckResults(None, workspace))
        qtbot.waitUntil(lambda: not dialog.work.running)
        found = [f for p in workspace.projects() for f in workspace.edit(p.id).findings()]
        titles = dialog.rows.titles()
        heads = [title for title in titles if "　" in title]
        assert len(titles) == len(found) + len(heads)
        assert ["干部教育培训项目　还差 2 处必改" in one for one in heads] == [True, False]
        assert "2个项目" in dialog.title.text()
        press(Qt.Key.Key_C, ALT)
        qtbot.waitUntil(lambda: "已复制" in dialog.said.text())
        text = QApplication.clipboard().text()
        assert all(f.where in text for f in found)


def test_one_project_is_checked_by_itself(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL, RIVER) as workspace:
        editing = in_hand(workspace)
        dialog = opened(qtbot, CheckResults(None, editing))
        qtbot.waitUntil(lambda: not dialog.work.running)
        assert len(dialog.found) == len(editing.findings())
        assert {one.project_id for one in dialog.found} == {editing.id}
        press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()


# -- locks ---------------------------------------------------------------------------------------


def test_approval_locks_and_a_reason_opens(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        marking = opened(qtbot, Approve(None, editing))
        press(Qt.Key.Key_Return)
        assert "至少写一样" in marking.said.text()
        type_text("2024-13-45")
        press(Qt.Key.Key_Return)
        assert "读不出是哪一天" in marking.said.text()
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text("2024-2-20")
        press(Qt.Key.Key_Return)
        assert editing.dossier.approved
        with pytest.raises(LockedError):
            editing.step("x", [SetText("goal", "another")])
        dialog = opened(qtbot, OpenLock(None, editing, "goal", workspace))
        assert "年度总体目标" in dialog.title.text()
        assert editing.dossier.text("goal") in words_of(dialog)
        press(Qt.Key.Key_Return)
        assert "还没有写理由" in dialog.said.text()
        type_text("县政府会议同意调整")
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text("王五")
        press(Qt.Key.Key_Return)
        assert not dialog.isVisible()
        assert not editing.dossier.locked("goal")
        kept = editing.dossier.unlocked[0]
        assert (kept.reason, kept.by) == ("县政府会议同意调整", "王五")
        assert editing.undo_name == "打开锁定"
        assert workspace.setting("person") == "王五"


def test_what_is_open_is_not_asked_about_and_escape_opens_nothing(
    qtbot: Any, tmp_path: Path
) -> None:
    del qtbot
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        assert unlock(None, editing, "goal", workspace)
        editing.step("x", [SetText("approved.date", "2024-2-20")])
        answering(lambda: press(Qt.Key.Key_Escape))
        assert not unlock(None, editing, "goal", workspace)
        assert editing.dossier.locked("goal")
        answering(lambda: press(Qt.Key.Key_X, ALT))
        assert approve(None, editing)
        assert not editing.dossier.approved


# -- settings and reading ------------------------------------------------------------------------


def test_letters_are_shown_at_once_and_kept_or_taken_back(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, Settings(None, workspace))
        press(Qt.Key.Key_4, ALT)
        qtbot.waitUntil(lambda: theme().letters == "huge")
        press(Qt.Key.Key_Escape)
        assert theme().letters == "medium"
        dialog = opened(qtbot, Settings(None, workspace))
        press(Qt.Key.Key_3, ALT)
        qtbot.waitUntil(lambda: theme().letters == "large")
        press(Qt.Key.Key_R, ALT)
        qtbot.waitUntil(lambda: dialog.enter.checkedButton().property("choice") == RIGHT)
        press(Qt.Key.Key_N, ALT)
        type_text("赵六")
        press(Qt.Key.Key_Return)
        said = [workspace.setting(key) for key in ("letters", ENTER, "person")]
        assert said == ["large", RIGHT, "赵六"]


def test_the_guide_shows_each_form_and_about_says_where_the_data_lie(
    qtbot: Any, tmp_path: Path
) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        forms = in_hand(workspace).forms
        dialog = opened(qtbot, Guide(None, forms))
        for button, form in zip(dialog.group.buttons(), forms, strict=True):
            button.click()
            heading = (form.folder / "guide.md").read_text("utf-8").splitlines()[0].lstrip("# ")
            assert heading in dialog.text.toPlainText()
        assert str(workspace.path) in words_of(opened(qtbot, About(None, workspace)))


# -- the frame -----------------------------------------------------------------------------------


@pytest.mark.parametrize("letters", ["small", "huge"])
def test_no_dialog_is_larger_than_the_screen_and_every_field_has_a_name(
    qtbot: Any, tmp_path: Path, letters: str
) -> None:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

    from jixiao_desktop.gui.application import application
    from jixiao_desktop.gui.dialogs.starting import NewUnit

    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        made = [
            lambda: NewUnit(None, workspace),
            lambda: WriteExplanation(None, editing, to_explain(editing), workspace),
            lambda: Settings(None, workspace),
            lambda: Approve(None, editing),
        ]
        for make in made:
            opened(qtbot, Dialog(None, "x")).close()
            theme().put_on(application(), letters)
            dialog = make()
            qtbot.addWidget(dialog)
            dialog.show()
            qtbot.waitExposed(dialog)
            room = dialog.screen().availableSize()
            assert dialog.width() <= room.width()
            assert dialog.height() <= room.height()
            for kind in (QLineEdit, QComboBox, QPlainTextEdit):
                assert all(one.accessibleName() for one in dialog.findChildren(kind))
            dialog.close()
    theme().put_on(application(), "medium")
