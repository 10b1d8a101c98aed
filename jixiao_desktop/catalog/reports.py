"""Report outlines as data: headings, prose sections with drafts, tables; one per report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence pattern of a draft: text with {path} or {name}; dropped when a value is blank.

    ``each`` repeats it over a list (``indicators``) or over ``projects``; ``only`` names a
    condition computed in ``narrative`` (``deviating``, ``money_slow`` …), never an expression.
    """

    text: str
    each: str = ""
    only: str = ""
    join: str = ""
    drop_if_blank: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a report.

    ``kind``: ``title``, ``line``, ``heading`` (with ``level`` 1–4), ``section`` (a prose path that
    a person may rewrite, else its drafts), ``table`` (names a table), ``rows`` (grouped lines).
    """

    kind: str
    text: str = ""
    level: int = 0
    path: str = ""
    hint: str = ""
    drafts: tuple[Draft, ...] = ()
    each: str = ""
    group: tuple[str, ...] = ()
    number: str = ""
    restart: bool = True
    drop_if_empty: bool = False
    table: str = ""


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

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the file formats a report can be exported to."""
        return ("docx", "pdf")

    def chapters(self) -> tuple[Chapter, ...]:
        """Group the prose sections under their first-level headings: one screen each."""
        made: list[Chapter] = []
        title, sections = "", list[Block]()
        for block in (*self.blocks, Block("heading", level=1)):
            if block.kind == "heading" and block.level == 1:
                if sections:
                    made.append(
                        Chapter(f"{self.id}-{len(made) + 1}", title, "", tuple(sections))
                    )
                title, sections = block.text, []
            elif block.kind == "section":
                sections.append(block)
        return tuple(made)
