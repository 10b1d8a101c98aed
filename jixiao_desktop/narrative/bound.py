"""Figures in rewritten text that were bound in the draft and no longer agree with their source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Finding, Mend, Severity
from jixiao_desktop.domain.money import SHIFTS
from jixiao_desktop.domain.numbers import WIDE, plain, round_half_up
from jixiao_desktop.narrative.document import Paragraph
from jixiao_desktop.narrative.outline import BlockLike, OutlineLike
from jixiao_desktop.narrative.prose import drafted, section_path
from jixiao_desktop.narrative.scope import Subject, unit_scope

RULE = "report.figure"
KINDS = ("money", "rate")
ELSEWHERE = ("上年", "去年", "往年", "同期", "其中", "调整", "原", "拟", "如", "若")
"""Words of a clause after which its figure need not be this year's own."""
SHORTEST = 2
_LABEL = re.compile(r"[\u4e00-\u9fff]+$")
_CLAUSE = re.compile(r"[，。；：！？,;!?\n（）()]")
_BETWEEN = re.compile(r"(?:[为是共约计达到：: ]|合计){0,3}")
_UNDERSTOOD_UNITS = ("万元", "元", "%")


@dataclass(frozen=True, slots=True)
class LooseFigure:
    """A figure as it was written, what its source says now, and the text with it put right.

    ``section`` is where the text is kept, ``source`` where the figure belongs; ``start`` and
    ``end`` count characters of the text as typed.
    """

    section: str
    source: str
    written: str
    true: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Bound:
    """A figure of the draft: the words before it, its value and where it comes from."""

    source: str
    kind: str
    value: Decimal


def loose_figures(report: OutlineLike, subject: Subject) -> tuple[LooseFigure, ...]:
    """Return the figures of rewritten sections that depart from their source (万元 and %).

    Only figures behind the very words of the draft count (“已执行41.88万元”), and only where these
    words stand for one figure in the draft and in the text: a doubt is no finding. A figure rounded
    by the writer agrees.
    """
    sections = [block for block in report.blocks if block.kind == "section"]
    typed = [(block, _typed(block, subject)) for block in sections]
    rewritten = [(block, text) for block, text in typed if text.strip()]
    if not rewritten:
        return ()
    bound = _bound(subject, sections)
    found = [
        figure
        for block, text in rewritten
        for figure in _in_text(text, section_path(subject, block.path), bound, subject)
    ]
    return tuple(sorted(found, key=lambda figure: (figure.section, figure.start)))


def loose_findings(report: OutlineLike, subject: Subject) -> tuple[Finding, ...]:
    """Return the same as findings, each with a replacement of one key; ``{where}`` is left in.

    Source: 源财〔2023〕432号 五.1 (the unit answers for the truth of what it reports).
    """
    return tuple(_finding(figure, subject) for figure in loose_figures(report, subject))


def _finding(figure: LooseFigure, subject: Subject) -> Finding:
    message = f"{{where}}：正文写的是{figure.written}，按填报的数据应是{figure.true}，两处不一致。"
    return Finding(
        rule=RULE,
        severity=Severity.EXPLAIN,
        path=figure.section,
        message=message,
        fix="数据正确的，换成现在的数；正文正确的，去改数据；另有所指的，写明说明。",
        basis=subject.settings.basis,
        also=(figure.source,),
        mend=Mend(f"换成{figure.true}", (set_text(figure.section, figure.text),)),
        data={"message": message},
    )


def _typed(block: BlockLike, subject: Subject) -> str:
    return unit_scope(subject).dossier.text(section_path(subject, block.path))


def _bound(subject: Subject, sections: list[BlockLike]) -> dict[str, _Bound]:
    """Return the labels that stand for exactly one figure in all drafts."""
    seen: dict[str, set[_Bound]] = defaultdict(set)
    for block in sections:
        for paragraph in drafted(block, subject):
            for label, bound in _labelled(paragraph):
                seen[label].add(bound)
    return {label: next(iter(all_)) for label, all_ in seen.items() if len(all_) == 1}


def _labelled(paragraph: Paragraph) -> Iterator[tuple[str, _Bound]]:
    before = ""
    for run in paragraph.runs:
        label = _LABEL.search(before)
        read = facts(run.text) if run.source and label else ()
        if label and len(label[0]) >= SHORTEST and len(read) == 1:
            fact = read[0]
            whole = fact.start == 0 and fact.end == len(run.text)
            if whole and fact.kind in KINDS and isinstance(fact.value, Decimal):
                yield label[0], _Bound(run.source, fact.kind, fact.value)
        before = "" if run.source else run.text


def _in_text(
    text: str, section: str, bound: dict[str, _Bound], subject: Subject
) -> Iterator[LooseFigure]:
    for label, one in bound.items():
        behind = [fact for fact in _facts_behind(text, label) if fact.kind == one.kind]
        if len({fact.value for fact in behind}) != 1:
            continue
        for fact in behind:
            if not _speaks_of_now(text, label, fact, subject) or _agrees(fact, one.value):
                continue
            true = _as_written(one.value, fact)
            put_right = text[: fact.start] + true + text[fact.end :]
            yield LooseFigure(section, one.source, fact.text, true, fact.start, fact.end, put_right)


def _facts_behind(text: str, label: str) -> Iterator[Fact]:
    """Return the figures that stand right behind a label."""
    starts = {fact.start: fact for fact in facts(text)}
    for match in re.finditer(re.escape(label), text):
        between = _BETWEEN.match(text, match.end())
        fact = starts.get(between.end() if between else match.end())
        if fact is not None and fact.unit in _UNDERSTOOD_UNITS:
            yield fact


def _speaks_of_now(text: str, label: str, fact: Fact, subject: Subject) -> bool:
    """Leave out clauses about another year, a part, or a plan."""
    clause = _CLAUSE.split(text[: fact.start])[-1].replace(label, "")
    if any(word in clause for word in ELSEWHERE):
        return False
    year = unit_scope(subject).dossier.year
    return all(named == str(year) for named in re.findall(r"(?:19|20)[0-9]{2}(?=年)", clause))


def _agrees(fact: Fact, value: Decimal) -> bool:
    """Compare at the precision that was written."""
    shift = SHIFTS.get(fact.unit, 0)
    digits = re.sub(r"[^0-9.]", "", fact.text)
    places = len(digits.partition(".")[2])
    own = value.scaleb(-shift, context=WIDE)
    return isinstance(fact.value, Decimal) and (
        fact.value.scaleb(-shift, context=WIDE) == round_half_up(own, places)
    )


def _as_written(value: Decimal, fact: Fact) -> str:
    """Write the true figure in the unit the text uses, with at least as many decimals."""
    own = value.scaleb(-SHIFTS.get(fact.unit, 0), context=WIDE)
    places = 0 if fact.unit == "元" and own == own.to_integral_value() else 2
    shown = plain(own)
    if len(shown.partition(".")[2]) < places:
        shown = format(round_half_up(own, places), "f")
    return shown + fact.unit
