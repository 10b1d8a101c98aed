"""Rates and lights: the month share where it is fair, and only there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.progress import (
    Bands,
    Light,
    Progress,
    indicator_progress,
    is_cumulative,
    month_share,
    rate,
    show_rate,
    spending_light,
)
from jixiao_desktop.domain.target import read_actual, read_target

JULY, BANDS = date(2024, 7, 31), Bands()
amounts = st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False)


def judge(
    parts: tuple[str, str, str], typed: str, *, name: str = "", level2: str = "数量指标"
) -> Progress:
    target = read_target(*parts, 2024)
    return indicator_progress(
        target, read_actual(typed, target), JULY, BANDS, name=name, level2=level2
    )


def test_rates_are_unrounded_and_nothing_is_divided_by_zero() -> None:
    assert rate(Decimal("41.88"), Decimal(100)) == Decimal("0.4188")
    for part, whole in ((None, Decimal(1)), (Decimal(1), None), (Decimal(0), Decimal(0))):
        assert rate(part, whole) is None
    assert month_share(date(2024, 6, 30)) == Decimal("0.5")


@pytest.mark.parametrize(
    ("value", "zeros", "shown"),
    [
        ("0.4188", True, "41.88%"),
        ("1", True, "100.00%"),
        ("1", False, "100%"),
        ("0.989", False, "98.9%"),
        ("0.641949", True, "64.19%"),
        ("1.0259", True, "102.59%"),
    ],
)
def test_rates_are_shown_as_forms_print_them(value: str, zeros: bool, shown: str) -> None:
    assert show_rate(Decimal(value), zeros=zeros) == shown
    assert show_rate(None) == "—"


@pytest.mark.parametrize(
    ("spent", "budget", "light"),
    [
        ("41.88", "100", Light.YELLOW),
        ("21.09", "50", Light.YELLOW),
        ("35", "100", Light.YELLOW),
        ("34.99", "100", Light.RED),
        ("58.33", "100", Light.GREEN),
        ("100", "100", Light.GREEN),
        ("0", "0", Light.NONE),
    ],
)
def test_money_is_judged_against_the_month(spent: str, budget: str, light: Light) -> None:
    assert spending_light(Decimal(spent), Decimal(budget), JULY, BANDS) is light


def test_money_that_is_not_filled_in_has_no_light() -> None:
    assert spending_light(None, Decimal(1), JULY, BANDS) is Light.NONE
    assert spending_light(Decimal(1), None, JULY, BANDS) is Light.NONE


def test_lights_have_words() -> None:
    assert [light.word for light in Light] == ["红", "黄", "绿", "蓝", "—"]


def test_a_count_is_judged_against_the_month_and_shows_its_sum() -> None:
    progress = judge(("≥", "1960", "人次"), "702")
    assert progress.light is Light.YELLOW
    assert progress.working == "702 / 1960 = 35.82%，应有进度 58.33% 的 61.4%"
    assert show_rate(progress.completion, 4) == "35.8163%"
    assert show_rate(progress.relative, 1) == "61.4%"
    assert show_rate(progress.due_share) == "58.33%"


@pytest.mark.parametrize(
    ("parts", "typed", "light"),
    [
        (("≥", "20", "次"), "12", Light.GREEN),
        (("≥", "20", "次"), "14", Light.BLUE),
        (("=", "20", "次"), "5", Light.RED),
        (("", "20", "次"), "5次", Light.RED),
        (("≥", "2", "次"), "12", Light.BLUE),
        (("≥", "12", "个月"), "7", Light.GREEN),
        (("≥", "50", "棵树苗"), "10", Light.RED),
        (("≥", "20", "次"), "", Light.NONE),
        (("≥", "20", "次"), "约12", Light.NONE),
        (("", "20~30", "次"), "12", Light.NONE),
        (("≥", "20", "次"), "7月31日", Light.NONE),
    ],
)
def test_counts(parts: tuple[str, str, str], typed: str, light: Light) -> None:
    assert judge(parts, typed).light is light


@pytest.mark.parametrize(
    ("parts", "typed", "level2", "light"),
    [
        (("≥", "95", "%"), "95", "质量指标", Light.GREEN),
        (("≥", "95", "%"), "60%", "质量指标", Light.YELLOW),
        (("≥", "95", "%"), "50", "质量指标", Light.RED),
        (("=", "100", "%"), "100", "质量指标", Light.GREEN),
        ((">", "90", "%"), "90", "服务对象满意度指标", Light.YELLOW),
        (("≥", "10", "年"), "10", "可持续影响指标", Light.GREEN),
        (("≥", "5", "级"), "3", "质量指标", Light.YELLOW),
        (("≥", "5", "元/次"), "4", "经济效益指标", Light.YELLOW),
    ],
)
def test_rates_and_standing_states_are_not_scaled(
    parts: tuple[str, str, str], typed: str, level2: str, light: Light
) -> None:
    progress = judge(parts, typed, level2=level2)
    assert progress.light is light
    assert progress.due_share == 1
    assert "直接与全年目标比较" in progress.working


@pytest.mark.parametrize(
    ("parts", "typed", "level2", "light"),
    [
        (("≤", "100", "万元"), "41.88", "成本指标", Light.GREEN),
        (("≤", "100", "万元"), "120", "成本指标", Light.RED),
        (("<", "10", "分钟"), "10", "时效指标", Light.RED),
        (("=", "400", "元/人/天"), "400", "成本指标", Light.GREEN),
        (("", "100", "万元"), "101", "经济成本指标", Light.RED),
    ],
)
def test_limits(parts: tuple[str, str, str], typed: str, level2: str, light: Light) -> None:
    progress = judge(parts, typed, level2=level2)
    assert progress.light is light
    assert progress.due_share is None
    assert "目标" in progress.working


def test_income_grows_with_the_months_and_cost_does_not() -> None:
    income = read_target("≥", "2500", "万元", 2024)
    assert is_cumulative(income, level2="经济效益指标")
    assert not is_cumulative(income, level2="成本指标")
    assert judge(("=", "2500", "万元"), "1000", level2="经济效益指标").light is Light.YELLOW


@pytest.mark.parametrize(
    ("name", "cumulative"),
    [
        ("培训人数", True),
        ("每年培训次数", True),
        ("率先建成示范点数量", True),
        ("标准化厂房建设数量", True),
        ("平均参训人数", False),
        ("每月例会次数", False),
        ("群众满意人数", False),
        ("设备合格率", False),
    ],
)
def test_a_name_tells_what_does_not_grow(name: str, cumulative: bool) -> None:
    assert is_cumulative(read_target("≥", "20", "人", 2024), name=name) is cumulative


def test_satisfaction_dates_and_words_do_not_grow() -> None:
    assert not is_cumulative(read_target("≥", "20", "人"), level2="服务对象满意度指标")
    assert not is_cumulative(read_target("=", "12", "月", 2024))
    assert not is_cumulative(read_target("定性", "提高", ""))


@pytest.mark.parametrize(
    ("parts", "typed", "light"),
    [
        (("≤", "12", "月"), "7", Light.GREEN),
        (("≤", "6", "月"), "7", Light.RED),
        (("定性", "12月31日前", ""), "", Light.NONE),
        (("定性", "12月31日前", ""), "7月31日", Light.GREEN),
        (("定性", "12月31日前", ""), "10月", Light.NONE),
        (("≤", "8月31日", ""), "9月", Light.RED),
        (("≤", "8月31日", ""), "60%", Light.NONE),
        (("≤", "8月31日", ""), "已招标", Light.NONE),
    ],
)
def test_dates_are_judged_by_the_day(parts: tuple[str, str, str], typed: str, light: Light) -> None:
    assert judge(parts, typed, level2="时效指标").light is light


@pytest.mark.parametrize(
    ("typed", "light"),
    [
        ("达成", Light.GREEN),
        ("达成年度指标", Light.GREEN),
        ("部分达成年度指标并具有一定效果", Light.YELLOW),
        ("未达成", Light.RED),
        ("有所提高", Light.NONE),
        ("—", Light.NONE),
    ],
)
def test_only_the_three_official_words_have_a_light(typed: str, light: Light) -> None:
    assert judge(("定性", "显著提高", ""), typed, level2="社会效益指标").light is light


@pytest.mark.parametrize(
    ("sign", "target", "typed", "light"),
    [
        ("=", "0", "0", Light.GREEN),
        ("=", "0", "1", Light.RED),
        ("≤", "0", "-1", Light.GREEN),
        ("≥", "0", "3", Light.GREEN),
        (">", "0", "0", Light.RED),
        ("≥", "-5", "-6", Light.RED),
    ],
)
def test_a_target_of_nothing_has_no_share(sign: str, target: str, typed: str, light: Light) -> None:
    progress = judge((sign, target, "起"), typed)
    assert progress.light is light
    assert progress.completion is None


ORDER = [Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE]


@given(amounts, amounts, st.integers(1, 12))
def test_more_money_spent_is_never_a_worse_light(one: Decimal, two: Decimal, month: int) -> None:
    low, high = sorted((one, two))
    as_of, budget = date(2024, month, 28), Decimal(1000)
    lights = [spending_light(spent, budget, as_of, BANDS) for spent in (low, high)]
    assert ORDER.index(lights[0]) <= ORDER.index(lights[1])


@given(amounts, amounts, st.integers(1, 12), st.sampled_from(["次", "%"]))
def test_more_done_is_never_a_worse_light(
    one: Decimal, two: Decimal, month: int, unit: str
) -> None:
    target, as_of = read_target("≥", "1000", unit, 2024), date(2024, month, 28)
    low, high = sorted((one, two))
    done = [
        indicator_progress(target, read_actual(f"{n:f}", target), as_of, BANDS) for n in (low, high)
    ]
    assert ORDER.index(done[0].light) <= ORDER.index(done[1].light)


@given(st.integers(1, 12), st.integers(1, 1000))
def test_a_band_begins_exactly_at_its_share(month: int, unit: int) -> None:
    budget, as_of = Decimal(unit * 60), date(2024, month, 28)
    edge = Decimal(unit * month * 3)
    assert spending_light(edge, budget, as_of, BANDS) is Light.YELLOW
    assert spending_light(edge - Decimal("0.01"), budget, as_of, BANDS) is Light.RED


def test_work_not_begun_is_nothing_of_a_count_and_no_word_on_a_rate() -> None:
    assert judge(("≥", "20", "次"), "未开展").light is Light.RED
    assert judge(("≥", "95", "%"), "未验收", level2="质量指标").light is Light.NONE
    assert judge(("≥", "20", "次"), "尚未到期").light is Light.NONE


@pytest.mark.parametrize(
    ("deadline", "light"), [("2024年6月30日", Light.RED), ("2024年12月31日", Light.NONE)]
)
def test_a_deadline_that_has_passed_without_the_work_is_red(deadline: str, light: Light) -> None:
    assert judge(("≤", deadline, ""), "未完工", level2="时效指标").light is light
