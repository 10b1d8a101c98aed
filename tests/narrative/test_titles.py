"""Titles in balanced lines; numbers in the styles of official documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.narrative.numbering import Counters, below, han, numbered
from jixiao_desktop.narrative.titles import balanced, width


def test_a_short_title_is_one_line() -> None:
    assert balanced(["党校", "2024", "年度报告"], 20) == ("党校2024年度报告",)


def test_a_long_title_breaks_between_its_words() -> None:
    pieces = ["中共锡林郭勒盟委员会党校", "2024", "年度绩效运行监控报告"]
    assert balanced(pieces, 20) == ("中共锡林郭勒盟委员会党校", "2024年度绩效运行监控报告")


def test_figures_are_not_torn() -> None:
    lines = balanced(["甲" * 9 + "2024" + "乙" * 9], 11)
    assert any("2024" in line for line in lines)


@given(st.lists(st.text("县乡镇人民政府年度绩效运行监控报告（）、·2024", max_size=12), max_size=5),
       st.integers(8, 24))  # fmt: skip
def test_no_character_is_lost_and_no_line_is_far_too_wide(pieces: list[str], room: int) -> None:
    lines = balanced(pieces, room)
    assert "".join(lines) == "".join(pieces)
    assert all(line for line in lines) or not "".join(pieces)


@given(st.integers(2, 40))
def test_plain_titles_stay_in_their_room_and_are_even(length: int) -> None:
    lines = balanced(["绩" * length], 20)
    assert all(width(line) <= 20 for line in lines)
    assert max(map(width, lines)) - min(map(width, lines)) <= 1


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [
        ("一、", 1, "一、"), ("一、", 10, "十、"), ("（一）", 12, "（十二）"),
        ("一、", 20, "二十、"), ("一、", 35, "三十五、"), ("1.", 7, "7."),
        ("（1）", 11, "（11）"), ("①", 3, "③"), ("①", 21, "（21）"), ("", 4, ""),
    ],
)  # fmt: skip
def test_number_styles(style: str, number: int, shown: str) -> None:
    assert numbered(style, number) == shown


def test_han_figures_beyond_their_range_are_arabic() -> None:
    assert (han(0), han(100)) == ("0", "100")


def test_levels_go_down() -> None:
    assert [below(s) for s in ("一、", "1.", "①", "甲")] == ["（一）", "（1）", "①", "甲"]


def test_a_heading_starts_the_levels_below_anew_unless_told_not_to() -> None:
    count = Counters()
    assert [count.next(1), count.next(2), count.next(2), count.next(1), count.next(2)] == [
        1, 1, 2, 2, 1,
    ]  # fmt: skip
    assert count.next(1, restart=False) == 3
    assert count.next(2) == 2
