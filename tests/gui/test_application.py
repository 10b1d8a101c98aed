"""Start of the program: looks, Chinese words, errors as one sentence."""

from __future__ import annotations

import gc
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QtMsgType
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from jixiao_desktop.gui import application as starting
from jixiao_desktop.gui.application import application
from jixiao_desktop.gui.icons import pixmap
from jixiao_desktop.gui.theme import load_tokens, theme
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_standard_buttons_speak_chinese() -> None:
    application()
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
    texts = {re.sub(r"\(?&\w\)?", "", button.text()) for button in box.buttons()}
    assert texts == {"确定", "取消"}


def test_the_screen_font_is_the_bundled_one_and_has_chinese() -> None:
    app = application()
    assert QFontInfo(app.font()).family() == load_tokens().family
    assert app.font().pixelSize() == theme().px("body")


def test_every_token_of_the_style_sheets_is_known() -> None:
    sheet = theme().style_sheet()
    assert "@" not in sheet
    assert theme().tokens.colours["accent"] in sheet


def test_no_style_sheet_names_a_colour_or_a_size_of_its_own() -> None:
    for file in (resources_root() / "style").glob("*.qss"):
        text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.findall(r":[^;{}]*#[0-9A-Fa-f]{3,8}\b", text), file.name
        sizes = {int(n) for n in re.findall(r"\b(\d+)px", text)}
        assert sizes <= {0, 1, 2}, f"{file.name} names {sorted(sizes - {0, 1, 2})}"


def test_no_module_of_the_window_names_a_colour() -> None:
    root = Path(starting.__file__).parent
    for file in root.rglob("*.py"):
        if file.parent.name != "forms":
            found = re.findall(r"[\"']#[0-9A-Fa-f]{3,8}[\"']|QColor\(\d", file.read_text("utf-8"))
            assert not found, f"{file.name}: {found}"


@pytest.mark.parametrize(("letters", "points"), [("small", 9), ("large", 13), ("huge", 16)])
def test_letters_scale_every_size_at_once(letters: str, points: int) -> None:
    app = application()
    theme().put_on(app, "medium")
    before = {name: theme().px(name) for name in ("body", "title", "field")}
    theme().put_on(app, letters)
    try:
        for name, size in before.items():
            assert theme().px(name) == pytest.approx(size * points / 11, abs=1)
        assert app.font().pixelSize() == theme().px("body")
    finally:
        theme().put_on(app, "medium")


def test_text_is_readable_on_its_ground() -> None:
    def light(name: str) -> float:
        colour = theme().colour(name)
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    pairs = [(text, ground) for text in ("ink", "quiet", "faint", "accent", "must-fix", "fine")
             for ground in ("ground", "surface")]  # fmt: skip
    pairs += [("explain", "surface"), ("on-accent", "accent"), ("on-accent", "must-fix")]
    for text, ground in pairs:
        high, low = sorted((light(text), light(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{text} on {ground}"


def test_every_icon_can_be_drawn_sharp() -> None:
    application()
    for file in (resources_root() / "icons").glob("*.svg"):
        drawn = pixmap(file.stem, "accent", 16, 2.0)
        assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)
        image = drawn.toImage()
        alphas = {image.pixelColor(x, y).alpha() for x in range(32) for y in range(32)}
        assert max(alphas) > 0, file.name


def test_an_unforeseen_error_is_told_in_one_sentence_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(starting, "tell", told.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    try:
        raise ZeroDivisionError("secret figure")
    except ZeroDivisionError as error:
        starting._unforeseen(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert "都已保存" in told[0]
    assert "Traceback" not in told[0]
    assert "secret figure" not in told[0]
    assert "ZeroDivisionError" in caplog.text


def test_a_problem_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(starting, "tell", told.append)
    problem = Problem("磁盘已满，换一个盘再试。")
    starting._unforeseen(Problem, problem, None)
    assert told == ["磁盘已满，换一个盘再试。"]


def test_qt_messages_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtCore import QMessageLogContext

    with caplog.at_level(logging.WARNING, logger="qt"):
        starting._qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "a quiet word")
    assert "a quiet word" in caplog.text


def test_a_file_that_cannot_be_opened_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(starting, "tell", told.append)
    monkeypatch.setattr(starting, "install_hooks", lambda: None)
    bad = tmp_path / "数据.jixiao"
    bad.write_bytes(b"not a data file at all" * 200)
    assert starting.run(bad) == 1
    assert len(told) == 1
    assert told[0].endswith("。")
    for handler in logging.getLogger().handlers[:]:
        if str(tmp_path) in getattr(handler, "baseFilename", ""):
            logging.getLogger().removeHandler(handler)
            handler.close()


def test_there_is_one_application() -> None:
    assert application() is QApplication.instance()
    assert QCoreApplication.applicationName() == "绩效填报"


def test_garbage_is_collected_again_once_the_window_is_painted() -> None:
    gc.disable()
    try:
        starting._collect_garbage_again()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 1000, "what was loaded is looked at again and again"
    finally:
        gc.unfreeze()
        gc.enable()


START = """
import os, sys
from PySide6.QtWidgets import QApplication

def listed():
    print("\\n".join(sorted(name for name in sys.modules if name.startswith("jixiao_desktop"))))
    print("peewee" in sys.modules)
    sys.stdout.flush()
    os._exit(0)

QApplication.exec = staticmethod(listed)
from jixiao_desktop.__main__ import main

main(["--data", sys.argv[1]])
"""


def test_the_first_window_loads_no_page_no_checks_and_no_forms(tmp_path: Path) -> None:
    file = tmp_path / "a.jixiao"
    Workspace.open(file, create=True).close()
    done = subprocess.run(
        [sys.executable, "-c", START, str(file)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    *loaded, peewee = done.stdout.split()
    assert "jixiao_desktop.gui.main_window" in loaded
    late = ("gui.editors", "gui.wizard", "rules", "grid", "narrative", "export", "reading")
    assert [name for name in loaded if name.removeprefix("jixiao_desktop.").startswith(late)] == []
    assert peewee == "False"
