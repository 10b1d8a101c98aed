"""Report outlines as data: headings, prose sections with drafts, lines; one per report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence with {path} or {name}; left out when one of its values is blank.

    ``only`` names conditions of ``narrative`` (``deviating`` …) that must all hold, or asks
    whether a field of the row is just these words (``row.level2=时效指标``); never an expression.
    """

    text: str
    only: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence of a draft: ``lead`` and the clauses that have something to say.

    Without a clause left there is no sentence. ``each`` repeats it (``indicators``, ``sources``):
    every time a paragraph of its own, or within one paragraph where ``items`` joins them.
    ``after`` runs it on behind the sentence before, whose end becomes that mark. ``once`` says
    when it is not told per project: ``unit`` (once, always) or ``several`` (once, and only where
    the report covers several projects). ``number`` is a number style by its first number.
    """

    clauses: tuple[Clause, ...]
    lead: str = ""
    each: str = ""
    only: str = ""
    items: str = ""
    join: str = "，"
    end: str = "。"
    after: str = ""
    once: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above the rows that share one field (``by``): 产出指标, below it 数量指标.

    Groups stand in the order of their first row; one without a name has no heading.
    """

    by: str
    text: str
    level: int = 0
    number: str = ""
    restart: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its width in mm.

    ``over`` is a second heading above it, shared with neighbours of the same words. ``merge``
    joins equal neighbours downwards (产出指标), within what the columns before it join.
    ``drop_if_empty`` leaves the column out where no row says anything in it.
    """

    text: str
    width: float
    over: str = ""
    align: str = "left"
    merge: bool = False
    drop_if_empty: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, or with ``each`` one for every row of a list.

    Each cell is a pattern with {path} or {name} and may depend on a condition; “<” joins a cell
    to the one on its left. ``only`` leaves the whole row out.
    """

    cells: tuple[Clause, ...]
    each: str = ""
    only: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a report.

    ``kind``: ``title``, ``subtitle``, ``line`` (head or signature line), ``heading`` (with
    ``level`` 1–4), ``section`` (a prose path that a person may rewrite, else its drafts;
    ``otherwise`` stands where they have nothing to say), ``paragraph`` (a printed sentence with
    figures), ``quote`` (the prose of a path behind ``text``, asked for elsewhere), ``rows`` (one
    paragraph for every row of ``each``, below the headings of its groups), ``table``, ``annex``
    (附表1 on a new page), ``caption`` (what stands above a table), ``note`` (below it), ``chart``
    (the drawing that ``each`` names, only where the person asked for charts). ``number`` is a
    number style by its first number ("一、"); a heading restarts the numbers below it unless
    ``restart`` is off. ``clauses`` stand in place of ``text`` where a part of it depends on a
    condition.
    """

    kind: str
    text: str = ""
    level: int = 0
    path: str = ""
    label: str = ""
    hint: str = ""
    drafts: tuple[Draft, ...] = ()
    otherwise: str = ""
    only: str = ""
    number: str = ""
    restart: bool = True
    drop_if_empty: bool = False
    clauses: tuple[Clause, ...] = ()
    each: str = ""
    groups: tuple[Group, ...] = ()
    columns: tuple[Column, ...] = ()
    lines: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One screen of a report: a chapter's title and the prose sections asked for on it."""

    id: str
    title: str
    hint: str
    sections: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One edition of a report: its blocks in order, its look, where it belongs."""

    id: str
    edition: str
    year: int
    title: str
    short: str
    basis: str
    stage: str
    scope: str
    folder: Path
    file_name: str
    blocks: tuple[Block, ...]
    style: dict[str, object]
    figures: str = ""
    """How figures are said: "" (100.00万元, 98.90%) or plain (100, 98.9%, texts as typed)."""
    several: bool = True
    """Whether one report may cover several projects."""
    settings: tuple[tuple[str, str], ...] = ()
    """Settings this edition brings, as texts."""

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the file formats a report can be exported to."""
        return ("docx", "pdf")

    @property
    def drawn(self) -> bool:
        """Tell whether the outline offers charts."""
        return any(block.kind == "chart" for block in self.blocks)

    def sections(self) -> tuple[Block, ...]:
        """Return the prose sections in order."""
        return tuple(block for block in self.blocks if block.kind == "section")

    def chapters(self) -> tuple[Chapter, ...]:
        """Group the prose sections under their first-level headings: one screen each."""
        made: list[Chapter] = []
        head, sections = Block("heading"), list[Block]()
        for block in (*self.blocks, Block("heading", level=1)):
            if block.kind == "heading" and block.level == 1:
                if sections:
                    name = f"{self.id}-{len(made) + 1}"
                    made.append(Chapter(name, head.text, head.hint, tuple(sections)))
                head, sections = block, []
            elif block.kind == "section":
                sections.append(block)
        return tuple(made)
