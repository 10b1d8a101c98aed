"""Time points in words and in parts of a year; reading what people typed is in ``dates``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jixiao_desktop.domain.numbers import WIDE


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    import calendar

    return date(year, month, calendar.monthrange(year, month)[1])


def month_share(as_of: date) -> Decimal:
    """Give the part of the year that has passed at a time point: month / 12."""
    return WIDE.divide(Decimal(as_of.month), Decimal(12))


def window(as_of: date) -> str:
    """Name the months up to a time point as headings do: “1-7月”, in January “1月”."""
    return "1月" if as_of.month == 1 else f"1-{as_of.month}月"


def long_date(day: date) -> str:
    """Write a date as documents do: 2024年7月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
