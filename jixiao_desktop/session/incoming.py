"""Files a person brings: looked into first and told in words, taken in only when they say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.loading import Catalog
from jixiao_desktop.session.intake import as_exchange, read_exchange
from jixiao_desktop.session.problem import Problem, sentence_for

EXCHANGE = (".json",)
OFFICIAL = (".xlsx", ".docx", ".xls", ".et", ".xlsm")
KINDS = (*EXCHANGE, *OFFICIAL)
MOST = 500


@dataclass(frozen=True)
class Incoming:
    """What a file holds: exchange data to take in, one sentence on it, doubts and gaps."""

    path: Path
    parts: tuple[dict[str, Any], ...]
    sentence: str
    notes: tuple[str, ...] = ()


def files_in(place: Path) -> list[Path]:
    """Return a file, or the readable files of a folder by name; Problem where there is none."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise Problem(f"找不到“{place}”。看看名字写得对不对，U盘是否插好。")
    try:
        found = sorted(one for one in place.iterdir() if _readable(one))
    except OSError as error:
        raise Problem(sentence_for(error, place)) from error
    if not found:
        kinds = "、".join(KINDS)
        raise Problem(f"“{place.name}”里没有能读的文件。能读的有：{kinds}。")
    if len(found) > MOST:
        many = f"“{place.name}”里有{len(found)}个文件"
        raise Problem(f"{many}，一次最多读{MOST}个。分几个文件夹再读。")
    return found


def _readable(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and not hidden and path.suffix.lower() in KINDS


def look_into(path: Path, catalog: Catalog, year: int) -> Incoming:
    """Read a file and say what it holds; ``year`` serves where the file names none.

    Problem says in one sentence why a file cannot be read.
    """
    if path.suffix.lower() in OFFICIAL:
        return _official(path, catalog, year)
    return _exchange(path, catalog)


def _exchange(path: Path, catalog: Catalog) -> Incoming:
    from jixiao_desktop.session.exchange import parse

    data = read_exchange(path)
    found = parse(data, catalog.dictionary)
    unit = found.unit.texts.get("unit.name", "") or "（未写单位）"
    names = [part.texts.get("name", "") or "（未写名称）" for part in found.projects]
    said = f"交换文件：{unit}，{found.year}年度，{_projects(names)}"
    return Incoming(path, (data,), said)


def _official(path: Path, catalog: Catalog, year: int) -> Incoming:
    from jixiao_desktop.reading.official import read_all
    from jixiao_desktop.reading.safety import ReadProblem

    try:
        found = read_all(path, catalog)
    except ReadProblem as problem:
        raise Problem(str(problem)) from problem
    except OSError as error:
        raise Problem(sentence_for(error, path)) from error
    parts, said, notes = [], [], list[str]()
    for one in found:
        parts.append(as_exchange(one, catalog, one.year or year))
        name = one.texts.get("name", "") or "（未写名称）"
        said.append(f"{one.title}：“{name}”，{one.year or year}年度，读懂{len(one.texts)}处")
        if one.year is None:
            notes.append(f"文件里没有写年度，按{year}年度读入。")
        notes += one.notes
    return Incoming(path, tuple(parts), "；".join(said), tuple(notes))


def _projects(names: Iterable[str]) -> str:
    shown = list(names)
    if not shown:
        return "没有项目"
    listed = "、".join(f"“{name}”" for name in shown[:3])
    return f"{len(shown)}个项目：{listed}{'等' if len(shown) > 3 else ''}"
