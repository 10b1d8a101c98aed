"""Findings put together for reading: consequences under their cause, many rows said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.finding import Finding, Mend, Severity
from jixiao_desktop.rules.same_fault import figures_of
from jixiao_desktop.session.told import group_of, place_of, sentence_of

WORTH = 3
"""From how many rows on the same finding is told once."""

_ROW = re.compile("第(\\d{1,4})行(?:“[^”]{0,80}”)?")


@dataclass(frozen=True)
class Remark:
    """A root cause with what follows from it, and the same said of other rows."""

    finding: Finding
    follows: tuple[Finding, ...] = ()
    alike: tuple[Finding, ...] = ()

    @property
    def group(self) -> str:
        """Name the group it is told in."""
        return group_of(self.finding)

    @property
    def each(self) -> tuple[Finding, ...]:
        """Return the finding and those like it."""
        return (self.finding, *self.alike)

    @cached_property
    def place(self) -> str:
        """Say where without the form's name; several rows by their numbers."""
        return _rows(self.each) if self.alike else place_of(self.finding)

    @cached_property
    def sentence(self) -> str:
        """Say what is wrong; of several rows, what holds for each or for the first."""
        first = sentence_of(self.finding)
        if not self.alike:
            return first
        same = all(sentence_of(one) == first for one in self.alike)
        return f"这{len(self.each)}行都是：{first}" if same else f"{_row_of(self.finding)}{first}"

    @cached_property
    def lines(self) -> tuple[tuple[str, Finding], ...]:
        """Say its further places, one line each; asked for at every step while it is shown."""
        first = sentence_of(self.finding)
        lines = []
        for one in self.alike:
            told = sentence_of(one)
            lines.append(
                (_row_of(one).rstrip("：") if told == first else f"{_row_of(one)}{told}", one)
            )
        lines += [(f"由此引起：{place_of(one)}：{sentence_of(one)}", one) for one in self.follows]
        return tuple(lines)

    @cached_property
    def mend(self) -> Mend | None:
        """Return the repair that one key performs; for several rows, of all of them at once."""
        mends = [one.mend for one in self.each if one.mend]
        if not self.alike:
            return mends[0] if mends else None
        if len(mends) < len(self.each) or len({one.name for one in mends}) > 1:
            return None
        changes = tuple(change for one in mends for change in one.changes)
        return Mend(f"{mends[0].name}（{len(mends)}处）", changes)


def folded(findings: Sequence[Finding]) -> tuple[Remark, ...]:
    """Put what follows from a finding under it; what has no cause at hand stands by itself."""
    roots = [finding for finding in findings if not finding.follows]
    there: dict[str, list[int]] = {}
    for at, root in enumerate(roots):
        there.setdefault(root.path, []).append(at)
    under: dict[int, list[Finding]] = {}
    alone = []
    for finding in findings:
        if finding.follows and finding.follows in there:
            told = set(figures_of(finding.message))
            at = max(
                there[finding.follows],
                key=lambda at: len(told & set(figures_of(roots[at].message))),
            )
            under.setdefault(at, []).append(finding)
        elif finding.follows:
            alone.append(Remark(finding))
    made = [Remark(root, tuple(under.get(at, ()))) for at, root in enumerate(roots)]
    return (*made, *alone)


def gathered(findings: Sequence[Finding]) -> tuple[Remark, ...]:
    """Fold, then tell what is said of the same cell of many rows once, where the first stood.

    What asks for an explanation stays by itself: each is explained by itself.
    """
    remarks = folded(findings)
    kinds = [_kind(remark) for remark in remarks]
    groups: dict[object, list[Remark]] = {}
    for kind, remark in zip(kinds, remarks, strict=True):
        groups.setdefault(kind, []).append(remark)
    made: list[Remark] = []
    for kind, remark in zip(kinds, remarks, strict=True):
        group = groups[kind]
        if len(group) < WORTH:
            made.append(remark)
        elif remark is group[0]:
            follows = tuple(one for each in group for one in each.follows)
            made.append(replace(remark, follows=follows, alike=tuple(r.finding for r in group[1:])))
    return tuple(made)


def other_lines(remark: Remark) -> tuple[tuple[str, Finding], ...]:
    """Say the further places of a remark, one line each: the rows alike, then what follows."""
    return remark.lines


def _kind(remark: Remark) -> object:
    finding = remark.finding
    if finding.severity is Severity.EXPLAIN or not paths.list_of(finding.path):
        return id(remark)
    return finding.rule, finding.severity, paths.pattern_of(finding.path), finding.project


def _row_of(finding: Finding) -> str:
    found = _ROW.search(finding.where)
    return f"{found[0]}：" if found else f"{place_of(finding)}："


def _rows(findings: Sequence[Finding]) -> str:
    """Say the place of the first with the numbers of all rows in it: 第1—4、7行."""
    place = place_of(findings[0])
    numbers = sorted({int(found[1]) for one in findings if (found := _ROW.search(one.where))})
    if not _ROW.search(place) or len(numbers) < len(findings):
        return f"{place}等{len(findings)}处"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = "、".join(_run(run) for run in runs)
    return _ROW.sub(f"第{said}行", place, count=1)


def _run(numbers: Sequence[int]) -> str:
    if len(numbers) < WORTH:
        return "、".join(map(str, numbers))
    return f"{numbers[0]}—{numbers[-1]}"
