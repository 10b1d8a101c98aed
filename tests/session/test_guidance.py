"""A rule's page: its advice, its examples and the place in words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import RULES
from jixiao_desktop.session.guidance import rule_page, setting_in_words

SETTINGS = Settings(2024)


@pytest.mark.parametrize("rule_id", [one.id for one in RULES])
def test_a_page_names_the_place_in_words(rule_id: str) -> None:
    page = rule_page(rule_id)
    assert page is not None
    assert page.failing
    assert page.passing
    assert page.why
    assert "该处" not in page.says
    assert "{" not in page.says + page.fix + page.why
    assert rule_id not in page.says


def test_a_page_says_which_form_row_and_column() -> None:
    page = rule_page("unit.mismatch")
    assert page is not None
    assert page.says.startswith("监控表—绩效指标第1行“成本控制率”—")


def test_an_id_that_no_rule_bears_has_no_page() -> None:
    assert rule_page("no.such.rule") is None


def test_the_notice_in_force_is_named_and_may_make_a_rule_a_hint() -> None:
    noticed = replace(
        SETTINGS, basis="源财〔2023〕432号", rules_hint=frozenset({"required.indicators"})
    )
    page = rule_page("required.indicators", noticed)
    assert page is not None
    assert page.severity == "提示"
    assert page.basis.startswith("源财〔2023〕432号；")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("red_below", "60%"), ("money_tolerance", "50元"), ("reason_length", "10字")],
)
def test_a_threshold_is_named_and_shown_in_words(name: str, shown: str) -> None:
    said = setting_in_words(name)
    assert said.endswith(f"：{shown}")
    assert name not in said


def test_a_threshold_of_the_notice_is_shown_as_it_is_in_force() -> None:
    said = setting_in_words("red_below", replace(SETTINGS, red_below=Decimal("0.455")))
    assert said.endswith("：45.5%")


def test_a_setting_of_few_words_is_told_in_words() -> None:
    assert setting_in_words("rate_denominator").endswith("：年初预算数")


def test_a_step_that_a_notice_leaves_out_is_told_so() -> None:
    assert setting_in_words("over_must_fix").endswith("：没有这一档")
    own = replace(SETTINGS, over_must_fix=Decimal("1.3"), execution_cap=Decimal(0))
    assert setting_in_words("over_must_fix", own).endswith("：130%")
    assert setting_in_words("execution_cap", own).endswith("：不封顶")
