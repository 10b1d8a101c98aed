"""Whether goal and indicators together say what the money is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators

LONGEST = 5000
CLASSES = {"产出指标": ("产出",), "效益指标": ("效益", "可持续"), "满意度指标": ("满意",)}
EFFECT = re.compile(
    "达成|实现|推进|提升|提高|保障|促进|推动|改善|确保|保证|增强|优化|维护|满足|助力|发挥|巩固|减少|降低|"
    "解决|带动|完善|强化|缓解|丰富|普及|夯实|扩大|营造|防范|消除|加强|支撑|培养|增加|受益|健全|加快|"
    "减轻|消灭|根治|遏止|增收|助推|补齐|改良|恢复|"
    "延长|保护|提速|畅通|拓宽|盘活|增收|脱贫|致富|美化|净化|绿化|涵养|抑制|控制|压减|受惠|运转|"
    "惠及|便利|方便|安全|稳定|弘扬|传承|激发|改进|提质|增效|落实|规范|引导|支持|筑牢|化解|遏制|预防"
)
_DATES = re.compile(r"(?:19|20)[0-9]{2} ?年?(?:[0-9]{1,2} ?月)?(?:[0-9]{1,2} ?[日号])?|1?[0-9]月")
_COUNTED = re.compile(
    r"[0-9]|[一二两三四五六七八九十百千万]+(?:余)?(?:次|场|期|个|项|人|名|家|件|套|台|批|班|处|条|份|辆"
    r"|所|座|公里|米|亩|户|成|倍|部|本|篇)|百分之"
)
_LABELS = re.compile(r"目标 ?[0-9一二三四五六七八九十]+ ?[：:、.]|(?m:^)\s*[0-9]{1,2} ?[、.．)）]")


@rule(
    "coverage.classes",
    title="指标类别齐全",
    severity=Severity.EXPLAIN,
    reads=(
        "indicators[].level1",
        "indicators[].level2",
        "indicators[].name",
        "indicators[].target",
        "indicators[].unit",
    ),
    message="{where}：没有{missing}，看不出资金花得有没有效果。",
    fix="补充相应的指标；确实不适用的，写明理由。",
    basis=MINISTRY,
    failing=(
        Example(
            "只有产出指标",
            row("a", {"level1": "产出指标", "level2": "数量指标", "name": "培训班次"}),
            "indicators",
        ),
    ),
    passing=(
        Example(
            "产出、效益、满意度都有",
            row("a", {"level1": "产出指标", "level2": "数量指标", "name": "培训班次"})
            | row("b", {"level1": "效益指标", "level2": "社会效益指标", "name": "履职能力"})
            | row("c", {"level1": "满意度指标", "name": "学员满意度"}),
        ),
    ),
)
def classes_present(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Output, benefit and satisfaction are all measured, or it is said why not."""
    rows = indicators(dossier, settings)
    if not any(one.level1 or one.level2 for one in rows):
        return
    said = "、".join(one.level1 + one.level2 for one in rows)
    missing = [name for name, words in CLASSES.items() if not any(w in said for w in words)]
    if missing:
        yield found("indicators", missing="和".join(missing))


@rule(
    "coverage.outputs",
    title="产出指标的种类",
    severity=Severity.EXPLAIN,
    reads=("indicators[].level1", "indicators[].level2", "indicators[].name",
           "indicators[].target", "indicators[].unit"),
    message="{where}：产出指标中没有{missing}，看不出{doubt}。",
    fix="补充相应的指标；确实不适用的，写明理由。",
    basis=MINISTRY,
    failing=(
        Example(
            "产出指标只有质量和时效",
            row("a", {"level1": "产出指标", "level2": "质量指标", "name": "验收合格率"})
            | row("b", {"level1": "产出指标", "level2": "时效指标", "name": "完工时间"})
            | row("c", {"level1": "效益指标", "level2": "社会效益指标", "name": "受益村数"}),
            "indicators",
        ),
    ),
    passing=(
        Example(
            "数量、质量、时效都有",
            row("a", {"level1": "产出指标", "level2": "数量指标", "name": "维修长度"})
            | row("b", {"level1": "产出指标", "level2": "质量指标", "name": "验收合格率"})
            | row("c", {"level1": "产出指标", "level2": "时效指标", "name": "完工时间"}),
        ),
        Example("还没有写二级指标", row("a", {"level1": "产出指标", "name": "验收合格率"})),
    ),
)  # fmt: skip
def outputs_are_counted(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Output is told by number, quality and time (A4 of the reviewers' classes)."""
    rows = indicators(dossier, settings)
    kinds = [one.level2 for one in rows if "产出" in one.level1 or "成本" in one.level1]
    if not kinds or not all(kinds) or len(rows) < settings.fewest_indicators:
        return
    said = "、".join(kinds)
    if "数量" not in said:
        yield found("indicators", missing="数量指标", doubt="做了多少事")
        return
    missing = [word for word in ("质量", "时效") if word not in said]
    if missing:
        doubt = "做得好不好、及时不及时" if len(missing) > 1 else DOUBTS[missing[0]]
        named = "和".join(f"{word}指标" for word in missing)
        yield found("indicators", severity=Severity.HINT, missing=named, doubt=doubt)


DOUBTS = {"质量": "做得好不好", "时效": "及时不及时"}


@rule(
    "coverage.cost",
    title="成本指标",
    severity=Severity.HINT,
    reads=(
        "indicators[].level1",
        "indicators[].level2",
        "indicators[].name",
        "indicators[].target",
        "indicators[].unit",
    ),
    message="{where}：没有成本指标，看不出花多少钱办这些事。",
    fix="补充成本指标，如总成本或单位成本；确实不适用的，可不补。",
    basis=MINISTRY,
    failing=(
        Example(
            "只有数量指标",
            row("a", {"level1": "产出指标", "level2": "数量指标", "name": "培训班次"}),
            "indicators",
        ),
    ),
    passing=(
        Example(
            "有成本指标",
            row("a", {"level1": "产出指标", "level2": "数量指标", "name": "培训班次"})
            | row("b", {"level1": "产出指标", "level2": "成本指标", "name": "培训成本"}),
        ),
    ),
)
def cost_present(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What the work costs is measured too (A6 of the reviewers' classes)."""
    rows = indicators(dossier, settings)
    said = "".join(one.level1 + one.level2 for one in rows)
    if said and "成本" not in said:
        yield found("indicators")


@rule(
    "goal.effect",
    title="总体目标写明效果",
    severity=Severity.EXPLAIN,
    reads=("goal",),
    message="{where}只写了要做的事，没有写要达到的效果。",
    fix="按“通过做什么，达成什么效果”补写半句，如“提高干部履职能力”；已批复不能改的，写明说明。",
    basis=MINISTRY,
    failing=(
        Example(
            "目标只写工作量",
            {"goal": "2024年底前按期完成培训班次20次、参与培训人次达到1960人。"},
            "goal",
        ),
    ),
    passing=(
        Example("目标写明效果", {"goal": "通过举办培训20次，提升干部履职能力。"}),
        Example("目标还没有填", {}),
    ),
)
def goal_names_an_effect(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal says what the work is to bring about."""
    goal = dossier.text("goal")
    if goal.strip() and not EFFECT.search(goal):
        yield found("goal")


@rule(
    "goal.number",
    title="总体目标有数量",
    severity=Severity.EXPLAIN,
    reads=("goal",),
    message="{where}里没有一个数字，无法衡量。",
    fix="写明数量和单位，如“举办培训20次、培训1960人次”；已批复不能改的，写明说明。",
    basis=MINISTRY,
    failing=(Example("目标没有数字", {"goal": "2024年保障单位正常运转。"}, "goal"),),
    passing=(
        Example("目标有数字", {"goal": "2024年举办培训20次，提升能力。"}),
        Example("数字像年份", {"goal": "服务居民2000人次，提高健康水平。"}),
        Example("数字用汉字写", {"goal": "举办五期培训班，提升能力。"}),
    ),
)
def goal_has_a_number(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal holds at least one figure beside years and dates."""
    goal = dossier.text("goal")
    if any(fact.kind in ("count", "money", "rate") for fact in facts(goal[:LONGEST])):
        return
    rest = _DATES.sub("", _LABELS.sub("", normalise(goal)))
    if goal.strip() and not _COUNTED.search(rest):
        yield found("goal")
