"""Rates and signal lights: what is spent and done, against the month where that is fair."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypedDict, Unpack

from jixiao_desktop.domain.months import long_date
from jixiao_desktop.domain.months import month_share as month_share
from jixiao_desktop.domain.numbers import WIDE, plain
from jixiao_desktop.domain.rates import rate as rate
from jixiao_desktop.domain.rates import read_floors
from jixiao_desktop.domain.rates import show_rate as show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.standing import Standing, standing
from jixiao_desktop.domain.target import Target, TargetKind
from jixiao_desktop.domain.units import unit_family

ZERO, ONE = Decimal(0), Decimal(1)
CUMULATIVE_TIMES = ("天", "日", "月", "个月")
_NOT_CUMULATIVE = re.compile(
    r"率(?![先领队])|比例|比重|占比|满意|平均|[日月季]均|人均|每(?!年)|单价|标准(?!化)|保持|维持|保有|在岗"
)
_SAVED = re.compile("减少|节省|节约|减负|增收|增加收入")
"""Money that each household saves or earns grows through the year, like any sum."""
_HOURS = re.compile("时长|学时|课时|工时|时数|播出|服务时间")
"""Hours that are counted up through the year."""
_MET = ("达成", "已达成", "完全达成", "全部达成")
_PARTLY = ("部分达成", "基本达成")
_NOT_MET = ("未达成", "没有达成", "未能达成")


class Light(StrEnum):
    """A signal: behind, a little behind, on the way, far ahead, or nothing to say."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    NONE = "none"

    @property
    def word(self) -> str:
        """Return the Chinese word for the light."""
        return {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "none": "—"}[self.value]


@dataclass(frozen=True)
class Bands:
    """Where the lights change, as fractions of what is due (settings of the notice)."""

    red_below: Decimal = Decimal("0.6")
    yellow_below: Decimal = Decimal("0.8")
    blue_from: Decimal = Decimal("1.2")
    floors: tuple[tuple[int, Decimal], ...] = ()
    """Least share of the money from a month on, where the notice names it; else month / 12."""

    def floor(self, as_of: date) -> Decimal | None:
        """Give the share of the money that the notice wants by now, None where it says nothing."""
        return next((part for month, part in reversed(self.floors) if month <= as_of.month), None)


@lru_cache(32)
def bands_of(settings: Settings) -> Bands:
    """Give where the lights change by the settings of the notice."""
    floors = read_floors(settings.spending_floors)
    return Bands(settings.red_below, settings.yellow_below, settings.blue_from, floors)


def money_due(as_of: date, bands: Bands) -> Decimal:
    """Give the share of the year's money due by now: as the notice says, else month / 12."""
    floor = bands.floor(as_of)
    return month_share(as_of) if floor is None else floor


@dataclass(frozen=True)
class Progress:
    """How far an indicator is; shares are fractions of 1, ``working`` is the sum in words."""

    light: Light
    completion: Decimal | None = None
    due_share: Decimal | None = None
    relative: Decimal | None = None
    working: str = ""


class About(TypedDict, total=False):
    """What the indicator is called and where it stands (二级指标): a hint at what it measures."""

    name: str
    level2: str


NOTHING = Progress(Light.NONE)


def spending_light(
    spent: Decimal | None, budget: Decimal | None, as_of: date, bands: Bands
) -> Light:
    """Judge money against the month: 执行数 / 预算数 / (month/12); never blue (预算执行预警).

    Below the share that a notice wants by this month it is yellow, well below it red.
    """
    floor, part = bands.floor(as_of), rate(spent, budget)
    if floor is not None and part is not None:
        if part < floor * bands.red_below:
            return Light.RED
        return Light.YELLOW if part < floor else Light.GREEN
    relative = _against_month(spent, budget, as_of)
    if relative is None:
        return Light.NONE
    light = _band(relative, bands)
    return Light.GREEN if light is Light.BLUE else light


def is_cumulative(target: Target, *, name: str = "", level2: str = "") -> bool:
    """Tell whether a target grows through the year, so that the month share applies to it.

    Counts, sums of money and days do; rates, satisfaction, unit costs and standing states do not.
    """
    if target.kind is not TargetKind.NUMBER or target.deadline is not None:
        return False
    family = unit_family(target.unit)
    saved = family == "money" and "/" not in target.unit and _SAVED.search(name)
    if target.operator in ("≤", "<") or "满意" in level2:
        return False
    if _NOT_CUMULATIVE.search(name) and not saved:
        return False
    if family in ("rate", "time"):
        hours = level2.startswith("数量") and _HOURS.search(name)
        return family == "time" and (target.unit in CUMULATIVE_TIMES or bool(hours))
    if family == "money":
        return "/" not in target.unit and not _is_cost(target, level2)
    return family == "count" or level2.startswith("数量")


def indicator_progress(
    target: Target,
    actual: Target,
    as_of: date,
    bands: Bands,
    **about: Unpack[About],
) -> Progress:
    """Give an indicator's light and the sum behind it (reference: Signals used by systems).

    Only cumulative targets are scaled by the month; where nothing can be said the light is NONE.
    """
    if TargetKind.BLANK in (target.kind, actual.kind):
        return NOTHING
    if TargetKind.UNREADABLE in (target.kind, actual.kind):
        return NOTHING
    if actual.kind is TargetKind.QUALITATIVE:
        official = _worded(actual.words)
        timeless = as_of == date.min  # judged without a time point: only the official words count
        if official is not NOTHING or timeless:
            return official
        return _told(target, actual.words, as_of, bands, **about)
    if target.deadline is not None:
        return _dated(target.deadline, actual, as_of)
    if target.number is None or actual.number is None:
        return NOTHING
    if target.number <= 0:
        return _at_zero(target, actual.number)
    if is_ceiling(target, about.get("level2", "")):
        return _ceiling(target, target.number, actual.number)
    if is_cumulative(target, **about):
        return _cumulative(target.number, actual.number, as_of, bands)
    return _unscaled(target, target.number, actual.number, bands)


def _against_month(part: Decimal | None, whole: Decimal | None, as_of: date) -> Decimal | None:
    """Divide once, so that exactly 60 % of what is due is exactly 60 %."""
    if part is None or whole is None or whole == 0:
        return None
    return WIDE.divide(WIDE.multiply(part, Decimal(12)), WIDE.multiply(whole, as_of.month))


def _band(relative: Decimal, bands: Bands) -> Light:
    if relative < bands.red_below:
        return Light.RED
    if relative < bands.yellow_below:
        return Light.YELLOW
    return Light.BLUE if relative >= bands.blue_from else Light.GREEN


def _is_cost(target: Target, level2: str) -> bool:
    """Tell whether money is meant as a limit: under 成本, or without any sign of “at least”."""
    return "成本" in level2 or ("经济效益" not in level2 and target.operator not in ("≥", ">"))


def is_ceiling(target: Target, level2: str) -> bool:
    """Tell a limit (≤, <, or a cost in money): the less of it, the better."""
    if target.operator in ("≤", "<"):
        return True
    return (
        unit_family(target.unit) == "money"
        and target.operator not in ("≥", ">")
        and _is_cost(target, level2)
    )


def _worded(words: str) -> Progress:
    """Judge the three official words, also in their long form (达成年度指标 …)."""
    for starts, light in ((_PARTLY, Light.YELLOW), (_NOT_MET, Light.RED), (_MET, Light.GREEN)):
        if words.strip().startswith(starts):
            return Progress(light, working=f"完成情况为“{words.strip()[:20]}”")
    return NOTHING


def _told(
    target: Target, words: str, as_of: date, bands: Bands, **about: Unpack[About]
) -> Progress:
    """Judge 未开展, 施工中 and the like: nothing of a count, and too late after a deadline."""
    where, due = standing(words), target.deadline
    if due is not None and due <= as_of and where in (Standing.NOT_BEGUN, Standing.NOT_DUE):
        return Progress(Light.RED, working=f"{long_date(due)}已经到期，而写的是“{words[:20]}”")
    if where is not Standing.NOT_BEGUN or target.number is None or target.number <= 0:
        return NOTHING
    if not is_cumulative(target, **about):
        return NOTHING
    return _cumulative(target.number, ZERO, as_of, bands)


def _dated(deadline: date, actual: Target, as_of: date) -> Progress:
    """Compare days; a later planned day is no delay while the deadline holds."""
    done = actual.deadline
    if done is None:
        return NOTHING
    if done > deadline:
        return Progress(Light.RED, working=f"{long_date(done)} 晚于 {long_date(deadline)}")
    if done > as_of:
        return Progress(Light.NONE, working=f"计划 {long_date(done)} 完成，尚未到期")
    return Progress(Light.GREEN, working=f"{long_date(done)} 不晚于 {long_date(deadline)}")


def _at_zero(target: Target, actual: Decimal) -> Progress:
    """Judge a target of nothing (事故 0 起), where no share can be formed."""
    goal = target.number or ZERO
    met = actual <= goal
    if target.operator in ("≥", ">"):
        met = actual > goal if target.operator == ">" else actual >= goal
    word = "达到要求" if met else "未达到要求"
    return Progress(
        Light.GREEN if met else Light.RED,
        working=f"实际 {plain(actual)}{target.unit}，"
        f"目标 {target.operator}{plain(goal)}{target.unit}，{word}",
    )


def _ceiling(target: Target, goal: Decimal, actual: Decimal) -> Progress:
    """Judge a limit: what is spent or used so far must not pass it."""
    kept = actual < goal if target.operator == "<" else actual <= goal
    word = "未超过" if kept else "超过"
    return Progress(
        Light.GREEN if kept else Light.RED,
        completion=rate(actual, goal),
        working=f"{plain(actual)}{target.unit} {word}目标 {plain(goal)}{target.unit}",
    )


def _cumulative(goal: Decimal, actual: Decimal, as_of: date, bands: Bands) -> Progress:
    """Judge a count that should have grown with the months."""
    completion, due = rate(actual, goal), month_share(as_of)
    relative = _against_month(actual, goal, as_of) or ZERO
    working = (
        f"{plain(actual)} / {plain(goal)} = {show_rate(completion)}，"
        f"应有进度 {show_rate(due)} 的 {show_rate(relative, 1, zeros=False)}"
    )
    return Progress(_band(relative, bands), completion, due, relative, working)


def _unscaled(target: Target, goal: Decimal, actual: Decimal, bands: Bands) -> Progress:
    """Judge a rate or a standing state by the target itself, whatever the month."""
    relative = rate(actual, goal) or ZERO
    met = actual > goal if target.operator == ">" else actual >= goal
    light = Light.GREEN if met else Light.YELLOW
    if relative < bands.red_below:
        light = Light.RED
    working = f"{plain(actual)} / {plain(goal)} = {show_rate(relative)}，直接与全年目标比较"
    return Progress(light, relative, ONE, relative, working)
