"""Sentences built from known facts give these facts back: unit, stage, year, one of many."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.han_numbers import read_han
from jixiao_desktop.domain.money import to_wan
from jixiao_desktop.domain.numbers import normalise

DATA = Path(__file__).parent.parent / "data"
STAGES = {
    "年初预算安排": "年初", "实际到位": "到位", "累计支出": "支出", "去年同期支出": "上年",
    "上年结转": "上年", "预计全年支出": "预计", "明年计划安排": "下年", "追加": "调整",
    "合同金额": "合同", "剩余": "结余", "共投入": "",
}  # fmt: skip
UNITS = ("万元", "元", "亿元", "千元", "万")
SUBJECTS = ("本项目", "该中心", "全县", "", "截至2024年7月31日，项目")
ENDINGS = ("。", "；", "，用于设备购置。", "（含税）。", "")
FIGURES = st.decimals(min_value=1, max_value=10**7, places=2, allow_nan=False)
DIGITS = "零一二三四五六七八九"


def grouped(value: Decimal, commas: bool) -> str:
    return f"{value:,.2f}" if commas else f"{value.normalize():f}"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(SUBJECTS), st.sampled_from(list(STAGES)), FIGURES,
            st.sampled_from(UNITS), st.booleans(), st.sampled_from(ENDINGS[:4]),
        ),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_amounts_come_back_with_unit_and_stage(
    parts: list[tuple[str, str, Decimal, str, bool, str]],
) -> None:
    text = "".join(
        f"{subject}{stage}{grouped(value, commas)}{unit}{end}"
        for subject, stage, value, unit, commas, end in parts
    )
    read = [f for f in facts(text) if f.kind == "money"]
    assert [(f.value, f.phase) for f in read] == [
        (to_wan(value, unit), STAGES[stage]) for _, stage, value, unit, _, _ in parts
    ]
    assert not any(f.each for f in read)


@given(st.sampled_from(["每村补助", "各补助", "人均", "单价", "每人每天"]), FIGURES)
def test_an_amount_per_head_is_one_of_many(lead: str, value: Decimal) -> None:
    (one,) = facts(f"对困难群众{lead}{value:f}元。")
    assert one.each
    assert one.value == to_wan(value, "元")


@given(st.integers(2015, 2030), FIGURES, FIGURES)
def test_the_year_named_before_a_figure_is_known(
    year: int, first: Decimal, second: Decimal
) -> None:
    text = f"{year}年，全县支出{first:f}万元。本次支出{second:f}万元。"
    assert [f.year for f in facts(text) if f.kind == "money"] == [year, None]


def han(number: int) -> str:
    """Write a number below 100,000 as people do."""
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return f"{han(number // 10_000)}万{zero}{han(rest) if rest else ''}"
    written, zero = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            written += ("零" if zero else "") + DIGITS[digit] + sign
        zero = bool(written) and not digit
    return written


@given(st.integers(1, 99_999))
def test_a_number_in_words_is_read(number: int) -> None:
    assert read_han(han(number)) == number


@given(st.integers(1, 9_999), st.sampled_from(["万元", "元", "亿元"]))
def test_an_amount_in_words_is_the_amount_in_figures(number: int, unit: str) -> None:
    (one,) = facts(f"安排{han(number)}{unit}用于维修")
    assert one.value == to_wan(Decimal(number), unit)


@pytest.mark.parametrize("text", ["一二三", "点五", "二〇二四", "", "三点", "万", "一千千"])
def test_words_that_are_no_clear_number(text: str) -> None:
    assert read_han(text) is None


@pytest.mark.parametrize(
    "text",
    ["一次性投入", "三公经费", "第三次会议", "四个方面", "十四五规划", "一家人民企业园部",
     "10万元至20万元", "20—30人", "电话0971-2432001", "京财〔2023〕5号", "一般人员",
     "六部委联合", "一系列工作", "千方百计", "1．"],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_left_out(text: str) -> None:
    counted = [f for f in facts(text) if f.kind in ("money", "rate")]
    assert counted == []
    assert text == "一家人民企业园部" or facts(text) == ()


def texts() -> list[str]:
    files = [*(DATA / "seeds").glob("*"), *(DATA / "examples").glob("*.json")]
    return [file.read_text(encoding="utf-8") for file in files]


@pytest.mark.parametrize("text", texts(), ids=lambda t: str(len(t)))
def test_every_real_text_is_read_and_figures_are_what_stands_there(text: str) -> None:
    for line in text.splitlines():
        for fact in facts(line):
            assert line[fact.start : fact.end] == fact.text
            if fact.unit == "万元" and fact.text[0].isdigit():
                digits = re.sub("[^0-9.]", "", normalise(fact.text))
                assert fact.value == Decimal(digits)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "一", "十万", "百分之", "一人", "万元", "预计", "去年", "2024年", "(", "每1元"],
)
def test_cost_grows_with_length_and_no_faster(piece: str) -> None:
    def cost(length: int) -> float:
        times = []
        for turn in range(3):
            text = piece * (length // len(piece)) + str(turn)
            start = perf_counter()
            facts(text)
            times.append(perf_counter() - start)
        return min(times)

    assert cost(100_000) < 40 * max(cost(10_000), 1e-4)
