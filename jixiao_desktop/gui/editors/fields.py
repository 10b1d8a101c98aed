"""A section of single fields, one below the other, in the order of the official form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from jixiao_desktop.catalog.dictionary import Field, load_dictionary
from jixiao_desktop.catalog.forms import Form, Place
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.announcing import describe
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.editors.seam import Editing, settings_for
from jixiao_desktop.gui.theme import mark, px

FRAME_LETTERS = frozenset("BDEHJQU")
"""Alt letters that fields leave to the window's own buttons and menus."""

MakeEditor = Callable[[Field, str, Editing, QWidget | None], FieldEditor]


def letters_for(paths: Sequence[str]) -> list[str]:
    """Give each path an Alt letter out of its own name, none where all are taken."""
    taken = set(FRAME_LETTERS)
    given = []
    for path in paths:
        name = path.rpartition(".")[2].upper() + path.upper()
        letter = next((c for c in name if c.isascii() and c.isalpha() and c not in taken), "")
        taken.add(letter)
        given.append(letter)
    return given


class ComputedLine(QWidget):
    """A figure the program works out: accent ink, no frame."""

    def __init__(self, place: Place, form: Form, editing: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self._place, self._form, self._editing = place, form, editing
        label = QLabel(place.label)
        self.figure = QLabel()
        mark(self.figure, origin="computed")
        describe(self.figure, place.label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step1"))
        box.addWidget(label)
        box.addWidget(self.figure)
        self.refresh()

    def refresh(self) -> None:
        """Work the figure out again."""
        settings = settings_for(self._editing, self._form)
        shown = compute(self._place.computed, self._editing.dossier, settings, self._place.of).shown
        self.figure.setText(shown)


class FieldsEditor(QWidget):
    """Fields in reading order; Enter goes through them and out at the end."""

    committed = Signal(str)
    advance = Signal()
    back = Signal()
    help_asked = Signal(str)
    focused = Signal(str)
    unlock_asked = Signal(str)

    def __init__(
        self, places: Sequence[Place], form: Form, editing: Editing, make: MakeEditor,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._editing = editing
        self._dictionary = load_dictionary()
        self._editors: dict[str, FieldEditor] = {}
        self._figures: list[ComputedLine] = []
        self._when: dict[str, tuple[tuple[str, str], ...]] = {}
        self._drawn: object = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step3"))
        letters = letters_for([place.path for place in places])
        for place, letter in zip(places, letters, strict=True):
            if place.path:
                editor = make(self._dictionary.field(place.path), place.path, editing, self)
                editor.name_it(place.label, required=place.required, letter=letter)
                self._take_in(editor, place)
                box.addWidget(editor)
            elif place.computed:
                self._figures.append(ComputedLine(place, form, editing, self))
                box.addWidget(self._figures[-1])
        box.addStretch(1)
        self.refresh()

    def paths(self) -> tuple[str, ...]:
        """Return the paths shown here, in reading order."""
        return tuple(self._editors)

    def editor(self, path: str) -> FieldEditor | None:
        """Return the editor of a path."""
        return self._editors.get(path)

    def focus_path(self, path: str) -> bool:
        """Bring the keyboard to a path; False where it is not shown here."""
        editor = self._editors.get(path)
        if editor is None or editor.isHidden():
            return False
        editor.focus_here()
        return True

    def focus_here(self) -> None:
        """Bring the keyboard to the first field that can be typed into."""
        self._go(-1, 1)

    def refresh(self) -> None:
        """Show the dossier as it is now."""
        dossier = self._editing.dossier
        if dossier is self._drawn:
            return
        self._drawn = dossier
        for path, editor in self._editors.items():
            wanted = all(dossier.text(p) == text for p, text in self._when[path])
            if editor.isHidden() is wanted:
                editor.setVisible(wanted)
            editor.refresh()
        for figure in self._figures:
            figure.refresh()

    @property
    def tone(self) -> str:
        """Name how grave the worst finding is that stands at a field, "" for none."""
        tones = {editor.tone for editor in self._editors.values()}
        return next((tone for tone in ("must-fix", "explain") if tone in tones), "")

    def flush(self) -> None:
        """Commit now what was typed in any field."""
        for editor in self._editors.values():
            editor.flush()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Show what the checks say at each field."""
        for editor in self._editors.values():
            editor.show_findings(findings, loud)

    def _take_in(self, editor: FieldEditor, place: Place) -> None:
        self._editors[place.path] = editor
        self._when[place.path] = place.when
        editor.committed.connect(self._committed)
        editor.advance.connect(self._forward)
        editor.back.connect(self._backward)
        editor.help_asked.connect(self.help_asked)
        editor.focused.connect(self.focused)
        editor.unlock_asked.connect(self.unlock_asked)

    def _committed(self, path: str) -> None:
        self.refresh()
        self.committed.emit(path)

    def _forward(self) -> None:
        sender = self.sender()
        place = next(i for i, e in enumerate(self._editors.values()) if e is sender)
        if not self._go(place, 1):
            self.advance.emit()

    def _backward(self) -> None:
        sender = self.sender()
        place = next(i for i, e in enumerate(self._editors.values()) if e is sender)
        if not self._go(place, -1):
            self.back.emit()

    def _go(self, place: int, way: int) -> bool:
        """Go to the next field that shows and is open."""
        editors = list(self._editors.values())
        place += way
        while 0 <= place < len(editors):
            editor = editors[place]
            if not editor.isHidden() and not self._editing.dossier.locked(editor.path):
                editor.focus_here()
                return True
            place += way
        return False
