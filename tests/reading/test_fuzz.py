"""Files nobody foresaw: read or refused in a sentence, never anything else."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import EXAMPLES, example

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.export.docx_table import write_docx_table
from jixiao_desktop.export.xlsx import write_xlsx
from jixiao_desktop.grid.sheet import Cell, Grid
from jixiao_desktop.reading.official import read_all
from jixiao_desktop.reading.safety import ReadProblem

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def check_readable(file: Path) -> None:
    """Read a file; a refusal in words is fine, any other exception is not."""
    said = ""
    try:
        said = "".join(one.notes[0] for one in read_all(file, load_catalog()))
    except ReadProblem as refusal:
        said = str(refusal)
    assert said.endswith("。")


@settings(max_examples=40, suppress_health_check=QUIET)
@given(
    which=st.sampled_from(EXAMPLES),
    ending=st.sampled_from(["xlsx", "docx"]),
    seed=st.integers(0, 2**32),
    count=st.integers(1, 30),
)
def test_any_damage_to_the_parts_ends_in_words(
    which: tuple[str, str], ending: str, seed: int, count: int, tmp_path: Path
) -> None:
    filled = example(*which)
    grid = filled.grid()
    whole = write_xlsx(grid, filled.form.blank_file) if ending == "xlsx" else write_docx_table(grid)
    chance = random.Random(seed)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        hit = chance.choice([n for n in old.namelist() if n.endswith(".xml")])
        for name in old.namelist():
            data = bytearray(old.read(name))
            for _ in range(count if name == hit else 0):
                at = chance.randrange(len(data))
                data[at : at + chance.randrange(3)] = bytes([chance.randrange(256)])
            new.writestr(name, bytes(data))
    file = tmp_path / f"表.{ending}"
    file.write_bytes(out.getvalue())
    check_readable(file)


def shuffled(grid: Grid, chance: random.Random, count: int) -> Grid:
    """The page after somebody moved, doubled and merged cells at will."""
    cells, spans = dict(grid.cells), dict(grid.spans)
    places = [place for place, cell in grid.cells.items() if cell.text]
    for _ in range(count):
        one, other = chance.choice(places), chance.choice(list(cells))
        act = chance.randrange(4)
        if act == 0:
            cells[other] = cells[one]
        elif act == 1:
            cells[one] = Cell(chance.choice(["", "项目名称", "12", "√", "备注", "1-7月执行数"]))
        elif act == 2:
            spans.pop(one, None)
        elif one not in grid.owners:
            spans[one] = (
                1,
                1 + (one[1] < grid.area[3] and (one[0], one[1] + 1) not in grid.owners),
            )
    return grid.with_(cells=cells, spans=spans)


@settings(max_examples=40, suppress_health_check=QUIET)
@given(which=st.sampled_from(EXAMPLES), seed=st.integers(0, 2**32), count=st.integers(1, 60))
def test_any_disorder_on_the_sheet_is_read_or_refused(
    which: tuple[str, str], seed: int, count: int, tmp_path: Path
) -> None:
    grid = shuffled(example(*which).grid(), random.Random(seed), count)
    file = tmp_path / "表.docx"
    file.write_bytes(write_docx_table(grid))
    check_readable(file)
