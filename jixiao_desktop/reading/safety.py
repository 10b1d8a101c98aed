"""Looks at a file before anything opens it: size, kind, dangers; refusals in one sentence."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

PACKED = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
RATIO = 100
ENTRIES = 2000
PART = 24 * 1024 * 1024
"""A sheet or document larger than this is no form, and would keep the program busy for minutes."""
CELLS = 300_000
MERGED = 300_000
PROLOGUE = 64 * 1024
RATIO_FROM = 1024 * 1024
"""Small parts may shrink more than a hundredfold by themselves."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")
KNOWN = (".xlsx", ".docx", ".xls", ".et")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_ROOT = re.compile(r"<(?![?!])")


class ReadProblem(Exception):
    """A file that cannot be read; the text is one Chinese sentence with what to do."""


def check_file(path: Path) -> str:
    """Return the kind of a file – xlsx, docx or xls – or raise ReadProblem with the reason.

    Caps (reference: safety C10): 20 MB packed, 200 MB unpacked, ratio 100, 2,000 entries.
    """
    name, suffix = path.name, path.suffix.lower()
    size = path.stat().st_size
    if size == 0:
        raise ReadProblem(f"“{name}”是空文件（0 字节），请重新取一份再读。")
    if size > PACKED:
        raise ReadProblem(f"“{name}”有 {size / 1048576:.1f} 兆，超过 20 兆，请只留要读的表再试。")
    if suffix == ".doc":
        raise ReadProblem(f"“{name}”是旧版 Word 文件，请在 Word 或 WPS 里另存为 .docx 再读。")
    if suffix in (".xlsm", ".docm", ".xltm", ".dotm"):
        raise ReadProblem(f"“{name}”是带宏的文件，请另存为不带宏的 .xlsx 或 .docx 再读。")
    if suffix not in KNOWN:
        raise ReadProblem(f"“{name}”不是能读的文件，请用 .xlsx、.docx 或 .xls。")
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == OLE:
        return _check_ole(path)
    if start[:4] != b"PK\x03\x04":
        raise ReadProblem(f"“{name}”不是 Excel 或 Word 文件，请用 Office 或 WPS 打开另存再读。")
    return check_archive(path)


def _check_ole(path: Path) -> str:
    data, name = path.read_bytes(), path.name
    if ENCRYPTED in data:
        raise ReadProblem(f"“{name}”加了密码，请打开后去掉密码另存再读。")
    if MACROS in data:
        raise ReadProblem(f"“{name}”带有宏，请另存为不带宏的 .xlsx 再读。")
    if WORD_STREAM in data:
        raise ReadProblem(f"“{name}”是旧版 Word 文件，请在 Word 或 WPS 里另存为 .docx 再读。")
    if path.suffix.lower() not in (".xls", ".et"):
        raise ReadProblem(f"“{name}”其实是旧版 Excel 文件，请另存为 .xlsx 再读。")
    return "xls"


def check_archive(path: Path) -> str:
    """Return xlsx or docx for a sound Office archive, or raise ReadProblem with the reason."""
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(name, entries, path.stat().st_size)
            _check_names(name, entries)
            kind = _kind(name, archive.namelist())
            _check_parts(name, archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise ReadProblem(f"“{name}”已损坏，打不开，请重新取一份再读。") from error
    suffix = path.suffix.lower()
    if suffix == f".{kind}" or (suffix == ".et" and kind == "xlsx"):
        return kind
    real = "Excel" if kind == "xlsx" else "Word"
    raise ReadProblem(f"“{name}”其实是 {real} 文件，请把后缀改成 .{kind} 再读。")


def _check_sizes(name: str, entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > ENTRIES:
        raise ReadProblem(f"“{name}”里有 {len(entries)} 个部件，超过 2000 个，不是表格，没有打开。")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED:
        raise ReadProblem(f"“{name}”解开后有 {unpacked // 1048576} 兆，超过 200 兆，没有打开。")
    swollen = any(
        entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if swollen or unpacked > max(RATIO * packed, RATIO_FROM):
        raise ReadProblem(f"“{name}”解开后膨胀超过 100 倍，像是有意做坏的文件，没有打开。")


def _check_names(name: str, entries: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        inner = entry.filename
        parts = inner.replace("\\", "/").split("/")
        if inner.startswith(("/", "\\")) or ":" in inner or ".." in parts or inner in seen:
            raise ReadProblem(f"“{name}”里有可疑的部件名称，像是有意做坏的文件，没有打开。")
        if entry.flag_bits & 0x1:
            raise ReadProblem(f"“{name}”加了密码，请打开后去掉密码另存再读。")
        if inner.lower().endswith("vbaproject.bin"):
            raise ReadProblem(f"“{name}”带有宏，请另存为不带宏的 .xlsx 或 .docx 再读。")
        seen.add(inner)


def _kind(name: str, names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    raise ReadProblem(f"“{name}”里没有表格或文档，请用 Office 或 WPS 打开另存再读。")


def _check_parts(name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        if entry.file_size > PART:
            size = entry.file_size // 1048576
            raise ReadProblem(f"“{name}”里有 {size} 兆的部件，不像是一张表，请只留要读的表再试。")
        with archive.open(entry) as part:
            _check_prologue(name, part.read(PROLOGUE), entry.file_size)
    sheets = [e for e in entries if e.filename.startswith("xl/worksheets/")]
    budget = [CELLS, MERGED]
    for entry in sheets:
        if entry.filename.endswith(".xml"):
            _check_sheet(name, archive.read(entry), budget)


def _check_prologue(name: str, start: bytes, size: int) -> None:
    """Refuse document type declarations, and anything that hides the root element."""
    if size == 0:
        return
    coding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = start.decode(coding, "replace")
    root = _ROOT.search(text)
    if "<!DOCTYPE" in text.upper() or "\0" in text or root is None:
        raise ReadProblem(f"“{name}”里有不该有的文档声明，像是有意做坏的文件，没有打开。")


def _check_sheet(name: str, data: bytes, budget: list[int]) -> None:
    budget[0] -= len(_CELL.findall(data))
    for left, top, right, bottom in _MERGE.findall(data):
        across = _column(right) - _column(left) + 1
        budget[1] -= max(across, 1) * max(int(bottom) - int(top) + 1, 1)
    if min(budget) < 0:
        raise ReadProblem(f"“{name}”的单元格超过 30 万个，不像是一张表，请只留要读的表再试。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
