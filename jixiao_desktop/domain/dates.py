"""Dates, deadlines and periods as offices write them: 2024年7月31日, 12月底, 9月前, 1-7月."""

from __future__ import annotations

import re
from datetime import date, timedelta

from jixiao_desktop.domain.months import long_date as long_date
from jixiao_desktop.domain.months import month_end as month_end
from jixiao_desktop.domain.months import window as window
from jixiao_desktop.domain.numbers import MAX_LENGTH, normalise

_LEAD = re.compile(r"(?:截[至止]到?至?|预计|计划|不[晚迟]于|于|在|到|至)+")
_BEFORE = re.compile(r"(?:之前|以前|前)(?:按期|全部)?(?:完成|完工)?$")
_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$")
_HAN = re.compile(r"[〇○零一二三四五六七八九十]{1,4}(?=[年月日号])")

_SIGNED = re.compile(r"((?:19|20)[0-9]{2})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_PACKED = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_MONTH_SIGNED = re.compile(r"((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})")
_DAY_SIGNED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})")
_YEAR = r"(?:((?:19|20)[0-9]{2})年|[本今当]年)?"
_DAY = re.compile(_YEAR + r"([0-9]{1,2})月(?:份)?([0-9]{1,2})[日号]?")
_MONTH = re.compile(_YEAR + r"([0-9]{1,2})月(?:份)?(上旬|中旬|下旬|初|中|底|末|以?内)?")
_PART = re.compile(_YEAR + r"(年底|年末|年内|[底末内]|上半年|下半年|第?([1-4一二三四])季度[底末]?)")
_TENTHS = {"上旬": 10, "初": 10, "中": 15, "中旬": 20}
_DATED = re.compile(
    r"[年月日号]|季度|(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}|(?:19|20)[0-9]{2}[-/][0-9]"
)


def looks_dated(text: str) -> bool:
    """Tell whether a text is written like a date, so that 7.31 is taken for a number."""
    return bool(_DATED.search(normalise(text)[:MAX_LENGTH]))


def says_before(text: str) -> bool:
    """Tell whether a date is written as a deadline: 12月31日前, 9月底之前完成."""
    return bool(_BEFORE.search(normalise(text)[:MAX_LENGTH]))


def read_date(text: str, year: int | None = None) -> date | None:
    """Read a date or deadline as the last day that still counts; None where unclear.

    A month or year-end gives its last day, 中旬 the 20th. “12月31日前” is 31 December itself, as
    offices mean it; “9月前”, which names no day, ends on 31 August. Without a year in the text,
    ``year`` is taken, and without either there is no date.
    """
    if len(text) > 3 * MAX_LENGTH:
        return None
    shown = _CLOCK.sub("", normalise(text)).replace(" ", "")
    if not shown or len(shown) > MAX_LENGTH:
        return None
    lead = _LEAD.match(shown)
    core = _arabic(shown[lead.end() :] if lead else shown)
    before = _BEFORE.search(core)
    core = core[: before.start()] if before else core.removesuffix("完成")
    try:
        return _plain_date(core, year, before is not None)
    except ValueError:
        return None


def _plain_date(core: str, year: int | None, before: bool) -> date | None:
    """Read what is left between the words around a date; ValueError where no such day exists."""
    if match := _SIGNED.fullmatch(core):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _PACKED.fullmatch(core):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_SIGNED.fullmatch(core):
        return _month_day(int(match[1]), int(match[2]), "", before)
    if match := _DAY.fullmatch(core):
        at = _year_of(match[1], year)
        return date(at, int(match[2]), int(match[3])) if at else None
    if match := _MONTH.fullmatch(core):
        at = _year_of(match[1], year)
        return _month_day(at, int(match[2]), match[3] or "", before) if at else None
    if match := _PART.fullmatch(core):
        at = _year_of(match[1], year)
        alone = match[2] == core and len(core) == 1
        return _part_end(at, match[2], match[3]) if at and not alone else None
    if year and (match := _DAY_SIGNED.fullmatch(core)):
        return date(year, int(match[1]), int(match[2]))
    return None


def _year_of(written: str | None, year: int | None) -> int | None:
    return int(written) if written else year


def _month_day(year: int, month: int, part: str, before: bool) -> date:
    """Give the day that a month means; “9月前” without a part ends the day before it begins."""
    first = date(year, month, 1)
    if before and not part:
        return first - timedelta(days=1)
    day = _TENTHS.get(part)
    return first.replace(day=day) if day else month_end(year, month)


def _part_end(year: int, part: str, quarter: str | None) -> date:
    """Give the last day of a half-year, a quarter or the year."""
    if quarter:
        number = "一二三四".find(quarter) + 1 or int(quarter)
        return month_end(year, 3 * number)
    return month_end(year, 6 if part == "上半年" else 12)


def _arabic(text: str) -> str:
    """Turn 二〇二四年十二月三十一日 into figures."""
    return _HAN.sub(lambda m: _han_number(m[0]), text)


def _han_number(written: str) -> str:
    figures = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
    if "十" not in written:
        return "".join(figures[c] for c in written)
    tens, _, ones = written.partition("十")
    head = figures.get(tens, "1" if not tens else "?")
    return head + (figures.get(ones, "?") if ones else "0")


_TO = r"(?:-|—|–|~|至|到)+"
_MONTHS = re.compile(_YEAR + r"([0-9]{1,2})月?" + _TO + r"([0-9]{1,2})月份?")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})年?" + _TO + r"((?:19|20)[0-9]{2})年?")
_WHOLE = re.compile(r"((?:19|20)[0-9]{2})年?度?")
_SPLIT = re.compile(r"(?:—|–|~|至|到|(?<=[日号月年])-)+")


def read_period(text: str, year: int | None = None) -> tuple[date, date] | None:
    """Read a span of time as (first day, last day): 1-7月, 2024-2026年, 2024年度, two dates."""
    if len(text) > 3 * MAX_LENGTH:
        return None
    shown = _arabic(normalise(text).replace(" ", ""))
    try:
        span = _plain_period(shown, year)
    except ValueError:
        return None
    return span if span and span[0] <= span[1] else None


def _plain_period(shown: str, year: int | None) -> tuple[date, date] | None:
    if match := _WHOLE.fullmatch(shown):
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    if match := _YEARS.fullmatch(shown):
        return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)
    if match := _MONTHS.fullmatch(shown):
        at = _year_of(match[1], year)
        return (date(at, int(match[2]), 1), month_end(at, int(match[3]))) if at else None
    ends = _SPLIT.split(shown)
    if len(ends) != 2:
        return None
    first = read_date(ends[0], year)
    last = read_date(ends[1], first.year if first else year)
    if first is None or last is None:
        return None
    return (first.replace(day=1) if _MONTH.fullmatch(ends[0]) else first), last
