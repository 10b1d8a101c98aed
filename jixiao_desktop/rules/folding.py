"""Root causes first: what follows from another finding is folded under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.rules.same_fault import told_once

UNREADABLE = "value.readable"
"""Rule whose findings are root causes: whatever else touches the same value is folded under it."""

WRONG_SCALE = "budget.yuan"
"""Rule about an amount ten thousand times too large: every comparison with it follows."""

ROOTS = (UNREADABLE, WRONG_SCALE)

WRONG_SUMS = ("budget.negative", "budget.parts", "budget.revised")
"""Rules about amounts that contradict each other: what compares with one of them follows."""

COMPARING = ("budget.received", "spending.", "pace.", "amounts.", "evaluation.over_budget",
             "evaluation.text_", "report.")  # fmt: skip

MISLEADING = frozenset({"amounts.cost_slip", "amounts.price_in_wan", "indicator.direction",
                        "indicator.over_hundred", "unit.mismatch",
                        "indicator.deadline_year"})  # fmt: skip
"""Rules about a sign, unit or year by which the whole row is misjudged."""

NO_INDICATOR = "indicator.named_none"
"""Rule about a row that is no indicator: with the row goes all that is said of its cells."""

JUDGING = ("progress.", "deviation.certain_but_short", "report.remedy_missing",
           "score.above_proposal", "score.reason", "evaluation.missed_", "amounts.cost_over_budget",
           "evaluation.all_", "evaluation.no_deviation", "progress_text.all_done",
           "progress_text.no_deviation")  # fmt: skip
"""Rules that judge a row by its sign and unit; they follow where those are wrong."""

UNDESERVED, UNEXPLAINED = "score.above_proposal", "evaluation.missed_unexplained"
"""Of a target that was missed the score is the first to mend; the missing reason follows."""


def folded(findings: list[Finding]) -> list[Finding]:
    """Fold consequences under their cause, then what tells a fault again under who tells it best.

    Worked out anew each time: findings kept from before may have lost, or found, their cause.
    """
    return told_once(_under_causes(findings))


def _under_causes(findings: list[Finding]) -> list[Finding]:
    """Fold what takes an unreadable or misdirected value into account under its finding."""
    roots = {f.path for f in findings if f.rule in ROOTS}
    rows = {_row(f.path): f.path for f in findings if f.rule in MISLEADING}
    empty = {_row(f.path): f.path for f in findings if f.rule == NO_INDICATOR}
    sums = {p: f.path for f in findings if f.rule in WRONG_SUMS for p in (f.path, *f.also)}
    scored = {_row(f.path): f.path for f in findings if f.rule == UNDESERVED}
    if not (roots or rows or empty or sums or scored):
        return [replace(f, follows="") if f.follows else f for f in findings]
    return [
        f if f.follows == cause else replace(f, follows=cause)
        for f, cause in (
            (
                f,
                _of_row(f, empty)
                or _cause(f, roots, rows)
                or _of_sum(f, sums)
                or _of_score(f, scored),
            )
            for f in findings
        )
    ]


def _of_row(finding: Finding, empty: Mapping[tuple[str, ...], str]) -> str:
    """Give the name of the row that is no indicator, where a finding is about nothing else."""
    if not empty or finding.rule == NO_INDICATOR:
        return ""
    rows = [_row(path) for path in (finding.path, *finding.also)]
    return empty[rows[0]] if all(row in empty for row in rows) else ""


def _of_score(finding: Finding, scored: Mapping[tuple[str, ...], str]) -> str:
    """Give the score that a target did not earn, where its reason is missing too."""
    return scored.get(_row(finding.path), "") if finding.rule == UNEXPLAINED else ""


def _of_sum(finding: Finding, sums: Mapping[str, str]) -> str:
    """Give the amount that does not add up which a comparison rests on."""
    if not sums or not finding.rule.startswith(COMPARING):
        return ""
    return next((sums[p] for p in (finding.path, *finding.also) if p in sums), "")


def _row(path: str) -> tuple[str, ...]:
    """Name the row a path stands in, () where it stands in none."""
    return (paths.list_of(path) or ())[:2]


def _cause(finding: Finding, roots: set[str], rows: Mapping[tuple[str, ...], str]) -> str:
    """Give the place a finding follows from, "" where it stands by itself."""
    if finding.rule in ROOTS:
        return ""
    if finding.rule.startswith(JUDGING):
        judged = [r for r in map(_row, (finding.path, *finding.also)) if r]
        if judged and all(r in rows for r in judged):
            return rows[judged[0]]
    return next((p for p in (finding.path, *finding.also) if p in roots), "")
