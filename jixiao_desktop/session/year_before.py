"""The same projects a year earlier, for files that are checked without being taken in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.rules.neighbours import core_name
from jixiao_desktop.rules.surroundings import Surroundings
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.catalog.loading import Catalog
    from jixiao_desktop.session.case import Case

NOT_EARLIER = "“{name}”是{year}年度的，不早于要检查的材料，不能当作上年的。请换上年的文件。"
NOTHING_FITS = "上年的文件里没有找到同一单位的同名项目，没有与上年对照。"


@dataclass(frozen=True)
class Former:
    """One project of an earlier year; ``given`` where a person named its file."""

    dossier: Dossier
    given: bool = False

    def is_of(self, dossier: Dossier) -> bool:
        """Tell whether it is this project a year ago: by unit, and by code or name.

        Of a file that a person gave any earlier year will do.
        """
        if not self.dossier.year < dossier.year:
            return False
        if not self.given and self.dossier.year != dossier.year - 1:
            return False
        own, other = _unit(dossier), _unit(self.dossier)
        if own != other and (not self.given or (own and other)):
            return False
        return not _keys(dossier).isdisjoint(_keys(self.dossier))


def _unit(dossier: Dossier) -> str:
    return (dossier.text("implementer") or dossier.text("unit.name")).strip()


def _keys(dossier: Dossier) -> set[str]:
    """Give what a project is known by from year to year: its code, and its name without more."""
    made = {"code " + dossier.text("code").strip(), "name " + core_name(dossier.text("name"))}
    return made - {"code ", "name "}


def with_years_before(
    cases: Sequence[Case], around: Sequence[Sequence[Surroundings]], given: Iterable[Former] = ()
) -> list[list[Surroundings]]:
    """Put last year's dossier beside each project, from the other files or those given."""
    known = [*given, *(Former(one) for case in cases for one in case.dossiers)]
    by_key: dict[str, list[Former]] = {}
    for former in known:
        for key in _keys(former.dossier):
            by_key.setdefault(key, []).append(former)
    return [
        [
            replace(some, last_year=_before(one, by_key))
            for some, one in zip(row, case.dossiers, strict=True)
        ]
        for row, case in zip(around, cases, strict=True)
    ]


def _before(dossier: Dossier, by_key: dict[str, list[Former]]) -> Dossier | None:
    """Find the project a year ago, by code before by name."""
    maybe = (former for key in sorted(_keys(dossier)) for former in by_key.get(key, ()))
    return next((one.dossier for one in maybe if one.is_of(dossier)), None)


def read_formers(place: Path, catalog: Catalog) -> list[Former]:
    """Read the file (or folder, or data file) of the year before that a person named.

    Raises Problem with a sentence where nothing in it can be read.
    """
    from jixiao_desktop.session.handed_in import files_of, sources

    found, problems = [], []
    for file in files_of([place]):
        try:
            if isinstance(file, Problem):
                raise file
            cases = [one.case for one in sources(file, catalog)]
        except Problem as problem:
            problems.append(problem)
            continue
        found += [Former(dossier, given=True) for case in cases for dossier in case.dossiers]
    if not found:
        raise problems[0] if problems else Problem(f"“{place.name}”里没有项目，不能当作上年的。")
    return found


def fitting(formers: Sequence[Former], cases: Sequence[Case], name: str) -> str:
    """Say that nothing given was of use, "" where some was; Problem where it is not earlier."""
    checked = [dossier for case in cases for dossier in case.dossiers]
    if not formers or not checked:
        return ""
    newest = max(one.dossier.year for one in formers)
    if min(one.dossier.year for one in formers) >= max(one.year for one in checked):
        raise Problem(NOT_EARLIER.format(name=name, year=newest))
    return "" if any(f.is_of(one) for f in formers for one in checked) else NOTHING_FITS


def own_years_before(file: Path, cases: Sequence[Case]) -> list[Former]:
    """Give the year before of the units of a data file, where the file itself holds it."""
    from jixiao_desktop.session.exchange import dossiers_of, parse
    from jixiao_desktop.session.handed_in import is_data_file
    from jixiao_desktop.session.workspace import Workspace

    if not is_data_file(file):
        return []
    have = {(case.dossier.text("unit.name"), case.year) for case in cases}
    wanted = {(name, year - 1) for name, year in have if name} - have
    with Workspace.open(file) as space:
        listed = [one for one in space.units() if (one.name, one.year) in wanted]
        kept = [parse(space.export_exchange(one.id), space.catalog.dictionary) for one in listed]
    return [Former(one.dossier) for exchange in kept for one in dossiers_of(exchange)]
