"""Draws the blank of a made-up county form: another shape, other words, other columns."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WORDS = {
    "A1": "专项资金使用情况季报表", "A2": "（ 年 月）",
    "A3": "项目", "D3": "填报单位",
    "A4": "资金\n（万元）", "B4": "来源", "C4": "年初数", "D4": "已支出", "E4": "进度",
    "B5": "合计", "B6": "其中：财政拨款",
    "A7": "主要用途",
    "A8": "一级", "B8": "二级", "C8": "指标", "D8": "目标", "E8": "完成", "F8": "说明",
    "A9": "产出指标", "B9": "数量指标", "B10": "质量指标",
    "A11": "效益指标", "B11": "社会效益指标",
    "A12": "填报人：", "D12": "单位负责人：",
}  # fmt: skip
MERGES = (
    "A1:F1", "A2:F2", "B3:C3", "E3:F3", "A4:A6", "E4:F4", "E5:F5", "E6:F6", "B7:F7",
    "A9:A10", "A12:C12", "D12:F12",
)  # fmt: skip


def make(path: Path) -> None:
    """Write the blank."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "季报"
    for row in sheet["A3:F11"]:
        for cell in row:
            cell.border, cell.alignment, cell.font = FRAME, CENTRE, Font(name="宋体", size=10)
    for address, text in WORDS.items():
        sheet[address] = text
    for area in MERGES:
        sheet.merge_cells(area)
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=16), CENTRE
    sheet["A2"].alignment = CENTRE
    for address in ("C5", "D5", "C6", "D6"):
        sheet[address].number_format = "0.00##"
    for address in ("E5", "E6"):
        sheet[address].number_format = "0.00%"
    for letter, width in zip("ABCDEF", (12, 16, 24, 14, 14, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[7].height = 48
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area, sheet.print_title_rows = "A1:F12", "8:8"
    book.save(path)
