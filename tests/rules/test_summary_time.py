"""The month a review summary stands at: its title's, else that of most of its rows."""

from __future__ import annotations

import pytest

from jixiao_desktop.rules.summary_time import month_in, told_month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("截至2023年10月31日，坡道完成16处。", 10),
        ("至9月30日，1座建成投用。", 9),
        ("到7月底，演出24场。", 7),
        ("1—7月支出26.1万元。", 7),
        ("一月至九月共支出12万元。", 9),
        ("九个月共支出40.12万元。", 9),
        ("验收合格率98.7%。", None),
        ("截至13月31日。", None),
    ],
)
def test_the_month_up_to_which_a_text_tells(text: str, month: int | None) -> None:
    assert month_in(text) == month


def row(progress: str) -> dict[str, str]:
    return {"review.progress": progress}


def test_the_title_goes_before_the_rows() -> None:
    rows = [row("截至6月30日，完成12处。")] * 3
    assert told_month(["2024年项目支出绩效监控汇总表（1—9月）"], rows) == 9
    assert told_month(["2024年项目支出绩效监控汇总表"], rows) == 6


def test_rows_that_differ_leave_it_open() -> None:
    assert told_month([], [row("截至6月30日。"), row("截至7月31日。")]) is None
    assert told_month([], [row("截至6月30日。"), row("截至7月31日。"), row("到7月底。")]) == 7
    assert told_month([], []) is None
