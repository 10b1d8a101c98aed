"""Cells of a fund block: typed amounts with their origin, and figures the program computes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from jixiao_desktop.catalog.dictionary import Field
from jixiao_desktop.catalog.forms import Form, Place
from jixiao_desktop.domain import funds, kinds
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.dossier import Dossier, Origin
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.gui.announcing import describe
from jixiao_desktop.gui.editors.binding import Binding
from jixiao_desktop.gui.editors.field import WAITING, placed, shown_origin, tone_of
from jixiao_desktop.gui.editors.seam import Editing, settings_for
from jixiao_desktop.gui.editors.text import even_digits, show_text
from jixiao_desktop.gui.icons import icon
from jixiao_desktop.gui.theme import mark

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureCell(QLineEdit):
    """One typed amount; while blank it shows what its parts add up to, as a proposal."""

    def __init__(self, place: Place, field: Field, where: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.place, self.field, self.where = place, field, where
        self.label_text = " · ".join(word for word in where if word)
        self.finding: Finding | None = None
        self.was_left = False
        self.failure = ""
        self.setAlignment(RIGHT)
        even_digits(self)
        self._lock = QAction(icon("lock", "faint"), "", self)

    def bind(self, editing: Editing) -> None:
        """Connect the cell with the dossier."""
        self.editing = editing
        self.binding = Binding(self.label_text, editing, self, self)
        self.binding.watch(self)
        self.binding.left.connect(self._left)
        self.binding.failed.connect(self._failed)
        self.binding.committed.connect(self._kept)
        self.textEdited.connect(self._edited)

    def texts(self) -> Mapping[str, str]:
        """Return the text as it stands."""
        return {self.place.path: self.text()}

    def put(self, dossier: Dossier) -> None:
        """Show the text, the proposal behind it, the lock before it."""
        show_text(self, dossier.text(self.place.path))
        ghost = self._proposed(dossier)
        if self.placeholderText() != ghost:
            self.setPlaceholderText(ghost)
        mark(self, ghost="yes" if ghost else "")

    def refresh(self) -> None:
        """Show the dossier as it is now."""
        self.binding.refresh()
        locked = bool(self.editing.dossier.locked(self.place.path))
        if self.isReadOnly() is not locked:
            self.setReadOnly(locked)
            if locked:
                self.addAction(self._lock, QLineEdit.ActionPosition.LeadingPosition)
            else:
                self.removeAction(self._lock)
        self.dress()

    def said(self) -> tuple[str, str]:
        """Choose what to say of this cell below the block, with its tone."""
        dossier = self.editing.dossier
        if self.failure:
            return self.failure, "must-fix"
        if self.finding is not None:
            return placed(self.finding, self.label_text), tone_of(self.finding)
        field, text = self.field, dossier.text(self.place.path)
        reading = kinds.read(field.kind, text, unit=field.unit, year=dossier.year)
        if reading.problem and self.was_left:
            return reading.problem, "must-fix"
        locked = dossier.locked(self.place.path)
        if locked:
            return locked, "quiet"
        waiting = WAITING.get(dossier.origin(self.place.path) or Origin.TYPED, "")
        words = [reading.understood, waiting, self._with_others(dossier)]
        if not text and self.placeholderText():
            words.append(f"没有填写，按 {self.placeholderText()} 万元算")
        return " · ".join(word for word in words if word), "quiet"

    def dress(self) -> None:
        """Bring looks and the words of the screen reader in line with what is known."""
        text, tone = self.said()
        state = tone if tone != "quiet" else ""
        mark(self, state=state, origin=shown_origin(self.editing.dossier, self.place.path))
        describe(self, self.label_text, self.field.help, text)

    def _proposed(self, dossier: Dossier) -> str:
        if self.place.computed:
            return compute(self.place.computed, dossier, self.editing.settings, self.place.of).shown
        value = self._sum(dossier)
        return show_money(value) if value is not None else ""

    def _sum(self, dossier: Dossier) -> Decimal | None:
        """Add what the form prints in this cell: the own source and those without a row."""
        places = [funds.fund_place(p) for p in (self.place.path, *self.place.adds)]
        known = [place for place in places if place is not None]
        return funds.folded(dossier, [s for s, _ in known], known[0][1]) if known else None

    def _with_others(self, dossier: Dossier) -> str:
        filled = [p for p in self.place.adds if dossier.filled(p)]
        value = self._sum(dossier) if filled else None
        if value is None:
            return ""
        names = "、".join(funds.SOURCES[place[0]] for p in filled if (place := funds.fund_place(p)))
        return f"表上这一格连同{names}印作 {show_money(value)}"

    def _edited(self) -> None:
        self.binding.typed()

    def _left(self) -> None:
        self.was_left = True
        self.dress()

    def _failed(self, reason: str) -> None:
        self.failure = reason
        self.dress()

    def _kept(self) -> None:
        self.failure = ""
        self.refresh()


class ComputedCell(QLabel):
    """A figure the program works out: accent ink, no frame, “—” where there is none."""

    def __init__(self, place: Place, where: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.place, self.where = place, where
        self.setAlignment(RIGHT)
        even_digits(self)
        mark(self, origin="computed")

    def show_figure(self, editing: Editing, form: Form) -> None:
        """Work the figure out again."""
        settings = settings_for(editing, form)
        shown = compute(self.place.computed, editing.dossier, settings, self.place.of).shown
        if self.text() != shown:
            self.setText(shown)
            describe(self, " · ".join(word for word in self.where if word), "程序计算", shown)
