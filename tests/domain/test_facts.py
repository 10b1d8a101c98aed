"""Facts in prose: found where they stand, in what they are, in one pass."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.facts import Fact, facts


def told(text: str) -> list[tuple[str, str, str]]:
    """Give kind, value and unit of every fact of a text."""
    return [
        (
            f.kind,
            f"{f.value.normalize():f}" if isinstance(f.value, Decimal) else str(f.value),
            f.unit,
        )
        for f in facts(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "截至2024年7月31日培训班次完成12次、参与培训人次702人",
            [("date", "2024-07-31", "日"), ("count", "12", "次"), ("count", "702", "人")],
        ),
        ("电费546.18元，印刷费2,500.00元", [("money", "0.054618", "元"), ("money", "0.25", "元")]),
        ("需经费120万元，另 8.5 万、1.2亿元", [("money", "120", "万元"), ("money", "8.5", "万"),
                                              ("money", "12000", "亿元")]),
        ("合计60多万", [("money", "60", "万")]),
        ("单价400元/人/天", [("money", "0.04", "元/人/天")]),
        ("１００万元", [("money", "100", "万元")]),
        ("执行率17.34%，90\\%，5‰，提高5个百分点",
         [("rate", "17.34", "%"), ("rate", "90", "%"), ("rate", "0.5", "%"), ("rate", "5", "%")]),
        ("同比-5%", [("rate", "-5", "%")]),
        ("-5%", [("rate", "-5", "%")]),
        ("机动车牌140万个", [("count", "1400000", "个")]),
        ("100余人次，剂量720KG", [("count", "100", "人次"), ("count", "720", "KG")]),
        ("2024年度目标", [("year", "2024", "年")]),
        ("2024年1月1日-7月31日", [("date", "2024-01-01", "日"), ("date", "2024-07-31", "日")]),
        ("2024年8月到期", [("date", "2024-08-31", "月")]),
        ("于2024-07-31、2024.8.1", [("date", "2024-07-31", "日"), ("date", "2024-08-01", "日")]),
        ("2024年2月30日", [("year", "2024", "年")]),
    ],
)  # fmt: skip
def test_facts_of_a_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "没有数字", "源财〔2023〕432号", "第3期", "A4张", "3-5次", "2,5万元", "1.2.3次",
     "12月31日", "1.项目背景", "9" * 31 + "万元", "12024年的事"],
)  # fmt: skip
def test_what_is_not_clearly_a_fact_is_left_out(text: str) -> None:
    assert facts(text) == ()


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("预算总额128万元，执行总额22.19万元", ["", "执行"]),
        ("年初预算100万元调整20万元", ["年初", "调整"]),
        ("预计全年支出100万元", ["预计"]),
        ("计划培训12次、完成10次", ["预计", ""]),
        ("累计支付30万元", ["支出"]),
        ("支出累计30万元", ["支出"]),
        ("累计30万元", ["累计"]),
        ("30万元已支出", ["支出"]),
        ("资金100万元支出22万元", ["", "支出"]),
        ("资金100万元，支出较慢", [""]),
        ("100万元的项目资金目前没有全部支出", [""]),
        ("申请40万元；实际到位30万元", ["申请", "到位"]),
        ("截至2024年7月31日", ["截至"]),
    ],
)
def test_the_stage_comes_from_the_same_clause(text: str, phases: list[str]) -> None:
    assert [fact.phase for fact in facts(text)] == phases


def test_a_fact_knows_its_place() -> None:
    assert facts("本年支出41.88万元。") == (
        Fact("money", Decimal("41.88"), "万元", "支出", "41.88万元", 4, 11),
    )
    assert facts("到2024年7月")[0].value == date(2024, 7, 31)


@given(
    st.text(
        alphabet="0123456789.,-~年月日万亿元个人次%‰余多第A/\\ 。，预计支出截至累计１％",
        max_size=80,
    )
)
def test_facts_never_fail_and_lie_inside_the_text_in_order(text: str) -> None:
    found = facts(text)
    assert all(text[f.start : f.end] == f.text and f.text for f in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(st.decimals(min_value=0, max_value=10**8, places=2, allow_nan=False))
def test_an_amount_is_the_same_in_yuan_and_wan(yuan: Decimal) -> None:
    one, two = facts(f"支出{yuan:f}元，即{yuan.scaleb(-4):f}万元")
    assert one.value == two.value


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1.", "1 ", "-1", "预计", "1预计", "1万元", "2024年", "1次", "9年9月"]
)
def test_long_contrived_texts_are_walked_once(piece: str) -> None:
    length = 100_000
    text = piece * (length // len(piece))
    found = facts(text)
    assert len(found) <= length
    assert all(f.end <= len(text) for f in found)
