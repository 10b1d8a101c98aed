"""Figures in rewritten prose that no longer agree with their source – and those that do."""

from __future__ import annotations

import pytest

from jixiao_desktop.domain.changes import apply
from jixiao_desktop.narrative.bound import LooseFigure, loose_figures, loose_findings
from jixiao_desktop.narrative.compose import Subject, draft, section_text
from tests.narrative.subjects import (
    PARTY_SCHOOL,
    RIVER_CHIEFS,
    report,
    subject,
    with_texts,
    with_unit,
)

FUNDS = "monitoring.sections.fund_execution"
SPENT = "monitoring.budget.total.spent"


def loose(text: str, **changed: str) -> tuple[LooseFigure, ...]:
    texts = {FUNDS: text} | {path.replace("__", "."): value for path, value in changed.items()}
    return loose_figures(report(), with_texts(subject(), texts))


def test_the_draft_itself_taken_over_has_nothing_loose() -> None:
    assert loose(section_text(draft(report(), FUNDS, subject()))) == ()


def test_a_figure_left_behind_by_its_source_is_found_and_put_right() -> None:
    text = section_text(draft(report(), FUNDS, subject()))
    about = with_texts(subject(), {FUNDS: text, SPENT: "45"})
    found = loose_figures(report(), about)
    assert [(f.source, f.written, f.true) for f in found] == [
        (SPENT, "41.88万元", "45.00万元"),
        (SPENT, "41.88%", "45.00%"),
    ]
    first = found[0]
    assert text[first.start : first.end] == first.written
    mended = loose_figures(report(), with_texts(about, {FUNDS: first.text}))
    assert [f.written for f in mended] == ["41.88%"]
    both = loose_figures(report(), with_texts(about, {FUNDS: mended[0].text}))
    assert both == ()


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("今年已执行为40万元。", "41.88万元"),
        ("已执行418000元。", "418800元"),
        ("年初预算90.00万元", "100.00万元"),
        ("执行率40%。", "41.88%"),
    ],
)
def test_loose_in_other_words_around_it(text: str, true: str) -> None:
    assert [f.true for f in loose(text)] == [true]


@pytest.mark.parametrize(
    "text",
    [
        "已执行41.9万元，执行率41.9%。",
        "已执行418800元。",
        "7月当月支出5万元。",
        "上年已执行39.00万元。",
        "2023年已执行39.00万元。",
        "其中专题班已执行10.00万元。",
        "已执行30万元（上半年），已执行41.88万元（到7月）。",
        "已执行部分约占四成。",
        "执行率大于40%。",
        "",
    ],
)
def test_in_doubt_nothing_is_said(text: str) -> None:
    assert loose(text) == ()


def test_words_that_stand_for_several_projects_bind_nothing() -> None:
    base = subject(PARTY_SCHOOL, RIVER_CHIEFS)
    path = f"unit_report.{FUNDS}"
    assert loose_figures(report(), with_unit(base, {path: "已执行99.00万元。"})) == ()
    found = loose_figures(report(), with_unit(base, {path: "已执行合计99.00万元。"}))
    assert [(f.section, f.true) for f in found] == [(path, "62.97万元")]


def test_a_loose_figure_is_a_finding_that_one_key_mends() -> None:
    about = with_texts(subject(), {FUNDS: "到7月已执行40.00万元。"})
    (finding,) = loose_findings(report(), about)
    assert finding.path == FUNDS
    assert finding.also == (SPENT,)
    assert "40.00万元" in finding.message
    assert "41.88万元" in finding.message
    assert finding.mend is not None
    (change,) = finding.mend.changes
    mended = apply(about.projects[0], change)
    assert mended.text(FUNDS) == "到7月已执行41.88万元。"
    after = Subject(mended, (mended,), about.settings, about.dictionary)
    assert loose_findings(report(), after) == ()
