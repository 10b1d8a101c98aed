"""Figures of a text with their units: digits and Chinese numerals read alike."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.han_text import in_digits
from jixiao_desktop.domain.quantities import quantities

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """Write a number below a hundred million in everyday numerals."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return spelled(number // 10_000) + "万" + (gap + spelled(rest) if rest else "")
    made, zero = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            made += ("零" if zero and made else "") + DIGITS[digit] + sign
            zero = False
        else:
            zero = True
    return made


@given(st.integers(2, 99_999_999), st.sampled_from(["名", "处", "吨", "公里", "分", "份"]))
def test_a_spelled_number_is_read_like_its_digits(number: int, unit: str) -> None:
    words = spelled(number)
    if len(words) > 1 or words not in "十百千万一二":
        (one,) = quantities(f"共有{words}{unit}。")[1]
        assert (one.value, one.unit) == (Decimal(number), unit)


@given(st.decimals(0, 100, places=2))
def test_a_spelled_share_is_a_percentage(share: Decimal) -> None:
    whole, _, rest = f"{share:f}".rstrip("0").rstrip(".").partition(".")
    words = (spelled(int(whole)) or "零") + (
        "点" + "".join(DIGITS[int(d)] for d in rest) if rest else ""
    )
    text = f"{int(whole)}.{rest}%" if rest else f"{int(whole)}%"
    assert in_digits(f"合格率百分之{words}。") == f"合格率{text}。"


@pytest.mark.parametrize(
    "text",
    [
        "一户一档，一人一策，十分重视，百分点，千米，十四五规划，三级指标，二次网，第一期，其一，一是，一般，一批",
        "一号文件和一部分群众",
    ],
)
def test_words_that_only_look_like_figures_rest(text: str) -> None:
    assert in_digits(text) == text


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("支出3,860万元", "38600000", "元"),
        ("收运7.96万吨", "79600", "吨"),
        ("每平方米五十六元一角二分", "56.12", "元"),
        ("高1.5亿元", "150000000", "元"),
        ("提高2.18个百分点", "2.18", "个百分点"),
    ],
)
def test_units_and_large_figures(text: str, value: str, unit: str) -> None:
    one = quantities(text)[1][-1]
    assert (one.value, one.unit) == (Decimal(value), unit)


def test_about_so_many_is_rough() -> None:
    roughly = [one.rough for one in quantities("约30人，50余户，3-5次，20处")[1]]
    assert roughly == [True, True, True, False]
