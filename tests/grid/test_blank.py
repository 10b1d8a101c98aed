"""Our own blanks: the ministry's words and boxes, drawn by the script that stands beside them."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pages import MONITORING, SELF_EVALUATION, laid_out

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.grid.blank import load_blank
from jixiao_desktop.grid.overflow import page_scale

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    MONITORING: "项目名称 主管部门及代码 实施单位 年初预算数 1-7月执行数 1-7月执行率 "
    "全年预计执行数 "
    "年度资金总额： 其中：本年一般公共预算拨款 其他资金 一级指标 二级指标 三级指标 年度指标值 "
    "1-7月执行情况 全年预计完成情况 偏差原因分析 完成目标可能性 备注 经费保障 制度保障 人员保障 "
    "硬件条件保障 其他 原因说明 确定能 有可能 完全不可能",
    SELF_EVALUATION: "项目名称 主管部门 实施单位 年初预算数 全年预算数 全年执行数 分值 执行率 得分 "
    "年度资金总额 其中：当年财政拨款 上年结转资金 其他资金 预期目标 实际完成情况 一级指标 二级指标 "
    "三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 总分",
}


def form_of(form_id: str) -> Form:
    form = load_catalog().form(form_id, year=2024)
    assert isinstance(form, Form)
    return form


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("blanks", ROOT / "build" / "blanks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["blanks"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("form_id", [MONITORING, SELF_EVALUATION])
def test_the_words_of_the_ministry_stand_in_their_order(form_id: str) -> None:
    blank = load_blank(form_of(form_id))
    printed = [cell.text for _, cell in blank.walk() if cell.text]
    place = -1
    for word in WORDS[form_id].split():
        place = printed.index(word, place + 1)
    assert "".join(blank.cell(10, 1).text.split()) in ("绩效指标", "年度总体目标")


@pytest.mark.parametrize(
    ("form_id", "name"), [(MONITORING, "MONITORING"), (SELF_EVALUATION, "SELF_EVALUATION")]
)
def test_script_and_file_agree(
    form_id: str, name: str, script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "FORMS", tmp_path)
    drawn = script.draw(getattr(script, name))
    form = form_of(form_id)
    again = load_blank(replace(form, folder=drawn.parent, blank=drawn.name))
    assert again == load_blank(form)


@pytest.mark.parametrize("form_id", [MONITORING, SELF_EVALUATION])
def test_page_and_frame(form_id: str) -> None:
    blank = load_blank(form_of(form_id))
    assert (blank.page.paper, blank.page.landscape, blank.page.fit_width) == ("A4", True, True)
    assert blank.page.header_rows is not None
    for (row, column), cell in blank.walk():
        inside = 3 <= row <= (25 if form_id == MONITORING else 22)
        if inside:
            style = cell.style
            assert (style.left, style.right, style.top, style.bottom) == ("thin",) * 4, (
                row,
                column,
            )
        assert cell.style.wrap


@pytest.mark.parametrize("form_id", [MONITORING, SELF_EVALUATION])
def test_nobody_is_named_in_the_file(form_id: str) -> None:
    properties = load_workbook(form_of(form_id).blank_file).properties
    assert properties.creator == "jixiao"
    assert not properties.lastModifiedBy


def test_a_changed_blank_is_read_anew(tmp_path: Path) -> None:
    form = form_of(MONITORING)
    other = replace(form, folder=tmp_path)
    book = load_workbook(form.blank_file)
    assert book.active is not None
    book.save(other.blank_file)
    assert load_blank(other).cell(3, 1).text == "项目名称"
    book.active["A3"] = "项目名称（全称）"
    book.save(other.blank_file)
    assert load_blank(other).cell(3, 1).text == "项目名称（全称）"


@pytest.mark.parametrize("form_id", [MONITORING, SELF_EVALUATION])
def test_the_empty_form_is_one_page(form_id: str) -> None:
    grid = laid_out(form_id, Dossier(2024)).grid(empty=True)
    assert grid.height(1, grid.area[2]) * page_scale(grid) <= grid.page.printable[1]
