"""Explanations of what is found in a unit's own year: kept, handed out, and counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.cli.run import run
from jixiao_desktop.domain.changes import Explain
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.session.exchange import canonical, dossiers_of, parse, unit_dossier
from jixiao_desktop.session.workspace import Workspace

SOUND = Path(__file__).parents[1] / "data" / "reviews" / "sound"
REASON = "另有1个项目本年新设，从9月起纳入监控。"
NOTE = {"by": "李文秀", "at": "2024-08-05T09:30:00+08:00"}
DEPARTMENT = "unit_report.monitoring.sections.organization"


def sound(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((SOUND / f"{name}.json").read_text(encoding="utf-8"))
    return made


def miscounted() -> dict[str, Any]:
    """A department of two projects whose report speaks of three."""
    data = sound("department")
    sections = data["unit_report"]["monitoring"]["sections"]
    sections["organization"] = sections["organization"].replace("共2个", "共3个")
    return data


def checked(data: dict[str, Any], folder: Path, capsys: Any) -> dict[str, Any]:
    file = folder / "in.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    run(["check", str(file), "--json"])
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


def test_a_departments_finding_is_passed_by_an_explanation_of_the_file(
    tmp_path: Path, capsys: Any
) -> None:
    data = miscounted()
    before = checked(data, tmp_path, capsys)
    (finding,) = (f for f in before["findings"] if f["path"] == DEPARTMENT)
    assert before["verdict"]["explain"] == 1
    note = {"rule": finding["rule"], "path": finding["path"], "text": REASON, **NOTE}
    data["unit_report"]["explanations"] = [note]
    after = checked(data, tmp_path, capsys)
    assert after["verdict"] == {"must_fix": 0, "explain": 0, "hint": 0}
    assert [f["explained"] for f in after["findings"]] == [REASON]


def test_one_that_says_nothing_does_not_count(tmp_path: Path, capsys: Any) -> None:
    data = miscounted()
    note = {"rule": "department.projects", "path": DEPARTMENT, "text": "无", **NOTE}
    data["unit_report"]["explanations"] = [note]
    assert checked(data, tmp_path, capsys)["verdict"]["explain"] == 1


def test_one_written_beside_a_units_indicator_travels(tmp_path: Path) -> None:
    data = sound("unit-township")
    rows = data["unit_report"]["indicators"]
    rows[0]["monitoring"] = {**rows[0].get("monitoring", {}), "actual": "99999"}
    with Workspace.open(tmp_path / "一.jixiao", create=True) as workspace:
        unit = workspace.import_exchange(data).unit_id
        workspace.choose_notice(unit, "national-unit-monitoring")
        editing = workspace.edit_unit(unit)
        asked = next(
            one for one in editing.findings()
            if one.severity is Severity.EXPLAIN and one.path.startswith("unit_report.indicators.")
        )  # fmt: skip
        note = Explanation(asked.rule, asked.path, REASON, NOTE["by"], NOTE["at"])
        editing.step("写说明", [Explain(note)])
        out = workspace.export_exchange(unit)
    (kept,) = out["unit_report"]["explanations"]
    assert kept["path"].startswith("unit_report.indicators[0].")
    assert (kept["text"], kept["by"], kept["at"]) == (REASON, NOTE["by"], NOTE["at"])
    with Workspace.open(tmp_path / "二.jixiao", create=True) as other:
        there = other.import_exchange(out).unit_id
        assert canonical(other.export_exchange(there)) == canonical(out)
        again = other.edit_unit(there).findings()
        (same,) = (f for f in again if (f.rule, f.explained) == (asked.rule, REASON))
        assert not same.doubt
        assert same.by == NOTE["by"]
        assert other.import_exchange(out).unchanged == other.import_exchange(out).updated == []


def test_a_unit_and_its_projects_read_the_same_explanations() -> None:
    data = miscounted()
    note = {"rule": "department.projects", "path": DEPARTMENT, "text": REASON, **NOTE}
    data["unit_report"]["explanations"] = [note]
    data["projects"][0]["explanations"] = [{"rule": "goal.effect", "path": "goal", "text": REASON}]
    exchange = parse(data, load_catalog().dictionary)
    of_unit = Explanation("department.projects", DEPARTMENT, REASON, NOTE["by"], NOTE["at"])
    assert unit_dossier(exchange).explanations == (of_unit,)
    first, second = (one.dossier for one in dossiers_of(exchange))
    assert first.explanations == (of_unit, Explanation("goal.effect", "goal", REASON))
    assert second.explanations == (of_unit,)
