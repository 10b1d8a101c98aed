"""The fixed parts of a Word report: styles, theme, footers, settings; made from a report's look."""

from __future__ import annotations

from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from jixiao_desktop.catalog.source import read_toml
from jixiao_desktop.export.page_notes import PROGRAM
from jixiao_desktop.grid.code import WORD as WORD_FOR_CODE
from jixiao_desktop.grid.told import BELOW
from jixiao_desktop.narrative.look import FooterLook, Look, PageLook, TextLook
from jixiao_desktop.resources import resources_root

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACE = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'

STYLE_NAMES = {
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "h1": ("Heading1", "heading 1"),
    "h2": ("Heading2", "heading 2"),
    "h3": ("Heading3", "heading 3"),
    "h4": ("Heading4", "heading 4"),
    "h5": ("Heading5", "heading 5"),
    "body": ("NormalIndent", "Normal Indent"),
    "line": ("BodyText", "Body Text"),
    "annex": ("AnnexLabel", "Annex Label"),
    "caption": ("Caption", "caption"),
    "note": ("NoteHeading", "Note Heading"),
}
"""Kinds of paragraph → Word's own style ids and names, which every language knows."""

GAP = "Gap"
"""Style of the empty points behind a table, without which Word joins it to the next one."""

UNTOLD = (GAP,)
"""Styles of paragraphs that hold no text of the report."""

CONTENT_TYPES = f"""{HEAD}<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument\
.wordprocessingml.document.main+xml"/>{{}}\
<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-\
officedocument.theme+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package\
.core-properties+xml"/></Types>""".format(
    "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in (
            ("styles", "styles"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("footer1", "footer"),
            ("footer2", "footer"),
        )
    )
)

RELATIONS = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""

DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("theme", "theme/theme1.xml"),
                ("footer", "footer1.xml"),
                ("footer", "footer2.xml"),
            ),
            1,
        )
    )
    + "</Relationships>"
)

ODD_FOOTER, EVEN_FOOTER = "rId5", "rId6"


def twips(millimetres: float) -> int:
    """Turn millimetres into twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def fonts(look: TextLook | FooterLook) -> str:
    """Name the fonts of a style for Han and Latin text alike."""
    han, latin = quoteattr(look.font), quoteattr(look.latin or look.font)
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={han} w:cs={latin}/>"


@lru_cache(maxsize=8)
def styles(look: Look) -> str:
    """Write styles.xml: defaults, Normal and one style for every kind of paragraph."""
    body = look.text("body")
    language = look.page.language
    made = "".join(_style(look, name) for name in STYLE_NAMES)
    return (
        f"{HEAD}<w:styles {SPACE}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(body)}"
        f'<w:kern w:val="0"/><w:sz w:val="{round(body.size * 2)}"/>'
        f'<w:szCs w:val="{round(body.size * 2)}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f"{_spacing(look.page.line_pitch, 0, 0)}</w:pPr></w:style>{made}"
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr>{fonts(look.footer)}<w:sz w:val="{round(look.footer.size * 2)}"/>'
        f'<w:szCs w:val="{round(look.footer.size * 2)}"/></w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="{GAP}"><w:name w:val="{GAP}"/>'
        '<w:pPr><w:snapToGrid w:val="0"/>'
        '<w:spacing w:before="0" w:after="0" '
        f'w:line="{round(BELOW * 20)}" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style></w:styles>'
    )


def _style(look: Look, kind: str) -> str:
    text = look.text(kind)
    identity, name = STYLE_NAMES[kind]
    keep = "<w:keepNext/><w:keepLines/>" if text.keep_with_next else ""
    keep += "<w:pageBreakBefore/>" if text.new_page else ""
    level = f'<w:outlineLvl w:val="{text.outline - 1}"/>' if text.outline else ""
    align = {"justify": "both"}.get(text.align, text.align)
    bold = "<w:b/><w:bCs/>" if text.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    size = round(text.size * 2)
    squeeze = round(look.tracking(kind) * 20)
    tracking = f'<w:spacing w:val="{squeeze}"/>' if squeeze else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="NormalIndent"/><w:qFormat/>'
        f"<w:pPr>{keep}{_spacing(look.pitch(kind), text.before, text.after)}{_indent(text)}"
        f'<w:jc w:val="{align}"/>{level}</w:pPr>'
        f'<w:rPr>{fonts(text)}{bold}{tracking}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _spacing(pitch: float, before: float, after: float) -> str:
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{round(pitch * 20)}" w:lineRule="exact"/>'
    )


def _indent(text: TextLook) -> str:
    """Indent in characters; the twips beside them are for programs that do not count those."""
    made = ""
    if text.left_indent:
        made += f' w:leftChars="{round(text.left_indent * 100)}"'
        made += f' w:left="{round(text.left_indent * text.size * 20)}"'
    if text.indent:
        made += f' w:firstLineChars="{round(text.indent * 100)}"'
        made += f' w:firstLine="{round(text.indent * text.size * 20)}"'
    return f"<w:ind{made}/>" if made else ""


@lru_cache(maxsize=8)
def settings(look: Look) -> str:
    """Write settings.xml: odd and even pages differ, East Asian line breaking, language."""
    language = look.page.language
    return (
        f'{HEAD}<w:settings {SPACE}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="156"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/>"
        '<w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-US" w:eastAsia="{language}"/></w:settings>'
    )


@lru_cache(maxsize=8)
def font_table(look: Look) -> str:
    """Write fontTable.xml: every official font with the name it may carry on another machine."""
    known = {
        str(family["name"]): str(next(iter(family.get("also", [])), ""))
        for family in read_toml(resources_root() / "fonts" / "families.toml").get("family", [])
    }
    made = ""
    for name in look.fonts():
        other = known.get(name, "")
        alternative = f"<w:altName w:val={quoteattr(other)}/>" if other else ""
        charset = "00" if name.isascii() else "86"
        made += f"<w:font w:name={quoteattr(name)}>{alternative}"
        made += f'<w:charset w:val="{charset}"/><w:family w:val="auto"/></w:font>'
    return f"{HEAD}<w:fonts {SPACE}>{made}</w:fonts>"


@lru_cache(maxsize=8)
def theme(look: Look) -> str:
    """Write theme1.xml, whose fonts stand in where a style names none."""
    head, body = look.text("h1"), look.text("body")
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "EEEEEE"),
            ("accent1", "1F4E79"), ("accent2", "C00000"), ("accent3", "7F7F7F"),
            ("accent4", "BF9000"), ("accent5", "2E75B6"), ("accent6", "548235"),
            ("hlink", "0563C1"), ("folHlink", "954F72"),
        )
    )  # fmt: skip
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{plain}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{DRAWING}" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme><a:fontScheme name="Report">'
        f"<a:majorFont>{_theme_font(head)}</a:majorFont><a:minorFont>{_theme_font(body)}"
        '</a:minorFont></a:fontScheme><a:fmtScheme name="Report">'
        f"<a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )


def _theme_font(look: TextLook) -> str:
    latin, han = quoteattr(look.latin or look.font), quoteattr(look.font)
    return (
        f"<a:latin typeface={latin}/><a:ea typeface={han}/><a:cs typeface={latin}/>"
        f'<a:font script="Hans" typeface={han}/>'
    )


def footer(look: Look, code: str, *, odd: bool) -> str:
    """Write a footer: page number outside (GB/T 9704-2012 7.5), check code small on the inside."""
    foot = look.footer
    before, _, after = foot.pattern.partition("{page}")
    number = (
        f'{_piece(before)}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        f"{_piece(after)}"
    )
    mark = _piece(foot.code_pattern.format(code=code), foot.code_size) if code else ""
    tab = "<w:r><w:tab/></w:r>"
    indent = round(foot.size * 20)
    right = round(look.page.text_width * 20) - (indent if odd else 0)
    left = "" if odd else f'<w:ind w:leftChars="100" w:left="{indent}"/>'
    content = f"{mark}{tab}{number}" if odd else f"{number}{tab}{mark}"
    return (
        f'{HEAD}<w:ftr {SPACE}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        f'<w:tab w:val="right" w:pos="{right}"/></w:tabs>{left}</w:pPr>{content}</w:p></w:ftr>'
    )


def _piece(text: str, size: float = 0) -> str:
    if not text:
        return ""
    points = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{points}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def page_setup(page: PageLook, foot: FooterLook) -> str:
    """Write the page set-up: the margins of GB/T 9704 and its lines."""
    width, height = page.size
    low = page.bottom - foot.gap - foot.size * 1.3 / 72 * 25.4
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{ODD_FOOTER}"/>'
        f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" w:header="851" '
        f'w:footer="{twips(low)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{round(page.line_pitch * 20)}"/></w:sectPr>'
    )


def core(title: str, code: str) -> str:
    """Write the file's properties: title, check code, the program's name and nobody's; no times."""
    words = f"{WORD_FOR_CODE} {code}" if code else ""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{PROGRAM}</dc:creator>"
        f"<cp:keywords>{escape(words)}</cp:keywords><dc:identifier>{escape(code)}</dc:identifier>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
