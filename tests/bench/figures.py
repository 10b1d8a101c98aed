"""One measured figure: against a floor of the same run, with its aim, as one line of text."""

from __future__ import annotations

import json
import math
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

MS = "毫秒"
MB = "MB"


@dataclass(frozen=True)
class Figure:
    """A figure and what it is held against; ``aim`` is "" for one that only informs."""

    title: str
    value: float
    unit: str = MS
    p99: float | None = None
    floor: float | None = None
    floor_p99: float | None = None
    floor_title: str = ""
    aim: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None

    def line(self) -> str:
        """Everything in one line of Chinese."""
        said = [f"{self.title}：{self._both(self.value, self.p99)}"]
        if self.floor is not None:
            said.append(f"底线（{self.floor_title}）{self._both(self.floor, self.floor_p99)}")
            said.append(f"{shown(self.ratio or 0)} 倍")
        if self.aim:
            verdict = {True: "达到", False: "没有达到", None: "没有判断"}[self.met]
            said.append(f"目标 {self.aim}：{verdict}")
        if self.note:
            said.append(self.note)
        return "；".join(said)

    def _both(self, median: float, p99: float | None) -> str:
        if self.unit not in (MS, MB):
            return f"{shown(median)}{self.unit}"
        if p99 is None:
            return f"{shown(median)} {self.unit}"
        return f"中位 {shown(median)}、p99 {shown(p99)} {self.unit}"


def shown(number: float) -> str:
    """Three digits that count, without exponents."""
    if abs(number) >= 100 or number == 0:
        return f"{number:.0f}"
    return f"{number:.{max(0, 2 - math.floor(math.log10(abs(number))))}f}"


def tell(figure: Figure | str) -> None:
    """Hand a figure (or a remark) to the run that started this part."""
    told = {"remark": figure} if isinstance(figure, str) else asdict(figure)
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def p99(times: Sequence[float]) -> float:
    """The time that one in a hundred exceeds."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, math.ceil(len(ordered) * 0.99) - 1)]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def taken(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of several calls, after one that does not count."""
    work()
    return [timed(work) for _ in range(times)]


def in_turns(
    first: Callable[[], object], second: Callable[[], object], times: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of two things done in turns, so that a disturbance meets both."""
    first()
    second()
    pairs = [(timed(first), timed(second)) for _ in range(times)]
    return [one for one, _ in pairs], [two for _, two in pairs]
