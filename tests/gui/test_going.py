"""The next problem: in its cell where the forms show it, else changed on a page of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.gui.application import application
from jixiao_desktop.gui.dialogs.elsewhere import Elsewhere
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.page import ChapterPage, SectionPage
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.resources import resources_root
from tests.gui.desk import answer
from tests.gui.windows import ALT, CTRL, SHIFT, focused, press, settle, type_text, window_of

HELDOUT = Path(__file__).resolve().parents[1] / "data" / "heldout"
F8 = Qt.Key.Key_F8


@contextmanager
def window_with(folder: Path, name: str) -> Iterator[MainWindow]:
    """A window on the first project of a held-out file."""
    with window_of(folder) as window:
        data = json.loads((HELDOUT / f"{name}.json").read_text("utf-8"))
        made = window.workspace.import_exchange(data)
        window.show_home(made.unit_id)
        window.open_project(made.made[0])
        settle()
        yield window


def shown_paths(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Keep what pages answer when they are to show a path."""
    met: list[tuple[str, bool]] = []
    for kind in (SectionPage, ChapterPage):
        plain = kind.focus_path

        def focus_path(page: SectionPage, path: str, plain: object = plain) -> bool:
            found = bool(plain(page, path))  # type: ignore[operator]
            met.append((path, found))
            return found

        monkeypatch.setattr(kind, "focus_path", focus_path)
    return met


@pytest.mark.parametrize(
    "name",
    ["faulty-machinery", "faulty-media-platform", "faulty-funeral", "faulty-village-accounting"],
)
def test_every_problem_is_reached_and_has_the_keyboard(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = shown_paths(monkeypatch)
    with window_with(tmp_path, name) as window:
        wizard = window.wizard
        assert wizard is not None
        press(Qt.Key.Key_F9)
        wanted = [f.path for f in wizard.findings if not f.passes and not f.follows]
        reached = set()
        for _ in wanted:
            met.clear()
            press(F8)
            reached.add(wizard.path)
            in_cell = (wizard.path, True) in met
            card = wizard.findings_panel.with_keyboard
            assert in_cell or card is not None, wizard.path
        assert reached == set(wanted)


def to_unshown(window: MainWindow, path: str) -> None:
    """Press F8 until a path without a cell has its card in hand."""
    assert window.wizard is not None
    for _ in range(40):
        press(F8)
        if window.wizard.path == path:
            return
    raise AssertionError(path)


def test_what_no_form_shows_is_changed_from_its_card(tmp_path: Path) -> None:
    path = "overview"
    with window_with(tmp_path, "faulty-dike") as window:
        wizard = window.wizard
        assert wizard is not None
        press(Qt.Key.Key_F9)
        to_unshown(window, path)
        before = wizard.editing.dossier.text(path)
        open_ones = len([f for f in wizard.findings if not f.passes])
        seen: list[str] = []

        def change(dialog: QWidget) -> None:
            assert isinstance(dialog, Elsewhere)
            seen.append(dialog.title.text())
            press(Qt.Key.Key_A, CTRL)
            type_text("加固青沙河河堤。")
            press(Qt.Key.Key_Return)
            press(Qt.Key.Key_Return)
            assert not dialog.isVisible()

        answer(change)
        while "跳到这里" not in focused().accessibleName():
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Return)
        settle()
        assert seen == ["项目概况"]
        assert wizard.editing.dossier.text(path) == "加固青沙河河堤。"
        assert len([f for f in wizard.findings if not f.passes]) < open_ones
        assert QApplication.focusWidget() is not None
        press(Qt.Key.Key_Z, CTRL)
        assert wizard.editing.dossier.text(path) == before


def test_a_mend_of_what_no_form_shows_leaves_the_keyboard_with_the_cards(tmp_path: Path) -> None:
    path = "budget.fiscal.initial"
    with window_with(tmp_path, "faulty-machinery") as window:
        wizard = window.wizard
        assert wizard is not None
        press(Qt.Key.Key_F9)
        to_unshown(window, path)
        before = wizard.editing.dossier.text(path)
        press(Qt.Key.Key_F7, SHIFT)
        assert wizard.editing.dossier.text(path) != before
        assert QApplication.focusWidget() is not None
        press(Qt.Key.Key_Z, CTRL)
        assert wizard.editing.dossier.text(path) == before


def test_the_next_step_comes_at_once_and_no_key_is_lost(tmp_path: Path) -> None:
    with window_with(tmp_path, "faulty-dike") as window:
        wizard = window.wizard
        assert wizard is not None
        wizard.open_step(wizard.flow.steps[0].id)
        QTest.keyClick(focused(), Qt.Key.Key_J, ALT)
        QTest.keyClick(focused(), Qt.Key.Key_J, ALT)
        assert wizard.current == wizard.flow.steps[2]
        QTest.keyClick(focused(), Qt.Key.Key_B, ALT)
        assert wizard.current == wizard.flow.steps[1]


def test_a_unit_that_reports_on_itself_is_led_back_to_its_tasks(tmp_path: Path) -> None:
    with window_of(tmp_path) as window:
        sample = resources_root() / "forms" / "unit-self-evaluation-table" / "2020" / "sample.json"
        data = {**json.loads(sample.read_text("utf-8")), "projects": []}
        unit = window.workspace.import_exchange(data).unit_id
        window.show_home(unit)
        window.open_unit(unit)
        wizard = window.wizard
        assert wizard is not None
        wizard.open_step(wizard.flow.steps[-1].id)
        assert wizard.ahead == "要做的事"
        press(Qt.Key.Key_J, ALT)
        assert window.wizard is None


def test_the_card_of_the_problem_in_hand_is_in_sight(tmp_path: Path) -> None:
    with window_with(tmp_path, "faulty-machinery") as window:
        wizard = window.wizard
        assert wizard is not None
        press(Qt.Key.Key_F9)
        for _ in range(8):
            press(F8)
            panel = wizard.findings_panel
            cards = [c for c in panel.cards if c.finding.path == wizard.path]
            assert any(not c.visibleRegion().isEmpty() for c in cards), wizard.path


@pytest.mark.parametrize("letters", ["medium", "huge"])
def test_no_card_is_wider_than_the_panel(letters: str, tmp_path: Path) -> None:
    with window_with(tmp_path, "faulty-police-equipment") as window:
        wizard = window.wizard
        assert wizard is not None
        theme().put_on(application(), letters)
        try:
            press(Qt.Key.Key_F9)
            settle()
            panel = wizard.findings_panel
            room = panel.parentWidget()
            assert room is not None
            assert panel.minimumSizeHint().width() <= room.width()
            assert panel.width() <= room.width()
        finally:
            theme().put_on(application(), "medium")


def test_an_explained_finding_is_found_again_behind_all_others(tmp_path: Path) -> None:
    with window_of(tmp_path, "self-evaluation-equipment.json") as window:
        window.open_project(window.workspace.projects()[0].id)
        wizard = window.wizard
        assert wizard is not None
        press(Qt.Key.Key_F9)
        open_ones = [f for f in wizard.findings if not f.passes and not f.follows]
        asked = next(f for f in open_ones if f.severity is Severity.EXPLAIN)
        to_unshown(window, asked.path)
        press(Qt.Key.Key_F7)
        assert focused().accessibleName().startswith("写说明")
        press(Qt.Key.Key_Return)
        type_text("因汛期停工二十天，设备到货推迟到十一月，已于十二月补办验收手续。")
        press(Qt.Key.Key_Tab)
        if isinstance(focused(), QLineEdit):
            type_text("张三")
        press(Qt.Key.Key_Return)
        now = [f for f in wizard.findings if not f.passes and not f.follows]
        assert len(now) == len(open_ones) - 1
        assert wizard.path == asked.path
        press(Qt.Key.Key_F7)
        assert focused().accessibleName().startswith("改说明")
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Z, CTRL)
        now = [f for f in wizard.findings if not f.passes and not f.follows]
        assert len(now) == len(open_ones)


def test_huge_letters_give_the_page_its_room_back(tmp_path: Path) -> None:
    with window_of(tmp_path, "self-evaluation-equipment.json") as window:
        theme().put_on(application(), "huge")
        try:
            window.open_project(window.workspace.projects()[0].id)
            wizard = window.wizard
            assert wizard is not None
            settle()
            assert wizard.findings_panel.folded
            press(F8)
            press(Qt.Key.Key_F7)
            assert not wizard.findings_panel.folded
            press(Qt.Key.Key_Escape)
            assert wizard.findings_panel.folded
        finally:
            theme().put_on(application(), "medium")
