"""A clerk with a keyboard and eyes: presses keys where the window has them, reads the screen.

The script runs in a thread of its own, because a dialog that waits for its answer keeps the
program inside the key that opened it; each key is handed to the program as the system would.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

PATIENCE = 20.0
"""Seconds after which a clerk gives up waiting; no test depends on how soon something comes."""
T = TypeVar("T")


class Stuck(AssertionError):
    """The clerk cannot go on: what was expected is not on the screen."""


class _Hands(QObject):
    """Carries what the clerk does into the program's own thread."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(lambda do: do(), Qt.ConnectionType.QueuedConnection)


class Clerk:
    """Keys in, screen out."""

    def __init__(self) -> None:
        self._hands = _Hands()
        self._trouble: BaseException | None = None
        self.pictures: Path | None = None

    # ---- the thread ----

    def run(self, script: Callable[[Clerk], None]) -> None:
        """Let a script be carried out while the program runs; raises what stopped it."""
        loop = QEventLoop()

        def work() -> None:
            try:
                script(self)
            except BaseException as trouble:
                self._trouble = trouble
            self._hands.asked.emit(lambda: self._leave(loop))

        thread = threading.Thread(target=work, daemon=True)
        QTimer.singleShot(0, thread.start)
        loop.exec()
        thread.join(PATIENCE)
        if self._trouble is not None:
            raise self._trouble

    def _leave(self, loop: QEventLoop) -> None:
        """Close what still waits for an answer, innermost first, then leave the loop."""
        modal = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if modal is not None:
            modal.close()
            QTimer.singleShot(0, lambda: self._leave(loop))
        else:
            loop.quit()

    def look(self, see: Callable[[], T]) -> T:
        """Run something that only reads, in the program's thread; return what it saw."""
        ready, seen, failed = threading.Event(), [], []

        def do() -> None:
            try:
                seen.append(see())
            except Exception as error:
                failed.append(error)
            ready.set()

        self._hands.asked.emit(do)
        if not ready.wait(PATIENCE):
            raise Stuck("the program does not answer any more")
        if failed:
            raise failed[0]
        return seen[0]

    def wait(self, what: str, see: Callable[[], Any]) -> Any:
        """Wait until something can be seen, and return it."""
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.02)):
            found = self.look(see)
            if found:
                return found
            pause.wait(0.02)
        raise Stuck(f"{what}\n{self.screen()}")

    # ---- keys ----

    def key(self, *keys: str, times: int = 1) -> None:
        """Press keys such as "Ctrl+Z", one after the other."""
        for name in keys * times:
            combination = QKeySequence(name)[0]
            key, modifiers = combination.key(), combination.keyboardModifiers()
            if name == "Shift+Tab":
                key = Qt.Key.Key_Backtab
            self._hands.asked.emit(lambda k=key, m=modifiers: QTest.keyClick(_window(), k, m))
            self.settle()

    def type(self, text: str) -> None:
        """Type a text; what is not on the keys comes from an input method."""
        if text.isascii():
            for letter in text:
                self._hands.asked.emit(lambda c=letter: QTest.keyClick(_window(), c))
        else:
            self._hands.asked.emit(lambda: _commit(text))
        self.settle()

    def do(self, act: Callable[[], object]) -> None:
        """Have something done in the program's thread, which may wait for an answer there."""
        self._hands.asked.emit(act)
        self.settle()

    def settle(self) -> None:
        """Let the program come to rest."""
        for _ in range(3):
            self.look(lambda: None)
        self.look(_give_back_the_keyboard)

    # ---- eyes ----

    def here(self) -> str:
        """Say the name of what has the keyboard, as a screen reader would."""
        return str(self.look(_name_of_focus))

    def stands_in(self, name: str) -> None:
        """Be sure that the keyboard is where the clerk thinks it is."""
        self.wait(f"not at {name!r} but {self.here()!r}", lambda: name in _name_of_focus())

    def text_here(self) -> str:
        """Read what stands in the field with the keyboard."""
        return str(self.look(lambda: _words(QApplication.focusWidget())))

    def reads(self, words: str) -> None:
        """Wait until some words stand in the field with the keyboard."""
        self.wait(f"not here: {words!r}", lambda: words in _words(QApplication.focusWidget()))

    def on_empty_line(self) -> bool:
        """Tell whether the keyboard is in a table, on a line that has no row yet."""
        return bool(self.look(_on_empty_line))

    def screen(self) -> str:
        """Read all words on the top window."""
        return "\n".join(self.look(_screen))

    def sees(self, words: str) -> None:
        """Wait until some words stand on the screen."""
        self.wait(f"not on the screen: {words!r}", lambda: words in "\n".join(_screen()))

    def sees_not(self, words: str) -> None:
        """Wait until some words are gone from the screen."""
        self.wait(f"still on the screen: {words!r}", lambda: words not in "\n".join(_screen()))

    def go(self, name: str, key: str = "Tab", most: int = 60) -> None:
        """Press Tab until the keyboard is at something of that name."""
        met = []
        for _ in range(most):
            if name in self.here():
                return
            met.append(self.here())
            self.key(key)
        raise Stuck(f"{key} does not lead to {name!r}: {met}")

    def choose(self, words: str, most: int = 40) -> None:
        """Go down a list of choices until the wanted one stands there."""
        for _ in range(most):
            if words in self.text_here():
                return
            self.key("Down")
        raise Stuck(f"no choice {words!r}, last was {self.text_here()!r}")

    def picture(self, name: str) -> None:
        """Keep a picture of the screen, where pictures are wanted."""
        if self.pictures is not None:
            threading.Event().wait(0.2)  # icons are drawn after the first paint
            if "菜单" in self.screen():  # a message of a step before stands a few seconds
                self.sees("已保存")
            target = str(self.pictures / f"{name}.png")
            self.settle()
            self.look(lambda: _grab().save(target))


def _give_back_the_keyboard() -> None:
    """Do what a desktop does when a dialog closes: the window below gets the keyboard."""
    if QGuiApplication.focusWindow() is None:
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        if shown:
            (QApplication.activeModalWidget() or shown[0]).activateWindow()
            QApplication.processEvents()


def _window() -> QWindow:
    """The window the system gives keys to."""
    window = QGuiApplication.focusWindow()
    if window is None:
        raise Stuck("no window has the keyboard")
    return window


def _commit(text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    focus = QGuiApplication.focusObject()
    if focus is None:
        raise Stuck("nothing takes the text of the input method")
    QCoreApplication.sendEvent(focus, event)


def _name_of_focus() -> str:
    widget = QApplication.focusWidget()
    if widget is None:
        return ""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words or type(widget).__name__


def _on_empty_line() -> bool:
    view = QApplication.focusWidget()
    if not isinstance(view, QAbstractItemView):
        return False
    said = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    return str(said or "").startswith("还没有")


def _words(widget: QWidget | None) -> str:
    if isinstance(widget, (QLineEdit, QLabel, QAbstractButton)):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QAbstractItemView):
        index = widget.currentIndex()
        return str(index.data() or "") if index.isValid() else ""
    return ""


def top_window() -> QWidget | None:
    """The window that takes the keys."""
    return (
        QApplication.activePopupWidget()
        or QApplication.activeModalWidget()
        or QApplication.activeWindow()
    )


def _screen() -> list[str]:
    return list(_all_words(top_window()))


def _all_words(top: QWidget | None) -> Iterator[str]:
    if top is None:
        return
    for widget in top.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            for row in range(model.rowCount() if model else 0):
                cells = (model.index(row, at).data() for at in range(model.columnCount()))
                yield " | ".join(str(cell or "") for cell in cells)
        elif words := _words(widget):
            yield words


def _grab() -> QPixmap:
    """The screen as seen: the window, and on it the dialogs that wait for an answer."""
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    below = [w for w in shown if isinstance(w, QMainWindow)]
    base = below[0] if below else shown[0]
    picture = base.grab()
    painter = QPainter(picture)
    for dialog in shown:
        if isinstance(dialog, QDialog) and not isinstance(dialog, QFileDialog):
            painter.fillRect(picture.rect(), QColor(31, 41, 51, 70))
            page = dialog.grab()
            at = picture.rect().center() - page.rect().center()
            painter.drawPixmap(at, page)
    painter.end()
    return picture
