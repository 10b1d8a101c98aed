"""Names that mean the same thing: folded for comparing, and how close two of them are."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.units import unit_family

LONGEST = 200
"""Names are compared up to so many characters: no pasted page makes comparing slow."""

CLEARLY_DIFFERENT = 0.5
"""Below this share of common characters the distance is not worked out."""

_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,12})[)）\]】]")
_PUNCTUATION = re.compile(r"[\W_]+")
_COUNTING_ENDS = ("数量", "次数", "数")
_WORDS_IN_NUMBER = ("指数", "系数", "基数", "参数", "函数", "少数", "多数")


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Strip a name to what it means: no blanks, units in brackets, punctuation, final 数量/次数."""
    shown = normalise(name[: 2 * LONGEST]).lower()
    shown = _BRACKET.sub(lambda m: "" if _is_unit(m[1]) else m[1], shown)
    shown = _PUNCTUATION.sub("", shown)
    if shown.endswith("人次数"):
        return shown[:-1]
    for end in _COUNTING_ENDS:
        if shown.endswith(end) and len(shown) > len(end) and not shown.endswith(_WORDS_IN_NUMBER):
            return shown.removesuffix(end)
    return shown


_SAME = {
    "举办": "开展 组织 召开 承办 实施 进行",
    "群众": "居民 市民 百姓 村民 老百姓",
    "满意度": "满意率 满意程度 满意情况",
    "及时": "按时 按期 准时 如期 适时",
    "完成率": "完成情况 完成比例 完成度 完成程度",
    "合格率": "达标率 合格比例 合格情况",
    "宣传": "宣讲",
    "覆盖率": "覆盖面 覆盖比例",
    "提高": "提升 增强",
    "购置": "采购 购买 购入",
    "支付": "拨付 兑付 付款 发放",
    "培训": "参加培训 参与培训 参训",
    "维修": "修缮 修理",
    "更换": "换装",
    "检测": "检验",
    "整改率": "整改完成率 问题整改率 问题整改完成率",
    "单价": "单位成本 单台成本 单套成本 每台成本 平均单价 单位价格",
    "": "场次 期次 场数 期数 次 总数 总量 的",
}
_MEANT = {word: right for right, words in _SAME.items() for word in words.split()}
_WORD = re.compile("|".join(sorted(map(re.escape, _MEANT), key=len, reverse=True)))
_LEADING = re.compile(
    "^(?:全年|本年度?|年度|当年|年内|累计|实际|计划|共计?|完成(?!率|情况|时|度|质|及|比|进))+(?=.{3})"
)
_GENERAL = re.compile("项目|资金|经费|费用|合同|款项|工程")
_TRAILING = re.compile("(?<=.{4})(?<!完成)(?<!合格)情况$")
FEWEST_LEFT = 5
"""A name of which less would be left keeps its general words: 资金完成率 is not 项目完成率."""


@lru_cache(maxsize=8192)
def meaning(name: str) -> str:
    """Give a name in the commonest words: 组织培训场次 and 举办培训次数 mean the same.

    >>> meaning("开展培训场次") == meaning("举办培训次数")
    True
    """
    folded = _LEADING.sub("", fold_name(_TRAILING.sub("", fold_name(name))))
    kept = folded.removesuffix("人次")
    shown = _WORD.sub(lambda match: _MEANT[match[0]], kept) + folded[len(kept) :]
    short = _GENERAL.sub("", shown)
    return short if len(short) >= FEWEST_LEFT else shown or folded


@lru_cache(maxsize=65536)
def similarity(a: str, b: str) -> float:
    """Give how alike two names are, 0 to 1: the share of characters that need no editing.

    Names with less than half their characters in common are given 0 without a closer look.
    """
    return _likeness(fold_name(a), fold_name(b))


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """Give how alike two names are by the meaning of their words, 0 to 1."""
    return max(similarity(a, b), _likeness(meaning(a), meaning(b)))


def _likeness(a: str, b: str) -> float:
    one, two = a[:LONGEST], b[:LONGEST]
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    longer = max(len(one), len(two))
    if min(len(one), len(two)) < CLEARLY_DIFFERENT * longer:
        return 0.0
    if (_letters(one) & _letters(two)).total() < CLEARLY_DIFFERENT * longer:
        return 0.0
    return 1 - _distance(one, two) / longer


def _is_unit(text: str) -> bool:
    return not text or unit_family(text) != "other"


@lru_cache(maxsize=8192)
def _letters(name: str) -> Counter[str]:
    return Counter(name)


def _distance(one: str, two: str) -> int:
    """Count the single characters to insert, drop or change (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(two, 1):
            keep = diagonal + (left != right)
            diagonal = row[j]
            row[j] = min(keep, diagonal + 1, row[j - 1] + 1)
    return row[-1]
