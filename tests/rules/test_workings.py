"""Workings told in prose: right ones rest however they are worded, wrong ones are named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao_desktop.domain.numbers import plain, round_half_up
from jixiao_desktop.rules import added_up, compared, itemised, run, shares, worked_out, workings
from jixiao_desktop.rules.engine import Rule
from jixiao_desktop.rules.examples import Example

PATH = "evaluation.sections.background"
READERS: tuple[Rule, ...] = tuple(
    one
    for module in (added_up, worked_out, compared, itemised, workings, shares)
    for one in vars(module).values()
    if isinstance(one, Rule) and one.each == "texts"
)
UNITS = st.sampled_from(["名", "处", "吨", "份", "户", "公里"])
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
PARTS = st.lists(st.integers(30, 900), min_size=2, max_size=5, unique=True)
LABELS = ("城关片", "坝上片", "河东片", "北塬片", "南川片")
WIDE = st.sampled_from([lambda text: text, lambda text: text.translate(FULL)])


def said(text: str) -> list[str]:
    """Give what the readers of workings say of a text."""
    one = Example("", {PATH: text})
    return [r.id for r in READERS for _ in r.check(one.dossier(), one.settings(), PATH)]


def listed(parts: list[int], unit: str) -> str:
    return "、".join(f"{label}{n}{unit}" for label, n in zip(LABELS, parts, strict=False))


@given(PARTS, UNITS, WIDE)
def test_right_sums_rest(parts: list[int], unit: str, wide) -> None:  # type: ignore[no-untyped-def]
    whole, items = sum(parts), listed(parts, unit)
    for text in (
        f"建成{whole}{unit}，其中{items}。",
        f"建成{whole}{unit}，由{items}组成。",
        f"{items}，合计{whole}{unit}。",
        f"{'＋'.join(map(str, parts))}＝{whole}{unit}。",
    ):
        assert said(wide(text)) == []


@given(PARTS, UNITS, st.integers(3, 20), WIDE)
def test_wrong_sums_are_named(parts: list[int], unit: str, more: int, wide) -> None:  # type: ignore[no-untyped-def]
    whole, items = sum(parts) - more, listed(parts, unit)
    for text in (
        f"建成{whole}{unit}，其中{items}。",
        f"建成{whole}{unit}，由{items}组成。",
        f"{items}，合计{whole}{unit}。",
        f"{'＋'.join(map(str, parts))}＝{whole}{unit}。",
    ):
        assert said(wide(text)), text


@given(st.integers(2, 900), st.integers(2, 90), st.sampled_from([0, 7, -9]))
def test_products(count: int, each: int, off: int) -> None:
    total = count * each
    assume(abs(off) * 20 > total * 0 and total + off * total // 100 > 0)
    told = total + total * off // 100
    assume((told == total) == (off == 0) and abs(told - total) * 50 >= total * bool(off))
    for text in (
        f"拟建{count}栋，每栋{each}平方米，共{told}平方米。",
        f"购置{count}套，每套{each}万元，{told}万元；",
        f"{count}套×{each}万元＝{told}万元。",
    ):
        assert bool(said(text)) == bool(off), text


@given(st.integers(50, 900), st.integers(10, 49), st.booleans())
def test_shares(whole: int, part: int, wrong: bool) -> None:
    right = round_half_up(Decimal(part) / whole * 100)
    told = plain(right + (3 if wrong else 0))
    for text in (
        f"{whole}份问卷中{part}份满意，满意度{told}%。",
        f"抽检{whole}处，合格{part}处，合格率{told}%。",
        f"计划{whole}公里，实际{part}公里，完成率{told}%。",
    ):
        assert bool(said(text)) == wrong, text


@given(st.integers(40, 900), st.integers(5, 39), st.booleans())
def test_changes(before: int, after: int, wrong: bool) -> None:
    right = round_half_up(Decimal(before - after) / before * 100)
    told = plain(right + (4 if wrong else 0))
    for text in (
        f"由{before}起降到{after}起，下降{told}%。",
        f"上年{before}起，当年{after}起，下降{told}%。",
    ):
        assert bool(said(text)) == wrong, text


@given(st.integers(1, 12), st.integers(1, 28), st.integers(1, 12), st.integers(1, 28))
def test_days_in_order_rest(month: int, day: int, other: int, last: int) -> None:
    assume((month, day) != (other, last))
    text = f"于{month}月{day}日建成，早于{other}月{last}日。"
    assert bool(said(text)) == ((month, day) > (other, last))


@pytest.mark.parametrize(
    "piece",
    ["1、", "12人、", "其中1人、", "1＋", "＝1＋1", "一百零", "5份满意，满意度9%", "每个1元，",
     "由1起降", "13月", "1月1日早于", "（1人", "第1", "3,860", "百分之一", "总1处，"],
)  # fmt: skip
def test_a_longest_text_is_walked_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert isinstance(said(text), list)


def test_they_speak_in_a_whole_check() -> None:
    text = "物联网监测点84个，每个1.5万元，136万元。"
    one = Example("", {PATH: text})
    findings = run(one.dossier(), one.settings())
    assert [f.path for f in findings if f.rule == "text.each_times_count"] == [PATH]
