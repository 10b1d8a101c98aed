from pathlib import Path

import pytest

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.funds import SOURCES


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "dictionary.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_money_field_stands_once_for_each_source() -> None:
    words = load_dictionary()
    initial = [f for f in words if f.pattern.startswith("budget.") and f.short == "年初预算数"]
    assert len(initial) == len(SOURCES)
    assert words.label("budget.general_public.initial") == "一般公共预算 年初预算数"
    assert words.field("budget.total.initial").unit == "万元"


def test_a_row_path_finds_its_pattern() -> None:
    words = load_dictionary()
    assert words.field("indicators.k3.monitoring.likelihood").choices[0] == "确定能"
    assert words.find("indicators.k3.nothing") is None
    assert words.label("no.such.path") == "no.such.path"
    with pytest.raises(KeyError):
        words.field("no.such.path")


def test_every_field_has_words_for_people() -> None:
    for field in load_dictionary():
        assert field.label.strip(), field.pattern
        assert field.kind != "choice" or field.choices, field.pattern
        assert field.kind != "ticks" or field.choices, field.pattern


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[field]]\npath = "a"\nlabel = "甲"\nkind = "colour"\n', "colour"),
        ('[[field]]\npath = "a"\n', "label"),
        ('[[field]]\npath = "a"\nlabel = "甲"\ncolour = "red"\n', "第4行"),
        ('[[field]]\npath = "a"\nlabel = "甲"\n[[field]]\npath = "a"\nlabel = "乙"\n', "写了两次"),
        ("[[field]\n", "读不懂"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CatalogError, match=words) as fault:
        load_dictionary(write(tmp_path, text))
    assert "dictionary.toml" in str(fault.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="不在原处"):
        load_dictionary(tmp_path / "dictionary.toml")


def test_a_file_that_is_not_text_is_said(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogError, match="读不懂"):
        load_dictionary(file)
