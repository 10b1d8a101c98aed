"""Spans of time that a text works out: years from one month to another, months made a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.han_numbers import read_han
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import pieces

LONGEST = 10_000
MONTHS = 12
_MONTH = r"((?:19|20)[0-9]{2}) ?年(?: ?([0-9]{1,2}) ?月(?:份|底|末|初)?(?: ?[0-9]{1,2} ?[日号])?)?"
_SPAN = re.compile(
    rf"{_MONTH}(?:起|开始)?[，,]? ?(?:至|到|[-—–~～－]{{1,2}}) ?{_MONTH}(?:止|为止|底|结束)?"
    r"[，,、；;（( ]{0,2}(?:合同|服务|建设|实施|租赁|运营|项目)?(?:期限?|周期|工期|年限|时间)?"
    r"(?:共计?|为期|总共|合计|计|历时|长达|为|约)*[：:]? ?"
    r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3}) ?(年|个月|周年)(?![0-9度第])"
)
_BEFORE = re.compile(
    r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3}) ?(年|个月|周年)[（(](?:自|从)?"
    rf"{_MONTH}(?:起|开始)?[，,]? ?(?:至|到|[-—–~～－]{{1,2}}) ?{_MONTH}(?:止|为止|底|结束)?[)）]"
)
ROUNDED = 6
"""So many months are left out where a span is told in years."""


@lru_cache(512)
def spans(text: str) -> tuple[tuple[str, int, int, str], ...]:
    """Find the spans of a text: (words, months from begin to end, how many told, unit)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for match in _SPAN.finditer(shown):
        made.append(_span(match[0], match.groups()))
    for match in _BEFORE.finditer(shown):
        made.append(_span(match[0], (*match.groups()[2:], match[1], match[2])))
    return tuple(one for one in made if one is not None)


def _span(words: str, parts: tuple[str | None, ...]) -> tuple[str, int, int, str] | None:
    """Read (year, month, year, month, how many, unit); years alone count in half-years too."""
    begin, first, end, last, count, unit = parts
    told = int(count or 0) if (count or "").isdecimal() else int(read_han(count or "") or 0)
    months = (int(end or 0) - int(begin or 0)) * MONTHS
    months += int(last or ROUNDED) - int(first or 1) + 1
    return (words, months, told, unit or "") if months > 0 and told else None


def fits(months: int, told: int, unit: str) -> bool:
    """Tell whether a span is as long as told: both ends counted, or one, or rounded."""
    if unit == "个月":
        return abs(months - told) <= 1
    return abs(months - told * MONTHS) <= ROUNDED


@rule(
    "text.span",
    title="文字里的起止时间与年数",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=14,
    message="{where}写“{said}”，而起止时间是{right}。",
    fix="对照合同或批复核对起止时间和年数，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("2021年1月起至2030年12月止写成8年",
                {"overview": "合同期自2021年1月起至2030年12月止，共8年。"}, "overview"),
        Example("两年零两个月写成18个月",
                {"overview": "工期2023年3月至2025年4月，为期18个月。"}, "overview"),
        Example("年数写在前面", {"overview": "合同期10年（2021年1月—2026年12月）。"}, "overview"),
        Example("年数用汉字写", {"overview": "规划期2021年—2025年，共三年。"}, "overview"),
    ),
    passing=(
        Example("正好10年", {"overview": "合同期自2021年1月起至2030年12月止，共10年。"}),
        Example("2021年到2024年写成三年", {"overview": "规划期2021年至2024年，共三年。"}),
        Example("26个月", {"overview": "工期2023年3月至2025年4月，为期26个月。"}),
        Example("后面说的是别的事", {"overview": "2021年至2025年5年规划，2023年1月至6月3个单位。"}),
    ),
)  # fmt: skip
def spans_are_as_long_as_told(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """From one month to another there are as many years as the text says (A6)."""
    text = dossier.text(path)
    for said, months, told, unit in spans(text) if "年" in text else ():
        if not fits(months, told, unit):
            years, rest = divmod(months, MONTHS)
            right = f"{years}年" if years and rest in (0, ROUNDED) else f"{months}个月"
            yield found(path, said=said, right=right)
            return


_MONTHLY = re.compile(
    r"(?:每[人户名](?:每|/)?月|月人均|每月每[人户名]|人均每月)([^，。；0-9]{0,12})"
    r"([0-9]{1,6}(?:\.[0-9]{1,2})?) ?元"
)
_YEARLY = re.compile("年(?!龄|满|度?计划)")
_PAID = re.compile("标准|补助|补贴|奖|救助|津贴|待遇|发放|供养")
BENEFIT = row("a", {"level1": "产出指标", "level2": "成本指标", "name": "人均年奖扶标准",
                    "operator": "=", "target": "2400", "unit": "元/人"})  # fmt: skip


@rule(
    "goal.month_and_year",
    title="每月的标准与全年的标准",
    severity=Severity.MUST_FIX,
    reads=("goal", "purpose", "overview", "indicators"),
    message="{where}写“{said}”，一年是{year}元，而指标“{name}”的年度指标值是{target}。",
    fix="对照文件规定的标准，改文字或改指标；不足12个月的，写明发几个月。",
    basis=WITHIN,
    failing=(
        Example("每人每月240元，一年的标准写2400元",
                {"goal": "为1730名对象每人每月发放奖扶金240元。"} | BENEFIT, "goal"),
    ),
    passing=(
        Example("每人每月200元，一年2400元",
                {"goal": "为1730名对象每人每月发放奖扶金200元。"} | BENEFIT),
        Example("写明发10个月", {"goal": "每人每月发放奖扶金240元，发10个月。"} | BENEFIT),
        Example("说的是另一种补助", {"goal": "每人每月补助伙食240元。"} | BENEFIT),
    ),
)  # fmt: skip
def a_year_has_twelve_months(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is paid each month makes twelve times as much a year (A6)."""
    for path in ("goal", "purpose", "overview"):
        text = dossier.text(path)[:LONGEST].translate(ONE_TO_ONE)
        match = _MONTHLY.search(text) if "月" in text else None
        if match is None:
            continue
        monthly = Decimal(match[2])
        for one in indicators(dossier, settings):
            if _of_a_year(one, match[1]) and one.number and not _made(monthly, one.number, text):
                yield found(path, also=(one.path("target"),), said=match[0], name=one.name,
                            year=plain(monthly * MONTHS), target=one.shown())  # fmt: skip
                break


def _of_a_year(one: Indicator, words: str) -> bool:
    """Tell whether an indicator is the yearly standard of what is paid monthly."""
    yearly = _YEARLY.search(one.name) and _PAID.search(one.name)
    money = one.unit.startswith(("元", "万元"))  # a wrong unit is told of by its own rule
    return bool(yearly and money and pieces(words) & pieces(one.name))


def _made(monthly: Decimal, yearly: Decimal, text: str) -> bool:
    """Tell whether a yearly standard is twelve months, or as many as the text tells."""
    count = yearly / monthly if monthly else Decimal(0)
    told = count == count.to_integral_value() and f"{plain(count)}个月" in text
    return told or count == MONTHS
