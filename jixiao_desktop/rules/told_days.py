"""Days that prose tells of a work's end, held against the indicator that names the same day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jixiao_desktop.domain.dates import long_date, read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.year_end_told import dated_rows, days_differing

LONGEST = 5_000
PROGRESS, YEAR_END = "monitoring.goal_progress", "self_evaluation.goal_progress"
ACTUAL, DONE = "monitoring.actual", "self_evaluation.actual"
EVENTS = ("验收", "完工", "竣工", "举办", "交付", "到货", "开工", "更换", "发放", "上线", "完成")
"""What happens on a day; the name of the indicator says the same."""

_TOLD = re.compile(
    r"(?:已|均|全部)?于((?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号])(?:已|全部|均)?([^，。；0-9]{0,12})"
)
_NOT_DONE = re.compile("计划|预计|拟|将|前|起|开始|启动|招标|签订|印发|下达|召开")
FINISHED = row("a", {"level2": "时效指标", "name": "设备到货验收时间", "operator": "≤",
                     "target": "2024年9月30日", ACTUAL: "2024年7月12日",
                     DONE: "2024年9月12日"})  # fmt: skip


def events(text: str, year: int) -> Iterator[tuple[str, date, str]]:
    """Walk the days on which a text says that something was done: (words, day, what)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    for match in _TOLD.finditer(shown):
        day = read_date(match[1], year)
        what = next((one for one in EVENTS if one in match[2]), "")
        if day and what and not _NOT_DONE.search(match[2]):
            yield match[1] + match[2], day, what


def dated(dossier: Dossier, settings: Settings, rest: str) -> list[tuple[Indicator, date]]:
    """List the indicators whose value is a day."""
    rows = ((one, one.reached(rest).deadline) for one in indicators(dossier, settings))
    return [(one, day) for one, day in rows if day is not None and "时效" in one.level2]


@rule(
    "progress_text.day",
    title="文字里的完成日期与指标",
    severity=Severity.EXPLAIN,
    reads=(PROGRESS, YEAR_END, "indicators"),
    message="{where}写“{said}”，而指标“{name}”填的是{actual}。",
    fix="核对两处，改其中有误的一个；说的不是一回事的，改写清楚。",
    basis=WITHIN,
    failing=(
        Example("写于6月2日通过验收，指标填7月12日",
                {PROGRESS: "设备全部到货，于6月2日通过验收。"} | FINISHED, PROGRESS),
        Example("年终写于11月20日完成验收，指标填9月12日",
                {YEAR_END: "设备于2024年11月20日完成验收。"} | FINISHED, YEAR_END,
                ("self_evaluation",)),
        Example("写6月30日前全部通过验收，指标填7月12日",
                {PROGRESS: "6月30日前全部通过验收。"} | FINISHED, PROGRESS),
    ),
    passing=(
        Example("日期一致", {PROGRESS: "设备全部到货，于7月12日通过验收。"} | FINISHED),
        Example("在期限前完成", {PROGRESS: "7月15日前全部通过验收。"} | FINISHED),
        Example("说的是签合同", {PROGRESS: "于3月5日签订合同。"} | FINISHED),
        Example("分几批验收", {PROGRESS: "第一批于6月2日通过验收，第二批于7月12日通过验收。"}
                | FINISHED),
    ),
)  # fmt: skip
def days_agree(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The one day on which a text says that a work ended is the indicator's (B4)."""
    stages = (("monitoring", PROGRESS, ACTUAL), ("self_evaluation", YEAR_END, DONE))
    for stage, path, rest in stages:
        if stage not in dossier.stages or not dossier.filled(path):
            continue
        told = list(events(dossier.text(path), dossier.year))
        for words, _, what in told:
            same = [(o, d) for o, d in dated(dossier, settings, rest) if what in o.name]
            others = {d for _, d, w in told if w == what}
            if len(same) != 1 or same[0][1] in others:
                continue
            one, actual = same[0]
            also = (row_path(one.kind, one.row, rest),)
            yield found(path, also=also, said=words, name=one.name, actual=long_date(actual))
            break
    if "monitoring" in dossier.stages and dossier.filled(PROGRESS):
        rows = dated_rows(dossier, settings, ACTUAL)
        for one, said in days_differing(dossier, rows, dossier.text(PROGRESS)) if rows else ():
            if not said.subject.endswith("于"):  # told of above
                yield found(PROGRESS, also=(one.path(ACTUAL),), said=said.words, name=one.name,
                            actual=one.shown(ACTUAL))  # fmt: skip
                return
