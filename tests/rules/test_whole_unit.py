"""A unit's indicators are judged like a project's, at their own places, key by key."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Dossier, Entry, of_texts
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import run
from jixiao_desktop.rules.whole_unit import ROWS, WHOLE, as_project

SETTINGS = Settings(2024, as_of=date(2024, 6, 30))
COUNT = {
    f"{ROWS}.a.level1": "产出指标", f"{ROWS}.a.level2": "数量指标",
    f"{ROWS}.a.name": "化解矛盾纠纷",
    f"{ROWS}.a.operator": "≥", f"{ROWS}.a.target": "30", f"{ROWS}.a.unit": "件",
    f"{ROWS}.a.monitoring.actual": "15",
    f"{ROWS}.b.level1": "产出指标", f"{ROWS}.b.level2": "成本指标", f"{ROWS}.b.name": "公用经费",
    f"{ROWS}.b.operator": "≤", f"{ROWS}.b.target": "48", f"{ROWS}.b.unit": "万元",
    f"{ROWS}.b.monitoring.actual": "22",
    f"{WHOLE}monitoring.as_of": "2024-06-30",
}  # fmt: skip


def unit(**changes: str) -> Dossier:
    texts = COUNT | {f"{ROWS}.{k.replace('__', '.')}": v for k, v in changes.items()}
    return of_texts(2024, texts, {ROWS: ("a", "b")}, ["monitoring"])


@pytest.mark.parametrize(
    ("changes", "rule", "path"),
    [
        ({"b__operator": "≥"}, "indicator.direction", f"{ROWS}.b.operator"),
        ({"a__unit": "%"}, "unit.mismatch", f"{ROWS}.a.unit"),
        ({"b__name": "化解矛盾纠纷", "b__level2": "数量指标", "b__unit": "件"},
         "duplicate.same", f"{ROWS}.b.name"),
        ({"a__monitoring__actual": "120"}, "progress.over_target",
         f"{ROWS}.a.monitoring.actual"),
    ],
)  # fmt: skip
def test_a_fault_in_a_unit_s_row_is_told_there(
    changes: dict[str, str], rule: str, path: str
) -> None:
    told = {(f.rule, f.path) for f in run(unit(**changes), SETTINGS)}
    assert (rule, path) in told


def test_a_mend_of_a_unit_s_row_changes_the_unit_s_row() -> None:
    found = next(f for f in run(unit(b__operator="≥"), SETTINGS) if f.rule == "indicator.direction")
    assert found.mend is not None
    assert found.mend.changes == (SetText(f"{ROWS}.b.operator", "≤"),)


def test_a_dossier_without_a_unit_s_rows_has_no_view() -> None:
    assert as_project(of_texts(2024, {"name": "项目"})) is None


def test_the_view_stands_at_the_unit_s_own_time_point() -> None:
    view = as_project(unit())
    assert view is not None
    assert view.text("monitoring.as_of") == "2024-06-30"
    assert view.row_ids("indicators") == ("a", "b")


PATHS = (*COUNT, "name", "goal", f"{WHOLE}goal", f"{WHOLE}monitoring.sections.deviation")
TEXTS = ("", "20", "120", "≥", "≤", "件", "%", "化解矛盾纠纷", "化解矛盾纠纷20件。", "无", "—")


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(TEXTS)), max_size=8))
def test_after_each_key_a_unit_s_findings_are_those_of_a_whole_run(
    steps: list[tuple[str, str]],
) -> None:
    dossier = unit()
    findings = run(dossier, SETTINGS)
    for path, text in steps:
        dossier = dossier.with_entries({path: Entry(text)})
        findings = run(dossier, SETTINGS, changed=[path], previous=findings)
        assert findings == run(dossier, SETTINGS)
