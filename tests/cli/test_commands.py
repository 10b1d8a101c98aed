import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.__main__ import main
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.session.exchange import canonical

DATA = Path(__file__).parents[1] / "data" / "examples"
SCHOOL = DATA / "monitoring-party-school.json"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    try:
        code = main([str(word) for word in words])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out = capsys.readouterr()
    assert "Traceback" not in out.out + out.err
    return code, out.out, out.err


def test_forms_lists_every_form_with_its_formats(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "forms", "--json")
    listed = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    assert set(listed) == set(load_catalog().ids)
    assert listed["monitoring-table"]["formats"] == ["xlsx", "docx", "pdf"]
    assert listed["monitoring-report"]["formats"] == ["docx", "pdf"]
    assert "项目支出绩效自评表" in run(capsys, "forms")[1]


@pytest.mark.parametrize("name", ["monitoring-party-school", "monitoring-river-chiefs"])
def test_check_answers_at_least_what_is_expected(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, _ = run(capsys, "check", DATA / f"{name}.json", "--json")
    found = json.loads(out)
    assert code == 1
    assert found["verdict"]["must_fix"] >= 1
    expected = json.loads((DATA / f"{name}.expected-check.json").read_text(encoding="utf-8"))
    for wanted in expected["at_least"]:
        assert any(
            wanted["path"] in (one["path"], *one["also"]) and wanted["severity"] == one["severity"]
            for one in found["findings"]
        ), wanted
    for one in found["findings"]:
        assert set(one) >= {"rule", "severity", "project", "path", "also", "message", "fix"}
        assert "{" not in one["message"]
        assert one["rule"] not in one["message"]


def test_check_in_words_ends_with_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", SCHOOL)
    assert code == 1
    assert out.strip().splitlines()[-1].startswith("还差 2 处必改")


def test_a_sound_sample_has_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    for form in load_catalog().forms():
        code, out, _ = run(capsys, "check", form.folder / "sample.json")
        assert code == 0, (form.id, out)


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        ("monitoring-table", "xlsx"),
        ("monitoring-table", "docx"),
        ("monitoring-table", "pdf"),
        ("monitoring-report", "docx"),
        ("monitoring-report", "pdf"),
        ("self-evaluation-table", "xlsx"),
    ],
)
def test_export_writes_the_file_and_says_what_was_compared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str, ending: str
) -> None:
    target = tmp_path / f"表.{ending}"
    code, out, err = run(capsys, "export", SCHOOL, "--form", form, "--to", target)
    assert code == 0, err
    assert target.stat().st_size > 1000
    assert "项一致" in out
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_a_format_the_form_does_not_have_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for form, name in (("monitoring-report", "a.xlsx"), ("monitoring-table", "a.txt")):
        code, _, err = run(capsys, "export", SCHOOL, "--form", form, "--to", tmp_path / name)
        assert code == 2
        assert "可以用" in err
    assert not list(tmp_path.iterdir())


def test_an_exported_table_read_back_shows_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = json.loads(SCHOOL.read_text(encoding="utf-8"))
    for ending in ("xlsx", "docx"):
        table, back = tmp_path / f"表.{ending}", tmp_path / f"{ending}.json"
        run(capsys, "export", SCHOOL, "--form", "monitoring-table", "--to", table)
        code, out, err = run(capsys, "read", table, "--to", back)
        assert code == 0, err
        assert back.name in out
        got = json.loads(back.read_text(encoding="utf-8"))
        assert got["year"] == 2024
        project = got["projects"][0]
        assert project["name"] == "干部教育培训项目"
        assert project["goal"] == given["projects"][0]["goal"]
        assert project["monitoring"]["as_of"] == "2024-07-31"
        for old, new in zip(given["projects"][0]["indicators"], project["indicators"], strict=True):
            for key in ("level1", "level2", "name", "operator", "target", "unit"):
                assert old[key] == new.get(key, ""), (ending, old["name"], key)
            assert old["monitoring"]["likelihood"] == new["monitoring"]["likelihood"]
            assert old["monitoring"]["causes"] == new["monitoring"].get("causes", [])


def test_blank_is_the_empty_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import openpyxl

    target = tmp_path / "空表.xlsx"
    code, out, _ = run(capsys, "blank", "monitoring-table", "--to", target, "--year", "2023")
    assert code == 0
    assert target.name in out
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "（2023年1-7月）" in texts
    assert "数量指标" in texts
    for ending in ("docx", "pdf"):
        assert run(capsys, "blank", "monitoring-table", "--to", tmp_path / f"b.{ending}")[0] == 0


def several(tmp_path: Path) -> Path:
    data: dict[str, Any] = json.loads(SCHOOL.read_text(encoding="utf-8"))
    other = json.loads((DATA / "monitoring-river-chiefs.json").read_text(encoding="utf-8"))
    data["projects"] += other["projects"]
    path = tmp_path / "two.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_an_ambiguous_choice_lists_what_there_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    both, target = several(tmp_path), tmp_path / "表.xlsx"
    code, _, err = run(capsys, "export", both, "--form", "monitoring-table", "--to", target)
    assert code == 2
    assert "干部教育培训项目" in err
    assert "河长制湖长制工作经费" in err
    assert not target.exists()
    words = ("export", both, "--form", "monitoring-table", "--to", target)
    assert run(capsys, *words, "--project", "河长制湖长制工作经费")[0] == 0
    assert run(capsys, *words, "--project", "没有的项目")[0] == 2
    assert run(capsys, *words, "--year", "1999")[0] == 2
    assert run(capsys, *words, "--unit", "没有的单位")[0] == 2


def test_a_report_of_several_projects_tells_of_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import docx

    target = tmp_path / "报告.docx"
    words = ("export", several(tmp_path), "--form", "monitoring-report", "--to", target)
    assert run(capsys, *words)[0] == 0
    text = "\n".join(p.text for p in docx.Document(str(target)).paragraphs)
    assert "干部教育培训项目" in text
    assert "河长制湖长制工作经费" in text


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.json", b"", "a.json"),
        ("a.json", b"{", "JSON"),
        ("a.json", b"\xff\xfe\x00", "a.json"),
        ("a.json", b"[]", ""),
        ("a.json", b'{"format": "other"}', ""),
        ("a.xlsx", b"no zip", "a.xlsx"),
        ("a.docx", b"PK\x03\x04", "a.docx"),
        ("a.jixiao", b"no database", "a.jixiao"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(capsys, "check", path)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith("。")
    assert "内部出错" not in err
    assert path.read_bytes() == content
    del word


def test_missing_files_and_words_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "找不到" in run(capsys, "check", "没有的文件.json")[2]
    for words in (["export"], ["read", "a.xlsx"], ["check"], ["nonsense"], ["workspace", "dance"]):
        code, _, err = run(capsys, *words)
        assert code == 2, words
        assert "用法" in err or "命令" in err


def test_a_locked_target_folder_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    def full(*_args: object) -> None:
        raise OSError(28, "no space")

    target = tmp_path / "表.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    words = ("export", SCHOOL, "--form", "monitoring-table", "--to", target)
    code, _, err = run(capsys, *words)
    assert code == 2
    assert "磁盘已满" in err
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_a_workspace_from_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, back = tmp_path / "数据.jixiao", tmp_path / "back.json"
    assert run(capsys, "workspace", "import", file, SCHOOL)[0] == 0
    assert "干部教育培训项目" in run(capsys, "workspace", "list", file)[1]
    assert run(capsys, "workspace", "verify", file)[0] == 0
    code, out, err = run(capsys, "workspace", "backup", file)
    assert code == 0, err
    assert "备份" in out
    assert run(capsys, "workspace", "export", file, "--to", back)[0] == 0
    given = canonical(json.loads(SCHOOL.read_text(encoding="utf-8")))
    got = json.loads(back.read_text(encoding="utf-8"))
    got.pop("written_by")
    assert canonical(got) == given
    code, out, _ = run(capsys, "check", file)
    assert code == 1
    assert "参与培训人次" in out
    backups = [p for p in tmp_path.rglob("*") if p.is_file() and p.parent.name == "备份"]
    assert run(capsys, "workspace", "restore", file, backups[0])[0] == 0
    assert "干部教育培训项目" in run(capsys, "workspace", "list", file)[1]


def test_the_time_point_can_be_chosen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import openpyxl

    target = tmp_path / "表.xlsx"
    words = ("export", SCHOOL, "--form", "monitoring-table", "--to", target)
    assert run(capsys, *words, "--as-of", "2024-10-31")[0] == 0
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert sheet["A2"].value == "（2024年1-10月）"
    assert run(capsys, *words, "--as-of", "someday")[0] == 2


def test_the_schema_is_the_published_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "schema.json"
    assert run(capsys, "schema", "--to", target)[0] == 0
    published = Path(__file__).parents[2] / "docs" / "exchange.schema.json"
    assert json.loads(target.read_text(encoding="utf-8")) == json.loads(
        published.read_text(encoding="utf-8")
    )


def test_self_test_proves_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "self-test")
    assert code == 0, out
    assert out.count("通过  ") >= 6
    assert "没通过" not in out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[1].startswith("jixiao 0.")


def test_summary_says_that_it_is_not_there_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "summary", SCHOOL, "--to", "x.xlsx")[0] == 2
