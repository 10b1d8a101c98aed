"""Exchange files in every state that leave the command line standing: a sentence, never a trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run

DATA = Path(__file__).parent.parent / "data" / "unseen"
ROAD = DATA / "sound-road.json"


def road(**changes: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ROAD.read_text(encoding="utf-8"))
    return {key: value for key, value in (data | changes).items() if value != "absent"}


def text(**changes: object) -> bytes:
    return json.dumps(road(**changes), ensure_ascii=False).encode("utf-8")


REFUSED: dict[str, bytes] = {
    "no year": text(year="absent"),
    "version 2": text(version=2),
    "projects as an object": text(projects={}),
    "an unknown key": text(foo=1),
    "an amount as a number": text(projects=[{"budget": {"total": {"initial": 5}}}]),
    "the same key twice": text().replace(b'"year": 2025', b'"year": 2025, "year": 2024'),
    "GBK": text().decode("utf-8").encode("gbk"),
    "UTF-16": text().decode("utf-8").encode("utf-16"),
    "a NUL in the text": text().replace("公路".encode(), b"\0"),
    "half a character": text().replace("公路".encode(), b"\\ud83d"),
    "cut off": text()[:500],
    "empty": b"",
    "very deep": b"[" * 100_000 + b"]" * 100_000,
    "not a number": text().replace(b"2025,", b"NaN,", 1),
}
TAKEN: dict[str, bytes] = {
    "a byte order mark": b"\xef\xbb\xbf" + text(),
    "CRLF": json.dumps(road(), ensure_ascii=False, indent=1).replace("\n", "\r\n").encode("utf-8"),
    "an escaped NUL": text().replace("公路".encode(), b"\\u0000"),
    "no unit": text(unit=None),
    "an unknown notice": text(notice="county-2050"),
    "a notice of another year": text(notice="sample"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said_in_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "a.json", tmp_path / "a.xlsx"
    file.write_bytes(REFUSED[name])
    for command in (
        ["check"],
        ["check", "--json"],
        ["export", "--form", "monitoring-table", "--to", str(out)],
    ):
        assert run([command[0], str(file), *command[1:]]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.strip().count("\n") == 0
        assert said.err.strip().endswith("。")
        assert "Traceback" not in said.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json"]


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_be_read_is_checked_and_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "a.json", tmp_path / "a.docx"
    file.write_bytes(TAKEN[name])
    assert run(["check", str(file), "--json"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["verdict"]["must_fix"] >= 0
    assert run(["export", str(file), "--form", "monitoring-table", "--to", str(out)]) == 0
    assert "项一致" in capsys.readouterr().out.strip().splitlines()[-1]
    assert out.is_file()


def test_an_unknown_notice_in_a_file_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(TAKEN["an unknown notice"])
    assert run(["check", str(file)]) == 0
    assert "county-2050" in capsys.readouterr().err
    assert run(["check", str(file), "--notice", "county-2050"]) == 2


def test_nothing_to_check_is_not_called_ready(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(text(projects=[]))
    assert run(["check", str(file)]) == 0
    assert capsys.readouterr().out.strip() == "文件里没有项目，没有检查任何内容。"


@pytest.mark.parametrize("name", ["missing.jixiao", "a.json", "a.xlsx"])
def test_a_refused_data_file_leaves_no_lock_behind(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    if not name.startswith("missing"):
        file.write_bytes(text())
    before = sorted(p.name for p in tmp_path.iterdir())
    assert run(["workspace", "list", str(file)]) == 2
    assert capsys.readouterr().err.strip().endswith("。")
    assert sorted(p.name for p in tmp_path.iterdir()) == before
