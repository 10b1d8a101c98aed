"""Rows of a review summary and a department's own prose, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.cli.run import run
from jixiao_desktop.session.check_report import report_on
from jixiao_desktop.session.handed_in import Batch

DATA = Path(__file__).parents[1] / "data"
SUMMARY = DATA / "examples" / "review-summary.json"
SOUND = DATA / "reviews" / "sound"


def told(data: dict[str, Any], folder: Path, capsys: Any) -> tuple[int, list[dict[str, Any]]]:
    file = folder / "in.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    code = run(["check", str(file), "--json"])
    return code, json.loads(capsys.readouterr().out)["findings"]


def sound(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((SOUND / f"{name}.json").read_text(encoding="utf-8"))
    return made


@pytest.mark.parametrize("name", ["review-summary", "department"])
def test_a_sound_one_is_left_in_peace(name: str, tmp_path: Path, capsys: Any) -> None:
    assert told(sound(name), tmp_path, capsys) == (0, [])


def test_every_row_is_named_in_words_and_by_its_place(capsys: Any) -> None:
    assert run(["check", str(SUMMARY), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    copied = [f for f in findings if f["path"] == "reviews[3].review.progress"]
    assert next(f["severity"] for f in copied) == "must_fix"
    assert copied[0]["message"].startswith(
        "汇总表第4行“青少年事业发展经费”—项目执行情况写的是“智慧司法”"
    )
    assert all(f["path"].startswith("reviews[") for f in findings)


def test_a_summary_is_told_to_people_row_by_row(capsys: Any) -> None:
    assert run(["check", str(SUMMARY)]) == 1
    said = capsys.readouterr().out
    assert "汇总表第24行" in said
    assert said.splitlines()[-1].startswith("还差 ")


def test_what_reviewers_quote_is_no_fault(tmp_path: Path, capsys: Any) -> None:
    data = sound("review-summary")
    data["reviews"][0]["review"]["problems"] = (
        "满意度指标写“培训班次20人次”，目标写“通过**工作任务，达成**效益”，截至2014年7月31日未改。"
    )
    assert told(data, tmp_path, capsys) == (0, [])


def test_amounts_left_blank_or_dashed_are_no_zero(tmp_path: Path, capsys: Any) -> None:
    data = sound("review-summary")
    row = data["reviews"][0]["review"]
    row["allocated"] = {"central": "—", "local": ""}
    row["paid"] = {"local": "-", "county": None}
    code, findings = told(data, tmp_path, capsys)
    assert code == 0
    assert [f for f in findings if f["severity"] != "hint"] == []


@pytest.mark.parametrize(
    ("section", "right", "wrong", "rule"),
    [
        ("fund_execution", "支出101.50万元", "支出105.10万元", "report.money"),
        ("fund_execution", "执行率61.52%", "执行率71.52%", "report.rate"),
        ("organization", "共2个", "共3个", "department.projects"),
    ],
)
def test_a_department_is_held_against_the_sum_of_its_projects(
    section: str, right: str, wrong: str, rule: str, tmp_path: Path, capsys: Any
) -> None:
    data = sound("department")
    sections = data["unit_report"]["monitoring"]["sections"]
    assert right in sections[section]
    sections[section] = sections[section].replace(right, wrong)
    _, findings = told(data, tmp_path, capsys)
    at = [f["rule"] for f in findings if f["path"].endswith(f"sections.{section}")]
    assert rule in at
    assert len(at) == len(set(at))


def test_a_folder_tells_the_summary_beside_the_projects(tmp_path: Path, capsys: Any) -> None:
    for name in ("review-summary", "festival"):
        text = (SOUND / f"{name}.json").read_text(encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    out = tmp_path / "检查结果.xlsx"
    assert run(["check", str(tmp_path), "--to", str(out)]) in (0, 1)
    assert out.stat().st_size > 1000


def test_a_summary_handed_in_is_told_row_by_row() -> None:
    batch = Batch()
    assert batch.read(SUMMARY, load_catalog()) == len(
        json.loads(SUMMARY.read_text("utf-8"))["reviews"]
    )
    told_units = [unit for unit in batch.units(SUMMARY) if unit.projects]
    assert [unit.name for unit in told_units] == ["汇总表"]
    assert told_units[0].projects[22].name == "锡林郭勒盟水利局 河长制湖长制工作经费"
    assert not report_on(told_units).verdict.ready


def test_a_department_may_tell_the_rate_of_one_of_its_projects(tmp_path: Path, capsys: Any) -> None:
    data = sound("department")
    sections = data["unit_report"]["monitoring"]["sections"]
    sections["fund_execution"] += "山洪灾害防治设备运维支出29.70万元，执行率66%。"
    assert told(data, tmp_path, capsys) == (0, [])
