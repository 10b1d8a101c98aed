"""Names that mean the same thing are found, others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.similar import fold_name, similarity


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("老干部培训人次(人)", "老干部培训人次"),
        ("老干部培训人次数（次）", "老干部培训人次"),
        ("培训 次数", "培训"),
        ("设备数量", "设备"),
        ("参训人数", "参训人"),
        ("满意度（%）", "满意度"),
        ("检查（含暗访）", "检查含暗访"),
        ("Ａ类·设备", "a类设备"),
        ("空气质量指数", "空气质量指数"),
        ("数", "数"),
        ("", ""),
    ],
)
def test_names_are_folded_to_what_they_mean(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_near_names_are_near_and_others_are_not() -> None:
    assert similarity("老干部培训人次(人)", "老干部培训人次数(次)") == 1.0
    assert similarity("提升城市品牌影响力", "提升城市品牌的影响力") == pytest.approx(0.9)
    assert similarity("设备合格率", "家具合格率") == pytest.approx(0.6)
    assert similarity("培训", "河长制湖长制检查暗访次数") == 0.0
    assert similarity("打印机购置", "群众满意度") == 0.0
    assert similarity("", "") == 0.0
    assert similarity("（）", "培训") == 0.0


def test_a_pasted_page_costs_no_more_than_a_name() -> None:
    assert similarity("甲乙" * 50_000, "甲乙" * 40_000) == 1.0


@given(
    st.text(alphabet="甲乙丙丁戊(人)数次 ", max_size=12),
    st.text(alphabet="甲乙丙丁戊", max_size=12),
)
def test_similarity_is_a_share_and_has_no_direction(one: str, two: str) -> None:
    assert 0.0 <= similarity(one, two) <= 1.0
    assert similarity(one, two) == similarity(two, one)
    if fold_name(one):
        assert similarity(one, one) == 1.0
