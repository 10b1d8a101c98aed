"""A window on a real data file, filled from the examples, and the keys the tests press."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jixiao_desktop.gui.application import application, window_on
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "data" / "examples"
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PARTY_SCHOOL = "monitoring-party-school.json"


def workspace_with(folder: Path, *examples: str) -> Workspace:
    """A new data file that holds some examples."""
    workspace = Workspace.open(folder / "数据.jixiao", create=True)
    for name in examples:
        workspace.import_exchange(json.loads((DATA / name).read_text("utf-8")))
    return workspace


@contextmanager
def window_of(folder: Path, *examples: str) -> Iterator[MainWindow]:
    """A shown window on some examples; closed and forgotten at the end."""
    app = application()
    theme().put_on(app, "medium")
    window = window_on(workspace_with(folder, *examples))
    window.show()
    window.activateWindow()
    settle()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        settle()


def settle() -> None:
    """Let timers of zero, paints and deletions happen."""
    for _ in range(4):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def focused() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifiers)
    settle()


def type_text(text: str) -> None:
    """Type letters where the keyboard is; Chinese comes from an input method."""
    if text.isascii():
        QTest.keyClicks(focused(), text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(focused(), event)
    settle()


def first_project(window: MainWindow) -> str:
    """The id of the first project."""
    return window.workspace.projects()[0].id
