"""The phrases on offer under a text: a click or Alt and a digit puts one in at the cursor."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QPushButton, QWidget

from jixiao_desktop.catalog.phrases import Phrase
from jixiao_desktop.gui.announcing import describe
from jixiao_desktop.gui.editors.binding import Binding
from jixiao_desktop.gui.editors.fitting import FittingRow
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.phrases import insert_phrase, next_blank, offered

NEXT_BLANK = 0
NO_NUMBER = -1
ALT = Qt.KeyboardModifier.AltModifier


def number_of(event: QKeyEvent) -> int:
    """Return the digit typed together with Alt, -1 for all other keys."""
    digit = event.key() - Qt.Key.Key_0
    return digit if event.modifiers() == ALT and 0 <= digit <= 9 else NO_NUMBER


class PhraseLine(FittingRow):
    """常用原因：… · … · … – offers only; what does not fit is in the menu at the end."""

    chosen = Signal(int)
    """The number of a phrase, from 1; 0 asks for the next blank."""

    def __init__(self, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(px("step1"), parent)
        self.phrases: tuple[Phrase, ...] = ()
        self._path = ""
        self.show_for(path)

    def show_for(self, path: str) -> None:
        """Offer what the phrase bank has for a path; empty where it has nothing."""
        offer = offered(path) if path else None
        phrases = offer.phrases if offer else ()
        self.setVisible(bool(phrases))
        if phrases == self.phrases:
            return
        self.phrases = phrases
        title = QLabel(f"{offer.title if offer else ''}：")
        title.setToolTip("单击填到光标处，也可按 Alt+数字；Alt+0 到下一个要填的空")
        mark(title, role="faint")
        items: list[QWidget] = [self._item(at) for at in range(1, len(phrases) + 1)]
        self.show_parts([title, *items] if phrases else [], self._rest_button())

    def watch(self, widget: QWidget) -> None:
        """Take Alt and a digit typed in an input."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by number."""
        del watched
        if event.type() != QEvent.Type.KeyPress:
            return False
        number = number_of(cast(QKeyEvent, event))
        if number == NO_NUMBER or number > len(self.phrases):
            return False
        self.chosen.emit(number)
        return True

    def buttons(self) -> list[QPushButton]:
        """Return the phrases' buttons in order."""
        return [b for part in self.parts for b in part.findChildren(QPushButton)]

    def _item(self, number: int) -> QWidget:
        phrase, item = self.phrases[number - 1], QWidget()
        row = QHBoxLayout(item)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px("step1"))
        if number > 1:
            dot = QLabel("·")
            mark(dot, role="faint")
            row.addWidget(dot)
        button = QPushButton(phrase.label.replace("&", "&&"))
        mark(button, kind="link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays where the phrase goes
        key = f"Alt+{number}" if number <= 9 else ""
        button.setToolTip(f"{phrase.text}　{key}".strip())
        describe(button, phrase.label, f"{phrase.text} {key}".strip())
        button.clicked.connect(partial(self._choose, number))
        row.addWidget(button)
        return item

    def _rest_button(self) -> QPushButton:
        button = QPushButton("…")
        mark(button, kind="link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        describe(button, "更多常用语")
        menu = QMenu(button)
        for number, phrase in enumerate(self.phrases, 1):
            action = menu.addAction(phrase.label.replace("&", "&&"))
            action.triggered.connect(partial(self._choose, number))
        button.setMenu(menu)
        return button

    def _choose(self, number: int, checked: bool = False) -> None:
        del checked
        self.chosen.emit(number)


def put_phrase(binding: Binding, box: QPlainTextEdit, path: str, phrase: Phrase | None) -> None:
    """Put a phrase in at the cursor as one step and select its first blank; None: the next one."""
    binding.flush()
    box.setFocus()
    cursor = box.textCursor()
    if phrase is None:
        text = box.toPlainText()
        select(box, next_blank(text, cursor.selectionEnd()) or next_blank(text))
        return
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    made = insert_phrase(box.toPlainText(), start, end, phrase)
    binding.replace({path: made.text}, f"填入“{phrase.label}”")
    select(box, (made.start, made.end))


def select(box: QPlainTextEdit, place: tuple[int, int] | None) -> None:
    """Select a stretch of text, so that typing replaces it."""
    if place is None:
        return
    cursor = box.textCursor()
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], cursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
