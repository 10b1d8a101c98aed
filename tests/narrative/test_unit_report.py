"""The monitoring report of a unit as a whole: rates, groups, team, drafts, projects beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.output import composed, export_form

SEEDS = Path(__file__).resolve().parents[1] / "data" / "seeds"
FORM = "unit-monitoring-report"
Change = Callable[[dict[str, Any]], object]


def case(change: Change | None = None, projects: list[dict[str, Any]] | None = None) -> Case:
    catalog = load_catalog()
    data = deepcopy(json.loads((SEEDS / f"{FORM}.json").read_text("utf-8")))
    if change:
        change(data["unit_report"])
    if projects:
        data["projects"] = projects
    exchange = parse(json.dumps(data), catalog.dictionary)
    found = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    return Case(catalog, notice, exchange.year, found, unit_dossier(exchange))


def texts(of: Case) -> list[str]:
    report = of.form(FORM)
    return composed(of, report).texts  # type: ignore[arg-type]


def told(change: Change) -> str:
    return "\n".join(texts(case(change)))


@pytest.mark.parametrize(
    ("spent", "shown"), [("312.17", "64.19%"), ("486.29", "100%"), ("0", "0%"), ("", "—")]
)
def test_the_rate_divides_by_the_initial_budget(spent: str, shown: str) -> None:
    made = told(lambda u: u["budget"]["basic"].update(spent=spent))
    assert f"基本支出实际支出资金{spent}万元，预算执行率{shown}。" in made


def test_nothing_of_nothing_has_no_rate() -> None:
    assert "截止到监控节点，项目支出实际支出资金0万元，预算执行率—。" in texts(case())
    assert "执行率0%" not in "\n".join(texts(case()))


def test_words_get_neither_percent_sign_nor_rate() -> None:
    made = "\n".join(texts(case()))
    assert "未到监控节点%" not in made
    assert "指标1：提高劳动就业水平，预期指标值：显著提高，实际完成值有所提高；" in made


def test_the_whole_is_the_sum_of_basic_and_project_spending() -> None:
    made = told(lambda u: u["budget"]["project"].update(total="13.71", spent="8.23", received="0"))
    assert "我部门2021年预算500万元，实际到位资金328.65万元，到位率65.73%。" in made
    assert "资金执行数320.4万元，预算执行率64.08%。" in made


def test_a_role_is_named_once_and_a_person_without_post_has_no_brackets() -> None:
    made = texts(case(lambda u: u.update(team=[
        {"role": "组长", "name": "甲", "post": "镇长"},
        {"role": "成员", "name": "乙", "post": ""},
        {"role": "成员", "name": "丙", "post": "会计"},
    ])))  # fmt: skip
    at = made.index("塔中镇绩效监控小组成员：")
    assert made[at + 1 : at + 4] == ["组长：甲（镇长）", "成员：乙", "丙（会计）"]


def test_numbers_of_indicators_start_anew_in_every_group() -> None:
    made = texts(case())
    at = made.index("④成本指标：")
    assert [line[:4] for line in made[at + 1 : at + 4]] == ["指标1：", "指标2：", "指标3："]
    assert [line for line in made if line.endswith("情况") and line[1] == "、"][-3:] == [
        "1、产出情况", "2、效益情况", "3、满意度情况",
    ]  # fmt: skip


def test_without_additional_funds_the_last_chapter_says_none() -> None:
    made = texts(case(lambda u: u["budget"].pop("additional")))
    assert made[made.index("附表1") - 1] == "无。"


def test_what_deviates_is_drafted_from_the_rows_until_somebody_writes() -> None:
    def unwritten(unit: dict[str, Any]) -> None:
        unit["monitoring"]["sections"].pop("deviation")
        unit["indicators"][2]["monitoring"]["reason"] = "下半年集中培训"

    line = next(t for t in texts(case(unwritten)) if t.startswith("（1）偏离情况："))
    assert "干部学习培训次数，预期指标值：≥48次，实际完成值30次，指标完成率62.5%" in line


def test_several_projects_beside_it_change_nothing(tmp_path: Path) -> None:
    beside = [{"name": "甲项目"}, {"name": "乙项目"}]
    assert texts(case(projects=beside)) == texts(case()) == texts(case(projects=beside[:1]))
    of = case(projects=beside)
    report = export_form(of, FORM, tmp_path / "报告.docx")
    assert report.compared == composed(of, of.form(FORM)).items  # type: ignore[arg-type]


def test_every_figure_of_money_leads_to_where_it_is_kept() -> None:
    of = case()
    blocks = composed(of, of.form(FORM)).blocks  # type: ignore[arg-type]
    sources = {run.source for block in blocks for run in block.runs}
    for path in ("basic.total", "basic.spent", "project.spent", "additional.total"):
        assert f"unit_report.budget.{path}" in sources


def test_a_unit_that_filled_nothing_has_neither_counts_nor_tables() -> None:
    def emptied(unit: dict[str, Any]) -> None:
        unit.pop("budget")
        unit.pop("indicators")

    of = case(emptied)
    document = composed(of, of.form(FORM))  # type: ignore[arg-type]
    assert not any("三级指标" in text or text.startswith("附表") for text in document.texts)
    assert document.tables == ()


def test_annexes_are_counted_as_they_are_printed() -> None:
    made = texts(case(lambda u: u.pop("budget")))
    assert [text for text in made if text.startswith("附表")] == ["附表1"]
    assert made[made.index("附表1") + 1] == "部门整体支出绩效目标完成情况表"
