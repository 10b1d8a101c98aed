"""Many spreadsheets from one blank kept open: each as if it were the first, and read on its own."""

from __future__ import annotations

import io
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pages import EXAMPLES, example, longest_texts, party_school

from jixiao_desktop.export.xlsx import read_back_xlsx, write_xlsx
from jixiao_desktop.grid.blank import open_workbook, sheet_to_grid
from jixiao_desktop.grid.compare import compare
from jixiao_desktop.grid.sheet import Annex
from jixiao_desktop.grid.texts import writable
from tests.paper.pages import table

NOON = datetime(2024, 8, 1, 12)
OUTLINE = b' outlineLevelCol="0"'
"""The library says it from the second time on; it means nothing."""


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n).replace(OUTLINE, b"") for n in archive.namelist()}


def test_a_file_is_the_same_whatever_was_written_before(tmp_path: Path) -> None:
    filled = party_school()
    own = tmp_path / "blank.xlsx"
    shutil.copy(filled.form.blank_file, own)
    first = parts(write_xlsx(filled.grid(), own, NOON))
    annex = (Annex(1, "原因", longest_texts()[0]),)
    assert len(parts(write_xlsx(filled.grid().with_(annex=annex), own, NOON))) > len(first)
    changed = filled.grid()
    odd = {place: replace(cell, number_format="0.0000") for place, cell in changed.cells.items()}
    write_xlsx(changed.with_(cells=odd), own, NOON)
    assert parts(write_xlsx(filled.grid(), own, NOON)) == first


def test_another_blank_in_its_place_is_noticed(tmp_path: Path) -> None:
    filled = party_school()
    own = tmp_path / "blank.xlsx"
    shutil.copy(filled.form.blank_file, own)
    write_xlsx(filled.grid(), own, NOON)
    book = load_workbook(own)
    book.create_sheet("填表说明")["A1"] = "县里加的一页"
    book.save(own)
    names = load_workbook(io.BytesIO(write_xlsx(filled.grid(), own, NOON))).sheetnames
    assert "填表说明" in names


def test_files_written_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    one, other = party_school(), example(*EXAMPLES[1])

    def back(number: int) -> bool:
        filled = one if number % 2 else other
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(write_xlsx(filled.grid(), filled.form.blank_file))
        return compare(filled.grid(), read_back_xlsx(file)).same

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(back, range(12)))


@pytest.mark.parametrize(("form_id", "name"), EXAMPLES)
def test_reading_back_agrees_with_the_library(form_id: str, name: str, tmp_path: Path) -> None:
    filled = example(form_id, name)
    file = tmp_path / "表.xlsx"
    file.write_bytes(write_xlsx(filled.grid(), filled.form.blank_file))
    ours, sheet = read_back_xlsx(file), open_workbook(file).active
    theirs = sheet_to_grid(sheet, "")
    shown = {at: (cell.text, cell.number) for at, cell in theirs.walk() if cell.text}
    assert {at: (cell.text, cell.number) for at, cell in ours.walk() if cell.text} == shown
    assert ours.spans == theirs.spans
    assert ours.sheet == theirs.sheet


@given(st.text(max_size=60), st.decimals(-(10**9), 10**9, places=4))
@settings(max_examples=40, deadline=None)
def test_any_text_and_amount_agrees_with_the_library(text: str, amount: Decimal) -> None:
    filled, made = party_school(), table(1)
    cells = dict(made.cells)
    cells[3, 2] = replace(cells[3, 2], text=writable(text))
    cells[3, 3] = replace(cells[3, 3], number=amount, text=f"{amount}", number_format="0.0000")
    data = write_xlsx(made.with_(cells=cells), filled.form.blank_file)
    ours = read_back_xlsx(io.BytesIO(data))
    theirs = sheet_to_grid(open_workbook(io.BytesIO(data)).active, "")
    assert ours.cell(3, 2).text == theirs.cell(3, 2).text == writable(text)
    assert ours.cell(3, 3).number == theirs.cell(3, 3).number


def test_an_emptied_file_is_noticed(tmp_path: Path) -> None:
    filled = party_school()
    file = tmp_path / "表.xlsx"
    file.write_bytes(write_xlsx(filled.grid(), filled.form.blank_file))
    sheet = load_workbook(file)
    sheet.active["H6"] = None
    sheet.active.unmerge_cells(str(next(iter(sheet.active.merged_cells.ranges))))
    sheet.save(file)
    said = compare(filled.grid(), read_back_xlsx(file)).differences
    assert any("合并单元格" in one for one in said)
    assert any("文件里是“空白”" in one for one in said)
