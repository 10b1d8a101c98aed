"""One thing measured under two names that share no words but mean the same, with one figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import meaning
from jixiao_desktop.rules.duplicates import alike
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import pieces

READS = ("indicators",)
ACTUALS = ("monitoring.actual", "self_evaluation.actual")
_SAME = {
    "改善": "好转 改进 优化",
    "合格": "达标 通过 符合标准 符合要求",
    "验收": "检验 检查 查验 抽检 检测",
    "率": "比例 占比 比率 百分比",
    "及时": "按时 按期 准时 如期",
    "完好": "良好 正常 完整",
    "知晓": "了解 熟知 认知",
    "办结": "办理完成 处理完毕 结案",
    "处理": "处置 解决",
    "发放": "兑付 支付 拨付 到位",
    "使用": "利用 应用 运用",
    "参与": "参加 出席",
    "覆盖": "普及 惠及",
    "下降": "降低 减少 压减",
    "提高": "提升 增加 增强",
}
_MEANT = {word: right for right, words in _SAME.items() for word in words.split()}
_WORD = re.compile("|".join(sorted(map(re.escape, _MEANT), key=len, reverse=True)))
_GENERAL = re.compile("|".join(_SAME))
NOUN = 2
TAIL = 5
"""So many characters at the end say what is measured: 生活改善率."""

LEAST = 4
HOMES = row("a", {"level1": "效益指标", "level2": "社会效益指标", "name": "受助家庭生活改善率",
                  "operator": "≥", "target": "90", "unit": "%"})  # fmt: skip


@lru_cache(4096)
def plainly(name: str) -> str:
    """Give a name in the plainest words: 生活好转比例 is 生活改善率."""
    return _WORD.sub(lambda match: _MEANT[match[0]], meaning(name))


def paraphrase(one: str, two: str) -> bool:
    """Tell whether two names end in the same sense, told in different words.

    Rows of a series (民事案件办结率, 刑事案件办结率) end in the same words and are none.
    """
    ends = [plainly(name)[-TAIL:] for name in (one, two)]
    told = [name.rstrip("（）()")[-LEAST:] for name in (one, two)]
    if len(ends[0]) < TAIL or ends[0] != ends[1] or told[0] == told[1]:
        return False
    heads = [pieces(plainly(name)[:-TAIL]) for name in (one, two)]
    return bool(heads[0] & heads[1]) or len(_GENERAL.sub("", ends[0])) >= NOUN


@lru_cache(4096)  # a row stays the same object as long as its texts do
def figures_of(one: Indicator) -> tuple[str, ...]:
    """Give the class, the target and the results of a row, for telling equal ones."""
    return (one.level2, one.shown(), *map(one.text, ACTUALS))


@rule(
    "duplicate.paraphrase",
    title="换了说法的同一项指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}“{name}”与第{other}行“{first}”意思相同，目标都是{target}，完成数也一样。",
    fix="只保留一项；确是两件事的，改名称写清楚各衡量什么。",
    basis=MINISTRY,
    failing=(
        Example("生活改善率与生活好转比例",
                HOMES | row("b", {"level2": "社会效益指标", "name": "扶助对象生活好转比例",
                                  "operator": "≥", "target": "90", "unit": "%"}),
                "indicators.b.name"),
        Example("验收合格率与检验达标率",
                row("a", {"level2": "质量指标", "name": "装备验收合格率", "operator": "=",
                          "target": "100", "unit": "%"})
                | row("b", {"level2": "质量指标", "name": "采购装备检验达标率", "operator": "=",
                            "target": "100", "unit": "%"}), "indicators.b.name"),
    ),
    passing=(
        Example("目标不同",
                HOMES | row("b", {"level2": "社会效益指标", "name": "扶助对象生活好转比例",
                                  "operator": "≥", "target": "85", "unit": "%"})),
        Example("一类工作分几项",
                row("a", {"level2": "质量指标", "name": "民事案件办结率", "operator": "≥",
                          "target": "95", "unit": "%"})
                | row("b", {"level2": "质量指标", "name": "刑事案件办结率", "operator": "≥",
                            "target": "95", "unit": "%"})),
        Example("说的是两件事",
                row("a", {"level2": "质量指标", "name": "工程一次验收合格率", "operator": "=",
                          "target": "100", "unit": "%"})
                | row("b", {"level2": "质量指标", "name": "水质检测达标率", "operator": "=",
                            "target": "100", "unit": "%"})),
    ),
)  # fmt: skip
def one_thing_one_name(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Two names of one meaning with one target and one result count a thing twice (A5)."""
    least = float(settings.indicator_likeness)
    seen: dict[tuple[str, ...], list[Indicator]] = {}
    for one in indicators(dossier, settings):
        before = seen.setdefault(figures_of(one), [])
        for first in before:
            same = first.number is not None and paraphrase(first.name, one.name)
            if same and not alike(first.name, one.name, least):
                number = (dossier.position(first.path("name")) or 0) + 1
                yield found(one.path("name"), also=(first.path("name"),), name=one.name,
                            other=number, first=first.name, target=one.shown())  # fmt: skip
                break
        if one.name:
            before.append(one)
