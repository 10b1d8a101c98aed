"""Kinds of field: what was understood is said, what was not is told how to write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import kinds
from jixiao_desktop.domain.kinds import Reading
from jixiao_desktop.domain.target import Target

CAUSES = ("经费保障", "制度保障", "其他")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_blank_is_never_a_problem(kind: str) -> None:
    assert kinds.read(kind, " \u3000") == Reading()


@pytest.mark.parametrize("kind", ["money", "percent", "number", "date", "target", "score"])
def test_a_dash_counts_as_not_filled_and_says_so(kind: str) -> None:
    assert kinds.read(kind, "—") == Reading(understood="按未填写处理")


@pytest.mark.parametrize("kind", ["text", "prose"])
def test_words_are_kept_as_typed(kind: str) -> None:
    assert kinds.read(kind, " 工作经费 — ") == Reading(" 工作经费 — ")
    assert kinds.read(kind, "—") == Reading("—")


@pytest.mark.parametrize(
    ("kind", "typed", "unit", "value", "understood"),
    [
        ("money", "100.00", "", "100", ""),
        ("money", "12.5万", "", "12.5", "读作 12.50 万元"),
        ("money", "1,234.50", "万元", "1234.5", "读作 1234.50 万元"),
        ("money", "125000", "元", "12.5", "读作 12.50 万元"),
        ("percent", "92 %", "", "92", ""),
        ("percent", "９５％", "", "95", "读作 95%"),
        ("percent", "95‰", "", "9.5", "读作 9.5%"),
        ("percent", "98\\%", "", "98", "读作 98%"),
        ("number", "20", "", "20", ""),
        ("number", "1,200人", "人", "1200", "读作 1200"),
        ("score", "9.5", "", "9.5", ""),
        ("score", "9.50分", "", "9.5", "读作 9.5 分"),
    ],
)
def test_figures(kind: str, typed: str, unit: str, value: str, understood: str) -> None:
    reading = kinds.read(kind, typed, unit=unit)
    assert kinds.as_decimal(reading) == Decimal(value)
    assert (reading.understood, reading.problem) == (understood, "")


def test_dates_and_periods() -> None:
    last = date(2024, 12, 31)
    assert kinds.read("date", "12月底", year=2024) == Reading(last, "读作 2024年12月31日")
    assert kinds.read("date", "2024-12-31") == Reading(last)
    assert kinds.read("date", "2024年12月31日") == Reading(last)
    assert kinds.read("period", "1-7月", year=2024) == Reading(
        (date(2024, 1, 1), date(2024, 7, 31)), "读作 2024年1月1日至2024年7月31日"
    )


CLASSES = (
    "数量指标",
    "成本指标",
    "经济效益指标",
    "生态效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("数量", "数量指标"),
        ("产出数量", "数量指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("受益对象满意度指标", "服务对象满意度指标"),
        ("可持续发展指标", "可持续影响指标"),
        ("生态环境效益", "生态效益指标"),
    ],
)
def test_a_class_is_known_by_its_short_name_too(typed: str, meant: str) -> None:
    assert kinds.read("choice", typed, choices=CLASSES) == Reading(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("√确定能", "确定能"), ("不可能", "完全不可能"), ("有可能完成", "有可能")],
)
def test_a_choice_is_known_with_what_clerks_write_around_it(typed: str, meant: str) -> None:
    likely = ("确定能", "有可能", "完全不可能")
    assert kinds.read("choice", typed, choices=likely) == Reading(meant)


@pytest.mark.parametrize("typed", ["可能", "能", "不确定能"])
def test_what_may_mean_several_choices_or_the_opposite_is_asked(typed: str) -> None:
    reading = kinds.read("choice", typed, choices=("确定能", "有可能", "完全不可能"))
    assert reading.value is None
    assert "选一项" in reading.problem


def test_operators_in_words_and_letters_are_read() -> None:
    signs = ("≥", "≤", "=", ">", "<", "定性")
    typed = (">=", "不低于", "不超过", "等于", "定性")
    assert [kinds.read("choice", one, choices=signs).value for one in typed] == [
        "≥", "≥", "≤", "=", "定性",
    ]  # fmt: skip


def test_where_words_are_only_offered_any_other_will_do() -> None:
    for typed in ("延续", "延续项目", "特定目标类"):
        assert kinds.read("offered", typed, choices=("新增", "延续")) == Reading(typed)


def test_choices_ticks_and_flags() -> None:
    assert kinds.read("choice", "其他 ", choices=CAUSES) == Reading("其他")
    assert kinds.read("ticks", "经费保障；其他", choices=CAUSES) == Reading(("经费保障", "其他"))
    assert kinds.read("flag", "√") == Reading(True)
    assert kinds.read("flag", "否") == Reading(False)


def test_targets_say_what_was_understood() -> None:
    plain = kinds.read("target", "20", unit="次")
    assert isinstance(plain.value, Target)
    assert plain.understood == ""
    assert kinds.read("target", "12月31日前", year=2024).understood == "读作 ≤2024年12月31日"
    assert kinds.read("target", "不少于30", unit="次").understood == "读作 ≥30次"
    assert kinds.read("target", "显著提高").understood == ""


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("money", "无"),
        ("percent", "九成"),
        ("number", "20左右"),
        ("date", "年后"),
        ("period", "长期"),
        ("choice", "也许"),
        ("ticks", "经费保障、天气"),
        ("ticks", "、"),
        ("target", "20~30"),
        ("score", "-1"),
        ("score", "优"),
        ("flag", "也许"),
    ],
)
def test_what_is_not_understood_is_told_how_to_write(kind: str, typed: str) -> None:
    reading = kinds.read(kind, typed, choices=CAUSES, unit="次")
    assert reading.value is None
    assert reading.problem.startswith("请")
    assert kinds.as_decimal(reading) is None


def test_an_unknown_kind_is_an_error_of_the_dictionary() -> None:
    with pytest.raises(KeyError):
        kinds.read("colour", "red")


def test_ticks_accept_every_separator_once() -> None:
    assert kinds.split_ticks("a、b;c；d,e，f/g\nh\r\na") == tuple("abcdefgh")
    assert kinds.join_ticks([" 经费保障 ", "", "其他"]) == "经费保障、其他"


@given(st.lists(st.sampled_from(CAUSES), unique=True))
def test_joined_ticks_come_apart_as_they_were(names: list[str]) -> None:
    assert kinds.split_ticks(kinds.join_ticks(names)) == tuple(names)


@given(st.sampled_from(kinds.KINDS), st.text(max_size=60))
def test_reading_never_fails_and_never_has_both(kind: str, text: str) -> None:
    reading = kinds.read(kind, text, choices=CAUSES, year=2024, unit="元")
    assert reading.value is None or not reading.problem
