"""Money: 元, 万 and 亿 come to 万元 exactly; what is shown reads back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.money import money_shift, read_money, show_money
from jixiao_desktop.domain.numbers import plain

cents = st.decimals(min_value=-(10**10), max_value=10**10, allow_nan=False, places=2)


@pytest.mark.parametrize(
    ("typed", "wan"),
    [
        ("12.5万", "12.5"),
        ("12.5 万元", "12.5"),
        ("125000元", "12.5"),
        ("1.2亿元", "12000"),
        ("1.2亿", "12000"),
        ("￥3,000元", "0.3"),
        ("人民币3万元整", "3"),
        ("2千元", "0.2"),
        ("3百万元", "300"),
        ("2千万", "2000"),
        ("41.88（万元）", "41.88"),
        ("2.5746", "2.5746"),
        ("-5", "-5"),
        ("0", "0"),
    ],
)
def test_amounts_come_to_wan(typed: str, wan: str) -> None:
    assert read_money(typed) == Decimal(wan)


@pytest.mark.parametrize(
    "typed",
    ["", "—", "/", "无", "万元", "12.5万万", "约3万元", "3-5万元", "1" * 41, "1" * 200, "NaN"],
)
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert read_money(typed) is None


def test_a_bare_number_is_in_the_fields_unit() -> None:
    assert read_money("125000", "元") == Decimal("12.5")
    assert read_money("12.5万", "元") == Decimal("12.5")
    assert read_money("400", "元/人/天") == Decimal("0.04")
    assert read_money("7", "公里") == Decimal(7)
    assert money_shift("万元/台") == 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("100", "100.00"),
        ("1E+3", "1000.00"),
        ("2.5746", "2.5746"),
        ("26.655", "26.655"),
        ("0.5", "0.50"),
        ("0.12345650", "0.123457"),
        ("-0.0000001", "0.00"),
    ],
)
def test_money_is_shown_as_the_forms_print_it(value: str, shown: str) -> None:
    assert show_money(Decimal(value)) == shown


@given(cents)
def test_yuan_and_wan_are_one_amount(yuan: Decimal) -> None:
    wan = read_money(f"{yuan}元")
    assert wan is not None
    assert wan * 10000 == yuan
    assert read_money(str(yuan), "元") == wan == read_money(plain(wan) + "万元")


@given(cents)
def test_shown_money_reads_back(yuan: Decimal) -> None:
    wan = yuan.scaleb(-4)
    assert read_money(show_money(wan)) == wan


@given(st.text(alphabet="0123456789.,，元万亿千百￥¥ -（）()整—", max_size=50))
def test_reading_never_fails(text: str) -> None:
    value = read_money(text)
    assert value is None or value.is_finite()
