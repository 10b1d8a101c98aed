"""Makes the bundled fonts of resources/fonts/ from the full open ones: run by hand, seldom.

    python3 build/fonts.py INPUT [OUTPUT]

INPUT is a folder with NotoSansCJK-{Regular,Bold}.ttc, NotoSerifCJK-{Regular,Bold}.ttc,
LXGWWenKai-Regular.ttf and Unihan_OtherMappings.txt (plain or .bz2); Debian carries them in
fonts-noto-cjk, fonts-lxgw-wenkai and unicode-data. Needs fonttools. OUTPUT is resources/fonts
unless named.

What is kept: GB 2312, the 8105 characters of 通用规范汉字表 (kTGH in Unihan), Latin, Greek and
Cyrillic basics, punctuation, full-width forms, arrows, geometry, circled and Roman numbers, the
signs of measure that offices write. The other ideographs of GBK, for names, are in one face of
their own, Jixiao Rare: Qt falls back to it by itself from any other, bold ones included.
What is left out on purpose: Kangxi radicals (U+2F00-2FDF), the radicals supplement
(U+2E80-2EFF) and compatibility ideographs - they share their glyphs with true characters, and
the text of a PDF would come back as radicals.

The families are renamed: LXGW is a reserved font name under the OFL, and under its old name Qt
would prefer a full Noto CJK installed on the machine to the subset.
"""

from __future__ import annotations

import bz2
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
VERSION = "1.000"

RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x01CD, 0x01DC), (0x01F8, 0x01F9),
    (0x0251, 0x0251), (0x0261, 0x0261), (0x02C6, 0x02DC), (0x0391, 0x03C9), (0x0401, 0x0451),
    (0x2010, 0x2027), (0x2030, 0x203E), (0x2042, 0x2051), (0x2070, 0x209C), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x2189), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2312, 0x2312),
    (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x2642), (0x2713, 0x2718), (0x2776, 0x2793),
    (0x3000, 0x303F), (0x3041, 0x30FF), (0x3105, 0x3129), (0x3200, 0x32FF), (0x3300, 0x33FF),
    (0xFE10, 0xFE19), (0xFE30, 0xFE6B), (0xFF01, 0xFF65), (0xFFE0, 0xFFE6),
)  # fmt: skip
# Variants that people's names and old files still use, beyond the two lists.
NAMES = "喆淼堃垚昇祎玥晢甯龢犇骉羴飝燚叒鱻厵槑旸暘玘璟翀龑䶮㛃㙦䓖䌹䗖〇兀卍﨑"
# Look-alikes whose code point is lower than the one people type; a PDF would give them instead.
LOOK_ALIKES = {0x2215, 0x2035, 0x22EF}
OWN_GLYPH = {0x301C: 0xFF5E}  # both are typed, so the first gets a copy of the second's glyph
LEFT_OUT = ((0x2E80, 0x2EFF), (0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
FEATURES = ("kern", "liga", "ccmp", "mark", "mkmk")


@dataclass(frozen=True)
class Face:
    """One bundled file: where it comes from and what it is called."""

    source: str
    face: str
    target: str
    family: str
    style: str
    upstream: str
    rare: bool = False  # only what the other faces lack, for Qt to fall back upon


FACES = (
    Face("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "JixiaoSans-Regular.otf",
         "Jixiao Sans", "Regular", "Noto Sans CJK SC"),
    Face("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "JixiaoSans-Bold.otf",
         "Jixiao Sans", "Bold", "Noto Sans CJK SC"),
    Face("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "JixiaoSerif-Regular.otf",
         "Jixiao Serif", "Regular", "Noto Serif CJK SC"),
    Face("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "JixiaoRare-Regular.otf",
         "Jixiao Rare", "Regular", "Noto Serif CJK SC", rare=True),
    Face("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "JixiaoSerif-Bold.otf",
         "Jixiao Serif", "Bold", "Noto Serif CJK SC"),
    Face("LXGWWenKai-Regular.ttf", "LXGW WenKai", "JixiaoKai-Regular.ttf",
         "Jixiao Kai", "Regular", "a Chinese Kai typeface by lxgw"),
)  # fmt: skip


def gb2312() -> set[int]:
    """Every character of GB 2312-80, signs included."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def gbk_ideographs() -> set[int]:
    """The 20 902 ideographs of GBK."""
    return {code for code in range(0x4E00, 0x9FA6) if chr(code).encode("gbk", "ignore")}


def standard_characters(folder: Path) -> set[int]:
    """The 8105 of 通用规范汉字表, from the kTGH lines of Unihan."""
    plain, packed = (folder / f"Unihan_OtherMappings.txt{end}" for end in ("", ".bz2"))
    text = plain.read_bytes() if plain.exists() else bz2.decompress(packed.read_bytes())
    lines = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text.decode("utf-8"), re.MULTILINE)
    found = {int(code, 16) for code in lines}
    if len(found) < 8105:
        raise SystemExit(f"通用规范汉字表应有8105字，只读到{len(found)}字：{folder}")
    return found


def wanted(folder: Path) -> set[int]:
    """All code points that a bundled font should answer, where its source has them."""
    codes = gb2312() | standard_characters(folder) | {ord(sign) for sign in NAMES}
    for first, last in RANGES:
        codes.update(range(first, last + 1))
    for first, last in LEFT_OUT:
        codes.difference_update(range(first, last + 1))
    return codes - LOOK_ALIKES


def open_face(path: Path, family: str) -> TTFont:
    """The named face of a font file or collection."""
    if path.suffix != ".ttc":
        return TTFont(path)
    for number, font in enumerate(TTCollection(path, lazy=True).fonts):
        if font["name"].getDebugName(1).split(" Bold")[0] == family:
            return TTFont(path, fontNumber=number, lazy=True)
    raise SystemExit(f"{path} 里没有字体 {family}")


def rename(font: TTFont, face: Face) -> None:
    """Gives the face its own name and keeps copyright, licence and origin."""
    names = font["name"]
    kept = {record.nameID: record.toUnicode() for record in reversed(names.names)
            if record.nameID in (0, 13, 14)}  # fmt: skip
    postscript = f"{face.family.replace(' ', '')}-{face.style}"
    texts = {
        **kept,
        1: face.family,
        2: face.style,
        3: f"{VERSION};{postscript}",
        4: face.family if face.style == "Regular" else f"{face.family} {face.style}",
        5: f"Version {VERSION}",
        6: postscript,
        10: f"Subset of {face.upstream}, renamed as the SIL Open Font License asks.",
    }
    names.names = []
    for number, text in sorted(texts.items()):
        names.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = texts[4], face.family, face.style
    font["OS/2"].fsType = 0


def copy_glyph(font: TTFont, source: str, copy: str) -> None:
    """Adds a glyph that looks like another but is its own."""
    if "CFF " in font:
        top = font["CFF "].cff.topDictIndex[0]
        strings = top.CharStrings
        top.FDSelect.gidArray.append(top.FDSelect[font.getGlyphID(source)])
        strings.charStringsIndex.append(strings[source])
        strings.charStrings[copy] = len(strings.charStringsIndex) - 1
        top.charset.append(copy)
        font.setGlyphOrder(top.charset)
    else:
        font["glyf"][copy] = font["glyf"][source]
    font["hmtx"][copy] = font["hmtx"][source]


def separate(font: TTFont) -> None:
    """Gives each sign of OWN_GLYPH its own glyph, so that a PDF's text stays as typed."""
    for code, twin in OWN_GLYPH.items():
        glyphs = font.getBestCmap()
        if glyphs.get(code) != glyphs.get(twin) or code not in glyphs:
            continue
        copy = "cid65000" if "CFF " in font else f"uni{code:04X}.own"
        copy_glyph(font, glyphs[twin], copy)
        for table in font["cmap"].tables:
            if code in table.cmap:
                table.cmap[code] = copy


def shared_glyphs(font: TTFont) -> list[str]:
    """Code points that share one glyph: text taken out of a PDF gives the first of them."""
    by_glyph = defaultdict(list)
    for code, glyph in sorted(font.getBestCmap().items()):
        by_glyph[glyph].append(code)
    return [" ".join(f"{chr(code)}(U+{code:04X})" for code in codes)
            for codes in by_glyph.values() if len(codes) > 1]  # fmt: skip


def make(face: Face, folder: Path, output: Path, codes: set[int]) -> Path:
    """Writes one bundled font and returns its path."""
    font = open_face(folder / face.source, face.face)
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.name_IDs, options.name_languages = ["*"], ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=gbk_ideographs() - codes if face.rare else codes)
    subsetter.subset(font)
    separate(font)
    rename(font, face)
    target = output / face.target
    subset.save_font(font, str(target), options)
    print(f"{target.name}：{target.stat().st_size / 1e6:.2f} MB，{len(font.getBestCmap())} 字")
    for line in shared_glyphs(font):
        print(f"    同形：{line}")
    return target


def main(arguments: list[str]) -> int:
    """Makes all six files."""
    if not arguments:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    output = Path(arguments[1]) if len(arguments) > 1 else ROOT / "resources" / "fonts"
    output.mkdir(parents=True, exist_ok=True)
    codes = wanted(folder)
    total = sum(make(face, folder, output, codes).stat().st_size for face in FACES)
    print(f"共 {total / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
