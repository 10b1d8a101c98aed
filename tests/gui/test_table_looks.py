"""The indicator table as it is meant: folded classes, library, moving rows, columns that stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jixiao_desktop.domain.changes import SetText, Unlock
from jixiao_desktop.domain.dossier import Dossier, Unlocked
from jixiao_desktop.gui.dialogs.library import Library
from jixiao_desktop.gui.dialogs.locking import OpenLock, place_words
from jixiao_desktop.gui.editors import section_widget
from jixiao_desktop.gui.editors.cells import link_rect
from jixiao_desktop.gui.editors.rows import RowsEditor
from jixiao_desktop.gui.keys import KeyButton
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.theme import px
from tests.gui.desk import Desk, answer, compose, keys, press, show
from tests.gui.windows import PARTY_SCHOOL, settle, window_of
from tests.session.projects import approved, party_school, section

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def rows(qtbot: Any, dossier: Dossier, width: int = 1053) -> tuple[RowsEditor, Desk]:
    project = Desk(dossier)
    found, form = section("rows")
    made = section_widget(found, form, project)
    assert isinstance(made, RowsEditor)
    show(qtbot, made, width, 700)
    made.focus_here()
    return made, project


def folded_line(made: RowsEditor, first: str) -> int:
    lines = made.model.table.lines
    return next(i for i, line in enumerate(lines) if line.classes and line.group[0] == first)


def level2(project: Desk) -> str:
    return project.dossier.text(f"indicators.{project.dossier.row_ids()[-1]}.level2")


def test_a_first_level_without_rows_is_one_wide_line(qtbot: Any) -> None:
    made, _ = rows(qtbot, party_school())
    line, view = folded_line(made, "效益指标"), made.view
    assert view.columnSpan(line, view.first) == made.model.columnCount() - view.first
    assert view.columnSpan(0, view.first) == 1
    name = made.model.index(line, view.first)
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "还没有指标"


def test_typing_on_a_folded_line_opens_its_first_class(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.view.stand_on(folded_line(made, "效益指标"), made.view.first)
    keys("Ab")
    press(Qt.Key.Key_Return)
    assert level2(project) == "经济效益指标"
    assert project.dossier.text(f"indicators.{project.dossier.row_ids()[-1]}.name") == "Ab"
    assert made.view.columnSpan(made.model.line_of(project.dossier.row_ids()[-1]), 2) == 1


def test_an_input_method_opens_it_too(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.view.stand_on(folded_line(made, "满意度指标"), made.view.first)
    compose("man")
    compose("", "群众满意度")
    made.flush()
    assert level2(project) == "服务对象满意度指标"


def test_enter_goes_past_an_empty_line_in_its_own_column_and_tab_skips_it(qtbot: Any) -> None:
    made, _ = rows(qtbot, party_school())
    empty = next(i for i in range(made.model.rowCount()) if made.view.empty(i))
    made.view.stand_on(empty - 1, 5)
    press(Qt.Key.Key_Return)
    assert made.view.currentIndex().row() == empty
    press(Qt.Key.Key_Return)
    here = made.view.currentIndex()
    assert (here.row(), here.column()) == (empty + 1, 5)
    made.view.stand_on(empty, made.view.first)
    press(Qt.Key.Key_Tab)
    here = made.view.currentIndex()
    assert (here.row(), here.column()) == (empty + 1, made.view.first)


def test_the_library_is_searched_by_initials_and_fills_its_class_in_one_step(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.view.stand_on(folded_line(made, "效益指标"), made.view.first)

    def choose(dialog: Any) -> None:
        assert isinstance(dialog, Library)
        assert dialog.only.isChecked()
        keys("pxhjy")
        assert dialog.rows.titles() == ["培训后就业创业人数"]
        press(Qt.Key.Key_Return)

    answer(choose)
    press(Qt.Key.Key_L, CTRL)
    row = project.dossier.row_ids()[-1]
    texts = [project.dossier.text(f"indicators.{row}.{p}") for p in ("level1", "level2", "name")]
    assert texts == ["效益指标", "社会效益指标", "培训后就业创业人数"]
    assert project.names() == ["填入指标“培训后就业创业人数”"]
    assert made.row() == row
    made.activateWindow()
    QApplication.processEvents()
    keys("200")
    press(Qt.Key.Key_Return)
    shown = [project.dossier.text(f"indicators.{row}.{p}") for p in ("operator", "target", "unit")]
    assert shown == ["≥", "200", "人"]


def test_the_words_on_an_empty_line_lead_to_the_library_of_its_class(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    line = folded_line(made, "满意度指标")
    made.view.stand_on(line, made.view.first)
    place = made.view.visualRect(made.model.index(line, made.view.first))
    link = link_rect(place.adjusted(px("step2"), 0, 0, 0)).center()
    seen: list[set[str]] = []

    def look(dialog: Any) -> None:
        titles = [dialog.rows.text_of(i) for i in range(dialog.rows.count)]
        seen.append({"满意度指标" in title for title in titles})
        dialog.only.setChecked(False)
        press(Qt.Key.Key_Down)
        assert dialog.rows.currentIndex().row() == 1
        dialog.rows.clear()
        dialog.accept()
        assert "还没有选" in dialog.said.text()

    QTimer.singleShot(0, lambda: answer(look))
    QTest.mouseClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=link)
    assert seen == [{True}]
    assert project.steps == []


def test_after_approval_adding_leads_to_the_lock_and_works_once_it_is_open(qtbot: Any) -> None:
    made, project = rows(qtbot, approved(party_school()))
    asked: list[str] = []
    made.unlock_asked.connect(asked.append)
    for key in (Qt.Key.Key_N, Qt.Key.Key_L, Qt.Key.Key_Delete):
        press(key, CTRL)
        assert "已锁定" in made.card.remark.text()
        assert made.card.button.isVisible()
        made.card.button.click()
    press(Qt.Key.Key_Down, ALT)
    made.card.button.click()
    assert asked == ["indicators"] * 4
    project.step("打开锁定", [Unlock(Unlocked("indicators", "经会议同意增加", "张三", "t"))])
    made.refresh()
    made.focus_here()
    press(Qt.Key.Key_N, CTRL)
    keys("New")
    press(Qt.Key.Key_Return)
    added = [r for r in project.dossier.row_ids() if r.startswith("new")]
    assert [project.dossier.text(f"indicators.{r}.name") for r in added] == ["New"]
    made.focus_path("indicators.k1.name")
    keys("x")
    assert project.dossier.text("indicators.k1.name") == "培训班次"


def test_columns_that_stay_are_drawn_over_a_narrow_table_only_when_scrolled(qtbot: Any) -> None:
    made, _ = rows(qtbot, party_school(), 620)
    view = made.view
    assert view.horizontalScrollBar().value() == 0
    assert not view.frozen.isVisible()
    view.stand_on(1, made.model.columnCount() - 1)
    assert view.horizontalScrollBar().value() > 0
    assert view.frozen.isVisible()
    assert view.frozen.columns == 3
    picture = view.frozen.grab().toImage()
    left = view.visualRect(made.model.index(1, 0)).left()
    assert left < 0, "the first column itself is out of sight"
    colours = {picture.pixel(x, picture.height() // 2) for x in range(0, picture.width(), 2)}
    assert len(colours) > 2, "nothing is written in the columns that stay"
    view.stand_on(1, view.first + 1)
    assert view.visualRect(view.currentIndex()).left() >= view.frozen.span - 1
    view.stand_on(1, made.model.columnCount() - 1)
    down = view.visualRect(made.model.index(0, 5)).center().y() + view.head.height()
    QTest.mouseClick(view.frozen, Qt.MouseButton.LeftButton, pos=QPoint(view.frozen.span - 9, down))
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, view.first)
    assert view.horizontalScrollBar().value() == 0
    assert not view.frozen.isVisible()


def test_buttons_that_do_not_fit_are_left_out(qtbot: Any) -> None:
    made, _ = rows(qtbot, party_school(), 500)
    buttons = made.findChildren(KeyButton)
    seen = [button.isVisible() for button in buttons]
    assert seen[:2] == [True, True]
    assert not seen[-1]
    assert all(b.geometry().right() < 500 for b, on in zip(buttons, seen, strict=True) if on)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(tmp_path, PARTY_SCHOOL) as made:
        made.open_project(made.workspace.projects()[0].id)
        settle()
        yield made


def open_titled(window: MainWindow, title: str) -> Any:
    assert window.wizard is not None
    step = next(s for s in window.wizard.flow.steps if s.title == title)
    window.wizard.open_step(step.id)
    settle()
    return window.wizard.page


def test_alt_and_an_arrow_moves_the_row_in_the_table_and_the_step_elsewhere(
    window: MainWindow,
) -> None:
    assert window.wizard is not None
    page = open_titled(window, "绩效指标")
    editing = window.wizard.editing
    first, second = editing.dossier.row_ids()[:2]
    page.fields.view.stand_on(0, 3)
    press(Qt.Key.Key_Down, ALT)
    settle()
    assert editing.dossier.row_ids()[:2] == (second, first)
    keys("9")
    press(Qt.Key.Key_Up, ALT)
    settle()
    assert editing.dossier.row_ids()[:2] == (first, second)
    assert window.wizard.page is page
    press(Qt.Key.Key_PageUp, CTRL)
    settle()
    assert window.wizard.current.title == "年度总体目标"


def test_the_whole_table_fits_beside_the_findings(window: MainWindow) -> None:
    window.resize(1366, 768)
    page = open_titled(window, "绩效指标")
    settle()
    assert window.wizard is not None
    assert not window.wizard.findings_panel.folded
    view = page.fields.view
    assert view.horizontalScrollBar().maximum() == 0
    assert view.visualRect(view.model().index(0, 0)).left() == 0


def test_the_reason_has_a_card_of_its_own_red_only_after_the_page_was_left(
    window: MainWindow,
) -> None:
    page = open_titled(window, "项目资金")
    card, fields = page.beside
    assert fields.parentWidget() is card
    assert card is not page.fields.parentWidget()
    editor = fields.editor("monitoring.budget_reason")
    assert editor.star.isVisible()
    assert (card.property("tone") or "", editor.note.text()) == ("", "")
    open_titled(window, "年度总体目标")
    page = open_titled(window, "项目资金")
    assert card.property("tone") == "must-fix"
    assert editor.note.text().startswith("必改：还没有写")
    assert editor.focus_here() is None
    settle()
    press(Qt.Key.Key_1, ALT)
    settle()
    assert "没填完的空" in editor.note.text()


def test_the_list_of_rows_is_opened_with_a_reason_that_is_kept(window: MainWindow) -> None:
    assert window.wizard is not None
    editing = window.wizard.editing
    editing.step("批复", [SetText("approved.date", "2024-2-20")])
    assert place_words(editing, "indicators") == "指标的增减和次序"
    dialog = OpenLock(window, editing, "indicators", window.workspace)
    dialog.reason.setPlainText("经会议同意增加一项")
    dialog.by.setText("张三")
    dialog.accept()
    assert editing.dossier.locked("indicators") == ""
    assert editing.dossier.unlocked[0].reason == "经会议同意增加一项"
    window.activateWindow()
    page = open_titled(window, "绩效指标")
    page.fields.do("add")
    settle()
    keys("X1")
    page.flush()
    names = [editing.dossier.text(p) for p in editing.dossier.row_paths("indicators", "name")]
    assert "X1" in names
