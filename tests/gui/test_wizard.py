"""The wizard by keys alone: steps, problems, undo, help, whole form, letters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.page import ChapterPage
from jixiao_desktop.gui.wizard import Wizard
from jixiao_desktop.session.flow import StepState
from tests.gui.windows import (
    ALT,
    CTRL,
    PARTY_SCHOOL,
    SHIFT,
    first_project,
    focused,
    press,
    settle,
    type_text,
    window_of,
)


def opened(window: MainWindow, step: str = "project", path: str = "") -> Wizard:
    window.open_project(first_project(window), step, path)
    settle()
    assert window.wizard is not None
    return window.wizard


def test_alt_arrows_walk_through_every_step_and_back(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "unit")
        seen = [wizard.current.id]
        for _ in wizard.flow.steps[1:]:
            if wizard.page.wide:  # in a table Alt and an arrow moves the row
                press(Qt.Key.Key_PageDown, CTRL)
            else:
                press(Qt.Key.Key_Down, ALT)
            seen.append(wizard.current.id)
        assert seen == [step.id for step in wizard.flow.steps]
        press(Qt.Key.Key_PageUp, CTRL)
        assert wizard.current.id == "review"


def test_enter_on_the_last_field_leads_to_the_next_step(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "goal")
        press(Qt.Key.Key_Return)
        assert wizard.current.id == "indicators"


def test_what_is_typed_is_kept_when_the_step_is_left(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "project", "code")
        type_text("021")
        press(Qt.Key.Key_Down, ALT)
        assert wizard.editing.dossier.text("code") == "021"
        assert window.workspace.saved_at is not None
        assert f"{window.workspace.saved_at:%H:%M:%S}" in window.ui.saved.text()


def test_f8_goes_to_problems_over_page_borders_and_round(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        open_ones = [f for f in wizard.findings if not f.passes]
        assert len(open_ones) >= 2
        steps = []
        for _ in range(len(open_ones) + 1):
            press(Qt.Key.Key_F8)
            steps.append((wizard.current.id, wizard.path))
        assert len(set(steps)) == len(open_ones)
        assert steps[0] == steps[-1]
        press(Qt.Key.Key_F8, SHIFT)
        assert (wizard.current.id, wizard.path) == steps[-2]


def test_a_repaired_problem_disappears_at_once(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        press(Qt.Key.Key_F8)
        problem = next(f for f in wizard.findings if f.path == wizard.path)
        assert isinstance(focused(), QPlainTextEdit)
        type_text("培训费按班次结算，剩余8个班次在9月至11月举办，届时支付。")
        wizard.flush()
        settle()
        left = [(f.rule, f.path) for f in wizard.findings]
        assert (problem.rule, problem.path) not in left


def test_findings_stand_quietly_until_the_step_was_left_or_f9(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "budget")
        assert not wizard.flow.loud("budget")
        assert "必改" in wizard.findings_panel.count.text()
        press(Qt.Key.Key_F9)
        assert all(wizard.flow.loud(step.id) for step in wizard.flow.steps)
        states = wizard.flow.statuses(wizard.findings)
        assert states["budget"].state is StepState.MUST_FIX
        assert wizard.steps.button("budget").status == states["budget"]


def test_undo_and_redo_name_their_step(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "project", "code")
        type_text("88")
        press(Qt.Key.Key_Z, CTRL)
        assert wizard.editing.dossier.text("code") == ""
        assert "已撤销：项目代码" in window.ui.saved.toolTip()
        press(Qt.Key.Key_Y, CTRL)
        assert wizard.editing.dossier.text("code") == "88"
        window._name_steps()
        assert window.commands.actions["undo"].text() == "撤销：项目代码"


def test_f1_says_how_this_field_is_filled_and_escape_closes_it(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "project", "name")
        press(Qt.Key.Key_F1)
        help_card = wizard.help_place.card
        assert help_card is not None
        assert help_card.accessibleName() == "怎么填：项目名称"
        assert "一字不差" in help_card.accessibleDescription()
        press(Qt.Key.Key_Escape)
        assert wizard.help_place.card is None
        assert window.wizard is wizard


def test_ctrl_s_only_says_that_all_is_saved(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        opened(window)
        press(Qt.Key.Key_S, CTRL)
        assert window.ui.saved.text() == "已自动保存"


def test_f6_shows_the_whole_form_and_goes_back(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        press(Qt.Key.Key_F6)
        assert window.sheet is not None
        assert window.ui.stack.currentWidget() is window.sheet
        press(Qt.Key.Key_F6)
        assert window.sheet is None
        assert window.ui.stack.currentWidget() is wizard


def test_a_chapter_shows_its_draft_and_takes_the_persons_mark(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "monitoring-report-2")
        page = wizard.page
        assert isinstance(page, ChapterPage)
        box = focused()
        assert isinstance(box, QPlainTextEdit)
        assert "41.88万元" in box.placeholderText()
        page.done.setFocus()
        press(Qt.Key.Key_Space)
        status = wizard.flow.statuses(wizard.findings)["monitoring-report-2"]
        assert status.state is StepState.FINE
        again = opened(window, "monitoring-report-2")
        assert "monitoring-report-2" in again.flow.done


def test_a_changed_budget_changes_the_draft(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window, "budget", "monitoring.budget.total.spent")
        line = focused()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        type_text("55.55")
        wizard.open_step("monitoring-report-2")
        settle()
        box = focused()
        assert isinstance(box, QPlainTextEdit)
        assert "55.55万元" in box.placeholderText()


def test_every_input_has_a_name_for_screen_readers(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        for step in wizard.flow.steps:
            wizard.open_step(step.id)
            settle()
            for kind in (QLineEdit, QPlainTextEdit, QComboBox, QPushButton):
                for widget in wizard.page.findChildren(kind):
                    if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                        named = widget.accessibleName() or getattr(widget, "text", str)()
                        assert named, f"{step.id}: {widget} has no name"


def cut_labels(widget: QWidget) -> list[str]:
    """Labels whose words do not fit into them."""
    found = []
    for label in widget.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.text().startswith("要做的事"):
            continue
        need = label.sizeHint()
        if label.wordWrap():
            short = label.height() + 1 < label.heightForWidth(label.width())
        else:
            short = label.width() + 1 < need.width() or label.height() + 1 < need.height()
        if short:
            found.append(f"{label.text()} {label.size()} {need}")
    return found


def test_no_words_are_cut_at_any_letter_size(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        for action in window.commands.letter_group.actions():
            action.trigger()
            settle()
            for step in wizard.flow.steps:
                wizard.open_step(step.id)
                settle()
                cut = cut_labels(wizard.page) + cut_labels(wizard.ui.steps)
                assert not cut, f"{action.text()} {step.id}: {cut}"
        assert window.workspace.setting("letters") == "huge"


def test_the_window_fits_the_smallest_screen(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        opened(window)
        window.resize(1366, 768)
        settle()
        assert window.width() == 1366
        assert window.height() == 768
        hint = window.minimumSizeHint()
        assert hint.width() <= 1366
        assert hint.height() <= 768


def test_a_step_is_reached_with_the_arrow_keys(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        wizard.steps.button("project").setFocus()
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        assert wizard.current.id == "budget"


def test_every_command_in_the_menu_does_something(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        assert set(window.commands.actions) <= set(window.doings)
        keys = [k.toString() for a in window.commands.actions.values() for k in a.shortcuts()]
        assert len(keys) == len(set(keys))


def test_a_card_says_where_the_keyboard_is_only_as_long_as_it_is_there(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        wizard = opened(window)
        press(Qt.Key.Key_F8)

        def here() -> list[str]:
            cards = wizard.findings_panel.cards
            return [card.finding.path for card in cards if card.to_place.text() == "正在填写"]

        assert here() == [wizard.path]
        wizard.open_step("project")
        settle()
        assert not here()
