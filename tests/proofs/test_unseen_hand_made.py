"""附件2 as people make it: moved, renamed, in 元, with other ticks – read all the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jixiao_desktop.cli.run import run

NAME, UNIT = "乡镇寄宿制学校修缮", "海原县李旺镇中心小学"
GOAL = "修缮校舍2400平方米，购置课桌椅300套，改善寄宿学生学习生活条件。"
PUT_OFF = "合同款8月支付后交货"
ROWS = (
    ("产出指标", "数量指标", "修缮校舍面积", "≥2400平方米", "1500", "2400"),
    ("产出指标", "数量指标", "购置课桌椅", "≥300套", "120", "300"),
    ("产出指标", "质量指标", "验收合格率", "≥98%", "100%", "100%"),
    ("产出指标", "时效指标", "完工时间", "2024年9月底前", "未到期", "2024年9月20日"),
    ("产出指标", "成本指标", "修缮成本", "≤500元/平方米", "480", "500"),
    ("效益指标", "社会效益指标", "办学条件", "明显改善", "有所改善", "明显改善"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "≥90%", "93%", "93%"),
)
WAN = (("185", "98.5", "185"), ("150", "80", "150"), ("35", "18.5", "35"))
YUAN = (
    ("1,850,000.00", "985,000.00", "1,850,000.00"),
    ("1,500,000.00", "800,000.00", "1,500,000.00"),
    ("350,000.00", "185,000.00", "350,000.00"),
)
TICKS = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明")
HEADS = (
    *("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值"),
    *("1-7月执行情况", "全年预计完成情况"),
)
Span = tuple[int, int]


@dataclass
class Hand:
    """How one person made the table."""

    top: int = 0
    period: str = "（2024年1-7月）"
    title: str = "项目支出绩效目标执行监控表"
    heads: Sequence[str] = HEADS
    rate: str = "1-7月执行率"
    funds: Sequence[Sequence[str]] = WAN
    funds_head: str = "项目资金（万元）"
    tick: str = "√"
    every_label: bool = False
    gap_every: int = 0
    merged: bool = True
    extra: dict[tuple[int, int], str] = field(default_factory=dict)


class Drawn:
    """The table on a worksheet, row by row."""

    def __init__(self, sheet: Worksheet, hand: Hand) -> None:
        self.sheet, self.hand, self.row = sheet, hand, 1 + hand.top
        self.line((hand.title, 1, 17))
        self.line((hand.period, 1, 17))
        self.line(("项目名称", 1, 3), (NAME, 4, 17))
        self.line(
            ("主管部门及代码", 1, 3),
            ("海原县教育局（205）", 4, 8),
            ("实施单位", 9, 11),
            (UNIT, 12, 17),
        )
        self.money()
        self.line(("年度总体目标", 1, 1), (GOAL, 2, 17))
        self.indicators()
        self.line(("注：1.偏差原因分析：针对偏差从各方面判断，并说明原因。", 1, 17))
        self.line(("填报人：马学文　　联系电话：0955-4012345", 1, 17))
        for (row, column), text in hand.extra.items():
            sheet.cell(row, column, text)

    def put(self, text: str, columns: Span, down: int = 1) -> None:
        first, last = columns
        self.sheet.cell(self.row, first, text or None)
        if self.hand.merged and (last > first or down > 1):
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row + down - 1, start_column=first, end_column=last
            )

    def line(self, *cells: tuple[str, int, int]) -> None:
        for text, first, last in cells:
            self.put(text, (first, last))
        self.row += 1

    def money(self) -> None:
        self.put(self.hand.funds_head, (1, 3), 4)
        self.line(
            ("", 4, 5),
            ("年初预算数", 6, 7),
            ("1-7月执行数", 8, 10),
            (self.hand.rate, 11, 13),
            ("全年预计执行数", 14, 17),
        )
        names = ("年度资金总额：", "其中：本年一般公共预算拨款", "其他资金")
        for name, (initial, spent, forecast) in zip(names, self.hand.funds, strict=True):
            self.line(
                (name, 4, 5), (initial, 6, 7), (spent, 8, 10), ("53%", 11, 13), (forecast, 14, 17)
            )

    def indicators(self) -> None:
        for column, text in enumerate(self.hand.heads, 1):
            self.put(text, (column, column), 2)
        self.line(("偏差原因分析", 8, 13), ("完成目标可能性", 14, 16), ("备注", 17, 17))
        likely = ("确定能", "有可能", "完全不可能")
        self.line(*((text, n, n) for n, text in enumerate((*TICKS, *likely), 8)))
        above: tuple[str, ...] = ("", "")
        for number, row in enumerate(ROWS):
            if self.hand.gap_every and number and number % self.hand.gap_every == 0:
                self.row += 1
            each = self.hand.every_label
            level1 = row[0] if each or row[0] != above[0] else ""
            level2 = row[1] if each or row[:2] != above else ""
            above = row[:2]
            late = number == 1
            ticks = [(self.hand.tick, 8, 8), (PUT_OFF, 13, 13)] if late else []
            self.line(
                (level1, 2, 2),
                (level2, 3, 3),
                *((t, n, n) for n, t in enumerate(row[2:], 4)),
                *ticks,
                (self.hand.tick, 15 if late else 14, 15 if late else 14),
            )


def saved(path: Path, hand: Hand) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    Drawn(sheet, hand)
    book.save(path)
    return path


def two_and_a_hidden_one(path: Path) -> Path:
    book = Workbook()
    hidden, first, second = book.active, book.create_sheet("校舍"), book.create_sheet("第二个")
    assert isinstance(hidden, Worksheet)
    for sheet in (hidden, first, second):
        Drawn(sheet, Hand())
    hidden["D3"], second["D3"] = "去年的项目", "另一个项目"
    hidden.sheet_state = "hidden"
    book.create_sheet("说明", 0)["A1"] = "填表说明"
    book.save(path)
    return path


def in_word(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    drawn = Drawn(sheet, Hand())
    document = docx.Document()
    for line in ("附件2", "项目支出绩效目标执行监控表", "（2024年1-7月）"):
        document.add_paragraph(line)
    table = document.add_table(drawn.row - 3, 17)
    for area in sheet.merged_cells.ranges:
        if area.min_row > 2:
            table.cell(area.min_row - 3, area.min_col - 1).merge(
                table.cell(area.max_row - 3, area.max_col - 1)
            )
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if cell.value is not None:
                table.cell(cell.row - 3, cell.column - 1).text = str(cell.value)
    document.save(str(path))
    return path


RENAMED = (
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标名称",
    "指标值",
    "1—7月完成情况",
    "预计全年完成",
)
HANDS: dict[str, Hand] = {
    "as the office prints it": Hand(),
    "titles put above": Hand(top=3, extra={(1, 1): "附件2", (2, 1): "海原县2024年绩效监控材料"}),
    "heads renamed": Hand(heads=RENAMED, rate="执行率（%）"),
    "one head renamed": Hand(heads=(*HEADS[:4], "目标值", *HEADS[5:])),
    "✓ for √": Hand(tick="✓"),
    "是 for √": Hand(tick="是"),
    "labels on every row": Hand(every_label=True),
    "blank lines": Hand(gap_every=2),
    "in 元 with separators": Hand(funds=YUAN, funds_head="项目资金（元）"),
    "in 元 far down": Hand(top=4, funds=YUAN, funds_head="项目资金（元）"),
    "time point only in the heads": Hand(period="（2024年度）"),
    "under another name": Hand(title="部门项目支出绩效运行监控情况表"),
    "without merged cells": Hand(merged=False),
}
FILES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    **{name: ("a.xlsx", partial(saved, hand=hand)) for name, hand in HANDS.items()},
    "two forms and a hidden sheet": ("b.xlsx", two_and_a_hidden_one),
    "a Word table": ("c.docx", in_word),
}


def read(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    target = file.with_suffix(".json")
    code = run(["read", str(file), "--to", str(target)])
    said = capsys.readouterr()
    assert code == 0, said.err
    data: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return data, said.out


@pytest.mark.parametrize("name", FILES)
def test_a_hand_made_file_is_read_whole(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, make = FILES[name]
    data, _ = read(make(tmp_path / file), capsys)
    project = data["projects"][0]
    heads = (project["name"], project["implementer"], project["goal"], data["year"])
    assert heads == (NAME, UNIT, GOAL, 2024)
    assert project["department"] == {"name": "海原县教育局", "code": "205"}
    assert project["monitoring"]["as_of"] == "2024-07-31"
    shown = [
        (
            row["level1"], row["level2"], row["name"],
            row.get("operator", "").replace("定性", "") + row["target"] + row.get("unit", ""),
            row["monitoring"]["actual"], row["monitoring"]["forecast"],
        )
        for row in project["indicators"]
    ]  # fmt: skip
    assert shown == list(ROWS)
    late = project["indicators"][1]["monitoring"]
    assert (late["causes"], late["reason"], late["likelihood"]) == (["经费保障"], PUT_OFF, "有可能")
    assert {row["monitoring"]["likelihood"] for row in project["indicators"]} == {
        "确定能",
        "有可能",
    }


@pytest.mark.parametrize(
    "name", ["as the office prints it", "in 元 with separators", "in 元 far down"]
)
def test_amounts_mean_the_same_in_yuan(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, make = FILES[name]
    data, _ = read(make(tmp_path / file), capsys)
    from jixiao_desktop.domain.money import read_money

    project = data["projects"][0]
    spent = project["monitoring"]["budget"]
    assert read_money(project["budget"]["total"]["initial"]) == 185
    assert read_money(spent["other"]["spent"]) == Decimal("18.5")


def test_renamed_heads_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = read(saved(tmp_path / "a.xlsx", HANDS["heads renamed"]), capsys)
    assert "“指标值”这一列按位置当作“年度指标值”读，请核对。" in said


def test_two_labels_on_one_line_keep_their_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, _ = read(saved(tmp_path / "a.xlsx", Hand()), capsys)
    assert data["unit"]["contacts"] == {"filled_by": "马学文", "phone": "0955-4012345"}


def test_a_file_without_a_year_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path / "a.xlsx", Hand(period=""))
    assert run(["check", str(file)]) == 2
    assert "--year" in capsys.readouterr().err
    assert run(["check", str(file), "--year", "2024"]) in (0, 1)
