"""Last year's file beside this year's, and a data file that holds both years."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run
from jixiao_desktop.session.workspace import Workspace

SOUND = Path(__file__).parents[1] / "data" / "reviews" / "sound"
OLD = "last_year."


def sound(name: str = "road", **head: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((SOUND / f"{name}.json").read_text(encoding="utf-8"))
    return {**made, **head}


YEAR = sound()["year"]


def earlier(data: dict[str, Any], years: int = 1) -> dict[str, Any]:
    """The same file, told to be of an earlier year."""
    made = copy.deepcopy(data)
    made["year"] -= years
    return made


def written(folder: Path, name: str, data: dict[str, Any]) -> str:
    file = folder / name
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(file)


def rules(capsys: Any, *words: str) -> set[str]:
    """The rules about last year that a check raises."""
    assert run(["check", *words, "--json"]) in (0, 1)
    told = json.loads(capsys.readouterr().out)["findings"]
    return {one["rule"] for one in told if one["rule"].startswith(OLD)}


def test_a_file_is_held_against_the_one_given_of_last_year(tmp_path: Path, capsys: Any) -> None:
    now = written(tmp_path, "今年.json", sound())
    before = written(tmp_path, "去年.json", earlier(sound()))
    assert rules(capsys, now) == set()
    assert {"last_year.text", "last_year.indicators"} <= rules(capsys, now, "--last-year", before)


def test_a_folder_or_data_file_of_last_year_will_do(tmp_path: Path, capsys: Any) -> None:
    now = written(tmp_path, "今年.json", sound())
    folder = tmp_path / "去年"
    folder.mkdir()
    written(folder, "道路.json", earlier(sound()))
    written(folder, "培训.json", earlier(sound("sanitation", year=YEAR)))
    assert rules(capsys, now, "--last-year", str(folder))
    data = tmp_path / "去年.jixiao"
    with Workspace.open(data, create=True) as space:
        space.import_exchange(earlier(sound()))
    assert rules(capsys, now, "--last-year", str(data))


def test_files_of_two_years_in_one_folder_are_held_against_each_other(
    tmp_path: Path, capsys: Any
) -> None:
    written(tmp_path, "今年.json", sound())
    written(tmp_path, "去年.json", earlier(sound()))
    assert run(["check", str(tmp_path), "--json"]) in (0, 1)
    told = json.loads(capsys.readouterr().out)["findings"]
    found = {Path(one["file"]).name for one in told if one["rule"].startswith(OLD)}
    assert found == {"今年.json"}


@pytest.mark.parametrize("chosen", [(), ("--year", str(YEAR))])
def test_a_data_file_brings_its_own_last_year(
    chosen: tuple[str, ...], tmp_path: Path, capsys: Any
) -> None:
    data = tmp_path / "数据.jixiao"
    with Workspace.open(data, create=True) as space:
        space.import_exchange(earlier(sound()))
        space.import_exchange(sound())
    assert run(["check", str(data), *chosen]) in (0, 1)
    assert "与上年" in capsys.readouterr().out
    assert rules(capsys, str(data), "--year", str(YEAR))
    assert not rules(capsys, str(data), "--year", str(YEAR - 1))


@pytest.mark.parametrize("years", [0, -1])
def test_a_file_that_is_not_earlier_is_refused_in_one_sentence(
    years: int, tmp_path: Path, capsys: Any
) -> None:
    now = written(tmp_path, "今年.json", sound())
    wrong = written(tmp_path, "不是去年.json", earlier(sound(), years))
    assert run(["check", now, "--last-year", wrong]) == 2
    said = capsys.readouterr().err
    assert f"“不是去年.json”是{YEAR - years}年度的" in said
    assert said.count("\n") == 1


def test_one_of_another_project_is_told_and_changes_nothing(tmp_path: Path, capsys: Any) -> None:
    now = written(tmp_path, "今年.json", sound())
    other = written(tmp_path, "去年.json", earlier(sound("sanitation", year=YEAR)))
    assert run(["check", now, "--last-year", other]) == 0
    told = capsys.readouterr()
    assert "没有找到同一单位的同名项目" in told.err
    assert "与上年" not in told.out


def test_a_file_of_last_year_that_is_not_there_is_told(tmp_path: Path, capsys: Any) -> None:
    now = written(tmp_path, "今年.json", sound())
    assert run(["check", now, "--last-year", str(tmp_path / "没有.json")]) == 2
    assert "没有.json" in capsys.readouterr().err
