"""The wizard's flow: which steps, in what order, how far, where the next problem is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.catalog.forms import Form, Place, RowPlace, Rows, Section
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.notices import FormUse, Notice
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.session.flow import Flow, StepState, steps_of, verdict_words

MUST, EXPLAIN, HINT = Severity.MUST_FIX, Severity.EXPLAIN, Severity.HINT


@dataclass
class InHand:
    """A dossier with the forms of a notice, as the flow asks for them."""

    dossier: Dossier
    notice: Notice
    forms: tuple[Form | Report, ...]


def in_hand(texts: dict[str, str] | None = None, notice_id: str = "national") -> InHand:
    catalog = load_catalog()
    notice = catalog.notice(notice_id, 2024)
    forms = tuple(catalog.form(use.id, year=2024) for use in notice.forms)
    rows = {"indicators": ("k1", "k2")} if texts and any("k1" in path for path in texts) else {}
    return InHand(of_texts(2024, texts or {}, rows), notice, forms)


def finding(path: str, severity: Severity = MUST, rule: str = "r") -> Finding:
    return Finding(rule, severity, path, "{where}：有误。", where="某处")


def section(name: str, *paths: str) -> Section:
    return Section(name, name, places=tuple(Place(path=path, cell="A1") for path in paths))


def form(name: str, *sections: Section) -> Form:
    return Form(
        name, "", 2019, name, name, "", "monitoring", "project", Path(), "", "", "", sections
    )


def test_the_steps_of_a_notice_begin_with_the_unit_and_end_with_output() -> None:
    steps = steps_of(in_hand())
    assert [s.id for s in steps[:3]] == ["unit", "project", "budget"]
    assert [s.kind for s in steps[-2:]] == ["review", "output"]
    assert [s.title for s in steps if s.kind == "chapter"][-1] == "其他需要说明的问题"
    assert len({s.id for s in steps}) == len(steps)


def test_a_group_is_named_as_the_notice_names_the_form() -> None:
    named = in_hand()
    uses = (FormUse("monitoring-table", "附件2"), FormUse("monitoring-report", "附件1"))
    named.notice = replace(named.notice, forms=uses)
    groups = [title for title, _ in Flow(named).groups()]
    assert groups[1] == "附件2 项目支出绩效目标执行监控表"
    assert groups[2].startswith("附件1 ")


def test_a_section_that_two_forms_share_is_one_step() -> None:
    shared = section("project", "name", "code")
    other = section("project", "name")
    hand = in_hand()
    hand.forms = (form("one", shared), form("two", shared), form("three", other))
    steps = [s.id for s in steps_of(hand) if s.kind == "section"]
    assert steps == ["project", "three/project"]


def test_next_and_back_are_each_others_inverse_and_reach_every_step() -> None:
    flow = Flow(in_hand())
    reached = [flow.steps[0]]
    while (ahead := flow.next(reached[-1].id)) is not None:
        assert flow.back(ahead.id) == reached[-1]
        reached.append(ahead)
    assert tuple(reached) == flow.steps
    assert flow.back(flow.steps[0].id) is None


@given(st.lists(st.sampled_from(["next", "back", "jump", "leave", "done"]), max_size=40), st.data())
def test_a_random_walk_never_leaves_the_steps(moves: list[str], data: st.DataObject) -> None:
    flow = Flow(in_hand())
    here = flow.steps[0]
    for move in moves:
        if move == "next":
            here = flow.next(here.id) or here
        elif move == "back":
            here = flow.back(here.id) or here
        elif move == "jump":
            path = data.draw(st.sampled_from([p for s in flow.steps for p in s.singles]))
            here = flow.step_of(path) or here
            assert path in here.singles
        elif move == "leave":
            flow.leave(here.id)
            assert flow.loud(here.id)
        else:
            flow.mark_done(here.id, data.draw(st.booleans()))
        assert here in flow.steps
        assert set(flow.statuses(())) == {step.id for step in flow.steps}


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("name", "project"),
        ("unit.contacts.phone", "unit"),
        ("budget.total.initial", "budget"),
        ("budget.carryover.initial", "budget"),
        ("budget.fiscal.initial", "budget"),
        ("monitoring.budget.total.spent", "budget"),
        ("indicators.k1.target", "indicators"),
        ("indicators.k1.operator", "indicators"),
        ("indicators", "indicators"),
        ("department.code", "project"),
        ("monitoring.sections.problems", "monitoring-report-3"),
    ],
)
def test_a_path_leads_to_the_step_that_asks_for_it(path: str, step: str) -> None:
    found = Flow(in_hand({"indicators.k1.name": "班次"})).step_of(path)
    assert found is not None
    assert found.id == step


def test_a_path_that_no_form_asks_for_leads_nowhere() -> None:
    assert Flow(in_hand()).step_of("evaluation.sections.nothing") is None


def test_an_untouched_step_stays_quiet_until_it_was_left() -> None:
    flow = Flow(in_hand())
    missing = [finding("goal")]
    assert flow.statuses(missing)["goal"].state is StepState.UNTOUCHED
    flow.leave("goal")
    assert flow.statuses(missing)["goal"].words == "1 处必改"


def test_states_follow_findings_and_what_is_filled() -> None:
    hand = in_hand({"name": "甲项目", "goal": "目标", "indicators.k1.name": "班次"})
    flow = Flow(hand)
    states = flow.statuses(
        [finding("indicators.k1.target"), finding("goal", EXPLAIN), finding("name", HINT)]
    )
    assert states["indicators"].state is StepState.MUST_FIX
    assert states["goal"].state is StepState.EXPLAIN
    assert states["project"].state is StepState.FINE
    assert states["budget"].state is StepState.UNTOUCHED
    hand.dossier = of_texts(2024, {"budget.total.initial": "10"})
    assert Flow(hand).statuses(())["budget"].state is StepState.FILLING


def test_an_explained_finding_no_longer_counts() -> None:
    flow = Flow(in_hand({"goal": "目标"}))
    said = replace(finding("goal", EXPLAIN), explained="先用上年结转资金，下半年支出。")
    assert flow.statuses([said])["goal"].state is StepState.FINE


def test_what_follows_from_another_finding_is_not_counted_twice() -> None:
    flow = Flow(in_hand({"goal": "目标"}))
    rest = replace(finding("goal", rule="second"), follows="goal")
    assert flow.statuses([finding("goal"), rest])["goal"].count == 1


def test_a_chapter_is_fine_when_the_person_says_so() -> None:
    flow = Flow(in_hand({"monitoring.sections.problems": "无。"}))
    chapter = flow.step_of("monitoring.sections.problems")
    assert chapter is not None
    assert flow.statuses(())[chapter.id].state is StepState.FILLING
    flow.mark_done(chapter.id, True)
    assert flow.statuses(())[chapter.id].state is StepState.FINE
    flow.mark_done(chapter.id, False)
    assert flow.statuses(())[chapter.id].state is StepState.FILLING


def test_problems_are_walked_in_reading_order_and_round() -> None:
    flow = Flow(in_hand({"indicators.k1.name": "甲", "indicators.k2.name": "乙"}))
    found = [
        finding("indicators.k2.target"),
        finding("monitoring.sections.problems", EXPLAIN),
        finding("indicators.k1.monitoring.actual"),
        finding("name"),
        finding("goal", HINT),
    ]
    order = []
    at = ("unit", "")
    for _ in range(5):
        problem = flow.problem(found, at)
        assert problem is not None
        order.append(problem.path)
        at = ("", problem.path)
    assert order == [
        "name", "indicators.k1.monitoring.actual", "indicators.k2.target",
        "monitoring.sections.problems", "name",
    ]  # fmt: skip
    back = flow.problem(found, ("", "indicators.k2.target"), -1)
    assert back is not None
    assert back.path == "indicators.k1.monitoring.actual"


def test_from_a_field_without_a_problem_the_next_one_behind_it_is_found() -> None:
    flow = Flow(in_hand())
    found = [finding("name"), finding("goal")]
    ahead = flow.problem(found, ("budget", "budget.total.initial"))
    behind = flow.problem(found, ("budget", "budget.total.initial"), -1)
    assert ahead is not None
    assert behind is not None
    assert (ahead.path, behind.path) == ("goal", "name")
    assert flow.problem([finding("goal", HINT)], ("unit", "")) is None


def test_checking_everything_makes_every_step_loud() -> None:
    flow = Flow(in_hand())
    assert not any(flow.loud(step.id) for step in flow.steps)
    flow.check_all()
    assert all(flow.loud(step.id) for step in flow.steps)


def test_the_verdict_is_one_line() -> None:
    assert verdict_words([finding("a"), finding("b", EXPLAIN)]) == "还差 1 处必改、1 处需说明"
    assert verdict_words([finding("a", HINT)]) == "可以上报"


def test_rows_of_a_form_own_their_list() -> None:
    rows = Rows("indicators", 1, 9, 1, (), (RowPlace("name", "A"), RowPlace("target", "B")))
    hand = in_hand({"indicators.k1.name": "甲"})
    hand.forms = (form("one", Section("table", "表", rows=rows, layout="rows")),)
    flow = Flow(hand)
    owner = flow.step_of("indicators.k1.name")
    assert owner is not None
    assert owner.id == "table"
    assert flow.touched(owner)
