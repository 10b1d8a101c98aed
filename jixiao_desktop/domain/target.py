"""Targets of indicators: operator, value, unit – split from one text, joined for a form, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jixiao_desktop.domain.dates import looks_dated, month_end, read_date, says_before
from jixiao_desktop.domain.money import money_shift
from jixiao_desktop.domain.numbers import (
    MAX_LENGTH,
    WIDE,
    is_blank,
    is_dash,
    normalise,
    read_number,
)
from jixiao_desktop.domain.units import bare_unit, scale_unit, time_name, unit_family

__all__ = [
    "OPERATORS",
    "SYMBOLS",
    "Target",
    "TargetKind",
    "TargetText",
    "join_target",
    "read_actual",
    "read_operator",
    "read_target",
    "split_target",
    "unit_family",
]

SYMBOLS = ("≥", "≤", "=", ">", "<")
QUALITATIVE_OPERATOR = "定性"
OPERATORS = (*SYMBOLS, QUALITATIVE_OPERATOR)
"""What may stand in the operator column; 定性 is never printed in front of a value."""

_RESIDUE = (
    (re.compile(r"\\(?:geqslant|geq|ge)(?![A-Za-z])|&ge;|&#8805;|>=|=>"), "≥"),
    (re.compile(r"\\(?:leqslant|leq|le)(?![A-Za-z])|&le;|&#8804;|<=|=<"), "≤"),
    (re.compile(r"\\gt(?![A-Za-z])|&gt;"), ">"),
    (re.compile(r"\\lt(?![A-Za-z])|&lt;"), "<"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\$|&nbsp;|<br ?/?>"), " "),
)
_LEADS = {
    "≥": "大于或等于 大于等于 高于等于 不低于 不少于 不小于 不短于 至少 最少 最低 达到",
    "≤": "小于或等于 小于等于 低于等于 不高于 不超过 不多于 不大于 不晚于 不迟于 不长于 至多 最多 "
    "最高 控制在 截至到 截止到 截至 截止",
    ">": "大于 超过 高于 多于",
    "<": "小于 低于 少于 不足 不到",
    "=": "等于",
}
_TAILS = {
    "≥": "（含）以上 (含)以上 及以上 以上",
    "≤": "（含）以内 (含)以内 （含）以下 (含)以下 及以下 以内 以下 之内",
}
_LEAD_WORDS = [(word, op) for op, words in _LEADS.items() for word in words.split()]
_TAIL_WORDS = [(word, op) for op, words in _TAILS.items() for word in words.split()]
_QUANTITY = re.compile(
    r"(?P<number>[+-]?[0-9][0-9,.]*) ?"
    r"(?P<unit>\([^()0-9]{1,8}\)|（[^（）0-9]{1,8}）|[^\s0-9()（）,.，。、；;:：~～≥≤=<>$\\+-]{0,12})"
)
_LOOSE = re.compile(r"[左右余多约以上下内至到和或及每且前后完成]")
_LEVELS = ("标准", "水平", "要求", "等级", "规范")
"""Ends of words that tell of a level reached (20年一遇标准), never of a unit."""
_WITHIN = re.compile(r"[0-9.,]+ ?(?:个?工作日|日历天|天|日|个?月|年|个?小时|分钟|秒)内")
_RECURRING = re.compile(
    "(?:每|次|当|下)(?:个)?(?:月|季度?|年|周|旬|学期)(?:的)?(?:结束)?后?(?:[0-9]{1,2}月)?"
    "(?:[0-9]{1,2}(?:[日号天]|个?工作日)?|底|末|初|上旬|中旬|下旬|[一二三四五六日]{1,2})?(?:前|之前|以前|内|以内)?"
)
"""A day that comes back each month or season: 次月10日, 每月15日前, 每季度末."""

_LARGE = {"万": 4, "亿": 8}
_MONTH_UNITS = ("月", "月份", "月底", "月末")
_BARE_MONTH = re.compile(r"[0-9]{1,2} ?月份?")


@dataclass(frozen=True)
class TargetText:
    """A target as the dossier keeps it: three texts."""

    operator: str
    target: str
    unit: str


class TargetKind(StrEnum):
    """What a target or actual value turned out to be."""

    NUMBER = "number"
    DATE = "date"
    QUALITATIVE = "qualitative"
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Target:
    """A target or actual value that can be compared; ``number`` counts in ``unit``."""

    kind: TargetKind
    operator: str = ""
    number: Decimal | None = None
    day: date | None = None
    words: str = ""
    unit: str = ""
    year: int | None = None
    scale: int = 0
    """Power of ten that the unit as typed carries: 4 for 万人, of which ``unit`` keeps 人."""

    @property
    def deadline(self) -> date | None:
        """Give the last day meant: of a date, or of “≤12月” (“≥12月” is a length of time)."""
        if self.kind is TargetKind.DATE:
            return self.day
        if self.year is None or self.number is None or self.unit not in _MONTH_UNITS:
            return None
        if self.operator in ("≥", ">") or self.number not in range(1, 13):
            return None
        return month_end(self.year, int(self.number))


def split_target(text: str) -> TargetText:
    """Split one written target (“不低于90%”, “30件以上”, “截至12月31日前”) into three texts.

    Words become 定性; what is neither words nor one quantity stays whole in the middle.
    """
    if is_blank(text):
        return TargetText("", "", "")
    if is_dash(text):
        return TargetText("", text.strip(), "")
    shown = _without_residue(text)
    operator, rest = _lead(shown)
    if looks_dated(rest) and not _BARE_MONTH.fullmatch(rest) and read_date(rest, 2000):
        return _split_date(operator, rest, shown)
    tail, shorter = _tail(rest)
    if tail and operator in ("", tail):
        operator, rest = tail, shorter
    if found := _quantity(rest):
        return TargetText(operator, *found)
    if shown.startswith(QUALITATIVE_OPERATOR) and len(shown) > 2:
        return TargetText(QUALITATIVE_OPERATOR, shown[2:].lstrip(" :：,，"), "")
    if shown[0] in SYMBOLS:
        return TargetText(shown[0], shown[1:].strip(), "")
    if shown[0] in "0123456789":
        return TargetText("", shown, "")
    return TargetText(QUALITATIVE_OPERATOR, text.strip(), "")


def join_target(operator: str, target: str, unit: str) -> str:
    """Show a target as forms do: “≥20次”, “≤12月”, “显著提高”; nothing without a value.

    A symbol or unit already typed inside the value is not printed twice.
    """
    if is_blank(target):
        return ""
    head, middle, tail = normalise(operator), target.strip(), unit.strip()
    if head not in SYMBOLS or normalise(middle).startswith(head):
        head = ""
    if tail and normalise(middle).endswith(normalise(tail)):
        tail = ""
    return head + middle + tail


def read_target(operator: str, target: str, unit: str, year: int | None = None) -> Target:
    """Read the three texts of a target; a symbol or unit inside the value counts all the same.

    A date is a date under any operator. ``year`` completes 12月31日 and “12” with unit 月.
    """
    typed, inner = read_operator(operator), split_target(target)
    if is_blank(inner.target) or is_dash(inner.target):
        return Target(TargetKind.BLANK, typed, unit=bare_unit(unit), year=year)
    inside = inner.operator if inner.operator in SYMBOLS else ""
    unclear = Target(TargetKind.UNREADABLE, typed, words=target.strip(), unit=unit, year=year)
    if typed in SYMBOLS and inside and typed != inside:
        return unclear
    sign = inside if typed == QUALITATIVE_OPERATOR and inside else typed or inside
    if dated := _read_day(sign, inner.target, year):
        return dated
    number = read_number(inner.target)
    if number is not None:
        scaled = _quantity_in(number, inner.unit, unit)
        if scaled is None:
            return unclear
        scale = int(scaled[0].adjusted() - number.adjusted()) if _carries(unit, inner.unit) else 0
        return Target(TargetKind.NUMBER, sign, scaled[0], unit=scaled[1], year=year, scale=scale)
    worded = typed == QUALITATIVE_OPERATOR or not typed
    if _RECURRING.fullmatch(normalise(inner.target).replace(" ", "")):
        return Target(TargetKind.QUALITATIVE, typed, words=target.strip(), unit=unit, year=year)
    if worded and (typed or inner.operator == QUALITATIVE_OPERATOR):
        return Target(
            TargetKind.QUALITATIVE, QUALITATIVE_OPERATOR, words=target.strip(), unit=unit, year=year
        )
    return unclear


def read_actual(text: str, target: Target, year: int | None = None) -> Target:
    """Read an actual or forecast value in the terms of its target; its own symbol is dropped.

    “≥6台” is 6, “7月” of a deadline is 31 July, money comes in the target's unit; words stay words.
    A bare figure counts in the target's own unit, 万人 as well (not where it then were far off).
    """
    at = year if year is not None else target.year
    if is_blank(text) or is_dash(text):
        return Target(TargetKind.BLANK, unit=target.unit, year=at)
    inner = split_target(text)
    if dated := _read_day("", inner.target, at):
        return dated
    number = read_number(inner.target)
    if number is not None:
        if not inner.unit:
            number = _in_scale_of(number, target)
        scaled = _in_terms_of(number, inner.unit, target.unit)
        if scaled is not None:
            return Target(TargetKind.NUMBER, number=scaled[0], unit=scaled[1], year=at)
    elif inner.operator == QUALITATIVE_OPERATOR and not (
        target.kind is TargetKind.NUMBER and re.search(r"[0-9]", normalise(text))
    ):
        return Target(TargetKind.QUALITATIVE, words=text.strip(), year=at)
    return Target(TargetKind.UNREADABLE, words=text.strip(), year=at)


def _without_residue(text: str) -> str:
    shown = normalise(text)
    for pattern, sign in _RESIDUE:
        shown = pattern.sub(sign, shown)
    return shown.strip() or text.strip()


def _lead(shown: str) -> tuple[str, str]:
    """Take the operator off the front, as a sign or in words."""
    if shown[0] in SYMBOLS:
        return shown[0], shown[1:].strip()
    for word, operator in _LEAD_WORDS:
        rest = shown[len(word) :].strip()
        if shown.startswith(word) and (rest[:1].isdigit() or (rest and looks_dated(rest))):
            return operator, rest
    return "", shown


def _tail(rest: str) -> tuple[str, str]:
    """Take 以上, 以内 and the like off the end of a quantity."""
    for word, operator in _TAIL_WORDS:
        if rest.endswith(word) and rest[:1].isdigit():
            return operator, rest[: -len(word)].strip()
    if _WITHIN.fullmatch(rest):
        return "≤", rest[:-1]
    return "", rest


def _quantity(rest: str) -> tuple[str, str] | None:
    """Split “1,960人次” into number and unit; None where a text holds more than that."""
    match = _QUANTITY.fullmatch(rest.rstrip("。；;，, ")) if len(rest) <= MAX_LENGTH else None
    if match is None or read_number(match["number"]) is None:
        return None
    unit = match["unit"].strip("()（）")
    if _LOOSE.search(unit) or unit.endswith(_LEVELS) or (unit[:1] in "%‰" and len(unit) > 1):
        return None
    return match["number"], unit


def _split_date(operator: str, rest: str, shown: str) -> TargetText:
    """Keep a date whole; after 截至 or a sign, the 前 behind a day says nothing more."""
    bare = re.sub(r"(?:之前|以前|前)$", "", rest)
    if operator and re.search(r"[日号底末]$", bare):
        return TargetText(operator, bare, "")
    return TargetText(operator, rest, "") if operator else TargetText("", shown, "")


def read_operator(operator: str) -> str:
    """Read an operator cell: a sign, its ASCII or worded form, 定性, or nothing."""
    shown = _without_residue(operator) if not is_blank(operator) else ""
    for word, sign in _LEAD_WORDS:
        if shown == word:
            return sign
    return shown if shown in OPERATORS else ""


def _read_day(sign: str, text: str, year: int | None) -> Target | None:
    """Read a date value; its day is None while the year is unknown."""
    if not looks_dated(text) or _BARE_MONTH.fullmatch(text) or read_date(text, 2000) is None:
        return None
    if sign not in SYMBOLS:
        sign = "≤" if says_before(text) else ""
    day = read_date(text, year)
    return Target(TargetKind.DATE, sign, day=day, words=text.strip(), year=year)


def _quantity_in(number: Decimal, inside: str, unit: str) -> tuple[Decimal, str] | None:
    """Bring the unit inside a value and the unit column together; None where they contradict."""
    own, outer = bare_unit(inside), bare_unit(unit)
    if own in ("万", "亿") and outer and not outer.startswith(("万", "亿")):
        own += outer
    if own and outer and unit_family(own) != unit_family(outer):
        return None
    if own and outer and unit_family(own) == "money" and money_shift(own) != money_shift(outer):
        return number.scaleb(money_shift(own) - money_shift(outer), context=WIDE), outer
    return _scaled(number, own or outer)


def _carries(unit: str, inside: str) -> bool:
    """Tell whether a unit as typed holds a 万 or 亿 that reading turned into figures."""
    both = (bare_unit(unit), bare_unit(inside), bare_unit(inside) + bare_unit(unit))
    return any(scale_unit(one)[0] for one in both)


FAR_OFF = 100
"""A bare figure so many times the target was meant in single units (32000 beside 5万人次)."""


def _in_scale_of(number: Decimal, target: Target) -> Decimal:
    """Read a bare figure in 万人 where its target is in 万人."""
    if not target.scale or not target.number:
        return number
    scaled = number.scaleb(target.scale, context=WIDE)
    return number if abs(scaled) >= FAR_OFF * abs(target.number) else scaled


def _in_terms_of(number: Decimal, inside: str, unit: str) -> tuple[Decimal, str] | None:
    """Bring an actual value into its target's unit; None where the kinds of unit differ."""
    value, own = _scaled(number, bare_unit(inside))
    if not own or not unit or own == unit:
        return value, unit or own
    family = unit_family(own)
    if own in _LARGE and unit_family(unit) != "money":
        return value.scaleb(_LARGE[own], context=WIDE), unit
    if family != unit_family(unit):
        return None
    if family == "money":
        return value.scaleb(money_shift(own) - money_shift(unit), context=WIDE), unit
    if family == "rate":
        return value.scaleb((unit == "‰") - (own == "‰"), context=WIDE), unit
    if family == "time" and time_name(own) != time_name(unit):
        return None
    return value, unit


def _scaled(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """Turn 3 万人次 into 30000 人次; money keeps its unit."""
    shift, plain_unit = scale_unit(unit)
    return number.scaleb(shift, context=WIDE), plain_unit
