"""Kinds of field: what a typed text was understood as, and what to write where it was not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain.dates import long_date, read_date, read_period
from jixiao_desktop.domain.money import read_money, show_money
from jixiao_desktop.domain.numbers import is_blank, is_dash, normalise, plain, read_number
from jixiao_desktop.domain.target import (
    SYMBOLS,
    Target,
    TargetKind,
    join_target,
    read_operator,
    read_target,
)

_TICK_SIGNS = re.compile(r"[、；;，,/／|\r\n\t]+")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ISO_OR_LONG = re.compile(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|年[0-9]{1,2}月[0-9]{1,2}日)")
CLASS_WORD = "指标"
"""Ends the name of every class of indicators; often left out."""

CLASS_HEADS = ("可持续", "满意", "生态", "社会效益", "经济效益")
"""Words by which a class is known whatever stands around them: 受益对象满意度指标."""

_YES = frozenset({"是", "√", "✓", "✔", "☑", "有", "true", "1", "y", "yes"})
_NO = frozenset({"否", "×", "✗", "☐", "□", "没有", "false", "0", "n", "no"})


@dataclass(frozen=True)
class Reading:
    """What a field's text means: its value, what to show beside it, what to write instead."""

    value: object | None = None
    understood: str = ""
    problem: str = ""


@dataclass(frozen=True)
class _Field:
    """What reading a text needs to know about its field."""

    unit: str
    choices: tuple[str, ...]
    year: int | None


def read(
    kind: str,
    text: str,
    *,
    unit: str = "",
    choices: tuple[str, ...] = (),
    year: int | None = None,
) -> Reading:
    """Read a text as a field of this kind; blank and a lone dash have neither value nor problem.

    Money is read into 万元 (a bare number is in ``unit``), percent into points of a hundred,
    number and score into Decimal, ticks into a tuple, period into (first day, last day), target
    into a Target, flag into bool. Unknown kinds raise KeyError.
    """
    reader = _READERS[kind]
    if is_blank(text):
        return Reading()
    if is_dash(text) and kind not in ("text", "prose"):
        return Reading(understood="按未填写处理")
    return reader(text, _Field(unit, choices, year))


def join_ticks(values: Iterable[str]) -> str:
    """Write ticked names as one text: 经费保障、其他."""
    return "、".join(value.strip() for value in values if value.strip())


def split_ticks(text: str) -> tuple[str, ...]:
    """Read ticked names from one text, each once, in their order."""
    names = (name.strip() for name in _TICK_SIGNS.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def _as_typed(text: str, _field: _Field) -> Reading:
    return Reading(text)


def _money(text: str, field: _Field) -> Reading:
    value = read_money(text, field.unit or "万元")
    if value is None:
        return Reading(problem="请写一个金额，如 12.50，或带单位写 125000元")
    said = _PLAIN.fullmatch(text.strip()) and field.unit in ("", "万元")
    return Reading(value, "" if said else f"读作 {show_money(value, places_max=20)} 万元")


def _percent(text: str, field: _Field) -> Reading:
    shown = normalise(text).replace("\\%", "%")
    thousandths = shown.endswith("‰")
    value = read_number(shown.removesuffix("%").removesuffix("‰").strip())
    if value is None:
        return Reading(problem="请写一个百分数，如 95 或 95%")
    value = value.scaleb(-1) if thousandths else value
    said = _PLAIN.fullmatch(text.strip().removesuffix("%").strip())
    return Reading(value, "" if said else f"读作 {plain(value)}%")


def _number(text: str, field: _Field) -> Reading:
    shown = normalise(text)
    value = read_number(shown.removesuffix(normalise(field.unit)) if field.unit else shown)
    if value is None:
        return Reading(problem=f"请只写一个数字，如 20{_unit_hint(field)}")
    return Reading(value, "" if _PLAIN.fullmatch(text.strip()) else f"读作 {plain(value)}")


def _unit_hint(field: _Field) -> str:
    return f"（单位：{field.unit}）" if field.unit else ""


def _score(text: str, field: _Field) -> Reading:
    value = read_number(normalise(text).removesuffix("分"))
    if value is None or value < 0:
        return Reading(problem="请写一个不小于 0 的分数，如 9.5")
    return Reading(value, "" if _PLAIN.fullmatch(text.strip()) else f"读作 {plain(value)} 分")


def _date(text: str, field: _Field) -> Reading:
    value = read_date(text, field.year)
    if value is None:
        return Reading(problem="请写年月日，如 2024-07-31 或 2024年7月31日")
    said = _ISO_OR_LONG.fullmatch(text.strip())
    return Reading(value, "" if said else f"读作 {long_date(value)}")


_LASTING = re.compile("(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:年|周年|个月)(?:期)?")
"""How long a project lasts is as good an answer as from when to when."""


def _period(text: str, field: _Field) -> Reading:
    value = read_period(text, field.year)
    if value is None and _LASTING.fullmatch(text.strip()):
        return Reading()
    if value is None:
        return Reading(problem="请写起止时间，如 2024年1月至2024年12月")
    return Reading(value, f"读作 {long_date(value[0])}至{long_date(value[1])}")


def _choice(text: str, field: _Field) -> Reading:
    choice = _chosen(normalise(text).lstrip("√☑■").strip(), field.choices)
    if choice:
        return Reading(choice)
    return Reading(problem=f"请从“{'、'.join(field.choices)}”中选一项")


def _chosen(shown: str, choices: Sequence[str]) -> str:
    """Give the one choice a text means: in full, part of it, or with more around it."""
    plain_ones = {normalise(choice): choice for choice in choices}
    sign = read_operator(shown)
    for exact in (shown, f"{shown}{CLASS_WORD}", sign):
        if exact in plain_ones:
            return plain_ones[exact]
    near = [c for p, c in plain_ones.items() if len(shown) > 1 and shown in p]
    more = [c for p, c in plain_ones.items() if len(p) > 1 and _more_than(shown, p)]
    for found in (near, more):
        if len(found) == 1:
            return found[0]
    heads = (head for head in CLASS_HEADS if head in shown)
    return next((c for head in heads for c in choices if head in c), "")


def _more_than(shown: str, choice: str) -> bool:
    """Tell whether a choice stands at the head of a text, or a class anywhere in it."""
    core = choice.removesuffix(CLASS_WORD)
    return shown.startswith(choice) or (core != choice and core in shown)


def _ticks(text: str, field: _Field) -> Reading:
    names = split_ticks(text)
    strange = [name for name in names if field.choices and name not in field.choices]
    if strange or not names:
        return Reading(problem=f"请从“{'、'.join(field.choices)}”中勾选")
    return Reading(names)


def _flag(text: str, field: _Field) -> Reading:
    shown = normalise(text).lower()
    if shown in _YES or shown in _NO:
        return Reading(shown in _YES)
    return Reading(problem="请选“是”或“否”")


def _target(text: str, field: _Field) -> Reading:
    value = read_target("", text, field.unit, field.year)
    if value.kind is TargetKind.UNREADABLE:
        return Reading(problem="请写一个数字、日期或文字，如 20、12月31日前、显著提高")
    understood = _target_shown(value)
    said = normalise(join_target("", text, field.unit)).replace(" ", "")
    return Reading(value, f"读作 {understood}" if understood != said else "")


def _target_shown(value: Target) -> str:
    """Show a target as it was understood: “≥95%”, “≤2024年12月31日”, words as they are."""
    sign = value.operator if value.operator in SYMBOLS else ""
    if value.number is not None:
        return sign + plain(value.number) + value.unit
    if value.day is not None:
        return sign + long_date(value.day)
    return value.words


def as_decimal(reading: Reading) -> Decimal | None:
    """Give a reading's number, None where it is blank, unreadable or of another kind."""
    return reading.value if isinstance(reading.value, Decimal) else None


_READERS: dict[str, Callable[[str, _Field], Reading]] = {
    "text": _as_typed,
    "prose": _as_typed,
    "money": _money,
    "percent": _percent,
    "number": _number,
    "date": _date,
    "period": _period,
    "choice": _choice,
    "offered": _as_typed,
    "ticks": _ticks,
    "target": _target,
    "score": _score,
    "flag": _flag,
}
KINDS = tuple(_READERS)
"""Every kind of value that the dictionary may name."""
