"""One field, from key to commit: what is typed, composed, pasted, undone, shown."""

from __future__ import annotations

import gc
from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.domain.changes import Unlock
from jixiao_desktop.domain.dossier import Origin, Unlocked
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.editors import FieldEditor, make_editor
from jixiao_desktop.gui.editors.binding import IDLE_MS
from jixiao_desktop.gui.editors.prose import ProseEditor
from jixiao_desktop.session.problem import Problem
from tests.gui.desk import Desk, clipboard, compose, desk, focused, keys, press, show

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SPENT = "monitoring.budget.total.spent"


def editor(qtbot: Any, path: str, desk: Desk) -> FieldEditor:
    made = make_editor(load_dictionary().field(path), path, desk)
    show(qtbot, made)
    made.focus_here()
    return made


def test_typing_is_kept_as_typed_after_a_pause(qtbot: Any) -> None:
    project = desk()
    editor(qtbot, SPENT, project)
    keys(" 12.5万 ")
    assert project.dossier.text(SPENT) == ""
    qtbot.waitUntil(lambda: project.dossier.text(SPENT) == " 12.5万 ", timeout=20 * IDLE_MS)


def test_enter_commits_and_goes_on_and_shift_enter_goes_back(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "name", project)
    keys("Training")
    with qtbot.waitSignal(made.advance), qtbot.waitSignal(made.committed) as told:
        press(Qt.Key.Key_Return)
    assert told.args == ["name"]
    assert project.dossier.text("name") == "Training"
    with qtbot.waitSignal(made.back):
        press(Qt.Key.Key_Return, SHIFT)


def test_leaving_commits_and_says_only_then_what_cannot_be_read(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, SPENT, project)
    keys("abc")
    made.flush()
    assert made.note.isHidden()
    leave(made)
    assert "金额" in made.note.text()
    assert made.line.property("state") == "must-fix"  # type: ignore[attr-defined]
    made.focus_here()
    press(Qt.Key.Key_A, CTRL)
    keys("41.88")
    made.flush()
    assert made.note.isHidden(), "an error goes at the moment it is repaired"
    assert project.dossier.text(SPENT) == "41.88"


def leave(widget: QWidget) -> None:
    focused().clearFocus()
    QApplication.processEvents()


def test_the_window_going_to_the_back_commits(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "name", project)
    keys("half a wor")
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(focused(), away)
    assert project.dossier.text("name") == "half a wor"
    QApplication.sendEvent(
        focused(), QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason)
    )
    keys("d")
    made.flush()
    assert project.names() == ["项目名称"], "still the same stay in the field"


@pytest.mark.parametrize("text", ["−5", "=1+1", "１２３４", "\t x", "１，２３４．５０", "—"])
def test_nothing_typed_is_altered(qtbot: Any, text: str) -> None:
    project = desk()
    made = editor(qtbot, SPENT, project)
    keys(text.replace("\t", " "))
    leave(made)
    assert project.dossier.text(SPENT) == text.replace("\t", " ")


def test_what_was_understood_stands_beside_the_amount(qtbot: Any) -> None:
    project = desk({SPENT: "125000元"})
    made = editor(qtbot, SPENT, project)
    assert made.note.text() == "读作 12.50 万元"


def test_a_composition_ends_in_a_commit_and_enter_keeps_its_text(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "name", project)
    went_on = []
    made.advance.connect(lambda: went_on.append(1))
    compose("pei xun")
    compose("", "培训")
    assert project.dossier.text("name") == "培训"
    compose("xiang mu")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("name") == "培训xiang mu"
    assert not went_on, "Enter ended the composition, not the field"
    press(Qt.Key.Key_Return)
    assert went_on == [1]


def test_the_pause_does_not_count_while_composing(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "name", project)
    keys("a")
    compose("zhong")
    qtbot.wait(IDLE_MS + 100)
    assert project.dossier.text("name") == ""
    leave(made)
    assert project.dossier.text("name") == "azhong", "an open composition is not lost on leaving"


def test_one_stay_is_one_step_and_undo_is_the_sessions(qtbot: Any) -> None:
    project = desk({"name": "old"})
    made = editor(qtbot, "name", project)
    for letter in "abc":
        keys(letter)
        made.flush()
    assert project.names() == ["项目名称"]
    before = made.line.text()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Z, CTRL)
    assert made.line.text() == before, "the line does not undo letters"  # type: ignore[attr-defined]
    assert project.undo() == "项目名称"
    made.refresh()
    assert made.line.text() == "old"  # type: ignore[attr-defined]


def test_escape_takes_the_field_back_to_what_it_was_on_entering(qtbot: Any) -> None:
    project = desk({"name": "old"}, Origin.IMPORTED)
    made = editor(qtbot, "name", project)
    keys(" and new")
    made.flush()
    keys("er")
    press(Qt.Key.Key_Escape)
    assert project.dossier.text("name") == "old"
    assert project.dossier.origin("name") is Origin.IMPORTED
    assert made.line.text() == "old"  # type: ignore[attr-defined]


def test_a_failed_step_keeps_the_text_and_says_why(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "name", project)
    project.refuse = Problem("磁盘已满。")
    keys("kept")
    press(Qt.Key.Key_Return)
    assert made.note.text() == "磁盘已满。"
    assert made.line.text() == "kept"  # type: ignore[attr-defined]
    project.refuse = None
    press(Qt.Key.Key_Return)
    assert project.dossier.text("name") == "kept"
    assert made.note.isHidden()


def test_f1_asks_for_help_on_this_field(qtbot: Any) -> None:
    made = editor(qtbot, "goal", desk())
    with qtbot.waitSignal(made.help_asked) as asked:
        press(Qt.Key.Key_F1)
    assert asked.args == ["goal"]


def test_prose_takes_new_lines_by_ctrl_enter_and_grows(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "goal", project)
    small = focused().height()
    for _ in range(6):
        keys("line")
        press(Qt.Key.Key_Return, CTRL)
    made.flush()
    QApplication.processEvents()
    assert project.dossier.text("goal") == "line\n" * 6
    assert focused().height() > small


def test_a_draft_shows_grey_is_taken_and_given_back(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "monitoring.goal_progress", project)
    assert isinstance(made, ProseEditor)
    made.offer_draft(lambda: "截至7月31日，完成培训12次。")
    assert made.box.placeholderText() == "截至7月31日，完成培训12次。"
    made.use_draft.click()
    assert project.dossier.text(made.path) == "截至7月31日，完成培训12次。"
    assert made.use_draft.isHidden()
    assert not made.back_to_draft.isHidden()
    made.back_to_draft.click()
    assert not project.dossier.filled(made.path)
    assert project.undo().endswith("恢复草稿")
    made.refresh()
    assert made.box.toPlainText() == "截至7月31日，完成培训12次。"


def test_prose_counts_against_the_forms_room(qtbot: Any) -> None:
    made = editor(qtbot, "goal", desk({"goal": "培训 20次"}))
    assert isinstance(made, ProseEditor)
    made.set_limit(4)
    assert made.count.text() == "5 / 4 字"
    assert made.count.property("tone") == "explain"


def test_a_choice_takes_the_keyboard_and_keeps_free_words(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "attribute", project)
    press(Qt.Key.Key_Down)
    made.flush()
    assert project.dossier.text("attribute") == made.field.choices[0]
    press(Qt.Key.Key_A, CTRL)
    keys("own words")
    leave(made)
    assert project.dossier.text("attribute") == "own words"


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a pop-up without a real screen
def test_a_date_is_typed_freely_or_taken_from_the_calendar(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "approved.date", project)
    keys("soon")
    leave(made)
    assert project.dossier.text("approved.date") == "soon"
    assert made.note.text()
    project.undo()
    made.refresh()
    made.focus_here()
    press(Qt.Key.Key_F4)
    calendar = made._calendar  # type: ignore[attr-defined]
    assert calendar.isVisible()
    calendar.activated.emit(calendar.selectedDate())
    assert project.dossier.text("approved.date") == calendar.selectedDate().toString(
        Qt.DateFormat.ISODate
    )


TARGET = "indicators.k1.target"


def test_a_pasted_target_falls_into_its_parts(qtbot: Any) -> None:
    project = desk()
    editor(qtbot, TARGET, project)
    clipboard("≥95%\r\n")
    press(Qt.Key.Key_V, CTRL)
    parts = ("indicators.k1.operator", TARGET, "indicators.k1.unit")
    assert [project.dossier.text(p) for p in parts] == ["≥", "95", "%"]
    assert project.names() == ["年度指标值"]


def test_one_cell_of_a_sheet_is_pasted_without_its_line_end(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, SPENT, project)
    clipboard("1,234.50\r\n")
    press(Qt.Key.Key_V, CTRL)
    made.flush()
    assert project.dossier.text(SPENT) == "1,234.50"


def test_ticks_and_flags_by_space(qtbot: Any) -> None:
    path = "indicators.k1.monitoring.causes"
    project = desk({path: "天气"})
    editor(qtbot, path, project)
    press(Qt.Key.Key_Space)
    assert project.dossier.text(path) == "经费保障、天气", "a strange name is kept"
    other = desk()
    editor(qtbot, "confidential", other)
    press(Qt.Key.Key_Space)
    assert other.dossier.text("confidential") == "是"


def test_a_locked_field_says_why_and_can_ask_to_be_opened(qtbot: Any) -> None:
    project = desk({"goal": "培训20次", "approved.date": "2024-02-20"})
    made = editor(qtbot, "goal", project)
    keys("x")
    leave(made)
    assert project.dossier.text("goal") == "培训20次"
    assert made.box.property("origin") == "locked"  # type: ignore[attr-defined]
    assert "锁定" in made.note.text()
    with qtbot.waitSignal(made.unlock_asked) as asked:
        made.unlock.click()
    assert asked.args == ["goal"]
    project.step("解锁", [Unlock(Unlocked("goal", "批复有误"))])
    made.refresh()
    assert made.unlock.isHidden()
    made.focus_here()
    keys("x")
    made.flush()
    assert "x" in project.dossier.text("goal")


def test_a_carried_text_is_confirmed_by_enter(qtbot: Any) -> None:
    project = desk({"name": "旧名"}, Origin.CARRIED)
    made = editor(qtbot, "name", project)
    assert made.line.property("origin") == "carried"  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    assert project.dossier.origin("name") is Origin.TYPED
    assert made.line.property("origin") == "typed"  # type: ignore[attr-defined]


def test_findings_are_said_only_when_loud_and_reach_the_screen_reader(qtbot: Any) -> None:
    made = editor(qtbot, "name", desk())
    found = Finding("text.required", Severity.MUST_FIX, "name", "{where}：项目名称还没有填写。")
    made.show_findings([found], loud=False)
    assert made.note.isHidden()
    made.show_findings([found], loud=True)
    assert made.note.text() == "必改：项目名称还没有填写。"
    assert focused().accessibleName() == "项目名称"
    assert "还没有填写" in focused().accessibleDescription()
    made.show_findings([], loud=True)
    assert made.note.isHidden()


def test_the_units_fact_stands_grey_where_the_project_says_nothing(qtbot: Any) -> None:
    made = editor(qtbot, "implementer", desk({"unit.name": "党校"}))
    assert made.line.placeholderText() == "党校"  # type: ignore[attr-defined]
    assert made.note.text() == "未填，用单位信息里的"


def test_every_kind_of_the_dictionary_has_an_editor_with_a_name(qtbot: Any) -> None:
    dictionary = load_dictionary()
    page = QWidget()
    box = QVBoxLayout(page)
    seen = set()
    for field in dictionary:
        if field.kind not in seen:
            seen.add(field.kind)
            path = field.pattern.replace("[]", ".k1")
            made = make_editor(field, path, desk(), page)
            box.addWidget(made)
            assert all(w.accessibleName() for w in made.inputs())
    show(qtbot, page)
    assert {"money", "prose", "date", "choice", "ticks", "target"} <= seen


def test_ten_thousand_keys_leave_nothing_behind(qtbot: Any) -> None:
    project = desk()
    made = editor(qtbot, "name", project)

    def type_on(times: int) -> None:
        for _ in range(times):
            press(Qt.Key.Key_A, CTRL)
            keys("abcdefgh")
            made.flush()
            press(Qt.Key.Key_Escape)
        project.done.clear()
        project.steps.clear()
        gc.collect()

    type_on(20)
    before = Counter(type(thing).__name__ for thing in gc.get_objects())
    type_on(1000)
    after = Counter(type(thing).__name__ for thing in gc.get_objects())
    assert not {name: n for name, n in after.items() if n - before[name] > 200}
    assert focused().isVisible()
