"""What a full check found, ready to be told: one verdict, unit by unit, project by project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from jixiao_desktop import __version__
from jixiao_desktop.domain.dates import long_date
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import Verdict, verdict
from jixiao_desktop.session.remarks import Remark, folded
from jixiao_desktop.session.told import GROUPS, explained_words, sentence_of

TITLE = "绩效填报检查结果"
WHOLE_NAME = "整体支出"
NAMELESS = "（未填项目名称）"
NO_UNIT = "（未填单位名称）"
NOTHING = "没有检查到任何项目"


@dataclass(frozen=True)
class ProjectChecked:
    """One project (or the unit's whole spending) and what was found; ``file`` where it came in."""

    name: str
    findings: tuple[Finding, ...]
    file: str = ""
    id: str = ""

    @cached_property
    def verdict(self) -> Verdict:
        """Count what is open."""
        return verdict(self.findings)

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """Return the root causes, each with its consequences folded under it."""
        return folded(self.findings)

    @property
    def explained(self) -> int:
        """Count what passes by a written explanation."""
        return sum(remark.group == GROUPS[-1] for remark in self.remarks)

    def groups(self) -> list[tuple[str, list[Remark]]]:
        """Return the remarks by weight, those explained last; empty groups are left out."""
        made = [(name, [r for r in self.remarks if r.group == name]) for name in GROUPS]
        return [(name, group) for name, group in made if group]


@dataclass(frozen=True)
class UnitChecked:
    """One unit's year: its notice and time point in words, and its projects."""

    name: str
    year: int
    notice: str
    as_of: str
    projects: tuple[ProjectChecked, ...]

    @property
    def place(self) -> tuple[str, int, str, str]:
        """Return what makes two files one unit's: name, year, notice and time point."""
        return self.name, self.year, self.notice, self.as_of


@dataclass(frozen=True)
class Unread:
    """A file that could not be checked, and why in one sentence."""

    file: str
    why: str


@dataclass(frozen=True)
class CheckReport:
    """The whole result: what Excel, Word, paper, screen and command line all tell."""

    units: tuple[UnitChecked, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    """What reading said of the files: doubts and what was not understood."""
    made: datetime = field(default_factory=datetime.now)

    @cached_property
    def projects(self) -> tuple[ProjectChecked, ...]:
        """Return everything that was checked, in order."""
        return tuple(project for unit in self.units for project in unit.projects)

    @cached_property
    def verdict(self) -> Verdict:
        """Count what is open in all of them."""
        return verdict(f for project in self.projects for f in project.findings)

    @property
    def ready(self) -> bool:
        """Tell whether everything may be handed in."""
        return bool(self.projects) and self.verdict.ready and not self.unread

    @property
    def sentence(self) -> str:
        """Say the verdict in one line."""
        if not self.projects:
            return NOTHING
        unread = f"；{len(self.unread)} 个文件没有读成" if self.unread else ""
        return f"{self.verdict.sentence}{unread}"

    @property
    def scope(self) -> str:
        """Say what was checked, and how much of it is ready."""
        count = len(self.projects)
        hints = self.verdict.hint
        explained = sum(project.explained for project in self.projects)
        ready = sum(project.verdict.ready for project in self.projects)
        parts = [f"检查了{len(self.units)}个单位的{count}个项目，{ready}个可以上报"]
        if count == 1:
            parts = [f"检查了“{self.projects[0].name}”"]
        parts += [f"另有{hints}处提示"] * bool(hints) + [f"{explained}处已写说明"] * bool(explained)
        return f"{'，'.join(parts)}。"

    @property
    def stamp(self) -> str:
        """Say when and by which version it was checked."""
        moment = f"{long_date(self.made.date())} {self.made:%H:%M}"
        return f"检查时间：{moment}　程序版本：{__version__}"


def unit_checked(
    case: Case, per_subject: Sequence[Sequence[Finding]], file: str = "", ids: Sequence[str] = ()
) -> UnitChecked:
    """Tell a case and its findings (one sequence per subject) as one unit's part."""
    case = case.as_checked
    whole = [dossier is case.unit for dossier in case.subjects]
    names = [
        WHOLE_NAME if of_unit else dossier.text("name").strip() or NAMELESS
        for dossier, of_unit in zip(case.subjects, whole, strict=True)
    ]
    known = [*ids, *[""] * (len(names) - len(ids))]
    projects = tuple(
        ProjectChecked(name, tuple(found), file, owner)
        for name, found, owner in zip(names, per_subject, known, strict=True)
    )
    unit = case.dossier.text("unit.name") or case.dossier.text("implementer")
    return UnitChecked(
        unit.strip() or NO_UNIT, case.year, case.notice.title, _time_point(case), projects
    )


def _time_point(case: Case) -> str:
    form = next(iter(case.forms()), None)
    day = case.as_of(form.stage, form) if form else None
    return long_date(day) if day else ""


def report_on(
    parts: Iterable[UnitChecked],
    unread: Iterable[Unread] = (),
    notes: Iterable[str] = (),
    made: datetime | None = None,
) -> CheckReport:
    """Put parts together: what came in several files of one unit stands under that unit.

    A part without any project tells of nothing that was checked, and is left out.
    """
    units: dict[tuple[str, int, str, str], UnitChecked] = {}
    for part in parts:
        if not part.projects:
            continue
        there = units.get(part.place)
        projects = (*there.projects, *part.projects) if there else part.projects
        units[part.place] = UnitChecked(*part.place, projects)
    return CheckReport(tuple(units.values()), tuple(unread), tuple(notes), made or datetime.now())


def plain_lines(report: CheckReport) -> Iterator[str]:
    """Tell every finding as plain text, gravest first, what follows indented under its cause."""
    several = len(report.units) > 1
    for unit in report.units:
        for project in unit.projects:
            place = f"{unit.name} {unit.year}年度　" if several else ""
            yield f"【{place}{project.name}】"
            for name, group in project.groups():
                for remark in group:
                    yield f"  {name} {_plain(remark.finding)}"
                    yield from (f"      由此引起：{_plain(other)}" for other in remark.follows)


def _plain(finding: Finding) -> str:
    said = f"{sentence_of(finding)}{finding.fix}{explained_words(finding)}"
    return f"{finding.where}：{said}" if finding.where else said
