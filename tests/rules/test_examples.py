"""Every rule speaks in its failing examples and keeps silent in its passing ones."""

from __future__ import annotations

import logging

import pytest

from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import TEXTS, Rule, Work, run_rules
from jixiao_desktop.rules.examples import Example

FAILING = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.failing)]
PASSING = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.passing)]
SCOLDING = ("非法", "无效", "None", "错误代码", "{", "}")


def looked_at(rule: Rule, example: Example) -> tuple[Finding, ...]:
    return run_rules((rule,), Work(example.dossier(), example.settings(), example.surroundings()))


@pytest.fixture(autouse=True)
def _nothing_breaks(caplog: pytest.LogCaptureFixture):
    yield
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.parametrize(("rule", "example"), FAILING)
def test_failing_example_raises_the_rule(rule: Rule, example: Example) -> None:
    findings = looked_at(rule, example)
    assert example.path in {f.path for f in findings}, f"{rule.id}: {findings}"
    for finding in findings:
        said = finding.message.replace("{where}", "") + finding.fix
        assert finding.message.startswith("{where}")
        assert not [word for word in SCOLDING if word in said], said
        assert finding.message.endswith("。")
        assert finding.fix.endswith("。")
        assert finding.basis
        assert rule.id not in said


@pytest.mark.parametrize(("rule", "example"), PASSING)
def test_passing_example_keeps_the_rule_silent(rule: Rule, example: Example) -> None:
    assert looked_at(rule, example) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.title
    assert rule.reads
    assert rule.severity in Severity
    assert rule.check.__doc__
    assert all(e.words and e.path for e in rule.failing)
    assert all(e.words for e in rule.passing)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_row_rules_stay_in_their_row(rule: Rule) -> None:
    if rule.each and rule.each != TEXTS:
        for example in rule.failing:
            for finding in looked_at(rule, example):
                assert finding.path.startswith(f"{rule.each}.")
