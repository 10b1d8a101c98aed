"""Remarks and ticked causes of a doubtful indicator: whether they say more than the doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.kinds import split_ticks
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.deviation import (
    CAUSES,
    IMPOSSIBLE,
    LIKELIHOOD,
    POSSIBLE,
    REASON,
    REMARK,
    SOUND,
)
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.reasons import restates, says_nothing

READS = ("indicators",)
_ONLY_DOUBT = re.compile(
    "不一定|不确定|难以|无法|不能|不可能|有可能|可能|也许|或许|预计|估计|年底|年末|年内|全年|本年|年度|能够|能|完成"
    "|达到|达成|实现|目标值?|任务|指标|按时|按期|如期|确定|存在|风险|困难|有难度|难度|大|全部|会|无|不|较|有"
)


def only_doubts(text: str) -> bool:
    """Tell whether a remark says no more than that the target may be missed."""
    return restates(text) or restates(_ONLY_DOUBT.sub("", text))


@rule(
    "deviation.remark_thin",
    title="备注没有写措施",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}写的是{text}，只说了能不能完成，没有写原因和措施。",
    fix="写明为什么完成不了、准备怎样补、什么时候补上。",
    basis=MINISTRY,
    failing=(
        Example(
            "备注只写“不能完成目标”",
            SOUND | row("a", {LIKELIHOOD: POSSIBLE, REMARK: "不能完成目标。"}),
            f"indicators.a.{REMARK}",
        ),
        Example(
            "备注只写“预计年底难以按期完成任务”",
            SOUND | row("a", {LIKELIHOOD: IMPOSSIBLE, REMARK: "预计年底难以按期完成任务"}),
            f"indicators.a.{REMARK}",
        ),
    ),
    passing=(
        Example(
            "写了措施",
            SOUND | row("a", {LIKELIHOOD: POSSIBLE, REMARK: "教室改造，拟改为线上举办。"}),
        ),
        Example("确定能完成", SOUND | row("a", {REMARK: "能完成目标。"})),
    ),
)
def doubt_is_accounted_for(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """The remark beside 有可能 or 完全不可能 names a cause or a remedy."""
    text = one.text(REMARK)
    doubtful = one.text(LIKELIHOOD) in (POSSIBLE, IMPOSSIBLE)
    if doubtful and not says_nothing(text) and only_doubts(text):
        yield found(one.path(REMARK), also=(one.path(LIKELIHOOD),), text=quoted(text))


WORDS_OF = {
    "经费保障": re.compile("资金|经费|拨|款|预算|钱|付|到位|财政|缺口|费用|投入|补助资金|配套"),
    "人员保障": re.compile("人|员|岗|编|班|师|队|工|医|专家|骨干|借调|招聘|领导|同志"),
}
"""What a reason speaks of whose cause is of that kind; causes without a list are not judged."""


@rule(
    "deviation.cause_unlike",
    title="勾选的原因与写的原因",
    severity=Severity.HINT,
    reads=READS,
    each="indicators",
    stage="monitoring",
    message="{where}勾选了“{cause}”，而原因说明写的是{text}，说的不是这方面的事。",
    fix="按写的原因改勾一项；都不合适的，勾“其他”。",
    basis=MINISTRY,
    failing=(
        Example(
            "勾了经费保障，原因写的是雨季",
            SOUND | row("a", {CAUSES: "经费保障", REASON: "六月起连续降雨，场地积水，两次改期。"}),
            f"indicators.a.{CAUSES}",
        ),
    ),
    passing=(
        Example(
            "勾了经费保障，原因写的是拨款",
            SOUND | row("a", {CAUSES: "经费保障", REASON: "第二批补助8月20日才拨到县里。"}),
        ),
        Example(
            "勾了其他", SOUND | row("a", {CAUSES: "其他", REASON: "六月起连续降雨，两次改期。"})
        ),
    ),
)
def causes_fit_reasons(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A ticked cause is what the reason beside it tells of."""
    causes, text = split_ticks(one.text(CAUSES)), one.text(REASON)
    if len(causes) != 1 or says_nothing(text) or restates(text):
        return
    words = WORDS_OF.get(causes[0])
    if words is not None and not words.search(text):
        yield found(one.path(CAUSES), also=(one.path(REASON),), cause=causes[0], text=quoted(text))
