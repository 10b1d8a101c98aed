"""Targets told as done, and values of a year's end that are no values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain, read_number
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.standing import Standing, standing
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.scores import METHOD
from jixiao_desktop.rules.told_counts import paired
from jixiao_desktop.rules.year_end_claims import short_of, told_short

LONGEST = 20_000
STAGE = "self_evaluation"
STAGES = (STAGE,)
PROGRESS = "self_evaluation.goal_progress"
ACTUAL, SCORE = "self_evaluation.actual", "self_evaluation.score"
_DONE = re.compile(
    "完成|开展|举办|建成|发放|实施|修建|新建|改造|购置|慰问|组织|培训|防治|安装|投放|检测"
)
_PLANNED = re.compile(
    "计划|目标|任务|应|拟|预计|年初|设定|要求|下达|原定|批复|未|仅|只|差|(?<!减)少"
)
SPRAYED = row("a", {"level2": "数量指标", "name": "草原虫害防治面积", "operator": "≥",
                    "target": "25", "unit": "万亩", ACTUAL: "15"})  # fmt: skip
LIFE = row("a", {"level1": "效益指标", "level2": "可持续影响指标", "name": "装备使用年限",
                 "operator": "≥", "target": "5", "unit": "年", "weight": "10",
                 SCORE: "10"})  # fmt: skip


@rule(
    "evaluation.target_told",
    title="把目标数写成了完成数",
    severity=Severity.MUST_FIX,
    reads=(PROGRESS, "indicators"),
    stage=STAGE,
    message="{where}写“{said}”，这是指标“{name}”的目标，实际只完成{actual}。",
    fix="按实际完成值改写，并写明没有完成的部分；完成值填错的，改完成值。",
    basis=WITHIN,
    failing=(
        Example("完成15万亩，文字写完成防治25万亩",
                {PROGRESS: "2025年完成草原虫害防治25万亩。"} | SPRAYED, PROGRESS, STAGES),
    ),
    passing=(
        Example("写的是实际数", {PROGRESS: "2025年完成草原虫害防治15万亩。"} | SPRAYED,
                stages=STAGES),
        Example("写的是年初的任务",
                {PROGRESS: "年初下达草原虫害防治25万亩，因干旱完成15万亩。"} | SPRAYED,
                stages=STAGES),
        Example("确实完成了", {PROGRESS: "完成草原虫害防治25万亩。"} | SPRAYED
                | row("a", {ACTUAL: "25"}), stages=STAGES),
    ),
)  # fmt: skip
def what_was_done_is_told(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where the target was missed, the account of the year does not tell the target as done."""
    text = dossier.text(PROGRESS)
    rows = [o for o in indicators(dossier, settings) if "成本" not in o.level1 + o.level2]
    matched = paired(text, tuple((o.name, o.target.unit) for o in rows)) if text.strip() else ()
    for thing, at in matched:
        one = rows[at]
        same = [t.value for t, other in matched if other == at]
        if thing.value != one.number or one.reached(ACTUAL).number in (*same, sum(same), None):
            continue
        sentence = _sentence(text, thing.fact.start)
        honest = _PLANNED.search(sentence) or told_short(text, one.name)
        if short_of(one) and _DONE.search(sentence) and not honest:
            said = f"{thing.words.split(' ')[0][-12:]}{thing.fact.text}"
            yield found(PROGRESS, also=(one.path(ACTUAL),), said=said, name=one.name,
                        actual=one.shown(ACTUAL))  # fmt: skip


def _sentence(text: str, at: int) -> str:
    """Give what stands before and behind a place up to the full stops."""
    before = text[max(0, at - 120) : at].rpartition("。")[2]
    return before + text[at : at + 40].partition("。")[0]


@rule(
    "evaluation.not_due",
    title="还没有到期却有得分",
    severity=Severity.MUST_FIX,
    reads=("indicators",),
    each="indicators",
    stage=STAGE,
    message="{where}写“{said}”，没有完成值，却得了{score}分；年度指标值是{target}。",
    fix="填已经能看到的数；确实还没有的，不计分，并在原因一栏写明什么时候能有。",
    basis=METHOD,
    failing=(
        Example("使用年限目标5年，完成值写“未到期”，得10分", LIFE | row("a", {ACTUAL: "未到期"}),
                f"indicators.a.{ACTUAL}", STAGES),
    ),
    passing=(
        Example("写了年数", LIFE | row("a", {ACTUAL: "5"}), stages=STAGES),
        Example("没有得分", LIFE | row("a", {ACTUAL: "未到期", SCORE: "0"}), stages=STAGES),
    ),
)  # fmt: skip
def points_are_for_figures(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """Where the target is a figure, “not due yet” earns no points at the year's end."""
    said, score = one.text(ACTUAL).strip(), read_number(one.text(SCORE))
    waiting = standing(said) in (Standing.NOT_DUE, Standing.NOT_BEGUN) if said else False
    if waiting and one.number is not None and score:
        yield found(one.path(ACTUAL), also=(one.path(SCORE),), said=said[:12], score=plain(score),
                    target=one.shown())  # fmt: skip


_ACCEPTED = re.compile("验收|竣工|完工")
_OF_WORKS = re.compile("工程|项目|维修|改造|建设|修缮|新建|修建|安装")
WORKS = row("w", {"level2": "数量指标", "name": "维修饮水工程数量", "operator": "≥", "target": "26",
                  "unit": "处", "monitoring.actual": "0"})  # fmt: skip
PASSED = row("q", {"level2": "质量指标", "name": "工程验收合格率", "operator": "=", "target": "100",
                   "unit": "%", "monitoring.actual": "100"})  # fmt: skip


@rule(
    "progress.accepted_undone",
    title="没有完工却有验收合格率",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    stage="monitoring",
    message="{where}填{actual}，而“{works}”一处也没有完成，没有可以验收的。",
    fix="还没有验收的，写“未验收”；已经分段验收的，写明验收了哪些。",
    basis=WITHIN,
    failing=(
        Example("26处工程完成0处，验收合格率100%", WORKS | PASSED,
                "indicators.q.monitoring.actual"),
    ),
    passing=(
        Example("已完成8处", WORKS | PASSED | row("w", {"monitoring.actual": "8"})),
        Example("写“未验收”", WORKS | PASSED | row("q", {"monitoring.actual": "未验收"})),
    ),
)  # fmt: skip
def nothing_done_is_nothing_accepted(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where not one of the works is done, no share of them was accepted."""
    rows = indicators(dossier, settings)
    works = [o for o in rows if "数量" in o.level2 and _OF_WORKS.search(o.name)]
    if not works or any(o.actual.number != 0 for o in works):
        return
    for one in rows:
        rated = "质量" in one.level2 and one.target.unit == "%" and _ACCEPTED.search(one.name)
        if rated and one.actual.number:
            yield found(one.path("monitoring.actual"), also=(works[0].path("monitoring.actual"),),
                        actual=one.shown("monitoring.actual"), works=works[0].name)  # fmt: skip


_SPENT = re.compile("(?:支出|支付|使用|执行|花费|付款)[^，。；、0-9]{0,8}$")
_NOT_YET = re.compile(
    "预计|计划|将|拟|应|需|待|未|尚|上年|去年|结转|合同|下半年|[8-9]月|1[0-2]月|申请|报销|垫|自筹"
)
MONEY = "monitoring.budget.total.spent"
NOTHING = {"budget.total.initial": "15", MONEY: "0"}
SO_FAR = "monitoring.goal_progress"


@rule(
    "progress_text.money_unspent",
    title="文字写了支出，表中执行数是0",
    severity=Severity.MUST_FIX,
    reads=(SO_FAR, "monitoring.sections.fund_execution", "monitoring.budget"),
    stage="monitoring",
    message="{where}写“{said}”，而表中的执行数是0万元。",
    fix="已经支出的，按支付凭证补填执行数；还没有支出的，改文字。",
    basis=WITHIN,
    failing=(
        Example("写支出活动经费3.20万元，执行数0",
                {SO_FAR: "开展活动5次，支出活动经费3.20万元。"} | NOTHING, SO_FAR),
        Example("写已支付1.5万元，执行数0", {SO_FAR: "已支付1.5万元，用于场地布置。"} | NOTHING,
                SO_FAR),
    ),
    passing=(
        Example("写的是预计", {SO_FAR: "预计9月支出活动经费3.20万元。"} | NOTHING),
        Example("写的是没有支付", {SO_FAR: "活动经费3.20万元尚未支付。"} | NOTHING),
        Example("由别处先垫付", {SO_FAR: "由办公经费垫付，支付场租3.20万元。"} | NOTHING),
        Example("执行数已填", {SO_FAR: "支出活动经费3.20万元。"} | NOTHING | {MONEY: "3.20"}),
    ),
)  # fmt: skip
def money_told_was_spent(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where a text tells of money spent, the table does not say that nothing was (B4)."""
    if funds.amount(dossier, "total", "monitoring.spent") != 0:
        return
    for path in (SO_FAR, "monitoring.sections.fund_execution"):
        text = dossier.text(path)[:LONGEST].translate(ONE_TO_ONE)
        for fact in facts(text) if "元" in text else ():
            if fact.kind != "money" or fact.each or not fact.value:
                continue
            lead = _SPENT.search(text[max(0, fact.start - 16) : fact.start])
            if lead and not _NOT_YET.search(_sentence(text, fact.start)):
                yield found(path, also=(MONEY,), said=f"{lead[0]}{fact.text}")
                break
