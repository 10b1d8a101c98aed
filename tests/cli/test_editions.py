"""The further tables on the command line: editions, forms of the unit, files of many projects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.cli.run import run
from jixiao_desktop.session.outgoing import Names, all_files
from jixiao_desktop.session.workspace import Workspace

FORMS = load_catalog().root / "forms"
TRAINING = Path(__file__).parents[1] / "data" / "examples" / "self-evaluation-training.json"
WHOLE = "unit-monitoring-table"


def sample(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FORMS / folder / "sample.json").read_text("utf-8"))
    return found


def put(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "in.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def whole(projects: int, notice: str = "national-unit-monitoring") -> dict[str, Any]:
    data = sample("unit-monitoring-table/2019") | {"notice": notice}
    names = ("道路养护项目", "河道清淤项目", "培训项目")
    data["projects"] = [{"name": name} for name in names[:projects]]
    return data


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("", "项目支出绩效自评表"),
        ("sichuan", "510000_0013zp"),
        ("sichuan-2024", "510000_0013zp"),
        ("ningxia", "财政审核评分"),
    ],
)
def test_an_edition_is_chosen_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], edition: str, words: str
) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "表.xlsx"
    asked = ["--edition", edition] if edition else []
    call = ["export", str(TRAINING), "--form", "self-evaluation-table", "--to", str(target)]
    assert run([*call, *asked]) == 0, capsys.readouterr().err
    cells = [str(c.value or "") for row in load_workbook(target).worksheets[0] for c in row]
    assert any(words in cell for cell in cells)
    assert any("510000_0013zp" in cell for cell in cells) is edition.startswith("sichuan")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
@pytest.mark.parametrize("projects", [0, 1, 3])
def test_a_form_of_the_unit_is_exported_whatever_projects_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], projects: int, ending: str
) -> None:
    target = tmp_path / f"表.{ending}"
    path = put(tmp_path, whole(projects))
    assert run(["export", str(path), "--form", WHOLE, "--to", str(target)]) == 0
    assert "项一致" in capsys.readouterr().out
    assert target.stat().st_size > 1000


def test_a_form_of_the_unit_is_read_back_as_the_units(tmp_path: Path) -> None:
    table, back = tmp_path / "表.xlsx", tmp_path / "back.json"
    run(["export", str(put(tmp_path, whole(0))), "--form", WHOLE, "--to", str(table)])
    assert run(["read", str(table), "--to", str(back)]) == 0
    got, given = json.loads(back.read_text("utf-8")), whole(0)
    assert "projects" not in got
    assert got["unit"]["name"] == given["unit"]["name"]
    assert got["unit_report"]["goal"] == given["unit_report"]["goal"]
    assert got["unit_report"]["monitoring"]["as_of"] == "2024-06-30"
    assert len(got["unit_report"]["indicators"]) == len(given["unit_report"]["indicators"])
    assert run(["check", str(back)]) == 0


def test_the_unit_is_checked_beside_its_projects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = whole(2)
    data["unit_report"]["budget"]["basic"]["spent"] = "二百万元多"
    assert run(["check", str(put(tmp_path, data)), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    mine = [one for one in found if one["path"] == "unit_report.budget.basic.spent"]
    assert [one["project"] for one in mine] == [""]
    run(["check", str(put(tmp_path, data))])
    assert "【整体支出】" in capsys.readouterr().out


def test_projects_are_not_asked_for_what_only_the_unit_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = json.loads(TRAINING.read_text("utf-8"))
    run(["check", str(put(tmp_path, plain)), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert not [one for one in found if one["path"].startswith("unit_report")]


def test_all_files_of_a_unit_hold_its_own_form_once(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as space:
        space.import_exchange(whole(3))
        files = all_files(space, [space.units()[0].id], ("xlsx",), Names(tmp_path))
        assert [one.form.id for one in files] == [WHOLE]
        assert files[0].write().compared > 100
