"""What IN means: an exchange file, a filled official file or a workspace, made one case."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao_desktop.catalog.loading import Catalog, load_catalog
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.session.exchange import Exchange

OFFICIAL = (".xlsx", ".docx", ".xls", ".et", ".xlsm")
WORKSPACE = (".jixiao", ".db", ".sqlite")


@dataclass(frozen=True)
class Source:
    """What was read from IN: one unit's case, and the place of each project in the file."""

    case: Case
    positions: tuple[int, ...]
    notes: tuple[str, ...] = ()


def read_source(path: Path, wanted: argparse.Namespace) -> Source:
    """Read IN; Problem says in one sentence why it cannot be read or what to choose."""
    if path.is_dir():
        raise Problem(f"“{path.name}”是一个文件夹，请写上里面的文件。")
    if not path.is_file():
        raise Problem(f"找不到文件“{path.name}”。看看文件名和文件夹写得对不对。")
    catalog = load_catalog()
    kind = path.suffix.lower()
    if kind in OFFICIAL:
        data, notes = _official(path, catalog, wanted.year)
    elif is_workspace(path):
        data, notes = _from_workspace(path, wanted), ()
    else:
        from jixiao_desktop.session.intake import read_exchange

        data, notes = read_exchange(path), ()
    return _chosen(data, catalog, wanted, notes)


def is_workspace(path: Path) -> bool:
    """Tell a data file of the program by its first bytes, whatever its name."""
    if path.suffix.lower() in WORKSPACE:
        return True
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"


def _official(
    path: Path, catalog: Catalog, year: int | None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    from jixiao_desktop.session.intake import official_as_exchange

    return official_as_exchange(path, catalog, year)


def _from_workspace(path: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    from jixiao_desktop.session.workspace import Workspace

    space = Workspace.open(path)
    try:
        units = [
            unit
            for unit in space.units()
            if wanted.unit in ("", unit.name) and wanted.year in (None, unit.year)
        ]
        if len(units) != 1:
            raise Problem(_which("单位和年度", [f"{u.name}（{u.year}年）" for u in units]))
        return space.export_exchange(units[0].id)
    finally:
        space.close()


def _which(what: str, names: list[str]) -> str:
    if not names:
        return f"没有找到要的{what}。用 jixiao workspace list 看看里面有什么。"
    options = {"项目": "--project", "单位和年度": "--unit 和 --year"}[what]
    return f"这里有{len(names)}个{what}，用 {options} 选一个：{'、'.join(names)}。"


def _chosen(
    data: dict[str, Any], catalog: Catalog, wanted: argparse.Namespace, notes: tuple[str, ...]
) -> Source:
    from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier

    exchange = parse(data, catalog.dictionary)
    found = dossiers_of(exchange)
    kept = [one for one in found if wanted.project in ("", one.project)]
    if found and not kept:
        raise Problem(_which("项目", [one.project for one in found]))
    if wanted.year not in (None, exchange.year):
        raise Problem(f"文件是{exchange.year}年度的，没有{wanted.year}年度的内容。")
    unit = exchange.unit.texts.get("unit.name", "")
    if wanted.unit not in ("", unit):
        raise Problem(f"文件是“{unit}”的，没有“{wanted.unit}”的内容。")
    notice, missing = _notice(catalog, wanted.notice, exchange)
    projects = tuple(one.dossier for one in kept)
    case = Case(catalog, notice, exchange.year, projects, unit_dossier(exchange))
    if wanted.as_of:
        case = case.at(wanted.as_of)
    return Source(case, tuple(one.index for one in kept), (*notes, *missing))


def _notice(catalog: Catalog, asked: str, exchange: Exchange) -> tuple[Notice, tuple[str, ...]]:
    """Give the notice asked for, else the file's; one that is not at hand gives way to the plain.

    UnknownError where the notice asked for on the command line is not known.
    """
    named = exchange.notice
    if asked or not named or any(one.id == named for one in catalog.notices()):
        return catalog.notice(asked or named, exchange.year), ()
    said = f"文件写的通知“{named}”这里没有，按全国通用的要求处理；可先导入它，或用 --notice 指定。"
    return catalog.notice("", exchange.year), (said,)


def one_project(source: Source) -> Source:
    """Return the source narrowed to one project; Problem lists them where there are several."""
    found = source.case.dossiers
    if not found:
        raise Problem("文件里没有项目。先在程序里新建项目，或换一个文件。")
    if len(found) > 1:
        raise Problem(_which("项目", [d.text("name") or "（未填名称）" for d in found]))
    return replace(source, case=source.case.only(found[0]))
