"""Preview, set-up and print: the same pages everywhere, and a way out without a printer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.gui.dialogs.page_setup import PageSetup
from jixiao_desktop.gui.print_job import job_of, print_pages
from jixiao_desktop.gui.printing import PrintPreview, print_preview
from jixiao_desktop.paper.drawing import POINTS_PER_MM, Drawing
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.print_setup import PrintSetup, keep_setup, kept_setup
from jixiao_desktop.session.workspace import Workspace
from tests.gui.dialogs_open import answering, opened
from tests.gui.windows import ALT, PARTY_SCHOOL, press, workspace_with

CTRL = Qt.KeyboardModifier.ControlModifier


def in_hand(workspace: Workspace) -> Editing:
    return workspace.edit(workspace.projects()[0].id)


def picture(drawing: Drawing, page: int, width: int = 400) -> QImage:
    """A page as grey pixels."""
    size = drawing.size(page)
    height = round(width * size.height() / size.width())
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    drawing.paint(painter, page, QRectF(0, 0, width, height))
    painter.end()
    return image


def ink(image: QImage) -> int:
    """How many pixels are not white."""
    data = bytes(image.constBits())
    return sum(one < 200 for one in data)


def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))


def test_without_a_printer_it_says_what_to_do_and_offers_pdf(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_printer(monkeypatch)
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = opened(qtbot, PrintPreview(None, workspace, in_hand(workspace)))
        press(Qt.Key.Key_P, CTRL)
        assert "没有装打印机" in dialog.said.text()
        assert "存为 PDF" in dialog.said.text()
        assert dialog.pdf_button.hasFocus()
        assert dialog.isVisible()
        assert not dialog.printed


def test_the_pdf_holds_the_pages_shown(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        for form in editing.forms:
            dialog = opened(qtbot, PrintPreview(None, workspace, editing, form.id))
            target = tmp_path / f"{form.id}"
            dialog.save_pdf(target)
            data = target.with_suffix(".pdf").read_bytes()
            pages = data.count(b"/Type /Page\n") or data.count(b"/Type /Page ")
            assert dialog.job is not None
            assert pages == dialog.job.drawing.pages() == dialog.view.pages
            assert f"共 {pages} 页" in dialog.said.text()


def test_pages_are_gone_through_with_keys(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        report = next(form for form in editing.forms if not isinstance(form, Form))
        dialog = opened(qtbot, PrintPreview(None, workspace, editing, report.id))
        assert dialog.view.pages > 1
        assert dialog.page == 0
        press(Qt.Key.Key_PageDown, CTRL)
        assert dialog.page == 1
        assert f"第 2 页，共 {dialog.view.pages} 页" in dialog.page_words.text()
        press(Qt.Key.Key_PageUp, CTRL)
        assert dialog.page == 0
        press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_the_check_tells_pages_rows_and_fonts(tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        form = next(form for form in editing.forms if isinstance(form, Form))
        job = job_of(editing, form, PrintSetup())
        said = "".join(words for words, _ in job.checks)
        assert f"共 {job.drawing.pages()} 页" in said
        assert f"{len(editing.dossier.row_ids())} 行全部在页面上" in said
        assert "字体" in said
        wide = job_of(editing, form, PrintSetup(fit_width=False))
        assert any("没有缩到一页宽" in words for words, _ in wide.checks)


def test_paper_and_margins_change_the_page(tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        form = next(form for form in editing.forms if isinstance(form, Form))
        plain = job_of(editing, form, PrintSetup()).drawing
        large = job_of(editing, form, PrintSetup(paper="A3", landscape=False)).drawing
        width, height = 297 * POINTS_PER_MM, 420 * POINTS_PER_MM
        assert large.size(0).width() == pytest.approx(width)
        assert large.size(0).height() == pytest.approx(height)
        narrow = job_of(editing, form, PrintSetup(margins=(50, 50, 12, 13))).drawing
        left = [one for one in range(40) if column_ink(picture(narrow, 0), one)]
        assert not left, "the margin is white"
        assert ink(picture(plain, 0)) > 0


def column_ink(image: QImage, column: int) -> bool:
    return any(image.pixelColor(column, y).value() < 200 for y in range(image.height() * 9 // 10))


def test_a_report_is_enlarged_as_a_whole(tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        report = next(form for form in editing.forms if not isinstance(form, Form))
        plain = job_of(editing, report, PrintSetup()).drawing
        large = job_of(editing, report, PrintSetup(paper="A3")).drawing
        assert large.pages() == plain.pages()
        assert large.size(0) == QSizeF(297 * POINTS_PER_MM, 420 * POINTS_PER_MM)
        apart = abs(ink(picture(plain, 0)) - ink(picture(large, 0)))
        assert apart < 0.02 * ink(picture(plain, 0))


def test_set_up_is_chosen_by_keys_and_remembered_per_form(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        first, second = editing.forms[:2]
        dialog = opened(qtbot, PrintPreview(None, workspace, editing, first.id))

        def choose() -> None:
            press(Qt.Key.Key_Down)
            press(Qt.Key.Key_Down)
            press(Qt.Key.Key_Return)

        answering(choose)
        press(Qt.Key.Key_G, ALT)
        qtbot.waitUntil(lambda: kept_setup(workspace, first.id).paper == "A3", timeout=4000)
        assert kept_setup(workspace, first.id) == PrintSetup(paper="A3"), "the rest is the form's"
        assert kept_setup(workspace, second.id) == PrintSetup()
        assert dialog.job is not None
        assert dialog.job.drawing.size(0).width() == pytest.approx(420 * POINTS_PER_MM)


def test_the_forms_own_set_up_comes_back(qtbot: Any) -> None:
    own = (10.0, 10.0, 12.0, 13.0)
    dialog = opened(qtbot, PageSetup(None, PrintSetup(paper="A3", scale=80, printer="p"), own))
    press(Qt.Key.Key_Return)
    assert dialog.setup == PrintSetup(paper="A3", scale=80, printer="p")
    dialog = opened(qtbot, PageSetup(None, dialog.setup, own))
    press(Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.setup == PrintSetup(printer="p")


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"scale": "x"}', '{"margins": [1]}'])
def test_a_spoilt_setting_counts_as_none(tmp_path: Path, spoilt: str) -> None:
    with workspace_with(tmp_path) as workspace:
        workspace.set_setting("print.any", spoilt)
        assert kept_setup(workspace, "any") == PrintSetup()
        keep_setup(workspace, "any", PrintSetup("A3", True, (5.0, 6.0, 7.0, 8.0), False, 90, "x"))
        kept = PrintSetup("A3", True, (5.0, 6.0, 7.0, 8.0), False, 90, "x")
        assert kept_setup(workspace, "any") == kept
        workspace.set_setting("print.any", '{"scale": 1000, "margins": [0, 99, 5, 5]}')
        assert kept_setup(workspace, "any").scale == 150
        assert kept_setup(workspace, "any").margins == (5.0, 50.0, 5.0, 5.0)


def test_a_printer_gets_the_pages_asked_for(qtbot: Any, tmp_path: Path) -> None:
    del qtbot
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        report = next(form for form in editing.forms if not isinstance(form, Form))
        drawing = job_of(editing, report, PrintSetup()).drawing
        assert drawing.pages() > 2
        for first, last, count in ((0, 0, drawing.pages()), (2, 2, 1)):
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            target = tmp_path / f"out{first}.pdf"
            printer.setOutputFileName(str(target))
            printer.setFromTo(first, last)
            assert print_pages(drawing, printer)
            data = target.read_bytes()
            assert (data.count(b"/Type /Page\n") or data.count(b"/Type /Page ")) == count


def test_a_notice_without_forms_is_told(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = in_hand(workspace)
        monkeypatch.setattr(Editing, "forms", ())
        answering(lambda: press(Qt.Key.Key_Return))
        assert not print_preview(None, workspace, editing)
