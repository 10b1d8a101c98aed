"""A unit's whole year looked at as if it were a project: the same rules for like rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jixiao_desktop.domain.changes import AddRow, Change, DropRow, MoveRow, SetText
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding, Mend
from jixiao_desktop.rules.engine import Rule

WHOLE = "unit_report."
ROWS = "unit_report.indicators"
SHARED = ("goal", "indicators.", "monitoring.", "self_evaluation.")
"""What a unit's year and a project have in common, by the beginning of the path."""

OWN_FIELDS = ("required.", "progress.reason_", "report.remedy", "deviation.remark")
"""Rules about fields that a unit's report tells in its chapters instead."""

ALSO = (
    "duplicate.",
    "coverage.classes",
    "goal.count",
    "goal.rate",
    "goal.date",
    "score.weight_total",
    "progress_text.all_done",
    "progress_text.count",
    "progress_text.told",
    "progress_text.left_out",
    "progress_text.rows",
    "progress_text.no_deviation",
    "evaluation.all_reached",
    "evaluation.no_deviation",
)
"""Rules over all rows of a project that hold for a unit as well."""


def applying(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Pick the rules that look at a unit's indicators too."""
    return tuple(
        one
        for one in rules
        if (one.each == "indicators" or one.id.startswith(ALSO))
        and not one.id.startswith(OWN_FIELDS)
    )


def as_project(dossier: Dossier) -> Dossier | None:
    """Return a unit's year in the paths of a project; None where it has no indicators."""
    rows = dossier.row_ids(ROWS)
    if not rows:
        return None
    entries = {
        path.removeprefix(WHOLE): entry
        for path, entry in dossier.entries.items()
        if path.startswith(WHOLE) and path.removeprefix(WHOLE).startswith(SHARED)
    }
    kept = tuple(
        replace(e, path=e.path.removeprefix(WHOLE))
        for e in dossier.explanations
        if e.path.startswith(WHOLE)
    )
    made = Dossier(dossier.year, entries, {"indicators": rows}, kept, stages=dossier.stages)
    made.worked_out["whole unit"] = True
    return made


def told_of_unit(finding: Finding) -> Finding:
    """Put a finding of the view back into the unit's own paths."""
    return replace(
        finding,
        path=WHOLE + finding.path,
        also=tuple(WHOLE + path for path in finding.also),
        follows=WHOLE + finding.follows if finding.follows else "",
        mend=_mend(finding.mend),
    )


def _mend(mend: Mend | None) -> Mend | None:
    if mend is None:
        return None
    return replace(mend, changes=tuple(map(_moved, mend.changes)))


def _moved(change: Change) -> Change:
    if isinstance(change, SetText):
        return replace(change, path=WHOLE + change.path)
    if isinstance(change, AddRow | DropRow | MoveRow):
        return replace(change, kind=WHOLE + change.kind)
    return change
