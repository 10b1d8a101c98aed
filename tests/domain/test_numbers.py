"""Plain numbers: what is one, what is none, and how they are shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import numbers

decimals = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234.50", "1234.50"),
        ("１２３４", "1234"),
        ("1 234.5", "1234.5"),
        ("1\xa0234", "1234"),
        ("12，345", "12345"),
        ("+3", "3"),
        ("-2", "-2"),
        ("－2．5", "-2.5"),
        (" \u200b7\u3000", "7"),
        (".5", "0.5"),
        ("007", "7"),
    ],
)
def test_one_plain_number_is_read(typed: str, value: str) -> None:
    assert numbers.read_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "1,2345", "1234,567", "0,123", "1,23", "1 2", "5.", "1e5", "NaN", "Inf", "+", "-",
     "—", "1-7", "约3", "3个", "1.2.3", "٣", "9" * 41, " " * 200 + "1"],
)  # fmt: skip
def test_anything_else_is_not_a_number(typed: str) -> None:
    assert numbers.read_number(typed) is None


def test_blank_and_dash_are_told_from_zero() -> None:
    assert numbers.is_blank(None)
    assert numbers.is_blank(" \u3000\u200b\n")
    assert not numbers.is_blank("0")
    for dash in ("—", "——", "-", "－", "–", "/", "／", " — "):
        assert numbers.is_dash(dash)
    for other in ("", "0", "无", "-1", "—" * 50):
        assert not numbers.is_dash(other)


def test_normalise_reads_signs_and_keeps_chinese_punctuation() -> None:
    assert numbers.normalise("≧９５％　（含），Ａ＋") == "≥95% （含），A+"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1E+2", "100"),
        ("21.690", "21.69"),
        ("0.50", "0.5"),
        ("-0.0", "0"),
        ("0", "0"),
        ("-7", "-7"),
    ],
)
def test_plain_shows_every_figure_and_no_empty_decimals(value: str, shown: str) -> None:
    assert numbers.plain(Decimal(value)) == shown


def test_halves_go_up_and_zero_has_no_sign() -> None:
    assert numbers.fixed(Decimal("41.875")) == "41.88"
    assert numbers.fixed(Decimal("2.5"), 0) == "3"
    assert numbers.fixed(Decimal("-2.5"), 0) == "-3"
    assert numbers.fixed(Decimal("-0.001")) == "0.00"
    assert numbers.round_half_up(Decimal("1.005")) == Decimal("1.01")


@given(decimals)
def test_what_is_shown_reads_back(value: Decimal) -> None:
    assert numbers.read_number(numbers.plain(value)) == value
    assert numbers.read_number(numbers.fixed(value, 4)) == value


@given(decimals)
def test_grouping_by_three_changes_nothing(value: Decimal) -> None:
    assert numbers.read_number(f"{value:,f}") == value
    assert numbers.read_number(f"{value:,f}".replace(",", " ")) == value


@given(decimals)
def test_full_width_changes_nothing(value: Decimal) -> None:
    typed = "".join(chr(ord(c) + 0xFEE0) for c in f"{value:f}")
    assert numbers.read_number(typed) == value


@given(st.text(max_size=60))
def test_reading_never_fails(text: str) -> None:
    value = numbers.read_number(text)
    assert value is None or value.is_finite()
    assert numbers.normalise(numbers.normalise(text)) == numbers.normalise(text)
