"""Official files out of a case: written whole, read back, compared, reported in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.grid.sheet import Grid
    from jixiao_desktop.narrative.document import Document

UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?")
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class OutputReport:
    """What was written: where, how many items were compared after reading back, the code."""

    path: Path
    compared: int
    code: str
    pages: int = 0
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the one sentence people see after an export."""
        pages = f"，共{self.pages}页" if self.pages else ""
        return (
            f"导出核对 {self.compared}/{self.compared} 项一致{pages}，校验码 {self.code}："
            f"{self.path.name}"
        )


def file_name(case: Case, form: Form | Report, fmt: str) -> str:
    """Name an exported file from unit, form and year; safe on Windows."""
    words = {key: value or "未填" for key, value in case.words(form).items()}
    try:
        plain = form.file_name.format_map(words)
    except (KeyError, ValueError, IndexError):
        plain = f"{words.get('unit', '')}_{form.title}"
    return f"{safe_name(plain)}.{fmt}"


def safe_name(text: str) -> str:
    """Return a file name that every system takes, never empty, at most 80 characters."""
    plain = UNSAFE.sub("_", text).strip(" .")[:NAME_LENGTH].rstrip(" .")
    return f"_{plain}" if RESERVED.fullmatch(plain) or not plain else plain


def filled_grid(case: Case, form: Form, *, empty: bool = False) -> Grid:
    """Fill the office's blank from the case's first dossier."""
    from jixiao_desktop.grid.fill import fill

    return fill(form, case.dossier, case.settings(form), case.words(form), empty=empty)


def composed(case: Case, report: Report) -> Document:
    """Compose a report of all projects of the case."""
    from jixiao_desktop.narrative.compose import Subject, compose

    subject = Subject(
        case.dossier, case.dossiers, case.settings(report), case.catalog.dictionary
    )
    return compose(report, subject, case.words(report))


def export_form(case: Case, form_id: str, target: Path, edition: str = "") -> OutputReport:
    """Write one official file; its format is the target's ending.

    Findings never stop an export. Raises Problem with a sentence when the format is not one of
    the form's, when the file cannot be written, or when what was read back differs (then no file
    is left).
    """
    form = case.form(form_id, edition)
    fmt = checked_format(form, target)
    if isinstance(form, Form):
        return write_grid(filled_grid(case, form), form, target, fmt)
    return _write_report(case, form, target, fmt)


def blank_form(case: Case, form_id: str, target: Path, edition: str = "") -> OutputReport:
    """Write the empty official form, to print and fill by hand."""
    form = case.form(form_id, edition)
    fmt = checked_format(form, target)
    if isinstance(form, Form):
        return write_grid(filled_grid(case, form, empty=True), form, target, fmt)
    return _write_report(case, form, target, fmt)


def checked_format(form: Form | Report, target: Path) -> str:
    """Return the format a target's ending asks for; Problem names those there are."""
    fmt = target.suffix.lower().lstrip(".")
    if fmt not in form.formats:
        known = "、".join(f".{one}" for one in form.formats)
        raise Problem(f"{form.title}不能导出为“{target.suffix or '无后缀'}”，可以用：{known}。")
    return fmt


def write_grid(grid: Grid, form: Form, target: Path, fmt: str) -> OutputReport:
    """Write a filled grid as xlsx, docx or pdf and compare what was read back with it."""
    from jixiao_desktop.grid.code import check_code
    from jixiao_desktop.grid.compare import compare

    code = check_code(form, grid)
    if fmt == "pdf":
        return _write_pdf(grid_painter(grid, code), target, code, grid_items(grid))
    if fmt == "xlsx":
        from jixiao_desktop.export.xlsx import read_back_xlsx as read_back
        from jixiao_desktop.export.xlsx import write_xlsx as write

        data = write(grid, form.blank_file)
    else:
        from jixiao_desktop.export.docx_table import read_back_docx as read_back
        from jixiao_desktop.export.docx_table import write_docx_table as write_docx

        data = write_docx(grid)
    counted: list[int] = []

    def verify(path: Path) -> None:
        result = compare(grid, read_back(path))
        if result.differences:
            raise Problem(_differs(result.differences))
        counted.append(result.compared)

    put_file(target, data, verify)
    return OutputReport(target, counted[0], code, notes=tuple(grid.notes))


def _differs(differences: tuple[str, ...]) -> str:
    return f"写出的文件与填报内容有{len(differences)}处不一致，没有保存：{differences[0]}。请再导出一次。"


def grid_items(grid: Grid) -> int:
    """Count the shown cells of a grid: the items an export compares."""
    return sum(1 for cell in grid.cells.values() if cell.text or cell.number is not None)


def grid_painter(grid: Grid, code: str) -> object:
    """Return the painter that preview, print and PDF share for a table."""
    from jixiao_desktop.paper.sheet import SheetPainter

    del code  # the grid's own footer carries it
    return SheetPainter(grid)


def _write_report(case: Case, report: Report, target: Path, fmt: str) -> OutputReport:
    from jixiao_desktop.narrative.code import report_code

    document = composed(case, report)
    code = report_code(report, document)
    expected = document.paragraph_texts()
    if fmt == "pdf":
        from jixiao_desktop.paper.report import ReportPainter

        return _write_pdf(ReportPainter(document, code), target, code, len(expected))
    from jixiao_desktop.export.docx_report import read_back_report, write_docx_report

    def verify(path: Path) -> None:
        got = read_back_report(path)
        wrong = [i for i, text in enumerate(expected) if i >= len(got) or got[i] != text]
        if wrong or len(got) != len(expected):
            place = wrong[0] + 1 if wrong else len(expected) + 1
            raise Problem(_differs((f"第{place}段",)))

    put_file(target, write_docx_report(document, code), verify)
    return OutputReport(target, len(expected), code)


def _write_pdf(painter: object, target: Path, code: str, items: int) -> OutputReport:
    from jixiao_desktop.paper.pdf import pdf_bytes

    data, pages = pdf_bytes(painter)

    def verify(path: Path) -> None:
        if path.read_bytes() != data:
            raise Problem("写出的 PDF 与内容不一致，没有保存。请再导出一次。")

    put_file(target, data, verify)
    return OutputReport(target, items, code, pages)


def put_file(target: Path, data: bytes, verify: Callable[[Path], None]) -> None:
    """Write a file whole or not at all; a fault becomes a sentence with what to do."""
    from jixiao_desktop.session.problem import sentence_for
    from jixiao_desktop.store.files import write_whole

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data, verify)
    except OSError as error:
        raise Problem(sentence_for(error, target)) from error
