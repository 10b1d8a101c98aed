"""What is said of a unit's report is said once, however many projects the file holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jixiao_desktop.cli.run import run

HELD_OUT = Path(__file__).parent.parent / "data" / "heldout"
FUNDS = "unit_report.monitoring.sections.fund_execution"


def told(data: dict[str, Any], tmp_path: Path, capsys: Any) -> list[tuple[str, str]]:
    file = tmp_path / "unit.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    run(["check", str(file), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [(one["rule"], one["path"]) for one in found if one["path"].startswith("unit_report.")]


def unit(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((HELD_OUT / f"{name}.json").read_text(encoding="utf-8"))
    return data


def test_a_wrong_rate_of_the_unit_is_told_once(tmp_path: Path, capsys: Any) -> None:
    data = unit("sound-women-federation")
    sections = data["unit_report"]["monitoring"]["sections"]
    sections["fund_execution"] = sections["fund_execution"].replace("54.46%", "64.46%")
    assert told(data, tmp_path, capsys).count(("unit.text_rate", FUNDS)) == 1


def test_a_unit_is_held_against_its_projects(tmp_path: Path, capsys: Any) -> None:
    data = unit("sound-women-federation")
    data["unit_report"]["budget"]["project"]["received"] = "22.00"
    sums = [path for rule, path in told(data, tmp_path, capsys) if rule == "whole.project_sum"]
    assert sums == ["unit_report.budget.project.received"]


def test_the_rate_of_one_project_is_that_project_s(tmp_path: Path, capsys: Any) -> None:
    data = unit("sound-women-federation")
    sections = data["unit_report"]["monitoring"]["sections"]
    sections["fund_execution"] = sections["fund_execution"].replace("（40.00%）", "（46.00%）")
    assert ("whole.project_rate", FUNDS) in told(data, tmp_path, capsys)
