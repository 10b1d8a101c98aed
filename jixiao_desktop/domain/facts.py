"""Facts in free text – amounts, rates, counts, dates, years – found in one pass, never by guessing.

One pattern walks the text once; what follows a figure is looked up in slices of bounded length, so
that no text, however long or contrived, costs more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dates import month_end
from jixiao_desktop.domain.money import SHIFTS
from jixiao_desktop.domain.numbers import ONE_TO_ONE, WIDE
from jixiao_desktop.domain.units import COUNTS

PHASES = {
    "预计": "预计",
    "预期": "预计",
    "计划": "预计",
    "拟": "预计",
    "申请": "申请",
    "调整": "调整",
    "变动": "调整",
    "追加": "调整",
    "年初": "年初",
    "到位": "到位",
    "执行": "执行",
    "实际": "执行",
    "支出": "支出",
    "支付": "支出",
    "使用": "支出",
    "累计": "累计",
    "截至": "截至",
    "截止": "截至",
    "完成": "",
}
"""Words that tell at which stage of the year a figure stands, and the stage they name."""

_WORDS = re.compile(
    r"(?P<figure>[0-9][0-9,.]*)|(?P<phase>"
    + "|".join(PHASES)
    + r")|(?P<break>[。；;，,！？!?\n\r])"
)
_DATE = re.compile(
    r"((?:19|20)[0-9]{2}) ?年 ?(?:([01]?[0-9]) ?月 ?(?:([0-3]?[0-9]) ?[日号])?)?"
    r"|((?:19|20)[0-9]{2})([-/.])([01]?[0-9])\5([0-3]?[0-9])(?![0-9])"
)
_DAY = re.compile(r"([01]?[0-9]) ?月 ?([0-3]?[0-9]) ?[日号]")
_MONEY = re.compile(
    r"[余多]?(百万元|千万元|亿元|万元|千元|元)((?:/[^\W\d_/]{1,2}){0,3})|[余多]?([万亿])"
)
_RATE = re.compile(r"\\?%|‰|个?百分点")
_MORE_UNITS = "天 小时 个月 分钟 个工作日 步 里 羽 尾 粒 片 群众 居民 学生 党员 干部 职工"
_UNITS = frozenset(u for u in COUNTS if "/" not in u and len(u) <= 4) | {*_MORE_UNITS.split()}
_STARTS = frozenset(unit[0] for unit in _UNITS) | frozenset("百千万亿元余多%‰个\\")
_PLAIN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_NO_SIGN_AFTER = "年月日号"
LONGEST = 30
"""A longer row of digits is no figure."""

_AFTER = 8
"""So many characters behind a figure may still hold the word for its stage."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a text with its place; money in 万元, rates in points of a hundred.

    ``kind`` is money, rate, count, date or year; ``unit`` is as written (元/台, 人次, %, 日, 月).
    """

    kind: str
    value: Decimal | date | int
    unit: str
    phase: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def facts(text: str) -> tuple[Fact, ...]:
    """Find the facts of a text in order; anything that is not clearly one is left out."""
    return _Walk(text).facts()


class _Walk:
    """One pass over one text: the clause's stage, the year last named, the facts so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = text.translate(ONE_TO_ONE)
        self.found: list[Fact] = []
        self.phase = ""
        self.held = False
        self.trailing: tuple[str, int] = ("", 0)
        self.year: int | None = None
        self.waiting = 0

    def facts(self) -> tuple[Fact, ...]:
        """Walk the text once."""
        position, scan = 0, _WORDS.search
        while match := scan(self.shown, position):
            position = match.end()
            if match["figure"]:
                fact = self._figure(match.start(), match.end())
                if fact is not None:
                    self.found.append(fact)
                    self.held, self.trailing = False, ("", 0)
                    position = max(position, fact.end)
            elif match["phase"]:
                self._stage(PHASES[match["phase"]], match.start())
            else:
                self._close_clause()
        self._close_clause()
        return tuple(self.found)

    def _stage(self, phase: str, at: int) -> None:
        """Note a stage word: 预计 holds until the next figure, 累计 and 截至 give way to others."""
        if phase and not self.trailing[0]:
            self.trailing = (phase, at)
        if self.held or (phase in ("累计", "截至") and self.phase):
            return
        if phase or self.phase == "预计":
            self.phase, self.held = phase, phase == "预计"

    def _close_clause(self) -> None:
        """End a clause: its last figure takes the stage word just behind it (“30万元已支出”)."""
        phase, at = self.trailing
        if phase and len(self.found) > self.waiting:
            last = self.found[-1]
            if not last.phase and at - last.end <= _AFTER:
                self.found[-1] = replace(last, phase=phase)
        self.phase, self.held, self.year = "", False, None
        self.trailing, self.waiting = ("", 0), len(self.found)

    def _figure(self, start: int, end: int) -> Fact | None:
        """Read one figure with what stands behind it."""
        dated = self._date(start)
        if dated is not None:
            return dated
        while self.shown[end - 1] in ",.":
            end -= 1
        after = end
        while after - end < 2 and self.shown.startswith(" ", after):
            after += 1
        if self.shown[after : after + 1].lower() not in _STARTS or end - start > LONGEST:
            return None
        token = self.shown[start:end]
        if not _PLAIN.fullmatch(token) or self._in_word_or_range(start):
            return None
        number = Decimal(token.replace(",", ""))
        if self._negative(start):
            start, number = start - 1, -number
        return self._quantity(number, start, after)

    def _date(self, start: int) -> Fact | None:
        """Read a date or year; a day without a year takes the one named in the same clause."""
        match = _DATE.match(self.shown, start) if not self._digit_before(start) else None
        if match:
            year, month = int(match[1] or match[4]), match[2] or match[6]
            self.year = year
            if month is None:
                return self._fact("year", year, "年", start, match.end())
            return self._day_fact((year, int(month), match[3] or match[7]), start, match.end())
        match = _DAY.match(self.shown, start) if self.year else None
        if match and self.year:
            return self._day_fact((self.year, int(match[1]), match[2]), start, match.end())
        return None

    def _day_fact(self, when: tuple[int, int, str | None], start: int, end: int) -> Fact | None:
        year, month, day = when
        try:
            value = date(year, month, int(day)) if day else month_end(year, month)
        except ValueError:
            return self._fact("year", year, "年", start, end)
        return self._fact("date", value, "日" if day else "月", start, end)

    def _quantity(self, number: Decimal, start: int, after: int) -> Fact | None:
        """Tell money, rate and count apart by the unit behind the figure."""
        if match := _RATE.match(self.shown, after):
            value = number.scaleb(-1) if match[0] == "‰" else number
            return self._fact("rate", value, "%", start, match.end())
        match = _MONEY.match(self.shown, after)
        if match and match[1]:
            value = number.scaleb(SHIFTS[match[1]], context=WIDE)
            return self._fact("money", value, match[1] + match[2], start, match.end())
        large = {"万": 4, "亿": 8}.get(match[3], 0) if match else 0
        at = match.end() if match else after
        if unit := self._counter(at):
            value = number.scaleb(large, context=WIDE)
            more = self.shown.startswith(("余", "多"), at)
            return self._fact("count", value, unit, start, at + more + len(unit))
        if match:
            value = number.scaleb(SHIFTS[match[3]], context=WIDE)
            return self._fact("money", value, match[3], start, match.end())
        return None

    def _counter(self, at: int) -> str:
        """Find the longest counting word at a place, behind 余 or 多 if need be."""
        if self.shown.startswith(("余", "多"), at):
            at += 1
        for length in (4, 3, 2, 1):
            if self.shown[at : at + length].lower() in _UNITS:
                return self.text[at : at + length]
        return ""

    def _digit_before(self, start: int) -> bool:
        return start > 0 and self.shown[start - 1].isdigit()

    def _in_word_or_range(self, start: int) -> bool:
        """Leave out ordinals (第3期), codes (A4) and the second half of a range (3-5次)."""
        before = self.shown[max(0, start - 2) : start]
        if before.endswith("第") or (before[-1:].isascii() and before[-1:].isalpha()):
            return True
        return len(before) == 2 and before[1] in "-~—–" and before[0].isdigit()

    def _negative(self, start: int) -> bool:
        if start == 0 or self.shown[start - 1] != "-":
            return False
        before = self.shown[start - 2 : start - 1] if start > 1 else ""
        return not before.isalnum() or (not before.isascii() and before not in _NO_SIGN_AFTER)

    def _fact(
        self, kind: str, value: Decimal | date | int, unit: str, start: int, end: int
    ) -> Fact:
        return Fact(kind, value, unit, self.phase, self.text[start:end], start, end)
