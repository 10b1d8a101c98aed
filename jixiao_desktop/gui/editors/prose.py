"""Longer texts: the box grows with what is written and can start from a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.editors.phrases import PhraseLine, put_phrase
from jixiao_desktop.gui.theme import mark, px

FEWEST_LINES, MOST_LINES = 3, 24


class GrowingText(QPlainTextEdit):
    """A text box as high as its text, or as the grey draft it shows while empty."""

    def __init__(self, fewest: int = FEWEST_LINES) -> None:
        super().__init__()
        self._fewest = fewest
        self.least = 0
        """Pixels it is never lower than (the cell it lies in)."""
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # undo is a step of the session
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again where the width changed: other lines, another height."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the text needs."""
        spacing = self.fontMetrics().lineSpacing()
        lines = round(self.document().size().height())
        draft = self.placeholderText()
        if draft and self.document().isEmpty():
            room = QRect(0, 0, max(self.viewport().width() - px("step2"), 1), 1_000_000)
            flags = int(Qt.TextFlag.TextWordWrap)
            lines = self.fontMetrics().boundingRect(room, flags, draft).height() // spacing + 1
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if lines > MOST_LINES else bar.ScrollBarAlwaysOff
        )
        lines = min(max(lines, self._fewest), MOST_LINES)
        margin = self.viewportMargins().top()
        frame = self.height() - self.viewport().height() - margin if self.isVisible() else 0
        around = max(frame, 2 * px("text-pad") + 4) + 2 * round(self.document().documentMargin())
        height = max(lines * spacing + around, self.least)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
        if self.least:  # in a cell the text stands in the middle, as the cell itself shows it
            above = max((height - lines * spacing - around) // 2, 0)
            if self.viewportMargins().top() != above:
                self.setViewportMargins(0, above, 0, 0)


class ProseEditor(FieldEditor):
    """A text of one or more paragraphs; Ctrl+Enter starts a new line, Enter goes on."""

    def _lay_out(self) -> None:
        super()._lay_out()
        self.phrases = PhraseLine(self.path, self)
        self.phrases.watch(self.box)
        self.phrases.chosen.connect(self._put_phrase)
        below = self.layout()
        assert below is not None
        below.addWidget(self.phrases)

    def make_inputs(self) -> QWidget:
        """Build the box, the count of characters and the two buttons for a draft."""
        self.box = GrowingText()
        self.box.textChanged.connect(self._edited)
        self.limit = 0
        self._draft: Callable[[], str] | None = None
        self.count = QLabel()
        mark(self.count, role="faint")
        self.use_draft = self._button("用草稿")
        self.use_draft.clicked.connect(self._take_draft)
        self.back_to_draft = self._button("恢复草稿")
        self.back_to_draft.clicked.connect(self._drop_text)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step1"))
        box.addWidget(self.box)
        foot = QHBoxLayout()
        foot.addWidget(self.use_draft)
        foot.addWidget(self.back_to_draft)
        foot.addStretch(1)
        foot.addWidget(self.count)
        box.addLayout(foot)
        self.count.hide()
        return whole

    @staticmethod
    def _button(text: str) -> QPushButton:
        button = QPushButton(text)
        mark(button, kind="link")
        button.hide()
        return button

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the box."""
        return (self.box,)

    def texts(self) -> Mapping[str, str]:
        """Return the text with its line breaks."""
        return {self.path: self.box.toPlainText()}

    def put(self, dossier: Dossier) -> None:
        """Show the text, or grey the draft that stands for it."""
        text = dossier.text(self.path)
        if self.box.toPlainText() != text:
            place = self.box.textCursor().position()
            self.box.setPlainText(text)
            cursor = self.box.textCursor()
            cursor.setPosition(min(place, self.box.document().characterCount() - 1))
            self.box.setTextCursor(cursor)
        self._show_draft(bool(text.strip()))
        self._show_count()

    def set_locked(self, locked: bool) -> None:
        """Keep a locked text readable and copyable; nothing is offered for it."""
        self.box.setReadOnly(locked)
        self.phrases.show_for("" if locked else self.path)

    def set_limit(self, characters: int) -> None:
        """Show how many characters the form has room for."""
        self.limit = characters
        self._show_count()

    def offer_draft(self, draft: Callable[[], str]) -> None:
        """Show what the program would write here, to be taken over or rewritten."""
        self._draft = draft
        self.put(self.editing.dossier)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after the letters changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._built():
            self.box.fit()

    def _built(self) -> bool:
        return isinstance(getattr(self, "box", None), QObject)

    def _edited(self) -> None:
        self.binding.typed()
        self._show_count()

    def _show_count(self) -> None:
        written = len("".join(self.box.toPlainText().split()))
        self.count.setVisible(bool(self.limit))
        self.count.setText(f"{written} / {self.limit} 字")
        mark(self.count, tone="explain" if self.limit and written > self.limit else "")

    def _show_draft(self, written: bool) -> None:
        has_draft = self._draft is not None
        example = f"例：{self.field.example}" if self.field.example else ""
        draft = self._draft() if self._draft is not None and not written else ""
        if self.box.placeholderText() != (draft or example):
            self.box.setPlaceholderText(draft or example)
            self.box.fit()
        self.use_draft.setVisible(has_draft and not written and bool(draft))
        self.back_to_draft.setVisible(has_draft and written)

    def _put_phrase(self, number: int) -> None:
        if not self.box.isReadOnly():
            phrase = self.phrases.phrases[number - 1] if number else None
            put_phrase(self.binding, self.box, self.path, phrase)

    def _take_draft(self) -> None:
        if self._draft is not None:
            self.binding.replace({self.path: self._draft()}, f"{self.label_text}：用草稿")
            self.focus_here()

    def _drop_text(self) -> None:
        self.binding.replace({self.path: ""}, f"{self.label_text}：恢复草稿")
        self.focus_here()
