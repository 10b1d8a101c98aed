"""Shares that prose gives of the money spent, or of things counted elsewhere; days of batches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dates import long_date, read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import SOURCES, fund_path
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain, round_half_up
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.progress_text import clauses
from jixiao_desktop.rules.stated import places
from jixiao_desktop.rules.year_end_told import (
    DONE,
    OUTPUT,
    PROGRESS,
    STAGE,
    STAGES,
    texts_of_the_year,
)

LONGEST = 10_000
SPENT = "self_evaluation.spent"
COLUMNS = (SPENT, "monitoring.spent", "initial", "revised", "received")
MONEY = {fund_path("total", "initial"): "132", fund_path("total", SPENT): "129.40"}
_SHARE = re.compile(
    r"^[，,（(、 ]{0,2}(?:占比|占(?:到|了)?(?:项目|全年|年度|全部|总|资金|预算|实际|本年|财政)*"
    r"(?:支出|执行|预算|资金|经费|到位|投入|费用)(?:总额|总数|总量|数|额)?)(?:为|的)?(?:约|近)? ?"
    r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?[%％]"
)


@lru_cache(256)
def shares_of_money(text: str) -> tuple[tuple[Fact, str, str], ...]:
    """Find the amounts of a text that are told as a share of all: (amount, share, words)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown) if "占" in shown else ():
        match = _SHARE.search(shown[fact.end : fact.end + 40]) if fact.kind == "money" else None
        if match and not fact.each:
            made.append((fact, match[1], fact.text + match[0]))
    return tuple(made)


def _comes_to(part: Decimal, whole: Decimal | None, share: str) -> bool:
    """Tell whether a share is what it is told as, at the decimals it was written with."""
    return bool(whole) and round_half_up(part * 100 / (whole or 1), places(share)) == Decimal(share)


@rule(
    "text.share_of_money",
    title="一笔支出所占的比例",
    severity=Severity.MUST_FIX,
    reads=("budget", "self_evaluation"),
    stage=STAGE,
    message="{where}写“{said}”，而{part}万元÷{whole}万元={right}%。",
    fix="核对金额和比例，改其中有误的一个；比的是另一个总数的，写明是什么。",
    basis=WITHIN,
    failing=(
        Example("77.50万元占支出的69.89%，应为59.89%",
                MONEY | {OUTPUT: "支出129.40万元。运维费77.50万元，占支出的69.89%。"}, OUTPUT,
                STAGES),
    ),
    passing=(
        Example("算得对", MONEY | {OUTPUT: "运维费77.50万元，占支出的59.89%。"}, stages=STAGES),
        Example("占的是预算", MONEY | {OUTPUT: "运维费77.50万元，占预算的58.71%。"},
                stages=STAGES),
        Example("比的是文中另一个数",
                MONEY | {OUTPUT: "外包费100万元，其中运维费77.50万元，占费用的77.5%。"},
                stages=STAGES),
    ),
)  # fmt: skip
def shares_are_of_the_money(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An item told as a share of the spending is that share of it (B4)."""
    spent = funds.amount(dossier, "total", SPENT)
    for path, text in texts_of_the_year(dossier) if spent else ():
        told = [Decimal(str(f.value)) for f in facts(text[:LONGEST]) if f.kind == "money"]
        table = [funds.amount(dossier, s, c) for s in SOURCES for c in COLUMNS]
        for fact, share, said in shares_of_money(text):
            part = Decimal(str(fact.value))
            if spent and not any(_comes_to(part, whole, share) for whole in (*told, *table)):
                right = plain(round_half_up(part * 100 / spent))
                yield found(path, also=(fund_path("total", SPENT),), said=said, part=plain(part),
                            whole=spent, right=right)  # fmt: skip
                break


_RATE = re.compile("([㐀-鿿]{2})率(?:为|达到?|是)?$")
_SIDE = re.compile("其中|新增|抽查|抽检|其余|剩余|未")
CLOSE = Decimal("0.1")


@lru_cache(256)
def shares_of_counted(text: str) -> tuple[tuple[Fact, str, Fact], ...]:
    """Find counts that end as a rate: (count, its noun, rate): 23个断面达标，断面达标率91.67%."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    here = facts(shown)
    made = []
    for count, share in pairwise(here):
        if count.kind != "count" or share.kind != "rate" or count.each:
            continue
        between = shown[count.end : share.start]
        stem = _RATE.search(between)
        noun = re.match("[㐀-鿿]{2}", between)
        if not stem or not noun or len(between) > 30 or "。" in between or "；" in between:
            continue
        if stem[1] in between[: stem.start()] and not _SIDE.search(between):
            made.append((count, noun[0], share))
    return tuple(made)


@rule(
    "text.share_of_counted",
    title="个数与达标率",
    severity=Severity.MUST_FIX,
    reads=("self_evaluation", "indicators"),
    stage=STAGE,
    message="{where}写{part}{noun}、比率{share}，而{part}÷{whole}={right}%。",
    fix="核对个数和比率，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("24个断面中23个达标，写成91.67%",
                {PROGRESS: "24个断面均监测；23个断面水质达标，断面达标率91.67%。"}, PROGRESS,
                STAGES),
        Example("总数在指标里",
                {PROGRESS: "经评价，23个断面水质达标，断面达标率91.67%。"}
                | row("a", {"level2": "数量指标", "name": "监测断面数", "target": "24",
                            "unit": "个"}),
                PROGRESS, STAGES),
    ),
    passing=(
        Example("算得对",
                {PROGRESS: "24个断面均监测；经评价，22个断面水质达标，断面达标率91.67%。"},
                stages=STAGES),
        Example("没有写总数", {PROGRESS: "23个断面水质达标，断面达标率91.67%。"}, stages=STAGES),
    ),
)  # fmt: skip
def counted_shares_come_out(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """So many of those counted elsewhere make the rate that is told behind them (B4)."""
    for path, text in texts_of_the_year(dossier):
        for count, noun, share in shares_of_counted(text):
            wholes = _wholes(dossier, settings, text, (count, noun))
            part, told = Decimal(str(count.value)), Decimal(str(share.value))
            rates = [part * 100 / whole for whole in wholes if whole]
            if rates and not any(abs(rate - told) <= CLOSE for rate in rates):
                yield found(path, part=count.text, noun=noun, share=share.text,
                            whole=f"{plain(wholes[0])}{count.unit}",
                            right=plain(round_half_up(rates[0])))  # fmt: skip
                break


def _wholes(
    dossier: Dossier, settings: Settings, text: str, part: tuple[Fact, str]
) -> Sequence[Decimal]:
    """Give what else is counted of the same things: in the text, or as a quantity of the table."""
    count, noun = part
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    same = [f for f in facts(shown) if f.kind == "count" and f.unit == count.unit]
    others = [f for f in same if f.start != count.start and shown.startswith(noun, f.end)]
    told = [Decimal(str(f.value)) for f in others]
    rows = [o for o in indicators(dossier, settings) if noun in o.name and "数量" in o.level2]
    held = [o.number for o in rows if o.number and o.target.unit == count.unit]
    done = [o.reached(DONE).number for o in rows if o.target.unit == count.unit]
    known = (*told, *held, *(value for value in done if value))
    return tuple(value for value in known if value >= Decimal(str(count.value)) and value > 1)[:8]


_BATCH = re.compile("上半年|下半年|第?[一二三四]季度|首批|首次|第[一二三四]批|春季|秋季|末批|末次")
_DAY = re.compile(r"(?:[0-9]{4} ?年 ?)?[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]")
_NOT_DONE = re.compile("计划|预计|拟|将|前|应|要求|起|开始")
PAID = row("a", {"level1": "产出指标", "level2": "时效指标", "name": "上半年奖扶金发放时间",
                 "operator": "≤", "target": "2024年6月30日", DONE: "2024年6月26日"})  # fmt: skip
PAID |= row("b", {"level1": "产出指标", "level2": "时效指标", "name": "下半年奖扶金发放时间",
                  "operator": "≤", "target": "2024年11月30日", DONE: "2024年11月22日"})  # fmt: skip


@rule(
    "evaluation.batch_day",
    title="文字里各批的日期与指标",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation", "indicators"),
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”的完成值是{actual}。",
    fix="对照发放、验收等凭据核对，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("写下半年12月5日打卡，指标填11月22日",
                {PROGRESS: "上半年于6月26日打卡，下半年于12月5日打卡。"} | PAID, PROGRESS, STAGES),
    ),
    passing=(
        Example("日期一致", {PROGRESS: "上半年于6月26日打卡，下半年于11月22日打卡。"} | PAID,
                stages=STAGES),
        Example("写的是期限", {PROGRESS: "下半年应于11月30日前打卡。"} | PAID, stages=STAGES),
        Example("没有写是哪一批", {PROGRESS: "12月5日召开会议。"} | PAID, stages=STAGES),
    ),
)  # fmt: skip
def batches_have_their_days(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The day told of one batch is the one that its indicator holds (B4)."""
    rows: dict[str, list[tuple[Indicator, date]]] = {}
    for one in indicators(dossier, settings):
        batch, day = _BATCH.search(one.name), one.reached(DONE).deadline
        if batch and day and "时效" in one.level2:
            rows.setdefault(batch[0], []).append((one, day))
    for path, text in texts_of_the_year(dossier) if rows else ():
        for _, clause in clauses(text[:LONGEST].translate(ONE_TO_ONE)):
            batch, said = _BATCH.search(clause), _DAY.search(clause)
            held = rows.get(batch[0], []) if batch and said and not _NOT_DONE.search(clause) else []
            day = read_date(said[0], dossier.year) if said else None
            if len(held) == 1 and day is not None and day != held[0][1]:
                yield found(path, also=(held[0][0].path(DONE),), said=clause.strip()[:20],
                            name=held[0][0].name, actual=long_date(held[0][1]))  # fmt: skip
                break
