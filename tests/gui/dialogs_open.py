"""Dialogs put on the screen for keys, and modal questions answered while they wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jixiao_desktop.gui.application import application
from jixiao_desktop.gui.theme import theme
from tests.gui.windows import settle

Made = TypeVar("Made", bound=QDialog)
LOOKS = 300


def opened(qtbot: Any, dialog: Made) -> Made:
    """Show a dialog with the keyboard in it, its letters of the plain size."""
    theme().put_on(application(), "medium")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    settle()
    return dialog


def answering(*answers: Callable[[], None]) -> None:
    """Press keys once a modal dialog waits; each further answer is for the next dialog.

    A dialog that nobody answers is closed, so that a test fails instead of waiting for ever.
    """
    waiting = list(answers)
    seen: list[QWidget | None] = [QApplication.activeModalWidget()]
    looks = [0]

    def look() -> None:
        looks[0] += 1
        now = QApplication.activeModalWidget()
        if looks[0] > LOOKS:
            if isinstance(now, QDialog):
                now.done(QDialog.DialogCode.Rejected)
            return
        if now is None or now is seen[0] or not now.isVisible():
            QTimer.singleShot(10, look)
            return
        now.activateWindow()
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not now:
            QTimer.singleShot(10, look)
            return
        seen[0] = now
        do = waiting.pop(0)
        if waiting:
            QTimer.singleShot(10, look)
        do()

    QTimer.singleShot(10, look)
