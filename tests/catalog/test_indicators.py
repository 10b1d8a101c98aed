"""The indicator library: every entry would stand before a reviewer with its example values."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao_desktop.catalog.indicators import FieldOfWork, load_library
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.dossier import of_texts
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import run

PARTS = ("level1", "level2", "name", "operator", "target", "unit")
GOOD = """
field = "培训"
words = ["培训"]
[[indicator]]
level1 = "产出指标"
level2 = "数量指标"
name = "培训班次"
operator = "≥"
target = "20"
unit = "期"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("field", load_library(), ids=lambda field: field.name)
def test_the_rules_on_indicators_find_nothing_in_any_entry(field: FieldOfWork) -> None:
    texts = {
        f"indicators.r{i}.{part}": getattr(one, part)
        for i, one in enumerate(field.indicators)
        for part in PARTS
    }
    rows = tuple(f"r{i}" for i in range(len(field.indicators)))
    dossier = of_texts(2024, texts, {"indicators": rows})
    found = run(dossier, Settings(2024))
    assert [(f.rule, f.path, f.message) for f in found] == []


@pytest.mark.parametrize("field", load_library(), ids=lambda field: field.name)
def test_each_field_of_work_fills_all_three_first_levels(field: FieldOfWork) -> None:
    firsts = {one.level1 for one in field.indicators}
    assert firsts == {"产出指标", "效益指标", "满意度指标"}
    seconds = {one.level2 for one in field.indicators}
    assert {"数量指标", "质量指标", "时效指标", "成本指标"} <= seconds
    assert all(word.strip() for word in field.words)


def test_the_fields_people_work_in_are_there() -> None:
    wanted = {"培训", "道路交通", "设备购置", "信息化建设", "补助发放", "会议活动", "环境整治",
              "防疫卫生", "水利工程", "乡村振兴"}  # fmt: skip
    assert wanted <= {field.name for field in load_library()}


def test_the_example_is_written_as_forms_print_it(tmp_path: Path) -> None:
    (field,) = load_library(write(tmp_path, GOOD))
    assert field.indicators[0].example == "≥20期"
    assert field.indicators[0].field == "培训"


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("unit", "units", "units", 10),
        ('target = "20"', "", "target", 5),
        ('"20"', '" "', "target", 7),
        ('"≥"', '"不少于"', "不少于", 7),
        ("words", "word", "word", 3),
        ('unit = "期"', 'unit = "期"\n' + GOOD[GOOD.index("[[") :], "培训班次", 7),
        ("field =", "field", "a.toml", 2),
    ],
)
def test_a_fault_names_file_line_and_key(
    tmp_path: Path, old: str, new: str, key: str, line: int
) -> None:
    folder = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(CatalogError) as fault:
        load_library(folder)
    assert (fault.value.key, fault.value.line) == (key, line)
    assert "a.toml" in str(fault.value)
