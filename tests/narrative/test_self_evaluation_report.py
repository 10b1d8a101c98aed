"""The self-evaluation report: the examples line for line, and what unseen dossiers come to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.report_loading import load_report
from jixiao_desktop.catalog.reports import Block, Group, Report
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Entry
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.export.docx_report import read_back_report, write_docx_report
from jixiao_desktop.narrative.compose import Subject, compose, compose_blank
from jixiao_desktop.session.exchange import dossiers_of, parse
from tests.narrative.subjects import DATA, with_texts

NAMES = ("self-evaluation-training", "self-evaluation-equipment")
Change = Callable[[dict[str, Any]], object]


def report() -> Report:
    found = load_catalog().form("self-evaluation-report", year=2024)
    assert isinstance(found, Report)
    return found


def subject(name: str = NAMES[0], change: Change | None = None) -> Subject:
    catalog = load_catalog()
    data = json.loads((DATA / "examples" / f"{name}.json").read_text("utf-8"))
    if change:
        data = deepcopy(data)
        change(data["projects"][0])
    project = dossiers_of(parse(json.dumps(data), catalog.dictionary))[0].dossier
    own = catalog.settings_for(catalog.notice("", 2024), report(), 2024)
    return Subject(project, (project,), own, catalog.dictionary)


def lines(about: Subject) -> list[str]:
    texts = (text.rstrip() for text in compose(report(), about, {}).texts)
    return [text for text in texts if text]


def told(name: str, change: Change) -> list[str]:
    return lines(subject(name, change))


def expected(name: str) -> list[str]:
    text = (DATA / "examples" / f"{name}.expected.txt").read_text("utf-8")
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_come_out_line_for_line(name: str) -> None:
    assert lines(subject(name)) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_reads_back_the_same(name: str) -> None:
    document = compose(report(), subject(name), {})
    read = read_back_report(write_docx_report(document))
    assert read == document.texts
    assert [line.rstrip() for line in "\n".join(read).splitlines()] == expected(name)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("农村公路养护项目", "2024年度农村公路养护项目绩效自评报告"),
        ("农村公路养护项目 ", "2024年度农村公路养护项目绩效自评报告"),
        ("项目前期费", "2024年度项目前期费项目绩效自评报告"),
        ("", "2024年度项目绩效自评报告"),
    ],
)
def test_a_name_that_ends_in_xiangmu_is_not_doubled(name: str, title: str) -> None:
    assert told(NAMES[0], lambda p: p.update(name=name))[0] == title


def money(change: Change) -> list[str]:
    return [line for line in told(NAMES[0], change) if line.startswith("本项目资金")]


def test_a_blank_amount_leaves_nothing_before_wan_yuan() -> None:
    def blank(project: dict[str, Any]) -> None:
        project["budget"]["other"].update(initial=None, adjustment="")
        project["self_evaluation"]["budget"] = {}

    made = money(blank)
    assert made[0] == "本项目资金年初预算数25万元，其中：财政拨款25万元，其他资金万元。"
    assert made[1] == "本项目资金年度调整金额0万元，其中：财政拨款0万元，其他资金万元。"
    assert made[3] == ("本项目资金全年执行数万元、执行率为—，其中：财政拨款万元，其他资金万元。")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("25.50", "25.5"), ("25.123456789", "25.123456789"), ("1,200.00", "1200"),
        ("100", "100"), ("250000元", "25"), ("-3.10", "-3.1"), ("二十五", "二十五"),
    ],
)  # fmt: skip
def test_amounts_are_plain_and_unrounded(typed: str, written: str) -> None:
    made = money(lambda p: p["budget"]["total"].update(initial=typed))
    assert made[0].startswith(f"本项目资金年初预算数{written}万元，")


def test_what_is_carried_over_is_said_only_where_it_is_not_zero() -> None:
    def carried(project: dict[str, Any]) -> None:
        project["budget"]["carryover"] = {"initial": "3.20", "adjustment": "0.00", "revised": "3.2"}
        project["self_evaluation"]["budget"]["carryover"] = {"spent": ""}

    made = money(carried)
    assert made[0] == (
        "本项目资金年初预算数25万元，其中：财政拨款25万元，上年结转资金3.2万元，其他资金0万元。"
    )
    assert "结转" not in made[1] + made[3]
    assert "上年结转资金3.2万元，" in made[2]


def test_nothing_carried_over_may_be_said_in_words() -> None:
    for text in ("无", "没有", "—", "0.00", "０"):

        def none(project: dict[str, Any], text: str = text) -> None:
            project["budget"]["carryover"] = {"initial": text}

        assert "上年结转" not in "".join(money(none))


def test_what_is_no_amount_stays_as_typed() -> None:
    def typed(project: dict[str, Any]) -> None:
        project["budget"]["total"].update(initial="约30", revised="1,200.50", adjustment="-0.00")
        project["budget"]["other"].update(initial="待定。", revised="—")
        project["budget"]["fiscal"].update(initial="3005000元", revised="1200.5000万元")

    made = money(typed)
    assert made[0].startswith("本项目资金年初预算数约30万元，其中：财政拨款300.5万元，")
    assert made[0].endswith("其他资金待定。万元。")
    assert made[1].startswith("本项目资金年度调整金额0万元，")
    assert made[2].startswith("本项目资金变动后预算数1200.5万元，其中：财政拨款1200.5万元，")
    assert made[2].endswith("其他资金—万元。")


def test_funds_without_a_row_of_their_own_join_the_others() -> None:
    def more(project: dict[str, Any]) -> None:
        project["budget"]["special_account"] = {"initial": "3.5"}
        project["budget"]["unit_funds"] = {"initial": "1.25", "revised": "2"}
        project["self_evaluation"]["budget"]["unit_funds"] = {"spent": "1"}

    made = money(more)
    assert made[0].endswith("其他资金4.75万元。")
    assert made[1].endswith("其他资金0万元。")
    assert made[2].endswith("其他资金2万元。")
    assert made[3].endswith("其他资金1万元。")


def drop(level1: str) -> Change:
    def dropped(project: dict[str, Any]) -> None:
        project["indicators"] = [o for o in project["indicators"] if o["level1"] != level1]

    return dropped


def heads(made: list[str]) -> list[str]:
    return [line for line in made if re.match(r"\([一二三四五]\) |\d+\.\D", line)]


def test_a_class_without_rows_is_left_out_and_the_rest_renumbered() -> None:
    made = heads(told(NAMES[0], drop("效益指标")))
    assert made[-3:] == ["(二) 满意度指标", "5.服务对象满意度指标", "(三) 自评得分情况"]
    none = heads(told(NAMES[0], lambda p: p.update(indicators=[])))
    assert none == ["(一) 自评得分情况"]


def test_rows_stand_in_the_order_of_first_appearance() -> None:
    def mixed(project: dict[str, Any]) -> None:
        rows = project["indicators"]
        project["indicators"] = [rows[12], rows[0], rows[14], rows[5], rows[13], rows[1]]

    made = told(NAMES[0], mixed)
    start = made.index("(一) 效益指标")
    assert [line.partition("，")[0] for line in made[start : start + 14]] == [
        "(一) 效益指标",
        "1.社会效益指标",
        "（1）提高专业人员工作能力",
        "2.可持续影响指标",
        "（1）项目发挥作用期限",
        "(二) 产出指标",
        "3.数量指标",
        "（1）全市党政办公系统业务培训人数(人)",
        "（2）开展全市党政办公系统业务培训次数(次)",
        "4.质量指标",
        "（1）全市党政办公系统业务培训出勤率(%)",
        "(三) 满意度指标",
        "5.服务对象满意度指标",
        "（1）参训人员满意度(%)",
    ]


def test_values_are_written_as_typed_and_a_blank_score_as_proposed() -> None:
    def typed(project: dict[str, Any]) -> None:
        project["indicators"][0].update(target="≥200.0", weight="3.00")
        project["indicators"][0]["self_evaluation"] = {"actual": " 220 人。", "score": "3.0"}
        project["indicators"][1]["self_evaluation"] = {"actual": "0.50", "score": ""}
        project["indicators"][2]["self_evaluation"] = {}

    made = told(NAMES[0], typed)
    at = made.index("1.数量指标")
    assert made[at + 1].endswith("，目标值≥200.0，完成值220 人。，分值3.00，得分3.0。")
    assert made[at + 2].endswith("，目标值1，完成值0.50，分值3，得分1.5。")
    assert made[at + 3].endswith("，目标值8，完成值，分值3，得分。")


def test_the_total_has_no_empty_decimals_and_a_dash_where_it_is_unknown() -> None:
    def whole(project: dict[str, Any]) -> None:
        project["self_evaluation"]["budget"] = {"total": {"spent": "25"}}

    assert "本项目绩效自评得分100分，等级为优。" in told(NAMES[0], whole)
    assert "执行率为100%，" in money(whole)[3]

    def low(project: dict[str, Any]) -> None:
        project["indicators"][5]["self_evaluation"]["score"] = "1.22"

    assert "本项目绩效自评得分89.9分，等级为良。" in told(NAMES[0], low)

    def unknown(project: dict[str, Any]) -> None:
        project["indicators"][12]["self_evaluation"]["score"] = ""

    assert "本项目绩效自评得分—分，等级为—。" in told(NAMES[0], unknown)


def test_a_line_break_is_a_paragraph_and_an_empty_section_its_heading_alone() -> None:
    def broken(project: dict[str, Any]) -> None:
        project.update(overview="", goal="第一段。\n　　第二段。")
        project["self_evaluation"]["goal_progress"] = ""
        project["self_evaluation"]["sections"] = {"measures": "甲。\n\n乙。\n"}

    made = told(NAMES[0], broken)
    assert made[2:8] == [
        "（一）项目基本情况简介。",
        "（二）绩效目标设定及指标完成情况。",
        "年度绩效目标：第一段。",
        "第二段。",
        "年度绩效目标完成情况：",
        "（三）偏差分析及整改措施。",
    ]
    assert made[-3:] == ["（二）措施及办法。", "甲。", "乙。"]


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_knows_and_equals_its_source(name: str) -> None:
    about = subject(name)
    dossier, checked = about.projects[0], 0
    for run in (run for block in compose(report(), about, {}).blocks for run in block.runs):
        place = funds.fund_place(run.source)
        if place and re.fullmatch(r"-?[0-9.]+", run.text) and not run.also:
            assert run.text == plain(funds.amount(dossier, *place) or Decimal(0))
            checked += 1
        elif run.source.startswith("indicators."):
            assert run.text in dossier.text(run.source)
            checked += 1
    assert checked > 80


PATHS = [
    "name", "overview", "goal", "self_evaluation.goal_progress",
    "self_evaluation.sections.measures", "budget.total.initial", "budget.carryover.initial",
    "budget.fiscal.revised", "self_evaluation.budget.total.spent",
    *(f"indicators.{{row}}.{rest}" for rest in (
        "level1", "level2", "name", "operator", "target", "unit", "weight",
        "self_evaluation.actual", "self_evaluation.score")),
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["0", "25.50", "≥20", "—", "{name}", "12月31日前", "达成", "\n\n", "９"]),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(PATHS), TEXTS, max_size=8), st.integers(0, 15))
def test_any_dossier_composes_and_amounts_are_its_own(changes: dict[str, str], row: int) -> None:
    base = subject()
    rows = base.projects[0].row_ids()
    about = with_texts(base, {p.replace("{row}", rows[row]): t for p, t in changes.items()})
    document = compose(report(), about, {})
    assert document.texts[0].startswith("2024年度")
    assert len([t for t in document.texts if re.match(r"[一二三四五]、", t)]) >= 5
    dossier = about.projects[0]
    for block in document.blocks:
        for run in block.runs:
            place = funds.fund_place(run.source)
            value = funds.amount(dossier, *place) if place and not run.also else None
            assert value is None or run.text == plain(value)
    assert read_back_report(write_docx_report(document)) == document.texts


def test_a_dossier_with_nothing_composes() -> None:
    empty = subject().projects[0].with_rows("indicators", ())
    empty = empty.with_entries(dict.fromkeys(empty.entries))
    made = lines(replace(subject(), unit=empty, projects=(empty,)))
    assert made[0] == "2024年度项目绩效自评报告"
    assert made.count("（一）项目基本情况简介。") == 1


def test_a_row_without_classes_has_no_heading() -> None:
    about = subject()
    row = about.projects[0].row_ids()[0]
    bare = (
        about.projects[0]
        .with_rows("indicators", (row,))
        .with_entries({f"indicators.{row}.{level}": None for level in ("level1", "level2")})
    )
    made = lines(replace(about, unit=bare, projects=(bare,)))
    assert made[made.index("三、项目绩效情况") + 1].startswith("（1）全市党政办公系统")


def test_the_blank_report_leaves_room_and_says_what_belongs_there() -> None:
    texts = compose_blank(report(), subject(), {}).texts
    room = "　　　　"
    assert (
        f"本项目资金年初预算数{room}万元，其中：财政拨款{room}万元，其他资金{room}万元。" in texts
    )
    assert not [text for text in texts if "25" in text or "{" in text]
    assert any(text.startswith("（1）　　　　，目标值") for text in texts)


def test_screens_ask_for_the_report_s_own_prose_once() -> None:
    asked = [[s.path.rpartition(".")[2] for s in c.sections] for c in report().chapters()]
    assert asked == [
        ["overview", "deviation_and_remedy"],
        ["evaluation_purpose", "fund_output", "fund_management"],
        ["project_problems", "fund_problems"],
        ["follow_up_plan", "measures"],
    ]


def test_the_execution_rate_divides_by_the_revised_budget() -> None:
    def revised(project: dict[str, Any]) -> None:
        project["budget"]["total"].update(revised="43.38")

    assert "执行率为50%，" in money(revised)[3]
    assert "本项目绩效自评得分95分，等级为优。" in told(NAMES[0], revised)


def test_an_unknown_list_of_rows_is_a_fault_of_the_outline() -> None:
    block = Block("rows", each="people", groups=(Group("level1", "{row.level1}"),))
    with pytest.raises(KeyError, match="people"):
        compose(replace(report(), blocks=(block,)), subject(), {})


@pytest.mark.parametrize(
    ("good", "bad", "names"),
    [
        ('by = "level1"', 'yb = "level1"', "yb"),
        ('each = "indicators"', "", "each"),
        ('figures = "plain"', 'figures = "bare"', "bare"),
        ('rate_denominator = "revised"', 'rate_denom = "revised"', "rate_denom"),
        ('only = "has_unit"', 'olny = "has_unit"', "olny"),
    ],
)
def test_a_fault_in_the_outline_is_named(tmp_path: Path, good: str, bad: str, names: str) -> None:
    own = report().folder
    for name in ("outline.toml", "style.toml"):
        text = (own / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(CatalogError, match=names):
        load_report(tmp_path)


def test_control_characters_do_not_reach_the_page() -> None:
    about = with_texts(subject(), {"goal": "甲\x00乙\ud800丙"})
    about = replace(
        about,
        projects=(about.projects[0].with_entries({"name": Entry("丁\x07项目")}),),
    )
    made = lines(about)
    assert made[0] == "2024年度丁项目绩效自评报告"
    assert "年度绩效目标：甲乙丙" in made
