"""A unit's own rows of indicators: each that lags says why, and its costs are the money spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.unit_text import (
    DEVIATION,
    ROWS,
    SECTIONS,
    named_in,
    rows_of_unit,
    short_of_year,
)

READS = ("unit_report",)
MONEY = {"基本支出": "basic", "项目支出": "project"}
KEYS = ("level2", "name", "operator", "target", "unit", "monitoring.actual")
PENNY = 2
_PART = re.compile("人员|公用|其中|人均|户均|率|标准|单位成本")


def _row(*cells: str, **more: str) -> dict[str, str]:
    texts = {**dict(zip(KEYS, cells, strict=True)), **more}
    return {f"{ROWS}.r0.{key}": text for key, text in texts.items()}


SLOW = ("数量指标", "化解矛盾纠纷件数", "≥", "40", "件", "9")
COST = ("成本指标", "基本支出成本", "≤", "620", "万元", "378.20")
SPENT = {"unit_report.budget.basic.spent": "378.20"}
REASON = "unit_report.indicators.r0.monitoring.reason"


@rule(
    "unit.reason_missing",
    title="整体指标偏慢的原因",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}还没有写，偏离情况里也没有说到：完成{done}，目标{target}，明显偏慢。",
    fix="在这一行写原因，或在偏离情况里写明偏离多少、是什么原因。",
    basis="源财〔2023〕432号 三、五",
    failing=(Example("40件只办了9件，哪里都没有写原因", _row(*SLOW), REASON),),
    passing=(
        Example("这一行写了原因",
                _row(*SLOW, **{"monitoring.reason": "上半年司法所换届，下半年集中调处。"})),
        Example("偏离情况里写了",
                _row(*SLOW) | {DEVIATION: "化解矛盾纠纷9件，因司法所换届，下半年集中调处。"}),
        Example("进度正常", _row(*SLOW[:5], "26")),
    ),
)  # fmt: skip
def lagging_rows_say_why(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What lags in a unit's rows is explained in its row or in the report (B3)."""
    rows = [o for o in rows_of_unit(dossier, settings) if o.behind and short_of_year(o)]
    rows = [o for o in rows if o.blank("monitoring.reason")]
    if not rows or dossier.filled(DEVIATION):  # what a chapter leaves out is said there
        return
    told = "\n".join(entry.text for _, entry in dossier.under(SECTIONS))
    for one in rows:
        if not named_in(one.name, told):
            yield found(
                one.path("monitoring.reason"),
                also=(one.path("monitoring.actual"),),
                done=one.shown("monitoring.actual"),
                target=one.shown(),
            )


@rule(
    "unit.cost_and_spent",
    title="整体成本指标与执行数",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}填{said}万元，而{whole}的执行数是{spent}万元。",
    fix="核对账目，改完成数或改执行数。",
    basis=WITHIN,
    failing=(
        Example("基本支出执行378.20万元，成本指标填387.20",
                _row(*COST[:5], "387.20") | SPENT, f"{ROWS}.r0.monitoring.actual"),
    ),
    passing=(
        Example("两处一致", _row(*COST) | SPENT),
        Example("只是其中的人员经费",
                _row("成本指标", "基本支出中人员经费", "≤", "580", "万元", "351.60") | SPENT),
    ),
)  # fmt: skip
def costs_are_the_money_spent(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A cost that is a whole kind of spending tells that spending (B4)."""
    for one in rows_of_unit(dossier, settings):
        whole = next((word for word in MONEY if word in one.name), "")
        said = one.actual.number
        if not whole or said is None or one.unit != "万元" or _PART.search(one.name):
            continue
        path = f"unit_report.budget.{MONEY[whole]}.spent"
        spent = read_money(dossier.text(path))
        if spent is not None and round(spent, PENNY) != round(said, PENNY):
            yield found(
                one.path("monitoring.actual"),
                also=(path,),
                said=plain(said),
                whole=whole,
                spent=plain(spent),
            )
