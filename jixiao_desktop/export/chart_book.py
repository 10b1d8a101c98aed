"""The workbook behind a chart, opened when somebody edits its figures: one small sheet."""

from __future__ import annotations

from xml.sax.saxutils import escape

from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.export.packing import packed
from jixiao_desktop.narrative.chart import ChartBlock

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = "http://schemas.openxmlformats.org"
SHEETS = f"{FORMATS}/spreadsheetml/2006/main"
OFFICE = f"{FORMATS}/officeDocument/2006/relationships"
PACKAGE = f"{FORMATS}/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "Sheet1"
PERCENT = 1
"""Which cell format shows a percentage."""

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'{HEAD}<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{SHEETS}"><fonts count="1"><font><sz val="11"/>'
    '<name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="10" fontId="0" '
    'fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def place(row: int, column: int) -> str:
    """Return a cell's absolute address, both counted from 0: (1, 0) is $A$2."""
    return f"${chr(ord('A') + column)}${row + 1}"


def book(chart: ChartBlock) -> bytes:
    """Return the bytes of a workbook: names down, one column of shares to a series."""
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": _sheet(chart),
    }
    return packed(files)


def _sheet(chart: ChartBlock) -> str:
    heads = [_text(0, at, name) for at, (name, _) in enumerate(chart.series, 1)]
    rows = [f'<row r="1">{"".join(heads)}</row>']
    for at, column in enumerate(chart.columns):
        cells = [_text(at + 1, 0, column.label)]
        for number, (_, points) in enumerate(chart.series, 1):
            value = points[at][1]
            if value is not None:
                address = place(at + 1, number).replace("$", "")
                cells.append(f'<c r="{address}" s="{PERCENT}"><v>{plain(value)}</v></c>')
        rows.append(f'<row r="{at + 2}">{"".join(cells)}</row>')
    return (
        f'{HEAD}<worksheet xmlns="{SHEETS}"><cols><col min="1" max="1" width="40" '
        'customWidth="1"/><col min="2" max="4" width="22" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _text(row: int, column: int, text: str) -> str:
    address = place(row, column).replace("$", "")
    said = escape(text)
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'
