"""Texts of the year's end against the table: right figures in the words, mends that hold."""

from __future__ import annotations

import pytest

from jixiao_desktop.domain.changes import apply
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.rules import run
from jixiao_desktop.rules.examples import Example, row

OUTPUT = "self_evaluation.sections.fund_output"
DONE = "self_evaluation.actual"
ROAD = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "硬化道路长度",
                 "operator": "≥", "target": "3.2", "unit": "公里", DONE: "3.2"})  # fmt: skip


def said(texts: dict[str, str], *stages: str) -> dict[str, Finding]:
    one = Example("", texts, stages=stages or ("self_evaluation",))
    return {f.rule: f for f in run(one.dossier(), one.settings(), one.surroundings())}


def test_a_missing_department_is_a_hint_where_only_the_self_evaluation_is_written() -> None:
    texts = {"name": "道路硬化", "implementer": "和平镇人民政府"}
    assert said(texts)["required.unit"].severity is Severity.HINT
    both = said(texts, "self_evaluation", "monitoring")
    assert both["required.unit"].severity is Severity.MUST_FIX
    assert said({"name": "道路硬化", "department.name": "交通局"})["required.unit"].severity is (
        Severity.MUST_FIX
    )


def test_a_balance_beside_a_forecast_is_that_of_the_forecast() -> None:
    texts = {
        "budget.total.initial": "120",
        "monitoring.budget.total.spent": "76.5",
        "monitoring.budget.total.forecast": "118",
        "monitoring.sections.fund_execution": "预计全年支出118万元，结余12万元。",
    }
    assert "2.00万元" in said(texts, "monitoring")["report.money"].message
    now = texts | {"monitoring.sections.fund_execution": "支出76.5万元，目前结余12万元。"}
    assert "43.50万元" in said(now, "monitoring")["report.money"].message


def test_the_year_is_mended_by_one_key_and_only_there() -> None:
    texts = {OUTPUT: "截至2014年12月31日，依据2013年的批复支出25万元。"}
    finding = said(texts)["time.year_end_text"]
    assert finding.mend is not None
    one = Example("", texts, stages=("self_evaluation",))
    mended = one.dossier()
    for change in finding.mend.changes:
        mended = apply(mended, change)
    assert mended.text(OUTPUT) == "截至2024年12月31日，依据2013年的批复支出25万元。"


def test_a_length_is_told_with_both_figures() -> None:
    finding = said(ROAD | {OUTPUT: "全年硬化东风村、向阳村道路5.2公里。"})["evaluation.quantity"]
    assert "5.2公里" in finding.message
    assert "3.2公里" in finding.message
    assert finding.also == (f"indicators.a.{DONE}",)


def test_two_things_in_one_unit_are_not_taken_for_one_another() -> None:
    ditch = {key.replace(".a.", ".b."): text for key, text in ROAD.items()}
    ditch |= row("b", {"name": "清理水渠长度", "target": "8", DONE: "8"})
    texts = ROAD | ditch | {OUTPUT: "全年清理东风村、向阳村水渠5.2公里。"}
    assert "evaluation.quantity" not in said(texts)
    assert "evaluation.quantity" in said({k: v for k, v in texts.items() if ".a." not in k})


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("截至6月30日，举办演出10场。", "time.other_month", Severity.EXPLAIN),
        ("截至2024年6月30日，举办演出10场。", "time.text_date", Severity.EXPLAIN),
        ("截至6月30日举办演出8场，截至7月31日举办10场。", "time.other_month", Severity.HINT),
        ("截至6月30日举办演出8场，7月又举办2场。", "time.other_month", Severity.HINT),
        ("举办演出10场，较截至6月底的8场多2场。", "time.other_month", Severity.HINT),
    ],
)
def test_data_of_another_month_are_explained(text: str, rule: str, severity: Severity) -> None:
    assert said({"monitoring.goal_progress": text}, "monitoring")[rule].severity is severity
