"""One number everywhere: list, check report and command line count the same, each thing once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run
from jixiao_desktop.session.check import Verdict, verdict
from jixiao_desktop.session.full_check import check_subject, subjects_of
from jixiao_desktop.session.overview import Overview
from jixiao_desktop.session.whose import of_unit
from jixiao_desktop.session.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = [
    *(DATA / "examples" / f"{name}.json" for name in (
        "monitoring-party-school", "monitoring-river-chiefs", "self-evaluation-equipment",
        "self-evaluation-training")),
    *(DATA / "heldout" / f"faulty-{name}.json" for name in (
        "agritech", "broadcasting", "disabled-federation", "market-supervision", "subdistrict",
        "supply-coop", "machinery", "village-accounting", "media-platform")),
]  # fmt: skip


def told_by_the_command(file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    run(["check", str(file), "--json"])
    found = json.loads(capsys.readouterr().out)["verdict"]
    assert isinstance(found, dict)
    return found


def reported(workspace: Workspace, unit: str) -> Verdict:
    """What 全面检查 counts over a unit."""
    checked = [check_subject(workspace, one) for one in subjects_of(workspace, unit)]
    return verdict(f for one in checked for project in one.projects for f in project.findings)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_same_number_stands_everywhere(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as workspace:
        unit = workspace.import_exchange(json.loads(file.read_text("utf-8"))).unit_id
        overview = Overview(workspace)
        view = overview.view(unit)
        assert view is not None
        rows = [overview.standing(view, one.id, "project") for one in view.projects]
        rows.append(overview.standing(view, unit, "unit"))
        counted = reported(workspace, unit)
    said = told_by_the_command(file, capsys)
    assert said == {
        "must_fix": counted.must_fix, "explain": counted.explain, "hint": counted.hint,
    }  # fmt: skip
    assert sum(one.must_fix for one in rows) == counted.must_fix > 0
    assert sum(one.explain for one in rows) == counted.explain


def test_what_is_said_of_the_units_report_is_said_at_the_unit(tmp_path: Path) -> None:
    data = json.loads((DATA / "heldout" / "faulty-agritech.json").read_text("utf-8"))
    with Workspace.open(tmp_path / "a.jixiao", create=True) as workspace:
        unit = workspace.import_exchange(data).unit_id
        projects = [workspace.edit(one.id) for one in workspace.projects(unit)]
        assert len(projects) == 2
        for one in projects:
            assert one.findings()
            assert not [f for f in one.findings() if f.path.startswith("unit_report.")]
        said = [f.path for f in of_unit(workspace.edit_unit(unit))]
        assert said.count("unit_report.monitoring.sections.plan") == 1


def test_july_is_no_business_of_december(tmp_path: Path) -> None:
    data = json.loads((DATA / "heldout" / "faulty-animal-quarantine.json").read_text("utf-8"))
    with Workspace.open(tmp_path / "a.jixiao", create=True) as workspace:
        project = workspace.import_exchange(data).made[0]
        found = workspace.edit(project).findings()
        assert [f for f in found if "self_evaluation" in f.path]
        assert not [f for f in found if f.path.startswith("monitoring.")]
        assert workspace.edit(project).dossier.filled("monitoring.budget.total.spent")
