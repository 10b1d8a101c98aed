"""A county's policy numbers: each one, written into a notice, moves what is found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao_desktop.catalog.advice import advice_by_rule
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.notice_loading import load_notice
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import run
from jixiao_desktop.rules.surroundings import Surroundings
from jixiao_desktop.session.around import in_case
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case

HEAD = 'id = "county"\ntitle = "某县通知"\nyear = 2024\nbasis = "某县通知"\n'
MONITORING = '[as_of]\nmonitoring = 2024-07-31\n[[form]]\nid = "monitoring-table"\n'
YEAR_END = '[as_of]\nself_evaluation = 2024-12-31\n[[form]]\nid = "self-evaluation-table"\n'
NAMES = ("维修渠道长度", "检查站点次数", "宣传资料份数")


def rows(*given: dict[str, str]) -> dict[str, str]:
    """Texts of indicator rows a, b, c …"""
    return {
        f"indicators.{chr(97 + at)}.{rest}": text
        for at, one in enumerate(given)
        for rest, text in one.items()
    }


def output(name: str, target: str, unit: str, **more: str) -> dict[str, str]:
    """One counted output."""
    told = {"level1": "产出指标", "level2": "数量指标", "name": name, "operator": "≥"}
    return told | {"target": target, "unit": unit} | more


def done(actual: str, reason: str = "") -> dict[str, str]:
    """Texts of one indicator with target 100 and a result at year-end."""
    one = output("维修渠道长度", "100", "公里")
    return rows(one | {"self_evaluation.actual": actual, "self_evaluation.reason": reason})


def found(folder: Path, settings: str, texts: dict[str, str], form: str) -> tuple[Finding, ...]:
    """Check texts under a notice with these settings."""
    folder.mkdir(exist_ok=True)
    file = folder / "notice.toml"
    file.write_text(f"{HEAD}{form}[settings]\n{settings}\n", encoding="utf-8")
    ids = dict.fromkeys(path.split(".")[1] for path in texts if path.startswith("indicators."))
    entries = {path: Entry(text) for path, text in texts.items() if text}
    dossier = Dossier(2024, entries, {"indicators": tuple(ids)})
    case = Case(load_catalog(), load_notice(file), 2024, (dossier,))
    return check_case(case)[0]


def told(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [one for one in findings if one.rule == rule]


STEPS = [
    ("119", "", None, ""),
    ("120", "", Severity.EXPLAIN, "超过目标20%以上"),
    ("125", "上级追加任务", None, ""),
    ("130", "", Severity.EXPLAIN, "超过目标30%以上"),
    ("130", "超额完成", Severity.EXPLAIN, "超过目标30%以上"),
    ("130", "9月新增两个灌区的渠道维修任务。", None, ""),
    ("150", "", Severity.EXPLAIN, "超过目标50%以上"),
]


@pytest.mark.parametrize(("actual", "reason", "severity", "step"), STEPS)
def test_over_fulfilment_goes_by_steps(
    tmp_path: Path, actual: str, reason: str, severity: Severity | None, step: str
) -> None:
    some = told(found(tmp_path, "", done(actual, reason), YEAR_END), "evaluation.far_from_target")
    assert [one.severity for one in some] == [severity] * bool(severity)
    assert all(step in one.message for one in some)


LADDER = 'over_hint = "1.1"\nover_explain = "1.4"\nover_reason = "2"\nover_strong = "3"\n'


@pytest.mark.parametrize(
    ("settings", "actual", "severity", "step"),
    [
        (LADDER, "115", Severity.HINT, "超过目标10%以上"),
        (LADDER, "139", Severity.HINT, "超过目标10%以上"),
        (LADDER, "140", Severity.EXPLAIN, "超过目标40%以上"),
        (LADDER, "300", Severity.EXPLAIN, "超过目标200%以上"),
        (f'{LADDER}over_must_fix = "2.5"', "240", Severity.EXPLAIN, "超过目标100%以上"),
        (f'{LADDER}over_must_fix = "2.5"', "250", Severity.MUST_FIX, "超过目标150%以上"),
    ],
)
def test_the_steps_are_the_notices(
    tmp_path: Path, settings: str, actual: str, severity: Severity, step: str
) -> None:
    (one,) = told(found(tmp_path, settings, done(actual), YEAR_END), "evaluation.far_from_target")
    assert one.severity is severity
    assert step in one.message


def test_a_higher_step_asks_for_more(tmp_path: Path) -> None:
    asked = [
        told(found(tmp_path, "", done(actual), YEAR_END), "evaluation.far_from_target")[0].fix
        for actual in ("120", "130", "150")
    ]
    assert len(set(asked)) == 3
    assert "下一年度" in asked[-1]


def test_the_steps_hold_in_monitoring_too(tmp_path: Path) -> None:
    texts = rows(output("检查站点次数", "10", "次") | {"monitoring.actual": "14"})
    rule = "progress.over_target"
    (usual,) = told(found(tmp_path, "", texts, MONITORING), rule)
    assert (usual.severity, "超过目标30%以上" in usual.message) == (Severity.EXPLAIN, True)
    lenient = 'over_explain = "2"\nover_reason = "2"\nover_strong = "2"'
    assert not told(found(tmp_path, lenient, texts, MONITORING), rule)
    (grave,) = told(found(tmp_path, 'over_must_fix = "1.3"', texts, MONITORING), rule)
    assert grave.severity is Severity.MUST_FIX


@dataclass(frozen=True)
class Moved:
    """A setting that makes a rule speak, or fall silent, over the same texts."""

    rule: str
    setting: str
    value: str
    texts: dict[str, str] = field(default_factory=dict)
    speaks: bool = True
    form: str = MONITORING


SATISFIED = {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度",
             "operator": "≥", "unit": "%"}  # fmt: skip
MONEY = {"budget.total.initial": "100", "budget.fiscal.initial": "100"}
SPENT = "monitoring.budget.total.spent"
ITEMS = {"budget.total.initial": "2", "self_evaluation.budget.total.spent": "2.3"} | rows(
    output("办公家具", "10", "个") | {"self_evaluation.actual": "10"},
    output("办公家具平均成本", "2000", "元/个")
    | {"level2": "成本指标", "operator": "≤", "self_evaluation.actual": "2000"},
)
MOVED = [
    Moved("progress.forecast_far", "forecast_explain", "1.2",
          rows(output(NAMES[0], "100", "公里")
               | {"monitoring.actual": "60", "monitoring.forecast": "125"})),
    Moved("unit.satisfaction_level", "satisfaction_high", "95", rows(SATISFIED | {"target": "96"})),
    Moved("unit.satisfaction_level", "satisfaction_low", "90", rows(SATISFIED | {"target": "85"})),
    Moved("indicator.name_long", "name_longest", "5", rows(output(NAMES[0], "100", "公里"))),
    Moved("coverage.outputs", "fewest_indicators", "1", rows(output(NAMES[0], "100", "公里"))),
    Moved("duplicate.alike", "indicator_likeness", "0.5",
          rows(output("乡村公路养护里程", "100", "公里"),
               output("乡村公路日常养护里程总长", "90", "公里"))),
    Moved("deviation.every_cause", "every_cause", "2",
          rows(output(NAMES[0], "100", "公里") | {"monitoring.actual": "10",
               "monitoring.causes": "经费保障、制度保障"})),
    Moved("pace.apart", "work_done", "0.7",
          MONEY | {SPENT: "15"} | rows(output(NAMES[0], "100", "公里")
                                       | {"monitoring.actual": "75"})),
    Moved("pace.apart", "money_unpaid", "0.3",
          MONEY | {SPENT: "25"} | rows(output(NAMES[0], "100", "公里")
                                       | {"monitoring.actual": "95"})),
    Moved("pace.apart", "work_barely", "0.6",
          MONEY | {SPENT: "95"} | rows(output(NAMES[0], "100", "公里")
                                       | {"monitoring.actual": "55"})),
    Moved("evaluation.cost_times_quantity", "items_off", "0.2", ITEMS, speaks=False,
          form=YEAR_END),
    Moved("score.above_proposal", "score_tolerance", "60",
          rows(output(NAMES[0], "100", "公里")
               | {"weight": "10", "self_evaluation.actual": "50", "self_evaluation.score": "10"}),
          speaks=False, form=YEAR_END),
    Moved("evaluation.execution", "execution_explain_below", "0.99",
          {"budget.total.initial": "100", "self_evaluation.budget.total.spent": "95"},
          form=YEAR_END),
    Moved("evaluation.far_from_target", "cost_far_below", "0.9",
          rows(output("渠道维修成本", "100", "万元")
               | {"level2": "成本指标", "operator": "≤", "self_evaluation.actual": "80"}),
          form=YEAR_END),
]  # fmt: skip


@pytest.mark.parametrize("one", MOVED, ids=lambda one: f"{one.rule}-{one.setting}")
def test_a_policy_number_of_the_notice_moves_the_finding(tmp_path: Path, one: Moved) -> None:
    usual = told(found(tmp_path, "", one.texts, one.form), one.rule)
    settings = f'{one.setting} = "{one.value}"'
    moved = told(found(tmp_path, settings, one.texts, one.form), one.rule)
    assert (bool(usual), bool(moved)) == (not one.speaks, one.speaks)
    assert one.setting in advice_by_rule()[one.rule].settings


FLOORS = 'spending_floors = "4=25、6=40、8=60、10=80"'


@pytest.mark.parametrize(
    ("settings", "spent", "asked"),
    [
        ("", "50", False), ("", "39", True), (FLOORS, "39", True), (FLOORS, "40", False),
        (FLOORS, "23", True), ('spending_floors = "8=60"', "39", True),
    ],
)  # fmt: skip
def test_how_much_is_to_be_spent_by_a_month_is_the_notices(
    tmp_path: Path, settings: str, spent: str, asked: bool
) -> None:
    texts = MONEY | {SPENT: spent, "monitoring.budget.fiscal.spent": spent}
    some = told(found(tmp_path, settings, texts, MONITORING), "spending.reason_missing")
    assert bool(some) is asked
    due = "应有进度40.00%" if settings == FLOORS else "应有进度58.33%"
    assert all(due in one.message for one in some)
    assert all(("（红）" in one.message) is (spent == "23") for one in some if settings == FLOORS)


def test_full_marks_are_a_mend_from_the_notices_share(tmp_path: Path) -> None:
    marks = {"weight": "10", "self_evaluation.actual": "85", "self_evaluation.score": "10"}
    texts = rows(output(NAMES[0], "100", "公里") | marks)
    rule = "score.above_proposal"
    (usual,) = told(found(tmp_path, "", texts, YEAR_END), rule)
    (mild,) = told(found(tmp_path, 'full_marks_from = "0.8"', texts, YEAR_END), rule)
    assert (usual.severity, mild.severity) == (Severity.MUST_FIX, Severity.EXPLAIN)


def test_items_far_off_are_a_mend_from_the_notices_share(tmp_path: Path) -> None:
    rule = "evaluation.cost_times_quantity"
    (usual,) = told(found(tmp_path, "", ITEMS, YEAR_END), rule)
    (strict,) = told(found(tmp_path, 'items_far_off = "0.12"', ITEMS, YEAR_END), rule)
    assert (usual.severity, strict.severity) == (Severity.EXPLAIN, Severity.MUST_FIX)


PROSE = "全面了解资金使用和管理的情况，总结做法，查找不足，为下一年度安排预算提供参考。"
MORE = "重点看渠道清淤、闸门更换和水泵房改造的质量，听取灌区农户的意见。"
REST = "重点看路面修补、边沟清理和标线施划的质量，听取沿线村民的意见。"


@pytest.mark.parametrize(("share", "copied"), [("0.8", False), ("0.4", True)])
def test_how_much_of_a_text_makes_it_a_copy_is_the_notices(share: str, copied: bool) -> None:
    purpose = "self_evaluation.sections.evaluation_purpose"
    texts = (
        {"name": "渠道维修", purpose: PROSE + MORE},
        {"name": "道路养护", purpose: PROSE + REST},
    )
    stages = frozenset({"self_evaluation"})
    dossiers = [
        Dossier(2024, {p: Entry(t) for p, t in one.items()}, stages=stages) for one in texts
    ]
    settings = replace(Settings(2024), text_likeness=Decimal(share))
    some = run(dossiers[1], settings, in_case(dossiers)[1])
    assert bool(told(some, "copied.text")) is copied


@pytest.mark.parametrize(("count", "asked"), [("2", True), ("3", False)])
def test_how_many_rows_make_it_last_years_is_the_notices(count: str, asked: bool) -> None:
    texts = rows(*(output(name, "20", "次") for name in NAMES[:2]))
    dossier = Dossier(2024, {p: Entry(t) for p, t in texts.items()}, {"indicators": ("a", "b")})
    settings = replace(Settings(2024), same_as_last_year=int(count))
    some = run(dossier, settings, Surroundings(last_year=replace(dossier, year=2023)))
    assert bool(told(some, "last_year.indicators")) is asked
