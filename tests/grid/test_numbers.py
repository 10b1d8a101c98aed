"""How numbers look in cells, and texts that are or are not numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.grid.numbers import clean_number, exact_number, money_format, show_number
from jixiao_desktop.grid.texts import (
    class_key,
    class_name,
    from_spreadsheet,
    label_key,
    to_spreadsheet,
    writable,
)


@pytest.mark.parametrize(
    "text", ["", "007", "1,960", "+3", "12次", "1e5", "-0", "1.", "１２", "9" * 16, " 12 3"]
)
def test_what_is_no_plain_number_stays_text(text: str) -> None:
    assert exact_number(text) is None


@given(st.decimals(-999999, 999999, places=3))
def test_a_plain_number_shows_as_it_was_typed(value: Decimal) -> None:
    text = str(value)
    found = exact_number(text)
    if found is None:
        assert value == 0
        assert text.startswith("-")
    else:
        assert show_number(*found) == text


@given(st.decimals(0, 99999999, places=6))
def test_an_amount_shows_every_decimal_it_has(value: Decimal) -> None:
    shown = show_number(value, money_format(value, "0.00##"))
    assert Decimal(shown) == value
    assert len(shown.partition(".")[2]) >= 2


def test_formats_of_official_forms() -> None:
    assert show_number(Decimal("0.4188"), "0.00%") == "41.88%"
    assert show_number(Decimal("1234567.5"), "#,##0.00") == "1,234,567.50"
    assert show_number(Decimal("41.5"), "General") == "41.5"
    assert show_number(Decimal("0.125"), "0.00") == "0.13"
    assert clean_number(41.879999999999995) == Decimal("41.88")


@given(st.text())
def test_texts_survive_a_spreadsheet(text: str) -> None:
    clean = writable(text)
    assert from_spreadsheet(to_spreadsheet(clean)) == clean


def test_labels_and_classes_are_compared_without_their_decoration() -> None:
    assert label_key("1-7月执行率") == label_key("1—10月 执行率：")
    assert class_key("产出指标\n（50分）") == class_key("产出") == class_key("产 出 指标")
    assert class_key("指标") == "指标"
    assert class_name("满意度指标\n（10分）") == "满意度指标"
