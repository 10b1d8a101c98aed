"""Sums and rates of a unit's report and of an evaluation: items, staff, points, prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import row_figures, unit_figures
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import fixed, plain
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
        yield found(BASIC, also=tuple(paths), spent=spent, items=total, gap=gap)


_RATE = re.compile(
    r"(?:(?:预算)?执行率|支出进度|执行进度|支出率|支付率)(?:为|是|达到|达)?[：:]? ?"
    r"([0-9]+(?:\.[0-9]+)?) ?[%％]"
)
_ELSEWHERE = re.compile(
    "上年|去年|往年|同期|力争|确保|计划|预计|下半年|调整|年底|全年(?!预算)|底前|日前|不低于|要求|目标|加快|提高"
)
_BLOCKS = {"项目支出": "project", "基本支出": "basic", "追加资金": "additional"}


@rule(
    "unit.text_rate",
    title="整体支出报告正文的执行率",
    severity=Severity.MUST_FIX,
    reads=("unit_report.monitoring.sections", "unit_report.budget"),
    stage="monitoring",
    message="{where}写的执行率是{written}%，而{spent}万元÷{budget}万元={right}。",
    fix="按整体监控表的数改正文，或改表。",
    basis=WITHIN,
    failing=(
        Example("正文写执行率64.3%，应为64.19%",
                {"unit_report.budget.basic.total": "486.29", BASIC: "312.17",
                 f"{SECTIONS}goal_completion": "预算执行率64.3%。"}, f"{SECTIONS}goal_completion"),
    ),
    passing=(
        Example("正文写执行率64.2%",
                {"unit_report.budget.basic.total": "486.29", BASIC: "312.17",
                 f"{SECTIONS}goal_completion": "预算执行率64.2%。"}),
        Example("正文写上年执行率90%",
                {"unit_report.budget.basic.total": "486.29", BASIC: "312.17",
                 f"{SECTIONS}goal_completion": "上年预算执行率90%。"}),
    ),
)  # fmt: skip
def unit_rate_agrees(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An execution rate stated in a unit's report is spent / initial budget of its table."""
    for path, entry in dossier.under(SECTIONS):
        for match in _RATE.finditer(entry.text[:LONGEST]):
            before = entry.text[: match.start()]
            block = _spoken_of(re.split("[。；！？\n]", before)[-1])
            clause = re.split("[，。；！？\n]", before)[-1]
            if not block or _ELSEWHERE.search(clause) or _other_month(dossier, clause):
                continue
            whole = unit_figures.amount(dossier, block, "initial")
            spent = unit_figures.amount(dossier, block, "spent")
            if whole is None or spent is None or _agrees(dossier, settings, match[1], block):
                continue
            yield found(
                path,
                also=(_spent_path(block),),
                written=match[1],
                spent=fixed(spent),
                budget=fixed(whole),
                right=show_rate(rate(spent, whole)),
            )


def _other_month(dossier: Dossier, clause: str) -> bool:
    """Tell whether a clause names months, and the time point's is not among them."""
    as_of = read_date(dossier.text("unit_report.monitoring.as_of"), dossier.year)
    months = [int(month) for month in re.findall(r"([0-9]{1,2}) ?月", clause)]
    return bool(as_of and months and as_of.month not in months)


def _spoken_of(sentence: str) -> str:
    """Name the block that a sentence speaks of; "" where that is no block of the table."""
    for words, block in _BLOCKS.items():
        if words in sentence:
            return block
    return "" if "项目" in sentence or "追加" in sentence else unit_figures.WHOLE


def _spent_path(block: str) -> str:
    return BASIC if block == unit_figures.WHOLE else unit_figures.path_of(block, "spent")


def _agrees(dossier: Dossier, settings: Settings, written: str, block: str) -> bool:
    blocks = (block,) if block != unit_figures.WHOLE else (unit_figures.WHOLE, *unit_figures.BLOCKS)
    known = [unit_figures.execution_rate(dossier, settings, one) for one in blocks]
    return any(one is not None and same(Decimal(written), one * 100, written) for one in known)


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
    r"(?P<what>[\u4e00-\u9fff]{0,8}?(?:人[数员]|编制|在职|实有))(?P<total>[0-9]+)[人名]，其中[：:]?(?P<parts>[^。；\n]+)"
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
