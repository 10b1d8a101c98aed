"""Print preview, the check before printing, the printer itself, and PDF where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import use_of
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.gui.dialogs.page_setup import Margins, page_setup
from jixiao_desktop.gui.pages_preview import PagesPreview
from jixiao_desktop.gui.print_job import job_of
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.output import file_name
from jixiao_desktop.session.print_setup import keep_setup, kept_setup
from jixiao_desktop.session.workspace import Problem, Workspace


def print_preview(
    parent: QWidget | None, workspace: Workspace, editing: Editing, form_id: str = ""
) -> bool:
    """Show a project's forms as they will be printed; True when something was printed or saved."""
    if not editing.forms:
        from jixiao_desktop.gui.dialogs.frame import tell

        tell(parent, "打印预览", "现用的通知没有要求填的表，没有可以打印的。先选用一份有表的通知。")
        return False
    dialog = PrintPreview(parent, workspace, editing, form_id)
    dialog.ask()
    return dialog.printed


class PrintPreview(PagesPreview):
    """The official pages of one project, form by form."""

    printed_words = "已送到打印机。打印后盖章，扫描件可以留存。"

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, editing: Editing, form_id: str = ""
    ) -> None:
        self.workspace, self.editing = workspace, editing
        super().__init__(parent, "打印预览")
        ids = [form.id for form in editing.forms]
        self.form_id = form_id if form_id in ids else ids[0]
        self.setup_button = self.add_button("页面设置(&G)…", self._set_up, left=True)
        self.add_print_answers()
        self.show_form(self.form_id)
        self.view.setFocus()

    def fill_bar(self, row: QHBoxLayout) -> None:
        """Offer the forms of the notice."""
        self.group = QButtonGroup(self)
        for form in self.editing.forms:
            button = self.tab(self._name(form), form.title)
            button.setCheckable(True)
            button.setProperty("form", form.id)
            button.clicked.connect(lambda _=False, name=form.id: self.show_form(name))
            self.group.addButton(button)
            row.addWidget(button)

    def _name(self, form: Form | Report) -> str:
        use = use_of(self.editing.notice, form)
        return form.short if use.name in ("", form.short) else f"{use.name} {form.short}"

    def file_stem(self) -> str:
        """Name the pages as an exported file."""
        return Path(file_name(self.editing.case, self.form, "pdf")).stem

    def folder(self) -> Path:
        """Return the data file's folder."""
        return self.workspace.path.parent

    def kept_printer(self) -> str:
        """Return the printer of this form."""
        return kept_setup(self.workspace, self.form_id).printer

    def keep_printer(self, name: str) -> None:
        """Keep the printer with the form's set-up."""
        setup = kept_setup(self.workspace, self.form_id)
        keep_setup(self.workspace, self.form_id, replace(setup, printer=name))

    # ---- pages ----

    @property
    def form(self) -> Form | Report:
        """Return the form that is shown."""
        return next(form for form in self.editing.forms if form.id == self.form_id)

    def show_form(self, form_id: str) -> None:
        """Show a form with its own set-up."""
        self.form_id = form_id
        for button in self.group.buttons():
            button.setChecked(button.property("form") == form_id)
        self.refresh()

    def refresh(self) -> None:
        """Lay the pages out anew and say what the check found."""
        self.say("")
        try:
            job = job_of(self.editing, self.form, kept_setup(self.workspace, self.form_id))
        except Problem as problem:
            self.say(str(problem))
            return
        self.show_job(job)

    def _set_up(self) -> None:
        if self.job is None:
            return
        made = page_setup(self, kept_setup(self.workspace, self.form_id), self._margins())
        if made is not None:
            keep_setup(self.workspace, self.form_id, made)
            self.refresh()

    def _margins(self) -> Margins | None:
        form = self.form
        if not isinstance(form, Form):
            return None
        page = self.editing.grid(form).page
        return page.left, page.right, page.top, page.bottom
