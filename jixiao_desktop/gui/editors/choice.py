"""One of a few words, or words of one's own: a list that also takes typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.theme import px

CHOICE_WIDTHS = 8


def make_combo(choices: Sequence[str]) -> QComboBox:
    """Build a list that keeps whatever is typed and never completes it on its own."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItems(list(choices))
    combo.setCurrentIndex(-1)
    combo.setEditText("")
    combo.setCompleter(None)  # type: ignore[arg-type]  # Qt takes a null to switch it off
    return combo


def show_choice(combo: QComboBox, text: str) -> None:
    """Show a text in a list, among its choices or not."""
    if combo.currentText() != text:
        combo.setCurrentIndex(combo.findText(text))
        combo.setEditText(text)


class ChoiceEditor(FieldEditor):
    """A choice of the dictionary; a text outside the list is kept and remarked on."""

    def make_inputs(self) -> QWidget:
        """Build the list."""
        self.combo = make_combo(self.field.choices)
        self.combo.setMinimumWidth(px("field") * CHOICE_WIDTHS)
        self.combo.editTextChanged.connect(self._edited)
        self.combo.activated.connect(self._chosen)
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        box.addStretch(1)
        return row

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the list."""
        return (self.combo,)

    def texts(self) -> Mapping[str, str]:
        """Return the text chosen or typed."""
        return {self.path: self.combo.currentText()}

    def put(self, dossier: Dossier) -> None:
        """Show the text."""
        show_choice(self.combo, dossier.text(self.path))

    def _edited(self) -> None:
        self.binding.typed()

    def _chosen(self) -> None:
        self.binding.typed()
        self.binding.flush()
