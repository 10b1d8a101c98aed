"""The printer set-up a form keeps: printer, paper, orientation, scale, margins; and printing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from jixiao_desktop.grid.sheet import PAPERS, Page
from jixiao_desktop.paper.drawing import Drawing
from jixiao_desktop.paper.pdf import PaintError

LEAST_SCALE, MOST_SCALE = 30, 200
LEAST_MARGIN, MOST_MARGIN = 0.0, 80.0
DUPLEX = {
    "": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """How one form is printed: margins in mm, scale in percent of one page wide.

    ``printer`` "" is the system's usual one; ``duplex`` is "", "long" or "short".
    """

    printer: str = ""
    paper: str = "A4"
    landscape: bool = True
    scale: int = 100
    left: float = 10.0
    right: float = 10.0
    top: float = 12.0
    bottom: float = 13.0
    copies: int = 1
    duplex: str = ""

    def as_settings(self) -> dict[str, object]:
        """Return the set-up as plain values, to be kept per form."""
        return asdict(self)

    def page(self, page: Page) -> Page:
        """Return a sheet's page with this paper and these margins."""
        return replace(
            page,
            paper=self.paper,
            landscape=self.landscape,
            left=self.left,
            right=self.right,
            top=self.top,
            bottom=self.bottom,
        )


def setup_of(kept: Mapping[str, object], page: Page) -> PrintSetup:
    """Return the set-up that was kept for a form; what is missing or strange is the form's own."""
    own = PrintSetup(
        paper=page.paper,
        landscape=page.landscape,
        left=page.left,
        right=page.right,
        top=page.top,
        bottom=page.bottom,
    )
    known = {f.name: kept[f.name] for f in fields(PrintSetup) if f.name in kept}
    fitting = {
        name: value for name, value in known.items() if _fits(name, value, getattr(own, name))
    }
    return replace(own, **fitting)  # type: ignore[arg-type]


def _fits(name: str, value: object, own: object) -> bool:
    """Tell whether a kept value is of the right kind and within what paper allows."""
    if isinstance(own, float):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and LEAST_MARGIN <= float(str(value)) <= MOST_MARGIN
    if type(value) is not type(own):
        return False
    if name == "scale":
        return isinstance(value, int) and LEAST_SCALE <= value <= MOST_SCALE
    if name == "copies":
        return isinstance(value, int) and 1 <= value <= 99
    allowed = {"paper": tuple(PAPERS), "duplex": tuple(DUPLEX)}.get(name)
    return allowed is None or value in allowed


def printers() -> tuple[str, ...]:
    """Return the names of the printers of this computer."""
    return tuple(QPrinterInfo.availablePrinterNames())


def printer_for(setup: PrintSetup) -> QPrinter:
    """Return a printer set up so; one that is no longer there gives way to the usual one."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if setup.printer in printers():
        printer.setPrinterName(setup.printer)
    sheet = QPageSize(_page_size(setup.paper))
    turned = QPageLayout.Orientation.Landscape if setup.landscape else _PORTRAIT
    printer.setPageLayout(QPageLayout(sheet, turned, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setCopyCount(setup.copies)
    printer.setDuplex(DUPLEX.get(setup.duplex, QPrinter.DuplexMode.DuplexNone))
    return printer


_PORTRAIT = QPageLayout.Orientation.Portrait


def setup_from(printer: QPrinter, before: PrintSetup) -> PrintSetup:
    """Return what a person chose in the system's print dialog, to be kept for next time."""
    layout = printer.pageLayout()
    names = {QPageSize(_page_size(name)).id(): name for name in PAPERS}
    duplex = {mode: name for name, mode in DUPLEX.items()}
    return replace(
        before,
        printer=printer.printerName(),
        paper=names.get(layout.pageSize().id(), before.paper),
        landscape=layout.orientation() == QPageLayout.Orientation.Landscape,
        copies=max(1, printer.copyCount()),
        duplex=duplex.get(printer.duplex(), before.duplex),
    )


def _page_size(paper: str) -> QPageSize.PageSizeId:
    known = {"A3": QPageSize.PageSizeId.A3, "B5": QPageSize.PageSizeId.JisB5}
    return known.get(paper, QPageSize.PageSizeId.A4)


def print_pages(drawing: Drawing, printer: QPrinter) -> int:
    """Print the pages that the printer's range asks for; returns how many.

    A page of another size than the paper is made to fit. Raises PaintError with a sentence.
    """
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or drawing.pages(), drawing.pages())
    painter = QPainter()
    if not painter.begin(printer):
        raise PaintError("打印没有开始，检查打印机是否已连接并开机，再试一次。")
    for page in range(first - 1, last):
        if page >= first:
            printer.newPage()
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        drawing.paint(painter, page, fitted(drawing.size(page), paper))
    painter.end()
    return max(0, last - first + 1)


def fitted(size: QSizeF, paper: QRectF) -> QRectF:
    """Return the largest rectangle of a page's shape in the middle of a paper."""
    share = min(paper.width() / size.width(), paper.height() / size.height())
    width, height = size.width() * share, size.height() * share
    left, top = (paper.width() - width) / 2, (paper.height() - height) / 2
    return QRectF(left, top, width, height)
