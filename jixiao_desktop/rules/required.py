"""What must be filled and is not: the root causes of most else that goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain import funds, paths
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.kinds import read
from jixiao_desktop.domain.numbers import is_blank, is_dash, read_number
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.standing import Standing, standing
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, proposal
from jixiao_desktop.rules.reasons import says_nothing

ROW_ESSENTIALS = {"name": "三级指标名称", "level1": "一级指标", "target": "年度指标值"}
PROSE = ("goal", "purpose", "overview", "goal_progress", "budget_reason")
"""What is written in sentences: no place for it in a project that is 涉密."""

ACTUAL, SCORE = "self_evaluation.actual", "self_evaluation.score"
TRAINING = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "培训班次"})


def staged_out(pattern: str, dossier: Dossier) -> bool:
    """Tell whether a field belongs to a stage that is not in work."""
    parts = pattern.split(".")
    return any(stage in parts and stage not in dossier.stages for stage in paths.STAGES)


def answered(dossier: Dossier, path: str) -> bool:
    """Tell whether a field is filled, or its value is known from elsewhere."""
    if not is_blank(shown_text(dossier, path)):
        return True
    place = funds.fund_place(path)
    return place is not None and funds.amount(dossier, *place) is not None


@rule(
    "required.field",
    title="必填项",
    severity=Severity.MUST_FIX,
    reads=("",),
    message="{where}还没有填。",
    fix="补填；确实没有的，数字写0，文字写明“无”及理由。",
    basis=MINISTRY,
    failing=(Example("年度总体目标没有填", {}, "goal", required=("goal",)),),
    passing=(
        Example("年度总体目标已填", {"goal": "举办培训20次"}, required=("goal",)),
        Example(
            "主管部门用单位资料中的名称",
            {"unit.department.name": "水利局"},
            required=("department.name",),
        ),
    ),
)
def asked_for(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Every field that the forms in use ask for is filled, or follows from others."""
    secret = is_secret(dossier)
    for pattern in settings.required:
        if secret and pattern.endswith(PROSE):
            continue
        single = "[]" not in pattern and not staged_out(pattern, dossier)
        if single and not answered(dossier, pattern):
            yield found(pattern)


@rule(
    "required.unit",
    title="实施单位和主管部门",
    severity=Severity.MUST_FIX,
    reads=("name", "implementer", "department", "unit"),
    message="{where}还没有填，单位信息里也没有。",
    fix="在单位信息里填一次，各项目都会带出来。",
    basis=MINISTRY,
    failing=(
        Example("没有实施单位", {"name": "培训", "department.name": "教育局"}, "implementer"),
        Example("没有主管部门", {"name": "培训", "implementer": "一小"}, "department.name"),
    ),
    passing=(
        Example(
            "用单位信息里的名称",
            {"name": "培训", "unit.name": "一小", "unit.department.name": "教育局"},
        ),
    ),
)
def somebody_is_named(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project says who carries it out and which department answers for it."""
    year_end = Severity.HINT if dossier.stages == {"self_evaluation"} else None
    for path in ("implementer", "department.name"):
        known = path in settings.required or not is_blank(shown_text(dossier, path))
        if dossier.filled("name") and not known:
            yield found(path, severity=year_end if "department" in path else None)


def is_secret(dossier: Dossier) -> bool:
    """Tell whether the project is 涉密: then name and amounts are all that may stand here."""
    return read("flag", dossier.text("confidential")).value is True


@rule(
    "required.row_field",
    title="指标各栏必填",
    severity=Severity.MUST_FIX,
    reads=("indicators",),
    each="indicators",
    message="{where}还没有填。",
    fix="补填；到监控时点尚未开展的，实际完成值写0。",
    basis=MINISTRY,
    failing=(
        Example("指标有名称而没有年度指标值", TRAINING, "indicators.a.target"),
        Example("没有填1-7月执行情况", TRAINING | row("a", {"target": "20"}),
                "indicators.a.monitoring.actual"),
    ),
    passing=(
        Example("指标各栏已填",
                TRAINING | row("a", {"target": "20", "monitoring.actual": "12",
                                     "monitoring.forecast": "20",
                                     "monitoring.likelihood": "确定能"})),
        Example("只有分类、没有指标的空行", row("a", {"level1": "效益指标"})),
        Example("得分空着，按建议得分算",
                TRAINING | row("a", {"target": "20", "weight": "10", ACTUAL: "20"}),
                stages=("self_evaluation",), required=(f"indicators[].{SCORE}",)),
    ),
)  # fmt: skip
def indicator_complete(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """An indicator that was begun has its essentials, and in a stage what that stage asks."""
    if not one.started:
        return
    asked = _asked_of_rows(settings.required)
    if "monitoring" in dossier.stages:
        asked = [*asked, "monitoring.actual", "monitoring.forecast", "monitoring.likelihood"]
    if read_number(one.text("self_evaluation.score")):  # its own finding weighs more
        asked = [rest for rest in asked if rest != "self_evaluation.actual"]
    scored = SCORE in asked and one.blank(SCORE)
    if scored and proposal(one, settings).score is not None:  # a blank score counts as proposed
        asked = [rest for rest in asked if rest != SCORE]
    for rest in dict.fromkeys(asked):
        if is_blank(dossier.text(one.path(rest))) and not staged_out(rest, dossier):
            yield found(one.path(rest))


@lru_cache(64)
def _asked_of_rows(required: tuple[str, ...]) -> list[str]:
    """Give what the forms ask of every row, in the row's own paths."""
    asked = [p.removeprefix("indicators[].") for p in required if _of_row(p)]
    return [*asked, *ROW_ESSENTIALS]


def _of_row(pattern: str) -> bool:
    return pattern.startswith("indicators[].")


@rule(
    "required.dash",
    title="“—”说不清",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    each="indicators",
    stage="monitoring",
    message="{where}写的是“{text}”，看不出{doubt}，年度指标值是{target}。",
    fix="没有开展的写0，尚未到期的写“尚未到期”并在备注写明什么时候完成。",
    basis=MINISTRY,
    failing=(
        Example(
            "目标20次，完成写“—”",
            TRAINING | row("a", {"target": "20", "unit": "次", "monitoring.actual": "—"}),
            "indicators.a.monitoring.actual",
        ),
        Example(
            "目标20次，完成写“尚未到期”，没有说什么时候完成",
            TRAINING | row("a", {"target": "20", "unit": "次", "monitoring.actual": "尚未到期"}),
            "indicators.a.monitoring.actual",
        ),
    ),
    passing=(
        Example(
            "目标20次，完成写0",
            TRAINING | row("a", {"target": "20", "unit": "次", "monitoring.actual": "0"}),
        ),
        Example(
            "备注写明什么时候完成",
            TRAINING
            | row("a", {"target": "20", "unit": "次", "monitoring.actual": "尚未到期",
                        "monitoring.remark": "9月、10月各办10次。"}),
        ),
    ),
)  # fmt: skip
def a_dash_is_no_value(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A dash for a value means different things to different readers; so does “later” alone."""
    due = one.target.deadline
    past = due is not None and one.as_of is not None and due < one.as_of
    for rest in ("monitoring.actual", "monitoring.forecast"):
        text = one.text(rest)
        if (one.number is not None or past) and is_dash(text):
            doubt = "是没有开展还是没有填"
            yield found(one.path(rest), text=text, target=one.shown(), doubt=doubt)
    text = one.text("monitoring.actual")
    output = "效益" not in one.level2 and "影响" not in one.level2
    if output and one.cumulative and standing(text) is Standing.NOT_DUE and not accounted(one):
        doubt = "做到了什么程度、什么时候完成"
        yield found(one.path("monitoring.actual"), text=text, target=one.shown(), doubt=doubt)


def accounted(one: Indicator) -> bool:
    """Tell whether a reason or a remark stands beside an indicator."""
    said = (one.text("monitoring.reason"), one.text("monitoring.remark"))
    return not all(map(says_nothing, said))


@rule(
    "required.indicators",
    title="绩效指标",
    severity=Severity.MUST_FIX,
    reads=("indicators", "evaluation.indicators", "name", "goal"),
    message="{where}：还没有填任何绩效指标。",
    fix="按批复的绩效目标逐项填写指标。",
    basis=MINISTRY,
    failing=(Example("只有项目名称，没有指标", {"name": "培训项目"}, "indicators"),),
    passing=(
        Example("填了一项指标", TRAINING),
        Example(
            "绩效评价，用评价指标体系打分",
            {"name": "培训项目", "evaluation.indicators.a.level3": "立项依据充分性"},
        ),
    ),
)
def some_indicator(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project has at least one indicator."""
    begun = dossier.filled("name") or dossier.filled("goal")
    if is_secret(dossier):
        return
    names = dossier.row_paths("indicators", "name")
    names += dossier.row_paths("evaluation.indicators", "level3")
    if begun and not any(dossier.filled(path) for path in names):
        yield found("indicators")


@rule(
    "required.spent",
    title="执行数",
    severity=Severity.MUST_FIX,
    reads=("monitoring.budget", "budget"),
    stage="monitoring",
    message="{where}还没有填，年度资金总额为{budget}万元。",
    fix="按截至监控时点的实际支付数填写，没有支付的写0。",
    basis=MINISTRY,
    failing=(
        Example(
            "有预算而没有执行数",
            {"budget.total.initial": "100"},
            "monitoring.budget.total.spent",
        ),
    ),
    passing=(
        Example(
            "执行数按来源填写，总额自动合计",
            {"budget.total.initial": "100", "monitoring.budget.general_public.spent": "0"},
        ),
    ),
)
def spent_filled(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where there is a budget, the amount spent is filled; 0 is an answer, a dash is none."""
    budget = funds.yearly_budget(dossier)
    path = funds.fund_path("total", "monitoring.spent")
    text = dossier.text(path)
    nothing = is_dash(text) or (is_blank(text) and path not in settings.required)
    if budget and nothing and funds.proposed(dossier, "total", "monitoring.spent") is None:
        yield found(path, budget=budget)
