"""A new clerk, an empty workspace and a keyboard: from the notice to the printed page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from jixiao_desktop.gui.application import application, open_window
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.workspace import Workspace
from tests.proofs.walk import party_school
from tests.proofs.walk.clerk import Clerk
from tests.proofs.walk.reading import leaves, words_of

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "data" / "examples" / "monitoring-party-school.json"
TABLE = "中共锡林郭勒盟委员会党校_项目支出绩效目标执行监控表_干部教育培训项目_2024年1-7月"
REPORT = "中共锡林郭勒盟委员会党校2024年度绩效运行监控报告_干部教育培训项目"
NOT_ASKED = {
    "projects[0].budget.general_public.received": "附件2 and 附件1 ask for the total received only",
    "projects[0].budget.other.received": "附件2 and 附件1 ask for the total received only",
}
MENDED = {
    "projects[0].monitoring.budget_reason": party_school.SLOW,
    "projects[0].indicators[1].monitoring.remark": party_school.REMARK,
}
"""What the checks asked for and the example leaves blank."""
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class SummerOf2024(date):
    """The day on which the notice lies on the desk."""

    @classmethod
    def today(cls) -> date:
        return date(2024, 8, 17)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The open window on an empty workspace; gives the data file."""
    monkeypatch.setattr("jixiao_desktop.gui.dialogs.starting.date", SummerOf2024)
    app = application()
    theme().put_on(app, "medium")
    file = tmp_path / "数据.jixiao"
    window = open_window(file)
    window.show()
    window.activateWindow()
    yield file
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_a_new_clerk_gets_to_the_printed_page_by_keys_alone(desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    Clerk().run(lambda clerk: party_school.whole(clerk, folder))
    table = (HERE / "walk" / "expected-table.txt").read_text("utf-8")
    report = (HERE / "walk" / "expected-report.txt").read_text("utf-8")
    assert words_of(folder / "printed.pdf") == table
    assert words_of(folder / f"{TABLE}.pdf") == table
    assert words_of(folder / f"{REPORT}.pdf") == report
    assert {p.name for p in folder.iterdir()} == {
        "printed.pdf",
        *(f"{TABLE}.{end}" for end in ("xlsx", "docx", "pdf")),
        *(f"{REPORT}.{end}" for end in ("docx", "pdf")),
    }
    assert ticks(folder / f"{TABLE}.xlsx") == {"L12", "N12", "L13", "O13", "N15", "N16"}
    for window in QApplication.topLevelWidgets():
        window.close()
    same_as_example(desk)


def ticks(file: Path) -> set[str]:
    """The cells of the office's own table that carry a tick."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == "√"}


def same_as_example(file: Path) -> None:
    """What was typed is what the example says, but for what no form asks and what was mended."""
    workspace = Workspace.open(file)
    try:
        exported = workspace.export_exchange(workspace.units()[0].id)
    finally:
        workspace.close()
    typed = dict(leaves(exported))
    wanted = dict(leaves(json.loads(EXAMPLE.read_text("utf-8"))))
    missing = {path: text for path, text in wanted.items() if typed.get(path) != text}
    assert set(missing) == set(NOT_ASKED)
    added = {path: text for path, text in typed.items() if path not in wanted}
    explained = {text for path, text in added.items() if path.endswith("].text")}
    assert explained == {party_school.WITHOUT_EFFECT, party_school.WITHOUT_BENEFIT}
    assert MENDED.items() <= added.items()
    rest = {p for p in added if "explanations" not in p and p not in MENDED}
    assert {p.rpartition(".")[2] for p in rest} <= {"notice", "id", "written_by"}
