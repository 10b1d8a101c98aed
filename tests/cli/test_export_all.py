"""``jixiao export --all``: a file per project, numbered; one fault spoils one file; charts."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run
from jixiao_desktop.session.workspace import Workspace

EXAMPLE = Path(__file__).parents[1] / "data" / "examples" / "monitoring-party-school.json"
TABLE, REPORT = "monitoring-table", "monitoring-report"
Said = pytest.CaptureFixture[str]


def several(folder: Path, *names: str) -> Path:
    """An exchange file with the example's project under several names."""
    data: dict[str, Any] = json.loads(EXAMPLE.read_text("utf-8"))
    first = data["projects"][0]
    data["projects"] = [{**first, "id": f"p{at}", "name": name} for at, name in enumerate(names)]
    path = folder / "in.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_every_project_gets_its_file(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "out"
    call = ["export", str(several(tmp_path, "培训", "会议:A", "培训")), "--form", TABLE]
    assert run([*call, "--all", "--to", str(out)]) == 0
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 3
    assert [name[:3] for name in names] == ["01_", "02_", "03_"]
    assert all(name.endswith(".xlsx") for name in names)
    assert "会议_A" in names[1]
    said = capsys.readouterr().out
    assert "3/3 导出核对" in said
    assert said.strip().endswith(f"已导出3个文件，全部读回核对一致。文件夹：{out}")
    assert run([*call, "--all", "--to", str(out)]) == 0, "a second run replaces them"
    assert len(list(out.iterdir())) == 3


def test_a_workspace_is_exported_the_same_way(tmp_path: Path) -> None:
    file, out = tmp_path / "数据.jixiao", tmp_path / "out"
    with Workspace.open(file, create=True) as space:
        space.import_exchange(json.loads(several(tmp_path, "培训", "会议").read_text("utf-8")))
    call = ["export", str(file), "--form", REPORT, "--all", "--format", "docx", "--charts"]
    assert run([*call, "--to", str(out)]) == 0
    made = sorted(out.iterdir())
    assert [path.suffix for path in made] == [".docx"] * 2
    for path in made:
        with zipfile.ZipFile(path) as archive:
            assert "word/charts/chart2.xml" in archive.namelist()


def test_one_fault_is_one_line_and_exit_2(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "out"
    call = ["export", str(several(tmp_path, "一", "二", "三")), "--form", TABLE, "--all"]
    run([*call, "--to", str(out)])
    second = sorted(out.iterdir())[1]
    second.unlink()
    second.mkdir()
    capsys.readouterr()
    assert run([*call, "--to", str(out)]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert said.err.startswith("2/3 ")
    assert "已导出2个文件，全部读回核对一致，1个没有导出。" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--to", "x.xlsx"], "这里有2个项目"),
        (["--all", "--to", "in.json"], "--to 写一个文件夹"),
        (["--all", "--to", "out", "--format", "wps"], "可以用：xlsx、docx、pdf"),
        (["--to", "x.xlsx", "--project", "一", "--format", "pdf"], "--format 只与 --all 一起用"),
    ],
)
def test_what_cannot_be_meant_is_said(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    several(tmp_path, "一", "二")
    monkeypatch.chdir(tmp_path)
    assert run(["export", "in.json", "--form", TABLE, *words]) == 2
    assert told in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


def test_a_report_has_charts_only_where_they_are_asked_for(tmp_path: Path) -> None:
    for asked in ([], ["--charts"]):
        target = tmp_path / "报告.docx"
        call = ["export", str(EXAMPLE), "--form", REPORT, "--to", str(target), *asked]
        assert run(call) == 0
        with zipfile.ZipFile(target) as archive:
            assert ("word/charts/chart1.xml" in archive.namelist()) is bool(asked)


def test_stopping_leaves_whole_files(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jixiao_desktop.session import outgoing

    out, real = tmp_path / "out", outgoing.export_form
    count = [0]

    def stopped(*given: Any) -> Any:
        count[0] += 1
        if count[0] == 2:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(outgoing, "export_form", stopped)
    call = ["export", str(several(tmp_path, "一", "二", "三")), "--form", TABLE, "--all"]
    assert run([*call, "--to", str(out)]) == 2
    said = capsys.readouterr()
    assert "写出的文件都是完整的" in said.err
    assert "停下时还有2个没有写" in said.out
    assert len(list(out.iterdir())) == 1
