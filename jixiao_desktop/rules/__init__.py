"""What reviewers would say, said early: one module per subject, one function per rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import (
    amounts,
    blanks,
    budget,
    cited,
    copied,
    cost_items,
    coverage,
    deviation,
    duplicates,
    evaluation_figures,
    goal_figures,
    indicator_kind,
    itemised,
    last_year,
    lights,
    magnitude,
    numbering,
    overall,
    progress_text,
    readable,
    remedies,
    report_figures,
    scores,
    self_evaluation,
    signs,
    spending,
    texts,
    unit_figures,
    units,
    wording,
)
from jixiao_desktop.rules.engine import Rule, Work, assemble, run_rules
from jixiao_desktop.rules.surroundings import ALONE, Surroundings

__all__ = ["RULES", "Rule", "Surroundings", "run"]

MODULES = (
    readable,
    budget,
    spending,
    indicator_kind,
    units,
    duplicates,
    lights,
    deviation,
    coverage,
    amounts,
    cost_items,
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
    signs,
    cited,
    numbering,
    magnitude,
    itemised,
    copied,
    goal_figures,
    overall,
    last_year,
)
"""Modules of rules by name, in the order a filing is read."""

RULES: tuple[Rule, ...] = assemble(MODULES)


def run(
    dossier: Dossier,
    settings: Settings,
    surroundings: Surroundings | None = None,
    changed: Iterable[str] | None = None,
    previous: Iterable[Finding] | None = None,
) -> tuple[Finding, ...]:
    """Check a dossier: findings with ``{where}`` left in, gravest first; never raises.

    With ``previous`` findings and the paths ``changed`` since (a list's name where rows came,
    went or moved) only the rules and rows that read them run again.
    """
    changed = None if changed is None else frozenset(changed)
    incremental = changed is not None and previous is not None and not any(map(moves_time, changed))
    work = Work(
        dossier,
        settings,
        surroundings or ALONE,
        changed if incremental else None,
        _by_rule(previous or ()),
    )
    return run_rules(RULES, work)


def moves_time(path: str) -> bool:
    """Tell whether a path is a time point: every light and date is judged by it."""
    return path.endswith(".as_of")


def _by_rule(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    sorted_out: dict[str, tuple[Finding, ...]] = {}
    for one in findings:
        sorted_out[one.rule] = (*sorted_out.get(one.rule, ()), one)
    return sorted_out
