"""Rules on whole dossiers: sound ones pass, faults are found, words and order do not matter."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier, Entry, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import run
from jixiao_desktop.rules.indicator import FIELDS
from jixiao_desktop.rules.surroundings import KNOWN

SOUND = Path(__file__).parent.parent / "data" / "sound"
SETTINGS = Settings(2024, as_of=date(2024, 7, 31))
FILES = sorted(SOUND.glob("*.json"))


def flattened(data: dict[str, object], prefix: str, into: dict[str, str]) -> None:
    for key, value in data.items():
        if isinstance(value, dict):
            flattened(value, f"{prefix}{key}.", into)
        elif isinstance(value, list) and key == "indicators":
            for number, one in enumerate(value):
                flattened(one, f"{prefix}{key}.r{number}.", into)
        elif isinstance(value, list):
            into[prefix + key] = "、".join(value)
        elif value:
            into[prefix + key] = str(value)


def sound(file: Path) -> Dossier:
    data = json.loads(file.read_text(encoding="utf-8"))
    project = data["projects"][0]
    texts: dict[str, str] = {}
    flattened({"unit": data["unit"]}, "", texts)
    flattened(project, "", texts)
    rows = tuple(f"r{n}" for n in range(len(project["indicators"])))
    return of_texts(data["year"], texts, {"indicators": rows}, ["monitoring"])


def faults(dossier: Dossier) -> list[tuple[str, str, Severity]]:
    return [(f.rule, f.path, f.severity) for f in run(dossier, SETTINGS)]


def open_ones(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.rule} {f.path}: {f.message}" for f in findings if not f.passes]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_sound_dossier_may_be_handed_in(file: Path) -> None:
    assert open_ones(run(sound(file), SETTINGS)) == []


FAULTS = {
    "total does not add up": ({"budget.total.initial": "130"}, "budget.total.initial"),
    "forecast below spent": (
        {"monitoring.budget.total.forecast": "10"}, "monitoring.budget.total.forecast"),
    "spent above budget": (
        {"monitoring.budget.total.spent": "500"}, "monitoring.budget.total.spent"),
    "slow and no reason": (
        {"monitoring.budget.total.spent": "12", "monitoring.budget.general_public.spent": "12",
         "monitoring.budget_reason": ""}, "monitoring.budget_reason"),
    "unreadable amount": ({"budget.total.initial": "一百多"}, "budget.total.initial"),
    "blank actual": ({"indicators.r0.monitoring.actual": ""}, "indicators.r0.monitoring.actual"),
    "ticked, no reason": (
        {"indicators.r2.monitoring.causes": "经费保障", "indicators.r2.monitoring.reason": ""},
        "indicators.r2.monitoring.reason"),
    "doubt without remark": (
        {"indicators.r2.monitoring.likelihood": "完全不可能"}, "indicators.r2.monitoring.remark"),
    "goal names more money": ({"goal": "投入资金900万元，改善条件，服务3万人次。"}, "goal"),
    "template words": ({"goal": "通过×××工作3次，提升能力。"}, "goal"),
    "wrong year": (
        {"monitoring.goal_progress": "截至2014年7月31日完成。"}, "monitoring.goal_progress"),
    "time point of another year": ({"monitoring.as_of": "2023-07-31"}, "monitoring.as_of"),
    "same name twice": (
        {"indicators.r1.name": "甲乙丙丁数量", "indicators.r0.name": "甲乙丙丁数量",
         "indicators.r0.level2": "数量指标", "indicators.r1.level2": "数量指标"},
        "indicators.r1.name"),
    "people counted in sessions": (
        {"indicators.r1.name": "培训班次", "indicators.r1.unit": "人次"}, "indicators.r1.unit"),
}  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_put_into_a_sound_dossier_is_found_there(file: Path, name: str) -> None:
    changes, path = FAULTS[name]
    broken = sound(file).with_entries({p: Entry(text) for p, text in changes.items()})
    found = [f for f in run(broken, SETTINGS) if path in (f.path, *f.also) and not f.passes]
    assert found, open_ones(run(broken, SETTINGS))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_order_of_rows_does_not_matter(file: Path) -> None:
    dossier = sound(file).with_entries({"indicators.r1.monitoring.reason": Entry("进度滞后")})
    turned = dossier.with_rows("indicators", reversed(dossier.row_ids()))
    assert sorted(faults(turned)) == sorted(faults(dossier))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_names_of_units_and_projects_do_not_matter(file: Path) -> None:
    dossier = sound(file)
    other = dossier.with_entries(
        {p: Entry("阿勒泰地区某某中心") for p in ("name", "implementer", "unit.name")}
    )
    assert faults(other) == faults(dossier)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
@pytest.mark.parametrize("slow", [False, True])
def test_yuan_and_wan_say_the_same(file: Path, slow: bool) -> None:
    dossier = sound(file)
    if slow:
        dossier = dossier.with_entries({"monitoring.budget.total.spent": Entry("7.5")})
    amounts = [p for p in dossier.entries if p in KNOWN and KNOWN[p].kind == "money"]
    assert amounts
    yuan = {p: Entry(f"{float(dossier.text(p)) * 10000:,.2f}元") for p in amounts}
    assert faults(dossier.with_entries(yuan)) == faults(dossier)


def test_doing_what_a_mend_does_takes_the_finding_away() -> None:
    texts = {
        "name": "项目",
        "budget.total.initial": "100",
        "budget.general_public.initial": "80",
        "budget.other.initial": "10",
        "monitoring.budget.total.spent": "60",
        "goal": "举办培训[bookmark: _GoBack]20次，提升能力。",
        "unit.contacts.head": "阿不来提？托合提",
        "monitoring.goal_progress": "截至2014年7月31日完成12次。",
        "monitoring.sections.problems": "累计支出45万元，执行率64.3%。",
        "indicators.a.name": "合格率",
        "indicators.a.level2": "质量指标",
        "indicators.a.operator": "≥",
        "indicators.a.target": "100",
        "indicators.a.unit": "百分比",
    }
    dossier = of_texts(2024, texts, {"indicators": ("a",)}, ["monitoring"])
    mended = [f for f in run(dossier, SETTINGS) if f.mend is not None]
    assert len({f.rule for f in mended}) >= 7
    for finding in mended:
        assert finding.mend is not None
        repaired = dossier
        for change in finding.mend.changes:
            repaired = repaired.with_entries({change.path: Entry(change.text)})  # type: ignore[union-attr]
        left = {(f.rule, f.path, f.message) for f in run(repaired, SETTINGS)}
        assert (finding.rule, finding.path, finding.message) not in left


LISTED = [f"indicators.r0.{field}" for field in FIELDS]
EVERYWHERE = [*KNOWN, *LISTED, "goal", "purpose", "name", "monitoring.goal_progress",
              "monitoring.sections.problems", "monitoring.budget_reason"]  # fmt: skip
PIECES = st.sampled_from(
    [
        "万元",
        "100",
        "×",
        "8×10万元",
        "截至",
        "2024年",
        "13月",
        "7月31日",
        "执行率",
        "%",
        "≥",
        "元/人",
        "1e9",
        "--",
        "{where}",
        "{",
        "}",
        "[bookmark:",
        "？",
        "、",
        "\n",
        "\x00",
        "𠮷",
        "９９",
        "目标1：",
        "完成",
        "累计支出",
        "100" * 60,
    ]
)
ANY = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=8).map("".join),
)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(EVERYWHERE), ANY, max_size=12))
def test_no_text_breaks_a_rule(texts: dict[str, str]) -> None:
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append  # type: ignore[method-assign]
    log = logging.getLogger("jixiao_desktop.rules.engine")
    log.addHandler(handler)
    log.propagate = False
    try:
        dossier = of_texts(2024, texts, {"indicators": ("r0",)}, ["monitoring"])
        findings = run(dossier, SETTINGS)
    finally:
        log.removeHandler(handler)
        log.propagate = True
    assert not records, records[0].getMessage()
    assert all(f.message.startswith("{where}") for f in findings)


@pytest.mark.parametrize(
    "piece", ["完成目标的", "100万元，", "8×", "9" * 50, "截至2024年7月31日", "（", "\n"]
)
def test_a_pasted_book_is_checked_to_its_end(piece: str) -> None:
    long = piece * (200_000 // len(piece))
    texts = {"goal": long, "monitoring.goal_progress": long, "monitoring.sections.problems": long,
             "indicators.r0.name": long, "indicators.r0.target": long, "name": "书"}  # fmt: skip
    dossier = of_texts(2024, texts, {"indicators": ("r0",)}, ["monitoring"])
    assert max(len(f.message) for f in run(dossier, SETTINGS)) < 1000


def test_without_a_time_point_no_light_is_judged() -> None:
    dossier = sound(FILES[0]).with_entries({"monitoring.as_of": None})
    silent = run(dossier, replace(SETTINGS, as_of=None))
    assert not [f for f in silent if f.rule.startswith(("progress.", "spending.reason"))]


def test_nothing_filled_asks_for_nothing_but_what_is_required() -> None:
    asked = replace(SETTINGS, required=("goal", "indicators[].name", "monitoring.budget_reason"))
    blank = Dossier(2024, stages=frozenset({"monitoring"}))
    found = run(blank, asked)
    assert [(f.rule, f.path) for f in found] == [
        ("required.field", "monitoring.budget_reason"),
        ("required.field", "goal"),
    ]
    assert not paths.list_of(found[0].path)
