"""Phrases under a text: offered, put in by key or click as one step, never by themselves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.catalog.phrases import BLANK
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.gui.editors import make_editor, section_widget
from jixiao_desktop.gui.editors.binding import IDLE_MS
from jixiao_desktop.gui.editors.prose import GrowingText, ProseEditor
from jixiao_desktop.gui.editors.rows import RowsEditor
from tests.gui.desk import Desk, desk, focused, keys, press, show
from tests.session.projects import party_school, section

ALT = Qt.KeyboardModifier.AltModifier
REASON = "monitoring.budget_reason"
REMARK = "indicators.k2.monitoring.remark"


def prose(qtbot: Any, path: str, project: Desk, width: int = 900) -> ProseEditor:
    made = make_editor(load_dictionary().field(path), path, project)
    assert isinstance(made, ProseEditor)
    show(qtbot, made, width, 300)
    made.focus_here()
    return made


def test_nothing_goes_in_unasked_and_alt_and_a_digit_puts_one_in(qtbot: Any) -> None:
    project = desk({REASON: "设备已到货"})
    made = prose(qtbot, REASON, project)
    assert made.phrases.isVisible()
    assert project.dossier.text(REASON) == "设备已到货"
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_3, ALT)
    phrase = made.phrases.phrases[2]
    assert project.dossier.text(REASON) == f"设备已到货；{phrase.text}"
    assert project.names() == [f"填入“{phrase.label}”"]
    assert made.box.textCursor().selectedText() == BLANK
    keys("50")
    made.flush()
    assert BLANK + "已完成" not in project.dossier.text(REASON)
    assert "设备已到货；50已完成" in project.dossier.text(REASON)
    project.undo()
    project.undo()
    assert project.dossier.text(REASON) == "设备已到货"


def test_alt_and_nought_walks_through_the_blanks(qtbot: Any) -> None:
    made = prose(qtbot, REASON, desk())
    press(Qt.Key.Key_1, ALT)
    first = made.box.textCursor().selectionStart()
    press(Qt.Key.Key_0, ALT)
    second = made.box.textCursor()
    assert second.selectedText() == BLANK
    assert second.selectionStart() > first


def test_a_click_keeps_the_cursor_in_the_text(qtbot: Any) -> None:
    project = desk()
    made = prose(qtbot, REASON, project)
    QTest.mouseClick(made.phrases.buttons()[1], Qt.MouseButton.LeftButton)
    assert focused() is made.box
    assert project.dossier.text(REASON) == made.phrases.phrases[1].text


def test_what_does_not_fit_is_in_the_menu(qtbot: Any) -> None:
    project = desk()
    made = prose(qtbot, REASON, project, 420)
    seen = [button.isVisible() for button in made.phrases.buttons()]
    assert seen[0]
    assert not seen[-1]
    more = [b for b in made.phrases.findChildren(QPushButton) if b.menu() is not None]
    assert [b.isVisible() for b in more] == [True]
    more[0].menu().actions()[-1].trigger()
    assert project.dossier.text(REASON) == made.phrases.phrases[-1].text
    made.resize(3000, 300)
    qtbot.waitUntil(lambda: all(b.isVisible() for b in made.phrases.buttons()))
    assert not more[0].isVisible()


def test_a_locked_goal_is_offered_nothing(qtbot: Any) -> None:
    project = desk({"goal": "培训20次", "approved.date": "2024-2-20"})
    made = prose(qtbot, "goal", project)
    assert not made.phrases.isVisible()
    press(Qt.Key.Key_1, ALT)
    assert project.dossier.text("goal") == "培训20次"


def test_a_screen_reader_hears_the_whole_phrase_and_its_key(qtbot: Any) -> None:
    made = prose(qtbot, REASON, desk())
    button = made.phrases.buttons()[0]
    assert button.accessibleName() == "下半年集中实施"
    assert button.accessibleDescription() == f"{made.phrases.phrases[0].text} Alt+1"


def test_in_the_table_the_cell_opens_for_a_phrase(qtbot: Any) -> None:
    project = Desk(party_school())
    found, form = section("rows")
    made = section_widget(found, form, project)
    assert isinstance(made, RowsEditor)
    show(qtbot, made, 1053, 700)
    made.focus_here()
    assert made.focus_path("indicators.k2.monitoring.actual")
    assert not made.card.phrases.isVisible()
    assert made.focus_path(REMARK)
    assert made.card.phrases.isVisible()
    press(Qt.Key.Key_1, ALT)
    text = made.card.phrases.phrases[0].text
    assert project.dossier.text(REMARK) == text
    box = focused()
    assert isinstance(box, GrowingText)
    assert box.textCursor().selectedText() == BLANK
    keys("1")
    press(Qt.Key.Key_2, ALT)
    assert project.dossier.text(REMARK).startswith("因1")
    assert made.card.phrases.phrases[1].text in project.dossier.text(REMARK)
    press(Qt.Key.Key_Escape)
    assert project.dossier.text(REMARK) == ""


def test_a_time_point_switches_only_when_the_field_is_left(qtbot: Any) -> None:
    project = desk({"monitoring.as_of": ""}, Origin.TYPED)
    made = make_editor(load_dictionary().field("monitoring.as_of"), "monitoring.as_of", project)
    show(qtbot, made)
    made.focus_here()
    keys("2024-7-3")
    qtbot.wait(2 * IDLE_MS)
    assert project.dossier.text("monitoring.as_of") == ""
    keys("1")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("monitoring.as_of") == "2024-7-31"
    assert len(project.steps) == 1
