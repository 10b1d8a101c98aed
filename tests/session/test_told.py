"""A message reads well with its place before it, and below its place without it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import WHERE, Rule, Work, run_rules
from jixiao_desktop.session.guidance import rule_page
from jixiao_desktop.session.told import sentence_of

PLACE = "监控表—绩效指标第1行“培训班次”—年度指标值"
LEANING = tuple("里中内上下的等为是地得之所，。、；：？！)）”")
"""Signs that a sentence cannot begin with where its place stands in a line above."""


EXAMPLES = [(one, at) for one in RULES for at in range(len(one.failing))]
QUOTED = re.compile("“[^”]*”")


def raised(rule: Rule, at: int) -> Finding:
    """What a rule says of one of its failing examples."""
    example = rule.failing[at]
    work = Work(example.dossier(), example.settings(), example.surroundings())
    return next(one for one in run_rules((rule,), work) if one.path == example.path)


@pytest.mark.parametrize(("rule", "at"), EXAMPLES, ids=lambda one: getattr(one, "id", one))
def test_a_message_stands_with_and_without_its_place(rule: Rule, at: int) -> None:
    found = raised(rule, at)
    assert found.message.startswith(WHERE)
    placed = replace(found, where=PLACE, message=found.message.replace(WHERE, PLACE))
    alone = sentence_of(placed)
    assert alone == found.message.removeprefix(WHERE).lstrip("：")
    assert not alone.startswith(LEANING), alone


@pytest.mark.parametrize("rule_id", [one.id for one in RULES])
def test_the_joined_form_has_no_doubled_sign(rule_id: str) -> None:
    page = rule_page(rule_id)
    assert page is not None
    said = QUOTED.sub("…", page.says)
    assert not re.search("[：，。；][：，。；]", said), said
    assert said.endswith("。")
