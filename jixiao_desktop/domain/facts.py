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
from jixiao_desktop.domain.han_numbers import HAN, read_han
from jixiao_desktop.domain.money import SHIFTS
from jixiao_desktop.domain.numbers import ONE_TO_ONE, WIDE
from jixiao_desktop.domain.units import COUNTS

PHASES = {
    "上年": "上年",
    "上一年": "上年",
    "去年": "上年",
    "往年": "上年",
    "历年": "上年",
    "同期": "上年",
    "下年": "下年",
    "下一年": "下年",
    "明年": "下年",
    "次年": "下年",
    "结余": "结余",
    "结转": "结余",
    "剩余": "结余",
    "未支": "结余",
    "合同": "合同",
    "中标": "合同",
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

HOLDING = ("预计", "上年", "下年", "合同")
"""Stages that a figure keeps whatever word follows: “去年同期支出35万元”, “预计支出20万元”."""

_WORDS = re.compile(
    r"(?P<figure>[0-9][0-9,.]*)|(?P<han>百分之["
    + HAN
    + r"]{1,12}|["
    + HAN
    + r"]{1,12}(?=[万亿千百]?元|[余多]?[次场期人名家台套户份件篇部辆所座亩]))|(?P<phase>"
    + "|".join(sorted(PHASES, key=len, reverse=True))
    + r")|(?P<break>[。；;，,！？!?\n\r])"
)
_DATE = re.compile(
    r"((?:19|20)[0-9]{2}) ?年 ?(?:([01]?[0-9]) ?月 ?(?:([0-3]?[0-9]) ?[日号])?)?"
    r"|((?:19|20)[0-9]{2})([-/.])([01]?[0-9])\5([0-3]?[0-9])(?![0-9])"
)
_HAN_YEAR = re.compile("[一二][零〇一二三四五六七八九]{3}(?=年)")
_SIGNS = str.maketrans("零〇一二三四五六七八九", "00123456789")
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
_NO_COUNT = re.compile(
    "次(?:性|数|日)|人(?:员|民|力|才|们|类|体|口|事|物|家|文|均|为|工|身)|名(?:称|单|额|牌|义)|家(?:庭|属|具|电)|"
    "部(?:门|分|署|队|委)|期(?:工程|项目|建设|改造|投资|间|限|末|望|刊|款|的)|件事|场所|套路|份额|台账|所(?:有|属|以)|座谈|户(?:口|籍)|亩均"
)
_EACH = re.compile(
    "(?:每|各(?![类项种级界族位])|人均|户均|亩均|平均|单价|标准)[^，。；;、,0-9]{0,7}$"
)
_TIMES_SIGNS = tuple("×✕*")
_BETWEEN = re.compile("[0-9][万亿千百元次个人名%]{0,3}[-~—–至到～]+$")
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
    each: bool = False
    """One of many: a price, a standard, an amount per head or village."""
    year: int | None = None
    """Year named before it in the same sentence, None where there is none."""


@lru_cache(maxsize=1024)
def facts(text: str) -> tuple[Fact, ...]:
    """Find the facts of a text in order; anything that is not clearly one is left out."""
    return _Walk(text).facts()


def _in_digits(match: re.Match[str]) -> str:
    """Write a year spelled out in digits, sign for sign."""
    return match[0].translate(_SIGNS)


class _Walk:
    """One pass over one text: the clause's stage, the year last named, the facts so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = _HAN_YEAR.sub(_in_digits, text.translate(ONE_TO_ONE))
        self.found: list[Fact] = []
        self.phase = ""
        self.held = False
        self.trailing: tuple[str, int] = ("", 0)
        self.year: int | None = None
        self.named: int | None = None
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
            elif match["han"]:
                fact = self._worded(match["han"], match.start(), match.end())
                if fact is not None:
                    self.found.append(fact)
                    self.held, self.trailing = False, ("", 0)
                    position = max(position, fact.end)
            elif match["phase"]:
                self._stage(PHASES[match["phase"]], match.start())
            else:
                self._close_clause()
                if match["break"] not in "，,；;":
                    self.named = None
        self._close_clause()
        return tuple(self.found)

    def _stage(self, phase: str, at: int) -> None:
        """Note a stage word: 预计 holds until the next figure, 累计 and 截至 give way to others."""
        if phase and not self.trailing[0]:
            self.trailing = (phase, at)
        if self.held or (phase in ("累计", "截至") and self.phase):
            return
        if phase or self.phase == "预计":
            self.phase, self.held = phase, phase in HOLDING

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
            self.year = self.named = year
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
        if before[-1:] not in tuple("-~—–至到～"):
            return False
        inside = bool(_BETWEEN.search(self.shown[max(0, start - 8) : start]))
        if inside and self.found and self.found[-1].end == start - 1:
            self.found.pop()  # the first half says as little
        return inside

    def _worded(self, written: str, start: int, end: int) -> Fact | None:
        """Read a figure in Chinese numerals: 三十万元, 五次, 百分之九十."""
        if written.startswith("百分之"):
            share = read_han(written[3:])
            return None if share is None else self._fact("rate", share, "%", start, end)
        before = self.shown[max(0, start - 1) : start]
        if written[-1] in "万亿" and len(written) > 1 and self.shown.startswith("元", end):
            written, end = written[:-1], end - 1
        number = read_han(written)
        if number is None or before in ("第", "之", "其", "万", "几", "数"):
            return None
        if match := _MONEY.match(self.shown, end):
            if match[1]:
                value = number.scaleb(SHIFTS[match[1]], context=WIDE)
                return self._fact("money", value, match[1] + match[2], start, match.end())
            return None
        unit = self._counter(end)
        if not unit or _NO_COUNT.match(self.shown, end) or written.startswith(("千", "百", "万")):
            return None
        more = self.shown.startswith(("余", "多"), end)
        return self._fact("count", number, unit, start, end + more + len(unit))

    def _negative(self, start: int) -> bool:
        if start == 0 or self.shown[start - 1] != "-":
            return False
        before = self.shown[start - 2 : start - 1] if start > 1 else ""
        return not before.isalnum() or (not before.isascii() and before not in _NO_SIGN_AFTER)

    def _next(self, at: int) -> str:
        return self.shown[at : at + 1] or " "

    def _fact(
        self, kind: str, value: Decimal | date | int, unit: str, start: int, end: int
    ) -> Fact:
        before = self.shown[max(0, start - 9) : start]
        times = kind == "money" and (before[-1:] in _TIMES_SIGNS or self._next(end) in _TIMES_SIGNS)
        each = "/" in unit or times or bool(_EACH.search(before))
        text = self.text[start:end]
        return Fact(kind, value, unit, self.phase, text, start, end, each, self.named)
