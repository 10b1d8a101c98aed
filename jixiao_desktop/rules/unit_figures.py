"""Sums and rates of a unit's report and of an evaluation: items, staff, points, prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import row_figures, unit_figures
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.report_figures import LONGEST, same

ITEMS = "unit_report.budget.basic.items"
BASIC = "unit_report.budget.basic.spent"
SECTIONS = "unit_report.monitoring.sections."
DEVIATION = f"{SECTIONS}deviation"
EVALUATED = "evaluation.indicators"
STAFF = "evaluation.sections.implementer"
WHOLE = Decimal(100)
EVALUATION = ("evaluation",)


def _items(*amounts: str) -> dict[str, str]:
    return {f"{ITEMS}.r{n}.amount": text for n, text in enumerate(amounts)}


@rule(
    "unit.items_sum",
    title="支出明细与执行数",
    severity=Severity.MUST_FIX,
    reads=("unit_report.budget",),
    message="{where}填{spent}万元，而支出明细合计{items}万元，相差{gap}万元。",
    fix="核对账目，改基本支出执行数或改明细。",
    basis=WITHIN,
    failing=(
        Example("执行数312.17万元，明细合计310.45万元",
                {BASIC: "312.17"} | _items("302.23", "8.22"), BASIC),
    ),
    passing=(
        Example("执行数312.17万元，明细合计312.17万元",
                {BASIC: "312.17"} | _items("302.23", "1.72", "8.22", "0")),
        Example("没有列明细", {BASIC: "312.17"}),
    ),
)  # fmt: skip
def items_add_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The items of basic spending add up to what was spent (万元)."""
    paths = [p for p in dossier.row_paths(ITEMS, "amount") if dossier.filled(p)]
    known = [read_money(dossier.text(path)) for path in paths]
    spent = unit_figures.amount(dossier, "basic", "spent")
    if not known or None in known or spent is None:
        return
    total = sum((one for one in known if one is not None), Decimal(0))
    if abs(total - spent) > settings.money_tolerance:
        gap = abs(spent - total)
        blank = [path for path in dossier.row_paths(ITEMS, "amount") if path not in paths]
        yield found(BASIC, also=(*paths, *blank), spent=spent, items=total, gap=gap)


_COMPLETION = re.compile(
    r"(?:预期指标值|预期值|(?:年度|全年|预期)?目标值?)[：:为是]? ?[≥≤=<>]? ?(?P<target>[0-9.]+) ?"
    r"(?P<unit>[^0-9，。；]{0,8})[，；、]"
    r"(?:实际|已|现已|累计)*完成值?[：:为是]? ?(?P<actual>[0-9.]+) ?(?P=unit)[，；、]"
    r"(?:指标)?完成率[：:为是]? ?(?P<rate>[0-9]+(?:\.[0-9]+)?) ?[%％]"
)
_SAID = "人员经费，预期指标值：464.7万元，实际完成值302.23万元，指标完成率{}%。"


@rule(
    "unit.text_completion",
    title="正文的指标完成率",
    severity=Severity.MUST_FIX,
    reads=("unit_report.monitoring.sections",),
    stage="monitoring",
    message="{where}写指标完成率{written}%，而{actual}÷{target}={right}。",
    fix="按实际完成值和预期指标值重新算，改完成率。",
    basis=WITHIN,
    failing=(
        Example("302.23万元对464.7万元写60%", {DEVIATION: _SAID.format("60")}, DEVIATION),
    ),
    passing=(
        Example("302.23万元对464.7万元写65.04%", {DEVIATION: _SAID.format("65.04")}),
        Example("取整写65%", {DEVIATION: _SAID.format("65")}),
    ),
)  # fmt: skip
def completion_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A completion rate told beside its target and actual value is their quotient."""
    for path, entry in dossier.under(SECTIONS):
        for match in _COMPLETION.finditer(entry.text[:LONGEST]):
            actual, target = read_money(match["actual"]), read_money(match["target"])
            share = rate(actual, target)
            if share is None or same(Decimal(match["rate"]), share * 100, match["rate"]):
                continue
            yield found(
                path,
                written=match["rate"],
                actual=match["actual"],
                target=match["target"],
                right=show_rate(share),
            )


def _points(*weights: str) -> dict[str, str]:
    return {f"{EVALUATED}.r{n}.weight": text for n, text in enumerate(weights)}


@rule(
    "evaluation.points",
    title="评分表分值合计",
    severity=Severity.MUST_FIX,
    reads=(EVALUATED,),
    stage="evaluation",
    message="{where}：各指标分值合计{total}分，应为100分，{word}{gap}分。",
    fix="核对各类分值；满意度算在效益类里面，不另加分。",
    basis="财预〔2020〕10号",
    failing=(
        Example("决策20、过程20、产出40、效益20，又加满意度10",
                _points("20", "20", "40", "20", "10"), f"{EVALUATED}.r4.weight", EVALUATION),
    ),
    passing=(
        Example("合计100分", _points("20", "20", "40", "20"), stages=EVALUATION),
        Example("还没有填完", _points("20", "20", "40", ""), stages=EVALUATION),
    ),
)  # fmt: skip
def points_make_a_hundred(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The points of an evaluation add up to 100 (分)."""
    paths = dossier.row_paths(EVALUATED, "weight")
    filled = [path for path in paths if dossier.filled(path)]
    total = row_figures.column_sum(dossier, EVALUATED, "weight")
    if total is None or total == WHOLE or (total < WHOLE and len(filled) < len(paths)):
        return
    yield found(
        filled[-1],
        also=tuple(filled[:-1]),
        total=plain(total),
        word="多" if total > WHOLE else "少",
        gap=plain(abs(total - WHOLE)),
    )


_SUM = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{0,8}?(?:人[数员]|编制|在职|实有))(?P<total>[0-9]+)[人名]，其中[：:]?"
    r"(?P<parts>(?:(?![，,](?:现?实有|在职|在岗|现有|离?退休|另)|其中)[^。；\n])+)"
)
_PART = re.compile(r"([0-9]+)[人名]")


@rule(
    "evaluation.staff",
    title="编制和人员分项合计",
    severity=Severity.MUST_FIX,
    reads=("evaluation.sections",),
    stage="evaluation",
    message="{where}写{what}{total}人，分项相加是{parts}人，相差{gap}人。",
    fix="核对编制文件和在册名单，改合计或改分项。",
    basis=WITHIN,
    failing=(
        Example("编制9人，分项7、2、0、5人",
                {STAFF: "编制人数9人，其中：行政编制7人、工勤2人、参公0人、事业编制5人。"}, STAFF,
                EVALUATION),
    ),
    passing=(
        Example("离退休38人，分项37、1人",
                {STAFF: "离退休人员38人，其中：行政退休人员37人、事业退休1人。"},
                stages=EVALUATION),
        Example("只列了一部分", {STAFF: "在职人数19人，其中：党员12人。"}, stages=EVALUATION),
        Example("编制和实有写在一句里",
                {STAFF: "编制34名，其中管理10名、专技24名，实有33人，其中管理10人、专技23人。"},
                stages=EVALUATION),
    ),
)  # fmt: skip
def staff_adds_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Numbers of staff told with all their parts add up."""
    for path, entry in dossier.under("evaluation.sections."):
        for match in _SUM.finditer(entry.text[:LONGEST]):
            parts = [int(one) for one in _PART.findall(match["parts"])]
            total, added = int(match["total"]), sum(parts)
            if len(parts) < 2 or added == total:
                continue
            yield found(
                path,
                what=match["what"],
                total=str(total),
                parts=str(added),
                gap=str(abs(added - total)),
            )
