"""A target – sign, value, unit – in one row; a pasted “≥95%” falls into its three parts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.kinds import Reading
from jixiao_desktop.domain.target import OPERATORS, TargetKind, read_target, split_target
from jixiao_desktop.gui.announcing import describe
from jixiao_desktop.gui.editors.choice import make_combo, show_choice
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.editors.text import show_text
from jixiao_desktop.gui.theme import px

PARTS = ("operator", "target", "unit")


def part_paths(path: str) -> tuple[str, str, str]:
    """Return the paths of a target's sign, value and unit."""
    row = path.rpartition(".")[0]
    return f"{row}.operator", path, f"{row}.unit"


class TargetEditor(FieldEditor):
    """Three inputs that are one value; leaving the row is leaving the field."""

    def make_inputs(self) -> QWidget:
        """Build sign, value and unit side by side."""
        self.sign = make_combo(("", *OPERATORS))
        self.value, self.unit = QLineEdit(), QLineEdit()
        self.sign.setFixedWidth(px("field") * 3)
        self.value.setMaximumWidth(px("field") * 8)
        self.unit.setMaximumWidth(px("field") * 4)
        self.unit.setPlaceholderText("单位")
        self.binding.pasting = self._paste
        self.sign.editTextChanged.connect(self._edited)
        self.sign.activated.connect(self._chosen)
        self.value.textEdited.connect(self._edited)
        self.unit.textEdited.connect(self._edited)
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step2"))
        for widget, wide in ((self.sign, 0), (self.value, 2), (self.unit, 1)):
            box.addWidget(widget, wide)
        box.addStretch(1)
        return row

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the three inputs in reading order."""
        return self.sign, self.value, self.unit

    def focus_here(self) -> None:
        """Bring the keyboard to the value, the part that is typed most."""
        self.value.setFocus()

    def texts(self) -> Mapping[str, str]:
        """Return the three texts."""
        sign, value, unit = part_paths(self.path)
        return {
            value: self.value.text(), sign: self.sign.currentText(), unit: self.unit.text()
        }  # fmt: skip

    def put(self, dossier: Dossier) -> None:
        """Show the three texts."""
        sign, value, unit = part_paths(self.path)
        show_choice(self.sign, dossier.text(sign))
        show_text(self.value, dossier.text(value))
        show_text(self.unit, dossier.text(unit))

    def set_locked(self, locked: bool) -> None:
        """Keep a locked target readable and copyable."""
        self.sign.setEnabled(not locked)
        self.value.setReadOnly(locked)
        self.unit.setReadOnly(locked)

    def reading(self) -> Reading:
        """Read the three texts together."""
        sign, value, unit = (self.editing.dossier.text(p) for p in part_paths(self.path))
        target = read_target(sign, value, unit, self.editing.dossier.year)
        if target.kind is TargetKind.UNREADABLE:
            return Reading(problem="请写一个数字、日期或文字，如 20、12月31日前、显著提高")
        return Reading(target)

    def _paste(self, line: QLineEdit, pasted: str) -> bool:
        """Split a whole target that is pasted into the empty or selected value."""
        parts = split_target(pasted.strip())
        whole = line is self.value and line.selectedText() == line.text()
        if not whole or line.isReadOnly() or not (parts.operator or parts.unit):
            return False
        sign, value, unit = part_paths(self.path)
        new = {value: parts.target}
        if parts.operator:
            new[sign] = parts.operator
        if parts.unit:
            new[unit] = parts.unit
        self.binding.replace(new)
        return True

    def _show_note(self) -> None:
        super()._show_note()
        for widget, part in ((self.sign, "计算符号"), (self.unit, "计量单位")):
            describe(widget, f"{self.label_text} {part}", self.field.help, self.note.text())

    def _edited(self) -> None:
        self.binding.typed()

    def _chosen(self) -> None:
        self.binding.typed()
        self.binding.flush()
