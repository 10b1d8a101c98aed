"""A block from a spreadsheet: cells, figures, rows that grow, locks, ticks, headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.changes import AddRow, SetText, apply
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.session.paste import Figure, Pasted, paste_figures, read_block, write_block
from jixiao_desktop.session.paste_rows import Spot, copy_block, fill_down, paste_rows
from jixiao_desktop.session.row_table import cell_text
from tests.session.projects import approved, column, party_school, table_of


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def paste(dossier: Dossier, text: str, line: int, name: str, *size: int) -> tuple[Dossier, Pasted]:
    """Paste into the indicator table and do what came of it."""
    table = table_of(dossier)
    spot = Spot(line, column(table, name), *size)
    pasted = paste_rows(text, table, dossier, spot, ids())
    for change in pasted.changes:
        dossier = apply(dossier, change)
    return dossier, pasted


# Cells -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", ()),
        ("12\r\n", (("12",),)),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ('"秋季\n未开学"\t12\r\n', (("秋季\n未开学", "12"),)),
        ('"他说""好"""\t1\n', (('他说"好"', "1"),)),
        ('"一个引号', (('"一个引号',),)),
        ('"一个引号\n12\n', (('"一个引号',), ("12",))),
        ("\t\n\t\n", (("", ""), ("", ""))),
    ],
)
def test_cells_are_read_as_spreadsheets_copy_them(text: str, cells: object) -> None:
    assert read_block(text) == cells


LETTERS = st.characters(blacklist_characters="\x00\r", blacklist_categories=["Cs"])
CELL = st.text(LETTERS, max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=5))
def test_what_is_copied_is_read_back(lines: list[list[str]]) -> None:
    assert read_block(write_block(lines)) == tuple(map(tuple, lines))


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=60))
def test_no_clipboard_breaks_the_reading(text: str) -> None:
    block = read_block(text)
    assert len({len(line) for line in block}) <= 1


# Figures ---------------------------------------------------------------------------------

FIGURES = tuple(
    (
        Figure(f"budget.{source}.initial", row, "年初预算数"),
        Figure(f"monitoring.budget.{source}.spent", row, "1-7月执行数"),
        Figure("", row, "1-7月执行率"),
    )
    for source, row in (("total", "年度资金总额"), ("other", "其他资金"))
)


def test_figures_fall_into_their_cells_as_written() -> None:
    pasted = paste_figures("100.00\t41.88\n\t0\n", FIGURES, of_texts(2024, {}))
    assert pasted.changes == (
        SetText("budget.total.initial", "100.00"),
        SetText("monitoring.budget.total.spent", "41.88"),
        SetText("monitoring.budget.other.spent", "0"),
    )
    assert not pasted.asks
    assert pasted.name == "粘贴 4 格"


def test_heads_words_and_columns_of_merged_cells_fall_away() -> None:
    text = "\t年初预算数\t\t1-7月执行数\n年度资金总额\t100\t\t41.88\n其他资金\t5\t\t\n"
    pasted = paste_figures(text, FIGURES, of_texts(2024, {}))
    assert pasted.changes == (
        SetText("budget.total.initial", "100"),
        SetText("monitoring.budget.total.spent", "41.88"),
        SetText("budget.other.initial", "5"),
    )


def test_computed_and_locked_figures_are_left_and_said() -> None:
    project = approved(of_texts(2024, {"budget.total.initial": "100"}))
    pasted = paste_figures("90\t40\t44%\n", FIGURES, project)
    assert pasted.changes == (SetText("monitoring.budget.total.spent", "40"),)
    assert pasted.asks
    assert [(c.where, c.skipped) for c in pasted.cells] == [
        ("年度资金总额 · 年初预算数", True),
        ("年度资金总额 · 1-7月执行数", False),
        ("年度资金总额 · 1-7月执行率", True),
    ]
    assert "锁定" in pasted.cells[0].remark


def test_what_finds_no_place_is_said() -> None:
    pasted = paste_figures("1\t2\t3\t4\n" * 3, FIGURES, of_texts(2024, {}))
    assert any("1 行" in remark for remark in pasted.remarks)
    assert any("1 列" in remark for remark in pasted.remarks)


def test_an_unreadable_figure_is_kept_and_remarked_on() -> None:
    pasted = paste_figures("约一百\t41.88\n", FIGURES, of_texts(2024, {}))
    assert SetText("budget.total.initial", "约一百") in pasted.changes
    assert "照原样" in pasted.cells[0].remark


# Rows ------------------------------------------------------------------------------------


def test_a_block_is_laid_from_its_top_left_cell() -> None:
    project, pasted = paste(party_school(), "13\t21\r\n800\t2000\r\n", 0, "1-7月执行情况")
    got = [project.text(f"indicators.{r}.monitoring.{c}") for r in ("k1", "k2")
           for c in ("actual", "forecast")]  # fmt: skip
    assert got == ["13", "21", "800", "2000"]
    assert len(pasted.cells) == 4
    assert pasted.cells[2].where == "第2行 参与培训人次 · 1-7月执行情况"
    assert (pasted.cells[2].was, pasted.cells[2].will) == ("702", "800")


def test_a_whole_table_with_headings_and_merged_classes_fills_an_empty_project() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t1-7月执行情况\t偏差原因分析\t\t完成目标可能性\t\t\n"
        "\t\t\t\t\t经费保障\t其他\t确定能\t有可能\t完全不可能\n"
        "产出指标\t数量指标\t培训班次\t≥20次\t12\t\t√\t√\t\t\n"
        "\t\t参与培训人次\t≥1960人次\t702\t√\t√\t\t√\t\n"
        "\t时效指标\t培训完成时间\t≤12月\t7\t\t\t\t\t√\n"
        "效益指标\t社会效益指标\t社会影响\t显著提高\t\t\t\t\t\t\n"
    )
    project, pasted = paste(of_texts(2024, {}), text, 0, "一级指标")
    rows = project.row_ids()
    assert len(rows) == 4
    assert [project.text(f"indicators.{r}.level1") for r in rows] == ["产出指标"] * 3 + ["效益指标"]
    levels = [project.text(f"indicators.{r}.level2") for r in rows]
    assert levels == ["数量指标", "数量指标", "时效指标", "社会效益指标"]
    second = f"indicators.{rows[1]}"
    assert [project.text(f"{second}.{p}") for p in ("operator", "target", "unit")] == [
        "≥", "1960", "人次"
    ]  # fmt: skip
    assert project.text(f"{second}.monitoring.causes") == "经费保障、其他"
    likely = [project.text(f"indicators.{r}.monitoring.likelihood") for r in rows]
    assert likely == ["确定能", "有可能", "完全不可能", ""]
    assert project.text(f"indicators.{rows[3]}.operator") == "定性"
    assert not pasted.remarks


def test_a_block_as_wide_as_the_official_form_brings_its_ticks() -> None:
    wide = "培训班次\t≥20次\t12\t20\t\t\t\t\t√\t未开学\t\t√\t\t下半年办\n"
    project, _ = paste(of_texts(2024, {}), wide, 0, "三级指标")
    row = f"indicators.{project.row_ids()[0]}.monitoring"
    assert project.text(f"{row}.likelihood") == "有可能"
    assert project.text(f"{row}.remark") == "下半年办"
    assert project.text(f"{row}.causes") == "其他"


def test_rows_grow_in_the_class_of_the_line_they_are_pasted_on() -> None:
    before = party_school()
    table = table_of(before)
    line = next(i for i, ln in enumerate(table.lines) if not ln.row and ln.group[1] == "质量指标")
    project, pasted = paste(before, "培训合格率\t≥95%\n", line, "三级指标")
    row = project.row_ids()[-1]
    assert project.text(f"indicators.{row}.level2") == "质量指标"
    assert project.text(f"indicators.{row}.unit") == "%"
    assert sum(isinstance(c, AddRow) for c in pasted.changes) == 1


def test_one_value_fills_the_whole_selection() -> None:
    project, pasted = paste(party_school(), "有可能", 0, "完成目标可能性", 2, 1)
    assert [project.text(f"indicators.k{n}.monitoring.likelihood") for n in (1, 2, 3)] == [
        "有可能", "有可能", "确定能"
    ]  # fmt: skip
    assert pasted.name == "粘贴 2 格"


def test_locked_cells_are_skipped_and_the_person_is_asked() -> None:
    project, pasted = paste(approved(party_school()), "别名\t≥30次\t15\n", 0, "三级指标")
    assert project.text("indicators.k1.name") == "培训班次"
    assert project.text("indicators.k1.target") == "20"
    assert project.text("indicators.k1.monitoring.actual") == "15"
    assert pasted.asks
    assert [c.skipped for c in pasted.cells] == [True, True, False]


def test_an_approved_table_does_not_grow() -> None:
    before = approved(party_school())
    end = len(table_of(before).lines)
    project, pasted = paste(before, "新指标\t≥1次\n", end, "三级指标")
    assert project.row_ids() == before.row_ids()
    assert any("不能增加行" in remark for remark in pasted.remarks)


def test_many_cells_ask_first() -> None:
    _, pasted = paste(of_texts(2024, {}), "甲\t≥1次\t1\t1\n" * 6, 0, "三级指标")
    assert len(pasted.cells) == 24
    assert pasted.asks


def test_an_unknown_heading_is_said_and_the_rest_is_pasted() -> None:
    text = "三级指标\t审核意见\t1-7月执行情况\n甲\t同意\t3\n"
    project, pasted = paste(of_texts(2024, {}), text, 0, "三级指标")
    row = project.row_ids()[0]
    assert project.text(f"indicators.{row}.monitoring.actual") == "3"
    assert pasted.remarks == ("“审核意见”这一列表上没有，没有粘贴。",)


def test_a_bare_figure_leaves_sign_and_unit() -> None:
    project, _ = paste(party_school(), "25", 0, "年度指标值")
    assert [project.text(f"indicators.k1.{p}") for p in ("operator", "target", "unit")] == [
        "≥", "25", "次"
    ]  # fmt: skip


def test_copy_and_paste_elsewhere_say_the_same() -> None:
    before = party_school()
    table = table_of(before)
    columns = len(table.columns)
    copied = copy_block(table, before, Spot(0, 0, 2, columns))
    project, _ = paste(of_texts(2024, {}), copied, 0, "一级指标")
    after = table_of(project)
    for line in range(2):
        assert [cell_text(project, after, line, c) for c in range(columns)] == [
            cell_text(before, table, line, c) for c in range(columns)
        ]


def test_fill_down_copies_the_upper_cells() -> None:
    before = party_school()
    table = table_of(before)
    name = column(table, "原因说明")
    filled = fill_down(table, before, Spot(3, name))
    assert filled.changes == (), "the line above has no row: nothing to copy"
    filled = fill_down(table, before, Spot(1, column(table, "年度指标值"), 3, 1))
    after = before
    for change in filled.changes:
        after = apply(after, change)
    assert [after.text(f"indicators.k3.{p}") for p in ("operator", "target", "unit")] == [
        "≥", "1960", "人次"
    ]  # fmt: skip


def test_ticks_are_written_in_the_forms_order_and_strange_ones_kept() -> None:
    before = party_school().with_entries({})
    project, _ = paste(before, "√\t\t是\n", 0, "经费保障")
    assert project.text("indicators.k1.monitoring.causes") == "经费保障、人员保障、其他"


@given(st.lists(st.lists(CELL, min_size=14, max_size=14), min_size=1, max_size=4))
def test_any_block_becomes_changes_that_can_be_done(lines: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t").writerows(lines)
    before = party_school()
    table = table_of(before)
    pasted = paste_rows(out.getvalue(), table, before, Spot(0, 0), ids())
    for change in pasted.changes:
        before = apply(before, change)
    assert set(before.row_ids()) >= {"k1", "k2", "k3", "k4"}
