"""A department's report over several projects: how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example

STAGE = "department"
STAGES = ("monitoring", STAGE)
COUNT = "department.count"
"""How many projects the file holds; told by whoever looks at them as one."""

SECTIONS = "monitoring.sections."
LONGEST = 5_000
ORGANIZATION = f"{SECTIONS}organization"
_COUNTED = re.compile(
    r"(?:项目(?:支出)?共|合计|共有?|涉及|包括|全部)[^，。；;,0-9]{0,4}([0-9]{1,4}) ?个"
    "(?=项目|[，。；;,])"
)


@rule(
    "department.projects",
    title="部门报告写的项目个数",
    severity=Severity.EXPLAIN,
    reads=(SECTIONS, COUNT),
    stage=STAGE,
    message="{where}写“{written}”，而这份材料里有{count}个项目。",
    fix="核对项目个数；只说其中一部分的，写明是哪一部分。",
    basis=WITHIN,
    failing=(
        Example(
            "材料里2个项目，写共3个",
            {COUNT: "2", ORGANIZATION: "本年项目支出共3个，全部纳入监控。"},
            ORGANIZATION,
            STAGES,
        ),
    ),
    passing=(
        Example(
            "个数相符",
            {COUNT: "2", ORGANIZATION: "本年项目支出共2个，全部纳入监控。"},
            stages=STAGES,
        ),
        Example(
            "数的是别的", {COUNT: "2", ORGANIZATION: "涉及3个乡镇，共16个行政村。"}, stages=STAGES
        ),
    ),
)
def projects_are_counted(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A report that says how many projects there are says what the file holds."""
    count = dossier.text(COUNT)
    for path, entry in dossier.under(SECTIONS):
        for match in _COUNTED.finditer(entry.text[:LONGEST]):
            if int(match[1]) != int(count or 0):
                yield found(path, written=match[0], count=count)
                break
