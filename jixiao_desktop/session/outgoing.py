"""Many official files at once: what is to be written, under which names, in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao_desktop.catalog.forms import UNIT, Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.output import OutputReport, export_form, file_name, safe_name
from jixiao_desktop.session.workspace import Workspace

FORMATS = {"xlsx": "Excel 表格（.xlsx）", "docx": "Word 文档（.docx）", "pdf": "PDF（.pdf）"}


@dataclass(frozen=True)
class Outgoing:
    """One file to write; ``there`` says that a file of this name lies there already."""

    case: Case
    form: Form | Report
    target: Path
    project: str

    @property
    def there(self) -> bool:
        """Tell whether writing takes the place of a file."""
        return self.target.exists()

    @property
    def words(self) -> str:
        """Name the file for people."""
        return self.target.name

    def write(self) -> OutputReport:
        """Write, read back and compare; Problem with a sentence where it fails."""
        return export_form(self.case, self.form.id, self.target, self.form.edition)


def all_files(
    workspace: Workspace, unit_id: str, formats: Collection[str], folder: Path
) -> list[Outgoing]:
    """List every file of a unit's year: its projects × the notice's forms × chosen formats.

    A form of the unit as a whole comes once. No two files have the same name: where a form's
    pattern leaves the project out, it is added.
    """
    made: list[Outgoing] = []
    taken: set[str] = set()
    for case, project, forms in _subjects(workspace, unit_id):
        for form in forms:
            for fmt in form.formats:
                if fmt in formats:
                    name = _free(file_name(case, form, fmt), project, taken)
                    made.append(Outgoing(case, form, folder / name, project))
    return made


def _subjects(
    workspace: Workspace, unit_id: str
) -> Iterator[tuple[Case, str, list[Form | Report]]]:
    """Walk what files are written of: every project with its forms, then the unit with its own."""
    for project in workspace.projects(unit_id):
        editing = workspace.edit(project.id)
        yield editing.case, project.name, [f for f in editing.forms if f.scope != UNIT]
    whole = [form for form in workspace.edit_unit(unit_id).forms if form.scope == UNIT]
    if whole:
        yield workspace.case(unit_id), "", whole


def _free(name: str, project: str, taken: set[str]) -> str:
    """Return a name no other file of this run bears, whatever the system makes of capitals."""
    stem, _, ending = name.rpartition(".")
    chosen, number = name, 2
    if chosen.casefold() in taken and project:
        chosen = f"{safe_name(f'{stem}_{project}')}.{ending}"
    while chosen.casefold() in taken:
        chosen = f"{stem}_{number}.{ending}"
        number += 1
    taken.add(chosen.casefold())
    return chosen


def spared(files: Sequence[Outgoing]) -> list[Outgoing]:
    """Give files that would replace others a new name: “… (2).xlsx”."""
    made: list[Outgoing] = []
    taken = {one.target.name.casefold() for one in files}
    for one in files:
        target, number = one.target, 2
        while target.exists() or (target != one.target and target.name.casefold() in taken):
            target = one.target.with_stem(f"{one.target.stem} ({number})")
            number += 1
        taken.add(target.name.casefold())
        made.append(Outgoing(one.case, one.form, target, one.project))
    return made
