"""The exchange file: out and in again is equal byte for byte; what does not fit is named."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import example as tried
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.schema import Shape, shapes_of
from jixiao_desktop.domain.changes import Explain, set_text
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.exchange import (
    canonical,
    content_checksum,
    dossiers_of,
    exchange_path,
    given_id,
    parse,
    row_id,
    unit_dossier,
)
from jixiao_desktop.session.workspace import Problem, Workspace

DATA = Path(__file__).parents[1] / "data" / "exchange"
EXAMPLES = sorted(DATA.glob("*.json")) + sorted((resources_root() / "samples").glob("*.json"))
DICTIONARY = load_catalog().dictionary


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as made:
        yield made


def example(name: str = "monitoring-party-school") -> dict[str, Any]:
    found = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda f: f.stem)
def test_examples_come_out_as_they_went_in(file: Path, workspace: Workspace) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    report = workspace.import_exchange(data)
    assert report.doubts == []
    out = workspace.export_exchange(report.unit_id)
    assert canonical(out) == canonical(data)
    assert content_checksum(out) == content_checksum(data)
    again = workspace.import_exchange(data)
    assert (again.made, again.updated, again.doubts) == ([], [], [])
    assert again.unit_id == report.unit_id
    assert canonical(workspace.export_exchange(report.unit_id)) == canonical(data)


TEXTS = st.one_of(
    st.none(),
    st.just(""),
    st.sampled_from(["=A1+1", "＝汇总", "-5.00", "1,234.50", "<b>&\n\t\x0b", "𠀀𪚥🙂", "@a", "—"]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
)
IDS = st.one_of(
    st.none(), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=6),
    st.sampled_from(["monitoring", "~1", "a.b", "%41", "x@y", "indicators[0]"]),
)  # fmt: skip
TICKS = st.lists(st.sampled_from(["经费保障", "其他", "", "x y", None]), max_size=3)


@cache
def content(shape: Shape, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Any object of a shape: some keys, filled, blank or null."""
    keys: dict[str, st.SearchStrategy[Any]] = {}
    for key, leaf in shape.leaves.items():
        if key == "as_of":
            keys[key] = st.sampled_from([None, "", "2024-07-31", "2024-10-31"])
        elif key == "id":
            keys[key] = IDS
        elif leaf.kind == "flag":
            keys[key] = st.sampled_from([None, True, False])
        else:
            keys[key] = TICKS if leaf.kind == "ticks" else TEXTS
    for key, below in shape.objects.items():
        keys[key] = st.one_of(st.none(), content(below))
    for key, below in shape.lists.items():
        rows = st.lists(content(below), max_size=3, unique_by=_own_id)
        keys[key] = st.one_of(st.none(), rows)
    return st.sets(st.sampled_from(sorted(keys)), max_size=5).flatmap(
        lambda some: st.fixed_dictionaries({key: keys[key] for key in some})
    )


def _own_id(row: dict[str, Any]) -> object:
    return row.get("id") or id(row)


SHAPES = shapes_of(DICTIONARY)
RULES = st.sampled_from(["budget.parts", "rate.slow", ""])
PLACES = st.sampled_from([
    "goal", "indicators[0].target", "projects[0].indicators[1].monitoring.actual",
    "indicators[99].target", "monitoring.budget_reason", "unit.name", "随便什么",
])  # fmt: skip
NOTES = st.lists(
    st.fixed_dictionaries({"rule": RULES, "path": PLACES, "text": TEXTS, "by": TEXTS}),
    max_size=3, unique_by=lambda note: (note["rule"], note["path"].removeprefix("projects[0].")),
)  # fmt: skip
UNIT_PLACES = st.sampled_from([
    "unit_report.indicators[0].target", "unit_report.monitoring.sections.problems", "unit.name",
    "unit_report.indicators[99].name", "随便什么",
])  # fmt: skip
UNIT_NOTES = st.lists(
    st.fixed_dictionaries({"rule": RULES, "path": UNIT_PLACES, "text": TEXTS, "at": TEXTS}),
    max_size=3, unique_by=lambda note: (note["rule"], note["path"]),
)  # fmt: skip
PROJECTS = st.builds(
    lambda one, notes: {**one, "explanations": notes}, content(SHAPES.project), NOTES
)
FILES = st.builds(
    lambda unit, projects, notes: {
        **unit, "unit_report": {**(unit.get("unit_report") or {}), "explanations": notes},
        "format": "jixiao-exchange", "version": 1, "year": 2024, "projects": projects,
    },
    content(SHAPES.unit),
    st.lists(PROJECTS, max_size=2, unique_by=_own_id),
    UNIT_NOTES,
)  # fmt: skip


@given(FILES)
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
def test_any_file_comes_out_as_it_went_in(data: dict[str, Any]) -> None:
    before = canonical(data)
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.open(Path(folder) / "a.jixiao", create=True) as workspace,
    ):
        report = workspace.import_exchange(data)
        out = workspace.export_exchange(report.unit_id)
        assert canonical(out) == before
        assert canonical(data) == before
        workspace.verify()


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
@tried("~.")
def test_an_id_survives_its_stay_in_a_path(given_text: str) -> None:
    row = row_id(given_text)
    assert given_id(row) == given_text
    assert not {".", "@", "[", "\n"} & set(row)


def test_blank_null_and_missing_are_the_same() -> None:
    full = {"unit": {"name": "党校", "code": ""}, "projects": [{"goal": None}], "reviews": []}
    assert canonical(full) == '{"projects":[{}],"unit":{"name":"党校"}}'.encode()
    assert content_checksum({**full, "written_by": "x"}) == content_checksum(full)


REFUSED = [
    (("format",), "other", "不是绩效交换文件"),
    (("version",), 2, "第 2 版"),
    (("year",), "2024", "四位年份"),
    (("year",), True, "四位年份"),
    (("colour",), "red", "“colour”不是本程序认识的键"),
    (("unit", "nome"), "x", "“unit.nome”不是本程序认识的键"),
    (("projects", 0, "indicators", 1, "aim"), "x", "“projects[0].indicators[1].aim”"),
    (("projects", 0, "budget", "total", "initial"), 100, "total.initial”应是文本，现在是“100”"),
    (("projects", 0, "goal"), "\ud800", "残缺的字符"),
    (("projects", 0, "confidential"), "是", "应是 true 或 false"),
    (("projects", 0, "monitoring", "as_of"), "7月31日", "应是日期，如 2024-07-31"),
    (("projects", 0, "monitoring", "as_of"), "2024-13-31", "应是日期"),
    (("projects", 0, "indicators"), {}, "应是列表"),
    (("projects", 0, "indicators", 0), None, "应是对象"),
    (("projects", 0, "indicators", 0, "monitoring", "causes"), "其他", "应是列表"),
    (("projects", 0, "indicators", 0, "monitoring", "causes"), ["其他、经费保障"], "顿号"),
    (("unit",), [], "应是对象"),
    (("projects", 0, "explanations"), [{"rule": "a"}, {"rule": "a"}], "只留一条"),
    (("projects", 0, "explanations"), [{"who": "a"}], "explanations[0].who"),
    (("unit_report",), {"explanations": [{"rule": "a"}, {"rule": "a"}]}, "只留一条"),
    (("unit_report",), {"explanations": {}}, "“unit_report.explanations”应是列表"),
    (("unit_report",), {"explanations": [{"who": "a"}]}, "unit_report.explanations[0].who"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "value", "said"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_place(
    keys: tuple[Any, ...], value: object, said: str, workspace: Workspace
) -> None:
    data = example()
    target: Any = data
    for key in keys[:-1]:
        target = target[key]
    target[keys[-1]] = value
    with pytest.raises(Problem) as caught:
        workspace.import_exchange(data)
    assert said in str(caught.value)
    assert str(caught.value).endswith("。")
    assert workspace.units() == []


BROKEN = [
    (b"\xff\xfe{}", "不是 UTF-8"),
    (b'{"format": 1,\n "format": 2}', "写了两次"),
    (b'{"format"', "第 1 行第"),
    (b"[]", "最外层"),
    (b"[" * 50_000, "层次太深"),
    (b'{"a": NaN}', "读不懂"),
    (b" " * (50 * 1024 * 1024 + 1), "超过 50 MB"),
]


@pytest.mark.parametrize(("source", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_broken_files_are_refused_in_words(source: bytes, said: str) -> None:
    with pytest.raises(Problem, match=said):
        parse(source, DICTIONARY)


def test_a_byte_order_mark_is_no_hindrance() -> None:
    source = b"\xef\xbb\xbf" + json.dumps(example()).encode()
    assert parse(source, DICTIONARY).year == 2024


def test_ids_of_two_rows_may_not_be_the_same() -> None:
    data = example()
    for row in data["projects"][0]["indicators"][:2]:
        row["id"] = "k1"
    with pytest.raises(Problem, match=r"indicators\[1\].id.*只能用一次"):
        parse(data, DICTIONARY)


def test_dossiers_without_a_store() -> None:
    exchange = parse(json.dumps(example()), DICTIONARY)
    (subject,) = dossiers_of(exchange)
    assert (subject.project, subject.index, subject.year) == ("干部教育培训项目", 0, 2024)
    dossier = subject.dossier
    assert dossier.stages == {"monitoring"}
    assert dossier.text("unit.name") == subject.unit == "中共锡林郭勒盟委员会党校"
    row = dossier.row_ids()[1]
    path = f"indicators.{row}.monitoring.actual"
    assert dossier.text(path) == "702"
    assert dossier.text(f"indicators.{row}.monitoring.causes") == "其他"
    assert exchange_path(path, dossier, 3) == "projects[3].indicators[1].monitoring.actual"
    assert exchange_path("unit.name", dossier, 3) == "unit.name"
    assert unit_dossier(exchange).text("unit.department.name") == "中共锡林郭勒盟委员会党校"


def test_importing_again_updates_what_is_known_as_one_step(workspace: Workspace) -> None:
    data = example()
    first = workspace.import_exchange(data)
    changed = copy.deepcopy(data)
    project = changed["projects"][0]
    project["indicators"].reverse()
    project["indicators"][3]["monitoring"]["actual"] = "14"
    project["indicators"].append({"level1": "满意度指标", "name": "学员满意度", "target": "90"})
    project["goal"] = ""
    second = workspace.import_exchange(changed)
    assert second.updated == first.made
    assert second.doubts == []
    editing = workspace.edit(first.made[0])
    dossier = editing.dossier
    names = [dossier.text(p) for p in dossier.row_paths("indicators", "name")]
    assert names == ["培训班次", "参与培训人次", "培训完成时间", "干部教育培训支出", "学员满意度"]
    assert dossier.text(dossier.row_paths("indicators", "monitoring.actual")[0]) == "14"
    assert dossier.text("goal").startswith("2024年底前")
    assert editing.undo() == "导入"
    assert canonical(workspace.export_exchange(first.unit_id)) == canonical(data)


def test_rows_that_could_be_meant_twice_are_told_not_guessed(workspace: Workspace) -> None:
    data = example()
    rows = data["projects"][0]["indicators"]
    rows[1] = {**copy.deepcopy(rows[0]), "target": "30"}
    first = workspace.import_exchange(data)
    changed = copy.deepcopy(data)
    changed["projects"][0]["indicators"][0]["monitoring"]["actual"] = "99"
    report = workspace.import_exchange(changed)
    assert len(report.doubts) == 2
    assert "不止一行“产出指标 数量指标 培训班次”" in report.doubts[0]
    assert canonical(workspace.export_exchange(first.unit_id)) == canonical(data)


def test_two_rows_of_a_file_are_not_both_taken_for_the_same(workspace: Workspace) -> None:
    data = example()
    first = workspace.import_exchange(data)
    changed = copy.deepcopy(data)
    rows = changed["projects"][0]["indicators"]
    rows.append({**copy.deepcopy(rows[0]), "target": "30"})
    report = workspace.import_exchange(changed)
    assert len(report.doubts) == 2
    assert canonical(workspace.export_exchange(first.unit_id)) == canonical(data)


def test_rows_with_ids_are_matched_by_them(workspace: Workspace) -> None:
    data = example()
    for number, row in enumerate(data["projects"][0]["indicators"]):
        row["id"] = f"k.{number}"
    first = workspace.import_exchange(data)
    changed = copy.deepcopy(data)
    changed["projects"][0]["indicators"][2]["name"] = "改了名的指标"
    workspace.import_exchange(changed)
    assert canonical(workspace.export_exchange(first.unit_id)) == canonical(changed)


def test_projects_with_different_ids_stay_apart(workspace: Workspace) -> None:
    data = example()
    data["projects"][0]["id"] = "p1"
    data["projects"].append({**copy.deepcopy(data["projects"][0]), "id": "p2"})
    report = workspace.import_exchange(data)
    assert len(report.made) == 2
    assert len(workspace.import_exchange(data).unchanged) == 2
    assert canonical(workspace.export_exchange(report.unit_id)) == canonical(data)


def test_an_import_does_not_break_an_approved_goal(workspace: Workspace) -> None:
    data = example()
    data["projects"][0]["approved"] = {"date": "2024-02-20"}
    first = workspace.import_exchange(data)
    changed = copy.deepcopy(data)
    changed["projects"][0]["goal"] = "悄悄改掉的目标"
    changed["projects"][0]["indicators"].append({"name": "悄悄加的"})
    changed["projects"][0]["purpose"] = "写得更清楚"
    report = workspace.import_exchange(changed)
    assert [("已锁定" in doubt) for doubt in report.doubts] == [True, True]
    dossier = workspace.edit(first.made[0]).dossier
    assert dossier.text("goal").startswith("2024年底前")
    assert len(dossier.row_ids()) == 4
    assert dossier.text("purpose") == "写得更清楚"


def test_another_time_point_is_imported_beside_the_first(workspace: Workspace) -> None:
    data = example()
    first = workspace.import_exchange(data)
    october = copy.deepcopy(data)
    october["projects"][0]["monitoring"]["as_of"] = "2024-10-31"
    october["projects"][0]["monitoring"]["goal_progress"] = "十月的进展"
    workspace.import_exchange(october)
    assert canonical(workspace.export_exchange(first.unit_id)) == canonical(october)
    editing = workspace.edit(first.made[0])
    editing.step("时点", [set_text("monitoring.as_of", "2024-07-31")])
    assert canonical(workspace.export_exchange(first.unit_id)) == canonical(data)


def test_what_is_made_here_comes_back_with_its_ids(workspace: Workspace) -> None:
    unit = workspace.add_unit("党校", 2024)
    project = workspace.add_project(unit, "培训")
    editing = workspace.edit(project)
    row = editing.add_row("indicators")
    editing.step("行", [row, set_text(f"indicators.{row.row}.name", "班次")])
    note = Explanation("r", f"indicators.{row.row}.target", "因故", "甲", "2024-08-01")
    editing.step("说明", [Explain(note)])
    editing.step("时点", [set_text("monitoring.as_of", "2024年7月31日")])
    out = workspace.export_exchange(unit)
    assert out["projects"][0]["id"] == project
    assert out["projects"][0]["indicators"] == [{"id": row.row, "name": "班次"}]
    assert out["projects"][0]["explanations"][0]["path"] == "indicators[0].target"
    assert out["projects"][0]["monitoring"] == {"as_of": "2024-07-31"}
    assert workspace.import_exchange(out).made == []
