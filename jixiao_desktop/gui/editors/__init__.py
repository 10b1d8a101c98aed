"""Editors: one file per kind of value, and the three layouts of a form's section."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jixiao_desktop.catalog.dictionary import Field
from jixiao_desktop.catalog.forms import Form, Section
from jixiao_desktop.gui.editors.choice import ChoiceEditor
from jixiao_desktop.gui.editors.date import DateEditor
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.editors.fields import FieldsEditor
from jixiao_desktop.gui.editors.matrix import MatrixEditor
from jixiao_desktop.gui.editors.money import MoneyEditor
from jixiao_desktop.gui.editors.prose import ProseEditor
from jixiao_desktop.gui.editors.rows import RowsEditor
from jixiao_desktop.gui.editors.seam import Editing
from jixiao_desktop.gui.editors.target import TargetEditor
from jixiao_desktop.gui.editors.text import NumberEditor, TextEditor
from jixiao_desktop.gui.editors.ticks import FlagEditor, TicksEditor

__all__ = ["FieldEditor", "FieldsEditor", "SectionWidget", "make_editor", "section_widget"]

EDITORS: dict[str, type[FieldEditor]] = {
    "text": TextEditor,
    "period": TextEditor,
    "prose": ProseEditor,
    "money": MoneyEditor,
    "percent": NumberEditor,
    "number": NumberEditor,
    "score": NumberEditor,
    "date": DateEditor,
    "choice": ChoiceEditor,
    "offered": ChoiceEditor,
    "ticks": TicksEditor,
    "target": TargetEditor,
    "flag": FlagEditor,
}
"""Which editor shows which kind of value of the dictionary."""

SectionWidget = FieldsEditor | MatrixEditor | RowsEditor


def make_editor(
    field: Field, path: str, editing: Editing, parent: QWidget | None = None
) -> FieldEditor:
    """Make the editor of one field's kind for one path."""
    return EDITORS[field.kind](field, path, editing, parent)


def section_widget(
    section: Section, form: Form, editing: Editing, parent: QWidget | None = None
) -> SectionWidget:
    """Make what one section of a form is filled in with, by its layout."""
    if section.layout == "matrix":
        return MatrixEditor(section, form, editing, make_editor, parent)
    if section.layout == "rows":
        return RowsEditor(section, form, editing, make_editor, parent)
    return FieldsEditor(section.places, form, editing, make_editor, parent)
