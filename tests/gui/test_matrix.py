"""The fund block: the form's words, Enter's way, live figures, proposals, locks, pasted blocks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from jixiao_desktop.domain.dossier import Dossier, Entry, Origin, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.dialogs.paste_preview import PastePreview
from jixiao_desktop.gui.editors import section_widget
from jixiao_desktop.gui.editors.matrix import MatrixEditor
from tests.gui.desk import Desk, answer, clipboard, focused, keys, press, show
from tests.session.projects import approved, party_school, section

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
INITIAL, SPENT = "budget.total.initial", "monitoring.budget.total.spent"
PUBLIC = "monitoring.budget.general_public.spent"


def matrix(qtbot: Any, dossier: Dossier, stage: str = "monitoring") -> tuple[MatrixEditor, Desk]:
    project = Desk(dossier)
    found, form = section("matrix", stage)
    made = section_widget(found, form, project)
    assert isinstance(made, MatrixEditor)
    show(qtbot, made)
    return made, project


def words(made: MatrixEditor) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel) if label.text()]


def test_rows_and_columns_bear_the_forms_own_words(qtbot: Any) -> None:
    made, _ = matrix(qtbot, of_texts(2024, {}))
    assert {"年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数"} <= set(words(made))
    assert {"年度资金总额", "其中：本年一般公共预算拨款", "其他资金"} <= set(words(made))


def test_enter_goes_in_reading_order_and_out_at_the_end(qtbot: Any) -> None:
    made, project = matrix(qtbot, of_texts(2024, {}))
    made.focus_here()
    for figure in ("100", "41.88", "100"):
        keys(figure)
        press(Qt.Key.Key_Return)
    assert project.dossier.text("monitoring.budget.total.forecast") == "100"
    assert focused().property("accessibleName") == "其中：本年一般公共预算拨款 · 年初预算数"
    press(Qt.Key.Key_Return, SHIFT)
    assert "全年预计执行数" in focused().accessibleName()


def test_up_and_down_stay_in_the_column(qtbot: Any) -> None:
    made, _ = matrix(qtbot, of_texts(2024, {}))
    made.focus_path(SPENT)
    press(Qt.Key.Key_Down)
    assert made.cell(PUBLIC) is focused()
    press(Qt.Key.Key_Up)
    assert made.cell(SPENT) is focused()


def test_computed_figures_follow_every_commit(qtbot: Any) -> None:
    made, _ = matrix(qtbot, of_texts(2024, {INITIAL: "100"}))
    made.focus_path(SPENT)
    keys("41.88")
    assert "41.88%" not in words(made)
    press(Qt.Key.Key_Return)
    assert "41.88%" in words(made)


def test_a_blank_total_shows_what_its_sources_add_up_to(qtbot: Any) -> None:
    parts = {"budget.general_public.initial": "80", "budget.other.initial": "20"}
    made, project = matrix(qtbot, of_texts(2024, parts))
    cell = made.cell(INITIAL)
    assert cell is not None
    assert cell.placeholderText() == "100.00"
    assert cell.property("ghost") == "yes"
    made.focus_path(INITIAL)
    assert "没有填写，按 100.00 万元算" in made.note.text()
    assert project.dossier.text(INITIAL) == ""


def test_a_blank_revised_budget_shows_the_initial_one(qtbot: Any) -> None:
    made, _ = matrix(qtbot, of_texts(2024, {INITIAL: "96.4"}), "self_evaluation")
    cell = made.cell("budget.total.revised")
    assert cell is not None
    assert cell.placeholderText() == "96.40"


def test_sources_without_a_row_are_told_of(qtbot: Any) -> None:
    project = of_texts(2024, {"budget.other.initial": "5", "budget.carryover.initial": "7"})
    made, _ = matrix(qtbot, project)
    assert made.focus_path("budget.carryover.initial")
    assert "连同上年结转印作 12.00" in made.note.text()


def test_locked_cells_are_passed_over_and_say_why(qtbot: Any) -> None:
    made, project = matrix(qtbot, approved(party_school()))
    made.focus_here()
    assert made.cell(SPENT) is focused()
    made.focus_path(INITIAL)
    keys("7")
    made.flush()
    assert project.dossier.text(INITIAL) == "100.00"
    assert "锁定" in made.note.text()
    with qtbot.waitSignal(made.unlock_asked) as asked:
        made.unlock.click()
    assert asked.args == [INITIAL]


def test_a_carried_figure_keeps_its_colour_until_confirmed(qtbot: Any) -> None:
    carried = Entry("100", Origin.CARRIED)
    made, project = matrix(qtbot, of_texts(2024, {}).with_entries({SPENT: carried}))
    cell = made.cell(SPENT)
    assert cell is not None
    assert cell.property("origin") == "carried"
    assert any("待确认" in word for word in words(made))
    made.focus_path(SPENT)
    press(Qt.Key.Key_Return)
    assert project.dossier.origin(SPENT) is Origin.TYPED
    assert cell.property("origin") == "typed"


def test_a_finding_marks_its_cell_and_is_said_below(qtbot: Any) -> None:
    made, _ = matrix(qtbot, party_school())
    found = Finding("budget.parts", Severity.MUST_FIX, INITIAL, "资金总额与各来源相差 1 万元。")
    made.show_findings([found], loud=False)
    cell = made.cell(INITIAL)
    assert cell is not None
    assert not cell.property("state")
    made.show_findings([found], loud=True)
    assert cell.property("state") == "must-fix"
    assert "相差 1 万元" in made.note.text()


def test_a_block_is_pasted_as_one_step(qtbot: Any) -> None:
    made, project = matrix(qtbot, of_texts(2024, {}))
    made.focus_here()
    clipboard("100.00\t41.88\r\n90.00\t\r\n")
    press(Qt.Key.Key_V, CTRL)
    assert project.dossier.text("budget.general_public.initial") == "90.00"
    assert project.names() == ["粘贴 4 格"]
    project.undo()
    made.refresh()
    assert not project.dossier.entries


def test_a_block_over_locked_figures_is_shown_first(qtbot: Any) -> None:
    made, project = matrix(qtbot, approved(party_school()))
    made.focus_path(INITIAL)
    clipboard("90\t50\r\n")
    seen: list[str] = []

    def look(dialog: Any) -> None:
        seen.extend(dialog.table.item(row, 3).text() for row in range(dialog.table.rowCount()))
        dialog.accept()

    asked = answer(look)
    press(Qt.Key.Key_V, CTRL)
    assert isinstance(asked[0], PastePreview)
    assert "锁定" in seen[0]
    assert project.dossier.text(INITIAL) == "100.00"
    assert project.dossier.text(SPENT) == "50"


def test_every_path_of_the_section_can_be_reached(qtbot: Any) -> None:
    made, _ = matrix(qtbot, party_school())
    for path in made.paths():
        assert made.focus_path(path)
    assert not made.focus_path("goal")
