"""Days that no calendar has, and texts that stand at another month than the data."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from jixiao_desktop.domain.dates import read_date, window
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import time_point
from jixiao_desktop.rules.whole_unit import WHOLE

LONGEST = 20_000
PROGRESS = "monitoring.goal_progress"
_DAY = re.compile(r"(?<![0-9])(?:([0-9]{4}) ?年 ?)?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号](?!均)")
_STANDS = re.compile(r"截[至止]到?(?:目前)?([0-9]{1,2}) ?月(?:[0-9]{1,2} ?[日号]|底|末|份)?")


_MEANT = re.compile("的?(?:数据|数字|数|情况|账面数)?(?:为准|为依据|为时点|为基准|为口径)")
"""Behind a day these words say that all figures of the report stand at it."""

STANDING = (PROGRESS, "monitoring.sections.fund_execution", "monitoring.sections.goal_completion")
"""Texts whose figures are those of the time point."""

_COMPARED = re.compile("上半年|一季度|二季度|同期|相比|较|比")


def weight_of(path: str, text: str, month: int) -> Severity | None:
    """Weigh a text that stands at another month: it is explained where it tells the data.

    Where it comes to the right month as well, or compares with an earlier one, a hint is enough.
    """
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    months = {int(one) for one in _STANDS.findall(shown)}
    if path not in STANDING or month in months or _COMPARED.search(shown):
        return None
    return None if re.search(f"(?<![0-9]){month} ?月", shown) else Severity.EXPLAIN


@rule(
    "time.no_such_day",
    title="没有这一天",
    severity=Severity.EXPLAIN,
    reads=("",),
    each=TEXTS,
    least=4,
    message="{where}写的是“{said}”，没有这一天。",
    fix="翻一翻原始材料，改成实际的日期；小月没有31日，平年二月只有28日。",
    basis=WITHIN,
    failing=(
        Example("写6月31日", {PROGRESS: "已于6月31日完成验收。"}, PROGRESS),
        Example("写13月5日", {"goal": "13月5日前完成，改善条件。"}, "goal"),
    ),
    passing=(
        Example("写6月30日", {PROGRESS: "已于6月30日完成验收。"}),
        Example("闰年的2月29日", {PROGRESS: "2024年2月29日完成。"}),
    ),
)
def days_exist(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A day named in a text is one of the calendar."""
    text = dossier.text(path)
    if "月" not in text:
        return
    for match in _DAY.finditer(text[:LONGEST].translate(ONE_TO_ONE)):
        year, month, day = int(match[1] or 2024), int(match[2]), int(match[3])
        fits = 1 <= month <= 12 and 1 <= day <= monthrange(max(1, min(year, 9998)), month)[1]
        if not fits:
            yield found(path, said=match[0])
            return


@rule(
    "time.other_month",
    title="文字的数据截至哪个月",
    severity=Severity.HINT,
    reads=("",),
    each=TEXTS,
    least=5,
    stage="monitoring",
    message="{where}写的是“{said}”，而监控时点在{window}末。",
    fix="核对数据是不是截至监控时点的。",
    basis=WITHIN,
    failing=(
        Example(
            "监控时点7月31日，文字写“截至5月31日”", {PROGRESS: "截至5月31日完成10次。"}, PROGRESS
        ),
        Example(
            "写明以5月31日的数据为准",
            {"monitoring.sections.organization": "本次监控以截至5月31日的数据为准，按月核对。"},
            "monitoring.sections.organization",
        ),
    ),
    passing=(
        Example("写“截至7月底”", {PROGRESS: "截至7月底完成12次。"}),
        Example("写明了年份的，另有意见", {PROGRESS: "截至2024年6月30日完成12次。"}),
    ),
)
def months_are_the_time_point(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A text of the monitoring that says 截至 without a year stands at the month of the data."""
    if "monitoring" not in path or path.endswith((".as_of", ".filled_on")):
        return
    text = dossier.text(path)
    match = _STANDS.search(text[:LONGEST]) if "截" in text else None
    if match is None:
        return
    own = dossier.text(f"{WHOLE}monitoring.as_of") if path.startswith(WHOLE) else ""
    as_of = read_date(own, dossier.year) if own else time_point(dossier, settings)
    if as_of and int(match[1]) != as_of.month:
        weight = weight_of(path, text, as_of.month)
        if _MEANT.match(text, match.end()):
            weight = Severity.MUST_FIX
        yield found(path, severity=weight, said=match[0], window=window(as_of))
