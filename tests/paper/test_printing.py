"""Fonts that stand in for others, and the printer set-up that a form keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtPrintSupport import QPrinter

from jixiao_desktop.grid.sheet import Page
from jixiao_desktop.narrative.look import read_look
from jixiao_desktop.paper import fonts
from jixiao_desktop.paper.printing import (
    PrintSetup,
    fitted,
    print_pages,
    printer_for,
    setup_from,
    setup_of,
)
from jixiao_desktop.paper.sheet import SheetPainter
from tests.narrative.subjects import report
from tests.paper.pages import bare, table, text_of


def test_the_bundled_fonts_are_registered() -> None:
    assert {"Jixiao Sans", "Jixiao Serif", "Jixiao Kai"} <= set(fonts.register())


def test_every_official_name_has_a_stand_in_that_is_here() -> None:
    names = read_look(report().style).fonts()
    assert set(names) <= set(fonts.families())
    for name in names:
        family, _ = fonts.resolved(name)
        assert family in fonts._installed()


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = frozenset(fonts.register())
    monkeypatch.setattr(fonts, "_installed", lambda: bundled)
    fonts.resolved.cache_clear()
    assert fonts.missing_fonts(["仿宋_GB2312", "方正小标宋简体", "仿宋_GB2312", ""]) == (
        ("仿宋_GB2312", "Jixiao Serif"),
        ("方正小标宋简体", "Jixiao Serif"),
    )
    assert fonts.resolved("方正小标宋简体") == ("Jixiao Serif", True)
    monkeypatch.setattr(fonts, "_installed", lambda: bundled | {"FangSong", "黑体"})
    fonts.resolved.cache_clear()
    assert fonts.missing_fonts(["仿宋_GB2312", "黑体", "楷体_GB2312"]) == (
        ("楷体_GB2312", "Jixiao Kai"),
    )
    assert fonts.resolved("仿宋_GB2312") == ("FangSong", False)
    monkeypatch.undo()
    fonts.resolved.cache_clear()


def test_a_set_up_is_kept_whole() -> None:
    setup = PrintSetup("惠普", "A3", False, 90, 8, 8.5, 9, 10, 2, "long")
    kept = json.loads(json.dumps(setup.as_settings(), ensure_ascii=False))
    assert setup_of(kept, Page()) == setup


JUNK = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just([]))


@given(st.dictionaries(st.sampled_from([*PrintSetup().as_settings(), "unknown"]), JUNK))
def test_a_strange_set_up_falls_back_to_the_form(kept: dict[str, object]) -> None:
    setup = setup_of(kept, Page(paper="A3", landscape=False))
    assert setup.paper in ("A3", "A4", "B5")
    assert 30 <= setup.scale <= 200
    assert 0 <= setup.left <= 80
    assert 1 <= setup.copies <= 99
    assert setup_of(setup.as_settings(), Page()) == setup


def test_the_set_up_lays_over_the_page() -> None:
    page = PrintSetup(paper="A3", landscape=False, left=5).page(Page(header_rows=(1, 2)))
    assert (page.paper, page.landscape, page.left, page.header_rows) == ("A3", False, 5, (1, 2))


def test_printing_into_a_file_gives_the_same_pages(tmp_path: Path) -> None:
    painter = SheetPainter(table(60))
    printer = printer_for(PrintSetup(printer="没有这台", paper="A4", landscape=True))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    file = tmp_path / "print.pdf"
    printer.setOutputFileName(str(file))
    assert print_pages(painter, printer) == 3
    found = bare(text_of(file.read_bytes(), tmp_path))
    assert "指标60" in found
    assert found.count("表头1") == 3


def test_only_the_asked_pages_are_printed(tmp_path: Path) -> None:
    printer = printer_for(PrintSetup())
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    printer.setFromTo(2, 2)
    assert print_pages(SheetPainter(table(60)), printer) == 1
    found = bare(text_of((tmp_path / "print.pdf").read_bytes(), tmp_path))
    assert "第2页/共3页" in found
    assert "第1页/共3页" not in found


def test_what_was_chosen_in_the_dialog_is_kept() -> None:
    before = PrintSetup(paper="A3", landscape=False, scale=80)
    printer = printer_for(before)
    after = setup_from(printer, PrintSetup(scale=80))
    assert (after.paper, after.landscape, after.scale) == ("A3", False, 80)


@given(st.floats(100, 2000), st.floats(100, 2000), st.floats(100, 9000), st.floats(100, 9000))
def test_a_page_is_fitted_into_any_paper(
    width: float, height: float, across: float, down: float
) -> None:
    paper = QRectF(0, 0, across, down)
    rect = fitted(QSizeF(width, height), paper)
    assert rect.left() >= -1e-6
    assert rect.top() >= -1e-6
    assert rect.right() <= across + 1e-6
    assert rect.bottom() <= down + 1e-6
    assert abs(rect.width() / rect.height() - width / height) < 1e-6
