"""What reviewers object to in the wording: vague deadlines, effects in percent, advice, 无."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.indicator_kind import READS
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.required import is_secret

_EFFECT = re.compile(
    "引导|激发|凝聚|厚植|激励|鼓舞|唤醒|涵养|彰显|展现|树牢|坚定|传承|树立|培育|倡导|养成|传播|形成[^率]|扩大|落实|营造|弘扬|增进|巩固|致富|知名度|美誉度|推动|促进|提升|提高|改善|增强|减轻|缓解|丰富|稳定|发展|影响力?|"
    "(?:规范|准确|良好|到位|完好|有序|齐全|真实|完整|及时|合规|便捷)$|"
    "^(?:进一步|有效|切实|持续|不断|全面|有力)*(?:推进|保障|优化|维护|助力|带动|加强|确保|保证|健全|完善|深化|规范|强化|引领|夯实|筑牢|守护|打造|发挥)"
)
_MEASURED = re.compile(
    "率|比例|比重|占比|(?<!知名)(?<!美誉)度|增长|增幅|幅度|满意|覆盖|数|量|额|值|人次|收入|时间|面积|里程|指数|分"
)
_FAME = re.compile(
    "知名度|美誉度|影响度|凝聚度|(?<!水)(?<!空气)(?<!工程)(?<!产品)质量|力量|数字|制度|高度|态度|分类|充分"
)
"""What has “degree”, “quantity” or “number” in its name and yet no scale."""

_VAGUE = re.compile(
    "(?:及时|按时|按期|如期|适时|尽快|长期|全年|一年|年内|当年|本年|按计划|按进度|按要求|按规定)?"
    "(?:及时|按时|按期|完成|完工|实施|开展|推进|支付|发放|拨付|一年|全年)?"
    "|(?:严格|切实)?(?:按照?|依照?|依据|根据)[^0-9月季周日旬天期]{1,10}"
)
SECRET_TEXTS = ("goal", "purpose", "overview", "monitoring.goal_progress")


@rule(
    "indicator.deadline_vague",
    title="时效指标没有时限",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}写的是{text}，没有日期、期限或比例，无法判断是不是及时。",
    fix="写成日期（如≤2024年11月30日）、期限（如≤30天）或比例（如及时率≥95%）。",
    basis=MINISTRY,
    failing=(
        Example(
            "时效指标的目标只写“及时”",
            row("a", {"level2": "时效指标", "name": "项目完成时间", "operator": "定性",
                      "target": "及时完成"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example(
            "写了日期",
            row("a", {"level2": "时效指标", "name": "项目完成时间", "target": "2024年11月底前"}),
        ),
        Example(
            "写了比例",
            row("a", {"level2": "时效指标", "name": "发放及时率", "operator": "≥",
                      "target": "95", "unit": "%"}),
        ),
    ),
)  # fmt: skip
def deadlines_are_dates(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Under 时效 stands a date, a length of time or a share (A14 of the reviewers' classes)."""
    words = re.sub(r"[。，,；;\s]", "", normalise(one.text("target")))
    worded = one.target.kind is TargetKind.QUALITATIVE
    if "时效" in one.level2 and worded and words and _VAGUE.fullmatch(words):
        yield found(one.path("target"), text=quoted(one.text("target")))


@rule(
    "indicator.words_as_percent",
    title="定性内容写成百分比",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    message="{where}填{target}，而“{name}”说的是效果，看不出这个百分数怎样算出。",
    fix="写清楚比例是什么除以什么；算不出的，改为定性，如“有所提升”。",
    basis=MINISTRY,
    failing=(
        Example(
            "“提升城市品牌影响力”目标100%",
            row("a", {"level2": "可持续影响指标", "name": "提升城市品牌影响力", "operator": "=",
                      "target": "100", "unit": "%"}),
            "indicators.a.target",
        ),
        Example(
            "“提升旅游知名度”目标100%",
            row("a", {"level2": "社会效益指标", "name": "提升旅游知名度", "operator": "≥",
                      "target": "100", "unit": "%"}),
            "indicators.a.target",
        ),
        Example(
            "“账务处理规范”目标100%",
            row("a", {"level2": "质量指标", "name": "账务处理规范", "operator": "=",
                      "target": "100", "unit": "%"}),
            "indicators.a.target",
        ),
    ),
    passing=(
        Example(
            "“提升群众知晓率”目标90%",
            row("a", {"level2": "社会效益指标", "name": "提升群众政策知晓率", "operator": "≥",
                      "target": "90", "unit": "%"}),
        ),
        Example(
            "“提升就业率”目标85%",
            row("a", {"level2": "社会效益指标", "name": "提升就业率", "operator": "≥",
                      "target": "85", "unit": "%"}),
        ),
    ),
)  # fmt: skip
def effects_are_not_percent(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """An effect told in words has no percentage of its own (A2 of the reviewers' classes)."""
    percent = one.number is not None and unit_family(one.target.unit) == "rate"
    if percent and _EFFECT.search(one.name) and not measured(one.name):
        yield found(one.path("target"), also=(one.path("name"),), target=one.shown(), name=one.name)


def measured(name: str) -> bool:
    """Tell whether a name speaks of a share, an amount or another measure."""
    return bool(_MEASURED.search(_FAME.sub("", name)))


@rule(
    "secret.texts",
    title="涉密项目的文字",
    severity=Severity.MUST_FIX,
    reads=("confidential", *SECRET_TEXTS, "indicators"),
    message="{where}写了文字，而这个项目是涉密项目，普通电脑上只能填名称和金额。",
    fix="删去文字，按保密要求在涉密计算机上填写；不是涉密项目的，取消“涉密项目”。",
    basis="保密要求",
    failing=(Example("涉密项目写了目标", {"confidential": "是", "goal": "采购3套"}, "goal"),),
    passing=(
        Example("涉密项目只填名称和金额", {"confidential": "是", "budget.total.initial": "88"}),
        Example("不是涉密项目", {"goal": "采购3套设备"}),
    ),
)
def secrets_stay_out(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project that is 涉密 holds name and amounts only on an ordinary PC."""
    if not is_secret(dossier):
        return
    texts = [path for path in SECRET_TEXTS if dossier.filled(path)]
    texts += [one.path("name") for one in indicators(dossier, settings) if one.name]
    if texts:
        yield found(texts[0], also=tuple(texts[1:]))
