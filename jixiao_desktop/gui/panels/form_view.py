"""Whole forms to look at: one button per form, zoom, the pages; used by F6 and by 核对."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import use_of
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.panels.sheet_view import SheetView
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.paper.drawing import Drawing
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.output import report_painter, table_painter

ZOOM_BUTTONS = (("－", -1, "缩小"), ("适合宽度", 0, "适合宽度"), ("＋", 1, "放大"))


class FormView(QWidget):
    """The forms of a project as they will be printed."""

    jump = Signal(str)
    change_asked = Signal(str)
    shown = Signal(str)

    def __init__(self, editing: Editing, form_id: str = "", *, bare: bool = False) -> None:
        super().__init__()
        self.editing = editing
        self._blocks: Mapping[str, tuple[str, Sequence[str]]] = {}
        column = QVBoxLayout(self)
        side = 0 if bare else px("step4")
        column.setContentsMargins(side, 0 if bare else px("step3"), side, 0)
        column.setSpacing(px("step2"))
        self._row = QHBoxLayout()
        self._row.setSpacing(px("step2"))
        self.view = SheetView()
        self.setFocusProxy(self.view)
        self._group = QButtonGroup(self)
        self._make_buttons()
        self.pages = label("", "hint")
        self._row.addStretch(1)
        self._row.addWidget(self.pages)
        self._zooms()
        column.addLayout(self._row)
        column.addWidget(self.view, 1)
        self.view.jump.connect(self.jump)
        self.view.change_asked.connect(self.change_asked)
        forms = [form.id for form in editing.forms]
        self.form_id = form_id if form_id in forms else (forms[0] if forms else "")
        self.refresh()

    def _make_buttons(self) -> None:
        for form in self.editing.forms:
            use = use_of(self.editing.notice, form)
            words = form.short if use.name in ("", form.short) else f"{use.name} {form.short}"
            button = QPushButton(words)
            button.setCheckable(True)
            mark(button, kind="tab")
            button.clicked.connect(lambda _=False, name=form.id: self.show_form(name))
            button.setProperty("form", form.id)
            self._group.addButton(button)
            self._row.addWidget(button)

    def _zooms(self) -> None:
        for words, step, said in ZOOM_BUTTONS:
            button = QPushButton(words)
            mark(button, kind="tab")
            button.setAccessibleName(said)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, step=step: self._zoom(step))
            self._row.addWidget(button)

    def _zoom(self, step: int) -> None:
        self.view.zoom(step)
        self._say_pages()

    def show_form(self, form_id: str) -> None:
        """Show another form."""
        self.form_id = form_id
        self.refresh()

    def show_blocks(self, blocks: Mapping[str, tuple[str, Sequence[str]]]) -> None:
        """Put a 更改 button beside each block of the form."""
        self._blocks = blocks
        self.view.show_blocks(blocks)

    def refresh(self) -> None:
        """Draw the form anew from the dossier."""
        form = next((form for form in self.editing.forms if form.id == self.form_id), None)
        for button in self._group.buttons():
            button.setChecked(button.property("form") == self.form_id)
        if form is None:
            return
        self.view.show_drawing(self._drawing(form), self._unfilled(form))
        self._say_pages()
        self.shown.emit(self.form_id)

    def _drawing(self, form: Form | Report) -> Drawing:
        if isinstance(form, Form):
            return table_painter(self.editing.grid(form))
        return report_painter(self.editing.document(form))

    def _say_pages(self) -> None:
        self.pages.setText(f"共 {self.view.pages} 页　{self.view.zoom_words}")

    def _unfilled(self, form: Form | Report) -> frozenset[str]:
        if not isinstance(form, Form):
            return frozenset()
        dossier = self.editing.dossier
        single = {p.path for p in form.places() if p.required and p.path and p.cell}
        for rows in form.rows():
            for column in rows.places:
                if column.required and not column.ticks:
                    single.update(dossier.row_paths(rows.each, column.path))
        return frozenset(path for path in single if not shown_text(dossier, path).strip())
