"""Sums that a text works out in front of the reader: products, brackets, counts of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.itemised import amount_of, rounding
from jixiao_desktop.rules.stated import places

LONGEST = 20_000
PURPOSE = "purpose"
SPENDING = "monitoring.sections.fund_execution"
YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
TIMES = {"%": Decimal("0.01"), "％": Decimal("0.01"), "百": Decimal(100), "千": Decimal(1000),
         "万": Decimal(10_000), "亿": Decimal(100_000_000)}  # fmt: skip
FACTORS = 5
_FACTOR = (
    r"[0-9][0-9,]{0,14}(?:\.[0-9]{1,6})? ?"
    r"(?:亿元|万元|元|[%％]|[㐀-鿿]{1,3}(?=[ ×✕╳xX*＊/／=＝）),，。；;、]|$))?"
    r"(?:[/／每][㐀-鿿]{1,3}){0,3}"
)
_TIMES = r" ?[×✕╳xX*＊] ?"
_CHAIN = re.compile(rf"(?<![0-9.,]){_FACTOR}(?:{_TIMES}{_FACTOR}){{1,{FACTORS}}}")
_SIGN = re.compile("[×✕╳xX*＊]")
_PART = re.compile(r"([0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?) ?(亿元|万元|元|[%％]|亿|万|千|百)?")
_RESULT = re.compile(
    r" ?(?:[=＝]|[，,]?(?:共计|合计|总计|计|共需|需|共)[：:]?) ?"
    r"([0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?) ?(亿元|万元|元)"
)
_BEFORE = re.compile(r"([0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?) ?(亿元|万元|元)[（(]$")
_ROUGH = re.compile("[约近余多左右]|以上|以内|平均")
CLOSE = Decimal("0.01")


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


@lru_cache(256)
def workings(text: str) -> tuple[tuple[str, Decimal, str, Decimal, Decimal], ...]:
    """Find the products of a text with what they are said to make.

    Each is (words, product, result as written, result, half a unit of its last place), in 元.
    """
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for match in _CHAIN.finditer(shown) if _SIGN.search(shown) else ():
        product, told = _product(match[0]), _told(shown, match)
        if product is None or told is None:
            continue
        value, unit = told
        step = YUAN[unit].scaleb(-places(value)) / 2
        made.append((match[0], product, f"{value}{unit}", _number(value) * YUAN[unit], step))
    return tuple(made)


def _product(chain: str) -> Decimal | None:
    """Multiply a chain of factors of which exactly one is money, in 元."""
    product, priced = Decimal(1), 0
    for piece in re.split("[×✕╳xX*＊]", chain):
        match = _PART.match(piece.strip())
        if match is None:
            return None
        priced += match[2] in YUAN
        product *= _number(match[1]) * (YUAN | TIMES).get(match[2] or "", Decimal(1))
    return product if priced == 1 else None


def _told(shown: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Give what a chain is said to make: behind it, or in front of the bracket it stands in."""
    before, after = shown[: match.start()][-30:], shown[match.end() : match.end() + 24]
    if before.rstrip().endswith(("+", "＋", "-", "－", "加")) or _ROUGH.search(before[-4:]):
        return None
    behind = _RESULT.match(after)
    if behind:
        return behind[1], behind[2]
    in_front = _BEFORE.search(before) if after[:1] in ("）", ")") else None
    return (in_front[1], in_front[2]) if in_front else None


@rule(
    "text.formula",
    title="用“×”写的算式",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=8,
    message="{where}写{formula}是{told}，而相乘是{product}万元，相差{gap}万元。",
    fix="核对数量、单价和结果，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("1500元/件×120件写成30.6万元",
                {PURPOSE: "民事案件1,500元/件×120件=30.6万元。"}, PURPOSE),
        Example("93.6万元写成84座、每座1.95万元",
                {SPENDING: "大棚改造93.60万元（84座×1.95万元/座）。"}, SPENDING),
    ),
    passing=(
        Example("相乘正好", {PURPOSE: "民事案件1,500元/件×120件=18.00万元。"}),
        Example("按比例", {PURPOSE: "工程款200万元×60%=120万元。"}),
        Example("数量写万", {SPENDING: "中标价46.80万元（0.90元/页×52万页）。"}),
        Example("几项相加", {PURPOSE: "500元×20人+300元×10人=1.3万元。"}),
        Example("单价是平均数", {SPENDING: "支出20.01万元（12件×1.667万元/件）。"}),
    ),
)  # fmt: skip
def formulas_come_out(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """What a text multiplies in front of the reader comes out (A6, B4)."""
    text = dossier.text(path)
    for words, product, written, value, step in workings(text) if "元" in text else ():
        gap = abs(product - value)
        if gap > max(step, value * CLOSE):
            amounts = (show_money(one / YUAN["万元"]) for one in (product, gap))
            yield found(path, formula=words.strip(), told=written,
                        **dict(zip(("product", "gap"), amounts, strict=True)))  # fmt: skip
            return


_BRACKET = re.compile(
    r"(?<![0-9.])([0-9][0-9,]{0,12}(?:\.[0-9]{1,6})? ?(?:万元|元))[（(]([^（）()。；;]{8,160})[)）]"
)
_NOT_LISTED = re.compile(
    "等|其中|含|包括|主要|约|[×xX*＊=＝+]|比|较|占|剩余|结余|结转后|尚|未|年初|上年(?!结)"
)


@lru_cache(256)
def bracketed(text: str) -> tuple[tuple[str, Decimal, Decimal, Decimal], ...]:
    """Find amounts whose items stand in a bracket behind: (total, its value, sum, rounding)."""
    made = []
    for match in _BRACKET.finditer(text[:LONGEST].translate(ONE_TO_ONE)):
        parts = [f for f in facts(match[2]) if f.kind == "money" and not f.each]
        total = next((f for f in facts(match[1]) if f.kind == "money"), None)
        listed = len(parts) > 1 and len(re.split("[、，,]", match[2])) == len(parts)
        if total is None or not listed or _NOT_LISTED.search(match[2]):
            continue
        added = sum((amount_of(f) for f in parts), Decimal(0))
        made.append((total.text, amount_of(total), added, rounding(total, parts)))
    return tuple(made)


@rule(
    "text.bracket_sum",
    title="括号里的分项与总数",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=14,
    message="{where}写的总数是{total}，而括号里各项合计{sum}万元，{word}{gap}万元。",
    fix="核对账目，改总数或改括号里的分项；没有列全的，写上“等”。",
    basis=WITHIN,
    failing=(
        Example("预算40万元，括号里52万元和15万元",
                {SPENDING: "预算40万元（财政拨款52万元、上级工会补助15万元）。"}, SPENDING),
    ),
    passing=(
        Example("括号里正好",
                {SPENDING: "支出66万元（规划编制45万元、测绘21万元）。"}),
        Example("没有列全", {SPENDING: "支出66万元（规划编制45万元、测绘12万元等）。"}),
        Example("括号里说的是来历", {SPENDING: "预算200万元（年初250万元，7月压减50万元）。"}),
    ),
)  # fmt: skip
def brackets_make_the_total(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """Items in a bracket make up the amount in front of it (B4)."""
    for total, whole, added, off in bracketed(dossier.text(path)):
        gap = added - whole
        if abs(gap) <= off:
            continue
        yield found(
            path,
            severity=None if gap > 0 else Severity.EXPLAIN,
            total=total,
            sum=show_money(added),
            word="多" if gap > 0 else "少",
            gap=show_money(abs(gap)),
        )
        return


NEARLY = Decimal("0.2")
_COUNTED = re.compile("其中[：:]?(?:有|包括)?([^。；;\n]{6,120})")
_ACROSS = re.compile("女|男|民族|党员|贫困|脱贫|残疾|困难|含|等|老年|新增|重点|优秀|其余|占|[%％]")
FEWEST = 3


@lru_cache(256)
def counted_parts(text: str) -> tuple[tuple[str, Decimal, Decimal, str], ...]:
    """Find counts whose parts are listed behind: (total, its value, sum of parts, unit)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for match in _COUNTED.finditer(shown) if "其中" in shown else ():
        lead = facts(shown[max(0, match.start() - 40) : match.start()])
        parts = [f for f in facts(match[1]) if f.kind == "count"]
        total = lead[-1] if lead and lead[-1].kind == "count" else None
        if total is None or _ACROSS.search(match[1]) or total.each:
            continue
        same = [f for f in parts if f.unit == total.unit and not f.each]
        listed = "、" in match[1] and len(same) >= FEWEST and len(same) == len(parts)
        if listed:
            added = sum((amount_of(f) for f in same), Decimal(0))
            made.append((total.text, amount_of(total), added, total.unit))
    return tuple(made)


@rule(
    "text.counts_sum",
    title="人数、件数与“其中”各项",
    severity=Severity.EXPLAIN,
    reads=("",),
    each=TEXTS,
    least=14,
    message="{where}写的总数是{total}，其中各项合计{sum}{unit}，{word}{gap}{unit}。",
    fix="核对台账，改总数或改分项；没有列全的，写上“等”。",
    basis=WITHIN,
    failing=(
        Example("培训560人次，三项合计524人次",
                {"goal": "培训560人次，其中全科医生126人次、乡村医生300人次、护理人员98人次。"},
                "goal"),
    ),
    passing=(
        Example("合计正好",
                {"goal": "培训560人次，其中全科医生162人次、乡村医生300人次、护理人员98人次。"}),
        Example("互有重叠",
                {"goal": "培训560人次，其中女性200人次、党员180人次、少数民族260人次。"}),
        Example("只列了几项",
                {"goal": "培训560人次，其中全科医生62人次、乡村医生30人次、护理人员98人次。"}),
    ),
)  # fmt: skip
def counts_of_parts_add_up(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """Three parts or more that nearly make the whole are meant to make it (B4)."""
    for total, whole, added, unit in counted_parts(dossier.text(path)):
        gap = added - whole
        if gap and whole and abs(gap) <= whole * NEARLY:
            over = Severity.MUST_FIX if gap > 0 else None  # parts left out can only make it less
            yield found(path, severity=over, total=total, sum=plain(added), unit=unit,
                        word="多" if gap > 0 else "少", gap=plain(abs(gap)))  # fmt: skip
            return
