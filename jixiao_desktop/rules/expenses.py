"""Money spent outside the purpose or the year, and costs told in the wrong unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.amounts import INITIAL, TEXTS, amounts, largest_budget
from jixiao_desktop.rules.costs import COST, COSTS, cost_total
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators
from jixiao_desktop.rules.things import pieces

SPENDING = ("monitoring.sections.fund_execution", "monitoring.goal_progress",
            "monitoring.budget_reason", "self_evaluation.sections.fund_output")  # fmt: skip
FUNDS = SPENDING[0]
LONGEST = 10_000
BASIS = "批复的资金计划用途"
_BESIDE = re.compile(
    r"(?:另|还|同时|此外)(?:外|行|有)?[，,]?(?:用于|安排|从中)?(?:"
    r"(?:购置|购买|采购|租赁|租用|支付|列支|报销|发放|缴纳|缴付|交纳|订阅|补助|补贴|偿还|垫付)了?"
    r"([\u4e00-\u9fff]{2,12})"
    r"|([\u4e00-\u9fff]{3,12}?)(?:共|合计)?(?:支出|花费|用去|开支)(?=[0-9]))"
)
_FROM = re.compile(
    "从[\u4e00-\u9fff]{2,14}(?:费|经费|资金|款|预算)中(?:列支|支出|支付|解决|开支|调剂|安排|挤占)了?"
    "([\u4e00-\u9fff]{2,16})"
)
"""What is paid out of the money for another thing."""

_OF_ONES_OWN = re.compile(
    "净水器|饮水机|土特产|礼品|烟酒|招待费|接待费|宴请|旅游费|疗养费|职工(?:体检|食堂|福利|餐补|生日)|党报"
    "|报刊费|订阅费|外墙粉刷|越野车|公务车|公务用车|车辆购置|办公家具|办公沙发|沙发|茶几|按摩椅|健身器材(?=[0-9共])|办公楼装修|支付罚款|罚款支出|滞纳金"
    "|电话补贴|服装费|购物卡|干部职工奖金"
)
"""What a unit spends on itself, or may not spend at all; project money seldom is for it."""

_AMOUNT = re.compile("[0-9]")
_NOT_PAID = re.compile("不|未|无|没有|压减|节约|禁止|严禁|调出|追回|退回|收回")
_ALL_OF_IT = re.compile("累计|全年|本年|实际|预计|项目|资金|合计|尚|上年|追加|结转|剩余|其他")
_NOT_THINGS = re.compile("费$|费用$|款$|支出$|经费$|资金$|[0-9].*")
_OLD = re.compile("尾款|合同|质保|结转|结余|同期|上届|相比|增长|下降|起|以来|欠款|续建|延续")


@rule(
    "expense.beside_purpose",
    title="用途以外的支出",
    severity=Severity.HINT,
    reads=(*SPENDING, *TEXTS, "name", "indicators"),
    message="{where}写到{thing}的支出，资金用途、目标和指标里都没有提到。",
    fix="核对是不是批复的用途；不是的，调整账目或写明依据。",
    basis=BASIS,
    failing=(
        Example("用途是垃圾清运，另购置净水器",
                {"purpose": "用于垃圾清运和垃圾桶购置。", FUNDS: "另购置净水器2台支出0.86万元。"},
                FUNDS),
        Example("用途是垃圾清运，另粉刷外墙",
                {"purpose": "用于垃圾清运和垃圾桶购置。", FUNDS: "另办公楼外墙粉刷支出4.6万元。"},
                FUNDS),
        Example("从维护费中列支租车费",
                {"purpose": "用于水样采集化验和仪器校准维护。",
                 FUNDS: "另从校准维护费中列支大气走航监测车租赁费3.60万元。"}, FUNDS),
        Example("用途是垃圾清运，其中有公务接待费",
                {"purpose": "用于垃圾清运和垃圾桶购置。",
                 FUNDS: "支出20万元，其中清运费19.3万元、公务接待费0.7万元。"}, FUNDS),
    ),
    passing=(
        Example("没有支出的",
                {"purpose": "用于垃圾清运。", FUNDS: "清运支出20万元，未列支公务接待费0.7万元。"}),
        Example("用途里有这一项",
                {"purpose": "用于垃圾清运，购净水器2台。", FUNDS: "另购置净水器2台支出0.86万元。"}),
        Example("从同一笔钱里付",
                {"purpose": "用于水样采集化验和仪器校准维护。",
                 FUNDS: "从项目资金中列支水样采集费3.60万元。"}),
        Example("没有另外的支出", {"purpose": "用于垃圾清运。", FUNDS: "垃圾清运支出20万元。"}),
    ),
)  # fmt: skip
def money_keeps_to_its_purpose(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What was bought besides is part of the purpose (C3)."""
    said = " ".join(dossier.text(p) for p in (*TEXTS, "name"))
    said += " ".join(one.name for one in indicators(dossier, settings))
    for path in SPENDING if dossier.filled("purpose") or dossier.filled("goal") else ():
        thing = _first_outside(dossier.text(path)[:LONGEST], said)
        if thing:
            yield found(path, also=("purpose",), thing=f"“{thing}”")


@lru_cache(64)
def _first_outside(text: str, known: str) -> str:
    """Give the first that was paid for beside what is known, "" where all is."""
    return next(_outside(text, known), "")


def _outside(text: str, known: str) -> Iterator[str]:
    """Walk what a text says was paid for and the words of the purpose do not know."""
    for match in _BESIDE.finditer(text):
        thing = re.split("支出|共|，|等", match[1] or match[2])[0]
        own = pieces(_NOT_THINGS.sub("", thing)) or pieces(thing)
        whole = match[2] and _ALL_OF_IT.search(thing)
        if own and not whole and not own & pieces(known):
            yield thing
    for match in _FROM.finditer(text):
        own = pieces(_NOT_THINGS.sub("", match[1])) or pieces(match[1])
        if len(own & pieces(known)) * 2 < len(own):
            yield match[1]
    for clause in re.split("[，。；、\n]", text):
        named = _OF_ONES_OWN.search(clause)
        paid = named and _AMOUNT.search(clause, named.end()) and "元" in clause
        if named and paid and named[0] not in known and not _NOT_PAID.search(clause):
            yield named[0]


_SPENT_ON = re.compile(
    r"(?:资金|经费|款项)(?:主要|全部|均)?(?:用于|支付)(?:支付|开展|实施)?"
    r"((?:19|20)[0-9]{2}) ?年度?([^，。；]{0,30})"
)


@rule(
    "expense.other_year",
    title="别的年度的支出",
    severity=Severity.HINT,
    reads=SPENDING,
    message="{where}写到支付{year}年的费用{amount}，而这份材料是{this}年度的。",
    fix="核对是不是跨年度列支；按合同补付以前年度款项的，写明依据。",
    basis=BASIS,
    failing=(
        Example("2024年度的资金支付2023年的稿费",
                {FUNDS: "另支付2023年9月稿费7.4万元。"}, FUNDS),
        Example("2024年度的资金用于2022年的作业",
                {FUNDS: "资金主要用于2022年草原虫害防治药剂采购。"}, FUNDS),
    ),
    passing=(
        Example("支付本年的费用", {FUNDS: "支付2024年5月稿费7.4万元。"}),
        Example("与上年比较", {FUNDS: "2023年同期支出7.4万元。"}),
        Example("写明是尾款", {FUNDS: "支付2023年工程尾款30万元。"}),
    ),
)  # fmt: skip
def money_keeps_to_its_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Money of a year pays for that year (C3)."""
    for path in SPENDING:
        shown = dossier.text(path)[:LONGEST].translate(ONE_TO_ONE)
        spent_on = _SPENT_ON.search(shown)
        if spent_on and int(spent_on[1]) < dossier.year and not _OLD.search(spent_on[2]):
            yield found(path, severity=Severity.EXPLAIN, year=int(spent_on[1]), amount="",
                        this=dossier.year)  # fmt: skip
            continue
        for fact in facts(shown):
            other = fact.year is not None and fact.year < dossier.year
            if fact.kind != "money" or not other or fact.each:
                continue
            lead = re.split("[，。；]", shown[max(0, fact.start - 24) : fact.start])[-1]
            after = shown[fact.end : fact.end + 8]
            paid = re.search(r"(?:支付|列支|报销|补发|补付)[^，。；]{0,6}(?:19|20)[0-9]{2}年", lead)
            if paid and not _OLD.search(lead + after):
                yield found(path, year=fact.year, amount=fact.text, this=dossier.year)
                break


@rule(
    "amounts.cost_in_yuan",
    title="成本目标的单位",
    severity=Severity.EXPLAIN,
    reads=(*COSTS, *TEXTS),
    message="{where}填{target}，而年度资金总额是{budget}万元，多半是万元写成了元。",
    fix="核对单位，是万元的改为“万元”。",
    basis=WITHIN,
    failing=(
        Example("成本目标100元，预算100万元",
                {INITIAL: "100"} | row("a", COST | {"target": "100", "unit": "元"}),
                "indicators.a.target"),
        Example("成本目标40元，用途写设备40万元",
                {INITIAL: "100", "purpose": "设备40万元，培训60万元。"}
                | row("a", COST | {"name": "设备采购成本", "target": "40", "unit": "元"}),
                "indicators.a.target"),
    ),
    passing=(
        Example("成本目标100万元", {INITIAL: "100"} | row("a", COST | {"target": "100"})),
        Example("成本目标1000000元",
                {INITIAL: "100"} | row("a", COST | {"target": "1000000", "unit": "元"})),
        Example("人均标准80元",
                {INITIAL: "100"} | row("a", COST | {"name": "人均培训标准", "target": "80",
                                                    "unit": "元"})),
    ),
)  # fmt: skip
def costs_are_in_wan(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A cost of a few yuan beside a budget of as many ten thousand was meant in 万元."""
    budget = largest_budget(dossier)
    named = {a.value for path in TEXTS for a in amounts(dossier.text(path))} if budget else set()
    known = named | {value for value in (budget, funds.yearly_budget(dossier)) if value}
    for one in indicators(dossier, settings) if budget else ():
        cost = cost_total(one)
        if cost is None or one.number is None or not budget or one.target.unit != "元":
            continue
        if one.number > budget * Decimal("1.05") or cost * 1000 > budget:
            continue
        yield found(
            one.path("target"),
            also=(one.path("unit"), INITIAL),
            severity=Severity.MUST_FIX if one.number in known else None,
            mend=Mend("单位改为“万元”", (set_text(one.path("unit"), "万元"),)),
            target=f"{plain(one.number)}元",
            budget=budget,
        )
