"""Self-evaluation: values behind scores, what deviates, and what is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.money import to_wan
from jixiao_desktop.domain.numbers import plain, read_number
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import Target
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.cost_items import costed, is_unit_cost
from jixiao_desktop.rules.costs import cost_total
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.over import step_of
from jixiao_desktop.rules.progress_text import says_all_done
from jixiao_desktop.rules.reasons import complaint, says_nothing

STAGE = "self_evaluation"
METHOD = "财预〔2020〕10号"
READS = ("indicators",)
ACTUAL, SCORE, REASON = "self_evaluation.actual", "self_evaluation.score", "self_evaluation.reason"
SPENT = fund_path("total", "self_evaluation.spent")
PROGRESS = "self_evaluation.goal_progress"
DEVIATION = "self_evaluation.sections.deviation_and_remedy"
SECTIONS = ("project_problems", "deviation_and_remedy", "fund_problems", "measures")
FURNITURE = row(
    "a",
    {"level2": "数量指标", "name": "办公家具", "operator": "≥", "target": "100", "unit": "个",
     "weight": "5", ACTUAL: "20", SCORE: "5"},
)  # fmt: skip
DONE = FURNITURE | row("a", {ACTUAL: "100"})
STAGES = (STAGE,)


def reached(one: Indicator) -> Target:
    """Give what was reached at year-end."""
    return one.reached(ACTUAL)


@rule(
    "evaluation.blank_with_score",
    title="没有完成值却有得分",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}没有填，却得了{score}分。",
    fix="补填实际完成值；没有完成值的，得0分。",
    basis=METHOD,
    failing=(
        Example("完成值空着，得5分", FURNITURE | row("a", {ACTUAL: ""}), f"indicators.a.{ACTUAL}",
                STAGES),
    ),
    passing=(Example("完成100个，得5分", DONE, stages=STAGES),),
)  # fmt: skip
def score_has_a_value(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A score rests on a value."""
    score = read_number(one.text(SCORE))
    if one.blank(ACTUAL) and score is not None and score > 0:
        yield found(one.path(ACTUAL), also=(one.path(SCORE),), score=plain(score))


@rule(
    "evaluation.score",
    title="得分超过分值",
    severity=Severity.MUST_FIX,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}填{score}分，而分值只有{weight}分。",
    fix="改得分，或核对分值。",
    basis=METHOD,
    failing=(
        Example("分值5分，得6分", DONE | row("a", {SCORE: "6"}), f"indicators.a.{SCORE}", STAGES),
    ),
    passing=(
        Example("分值5分，得5分", DONE, stages=STAGES),
        Example("还没有打分", FURNITURE | row("a", {SCORE: ""}), stages=STAGES),
    ),
)
def score_is_within_weight(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """No score is above its weight."""
    score, weight = read_number(one.text(SCORE)), read_number(one.text("weight"))
    if score is not None and weight is not None and score > weight:
        yield found(one.path(SCORE), also=(one.path("weight"),), score=plain(score),
                    weight=plain(weight))  # fmt: skip


@rule(
    "evaluation.far_from_target",
    title="完成值与目标相差大",
    severity=Severity.EXPLAIN,
    reads=READS,
    each="indicators",
    stage=STAGE,
    message="{where}填{actual}，年度指标值是{target}（{percent}{step}），{reason}。",
    fix="核对完成值；数字无误的，{asked}。",
    basis=METHOD,
    failing=(
        Example("目标100个，完成130个，没有写原因",
                DONE | row("a", {ACTUAL: "130"}), f"indicators.a.{ACTUAL}", STAGES),
        Example("成本目标20000元/台，实际4500元/台",
                row("a", {"level2": "成本指标", "name": "一体机成本", "operator": "≤",
                          "target": "20000", "unit": "元/台", ACTUAL: "4500"}),
                f"indicators.a.{ACTUAL}", STAGES),
    ),
    passing=(
        Example("目标100个，完成100个", DONE, stages=STAGES),
        Example("目标100个，完成130个，写明原因",
                DONE | row("a", {ACTUAL: "130", REASON: "上级追加了一批调剂家具。"}),
                stages=STAGES),
    ),
)  # fmt: skip
def far_values_are_told(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Above the target by a step of the notice, or a cost far below it, needs a word."""
    done, why = reached(one).number, one.text(REASON)
    if not one.number or done is None or one.target.deadline:
        return
    share = rate(done, one.number)
    if share is None or unit_family(one.target.unit) == "rate":
        return
    step = None
    if one.target.operator not in ("≤", "<"):
        step = step_of(share, settings)
        far = step is not None
    else:
        far = "成本" in one.level2 and Decimal(0) < share < settings.cost_far_below
    thin = complaint(why, settings.reason_length) if step and step.strong else ""
    if far and (thin or says_nothing(why)):
        yield found(
            one.path(ACTUAL),
            also=(one.path("target"), one.path(REASON)),
            severity=step.severity if step else None,
            actual=one.shown(ACTUAL),
            target=one.shown(),
            percent=show_rate(share),
            step=f"，{step.words}" if step else "",
            reason="没有写原因" if says_nothing(why) else f"原因{thin}",
            asked=step.asked if step else "写明原因，是不是目标定得不准",
        )


@rule(
    "evaluation.execution",
    title="全年执行率",
    severity=Severity.EXPLAIN,
    reads=("budget", "self_evaluation.budget", "self_evaluation.sections"),
    stage=STAGE,
    message="{where}没有写：全年执行{spent}万元，占预算{budget}万元的{rate}，低于{limit}。",
    fix="写明没有支出的是哪笔钱、为什么、怎样处理。",
    basis=METHOD,
    failing=(
        Example("预算25万元，执行21.69万元，没有写原因",
                {"budget.total.initial": "25", SPENT: "21.69"}, DEVIATION, STAGES),
    ),
    passing=(
        Example("预算25万元，执行24万元", {"budget.total.initial": "25", SPENT: "24"},
                stages=STAGES),
    ),
)  # fmt: skip
def low_execution_is_told(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A year's execution below 90 % needs a word."""
    share = low_execution(dossier, settings)
    if share is not None and says_nothing(dossier.text(DEVIATION)):
        yield found(
            DEVIATION,
            also=(SPENT,),
            spent=funds.amount(dossier, "total", "self_evaluation.spent"),
            budget=funds.yearly_budget(dossier),
            rate=show_rate(share),
            limit=show_rate(settings.execution_explain_below, zeros=False),
        )


def low_execution(dossier: Dossier, settings: Settings) -> Decimal | None:
    """Give the year's execution where it is low enough to be accounted for."""
    spent = funds.amount(dossier, "total", "self_evaluation.spent")
    share = rate(spent, funds.yearly_budget(dossier))
    low = share is not None and share < settings.execution_explain_below
    return share if low else None


@rule(
    "evaluation.sections",
    title="自评报告空着的部分",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation.sections", "budget", "self_evaluation.budget"),
    stage=STAGE,
    message="{where}空着{others}，而报告的其他部分已经写了。",
    fix="补写；确实没有的，写明“无”及理由。",
    basis=METHOD,
    failing=(
        Example("写了偏差分析、资金问题和措施，没有写存在问题",
                {DEVIATION: "各项指标与年初一致。",
                 "self_evaluation.sections.fund_problems": "无，资金按合同支付。",
                 "self_evaluation.sections.measures": "按季核对支付进度。"},
                "self_evaluation.sections.project_problems", STAGES),
        Example("只写了自评目的",
                {"self_evaluation.sections.evaluation_purpose": "评价资金使用效益。"},
                "self_evaluation.sections.project_problems", STAGES),
    ),
    passing=(Example("报告一字未写（只报自评表）", {"name": "项目"}, stages=STAGES),),
)  # fmt: skip
def sections_are_written(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A report that was begun leaves no section of substance empty."""
    if not any(True for _ in dossier.under("self_evaluation.sections.")):
        return
    told = DEVIATION if low_execution(dossier, settings) is not None else ""
    paths = [f"self_evaluation.sections.{section}" for section in SECTIONS]
    empty = [path for path in paths if not dossier.filled(path) and path != told]
    if empty:
        others = f"，共有{len(empty)}个部分没有写" if len(empty) > 1 else ""
        yield found(empty[0], also=tuple(empty[1:]), others=others)


@rule(
    "evaluation.all_done",
    title="“如期完成”与指标",
    severity=Severity.MUST_FIX,
    reads=(PROGRESS, "indicators"),
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”目标{target}，只完成{actual}（{percent}）。",
    fix="按指标的实际完成值改写，或核对指标的完成值。",
    basis=WITHIN,
    failing=(
        Example("写“按计划如期完成”，一项指标只完成20%",
                {PROGRESS: "按计划如期完成预期目标。"} | FURNITURE, PROGRESS, STAGES),
    ),
    passing=(
        Example("各项指标都完成", {PROGRESS: "按计划如期完成预期目标。"} | DONE, stages=STAGES),
    ),
)  # fmt: skip
def done_means_done(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A year said to be done as planned has no indicator below 60 %."""
    said = says_all_done(dossier.text(PROGRESS))
    for one in indicators(dossier, settings) if said else ():
        share = rate(reached(one).number, one.number)
        higher = one.target.operator not in ("≤", "<") and not one.target.deadline
        if share is not None and higher and share < settings.missed_below:
            yield found(
                PROGRESS,
                also=(one.path(ACTUAL),),
                said=said,
                name=one.name,
                target=one.shown(),
                actual=one.shown(ACTUAL),
                percent=show_rate(share),
            )
            return


_COST_WORDS = re.compile("平均|单位|购置|采购|成本|单价|费用|价格|台数|数量|套数|件数|个数|数$")


def items(dossier: Dossier, settings: Settings) -> list[tuple[Indicator, Indicator]]:
    """Pair every unit cost with the quantity of the same thing; empty where one has none."""
    rows = indicators(dossier, settings)
    made = costed(rows)
    if made and len(made) == sum(1 for o in rows if is_unit_cost(o)):
        return [(cost, count) for cost, count, _ in made]
    costs = [o for o in rows if "成本" in o.level2 and re.match("万?元/", o.target.unit)]
    counts = {_COST_WORDS.sub("", o.name): o for o in rows if "数量" in o.level2}
    paired = [(cost, counts.get(_COST_WORDS.sub("", cost.name))) for cost in costs]
    if any(count is None for _, count in paired):
        return []
    return [(cost, count) for cost, count in paired if count is not None]


NEARLY = Decimal("0.05")


def _with_sums(
    dossier: Dossier, settings: Settings, planned: Decimal, real: Decimal
) -> tuple[Decimal, Decimal, list[Indicator]]:
    """Add the costs told as sums to those told by the piece: (planned, real, their rows)."""
    rows = indicators(dossier, settings)
    sums = [(one, cost) for one in rows if (cost := cost_total(one)) is not None]
    spent = [to_wan(n, o.target.unit) for o, _ in sums if (n := reached(o).number) is not None]
    if len(spent) < len(sums):
        return planned, real, []
    planned += sum((cost for _, cost in sums), Decimal(0))
    return planned, real + sum(spent, Decimal(0)), [one for one, _ in sums]


@rule(
    "evaluation.cost_times_quantity",
    title="单价乘数量与执行数",
    severity=Severity.MUST_FIX,
    reads=("indicators", "budget", "self_evaluation.budget"),
    stage=STAGE,
    message="{where}填{spent}万元，而各项成本按单价、数量算出来合计{sum}万元，相差{gap}万元。",
    fix="核对单价、数量和执行数；另有支出的，写明是什么。",
    basis=WITHIN,
    failing=(
        Example("家具实际20个×2000元，执行数21.2万元",
                {"budget.total.initial": "21.2", SPENT: "21.2"} | FURNITURE
                | row("b", {"level2": "成本指标", "name": "办公家具平均成本", "operator": "≤",
                            "target": "2120", "unit": "元/个", ACTUAL: "2000"}),
                SPENT, STAGES),
    ),
    passing=(
        Example("家具实际100个×2000元，执行数20万元",
                {"budget.total.initial": "21.2", SPENT: "20"} | DONE
                | row("b", {"level2": "成本指标", "name": "办公家具平均成本", "operator": "≤",
                            "target": "2120", "unit": "元/个", ACTUAL: "2000"}),
                stages=STAGES),
        Example("数量还没有填",
                {"budget.total.initial": "21.2", SPENT: "21.2"} | FURNITURE
                | row("a", {ACTUAL: ""})
                | row("b", {"level2": "成本指标", "name": "办公家具平均成本", "operator": "≤",
                            "target": "2120", "unit": "元/个", ACTUAL: "2000"}),
                stages=STAGES),
        Example("单价没有对应的数量", {"budget.total.initial": "30", SPENT: "29"}
                | row("b", {"level2": "成本指标", "name": "租车单价", "target": "500",
                            "unit": "元/天", ACTUAL: "500"}), stages=STAGES),
    ),
)  # fmt: skip
def items_make_up_the_spending(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where unit costs times quantities were planned to make up the budget, they still do."""
    spent = funds.amount(dossier, "total", "self_evaluation.spent")
    budget, paired = funds.yearly_budget(dossier), items(dossier, settings)
    if not spent or not budget or not paired:
        return
    planned, real = Decimal(0), Decimal(0)
    for cost, count in paired:
        price, number = reached(cost).number, reached(count).number
        if None in (price, number, cost.number, count.number):
            return
        unit = cost.target.unit
        planned += to_wan((cost.number or Decimal(0)) * (count.number or Decimal(0)), unit)
        real += to_wan((price or Decimal(0)) * (number or Decimal(0)), unit)
    if budget - planned > budget * NEARLY:
        planned, real, beside = _with_sums(dossier, settings, planned, real)
        paired = [*paired, *((one, one) for one in beside)]
    whole = abs(planned - budget) <= budget * NEARLY
    gap = abs(real - spent)
    if whole and gap > spent * settings.items_off:
        also = tuple(o.path(ACTUAL) for pair in paired for o in pair)
        graver = None if gap > spent * settings.items_far_off else Severity.EXPLAIN
        yield found(SPENT, also=also, severity=graver, spent=spent, sum=real, gap=gap)
