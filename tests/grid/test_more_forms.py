"""Every published table: its cells and paths, its sample out and back, and what is its own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.domain.kinds import read
from jixiao_desktop.domain.numbers import read_number
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.target import join_target
from jixiao_desktop.grid.blank import load_blank
from jixiao_desktop.grid.labels import labels_of
from jixiao_desktop.grid.sheet import Grid, column_number, position
from jixiao_desktop.reading.official import recognise
from jixiao_desktop.reading.sheets import read_grids
from jixiao_desktop.selftest import sample_case
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.intake import official_as_exchange
from jixiao_desktop.session.output import blank_form, export_form, filled_grid

CATALOG = load_catalog()
FORMS = CATALOG.forms()
NAMES = [f"{form.id}-{form.edition}-{form.year}" for form in FORMS]
BUILD = Path(__file__).resolve().parents[2] / "build"


def form_of(form_id: str, edition: str = "") -> Form:
    found = CATALOG.form(form_id, year=2024, edition=edition)
    assert isinstance(found, Form)
    return found


def edition_of(form: Form) -> str:
    return f"{form.edition}-{form.year}"


def page(form_id: str, edition: str = "", changes: dict[str, str] | None = None) -> Grid:
    """The sample of a form on its page, with some texts changed."""
    form = form_of(form_id, edition)
    return filled_grid(changed(sample_case(form), changes or {}), form)


def changed(case: Case, changes: dict[str, str]) -> Case:
    entries = {path: Entry(text) for path, text in changes.items()}
    dossiers = tuple(d.with_entries(entries) for d in case.dossiers)
    return replace(
        case, dossiers=dossiers, unit=case.unit.with_entries(entries) if case.unit else None
    )


def at(grid: Grid, where: str) -> str:
    return grid.cell(*position(where)).text


def beside(grid: Grid, words: str, column: str) -> str:
    """What stands in a column of the row that has these words."""
    row = next(row for (row, _), cell in grid.walk() if cell.text == words)
    return grid.cell(row, column_number(column)).text


# -- every form ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_every_path_is_in_the_dictionary_and_every_place_has_its_own_cell(form: Form) -> None:
    blank = load_blank(form)
    taken: list[tuple[int, int]] = []
    for place in form.places():
        for path in filter(None, (place.path, *place.adds, place.join[0])):
            assert CATALOG.dictionary.find(path) is not None, path
        if place.cell:
            where = position(place.cell)
            assert where not in blank.covered, place.cell
            assert blank.cell(*where).style.bordered, place.cell
            assert labels_of(blank, where).words(), place.cell
            taken.append(where)
    assert len(taken) == len(set(taken))
    for rows in form.rows():
        for path in [p for p, _ in rows.group] + [c.path for c in rows.places if c.path]:
            assert CATALOG.dictionary.find(f"{rows.each}[].{path}") is not None, path
        for column in rows.places:
            for letters in column.columns:
                where = (rows.first, column_number(letters))
                assert labels_of(blank, where).column, letters
    for _, path in form.signature:
        assert CATALOG.dictionary.find(path) is not None, path


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_form_has_guide_sample_and_a_notice_that_asks_for_it(form: Form) -> None:
    guide = (form.folder / "guide.md").read_text(encoding="utf-8")
    assert guide.startswith("# 怎样填")
    assert ("样式待核" in guide) == (form.note == "样式待核")
    case = sample_case(form)
    assert [(f.id, f.edition) for f in case.forms() if isinstance(f, Form)] == [
        (form.id, form.edition)
    ]


def shown_texts(form: Form, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The texts a form shows that a person typed: single paths and rows by their number."""
    for place in form.places():
        if place.cell and place.path and not place.adds and shown_text(dossier, place.path):
            yield place.path, shown_text(dossier, place.path)
    for rows in form.rows():
        for number, row in enumerate(dossier.row_ids(rows.each)):
            for column in (c for c in rows.places if c.path and not c.computed):
                text = dossier.text(row_path(rows.each, row, column.path))
                if column.show == "target":
                    parts = ("operator", "target", "unit")
                    text = join_target(
                        *(dossier.text(row_path(rows.each, row, part)) for part in parts)
                    )
                yield f"{rows.each}[{number}].{column.path}", text
            for path, _ in rows.group:
                text = dossier.text(row_path(rows.each, row, path))
                yield f"{rows.each}[{number}].{path}", text


def value_of(path: str, text: str) -> object:
    """The typed value of a text: 100.00 and 100 are one."""
    number = read_number(text)
    if number is not None:
        return number
    field = CATALOG.dictionary.find(path)
    return read(field.kind, text, unit=field.unit).value if field else text


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_sample_comes_back_equal_in_typed_value(form: Form, ending: str, tmp_path: Path) -> None:
    case = sample_case(form)
    target = tmp_path / f"表.{ending}"
    report = export_form(case, form.id, target, edition_of(form))
    assert report.compared > 60
    grids = read_grids(target)
    found = recognise(grids[0], CATALOG)
    assert found is form
    data, notes = official_as_exchange(target, CATALOG)
    back = parse(data, CATALOG.dictionary)
    dossier = unit_dossier(back) if form.for_unit else dossiers_of(back)[0].dossier
    wanted = dict(shown_texts(form, case.of(form)))
    got = dict(shown_texts(form, dossier))
    assert len(wanted) > 30
    for path, text in wanted.items():
        assert value_of(path, got.get(path, "")) == value_of(path, text), (path, notes)
    assert {p: t for p, t in got.items() if t and not wanted.get(p)} == {}


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_blank_form_says_nothing_when_read(form: Form, tmp_path: Path) -> None:
    case = sample_case(form)
    blank_form(case, form.id, tmp_path / "空.xlsx", edition_of(form))
    assert blank_form(case, form.id, tmp_path / "空.pdf", edition_of(form)).pages in (1, 2)
    data, _notes = official_as_exchange(tmp_path / "空.xlsx", CATALOG)
    back = parse(data, CATALOG.dictionary)
    dossier = unit_dossier(back) if form.for_unit else dossiers_of(back)[0].dossier
    assert [kind for kind, ids in dossier.rows.items() if ids] == []
    assert {p for p in dossier.entries if not p.endswith(".as_of")} == set()


def test_our_own_blanks_and_their_script_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BUILD))
    spec = importlib.util.spec_from_file_location("blank_forms", BUILD / "blank_forms.py")
    assert spec is not None
    assert spec.loader is not None
    script: Any = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "blank_forms", script)
    spec.loader.exec_module(script)
    drawn = {(CATALOG.root / "forms" / one.file): one for one in script.SHEETS}
    assert len(drawn) == 7
    for form in FORMS:
        if form.blank_file in drawn:
            made = script.draw(drawn[form.blank_file], tmp_path)
            fresh = replace(form, folder=made.parent, blank=made.name)
            assert load_blank(fresh) == load_blank(form)


# -- editions --------------------------------------------------------------------------------


def test_without_a_wish_the_national_edition_is_taken() -> None:
    assert CATALOG.form("self-evaluation-table", year=2024).edition == "national"
    assert CATALOG.form("self-evaluation-table", year=2010).edition == "national"
    assert CATALOG.form("target-table", year=2024).edition == "national"
    for wish in ("sichuan", "sichuan-2024"):
        assert form_of("self-evaluation-table", wish).year == 2024
    assert form_of("target-table", "four-class").year == 2021


def test_a_notice_asks_for_its_own_edition() -> None:
    for notice, edition in (("sichuan-self-evaluation", "sichuan"), ("", "national")):
        asked = CATALOG.notice(notice, 2024)
        case = Case(CATALOG, asked, 2024, (Dossier(2024),))
        assert case.form("self-evaluation-table").edition == edition


# -- the target table ------------------------------------------------------------------------


def test_midterm_and_annual_indicators_stand_side_by_side_by_class() -> None:
    grid = page("target-table")
    assert (at(grid, "D12"), at(grid, "E12")) == ("改造供水管网长度", "≥45公里")
    assert (at(grid, "G12"), at(grid, "H12")) == ("改造供水管网长度", "≥15公里")
    assert beside(grid, "供水设施使用年限", "G") == "管护制度覆盖村数"
    assert at(grid, "F16") == "成本指标"
    assert grid.span(12, 2) == (5, 1)
    assert grid.span(12, 6) == (2, 1)


def test_the_shorter_side_waits_for_the_longer_one() -> None:
    form = form_of("target-table")
    case = sample_case(form)
    texts = {f"indicators.x{n}.{rest}": text for n in range(3) for rest, text in (
        ("level1", "产出指标"), ("level2", "质量指标"), ("name", f"另一项{n}"))}  # fmt: skip
    dossier = changed(case, texts).dossier
    rows = (*dossier.row_ids("indicators"), "x0", "x1", "x2")
    case = replace(case, dossiers=(dossier.with_rows("indicators", rows),))
    grid = filled_grid(case, form)
    first = next(r for (r, c), cell in grid.walk() if c == 6 and cell.text == "质量指标")
    assert grid.span(first, 6) == grid.span(first, 3) == (4, 1)
    assert [grid.cell(first + n, 4).text for n in range(4)] == ["出厂水水质达标率", "", "", ""]
    assert [grid.cell(first + n, 7).text for n in range(1, 4)] == ["另一项0", "另一项1", "另一项2"]


def test_other_sources_are_folded_into_other_funds() -> None:
    more = {"budget.carryover.initial": "3", "budget.unit_funds.initial": "2"}
    grid = page("target-table", changes=more)
    assert at(grid, "H8") == "25.00"
    assert at(grid, "H7") == "140.00"


# -- the provincial editions -----------------------------------------------------------------


def test_sichuan_splits_sign_value_and_unit_and_scores_by_the_revised_budget() -> None:
    grid = page("self-evaluation-table", "sichuan")
    row = next(r for (r, _), c in grid.walk() if c.text == "购置超声设备数量")
    assert [grid.cell(row, c).text for c in range(5, 9)] == ["≥", "2", "台", "2"]
    assert (at(grid, "H9"), at(grid, "J9"), at(grid, "H11")) == ("98.48%", "9.85", "100.00%")
    assert beside(grid, "合计", "J") == "99.85"
    assert at(grid, "A2") == "报表编号：510000_0013zp"


def test_a_text_over_the_limit_is_printed_whole_and_said() -> None:
    form = form_of("self-evaluation-table", "sichuan")
    long = "按期完成。" * 21
    case = changed(sample_case(form), {"self_evaluation.goal_progress": long})
    grid = filled_grid(case, form)
    assert at(grid, "H6") == long
    (note,) = grid.notes
    assert "105个字" in note
    assert "100个字" in note


def test_ningxia_has_its_own_classes_and_a_column_for_the_bureau() -> None:
    grid = page("self-evaluation-table", "ningxia")
    assert [at(grid, f"A{row}") for row in (13, 15, 17)] == [
        "决策\n（10分）", "管理\n（25分）", "产出\n（30分）",
    ]  # fmt: skip
    assert beside(grid, "总分", "G") == "99.30"
    review = "indicators.~1.self_evaluation.review_score"
    grid = page("self-evaluation-table", "ningxia", {review: "4.5"})
    assert beside(grid, "集体研究决定次数", "H") == "4.5"


# -- the unit as a whole ---------------------------------------------------------------------


def test_rates_of_the_unit_are_reckoned_and_nothing_by_nothing_is_a_dash() -> None:
    seed = {
        "unit_report.budget.basic.total": "486.29", "unit_report.budget.basic.fiscal": "486.29",
        "unit_report.budget.basic.received": "328.65", "unit_report.budget.basic.spent": "312.17",
        "unit_report.budget.project.total": "0", "unit_report.budget.project.spent": "0",
        "unit_report.budget.project.received": "0",
    }  # fmt: skip
    grid = page("unit-monitoring-table", changes=seed)
    assert (at(grid, "G5"), at(grid, "I5")) == ("67.58%", "64.19%")
    assert (at(grid, "I6"), at(grid, "I9")) == ("64.19%", "—")
    assert at(grid, "H4") == "1-6月执行数"


def test_completion_is_reckoned_for_numbers_only() -> None:
    first = "unit_report.indicators.~1."
    costs = {f"{first}operator": "", f"{first}target": "464.7", f"{first}unit": "万元",
             f"{first}monitoring.actual": "302.23"}  # fmt: skip
    assert beside(page("unit-monitoring-table", changes=costs), "化解矛盾纠纷件数", "G") == "65.04%"
    words = {f"{first}operator": "定性", f"{first}target": "显著提高", f"{first}unit": "",
             f"{first}monitoring.actual": "有所提高"}  # fmt: skip
    assert beside(page("unit-monitoring-table", changes=words), "化解矛盾纠纷件数", "G") == "—"


def test_the_total_of_the_unit_is_proposed_from_basic_and_project() -> None:
    blank = {f"unit_report.budget.total.{c}": "" for c in ("initial", "revised")}
    blank["unit_report.self_evaluation.budget.total.spent"] = ""
    grid = page("unit-self-evaluation-table", changes=blank)
    assert [at(grid, f"{c}5") for c in "EFGI"] == ["598.60", "624.60", "622.30", "99.63%"]
    assert at(grid, "J5") == "9.96"
    assert beside(grid, "总分", "H") == "99.96"


def test_a_missing_score_leaves_the_total_open() -> None:
    last = "unit_report.indicators.~1.self_evaluation."
    missing = {f"{last}score": "", f"{last}actual": ""}
    assert beside(page("unit-self-evaluation-table", changes=missing), "总分", "H") == "—"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_form_of_the_unit_needs_no_project(count: int, tmp_path: Path) -> None:
    form = form_of("unit-monitoring-table")
    case = sample_case(form)
    assert case.unit is not None
    project = Dossier(2024, {**case.unit.entries, "name": Entry("某项目")}, dict(case.unit.rows))
    several = replace(case, dossiers=(project,) * count)
    report = export_form(several, form.id, tmp_path / "表.xlsx")
    assert report.compared == export_form(case, form.id, tmp_path / "又.xlsx").compared


# -- the evaluation table --------------------------------------------------------------------


def test_the_official_words_stand_where_nothing_was_typed() -> None:
    form = form_of("evaluation-table")
    first, second = (f"evaluation.indicators.~{n}.explanation" for n in (1, 2))
    case = changed(sample_case(form), {first: "", second: "另写的解释"})
    grid = filled_grid(case, form)
    assert beside(grid, "立项依据充分性", "D").startswith("项目立项是否符合法律法规")
    assert beside(grid, "立项程序规范性", "D") == "另写的解释"
    without = replace(case, dossiers=(case.dossier.with_rows("evaluation.indicators", ["~1"]),))
    rest = filled_grid(without, form)
    assert beside(rest, "满意度", "E").startswith("社会公众或服务对象")
    assert beside(rest, "满意度", "F") == ""


def test_an_indicator_of_its_own_stands_inside_its_class() -> None:
    form = form_of("evaluation-table")
    case = sample_case(form)
    new = {"level1": "产出", "level2": "产出数量", "level3": "护栏安装长度", "weight": "3"}
    texts = {f"evaluation.indicators.x.{rest}": text for rest, text in new.items()}
    dossier = changed(case, texts).dossier
    rows = (*dossier.row_ids("evaluation.indicators"), "x")
    grid = filled_grid(
        replace(case, dossiers=(dossier.with_rows("evaluation.indicators", rows),)), form
    )
    row = next(r for (r, _), c in grid.walk() if c.text == "实际完成率")
    assert grid.cell(row + 1, 3).text == "护栏安装长度"
    assert grid.span(row, 2) == (2, 1)
    assert beside(grid, "总分", "F") == "103"


def test_total_and_grade_of_the_evaluation() -> None:
    grid = page("evaluation-table")
    assert (beside(grid, "总分", "F"), beside(grid, "总分", "G"), at(grid, "H5")) == (
        "100", "95.80", "优",
    )  # fmt: skip
    open_one = {"evaluation.indicators.~3.score": ""}
    grid = page("evaluation-table", changes=open_one)
    assert (beside(grid, "总分", "G"), at(grid, "H5")) == ("—", "—")
    assert grid.cell(*position("H3")).number == Decimal("80.00")
