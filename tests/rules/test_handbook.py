"""The handbook in docs/ says what the rules say now, and says something of each."""

import runpy
from pathlib import Path

import pytest

from jixiao_desktop.catalog.advice import NO_ADVICE, advice_by_rule
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import Rule
from jixiao_desktop.session.guidance import rule_page

ROOT = Path(__file__).resolve().parents[2]
KEPT = (ROOT / "docs" / "规则手册.md").read_text(encoding="utf-8")


def test_the_handbook_is_the_rules_own_words() -> None:
    made = runpy.run_path(str(ROOT / "build" / "handbook.py"))["text"]()
    assert made == KEPT, "run: python3 build/handbook.py"
    assert "{" not in KEPT


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_every_rule_has_its_advice_in_the_handbook(one: Rule) -> None:
    advice = advice_by_rule().get(one.id, NO_ADVICE)
    page = rule_page(one.id)
    assert page is not None
    assert advice.why, "resources/advice says nothing of it"
    for words in (one.title, advice.why, advice.how, advice.unless, page.says, page.fix):
        assert words in KEPT


@pytest.mark.parametrize(
    "one", [one for one in RULES if one.severity is Severity.EXPLAIN], ids=lambda one: one.id
)
def test_what_may_be_explained_is_told_how(one: Rule) -> None:
    assert "“" in advice_by_rule()[one.id].unless


def test_no_advice_is_on_a_rule_that_is_gone() -> None:
    assert set(advice_by_rule()) <= {one.id for one in RULES}


def test_the_handbook_does_not_scold_and_names_every_place() -> None:
    assert not [word for word in ("非法", "无效", "该处") if word in KEPT]
