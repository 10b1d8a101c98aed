"""What the purpose of the money is made of, added up and held against the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.amounts import (
    INITIAL,
    LONGEST,
    NEAR,
    amounts,
    largest_budget,
    spent_in,
    without_parts,
)
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.itemised import amount_of, holds_a_sum, lists, rounding, totals

FEWEST = 2
_EACH = re.compile("[每按][^，。；;]{0,10}$")
_OPERATOR = re.compile(r"\s?(?:[/／][^\W\d_]{1,3}){0,2}\s?[×xX*✕]")
_BEHIND = re.compile("(?:[合共总小]计|总共|共需|计)(?:约|为|是|需|金额|投入|资金|安排)*$")
_SHARE = re.compile("(?:[合共总小]计|共|计|需)(?:约|为|是|要|金额)*$")
_FRONT = re.compile("^[，,]?(?:(?:主要|全部)?用于|[:：]|其中|包括|分别)")
_OTHER = re.compile(
    "带动|增收|产值|贷款|总投资|投资额|社会资本|自筹|上年|去年|历年|结转|合同|中标|后续|预留|三年|五年|分年|"
    "已支|已付|支出|调[增减整]|追加|结余|剩余|节约|上级|争取|第二年|次年|明年|最高|不超过|限额|尾款"
)
"""With such words an amount is not, or not plainly, an item of this year's money."""

_STOP = re.compile("[，,、；;。\n]")
_SUMS = re.compile("[合共总小]计|共|总|其中|用于|包括|(?:资金|预算|经费|投入|安排)[0-9]|等")
"""Words by which a text tells a whole beside its items, or not all of them."""

SUBSIDY = "生活补贴按每人每月100元、2600人、12个月测算，需618万元；护理补贴需300万元；合计612万元。"


def plain_amounts(shown: str) -> list[Fact]:
    """List the amounts of a text that are items or sums: no prices, no factors of a product."""
    made = []
    for fact in facts(shown):
        if fact.kind != "money" or "/" in fact.unit or _OPERATOR.match(shown, fact.end):
            continue
        price = fact.each and not shown[max(0, fact.start - 2) : fact.start].endswith(("=", "＝"))
        if not price and not _EACH.search(shown[max(0, fact.start - 12) : fact.start]):
            made.append(fact)
    return made


def parts_of(shown: str, budgets: list[Decimal]) -> tuple[Fact, list[Fact]] | None:
    """Find the one amount that is the budget, told behind its items or in front of them."""
    named = plain_amounts(shown)
    whole = [f for f in named if any(abs(amount_of(f) - b) <= NEAR * b for b in budgets)]
    if len(whole) != 1 or len(named) <= FEWEST:
        return None
    at = named.index(whole[0])
    lead = shown[max(0, whole[0].start - 10) : whole[0].start]
    if at == len(named) - 1 and _BEHIND.search(lead):
        return whole[0], named[:at]
    if at == 0 and _FRONT.match(shown[whole[0].end : whole[0].end + 6]):
        return whole[0], named[1:]
    return None


@rule(
    "purpose.parts",
    title="资金用途各项与预算",
    severity=Severity.MUST_FIX,
    reads=("purpose", "budget"),
    message="{where}写的各项是{items}，相加{sum}万元，而{what}{total}万元，多{gap}万元。",
    fix="核对各项金额和测算，改其中有误的一项。",
    basis=WITHIN,
    failing=(
        Example("两项补贴618万元、300万元，合计写612万元",
                {"purpose": SUBSIDY, INITIAL: "612"}, "purpose"),
        Example("800万元用于三项，相加1200万元",
                {"purpose": "2024年资金800万元用于装修420万元，管网660万元，监理120万元。",
                 INITIAL: "800"}, "purpose"),
        Example("两类慰问30万元、18万元，预算40万元",
                {"purpose": "慰问困难职工300户，每户1000元，共30万元；慰问环卫工人，共18万元。",
                 INITIAL: "40"}, "purpose"),
        Example("两项费用各90万元，预算120万元",
                {"purpose": "规划编制费90万元，历史建筑测绘费90万元。", INITIAL: "120"}, "purpose"),
    ),
    passing=(
        Example("各项相加正好", {"purpose": SUBSIDY.replace("618", "312"), INITIAL: "612"}),
        Example("先写小计，再写其中",
                {"purpose": "案件28.8万元，其中民事18万元、刑事10.8万元；宣传7.2万元；合计36万元。",
                 INITIAL: "36"}),
        Example("写的是单价和数量",
                {"purpose": "民事1500元/件×120件=18万元，刑事60件10.8万元，合计28.8万元。",
                 INITIAL: "28.8"}),
    ),
)  # fmt: skip
def purposes_add_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The items of the purpose are no more than the sum told of them, or than the budget (A6)."""
    text, largest = dossier.text("purpose")[:LONGEST], largest_budget(dossier)
    if not largest or largest <= 0 or _OTHER.search(text) or _told(text, largest):
        return
    shown = text.translate(ONE_TO_ONE)
    known = (funds.yearly_budget(dossier), funds.amount(dossier, "total", "initial"))
    listed = parts_of(shown, [value for value in known if value])
    what, limit = "合计写的是", amount_of(listed[0]) if listed else largest
    parts = listed[1] if listed else _shares(shown) or _items(shown)
    if not listed:
        what = "年度资金总额是"
    values = [amount_of(fact) for fact in parts]
    added, least = sum(values, Decimal(0)), sum(without_parts(values), Decimal(0))
    off = max(rounding(listed[0], parts) if listed else limit * NEAR, settings.money_tolerance)
    over = added - limit > off and (abs(least - limit) if listed else least - limit) > off
    if len(parts) >= FEWEST and over:
        items = "、".join(fact.text for fact in parts[:8])
        yield found("purpose", also=(INITIAL,), items=items, sum=added, what=what,
                    total=show_money(limit), gap=show_money(added - limit))  # fmt: skip


def _told(text: str, budget: Decimal) -> bool:
    """Tell whether other rules speak of these amounts already."""
    for total, parts in totals(text):
        added = sum(map(amount_of, parts), Decimal(0))
        if not holds_a_sum(parts) and abs(added - amount_of(total)) > rounding(total, parts):
            return True
    named = amounts(text)
    return bool(lists(text) or (named and spent_in(named, budget) > budget * (1 + NEAR)))


def _items(shown: str) -> list[Fact]:
    """List the amounts of a text that is nothing but items, one between two stops."""
    if _SUMS.search(shown):
        return []
    made = plain_amounts(shown)
    ends = [fact.end for fact in made[:-1]]
    for end, fact in zip(ends, made[1:], strict=True):
        if not _STOP.search(shown[end : fact.start]):
            return []
    return made


def _shares(shown: str) -> list[Fact]:
    """List the amounts that sum up a clause each: “…，共30万元；…，共18万元”."""
    made, last = [], -1
    for fact in plain_amounts(shown):
        clause = len(re.findall("[；;。\n]", shown[: fact.start]))
        if clause == last or not _SHARE.search(shown[max(0, fact.start - 6) : fact.start]):
            return []
        made.append(fact)
        last = clause
    return made
