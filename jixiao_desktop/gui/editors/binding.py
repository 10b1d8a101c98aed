"""From key to commit: one input, or a few, bound to its paths in the dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Protocol, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Dossier, Entry, Origin
from jixiao_desktop.gui.editors.seam import REFUSALS, Editing

IDLE_MS = 300
STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons to lose the focus after which the person comes back to the same field."""

PAGING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

_sessions = count(1)


class Box(Protocol):
    """Something typed into: says its texts by path and shows those of a dossier."""

    def texts(self) -> Mapping[str, str]:
        """What stands in the inputs now, by path."""

    def put(self, dossier: Dossier) -> None:
        """Show what the dossier says."""


class Binding(QObject):
    """Carries what is typed into the dossier; nothing is refused, altered or lost on the way.

    It commits when the field is left, after 300 ms without a key, when the window goes to the
    back and at the end of an input-method composition; while one is open, Enter ends it.
    """

    committed = Signal()
    advance = Signal()
    back = Signal()
    help_asked = Signal()
    entered = Signal()
    left = Signal()
    failed = Signal(str)

    def __init__(self, name: str, editing: Editing, box: Box, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self.pasting: Callable[[QLineEdit, str], bool] | None = None
        """Takes a pasted text that is more than one line of letters; tells whether it did."""
        self.patient = False
        """Commits only when the field is left: a half-typed date must not switch anything."""
        self.before: Callable[[], Sequence[Change]] | None = None
        """Gives the changes that must come before the first text (a row that is not there yet)."""
        self._editing, self._box = editing, box
        self._watched: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may come 5 % late
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.flush)
        self._preedit = ""
        self._dirty = self._putting = self._inside = self._commit_now = False
        self._merge = ""
        self._before: dict[str, Entry | None] = {}
        self._kept: dict[str, str] = {}

    def watch(self, widget: QWidget) -> None:
        """Listen to the keys, the focus and the input method of one input."""
        widget.installEventFilter(self)
        self._watched.append(widget)

    @property
    def composing(self) -> bool:
        """Tell whether an input method is in the middle of a word."""
        return bool(self._preedit)

    @property
    def busy(self) -> bool:
        """Tell whether something is typed that the dossier does not say yet."""
        return self._dirty or bool(self._preedit)

    def typed(self) -> None:
        """Note that the person changed the input."""
        if self._putting:
            return
        self._begin()
        self._dirty = True
        if self.patient:
            return
        if self._commit_now:
            self._commit_now = False
            self.flush()
        elif not self._preedit and not self._timer.isActive():
            self._timer.start()  # from the first key on: who types without a pause is saved too

    def refresh(self) -> None:
        """Show what the dossier says, unless the person is just typing something else."""
        dossier = self._editing.dossier
        ours = self._inside and self._kept
        if self.busy or (ours and all(dossier.text(p) == t for p, t in self._kept.items())):
            return  # what a person is typing is not put in order under the hand
        self._put()

    def flush(self) -> None:
        """Commit now what was typed, an open composition included."""
        self._timer.stop()
        self._end_composition()
        if not self._dirty:
            return
        dossier = self._editing.dossier
        texts = dict(self._box.texts())
        changes = [SetText(p, t) for p, t in texts.items() if t != dossier.text(p)]
        if self._do(self.name, changes):
            self._dirty, self._kept = False, texts
            if changes:
                self.committed.emit()

    def replace(self, texts: Mapping[str, str], name: str = "") -> None:
        """Put other texts in the person's name (a draft, a calendar day) as a step of its own."""
        self.flush()
        changes = [SetText(path, text) for path, text in texts.items()]
        if self._do(name or self.name, changes, merge=False):
            self._put()
            self.committed.emit()

    def restore(self) -> bool:
        """Take the field back to what it was on entering; False where nothing changed."""
        self._timer.stop()
        changed = self._dirty
        self._dirty = False
        dossier = self._editing.dossier
        changes = [
            SetText(path, entry.text if entry else "", entry.origin if entry else Origin.TYPED)
            for path, entry in self._before.items()
            if entry != dossier.entries.get(path)
        ]
        if changes and self._do(self.name, changes):
            changed = True
            self.committed.emit()
        self._put()
        return changed

    def confirm(self) -> None:
        """Make a carried or imported text the person's own."""
        dossier = self._editing.dossier
        waiting = [
            path
            for path in self._box.texts()
            if dossier.origin(path) in (Origin.CARRIED, Origin.IMPORTED)
        ]
        changes = [SetText(p, dossier.text(p)) for p in waiting if not dossier.locked(p)]
        if changes and self._do(f"确认{self.name}", changes, merge=False):
            self.committed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch keys, focus and composition of the inputs."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return self._key(watched, cast(QKeyEvent, event))
        if kind == QEvent.Type.InputMethod:
            self._compose(cast(QInputMethodEvent, event))
        elif kind == QEvent.Type.ShortcutOverride:
            if cast(QKeyEvent, event).key() in PAGING:  # a window may turn pages by them
                event.ignore()
                return True
            return self._leave_to_window(cast(QKeyEvent, event))
        elif kind == QEvent.Type.FocusIn:
            self._enter()
        elif kind == QEvent.Type.FocusOut:
            self._leave(cast(QFocusEvent, event).reason())
        elif kind == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()  # a page scrolled over a choice must not change it
            return True
        return False

    def _put(self) -> None:
        self._putting, self._kept = True, {}
        try:
            self._box.put(self._editing.dossier)
        finally:
            self._putting = False

    def _do(self, name: str, changes: list[SetText], *, merge: bool = True) -> bool:
        first = self.before() if self.before is not None and changes else ()
        steps: list[Change] = [*first, *changes]
        try:
            if steps:
                self._editing.step(name, steps, merge=self._merge if merge else "")
        except REFUSALS as problem:
            self.failed.emit(str(problem))
            return False
        return True

    def _enter(self) -> None:
        self._begin()
        self.entered.emit()

    def _begin(self) -> None:
        """Start a stay in the field: one undo step, and what Esc goes back to."""
        if not self._inside:
            self._inside = True
            self._merge = self._new_merge()
            entries = self._editing.dossier.entries
            self._before = {path: entries.get(path) for path in self._box.texts()}

    def _leave(self, reason: Qt.FocusReason) -> None:
        if self.patient and reason == Qt.FocusReason.PopupFocusReason:
            return
        self.flush()
        if reason in STAYS or QApplication.focusWidget() in self._watched:
            return
        self._inside, self._kept = False, {}
        self.left.emit()
        self.refresh()

    def _compose(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        if self._preedit:
            self._timer.stop()
        elif event.commitString():
            self._commit_now = True
        elif self._dirty and not self.patient:
            self._timer.start()

    def _end_composition(self) -> None:
        """Turn an open composition into text; the input method is asked first, then done for it."""
        if not self._preedit:
            return
        QGuiApplication.inputMethod().commit()
        text, self._preedit = self._preedit, ""
        target = next((w for w in self._watched if w.hasFocus()), None) or self._watched[0]
        if text:
            ending = QInputMethodEvent()
            ending.setCommitString(text)
            QCoreApplication.sendEvent(target, ending)
            self._commit_now = False

    def _leave_to_window(self, event: QKeyEvent) -> bool:
        """Undo and redo are the window's: steps, not letters of one input."""
        for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
            if event.matches(key):
                self.flush()
                self._merge = self._new_merge()
                event.ignore()
                return True
        return False

    def _new_merge(self) -> str:
        return f"{next(iter(self._box.texts()), '')}#{next(_sessions)}"

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        self._commit_now = False
        key = event.key()
        if self._leave_to_window(event):
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter_key(watched, event.modifiers())
        if key == Qt.Key.Key_Escape:
            return self.restore()
        if key == Qt.Key.Key_F1:
            self.help_asked.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Paste) and isinstance(watched, QLineEdit):
            return self._paste(watched)
        return False

    def _enter_key(self, watched: QObject, modifiers: Qt.KeyboardModifier) -> bool:
        if self._preedit:
            self.flush()
            return True
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if isinstance(watched, QPlainTextEdit) and not watched.isReadOnly():
                watched.insertPlainText("\n")
            return True
        self.flush()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.back.emit()
        else:
            self.confirm()
            self.advance.emit()
        return True

    def _paste(self, line: QLineEdit) -> bool:
        """Paste one cell of a sheet without the line end that sheets put behind it."""
        text = QGuiApplication.clipboard().text()
        if self.pasting is not None and self.pasting(line, text):
            return True
        if line.isReadOnly() or not text.endswith(("\n", "\r")):
            return False
        line.insert(text.rstrip("\r\n"))
        self.typed()
        return True
