"""Blanks of a phrase that nobody completed: such a text is not filled yet."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.open_blank import open_blank

AROUND = 8


@rule(
    "text.blank_left",
    title="没有填完的空",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    least=3,
    message="{where}还有没填完的空：“{words}”。",
    fix="把“……”换成实际内容，用不着的半句删去。",
    basis="填写要求",
    failing=(
        Example(
            "原因写“……月前完成支付”",
            {"monitoring.budget_reason": "按计划集中在下半年实施，……月前完成支付。"},
            "monitoring.budget_reason",
        ),
        Example(
            "目标写“通过……工作，达成……效益”",
            {"goal": "通过……工作，达成……效益。"},
            "goal",
        ),
    ),
    passing=(
        Example(
            "空已填好",
            {"monitoring.budget_reason": "按计划集中在下半年实施，11月前完成支付。"},
        ),
        Example("列举没有完", {"overview": "采购办公桌、打印机……等，打造“书香……校园”。"}),
        Example("列举后有逗号", {"overview": "采购办公桌、文件柜、打印机……，改善办公条件。"}),
        Example("句末的省略号", {"overview": "为民办实事，一年又一年……"}),
    ),
)
def blanks_are_completed(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A “……” in the middle of a sentence stands for something that was to be written there."""
    for path, entry in dossier.entries.items():
        text = entry.text
        place = open_blank(text) if len(text) > 2 else None
        if place is not None:
            yield found(path, words=text[max(0, place[0] - AROUND) : place[1] + AROUND])
