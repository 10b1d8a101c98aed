"""Mechanical repairs: one step each, the finding is gone after it, undo brings all back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.domain.changes import AddRow, Change, Explain, SetText, apply
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.rules import RULES, Work
from jixiao_desktop.rules.engine import Rule, run_rules
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.workspace import Workspace

NOTICES = {
    "monitoring": "", "self_evaluation": "national-self-evaluation",
    "evaluation": "national-evaluation",
}  # fmt: skip


def mended_examples() -> Iterator[Any]:
    """Every failing example whose finding can be mended with one key."""
    for rule in RULES:
        for number, example in enumerate(rule.failing):
            if raised(rule, example).mend is not None:
                yield pytest.param(rule, example, id=f"{rule.id}-{number}")


def raised(rule: Rule, example: Example) -> Finding:
    work = Work(example.dossier(), example.settings(), example.surroundings())
    found = [f for f in run_rules((rule,), work) if f.path == example.path]
    return found[0] if found else Finding("", rule.severity, "", "")


def editing_of(workspace: Workspace, example: Example) -> Editing:
    """A project of the data file that holds an example's texts."""
    unit = workspace.add_unit("某单位", 2024)
    stage = next((one for one in NOTICES if one in example.stages), "monitoring")
    workspace.choose_notice(unit, NOTICES[stage])
    editing = workspace.edit(workspace.add_project(unit, ""))
    dossier = example.dossier()
    rows: list[Change] = [AddRow(kind, row) for kind in dossier.rows for row in dossier.rows[kind]]
    texts: list[Change] = [SetText(path, text) for path, text in example.texts.items()]
    editing.step("填", [*rows, *texts])
    return editing


def gone_by_rules_alone(rule: Rule, example: Example) -> bool:
    """Tell whether a mend ends its finding where no form of the notices shows the place."""
    finding, dossier = raised(rule, example), example.dossier()
    assert finding.mend is not None
    for change in finding.mend.changes:
        dossier = apply(dossier, change)
    left = run_rules((rule,), Work(dossier, example.settings(), example.surroundings()))
    return finding.message not in [one.message for one in left if one.path == finding.path]


def finding_of(editing: Editing, rule: Rule) -> Finding | None:
    return next((f for f in editing.findings() if f.rule == rule.id and f.mend), None)


@pytest.mark.parametrize(("rule", "example"), list(mended_examples()))
def test_a_mend_is_one_step_that_can_be_undone(
    tmp_path: Path, rule: Rule, example: Example
) -> None:
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as workspace:
        editing = editing_of(workspace, example)
        finding = finding_of(editing, rule)
        if finding is None or finding.mend is None:
            assert gone_by_rules_alone(rule, example)  # no form in use asks for the place
            return
        before = dict(editing.dossier.entries)
        steps = editing.undo_name
        editing.step(finding.mend.name, list(finding.mend.changes))
        assert editing.undo_name == finding.mend.name != steps
        changed = {change.path for change in finding.mend.changes if isinstance(change, SetText)}
        now = editing.dossier.entries
        assert {p for p in {*before, *now} if before.get(p) != now.get(p)} == changed
        left = [f for f in editing.findings() if (f.rule, f.path) == (rule.id, finding.path)]
        assert finding.message not in [f.message for f in left]
        assert editing.undo() == finding.mend.name
        assert dict(editing.dossier.entries) == before
        assert finding_of(editing, rule) is not None
        editing.redo()
        assert {path: editing.dossier.text(path) for path in changed} == {
            change.path: change.text
            for change in finding.mend.changes
            if isinstance(change, SetText)
        }


def test_most_mends_are_proved_in_the_data_file(tmp_path: Path) -> None:
    kinds = {param.values[0].id for param in mended_examples()}
    assert {"unit.percent_sign", "indicator.direction", "report.money"} <= kinds
    assert len(kinds) >= 12


def test_a_mend_of_an_explained_finding_leaves_the_explanation_to_undo(tmp_path: Path) -> None:
    rule = next(one for one in RULES if one.id == "unit.percent_sign")
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as workspace:
        editing = editing_of(workspace, rule.failing[0])
        finding = finding_of(editing, rule)
        assert finding is not None
        assert finding.mend is not None
        note = Explanation(rule.id, finding.path, "表样如此", "张三", "2024-08-01")
        editing.step("写说明", [Explain(note)])
        editing.step(finding.mend.name, list(finding.mend.changes))
        editing.undo()
        assert editing.dossier.explanations == (note,)
