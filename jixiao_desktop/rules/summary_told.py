"""Figures of a summary row worked out again: shares of counts, items of spending, prices, units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.progress import show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.itemised import rounding
from jixiao_desktop.rules.stated import places
from jixiao_desktop.rules.summary_cells import SPENDING
from jixiao_desktop.rules.summary_counts import GOAL, pairs, said
from jixiao_desktop.rules.summary_row import PROGRESS, SPENT, STAGE, STAGES
from jixiao_desktop.rules.things import Thing, core, like_units, likeness, pieces, things

READS = ("goal", PROGRESS, SPENDING, "review")
_SHARE = re.compile(
    r"[^0-9，,。；;、（(]{0,2}[，,（(]?(?:占|完成|达到?|完成率|完成比例)?(?:全年|年度)?(?:目标|任务|计划)?的?(?:约|为)?"
    r"([0-9]{1,5}(?:\.[0-9]{1,4})?) ?[%％](?!以)"
)
_OPEN = re.compile("其中|主要|等(?!级|候)|包括|大约|左右|部分|另|尚|待|拟|预计|剩余|结余|合同|比")
_WHOLE = re.compile("预算|总额|安排|拨付|到位|中央|财政|占|共$|合计$|总计$")
_MONEY_WORDS = re.compile(
    "投资|资金|经费|补助|补贴|收入|产值|销售|贷款|贴息|价|费|额|救助|支出|预算|总"
)
GOALS, DOINGS = "年度绩效目标", "项目执行情况"
ALIKE = 0.7
SAID = "支出66.4万元，执行率92.22%，样品8.64万元、试剂36.72万元、劳务15.12万元。"
USED = {SPENT: "66.4"}


@rule(
    "summary.row_share",
    title="完成数后面的比例",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写“{done}”占{written}%，而目标是{planned}，{working}={right}。",
    fix="按完成数和目标重新算，改比例或改完成数。",
    basis=WITHIN,
    failing=(
        Example("目标24处，完成16处写成25%",
                {"goal": "整改坡道24处。", PROGRESS: "坡道整改16处（25%）。"}, PROGRESS, STAGES),
        Example("目标20期，完成12期写成完成80%",
                GOAL | {PROGRESS: "已开展培训12期，完成80%，培训702人次。"}, PROGRESS, STAGES),
    ),
    passing=(
        Example("比例相符", GOAL | {PROGRESS: "已开展培训12期（60%），培训702人次（35.8%）。"},
                stages=STAGES),
        Example("写的是合格率", {"goal": "检测1600批次。", PROGRESS: "检测1376批次，合格率98.7%。"},
                stages=STAGES),
        Example("后面的比例是几项一起说的",
                {"goal": "开课240课时，服务6000人次。",
                 PROGRESS: "已开课186课时，服务4710人次，达到年度任务的77.5%和78.5%。"},
                stages=STAGES),
    ),
)  # fmt: skip
def shares_of_counts_come_out(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A share told right behind a count is that of the goal's count."""
    text = dossier.text(PROGRESS)
    goals = [one for one in things(dossier.text("goal")) if one.value]
    for planned, done, share in pairs(dossier):
        match = _SHARE.match(text, done.fact.end)
        if match is None or text[match.end() : match.end() + 1] in "和、及与":
            continue
        like = [g for g in goals if like_units(g.fact.unit, done.fact.unit)]
        if any(_comes_out(done.value / g.value * 100, match[1]) for g in like):
            continue
        yield found(
            PROGRESS,
            also=("goal",),
            done=said(done),
            written=match[1],
            planned=planned.fact.text,
            working=f"{plain(done.value)}÷{plain(planned.value)}",
            right=show_rate(share / 100),
        )


def _comes_out(share: Decimal, written: str) -> bool:
    return abs(share - Decimal(written)) <= Decimal(1).scaleb(-places(written))


@rule(
    "summary.items",
    title="资金使用的分项与支出数",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写支出{total}，后面{count}项相加是{sum}万元，相差{gap}万元。",
    fix="核对账目，改总数或改分项；没有列全的，写上“等”或补全。",
    basis=WITHIN,
    failing=(Example("66.4万元，三项合计60.48万元", USED | {SPENDING: SAID}, SPENDING, STAGES),),
    passing=(
        Example("相加正好", {SPENT: "60.48", SPENDING: SAID.replace("66.4", "60.48")},
                stages=STAGES),
        Example("只列主要的", USED | {SPENDING: "支出66.4万元，主要为样品8.64万元、试剂36万元。"},
                stages=STAGES),
        Example("后面说的是预算",
                {SPENT: "40.12", SPENDING: "支出40.12万元，占预算54万元的74.3%，剩余13.88万元。"},
                stages=STAGES),
    ),
)  # fmt: skip
def items_of_spending_add_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Items that follow what was spent, with nothing said to be left out, make its sum (万元)."""
    text = dossier.text(SPENDING)
    money = [fact for fact in facts(text) if fact.kind == "money" and not fact.each]
    spent = funds.amount(dossier, "total", "monitoring.spent")
    at = next((i for i, f in enumerate(money) if spent and f.value == spent), None)
    if at is None or "其中" in text or "（" in text[: money[at].start]:
        return
    total, parts = money[at], money[at + 1 :]
    if len(parts) < 2 or _OPEN.search(text, total.end) or _told_otherwise(text, total, parts):
        return
    whole, added = Decimal(str(total.value)), sum(Decimal(str(f.value)) for f in parts)
    if abs(added - whole) > rounding(total, parts):
        gap = show_money(abs(Decimal(added) - whole))
        yield found(SPENDING, total=total.text, count=len(parts), sum=show_money(Decimal(added)),
                    gap=gap)  # fmt: skip


def _told_otherwise(text: str, total: Fact, parts: Sequence[Fact]) -> bool:
    """Tell whether a figure behind the total is no item: another whole, or in brackets."""
    before = [total, *parts[:-1]]
    gaps = [text[a.end : b.start] for a, b in zip(before, parts, strict=True)]
    return any(_WHOLE.search(gap) or "（" in gap or "(" in gap for gap in gaps)


@rule(
    "summary.goal_price",
    title="目标的数量乘标准与安排数",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写{count}、每{unit}{price}，合{sum}万元，而安排的是{allocated}万元。",
    fix="核对补助标准、数量和预算批复，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("20家、每家4万元，安排40万元",
                {"goal": "扶持机构20家，每家4万元，稳定就业60人。",
                 "budget.total.initial": "40"}, "goal", STAGES),
    ),
    passing=(
        Example("正好", {"goal": "扶持机构20家，每家2万元。", "budget.total.initial": "40"},
                stages=STAGES),
        Example("只是其中一项", {"goal": "扶持机构20家，每家1万元。", "budget.total.initial": "40"},
                stages=STAGES),
        Example("每年一次以上的不算",
                {"goal": "补助网格员36人，每人每月500元。", "budget.total.initial": "21.6"},
                stages=STAGES),
    ),
)  # fmt: skip
def goals_cost_what_is_set_aside(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What the goal counts, at the price it names, costs no more than was set aside (万元)."""
    allocated = funds.amount(dossier, "total", "initial")
    text = dossier.text("goal")
    near = facts(text) if allocated else ()
    for count, price in pairwise(near):
        lead = text[count.end : price.start].strip("，,（( ")
        if count.kind != "count" or price.kind != "money" or count.unit not in lead:
            continue
        if lead not in (f"每{count.unit}", f"每{count.unit}补助", f"每{count.unit}补贴"):
            continue
        whole = Decimal(str(count.value)) * Decimal(str(price.value))
        if allocated and whole > allocated * Decimal("1.01"):
            yield found("goal", also=("budget.total.initial",), count=count.text, unit=count.unit,
                        price=price.text, sum=whole, allocated=allocated)  # fmt: skip


@rule(
    "summary.other_unit",
    title="执行情况与目标的计量单位",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写“{here}”，而{other}写“{there}”，同一件事用了两种单位。",
    fix="核对单位，改有误的一处，使完成数能与目标相比。",
    basis=WITHIN,
    failing=(
        Example("目标观众6万人次，写观众5.2万场次",
                {"goal": "送戏下乡120场，观众6万人次。", PROGRESS: "演出102场，观众5.2万场次。"},
                PROGRESS, STAGES),
        Example("目标把头数写成万元",
                {"goal": "免疫牛羊42万元，免疫密度90%以上。", PROGRESS: "免疫牛羊25.6万头。"},
                "goal", STAGES),
    ),
    passing=(
        Example("单位一致", {"goal": "观众6万人次。", PROGRESS: "观众5.2万人次。"}, stages=STAGES),
        Example("说的是补助的钱", {"goal": "补助农户42万元。", PROGRESS: "补助农户260户。"},
                stages=STAGES),
    ),
)  # fmt: skip
def one_thing_has_one_unit(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What the goal counts is told in the goal's unit."""
    told = {id(done.fact) for _, done, _ in pairs(dossier)}
    planned = [one for one in things(dossier.text("goal")) if one.value]
    for done in things(dossier.text(PROGRESS)):
        if id(done.fact) in told or any(like_units(p.fact.unit, done.fact.unit) and _same(p, done)
                                        for p in planned):  # fmt: skip
            continue
        other = next((p for p in planned if _same(p, done)), None)
        if other is not None:
            yield found(PROGRESS, also=("goal",), here=said(done), other=GOALS, there=said(other))
            continue
        money = next((m for m in _amounts(dossier.text("goal")) if _same(m, done)), None)
        if money is not None:
            yield found("goal", also=(PROGRESS,), here=said(money), other=DOINGS, there=said(done))


def _same(planned: Thing, done: Thing) -> bool:
    """Tell whether two figures are of one thing by the words before them, whatever the unit."""
    one, other = (thing.about.split(" ")[0] for thing in (planned, done))
    if not pieces(one) or not pieces(other):
        return False
    return min(likeness(one, other), likeness(other, one)) >= ALIKE


def _amounts(text: str) -> Iterator[Thing]:
    """Walk amounts of money that stand where a count of things should."""
    for fact in facts(text):
        if fact.kind != "money" or fact.each:
            continue
        before = re.split("[。；;，,、：:（(]", text[max(0, fact.start - 12) : fact.start])[-1]
        if before and not _MONEY_WORDS.search(before):
            yield Thing(fact, before + " ", core(before) + " ")
