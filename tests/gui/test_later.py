"""The unit's screens tell what its report says otherwise than its projects, after a pause."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.wizard import Wizard
from jixiao_desktop.session.workspace import Workspace
from tests.gui.windows import settle, window_of

SOUND = Path(__file__).parents[1] / "data" / "reviews" / "sound" / "department.json"
COUNT = "unit_report.monitoring.sections.organization"
RULE = "department.projects"


@contextmanager
def unit_open(folder: Path) -> Iterator[tuple[MainWindow, Wizard]]:
    with window_of(folder) as window:
        space = window.workspace
        unit = space.import_exchange(json.loads(SOUND.read_text("utf-8"))).unit_id
        space.choose_notice(unit, "national-unit-monitoring")
        window.open_unit(unit)
        settle()
        assert window.wizard is not None
        yield window, window.wizard


def miscount(wizard: Wizard) -> None:
    text = wizard.editing.dossier.text(COUNT)
    assert "共2个" in text
    wizard.editing.step("改写", [SetText(COUNT, text.replace("共2个", "共3个"))])
    settle()


def told(wizard: Wizard) -> bool:
    return RULE in {one.rule for one in wizard.findings}


def test_it_is_told_when_the_keys_have_rested(tmp_path: Path, qtbot: Any) -> None:
    with unit_open(tmp_path) as (_, wizard):
        miscount(wizard)
        assert not told(wizard)  # not under the keys
        qtbot.waitUntil(lambda: told(wizard), timeout=20_000)
        assert any(one.path == COUNT for one in wizard.findings)
        wizard.undo()
        qtbot.waitUntil(lambda: not told(wizard), timeout=20_000)


def test_it_is_told_on_opening(tmp_path: Path, qtbot: Any) -> None:
    with unit_open(tmp_path) as (window, wizard):
        miscount(wizard)
        window.show_home()
        window.open_unit(wizard.editing.unit_id)
        again = window.wizard
        assert again is not None
        qtbot.waitUntil(lambda: told(again), timeout=20_000)


def test_the_full_check_does_not_wait(tmp_path: Path) -> None:
    with unit_open(tmp_path) as (_, wizard):
        miscount(wizard)
        wizard.check_all()
        assert told(wizard)


def test_a_projects_screens_look_at_no_other_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit_open(tmp_path) as (window, _):
        first = window.workspace.projects()[0].id
        window.open_project(first)
        read: list[str] = []
        known = Workspace.edit
        monkeypatch.setattr(
            Workspace, "edit", lambda self, owner: read.append(owner) or known(self, owner)
        )
        assert window.wizard is not None
        window.wizard.check_all()
        assert set(read) <= {first}
