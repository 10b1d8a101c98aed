"""What lies around a project reaches its rules: neighbours of the file and workspace, last year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case
from jixiao_desktop.session.workspace import Workspace

PROGRESS = "monitoring.goal_progress"
TEXT = "硬件设备服务器已采购完成，智慧司法项目已完工，尚未验收，尾款80万元未支付。"
JUSTICE = {"name": "智慧司法项目", "goal": "完成智慧司法云平台建设，支付平台建设尾款80万元。"}
YOUTH = {"name": "青少年事业发展经费", "goal": "开展团干部、青年培训10次，支持青年创业100人次。"}
DATA = Path(__file__).parents[1] / "data"


def copies(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.rule == "copied.text"]


def case_of(*texts: dict[str, str], notice: str = "", stage: str = "monitoring") -> Case:
    catalog = load_catalog()
    dossiers = tuple(of_texts(2024, one, stages=[stage]) for one in texts)
    return Case(catalog, catalog.notice(notice, 2024), 2024, dossiers)


def test_projects_of_one_file_are_compared() -> None:
    youth, justice = check_case(case_of(YOUTH | {PROGRESS: TEXT}, JUSTICE | {PROGRESS: TEXT}))
    assert [(f.path, f.severity) for f in copies(youth)] == [(PROGRESS, Severity.MUST_FIX)]
    assert copies(justice) == []


def test_one_project_has_nobody_to_be_compared_with() -> None:
    (alone,) = check_case(case_of(YOUTH | {PROGRESS: TEXT}))
    assert copies(alone) == []


def test_a_box_for_a_hundred_characters_takes_no_more() -> None:
    texts = {"name": "培训", "self_evaluation.goal_progress": "全年举办培训班，提高能力。" * 9}
    notice = "sichuan-self-evaluation"
    (asked,) = check_case(case_of(texts, notice=notice, stage="self_evaluation"))
    (plain,) = check_case(case_of(texts, stage="self_evaluation"))
    said = [f.message for f in asked if f.rule == "text.too_long"]
    assert len(said) == 1
    assert "117" in said[0]
    assert "100" in said[0]
    assert not [f for f in plain if f.rule == "text.too_long"]


def test_prompts_of_the_forms_are_known() -> None:
    prompt = load_catalog().dictionary.field("monitoring.sections.problems").help
    (found,) = check_case(case_of(YOUTH | {"monitoring.sections.problems": prompt}))
    assert "text.prompt_left" in {f.rule for f in found}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "a.jixiao", create=True) as made:
        yield made


def add(workspace: Workspace, unit: str, texts: dict[str, str]) -> str:
    project = workspace.add_project(unit, texts["name"])
    editing = workspace.edit(project)
    editing.step("填写", [set_text(path, text) for path, text in texts.items()])
    return project


def test_projects_of_a_workspace_are_compared_also_across_units(workspace: Workspace) -> None:
    one, other = (workspace.add_unit(name, 2024) for name in ("某盟团委", "某盟司法局"))
    add(workspace, other, JUSTICE | {PROGRESS: TEXT})
    youth = workspace.edit(add(workspace, one, YOUTH | {PROGRESS: TEXT}))
    assert [f.severity for f in copies(youth.findings())] == [Severity.MUST_FIX]
    youth.step("改写", [set_text(PROGRESS, "已举办团干部培训6次，支持青年创业58人次。")])
    assert copies(youth.findings()) == []
    youth.undo()
    assert len(copies(youth.findings())) == 1


def test_what_a_neighbour_says_now_is_what_counts(workspace: Workspace) -> None:
    unit = workspace.add_unit("某盟团委", 2024)
    justice = workspace.edit(add(workspace, unit, JUSTICE | {PROGRESS: TEXT}))
    youth = add(workspace, unit, YOUTH | {PROGRESS: TEXT})
    assert len(copies(workspace.edit(youth).findings())) == 1
    justice.step("改写", [set_text(PROGRESS, "平台已上线试运行，9月组织验收。")])
    workspace.edit(youth).look_again()
    assert copies(workspace.edit(youth).findings()) == []


def test_a_year_before_is_found_by_unit_and_name(workspace: Workspace) -> None:
    told = "截至7月底举办团干部培训6次、培训360人次，其余4次安排在下半年。"
    before, now = (workspace.add_unit("某盟团委", year) for year in (2023, 2024))
    add(workspace, before, YOUTH | {"name": "2023年青少年事业发展经费", PROGRESS: told})
    project = workspace.edit(add(workspace, now, YOUTH | {PROGRESS: told}))
    said = {f.path for f in project.findings() if f.rule == "last_year.text"}
    assert PROGRESS in said
    elsewhere = workspace.add_unit("别的单位", 2024)
    other = workspace.edit(add(workspace, elsewhere, YOUTH | {PROGRESS: told}))
    assert not [f for f in other.findings() if f.rule.startswith("last_year.")]


def test_the_file_and_the_workspace_say_the_same(workspace: Workspace) -> None:
    data = json.loads((DATA / "unseen" / "sound-two-projects.json").read_text("utf-8"))
    workspace.import_exchange(data)
    for project in workspace.projects():
        found = workspace.edit(project.id).findings()
        assert not [f for f in found if f.rule.startswith(("copied.", "last_year."))]


def test_an_empty_dossier_stands_alone() -> None:
    assert copies(check_case(case_of({}, {}))[0]) == []
    assert isinstance(case_of({}).dossier, Dossier)
