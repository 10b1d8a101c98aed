"""One row of the review summary: its columns against its money, its goal and each other.

The row is looked at as its project at the time point (money, goal, progress, use of funds), so
that the rules for projects speak of it too; here stands what only the summary asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.progress import (
    Light,
    money_due,
    rate,
    show_rate,
    spending_light,
)
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.answers import advises, items
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import bands, time_point
from jixiao_desktop.rules.neighbours import core_name, pairs_of
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.reasons import complaint, restates, says_nothing
from jixiao_desktop.rules.surroundings import Surroundings

STAGE = "review"
DEVIATES, REASON = "review.deviates", "review.deviation_reason"
PROBLEMS, ADVICE = "review.problems", "review.advice"
PROGRESS = "monitoring.goal_progress"
INITIAL, SPENT = fund_path("total", "initial"), fund_path("total", "monitoring.spent")
STAGES = ("monitoring", STAGE)
MONEY = (INITIAL, SPENT, "monitoring.as_of")
YES, NO = "是", "否"
NAMED = 3
STRANGE = 12
"""One shared pair of signs in so many is what any two texts share."""
GENERAL = pairs_of("项目完成工作实施开展资金支出经费建设目标")
SLOW = {INITIAL: "25", SPENT: "3.01"}
FINE = {INITIAL: "25", SPENT: "16"}
NOT_BEGUN = {INITIAL: "45", SPENT: "0", PROGRESS: "2024年尚未开展，完成度0.00%。"}
_SETTING = re.compile(
    "^(?:绩效)?(?:指标|目标值?)(?:值)?(?:的)?(?:设置|设定|编制|制定)?(?:不|较|过|有)"
)


def pace(dossier: Dossier, settings: Settings) -> tuple[Decimal, Decimal, Light] | None:
    """Give what was spent, of what, and its light; None where a figure or the month is missing."""
    spent, whole = funds.amount(dossier, "total", "monitoring.spent"), funds.yearly_budget(dossier)
    as_of = time_point(dossier, settings)
    if spent is None or not whole or as_of is None:
        return None
    light = spending_light(spent, whole, as_of, bands(settings))
    return spent, whole, light


def told(spent: Decimal, whole: Decimal) -> str:
    """Say how far the money went."""
    share = rate(spent, whole)
    return f"支出{show_money(spent)}万元，占安排{show_money(whole)}万元的{show_rate(share)}"


@rule(
    "summary.no_deviation",
    title="支出明显偏慢，却写没有偏离",
    severity=Severity.MUST_FIX,
    reads=(DEVIATES, *MONEY),
    stage=STAGE,
    message="{where}写“否”，而截至时点{told}，应有进度{due}。",
    fix="改写“是”，在偏离原因里写明为什么没有支出、什么时候支出。",
    basis=MINISTRY,
    failing=(
        Example("支出12.04%，写没有偏离", SLOW | {DEVIATES: NO}, DEVIATES, STAGES),
        Example("一分未支，写没有偏离", NOT_BEGUN | {DEVIATES: "否"}, DEVIATES, STAGES),
    ),
    passing=(
        Example("支出12.04%，写了偏离", SLOW | {DEVIATES: YES}, stages=STAGES),
        Example("支出跟上进度，写没有偏离", FINE | {DEVIATES: NO}, stages=STAGES),
    ),
)
def slow_money_is_a_deviation(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Money in the red at the time point is a deviation, whatever else is said."""
    far = pace(dossier, settings)
    as_of = time_point(dossier, settings)
    if far is None or as_of is None or dossier.text(DEVIATES).strip() != NO:
        return
    spent, whole, light = far
    if light is Light.RED:
        due = show_rate(money_due(as_of, bands(settings)))
        yield found(DEVIATES, also=(SPENT, REASON), told=told(spent, whole), due=due)


@rule(
    "summary.reason",
    title="偏离原因没有说出原因",
    severity=Severity.MUST_FIX,
    reads=(DEVIATES, REASON),
    stage=STAGE,
    message="{where}{wrong}，而是否偏离写的是“是”。",
    fix="写清楚为什么偏离、影响多大、什么时候补上，如“8月验收，验收后支付尾款”。",
    basis=MINISTRY,
    failing=(
        Example("写了偏离，原因空着", {DEVIATES: YES}, REASON, STAGES),
        Example("原因写“无”", {DEVIATES: YES, REASON: "无"}, REASON, STAGES),
        Example(
            "原因只说进度慢", {DEVIATES: YES, REASON: "项目专项资金支出进度滞后"}, REASON, STAGES
        ),
        Example("原因写指标设置", {DEVIATES: YES, REASON: "指标设置不合理"}, REASON, STAGES),
    ),
    passing=(
        Example(
            "写了具体原因",
            {DEVIATES: YES, REASON: "秋季学期未开学，剩余班次在下半年举办。"},
            stages=STAGES,
        ),
        Example("没有偏离，原因写“无”", {DEVIATES: NO, REASON: "无"}, stages=STAGES),
    ),
)
def a_deviation_has_a_reason(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where the row deviates, its reason says why, not again that it does."""
    if dossier.text(DEVIATES).strip() != YES:
        return
    text = dossier.text(REASON)
    if says_nothing(text):
        yield found(REASON, also=(DEVIATES,), wrong="没有写原因")
        return
    bare = text.strip(" 。.")
    wrong = complaint(bare, settings.reason_length) if len(bare) < 40 else ""
    if restates(bare) or (_SETTING.match(bare) and len(bare) < 20):
        wrong = "只重复了偏差，没有说出原因"
    if wrong:
        yield found(REASON, also=(DEVIATES,), wrong=f"“{bare}”{wrong}")


@rule(
    "summary.reason_without_deviation",
    title="写没有偏离，又写了原因",
    severity=Severity.MUST_FIX,
    reads=(DEVIATES, REASON),
    stage=STAGE,
    message="{where}写“否”，而偏离原因写了{text}。",
    fix="确实偏离的，改写“是”；没有偏离的，偏离原因写“无”。",
    basis=WITHIN,
    failing=(
        Example(
            "写没有偏离，又写了原因",
            {DEVIATES: NO, REASON: "设备尚未到货，9月验收后付款。"},
            DEVIATES,
            STAGES,
        ),
    ),
    passing=(
        Example("没有偏离，原因写“无”", {DEVIATES: NO, REASON: "无"}, stages=STAGES),
        Example("有偏离，写了原因", {DEVIATES: YES, REASON: "设备9月到货后付款。"}, stages=STAGES),
    ),
)
def no_reason_without_deviation(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A reason beside 否 contradicts it."""
    if dossier.text(DEVIATES).strip() == NO and not says_nothing(dossier.text(REASON)):
        yield found(DEVIATES, also=(REASON,), text=quoted(dossier.text(REASON)))


@rule(
    "summary.nothing_wrong",
    title="没有做、没有支出，问题却写“无”",
    severity=Severity.MUST_FIX,
    reads=(PROBLEMS, ADVICE, PROGRESS, *MONEY),
    stage=STAGE,
    message="{where}{written}，而截至时点{told}。",
    fix="写明支出为什么慢、什么时候开展，并在建议里写怎么办。",
    basis=MINISTRY,
    failing=(
        Example("没有开展，问题写“无”", NOT_BEGUN | {PROBLEMS: "无"}, PROBLEMS, STAGES),
        Example("支出偏慢，问题空着", SLOW, PROBLEMS, STAGES),
    ),
    passing=(
        Example("写了问题", NOT_BEGUN | {PROBLEMS: "第三方服务尚未采购。"}, stages=STAGES),
        Example("支出跟上进度", FINE | {PROBLEMS: "无"}, stages=STAGES),
    ),
)
def slow_money_is_a_problem(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A row in the red names its problem; where nothing was spent it must."""
    far = pace(dossier, settings)
    text = dossier.text(PROBLEMS)
    if far is None or far[2] is not Light.RED or not says_nothing(text):
        return
    severity = None if far[0] == 0 else Severity.EXPLAIN
    written = f"写“{text.strip()}”" if text.strip() else "空着"
    also = (ADVICE, SPENT)
    yield found(PROBLEMS, also=also, severity=severity, written=written, told=told(*far[:2]))


@rule(
    "summary.columns",
    title="汇总表里的问题和建议写反了",
    severity=Severity.EXPLAIN,
    reads=(PROBLEMS, ADVICE),
    stage=STAGE,
    message="{where}写的{text}是建议，不是问题{empty}。",
    fix="把建议移到建议栏，这里写问题本身；核对后面各栏有没有跟着错位。",
    basis=WITHIN,
    failing=(
        Example("问题栏写建议，建议空着", {PROBLEMS: "建议加快支付进度。"}, PROBLEMS, STAGES),
        Example(
            "问题栏全是建议",
            {
                PROBLEMS: "1、完善绩效监控机制。2、合理设置绩效目标。",
                ADVICE: "该项目预算资金40.57万元。",
            },
            PROBLEMS,
            STAGES,
        ),
        Example(
            "两个问题后面接一条建议",
            {PROBLEMS: "1、实施进度滞后，没有验收。2、指标不明确。3、建议按进度拨付资金。"},
            PROBLEMS,
            STAGES,
        ),
    ),
    passing=(
        Example(
            "各写各的",
            {PROBLEMS: "实施进度滞后，没有验收。", ADVICE: "建议尽快验收。"},
            stages=STAGES,
        ),
        Example("问题写“无”", {PROBLEMS: "无", ADVICE: "无"}, stages=STAGES),
    ),
)
def problems_hold_no_advice(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Advice in the column of problems: one misplaced sentence, or a whole column that slid."""
    pieces = items(dossier.text(PROBLEMS))
    advice = [piece for piece in pieces if advises(piece)]
    blank = says_nothing(dossier.text(ADVICE))
    whole = bool(advice) and advises(pieces[0]) and (blank or len(advice) * 2 >= len(pieces))
    if not advice or not (blank or whole):
        return
    empty = "，建议栏空着" if blank else ""
    severity = Severity.MUST_FIX if whole else None
    text = quoted(advice[0])
    yield found(PROBLEMS, also=(ADVICE,), severity=severity, text=text, empty=empty)


@rule(
    "summary.unit",
    title="单位名称没有填",
    severity=Severity.HINT,
    reads=("unit.name", "name"),
    stage=STAGE,
    message="{where}没有填。",
    fix="补上单位名称；合并单元格拆开时容易丢。",
    basis=MINISTRY,
    failing=(Example("只有项目名称", {"name": "实验楼项目"}, "unit.name", STAGES),),
    passing=(Example("填了单位", {"name": "实验楼项目", "unit.name": "某中学"}, stages=STAGES),),
)
def the_row_has_a_unit(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A row without its unit cannot be sent back to anybody."""
    if dossier.filled("name") and not dossier.text("unit.name").strip():
        yield found("unit.name")


@rule(
    "summary.another_row",
    title="写的是另一个项目的情况",
    severity=Severity.MUST_FIX,
    reads=(PROGRESS, "name", "goal", "purpose"),
    stage=STAGE,
    message="{where}写的是“{other}”的情况：{text}，没有一句说到本项目。",
    fix="核对是不是抄错了行，换成本项目的执行情况。",
    basis=WITHIN,
    failing=(
        Example(
            "执行情况是上一行的",
            {
                "name": "青少年事业发展经费",
                "goal": "团干部、青年培训10余次，支持青年创业就业100余人次。",
                PROGRESS: "硬件服务器已采购完成，智慧司法项目已完工，尚未验收。",
            },
            PROGRESS,
            STAGES,
            others=({"name": "智慧司法", "goal": "支付智慧司法云平台建设费用尾款。"},),
        ),
    ),
    passing=(
        Example(
            "写的是本项目",
            {
                "name": "青少年事业发展经费",
                "goal": "团干部、青年培训10余次。",
                PROGRESS: "已开展团干部培训6次，其中一次请智慧司法项目组讲课。",
            },
            stages=STAGES,
            others=({"name": "智慧司法", "goal": "支付智慧司法云平台建设费用尾款。"},),
        ),
    ),
)
def the_row_tells_of_itself(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """Progress that names another row's project and shares nothing with its own."""
    text = dossier.text(PROGRESS)
    own = "".join(dossier.text(path) for path in ("name", "goal", "purpose", "unit.name"))
    words = pairs_of(text)
    if len(words & pairs_of(own) - GENERAL) * STRANGE > len(words):
        return
    for other in surroundings.neighbours.prints:
        name = core_name(other.name)
        if (
            other.key != surroundings.own
            and len(name) >= NAMED
            and name in text
            and name not in own
        ):
            yield found(PROGRESS, other=other.name, text=quoted(text))
            return
