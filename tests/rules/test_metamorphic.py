"""What does not matter does not matter: every rule's own examples, said in another way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import pytest

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.domain.numbers import read_number
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import TEXTS, Rule, Work, run_rules
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.surroundings import KNOWN

CASES = [
    pytest.param(one, example, id=f"{one.id}-{kind}-{n}")
    for one in RULES
    for kind, examples in (("failing", one.failing), ("passing", one.passing))
    for n, example in enumerate(examples)
]
ABOUT_UNITS_OF_MONEY = {"budget.yuan", "indicator.yuan", "text.money_units", "value.readable"}
"""Rules that ask in which unit an amount is written, or what was written where."""

ABOUT_NAMES = re.compile(
    r"^(?:copied|last_year|text|required|goal\.other_work|cited|secret|foreign|evaluation\.other_duty)"
)
ABOUT_ROWS = {"text.numbering", "progress_text.rows", "score.weight_total", "evaluation.points"}
PROSE = ("report.", "evaluation.text_", "amounts.", "text.items_sum", "text.total_behind")
_WAN = re.compile(r"(?<![0-9.,])([0-9]+(?:\.[0-9]+)?)万元(?!/)")


def said(one: Rule, example: Example, dossier: Dossier) -> Counter[tuple[str, str]]:
    """Count what the rule says of a dossier, up to the place."""
    findings = run_rules((one,), Work(dossier, example.settings(), example.surroundings()))
    return Counter((f.rule, f.severity.value) for f in findings)


def same(one: Rule, example: Example, changed: Callable[[Dossier], Dossier]) -> None:
    before = example.dossier()
    assert said(one, example, changed(before)) == said(one, example, before)


@pytest.mark.parametrize(("one", "example"), CASES)
def test_amounts_in_yuan_are_the_same_amounts(one: Rule, example: Example) -> None:
    def rewritten(dossier: Dossier) -> Dossier:
        cells = {p: read_number(e.text) for p, e in dossier.entries.items()
                 if p in KNOWN and KNOWN[p].kind == "money"}  # fmt: skip
        return dossier.with_entries(
            {p: Entry(f"{v.scaleb(4):f}元") for p, v in cells.items() if v is not None}
        )

    if one.id not in ABOUT_UNITS_OF_MONEY:
        same(one, example, rewritten)


@pytest.mark.parametrize(("one", "example"), [c for c in CASES if c.values[0].id.startswith(PROSE)])
def test_amounts_in_prose_may_be_in_yuan(one: Rule, example: Example) -> None:
    def rewritten(dossier: Dossier) -> Dossier:
        texts = {p: e.text for p, e in dossier.entries.items() if _plain_wan(e.text)}
        return dossier.with_entries({p: Entry(_WAN.sub(_yuan, t)) for p, t in texts.items()})

    same(one, example, rewritten)


def _plain_wan(text: str) -> bool:
    """Tell whether a text counts in 万元 alone: where it rounds from 元, more would change."""
    return "万元" in text and "×" not in text and not re.search("[0-9]元", text)


def _yuan(match: re.Match[str]) -> str:
    return f"{Decimal(match[1]).scaleb(4):f}元"


@pytest.mark.parametrize(("one", "example"), CASES)
def test_the_order_of_rows_does_not_matter(one: Rule, example: Example) -> None:
    def turned(dossier: Dossier) -> Dossier:
        for kind, ids in dossier.rows.items():
            dossier = dossier.with_rows(kind, reversed(ids))
        return dossier

    if one.id not in ABOUT_ROWS:
        same(one, example, turned)


@pytest.mark.parametrize(("one", "example"), CASES)
def test_an_empty_row_adds_nothing(one: Rule, example: Example) -> None:
    def longer(dossier: Dossier) -> Dossier:
        ids = dossier.row_ids("indicators")
        return dossier.with_rows("indicators", (*ids, "empty")) if ids else dossier

    same(one, example, longer)


@pytest.mark.parametrize(("one", "example"), CASES)
def test_another_name_of_unit_and_project_adds_nothing(one: Rule, example: Example) -> None:
    def renamed(dossier: Dossier) -> Dossier:
        names = [p for p in ("name", "implementer", "unit.name") if dossier.filled(p)]
        return dossier.with_entries({p: Entry("阿勒泰地区某某中心") for p in names})

    if not ABOUT_NAMES.search(one.id):
        same(one, example, renamed)


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.id)
def test_every_rule_has_more_than_its_own_word(one: Rule) -> None:
    told = {frozenset(e.texts.items()) for e in (*one.failing, *one.passing)}
    assert len(told) >= 2


TEXT_RULES = [one for one in RULES if one.each == TEXTS or "sections" in "".join(one.reads)]
PIECES = (
    "1",
    "（",
    "（1",
    "12万元，",
    "其中",
    "截至2024年",
    "一、",
    "……",
    "万",
    "《〔",
    "共计支出",
)


@pytest.mark.parametrize("one", TEXT_RULES, ids=lambda r: r.id)
@pytest.mark.parametrize("piece", PIECES)
def test_a_long_contrived_text_costs_no_more_than_its_length(one: Rule, piece: str) -> None:
    stages = ("monitoring", "self_evaluation", "evaluation")
    shapes = (
        "monitoring.sections.problems",
        "goal",
        "self_evaluation.sections.fund_output",
        "evaluation.sections.overall",
        "unit_report.monitoring.sections.deviation",
    )
    example = replace(one.failing[0], stages=stages)

    def cost(length: int) -> float:
        times = []
        for turn in range(3):
            text = f"{turn}{length}" + piece * (length // len(piece))
            dossier = example.dossier().with_entries({p: Entry(text) for p in shapes})
            work = Work(dossier, example.settings(), example.surroundings())
            start = perf_counter()
            run_rules((one,), work)
            times.append(perf_counter() - start)
        return min(times)

    assert cost(100_000) < 60 * max(cost(10_000), 2e-3)


def test_paths_of_the_shapes_are_texts_of_a_dossier() -> None:
    assert paths.pattern_of("unit_report.monitoring.sections.deviation")
