"""Makes further blank forms of our own (resources/forms/*/*/blank.xlsx); run after a change.

Each is described by its words and boxes; those whose original was not at hand are our rendering of
the published columns (样式待核) and say so in form.toml and guide.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from blanks import DRAWN_AT, FORMS, FRAME, MONEY, RATE, cells_of, set_page
from framework import FRAMEWORK
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

Box = tuple[str, object]


@dataclass(frozen=True)
class Sheet:
    """One blank: widths in characters, heights in points, boxes as (range, printed words).

    ``left`` are areas written from the left, ``small`` those in small letters; ``columns`` are the
    body's columns of running text.
    """

    file: str
    sheet: str
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    table: str
    boxes: tuple[Box, ...]
    body: tuple[int, int]
    header: tuple[int, int]
    columns: str = ""
    left: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    upright: bool = False

    @property
    def last(self) -> int:
        """The last row of the page."""
        return max(self.heights)


def heights(rows: Mapping[int, float], last: int, usual: float = 20) -> dict[int, float]:
    """Give every row a height."""
    return {row: rows.get(row, usual) for row in range(1, last + 1)}


def classes(first: int, columns: str, tree: Sequence[tuple[str, Sequence[tuple[str, int]]]]
            ) -> Iterator[Box]:  # fmt: skip
    """Print a tree of classes downwards: one column of level1, the others of level2."""
    row = first
    for level1, below in tree:
        start = row
        for level2, lines in below:
            for column in columns[1:]:
                yield merged(column, row, lines), level2
            row += lines
        yield merged(columns[0], start, row - start), level1


def merged(column: str, row: int, lines: int) -> str:
    """Name a cell or the cells downwards from it."""
    return f"{column}{row}" if lines == 1 else f"{column}{row}:{column}{row + lines - 1}"


THREE = (
    ("产出指标", (("数量指标", 2), ("质量指标", 2), ("时效指标", 2), ("成本指标", 2))),
    ("效益指标", (("经济效益指标", 1), ("社会效益指标", 1), ("生态效益指标", 1),
               ("可持续影响指标", 1))),
    ("满意度指标", (("服务对象满意度指标", 2),)),
)  # fmt: skip
FOUR = (
    ("成本指标", (("经济成本指标", 2), ("社会成本指标", 1), ("生态环境成本指标", 1))),
    ("产出指标", (("数量指标", 2), ("质量指标", 2), ("时效指标", 2))),
    ("效益指标", (("经济效益指标", 1), ("社会效益指标", 1), ("生态效益指标", 1))),
    ("满意度指标", (("服务对象满意度指标", 1),)),
)
SCORED = (
    ("产出指标\n（50分）", (("数量指标", 1), ("质量指标", 1), ("时效指标", 1), ("成本指标", 1))),
    ("效益指标\n（30分）", (("经济效益指标", 1), ("社会效益指标", 1), ("生态效益指标", 1),
                       ("可持续影响指标", 1))),
    ("满意度指标\n（10分）", (("服务对象满意度指标", 1),)),
)  # fmt: skip
NINGXIA_TREE = (
    ("决策\n（10分）", (("项目立项", 1), ("绩效目标", 1))),
    ("管理\n（25分）", (("资金管理", 1), ("组织实施", 1))),
    ("产出\n（30分）", (("数量指标", 1), ("质量指标", 1), ("时效指标", 1), ("成本指标", 1))),
    ("效益\n（35分）", (("经济效益指标", 1), ("社会效益指标", 1), ("生态效益指标", 1),
                   ("可持续影响指标", 1), ("服务对象满意度指标", 1))),
)  # fmt: skip
SIGNED = ("填报单位（公章）：", "单位负责人：", "填报人：", "联系电话：")


def target(file: str, tree: Sequence[tuple[str, Sequence[tuple[str, int]]]], last: int) -> Sheet:
    """Describe the 申报表 with one of the two trees in use."""
    end = last + 1
    return Sheet(
        file=file,
        sheet="申报表",
        widths=(5, 11, 18, 22, 14, 18, 22, 14),
        heights=heights({1: 32, 2: 18, 10: 70, 11: 22, end: 26}, end, 20),
        table=f"A3:H{last}",
        boxes=(
            ("A1:H1", "项目支出绩效目标申报表"),
            ("A2:H2", "（2024年度）"),
            ("A3:B3", "项目名称"), ("C3:H3", None),
            ("A4:B4", "主管部门及代码"), ("C4:E4", None), ("F4", "实施单位"), ("G4:H4", None),
            ("A5:B5", "项目属性"), ("C5:E5", None), ("F5", "项目期"), ("G5:H5", None),
            ("A6:B8", "项目资金\n（万元）"),
            ("C6:D6", "中期资金总额"), ("F6:G6", "年度资金总额"),
            ("C7:D7", "其中：财政拨款"), ("F7:G7", "其中：财政拨款"),
            ("C8:D8", "其他资金"), ("F8:G8", "其他资金"),
            ("A9:A10", "总\n体\n目\n标"), ("B9:E9", "中期目标（项目期内）"), ("F9:H9", "年度目标"),
            ("B10:E10", None), ("F10:H10", None),
            (f"A11:A{last}", "绩\n效\n指\n标"),
            ("B11", "一级指标"), ("C11", "二级指标"), ("D11", "三级指标"), ("E11", "指标值"),
            ("F11", "二级指标"), ("G11", "三级指标"), ("H11", "指标值"),
            *classes(12, "BCF", tree),
            (f"A{end}:C{end}", SIGNED[0]), (f"D{end}:E{end}", SIGNED[1]),
            (f"F{end}", SIGNED[2]), (f"G{end}:H{end}", SIGNED[3]),
        ),
        body=(12, last),
        header=(11, 11),
        columns="DG",
        left=("C6:C8", "F6:F8", "B10", "F10", f"A{end}:H{end}"),
        money=("E6:E8", "H6:H8"),
    )  # fmt: skip


SICHUAN = Sheet(
    file="self-evaluation-table/2024-sichuan/blank.xlsx",
    sheet="自评表",
    widths=(9, 10, 13, 14, 10.5, 10.5, 10.5, 10.5, 6, 6.5, 14),
    heights=heights({1: 34, 2: 20, 5: 34, 6: 76, 7: 60, 8: 34, 14: 34, 26: 60, 27: 60, 28: 60,
                     29: 30, 30: 30}, 30, 24),
    upright=True,
    table="A3:K28",
    boxes=(
        ("A1:K1", "部门预算项目支出绩效自评表"),
        ("A2:D2", "报表编号：510000_0013zp"), ("E2:H2", "（2024年度）"),
        ("I2:K2", "金额单位：万元"),
        ("A3:B3", "项目名称"), ("C3:F3", None), ("G3:H3", "主管部门"), ("I3:K3", None),
        ("A4:B4", "实施单位"), ("C4:F4", None), ("G4:H4", "项目代码"), ("I4:K4", None),
        ("A5:A7", "项目\n基本\n情况"),
        ("B5:C6", "1.年度目标完成情况"),
        ("D5:G5", "项目年度目标"), ("H5:K5", "年度目标完成情况（不超过100字）"),
        ("D6:G6", None), ("H6:K6", None),
        ("B7:C7", "2.实施内容及过程概述"), ("D7:K7", None),
        ("A8:A13", "预算\n执行\n情况\n（10分）"), ("B8:D8", None),
        ("E8", "年初预算数"), ("F8", "调整后预算数"), ("G8", "预算执行数"), ("H8", "预算执行率"),
        ("I8", "权重"), ("J8", "得分"), ("K8", "原因"),
        ("B9:D9", "总额"), ("B10:D10", "其中：财政资金"), ("B11:D11", "财政专户管理资金"),
        ("B12:D12", "单位资金"), ("B13:D13", "其他资金"), ("K9:K13", None),
        ("I9", 10), *((f"{c}{r}", "—") for r in range(10, 14) for c in "IJ"),
        ("A14:A24", "绩效\n指标\n（90分）"),
        ("B14", "一级指标"), ("C14", "二级指标"), ("D14", "三级指标"), ("E14", "指标性质"),
        ("F14", "指标值"), ("G14", "度量单位"), ("H14", "完成值"), ("I14", "权重"), ("J14", "得分"),
        ("K14", "未完成原因分析"),
        *classes(15, "BC", (("产出指标", (("数量指标", 2), ("质量指标", 1), ("时效指标", 1),
                                      ("成本指标", 1))), *THREE[1:2],
                            ("满意度指标", (("服务对象满意度指标", 1),)))),
        ("A25:H25", "合计"), ("I25", 100), ("K25", "—"),
        ("A26:B26", "评价结论\n（不超过200字）"), ("C26:K26", None),
        ("A27:B27", "存在问题\n（不超过200字）"), ("C27:K27", None),
        ("A28:B28", "改进措施\n（不超过200字）"), ("C28:K28", None),
        ("A29:K29", "注：预算执行率=预算执行数/调整后预算数；执行率低于90%的必须说明原因，年中有"
                    "预算调整的另行说明。指标性质填=、≥、≤或定性。"),
        ("A30:D30", "项目负责人："), ("E30:H30", "财务负责人："), ("I30:K30", "填报人："),
    ),
    body=(15, 24),
    header=(14, 14),
    columns="DK",
    left=("A2", "B9:B13", "D6", "H6", "D7", "K9", "C26:C28", "A29", "A30:K30"),
    small=("A29",),
    money=("E9:G13",),
    rates=("H9:H13",),
)  # fmt: skip

NINGXIA = Sheet(
    file="self-evaluation-table/2024-ningxia/blank.xlsx",
    sheet="自评表",
    widths=(9, 18, 20, 13, 13, 7, 8, 8, 18),
    heights=heights({1: 34, 2: 20, 5: 36, 11: 96, 12: 36, 27: 76, 28: 32, 29: 26}, 29, 27),
    upright=True,
    table="A3:I27",
    boxes=(
        ("A1:I1", "项目支出绩效自评表"),
        ("A2:I2", "（2024年度）"),
        ("A3:B3", "项目名称"), ("C3:E3", None), ("F3:G3", "主管部门"), ("H3:I3", None),
        ("A4:B4", "实施单位"), ("C4:E4", None), ("F4:G4", "项目负责人"), ("H4:I4", None),
        ("A5:B9", "项目资金\n（万元）"),
        ("D5", "年初预算数"), ("E5", "全年预算数"), ("F5:G5", "全年执行数"), ("H5", "执行率"),
        ("I5", "预算执行率得分\n（10分，计入管理）"),
        ("C6", "年度资金总额"), ("C7", "其中：当年财政拨款"), ("C8", "上年结转资金"),
        ("C9", "其他资金"),
        *((f"F{r}:G{r}", None) for r in range(6, 10)),
        ("I7", "—"), ("I8", "—"), ("I9", "—"),
        ("A10:B11", "年度总体目标"), ("C10:E10", "预期目标"), ("F10:I10", "实际完成情况"),
        ("C11:E11", None), ("F11:I11", None),
        ("A12", "一级指标"), ("B12", "二级指标"), ("C12", "三级指标"), ("D12", "年度指标值"),
        ("E12", "实际完成值"), ("F12", "分值"), ("G12", "自评得分"), ("H12", "财政审核评分"),
        ("I12", "偏差原因分析及改进措施"),
        *classes(13, "AB", NINGXIA_TREE),
        ("A26:E26", "总分"), ("F26", 100),
        ("A27:B27", "财政审核意见"), ("C27:I27", None),
        ("A28:E28", SIGNED[0]), ("F28:I28", SIGNED[1]),
        ("A29:E29", SIGNED[2]), ("F29:I29", SIGNED[3]),
    ),
    body=(13, 25),
    header=(12, 12),
    columns="CI",
    left=("C6:C9", "C11", "F11", "C27", "A28:I29"),
    money=("D6:G9",),
    rates=("H6:H9",),
)  # fmt: skip

UNIT_MONITORING = Sheet(
    file="unit-monitoring-table/2019/blank.xlsx",
    sheet="整体监控表",
    widths=(5, 10, 17.5, 20, 12, 12, 10, 12, 12),
    heights=heights({1: 34, 2: 20, 13: 58, 14: 58, 15: 26, **dict.fromkeys(range(30, 35), 40),
                     35: 32, 36: 26}, 36, 22),
    upright=True,
    table="A3:I34",
    boxes=(
        ("A1:I1", "部门整体支出绩效监控表"),
        ("A2:I2", "（2024年1-6月）"),
        ("A3:C3", "部门（单位）名称"), ("D3:E3", None), ("F3:G3", "主管部门"), ("H3:I3", None),
        ("A4:B12", "年度预算\n执行情况\n（万元）"), ("C4:D4", "支出类别"),
        ("E4", "年初预算数"), ("F4", "实际到位数"), ("G4", "到位率"), ("H4", "1-6月执行数"),
        ("I4", "1-6月执行率"),
        ("C5:D5", "部门整体支出合计"), ("C6:D6", "一、基本支出"), ("C7:D7", "其中：财政资金"),
        ("C8:D8", "其他资金"), ("C9:D9", "二、项目支出"), ("C10:D10", "其中：财政资金"),
        ("C11:D11", "其他资金"), ("C12:D12", "年中追加资金（另列）"),
        ("A13:B13", "年度整体\n绩效目标"), ("C13:I13", None),
        ("A14:B14", "绩效目标\n完成情况"), ("C14:I14", None),
        ("A15:A29", "绩\n效\n指\n标"),
        ("B15", "一级指标"), ("C15", "二级指标"), ("D15", "三级指标"), ("E15", "预期指标值"),
        ("F15", "实际完成值"), ("G15", "指标完成率"), ("H15:I15", "偏差原因分析"),
        *((f"H{r}:I{r}", None) for r in range(16, 30)),
        *classes(16, "BC", THREE),
        ("A30:C30", "偏离情况"), ("D30:I30", None),
        ("A31:C31", "成因分析"), ("D31:I31", None),
        ("A32:C32", "已采取的纠偏措施及效果"), ("D32:I32", None),
        ("A33:C33", "下一步纠偏措施及预期效果"), ("D33:I33", None),
        ("A34:C34", "意见及建议"), ("D34:I34", None),
        ("A35:E35", SIGNED[0]), ("F35:I35", SIGNED[1]),
        ("A36:E36", SIGNED[2]), ("F36:I36", SIGNED[3]),
    ),
    body=(16, 29),
    header=(15, 15),
    columns="DH",
    left=("C5:C12", "C13:C14", "D30:D34", "A35:I36"),
    money=("E5:F12", "H5:H12"),
    rates=("G5:G12", "I5:I12"),
)  # fmt: skip

UNIT_SELF_EVALUATION = Sheet(
    file="unit-self-evaluation-table/2020/blank.xlsx",
    sheet="整体自评表",
    widths=(5, 10, 17.5, 20, 12, 12, 11, 7, 9, 11),
    heights=heights({1: 34, 2: 20, 13: 110, 14: 28, 25: 56, 26: 56, 27: 56, 28: 32, 29: 26},
                    29, 25),
    upright=True,
    table="A3:J27",
    boxes=(
        ("A1:J1", "部门整体支出绩效自评表"),
        ("A2:J2", "（2024年度）"),
        ("A3:C3", "部门（单位）名称"), ("D3:E3", None), ("F3:G3", "主管部门"), ("H3:J3", None),
        ("A4:B11", "年度预算\n申请和执行\n（万元）"), ("C4:D4", None),
        ("E4", "年初预算数"), ("F4", "全年预算数"), ("G4", "全年执行数"), ("H4", "分值"),
        ("I4", "执行率"), ("J4", "得分"),
        ("C5:D5", "年度资金总额"), ("H5", 10),
        ("C6:C9", "按收入性质分"), ("D6", "一般公共预算拨款"), ("D7", "政府性基金拨款"),
        ("D8", "纳入专户管理的非税收入"), ("D9", "其他资金"),
        ("C10:C11", "按支出性质分"), ("D10", "基本支出"), ("D11", "项目支出"),
        *((f"{c}{r}", "—") for r in range(6, 12) for c in "HJ"),
        ("A12:B13", "年度\n总体目标"), ("C12:F12", "预期目标"), ("G12:J12", "实际完成情况"),
        ("C13:F13", None), ("G13:J13", None),
        ("A14:A23", "绩\n效\n指\n标"),
        ("B14", "一级指标"), ("C14", "二级指标"), ("D14", "三级指标"), ("E14", "年度指标值"),
        ("F14", "实际完成值"), ("G14", "分值"), ("H14", "得分"),
        ("I14:J14", "偏差原因分析及改进措施"),
        *((f"I{r}:J{r}", None) for r in range(15, 24)),
        *classes(15, "BC", SCORED),
        ("A24:F24", "总分"), ("G24", 100), ("I24:J24", None),
        ("A25:C25", "偏差分析及整改措施"), ("D25:J25", None),
        ("A26:C26", "存在问题"), ("D26:J26", None),
        ("A27:C27", "后续工作计划"), ("D27:J27", None),
        ("A28:E28", SIGNED[0]), ("F28:J28", SIGNED[1]),
        ("A29:E29", SIGNED[2]), ("F29:J29", SIGNED[3]),
    ),
    body=(15, 23),
    header=(14, 14),
    columns="DI",
    left=("C5", "D6:D11", "C13", "G13", "D25:D27", "A28:J29"),
    money=("E5:G11",),
    rates=("I5:I11",),
)  # fmt: skip

LAST = 7 + sum(len(rows) for _, below in FRAMEWORK for _, rows in below) - 1


def framework_boxes() -> Iterator[Box]:
    """Print the official framework: classes, 指标解释 and 评价要点 of every 三级指标."""
    row = 7
    for level1, below in FRAMEWORK:
        start = row
        for level2, rows in below:
            yield merged("B", row, len(rows)), level2
            for level3, explanation, points in rows:
                yield from ((f"C{row}", level3), (f"D{row}", explanation), (f"E{row}", points))
                row += 1
        yield merged("A", start, row - start), level1


EVALUATION = Sheet(
    file="evaluation-table/2020/blank.xlsx",
    sheet="评分表",
    widths=(8, 11, 14, 34, 46, 7, 7, 22),
    heights=heights({1: 32, 2: 18, 6: 24, LAST + 2: 26}, LAST + 2),
    table=f"A3:H{LAST + 1}",
    boxes=(
        ("A1:H1", "项目支出绩效评价指标体系评分表"),
        ("A2:H2", "（2024年度）"),
        ("A3:B3", "项目名称"), ("C3:E3", None), ("F3:G3", "预算（万元）"),
        ("A4:B4", "项目单位"), ("C4:E4", None), ("F4:G4", "评价基准日"),
        ("A5:B5", "主管部门"), ("C5:E5", None), ("F5:G5", "评价等级"),
        ("A6", "一级指标"), ("B6", "二级指标"), ("C6", "三级指标"), ("D6", "指标解释"),
        ("E6", "评价要点"), ("F6", "分值"), ("G6", "得分"), ("H6", "扣分原因"),
        *framework_boxes(),
        (f"A{LAST + 1}:E{LAST + 1}", "总分"),
        (f"A{LAST + 2}:C{LAST + 2}", "评价单位（公章）："), (f"D{LAST + 2}", "单位负责人："),
        (f"E{LAST + 2}", "填报人："), (f"F{LAST + 2}:H{LAST + 2}", "联系电话："),
    ),
    body=(7, LAST),
    header=(6, 6),
    columns="DEH",
    left=(f"A{LAST + 2}:H{LAST + 2}",),
    small=(f"D7:E{LAST}", f"H7:H{LAST}"),
    money=("H3",),
)  # fmt: skip

SHEETS = (
    target("target-table/2015/blank.xlsx", THREE, 25),
    target("target-table/2021/blank.xlsx", FOUR, 25),
    SICHUAN,
    NINGXIA,
    UNIT_MONITORING,
    UNIT_SELF_EVALUATION,
    EVALUATION,
)


def dress(page: Worksheet, sheet: Sheet) -> None:
    """Give every cell its font, frame, alignment and number format."""
    printed = {span.partition(":")[0] for span, words in sheet.boxes if words is not None}
    for row, column in cells_of(f"A1:{get_column_letter(len(sheet.widths))}{sheet.last}"):
        cell = page.cell(row, column)
        running = sheet.body[0] <= row <= sheet.body[1] and cell.column_letter in sheet.columns
        label = cell.coordinate in printed and not sheet.body[0] <= row <= sheet.body[1]
        cell.font = Font(name="宋体", size=10.5 if label else 10)
        across = "left" if running else "center"
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
    for row, column in cells_of(sheet.table):
        page.cell(row, column).border = FRAME
    for area in sheet.left:
        for row, column in cells_of(area):
            page.cell(row, column).alignment = Alignment(
                horizontal="left", vertical="center", wrap_text=True
            )
    for area in sheet.small:
        for row, column in cells_of(area):
            page.cell(row, column).font = Font(name="宋体", size=9)
    page["A1"].font = Font(name="方正小标宋简体", size=18)
    page["A2"].font = Font(name="宋体", size=11)
    for areas, shape in ((sheet.money, MONEY), (sheet.rates, RATE)):
        for area in areas:
            for row, column in cells_of(area):
                page.cell(row, column).number_format = shape


def draw(sheet: Sheet, folder: Path = FORMS) -> Path:
    """Write one blank and return its file."""
    book = Workbook()
    plain = Font(name="宋体", size=11, charset=134)
    book._fonts = IndexedList([plain])
    book._named_styles["Normal"].font = plain
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.sheet
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row, height in sheet.heights.items():
        page.row_dimensions[row].height = height
    for span, words in sheet.boxes:
        page[span.partition(":")[0]] = words
    dress(page, sheet)
    for span, _words in sheet.boxes:
        if ":" in span:
            page.merge_cells(span)
    set_page(page, sheet)
    page.page_setup.orientation = "portrait" if sheet.upright else "landscape"
    book.properties.creator = "jixiao"
    book.properties.title = str(sheet.boxes[0][1])
    book.properties.created = book.properties.modified = DRAWN_AT
    target_file = folder / sheet.file
    target_file.parent.mkdir(parents=True, exist_ok=True)
    book.save(target_file)
    return target_file


if __name__ == "__main__":
    for description in SHEETS:
        print(draw(description).relative_to(FORMS.parent.parent))
