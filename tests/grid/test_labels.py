"""What a form calls its cells, and grids compared in those words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pages import MONITORING, SELF_EVALUATION, party_school

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.grid.blank import load_blank
from jixiao_desktop.grid.compare import compare, differences
from jixiao_desktop.grid.fill import words_for_cell
from jixiao_desktop.grid.labels import head_over, labels_of
from jixiao_desktop.grid.sheet import Cell, Grid, address, position


def blank(form_id: str) -> Grid:
    form = load_catalog().form(form_id, year=2024)
    assert isinstance(form, Form)
    return load_blank(form)


@pytest.mark.parametrize(
    ("form_id", "cell", "words"),
    [
        (MONITORING, "D3", ("项目名称", "")),
        (MONITORING, "L4", ("实施单位", "")),
        (MONITORING, "F6", ("年度资金总额", "年初预算数")),
        (MONITORING, "N8", ("其他资金", "全年预计执行数")),
        (MONITORING, "B9", ("年度总体目标", "")),
        (MONITORING, "M12", ("数量指标", "原因说明")),
        (SELF_EVALUATION, "F11", ("年度总体目标", "实际完成情况")),
        (SELF_EVALUATION, "I6", ("年度资金总额", "得分")),
        (SELF_EVALUATION, "H22", ("总分", "得分")),
    ],
)
def test_a_cell_has_the_words_printed_beside_it(
    form_id: str, cell: str, words: tuple[str, str]
) -> None:
    assert tuple(labels_of(blank(form_id), position(cell))) == words


def test_words_over_several_columns() -> None:
    assert head_over(blank(MONITORING), 12, [8, 9, 10, 11, 12]) == "偏差原因分析"
    assert head_over(blank(MONITORING), 12, [14, 15, 16]) == "完成目标可能性"


def test_words_for_a_path_of_the_filled_page() -> None:
    filled = party_school()
    words = words_for_cell(filled.form, "monitoring.budget.total.spent", filled.grid())
    assert words.words() == "年度资金总额·1-7月执行数"
    assert words_for_cell(filled.form, "purpose", filled.grid()).words() == ""


def test_equal_grids_have_no_differences_and_every_item_is_counted() -> None:
    grid = party_school().grid()
    result = compare(grid, grid)
    shown = sum(1 for _, cell in grid.walk() if cell.text)
    assert result.same
    assert result.sentence == f"导出核对 {shown}/{shown} 项一致"


def test_a_difference_is_said_in_the_forms_own_words() -> None:
    grid = party_school().grid()
    other = grid.with_(cells={**grid.cells, (6, 6): Cell("99.00")})
    (said,) = differences(grid, other)
    assert "年度资金总额·年初预算数" in said
    assert "100.00" in said
    assert "99.00" in said


def test_a_text_that_became_a_number_differs() -> None:
    grid = party_school().grid()
    name = grid.cell(3, 4)
    cells = {**grid.cells, (3, 4): replace(name, number=Decimal(5))}
    assert len(differences(grid, grid.with_(cells=cells))) == 1


def test_lost_merges_texts_and_annexes_differ() -> None:
    grid = party_school().grid()
    spans = {p: s for p, s in grid.spans.items() if p != (3, 4)}
    cells = {p: c for p, c in grid.cells.items() if p != (12, 4)}
    assert len(differences(grid, grid.with_(spans=spans))) == 1
    assert len(differences(grid, grid.with_(cells=cells))) == 1
    assert len(differences(grid.with_(cells=cells), grid)) == 1


def test_addresses() -> None:
    assert [position(a) for a in ("A1", "Q29", "AB10")] == [(1, 1), (29, 17), (10, 28)]
    assert address(10, 28) == "AB10"
