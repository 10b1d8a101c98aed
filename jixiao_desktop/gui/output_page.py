"""导出与打印: files of every form, what the print check says, and what is done after printing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QWidget,
)

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import use_of
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.gui.forms.ui_output_page import Ui_OutputPage
from jixiao_desktop.gui.keys import KeyButton
from jixiao_desktop.gui.page import Page
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.output import export_form, file_name, report_painter, table_painter
from jixiao_desktop.session.workspace import Problem

FORMAT_NAMES = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"}
CHECKED_FIRST = ("xlsx", "pdf")
"""Formats ticked to begin with; a report without Excel takes Word."""
OFFICIAL_FONTS = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体")
CHARTS = "报告里加图表：预算执行、指标完成，带时点应达线(&T)"
AFTER = "after-"
"""Beginning of the marks that keep what was done after printing."""
AFTERWARDS = (
    "打印，页数与屏幕上一致",
    "填报人、单位负责人签字",
    "加盖单位公章",
    "扫描件与电子表一起报送",
)


@dataclass
class Line:
    """One file that can be written."""

    form: Form | Report
    fmt: str
    tick: QCheckBox
    name: QLabel
    result: QLabel


class OutputPage(Page):
    """Everything that leaves the program, on one page."""

    wide = False

    def build(self) -> None:
        """Fill the frame with a line per file, the print check and the list for afterwards."""
        self.ui = Ui_OutputPage()
        body = QWidget()
        self.ui.setupUi(body)
        self.column.addWidget(body)
        self.column.addStretch(1)
        self._dress()
        self.lines: list[Line] = []
        self._checked: list[QLabel] = []
        for form in self.editing.forms:
            self._add_form(form)
        self._add_charts()
        self.ui.folder.setText(str(self._default_folder()))
        self.ui.choose.clicked.connect(self._choose_folder)
        self.ui.export_all.clicked.connect(self.export)
        self.preview.clicked.connect(self._preview)
        self._add_checks()
        self.afterwards = {f"{AFTER}{at}": QCheckBox(words) for at, words in enumerate(AFTERWARDS)}
        for name, tick in self.afterwards.items():
            tick.toggled.connect(lambda on, name=name: self._keep(name, on=on))
            self.ui.seal_column.addWidget(tick)
        self.seal_note = label("签字盖章的位置在表上已留空，程序不在那里写字。", "hint", wrap=True)
        self.ui.seal_column.addWidget(self.seal_note)
        ticks = [line.tick for line in self.lines]
        row = (*ticks, self.charts, self.ui.folder, self.ui.choose, self.ui.export_all,
               self.preview)  # fmt: skip
        for first, then in pairwise(row):
            QWidget.setTabOrder(first, then)

    def _dress(self) -> None:
        ui, pad = self.ui, px("step4")
        ui.column.setContentsMargins(0, 0, 0, 0)
        ui.column.setSpacing(px("step3") + 2)
        for frame, column in (
            (ui.files, ui.files_column), (ui.checks, ui.checks_column), (ui.seal, ui.seal_column),
        ):  # fmt: skip
            mark(frame, role="card")
            column.setContentsMargins(pad, pad - px("step1"), pad, pad - px("step1"))
            column.setSpacing(px("step2"))
        for title in (ui.files_title, ui.checks_title, ui.seal_title):
            mark(title, role="strong")
        mark(ui.export_all, kind="primary")
        mark(ui.result, role="sentence")
        ui.result.hide()
        ui.rows.setHorizontalSpacing(px("step3"))
        ui.rows.setVerticalSpacing(px("step1"))
        ui.rows.setColumnStretch(2, 1)
        self.preview = KeyButton("打印预览", "Ctrl+P")
        ui.action_row.insertWidget(1, self.preview)
        ui.action_row.setSpacing(px("step2") + 2)

    def _add_form(self, form: Form | Report) -> None:
        rows = self.ui.rows
        use = use_of(self.editing.notice, form)
        own = form.short if use.name in ("", form.short) else f"{use.name} {form.short}"
        first = rows.rowCount()
        rows.addWidget(label(own, "strong"), first, 0)
        wanted = [fmt for fmt in CHECKED_FIRST if fmt in form.formats]
        if "xlsx" not in form.formats:
            wanted = list(form.formats)
        for at, fmt in enumerate(form.formats):
            tick = QCheckBox(FORMAT_NAMES.get(fmt, fmt))
            tick.setChecked(fmt in wanted)
            tick.setAccessibleName(f"{own} {FORMAT_NAMES.get(fmt, fmt)}")
            name = label(file_name(self.editing.case, form, fmt), "hint", wrap=True)
            result = label("", "hint", wrap=True)
            for column, widget in enumerate((tick, name, result), 1):
                rows.addWidget(widget, first + at, column)
            self.lines.append(Line(form, fmt, tick, name, result))

    def _add_charts(self) -> None:
        """Offer charts where a report has room for them; the choice is kept with the data."""
        self.charts = QCheckBox(CHARTS)
        self.charts.setToolTip("Word 里是可以编辑的图表，PDF 和打印里画成同样的图。")
        self.charts.setChecked(self.editing.case.charts)
        self.charts.toggled.connect(self._use_charts)
        self.ui.files_column.insertWidget(2, self.charts)  # shown before that, it were a window
        reports = [form for form in self.editing.forms if isinstance(form, Report)]
        self.charts.setVisible(any(report.drawn for report in reports))

    def _use_charts(self, on: bool) -> None:
        try:
            self.editing.use_charts(on)
        except Problem as problem:
            self._say(str(problem), "must-fix")
            return
        self._add_checks()

    def _default_folder(self) -> Path:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        documents = Path(QStandardPaths.writableLocation(place) or Path.home())
        unit = self.editing.dossier.text("unit.name") or "绩效填报"
        safe = "".join("_" if c in '<>:"/\\|?*' else c for c in unit).strip(" .") or "绩效填报"
        return documents / "预算绩效导出" / f"{self.editing.dossier.year}年_{safe}"

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "存放在哪里", self.ui.folder.text())
        if chosen:
            self.ui.folder.setText(chosen)

    def _add_checks(self) -> None:
        for old in self._checked:
            self.ui.checks_column.removeWidget(old)
            old.deleteLater()
        self._checked = [label(words, "sentence", tone=tone, wrap=True)
                         for words, tone in self._print_check()]  # fmt: skip
        for row in self._checked:
            self.ui.checks_column.addWidget(row)

    def _print_check(self) -> list[tuple[str, str]]:
        """Say pages, fonts and what is drawn instead of fonts that are not installed."""
        from jixiao_desktop.paper.fonts import missing_fonts

        said: list[tuple[str, str]] = []
        for form in self.editing.forms:
            try:
                if isinstance(form, Form):
                    grid = self.editing.grid(form)
                    pages, notes = table_painter(grid).pages(), tuple(grid.notes)
                else:
                    pages, notes = report_painter(self.editing.document(form)).pages(), ()
            except Problem as problem:
                said.append((str(problem), "must-fix"))
                continue
            wide = "，一页宽，所有行都在纸上" if isinstance(form, Form) else ""
            said.append((f"✓ {form.short}：共 {pages} 页{wide}。", "fine"))
            said += [(f"！{note}", "explain") for note in notes]
        gone = missing_fonts(OFFICIAL_FONTS)
        if gone:
            names = "、".join(name for name, _instead in gone)
            words = f"！这台电脑没有安装 {names}，屏幕、打印和 PDF 用随程序带的相近字体代替；"
            said.append((f"{words}Excel 和 Word 文件里仍写原字体名。", "explain"))
        else:
            said.append(("✓ 公文字体齐全。", "fine"))
        return said

    def refresh(self) -> None:
        """Follow names that changed."""
        for line in self.lines:
            line.name.setText(file_name(self.editing.case, line.form, line.fmt))

    def take_done(self, done: Collection[str]) -> None:
        """Show what was ticked before."""
        for name, tick in self.afterwards.items():
            tick.blockSignals(True)
            tick.setChecked(name in done)
            tick.blockSignals(False)

    def _keep(self, name: str, *, on: bool) -> None:
        self.jump.emit(f"{'done' if on else 'undone'}:{name}")

    def focus_here(self) -> None:
        """Bring the keyboard to 导出."""
        self.ui.export_all.setFocus(Qt.FocusReason.OtherFocusReason)

    def _preview(self) -> None:
        self.jump.emit("do:print_preview")

    def export(self) -> None:
        """Write every ticked file, read it back, and say what came of each."""
        folder = Path(self.ui.folder.text().strip() or str(self._default_folder()))
        chosen = [line for line in self.lines if line.tick.isChecked()]
        if not chosen:
            self._say("先勾选要导出的文件。", "explain")
            return
        self.ui.export_all.setEnabled(False)
        try:
            written = sum(self._export_one(line, folder) for line in chosen)
        finally:
            self.ui.export_all.setEnabled(True)
            self.ui.export_all.setFocus(Qt.FocusReason.OtherFocusReason)
        fine = written == len(chosen)
        words = f"已导出 {written} 个文件到 {folder}" if written else "没有文件写出"
        if fine:
            self._say(words, "fine")
            self.jump.emit("done:output")
        else:
            self._say(f"{words}；没有写出的见上面各行的说明。", "must-fix")

    def _export_one(self, line: Line, folder: Path) -> bool:
        line.result.setText("正在导出…")
        mark(line.result, tone="quiet")
        app = QApplication.instance()
        if app is not None:  # what is being done is seen before it is done
            app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        target = folder / file_name(self.editing.case, line.form, line.fmt)
        try:
            report = export_form(self.editing.case, line.form.id, target)
        except Problem as problem:
            line.result.setText(str(problem))
            mark(line.result, tone="must-fix")
            return False
        pages = f"，共 {report.pages} 页" if report.pages else ""
        line.result.setText(
            f"✓ 导出核对 {report.compared}/{report.compared} 项一致{pages}\n校验码 {report.code}"
        )
        mark(line.result, tone="fine")
        return True

    def _say(self, words: str, tone: str) -> None:
        self.ui.result.setText(words)
        mark(self.ui.result, tone=tone)
        self.ui.result.show()
