"""What goes to the printer: pages as set up, what the check before printing says, the painting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.paper.drawing import POINTS_PER_MM, Drawing
from jixiao_desktop.paper.fonts import missing_fonts
from jixiao_desktop.paper.pdf import page_layout
from jixiao_desktop.paper.report import ReportPainter
from jixiao_desktop.paper.sheet import SheetPainter
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.print_setup import PrintSetup

SHEETS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Paper in mm, upright; a report is enlarged onto it."""
Checks = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Job:
    """Pages to print and what the check says of them: sentence and tone."""

    drawing: Drawing
    checks: Checks


class OnPaper:
    """A drawing enlarged or reduced onto another paper."""

    def __init__(self, drawing: Drawing, paper: str) -> None:
        self._drawing = drawing
        width, height = SHEETS[paper]
        self._size = QSizeF(width * POINTS_PER_MM, height * POINTS_PER_MM)

    def pages(self) -> int:
        """Return how many pages there are."""
        return self._drawing.pages()

    def size(self, page: int) -> QSizeF:
        """Return the paper, turned as the page lies."""
        own = self._drawing.size(page)
        return self._size.transposed() if own.width() > own.height() else self._size

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Draw a page, filling the paper as far as its shape allows."""
        own = self._drawing.size(page)
        shape = own.scaled(target.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = target.left() + (target.width() - shape.width()) / 2
        top = target.top() + (target.height() - shape.height()) / 2
        self._drawing.paint(painter, page, QRectF(QPointF(left, top), shape))

    def hit(self, page: int, point: QPointF) -> str:
        """Return the path under a point of the paper."""
        share = self._drawing.size(page).width() / self.size(page).width()
        return self._drawing.hit(page, QPointF(point.x() * share, point.y() * share))


def job_of(editing: Editing, form: Form | Report, setup: PrintSetup) -> Job:
    """Lay a form out as set up and look it over; Problem where it cannot be drawn."""
    if isinstance(form, Report):
        document = editing.document(form)
        report: Drawing = ReportPainter(document)
        if setup.paper:
            report = OnPaper(report, setup.paper)
        return Job(report, (_pages(report.pages(), setup), _fonts(document.look.fonts())))
    grid = editing.grid(form)
    sheet = SheetPainter(grid, setup.page(grid.page), setup.scale / 100)
    checks = [_pages(sheet.pages(), setup), _rows(editing, form, {c.path for _, c in grid.walk()})]
    checks += [(note, "explain") for note in grid.notes]
    if not setup.fit_width:
        checks.append(("没有缩到一页宽，太宽的列可能印不全。", "explain"))
    checks.append(_fonts(cell.style.font for _, cell in grid.walk()))
    return Job(sheet, tuple(checks))


def job_of_pages(drawing: Drawing, fonts: Iterable[str]) -> Job:
    """Look pages over that are printed as they are drawn."""
    return Job(drawing, (_pages(drawing.pages(), PrintSetup()), _fonts(fonts)))


def _pages(count: int, setup: PrintSetup) -> tuple[str, str]:
    own = "" if setup.plain else "，按您的页面设置"
    return f"共 {count} 页{own}；", "fine"


def _rows(editing: Editing, form: Form, shown: Iterable[str]) -> tuple[str, str]:
    """Tell whether every row of the dossier stands on the pages."""
    shown = set(shown)
    gone = 0
    count = 0
    for rows in form.rows():
        for row in editing.dossier.row_ids(rows.each):
            count += 1
            prefix = f"{rows.each}.{row}."
            filled = any(True for _ in editing.dossier.under(prefix))
            if filled and not any(path.startswith(prefix) for path in shown):
                gone += 1
    if gone:
        return f"有 {gone} 行没有排进页面，回到表里看看它们的一级、二级指标；", "must-fix"
    return f"{count} 行全部在页面上；", "fine"


def _fonts(names: Iterable[str]) -> tuple[str, str]:
    gone = missing_fonts(names)
    if not gone:
        return "公文字体齐全。", "fine"
    listed = "、".join(name for name, _instead in gone)
    return f"这台电脑没有安装{listed}，用随程序带的相近字体代替，版式不变。", "explain"


def print_pages(drawing: Drawing, printer: QPrinter) -> bool:
    """Paint the chosen pages on a printer, paper edge to paper edge; False where it refuses."""
    first, last = printer.fromPage() or 1, printer.toPage() or drawing.pages()
    pages = range(first - 1, min(last, drawing.pages()))
    painter = QPainter()
    for page in pages:
        printer.setPageLayout(page_layout(drawing.size(page)))
        printer.setFullPage(True)
        if page == pages.start:
            if not painter.begin(printer):
                return False
        elif not printer.newPage():
            painter.end()
            return False
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        drawing.paint(painter, page, QRectF(QPointF(0, 0), paper.size()))
    return painter.end()
