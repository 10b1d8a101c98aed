"""Rows of a list as numbered paragraphs below the headings of their groups; prose quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao_desktop.narrative.document import Paragraph, Run, lines_of
from jixiao_desktop.narrative.numbering import Counters, numbered
from jixiao_desktop.narrative.outline import BlockLike, GroupLike
from jixiao_desktop.narrative.scope import Scope, listed_rows
from jixiao_desktop.narrative.sentence import FIELD, filled, printed
from jixiao_desktop.narrative.values import one_line

BY_HAND = ("section", "quote", "rows", "paragraph")
"""Kinds of block that stand differently in a report to be written by hand."""

ROOM = "　　　　"
USUAL = ("", "has_target")
"""Conditions under which a report to be written by hand brings a part of a sentence."""


def told_rows(block: BlockLike, scope: Scope, counters: Counters) -> tuple[Paragraph, ...]:
    """Tell every indicator once, below its groups, each in the order of its first row.

    Numbers of rows start anew in every group. An unknown list raises KeyError.
    """
    rows = _in_order(listed_rows(scope, block.each), [group.by for group in block.groups])
    rows = [*rows[:-1], *(replace(row, last=True) for row in rows[-1:])]
    return _grouped(block, rows, block.groups, counters)


def _in_order(rows: Sequence[Scope], fields: Sequence[str]) -> list[Scope]:
    """Put rows of one group together, each group in the place of its first row."""
    if not fields:
        return list(rows)
    members: dict[str, list[Scope]] = {}
    for row in rows:
        members.setdefault(one_line(row.row_text(fields[0])), []).append(row)
    return [row for inside in members.values() for row in _in_order(inside, fields[1:])]


def _grouped(
    block: BlockLike, rows: Sequence[Scope], groups: Sequence[GroupLike], counters: Counters
) -> tuple[Paragraph, ...]:
    if not groups:
        first = rows[0].row if rows else ""
        return tuple(
            _row(block, replace(row, before="" if row.row == first else row.before), number)
            for number, row in enumerate(rows, 1)
        )
    head, *below = groups
    members: dict[str, list[Scope]] = {}
    for row in rows:
        members.setdefault(one_line(row.row_text(head.by)), []).append(row)
    made: list[Paragraph] = []
    for name, inside in members.items():
        if name:
            number = Run(numbered(head.number, counters.next(head.level, head.restart)))
            runs = (number, *filled(inside[0], head.text))
            made.append(Paragraph(runs, f"h{head.level}", project=inside[0].project))
        made += _grouped(block, inside, below, counters)
    return tuple(made)


def _row(block: BlockLike, row: Scope, number: int) -> Paragraph:
    runs = (Run(numbered(block.number, number)), *printed(row, block))
    return Paragraph(runs, path=row.row_path("name"), project=row.project)


def quoted(block: BlockLike, scope: Scope) -> tuple[Paragraph, ...]:
    """Return a path's prose behind its leading words: every line a paragraph."""
    first, *more = lines_of(scope.dossier.text(block.path)) or ("",)
    lead = (Run(block.text), Run(first, block.path)) if first else (Run(block.text.rstrip()),)
    heads = (lead, *((Run(line, block.path),) for line in more))
    return tuple(
        Paragraph(runs, path=block.path, project=scope.project) for runs in heads if runs[0].text
    )


def by_hand(block: BlockLike) -> tuple[Paragraph, ...]:
    """Return what a blank report prints for a block: room to write, and what belongs there."""
    pattern = "".join((block.text, *(c.text for c in block.clauses if c.only in USUAL)))
    said = block.number + FIELD.sub(ROOM, pattern)
    made = [Paragraph((Run(said),), path=block.path)] if said else []
    if block.hint:
        made.append(Paragraph((Run(f"（{block.hint}）"),), path=block.path))
    return tuple(made)
