"""Any of a few words, ticked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from jixiao_desktop.domain import kinds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.theme import px


class TicksEditor(FieldEditor):
    """One box per choice; names outside the list are kept behind them."""

    def make_inputs(self) -> QWidget:
        """Build a box per choice, side by side."""
        self._boxes = tuple(QCheckBox(choice) for choice in self.field.choices)
        self._strange: tuple[str, ...] = ()
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px("step3"))
        for box in self._boxes:
            box.clicked.connect(self._ticked)
            layout.addWidget(box)
        layout.addStretch(1)
        return row

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the boxes."""
        return self._boxes

    def texts(self) -> Mapping[str, str]:
        """Return the ticked names as one text."""
        names = [box.text() for box in self._boxes if box.isChecked()]
        return {self.path: kinds.join_ticks((*names, *self._strange))}

    def put(self, dossier: Dossier) -> None:
        """Tick what the text names."""
        names = kinds.split_ticks(dossier.text(self.path))
        self._strange = tuple(name for name in names if name not in self.field.choices)
        for box in self._boxes:
            box.setChecked(box.text() in names)

    def _ticked(self) -> None:
        self.binding.typed()
        self.binding.flush()


class FlagEditor(FieldEditor):
    """Yes or no, as one box."""

    def make_inputs(self) -> QWidget:
        """Build the box."""
        self.box = QCheckBox("是")
        self.box.clicked.connect(self._ticked)
        return self.box

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the box."""
        return (self.box,)

    def texts(self) -> Mapping[str, str]:
        """Return 是 or 否."""
        return {self.path: "是" if self.box.isChecked() else "否"}

    def put(self, dossier: Dossier) -> None:
        """Tick the box where the text says yes."""
        self.box.setChecked(kinds.read("flag", dossier.text(self.path)).value is True)

    def _ticked(self) -> None:
        self.binding.typed()
        self.binding.flush()
