"""Many files at once: names that every system takes, one fault spoils one file only."""

from __future__ import annotations

import errno
import gc
import os
import weakref
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import of_texts
from jixiao_desktop.session.case import Case, empty_case
from jixiao_desktop.session.outgoing import Names, Outgoing, Tally, all_files, digits
from jixiao_desktop.session.output import RESERVED, UNSAFE
from jixiao_desktop.session.workspace import Workspace

CATALOG = load_catalog()
EMPTY = empty_case(CATALOG, "", 2024)
FORM = EMPTY.forms()[0]
BOTH = ("xlsx", "docx")


def case_of(name: str, unit: str = "样例单位") -> Case:
    return EMPTY.only(of_texts(2024, {"name": name, "unit.name": unit}))


def filled(folder: Path, *names: str, unit: str = "样例县农业农村局") -> Workspace:
    space = Workspace.open(folder / "数据.jixiao", create=True)
    add(space, *names, unit=unit)
    return space


def add(space: Workspace, *names: str, unit: str) -> None:
    data: dict[str, Any] = {
        "format": "jixiao-exchange", "version": 1, "year": 2024, "unit": {"name": unit},
        "projects": [{"name": name, "budget": {"total": {"initial": "1"}}} for name in names],
    }  # fmt: skip
    space.import_exchange(data)


def written(files: list[Outgoing]) -> Tally:
    tally = Tally(total=len(files))
    for one in files:
        tally.take(one)
    return tally


# -- names ---------------------------------------------------------------------------------------


def test_projects_are_numbered_in_their_order(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with filled(tmp_path, "道路养护", "会议经费") as space:
        files = all_files(space, [space.units()[0].id], BOTH, Names(out))
        tally = written(files)
        assert not tally.failed
        forms = space.edit_unit(space.units()[0].id).forms
        assert len(tally.written) == 2 * sum(f in BOTH for form in forms for f in form.formats)
    starts = sorted({(path.name[:3], "会议" in path.name) for path in out.iterdir()})
    assert starts == [("01_", False), ("02_", True)]


def test_one_project_needs_no_number(tmp_path: Path) -> None:
    with filled(tmp_path, "会议经费") as space:
        files = all_files(space, [space.units()[0].id], ("xlsx",), Names(tmp_path))
        files[0].ready()
        assert files[0].words.startswith("样例县农业农村局")
        assert "会议经费" in files[0].words


@pytest.mark.parametrize(("count", "width"), [(0, 0), (1, 0), (2, 2), (99, 2), (100, 3), (500, 3)])
def test_numbers_have_the_same_width(count: int, width: int) -> None:
    assert digits(count) == width


BAD = ["../../越狱", "A<B>:C\"D/E\\F|G?H*I", "CON", "名\n称\t", ".", " . ", "长" * 300, "",
       "a" * 300, "\u202e反", "半个\ud800字", "结尾. . ."]  # fmt: skip


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("width", [0, 2])
def test_a_bad_name_becomes_one_that_windows_takes(tmp_path: Path, name: str, width: int) -> None:
    path = Names(tmp_path, width=width).path(case_of(name, name), FORM, "xlsx", 7)
    assert path.parent == tmp_path
    assert path.suffix == ".xlsx"
    assert not UNSAFE.search(path.name)
    assert not RESERVED.fullmatch(path.name)
    assert len(path.name) <= 90
    assert path.stem == path.stem.strip(" .")
    path.write_bytes(b"")
    assert path.exists()


@given(st.lists(st.text(max_size=120), min_size=1, max_size=8))
@settings(max_examples=60)
def test_no_two_files_have_the_same_name(names: list[str]) -> None:
    given_names = Names(Path("/nowhere"), width=2)
    made = [given_names.path(case_of(name, ""), FORM, "xlsx", 1).name for name in names * 2]
    assert len({name.casefold() for name in made}) == len(made)
    assert all(name == Path(name).name for name in made)


def test_a_deep_folder_leaves_short_names(tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 60) / ("层" * 60)
    path = Names(deep, width=3).path(case_of("长" * 90), FORM, "xlsx", 12)
    assert path.name.startswith("012_")
    assert len(path.stem) >= 20
    assert len(path.stem) < 80 or len(str(path)) < 260


def test_files_that_are_there_are_kept_or_replaced(tmp_path: Path) -> None:
    first = Names(tmp_path).path(case_of("会议"), FORM, "xlsx")
    first.write_bytes(b"old")
    kept = Names(tmp_path).path(case_of("会议"), FORM, "xlsx")
    assert kept.stem == f"{first.stem} (2)"
    assert Names(tmp_path, keep=False).path(case_of("会议"), FORM, "xlsx") == first


def test_all_units_of_a_year_go_into_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with filled(tmp_path, "培训", "会议") as space:
        add(space, "培训", unit="样例县教育局")
        files = all_files(space, [unit.id for unit in space.units()], ("xlsx",), Names(out))
        assert not written(files).failed
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 3
    assert [name[:3] for name in names] == ["01_", "02_", "03_"]
    assert sum("教育局" in name for name in names) == 1


# -- faults --------------------------------------------------------------------------------------


def test_one_bad_file_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with filled(tmp_path, "一", "二", "三") as space:
        files = all_files(space, [space.units()[0].id], ("xlsx",), Names(out, keep=False))
        files[1].ready()
        files[1].target.mkdir(parents=True)  # a folder stands where the file should go
        tally = written(files)
        assert [words for words, _ in tally.failed] == [files[1].target.name]
        assert tally.failed[0][1].endswith("。")
        assert len(tally.written) == 2
        assert tally.sentence == "已导出2个文件，全部读回核对一致，1个没有导出。"


def test_a_full_disk_is_told_file_by_file_and_leaves_nothing_by_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, real = tmp_path / "out", os.fsync
    count = [0]

    def fsync(handle: int) -> None:
        count[0] += 1
        if count[0] > 2:  # the file and the folder of the first export
            raise OSError(errno.ENOSPC, "full")
        real(handle)

    with filled(tmp_path, "一", "二", "三") as space:
        files = all_files(space, [space.units()[0].id], ("xlsx",), Names(out))
        monkeypatch.setattr("jixiao_desktop.store.files.os.fsync", fsync)
        tally = written(files)
        monkeypatch.undo()
    assert len(tally.written) == 1
    assert all("磁盘已满" in said for _, said in tally.failed)
    assert len(tally.failed) == 2
    assert list(out.iterdir()) == tally.written


@pytest.mark.skipif(os.name == "nt", reason="rights of folders are told otherwise")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("a file, not a folder")
    with filled(tmp_path, "一", "二") as space:
        tally = written(all_files(space, [space.units()[0].id], ("xlsx",), Names(out)))
    assert not tally.written
    assert len(tally.failed) == 2
    assert all("文件夹" in said for _, said in tally.failed)
    assert tally.sentence == "没有文件写出，2个没有导出。"


def test_what_nobody_foresaw_is_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path, "一", "二") as space:
        files = all_files(space, [space.units()[0].id], ("xlsx",), Names(tmp_path / "out"))

        def broken() -> Case:
            raise RuntimeError("broken")

        files[0].find = broken
        tally = written(files)
    assert len(tally.written) == 1
    assert "其余的不受影响" in tally.failed[0][1]


def test_stopping_is_told() -> None:
    tally = Tally([Path("a")], [], 5)
    assert tally.sentence == "已导出1个文件，全部读回核对一致，停下时还有4个没有写。"


# -- memory --------------------------------------------------------------------------------------


def test_projects_are_let_go_once_written(tmp_path: Path) -> None:
    with filled(tmp_path, *(f"第{n}个项目" for n in range(6))) as space:
        files = all_files(space, [space.units()[0].id], ("xlsx",), Names(tmp_path / "out"))
        kept = []
        for one in files:
            one.ready()
            assert one._case is not None
            kept.append(weakref.ref(one._case))
            one.write()
            gc.collect()
        assert [ref() for ref in kept[:-1]] == [None] * (len(kept) - 1)
        assert len(space._editings) == 1
