"""Word reports read back: which report it is, whose, and what each chapter says."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.cli.run import run
from jixiao_desktop.reading.report_text import read_report
from jixiao_desktop.reading.safety import ReadProblem

DATA = Path(__file__).resolve().parents[1] / "data" / "examples"
SCHOOL = DATA / "monitoring-party-school.json"
TRAINING = DATA / "self-evaluation-training.json"
CATALOG = load_catalog()


def exported(source: Path, form: str, folder: Path) -> Path:
    target = folder / f"{form}.docx"
    assert run(["export", str(source), "--form", form, "--to", str(target)]) == 0
    return target


def test_a_monitoring_report_gives_its_names_and_chapters(tmp_path: Path) -> None:
    found = read_report(exported(SCHOOL, "monitoring-report", tmp_path), CATALOG)
    assert (found.form_id, found.year) == ("monitoring-report", 2024)
    assert found.texts["unit.name"] == "中共锡林郭勒盟委员会党校"
    assert found.texts["name"] == "干部教育培训项目"
    assert "执行率41.88%" in found.texts["monitoring.sections.fund_execution"]
    problems = found.texts["monitoring.sections.problems"].split("\n")
    assert problems[0].startswith("预算执行方面")
    assert "monitoring.sections.corrective_actions" not in found.texts


def test_a_self_evaluation_report_is_told_from_the_others(tmp_path: Path) -> None:
    found = read_report(exported(TRAINING, "self-evaluation-report", tmp_path), CATALOG)
    assert found.form_id == "self-evaluation-report"
    assert found.texts["name"] == "培训经费"
    assert any(path.startswith("self_evaluation.sections.") for path in found.texts)
    assert all(CATALOG.dictionary.find(path) for path in found.texts)


def test_headings_typed_by_hand_are_known_by_their_words(tmp_path: Path) -> None:
    made = docx.Document()
    for text in (
        "某局2024年度绩效运行监控报告", "（河道清淤项目）", "一、绩效运行监控工作组织实施情况",
        "二、预算执行进度和绩效目标完成情况", "(一) 预算资金执行情况", "已执行20万元。",
        "（二）绩效目标完成情况:", "清淤3公里。", "三、存在问题", "资金到位晚。", "9月补齐。",
    ):  # fmt: skip
        made.add_paragraph(text)
    file = tmp_path / "报告.docx"
    made.save(str(file))
    found = read_report(file, CATALOG)
    assert found.texts == {
        "unit.name": "某局", "name": "河道清淤项目",
        "monitoring.sections.fund_execution": "已执行20万元。",
        "monitoring.sections.goal_completion": "清淤3公里。",
        "monitoring.sections.problems": "资金到位晚。\n9月补齐。",
    }  # fmt: skip


def test_another_document_is_refused_with_what_could_be_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("会议通知")
    file = tmp_path / "通知.docx"
    made.save(str(file))
    with pytest.raises(ReadProblem, match="项目绩效自评报告"):
        read_report(file, CATALOG)
    file.write_bytes(b"PK not a zip")
    with pytest.raises(ReadProblem):
        read_report(file, CATALOG)
