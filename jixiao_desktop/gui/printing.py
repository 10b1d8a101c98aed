"""Print preview, the check before printing, the printer itself, and PDF where there is none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import use_of
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.gui.dialogs.frame import Dialog
from jixiao_desktop.gui.dialogs.page_setup import Margins, page_setup
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.panels.sheet_view import SheetView
from jixiao_desktop.gui.print_job import Job, job_of, print_pages
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.output import file_name, put_file
from jixiao_desktop.session.print_setup import keep_setup, kept_setup
from jixiao_desktop.session.workspace import Problem, Workspace

ZOOMS = (("－", -1, "缩小"), ("适合宽度", 0, "适合宽度"), ("＋", 1, "放大"))
NO_PRINTER = "这台电脑没有装打印机。先按“存为 PDF”，拷到能打印的电脑上打印，页面与这里一致。"
NO_START = "打印机“{name}”没有接受打印。看看它是否开机、有纸、已连接，再打印一次；也可存为 PDF。"


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


class PrintPreview(Dialog):
    """Pages on a grey desk above, what the check says and the buttons below."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, editing: Editing, form_id: str = ""
    ) -> None:
        super().__init__(parent, "打印预览")
        self.workspace, self.editing = workspace, editing
        self.printed = False
        self.view = SheetView()
        self.view.setAccessibleName("打印预览")
        self.job: Job | None = None
        ids = [form.id for form in editing.forms]
        self.form_id = form_id if form_id in ids else ids[0]
        self._add_bar()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.view, 1)
        self._add_checks()
        self.setup_button = self.add_button("页面设置(&G)…", self._set_up, left=True)
        self.pdf_button = self.add_button("存为 PDF(&F)…", self._choose_pdf, left=True)
        self.primary = self.add_answers("打印(&P)…", "关闭")
        self._keys()
        self.view.verticalScrollBar().valueChanged.connect(self._say_page)
        self.show_form(self.form_id)
        self.view.setFocus()

    # ---- looks ----

    def _add_bar(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(px("step4"), px("step1"), px("step4"), px("step1"))
        row.setSpacing(px("step2"))
        self.group = QButtonGroup(self)
        for form in self.editing.forms:
            button = self._tab(self._name(form), form.title)
            button.setCheckable(True)
            button.setProperty("form", form.id)
            button.clicked.connect(lambda _=False, name=form.id: self.show_form(name))
            self.group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.page_words = label("", "hint")
        before, after = self._tab("上一页", "上一页"), self._tab("下一页", "下一页")
        before.clicked.connect(lambda: self.go(self.page - 1))
        after.clicked.connect(lambda: self.go(self.page + 1))
        for widget in (before, self.page_words, after):
            row.addWidget(widget)
        for words, step, said in ZOOMS:
            button = self._tab(words, said)
            button.clicked.connect(lambda _=False, step=step: self._zoom(step))
            row.addWidget(button)
        self.column.addWidget(bar)

    def _tab(self, words: str, said: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(said)
        mark(button, kind="tab")
        return button

    def _name(self, form: Form | Report) -> str:
        use = use_of(self.editing.notice, form)
        return form.short if use.name in ("", form.short) else f"{use.name} {form.short}"

    def _add_checks(self) -> None:
        foot = self.said.parentWidget()
        assert foot is not None
        column = foot.layout()
        assert isinstance(column, QVBoxLayout)
        self.check_words = label("", "sentence", wrap=True)
        self.check_words.setAccessibleName("打印前检查")
        column.insertWidget(0, self.check_words)

    def _keys(self) -> None:
        for key, do in (
            ("Ctrl+P", self.accept), ("Ctrl+PgDown", lambda: self.go(self.page + 1)),
            ("Ctrl+PgUp", lambda: self.go(self.page - 1)),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(do)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the whole window's place: a page wants room."""
        super().showEvent(event)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize() * 0.94
        self.resize(room.boundedTo(self.screen().availableSize()))

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
        self.job = job
        self.view.show_drawing(job.drawing)
        self.check_words.setText("打印前检查：" + "".join(words for words, _ in job.checks))
        worst = next((tone for _, tone in job.checks if tone != "fine"), "fine")
        mark(self.check_words, tone=worst)
        self.go(0)

    @property
    def page(self) -> int:
        """Return the page in the middle of the desk, from 0."""
        middle = self.view.verticalScrollBar().value() + self.view.viewport().height() // 3
        pages = range(self.view.pages)
        return max((at for at in pages if self.view.page_rect(at).top() <= middle), default=0)

    def go(self, page: int) -> None:
        """Scroll to a page."""
        page = min(max(page, 0), max(self.view.pages - 1, 0))
        self.view.verticalScrollBar().setValue(self.view.page_rect(page).top() - px("step4"))
        self._say_page()

    def _zoom(self, step: int) -> None:
        self.view.zoom(step)
        self._say_page()

    def _say_page(self) -> None:
        self.page_words.setText(
            f"第 {self.page + 1} 页，共 {self.view.pages} 页　{self.view.zoom_words}"
        )

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

    # ---- out ----

    def accept(self) -> None:
        """Print; without a printer, say what to do and bring the keyboard to 存为 PDF."""
        if self.job is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.say(NO_PRINTER, "explain")
            self.pdf_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        setup = kept_setup(self.workspace, self.form_id)
        printer = self._printer(setup.printer)
        question = QPrintDialog(printer, self)
        question.setWindowTitle("打印")
        question.setMinMax(1, self.job.drawing.pages())
        question.setFromTo(1, self.job.drawing.pages())
        if question.exec() != QDialog.DialogCode.Accepted:
            return
        if not print_pages(self.job.drawing, printer):
            self.say(NO_START.format(name=printer.printerName()))
            return
        from dataclasses import replace

        self.printed = True
        keep_setup(self.workspace, self.form_id, replace(setup, printer=printer.printerName()))
        self.say("已送到打印机。打印后盖章，扫描件可以留存。", "fine")

    def _printer(self, name: str) -> QPrinter:
        known = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
        chosen = known if not known.isNull() else QPrinterInfo.defaultPrinter()
        mode = QPrinter.PrinterMode.HighResolution
        printer = QPrinter(chosen, mode) if not chosen.isNull() else QPrinter(mode)
        printer.setDocName(Path(file_name(self.editing.case, self.form, "pdf")).stem)
        printer.setCreator("绩效填报")
        return printer

    def _choose_pdf(self) -> None:
        name = file_name(self.editing.case, self.form, "pdf")
        start = str(self.workspace.path.parent / name)
        chosen = QFileDialog.getSaveFileName(self, "存为 PDF", start, "PDF (*.pdf)")[0]
        if chosen:
            self.save_pdf(Path(chosen))

    def save_pdf(self, target: Path) -> None:
        """Write the pages as shown into a PDF; say where it lies."""
        from jixiao_desktop.paper.pdf import PaintError, write_pdf

        if self.job is None:
            return
        if target.suffix.lower() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        try:
            put_file(target, write_pdf(self.job.drawing, target.stem), lambda _path: None)
        except (Problem, PaintError) as problem:
            self.say(str(problem))
            return
        self.printed = True
        self.say(f"已存为 {target}，共 {self.job.drawing.pages()} 页。", "fine")

