"""A composed report: paragraphs whose figures know where they come from; Word and paper draw it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from jixiao_desktop.domain.short_code import short_code, show_code
from jixiao_desktop.narrative.chart import ChartBlock
from jixiao_desktop.narrative.look import Look

NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Drop what no Office file and no page can hold: control characters and half surrogates."""
    return NOT_PRINTABLE.sub("", text)


def lines_of(text: str) -> tuple[str, ...]:
    """Split a typed text into paragraphs as it is printed: indents and empty lines are the page's.

    Every kind of line break counts; blanks at both ends (people indent with “　　”) go.
    """
    shown = (printable(line).strip() for line in text.splitlines())
    return tuple(line for line in shown if line)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``source`` is the path where its figure would be mended, "" for words.

    ``also`` are further paths that a computed figure rests on.
    """

    text: str
    source: str = ""
    also: tuple[str, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its look by name, the section it belongs to, the project it speaks of.

    ``style``: title, subtitle, line, h1–h4, body. ``project`` counts the report's projects from
    0; −1 is the unit or none. ``drafted`` is False for text that a person wrote.
    """

    runs: tuple[Run, ...]
    style: str = "body"
    path: str = ""
    project: int = -1
    drafted: bool = False

    @property
    def text(self) -> str:
        """The whole paragraph as it is printed."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table and how far it reaches: ``across`` columns, ``down`` rows."""

    runs: tuple[Run, ...] = ()
    across: int = 1
    down: int = 1
    align: str = "left"
    bold: bool = False

    @property
    def text(self) -> str:
        """What the cell shows; a line break is one of its own."""
        return "".join(run.text for run in self.runs)

    @property
    def path(self) -> str:
        """Where its first figure would be mended, "" for words."""
        return next((run.source for run in self.runs if run.source), "")


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table between paragraphs; ``rows`` hold None where a merged cell reaches over.

    ``widths`` are millimetres; the first ``head`` rows are repeated on every page.
    """

    rows: tuple[tuple[TableCell | None, ...], ...]
    widths: tuple[float, ...]
    head: int = 1
    project: int = -1

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every run of every cell, by row and column."""
        return tuple(run for row in self.rows for cell in row if cell for run in cell.runs)

    @property
    def texts(self) -> list[list[str]]:
        """The cells row by row; "" where a merged cell reaches over."""
        return [[cell.text if cell else "" for cell in row] for row in self.rows]


Block = Paragraph | TableBlock | ChartBlock
"""What a report is made of."""


@dataclass(frozen=True)
class Document:
    """A report ready to be drawn; ``form_id`` and ``edition`` are those of its outline.

    A ``blank`` one, to be written by hand, carries no check code.
    """

    title: str
    blocks: tuple[Block, ...]
    look: Look
    form_id: str = ""
    edition: str = ""
    blank: bool = False

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order, tables left out."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @cached_property
    def tables(self) -> tuple[TableBlock, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))

    @cached_property
    def charts(self) -> tuple[ChartBlock, ...]:
        """The charts in order."""
        return tuple(block for block in self.blocks if isinstance(block, ChartBlock))

    @cached_property
    def texts(self) -> list[str]:
        """The paragraphs as plain text: what a file that was written must give back."""
        return [block.text for block in self.paragraphs]

    @cached_property
    def items(self) -> int:
        """How many paragraphs, filled cells and drawn figures there are to compare."""
        cells = sum(1 for table in self.tables for row in table.texts for text in row if text)
        return len(self.texts) + cells + sum(len(chart.columns) for chart in self.charts)

    @cached_property
    def code(self) -> str:
        """Check code of what is shown: 8 characters over form id, edition and all that is shown."""
        shown: list[object] = [self.form_id, self.edition, self.texts]
        shown += [table.texts for table in self.tables]
        shown += [chart.text for chart in self.charts]
        return "" if self.blank else short_code(shown)

    @cached_property
    def shown_code(self) -> str:
        """The check code as people read it: ABCD-2345."""
        return show_code(self.code)
