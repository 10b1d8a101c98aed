"""A project in memory that the editors' tests type into, and the keys they type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jixiao_desktop.domain.changes import Change, apply, inverse
from jixiao_desktop.domain.dossier import Dossier, Entry, Origin, of_texts
from jixiao_desktop.domain.settings import Settings

SETTINGS = Settings(year=2024, as_of=date(2024, 7, 31))


class Desk:
    """Steps, undo and merging as the session does them, without a disk."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.settings = SETTINGS
        self.steps: list[tuple[str, str]] = []
        self.done: list[list[Change]] = []
        self.on_change: list[Callable[[], None]] = []
        self.refuse: Exception | None = None
        self._numbers = count(1)

    def step(self, name: str, changes: Sequence[Change], *, merge: str = "") -> None:
        if self.refuse is not None:
            raise self.refuse
        before, now, back = self.dossier, self.dossier, []
        for change in changes:
            back = [*inverse(now, change), *back]
            now = apply(now, change, "2024-08-17T10:32:05")
        if now == before:
            return
        self.dossier = now
        if merge and self.steps and self.steps[-1][1] == merge:
            self.done[-1] = [*back, *self.done[-1]]
        else:
            self.steps.append((name, merge))
            self.done.append(back)
        for callback in tuple(self.on_change):
            callback()

    def undo(self) -> str:
        if not self.steps:
            return ""
        name, _ = self.steps.pop()
        for change in self.done.pop():
            self.dossier = apply(self.dossier, change, force=True)
        for callback in tuple(self.on_change):
            callback()
        return name

    def new_row_id(self) -> str:
        return f"new{next(self._numbers)}"

    def names(self) -> list[str]:
        return [name for name, _ in self.steps]


def desk(texts: Mapping[str, str] | None = None, origin: Origin = Origin.TYPED) -> Desk:
    """A project with a few texts, all of one origin."""
    made = of_texts(2024, {})
    return Desk(made.with_entries({p: Entry(t, origin) for p, t in (texts or {}).items()}))


def show(qtbot: Any, widget: QWidget, width: int = 900, height: int = 600) -> None:
    """Put a widget on the screen with the keyboard in its window."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitExposed(widget)
    QApplication.processEvents()


def focused() -> QWidget:
    """The widget that takes the keys now."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def keys(text: str) -> None:
    """Type letters where the keyboard is; QTest itself knows only those of ASCII."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focused(), letter)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(focused(), event)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the keyboard is."""
    QTest.keyClick(focused(), key, modifiers)


def compose(preedit: str, commit: str = "") -> None:
    """Act as an input method: show a composition, or end it with a text."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(focused(), event)


def clipboard(text: str) -> None:
    """Put a text on the clipboard, as another program would."""
    QApplication.clipboard().setText(text)


def texts(dossier: Dossier, *paths: str) -> list[str]:
    """The texts of some paths."""
    return [dossier.text(path) for path in paths]


def answer(do: Callable[[Any], None]) -> list[QWidget]:
    """Wait for the next dialog, do something with it, and close it whatever happens."""
    met: list[QWidget] = []
    window = QApplication.activeWindow()
    timer = QTimer(QApplication.instance())
    timer.setInterval(5)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        timer.stop()
        met.append(dialog)
        dialog.activateWindow()
        QApplication.processEvents()
        try:
            do(dialog)
        finally:
            dialog.close()
            if window is not None:
                window.activateWindow()

    timer.timeout.connect(look)
    timer.start()
    return met
