"""Satisfaction at the year's end, where a survey stands behind the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator

STAGE = "self_evaluation"
ACTUAL, REASON = "self_evaluation.actual", "self_evaluation.reason"
SECTIONS = "self_evaluation.sections."
PROGRESS = "self_evaluation.goal_progress"
_SATISFIED = re.compile("满意(?:度|率)")
_ASKED = re.compile(
    "问卷|抽样|测评表|回访|访谈|样本|(?:发放|回收|收回)[^，。；]{0,8}份|满意度(?:调查|测评|统计)"
)
ASKED = row("a", {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度",
                  "operator": "≥", "target": "90", "unit": "%", ACTUAL: "93.6"})  # fmt: skip


@rule(
    "evaluation.on_the_target",
    title="满意度正好等于目标",
    severity=Severity.HINT,
    reads=("indicators", SECTIONS.rstrip("."), PROGRESS),
    each="indicators",
    stage=STAGE,
    message="{where}填{actual}，与年度指标值{target}一点不差，而问卷汇总的结果很少正好等于目标。",
    fix="按满意度调查的汇总表填写，并写明发出、收回问卷多少份，汇总表存在哪里。",
    basis=MINISTRY,
    failing=(
        Example("满意度目标90%，完成也填90%", ASKED | row("a", {ACTUAL: "90"}),
                f"indicators.a.{ACTUAL}", (STAGE,)),
    ),
    passing=(
        Example("按问卷汇总填93.6%", ASKED, stages=(STAGE,)),
        Example("正好90%，写明了问卷",
                ASKED | row("a", {ACTUAL: "90"})
                | {f"{SECTIONS}fund_output": "发放问卷120份，收回112份，汇总表存综合科。"},
                stages=(STAGE,)),
    ),
)  # fmt: skip
def surveys_miss_the_target(
    dossier: Dossier, settings: Settings, one: Indicator
) -> Iterator[Found]:
    """A satisfaction exactly on its target asks where the survey is kept (9 of the findings)."""
    reached = one.reached(ACTUAL).number
    if not _SATISFIED.search(one.name) or reached is None or reached != one.number:
        return
    texts = [one.text(REASON), dossier.text(PROGRESS)]
    texts += [entry.text for _, entry in dossier.under(SECTIONS)]
    if not any(map(_ASKED.search, texts)):
        actual = one.shown(ACTUAL)
        yield found(one.path(ACTUAL), also=(one.path("target"),), actual=actual, target=one.shown())
