"""Money and scores of a unit's whole year, on the figures of a real township and their edges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import row_figures, unit_figures
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.settings import Settings

MONITORING = Settings(year=2021)
YEAR_END = Settings(year=2021, stage="self_evaluation")
B = "unit_report.budget."
Y = "unit_report.self_evaluation.budget."
TOWNSHIP = {
    f"{B}basic.total": "486.29", f"{B}basic.received": "328.65", f"{B}basic.spent": "312.17",
    f"{B}project.total": "0", f"{B}project.spent": "0",
}  # fmt: skip
amounts = st.decimals("0.01", "99999", places=2)


def whole(texts: dict[str, str]) -> Dossier:
    return of_texts(2021, texts)


def shown(name: str, texts: dict[str, str], of: str = "", settings: Settings = MONITORING) -> str:
    return compute(name, whole(texts), settings, of).shown


def test_the_township_comes_out_right() -> None:
    assert shown("unit_rate", TOWNSHIP, "basic") == "64.19%"
    assert shown("unit_received_rate", TOWNSHIP, "total") == "67.58%"
    assert shown("unit_rate", TOWNSHIP, "project") == "—"
    assert shown("unit_fund", TOWNSHIP, "total:spent") == "312.17"
    assert shown("unit_fund", {}, "total:spent") == ""


def test_parts_stand_for_a_blank_total() -> None:
    parts = {f"{B}basic.fiscal": "80", f"{B}basic.other": "20", f"{B}basic.fiscal_spent": "40",
             f"{B}basic.other_received": "5"}  # fmt: skip
    assert shown("unit_fund", parts, "basic:initial") == "100.00"
    assert shown("unit_rate", parts, "basic") == "40.00%"
    assert shown("unit_rate", parts, "basic:fiscal") == "50.00%"
    assert shown("unit_received_rate", parts, "basic:other") == "25.00%"
    assert shown("unit_rate", parts, "basic:other") == "—"


def test_a_text_that_is_no_amount_counts_nowhere() -> None:
    assert unit_figures.amount(whole({f"{B}basic.total": "若干"}), "basic", "initial") is None
    assert unit_figures.yearly_budget(whole({f"{B}basic.revised": "若干"}), "basic") is None


def test_the_yearly_budget_is_typed_else_the_initial_one() -> None:
    texts = {f"{B}basic.total": "100", f"{B}project.total": "50", f"{B}project.revised": "60"}
    assert shown("unit_yearly_budget", texts, "project") == "60.00"
    assert shown("unit_yearly_budget", texts, "total") == "160.00"
    assert shown("unit_yearly_budget", {f"{B}total.initial": "70"}, "total") == "70.00"


@given(amounts, amounts)
def test_the_whole_is_basic_and_project(basic: Decimal, project: Decimal) -> None:
    texts = {f"{Y}basic.spent": str(basic), f"{Y}project.spent": str(project)}
    assert unit_figures.amount(whole(texts), "total", "year_spent") == basic + project


@pytest.mark.parametrize(
    ("spent", "cap", "score"),
    [("90", "1", "9.00"), ("120", "1", "10.00"), ("120", "0", "12.00"), ("-5", "1", "—")],
)
def test_the_execution_score_is_capped_as_the_settings_say(
    spent: str, cap: str, score: str
) -> None:
    settings = Settings(year=2021, stage="self_evaluation", execution_cap=Decimal(cap))
    texts = {f"{B}basic.total": "100", f"{Y}basic.spent": spent}
    assert shown("unit_execution_score", texts, "", settings) == score


def test_the_total_adds_rate_and_indicators_and_is_open_while_one_is_missing() -> None:
    row = "unit_report.indicators.a."
    texts = {f"{B}basic.total": "100", f"{Y}basic.spent": "95", f"{row}name": "宣讲场次",
             f"{row}weight": "90", f"{row}self_evaluation.score": "88"}  # fmt: skip
    rows = {"unit_report.indicators": ("a",)}
    full = of_texts(2021, texts, rows)
    assert unit_figures.total_score(full, YEAR_END) == Decimal("97.50")
    alone = Settings(year=2021, stage="self_evaluation", execution_weight=Decimal(0))
    assert unit_figures.total_score(full, alone) == Decimal("88.00")
    open_one = of_texts(2021, texts | {f"{row}self_evaluation.score": ""}, rows)
    assert unit_figures.total_score(open_one, YEAR_END) is None
    assert unit_figures.total_score(whole({}), YEAR_END) is None


@pytest.mark.parametrize(
    ("operator", "target", "unit", "actual", "rate"),
    [
        ("", "464.7", "万元", "302.23", "65.04%"),
        ("≥", "30", "件", "15", "50.00%"),
        ("≥", "48", "次", "30次", "62.50%"),
        ("定性", "显著提高", "", "有所提高", "—"),
        ("≤", "12月31日", "", "12月20日", "—"),
        ("≥", "95", "%", "未到监控节点", "—"),
        ("=", "0", "次", "0", "—"),
        ("≥", "30", "件", "", "—"),
    ],
)
def test_completion_of_an_indicator(
    operator: str, target: str, unit: str, actual: str, rate: str
) -> None:
    row = "unit_report.indicators.a."
    texts = {f"{row}operator": operator, f"{row}target": target, f"{row}unit": unit,
             f"{row}monitoring.actual": actual}  # fmt: skip
    assert shown("completion_rate", texts, "unit_report.indicators.a") == rate


def test_completion_at_year_end_takes_the_years_value() -> None:
    row = "indicators.a."
    texts = {f"{row}target": "10", f"{row}monitoring.actual": "4",
             f"{row}self_evaluation.actual": "9"}  # fmt: skip
    made = row_figures.completion(whole(texts), YEAR_END, "indicators", "a")
    assert made == Decimal("0.9")


def test_columns_of_scores_add_up_and_wait_for_a_missing_one() -> None:
    kind = "evaluation.indicators"
    texts = {f"{kind}.a.weight": "60", f"{kind}.a.score": "55.5", f"{kind}.b.weight": "40"}
    rows = {kind: ("a", "b", "c")}
    open_one = of_texts(2021, texts, rows)
    full = of_texts(2021, texts | {f"{kind}.b.score": "40"}, rows)
    for dossier, weight, score, grade in (
        (open_one, "100", "—", "—"),
        (full, "100", "95.50", "优"),
        (whole({}), "", "—", "—"),
    ):
        got = [
            compute(name, dossier, MONITORING, kind).shown
            for name in ("column_weight", "column_score", "column_grade")
        ]
        assert got == [weight, score, grade]
