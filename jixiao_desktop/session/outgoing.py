"""Many official files at once: what is to be written, under which names, one after another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from jixiao_desktop.catalog.forms import UNIT, Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.output import (
    NAME_LENGTH,
    OutputReport,
    export_form,
    file_name,
    safe_name,
)
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.workspace import Workspace

FAILED = "没有写成，其余的不受影响。打开这个项目看看内容，再单独导出一次。"
FORMATS = {"xlsx": "Excel 表格（.xlsx）", "docx": "Word 文档（.docx）", "pdf": "PDF（.pdf）"}
LONGEST_PATH, SHORTEST_NAME, TURNS = 250, 24, 12
"""Windows refuses paths above 259 characters; a name keeps room for “ (2)” and its ending."""


@dataclass
class Names:
    """Gives the files of one run their names: no two alike, numbered by project.

    ``keep`` leaves files that lie there already alone; ``width`` is how many digits the numbers
    of the projects have, 0 where there is but one.
    """

    folder: Path
    keep: bool = True
    width: int = 0
    _taken: set[str] = field(default_factory=set)

    def path(self, case: Case, form: Form | Report, fmt: str, number: int = 0) -> Path:
        """Name a file: 012_ where projects are numbered, the form's own name, cut to what fits."""
        plain = file_name(case, form, fmt).removesuffix(f".{fmt}")
        project = safe_name(case.dossier.text("name")) if number else ""
        if number and self.width:
            own = "" if project in plain else f"{project}_"
            plain = f"{number:0{self.width}d}_{own}{plain}"
        room = LONGEST_PATH - len(str(self.folder.absolute())) - TURNS
        stem = safe_name(plain[: min(max(room, SHORTEST_NAME), NAME_LENGTH)])
        chosen, turn = self.folder / f"{stem}.{fmt}", 2
        while chosen.name.casefold() in self._taken or (self.keep and there(chosen)):
            chosen, turn = self.folder / f"{stem} ({turn}).{fmt}", turn + 1
        self._taken.add(chosen.name.casefold())
        return chosen


def there(path: Path) -> bool:
    """Tell whether a file lies there; a folder that cannot be looked into holds none."""
    try:
        return path.exists()
    except OSError:
        return False


@dataclass
class Outgoing:
    """One file to write. What it is written from is taken in hand late and let go at once.

    ``number`` counts the projects from 1; 0 is the unit itself. ``replaces`` says that a file of
    this name lay there.
    """

    find: Callable[[], Case]
    form: Form | Report
    fmt: str
    names: Names
    project: str = ""
    number: int = 0
    target: Path = Path()
    replaces: bool = False
    _case: Case | None = None

    @property
    def words(self) -> str:
        """Name the file for people: its own name once it has one."""
        return self.target.name or f"{self.form.short}.{self.fmt}"

    def ready(self) -> None:
        """Take the project in hand and settle the name; on the thread of the data file."""
        self._case = self.find()
        if not self.target.name:
            self.target = self.names.path(self._case, self.form, self.fmt, self.number)
            self.replaces = there(self.target)

    def write(self) -> OutputReport:
        """Write, read back and compare; Problem with a sentence where it fails."""
        if self._case is None:
            self.ready()
        case, self._case = self._case, None
        assert case is not None
        return export_form(case, self.form.id, self.target, self.form.edition)


def all_files(
    workspace: Workspace, unit_ids: Sequence[str], formats: Collection[str], names: Names
) -> list[Outgoing]:
    """List every file of some units' years: projects × the notice's forms × chosen formats.

    A form of the unit as a whole comes once, behind the projects. Nothing is opened for the list
    but the units, however many projects they have.
    """
    names.width = digits(sum(len(workspace.projects(unit_id)) for unit_id in unit_ids))
    return [
        Outgoing(one.find, form, fmt, names, one.project, one.number)
        for one in _sources(workspace, unit_ids)
        for form in one.forms
        for fmt in form.formats
        if fmt in formats
    ]


class _Source(NamedTuple):
    """What several files are written from: a project with its forms, or a unit with its own."""

    find: Callable[[], Case]
    forms: tuple[Form | Report, ...]
    project: str = ""
    number: int = 0


def _sources(workspace: Workspace, unit_ids: Sequence[str]) -> Iterator[_Source]:
    in_hand = lru_cache(maxsize=1)(workspace.edit)  # until the next project is asked for
    number = 0
    for unit_id in unit_ids:
        forms = workspace.edit_unit(unit_id).forms
        own = tuple(form for form in forms if form.scope != UNIT)
        for project in workspace.projects(unit_id):
            number += 1
            yield _Source(partial(_case, in_hand, project.id), own, project.name, number)
        whole = tuple(form for form in forms if form.scope == UNIT)
        yield _Source(partial(workspace.case, unit_id, ()), whole)


def digits(count: int) -> int:
    """Return how many digits number so many projects; one project needs no number."""
    return max(2, len(str(count))) if count > 1 else 0


def _case(edit: Callable[[str], Editing], project_id: str) -> Case:
    return edit(project_id).case


@dataclass
class Tally:
    """What became of many files: those written, and the sentence for each that was not."""

    written: list[Path] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    total: int = 0

    def take(self, one: Outgoing) -> str:
        """Write one file; whatever goes wrong becomes a sentence and the rest goes on."""
        try:
            report = one.write()
        except Problem as problem:
            self.failed.append((one.words, str(problem)))
            return str(problem)
        except Exception:
            logging.getLogger(__name__).exception("export failed: %s", one.words)
            self.failed.append((one.words, FAILED))
            return FAILED
        self.written.append(report.path)
        return report.sentence

    @property
    def sentence(self) -> str:
        """Say how many were written, how many not, how many are left after 停下."""
        said = [
            f"已导出{len(self.written)}个文件，全部读回核对一致" if self.written else "没有文件写出"
        ]
        if self.failed:
            said.append(f"{len(self.failed)}个没有导出")
        left = self.total - len(self.written) - len(self.failed)
        if left > 0:
            said.append(f"停下时还有{left}个没有写")
        return "，".join(said) + "。"
