"""A chart of a report: columns with their words and the month line, alike in Word and on paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain.numbers import plain, round_half_up

PLACES = 4
"""A share is drawn and kept as its percentage is printed: to two decimals of a percent."""
LIMIT = Decimal("1.5")
"""Columns above 150 % end here with a mark; the figure above them is the true one."""
STEP = Decimal("0.25")
ROOM = Decimal("0.12")
"""What a figure above a column takes of the scale."""
MOST = 6
"""Columns of one chart: more would leave no room for their names below."""
FILLS = ("1F4E79", "A6A6A6")
"""Columns the month line is meant for, and the others: dark and light also without colour."""
MONTH, GRID = "C00000", "D9D9D9"
ABOVE = "▲"
"""Stands before the figure of a column that is higher than the chart."""
TITLE, LETTERS, PITCH = 12.0, 9.0, 12.0
"""Sizes of a chart's title and letters, and height of their lines, in points."""
PLOT, AROUND, AXIS = 110.0, 50.0, 48.0
"""Points of the columns' room, of the title and free space, of the scale at the left."""
HALF = 0.55
"""Width of a letter or figure as a part of a Han character's."""
Point = tuple[str, Decimal | None]
Series = tuple[str, tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the words under it, its share of 1, the figure as the text prints it.

    ``scaled`` says that the month line is meant for it. ``source`` is where the figure is mended.
    """

    name: str
    share: Decimal
    shown: str
    under: str = ""
    scaled: bool = True
    source: str = ""

    @property
    def label(self) -> str:
        """The name with the words under it."""
        return f"{self.name}\n{self.under}" if self.under else self.name

    @property
    def value(self) -> Decimal:
        """The share as it is kept in a file."""
        return round_half_up(self.share, PLACES)

    @property
    def cut(self) -> bool:
        """Tell whether the column is higher than the chart."""
        return self.value > LIMIT


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart between the paragraphs of a report.

    ``names`` are those of the columns the month line is meant for, and of the others. ``due`` is
    the month's share of the year (month / 12), ``due_name`` what the line is called.
    """

    title: str
    columns: tuple[Column, ...]
    names: tuple[str, str]
    due: Decimal | None = None
    due_name: str = ""
    highest: Decimal = Decimal(0)
    """The highest share of all charts that belong together, so that they have one scale."""
    path: str = ""
    project: int = -1
    style: str = "body"

    @property
    def top(self) -> Decimal:
        """Where the scale ends: room for a figure above the highest column, from 1 to the limit."""
        shares = (one.value for one in self.columns)
        highest = max((*shares, self.due or Decimal(0), self.highest)) + ROOM
        return min(max(Decimal(math.ceil(highest / STEP)) * STEP, Decimal(1)), LIMIT)

    @property
    def series(self) -> tuple[Series, ...]:
        """The columns as rows of figures, the month line last; a share stands in one row only."""
        made = []
        for name, scaled in zip(self.names, (True, False), strict=True):
            points = tuple((c.label, c.value if c.scaled is scaled else None) for c in self.columns)
            if any(value is not None for _, value in points):
                made.append((name, points))
        if self.due is not None:
            level = round_half_up(self.due, PLACES)
            made.append((self.due_name, tuple((c.label, level) for c in self.columns)))
        return tuple(made)

    @property
    def text(self) -> str:
        """All words and figures as text: what a file that was written must give back."""
        return told(self.title, self.series)

    def height(self, width: float) -> float:
        """Return the height in points of a chart so many points wide: names take their lines."""
        room = (width - AXIS) / max(len(self.columns), 1) / LETTERS - 1
        lines = [sum(_lines(part, room) for part in c.label.split("\n")) for c in self.columns]
        foot = PITCH if len(self.series) > 1 else 0
        return AROUND + PLOT + foot + PITCH * max(lines, default=1)

    @property
    def spoken(self) -> str:
        """The chart in one sentence, for those who do not see it."""
        said = "；".join(f"{c.name}{c.shown}" for c in self.columns)
        line = f"；{self.due_name}" if self.due is not None else ""
        return f"柱形图，{self.title}：{said}{line}。"


def told(title: str, series: Iterable[tuple[str, Sequence[Point]]]) -> str:
    """Write a chart's title, names and figures down, one line to a point."""
    lines = [title]
    for name, points in series:
        lines.append(name)
        lines += [f"{label}\t{plain(value)}" for label, value in points if value is not None]
    return "\n".join(lines)


def _lines(text: str, room: float) -> int:
    """Count the lines a name takes in a room of so many Han characters."""
    ems = sum(HALF if one < "\u0250" else 1.0 for one in text)
    return max(1, math.ceil(ems / max(room, 1.0)))


def parted(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    """Spread many columns evenly over as few charts as hold them."""
    if not columns:
        return ()
    charts = -(-len(columns) // MOST)
    size, more = divmod(len(columns), charts)
    made, at = [], 0
    for number in range(charts):
        end = at + size + (number < more)
        made.append(tuple(columns[at:end]))
        at = end
    return tuple(made)
