"""Sums that any text tells in words: a whole with its parts behind it, or parts and their total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.quantities import Quantity, quantities
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import itemised, spending_items, workings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.things import like_units

IMPLEMENTER = "evaluation.sections.implementer"
GOAL = "goal"
LABEL = 18
_BRACKET = re.compile(r"[（(][^（）()\n]{0,80}[)）]")
_HEAD = re.compile(
    r"(?:[，,]?[^，,。；;：:\n0-9]{0,10}率(?:为|达到?)?[0-9.]{1,8}%)?"
    r"[，,、：:；;。\s]{0,2}(?:其中|即|包括|包含|分别为|分别是|由|含|有)(?:的|有|包括|为|是)?[：:]?"
)
_COLON = re.compile(r"\s{0,2}[：:]\s?")
_WHOLLY = re.compile("即|分别|由|[：:]$")
_GAP = re.compile(r"[，,、和及与以\s]{1,2}[^，,、；;。：:\n0-9]{0,18}")
_FIRST = re.compile(r"[^，,、；;。：:\n0-9]{0,18}")
_OPEN = re.compile(r"^[^，,、；;。\n]{0,6}(?:等|……|…)")
_ASIDE = re.compile(
    "比|较|占|剩余|结余|其余|余下|上年|增|减|目标|计划|应|每|平均|人均|户均|约|新|未|尚|预计|到位|支出|列支|支付|已|执行|"
    "分值|得分|满分|率|回收|收回|有效|达|累计|全年|年度|下半年|完成|整改|办结|最"
)
"""With such a word a figure goes on to tell another thing, and is no part of the list."""

_ACROSS = re.compile(
    "女|男|民族|党员|脱贫|贫困|残疾|困难|老人|老年|儿童|妇女|低保|重点|优秀|骨干|占|以上|以下|含|复用|兼"
)
"""Such parts may overlap."""

_RECEIVED = re.compile("(?:上年|调整|追加|压减|调减|结余|剩余)[^，。；]{0,6}$")
MOST = 12
"""So many figures in front of a total are looked at."""

NEARLY, FAR = Decimal("0.25"), Decimal("0.5")
FEWEST = 3


@dataclass(frozen=True)
class Sum:
    """A total with its parts as a text tells them."""

    total: Quantity
    parts: tuple[Quantity, ...]
    wholly: bool
    """The text says that these are all parts."""
    words: str = ""

    @property
    def added(self) -> Decimal:
        """Add the parts up."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def off(self) -> Decimal:
        """Give how far rounding alone may part them."""
        steps = (one.step for one in (self.total, *self.parts))
        fine = all(one.value == one.value.to_integral_value() for one in (self.total, *self.parts))
        whole = fine and self.total.unit != "元"
        return Decimal(0) if whole else sum(steps, Decimal(0))

    @property
    def comes_out(self) -> bool:
        """Tell whether the parts make the total."""
        return abs(self.added - self.total.value) <= self.off


def shown_as(value: Decimal, like: Quantity) -> str:
    """Show a figure in the unit of another: 元 as 万元 where that was written so."""
    large = next((s for s in ("亿元", "万元", "千元", "百元") if like.text.endswith(s)), "")
    shift = {"亿元": 8, "万元": 4, "千元": 3, "百元": 2}.get(large, 0)
    unit = large or like.unit
    return f"{plain(value.scaleb(-shift))}{unit}"


def slipped(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers of two digits or more differ in one digit, or in their order."""
    left, right = plain(one), plain(other)
    if len(left) != len(right) or len(left) < 2:
        return False
    wrong = sum(a != b for a, b in zip(left, right, strict=True))
    return wrong == 1 or (wrong == 2 and sorted(left) == sorted(right))


def _blanked(shown: str) -> str:
    return _BRACKET.sub(lambda match: " " * len(match[0]), shown)


def _run(bare: str, found_here: Sequence[Quantity], at: int, begin: int) -> list[Quantity]:
    """Walk a list of labelled parts from a place on: “甲5人、乙6人”; it ends at another thing."""
    parts: list[Quantity] = []
    unit = ""
    for one in found_here[at : at + MOST]:
        if not bare[one.start].isdigit():
            continue  # in a bracket
        gap = bare[begin : one.start].replace(" ", "")
        fits = (_GAP if parts else _FIRST).fullmatch(gap)
        label = gap.lstrip("，,、和及与以")
        unit = unit or one.unit
        same = bool(one.unit) and like_units(one.unit, unit)
        if not fits or not label or not same or _ASIDE.search(label) or one.rough:
            break
        parts.append(one)
        begin = one.end
    return parts


@lru_cache(256)
def listed(text: str) -> tuple[Sum, ...]:
    """Find totals with their parts behind them: “46人，其中甲19人、乙27人”."""
    shown, here = quantities(text)
    bare = _blanked(shown)
    made = []
    kept = [one for one in here if bare[one.start].isdigit()]
    for at, total in enumerate(kept[:-2]):
        head = _HEAD.match(bare, total.end) or _COLON.match(bare, total.end)
        if head is None or total.rough or not total.unit:
            continue
        following = at + 1
        while following < len(kept) and kept[following].start < head.end():
            following += 1
        parts = _run(bare, kept, following, head.end())
        if len(parts) < 2 or not like_units(parts[0].unit, total.unit):
            continue
        if _OPEN.match(bare[parts[-1].end : parts[-1].end + 10]) or _RECEIVED.search(
            bare[max(0, total.start - 8) : total.start]
        ):
            continue
        labels = bare[head.end() : parts[-1].start]
        wholly = bool(_WHOLLY.search(head[0])) and not _ACROSS.search(labels)
        made.append(Sum(total, tuple(parts), wholly, labels))
    return tuple(made)


def weight(one: Sum) -> Severity | None:
    """Tell how sure it is that a list was meant to make its total, None where it may well not."""
    gap = one.added - one.total.value
    if _ACROSS.search(one.words) or any(part.value > one.total.value for part in one.parts[1:]):
        return None
    if abs(gap) > one.total.value * FAR:
        return None
    if gap > 0 or one.wholly:
        return Severity.MUST_FIX
    missing = abs(gap) <= one.total.value * NEARLY
    if (len(one.parts) >= FEWEST or slipped(one.added, one.total.value)) and missing:
        return Severity.EXPLAIN
    return None


@rule(
    "text.parts_listed",
    title="总数与后面列的各部分",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写的总数是{total}，而后面列的{count}项相加是{sum}，{word}{gap}。",
    fix="核对台账或账目，改总数或改各部分；没有列全的，写上“等”。",
    basis=WITHIN,
    failing=(
        Example("在职33人，分项38人",
                {IMPLEMENTER: "在职三十三人，其中行政十三人、事业二十五人。"}, IMPLEMENTER),
        Example("资助32名，三项24名",
                {GOAL: "资助传承人32名，其中自治区级3名、市级9名、县级12名。"}, GOAL),
        Example("预算340万元，由290万元和100万元组成",
                {GOAL: "预算340万元，由财政拨款290万元和企业赞助100万元组成。"}, GOAL),
        Example("收运79600吨，两项89600吨",
                {GOAL: "收运七万九千六百吨，其中焚烧五万二千八百吨、填埋三万六千八百吨。"},
                GOAL),
    ),
    passing=(
        Example("正好", {IMPLEMENTER: "在职38人，其中行政13人、事业25人。"}),
        Example("没有列全", {GOAL: "检测水样416份，其中水源水96份、出厂水128份等。"}),
        Example("互有重叠", {GOAL: "受益500人，其中老人300人、低保户250人。"}),
        Example("只说了其中两样", {IMPLEMENTER: "编制41名，其中行政12名、事业20名。"}),
        Example("后面说的是别的", {GOAL: "发放问卷150份，其中收回148份、有效145份。"}),
    ),
)  # fmt: skip
def parts_make_the_whole(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """What is listed behind a total makes it (B4)."""
    for one in listed(dossier.text(path)):
        severity = None if one.comes_out else weight(one)
        if severity is None or _said_already(dossier, settings, path, one):
            continue
        gap = one.added - one.total.value
        yield found(path, severity=severity, total=one.total.text, count=len(one.parts),
                    sum=shown_as(one.added, one.total), word="多" if gap > 0 else "少",
                    gap=shown_as(abs(gap), one.total))  # fmt: skip
        return


def _said_already(dossier: Dossier, settings: Settings, path: str, one: Sum) -> bool:
    """Tell whether the rules on money lists, or on counts after 其中, speak of this text."""
    counted = (workings.counts_of_parts_add_up,) if one.total.unit != "元" else ()
    money = (
        itemised.items_make_the_total,
        spending_items.items_make_the_spending,
        workings.brackets_make_the_total,
    )
    others = counted or money
    return any(True for other in others for _ in other.check(dossier, settings, path))


_NUMBER = r"[0-9]{1,14}+(?:\.[0-9]{1,6}+)?+"
_DIGITS = re.compile("[^0-9.]")
_PLAIN_LIST = re.compile(
    rf"(?<![0-9.,])(?:{_NUMBER}[^0-9，,、。；;\n+＋=＝]{{0,6}}[、，,和加]){{1,12}}"
    rf"{_NUMBER}[^0-9，,、。；;\n]{{0,6}}"
    r"(?:[，,]?(?:[0-9]|[两二三四五六七八九十])(?:项|者|笔|个数|类))?[，,]?"
    rf"(?:相加|合计|之和|共计|总计|加起来|等于)(?:共|合计|等于|为|是|得|即|约){{0,3}}(?P<total>{_NUMBER})"
)
_TOTAL = re.compile(
    r"[，,、；;]?(?:总(?P<noun>[㐀-鿿]{0,4})|[^，,、；;。\n0-9]{0,4}(?:合计|共计|总计|相加|加起来|共))"
    "(?:为|是|等于|得|有|达)*"
)
_BEFORE = re.compile(r"[，,、；;和及与加]{1,2}[^，,、；;。：:\n]{0,18}")
_SENTENCE_END = re.compile("[。！？\n]")


@lru_cache(256)
def totalled(text: str) -> tuple[Sum, ...]:
    """Find parts with their total behind: “行政22名、事业64名，总编制86名”, “144、96合计240”."""
    shown, here = quantities(text)
    bare = _blanked(shown)
    made = list(_bare_lists(shown, here))
    kept = [one for one in here if bare[one.start].isdigit()]
    for at, total in enumerate(kept):
        gap = bare[kept[at - 1].end : total.start] if at > 1 else ""
        head = _TOTAL.fullmatch(gap.replace(" ", ""))
        if head is None or not total.unit or total.rough:
            continue
        parts = _back(bare, kept, at)
        if len(parts) > 1:
            made.append(Sum(total, tuple(parts), True, gap))
    return tuple(made)


def _bare_lists(shown: str, here: Sequence[Quantity]) -> Iterator[Sum]:
    """Find figures told one after the other with 相加 or 合计 behind, units or not."""
    for match in _PLAIN_LIST.finditer(shown):
        begin, end = match.start(), match.start("total")
        total = next((one for one in here if one.start == end), None)
        parts = [one for one in here if begin <= one.start < end]
        listed_here = [o for o in parts if not re.fullmatch("[项者笔类]", o.unit)]
        if total is None or len(listed_here) < 2:
            continue
        units = {one.unit for one in listed_here}
        if units == {""}:
            scale = total.value / (Decimal(_DIGITS.sub("", total.text)) or 1)
            listed_here = [_scaled(one, scale) for one in listed_here]
        elif len(units) > 1 or not like_units(units.pop(), total.unit):
            continue
        yield Sum(total, tuple(listed_here), True, "相加")


def _scaled(one: Quantity, scale: Decimal) -> Quantity:
    return Quantity(one.value * scale, one.unit, one.text, one.start, one.end, one.step * scale,
                    one.rough)  # fmt: skip


def _back(bare: str, kept: Sequence[Quantity], at: int) -> list[Quantity]:
    """Walk back from a total over the parts in front of it; [] where not all are plain parts."""
    total, parts, end = kept[at], list[Quantity](), kept[at - 1].end
    for one in reversed(kept[max(0, at - MOST) : at]):
        gap = bare[one.end : end] if parts else ""
        begin = max(0, one.start - LABEL)
        label = re.split("[，,、；;。：:\n和及与0-9]", bare[begin : one.start])[-1]
        if _SENTENCE_END.search(bare, one.end, end):
            break
        if not like_units(one.unit, total.unit):
            continue  # how many of it, in front of what they cost
        loose = parts and not _BEFORE.fullmatch(gap.replace(" ", ""))
        if loose or one.rough or _ASIDE.search(label):
            return []  # the list goes on in another way: what is a part of it nobody can tell
        parts.insert(0, one)
        end = one.start
    return parts


def sums_to(one: Sum) -> bool:
    """Tell whether a total is that of its last parts, however many."""
    return any(
        Sum(one.total, one.parts[-count:], True).comes_out for count in range(2, len(one.parts) + 1)
    )


@rule(
    "text.parts_totalled",
    title="列出的几个数与后面的合计",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写合计{total}，而前面{parts}相加是{sum}，{word}{gap}。",
    fix="核对各项和合计，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("行政22名、事业64名，总编制96名",
                {IMPLEMENTER: "行政编制22名、事业编制64名，总编制96名。"}, IMPLEMENTER),
        Example("四项相加写成430万元", {GOAL: "144、96、72、108四项相加为430万元。"}, GOAL),
        Example("用汉字写的相加",
                {GOAL: "九百三十六万元、一百三十万元、三十四万元相加为一千二百万元。"}, GOAL),
        Example("甲加乙", {GOAL: "两笔补助380万元加240万元等于630万元。"}, GOAL),
    ),
    passing=(
        Example("总编制正好", {IMPLEMENTER: "行政编制22名、事业编制64名，总编制86名。"}),
        Example("四项合计正好", {GOAL: "144、96、72、108四项合计420万元。"}),
        Example("总数不是前面几项的", {GOAL: "道路3公里、支路2公里，县城道路总里程86公里。"}),
    ),
)  # fmt: skip
def totals_behind_come_out(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A total told behind its parts is their sum (B4)."""
    for one in totalled(dossier.text(path)):
        near = abs(one.added - one.total.value) <= one.total.value * FAR
        if sums_to(one) or not near:
            continue
        if any(True for _ in itemised.totals_are_sums.check(dossier, settings, path)):
            return
        gap = one.added - one.total.value
        yield found(path, total=one.total.text, parts="、".join(p.text for p in one.parts[:6]),
                    sum=shown_as(one.added, one.total), word="多" if gap > 0 else "少",
                    gap=shown_as(abs(gap), one.total))  # fmt: skip
        return
