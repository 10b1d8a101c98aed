"""The outline as data: its words are the notice's, its names are known, its faults are named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.report_loading import load_report
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.computed import COMPUTED
from jixiao_desktop.domain.paths import ROW_KINDS
from jixiao_desktop.narrative.conditions import CONDITIONS, HAS_ROWS, ROW
from jixiao_desktop.narrative.figures import FIGURES
from jixiao_desktop.narrative.sentence import FIELD
from jixiao_desktop.narrative.values import VALUES
from tests.narrative.subjects import DATA, report

REPORTS = load_catalog().reports()
LISTS = ("", "indicators", "sources")


def known_name(name: str, each: str) -> bool:
    """Tell whether a name of an outline is a figure, a computation, a word or a path."""
    head = name.partition(":")[0]
    if head.startswith("computed."):
        return head.removeprefix("computed.") in COMPUTED
    if head in VALUES or head in FIGURES or head.startswith("words."):
        return True
    kind = each.partition(":")[0] or "indicators"
    path = name.replace("row.", f"{kind}[].", 1) if name.startswith("row.") else name
    return load_catalog().dictionary.find(path) is not None


@pytest.mark.parametrize("one", REPORTS, ids=lambda one: f"{one.id}-{one.year}")
def test_every_name_in_an_outline_is_known(one: Report) -> None:
    dictionary = load_catalog().dictionary
    for block in one.blocks:
        said = [(block.text, block.each), *((c.text, block.each) for c in block.clauses)]
        said += [(p, d.each) for d in block.drafts for p in (d.lead, *(c.text for c in d.clauses))]
        said += [(c.text, line.each) for line in block.lines for c in line.cells]
        for name, each in ((n, each) for p, each in said for n in FIELD.findall(p)):
            assert known_name(name, each), f"{one.id}: {name}"
        asked = [block.only, *(d.only for d in block.drafts), *(c.only for c in block.clauses)]
        asked += [c.only for d in block.drafts for c in d.clauses]
        asked += [n for line in block.lines for n in (line.only, *(c.only for c in line.cells))]
        asked = [one for name in asked for one in name.split() if not one.startswith(ROW)]
        lists = {name.partition(":")[2] for name in asked if name.startswith(HAS_ROWS)}
        assert lists <= set(ROW_KINDS)
        assert {n for n in asked if n and not n.startswith(HAS_ROWS)} <= set(CONDITIONS)
        assert {line.each for line in block.lines} <= {"", *ROW_KINDS}
        assert {d.each.partition(":")[0] for d in block.drafts} <= {*LISTS, *ROW_KINDS}
        assert block.kind != "section" or dictionary.find(block.path)


def test_headings_are_those_of_the_notice() -> None:
    notice = (DATA / "notice-2023-432.txt").read_text("utf-8")
    annex = notice.partition("部门绩效运行监控报告参考提纲")[2].partition("附件 2")[0]
    first = re.findall(r"^[一二三四五]、(.+)$", annex, re.MULTILINE)
    second = re.findall(r"^\([一二]\) ([^。]+)。", annex, re.MULTILINE)
    headings = [b for b in report().blocks if b.kind == "heading"]
    assert [b.text for b in headings if b.level == 1] == first
    assert [b.text for b in headings if b.level == 2] == second
    assert len(first) == 5
    assert len(second) == 4


def test_chapters_ask_for_every_section_once() -> None:
    made = report()
    asked = [s.path for chapter in made.chapters() for s in chapter.sections]
    assert asked == [s.path for s in made.sections()]
    assert next(chapter.title for chapter in made.chapters()) == "绩效运行监控工作组织实施情况"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "2019"
    shutil.copytree(report().folder, copy)
    return copy


@pytest.mark.parametrize(
    ("file", "good", "bad", "names"),
    [
        ("outline.toml", 'short = "监控报告"', 'shrot = "监控报告"', "shrot"),
        ("outline.toml", 'kind = "subtitle"', 'kind = "subtitel"', "subtitel"),
        ("outline.toml", 'otherwise = "无。"', 'otherwies = "无。"', "otherwies"),
        ("outline.toml", 'items = "；"', 'itmes = "；"', "itmes"),
        ("style.toml", "top = 37.0", "tpo = 37.0", "tpo"),
        ("style.toml", "indent = 2", "indnet = 2", "indnet"),
        ("style.toml", "code_size", "code_siez", "code_siez"),
    ],
)
def test_an_unknown_key_is_named_with_its_line(
    folder: Path, file: str, good: str, bad: str, names: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(CatalogError, match=names) as caught:
        load_report(folder)
    assert f"第{text[: text.index(good)].count(chr(10)) + 1}行" in str(caught.value)


def test_a_section_without_a_path_is_refused(folder: Path) -> None:
    path = folder / "outline.toml"
    text = path.read_text("utf-8").replace('path = "monitoring.sections.other"', "", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogError, match="path"):
        load_report(folder)
