"""What reviewers would say, said early: one module per subject, one function per rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import (
    added_up,
    alien,
    amounts,
    answers,
    blanks,
    box,
    bracket_price,
    budget,
    calendar_days,
    chapters_told,
    cited,
    compared,
    copied,
    copied_within,
    cost_items,
    cost_slip,
    costs,
    costs_leave_out,
    costs_together,
    coverage,
    department,
    deviation,
    duplicates,
    evaluation_figures,
    evaluation_marks,
    evaluation_prose,
    evaluation_sections,
    expenses,
    foreign,
    goal_figures,
    goal_words,
    indicator_kind,
    indicator_sense,
    indicator_sign,
    itemised,
    last_year,
    left_out,
    lights,
    list_counts,
    magnitude,
    numbering,
    other_units,
    overall,
    paraphrased,
    parts_of_wholes,
    people,
    progress_text,
    project_facts,
    prompts,
    purpose_parts,
    readable,
    remarks,
    remedies,
    report_figures,
    required,
    same_figures,
    scores,
    self_evaluation,
    shares,
    signs,
    sole_measure,
    spans,
    spending,
    spending_items,
    still_to_do,
    summary_cells,
    summary_counts,
    summary_row,
    summary_told,
    summary_words,
    survey,
    texts,
    told_as_done,
    told_counts,
    told_days,
    told_twice,
    told_units,
    unit_claims,
    unit_figures,
    unit_money,
    unit_projects,
    unit_prose,
    unit_rows,
    unit_slips,
    unit_text,
    units,
    weights,
    wording,
    worked_out,
    workings,
    year_end,
    year_end_claims,
    year_end_missed,
    year_end_sums,
    year_end_told,
    year_end_words,
    year_named,
)
from jixiao_desktop.rules.engine import Rule, Work, assemble, ordered, place_key, rule_by_rule
from jixiao_desktop.rules.surroundings import ALONE, Surroundings
from jixiao_desktop.rules.whole_unit import WHOLE, applying, as_project, told_of_unit

__all__ = ["RULES", "Rule", "Surroundings", "run"]

MODULES = (
    required,
    readable,
    budget,
    spending,
    indicator_kind,
    indicator_sign,
    units,
    duplicates,
    paraphrased,
    lights,
    deviation,
    coverage,
    goal_words,
    amounts,
    cost_items,
    costs_together,
    purpose_parts,
    texts,
    blanks,
    progress_text,
    report_figures,
    remedies,
    wording,
    self_evaluation,
    scores,
    evaluation_figures,
    unit_figures,
    unit_prose,
    signs,
    cited,
    numbering,
    magnitude,
    itemised,
    copied,
    goal_figures,
    overall,
    last_year,
    people,
    box,
    unit_money,
    answers,
    indicator_sense,
    costs,
    foreign,
    told_counts,
    prompts,
    year_end,
    year_end_words,
    evaluation_marks,
    evaluation_sections,
    survey,
    list_counts,
    unit_text,
    unit_rows,
    sole_measure,
    left_out,
    expenses,
    calendar_days,
    summary_row,
    summary_cells,
    summary_counts,
    summary_told,
    summary_words,
    year_end_told,
    year_end_claims,
    year_end_missed,
    year_end_sums,
    told_days,
    department,
    other_units,
    copied_within,
    parts_of_wholes,
    year_named,
    workings,
    added_up,
    worked_out,
    chapters_told,
    evaluation_prose,
    compared,
    spans,
    told_twice,
    shares,
    spending_items,
    weights,
    told_units,
    remarks,
    alien,
    project_facts,
    cost_slip,
    same_figures,
    bracket_price,
    still_to_do,
    unit_projects,
    unit_claims,
    told_as_done,
    unit_slips,
    costs_leave_out,
)
"""Modules of rules by name, in the order a filing is read."""

RULES: tuple[Rule, ...] = assemble(MODULES)
OF_UNITS = applying(RULES)
"""Those that look at the indicators of a unit's whole year too."""

_UNIT_IDS = frozenset(one.id for one in OF_UNITS)


def run(
    dossier: Dossier,
    settings: Settings,
    surroundings: Surroundings | None = None,
    changed: Iterable[str] | None = None,
    previous: Iterable[Finding] | None = None,
) -> tuple[Finding, ...]:
    """Check a dossier: findings with ``{where}`` left in, gravest first; never raises."""
    made = look(dossier, settings, surroundings, changed, previous)
    return ordered(made, lambda path: place_key(dossier, path))


def look(
    dossier: Dossier,
    settings: Settings,
    surroundings: Surroundings | None = None,
    changed: Iterable[str] | None = None,
    previous: Iterable[Finding] | None = None,
) -> list[Finding]:
    """Check a dossier for those who order the findings themselves; never raises.

    With ``previous`` findings and the paths ``changed`` since (a list's name where rows came,
    went or moved) only the rules and rows that read them run again.
    """
    changed = None if changed is None else frozenset(changed)
    incremental = changed is not None and previous is not None and not any(map(moves_time, changed))
    since = changed if incremental else None
    former = tuple(previous or ())
    own = [f for f in former if not _of_whole_unit(f)]
    work = Work(dossier, settings, surroundings or ALONE, since, _by_rule(own))
    return [*rule_by_rule(RULES, work), *_whole_unit(work, former)]


def _whole_unit(work: Work, former: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Check the unit's own indicators, where it has any, by the rules for a project's."""
    view = as_project(work.dossier)
    if view is None:
        return ()
    if work.changed is not None and not any(path.startswith(WHOLE) for path in work.changed):
        return tuple(filter(_of_whole_unit, former))
    again = Work(view, work.settings, work.surroundings)
    return tuple(map(told_of_unit, rule_by_rule(OF_UNITS, again)))


def _of_whole_unit(finding: Finding) -> bool:
    return finding.path.startswith(WHOLE) and finding.rule in _UNIT_IDS


def moves_time(path: str) -> bool:
    """Tell whether a path is a time point: every light and date is judged by it."""
    return path.endswith(".as_of")


def _by_rule(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    sorted_out: dict[str, list[Finding]] = {}
    for one in findings:
        sorted_out.setdefault(one.rule, []).append(one)
    return {rule: tuple(found) for rule, found in sorted_out.items()}
