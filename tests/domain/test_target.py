"""Targets: every way people write them comes apart into three texts and back, and is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.target import (
    SYMBOLS,
    Target,
    TargetKind,
    TargetText,
    join_target,
    read_actual,
    read_target,
    split_target,
)

UNITS = ("", "次", "人次", "%", "万元", "万元/台", "元/人/天", "个月", "KG", "平方米", "期")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("≥95%", ("≥", "95", "%")),
        ("≤10万元/台", ("≤", "10", "万元/台")),
        ("=100%", ("=", "100", "%")),
        ("＝100.00(%)", ("=", "100.00", "%")),
        ("不低于90%", ("≥", "90", "%")),
        ("大于等于5次", ("≥", "5", "次")),
        ("达到95%以上", ("≥", "95", "%")),
        ("不超过400元/人/天", ("≤", "400", "元/人/天")),
        ("控制在5%以内", ("≤", "5", "%")),
        ("30件以上", ("≥", "30", "件")),
        ("95%（含）以上", ("≥", "95", "%")),
        ("30天内", ("≤", "30", "天")),
        ("12个月以上", ("≥", "12", "个月")),
        (">5次", (">", "5", "次")),
        ("少于 3 起", ("<", "3", "起")),
        (r"\geq 98\%", ("≥", "98", "%")),
        (r"$\leq 98\%$", ("≤", "98", "%")),
        ("&ge;95%", ("≥", "95", "%")),
        (">=95%", ("≥", "95", "%")),
        ("≥ 2,000.5 万元", ("≥", "2,000.5", "万元")),
        ("1,960人次", ("", "1,960", "人次")),
        ("20次。", ("", "20", "次")),
        ("20", ("", "20", "")),
        ("12月", ("", "12", "月")),
        ("≤12月", ("≤", "12", "月")),
        ("截至12月31日前", ("≤", "12月31日", "")),
        ("截至2024年底", ("≤", "2024年底", "")),
        ("≤9月前", ("≤", "9月前", "")),
        ("12月31日前", ("", "12月31日前", "")),
        ("2024年12月31日", ("", "2024年12月31日", "")),
        ("12月底", ("", "12月底", "")),
        ("显著提高", ("定性", "显著提高", "")),
        ("定性：显著提高", ("定性", "显著提高", "")),
        ("定性", ("定性", "定性", "")),
        ("一年以上", ("定性", "一年以上", "")),
        ("每人不超过400元", ("定性", "每人不超过400元", "")),
        ("20~30次", ("", "20~30次", "")),
        ("100%完成", ("", "100%完成", "")),
        ("100余人次", ("", "100余人次", "")),
        ("≥30≤50", ("≥", "30≤50", "")),
        ("≥", ("≥", "", "")),
        ("—", ("", "—", "")),
        (" \u3000", ("", "", "")),
        ("$", ("定性", "$", "")),
    ],
)
def test_a_written_target_comes_apart(written: str, parts: tuple[str, str, str]) -> None:
    assert split_target(written) == TargetText(*parts)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("≥", "20", "次"), "≥20次"),
        (("≤", "12", "月"), "≤12月"),
        (("定性", "显著提高", ""), "显著提高"),
        (("", "20", ""), "20"),
        (("≥", "≥30", "次"), "≥30次"),
        (("≥", "95%", "%"), "≥95%"),
        (("＞", "5", "次"), ">5次"),
        (("≥", "90", "百分比"), "≥90百分比"),
        (("≥", "", "次"), ""),
    ],
)
def test_a_form_shows_a_target(parts: tuple[str, str, str], shown: str) -> None:
    assert join_target(*parts) == shown


@given(
    st.sampled_from(("", *SYMBOLS)),
    st.decimals(min_value=0, max_value=10**8, places=2, allow_nan=False),
    st.sampled_from(UNITS),
)
def test_a_joined_number_comes_apart_as_it_was(sign: str, number: Decimal, unit: str) -> None:
    parts = TargetText(sign, f"{number:f}", unit)
    assert split_target(join_target(sign, parts.target, unit)) == parts


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(("", *SYMBOLS)))
def test_a_joined_date_comes_apart_as_it_was(day: date, sign: str) -> None:
    typed = f"{day.year}年{day.month}月{day.day}日"
    assert split_target(join_target(sign, typed, "")) == TargetText(sign, typed, "")


@given(st.text(alphabet="≥≤=><0123456789.,%次人元万月日年前以上内提高\\ge$—（） ", max_size=30))
def test_splitting_and_joining_keep_the_meaning(text: str) -> None:
    parts = split_target(text)
    if not parts.target or parts.target[0] in SYMBOLS:
        return
    again = split_target(join_target(parts.operator, parts.target, parts.unit))
    whole, first, second = (
        read_target(p.operator, p.target, p.unit, 2024)
        for p in (TargetText("", text, ""), parts, again)
    )
    assert (first.kind, first.number, first.day) == (second.kind, second.number, second.day)
    assert (first.kind, first.number, first.day) == (whole.kind, whole.number, whole.day)


@given(st.text(max_size=60), st.text(max_size=5), st.text(max_size=8))
def test_reading_never_fails(target: str, operator: str, unit: str) -> None:
    read = read_target(operator, target, unit, 2024)
    assert (read.number is not None) == (read.kind is TargetKind.NUMBER)
    assert read_actual(target, read).kind in TargetKind


@pytest.mark.parametrize(
    ("parts", "sign", "number", "unit"),
    [
        (("≥", "1960", "人次"), "≥", "1960", "人次"),
        (("≥", "≥30", "次"), "≥", "30", "次"),
        ((">=", "30", "次"), "≥", "30", "次"),
        (("不少于", "30", "次"), "≥", "30", "次"),
        (("", "≥30件", ""), "≥", "30", "件"),
        (("≥", "95%", ""), "≥", "95", "%"),
        (("≥", "95%", "百分比"), "≥", "95", "%"),
        (("≥", "3万", "人次"), "≥", "30000", "人次"),
        (("≤", "12.5万", "元"), "≤", "125000", "元"),
        (("≤", "5万元", "元"), "≤", "50000", "元"),
        (("定性", "≥5次", ""), "≥", "5", "次"),
        (("定性", "5", "次"), "定性", "5", "次"),
        (("随便", "5", "次"), "", "5", "次"),
    ],
)
def test_numbers_are_read_wherever_sign_and_unit_stand(
    parts: tuple[str, str, str], sign: str, number: str, unit: str
) -> None:
    target = read_target(*parts)
    assert (target.kind, target.operator, target.unit) == (TargetKind.NUMBER, sign, unit)
    assert target.number == Decimal(number)


@pytest.mark.parametrize(
    "parts",
    [
        ("≥", "≤30", "次"),
        ("≥", "提高", ""),
        ("", "20~30", "次"),
        ("≥", "30件", "元"),
        ("=", "若干", ""),
    ],
)
def test_contradictions_and_guesses_are_unreadable(parts: tuple[str, str, str]) -> None:
    target = read_target(*parts)
    assert target.kind is TargetKind.UNREADABLE
    assert target.words == parts[1]


def test_blank_dash_and_words() -> None:
    assert read_target("≥", " ", "次").kind is TargetKind.BLANK
    assert read_target("≥", "—", "次").kind is TargetKind.BLANK
    assert read_target("", "≥", "次").kind is TargetKind.BLANK
    words = read_target("", "显著提高", "")
    assert (words.kind, words.operator, words.words) == (
        TargetKind.QUALITATIVE,
        "定性",
        "显著提高",
    )
    assert read_target("定性", "3名以上专家", "").kind is TargetKind.QUALITATIVE


def test_a_date_is_a_date_under_any_operator() -> None:
    for sign in ("", "定性", "≤"):
        target = read_target(sign, "12月31日前", "", 2024)
        assert target.kind is TargetKind.DATE
        assert target.operator == "≤"
        assert target.deadline == date(2024, 12, 31)
    assert read_target("=", "12月31日", "", 2024).operator == "="
    assert read_target("", "12月31日", "", 2024).operator == ""
    unknown = read_target("", "12月31日前", "")
    assert (unknown.kind, unknown.deadline) == (TargetKind.DATE, None)


def test_a_month_is_a_deadline_unless_it_is_a_length_of_time() -> None:
    assert read_target("≤", "12", "月", 2024).deadline == date(2024, 12, 31)
    assert read_target("=", "2", "月份", 2024).deadline == date(2024, 2, 29)
    assert read_target("≥", "12", "月", 2024).deadline is None
    assert read_target("≤", "13", "月", 2024).deadline is None
    assert read_target("≤", "2.5", "月", 2024).deadline is None
    assert read_target("≤", "12", "月").deadline is None
    assert read_target("≤", "12", "个月", 2024).deadline is None


PEOPLE = read_target("≥", "1960", "人次", 2024)
MONEY = read_target("≤", "100", "万元", 2024)
MONTH = read_target("≤", "12", "月", 2024)
RATE = read_target("≥", "95", "%", 2024)
DAYS = read_target("≤", "30", "天", 2024)


@pytest.mark.parametrize(
    ("target", "typed", "number"),
    [
        (PEOPLE, "702", "702"),
        (PEOPLE, "702人次", "702"),
        (PEOPLE, "≥702人", "702"),
        (PEOPLE, "0.07万人次", "700"),
        (MONEY, "41.88", "41.88"),
        (MONEY, "418800元", "41.88"),
        (MONEY, "41.88万", "41.88"),
        (RATE, "95%", "95"),
        (RATE, "950‰", "95"),
        (MONTH, "7", "7"),
        (DAYS, "28日", "28"),
        (read_target("≥", "5", ""), "6台", "6"),
    ],
)
def test_actual_values_come_in_the_targets_unit(target: Target, typed: str, number: str) -> None:
    actual = read_actual(typed, target)
    assert actual.kind is TargetKind.NUMBER
    assert actual.number == Decimal(number)


def test_an_actual_month_or_day_answers_a_deadline() -> None:
    for typed in ("7", "7月", "7月底", "2024年7月", "2024-07-31"):
        assert read_actual(typed, MONTH).deadline == date(2024, 7, 31)
    by_day = read_target("≤", "12月31日", "", 2024)
    assert read_actual("7月", by_day).deadline == date(2024, 7, 31)
    assert read_actual("7月15日", by_day, 2025).deadline == date(2025, 7, 15)


@pytest.mark.parametrize(
    ("target", "typed", "kind"),
    [
        (PEOPLE, "", TargetKind.BLANK),
        (PEOPLE, "——", TargetKind.BLANK),
        (PEOPLE, "达成", TargetKind.QUALITATIVE),
        (PEOPLE, "约700", TargetKind.UNREADABLE),
        (PEOPLE, "95%", TargetKind.UNREADABLE),
        (PEOPLE, "12万元", TargetKind.UNREADABLE),
        (PEOPLE, "3-5次", TargetKind.UNREADABLE),
        (DAYS, "1个月", TargetKind.UNREADABLE),
        (MONTH, "尚未开展", TargetKind.QUALITATIVE),
    ],
)
def test_actual_values_that_are_no_quantity(target: Target, typed: str, kind: TargetKind) -> None:
    assert read_actual(typed, target).kind is kind


@pytest.mark.parametrize(
    ("target", "typed", "number"),
    [
        (("≥", "2.3", "万人"), "2.3", 23000),
        (("≥", "2.3", "万人"), "2.1万人", 21000),
        (("", "≥5万人次", ""), "3.2万", 32000),
        (("", "≥5万人次", ""), "32000", 32000),
        (("≥", "1960", "人次"), "0.07万", 700),
    ],
)
def test_a_bare_figure_counts_in_the_unit_of_its_target(
    target: tuple[str, str, str], typed: str, number: int
) -> None:
    assert read_actual(typed, read_target(*target)).number == number
