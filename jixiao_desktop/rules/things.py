"""What a figure in a text counts, and which indicator measures the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.similar import fold_name

LONGEST = 5_000
BEFORE, AFTER = 16, 10
_BREAK = re.compile(r"[。；;，,、：:！？!?\n\r（）()“”]|[0-9一二三四五六七八九十]+[.．、）)]")
_NOISE = re.compile(
    "人次数|数量|次数|人次|人数|期数|班次|场次|件数|台数|套数|户数|个数|份数|里程|面积|长度|"
    "完成|开展|举办|组织|进行|实施|购置|采购|购买|更新|新建|建设|建成|计划|预计|实际|达到|达|"
    "全年|年度|本年|其中|以上|不少于|不低于|截至|目前|已|共|约|拟|为|的|和|等|各类|各项|数$"
)
_ABSTRACT = re.compile("(?:三级|二级|一级)?指标|方面|问题|原因|环节|阶段|步骤|目标|档|原则|部分")
_ASIDE = re.compile("[（(][\u4e00-\u9fff]{1,4}[)）]")
"""A word in brackets that parts nothing: 增雨（雪）作业."""

_DEED = re.compile(
    "更换|维修|维护|安装|聘请|聘用|制作|印发|编印|印制|修建|改建|扩建|改造|修缮|铺设|拍摄|租用|租赁|配备|配置|添置|发放|翻译|慰问|编制|保障|服务|"
    "补贴|补助|提供|检测|支持|办理"
)
ALIKE = 0.5
GROUPS = (
    frozenset(["次", "期", "班", "班次", "场", "场次", "批", "批次", "期次", "回"]),
    frozenset(["人", "人次", "名", "位"]),
    frozenset(["个", "家", "处", "所", "座"]),
    frozenset(["台", "套", "台套", "件", "辆", "部"]),
    frozenset(["份", "册", "本"]),
    frozenset(["公里", "千米", "km"]),
    frozenset(["平方米", "平米", "㎡", "m²"]),
)
"""Units that people use for one another when they count the same thing."""


@dataclass(frozen=True)
class Thing:
    """A count in a text with the words around it that say what is counted."""

    fact: Fact
    words: str
    about: str
    """Words without verbs and counting words."""

    @property
    def value(self) -> Decimal:
        """Give the count."""
        return Decimal(str(self.fact.value))


@lru_cache(256)
def things(text: str) -> tuple[Thing, ...]:
    """Find what a text counts; amounts per head and plans of other years are left out."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    found = facts(shown)
    made = []
    for at, fact in enumerate(found):
        if fact.kind != "count" or fact.each or fact.phase in ("上年", "下年"):
            continue
        begin = found[at - 1].end if at else 0
        end = found[at + 1].start if at + 1 < len(found) else len(shown)
        before = _words_in(shown[max(begin, fact.start - BEFORE) : fact.start])[-1]
        after = _words_in(shown[fact.end : min(end, fact.end + AFTER)])[0]
        if _ABSTRACT.match(after) or before.endswith(("由", "从", "比", "较")):
            continue
        words = before + " " + after
        made.append(Thing(fact, words, core(before) + " " + core(after)))
    return tuple(made)


def _words_in(piece: str) -> list[str]:
    return _BREAK.split(_ASIDE.sub("", piece))


@lru_cache(2048)
def core(name: str) -> str:
    """Strip a name to the thing it is about: “举办培训班次” → 培训."""
    return _NOISE.sub("", fold_name(name))


@lru_cache(4096)
def pieces(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters; a short word stands for itself."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1) if " " not in text[i : i + 2])


@lru_cache(2048)
def nouns(name: str) -> frozenset[str]:
    """Give the pairs of characters of a name without what is done to the thing: 更换电梯 → 电梯."""
    return pieces(_DEED.sub(" ", core(name)))


@lru_cache(4096)
def like_units(one: str, two: str) -> bool:
    """Tell whether two units may count the same thing; 台（套） is 台 as well as 套."""
    if one == two:
        return True
    if "（" in one or "(" in one:
        return any(like_units(each, two) for each in re.split("[（(）)]", one) if each)
    return any(one in group and two in group for group in GROUPS)


@lru_cache(16384)  # names and texts are held against each other anew at every key
def likeness(name: str, about: str) -> float:
    """Give which share of a name's pairs of characters stand in the words around a figure."""
    own = pieces(core(name))
    return len(own & pieces(about)) / len(own) if own else 0.0


@lru_cache(1024)
def in_unit(units: tuple[str, ...], unit: str) -> tuple[int, ...]:
    """Give the places of the units that may count the same thing as one."""
    return tuple(at for at, each in enumerate(units) if like_units(each, unit))


def measuring(
    thing: Thing, rows: Sequence[tuple[str, str]], units: tuple[str, ...] = ()
) -> list[int]:
    """Give the places of the indicators (name, unit) that count this thing, best match first.

    Who asks for many things gives the ``units`` of the rows as well.
    """
    fitting = in_unit(units or tuple(unit for _, unit in rows), thing.fact.unit)
    scored = [(likeness(rows[at][0], thing.about), at) for at in fitting]
    best = max((score for score, _ in scored), default=0.0)
    return [at for score, at in scored if score >= ALIKE and score == best]
