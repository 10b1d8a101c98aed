"""The indicator table by keys alone: typing, moving, ticking, adding, pasting, locks, pages."""

from __future__ import annotations

import gc
import json
from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QTableView

from jixiao_desktop.domain.changes import Unlock
from jixiao_desktop.domain.dossier import Dossier, Unlocked, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.dialogs.paste_preview import PastePreview
from jixiao_desktop.gui.dialogs.row_page import RowPage
from jixiao_desktop.gui.editors import section_widget
from jixiao_desktop.gui.editors.binding import IDLE_MS
from jixiao_desktop.gui.editors.habits import DOWN, RIGHT, follow
from jixiao_desktop.gui.editors.rows import RowsEditor
from jixiao_desktop.session.row_table import whole_value
from jixiao_desktop.session.workspace import Workspace
from tests.gui.desk import Desk, answer, clipboard, compose, focused, keys, press, show
from tests.session.projects import DATA, approved, column, party_school, section

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ACTUAL = "indicators.k2.monitoring.actual"
CAUSES = "indicators.k1.monitoring.causes"
LIKELY = "indicators.k1.monitoring.likelihood"


def rows(qtbot: Any, dossier: Dossier, stage: str = "monitoring") -> tuple[RowsEditor, Desk]:
    project = Desk(dossier)
    found, form = section("rows", stage)
    made = section_widget(found, form, project)
    assert isinstance(made, RowsEditor)
    show(qtbot, made, 1053, 700)
    made.focus_here()
    return made, project


def shown(made: RowsEditor, line: int, name: str) -> str:
    return made.model.look(line, column(made.model.table, name)).text


def test_typing_replaces_enter_goes_down_and_tab_right(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    assert made.focus_path("indicators.k1.monitoring.actual")
    keys("13")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("indicators.k1.monitoring.actual") == "13"
    assert made.row() == "k2"
    keys("800")
    press(Qt.Key.Key_Tab)
    assert project.dossier.text(ACTUAL) == "800"
    keys("1900")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("indicators.k2.monitoring.forecast") == "1900"
    assert project.names() == ["1-7月执行情况", "1-7月执行情况", "全年预计完成情况"]


def test_f2_keeps_the_text_and_escape_brings_it_back(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path(ACTUAL)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_End)
    keys("5")
    made.flush()
    assert project.dossier.text(ACTUAL) == "7025"
    press(Qt.Key.Key_Escape)
    assert project.dossier.text(ACTUAL) == "702"
    assert focused() is made.view


def test_an_open_cell_commits_after_a_pause_and_when_the_window_goes_away(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path(ACTUAL)
    keys("7")
    qtbot.waitUntil(lambda: project.dossier.text(ACTUAL) == "7", timeout=20 * IDLE_MS)
    keys("11")
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(focused(), away)
    assert project.dossier.text(ACTUAL) == "711"
    assert len(project.steps) == 1


def test_a_composition_opens_the_cell_and_enter_ends_only_the_composition(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    path = "indicators.k3.monitoring.reason"
    made.focus_path(path)
    compose("wei kai")
    assert made.view.cells.box is not None
    press(Qt.Key.Key_Return)
    assert project.dossier.text(path) == "wei kai"
    assert focused() is made.view.cells.box.widget
    compose("", "学")
    assert project.dossier.text(path) == "wei kai学"
    press(Qt.Key.Key_Return)
    assert focused() is made.view


def test_a_class_without_rows_becomes_one_by_typing(qtbot: Any) -> None:
    made, project = rows(qtbot, of_texts(2024, {}))
    assert made.model.rowCount() > 1
    line = next(i for i, ln in enumerate(made.model.table.lines) if ln.group[1] == "质量指标")
    made.view.stand_on(line, column(made.model.table, "三级指标"))
    keys("A")
    made.flush()
    keys("B")
    press(Qt.Key.Key_Return)
    row = project.dossier.row_ids()[0]
    texts = [project.dossier.text(f"indicators.{row}.{p}") for p in ("level1", "level2", "name")]
    assert texts == ["产出指标", "质量指标", "AB"]
    assert len(project.steps) == 1
    project.undo()
    made.refresh()
    assert project.dossier.row_ids() == ()
    assert made.model.table.lines[line].row == ""


def test_a_target_typed_as_one_falls_into_three_and_locks_with_approval(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path("indicators.k1.target")
    keys(">=25")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("indicators.k1.operator") == "≥"
    assert project.dossier.text("indicators.k1.target") == "25"
    assert project.dossier.text("indicators.k1.unit") == "次"
    assert shown(made, 0, "年度指标值") == "≥25次"


def test_space_ticks_and_a_number_chooses(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.view.stand_on(0, column(made.model.table, "制度保障"))
    press(Qt.Key.Key_Space)
    assert project.dossier.text(CAUSES) == "制度保障、其他"
    press(Qt.Key.Key_Space)
    assert project.dossier.text(CAUSES) == "其他"
    made.focus_path(LIKELY)
    press(Qt.Key.Key_2)
    assert project.dossier.text(LIKELY) == "有可能"
    press(Qt.Key.Key_Space)
    assert project.dossier.text(LIKELY) == "完全不可能"
    press(Qt.Key.Key_Delete)
    assert project.dossier.text(LIKELY) == ""


def test_rows_are_added_in_the_class_removed_and_brought_back(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path("indicators.k1.name")
    press(Qt.Key.Key_N, CTRL)
    keys("New")
    press(Qt.Key.Key_Return)
    ids = project.dossier.row_ids()
    assert ids[0] == "k1"
    assert ids[2:] == ("k2", "k3", "k4")
    assert project.dossier.text(f"indicators.{ids[1]}.level2") == "数量指标"
    made.focus_path("indicators.k2.name")
    press(Qt.Key.Key_Delete, CTRL)
    assert "k2" not in project.dossier.row_ids()
    project.undo()
    made.refresh()
    assert project.dossier.text(ACTUAL) == "702"
    assert made.model.line_of("k2") >= 0


def test_rows_move_within_their_class(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path("indicators.k2.name")
    press(Qt.Key.Key_Up, ALT)
    assert project.dossier.row_ids()[:2] == ("k2", "k1")
    assert made.row() == "k2"
    press(Qt.Key.Key_Up, CTRL | SHIFT)
    assert project.dossier.row_ids()[:2] == ("k2", "k1")
    assert "F4" in made.card.remark.text()


def test_fill_down_and_copy_and_paste_a_block(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path("indicators.k2.monitoring.reason")
    press(Qt.Key.Key_D, CTRL)
    assert project.dossier.text("indicators.k2.monitoring.reason") == project.dossier.text(
        "indicators.k1.monitoring.reason"
    )
    made.focus_path("indicators.k1.monitoring.actual")
    press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "12\t20\r\n702\t1960\r\n"
    clipboard('13\t"2\n1"\r\n')
    press(Qt.Key.Key_V, CTRL)
    assert project.dossier.text("indicators.k1.monitoring.forecast") == "2\n1"
    assert project.names()[-1] == "粘贴 2 格"


def test_a_big_paste_is_shown_first_and_can_be_left(qtbot: Any) -> None:
    made, project = rows(qtbot, of_texts(2024, {}))
    made.view.stand_on(0, column(made.model.table, "三级指标"))
    clipboard("甲\t≥1次\t1\t1\r\n" * 6)
    asked = answer(lambda dialog: dialog.reject())
    press(Qt.Key.Key_V, CTRL)
    assert isinstance(asked[0], PastePreview)
    assert project.dossier.row_ids() == ()
    made.activateWindow()
    QApplication.processEvents()
    made.focus_here()
    answer(lambda dialog: dialog.accept())
    press(Qt.Key.Key_V, CTRL)
    assert len(project.dossier.row_ids()) == 6
    assert len(project.steps) == 1


def test_locked_cells_open_nothing_and_say_why(qtbot: Any) -> None:
    made, project = rows(qtbot, approved(party_school()))
    made.focus_path("indicators.k1.target")
    keys("9")
    assert focused() is made.view
    assert made.model.look(0, column(made.model.table, "年度指标值")).origin == "locked"
    assert "锁定" in made.card.remark.text()
    with qtbot.waitSignal(made.unlock_asked) as asked:
        made.card.button.click()
    assert asked.args == ["indicators.k1.target"]
    press(Qt.Key.Key_Delete, CTRL)
    assert "k1" in project.dossier.row_ids()
    opened = whole_value("indicators.k1.target")
    assert len(opened) == 3
    project.step("解锁", [Unlock(Unlocked(path, "批复有误")) for path in opened])
    made.refresh()
    keys("30")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("indicators.k1.target") == "30"


def test_the_card_says_working_light_and_what_to_do(qtbot: Any) -> None:
    made, _ = rows(qtbot, party_school())
    made.focus_path(ACTUAL)
    assert made.card.name.text() == "参与培训人次"
    assert made.card.working.text() == "702 / 1960 = 35.82%，应有进度 58.33% 的 61.4%"
    assert made.card.light.text() == "● 黄"
    remark = "indicators.k2.monitoring.remark"
    found = Finding("likelihood.remark", Severity.MUST_FIX, remark, "选了有可能，备注未写。")
    made.show_findings([found], loud=True)
    assert made.model.look(1, column(made.model.table, "备注")).tone == "must-fix"
    made.card.button.click()
    assert made.view.currentIndex().column() == column(made.model.table, "备注")
    made.show_findings([], loud=True)
    assert made.model.look(1, column(made.model.table, "备注")).tone == ""


def test_a_row_opens_as_a_page_and_leads_to_its_neighbour(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path("indicators.k1.monitoring.actual")
    seen: list[str] = []

    def fill(page: Any) -> None:
        seen.append(page.title.text())
        keys("X")
        press(Qt.Key.Key_PageDown)
        seen.append(page.title.text())
        keys("Y")
        page.accept()

    opened = answer(fill)
    press(Qt.Key.Key_F4)
    assert isinstance(opened[0], RowPage)
    assert seen[0].startswith("第1行 培训班次")
    assert seen[1].startswith("第2行 参与培训人次")
    assert project.dossier.text("indicators.k1.name").endswith("X")
    assert project.dossier.text("indicators.k2.name").endswith("Y")
    assert made.row() == "k2"


def test_f4_on_an_empty_line_opens_a_new_row_named_by_its_class(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    line = next(at for at, one in enumerate(made.model.table.lines) if not one.row)
    made.view.stand_on(line, 2)
    before = set(project.dossier.row_ids())
    seen: list[str] = []

    def look(page: Any) -> None:
        seen.append(page.title.text())
        page.accept()

    answer(look)
    press(Qt.Key.Key_F4)
    new = next(iter(set(project.dossier.row_ids()) - before))
    words = project.dossier.text(f"indicators.{new}.level2")
    assert words
    assert seen == [f"第{project.dossier.row_ids().index(new) + 1}行 {words}"]
    assert made.row() == new


def test_only_changed_cells_are_told(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    told: list[tuple[int, int]] = []
    made.model.dataChanged.connect(lambda a, b: told.append((a.row(), a.column())))
    made.focus_path("indicators.k1.monitoring.forecast")
    keys("19")
    press(Qt.Key.Key_Return)
    assert told == [(0, column(made.model.table, "全年预计完成情况"))]
    assert project.dossier.text("indicators.k1.monitoring.forecast") == "19"


def test_classes_are_merged_and_texts_are_not_cut(qtbot: Any) -> None:
    made, _ = rows(qtbot, party_school())
    assert made.view.rowSpan(0, 1) == 2
    assert made.view.rowSpan(0, 0) >= 4
    reason = column(made.model.table, "原因说明")
    width = made.view.columnWidth(reason)
    assert made.view.rowHeight(0) >= made.view.cells.height(0, reason, width) > 0


def test_undo_brings_every_cell_back(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    before = project.dossier
    made.focus_path(ACTUAL)
    keys("1")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, CTRL)
    keys("Z")
    press(Qt.Key.Key_Return)
    while project.undo():
        made.refresh()
    assert project.dossier.row_ids() == before.row_ids()
    assert {p: e.text for p, e in project.dossier.entries.items()} == {
        p: e.text for p, e in before.entries.items()
    }
    assert shown(made, 1, "1-7月执行情况") == "702"


def test_the_table_of_another_form_needs_nothing_new(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school(), "self_evaluation")
    made.focus_path("indicators.k1.self_evaluation.score")
    keys("9.5")
    press(Qt.Key.Key_Return)
    assert project.dossier.text("indicators.k1.self_evaluation.score") == "9.5"


def test_undo_and_redo_through_the_session_show_in_the_table(qtbot: Any, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "a.jixiao", create=True)
    try:
        example = DATA / "examples" / "monitoring-party-school.json"
        workspace.import_exchange(json.loads(example.read_text("utf-8")))
        editing = workspace.edit(workspace.projects()[0].id)
        found, form = section("rows")
        made = section_widget(found, form, editing)
        assert isinstance(made, RowsEditor)
        editing.on_change.append(made.refresh)
        show(qtbot, made, 1053, 700)
        second = editing.dossier.row_ids()[1]
        actual = f"indicators.{second}.monitoring.actual"
        made.focus_path(actual)
        keys("8")
        made.flush()
        keys("00")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_N, CTRL)
        keys("New")
        press(Qt.Key.Key_Return)
        assert len(editing.dossier.row_ids()) == 5
        assert [editing.undo() for _ in range(3)] == ["三级指标", "添加指标", "1-7月执行情况"]
        assert editing.dossier.text(actual) == "702"
        assert shown(made, 1, "1-7月执行情况") == "702"
        editing.redo()
        assert shown(made, 1, "1-7月执行情况") == "800"
        assert len(editing.dossier.row_ids()) == 4
    finally:
        workspace.close()


def test_ten_thousand_keys_leave_nothing_behind(qtbot: Any) -> None:
    made, project = rows(qtbot, party_school())
    made.focus_path("indicators.k1.monitoring.actual")

    def type_on(times: int) -> None:
        for number in range(times):
            keys(str(number % 10) * 8)
            press(Qt.Key.Key_Return)
            press(Qt.Key.Key_Up)

    type_on(20)
    settle()
    before = Counter(type(thing).__name__ for thing in gc.get_objects())
    project.steps.clear()
    project.done.clear()
    type_on(1000)
    project.steps.clear()
    project.done.clear()
    settle()
    after = Counter(type(thing).__name__ for thing in gc.get_objects())
    grown = {name: n - before[name] for name, n in after.items() if n - before[name] > 200}
    assert not grown
    assert isinstance(made.view, QTableView)


def settle() -> None:
    """Let Qt delete what it put off, and Python what nothing holds."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def test_enter_goes_right_where_the_person_chose_so(qtbot: Any) -> None:
    editor, _ = rows(qtbot, party_school())
    follow(RIGHT)
    try:
        here = editor.view.currentIndex()
        press(Qt.Key.Key_Return)
        now = editor.view.currentIndex()
        assert (now.row(), now.column()) == (here.row(), here.column() + 1)
        press(Qt.Key.Key_Return, SHIFT)
        assert editor.view.currentIndex() == here
    finally:
        follow(DOWN)
