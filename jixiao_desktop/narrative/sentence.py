"""One sentence pattern → runs of text whose figures know their source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jixiao_desktop.narrative.conditions import holds
from jixiao_desktop.narrative.document import Run
from jixiao_desktop.narrative.figures import value_of
from jixiao_desktop.narrative.outline import BlockLike, DraftLike
from jixiao_desktop.narrative.scope import Scope

FIELD = re.compile(r"\{([^{}]+)\}")
STOPS = "。；;，,、 "
CLOSED = ("。", "！", "？", "：", "；")


def phrase(scope: Scope, pattern: str) -> list[Run] | None:
    """Fill one pattern; None as soon as one of its values is blank."""
    runs: list[Run] = []
    for place, piece in enumerate(FIELD.split(pattern)):
        if place % 2 == 0:
            if piece:
                runs.append(Run(piece))
            continue
        value = value_of(scope, piece)
        if value is None:
            return None
        first, *also = value.sources or ("",)
        runs.append(Run(value.text, first, tuple(also)))
    return runs


def filled(scope: Scope, pattern: str) -> list[Run]:
    """Fill a printed line; a blank value leaves its place free for the pen."""
    runs: list[Run] = []
    for place, piece in enumerate(FIELD.split(pattern)):
        value = value_of(scope, piece) if place % 2 else None
        if place % 2 == 0 and piece:
            runs.append(Run(piece))
        elif value is not None:
            first, *also = value.sources or ("",)
            runs.append(Run(value.text, first, tuple(also)))
    return runs


def printed(scope: Scope, block: BlockLike) -> list[Run]:
    """Fill a block's text, or those of its clauses whose condition holds."""
    said = [clause.text for clause in block.clauses if holds(scope, clause.only)]
    return [run for pattern in (block.text, *said) for run in filled(scope, pattern)]


def clauses(scope: Scope, draft: DraftLike) -> list[Run]:
    """Fill the clauses that have something to say, joined; empty where none has."""
    made: list[Run] = []
    for clause in draft.clauses:
        said = phrase(scope, clause.text) if holds(scope, clause.only) else None
        if said:
            made = [*open_ended(made), Run(draft.join), *said] if made else said
    return made


def open_ended(runs: Sequence[Run]) -> list[Run]:
    """Take the stop off a sentence that goes on: a typed reason may end with one."""
    *head, last = runs
    return [*head, replace(last, text=last.text.rstrip(STOPS))]


def sentence(scope: Scope, draft: DraftLike, *, alone: bool = True) -> list[Run]:
    """Fill one draft without its end mark; its lead stands only where the sentence is alone."""
    if not holds(scope, draft.only):
        return []
    said = clauses(scope, draft)
    if not said or not alone:
        return said
    return [*(phrase(scope, draft.lead) or ()), *said]


def closed(runs: Sequence[Run], mark: str) -> list[Run]:
    """Put the end mark behind a sentence that does not bring one."""
    if not runs or not mark or runs[-1].text.endswith(CLOSED):
        return list(runs)
    return [*runs, Run(mark)]
