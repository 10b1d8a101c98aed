"""Tables inside reports: classes joined, columns left out, figures bound, back from Word."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.report_loading import load_report
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.export.docx_report import (
    read_back_report,
    read_back_tables,
    told_grids,
    unlike,
    write_docx_report,
)
from jixiao_desktop.grid.compare import compare
from jixiao_desktop.narrative.compose import compose_blank
from jixiao_desktop.narrative.document import Document, Paragraph, Run, TableBlock, TableCell
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.output import composed, export_form, subject_of

SEEDS = Path(__file__).resolve().parents[1] / "data" / "seeds"
UNIT, EVALUATION = "unit-monitoring-report", "evaluation-report"


def entered(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SEEDS / f"{name}.json").read_text("utf-8"))
    return data


def case(data: dict[str, Any]) -> Case:
    catalog = load_catalog()
    exchange = parse(json.dumps(data), catalog.dictionary)
    projects = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    return Case(catalog, notice, exchange.year, projects, unit_dossier(exchange))


def outline(name: str, of: Case) -> Report:
    found = of.form(name)
    assert isinstance(found, Report)
    return found


def made(name: str, data: dict[str, Any] | None = None) -> Document:
    of = case(data or entered(name))
    return composed(of, outline(name, of))


def test_the_unit_s_budget_stands_in_a_table_with_its_items() -> None:
    budget, _ = made(UNIT).tables
    assert budget.texts == [
        ["支出类别", "年初预算数", "", "", "到位资金", "到位率", "执行数", "执行率"],
        ["", "合计", "财政资金", "其他资金", "", "", "", ""],
        ["合计", "486.29", "486.29", "0", "328.65", "67.58%", "312.17", "64.19%"],
        ["基本支出", "486.29", "486.29", "0", "328.65", "67.58%", "312.17", "64.19%"],
        ["　支付职工工资、福利支出", "", "", "", "", "", "302.23", ""],
        ["　车辆运行维护费支出", "", "", "", "", "", "1.72", ""],
        ["　基本公用", "", "", "", "", "", "8.22", ""],
        ["　驻村、管寺生活补助支出", "", "", "", "", "", "0", ""],
        ["项目支出", "0", "0", "0", "", "—", "0", "—"],
        ["追加资金", "16.84", "", "", "16.84", "100%", "3.3", "19.6%"],
    ]
    without = entered(UNIT)
    without["unit_report"]["budget"].pop("additional")
    assert made(UNIT, without).tables[0].texts[-1][0] == "项目支出"


def test_the_unit_s_indicators_stand_by_their_classes() -> None:
    _, goals = made(UNIT).tables
    assert goals.texts[0] == [
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "完成率",
    ]  # fmt: skip
    told = [(cell.text, cell.down) for row in goals.rows[1:] for cell in row[:2] if cell]
    assert told == [
        ("产出指标", 12), ("数量指标", 4), ("质量指标", 3), ("时效指标", 2), ("成本指标", 3),
        ("效益指标", 3), ("经济效益指标", 1), ("社会效益指标", 1), ("生态效益指标", 1),
        ("满意度指标", 2), ("服务对象满意度指标", 2),
    ]  # fmt: skip
    rates = [row[5] for row in goals.texts[1:]]
    assert rates[2] == "62.5%"
    assert rates[4] == "91.84%"
    assert rates[9:12] == ["65.04%", "46.04%", "60%"]
    assert set(rates[12:]) == {"—"}, "words have no rate"


def test_a_reason_brings_its_column() -> None:
    data = entered(UNIT)
    data["unit_report"]["indicators"][2]["monitoring"]["reason"] = "下半年集中培训"
    goals = made(UNIT, data).tables[1]
    assert goals.texts[0][-1] == "偏差原因"
    assert goals.texts[3][-1] == "下半年集中培训"
    assert sum(goals.widths) == pytest.approx(156, abs=0.1)
    assert sum(made(UNIT).tables[1].widths) == pytest.approx(156, abs=0.1)


def test_the_score_table_adds_up_as_the_report_says() -> None:
    data = entered(EVALUATION)
    rows = data["projects"][0]["evaluation"]["indicators"]
    rows[4].update(score="3.5", reason="测算依据不够细。\n缺少市场询价。")
    of = made(EVALUATION, data)
    classes, scores = of.tables
    assert classes.texts[1] == ["决策", "20", "18.5", "92.5%"]
    assert classes.texts[-1] == ["总分", "110", "108.5", "等级：优"]
    assert scores.texts[0] == [
        "一级指标", "二级指标", "三级指标", "分值", "得分", "评分依据及扣分原因",
    ]  # fmt: skip
    assert scores.texts[5][2:] == [
        "预算编制科学性", "5", "3.5", "测算依据不够细。 缺少市场询价。",
    ]  # fmt: skip
    assert scores.texts[-1] == ["总分", "", "", "110", "108.5", "等级：优"]
    total = scores.rows[-1][0]
    assert total is not None
    assert total.across == 3
    assert "本项目总得分为108.5分" in "\n".join(of.texts)


def test_classes_out_of_order_stand_together_in_the_order_of_their_first_row() -> None:
    data = entered(EVALUATION)
    rows = data["projects"][0]["evaluation"]["indicators"]
    data["projects"][0]["evaluation"]["indicators"] = [rows[19], rows[0], rows[17], rows[1]]
    scores = made(EVALUATION, data).tables[1]
    assert [row[0] for row in scores.texts] == ["一级指标", "效益", "", "决策", "", "总分"]
    assert [row[2] for row in scores.texts[1:5]] == [
        "服务对象满意度", "可持续影响", "立项依据充分性", "立项程序规范性",
    ]  # fmt: skip


def test_without_rows_there_is_no_table_and_no_heading_for_one() -> None:
    data = entered(EVALUATION)
    data["projects"][0]["evaluation"].pop("indicators")
    of = made(EVALUATION, data)
    assert of.tables == ()
    assert "附表1" not in of.texts


def test_every_figure_of_a_table_knows_where_it_is_mended() -> None:
    for table in made(UNIT).tables:
        for row in table.rows[table.head :]:
            for cell in row:
                if cell and any(c.isdigit() for c in cell.text):
                    assert cell.path.startswith("unit_report.")


@pytest.mark.parametrize("name", [UNIT, EVALUATION])
def test_word_gives_tables_and_paragraphs_back_apart(name: str, tmp_path: Path) -> None:
    of = made(name)
    data = write_docx_report(of)
    assert unlike(of, data) == []
    assert read_back_report(data) == of.texts
    word = docx.Document(io.BytesIO(data))
    assert len(word.tables) == len(of.tables) == 2
    for table in word.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *others))
        assert others[-1].find(f".//{qn('w:tblHeader')}") is None
        assert first.find(f".//{qn('w:keepNext')}") is not None
        assert others[-1].find(f".//{qn('w:keepNext')}") is None
        assert table._tbl.find(f".//{qn('w:tcBorders')}/{qn('w:top')}") is not None
    report = export_form(case(entered(name)), name, tmp_path / "报告.docx")
    assert report.compared == of.items > len(of.texts) + 100


def test_a_figure_changed_in_a_written_table_is_told() -> None:
    of = made(UNIT)
    table = of.tables[0]
    rows = [list(row) for row in table.rows]
    rows[2][1] = TableCell((Run("486.92"),))
    other = replace(table, rows=tuple(map(tuple, rows)))
    blocks = tuple(other if block is table else block for block in of.blocks)
    (told,) = unlike(of, write_docx_report(replace(of, blocks=blocks)))
    assert told.startswith("第1个表：")
    assert "486.29" in told
    assert "486.92" in told
    bare = replace(of, blocks=of.paragraphs)
    assert unlike(of, write_docx_report(bare)) == ["第1个表", "第2个表"]


def test_the_check_code_covers_tables() -> None:
    data = entered(EVALUATION)
    data["projects"][0]["evaluation"]["indicators"][0]["reason"] = "依据充分"
    data["projects"][0]["evaluation"]["sections"]["decision"] = "见附表。"
    one = made(EVALUATION, data)
    data["projects"][0]["evaluation"]["indicators"][0]["reason"] = "依据不足"
    other = made(EVALUATION, data)
    assert one.texts == other.texts
    assert one.code != other.code


@pytest.mark.parametrize("name", [UNIT, EVALUATION])
def test_a_report_for_the_pen_has_empty_tables(name: str) -> None:
    of = case(entered(name))
    blank = compose_blank(outline(name, of), subject_of(of, outline(name, of)))
    assert len(blank.tables) == 2
    for table in blank.tables:
        told = [text for row in table.texts[table.head :] for text in row if text]
        assert not any(c.isdigit() or c in "{%" for text in told for c in text)
        assert len(table.rows) > table.head + 4
    first = [row[0] for row in blank.tables[0].texts]
    assert {"合计", "项目支出"} <= set(first) or {"决策", "总分"} <= set(first)
    assert "附表1" in blank.texts
    assert unlike(blank, write_docx_report(blank)) == []


TEXTS = st.text(max_size=30) | st.sampled_from(["", "一\n二", "\t", "  前后  ", "𠮷", "a" * 60])


@settings(max_examples=40)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_table_comes_back_from_word(texts: list[list[str]]) -> None:
    from jixiao_desktop.narrative.document import lines_of

    rows = tuple(
        tuple(TableCell((Run("\n".join(lines_of(text))),)) for text in row) for row in texts
    )
    table = TableBlock(rows, (40.0, 60.0, 56.0))
    look = made(UNIT).look
    of = Document("试", (Paragraph((Run("前"),)), table, Paragraph((Run("后"),))), look)
    data = write_docx_report(of)
    assert read_back_report(data) == ["前", "后"]
    found = read_back_tables(data)
    assert [compare(a, b).differences for a, b in zip(told_grids(of), found, strict=True)] == [()]


@pytest.mark.parametrize(
    ("good", "bad", "names"),
    [
        ("width = 48", "wide = 48", "wide"),
        ('"{class_weight:决策}", ', "", "cells"),
        ("bold = true", "bald = true", "bald"),
    ],
)
def test_a_fault_of_a_table_is_named(tmp_path: Path, good: str, bad: str, names: str) -> None:
    own = outline(EVALUATION, case(entered(EVALUATION))).folder
    folder = tmp_path / "2020"
    shutil.copytree(own, folder)
    file = folder / "outline.toml"
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(CatalogError, match=names):
        load_report(folder)


def test_a_table_without_columns_is_a_fault(tmp_path: Path) -> None:
    own = outline(EVALUATION, case(entered(EVALUATION))).folder
    folder = tmp_path / "2020"
    shutil.copytree(own, folder)
    file = folder / "outline.toml"
    file.write_text(file.read_text("utf-8") + '\n[[block]]\nkind = "table"\n', "utf-8")
    with pytest.raises(CatalogError, match="列和行"):
        load_report(folder)


ANY = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["0", "12.50", "≥95%", "—", "达成", "11月底前", "{row.name}", "<", "产出"]),
)
FIELDS = ("level1", "level2", "level3", "name", "target", "unit", "weight", "score", "reason")


@settings(max_examples=40)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), ANY, max_size=6), max_size=6), ANY, ANY)
def test_any_rows_make_a_report_that_comes_back_whole(
    rows: list[dict[str, str]], amount: str, reason: str
) -> None:
    data = entered(UNIT)
    data["unit_report"]["indicators"] = [
        {k: v for k, v in row.items() if k not in ("level3", "score", "reason")}
        | {"monitoring": {"actual": row.get("score", ""), "reason": reason}}
        for row in rows
    ]
    data["unit_report"]["budget"]["basic"].update(spent=amount, items=[{"name": reason}])
    _comes_back(made(UNIT, data))
    data = entered(EVALUATION)
    data["projects"][0]["evaluation"]["indicators"] = [
        {k: v for k, v in row.items() if k not in ("name", "target", "unit")} for row in rows
    ]
    _comes_back(made(EVALUATION, data))


def _comes_back(document: Document) -> None:
    assert unlike(document, write_docx_report(document)) == []
    for table in document.tables:
        for row in table.rows:
            assert len(row) == len(table.widths)
        reached = sum(cell.across * cell.down for row in table.rows for cell in row if cell)
        assert reached == len(table.rows) * len(table.widths), "no hole and no overlap"
