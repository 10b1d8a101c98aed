"""Figures that a text spells out in Chinese numerals, put into digits so that they can be read."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao_desktop.domain.han_numbers import HAN, read_han
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain

LONGEST = 20_000
_DIGITS = "零〇一二三四五六七八九"
_YEAR = re.compile(f"([一二][{_DIGITS}]{{3}})(?=年)")
_SHARE = re.compile(rf"百分之([{HAN}]{{1,12}}|[0-9][0-9.]{{0,8}})")
_COINS = re.compile(
    rf"([{HAN}]{{1,16}}|[0-9][0-9.]{{0,8}})元([一二三四五六七八九])角?(?:([一二三四五六七八九])分)?(?![{HAN}元个])"
)
_UNIT = (
    "平方米|平方公里|立方米|公里|千米|公斤|公顷|万元|亿元|人次|批次|场次|班次|个月|人|名|户|家|位|处|"
    "个|项|座|栋|眼|口|条|台|套|件|份|辆|期|场|次|吨|亩|米|起|天|日|月|年|元|分|根|块|株|盏|册|张|"
    "支|只|头|匹|所|间|组|篇|部|门|岁|倍|艘|架|具|把|片|幢|樘|盘|副|幅|种|类|方面|万"
)
_COUNTED = re.compile(rf"(?<![第其之0-9.{HAN}])([{HAN}]{{1,16}})(?=(?:余|多)?(?:{_UNIT}))")
_NO_FIGURE = re.compile(
    "二(?:次|期|类|部|层|级|线|环|代|等|元)|一(?:次(?!性)|层|线|环|代|等|个|次性|天天|般|定|些|并|批|直|体|起(?!火|事|案|，)|级|年|日|月|期|类|种|方面|部|块|条|张|"
    "人一|户一|项一|组一|村一|套(?!，))"
)
_LARGE, _LARGER = "万亿", "百千万亿佰仟"
_OF_MARKS = tuple("得扣分值为是评共计加减（(：:")
"""Before 十分 they tell of marks; elsewhere it means very."""


@lru_cache(512)
def in_digits(text: str) -> str:
    """Write the numerals of a text in digits where they count something; other words rest.

    >>> in_digits("修补五万四千平方米，合格率百分之九十六点五")
    '修补54000平方米，合格率96.5%'
    """
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    if not any(sign in shown for sign in HAN):
        return shown
    shown = _YEAR.sub(_year, shown)
    shown = _SHARE.sub(_share, shown)
    shown = _COINS.sub(_coins, shown)
    return _COUNTED.sub(_number, shown)


def _year(match: re.Match[str]) -> str:
    return "".join(str(max(_DIGITS.index(c) - 1, 0)) for c in match[1])


def _figure(words: str) -> str | None:
    if words[0].isdigit():
        return words
    value = read_han(words)
    return None if value is None else plain(value)


def _share(match: re.Match[str]) -> str:
    figure = _figure(match[1])
    return match[0] if figure is None else f"{figure}%"


def _coins(match: re.Match[str]) -> str:
    """Read 五十六元一角二分, and 九十八元五角; “三元二次” is neither."""
    figure = _figure(match[1])
    if figure is None or "." in figure or "角" not in match[0]:
        return match[0]
    pence = _DIGITS.index(match[3]) - 1 if match[3] else 0
    return f"{figure}.{_DIGITS.index(match[2]) - 1}{pence}".rstrip("0") + "元"


def _number(match: re.Match[str]) -> str:
    """Write one numeral in digits; a last 万 or 亿 stays in front of its unit."""
    words, after = match[1], match.string[match.end() : match.end() + 4]
    lone = len(words) == 1 and (words in _LARGER or _NO_FIGURE.match(words + after))
    before = match.string[max(0, match.start() - 1) : match.start()]
    if lone or (words == "十" and after[:1] == "分" and before not in _OF_MARKS):
        return words
    large = ""
    if words[-1] in _LARGE and len(words) > 1:
        words, large = words[:-1], words[-1]
    value = read_han(words)
    return match[0] if value is None else plain(value) + large
