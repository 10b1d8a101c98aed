"""核对 and 导出与打印: the form as handed in, ways back, files that are read back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.gui.output_page import OutputPage
from jixiao_desktop.gui.review_page import ReviewPage
from jixiao_desktop.session.output import report_painter
from jixiao_desktop.session.workspace import Workspace
from tests.gui.windows import ALT, PARTY_SCHOOL, first_project, focused, press, settle, window_of


def test_each_block_leads_to_its_step(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "review")
        wizard = window.wizard
        assert wizard is not None
        page = wizard.page
        assert isinstance(page, ReviewPage)
        buttons = page.view.view.block_buttons()
        assert {"project", "budget", "goal", "indicators"} <= set(buttons)
        buttons["budget"].setFocus()
        press(Qt.Key.Key_Space)
        assert wizard.current.id == "budget"


def test_the_verdict_follows_the_findings(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "review")
        wizard = window.wizard
        assert wizard is not None
        page = wizard.page
        assert isinstance(page, ReviewPage)
        assert "必改" in page.verdict.text()
        page.show_findings((), True)
        assert "可以上报" in page.verdict.text()


def test_a_required_blank_is_marked_on_the_form(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "review")
        wizard = window.wizard
        assert wizard is not None
        page = wizard.page
        assert isinstance(page, ReviewPage)
        assert "goal" not in page.view.view._unfilled
        wizard.editing.step("清空", [set_text("goal", "")])
        settle()
        assert "goal" in page.view.view._unfilled


def test_the_report_is_shown_as_pages_too(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "review")
        wizard = window.wizard
        assert wizard is not None
        page = wizard.page
        assert isinstance(page, ReviewPage)
        page.view.show_form("monitoring-report")
        settle()
        assert page.view.view.pages >= 2
        assert any(name.startswith("monitoring-report-") for name in page.view.view.block_buttons())


def test_alt_x_exports_every_ticked_file_and_says_what_was_compared(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "output")
        wizard = window.wizard
        assert wizard is not None
        page = wizard.page
        assert isinstance(page, OutputPage)
        assert focused() is page.ui.export_all
        folder = tmp_path / "出去"
        page.ui.folder.setText(str(folder))
        ticked = [line for line in page.lines if line.tick.isChecked()]
        press(Qt.Key.Key_X, ALT)
        QTest.qWait(200)  # the button is seen going down before it clicks
        results = [line.result.text() for line in ticked]
        assert all("项一致" in text for text in results), results
        assert len(list(folder.iterdir())) == len(ticked)
        assert str(folder) in page.ui.result.text()
        assert "output" in wizard.flow.done


def test_a_folder_that_takes_no_files_is_met_with_a_sentence(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "output")
        wizard = window.wizard
        assert wizard is not None
        page = wizard.page
        assert isinstance(page, OutputPage)
        blocked = tmp_path / "文件"
        blocked.write_text("a file, not a folder")
        page.ui.folder.setText(str(blocked / "里面"))
        page.export()
        assert "没有写出" in page.ui.result.text()
        assert "output" not in wizard.flow.done


def test_the_print_check_counts_pages(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "output")
        assert window.wizard is not None
        page = window.wizard.page
        assert isinstance(page, OutputPage)
        said = [words for words, _tone in page._print_check()]
        assert said[0].startswith("✓ 监控表：共 1 页")
        assert any("字体" in words for words in said)


def test_charts_are_asked_for_by_key_and_remembered(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "output")
        settle()
        assert window.wizard is not None
        page = window.wizard.page
        assert isinstance(page, OutputPage)
        report = next(form for form in page.editing.forms if isinstance(form, Report))
        before = report_painter(page.editing.document(report)).pages()
        assert not page.editing.document(report).charts
        press(Qt.Key.Key_T, ALT)
        QTest.qWait(200)  # the box is seen going down before it is ticked
        assert page.charts.isChecked()
        assert window.wizard.page is page
        assert len(page.editing.document(report).charts) == 2
        pages = report_painter(page.editing.document(report)).pages()
        assert pages > before
        assert any(f"{report.short}：共 {pages} 页" in row.text() for row in page._checked)
        assert window.workspace.charts
    with Workspace.open(tmp_path / "数据.jixiao") as again:
        assert again.charts
        assert again.edit(again.projects()[0].id).case.charts
