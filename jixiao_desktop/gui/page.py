"""One page of the wizard: title, one sentence, the section's fields on cards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.catalog.dictionary import Field
from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.reports import Block, Report
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.editors import make_editor, section_widget
from jixiao_desktop.gui.editors.field import FieldEditor
from jixiao_desktop.gui.editors.fields import FieldsEditor
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.panels.offer import JulyOffer
from jixiao_desktop.gui.panels.standing import (
    ProgressCard,
    TotalCard,
    tells_progress,
    tells_total,
)
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.flow import Step


class Page(QScrollArea):
    """What every page offers the wizard; the pages differ in ``build``."""

    focused = Signal(str)
    help_asked = Signal(str)
    unlock_asked = Signal(str)
    forward = Signal()
    backward = Signal()
    jump = Signal(str)
    """A path elsewhere, ``step:`` and a step, ``done:`` or ``undone:`` and a mark, ``do:`` and a
    command."""
    done_changed = Signal(bool)

    wide = False
    """Whether the page wants the width of the folded steps."""

    def __init__(self, step: Step, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self.editing = step, editing
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        mark(self.inside, role="plain")
        outer = QHBoxLayout(self.inside)
        outer.setContentsMargins(px("step5"), px("step4") + 2, px("step5"), px("step4"))
        sheet = QWidget()
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if not self.wide:
            sheet.setMaximumWidth(px("page"))
        outer.addWidget(sheet)
        self.column = QVBoxLayout(sheet)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px("step3") + 2)
        self._head()
        self.build()
        self.setWidget(self.inside)
        self.setAccessibleName(step.title)

    def _head(self) -> None:
        self.offer: JulyOffer | None = None
        head = QVBoxLayout()
        head.setSpacing(px("step1"))
        head.addWidget(label(self.step.title, "title", wrap=True))
        if self.step.hint:
            head.addWidget(label(self.step.hint, "hint", wrap=True))
        self.column.addLayout(head)

    def show_offer(self, count: int) -> None:
        """Offer at the head of the page to take so many places along; 0 takes the offer away."""
        if self.offer is not None:
            self.offer.hide()
            self.offer.deleteLater()
            self.offer = None
        if count:
            self.offer = JulyOffer(count)
            self.offer.asked.connect(lambda name: self.jump.emit(f"do:july_{name}"))
            self.column.insertWidget(1, self.offer)

    def build(self) -> None:
        """Put the page's own things into the column."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the dossier as it is now."""

    def take_done(self, done: Collection[str]) -> None:
        """Show what the person marked as done."""

    def flush(self) -> None:
        """Commit what is just being typed."""

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Show what the checks say: quietly, or in red at the fields."""

    def focus_path(self, path: str) -> bool:
        """Bring the keyboard to a path; False where the page does not show it."""
        del path
        return False

    def focus_here(self) -> None:
        """Bring the keyboard to the first thing that takes it."""
        self.setFocus()

    def paths(self) -> tuple[str, ...]:
        """Return the paths asked for on this page."""
        return ()


class SectionPage(Page):
    """A section of an official form (or the unit's facts)."""

    def __init__(self, step: Step, editing: Editing, parent: QWidget | None = None) -> None:
        self.wide = bool(step.section and step.section.layout == "rows")
        super().__init__(step, editing, parent)

    def build(self) -> None:
        """Build the section's widget on a card; a fund block gets its progress below."""
        section = self.step.section
        assert section is not None
        form = cast(Form, self.step.form or self._any_form())
        # The widgets differ by layout and offer the same methods and signals.
        self.fields = cast(Any, section_widget(section, form, self.editing))
        if self.wide:
            self.column.addWidget(self.fields, 1)
        else:
            card = Card()
            card.column.addWidget(self.fields)
            self.column.addWidget(card)
        self.progress: ProgressCard | None = None
        if section.layout == "matrix" and tells_progress(section):
            self.progress = ProgressCard(self.editing, form)
            self.column.addWidget(self.progress)
        self.total = TotalCard(self.editing, form, section) if tells_total(section) else None
        if self.total is not None:
            self.column.addWidget(self.total)
        self.beside: tuple[Card, FieldsEditor] | None = None
        others = self.fields.give_others() if section.layout == "matrix" else None
        if others is not None:  # reasons are read apart from the figures they explain
            own = Card()
            own.column.addWidget(others)
            self.beside = own, others
            self.column.addWidget(own)
        if not self.wide:
            self.column.addStretch(1)
        self.fields.focused.connect(self._focused)
        self.fields.help_asked.connect(self.help_asked)
        self.fields.advance.connect(self.forward)
        self.fields.back.connect(self.backward)
        if hasattr(self.fields, "unlock_asked"):
            self.fields.unlock_asked.connect(self.unlock_asked)

    def _any_form(self) -> Form | None:
        return next((form for form in self.editing.forms if isinstance(form, Form)), None)

    def _focused(self, path: str) -> None:
        if not self.wide:
            show_focused(self)
        self.focused.emit(path)

    def refresh(self) -> None:
        """Show the dossier as it is now."""
        self.fields.refresh()
        for card in (self.progress, self.total):
            if card is not None:
                card.refresh()

    def flush(self) -> None:
        """Commit what is just being typed."""
        self.fields.flush()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Hand the findings to the section."""
        self.fields.show_findings(findings, loud)
        if self.beside is not None:
            mark(self.beside[0], tone=self.beside[1].tone)

    def focus_path(self, path: str) -> bool:
        """Bring the keyboard to a path."""
        return self.fields.focus_path(path) is not False

    def focus_here(self) -> None:
        """Bring the keyboard to the first field."""
        self.fields.focus_here()

    def paths(self) -> tuple[str, ...]:
        """Return the section's paths."""
        return tuple(self.fields.paths())


class ChapterPage(Page):
    """A chapter of a report: each prose section shows its draft until it is rewritten."""

    def build(self) -> None:
        """Build one card for each prose section, and the person's own mark below."""
        chapter, report = self.step.chapter, self.step.form
        assert chapter is not None
        assert isinstance(report, Report)
        dictionary = load_catalog().dictionary
        self.editors: dict[str, FieldEditor] = {}
        for block in chapter.sections:
            field = dictionary.find(block.path) or Field(block.path, block.label, "prose")
            editor = make_editor(field, block.path, self.editing)
            editor.name_it(block.label)
            self._take_in(editor, block, report)
        self.done = QCheckBox("我已填完本节(&U)")
        self.done.toggled.connect(self.done_changed)
        self.column.addWidget(self.done)
        self.column.addStretch(1)

    def _take_in(self, editor: FieldEditor, block: Block, report: Report) -> None:
        self.editors[block.path] = editor
        if hasattr(editor, "offer_draft"):
            editor.offer_draft(lambda: self.editing.draft(report, block.path))
        card = Card()
        if block.hint:
            card.column.addWidget(label(block.hint, "hint", wrap=True))
        card.column.addWidget(editor)
        self.column.addWidget(card)
        editor.focused.connect(self._focused)
        editor.help_asked.connect(self.help_asked)
        editor.unlock_asked.connect(self.unlock_asked)
        editor.advance.connect(lambda path=block.path: self._move(path, 1))
        editor.back.connect(lambda path=block.path: self._move(path, -1))

    def _focused(self, path: str) -> None:
        show_focused(self)
        self.focused.emit(path)

    def _move(self, path: str, by: int) -> None:
        names = list(self.editors)
        at = names.index(path) + by
        if 0 <= at < len(names):
            self.editors[names[at]].focus_here()
        elif by > 0:
            self.done.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.backward.emit()

    def take_done(self, done: Collection[str]) -> None:
        """Show the person's mark without taking it for a new one."""
        self.done.blockSignals(True)
        self.done.setChecked(self.step.id in done)
        self.done.blockSignals(False)

    def refresh(self) -> None:
        """Show the dossier as it is now; drafts follow the figures."""
        for editor in self.editors.values():
            editor.refresh()

    def flush(self) -> None:
        """Commit what is just being typed."""
        for editor in self.editors.values():
            editor.flush()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Show what the checks say of each text."""
        for editor in self.editors.values():
            editor.show_findings(findings, loud)

    def focus_path(self, path: str) -> bool:
        """Bring the keyboard to a text."""
        if path not in self.editors:
            return False
        self.editors[path].focus_here()
        return True

    def focus_here(self) -> None:
        """Bring the keyboard to the first text."""
        next(iter(self.editors.values())).focus_here()

    def paths(self) -> tuple[str, ...]:
        """Return the texts of this chapter."""
        return tuple(self.editors)


def show_focused(page: Page) -> None:
    """Scroll so that the field with the keyboard is seen whole."""
    widget = page.focusWidget()
    if widget is not None:
        page.ensureWidgetVisible(widget, px("step4"), px("step5") + px("step5"))


def make_page(step: Step, editing: Editing) -> Page:
    """Make the page of a step; 核对 and 导出 are loaded only when opened."""
    if step.kind == "chapter":
        return ChapterPage(step, editing)
    if step.kind == "review":
        from jixiao_desktop.gui.review_page import ReviewPage

        return ReviewPage(step, editing)
    if step.kind == "output":
        from jixiao_desktop.gui.output_page import OutputPage

        return OutputPage(step, editing)
    return SectionPage(step, editing)
