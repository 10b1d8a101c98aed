"""Pages on a grey desk: turned, enlarged, checked, printed, or kept as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jixiao_desktop.gui.dialogs.frame import Dialog
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.panels.sheet_view import SheetView
from jixiao_desktop.gui.print_job import Job, print_pages
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.output import put_file
from jixiao_desktop.session.problem import Problem

ZOOMS = (("－", -1, "缩小"), ("适合宽度", 0, "适合宽度"), ("＋", 1, "放大"))
NO_PRINTER = "这台电脑没有装打印机。先按“存为 PDF”，拷到能打印的电脑上打印，页面与这里一致。"
NO_START = "打印机“{name}”没有接受打印。看看它是否开机、有纸、已连接，再打印一次；也可存为 PDF。"


class PagesPreview(Dialog):
    """Pages above, what the check says and the buttons below; what is shown is the heirs'."""

    printed_words = "已送到打印机。"

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title)
        self.printed = False
        self.view = SheetView()
        self.view.setAccessibleName(title)
        self.job: Job | None = None
        self._add_bar()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.view, 1)
        self._add_checks()

    def add_print_answers(self) -> None:
        """Add 存为 PDF, 打印 and 关闭, with their keys."""
        self.pdf_button = self.add_button("存为 PDF(&F)…", self._choose_pdf, left=True)
        self.primary = self.add_answers("打印(&P)…", "关闭")
        self._keys()
        self.view.verticalScrollBar().valueChanged.connect(self._say_page)

    # ---- what the heirs say ----

    def file_stem(self) -> str:
        """Name the pages: the print job's name, and the file that is proposed."""
        raise NotImplementedError

    def folder(self) -> Path:
        """Return where a file is proposed."""
        raise NotImplementedError

    def kept_printer(self) -> str:
        """Return the printer used last, "" for the system's own."""
        return ""

    def keep_printer(self, name: str) -> None:
        """Remember the printer."""

    # ---- looks ----

    def fill_bar(self, row: QHBoxLayout) -> None:
        """Put what chooses the pages at the left of the bar."""

    def _add_bar(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(px("step4"), px("step1"), px("step4"), px("step1"))
        row.setSpacing(px("step2"))
        self.fill_bar(row)
        row.addStretch(1)
        self.page_words = label("", "hint")
        before, after = self.tab("上一页", "上一页"), self.tab("下一页", "下一页")
        before.clicked.connect(lambda: self.go(self.page - 1))
        after.clicked.connect(lambda: self.go(self.page + 1))
        for widget in (before, self.page_words, after):
            row.addWidget(widget)
        for words, step, said in ZOOMS:
            button = self.tab(words, said)
            button.clicked.connect(lambda _=False, step=step: self._zoom(step))
            row.addWidget(button)
        self.column.addWidget(bar)

    def tab(self, words: str, said: str) -> QPushButton:
        """Return a small button of the bar."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(said)
        mark(button, kind="tab")
        return button

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

    def show_job(self, job: Job) -> None:
        """Show pages and say what the check found."""
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

    # ---- out ----

    def accept(self) -> None:
        """Print; without a printer, say what to do and bring the keyboard to 存为 PDF."""
        if self.job is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.say(NO_PRINTER, "explain")
            self.pdf_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        printer = self._printer(self.kept_printer())
        question = QPrintDialog(printer, self)
        question.setWindowTitle("打印")
        question.setMinMax(1, self.job.drawing.pages())
        question.setFromTo(1, self.job.drawing.pages())
        if question.exec() != QDialog.DialogCode.Accepted:
            return
        if not print_pages(self.job.drawing, printer):
            self.say(NO_START.format(name=printer.printerName()))
            return
        self.printed = True
        self.keep_printer(printer.printerName())
        self.say(self.printed_words, "fine")

    def _printer(self, name: str) -> QPrinter:
        known = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
        chosen = known if not known.isNull() else QPrinterInfo.defaultPrinter()
        mode = QPrinter.PrinterMode.HighResolution
        printer = QPrinter(chosen, mode) if not chosen.isNull() else QPrinter(mode)
        printer.setDocName(self.file_stem())
        printer.setCreator("绩效填报")
        return printer

    def _choose_pdf(self) -> None:
        start = str(self.folder() / f"{self.file_stem()}.pdf")
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
