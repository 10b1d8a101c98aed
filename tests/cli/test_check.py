"""``jixiao check``: one file, several, folders; the result on paper; a damaged file among them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run
from jixiao_desktop.session.workspace import Workspace

DATA = Path(__file__).parents[1] / "data"
SCHOOL = DATA / "examples" / "monitoring-party-school.json"
RIVER = DATA / "examples" / "monitoring-river-chiefs.json"
EQUIPMENT = DATA / "examples" / "self-evaluation-equipment.json"
OLD_EXCEL = DATA / "official" / "monitoring-river-chiefs.xls"
SOUND = DATA / "sound"


def check(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(["check", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a unit hands in: an exchange file, a filled table below, a damaged file, a note."""
    made = tmp_path / "报送"
    (made / "水利局").mkdir(parents=True)
    shutil.copy(SCHOOL, made / "党校.json")
    shutil.copy(OLD_EXCEL, made / "水利局" / "监控表.xls")
    (made / "坏的.xlsx").write_text("not a spreadsheet", encoding="utf-8")
    (made / "说明.txt").write_text("请查收", encoding="utf-8")
    (made / "~$监控表.xlsx").write_text("left by an office program", encoding="utf-8")
    return made


def test_a_folder_is_checked_and_a_damaged_file_is_one_line(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, err = check(capsys, folder)
    assert code == 1
    assert out.count("【") == 2
    assert "中共锡林郭勒盟委员会党校" in out
    assert "监控表.xls" in err
    assert "河长制湖长制工作经费" in out
    assert err.count("没有读成") == 1
    assert "坏的.xlsx" in err
    assert out.splitlines()[-1].endswith("1 个文件没有读成")
    assert "说明.txt" not in out + err


def test_several_files_as_data_name_the_file_of_every_finding(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, _err = check(capsys, folder, EQUIPMENT, "--json")
    told: dict[str, Any] = json.loads(out)
    assert code == 1
    read = {one["file"]: one["read"] for one in told["files"]}
    assert sum(read.values()) == 3
    assert [Path(name).name for name, fine in read.items() if not fine] == ["坏的.xlsx"]
    assert {one["file"] for one in told["findings"]} <= set(read)
    assert {one["path"].split(".")[0] for one in told["findings"]} <= {"projects[0]", "unit"}
    grave = [f for f in told["findings"] if f["severity"] == "must_fix" and "follows" not in f]
    assert told["verdict"]["must_fix"] == len(grave)


def test_one_file_as_data_keeps_the_shape_that_programs_rely_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _code, out, _err = check(capsys, SCHOOL, "--json")
    told = json.loads(out)
    assert set(told) == {"verdict", "findings"}
    assert all("file" not in one for one in told["findings"])


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
def test_the_result_is_written_for_print(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"结果.{ending}"
    code, out, err = check(capsys, folder, "--to", target)
    assert code == 1, err
    assert "导出核对" in out.splitlines()[-1]
    assert "必改" in out.splitlines()[-2]
    assert target.stat().st_size > 2000
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [target.name]


def test_with_json_the_sentence_on_the_file_stays_beside_the_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = check(capsys, SCHOOL, "--json", "--to", tmp_path / "结果.xlsx")
    assert code == 1
    assert json.loads(out)["verdict"]["must_fix"] == 2
    assert "导出核对" in err


def test_an_ending_that_cannot_be_is_told_before_any_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = check(capsys, SCHOOL, "--to", tmp_path / "结果.txt")
    assert (code, out) == (2, "")
    assert ".xlsx、.docx、.pdf" in err
    assert not list(tmp_path.iterdir())


def test_a_workbook_damaged_inside_is_one_line_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import zipfile

    from jixiao_desktop.catalog.loading import load_catalog

    whole = load_catalog().form("target-table").folder / "blank.xlsx"
    broken = tmp_path / "半截.xlsx"
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(broken, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data[: len(data) // 2] if "sheet" in name else data)
    cut = tmp_path / "断的.json"
    cut.write_bytes(SCHOOL.read_bytes()[:900])
    code, out, err = check(capsys, broken, cut, SOUND / "road.json")
    assert code == 2
    assert out.splitlines()[-1] == "可以上报；2 个文件没有读成"
    assert err.count("没有读成") == 2


def test_the_result_never_takes_the_place_of_what_is_checked(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    form = folder / "坏的.xlsx"
    code, _out, err = check(capsys, form, "--to", form)
    assert code == 2
    assert "换一个名字" in err
    assert form.read_text("utf-8") == "not a spreadsheet"
    target = folder / "检查结果.xlsx"
    check(capsys, folder, "--to", target)
    first = target.read_bytes()
    _code, out, err = check(capsys, folder, "--to", target)
    assert "检查结果.xlsx" not in err
    assert out.splitlines()[-2].endswith("1 个文件没有读成")
    assert len(target.read_bytes()) == pytest.approx(len(first), rel=0.05)


def test_sound_files_together_are_ready(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = check(capsys, SOUND)
    assert code == 0
    assert out.splitlines()[-1] == "可以上报"


def test_the_exit_code_tells_of_files_that_were_not_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "坏.json"
    broken.write_text("{", encoding="utf-8")
    assert check(capsys, SOUND / "road.json", broken)[0] == 2
    assert check(capsys, SCHOOL, broken)[0] == 1
    code, out, err = check(capsys, broken, tmp_path / "没有.xlsx")
    assert (code, out) == (2, "")
    assert "坏.json" in err
    assert "没有.xlsx" in err
    empty = tmp_path / "空"
    empty.mkdir()
    code, _out, err = check(capsys, empty)
    assert code == 2
    assert "没有能读的文件" in err


def test_all_units_of_a_data_file_are_checked_as_data_one_is_chosen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "数据.jixiao"
    with Workspace.open(place, create=True) as workspace:
        for file in (SCHOOL, RIVER):
            workspace.import_exchange(json.loads(file.read_text("utf-8")))
    code, out, _err = check(capsys, place)
    assert code == 1
    assert out.count("【") == 2
    assert out.count("2024年度") == 2
    code, _out, err = check(capsys, place, "--json")
    assert code == 2
    assert "--unit" in err
    code, out, _err = check(capsys, place, "--json", "--unit", "锡林郭勒盟水利局")
    assert code == 1
    assert {one["project"] for one in json.loads(out)["findings"]} == {"河长制湖长制工作经费"}


def test_another_edition_brings_its_own_settings(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = json.loads(EQUIPMENT.read_text("utf-8"))
    file = tmp_path / "自评.json"
    file.write_text(json.dumps(data | {"notice": "national-self-evaluation"}), encoding="utf-8")
    plain = json.loads(check(capsys, file, "--json")[1])["findings"]
    other = json.loads(check(capsys, file, "--json", "--edition", "sichuan")[1])["findings"]
    assert {one["rule"] for one in plain} != {one["rule"] for one in other}
    code, _out, err = check(capsys, file, "--edition", "nowhere")
    assert code == 2
    assert "没有“nowhere”这个版本" in err


def exported(capsys: pytest.CaptureFixture[str], form: str, target: Path) -> Path:
    assert run(["export", str(SCHOOL), "--form", form, "--to", str(target)]) == 0
    capsys.readouterr()
    return target


def test_a_reports_prose_is_held_against_the_table_handed_in_with_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import docx

    table = exported(capsys, "monitoring-table", tmp_path / "监控表.xlsx")
    report = exported(capsys, "monitoring-report", tmp_path / "监控报告.docx")
    sound = json.loads(check(capsys, table, report, "--json")[1])["findings"]
    assert [f["message"] for f in sound if f["file"] == str(report)] == []
    opened = docx.Document(str(report))
    said = next(p for p in opened.paragraphs if "已执行41.88万元" in p.text)
    said.runs[0].text = said.text.replace("已执行41.88万元", "已执行51.88万元")
    for run_ in said.runs[1:]:
        run_.text = ""
    opened.save(str(report))
    wrong = json.loads(check(capsys, table, report, "--json")[1])["findings"]
    told = [f["message"] for f in wrong if f["file"] == str(report)]
    assert any("51.88万元" in message and "41.88万元" in message for message in told)
    alone = json.loads(check(capsys, report, "--json")[1])["findings"]
    assert not any("41.88万元" in f["message"] for f in alone)
    assert not any(f["rule"].startswith("required.") for f in alone)


def test_targets_alone_are_an_application_and_nothing_later_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(SCHOOL.read_text(encoding="utf-8"))
    (project,) = data["projects"]
    project.pop("monitoring")
    for row in project["indicators"]:
        row.pop("monitoring", None)
    data.pop("notice", None)
    applied = tmp_path / "申报.json"
    applied.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def later(*words: object) -> list[str]:
        _, out, _ = check(capsys, applied, "--json", *words)
        return [f["path"] for f in json.loads(out)["findings"] if "monitoring" in f["path"]]

    assert later() == []
    assert later("--notice", "national")
    assert "申报表" in check(capsys, applied)[1]
    data["notice"] = "national"
    applied.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert later()
