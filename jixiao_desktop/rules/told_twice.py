"""What a report tells twice: one figure, or one count, in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.report_figures import (
    LOOSE,
    OVERALL,
    PROGRESS,
    READS,
    SECTIONS,
    SPEND,
    of_table,
    statements,
)
from jixiao_desktop.rules.stated import Stated, agrees
from jixiao_desktop.rules.things import things
from jixiao_desktop.rules.told_counts import partial


@rule(
    "report.two_figures",
    title="同一个数写了两样",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}写的{what}是{second}，而{other}写的是{first}。",
    fix="核对资金表和账目，两处写同一个数；说的不是一回事的，写明各是什么。",
    basis=WITHIN,
    failing=(
        Example(
            "一处写执行率17.59%，一处写执行率19.57%",
            {PROGRESS: "预算执行率17.59%。", OVERALL: "本项目预算执行率19.57%。"},
            OVERALL,
        ),
        Example(
            "同一段里写实际支出12万元，又写累计支出15万元",
            {OVERALL: "本项目实际支出12万元。截至7月底累计支出15万元。"},
            OVERALL,
        ),
    ),
    passing=(
        Example("两处一致", {PROGRESS: "预算执行率17.6%。", OVERALL: "预算执行率17.59%。"}),
        Example("与表不符的，另有意见", SPEND | {OVERALL: "执行率64.3%。预算执行率41.88%。"}),
    ),
)
def one_figure_one_way(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A figure that no table holds is stated in one way throughout the texts."""
    first: dict[str, tuple[str, Stated]] = {}
    for path, one in statements(dossier, settings):
        held = {"执行率": "执行数", "到位率": "到位数"}.get(one.what, one.what)
        if one.what in (*LOOSE, "完成率") or of_table(dossier, held)[1] is not None:
            continue
        at, former = first.setdefault(one.what, (path, one))
        if agrees(former.fact, one.value) or agrees(one.fact, former.value):
            continue
        other = "同一段里" if at == path else "另一处"
        also = () if at == path else (at,)
        texts = {"first": former.fact.text, "second": one.fact.text}
        yield found(path, also=also, what=one.what, other=other, **texts)


COMPLETION = f"{SECTIONS}goal_completion"
_WORDS = re.compile("([㐀-鿿]{3,12}?)(?:已|共|累计|达到|达|完成|为|有|了){0,3}$")
_DEED = re.compile(
    "^(?:截至.{0,8}[底末日]|目前|已经?|累计|全年|共|完成|实现|开展|举办|组织|上半年|前.季度)+"
)
FEWEST = 3
"""Fewer signs in front of a count do not say what is counted."""


@lru_cache(256)
def counts_by_words(text: str) -> tuple[tuple[str, str, Decimal, str], ...]:
    """Find what a text counts under which words: (words, unit, figure, figure as written)."""
    made = []
    for thing in things(text):
        before = thing.words.partition(" ")[0]
        told = not partial(thing.words.replace("新增", ""))
        match = _WORDS.search(before) if told else None
        words = _DEED.sub("", match[1]) if match else ""
        if len(words) >= FEWEST:
            made.append((words, thing.fact.unit, thing.value, thing.fact.text))
    return tuple(made)


@rule(
    "report.two_counts",
    title="同一个数在两处不一样",
    severity=Severity.EXPLAIN,
    reads=("monitoring",),
    stage="monitoring",
    message="{where}写“{words}{second}”，而{other}写的是{first}。",
    fix="核对台账，两处写同一个数；说的不是一回事的，写明各是什么。",
    basis=WITHIN,
    failing=(
        Example("完成情况写受益农户1158户，报告写1185户",
                {PROGRESS: "受益农户1158户，机具1310台。", COMPLETION: "受益农户1185户。"},
                COMPLETION),
    ),
    passing=(
        Example("两处一致", {PROGRESS: "受益农户1158户。", COMPLETION: "受益农户1158户。"}),
        Example("一处写的是目标",
                {PROGRESS: "受益农户1158户。", COMPLETION: "受益农户1158户，目标受益农户1400户。"}),
        Example("同一段里分别说",
                {PROGRESS: "东川镇受益农户158户。", COMPLETION: "全县受益农户1158户。"}),
    ),
)  # fmt: skip
def one_count_one_way(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is done, counted under the same words in two texts, is one number (B4)."""
    first = counts_by_words(dossier.text(PROGRESS))
    second = counts_by_words(dossier.text(COMPLETION))
    for words, unit, value, shown in second:
        told = [o for o in first if o[:2] == (words, unit)]
        here = {o[2] for o in second if o[:2] == (words, unit)}
        if len(told) == 1 and told[0][2] not in here and value != told[0][2]:
            yield found(COMPLETION, also=(PROGRESS,), words=words, second=shown,
                        other="目标完成情况", first=told[0][3])  # fmt: skip
            return
