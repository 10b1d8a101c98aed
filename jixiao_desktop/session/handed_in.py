"""Files handed in, ready to be checked: exchange files, filled forms, data files, one or many."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao_desktop.catalog.loading import Catalog, UnknownError
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.incoming import KINDS, OFFICIAL, files_in
from jixiao_desktop.session.problem import Problem, sentence_for

if TYPE_CHECKING:
    from jixiao_desktop.reading.official import Understood
    from jixiao_desktop.rules.surroundings import Surroundings
    from jixiao_desktop.session.check_report import UnitChecked
    from jixiao_desktop.session.exchange import Exchange
    from jixiao_desktop.session.year_before import Former

DATA_FILES = (".jixiao", ".db", ".sqlite")
SQLITE = b"SQLite format 3\x00"
READABLE = (*KINDS, ".jixiao")
MOST = 5000


@dataclass(frozen=True)
class Wanted:
    """What is chosen where a file holds several: names, year, time point, edition, notice."""

    project: str = ""
    unit: str = ""
    year: int | None = None
    as_of: str = ""
    edition: str = ""
    notice: str = ""


ANYTHING = Wanted()
PerSubject = list[tuple[Finding, ...]]
"""What was found in each subject of a case."""
ASKING = "required."
"""Rules that ask for what is blank: a report need not hold what its table does."""
DAMAGED = "“{name}”读到一半出错，可能已经损坏。用 Office 或 WPS 打开另存，再检查一次。"


@dataclass(frozen=True)
class Source:
    """What was read: one unit's case, and the place of each project in the file."""

    case: Case
    positions: tuple[int, ...]
    notes: tuple[str, ...] = ()
    prose: bool = False
    """Whether it is a report's text: its figures stand in another file."""
    rows: tuple[dict[str, str], ...] = ()
    """The rows of a review summary that the file holds."""


def one_source(path: Path, catalog: Catalog, wanted: Wanted = ANYTHING) -> Source:
    """Read a file as one unit's year; Problem says why it cannot be read or what to choose."""
    if path.suffix.lower() in OFFICIAL and path.is_file():
        from jixiao_desktop.session.intake import official_as_exchange

        try:
            part = Part(*official_as_exchange(path, catalog, wanted.year))
        except Problem:
            if path.suffix.lower() != ".docx":
                raise
            part = _official(path, catalog, wanted.year, None)[0]
        return _chosen(part, catalog, wanted)
    parts = _parts(path, catalog, wanted)
    if len(parts) != 1:
        raise Problem(which("单位和年度", [_unit_of(one.data) for one in parts]))
    return _chosen(parts[0], catalog, wanted)


def sources(
    path: Path, catalog: Catalog, wanted: Wanted = ANYTHING, usual_year: int | None = None
) -> list[Source]:
    """Read everything a file holds: each form of a workbook, each unit's year of a data file."""
    try:
        parts = _parts(path, catalog, wanted, usual_year)
        if not parts:
            raise Problem(which("单位和年度", []))
        return [_chosen(part, catalog, wanted) for part in parts]
    except (Problem, CatalogError, UnknownError):
        raise
    except Exception as error:  # one damaged file is one line, never the end of the others
        logging.getLogger(__name__).exception("a file handed in could not be read")
        raise Problem(DAMAGED.format(name=path.name)) from error


class Batch:
    """Files handed in together: read first, then every project is held against all the others."""

    def __init__(self) -> None:
        self._read: dict[Path, list[Source]] = {}
        self._around: dict[Path, list[list[Surroundings]]] | None = None
        self._formers: list[Former] = []

    def read(
        self, path: Path, catalog: Catalog, wanted: Wanted = ANYTHING, year: int | None = None
    ) -> int:
        """Read one file; return how many projects it holds. ``year`` serves where it names none."""
        self.take(path, sources(path, catalog, wanted, year))
        return sum(len(one.case.subjects) + len(one.rows) for one in self._read[path])

    def take(self, path: Path, found: list[Source]) -> None:
        """Add a file that was read already."""
        from jixiao_desktop.session.year_before import own_years_before

        self._read[path] = found
        self.remember(own_years_before(path, [one.case for one in found]))

    def remember(self, formers: list[Former]) -> None:
        """Hold the projects against these of the year before, too."""
        self._formers += formers
        self._around = None

    def useless(self, formers: list[Former], name: str) -> str:
        """Say that what was given of the year before fits nothing here; "" where it does."""
        from jixiao_desktop.session.year_before import fitting

        cases = [one.case for found in self._read.values() for one in found]
        return fitting(formers, cases, name)

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that were read, in order."""
        return tuple(self._read)

    def check(self, path: Path) -> Iterator[tuple[Source, PerSubject]]:
        """Check everything one of the files holds, source by source."""
        from jixiao_desktop.session.check import check_case

        for source, others in zip(self._read[path], self._others(path), strict=True):
            if source.prose:
                yield source, self._check_prose(source, others)
            else:
                yield source, check_case(source.case, others)

    def _check_prose(self, source: Source, others: list[Surroundings]) -> PerSubject:
        """Check a report's text beside the figures of its project, where another file has them."""
        from jixiao_desktop.session.check import check_case

        dossiers = tuple(self._with_figures(one) for one in source.case.dossiers)
        found = check_case(replace(source.case, dossiers=dossiers, unit=None), others)
        own = [set(one.entries) for one in source.case.dossiers]
        return [
            tuple(f for f in some if f.path in paths and not f.rule.startswith(ASKING))
            for some, paths in zip(found, own, strict=True)
        ]

    def _with_figures(self, prose: Dossier) -> Dossier:
        """Lay a report's text over the same project's table, if it was handed in as well."""
        from jixiao_desktop.rules.neighbours import print_of, same_project

        own = print_of("", prose)
        known = (d for found in self._read.values() for one in found if not one.prose
                 for d in one.case.dossiers)  # fmt: skip
        table = next((d for d in known if same_project(print_of("", d), own)), None)
        if table is None:
            return prose
        new = {path: entry for path, entry in prose.entries.items() if not table.filled(path)}
        return replace(table.with_entries(new), stages=table.stages | prose.stages)

    def units(self, path: Path) -> list[UnitChecked]:
        """Check one of the files, told unit by unit."""
        from jixiao_desktop.session.check_report import unit_checked
        from jixiao_desktop.session.summary_rows import check_rows, summary_checked

        told = [unit_checked(one.case, found, path.name) for one, found in self.check(path)]
        summaries = (one for one in self._read[path] if one.rows)
        return told + [
            summary_checked(check_rows(one.rows, one.case), one.case, path.name)
            for one in summaries
        ]

    def notes(self, path: Path) -> list[str]:
        """Return what reading says of a file, each sentence once."""
        said = (note for source in self._read[path] for note in source.notes)
        return [f"{path.name}：{note}" for note in dict.fromkeys(said)]

    def _others(self, path: Path) -> list[list[Surroundings]]:
        """Return what lies around the projects of a file, worked out once for all of them."""
        if self._around is None:
            from jixiao_desktop.session.around import in_batch
            from jixiao_desktop.session.year_before import with_years_before

            cases = [one.case for found in self._read.values() for one in found]
            around = iter(with_years_before(cases, in_batch(cases), self._formers))
            self._around = {
                file: [next(around) for _ in found] for file, found in self._read.items()
            }
        return self._around[path]


def files_of(places: Sequence[Path]) -> Iterator[Path | Problem]:
    """Walk the files of some places, each once; folders give what can be read in them.

    A place where nothing is gives the Problem that says so, and the others go on.
    """
    seen: set[Path] = set()
    for place in places:
        try:
            files = _below(place) if place.is_dir() else [place]
        except Problem as problem:
            yield problem
            continue
        for file in files:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _below(folder: Path) -> list[Path]:
    """Return the readable files of a folder and the folders in it, by name."""
    try:
        found = sorted(one for one in folder.rglob("*") if _readable(one, folder))
    except OSError as error:
        raise Problem(sentence_for(error, folder)) from error
    if not found:
        return files_in(folder)  # says that there is nothing, and what could be read
    if len(found) > MOST:
        many = f"“{folder.name}”里有{len(found)}个文件"
        raise Problem(f"{many}，一次最多检查{MOST}个。分几个文件夹再查。")
    return found


def _readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in READABLE and path.is_file()


# ---- reading ----


class Part(NamedTuple):
    """Exchange data read from a file, what reading says of it, whether it is a report's prose."""

    data: dict[str, Any]
    notes: tuple[str, ...] = ()
    prose: bool = False


def _parts(
    path: Path, catalog: Catalog, wanted: Wanted, usual_year: int | None = None
) -> list[Part]:
    """Return what a file holds as exchange data with notes: every form of a workbook."""
    if path.is_dir():
        raise Problem(f"“{path.name}”是一个文件夹，请写上里面的文件。")
    if not path.is_file():
        raise Problem(f"找不到文件“{path.name}”。看看文件名和文件夹写得对不对。")
    try:
        data_file = is_data_file(path)
    except OSError as error:
        raise Problem(sentence_for(error, path)) from error
    if path.suffix.lower() in OFFICIAL:
        return _official(path, catalog, wanted.year, usual_year)
    if data_file:
        return _from_data_file(path, wanted)
    from jixiao_desktop.session.intake import read_exchange

    return [Part(read_exchange(path))]


def is_data_file(path: Path) -> bool:
    """Tell a data file of the program by its name or its first bytes."""
    if path.suffix.lower() in DATA_FILES:
        return True
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _official(path: Path, catalog: Catalog, year: int | None, usual_year: int | None) -> list[Part]:
    """Read every form of an office file, else the prose of a Word report."""
    from jixiao_desktop.reading.official import read_all
    from jixiao_desktop.reading.safety import ReadProblem
    from jixiao_desktop.session.intake import as_exchange

    try:
        found, prose = read_all(path, catalog), False
    except ReadProblem as problem:
        if path.suffix.lower() != ".docx":
            raise Problem(str(problem)) from problem
        found, prose = (_report(path, catalog),), True
    except OSError as error:
        raise Problem(sentence_for(error, path)) from error
    return [
        Part(as_exchange(one, catalog, year or one.year or usual_year), tuple(one.notes), prose)
        for one in found
    ]


def _report(path: Path, catalog: Catalog) -> Understood:
    from jixiao_desktop.reading.report_text import read_report
    from jixiao_desktop.reading.safety import ReadProblem

    try:
        return read_report(path, catalog)
    except ReadProblem as problem:
        raise Problem(str(problem)) from problem


def _from_data_file(path: Path, wanted: Wanted) -> list[Part]:
    from jixiao_desktop.session.workspace import Workspace

    space = Workspace.open(path)
    try:
        return [
            Part(space.export_exchange(unit.id))
            for unit in space.units()
            if wanted.unit in ("", unit.name) and wanted.year in (None, unit.year)
        ]
    finally:
        space.close()


def _unit_of(data: dict[str, Any]) -> str:
    name = (data.get("unit") or {}).get("name") or "未填单位名称"
    return f"{name}（{data.get('year')}年）"


def which(what: str, names: list[str]) -> str:
    """Say that a choice is needed and what there is to choose from."""
    if not names:
        return f"没有找到要的{what}。用 jixiao workspace list 看看里面有什么。"
    options = {"项目": "--project", "单位和年度": "--unit 和 --year"}[what]
    return f"这里有{len(names)}个{what}，用 {options} 选一个：{'、'.join(names)}。"


def _chosen(part: Part, catalog: Catalog, wanted: Wanted) -> Source:
    """Make a case of exchange data and what is wanted of it; Problem says what does not fit."""
    from jixiao_desktop.session.exchange import dossiers_of, parse, targets_only, unit_dossier
    from jixiao_desktop.session.summary_rows import rows_of
    from jixiao_desktop.session.works import TARGETS, general_notice

    data, notes, prose = part
    exchange = parse(data, catalog.dictionary)
    found = dossiers_of(exchange)
    kept = [one for one in found if wanted.project in ("", one.project)]
    if found and not kept:
        raise Problem(which("项目", [one.project for one in found]))
    if wanted.year not in (None, exchange.year):
        raise Problem(f"文件是{exchange.year}年度的，没有{wanted.year}年度的内容。")
    unit = exchange.unit.texts.get("unit.name", "")
    if wanted.unit not in ("", unit):
        raise Problem(f"文件是“{unit}”的，没有“{wanted.unit}”的内容。")
    _known_edition(catalog, wanted.edition)
    notice, missing = _notice(catalog, wanted.notice, exchange)
    projects = tuple(one.dossier for one in kept)
    case = Case(catalog, notice, exchange.year, projects, unit_dossier(exchange), wanted.edition)
    if not wanted.notice and not exchange.notice and targets_only(exchange):
        # an application: nothing is asked of it that comes later in its year
        case = replace(case, checks=general_notice(catalog, TARGETS, exchange.year))
    if wanted.as_of:
        case = case.at(wanted.as_of)
    positions = tuple(one.index for one in kept)
    return Source(case, positions, (*notes, *missing), prose, tuple(rows_of(data)))


def _known_edition(catalog: Catalog, edition: str) -> None:
    known = dict.fromkeys(f"{one.edition}-{one.year}" for one in catalog.forms())
    if edition and not any(edition in (name, name.rpartition("-")[0]) for name in known):
        raise Problem(f"没有“{edition}”这个版本，有的是：{'、'.join(known)}。")


def _notice(catalog: Catalog, asked: str, exchange: Exchange) -> tuple[Notice, tuple[str, ...]]:
    """Give the notice asked for, else the file's; one that is not at hand gives way to the plain.

    UnknownError where the notice asked for by name is not known.
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
        raise Problem(which("项目", [d.text("name") or "（未填名称）" for d in found]))
    return replace(source, case=source.case.only(found[0]))
