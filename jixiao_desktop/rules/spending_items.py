"""What the money went to, item by item: the items held against the spending they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.itemised import amount_of, holds_a_sum, rounding

LONGEST = 10_000
SPENDING = "monitoring.sections.fund_execution"
_LEAD = re.compile(
    "(?:支出|资金|经费)?(?:去向|构成|明细|流向|用途)(?:如下|是|为)?[：:]"
    "|(?:分|按)(?:用途|项目|项|类别|类|内容)(?:看|列|分|统计)?[：:，,]"
    "|具体(?:是|为|用于|支出|明细|情况)?(?:如下)?[：:]|支出中|支出(?:内容|方向)(?:是|为)?[：:]|内含|(?:分别|全部)?用于[：:]"
    "|[%％元][：:]|明细如下[：:]"
)
_SPENT = re.compile("支付|支出|兑付|使用|执行|列支|报账|拨付|付|花费")
_PAID = re.compile("待|拟|预计|尚|剩余|余款|未付|未支付|将于|合同价")
_OPEN = re.compile("等(?!级|候)|主要|包括|大约|左右|部分|之一")
_STOP = re.compile("[。！？]|分来源|按来源|其中|执行率|支出率|支付率|使用率|结余|剩余|余款|尚余|占")
_BRACKET = re.compile(r"[（(][^（）()]{0,80}[)）]")
_SUM = re.compile("(?:合计|共计|总计|共|计)(?:支出|支付|约|为)*$")
NEAR = Decimal("0.1")
"""A list off by no more than this share of its total was meant to make it."""

BACK = 60
"""So far in front of a list may stand the amount it is a list of."""


@lru_cache(256)
def spent_lists(text: str) -> tuple[tuple[Fact, tuple[Fact, ...]], ...]:
    """Find spending with its items: (total, items); lists that say they are open are left out."""
    shown = _BRACKET.sub(lambda m: " " * len(m[0]), text[:LONGEST].translate(ONE_TO_ONE))
    made = []
    money = [f for f in facts(shown) if f.kind == "money" and not f.each] if "元" in shown else []
    for match in _LEAD.finditer(shown) if len(money) > 2 else ():
        begin = match.end()
        before = [f for f in money if begin - BACK <= f.start and f.end <= begin]
        loose = "主要" in shown[max(0, match.start() - 6) : begin]
        if (
            not before
            or loose
            or not _SPENT.search(shown[max(0, before[-1].start - 14) : before[-1].start])
        ):
            continue
        end = _STOP.search(shown, begin)
        piece = shown[begin : end.start() if end else len(shown)]
        stop = begin + len(piece)
        parts = [f for f in money if begin <= f.start and f.end <= stop]
        summed = any(_SUM.search(shown[max(begin, f.start - 8) : f.start]) for f in parts)
        if len(parts) > 1 and not summed and not (_OPEN.search(piece) or _PAID.search(piece)):
            made.append((before[-1], tuple(parts)))
    return tuple(made)


def full(total: Fact, parts: tuple[Fact, ...]) -> bool:
    """Tell whether the first items make up the total: what follows is told beside."""
    added = Decimal(0)
    for part in parts[:-1]:
        added += amount_of(part)
        if abs(added - amount_of(total)) <= rounding(total, ()):
            return True
    return False


@rule(
    "text.spending_items",
    title="支出明细与支出总数",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=20,
    message="{where}写的支出是{total}，而后面列的{count}项合计{sum}万元，{word}{gap}万元。",
    fix="核对账目，改总数或改分项；没有列全的，写上“等”或补全。",
    basis=WITHIN,
    failing=(
        Example("兑付74.10万元，去向加起来72.10万元",
                {SPENDING: "至9月底兑付74.10万元，执行率56.14%。支出去向：资助金46.50万元，"
                 "补助24.00万元，宣传1.60万元。"}, SPENDING),
        Example("使用18.40万元，具体各项加起来19.40万元",
                {SPENDING: "使用18.40万元。具体是：印制2.94万元，活动6.46万元，检测10.00万元。"},
                SPENDING),
    ),
    passing=(
        Example("各项加起来正好",
                {SPENDING: "报账35.36万元，执行率50.51%：运维26.52万元（合同价44.20万元的六成），"
                 "流量费1.19万元，备件7.65万元。"}),
        Example("列完各项又写结余",
                {SPENDING: "支出622万元：机井400万元、泵站222万元，执行率97.19%，结余18万元。"}),
        Example("只列了主要的",
                {SPENDING: "兑付100万元。资金主要用于：道路60万元、桥梁30万元。"}),
        Example("只列了几项",
                {SPENDING: "兑付74.10万元。支出去向：资助金46.50万元，补助4万元等。"}),
        Example("列的是还没有付的",
                {SPENDING: "兑付74.10万元。具体情况：拟付尾款20万元，待付补助3万元。"}),
    ),
)  # fmt: skip
def items_make_the_spending(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """Items that tell where the money went make up the money told in front of them (B4)."""
    for total, parts in spent_lists(dossier.text(path)):
        whole = amount_of(total)
        added = sum((amount_of(f) for f in parts), Decimal(0))
        gap = added - whole
        if abs(gap) <= rounding(total, parts) or holds_a_sum(parts) or full(total, parts):
            continue
        sure = gap > 0 or -gap <= whole * NEAR
        yield found(
            path,
            severity=None if sure else Severity.EXPLAIN,
            total=total.text,
            count=len(parts),
            sum=show_money(added),
            word="多" if gap > 0 else "少",
            gap=show_money(abs(gap)),
        )
        return
