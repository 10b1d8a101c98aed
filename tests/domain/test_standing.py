"""Words in place of a figure: not begun, not due, done – and everything else left alone."""

from __future__ import annotations

import pytest

from jixiao_desktop.domain.standing import Standing, standing


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("未开展", Standing.NOT_BEGUN),
        ("尚未启动招标。", Standing.NOT_BEGUN),
        ("没有实施该项目", Standing.NOT_BEGUN),
        ("未开展调查", Standing.NOT_DUE),
        ("未验收", Standing.NOT_DUE),
        ("尚未到期", Standing.NOT_DUE),
        ("施工中，未到期", Standing.NOT_DUE),
        ("秋季验收", Standing.NOT_DUE),
        ("10月底前集中采购", Standing.NOT_DUE),
        ("年底可完成", Standing.DONE),
        ("已全部完成", Standing.DONE),
        ("7月完成12次", Standing.OTHER),
        ("明显改善", Standing.OTHER),
        ("开展了一些", Standing.OTHER),
        ("", Standing.OTHER),
        ("未开展" * 20, Standing.OTHER),
    ],
)
def test_short_remarks_say_where_a_task_stands(words: str, meant: Standing) -> None:
    assert standing(words) is meant
