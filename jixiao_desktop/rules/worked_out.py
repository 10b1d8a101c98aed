"""Sums, products and shares that any text works out in front of the reader, in digits or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain, round_half_up
from jixiao_desktop.domain.quantities import Quantity, quantities
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import itemised, shares, workings
from jixiao_desktop.rules.added_up import shown_as
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.stated import places
from jixiao_desktop.rules.things import like_units

CONTENT = "evaluation.sections.content"
GOAL = "goal"
_SIGNS = {"+": "+", "＋": "+", "-": "-", "－": "-", "−": "-", "×": "×", "✕": "×", "*": "×",
          "÷": "÷", "/": "÷", "／": "÷"}  # fmt: skip
_BETWEEN = re.compile(r"[）)]?\s?([+＋\-－−×✕*÷/／])\s?[（(]?[^0-9，,。；;：:+＋=＝×÷\n]{0,10}")
_EQUALS = re.compile(r"[）)]?\s?[=＝]\s?")
_STARTS = re.compile(r"[+＋×✕*÷/／\-－−]\s?$")
NEAR = Decimal("0.005")

Working = tuple[str, Decimal, Quantity, Decimal]
"""(words, what comes out, what is told, how far rounding may part them)."""


@lru_cache(256)
def equations(text: str) -> tuple[Working, ...]:
    """Find “甲20＋乙18.8＝38.8” and the like: signs between figures, and what they are to make."""
    if not re.search("[=＝]", text):
        return ()
    shown, here = quantities(text)
    made, chain, signs = list[Working](), list[Quantity](), list[str]()
    for one, after in zip(here, (*here[1:], None), strict=False):
        if not chain and _STARTS.search(shown[max(0, one.start - 2) : one.start]):
            continue  # an expression that begins with something else
        chain.append(one)
        gap = shown[one.end : after.start] if after else ""
        sign = _BETWEEN.fullmatch(gap)
        if sign and "（" not in gap and "(" not in gap and "）" not in gap and ")" not in gap:
            signs.append(_SIGNS[sign[1]])
            continue
        if after and signs and _EQUALS.fullmatch(gap):
            value = _evaluated(chain, signs)
            if value is not None and not _goes_on(shown, after):
                words = shown[chain[0].start : after.end]
                made.append((words, value, after, _rounding(chain, signs, after)))
        chain, signs = [], []
    return tuple(made)


def _rounding(chain: list[Quantity], signs: list[str], told: Quantity) -> Decimal:
    """Give how far rounding of the figures alone may part the two sides."""
    broken = [one for one in chain if one.value != one.value.to_integral_value() and one.value]
    if {"×", "÷"} & {*signs}:
        share = sum((one.step / abs(one.value) for one in broken), Decimal(0))
        return abs(told.value) * min(share, NEAR)
    return sum((one.step for one in broken), told.step)


def _goes_on(shown: str, result: Quantity) -> bool:
    """Tell whether behind the equals sign stands an expression, not a result."""
    return bool(re.match(r"\s?[+＋×✕*÷/／]", shown[result.end : result.end + 3]))


def _evaluated(chain: list[Quantity], signs: list[str]) -> Decimal | None:
    """Work out a row of figures; products and quotients before sums."""
    terms, plus = [_factor(chain[0])], [True]
    for sign, one in zip(signs, chain[1:], strict=True):
        value = _factor(one)
        if sign == "×":
            terms[-1] *= value
        elif sign == "÷":
            if not value:
                return None
            terms[-1] /= value
        else:
            terms.append(value)
            plus.append(sign == "+")
    return sum((t if p else -t for t, p in zip(terms, plus, strict=True)), Decimal(0))


def _factor(one: Quantity) -> Decimal:
    return one.value / 100 if one.unit == "%" else one.value


def _off(value: Decimal, told: Quantity, rounding: Decimal) -> Decimal | None:
    """Give what a result should be in the unit told, None where it is right or cannot be judged."""
    scales = [Decimal(1), Decimal(100), Decimal(10_000), Decimal("0.0001"), Decimal("0.01")]
    for scale in scales:
        off = abs(value * scale - told.value)
        if off <= max(2 * told.step, rounding):
            return None
    share = told.unit in ("%", "百分点", "个百分点")
    right = value * 100 if share and abs(value) <= 20 else value
    far = not right or not told.value or not Decimal("0.1") < abs(right / told.value) < 10
    return None if far else round_half_up(right, max(places(told.text), 2))


@rule(
    "text.equation",
    title="文字里的等式",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=8,
    message="{where}写“{said}”，而算出来是{right}。",
    fix="核对等号两边的数，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("20＋18.8＋39.84＋20写成96.84",
                {GOAL: "决策20＋过程18.8＋产出39.84＋效益20＝96.84。"}, GOAL),
        Example("442÷460写成95.09%", {GOAL: "执行率=442÷460=95.09%。"}, GOAL),
        Example("4栋×12000写成40000", {GOAL: "4栋×12000平方米＝40000平方米。"}, GOAL),
    ),
    passing=(
        Example("加得对", {GOAL: "决策20＋过程18.8＋产出39.84＋效益20＝98.64。"}),
        Example("除得对", {GOAL: "执行率=442÷460×100%=96.09%。"}),
        Example("差得对", {GOAL: "100%－97.82%＝2.18个百分点。"}),
        Example("不是算式", {GOAL: "评分=A，路长制“路长＋护路员”=共管。"}),
    ),
)  # fmt: skip
def equations_come_out(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """What stands on both sides of an equals sign is equal (A6, B4)."""
    for said, value, told, rounding in equations(dossier.text(path)):
        right = _off(value, told, rounding)
        if right is None or any(
            True for _ in workings.formulas_come_out.check(dossier, settings, path)
        ):
            continue
        shown = shown_as(right, told) if told.unit != "元" else shown_as(value, told)
        yield found(path, said=said[-60:], right=shown)
        return


_PER = re.compile(
    r"[，,、（(：:\s]{0,2}(?:[^，,。；;0-9\n]{0,8}?)(?:每|单)(?P<per>[㐀-鿿]{1,2}?)(?:每?年)?(?:价|均)?"
    r"(?:各?配|补助|补贴|奖补|安排|投入|造价|单价|面积|费用|标准|价|按|各|报酬|工资|为|约|需|计|的){0,4}"
)
_AVERAGE = re.compile(r"[，,、（(：:\s]{0,2}(?P<per>[人户村亩])均(?:[^，,。；;0-9\n]{0,6})")
_RESULT = re.compile(
    r"(?:[/／][㐀-鿿]{1,2}){0,2}[)）]?[，,、＝=：:\s]{0,2}(?:共计|合计|总计|总面积|总长|小计|总共|共需|需|计|共|即)?(?:投入|资金|支出|费用|为|约|：)?"
)
FAR, CLOSE = Decimal("0.2"), Decimal("0.01")
_OTHERWISE = re.compile("月|天|日|次|学期|季|班|期|课")


@lru_cache(256)
def priced(text: str) -> tuple[tuple[Quantity, Quantity, Quantity], ...]:
    """Find (how many, each, total) told one behind the other: “84个，每个1.5万元，136万元”."""
    shown, here = quantities(text)
    made = []
    for count, each, total in zip(here, here[1:], here[2:], strict=False):
        between = shown[count.end : each.start]
        match = _PER.fullmatch(between) or _AVERAGE.fullmatch(between)
        behind = shown[each.end : total.start]
        if match is None or not count.unit or not _RESULT.fullmatch(behind):
            continue
        if _OTHERWISE.fullmatch(match["per"][:1]):
            continue
        alike = like_units(match["per"][:1], count.unit[:1]) or match["per"][:1] == count.unit[:1]
        same = each.unit == total.unit != count.unit
        rough = count.rough or each.rough or total.rough
        if alike and same and not rough and not re.search("[/／每]", behind):
            made.append((count, each, total))
    return tuple(made)


@rule(
    "text.each_times_count",
    title="几个、每个多少、一共多少",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写{count}、每份{each}、共{total}，而相乘是{right}。",
    fix="核对数量、单份数和总数，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("84个，每个1.5万元，写成136万元",
                {CONTENT: "物联网监测点84个，每个1.5万元，136万元；"}, CONTENT),
        Example("4栋，每栋12000平方米，写成40000平方米",
                {CONTENT: "拟建厂房4栋，每栋12000平方米，共40000平方米。"}, CONTENT),
        Example("用汉字写的", {CONTENT: "智能呼叫设备八百套，每套六百元，五十八万元。"}, CONTENT),
    ),
    passing=(
        Example("正好", {CONTENT: "物联网监测点84个，每个1.5万元，126万元；"}),
        Example("后面是另一笔", {CONTENT: "服务器12台，每台8000元，存储设备50万元。"}),
        Example("还有月数", {CONTENT: "聘用12人，每人每月1500元，共21.6万元。"}),
    ),
)  # fmt: skip
def each_times_count_is_the_total(
    dossier: Dossier, settings: Settings, path: str
) -> Iterator[Found]:
    """How many, times so much each, is the total told behind them (A6)."""
    for count, each, total in priced(dossier.text(path)):
        value = count.value * each.value
        broken = each.step * count.value if "." in each.text else Decimal(0)
        off = max(total.step, min(broken, total.value * CLOSE))
        if abs(value - total.value) <= off or not FAR < value / (total.value or 1) < 1 / FAR:
            continue
        if any(True for _ in itemised.prices_make_the_sum.check(dossier, settings, path)):
            return
        yield found(path, count=count.text, each=each.text, total=total.text,
                    right=shown_as(value, total))  # fmt: skip
        return


_STEM = re.compile("(?:(?P<stem>[㐀-鿿]{2})率|(?P<share>满意度|占比|占|比例))(?:为|达到?|是|约)?$")
_OF_FULL = re.compile("满分|权重|分值")
_SAID = re.compile(r"表示|选择|认为|回答|评价|其中|有|的|较|基本|非常|一次|首检|验收|按期|全部")
_PLAN = re.compile("计划|目标|应|任务|拟|指标|预计|需")
_DONE = re.compile("实际|完成|实有|已|建成|实")
_BREAK = re.compile("[。；;\n]")
BACK = 4


@lru_cache(256)
def rates(text: str) -> tuple[tuple[Quantity, Quantity, Quantity, str], ...]:
    """Find (whole, part, share, its words) told in one sentence: “400份中362份满意，满意度94%”."""
    if "率" not in text and "满意度" not in text and "占" not in text:
        return ()
    shown, here = quantities(text)
    made = []
    for at, share in enumerate(here):
        lead = shown[max(0, share.start - 8) : share.start]
        match = _STEM.search(lead) if share.unit == "%" and not share.rough else None
        if match is None or at < 2:
            continue
        part, whole = _pair(shown, here[max(0, at - BACK) : at], share, match)
        if part and whole and part.value > 0 and whole.value:
            made.append((whole, part, share, match[0]))
    return tuple(made)


def _pair(
    shown: str, before: tuple[Quantity, ...], share: Quantity, match: re.Match[str]
) -> tuple[Quantity | None, Quantity | None]:
    """Find the two counts in front of a share that it is made of, (None, None) where unsure."""
    stem = match["stem"] or ("满意" if match["share"] == "满意度" else "")
    if len(before) < 2:
        return None, None
    whole, part = before[-2:]
    apart = shown[whole.end : part.start] + shown[part.end : share.start - len(match[0])]
    rough = part.rough or whole.rough
    if whole.unit != part.unit or not part.unit or _BREAK.search(apart) or rough:
        return None, None
    if part.unit in ("%", "元", "分") and stem != "得分":
        return None, None
    lead, behind = shown[max(0, part.start - 8) : part.start], shown[part.end : share.start]
    head = shown[max(0, whole.start - 10) : whole.start]
    own = behind[: max(0, len(behind) - len(match[0]))]
    near = _SAID.sub("", lead[-8:] + "|" + own[:10])
    if stem == "得分":
        fits = bool(_OF_FULL.search(head)) and "得" in lead
    elif stem in ("完成", "达标", "到位"):
        fits = bool(_PLAN.search(head)) and bool(_DONE.search(lead)) and stem == "完成"
    else:
        fits = bool(stem) and stem in near and not _PLAN.search(lead)
    close = len(behind) <= len(match[0]) + 10 and part.end >= share.start - 40
    return (part, whole) if fits and close else (None, None)


@rule(
    "text.rate_worked_out",
    title="文字里的比率",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写“{said}{share}”，而{part}÷{whole}={right}%。",
    fix="核对两个数和比率，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("400份中362份满意，写成94.25%",
                {CONTENT: "400份问卷中362份满意，满意度94.25%。"}, CONTENT),
        Example("20分得20分，得分率写成98%",
                {CONTENT: "本部分满分20分，得20分，得分率98.00%。"}, CONTENT),
        Example("用汉字写的",
                {CONTENT: "二百份问卷中，一百九十五份表示满意，满意度百分之九十二点五。"}, CONTENT),
        Example("计划25公里，实际23公里，写成95%",
                {CONTENT: "计划25公里，实际23公里，完成率95.00%。"}, CONTENT),
    ),
    passing=(
        Example("算得对", {CONTENT: "400份问卷中362份满意，满意度90.5%。"}),
        Example("四舍五入", {CONTENT: "首检1284批次，合格1274批次，合格率99.2%。"}),
        Example("比率是另一件事的", {CONTENT: "抽查50处，发现3处，合格率96%。"}),
        Example("权重20分，得18.83分", {CONTENT: "权重20分，实际得分18.83分，得分率为94.15%。"}),
    ),
)  # fmt: skip
def rates_come_out(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A rate told beside its two counts is their quotient (B4)."""
    text = dossier.text(path)
    for whole, part, share, said in rates(text):
        right = part.value / whole.value * 100
        if abs(right - share.value) <= 2 * share.step:
            continue
        if any(True for _ in shares.shares_come_out.check(dossier, settings, path)):
            return
        yield found(path, said=said, share=share.text, part=part.text, whole=whole.text,
                    right=plain(round_half_up(right)))  # fmt: skip
        return
