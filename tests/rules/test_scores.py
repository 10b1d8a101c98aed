"""Scores, weights and figures of self-evaluations: sound ones pass, every fault is found once."""

from __future__ import annotations

import json
import logging
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import run
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case, to_json
from jixiao_desktop.session.exchange import dossiers_of, parse

TESTS = Path(__file__).parent.parent
EXAMPLES = TESTS / "data" / "examples"
RESOURCES = TESTS.parent / "resources"
SAMPLES = (
    RESOURCES / "forms" / "self-evaluation-table" / "2020" / "sample.json",
    RESOURCES / "reports" / "self-evaluation-report" / "2020" / "sample.json",
)
PLAIN = Settings(2023, stage="self_evaluation")
OUTPUT = "self_evaluation.sections.fund_output"


def data_of(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def case_of(data: dict[str, Any]) -> Case:
    catalog = load_catalog()
    made = parse(json.dumps(data), catalog.dictionary)
    notice = catalog.notice(data.get("notice", ""), data["year"])
    return Case(catalog, notice, data["year"], tuple(one.dossier for one in dossiers_of(made)))


def checked(data: dict[str, Any]) -> tuple[Finding, ...]:
    return check_case(case_of(data))[0]


@pytest.mark.parametrize("name", ["self-evaluation-training", "self-evaluation-equipment"])
def test_the_examples_are_told_what_reviewers_would_say(name: str) -> None:
    case = case_of(data_of(EXAMPLES / f"{name}.json"))
    found = to_json(case, check_case(case))["findings"]
    wanted = data_of(EXAMPLES / f"{name}.expected-check.json")["at_least"]
    missing = [
        one
        for one in wanted
        if not any(
            f["severity"] == one["severity"] and one["path"] in (f["path"], *f["also"])
            for f in found
        )
    ]
    assert missing == []
    said = [f["message"] for f in found]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda f: f.parent.parent.name)
def test_a_sound_self_evaluation_may_be_handed_in(file: Path) -> None:
    assert [f.message for f in checked(data_of(file)) if f.severity is not Severity.HINT] == []


FAULTS: dict[str, tuple[str, str, str, Severity]] = {
    "weights above the total": (
        "indicators.0.weight", "20", "score.weight_total", Severity.MUST_FIX),
    "weights below the total": (
        "indicators.0.weight", "10", "score.weight_total", Severity.MUST_FIX),
    "weight of nothing": ("indicators.0.weight", "0", "score.weight_missing", Severity.MUST_FIX),
    "points lost without a word": (
        "indicators.0.self_evaluation.score", "12", "score.reason_missing", Severity.MUST_FIX),
    "late with full marks": (
        "indicators.3.self_evaluation.actual", "2024年1月20日", "score.above_proposal",
        Severity.MUST_FIX),
    "full marks for a part": (
        "indicators.0.self_evaluation.actual", "部分达成", "score.band", Severity.MUST_FIX),
    "more spent than there was": (
        "self_evaluation.budget.total.spent", "40", "evaluation.over_budget", Severity.EXPLAIN),
    "spending misquoted": (
        OUTPUT, "全年实际支出38.5万元。", "evaluation.text_money", Severity.MUST_FIX),
    "rate misquoted": (OUTPUT, "预算执行率89%。", "evaluation.text_rate", Severity.MUST_FIX),
}  # fmt: skip


def with_fault(path: str, text: str) -> dict[str, Any]:
    data = deepcopy(data_of(SAMPLES[1]))
    place: Any = data["projects"][0]
    *steps, last = path.split(".")
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = text
    if not path.endswith("fund_output"):
        data["projects"][0]["self_evaluation"]["sections"]["deviation_and_remedy"] = ""
    return data


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_sound_one_is_found_once(name: str) -> None:
    path, text, rule, severity = FAULTS[name]
    found = [f for f in checked(with_fault(path, text)) if f.rule == rule]
    assert [f.severity for f in found] == [severity]
    assert found[0].where
    assert found[0].basis


def test_a_misquoted_figure_is_put_right_by_one_key() -> None:
    for path, text, right in (
        (OUTPUT, "全年实际支出385000元，结余。", "全年实际支出358000元，结余。"),
        (OUTPUT, "预算执行率89%。", "预算执行率99.44%。"),
    ):
        found = [f for f in checked(with_fault(path, text)) if f.rule.startswith("evaluation.text")]
        mend = found[0].mend
        assert mend is not None
        assert [change.text for change in mend.changes] == [right]  # type: ignore[union-attr]


def test_without_spending_no_rate_is_held_against_the_prose() -> None:
    data = with_fault(OUTPUT, "预算执行率89%，实际支出3万元。")
    data["projects"][0]["self_evaluation"]["budget"] = {}
    assert not [f for f in checked(data) if f.rule.startswith("evaluation.text")]


def sound() -> Dossier:
    dossier = case_of(data_of(SAMPLES[1])).dossier
    return replace(dossier, stages=frozenset({"self_evaluation"}))


def rules_of(dossier: Dossier, own: Settings) -> set[str]:
    return {f.rule for f in run(dossier, own) if f.rule.startswith("score.")}


def test_weights_are_those_of_the_notice() -> None:
    dossier = sound()
    assert rules_of(dossier, PLAIN) == set()
    apart = replace(PLAIN, execution_weight=Decimal(20))
    assert rules_of(dossier, apart) == {"score.weight_total"}
    whole = replace(PLAIN, execution_weight=Decimal(0), weight_total=Decimal(90))
    assert rules_of(dossier, whole) == set()
    own = replace(PLAIN, class_weights="产出=40、效益=40、满意度=10")
    assert rules_of(dossier, own) == {"score.class_weights"}


def test_the_formula_of_a_limit_is_the_notice_s() -> None:
    row = sound().row_ids()[4]
    dear = sound().with_entries(
        {
            f"indicators.{row}.self_evaluation.actual": Entry("40"),
            f"indicators.{row}.self_evaluation.score": Entry(""),
            "self_evaluation.sections.deviation_and_remedy": None,
        }
    )
    said = [
        f.message
        for own in (PLAIN, replace(PLAIN, reverse_formula="ratio"))
        for f in run(dear, own)
        if f.rule == "score.reason_missing"
    ]
    assert "（(1-(40-36)/36)×5=4.44）" in said[0]
    assert "（36/40×5=4.50）" in said[1]


def test_bands_are_the_notice_s() -> None:
    row = sound().row_ids()[0]
    partly = sound().with_entries(
        {
            f"indicators.{row}.self_evaluation.actual": Entry("部分达成"),
            f"indicators.{row}.self_evaluation.score": Entry("12.5"),
            f"indicators.{row}.self_evaluation.reason": Entry("雨季停工一个半月，顺延到次年完成。"),
        }
    )
    assert rules_of(partly, PLAIN) == {"score.band"}
    assert rules_of(partly, replace(PLAIN, met_from=Decimal("0.9"))) == set()


FIELDS = ("weight", "target", "operator", "unit", "self_evaluation.actual", "self_evaluation.score")
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["0", "5", "-3", "9.99", "部分达成", "12月31日", "≥20", "%", "{x}", "1e9"]),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(FIELDS), TEXTS), st.integers(0, 7), st.text(max_size=30))
def test_no_text_breaks_these_rules(changes: dict[str, str], number: int, prose: str) -> None:
    row = sound().row_ids()[number]
    texts = {f"indicators.{row}.{rest}": Entry(text) for rest, text in changes.items()}
    texts[OUTPUT] = Entry(f"实际支出{prose}万元，预算执行率{prose}%。")
    broken: list[logging.LogRecord] = []
    handler, log = logging.Handler(), logging.getLogger("jixiao_desktop.rules.engine")
    handler.emit = broken.append  # type: ignore[method-assign]
    log.addHandler(handler)
    try:
        found = run(sound().with_entries(texts), PLAIN)
    finally:
        log.removeHandler(handler)
    assert not broken
    assert all(finding.message.startswith("{where}") for finding in found)
