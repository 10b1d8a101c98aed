"""A clerk and a keyboard after the year: self-evaluation, the unit as a whole, an evaluation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.gui.application import application, open_window
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.workspace import Workspace
from tests.proofs.walk import assessment, training, whole_unit
from tests.proofs.walk.clerk import Clerk
from tests.proofs.walk.reading import leaves, words_of

TABLE = "市委办公室_项目支出绩效自评表_培训经费_2024年度"
REPORT = "市委办公室_项目绩效自评报告_培训经费_2024年度"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def walked(folder: Path, data: dict[str, Any], script: Callable[[Clerk], None]) -> Path:
    """Put a dossier into a new file, let a clerk work on it, and close the window."""
    theme().put_on(application(), "medium")
    file = folder / "数据.jixiao"
    with Workspace.open(file, create=True) as workspace:
        workspace.import_exchange(data)
    window = open_window(file)
    window.show()
    window.activateWindow()
    try:
        Clerk().run(script)
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    return file


def test_july_becomes_a_scored_and_printed_december(tmp_path: Path) -> None:
    out = tmp_path / "out"
    july = training.in_july()
    file = walked(tmp_path, july, lambda clerk: training.whole(clerk, out))
    table, report = words_of(out / f"{TABLE}.pdf"), words_of(out / f"{REPORT}.pdf")
    assert words_of(out / "printed.pdf") == table
    assert "总分 98.68" in table.replace("100 ", "")
    assert "86.76%" in table
    assert "98.68" in report
    assert {one.suffix for one in out.iterdir()} == {".pdf", ".xlsx", ".docx"}
    with Workspace.open(file) as workspace:
        dossier = workspace.edit(workspace.projects()[0].id).dossier
        kept = workspace.export_exchange(workspace.units()[0].id)["projects"][0]
    assert [row["self_evaluation"]["score"] for row in kept["indicators"]] == [
        f"{row['self_evaluation']['score']}.00"
        for row in training.example()["projects"][0]["indicators"]
    ]
    before = dict(leaves(july["projects"][0]))
    assert {path: dict(leaves(kept)).get(path) for path in before} == before, "July stays"
    waiting = [
        path for path, entry in dossier.entries.items()
        if entry.origin is Origin.CARRIED and "self_evaluation" in path
    ]  # fmt: skip
    assert waiting == []


def test_a_unit_without_projects_reports_on_the_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    file = walked(tmp_path, whole_unit.before(), lambda clerk: whole_unit.whole(clerk, out))
    table = next(out.glob("*监控表*.pdf"))
    assert "48.96%" in words_of(table)
    report = words_of(next(out.glob("*监控报告*.pdf"))).replace("\n", "")
    for said in ("扎西·多杰", "工资福利支出", "238.1", "防汛物资购置"):
        assert said in report, said
    with Workspace.open(file) as workspace:
        kept = workspace.export_exchange(workspace.units()[0].id)["unit_report"]
    wanted = dict(leaves(whole_unit.sample()["unit_report"]))
    typed = dict(leaves(kept))
    missing = {path: text for path, text in wanted.items() if typed.get(path) != text}
    assert set(missing) <= {
        "monitoring.as_of", *(f"indicators[{at}].weight" for at in range(9)),
    }, "the time point is the notice's, weights are no matter of July"  # fmt: skip


def test_a_finished_project_is_evaluated(tmp_path: Path) -> None:
    out = tmp_path / "out"
    file = walked(tmp_path, assessment.before(), lambda clerk: assessment.whole(clerk, out))
    report = words_of(next(out.glob("*评价报告*.pdf"))).replace("\n", "")
    wanted = assessment.sample()["projects"][0]["evaluation"]
    assert wanted["team"][0]["name"] in report
    with Workspace.open(file) as workspace:
        kept = workspace.export_exchange(workspace.units()[0].id)["projects"][0]["evaluation"]
    assert _plain(kept["team"]) == wanted["team"]
    assert [one["score"] for one in kept["indicators"]] == [
        one["score"] for one in wanted["indicators"]
    ]
    assert {name: kept["sections"].get(name) for name in wanted["sections"]} == wanted["sections"]


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: text for key, text in row.items() if key != "id" and text} for row in rows]
