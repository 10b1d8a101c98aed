"""A check's result out of the window: preview and print, Excel, Word, PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jixiao_desktop.gui.pages_preview import PagesPreview
from jixiao_desktop.gui.print_job import job_of_pages
from jixiao_desktop.session.check_pages import (
    FORMATS,
    drawing_of,
    fonts,
    report_name,
    write_check_report,
)
from jixiao_desktop.session.check_report import CheckReport

NAMES = {"xlsx": "Excel 表格", "docx": "Word 文档", "pdf": "PDF"}
FILTERS = {f"{NAMES[fmt]} (*.{fmt})": fmt for fmt in FORMATS}


class CheckPreview(PagesPreview):
    """The result's pages as they will be printed."""

    printed_words = "已送到打印机。"

    def __init__(self, parent: QWidget | None, report: CheckReport, folder: Path) -> None:
        super().__init__(parent, "检查结果预览")
        self._report, self._folder = report, folder
        self.add_print_answers()
        self.show_job(job_of_pages(drawing_of(report), fonts()))
        self.view.setFocus()

    def file_stem(self) -> str:
        """Name the pages as an exported file."""
        return Path(report_name(self._report, "pdf")).stem

    def folder(self) -> Path:
        """Return where the data lie."""
        return self._folder


def choose_target(parent: QWidget, report: CheckReport, folder: Path) -> Path | None:
    """Ask where to and as what the result is written; None where nothing was chosen."""
    start = str(folder / report_name(report, FORMATS[0]))
    chosen, kind = QFileDialog.getSaveFileName(parent, "存检查结果", start, ";;".join(FILTERS))
    if not chosen:
        return None
    target = Path(chosen)
    known = target.suffix.lower().lstrip(".") in FORMATS
    return target if known else target.with_name(f"{target.name}.{FILTERS.get(kind, FORMATS[0])}")


def saved(report: CheckReport, target: Path) -> str:
    """Write the result; return the sentence that says where it lies."""
    done = write_check_report(report, target)
    return f"已存为 {target}。{done.sentence.rpartition('：')[0]}。"
