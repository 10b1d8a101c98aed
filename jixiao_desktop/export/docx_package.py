"""The fixed parts of a Word file that carries a table: page, styles, footer, properties."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from jixiao_desktop.export.page_notes import PROGRAM, footer_parts, keywords
from jixiao_desktop.grid.code import PAGE, PAGES
from jixiao_desktop.grid.sheet import Grid, Page

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = "http://schemas.openxmlformats.org"
WORD = f"{FORMATS}/wordprocessingml/2006/main"
OFFICE = f"{FORMATS}/officeDocument/2006/relationships"
PACKAGE = f"{FORMATS}/package/2006"
SPACE = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = (("document", "document.main"), ("styles", "styles"), ("settings", "settings"),
          ("footer1", "footer"))  # fmt: skip

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for name, kind in _PARTS
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
    'package.core-properties+xml"/></Types>'
)

RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)

DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{kind}{tail}.xml"/>'
        for n, (kind, tail) in enumerate((("styles", ""), ("settings", ""), ("footer", "1")), 1)
    )
    + "</Relationships>"
)

SETTINGS = (
    f'{HEAD}<w:settings {SPACE}><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def document(body: str, page: Page) -> str:
    """Return document.xml: the body and one section on the form's paper."""
    width, height = page.size
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f"{HEAD}<w:document {SPACE}><w:body>{body}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{_twips(page.top)}" w:right="{_twips(page.right)}" '
        f'w:bottom="{_twips(page.bottom)}" w:left="{_twips(page.left)}" w:header="284" '
        'w:footer="312" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _style(name: str, paragraph: str, run: str, *, usual: bool = False) -> str:
    default = ' w:default="1"' if usual else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def styles() -> str:
    """Return styles.xml: the table's plain text, the footer, the annex page."""
    song = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>'
    tight = '<w:spacing w:before="0" w:after="0"/>'
    plain = f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>{tight}'
    made = (
        _style("Normal", plain, "", usual=True),
        _style("Gap", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
               '<w:sz w:val="2"/><w:szCs w:val="2"/>'),
        _style("Footer", f'{plain}<w:jc w:val="center"/>', '<w:sz w:val="18"/>'),
        _style("AnnexTitle", '<w:pageBreakBefore/><w:spacing w:before="0" w:after="120"/>',
               '<w:b/><w:sz w:val="28"/>'),
        _style("AnnexHead", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>',
               '<w:b/><w:sz w:val="21"/>'),
        _style("AnnexText", '<w:spacing w:before="0" w:after="0" w:line="300" '
               'w:lineRule="auto"/><w:jc w:val="both"/>', '<w:sz w:val="21"/>'),
    )  # fmt: skip
    return (
        f"{HEAD}<w:styles {SPACE}><w:docDefaults><w:rPrDefault><w:rPr>{song}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        f"{''.join(made)}</w:styles>"
    )


def footer_part(grid: Grid) -> str:
    """Return footer1.xml: the check code and Word's own page fields."""
    fields = {PAGE: "PAGE", PAGES: "NUMPAGES"}
    made = "".join(
        f'<w:fldSimple w:instr=" {fields[part]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if part in fields
        else f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in footer_parts(grid)
    )
    return (
        f'{HEAD}<w:ftr {SPACE}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{made}</w:p></w:ftr>'
    )


def core(grid: Grid, now: datetime) -> str:
    """Return the file's properties: title, check code, the program's name and nobody's."""
    stamp = f'xsi:type="dcterms:W3CDTF">{now.isoformat()}Z'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(grid.title)}</dc:title><dc:creator>{PROGRAM}</dc:creator>"
        f"<cp:keywords>{escape(keywords(grid))}</cp:keywords>"
        f"<cp:lastModifiedBy>{PROGRAM}</cp:lastModifiedBy>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified>"
        "</cp:coreProperties>"
    )
