"""Official files out of a case: written whole, read back, compared, reported in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.grid.sheet import Grid
    from jixiao_desktop.narrative.document import Document
    from jixiao_desktop.narrative.scope import Subject
    from jixiao_desktop.paper.drawing import Drawing

UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\ud800-\udfff]')
"""What Windows refuses in a name, marks that turn a name around, half characters."""
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
            f"导出核对 {self.compared}/{self.compared} 项一致{pages}"
            f"{f'，校验码 {self.code}' if self.code else ''}：{self.path.name}"
        )


def file_name(case: Case, form: Form | Report, fmt: str) -> str:
    """Name an exported file from unit, form and year; safe on Windows."""
    words = {key: value or "未填" for key, value in case.words(form).items()}
    try:
        plain = form.file_name.format_map(words)
    except (KeyError, ValueError, IndexError, AttributeError):
        plain = f"{words.get('unit', '')}_{form.title}"
    return f"{safe_name(plain)}.{fmt}"


def safe_name(text: str) -> str:
    """Return a file name that every system takes, never empty, at most 80 characters."""
    plain = UNSAFE.sub("_", text).strip(" .")[:NAME_LENGTH].rstrip(" .")
    return f"_{plain}" if RESERVED.fullmatch(plain) or not plain else plain


def filled_grid(case: Case, form: Form, *, empty: bool = False) -> Grid:
    """Fill the office's blank from the case's first dossier."""
    from jixiao_desktop.grid.fill import fill

    return fill(form, case.of(form), case.settings(form), case.words(form), empty=empty)


def composed(case: Case, report: Report) -> Document:
    """Compose a report of all projects of the case."""
    from jixiao_desktop.narrative.compose import compose

    return compose(report, subject_of(case, report), case.words(report))


def draft_text(case: Case, report: Report, path: str) -> str:
    """Return what a section says as long as nobody rewrote it, a paragraph to a line."""
    from jixiao_desktop.narrative.compose import draft, section_text

    return section_text(draft(report, path, subject_of(case, report)))


def subject_of(case: Case, report: Report) -> Subject:
    """Return what a report speaks of: the unit, its projects, settings and words."""
    from jixiao_desktop.narrative.scope import Subject

    return Subject(
        case.of(report),
        case.dossiers,
        case.settings(report),
        case.catalog.dictionary,
        case.words(report),
        charts=case.charts,
    )


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
    return write_report(composed(case, form), target, fmt)


def blank_form(case: Case, form_id: str, target: Path, edition: str = "") -> OutputReport:
    """Write the empty official form, to print and fill by hand."""
    form = case.form(form_id, edition)
    fmt = checked_format(form, target)
    if isinstance(form, Form):
        return write_grid(filled_grid(case, form, empty=True), form, target, fmt)
    from jixiao_desktop.narrative.compose import compose_blank

    document = compose_blank(form, subject_of(case, form), case.words(form))
    return write_report(document, target, fmt)


def checked_format(form: Form | Report, target: Path) -> str:
    """Return the format a target's ending asks for; Problem names those there are."""
    fmt = target.suffix.lower().lstrip(".")
    if fmt not in form.formats:
        known = "、".join(f".{one}" for one in form.formats)
        raise Problem(f"{form.title}不能导出为“{target.suffix or '无后缀'}”，可以用：{known}。")
    return fmt


def write_grid(grid: Grid, form: Form, target: Path, fmt: str) -> OutputReport:
    """Write a filled grid as xlsx, docx or pdf and compare what was read back with it."""
    from jixiao_desktop.domain.short_code import show_code

    if fmt == "pdf":
        items = sum(1 for _, cell in grid.walk() if cell.text)
        done = OutputReport(target, items, show_code(grid.code))
        return _write_pdf(table_painter(grid), target, done)
    from jixiao_desktop.grid.compare import compare

    data, read_back = _table_writer(grid, form, fmt)
    counted: list[int] = []

    def verify(path: Path) -> None:
        result = compare(grid, read_back(path))
        if result.differences:
            raise Problem(_differs(result.differences))
        counted.append(result.compared)

    put_file(target, data, verify)
    notes = (*grid.notes, *_caution(form))
    return OutputReport(target, counted[0], show_code(grid.code), notes=notes)


def _caution(form: Form) -> tuple[str, ...]:
    """Say that an edition was drawn without the original at hand."""
    if not form.note:
        return ()
    return (f"{form.title}{form.note}：没有原表可对照，交之前与本地发的表样核一遍。",)


def _table_writer(grid: Grid, form: Form, fmt: str) -> tuple[bytes, Callable[[Path], Grid]]:
    if fmt == "xlsx":
        from jixiao_desktop.export.xlsx import read_back_xlsx, write_xlsx

        return write_xlsx(grid, form.blank_file), read_back_xlsx
    from jixiao_desktop.export.docx_table import read_back_docx, write_docx_table

    return write_docx_table(grid), read_back_docx


def _differs(differences: Sequence[str]) -> str:
    many = f"写出的文件与填报内容有{len(differences)}处不一致，没有保存"
    return f"{many}：{differences[0]}。请再导出一次。"


def write_report(document: Document, target: Path, fmt: str) -> OutputReport:
    """Write a composed report as docx or pdf; a Word file is read back and compared."""
    done = OutputReport(target, document.items, document.shown_code)
    if fmt == "pdf":
        return _write_pdf(report_painter(document), target, done)
    from jixiao_desktop.export.docx_report import unlike, write_docx_report

    def verify(path: Path) -> None:
        wrong = unlike(document, path)
        if wrong:
            raise Problem(_differs(wrong))

    put_file(target, write_docx_report(document), verify)
    return done


def _write_pdf(painter: Drawing, target: Path, done: OutputReport) -> OutputReport:
    from jixiao_desktop.paper.pdf import write_pdf

    put_file(target, write_pdf(painter, target.stem), lambda path: None)
    return replace(done, pages=painter.pages())


def table_painter(grid: Grid) -> Drawing:
    """Return what draws a table: preview, print and PDF share it."""
    from jixiao_desktop.paper.ready import make_ready

    make_ready()
    from jixiao_desktop.paper.sheet import SheetPainter

    return SheetPainter(grid)


def report_painter(document: Document) -> Drawing:
    """Return what draws a report: preview, print and PDF share it."""
    from jixiao_desktop.paper.ready import make_ready

    make_ready()
    from jixiao_desktop.paper.report import ReportPainter

    return ReportPainter(document)


def put_file(target: Path, data: bytes, verify: Callable[[Path], None]) -> None:
    """Write a file whole or not at all; a fault becomes a sentence with what to do."""
    from jixiao_desktop.session.problem import sentence_for
    from jixiao_desktop.store.files import write_whole

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data, verify)
    except OSError as error:
        raise Problem(sentence_for(error, target)) from error
