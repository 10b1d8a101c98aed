"""An outline + dossiers → a document; a section is the person's text, else its draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jixiao_desktop.narrative.conditions import holds
from jixiao_desktop.narrative.document import Document, Paragraph, Run
from jixiao_desktop.narrative.look import read_look
from jixiao_desktop.narrative.numbering import Counters, numbered
from jixiao_desktop.narrative.outline import BlockLike, OutlineLike
from jixiao_desktop.narrative.prose import drafted, section_path, written
from jixiao_desktop.narrative.scope import Scope, Subject, unit_scope
from jixiao_desktop.narrative.sentence import FIELD, phrase
from jixiao_desktop.narrative.values import value_of

__all__ = ["Subject", "compose", "compose_blank", "draft", "section_path", "section_text"]


def compose(
    report: OutlineLike, subject: Subject, words: Mapping[str, str] | None = None
) -> Document:
    """Return the whole report; ``words`` are the notice's (title, due). Amounts in 万元."""
    if words is not None:
        subject = replace(subject, words=words)
    scope = unit_scope(subject)
    counters = Counters()
    blocks: list[Paragraph] = []
    title = report.title
    for block in report.blocks:
        if not holds(scope, block.only):
            continue
        made = _block(block, scope, counters)
        if block.kind == "title":
            title = made[0].text if made else title
        blocks += made
    look = read_look(report.style)
    return Document(title, tuple(blocks), look, report.id, report.edition)


def compose_blank(
    report: OutlineLike, subject: Subject, words: Mapping[str, str] | None = None
) -> Document:
    """Return the report to be written by hand: its headings, and what each is to hold."""
    if words is not None:
        subject = replace(subject, words=words)
    scope, counters = unit_scope(subject), Counters()
    blocks: list[Paragraph] = []
    for block in report.blocks:
        if block.kind != "section" and not block.only:
            blocks += _block(block, scope, counters)
        elif block.kind == "section" and block.hint:
            blocks.append(Paragraph((Run(f"（{block.hint}）"),), path=block.path))
    look = read_look(report.style)
    return Document(report.title, tuple(blocks), look, report.id, report.edition, blank=True)


def draft(report: OutlineLike, path: str, subject: Subject) -> tuple[Paragraph, ...]:
    """Return what a section says when nobody rewrote it; an unknown path raises KeyError."""
    for block in report.blocks:
        if block.kind == "section" and path in (block.path, section_path(subject, block.path)):
            return drafted(block, subject)
    raise KeyError(path)


def section_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return paragraphs as the text a person starts from when rewriting."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _block(block: BlockLike, scope: Scope, counters: Counters) -> tuple[Paragraph, ...]:
    if block.kind == "section":
        return _section(block, scope.subject)
    if block.kind == "heading":
        number = numbered(block.number, counters.next(block.level, block.restart))
        head = (Run(number),) if number else ()
        return (Paragraph((*head, *_filled(scope, block.text)), f"h{block.level}"),)
    runs = _filled(scope, block.text)
    blank = block.drop_if_empty and phrase(scope, block.text) is None
    return () if blank or not runs else (Paragraph(runs, block.kind),)


def _section(block: BlockLike, subject: Subject) -> tuple[Paragraph, ...]:
    path = section_path(subject, block.path)
    owner = unit_scope(subject)
    typed = written(owner.dossier.text(path), path, owner.project)
    return typed or drafted(block, subject)


def _filled(scope: Scope, pattern: str) -> tuple[Run, ...]:
    """Fill a printed line; a blank value leaves its place free for the pen."""
    runs: list[Run] = []
    for place, piece in enumerate(FIELD.split(pattern)):
        value = value_of(scope, piece) if place % 2 else None
        if place % 2 == 0 and piece:
            runs.append(Run(piece))
        elif value is not None:
            runs.append(Run(value.text, next(iter(value.sources), "")))
    return tuple(runs)
