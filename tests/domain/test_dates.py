"""Dates: deadlines give the last day that counts; nothing is guessed without a year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import dates

LAST = date(2024, 12, 31)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-07-31", date(2024, 7, 31)),
        ("2024年7月31日", date(2024, 7, 31)),
        ("2024.7.31", date(2024, 7, 31)),
        ("2024/7/31", date(2024, 7, 31)),
        ("２０２４年７月３１号", date(2024, 7, 31)),
        ("20240731", date(2024, 7, 31)),
        ("2024-07-31 00:00:00", date(2024, 7, 31)),
        ("二〇二四年十二月三十一日", LAST),
        ("2024年十月", date(2024, 10, 31)),
        ("2024年12月", LAST),
        ("2024-12", LAST),
        ("2024年2月", date(2024, 2, 29)),
        ("2024年底", LAST),
        ("2024年年底", LAST),
        ("2024年末", LAST),
        ("2024年内", LAST),
        ("2024年上半年", date(2024, 6, 30)),
        ("2024年第3季度末", date(2024, 9, 30)),
        ("截止2024年7月31日", date(2024, 7, 31)),
        ("2024年9月前", date(2024, 8, 31)),
        ("2024-09前", date(2024, 8, 31)),
        ("2024年1月前", date(2023, 12, 31)),
    ],
)
def test_dates_with_their_year(typed: str, day: date) -> None:
    assert dates.read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7月31日", date(2024, 7, 31)),
        ("7/31", date(2024, 7, 31)),
        ("12月", LAST),
        ("12月底", LAST),
        ("12月末", LAST),
        ("年底", LAST),
        ("年内", LAST),
        ("本年底", LAST),
        ("一季度", date(2024, 3, 31)),
        ("12月31日前", LAST),
        ("截至12月31日前", LAST),
        ("12月31日之前完成", LAST),
        ("预计于12月底完成", LAST),
        ("9月前", date(2024, 8, 31)),
        ("9月底前", date(2024, 9, 30)),
        ("6月上旬", date(2024, 6, 10)),
        ("6月中旬", date(2024, 6, 20)),
        ("6月下旬", date(2024, 6, 30)),
        ("6月初", date(2024, 6, 10)),
    ],
)
def test_dates_that_take_the_year_of_the_form(typed: str, day: date) -> None:
    assert dates.read_date(typed, 2024) == day
    assert dates.read_date(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["", " ", "2024年", "2月30日", "13月", "2024-13-01", "底", "内", "3年", "长期", "十十月",
     "十九十月", "1-7月", "2024年7月31日" * 5, "1" * 200, "12月31日至"],
)  # fmt: skip
def test_what_is_no_date_is_none(typed: str) -> None:
    assert dates.read_date(typed, 2024) is None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1-7月", date(2024, 1, 1), date(2024, 7, 31)),
        ("2023年1—7月", date(2023, 1, 1), date(2023, 7, 31)),
        ("1月至7月", date(2024, 1, 1), date(2024, 7, 31)),
        ("2024-2026年", date(2024, 1, 1), date(2026, 12, 31)),
        ("2024年度", date(2024, 1, 1), LAST),
        ("2024年1月1日-7月31日", date(2024, 1, 1), date(2024, 7, 31)),
        ("2024-01-01至2024-12-31", date(2024, 1, 1), LAST),
        ("2023年12月到2024年12月", date(2023, 12, 1), LAST),
    ],
)
def test_periods(typed: str, first: date, last: date) -> None:
    assert dates.read_period(typed, 2024) == (first, last)


@pytest.mark.parametrize("typed", ["", "7-1月", "长期", "1-13月", "1月至", "x至y", "1" * 200])
def test_what_is_no_period_is_none(typed: str) -> None:
    assert dates.read_period(typed, 2024) is None


def test_a_period_without_any_year_is_none() -> None:
    assert dates.read_period("1-7月") is None


def test_the_window_of_a_heading_follows_the_time_point() -> None:
    assert dates.window(date(2024, 7, 31)) == "1-7月"
    assert dates.window(date(2024, 1, 31)) == "1月"
    assert dates.month_end(2023, 2) == date(2023, 2, 28)


def test_a_deadline_is_told_from_a_date_and_a_number() -> None:
    assert dates.says_before("12月31日前")
    assert dates.says_before("9月底之前完成")
    assert not dates.says_before("12月31日")
    assert dates.looks_dated("2024-07-31")
    assert not dates.looks_dated("7.31")


@given(days)
def test_every_way_of_writing_a_day_is_that_day(day: date) -> None:
    for typed in (
        day.isoformat(),
        dates.long_date(day),
        f"{day.year}.{day.month}.{day.day}",
        f"截至{dates.long_date(day)}前",
    ):
        assert dates.read_date(typed) == day
    assert dates.read_date(f"{day.month}月{day.day}日", day.year) == day


@given(st.text(alphabet="0123456789年月日号前底末截至完成.-/十二 上半季度", max_size=45))
def test_reading_never_fails(text: str) -> None:
    assert isinstance(dates.read_date(text, 2024), date | None)
    span = dates.read_period(text, 2024)
    assert span is None or span[0] <= span[1]
