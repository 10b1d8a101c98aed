"""Units: like is compared with like."""

from __future__ import annotations

import pytest

from jixiao_desktop.domain.units import bare_unit, scale_unit, time_name, unit_family


@pytest.mark.parametrize(
    ("family", "units"),
    [
        ("money", "万元 元 元/人/天 元/台 亿元 万 千元"),
        ("rate", "% ％ ‰ 百分比 个百分点 （%）"),
        ("count", "次 人 人次 个 台 期 件 万人次 平方米 KG 次/年"),
        ("time", "天 日 月 小时 年 个月 工作日 天/次"),
        ("other", "℃ 分贝 级"),
    ],
)
def test_units_belong_to_families(family: str, units: str) -> None:
    for unit in units.split():
        assert unit_family(unit) == family, unit
    assert unit_family("") == "other"


def test_a_unit_has_one_way_of_writing() -> None:
    assert bare_unit("（ ％ ）") == bare_unit("百分比") == "%"
    assert time_name("日") == time_name("天") == "天"
    assert time_name("个月") == time_name("月份") == "月"


def test_large_counts_and_fields_are_scaled_and_money_is_not() -> None:
    assert scale_unit("万人次") == (4, "人次")
    assert scale_unit("亿次") == (8, "次")
    assert scale_unit("万元") == (0, "万元")
    assert scale_unit("千米") == (0, "千米")
    assert scale_unit("万亩") == (4, "亩")
