"""Amounts in texts, held against the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import cast

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import COLUMNS, SOURCES, fund_path
from jixiao_desktop.domain.money import show_money, to_wan
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.stated import one_of, own_names, stated

TEXTS = ("goal", "purpose", "overview")
INITIAL = fund_path("total", "initial")
ADJUSTMENT = fund_path("total", "adjustment")
LONGEST = 2000
_ELSEWHERE = re.compile(
    "增收|产值|收入|带动|争取|贷款|总投资|投资额|节约|销售|税|上级|三年|五年|累计投|规模|增加值|效益|营业额|"
    "撬动|吸引|引进|社会资本|挽回|涉案|标准|每人|每户|每年|人均|不超过|以上的|以下的|奖补|最高|限额|价值|"
    "上年|去年|往年|历年|结转|欠款|损失|节省|创收|利润|成交|交易额|"
    "合同|招标|中标|后续|预留|中央|自治区|省级|市级|县级配套|自筹|资产"
)
"""In a clause with such a word an amount is not this project's spending of the year."""

BROUGHT = frozenset(["增收", "产值", "收入", "带动", "吸引", "效益", "增加值", "营业额", "销售"])
BROUGHT |= frozenset(["损失", "节省", "创收", "利润", "成交", "交易额"])
"""Words of what a project brings about."""

_OWN = re.compile(
    "(?:投入|安排|使用|所需|项目|财政|预算)(?:财政)?(?:经费|资金|预算)?(?:为|共|约|安排)?$"
)
_OPENING = re.compile(
    "(?:目标[0-9一二三四五六七八九十]{0,2}[:：])?(?:本?项目|本?年度?|年初|财政|县本?级|本级|计划|安排|申请|投入|所需|使用|拟|共|总|预算|[0-9]{4}年){0,4}"
    "(?:专项|项目)?(?:资金|经费|预算)(?:安排|总额|共计?|约|为|总计|[:：]){0,2}"
)
"""Words that open a clause with the project's own money, whatever the sentence goes on to tell."""

_PART = re.compile("[，,。；;！？!?\n\r]")
NEAR_WORDS = 24
_PRODUCT = re.compile(
    r"(?<![0-9.,])([0-9]{1,4}(?:\.[0-9]{1,4})?)[^\W\d×xX*]{0,3} ?[×xX*✕] ?"
    r"([0-9]{1,6}(?:\.[0-9]{1,4})?) ?(万元?|元)"
)
_WORKED_OUT = re.compile(r"元[（(][^（）()]{0,20}$")
"""Behind such words a product only shows how the amount in front of the bracket was made."""

_GOES_ON = re.compile(r"(?:[/／每][^\W\d_]{1,3}){0,3} ?[×xX*✕=＝]")
_SUM_OF = re.compile("(?:合计|共计|总计|总共|共需|共)(?:约|为|是|投入|支出)*$")
_EACH = re.compile("每[^，。；;、0-9]{0,7}$")
_CLAUSE = re.compile(r"[。；;！？!?\n\r]")
_STOP = re.compile(r"[。！？!?\n\r]")
_TOTAL = re.compile(
    "预算(?:资金|安排|总额|数|金额)?|总经费|所需(?:考试)?经费|项目资金|资金总额|总金额|安排资金"
)
BUDGETS = ("预算数", "年初预算", "调整后预算")
NEAR = Decimal("0.005")


@dataclass(frozen=True)
class Amount:
    """One amount of a text in 万元, with how it is written and the sentence it stands in."""

    value: Decimal
    written: str
    start: int
    sentence: str
    whole: int = 0
    """Which full sentence of the text: items of one list may be parted by semicolons."""
    summed: bool = False
    """Told as the sum of what stands before it."""


@lru_cache(256)
def amounts(text: str) -> tuple[Amount, ...]:
    """Find the amounts of a text that speak of this project's money; 8×10万 counts as 80."""
    shown = normalise(text[:LONGEST])
    made: list[Amount] = []
    taken: list[tuple[int, int]] = []
    for match in _PRODUCT.finditer(shown):
        unit = "元" if match[3] == "元" else "万元"
        value = to_wan(Decimal(match[1]) * Decimal(match[2]), unit)
        taken.append(match.span())
        before = shown[max(0, match.start() - 24) : match.start()]
        if not _WORKED_OUT.search(before) and not _GOES_ON.match(shown, match.end()):
            made.append(_amount(shown, value, match[0], match.start()))
    for fact in facts(shown):
        inside = any(start <= fact.start < end for start, end in taken)
        lead = shown[max(0, fact.start - 24) : fact.start]
        behind = shown[fact.end : fact.end + 8]
        each = _EACH.search(lead[-8:]) or (fact.each and _WORKED_OUT.search(lead))
        if _is_total(fact, behind) and not inside and not each and isinstance(fact.value, Decimal):
            made.append(_amount(shown, fact.value, fact.text, fact.start))
    kept = [a for a in made if a.value > 0 and of_this_project(a, shown)]
    return tuple(sorted(kept, key=lambda a: a.start))


def of_this_project(one: Amount, shown: str) -> bool:
    """Tell whether an amount is this project's money: told so in its own words, or by nothing else.

    What the project brings about may stand in the same sentence, apart by a comma.
    """
    words = set(_ELSEWHERE.findall(one.sentence))
    if not words:
        return True
    end = _PART.search(shown, one.start)
    before = _PART.split(shown[max(0, one.start - NEAR_WORDS) : one.start])[-1]
    own = before + shown[one.start : end.start() if end else len(shown)]
    if _ELSEWHERE.search(own):
        return False
    return bool(_OPENING.fullmatch(before)) or (words <= BROUGHT and bool(_OWN.search(before)))


def _amount(shown: str, value: Decimal, written: str, start: int) -> Amount:
    whole = len(_STOP.findall(shown, 0, start))
    summed = bool(_SUM_OF.search(shown[max(0, start - 8) : start]))
    return Amount(value, written, start, _around(shown, start), whole, summed)


_OF_PEOPLE = re.compile(
    "[㐀-鿿]{0,5}(?:人口|群众|居民|[村牧农]民|农户|牧户|学生|师生|儿童|老人|患者|游客|市民|职工)"
)


def _is_total(fact: Fact, behind: str) -> bool:
    """Tell whether a figure is a sum of money: 1.8万农村人口 is none."""
    people = fact.text.endswith("万") and bool(_OF_PEOPLE.match(behind))
    return fact.kind == "money" and "/" not in fact.unit and not people


def _around(text: str, at: int) -> str:
    """Give the sentence around a place."""
    begin = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    after = _CLAUSE.search(text, at)
    return text[begin : after.start() if after else len(text)]


def spent_in(named: tuple[Amount, ...], budget: Decimal) -> Decimal:
    """Add up the items of a text; a total that its items make up, or the budget, is not added."""
    last = max((a.start for a in named if a.summed), default=0)
    items = sum((a.value for a in named if a.start < last and not a.summed), Decimal(0))
    if last and abs(items - budget) <= NEAR * budget:
        return items  # the sum told behind them is wrong, not the items
    values = list(dict.fromkeys(a.value for a in named))
    for index, value in enumerate(values):
        rest = values[:index] + values[index + 1 :]
        if len(rest) > 1 and abs(sum(rest, Decimal(0)) - value) <= NEAR * value:
            return value
    values = without_parts(values)
    if any(abs(value - budget) <= NEAR * budget for value in values):
        return max(values)
    return sum(values, Decimal(0))


def without_parts(values: list[Decimal]) -> list[Decimal]:
    """Leave out the items that a total right behind or in front of them is made of."""
    kept: list[Decimal] = []
    for value in values:
        for count in range(2, len(kept) + 1):
            if abs(sum(kept[-count:], Decimal(0)) - value) <= NEAR * value:
                del kept[-count:]
                break
        kept.append(value)
    for index, value in enumerate(kept):
        for end in range(index + 3, len(kept) + 1):
            if abs(sum(kept[index + 1 : end], Decimal(0)) - value) <= NEAR * value:
                return kept[: index + 1] + kept[end:]
    return kept


def largest_budget(dossier: Dossier) -> Decimal | None:
    """Give the budget of the year, or the initial one where it was cut since."""
    known = [funds.yearly_budget(dossier), funds.amount(dossier, "total", "initial")]
    return max((value for value in known if value is not None), default=None)


def weight(named: tuple[Amount, ...], budget: Decimal) -> Severity:
    """Weigh a text above the budget: one amount, or one list of items, leaves no way out."""
    alone = any(a.value > budget * (1 + NEAR) for a in named)
    one_list = len({a.whole for a in named}) == 1
    return Severity.MUST_FIX if alone or one_list else Severity.EXPLAIN


@rule(
    "amounts.text_over_budget",
    title="文字中的金额与预算",
    severity=Severity.MUST_FIX,
    reads=(*TEXTS, "budget"),
    message="{where}写到{items}{sum}，而预算是{budget}万元。",
    fix="核对批复文件，改文字中的金额或改预算数。",
    basis=WITHIN,
    failing=(
        Example(
            "目标写“购置设备200万元”，预算33万元",
            {"goal": "购置设备200万元，提高服务能力。", INITIAL: "33"},
            "goal",
        ),
        Example(
            "目标写投入经费150万元，带动收入增长，预算120万元",
            {"goal": "办节1届，投入经费150万元，吸引游客，带动收入增长5%。", INITIAL: "120"},
            "goal",
        ),
        Example(
            "目标写“120万元，8×10万元”，预算33万元",
            {"goal": "补助本级120万元，8个旗县8×10万元，推动工作。", INITIAL: "33"},
            "goal",
        ),
        Example(
            "目标写20万元和18万元两笔，预算33万元",
            {"goal": "宣传支出20万元。另安排培训18万元，提升能力。", INITIAL: "33"},
            "goal",
        ),
        Example(
            "目标写总数50万元及两项分项，预算33万元",
            {"goal": "资金50万元，其中宣传30万元、培训20万元，提升能力。", INITIAL: "33"},
            "goal",
        ),
        Example(
            "用途分两句写54万元和37.5万元，预算60万元",
            {"purpose": "购电脑120台，计54万元；购一体机15台，计37.5万元。", INITIAL: "60"},
            "purpose",
        ),
        Example(
            "用途写60万元和40万元，预算30万元",
            {"purpose": "工程尾款60万元，监理费40万元。", INITIAL: "30"},
            "purpose",
        ),
    ),
    passing=(
        Example(
            "全年经费400万元，其中劳务费264万元、后勤136万元，预算400万元",
            {
                "goal": "所需经费400万元，其中：劳务费264万元、后勤保障136万元。",
                INITIAL: "400",
            },
        ),
        Example(
            "5个村每村30万元，共150万元，预算150万元",
            {"goal": "5个村，每个村补助30万元，共150万元，改善人居环境。", INITIAL: "150"},
        ),
        Example(
            "分项合计158万元，另追加12万元，预算170万元",
            {
                "purpose": "云租赁98万元、运维60万元，合计158万元；5月追加测评费12万元。",
                INITIAL: "158",
                ADJUSTMENT: "12",
            },
        ),
        Example(
            "合计写错的，另有意见",
            {
                "purpose": "堤防352.00万元（3.2公里×110万元/公里）、护岸129万元、涵闸72万元、"
                "监理27万元，合计568万元。",
                INITIAL: "580",
            },
        ),
        Example(
            "避免的损失不是支出",
            {"goal": "演练18场，避免潜在财产损失500万元以上。", INITIAL: "240"},
        ),
        Example(
            "写的是年初预算，年中调减了18万元",
            {"purpose": "硬化378万元、护栏102万元。", INITIAL: "480", ADJUSTMENT: "-18"},
        ),
        Example(
            "带动农户投入200万元，预算33万元",
            {"goal": "投入33万元，带动农户投入200万元，户均增收2万元。", INITIAL: "33"},
        ),
        Example(
            "带动增收200万元，预算33万元",
            {"goal": "扶持产业，带动农户增收200万元。", INITIAL: "33"},
        ),
    ),
)
def text_within_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What goal, purpose and overview say is spent cannot be more than the budget."""
    budget = largest_budget(dossier)
    if not budget or budget < 0:
        return
    for path in TEXTS:
        named = amounts(dossier.text(path))
        whole = spent_in(named, budget) if named else Decimal(0)
        if whole > budget * (1 + NEAR) + settings.money_tolerance:
            items = "、".join(f"“{a.written}”" for a in named[:5])
            severity = weight(named, budget)
            shown = f"，合计{show_money(whole)}万元" if len(named) > 1 else ""
            yield found(
                path, also=(INITIAL,), severity=severity, items=items, sum=shown, budget=budget
            )


@rule(
    "amounts.text_below_budget",
    title="文字中的预算金额",
    severity=Severity.EXPLAIN,
    reads=(*TEXTS, "budget"),
    message="{where}写的预算金额是“{written}”，而年度资金总额是{budget}万元。",
    fix="核对批复文件，使两处一致。",
    basis=WITHIN,
    failing=(
        Example(
            "概况写“预算安排80万元”，预算100万元",
            {"overview": "本项目预算安排80万元。", INITIAL: "100"},
            "overview",
        ),
        Example(
            "目标写“预算安排180元”，预算180万元",
            {"goal": "预算安排180元，举办活动8场，带动收入2000万元。", INITIAL: "180"},
            "goal",
        ),
        Example(
            "目标写“投入资金16万元”，预算40万元",
            {"goal": "投入资金16万元，慰问困难职工300户，每户1000元。", INITIAL: "40"},
            "goal",
        ),
    ),
    passing=(
        Example(
            "写了几个数，预算一致", {"goal": "年初预算100万元，带动增收300万元。", INITIAL: "100"}
        ),
        Example("概况写“预算安排100万元”", {"overview": "本项目预算安排100万元。", INITIAL: "100"}),
        Example(
            "用途写明调整预算40万元",
            {"purpose": "调整预算40万元用于新增片区。", INITIAL: "60", ADJUSTMENT: "40"},
        ),
        Example("概况只写一笔用途", {"overview": "其中培训费20万元。", INITIAL: "100"}),
    ),
)
def text_names_the_budget(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where a text states the project's budget by one amount, it is the budget."""
    known = [funds.yearly_budget(dossier), funds.amount(dossier, "total", "initial")]
    budgets = [value for value in known if value]
    for path in TEXTS if budgets else ():
        for one in amounts(dossier.text(path)):
            head = one.sentence.find(one.written)
            before = one.sentence[:head]
            told = _TOTAL.search(before[-10:]) or _OPENING.fullmatch(_PART.split(before)[-1])
            single = len(amounts(one.sentence)) == 1
            close = any(abs(one.value - b) <= NEAR * b for b in (*budgets, *in_block(dossier)))
            if told and single and not close and one.value < budgets[0]:
                whole = path == "goal" and one.value * 2 >= budgets[0]
                weight = Severity.MUST_FIX if whole else None
                yield found(path, also=(INITIAL,), severity=weight, written=one.written,
                            budget=budgets[0])  # fmt: skip
                break
        else:
            yield from _misnamed(dossier, path, budgets)


def _misnamed(dossier: Dossier, path: str, budgets: list[Decimal]) -> Iterator[Found]:
    """Find a budget told among other amounts that no figure of the fund block bears out."""
    text = dossier.text(path)
    named = amounts(text)
    if named and spent_in(named, budgets[0]) > max(budgets) * (1 + NEAR):
        return  # told already, with all the amounts of the text
    known = (*budgets, *in_block(dossier))
    for one in stated(text, own_names(dossier)):
        fits = one.fact.year in (None, dossier.year)
        if one.what in BUDGETS and fits and not one_of(one.fact, known):
            yield found(path, also=(INITIAL,), written=one.fact.text, budget=budgets[0])
            return


def in_block(dossier: Dossier) -> frozenset[Decimal]:
    """Gather what the fund block holds, changes of either sign: a text may name any of it."""
    kept = dossier.worked_out
    if "fund block" not in kept:
        cells = (funds.amount(dossier, source, c) for source in SOURCES for c in COLUMNS)
        kept["fund block"] = frozenset(abs(value) for value in cells if value)
    return cast("frozenset[Decimal]", kept["fund block"])
