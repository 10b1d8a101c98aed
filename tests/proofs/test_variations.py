"""What reviewers found in the given documents, told of other things in other words: still found.

Each row is one case of the list of findings, put into a sound dossier of another kind.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

import pytest

from tests.proofs.reviews import measure
from tests.proofs.reviews.hand import EXPLAIN, HINT, MUST, RANK, sound_dossiers

UNIT = "unit_report.monitoring.sections."
EVALUATED = "projects[0].evaluation.sections."
REPORT = "projects[0].monitoring.sections."
ROW = "reviews[0].review."

CASES: list[tuple[str, str, str, str, str]] = [
    # case, dossier, where, text, severity
    ("12", "unit-township", f"{UNIT}goal_completion", "支出进度51.2%。", EXPLAIN),
    ("12", "unit-township", f"{UNIT}goal_completion", "基本支出执行率60%。", EXPLAIN),
    ("13", "unit-township", f"{UNIT}goal_completion",
     "干部培训次数目标24次，完成12次，完成率58%。", EXPLAIN),
    ("13", "unit-township", f"{UNIT}goal_completion",
     "指标1：调解矛盾纠纷，预期指标值≥60件，实际完成值34件，指标完成率65%。", EXPLAIN),
    ("14", "unit-township", f"{UNIT}other", "项目支出预算0万元，支出0万元，执行率100%。", EXPLAIN),
    ("15", "unit-township", f"{UNIT}goal_completion",
     "人居环境预期有所改善，完成明显改善，完成率60%。", EXPLAIN),
    ("16", "unit-township", f"{UNIT}goal_completion", "群众满意度实际完成值待调查%。", EXPLAIN),
    ("17", "unit-township", f"{UNIT}deviation", "公用经费存在偏差，完成率45%，低于目标。", EXPLAIN),
    ("20", "unit-township", f"{UNIT}plan", "1）监控重点：整体支出。\n（2）监控内容：执行。", HINT),
    ("23", "unit-township", f"{UNIT}goal_completion",
     "基本支出284.40万元，其中工资262.30万元、办公费24.20万元、车辆费3.10万元。", EXPLAIN),
    ("24", "evaluation-irrigation", f"{EVALUATED}benefit",
     "效益类由3个三级指标构成，分值30分，得分29分，得分率96.67%。", EXPLAIN),
    ("25", "evaluation-irrigation", f"{EVALUATED}implementer",
     "核定编制9名，其中行政7名、工勤2名、参公0名、事业5名。", EXPLAIN),
    ("27", "evaluation-irrigation", "projects[0].goal",
     "完成了24公里支渠维修，改善了灌溉条件。", HINT),
    ("28", "evaluation-irrigation", f"{EVALUATED}indicator_system",
     "依据《预算绩效评价共性指标体系框架》（财预〔2014〕53号）。", EXPLAIN),
    ("31", "evaluation-irrigation", f"{EVALUATED}preparation",
     "2024年1月成立由5人组成的评价组，制定评价方案。", EXPLAIN),
    ("31", "evaluation-irrigation", f"{EVALUATED}preparation",
     "评价组由组长1人、成员4人共5人组成。", EXPLAIN),
    ("32", "evaluation-irrigation", f"{EVALUATED}process", "成员：古丽□阿依、张三。", EXPLAIN),
    ("48", "evaluation-irrigation", f"{EVALUATED}investment",
     "项目预算245万元，截至2013年12月31日实际支出235万元。", MUST),
    ("48", "road", f"{REPORT}organization", "我镇2013年项目支出共1个，全部纳入监控。", MUST),
    ("36", "road", f"{REPORT}organization", "泽库县人民医院资金使用规范，专款专用。", EXPLAIN),
    ("36", "equipment", f"{REPORT}organization", "乌兰县人民医院严格执行财务制度。", EXPLAIN),
    ("36", "school-meals", "projects[0].implementer", "贵德县教育局", EXPLAIN),
    ("37", "review-summary", "reviews[0].project.goal",
     "购置图书12000册90万元，举办活动48场50万元，丰富群众文化生活。", EXPLAIN),
    ("38", "review-summary", "reviews[0].project.purpose", "用于购书120万元。", EXPLAIN),
    ("39", "review-summary", f"{ROW}spending",
     "截至7月底，到位49.80万元，执行率59.29%。", EXPLAIN),
    ("40", "review-summary", f"{ROW}progress", "截至7月底，项目整体完成59.29%。", EXPLAIN),
    ("41", "review-summary", f"{ROW}progress", "整体目标完成度约58.3%。", EXPLAIN),
    ("42", "review-summary", f"{ROW}progress",
     "购置图书7400册，举办活动29场，完成年度目标的80%。", EXPLAIN),
    ("42", "review-summary", f"{ROW}progress",
     "购置图书11000册，举办活动40场，完成年度绩效目标的20%。", EXPLAIN),
    ("43", "review-summary", f"{ROW}progress", "购置图书7400册，举办活动96场。", HINT),
    ("44", "review-summary", f"{ROW}spending", "截至2024年7月31日，未支出。", EXPLAIN),
    ("45", "review-summary", "reviews[1].review.deviation_reason", "指标设定不够合理", EXPLAIN),
    ("46", "review-summary", "reviews[2].review.problems", "暂无", EXPLAIN),
    ("47", "review-summary", f"{ROW}problems", "进一步完善管理办法，督促尽快支付。", EXPLAIN),
    ("50", "review-summary", f"{ROW}spending", "支出49.80万元，其中图书366000元。", HINT),
    ("C3", "review-summary", f"{ROW}spending",
     "实际支出49.80万元，用于购书32万元、职工食堂17.80万元。", HINT),
]  # fmt: skip


def put(data: Any, path: str, text: str) -> None:
    """Write a text at a path of an exchange file."""
    *way, last = re.findall(r"[^.\[\]]+", path)
    for part in way:
        data = data[int(part)] if isinstance(data, list) else data.setdefault(part, {})
    data[last] = text


@cache
def said_of(name: str) -> frozenset[tuple[str, str, str]]:
    """Return what is said of a sound dossier as it is."""
    return frozenset(map(measure.key, measure.check(sound_dossiers()[name])))


def news(name: str, texts: dict[str, str]) -> list[measure.Finding]:
    """Return what is said of a sound dossier only once texts are changed."""
    data = copy.deepcopy(sound_dossiers()[name])
    for path, text in texts.items():
        put(data, path, text)
    return [f for f in measure.check(data) if measure.key(f) not in said_of(name)]


@pytest.mark.parametrize(
    ("name", "path", "text", "severity"),
    [case[1:] for case in CASES],
    ids=[f"{case[0]}-{at}" for at, case in enumerate(CASES)],
)
def test_a_case_told_in_other_words_is_named(
    name: str, path: str, text: str, severity: str
) -> None:
    owner = path.split(".sections.")[0].split(".review.")[0].split(".project.")[0]
    found = [
        f
        for f in news(name, {path: text})
        if RANK[f["severity"]] >= RANK[severity]
        and any(place == path or place.startswith(owner) for place in measure.places(f))
    ]
    assert found


HARMLESS: list[tuple[str, str, str]] = [
    ("unit-township", f"{UNIT}remedies_planned", "下半年加快项目资金支付，按月通报进度。"),
    ("legal-aid", f"{REPORT}goal_completion", "共受理民事法律援助案件申请230件。"),
    ("road", f"{REPORT}organization", "东川镇人民政府成立监控小组，按月核对进度。"),
    ("evaluation-irrigation", f"{EVALUATED}preparation", "成立由3人组成的评价组，制定方案。"),
    ("village-funds", f"{REPORT}measures", "县委组织部严格执行调度制度，按月通报进度。"),
]


@pytest.mark.parametrize(("name", "path", "text"), HARMLESS)
def test_a_sound_sentence_is_left_in_peace(name: str, path: str, text: str) -> None:
    here = [f for f in news(name, {path: text}) if f["path"] == path and f["severity"] != "hint"]
    assert here == []


def test_an_evaluation_that_tells_what_was_spent_is_no_self_evaluation() -> None:
    data = copy.deepcopy(sound_dossiers()["evaluation-irrigation"])
    data.pop("notice", None)
    project = data["projects"][0]
    project["self_evaluation"] = {"budget": {"total": {"spent": "235.00"}}}
    for row in project["indicators"]:
        row.pop("self_evaluation", None)
    asked = [f for f in measure.check(data) if "self_evaluation" in f["path"]]
    assert [f["rule"] for f in asked if f["severity"] == "must_fix"] == []


def test_a_department_is_held_to_the_rows_of_its_projects() -> None:
    found = news("department", {"projects[0].indicators[0].monitoring.actual": "0.8"})
    place = f"{UNIT}goal_completion"
    assert {"progress_text.told", "progress_text.no_deviation"} <= {
        f["rule"] for f in found if f["path"] == place
    }
