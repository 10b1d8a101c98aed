"""One fault, one remark: what tells a fault again is folded under the finding that tells it best.

Told again is what holds the same two figures at the same place, what blames the same figure of
a sentence or finds the same difference, and what a more special rule has said already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.finding import Finding

GENERAL = ("text.", "report.", "copied.", "progress_text.")
"""Families that look at any text: where a rule of the form tells the fault, they give way."""

SCALE = ("budget.yuan", "text.yuan_for_wan", "time.no_such_day")
"""Rules that name the slip itself; who compares with the mistaken figure only sees its effect."""

SLIPS = frozenset({"budget.yuan", "text.yuan_for_wan"})

TOLD_ALREADY: Mapping[str, tuple[str, ...]] = {
    "value.target_readable": ("time.no_such_day",),
    "indicator.deadline_vague": ("indicator.year_for_deadline", "time.no_such_day"),
    "score.reason_thin": ("evaluation.reason_empty",),
    "goal.unit_differs": ("unit.mismatch",),
    "copied.name": ("summary.another_row", "copied.text"),
    "copied.nothing_of_this": ("summary.another_row", "copied."),
    "summary.share": ("progress_text.copied",),
    "unit.deviation_named": ("progress_text.no_deviation", "unit.no_problem"),
}
"""A rule that gives way at one place, and the rules that have said it there already."""

IN_ROW: Mapping[str, tuple[str, ...]] = {
    "progress.behind": ("progress.reason_thin",),
    "progress.over_target": ("unit.satisfaction_level",),
}
"""A rule that gives way within one row, and the rules that name the cause there."""

MIRRORED = frozenset({"budget", "spending", "evaluation", "unit"})
"""Families whose rules hold two cells against each other, each from its own side."""

_QUOTED = re.compile("“[^”]{0,200}”|第\\d{1,4}行|\\d{4}年|\\d{1,2}月(?:\\d{1,2}日)?|\\d{1,2}项")
_FIGURE = re.compile(r"\d{1,15}(?:\.\d{1,8})?")
_APART = re.compile(r"(?:相差|多|少)(\d{1,15}(?:\.\d{1,8})?)(?=\D{1,4}。)")
SMALL = 1
"""A figure of one digit alone blames nothing: it stands in too many sentences."""


def told_once(findings: list[Finding]) -> list[Finding]:
    """Fold each finding that tells again what a finding as grave tells at its place already.

    Nothing is lost: the folded ones stand under the one that is counted.
    """
    places: dict[str, list[int]] = {}
    rules = set()
    for at, one in enumerate(findings):
        if not one.follows:
            places.setdefault(one.path, []).append(at)
            rules.add(one.rule)
    causes: dict[int, str] = {}
    for path, here in places.items():
        if len(here) > 1:
            causes.update(dict.fromkeys(_again(findings, here), path))
    causes.update(_beside(findings, places, causes))
    if not rules.isdisjoint(IN_ROW):
        causes.update(_of_rows(findings, places, causes))
    if not causes:
        return findings
    made = [
        replace(one, follows=causes[at]) if at in causes else one for at, one in enumerate(findings)
    ]
    return _under_roots(made)


def _under_roots(findings: list[Finding]) -> list[Finding]:
    """Hang what follows from a finding that was itself folded under that one's own cause."""
    standing = {one.path for one in findings if not one.follows}
    onward = {one.path: one.follows for one in findings if one.follows not in ("", one.path)}
    return [
        replace(one, follows=onward[one.follows])
        if one.follows and one.follows not in standing and one.follows in onward
        else one
        for one in findings
    ]


def _again(findings: list[Finding], here: list[int]) -> Iterable[int]:
    """Give those of one place that tell again what a graver or more special one tells."""
    kept: list[Finding] = []
    for at in sorted(here, key=lambda at: _worth(findings[at])):
        if any(_same(root, findings[at]) for root in kept):
            yield at
        else:
            kept.append(findings[at])


def _worth(finding: Finding) -> tuple[int, bool, bool]:
    """Rank who tells a fault: the gravest, then who names the slip, then the special rule."""
    special = finding.rule in SCALE
    general = finding.rule.startswith(GENERAL) or finding.rule in TOLD_ALREADY
    return finding.severity.rank, not special, general


def _same(root: Finding, other: Finding) -> bool:
    """Tell whether two findings of one place tell one fault."""
    if root.rule.startswith(TOLD_ALREADY.get(other.rule, ("-",))):
        return True
    first, second = figures_of(_said(root)), figures_of(_said(other))
    common = set(first) & set(second)
    if root.rule == other.rule:
        return len(common) > 1 and set(first) == set(second)
    if len(common) > 1 or (common and root.rule in SLIPS):
        return True
    apart = _apart(_said(root))
    if apart and apart == _apart(_said(other)):
        return True
    blamed = first[:1] == second[:1] and len("".join(first[:1])) > SMALL
    return blamed and "写" in _said(root) + _said(other)


def _said(finding: Finding) -> str:
    """Return the message without its place in words, which may hold figures of its own."""
    return finding.data.get("message") or finding.message


def _beside(
    findings: list[Finding], places: Mapping[str, list[int]], causes: Mapping[int, str]
) -> Iterable[tuple[int, str]]:
    """Fold what compares the same two figures from the other side: rules of one family only."""
    folded = set(causes)
    for at in (at for here in places.values() for at in here):
        one = findings[at]
        if one.rule.partition(".")[0] not in MIRRORED:
            continue
        for other in (n for path in one.also if path != one.path for n in places.get(path, ())):
            if not {at, other} & folded and _mirrors(one, findings[other]):
                late = max(at, other, key=lambda n: (*_worth(findings[n]), n))
                folded.add(late)
                yield late, findings[at + other - late].path


def _mirrors(one: Finding, other: Finding) -> bool:
    """Tell whether two rules of a family hold the same two figures against each other."""
    if one.rule == other.rule or one.rule.partition(".")[0] != other.rule.partition(".")[0]:
        return False
    return len(set(figures_of(_said(one))) & set(figures_of(_said(other)))) > 1


def _of_rows(
    findings: list[Finding], places: Mapping[str, list[int]], causes: Mapping[int, str]
) -> Iterable[tuple[int, str]]:
    """Fold what only shows the effect of a fault that another rule names in the same row."""
    named = {
        (_row(findings[at].path), findings[at].rule): findings[at]
        for here in places.values()
        for at in here
        if at not in causes
    }
    for here in places.values():
        for at in here:
            one = findings[at]
            for rule in IN_ROW.get(one.rule, ()):
                root = named.get((_row(one.path), rule))
                if root and root.severity.rank <= one.severity.rank:
                    yield at, root.path


def _row(path: str) -> tuple[str, ...]:
    return (paths.list_of(path) or (path,))[:2]


@lru_cache(4096)
def figures_of(message: str) -> tuple[str, ...]:
    """Give the figures that a message itself states, in its order, without trailing noughts."""
    return tuple(map(_plain, _FIGURE.findall(_QUOTED.sub("", message))))


@lru_cache(4096)
def _apart(message: str) -> str:
    """Give the difference that a message tells at its end, "" where it tells none."""
    match = _APART.search(message)
    return _plain(match[1]) if match else ""


def _plain(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure
