"""The frame of every dialog: title, one sentence, a body that scrolls, one row of buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import mark, px

NARROW, MEDIUM, WIDE = 15, 21, 28
"""Widths of dialogs, in heights of a field."""


class Dialog(QDialog):
    """A dialog of the house: Tab moves, Enter does what the right button says, Esc leaves."""

    def __init__(self, parent: QWidget | None, title: str, hint: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.wide = MEDIUM
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._head = self._made_head(title, hint)
        outer.addWidget(self._head)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        mark(self._body, role="plain")
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(px("step5"), px("step2"), px("step5"), px("step3"))
        self.column.setSpacing(px("step2"))
        self._scroll.setWidget(self._body)
        outer.addWidget(self._scroll, 1)
        self._foot = self._made_foot()
        outer.addWidget(self._foot)

    def _made_head(self, title: str, hint: str) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(px("step5"), px("step4"), px("step5"), px("step2"))
        column.setSpacing(px("step1"))
        self.title = label(title, "title", wrap=True)
        self.hint = label(hint, "hint", wrap=True)
        self.hint.setVisible(bool(hint))
        column.addWidget(self.title)
        column.addWidget(self.hint)
        return head

    def _made_foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("bottom")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px("step5"), px("step3"), px("step5"), px("step3"))
        column.setSpacing(px("step2"))
        self.said = label("", "error", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px("step2"))
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        return foot

    # ---- buttons ----

    def add_button(self, words: str, do: object, *, left: bool = False) -> QPushButton:
        """Add a plain button; those at the left stand apart from the answer."""
        button = QPushButton(words, self)
        button.setAutoDefault(True)
        button.clicked.connect(do)
        if left:
            self.buttons.insertWidget(self._stretch_at(), button)
        else:
            self.buttons.addWidget(button)
        return button

    def add_answers(self, yes: str, no: str = "取消") -> QPushButton:
        """Add the way out and, right of it, the one primary button that Enter presses."""
        if no:
            self.leave = self.add_button(no, self.reject)
        primary = self.add_button(yes, self.accept)
        mark(primary, kind="primary")
        primary.setDefault(True)
        return primary

    def _stretch_at(self) -> int:
        items = (self.buttons.itemAt(at) for at in range(self.buttons.count()))
        return next(at for at, item in enumerate(items) if item and item.spacerItem())

    # ---- what is said ----

    def say(self, sentence: str, tone: str = "must-fix") -> None:
        """Say one sentence above the buttons; "" takes it away."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        mark(self.said, tone=tone)
        if sentence and self.isVisible():
            announce(self.said, sentence)
            self.fit()

    def ask(self) -> bool:
        """Show the dialog and wait for the answer; True when the right button was pressed."""
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()

    # ---- size ----

    def sizeHint(self) -> QSize:
        """Want the width asked for and the height of the content, within the screen."""
        room = self.screen().availableSize()
        width = min(px("field") * self.wide, room.width() - px("step5"))
        head = self._head.layout()
        foot = self._foot.layout()
        body = self._body.layout()
        assert head is not None
        assert foot is not None
        assert body is not None
        parts = (head, body, foot) if self.column.count() else (head, foot)
        height = sum(_height(layout, width) for layout in parts)
        return QSize(width, min(height + 2, room.height() - px("step5") - px("step4")))

    def fit(self) -> None:
        """Grow where more is said than there is room for; never beyond the screen."""
        wanted = self.sizeHint()
        now = self.size()
        if wanted.height() > now.height() or wanted.width() > now.width():
            self.resize(wanted.expandedTo(now).boundedTo(self.screen().availableSize()))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size wanted once the style sheet is in force."""
        super().showEvent(event)
        self._scroll.setVisible(self.column.count() > 0)
        self.resize(self.sizeHint())
        QTimer.singleShot(0, self.fit)

    # ---- things that go inside ----

    def field(self, words: str, widget: QWidget, hint: str = "") -> QLabel:
        """Put a field with its label above it; the label's Alt letter goes to the field."""
        name = QLabel(words)
        target = widget.line if isinstance(widget, PlaceLine) else widget
        name.setBuddy(target)
        target.setAccessibleName(words.replace("&", "").partition("(")[0])
        if hint:
            target.setAccessibleDescription(hint)
        self.column.addWidget(name)
        self.column.addWidget(widget)
        if hint:
            self.column.addWidget(label(hint, "faint", wrap=True))
        return name

    def follow_focus(self) -> None:
        """Keep the field with the keyboard in sight where the body scrolls."""
        for child in self._body.findChildren(QWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to what takes the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, px("step2"), px("step4"))
        return False


class ReasonBox(QPlainTextEdit):
    """A few lines of text: Enter answers the dialog, Ctrl+Enter begins a new line."""

    def __init__(self, text: str = "", placeholder: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + px("step4"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter from Ctrl+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if modifiers == Qt.KeyboardModifier.NoModifier:
                event.ignore()
                return
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    @property
    def text(self) -> str:
        """Return what is written, without blank edges."""
        return self.toPlainText().strip()


class PlaceLine(QWidget):
    """A place on disk: typed, or chosen with 浏览…."""

    def __init__(self, text: str = "", *, folder: bool = True) -> None:
        super().__init__()
        self._folder = folder
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px("step2"))
        self.line = QLineEdit(text)
        self.browse = QPushButton("浏览(&B)…")
        self.browse.setAutoDefault(True)
        self.browse.clicked.connect(self._browse)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)

    @property
    def place(self) -> Path:
        """Return the place named."""
        return Path(self.line.text().strip()).expanduser()

    def _browse(self) -> None:
        start = self.line.text().strip()
        if self._folder:
            chosen = QFileDialog.getExistingDirectory(self, "选择文件夹", start)
        else:
            chosen = QFileDialog.getOpenFileName(self, "选择文件", start)[0]
        if chosen:
            self.line.setText(chosen)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _height(layout: QLayout, width: int) -> int:
    flows = layout.hasHeightForWidth()
    return layout.heightForWidth(width) if flows else layout.sizeHint().height()


def announce(widget: QWidget, sentence: str) -> None:
    """Have a sentence read aloud where the system can."""
    from jixiao_desktop.gui.announcing import announce as aloud

    aloud(widget, sentence)


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say one thing that has to be seen before going on."""
    dialog = Dialog(parent, title, sentence)
    dialog.wide = NARROW
    dialog.add_answers("知道了", "")
    dialog.ask()


def confirm(parent: QWidget | None, title: str, sentence: str, yes: str) -> bool:
    """Ask before something that cannot be undone; Enter means no."""
    dialog = Dialog(parent, title, sentence)
    dialog.wide = NARROW
    primary = dialog.add_answers(yes)
    primary.setDefault(False)
    dialog.leave.setDefault(True)
    dialog.leave.setFocus()
    return dialog.ask()
