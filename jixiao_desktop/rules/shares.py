"""Shares that a text works out: so many of so many is so much in a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators
from jixiao_desktop.rules.stated import places
from jixiao_desktop.rules.told_counts import paired

LONGEST = 20_000
COMPLETION = "monitoring.sections.goal_completion"
PROGRESS = "monitoring.goal_progress"
_NUMBER = r"([0-9][0-9,]{0,12}(?:\.[0-9]{1,4})?)"
_UNIT = "([㐀-鿿]{1,4}?)"
_OF = re.compile(
    rf"(?<![0-9.,]){_NUMBER} ?{_UNIT}[，,、（( ]{{0,2}}(?:占|为|完成|达到?|是)"
    rf"(?:了|到)?[㐀-鿿]{{0,8}}?{_NUMBER} ?\2(?:任务|目标|总数|计划)?的{_NUMBER} ?[%％]"
)
"""“2座，占4座的75%”."""

_OF_THOSE = re.compile(
    rf"(?<![0-9.,]){_NUMBER} ?{_UNIT}(?:[（(][^（）()0-9]{{0,10}}[)）])?"
    rf"[^。；;\n0-9]{{0,8}}[，,、（(](?:其中|有)?(?:([㐀-鿿]{{2,4}}?)(?:的)?{_NUMBER} ?\2"
    rf"|{_NUMBER} ?\2(?:表示|认为|选择|为|达到)?([㐀-鿿]{{2,4}}?))"
    rf"[，,、](?:总体|平均)?(?:\3|\6)(?:率|度)(?:为|达到?|是)?{_NUMBER} ?[%％]"
)
"""“收回200份，满意188份，满意度94.0%”."""

_OF_THE_TARGET = re.compile(
    rf"[，,、（( ]{{0,2}}(?:占|完成|达到?)(?:了)?(?:全年|年度|年初|本年|总)?(?:目标|任务|计划)"
    rf"(?:数|任务|总数|总量|目标)?的{_NUMBER} ?[%％]"
)
"""Behind a count: “9800份，占目标的54.44%”."""
_FOR_TARGETS = re.compile("(?:目标|任务|计划)(?:数|任务|总数|总量|目标)?的")


def _value(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def comes_out(part: Decimal, whole: Decimal, written: str) -> bool:
    """Tell whether a share in points of a hundred is that of two counts, at its decimals."""
    step = Decimal(1).scaleb(-places(written))
    return abs(part / whole * 100 - _value(written)) <= step


Share = tuple[str, str, str, Decimal, Decimal]
"""(part as written, whole as written, share as written, part, whole)."""


@lru_cache(256)
def shares(text: str) -> tuple[Share, ...]:
    """Find the shares of a text that stand beside their part and whole."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made: list[Share] = []
    for match in _OF.finditer(shown) if "的" in shown else ():
        part, unit, whole, share = match[1], match[2], match[3], match[4]
        made.append((part + unit, whole + unit, share, _value(part), _value(whole)))
    for match in _OF_THOSE.finditer(shown) if "率" in shown or "满意度" in shown else ():
        whole, unit, part, share = match[1], match[2], match[4] or match[5], match[7]
        made.append((part + unit, whole + unit, share, _value(part), _value(whole)))
    return tuple(one for one in made if one[4])


@rule(
    "text.share",
    title="文字里的占比",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写{part}占{whole}的{share}%，而{part}÷{whole}={right}。",
    fix="核对两个数和比例，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("2座占4座，写成75%", {COMPLETION: "涵闸改造2座，占4座的75%。"}, COMPLETION),
        Example("188份满意，收回200份，写成96%",
                {COMPLETION: "问卷收回200份，满意188份，满意度96%。"}, COMPLETION),
        Example("抽查60户，57户合格，写成97%",
                {PROGRESS: "抽查60户，57户合格，合格率97%。"}, PROGRESS),
    ),
    passing=(
        Example("比例算得对",
                {COMPLETION: "涵闸改造2座，占4座的50%；培训14场（完成全年18场的77.8%）。"}),
        Example("满意度算得对", {COMPLETION: "问卷收回200份，188份表示满意，满意度94.0%。"}),
        Example("说的不是同一类", {COMPLETION: "抽查7家，达标7家；服务220人，满意度95%。"}),
    ),
)  # fmt: skip
def shares_come_out(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A share told beside its part and its whole is their quotient (B4)."""
    text = dossier.text(path)
    for part, whole, share, value, base in shares(text) if "%" in text or "％" in text else ():
        if not comes_out(value, base, share):
            right = show_rate(rate(value, base))
            yield found(path, part=part, whole=whole, share=share, right=right)
            return


HALF = row("a", {"level2": "数量指标", "name": "发放宣传资料", "operator": "≥", "target": "18000",
                 "unit": "份", "monitoring.actual": "9800"})  # fmt: skip


@rule(
    "progress_text.target_share",
    title="“占目标的百分之几”算得对不对",
    severity=Severity.EXPLAIN,
    reads=(PROGRESS, COMPLETION, "indicators"),
    stage="monitoring",
    message="{where}写“{said}”，而指标“{name}”的年度指标值是{target}，应为{right}。",
    fix="核对完成数、年度指标值和比例，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("目标18000份，发放9800份，写成占目标的64.44%",
                {COMPLETION: "发放宣传资料9800份，占目标的64.44%。"} | HALF, COMPLETION),
    ),
    passing=(
        Example("比例算得对", {COMPLETION: "发放宣传资料9800份，占目标的54.44%。"} | HALF),
        Example("比例是另一件事的", {COMPLETION: "接待来访30人，占目标的15%。"} | HALF),
    ),
)  # fmt: skip
def shares_of_targets_come_out(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A count told with its share of the target agrees with the indicator's target (B4)."""
    rows = [o for o in indicators(dossier, settings) if "数量" in o.level2 and o.number]
    named = tuple((one.name, one.target.unit) for one in rows)
    for path in (PROGRESS, COMPLETION) if rows else ():
        text = dossier.text(path)
        shown = text[:LONGEST].translate(ONE_TO_ONE)
        for thing, at in paired(text, named) if _FOR_TARGETS.search(text) else ():
            match, one = _OF_THE_TARGET.match(shown, thing.fact.end), rows[at]
            if match is None or not one.number or thing.value != one.actual.number:
                continue
            if not comes_out(thing.value, one.number, match[1]):
                right = show_rate(rate(thing.value, one.number))
                yield found(path, also=(one.path("target"),), name=one.name, target=one.shown(),
                            said=thing.fact.text + match[0], right=right)  # fmt: skip
                break
