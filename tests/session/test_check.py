"""Checks as the window and the command line give them: places in words, verdict, JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import Dossier, Entry, Explanation, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import (
    Since,
    check_case,
    check_dossier,
    in_work,
    to_json,
    verdict,
)
from jixiao_desktop.session.exchange import dossiers_of, parse

DATA = Path(__file__).resolve().parents[1] / "data"
CATALOG = load_catalog()
EXAMPLES = (
    "monitoring-party-school",
    "monitoring-river-chiefs",
    "self-evaluation-equipment",
    "self-evaluation-training",
)


def case_of(file: Path, notice: str = "") -> Case:
    exchange = parse(file.read_bytes(), CATALOG.dictionary)
    dossiers = tuple(subject.dossier for subject in dossiers_of(exchange))
    asked = CATALOG.notice(notice or exchange.notice, exchange.year)
    return Case(CATALOG, asked, exchange.year, dossiers)


def example(name: str) -> Case:
    return case_of(DATA / "examples" / f"{name}.json")


def checked(case: Case) -> dict[str, Any]:
    return to_json(case, check_case(case))


def changed(case: Case, texts: dict[str, str]) -> Case:
    entries = {path: Entry(text) for path, text in texts.items()}
    return case.only(case.dossier.with_entries(entries))


def row(case: Case, position: int, rest: str) -> str:
    return f"indicators.{case.dossier.row_ids()[position]}.{rest}"


def expectations() -> list[Any]:
    asked = []
    for name in EXAMPLES:
        file = DATA / "examples" / f"{name}.expected-check.json"
        for one in json.loads(file.read_text("utf-8"))["at_least"]:
            asked.append(pytest.param(name, one, id=f"{name}-{one['path']}"))
    return asked


@pytest.mark.parametrize(("name", "asked"), expectations())
def test_what_a_reviewer_would_say_is_said(name: str, asked: dict[str, str]) -> None:
    findings = checked(example(name))["findings"]
    there = [f for f in findings if asked["path"] in (f["path"], *f["also"])]
    assert asked["severity"] in [f["severity"] for f in there], asked["kind"]


@pytest.mark.parametrize("file", sorted((DATA / "sound").glob("*.json")), ids=lambda f: f.stem)
@pytest.mark.parametrize("notice", ["", "sample"])
def test_a_sound_file_is_ready(file: Path, notice: str) -> None:
    result = checked(case_of(file, notice))
    open_ones = [f["message"] for f in result["findings"] if f["severity"] != "hint"]
    assert open_ones == []
    assert result["verdict"]["must_fix"] == result["verdict"]["explain"] == 0


@pytest.mark.parametrize("form", CATALOG.forms(), ids=lambda f: f"{f.id}-{f.year}")
def test_the_sample_of_a_form_has_nothing_to_mend(form: Any) -> None:
    case = case_of(form.folder / "sample.json")
    assert [f.message for per in check_case(case) for f in per if not f.passes] == []


def test_the_json_has_the_shape_others_rely_on() -> None:
    result = checked(example("monitoring-party-school"))
    assert set(result) == {"verdict", "findings"}
    keys = {"rule", "severity", "project", "path", "also", "message", "fix", "basis"}
    for finding in result["findings"]:
        assert set(finding) == keys
        assert finding["project"] == "干部教育培训项目"
        assert finding["path"].startswith("projects[0].")
    counts = [f["severity"] for f in result["findings"]]
    assert result["verdict"] == {s.value: counts.count(s.value) for s in Severity}
    assert json.loads(json.dumps(result)) == result


def test_positions_are_those_of_the_file_that_was_read() -> None:
    case = example("monitoring-party-school")
    result = to_json(case, check_case(case), (4,))
    assert {f["path"].split(".")[0] for f in result["findings"]} == {"projects[4]"}


def test_no_message_holds_a_rule_id_an_address_or_a_hole() -> None:
    for name in EXAMPLES:
        for finding in checked(example(name))["findings"]:
            said = finding["message"] + finding["fix"]
            assert finding["rule"] not in said
            assert not [
                hole
                for hole in ("{", "}", "indicators.", "monitoring", "evaluation")
                if hole in said
            ]


PLACES = {
    "budget.total.initial": "监控表—项目资金—年度资金总额—年初预算数",
    "monitoring.budget.total.spent": "监控表—项目资金—年度资金总额—1-7月执行数",
    "budget.government_fund.initial": "监控表—项目资金—政府性基金—年初预算数",
    "budget.total.adjustment": "项目资金—年度资金总额—年度调整金额",
    "goal": "监控表—年度总体目标",
    "unit.code": "单位信息—单位代码",
    "monitoring.sections.problems": "监控报告—存在问题",
    "indicators": "监控表—绩效指标",
}


@pytest.mark.parametrize("path", PLACES)
def test_places_are_named_in_words(path: str) -> None:
    from jixiao_desktop.session.places_in_words import Places

    case = example("monitoring-party-school")
    settings = case.settings(None, "monitoring")
    places = Places(CATALOG.dictionary, case.forms(), settings.as_of)
    assert places.words(case.dossier, path) == PLACES[path]


def test_a_row_is_named_by_number_name_and_column() -> None:
    case = example("monitoring-party-school")
    found = check_case(case)[0]
    remark = next(f for f in found if f.rule == "deviation.remark_missing")
    assert remark.where == "监控表—绩效指标第2行“参与培训人次”—备注"
    assert remark.message.startswith(remark.where)
    actual = next(f for f in found if f.rule == "progress.behind")
    assert actual.where.endswith("—1-7月执行情况")


def test_the_month_of_the_time_point_names_the_columns() -> None:
    case = changed(
        example("monitoring-party-school"),
        {"monitoring.as_of": "2024-10-31", "monitoring.budget.total.spent": "四十"},
    )
    found = next(f for f in check_case(case)[0] if f.rule == "value.readable")
    assert "1-10月执行数" in found.where


def test_findings_come_gravest_first_and_in_the_form_s_order() -> None:
    case = changed(example("monitoring-party-school"), {"budget.total.initial": "一百"})
    found = check_case(case)[0]
    ranks = [f.severity.rank for f in found]
    assert ranks == sorted(ranks)
    must = [f.path for f in found if f.severity is Severity.MUST_FIX]
    assert must.index("budget.total.initial") < must.index(row(case, 1, "monitoring.remark"))


@pytest.mark.parametrize(
    ("severities", "sentence"),
    [
        ("", "可以上报"),
        ("h", "可以上报"),
        ("mmm ee", "还差 3 处必改、2 处需说明"),
        ("m", "还差 1 处必改"),
        ("e h", "还差 1 处需说明"),
    ],
)
def test_the_verdict_in_one_sentence(severities: str, sentence: str) -> None:
    kinds = {"m": Severity.MUST_FIX, "e": Severity.EXPLAIN, "h": Severity.HINT}
    findings = [Finding("a.rule", kinds[s], "goal", "") for s in severities.replace(" ", "")]
    told = verdict(findings)
    assert told.sentence == sentence
    assert told.ready is (sentence == "可以上报")


def test_what_follows_and_what_was_explained_is_not_counted() -> None:
    plain = Finding("a.rule", Severity.EXPLAIN, "goal", "")
    told = verdict(
        [plain, replace(plain, follows="name"), replace(plain, explained="已经报告主管部门。")]
    )
    assert (told.must_fix, told.explain, told.hint) == (0, 1, 0)


def test_an_explanation_is_shown_and_lets_the_file_pass() -> None:
    case = example("monitoring-river-chiefs")
    kept = (
        Explanation("coverage.classes", "indicators", "工作经费，年初批复未设效益指标。"),
        Explanation(
            "progress.over_target", row(case, 2, "monitoring.actual"), "汛情多发增加检查。"
        ),
    )
    before = checked(case)["verdict"]
    result = checked(case.only(replace(case.dossier, explanations=kept)))
    assert result["verdict"] == {**before, "explain": before["explain"] - 2}
    told = {f["explained"] for f in result["findings"] if "explained" in f}
    assert told == {note.text for note in kept}


def test_a_self_evaluation_is_not_asked_for_monitoring() -> None:
    case = example("self-evaluation-training")
    result = checked(case)
    assert not [f for f in result["findings"] if "monitoring" in f["path"]]
    assert in_work(replace(case.dossier, stages=frozenset()), case.forms()).stages == {
        "self_evaluation"
    }


def test_an_empty_project_is_asked_for_what_its_notice_asks() -> None:
    blank = of_texts(2024, {"name": "新项目"})
    case = Case(CATALOG, CATALOG.notice("", 2024), 2024, (blank,))
    asked = {f.path for f in check_case(case)[0]}
    assert {"goal", "budget.total.initial", "monitoring.budget.total.spent"} <= asked


STEPS: list[dict[str, str]] = [
    {"monitoring.budget.total.spent": "60", "monitoring.budget.general_public.spent": "60"},
    {"monitoring.remark": "拟改线上举办。"},
    {"name": "参训总人次"},
    {"monitoring.actual": "四百多"},
    {"goal": "举办培训20次，提升能力。"},
]


def test_after_key_presses_the_findings_are_those_of_a_whole_check() -> None:
    case = example("monitoring-party-school")
    settings, forms = case.settings(None, "monitoring"), case.forms()
    dossier: Dossier = case.dossier
    findings = check_dossier(dossier, settings, CATALOG, forms)
    for step in STEPS:
        whole = {
            path if path.startswith(("monitoring.budget", "goal")) else row(case, 1, path): text
            for path, text in step.items()
        }
        dossier = dossier.with_entries({path: Entry(text) for path, text in whole.items()})
        last = Since(changed=frozenset(whole), previous=findings)
        findings = check_dossier(dossier, settings, CATALOG, forms, last)
        assert findings == check_dossier(dossier, settings, CATALOG, forms)


def test_rows_that_moved_are_named_by_their_new_place() -> None:
    case = example("monitoring-party-school")
    settings, forms = case.settings(None, "monitoring"), case.forms()
    before = check_dossier(case.dossier, settings, CATALOG, forms)
    turned = case.dossier.with_rows("indicators", reversed(case.dossier.row_ids()))
    last = Since(changed=frozenset({"indicators"}), previous=before)
    after = check_dossier(turned, settings, CATALOG, forms, last)
    assert after == check_dossier(turned, settings, CATALOG, forms)
    assert any("第3行“参与培训人次”" in f.message for f in after)


def test_many_time_points_are_named_each_by_its_own_months() -> None:
    case = example("monitoring-party-school")
    settings, forms = case.settings(None, "monitoring"), case.forms()
    for month in range(1, 13):
        for day in (1, 10, 20, 25):
            moved = replace(settings, as_of=date(2024, month, day))
            dossier = case.dossier.with_entries(
                {"monitoring.as_of": None, "monitoring.budget.total.spent": Entry("四十")}
            )
            found = check_dossier(dossier, moved, CATALOG, forms)
            where = next(f.where for f in found if f.rule == "value.readable")
            assert where.endswith("1月执行数" if month == 1 else f"1-{month}月执行数")


def test_a_place_that_no_dictionary_knows_still_has_words() -> None:
    from jixiao_desktop.session.places_in_words import Places

    case = example("monitoring-party-school")
    places = Places(CATALOG.dictionary, case.forms(), None)
    assert places.words(case.dossier, "monitoring.sections.unheard_of") == "执行与偏差"
    assert places.words(case.dossier, "evaluation.team") == "表中各行"


def test_a_reason_of_its_own_makes_over_fulfilment_a_hint() -> None:
    case = example("monitoring-river-chiefs")
    reason = {row(case, 2, "monitoring.reason"): "今年汛期提前，上级要求逐月检查，共增加十次。"}
    found = check_case(changed(case, reason))[0]
    over = [f for f in found if f.rule == "progress.over_target" and "第3行" in f.where]
    assert [f.severity for f in over] == [Severity.HINT]


def test_what_follows_names_the_place_it_follows_from() -> None:
    case = example("monitoring-party-school")
    texts = {row(case, 1, "monitoring.likelihood"): "也许"}
    found = checked(changed(case, texts))["findings"]
    root = next(f for f in found if f["rule"] == "value.readable")
    assert root["path"] == "projects[0].indicators[1].monitoring.likelihood"
    assert "确定能" in root["fix"]
    assert "follows" not in root


def test_template_words_in_an_amount_are_folded_under_the_unreadable_amount() -> None:
    case = changed(example("monitoring-party-school"), {"budget.total.initial": "×××"})
    found = checked(case)["findings"]
    path = "projects[0].budget.total.initial"
    follows = {f["rule"]: f.get("follows", "") for f in found if f["path"] == path}
    assert follows == {"value.readable": "", "text.left_over": path}
