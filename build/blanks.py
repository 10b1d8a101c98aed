"""Makes the program's own blank forms (resources/forms/*/*/blank.xlsx); run by hand after a change.

An office's own blank is used as it is; these two are ours: the words and boxes of the ministry's
formats (财预〔2019〕136号, 财预〔2020〕10号), drawn for one landscape A4 page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

FORMS = Path(__file__).resolve().parent.parent / "resources" / "forms"
MONEY = "0.00##"
RATE = "0.00%"
THIN = Side(style="thin", color="FF000000")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
PLAIN = Border()
DRAWN_AT = datetime.datetime(2024, 1, 1)

Boxes = Iterable[tuple[str, object]]


@dataclass(frozen=True)
class Blank:
    """One blank: widths in characters, heights in points, boxes as (range, printed words)."""

    file: str
    sheet: str
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    table: str
    boxes: tuple[tuple[str, object], ...]
    body: tuple[int, int]
    header: tuple[int, int]
    left: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    open_rows: tuple[int, ...] = ()
    money: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()


MONITORING = Blank(
    file="monitoring-table/2019/blank.xlsx",
    sheet="监控表",
    widths=(4, 10, 14, 22, 11, 11, 11, 6, 6, 6, 8, 6, 17, 6, 6, 7, 15),
    heights={1: 32, 2: 18, 3: 20, 4: 20, **dict.fromkeys(range(5, 9), 19), 9: 95, 10: 19, 11: 34,
             **dict.fromkeys(range(12, 26), 19.2), 26: 16.5, 27: 16.5, 28: 16.5, 29: 24},
    table="A3:Q25",
    boxes=(
        ("A1:Q1", "项目支出绩效目标执行监控表"),
        ("A2:Q2", "（2023年1-7月）"),
        ("A3:C3", "项目名称"), ("D3:Q3", None),
        ("A4:C4", "主管部门及代码"), ("D4:G4", None), ("H4:K4", "实施单位"), ("L4:Q4", None),
        ("A5:C8", "项目资金\n（万元）"), ("D5:E5", None),
        ("F5:G5", "年初预算数"), ("H5:K5", "1-7月执行数"), ("L5:M5", "1-7月执行率"),
        ("N5:Q5", "全年预计执行数"),
        ("D6:E6", "年度资金总额："),
        ("D7:E7", "其中：本年一般公共预算拨款"),
        ("D8:E8", "其他资金"),
        *((f"{span[0]}{row}:{span[1]}{row}", None)
          for row in (6, 7, 8) for span in ("FG", "HK", "LM", "NQ")),
        ("A9", "年\n度\n总\n体\n目\n标"), ("B9:Q9", None),
        ("A10:A25", "绩\n效\n指\n标"),
        ("B10:B11", "一级指标"), ("C10:C11", "二级指标"), ("D10:D11", "三级指标"),
        ("E10:E11", "年度指标值"), ("F10:F11", "1-7月执行情况"), ("G10:G11", "全年预计完成情况"),
        ("H10:M10", "偏差原因分析"), ("N10:P10", "完成目标可能性"), ("Q10:Q11", "备注"),
        ("H11", "经费保障"), ("I11", "制度保障"), ("J11", "人员保障"), ("K11", "硬件条件保障"),
        ("L11", "其他"), ("M11", "原因说明"),
        ("N11", "确定能"), ("O11", "有可能"), ("P11", "完全不可能"),
        ("B12:B19", "产出指标"), ("B20:B23", "效益指标"), ("B24:B25", "满意度指标"),
        ("C12:C13", "数量指标"), ("C14:C15", "质量指标"), ("C16:C17", "时效指标"),
        ("C18:C19", "成本指标"), ("C20", "经济效益指标"), ("C21", "社会效益指标"),
        ("C22", "生态效益指标"), ("C23", "可持续影响指标"), ("C24:C25", "服务对象满意度指标"),
        ("A26:Q26", "注：1.偏差原因分析：针对与预期目标产生偏差的指标值，分别从经费保障、制度保障、"
                    "人员保障、硬件条件保障等方面进行判断和分析，并说明原因。"),
        ("A27:Q27", "    2.完成目标可能性：对应所设定的实现绩效目标的路径，分确定能、有可能、"
                    "完全不可能三级综合判断完成的可能性。"),
        ("A28:Q28", "    3.备注：说明预计到年底不能完成目标的原因及拟采取的措施。"),
        ("A29:F29", "填报单位（公章）："), ("G29:K29", "单位负责人："), ("L29:N29", "填报人："),
        ("O29:Q29", "联系电话："),
    ),
    body=(12, 25),
    header=(10, 11),
    left=("D6", "D7", "D8", "B9", "A26", "A27", "A28", "A29", "G29", "L29", "O29"),
    small=("A26", "A27", "A28"),
    open_rows=(26, 27, 28, 29),
    money=("F6:K8", "N6:Q8"),
    rates=("L6:M8",),
)  # fmt: skip

SELF_EVALUATION = Blank(
    file="self-evaluation-table/2020/blank.xlsx",
    sheet="自评表",
    widths=(6, 11, 19, 24, 13, 13, 9, 9, 26),
    heights={1: 32, 2: 18, 3: 20, 4: 20, **dict.fromkeys(range(5, 10), 19), 10: 19, 11: 76, 12: 20,
             **dict.fromkeys(range(13, 21), 21), 21: 32.5, 22: 20},
    table="A3:I22",
    boxes=(
        ("A1:I1", "项目支出绩效自评表"),
        ("A2:I2", "（2024年度）"),
        ("A3:C3", "项目名称"), ("D3:I3", None),
        ("A4:C4", "主管部门"), ("D4:E4", None), ("F4:G4", "实施单位"), ("H4:I4", None),
        ("A5:B9", "项目资金\n（万元）"),
        ("D5", "年初预算数"), ("E5", "全年预算数"), ("F5", "全年执行数"), ("G5", "分值"),
        ("H5", "执行率"), ("I5", "得分"),
        ("C6", "年度资金总额"), ("C7", "其中：当年财政拨款"), ("C8", "上年结转资金"),
        ("C9", "其他资金"),
        ("G6", 10), ("G7", "—"), ("I7", "—"), ("G8", "—"), ("I8", "—"), ("G9", "—"), ("I9", "—"),
        ("A10:A11", "年度\n总体\n目标"), ("B10:E10", "预期目标"), ("F10:I10", "实际完成情况"),
        ("B11:E11", None), ("F11:I11", None),
        ("A12:A21", "绩\n效\n指\n标"),
        ("B12", "一级指标"), ("C12", "二级指标"), ("D12", "三级指标"), ("E12", "年度指标值"),
        ("F12", "实际完成值"), ("G12", "分值"), ("H12", "得分"), ("I12", "偏差原因分析及改进措施"),
        ("B13:B16", "产出指标\n（50分）"), ("B17:B20", "效益指标\n（30分）"),
        ("B21", "满意度指标\n（10分）"),
        ("C13", "数量指标"), ("C14", "质量指标"), ("C15", "时效指标"), ("C16", "成本指标"),
        ("C17", "经济效益指标"), ("C18", "社会效益指标"), ("C19", "生态效益指标"),
        ("C20", "可持续影响指标"), ("C21", "服务对象满意度指标"),
        ("A22:F22", "总分"), ("G22", 100),
    ),
    body=(13, 21),
    header=(12, 12),
    left=("C6", "C7", "C8", "C9", "B11", "F11"),
    money=("D6:F9",),
    rates=("H6:H9",),
)  # fmt: skip


def cells_of(area: str) -> Iterable[tuple[int, int]]:
    """Walk the cells of "F6:K8" as (row, column)."""
    left, top, right, bottom = range_boundaries(area)
    if not (left and top and right and bottom):
        raise ValueError(area)
    return ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))


def dress(sheet: Worksheet, blank: Blank) -> None:
    """Give every cell its font, frame and alignment."""
    label = Font(name="宋体", size=10.5)
    body = Font(name="宋体", size=10)
    small = Font(name="宋体", size=9)
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    printed = {span.partition(":")[0] for span, words in blank.boxes if words is not None}
    for row, column in cells_of(str(sheet.dimensions)):
        cell = sheet.cell(row, column)
        inside = blank.body[0] <= row <= blank.body[1]
        cell.font = body if inside or cell.coordinate not in printed else label
        cell.alignment = centre
    for row, column in cells_of(blank.table):
        sheet.cell(row, column).border = FRAME
    for row in range(blank.body[0], blank.body[1] + 1):
        for letter in ("D", get_column_letter(13) if len(blank.widths) > 9 else "I", "Q"):
            if letter <= get_column_letter(len(blank.widths)):
                sheet[f"{letter}{row}"].alignment = left
    for address in blank.left:
        sheet[address].alignment = left
    for address in blank.small:
        sheet[address].font = small
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["A2"].font = Font(name="宋体", size=11)
    for areas, shape in ((blank.money, MONEY), (blank.rates, RATE)):
        for area in areas:
            for row, column in cells_of(area):
                sheet.cell(row, column).number_format = shape


def set_page(sheet: Worksheet, blank: Blank) -> None:
    """Set one landscape A4 page in width, with the header rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.45, 0.5, 0.2, 0.22
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:{get_column_letter(len(blank.widths))}{max(blank.heights)}"
    sheet.print_title_rows = f"{blank.header[0]}:{blank.header[1]}"
    sheet.oddFooter.center.text = "第&P页/共&N页"
    sheet.oddFooter.center.font = "宋体,Regular"
    sheet.oddFooter.center.size = 9
    sheet.sheet_view.showGridLines = False


def draw(blank: Blank) -> Path:
    """Write one blank and return its file."""
    book = Workbook()
    plain = Font(name="宋体", size=11, charset=134)
    book._fonts = IndexedList([plain])
    book._named_styles["Normal"].font = plain
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = blank.sheet
    for number, width in enumerate(blank.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, height in blank.heights.items():
        sheet.row_dimensions[row].height = height
    for span, words in blank.boxes:
        sheet[span.partition(":")[0]] = words
    sheet.cell(max(blank.heights), len(blank.widths))
    dress(sheet, blank)
    for span, _words in blank.boxes:
        if ":" in span:
            sheet.merge_cells(span)
    set_page(sheet, blank)
    book.properties.creator = "jixiao"
    book.properties.title = str(dict(blank.boxes)[f"A1:{get_column_letter(len(blank.widths))}1"])
    book.properties.created = book.properties.modified = DRAWN_AT
    target = FORMS / blank.file
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


if __name__ == "__main__":
    for description in (MONITORING, SELF_EVALUATION):
        print(draw(description).relative_to(FORMS.parent.parent))
