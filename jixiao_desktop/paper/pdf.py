"""PDF from the same paint as preview and printer; text stays text in reading order."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from jixiao_desktop.paper.drawing import Drawing
from jixiao_desktop.paper.fonts import UNITS

CREATOR = "绩效填报"


class PaintError(Exception):
    """The pages could not be drawn; the text says what to do."""


def write_pdf(drawing: Drawing, title: str = "") -> bytes:
    """Return the pages of a drawing as a PDF; every page has the paper that the drawing names."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * UNITS)
    writer.setCreator(CREATOR)
    writer.setTitle(title)
    painter = QPainter()
    for page in range(drawing.pages()):
        size = drawing.size(page)
        writer.setPageLayout(page_layout(size))
        if page == 0:
            if not painter.begin(writer):
                raise PaintError("PDF 没有生成，请关闭其他程序后重试。")
        else:
            writer.newPage()
        whole = QRectF(0, 0, size.width() * UNITS, size.height() * UNITS)
        drawing.paint(painter, page, whole)
    painter.end()
    return bytes(buffer.data().data())


def page_layout(size: QSizeF) -> QPageLayout:
    """Return a page of this size in points without margins: the drawing brings its own."""
    landscape = size.width() > size.height()
    turned = size.transposed() if landscape else size
    sheet = QPageSize(turned, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    made = QPageLayout(sheet, turn, QMarginsF(0, 0, 0, 0))
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made
