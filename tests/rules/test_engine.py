"""The mechanism: nothing stops a rule, rules stay apart, and a key press finds what a run would."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier, Entry, Explanation, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import RULES, run
from jixiao_desktop.rules.engine import (
    WITHIN,
    Found,
    Rule,
    RuleError,
    Work,
    assemble,
    authority,
    found,
    rule,
    run_rules,
)
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.help import help_for
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.surroundings import Surroundings

SETTINGS = Settings(2024, as_of=date(2024, 7, 31))
EXAMPLES = ((Example("坏", {}, "name"),), (Example("好", {"name": "好"}),))


def made(rule_id: str, check: object, **words: object) -> Rule:
    given_words = {
        "title": "名称", "severity": Severity.HINT, "reads": ("name",),
        "message": "{where}：看一看。", "fix": "改。", "basis": WITHIN,
        "failing": EXAMPLES[0], "passing": EXAMPLES[1], **words,
    }  # fmt: skip
    return rule(rule_id, **given_words)(check)  # type: ignore[arg-type]


def at_name(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Speak at the name."""
    yield found("name")
    yield found("goal", severity=Severity.MUST_FIX)


def breaking(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Say one thing and break."""
    yield found("name")
    raise ZeroDivisionError


def module(*rules: Rule) -> ModuleType:
    one = ModuleType("rules_of_a_test")
    for index, each in enumerate(rules):
        setattr(one, f"rule_{index}", each)
    return one


def test_a_rule_that_breaks_is_logged_and_harms_no_other(caplog: pytest.LogCaptureFixture) -> None:
    rules = (made("a.breaks", breaking), made("b.speaks", at_name))
    with caplog.at_level(logging.ERROR):
        findings = run_rules(rules, Work(of_texts(2024, {}), SETTINGS))
    assert [f.rule for f in findings] == ["b.speaks", "a.breaks", "b.speaks"]
    assert "a.breaks" in caplog.text


def test_one_id_for_two_rules_is_refused() -> None:
    twice = module(made("a.same", at_name), made("a.same", breaking))
    with pytest.raises(RuleError, match=r"a\.same"):
        assemble([twice])


@pytest.mark.parametrize("missing", ["failing", "passing"])
def test_a_rule_without_examples_is_refused(missing: str) -> None:
    with pytest.raises(RuleError, match="example"):
        assemble([module(made("a.bare", at_name, **{missing: ()}))])


def test_rules_are_taken_in_the_order_written_and_nothing_else() -> None:
    one = module(made("b.first", at_name), made("a.second", at_name))
    one.other = "not a rule"
    assert [r.id for r in assemble([one])] == ["b.first", "a.second"]


def test_gravest_first_then_by_place() -> None:
    findings = run_rules((made("a.rule", at_name),), Work(of_texts(2024, {}), SETTINGS))
    assert [(f.severity, f.path) for f in findings] == [
        (Severity.MUST_FIX, "goal"),
        (Severity.HINT, "name"),
    ]


def test_a_rule_of_another_stage_keeps_silent() -> None:
    one = made("a.staged", at_name, stage="monitoring")
    assert not run_rules((one,), Work(of_texts(2024, {}), SETTINGS))
    assert run_rules((one,), Work(of_texts(2024, {}, stages=["monitoring"]), SETTINGS))


def test_a_rule_that_the_notice_switches_off_keeps_silent() -> None:
    off = replace(SETTINGS, rules_off=frozenset({"a.rule"}))
    assert not run_rules((made("a.rule", at_name),), Work(of_texts(2024, {}), off))


def test_a_rule_may_ask_for_what_lies_around() -> None:
    def looks(dossier: Dossier, settings: Settings, surroundings: Surroundings) -> Iterator[Found]:
        """Speak when last year had a name."""
        if surroundings.last_year is not None:
            yield found("name")

    around = Surroundings(last_year=of_texts(2023, {"name": "旧"}))
    one = made("a.looks", looks)
    assert run_rules((one,), Work(of_texts(2024, {}), SETTINGS, around))
    assert not run_rules((one,), Work(of_texts(2024, {}), SETTINGS))


def test_a_written_explanation_lets_a_finding_pass() -> None:
    dossier = of_texts(2024, {"goal": "举办培训20次。", "name": "培训"}, stages=["monitoring"])
    before = next(f for f in run(dossier, SETTINGS) if f.rule == "goal.effect")
    kept = Explanation("goal.effect", "goal", "目标已批复，不能改动。", "李梅")
    after = next(
        f for f in run(replace(dossier, explanations=(kept,)), SETTINGS) if f.rule == "goal.effect"
    )
    assert not before.passes
    assert after.passes
    assert after.explained == "目标已批复，不能改动。"


def test_what_follows_from_an_unreadable_amount_is_folded_under_it() -> None:
    texts = {
        "budget.total.initial": "100",
        "budget.general_public.initial": "八十多",
        "monitoring.budget.total.spent": "120",
        "monitoring.budget.general_public.spent": "120",
    }
    findings = run(of_texts(2024, texts, stages=["monitoring"]), SETTINGS)
    unreadable = [f for f in findings if f.path == "budget.general_public.initial"]
    assert [f.rule for f in unreadable] == ["value.readable"]
    assert not [f for f in findings if f.rule == "budget.parts"]


def test_a_finding_beside_an_unreadable_value_names_it_as_its_cause() -> None:
    texts = {"name": "项目", "budget.total.initial": "约一百", "budget.other.initial": "5"}

    def beside(dossier: Dossier, settings: Settings) -> Iterator[Found]:
        """Speak of the total beside the unreadable cell."""
        yield found("budget.other.initial", also=("budget.total.initial",))

    readable = next(r for r in RULES if r.id == "value.readable")
    findings = run_rules(
        (made("a.beside", beside), readable), Work(of_texts(2024, texts), SETTINGS)
    )
    follows = {f.rule: f.follows for f in findings}
    assert follows == {"value.readable": "", "a.beside": "budget.total.initial"}


def test_what_is_said_of_a_row_that_is_no_indicator_is_folded_under_its_name() -> None:
    cells = {"name": "没有", "target": "没有", "weight": "5", "self_evaluation.score": "5"}
    texts = {f"indicators.a.{key}": text for key, text in cells.items()}
    rows = {"indicators": ("a",)}
    findings = run(of_texts(2024, texts, rows, stages=["self_evaluation"]), SETTINGS)
    of_row = [f for f in findings if f.path.startswith("indicators.a.")]
    (root,) = [f for f in of_row if not f.follows]
    assert root.path == "indicators.a.name"
    assert "indicators.a.self_evaluation.actual" in {f.path for f in of_row if f.follows}
    assert {f.follows for f in of_row} == {"", "indicators.a.name"}


@pytest.mark.parametrize(
    ("notice", "own", "named"),
    [
        (
            "源财〔2023〕432号",
            "财预〔2019〕136号 附件",
            "源财〔2023〕432号；财预〔2019〕136号 附件",
        ),
        ("财预〔2019〕136号", "财预〔2019〕136号 附件", "财预〔2019〕136号 附件"),
        ("财预〔2019〕136号 附件 三", "财预〔2019〕136号 附件", "财预〔2019〕136号 附件 三"),
        ("源财〔2023〕432号", WITHIN, WITHIN),
        ("", "财预〔2019〕136号 附件", "财预〔2019〕136号 附件"),
    ],
)
def test_the_notice_is_named_first(notice: str, own: str, named: str) -> None:
    one = made("a.rule", at_name, basis=own)
    assert authority(one, replace(SETTINGS, basis=notice)) == named


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.id)
def test_help_shows_both_examples_and_no_code(one: Rule) -> None:
    shown = help_for(one.id)
    examples = (*shown.failing, *shown.passing)
    said = "".join((shown.title, shown.what, shown.says, shown.fix, *examples))
    told = zip((*one.failing, *one.passing), examples, strict=True)
    assert all(words.startswith(example.words) for example, words in told)
    assert "{" not in said
    assert one.id not in said


def test_help_for_an_unknown_rule() -> None:
    with pytest.raises(KeyError):
        help_for("no.such.rule")


ROWS = ("k1", "k2", "k3")
KEYS = (
    "name", "level1", "level2", "operator", "target", "unit", "monitoring.actual",
    "monitoring.forecast", "monitoring.reason", "monitoring.causes", "monitoring.likelihood",
    "monitoring.remark",
)  # fmt: skip
SINGLES = (
    "name", "goal", "purpose", "monitoring.as_of", "monitoring.budget_reason",
    "monitoring.goal_progress", "budget.total.initial", "budget.general_public.initial",
    "budget.total.adjustment", "budget.total.received", "monitoring.budget.total.spent",
    "monitoring.budget.total.forecast", "monitoring.sections.problems", "unit.name",
)  # fmt: skip
PATHS = (*SINGLES, *(f"indicators.{row}.{key}" for row in ROWS for key in KEYS))
TEXTS = st.sampled_from(
    [
        "",
        "20",
        "12",
        "0",
        "100",
        "41.88",
        "约一百",
        "—",
        "无",
        "培训班次",
        "参与培训人次",
        "次",
        "%",
        "≥",
        "≤",
        "定性",
        "确定能",
        "有可能",
        "其他",
        "数量指标",
        "产出指标",
        "成本指标",
        "2024-07-31",
        "2023-07-31",
        "累计支出45万元，执行率64.3%。",
        "截至2014年7月31日按计划完成。",
        "截至2024年6月30日完成12次。",
        "购置设备200万元。",
        "指标1：",
    ]
)
STEPS = st.lists(st.tuples(st.sampled_from(PATHS), TEXTS), min_size=1, max_size=12)


@given(st.dictionaries(st.sampled_from(PATHS), TEXTS), STEPS)
def test_after_each_key_the_findings_are_those_of_a_whole_run(
    texts: dict[str, str], steps: list[tuple[str, str]]
) -> None:
    dossier = of_texts(2024, texts, {"indicators": ROWS}, ["monitoring"])
    findings: tuple[Finding, ...] = run(dossier, SETTINGS)
    for path, text in steps:
        dossier = dossier.with_entries({path: Entry(text)})
        findings = run(dossier, SETTINGS, changed=[path], previous=findings)
        assert findings == run(dossier, SETTINGS)


@given(st.dictionaries(st.sampled_from(PATHS), TEXTS), st.permutations(ROWS))
def test_after_rows_moved_the_findings_are_those_of_a_whole_run(
    texts: dict[str, str], order: list[str]
) -> None:
    dossier = of_texts(2024, texts, {"indicators": ROWS}, ["monitoring"])
    findings = run(dossier, SETTINGS)
    moved = dossier.with_rows("indicators", order[:2])
    gone = {p: None for p, _ in moved.under(paths.row_path("indicators", order[2], ""))}
    moved = moved.with_entries(gone)
    again = run(moved, SETTINGS, changed=["indicators", *gone], previous=findings)
    assert again == run(moved, SETTINGS)


def test_a_change_of_a_row_and_of_what_no_rule_reads_keeps_to_the_row() -> None:
    seen: list[str] = []

    def looks(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
        """Speak of every row."""
        seen.append(one.row)
        yield found(one.path("name"))

    rules = (made("a.rows", looks, each="unit_report.indicators", reads=("unit_report",)),)
    dossier = of_texts(2024, {}, {"unit_report.indicators": ("x", "y")})
    before = run_rules(rules, Work(dossier, SETTINGS))
    assert seen == ["x", "y"]
    seen.clear()
    changed = frozenset({"unit_report.indicators.y.name", "goal"})
    after = run_rules(rules, Work(dossier, SETTINGS, changed=changed, previous={"a.rows": before}))
    assert seen == ["y"]
    assert [f.path for f in after] == [f.path for f in before]


def test_a_wide_change_runs_a_row_rule_on_every_row() -> None:
    dossier = of_texts(2024, {"indicators.k1.name": "没有"}, {"indicators": ("k1", "k2")})
    before = run(dossier, SETTINGS)
    wider = replace(SETTINGS, as_of=date(2024, 10, 31))
    after = run(dossier, wider, changed=["monitoring.as_of", "indicators"], previous=before)
    assert after == run(dossier, wider)


ALONE = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES if r.alone
         for n, e in enumerate(r.failing)]  # fmt: skip


@pytest.mark.parametrize(("one", "example"), ALONE)
def test_a_rule_that_judges_texts_alone_finds_after_a_key_what_it_finds_in_all(
    one: Rule, example: Example
) -> None:
    dossier, settings, around = example.dossier(), example.settings(), example.surroundings()
    whole = run_rules((one,), Work(dossier, settings, around))
    blank = dossier.with_entries({example.path: None})
    before = run_rules((one,), Work(blank, settings, around))
    step = frozenset({example.path})
    typed = Work(dossier, settings, around, step, {one.id: before})
    assert run_rules((one,), typed) == whole
    cleared = Work(blank, settings, around, step, {one.id: whole})
    assert run_rules((one,), cleared) == before
    assert example.path not in {f.path for f in before}
