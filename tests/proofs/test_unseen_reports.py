"""Reports of dossiers that no outline was written for, against lines written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao_desktop.__main__ import main
from jixiao_desktop.export.docx_report import read_back_report, read_back_tables

REPORTS = Path(__file__).resolve().parents[1] / "data" / "reports"
NAMES = sorted(file.name.removesuffix(".expected.txt") for file in REPORTS.glob("*.expected.txt"))


def told(texts: list[str]) -> list[str]:
    """Drop empty lines and blanks at the end."""
    return [text.rstrip() for text in texts if text.strip()]


def test_there_are_dossiers_of_many_kinds() -> None:
    assert len(NAMES) >= 6


@pytest.mark.parametrize("name", NAMES)
def test_an_unseen_self_evaluation_says_what_a_person_would_write(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "自评报告.docx"
    words = ["export", str(REPORTS / f"{name}.json"), "--form", "self-evaluation-report"]
    assert main([*words, "--to", str(target)]) == 0
    wanted = (REPORTS / f"{name}.expected.txt").read_text("utf-8").splitlines()
    assert told(read_back_report(target)) == told(wanted)
    assert read_back_tables(target) == [], "the example's report holds lines alone"
    assert "导出核对" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "form", "lines"),
    [
        ("water-pipes", "monitoring-report", "water-pipes.monitoring.txt"),
        ("county-library", "unit-monitoring-report", "county-library.unit.txt"),
    ],
)
def test_an_unseen_monitoring_report_reads_as_a_person_would_write_it(
    name: str, form: str, lines: str, tmp_path: Path
) -> None:
    target = tmp_path / "监控报告.docx"
    words = ["export", str(REPORTS / f"{name}.json"), "--form", form]
    assert main([*words, "--to", str(target)]) == 0
    wanted = (REPORTS / lines).read_text("utf-8").splitlines()
    assert told(read_back_report(target)) == told(wanted)
