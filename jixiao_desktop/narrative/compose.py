"""An outline + dossiers → a document; a section is the person's text, else its draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jixiao_desktop.narrative.charting import charted
from jixiao_desktop.narrative.conditions import holds
from jixiao_desktop.narrative.document import Block, Document, Paragraph, Run
from jixiao_desktop.narrative.look import read_look
from jixiao_desktop.narrative.numbering import Counters, numbered
from jixiao_desktop.narrative.outline import BlockLike, OutlineLike
from jixiao_desktop.narrative.prose import drafted, led, section_path, written
from jixiao_desktop.narrative.rows import BY_HAND, by_hand, quoted, told_rows
from jixiao_desktop.narrative.scope import Scope, Subject, unit_scope
from jixiao_desktop.narrative.sentence import phrase, printed
from jixiao_desktop.narrative.tables import table, table_by_hand

ANNEXES = 10
"""Level on which annexes are counted, below every heading."""
ROUND_A_TABLE = ("annex", "caption", "note")
"""Kinds of block that go with a table, also where it is written by hand."""

__all__ = ["Subject", "compose", "compose_blank", "draft", "section_path", "section_text"]


def compose(
    report: OutlineLike, subject: Subject, words: Mapping[str, str] | None = None
) -> Document:
    """Return the whole report; ``words`` are the notice's (title, due). Amounts in 万元."""
    scope = unit_scope(_spoken(report, subject, words))
    counters = Counters()
    blocks: list[Block] = []
    title = report.title
    for block in report.blocks:
        if not holds(scope, block.only):
            continue
        made = _block(block, scope, counters)
        if block.kind == "title":
            title = next((one.text for one in made if isinstance(one, Paragraph)), title)
        blocks += made
    look = read_look(report.style)
    return Document(title, tuple(blocks), look, report.id, report.edition)


def compose_blank(
    report: OutlineLike, subject: Subject, words: Mapping[str, str] | None = None
) -> Document:
    """Return the report to be written by hand: its headings, and what each is to hold."""
    scope, counters = unit_scope(_spoken(report, subject, words)), Counters()
    blocks: list[Block] = []
    for block in report.blocks:
        if block.kind in BY_HAND:
            blocks += by_hand(block)
        elif block.kind == "table":
            blocks += table_by_hand(block)
        elif block.kind in ROUND_A_TABLE or not (block.only or block.kind == "chart"):
            blocks += _block(block, scope, counters)
    look = read_look(report.style)
    return Document(report.title, tuple(blocks), look, report.id, report.edition, blank=True)


def draft(report: OutlineLike, path: str, subject: Subject) -> tuple[Paragraph, ...]:
    """Return what a section says when nobody rewrote it; an unknown path raises KeyError."""
    subject = _spoken(report, subject)
    for block in report.blocks:
        if block.kind == "section" and path in (block.path, section_path(subject, block.path)):
            return drafted(block, subject)
    raise KeyError(path)


def section_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return paragraphs as the text a person starts from when rewriting."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _spoken(
    report: OutlineLike, subject: Subject, words: Mapping[str, str] | None = None
) -> Subject:
    """Return the subject as this outline speaks of it."""
    return replace(
        subject,
        figures=report.figures,
        whole=report.scope == "unit",
        words=subject.words if words is None else words,
    )


def _block(block: BlockLike, scope: Scope, counters: Counters) -> tuple[Block, ...]:
    if block.kind == "table":
        return table(block, scope)
    if block.kind == "chart":
        return charted(block, scope) if scope.subject.charts else ()
    if block.kind == "section":
        return _section(block, scope.subject)
    if block.kind == "quote":
        return quoted(block, scope)
    if block.kind == "rows":
        return told_rows(block, scope, counters)
    if block.kind == "heading":
        number = numbered(block.number, counters.next(block.level, block.restart))
        head = (Run(number),) if number else ()
        return (Paragraph((*head, *printed(scope, block)), f"h{block.level}"),)
    if block.kind == "annex":
        count = numbered(block.number, counters.next(ANNEXES))
        return (Paragraph((Run(count), *printed(scope, block)), block.kind),)
    runs = tuple(printed(scope, block))
    blank = block.drop_if_empty and phrase(scope, block.text) is None
    style = "body" if block.kind == "paragraph" else block.kind
    return () if blank or not runs else (Paragraph(runs, style, project=scope.project),)


def _section(block: BlockLike, subject: Subject) -> tuple[Paragraph, ...]:
    path = section_path(subject, block.path)
    owner = unit_scope(subject)
    typed = written(owner.dossier.text(path), path, owner.project)
    return led(typed or drafted(block, subject), block)
