"""A new clerk, an empty workspace and a keyboard: from the notice to the printed page."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Timer

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QLabel

from jixiao_desktop.gui.application import application, open_window
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.workspace import Workspace
from tests.proofs.walk import party_school, river_chiefs
from tests.proofs.walk.clerk import Clerk
from tests.proofs.walk.fitting import faults, screen_file
from tests.proofs.walk.reading import leaves, words_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLE = HERE.parent / "data" / "examples" / "monitoring-party-school.json"
TABLE = "中共锡林郭勒盟委员会党校_项目支出绩效目标执行监控表_干部教育培训项目_2024年1-7月"
REPORT = "中共锡林郭勒盟委员会党校2024年度绩效运行监控报告_干部教育培训项目"
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
    for left_open in QApplication.topLevelWidgets():  # another test's window would take the keys
        left_open.close()
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


@pytest.mark.parametrize("life", [random.Random(432 + n).uniform(0.4, 2.0) for n in range(4)])
def test_a_pulled_plug_costs_no_more_than_the_last_moment(tmp_path: Path, life: float) -> None:
    file = tmp_path / "数据.jixiao"
    sworn = killed_while_typing(file, life)
    workspace = Workspace.open(file)
    try:
        goal = workspace.edit(workspace.projects()[0].id).dossier.text("goal")
    finally:
        workspace.close()
    assert sworn
    assert goal.startswith("第0句；w1;w2;")
    assert sworn in goal, f"{sworn} was older than 300 ms, kept was …{goal[-40:]}"


def killed_while_typing(file: Path, life: float) -> str:
    """Let a clerk type in a process of its own, kill it, and return the last word sworn to."""
    words = [sys.executable, "-m", "tests.proofs.walk.killed", str(file)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT
    ) as typing:
        assert typing.stdout is not None
        first = [typing.stdout.readline(), typing.stdout.readline()]
        assert first[0] == b"ready\n"
        Timer(life, typing.kill).start()
        lines = [*first, *typing.stdout]
    whole = [line for line in lines if line.endswith(b"\n")]
    return whole[-1].decode("utf-8").strip()


@pytest.mark.parametrize(("scale", "sizes"), [("1", "small,medium,large,huge"), ("2", "huge")])
def test_no_words_are_cut_on_any_screen(tmp_path: Path, scale: str, sizes: str) -> None:
    times = int(scale)
    environment = {
        **os.environ,
        "QT_SCALE_FACTOR": scale,
        "QT_QPA_PLATFORM": screen_file(tmp_path, 1366 * times, 768 * times),
    }
    words = [sys.executable, "-m", "tests.proofs.walk.fitting", str(tmp_path), sizes]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    head, *cut = done.stdout.splitlines()
    screens, _, room = head.partition(" screens on ")
    assert room == "1366×768"
    assert int(screens) >= 30 * len(sizes.split(","))
    assert cut == []


def test_words_that_are_cut_are_found(desk: Path) -> None:
    top = application().activeWindow()
    assert list(faults(top)) == []
    label = next(one for one in top.findChildren(QLabel) if one.isVisible() and one.text())
    label.setWordWrap(False)
    label.setFixedWidth(label.sizeHint().width() // 2)
    QApplication.processEvents()
    assert any(label.text()[:10] in fault for fault in faults(top))


def test_a_block_from_excel_becomes_rows_by_one_key(desk: Path) -> None:
    Clerk().run(river_chiefs.paste)
    for window in QApplication.topLevelWidgets():
        window.close()
    workspace = Workspace.open(desk)
    try:
        exported = workspace.export_exchange(workspace.units()[0].id)
    finally:
        workspace.close()
    typed = exported["projects"][0]["indicators"]
    assert [river_chiefs.cells_of(row) for row in typed] == river_chiefs.rows()


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
    assert {path: text for path, text in wanted.items() if typed.get(path) != text} == {}
    added = {path: text for path, text in typed.items() if path not in wanted}
    explained = {text for path, text in added.items() if path.endswith("].text")}
    assert explained == {party_school.WITHOUT_EFFECT, party_school.WITHOUT_BENEFIT}
    assert MENDED.items() <= added.items()
    rest = {p for p in added if "explanations" not in p and p not in MENDED}
    assert {p.rpartition(".")[2] for p in rest} <= {"notice", "id", "written_by"}
