"""One line of text: names, codes, periods – whatever is typed stays as typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.theme import mark, px

FIGURE_WIDTHS = 6
"""A figure's input is this many times as wide as it is high."""


def show_text(line: QLineEdit, text: str) -> None:
    """Show another text without moving the cursor away from where the person left it."""
    if line.text() == text:
        return
    place = line.cursorPosition()
    at_end = place == len(line.text()) or not line.hasFocus()
    line.setText(text)
    line.setCursorPosition(len(text) if at_end else min(place, len(text)))


def even_digits(widget: QWidget) -> None:
    """Set a widget's digits in one width, so that figures stand in columns."""
    font = widget.font()
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


class TextEditor(FieldEditor):
    """A single line; the example of the dictionary shows grey while it is empty."""

    figure = False

    def make_inputs(self) -> QWidget:
        """Build the line and, behind it, the unit of measure."""
        self.line = QLineEdit()
        self.line.setMaxLength(2_000_000)  # Qt's own limit would cut what is pasted
        self.line.textEdited.connect(self._edited)
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step2"))
        box.addWidget(self.line, 1)
        if self.figure:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.line.setMaximumWidth(px("field") * FIGURE_WIDTHS)
            even_digits(self.line)
            unit = QLabel(self.field.unit)
            mark(unit, role="hint")
            box.addWidget(unit)
            box.addStretch(1)
        return row

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line."""
        return (self.line,)

    def texts(self) -> Mapping[str, str]:
        """Return the line as it stands."""
        return {self.path: self.line.text()}

    def put(self, dossier: Dossier) -> None:
        """Show the text, or grey what stands for it while it is blank."""
        show_text(self.line, dossier.text(self.path))
        example = f"例：{self.field.example}" if self.field.example else ""
        self.line.setPlaceholderText(shown_text(dossier, self.path) or example)

    def set_locked(self, locked: bool) -> None:
        """Keep a locked text readable and copyable."""
        self.line.setReadOnly(locked)

    def _edited(self) -> None:
        self.binding.typed()


class NumberEditor(TextEditor):
    """A count, percentage or score: right-aligned, digits of one width, its unit behind it."""

    figure = True
