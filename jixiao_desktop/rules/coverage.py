"""Whether the indicators together say what the money is for."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators

CLASSES = {"产出指标": ("产出",), "效益指标": ("效益", "可持续"), "满意度指标": ("满意",)}


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
        weight = None if len(rows) >= FULL else Severity.HINT
        yield found("indicators", severity=weight, missing=named, doubt=doubt)


FULL = 8
"""A table of so many rows that leaves a class of the form out needs a word."""

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
        yield found("indicators", severity=Severity.EXPLAIN if len(rows) >= FULL else None)
