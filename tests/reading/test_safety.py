"""Hostile and broken files: refused before anything opens them, in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pages import DATA, party_school

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.export.docx_table import write_docx_table
from jixiao_desktop.export.xlsx import write_xlsx
from jixiao_desktop.reading.official import read_official
from jixiao_desktop.reading.safety import ReadProblem, check_file


def good() -> bytes:
    filled = party_school()
    return write_xlsx(filled.grid(), filled.form.blank_file)


def rebuilt(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The good file with its parts changed and others added."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(good())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def same(_name: str, data: bytes) -> bytes:
    return data


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old, new, 1) if "sheet1" in name else data


def doctype(name: str, data: bytes) -> bytes:
    if not name.endswith("styles.xml"):
        return data
    return b'<!-- x --><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + data


def shuffled_doctype(name: str, data: bytes) -> bytes:
    return doctype(name, data).decode().encode("utf-16") if "styles" in name else data


def bomb() -> bytes:
    return rebuilt(same, {"xl/media/a.bin": b"\0" * 150_000_000})


def ole(*streams: str) -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    return start + b"".join(stream.encode("utf-16-le") for stream in streams)


def many_cells() -> bytes:
    cells = b"".join(b'<c s="%d"/>' % (n * 7919 % 99_991) for n in range(320_000))
    return b"<row>" + cells + b"</row>"


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("空.xlsx", lambda: b"", "空文件"),
    ("大.xlsx", lambda: b"PK\x03\x04" + b"\0" * 21 * 1024 * 1024, "超过 20 兆"),
    ("旧.doc", lambda: ole("WordDocument"), "另存为 .docx"),
    ("旧.xls", lambda: ole("WordDocument"), "另存为 .docx"),
    ("宏.xlsm", good, "带宏"),
    ("宏.xls", lambda: ole("Workbook", "_VBA_PROJECT_CUR"), "宏"),
    ("图.png", good, "不是能读的文件"),
    ("文字.xlsx", lambda: "项目名称".encode(), "不是 Excel 或 Word"),
    ("密码.xlsx", lambda: ole("EncryptedPackage"), "密码"),
    ("旧表.xlsx", lambda: ole("Workbook"), "旧版 Excel"),
    ("表.docx", good, "其实是 Excel"),
    ("半截.xlsx", lambda: good()[:-200], "已损坏"),
    ("炸弹.xlsx", bomb, "100 倍"),
    ("部件.xlsx", lambda: rebuilt(same, {f"x/{i}": b"" for i in range(2001)}), "2000"),
    ("上级.xlsx", lambda: rebuilt(same, {"../a.xml": b"<a/>"}), "可疑"),
    ("绝对.xlsx", lambda: rebuilt(same, {"/etc/a.xml": b"<a/>"}), "可疑"),
    ("盘符.xlsx", lambda: rebuilt(same, {"C:\\a.xml": b"<a/>"}), "可疑"),
    ("宏藏.xlsx", lambda: rebuilt(same, {"xl/vbaProject.bin": b"x"}), "宏"),
    ("实体.xlsx", lambda: rebuilt(doctype), "文档声明"),
    ("实体16.xlsx", lambda: rebuilt(shuffled_doctype), "文档声明"),
    (
        "合并.xlsx",
        lambda: rebuilt(in_sheet(b'ref="A1:Q1"', b'ref="A1:XFD1048576"')),
        "30 万",
    ),
    (
        "宽.xlsx",
        lambda: rebuilt(in_sheet(b"</sheetData>", many_cells() + b"</sheetData>")),
        "30 万",
    ),
    ("坏.xlsx", lambda: rebuilt(in_sheet(b"</row>", b"</rov>")), "读不出来"),
    ("空档.xlsx", lambda: rebuilt(lambda n, d: b"" if "workbook.xml" in n else d), "读不出来"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "words"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_bad_file_is_refused_in_one_sentence(
    name: str, make: Callable[[], bytes], words: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(ReadProblem) as refusal:
        read_official(file, load_catalog())
    said = str(refusal.value)
    assert words in said
    assert said.endswith("。")
    assert said.count("。") == 1
    assert name in said


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    data = bytearray(good())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    file = tmp_path / "锁.xlsx"
    file.write_bytes(bytes(data))
    with pytest.raises(ReadProblem, match="密码"):
        check_file(file)


def test_sound_files_pass(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(good())
    (tmp_path / "表.docx").write_bytes(write_docx_table(party_school().grid()))
    assert check_file(tmp_path / "表.xlsx") == "xlsx"
    assert check_file(tmp_path / "表.docx") == "docx"
    assert check_file(DATA / "official" / "monitoring-river-chiefs.xls") == "xls"
