"""Examples told with what is written in them."""

import pytest

from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.help import help_for, told

ROW = {"name": "发放及时率", "operator": "≥", "target": "95", "unit": "%"}
TWO = row("a", ROW) | row("b", ROW | {"name": "补助发放人次"})


@pytest.mark.parametrize(
    ("words", "texts", "path", "said"),
    [
        ("目标写明效果", {"goal": "通过培训，提升能力。"}, "goal", "：“通过培训，提升能力”"),
        ("写“通过培训”", {"goal": "通过培训，提升能力。"}, "goal", ""),
        ("写了比例", row("a", ROW), "indicators.a.target", "：“发放及时率 ≥95%”"),
        ("发放及时率≥95%", row("a", ROW), "indicators.a.target", ""),
        ("名称", row("a", ROW), "indicators.a.name", "：“发放及时率”"),
        ("两行", TWO, "indicators.a.target", ""),
        ("只有分类", row("a", {"level1": "效益指标"}), "indicators.a.level1", ""),
        ("没有目标值", row("a", {"name": "发放及时率"}), "indicators.a.target", ""),
        ("金额", {"budget.total.initial": "100"}, "budget.total.initial", ""),
        ("没有填", {"name": "项目"}, "goal", ""),
        ("坏字", {"goal": "举办培\ufffd班\u200b二十次。"}, "goal", ""),
        ("很长", {"goal": "举办培训班" * 20}, "goal", ""),
        ("分段", {"goal": "一、修路。\n二、清淤。"}, "goal", "：“一、修路。 二、清淤”"),
    ],
)
def test_an_example_is_told_with_its_words(
    words: str, texts: dict[str, str], path: str, said: str
) -> None:
    assert told(Example(words, texts), path) == words + said


def test_a_passing_example_is_not_told_twice() -> None:
    failing = Example("指标偏慢", {"goal": "按计划如期完成。"}, "goal")
    same = Example("指标正常", {"goal": "按计划如期完成。"})
    other = Example("概况里写明", {"overview": "共分三年实施。"})
    assert told(same, "goal", failing) == "指标正常"
    assert told(other, "goal", failing) == "概况里写明：“共分三年实施”"


def test_good_wordings_stand_on_the_page() -> None:
    assert any(
        "通过举办培训20次，提升干部履职能力" in one for one in help_for("goal.effect").passing
    )
