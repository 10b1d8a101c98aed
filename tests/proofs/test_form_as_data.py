"""A county's own form, brought as data alone: on screen, in Excel, Word and PDF, read back."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import Catalog, load_catalog
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.exchange import dossiers_of, parse
from jixiao_desktop.session.flow import steps_of
from jixiao_desktop.session.intake import official_as_exchange
from jixiao_desktop.session.output import blank_form, export_form
from jixiao_desktop.session.workspace import Workspace

COUNTY = Path(__file__).parents[1] / "data" / "county"
SCHOOL = Path(__file__).parents[1] / "data" / "examples" / "monitoring-party-school.json"
FORM = "quarterly-fund-table"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    root = tmp_path_factory.mktemp("resources")
    for name in ("dictionary.toml", "reports", "notices", "forms"):
        source = resources_root() / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    form = root / "forms" / FORM / "2024"
    notice = root / "notices" / "county" / "2024"
    form.mkdir(parents=True)
    notice.mkdir(parents=True)
    shutil.copy(COUNTY / "form.toml", form)
    shutil.copy(COUNTY / "notice.toml", notice)
    blank = form / "blank.xlsx"
    words = f"from make_blank import make; from pathlib import Path; make(Path({str(blank)!r}))"
    subprocess.run([sys.executable, "-c", words], cwd=COUNTY, check=True)
    return load_catalog(root)


def data() -> dict[str, Any]:
    given: dict[str, Any] = json.loads(SCHOOL.read_text(encoding="utf-8"))
    given["notice"] = "county"
    project = given["projects"][0]
    project["monitoring"]["as_of"] = "2024-09-30"
    project["indicators"].append(
        {
            "level1": "效益指标",
            "level2": "社会效益指标",
            "name": "=干部履职能力",
            "operator": "定性",
            "target": "提升",
            "monitoring": {"actual": "有提升"},
        }
    )
    return given


@pytest.fixture
def case(catalog: Catalog) -> Case:
    exchange = parse(data(), catalog.dictionary)
    dossiers = tuple(one.dossier for one in dossiers_of(exchange))
    return Case(catalog, catalog.notice("county"), 2024, dossiers)


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
def test_it_is_exported_and_compared(case: Case, tmp_path: Path, ending: str) -> None:
    report = export_form(case, FORM, tmp_path / f"季报.{ending}")
    assert report.compared > 30
    assert blank_form(case, FORM, tmp_path / f"空.{ending}").path.stat().st_size > 500


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_it_is_read_back_into_the_same_values(case: Case, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"季报.{ending}"
    export_form(case, FORM, path)
    back, _notes = official_as_exchange(path, case.catalog)
    project, given = back["projects"][0], data()["projects"][0]
    assert back["year"] == 2024
    assert project["purpose"] == given["purpose"]
    assert float(project["budget"]["total"]["initial"]) == 100
    assert project["monitoring"]["budget"]["total"]["spent"] == "41.88"
    assert project["monitoring"]["as_of"] == "2024-09-30"
    got = {one["name"]: one for one in project["indicators"]}
    assert set(got) == {one["name"] for one in given["indicators"]}
    assert got["参与培训人次"]["target"] == "1960"
    assert got["参与培训人次"]["monitoring"]["actual"] == "702"
    assert got["=干部履职能力"]["target"] == "提升"


def test_its_sections_are_the_steps_of_the_wizard(catalog: Catalog, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "数据.jixiao", create=True, catalog=catalog) as space:
        space.import_exchange(data())
        editing = space.edit(space.projects()[0].id)
        titles = [step.title for step in steps_of(editing, catalog.dictionary)]
    assert titles == ["单位基本信息", "项目", "资金", "用途", "指标", "核对", "导出与打印"]


def named(window: Any) -> str:
    field = window.focusWidget()
    return str(field.accessibleName()) if field else ""


def test_it_works_on_screen(catalog: Catalog, tmp_path: Path, qtbot: Any) -> None:
    from PySide6.QtCore import Qt

    from jixiao_desktop.gui.application import window_on

    space = Workspace.open(tmp_path / "数据.jixiao", create=True, catalog=catalog)
    space.import_exchange(data())
    window = window_on(space)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.open_project(space.projects()[0].id, path="purpose")
    qtbot.waitUntil(lambda: "资金计划用途" in named(window), timeout=3000)
    field = window.focusWidget()
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "office books")
    editing = space.edit(space.projects()[0].id)
    qtbot.waitUntil(
        lambda: space.edit(editing.id).dossier.text("purpose") == "office books", timeout=3000
    )
    window.close()
