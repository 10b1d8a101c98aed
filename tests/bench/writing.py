"""附件2 with 40 indicators out of the program, against openpyxl alone and LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from figures import Figure, in_turns, median, p99, taken, tell, timed
from material import workspace

INDICATORS = 40
TIMES = 15
OFFICE_RUNS = 7
ROWS, REPORT_MS, REPORT_TIMES = 32, 150.0, 1.5
TIMES_OPENPYXL, PART_OF_OFFICE = 2.0, 20.0


def floor_of(blank: Path, result: Path, folder: Path) -> Callable[[], None]:
    """What openpyxl alone takes: load the blank, save the filled result, load it again."""
    import openpyxl

    filled = openpyxl.load_workbook(result)
    again = folder / "floor.xlsx"

    def work() -> None:
        openpyxl.load_workbook(blank)
        filled.save(again)
        openpyxl.load_workbook(again)

    return work


def office_pdf(file: Path, folder: Path) -> Callable[[], object] | None:
    """LibreOffice turning a file into PDF; None where there is no LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    order = [program, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}",
             "--convert-to", "pdf", "--outdir", str(folder), str(file)]  # fmt: skip
    return lambda: subprocess.run(order, check=True, capture_output=True, timeout=180)


def main(folder: Path) -> None:
    """Measure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from jixiao_desktop.session.output import export_form

    app = QGuiApplication.instance() or QGuiApplication([])
    space = workspace(folder, 1, INDICATORS)
    editing = space.edit(space.projects()[0].id)
    table, report = editing.forms[0], editing.forms[1]

    def written(form_id: str, name: str) -> Callable[[], object]:
        return lambda: export_form(editing.case, form_id, folder / name)

    first = timed(written(table.id, "table.xlsx"))
    floor = floor_of(table.blank_file, folder / "table.xlsx", folder)
    ours, bare = in_turns(written(table.id, "table.xlsx"), floor, TIMES)
    tell(Figure(
        f"附件2（{INDICATORS} 个指标）写成 Excel 并从磁盘读回核对", median(ours),
        floor=median(bare), floor_title="openpyxl 读空表、存结果、读结果", aim="≤ 2 倍",
        met=median(ours) <= TIMES_OPENPYXL * median(bare), note=f"程序里第一次 {first:.0f} 毫秒",
    ))  # fmt: skip
    for form_id, name, title in (
        (table.id, "table.docx", "附件2 写成 Word 表格并读回核对"),
        (report.id, "report.docx", "附件1 写成 Word 并读回核对"),
        (report.id, "report.pdf", "附件1 写成 PDF"),
    ):
        tell(Figure(title, median(taken(written(form_id, name), TIMES))))
    tell_pdf(written(table.id, "table.pdf"), folder)
    space.close()
    tell_report(folder)
    del app


def tell_report(folder: Path) -> None:
    """Say how long a report of six pages takes in Word, beside python-docx and its styles alone."""
    from jixiao_desktop.catalog.reports import Report
    from jixiao_desktop.export.docx_report import write_docx_report
    from jixiao_desktop.session.output import export_form, report_painter

    space = workspace(folder, 1, ROWS, year_end=True)
    editing = space.edit(space.projects()[0].id)
    report = next(form for form in editing.forms if isinstance(form, Report))
    made = editing.document(report)
    pages, bare = report_painter(made).pages(), folder / "styles.docx"
    bare.write_bytes(write_docx_report(replace(made, blocks=())))

    def written() -> None:
        export_form(editing.case, report.id, folder / "long.docx")

    def alone() -> None:
        import docx

        docx.Document(str(bare)).save(str(folder / "bare.docx"))

    ours, floor = in_turns(written, alone, TIMES)
    least = max(REPORT_MS, REPORT_TIMES * median(floor))
    tell(Figure(
        f"自评报告（{pages} 页、{ROWS} 个指标）写成 Word 并读回核对", median(ours), p99=p99(ours),
        floor=median(floor), floor_title="python-docx 读、存只有样式的文件",
        aim=f"≤ {REPORT_MS:.0f} 毫秒或 1.5 倍", met=median(ours) <= least,
    ))  # fmt: skip
    editing.use_charts(True)
    charts = len(editing.document(report).charts)
    tell(Figure(f"同一份报告加 {charts} 张图表", median(taken(written, TIMES))))
    space.close()


def tell_pdf(work: Callable[[], object], folder: Path) -> None:
    """Say how long the PDF takes beside LibreOffice."""
    note = f"程序里第一次 {timed(work):.0f} 毫秒"
    office = office_pdf(folder / "table.xlsx", folder / "office-out")
    if office is None:
        ours = median(taken(work, TIMES))
        tell(Figure("附件2 写成 PDF", ours, note=f"{note}；这里没有 LibreOffice，没有比较"))
        return
    mine, theirs = in_turns(work, office, OFFICE_RUNS)
    tell(Figure(
        "附件2 写成 PDF", median(mine), floor=median(theirs),
        floor_title="LibreOffice 转换同一个 Excel 文件", aim="≤ 1/20",
        met=median(mine) * PART_OF_OFFICE <= median(theirs), note=note,
    ))  # fmt: skip
