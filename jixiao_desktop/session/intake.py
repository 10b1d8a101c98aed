"""Files that come in: exchange files and filled official forms, read and put into words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao_desktop import __version__
from jixiao_desktop.catalog.loading import Catalog
from jixiao_desktop.domain import paths
from jixiao_desktop.session.problem import Problem, sentence_for

if TYPE_CHECKING:
    from jixiao_desktop.reading.official import Understood

LARGEST = 50 * 1024 * 1024


def read_exchange(path: Path) -> dict[str, Any]:
    """Read an exchange file's JSON; Problem says why it cannot be read and what to do."""
    from jixiao_desktop.session.exchange_check import read_json

    try:
        if path.stat().st_size > LARGEST:
            raise Problem(f"“{path.name}”超过50兆，不像是交换文件。换一个文件再试。")
        return read_json(path.read_bytes())
    except OSError as error:
        raise Problem(sentence_for(error, path)) from error


def write_exchange(data: Mapping[str, Any], target: Path) -> None:
    """Write an exchange file whole, readable for people too, and read it back."""
    import json

    from jixiao_desktop.session.exchange import canonical
    from jixiao_desktop.session.output import put_file

    named = {**data, "written_by": f"jixiao {__version__}"}
    text = json.dumps(named, ensure_ascii=False, indent=1) + "\n"

    def verify(path: Path) -> None:
        if canonical(json.loads(path.read_bytes())) != canonical(named):
            raise Problem(f"“{target.name}”写出后读回来不一样，没有保存。换一个盘再试。")

    put_file(target, text.encode("utf-8"), verify)


def official_as_exchange(
    path: Path, catalog: Catalog, year: int | None = None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Read a filled official file as exchange data, with what was and was not understood.

    Problem says in one sentence why a file cannot be read.
    """
    from jixiao_desktop.reading.official import read_official
    from jixiao_desktop.reading.safety import ReadProblem

    try:
        found = read_official(path, catalog)
    except ReadProblem as problem:
        raise Problem(str(problem)) from problem
    except OSError as error:
        raise Problem(sentence_for(error, path)) from error
    return as_exchange(found, catalog, year), tuple(found.notes)


def as_exchange(found: Understood, catalog: Catalog, year: int | None) -> dict[str, Any]:
    """Turn what was understood of a form into exchange data of its year."""
    from jixiao_desktop.catalog.schema import shapes_of
    from jixiao_desktop.session.exchange import Part, exchange_of

    known = year or found.year
    if known is None:
        raise Problem("文件里没有写年度。用 --year 写明是哪一年的，再读一次。")
    unit, project = Part(), Part()
    for text_path, text in found.texts.items():
        (unit if paths.belongs_to_unit(text_path) else project).texts[text_path] = text
    if "unit.name" not in unit.texts and "implementer" in project.texts:
        unit.texts["unit.name"] = project.texts["implementer"]
    for kind, rows in found.rows.items():
        owner = unit if paths.belongs_to_unit(f"{kind}.") else project
        owner.rows[kind] = tuple(f"~{row}" for row in rows)
        for row in rows:
            _rename(owner.texts, f"{kind}.{row}.", f"{kind}.~{row}.")
    projects = [project] if project.texts or not unit.rows else []
    return exchange_of(known, unit, projects, shapes_of(catalog.dictionary))


def _rename(texts: dict[str, str], old: str, new: str) -> None:
    for path in [p for p in texts if p.startswith(old)]:
        texts[new + path[len(old) :]] = texts.pop(path)
