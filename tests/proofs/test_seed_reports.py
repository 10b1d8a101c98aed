"""The original reports entered as data come out again, paragraph by paragraph and in order.

``faults.toml`` lists every paragraph that may differ: what was printed, the finding's number, what
is right, and whether the program puts it right or names it. All others are equal.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.export.docx_report import read_back_report
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.output import export_form

DATA = Path(__file__).resolve().parents[1] / "data"
SEEDS, EXAMPLES = DATA / "seeds", DATA / "examples"
UNIT, EVALUATION = "unit-monitoring-report", "evaluation-report"
WHOLE_PERCENT = "whole-percent"
WIDTHS = str.maketrans("(),", "（），")

UNIT_TABLES = [
    "附表1",
    "部门整体支出预算执行情况表（单位：万元）",
    "注：到位率、执行率的分母为年初预算数；追加资金另列，不计入合计。",
    "附表2",
    "部门整体支出绩效目标完成情况表",
]
TITLE = "2022年度招商引资工作经费项目绩效评价报告"
CLASSES = "各类指标得分情况"
SCORES = ["附表1", "项目支出绩效评价指标评分表"]
"""What the reports say beyond the originals: a title, and the names of their tables."""

Change = Callable[[dict[str, Any]], object]
Fault = dict[str, Any]


@cache
def faults() -> dict[str, list[Fault]]:
    return tomllib.loads((SEEDS / "faults.toml").read_text("utf-8"))


def bare(text: str) -> str:
    """Drop the blanks of a text: the originals set them between figures at random."""
    return re.sub(r"\s", "", text)


def plain(text: str) -> str:
    """Drop what a scan put in: blanks, formula marks, half-width marks."""
    text = text.replace("$", "").replace("\\geq", "≥").replace("\\%", "%")
    return bare(text).translate(WIDTHS)


def lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if line.strip()]


BEGINS = re.compile(r"[（(][一二三四五六七八九十1-9]+[）)]|[1-9][）、.]|[①-⑨]|指标[1-9]：")
CHAPTER = re.compile(r"(?:\[bookmark:_GoBack\])?[一二三四五六七八]、")
ENDS = re.compile(r"[。；：）]$")


def rejoined(scanned: list[str]) -> list[str]:
    """Join what the scan's columns and pages broke: a long line without an end mark goes on.

    Headings and names end without a mark too, but they are short.
    """
    made: list[str] = []
    for line in scanned:
        before = made[-1] if made else ""
        whole = len(before) <= 24 or ENDS.search(before) or CHAPTER.match(before)
        if not whole and not BEGINS.match(line) and not CHAPTER.match(line):
            made[-1] += line
        else:
            made.append(line)
    return made


def scanned_unit() -> list[str]:
    """The unit's report as it was before the scan."""
    true = {one["was"]: one["right"] for one in faults()["scanned"]}
    whole = rejoined([plain(line) for line in lines(SEEDS / f"{UNIT}.txt")])
    return [true.get(paragraph, paragraph) for paragraph in whole]


def original_evaluation() -> list[str]:
    return rejoined([bare(line) for line in lines(SEEDS / f"{EVALUATION}.txt")])


def entered(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SEEDS / f"{name}.json").read_text("utf-8"))
    return data


def case(data: dict[str, Any]) -> Case:
    extra = (DATA / "whole-percent",)
    own = data.get("notice") == WHOLE_PERCENT
    catalog = load_catalog(resources_root(), extra) if own else load_catalog()
    exchange = parse(json.dumps(data), catalog.dictionary)
    projects = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    return Case(catalog, notice, exchange.year, projects, unit_dossier(exchange))


def exported(name: str, data: dict[str, Any], folder: Path) -> list[str]:
    """Export a file as Word and read its paragraphs."""
    export_form(case(data), name, folder / f"{name}.docx")
    return read_back_report(folder / f"{name}.docx")


def put_right(paragraphs: list[str], known: list[Fault], *, mended: bool) -> list[str]:
    """Return what must come out: faulty paragraphs as listed, each in its place, once."""
    left = list(known)
    return [said for one in paragraphs for said in _said(one, left, mended=mended)] + [
        f"没有用到：{one['was']}" for one in left
    ]


def _said(paragraph: str, left: list[Fault], *, mended: bool) -> list[str]:
    at = next((n for n, one in enumerate(left) if bare(one["was"]) == paragraph), None)
    if at is None:
        return [paragraph]
    fault = left.pop(at)
    usual = fault["right"] if fault["by"] == "program" else [fault["was"]]
    right: list[str] = fault["right"] if mended else fault.get("typed", usual)
    return [bare(one) for one in right]


def named(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Check a file and return the rules that speak, with their sentences."""
    return [(one.rule, one.message) for found in check_case(case(data)) for one in found]


# ---- the unit's monitoring report ----------------------------------------------------------


def unit_as_typed() -> dict[str, Any]:
    return {**entered(UNIT), "notice": WHOLE_PERCENT}


def unit_mended() -> dict[str, Any]:
    data = unit_as_typed()
    sections = data["unit_report"]["monitoring"]["sections"]
    sections["plan"] = sections["plan"].replace("1) ", "（1）")
    return data


def test_the_scan_s_broken_paragraphs_are_whole_again() -> None:
    broken = [plain(line) for line in lines(SEEDS / f"{UNIT}.txt")]
    whole = rejoined(broken)
    assert len(broken) - len(whole) == 3
    assert [one for one in whole if one not in broken] == [
        "截止到监控节点，基本支出实际支出资金312.17万元，预算执行率64.3%。其中用于：支付职工工资、福利支出302.23"
        "万元、车辆运行维护费支出1.72万元、基本公用8.22万元、驻村、管寺生活补助支出0万元。",
        "指标4：法制宣传教育次数，预期指标值：≥4次，实际完成值4次，指标完成率100%。",
        "加大资金支付力度。下一步将继续加大高度重视，严加管理，确保资金及时支付到位。",
    ]
    assert len(original_evaluation()) == len(lines(SEEDS / f"{EVALUATION}.txt")), "none is broken"


@pytest.mark.parametrize("mended", [False, True])
def test_the_unit_s_report_comes_out_in_order(mended: bool, tmp_path: Path) -> None:
    data = unit_mended() if mended else unit_as_typed()
    got = [plain(one) for one in exported(UNIT, data, tmp_path)]
    assert got == put_right(scanned_unit(), faults()["unit"], mended=mended) + UNIT_TABLES


def test_without_a_county_s_habit_rates_have_two_decimals(tmp_path: Path) -> None:
    right = "\n".join(plain(one) for one in exported(UNIT, entered(UNIT), tmp_path))
    for said in ("指标完成率65.04%；", "指标完成率62.5%。", "指标完成率46.04%。", "率91.84%；"):
        assert said in right


# ---- the evaluation report -----------------------------------------------------------------


def numbers_alike(text: str) -> str:
    """Write the numbers of a list in one way (finding 35)."""
    (one,) = faults()["numbers"]
    return re.sub(one["was"], one["right"], text, flags=re.MULTILINE)


def evaluation_mended() -> dict[str, Any]:
    """The file after its author mended what the check named."""
    data = entered(EVALUATION)
    listed = [one for one in faults()["evaluation"] if one["by"] != "program"]
    data = _replaced(data, dict(_texts(listed)))
    project = data["projects"][0]
    evaluation, goals = project["evaluation"], project["indicators"]
    for row, points in zip(evaluation["indicators"][-3:], (5, 5, 10), strict=True):
        row.update(weight=str(points), score=str(points))
    done = "招商考察、推介活动完成率"
    goals[3].update(name=done, operator="=", target="100")
    evaluation["indicators"][14]["level3"] = done
    goals[9].update(operator="定性", target="有所提升", unit="")
    evaluation["team"][1]["name"] = "阿不来提·托合提"
    evaluation["sections"]["implementer"] = numbers_alike(evaluation["sections"]["implementer"])
    return data


def _texts(listed: list[Fault]) -> Iterator[tuple[str, str]]:
    return ((bare(one["was"]), one["right"][0]) for one in listed)


def _replaced(data: Any, right: dict[str, str]) -> Any:
    """Replace whole paragraphs wherever they stand in a file."""
    if isinstance(data, dict):
        return {key: _replaced(value, right) for key, value in data.items()}
    if isinstance(data, list):
        return [_replaced(one, right) for one in data]
    if isinstance(data, str):
        return "\n".join(right.get(bare(line), line) for line in data.split("\n"))
    return data


@pytest.mark.parametrize("mended", [False, True])
def test_the_evaluation_comes_out_in_order(mended: bool, tmp_path: Path) -> None:
    data = evaluation_mended() if mended else entered(EVALUATION)
    title, *got = (bare(one) for one in exported(EVALUATION, data, tmp_path))
    assert title == TITLE
    wanted = put_right(original_evaluation(), faults()["evaluation"], mended=mended)
    if mended:
        alike = [numbers_alike(one) for one in wanted]
        changed = sum(a != b for a, b in zip(alike, wanted, strict=True))
        assert changed == faults()["numbers"][0]["paragraphs"]
        wanted = alike
    at = wanted.index("（二）综合评价结论")
    assert got == [*wanted[:at], CLASSES, *wanted[at:], *SCORES]


# ---- the examples --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["training", "equipment"])
def test_the_examples_come_out_line_for_line(kind: str, tmp_path: Path) -> None:
    name = f"self-evaluation-{kind}"
    data = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    got = [one.rstrip() for one in exported("self-evaluation-report", data, tmp_path)]
    wanted = [one.rstrip() for one in lines(EXAMPLES / f"{name}.expected.txt")]
    assert [one for one in got if one] == wanted
    assert len(wanted) > 50


# ---- what the check names where an original's fault is typed -------------------------------


def test_every_fault_that_a_person_must_mend_is_named() -> None:
    for name, part in ((UNIT, "unit"), (EVALUATION, "evaluation")):
        rules = {rule for rule, _ in named(entered(name))}
        wanted = {one["by"] for one in faults()[part]} - {"program", ""}
        assert wanted <= rules, name


def test_the_mended_evaluation_is_no_longer_named() -> None:
    rules = {rule for rule, _ in named(evaluation_mended())}
    listed = {one["by"] for one in faults()["evaluation"]} - {"program", ""}
    assert not listed & rules


def test_the_evaluation_s_false_sums_are_named() -> None:
    told = named(entered(EVALUATION))
    assert any(rule == "evaluation.points" and "110分" in said for rule, said in told)
    staff = [said for rule, said in told if rule == "evaluation.staff"]
    assert len(staff) == 2
    assert ("9人" in staff[0], "14人" in staff[0]) == (True, True)
    assert ("19人" in staff[1], "23人" in staff[1]) == (True, True)


TYPED = [
    ("unit.text_rate", "截至2021年6月底资金执行数312.17万元，预算执行率64.3%。",
     ("64.3%", "64.19%")),
    ("unit.text_completion",
     "人员保障成本经费，预期指标值：464.7万元，实际完成值302.23万元，指标完成率60%；",
     ("60%", "65.04%")),
    ("unit.text_rate", "截止到监控节点，项目支出实际支出资金0万元，预算执行率0%。",
     ("0%", "—")),
    ("unit.text_rate", "截至6月底，项目支出0万元。基本支出312.17万元，预算执行率64.3%。",
     ("64.3%", "64.19%")),
    ("text.percent_without_number",
     "油田企业满意度，预期指标值：≥96%，指标完成率未到监控节点%。", ("%",)),
    ("text.unpaired", "其中用于：购买视频会议系统终端、燃油费。)", ()),
    ("text.numbering", "指标1：人员保障成本经费。\n指标2：运转保障成本经费。\n"
     "指标2：三公经费节约率（%）。", ()),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "typed", "figures"), TYPED)
def test_an_original_s_fault_is_named_where_it_is_typed(
    rule: str, typed: str, figures: tuple[str, ...]
) -> None:
    data = unit_mended()
    data["notice"] = "national-unit-monitoring"
    before = dict(named(data))
    assert rule not in before
    spoilt = deepcopy(data)
    spoilt["unit_report"]["monitoring"]["sections"]["goal_completion"] += f"\n{typed}"
    told = dict(named(spoilt))
    assert rule in told
    assert all(figure in told[rule] for figure in figures)


def test_residue_of_word_and_a_list_that_is_not_given_are_named() -> None:
    data = evaluation_mended()
    sections = data["projects"][0]["evaluation"]["sections"]
    sections["benefit"] += "\n[bookmark: _GoBack]"
    sections["process"] = "本次评价成立了评价工作组，成员如下：\n" + sections["process"]
    data["projects"][0]["evaluation"]["team"] = []
    wanted = {"text.left_over", "text.list_empty"}
    assert wanted <= {rule for rule, _ in named(data)}
    assert not wanted & {rule for rule, _ in named(evaluation_mended())}
