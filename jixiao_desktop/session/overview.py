"""What the home screen tells of a unit's year: dates, projects, and how each one stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao_desktop.domain.months import month_share, window
from jixiao_desktop.session.step_names import OUTPUT, UNIT
from jixiao_desktop.session.works import WORKS, Work, done_steps, notice_for, work_of
from jixiao_desktop.session.workspace import ProjectInfo, Workspace

if TYPE_CHECKING:
    from jixiao_desktop.domain.finding import Finding
    from jixiao_desktop.session.edit import Editing
    from jixiao_desktop.session.flow import Flow

LAST_UNIT = "home.unit"
JULY = "monitoring"
FIRST = (JULY, "target")
"""Stages that a year begins with."""
WHOLE = "unit_report."
UNIT_ASKED = (
    "unit.name", "unit.contacts.filled_by", "unit.contacts.head", "unit.contacts.phone",
)  # fmt: skip


class UnitView(NamedTuple):
    """A unit's year as the home screen shows it."""

    unit_id: str
    unit_name: str
    year: int
    notice_id: str
    notice_title: str
    due: date | None
    as_of: date | None
    window: str
    updated_at: str
    projects: tuple[ProjectInfo, ...]
    work: Work

    @property
    def whole(self) -> bool:
        """Tell whether the notice asks for the unit as a whole, and for none of its projects."""
        return self.work.scope == UNIT

    @property
    def time_point(self) -> str:
        """Return the time point in words, "" where the notice names none."""
        if self.as_of is None or not self.work.point:
            return ""
        return f"{self.work.point} {self.as_of.month}月{self.as_of.day}日"

    @property
    def due_share(self) -> Decimal | None:
        """Return the part of the year that has passed at the time point."""
        return month_share(self.as_of) if self.as_of and self.work.stage == JULY else None

    def key(self, updated_at: str) -> tuple[str, str, str]:
        """Return what a project's standing depends on: its last change, the unit's, the notice."""
        return updated_at, self.updated_at, self.notice_id


class Standing(NamedTuple):
    """How a project (or the unit) stands; amounts in 万元."""

    kind: str
    key: tuple[str, str, str]
    state: str
    tone: str
    ready: bool
    must_fix: int
    explain: int
    initial: Decimal | None = None
    spent: Decimal | None = None
    rate: Decimal | None = None
    missing: str = ""

    @property
    def initial_text(self) -> str:
        """Return the initial budget as shown, "" where blank."""
        from jixiao_desktop.domain.money import show_money

        return show_money(self.initial) if self.initial is not None else ""


class Overview:
    """Asks the workspace for what the home screen shows."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lines: dict[tuple[str, str], str] = {}

    def view(self, unit_id: str = "") -> UnitView | None:
        """Return a unit's year ("": the one last looked at); None in an empty workspace."""
        units = self.workspace.units()
        if not units:
            return None
        wanted = unit_id or self.workspace.setting(LAST_UNIT)
        newest = max(units, key=lambda one: one.year)
        unit = next((one for one in units if one.id == wanted), newest)
        if unit_id:
            self.workspace.set_setting(LAST_UNIT, unit.id)
        line = self.workspace.owner(unit.id)
        asked = (line.notice if line else "") or self.workspace.begun_under(unit.id)
        notice = self.workspace.notice_of(asked, unit.year)
        work = work_of(self.workspace, notice)
        as_of = notice.time_point(work.stage)
        months = window(as_of) if as_of and work.stage == JULY else "全年" if as_of else ""
        return UnitView(
            unit.id, unit.name or "（还没有名称）", unit.year, notice.id, notice.title, notice.due,
            as_of, months, line.updated if line else "",
            tuple(self.workspace.projects(unit.id)), work,
        )  # fmt: skip

    def forms_line(self, view: UnitView, scope: str = "project") -> str:
        """Name the forms asked for in one line: “附件2 监控表 · 附件1 监控报告”.

        Reads the forms, which the first paint of the list must not wait for.
        """
        from jixiao_desktop.catalog.loading import use_of

        known = (view.notice_id, scope)
        if known not in self._lines:
            editing = self.workspace.edit_unit(view.unit_id)
            asked = (form for form in editing.forms if form.scope == scope)
            uses = ((use_of(editing.notice, form), form) for form in asked)
            names = (_once(f"{use.name} {form.short}".strip()) for use, form in uses)
            self._lines[known] = " · ".join(names)
        return self._lines[known]

    def last_year(self, view: UnitView) -> int:
        """Count the projects the same unit had a year before, to begin this year from."""
        before = [
            one.id for one in self.workspace.units(view.year - 1) if one.name == view.unit_name
        ]
        return sum(len(self.workspace.projects(unit)) for unit in before)

    def dues(self, view: UnitView) -> dict[str, date | None]:
        """Say when each kind of work is due; one without a notice here is left out."""
        made: dict[str, date | None] = {}
        for work in WORKS:
            notice = notice_for(self.workspace, view.unit_id, work.id)
            if notice is not None:
                made[work.id] = notice.due
        return made

    def standing(self, view: UnitView, owner: str, kind: str) -> Standing:
        """Work out how a project, or the unit itself, stands."""
        if kind == "unit":
            return self._unit_standing(view)
        from jixiao_desktop.domain import funds
        from jixiao_desktop.domain.computed import compute
        from jixiao_desktop.session.check import verdict

        editing = self.workspace.edit(owner)
        findings = editing.findings()
        counted = verdict(findings)
        must, explain = counted.must_fix, counted.explain
        info = next(p for p in view.projects if p.id == owner)
        exported = OUTPUT in done_steps(self.workspace, owner, view.notice_id)
        settings = editing.case.settings(editing.forms[0] if editing.forms else None)
        begun = _begun(editing, settings.stage)
        state, tone = _told(begun, must, explain, exported)
        column = f"{settings.stage}.spent"
        spent = funds.amount(editing.dossier, "total", column) if column in funds.COLUMNS else None
        return Standing(
            "project", view.key(info.updated_at), state, tone, tone == "fine",
            must if begun else 0, explain if begun else 0,
            funds.amount(editing.dossier, "total", "initial"), spent,
            compute("execution_rate", editing.dossier, settings).value,
            _missing(findings, tone, exported) if begun or not _july(editing, settings.stage)
            else "打开后可以带入监控数",
        )  # fmt: skip

    def _unit_standing(self, view: UnitView) -> Standing:
        """Tell how the unit stands: its own facts, or its own forms where the notice has any."""
        from jixiao_desktop.session.flow import Flow, steps_of

        editing = self.workspace.edit_unit(view.unit_id)
        if any(form.scope == UNIT for form in editing.forms):
            return self._whole_standing(view, Flow(editing, steps=steps_of(editing, of_unit=True)))
        if any(path.startswith(WHOLE) for path in editing.dossier.entries):
            return self._reporting(view, editing)
        label = self.workspace.catalog.dictionary.label
        blank = [label(path) for path in UNIT_ASKED if not editing.dossier.filled(path)]
        state = "填写中" if blank else "已填完"
        missing = f"还没有填：{'、'.join(blank)}" if blank else ""
        key = view.key(view.updated_at)
        return Standing("unit", key, state, "quiet", False, 0, 0, missing=missing)

    def _reporting(self, view: UnitView, editing: Editing) -> Standing:
        """Tell how a unit's own report stands where no form in hand asks for it."""
        from jixiao_desktop.session.beside import Beside, together
        from jixiao_desktop.session.check import verdict
        from jixiao_desktop.session.whose import of_unit

        said = together(of_unit(editing), Beside(editing).look())
        said = tuple(one for one in said if one.path.startswith(WHOLE))
        counted = verdict(said)
        must, explain = counted.must_fix, counted.explain
        state, tone = _told(True, must, explain, False) if must or explain else ("已填完", "quiet")
        missing = _missing(said, tone, False) if must or explain else ""
        key = view.key(view.updated_at)
        return Standing("unit", key, state, tone, False, must, explain, missing=missing)

    def _whole_standing(self, view: UnitView, flow: Flow) -> Standing:
        """Work out how the unit's own forms stand; what they do not ask for is left aside."""
        from jixiao_desktop.domain import unit_figures
        from jixiao_desktop.session.beside import Beside, together
        from jixiao_desktop.session.check import verdict
        from jixiao_desktop.session.whose import asked_of_unit

        editing = self.workspace.edit_unit(view.unit_id)
        everything = together(editing.findings(), Beside(editing).look())
        findings = asked_of_unit(flow, everything)
        counted = verdict(findings)
        must, explain = counted.must_fix, counted.explain
        exported = OUTPUT in done_steps(self.workspace, view.unit_id, view.notice_id)
        form = next(form for form in editing.forms if form.scope == UNIT)
        settings = editing.case.settings(form)
        begun = _begun(editing, settings.stage)
        state, tone = _told(begun, must, explain, exported)
        column = "spent" if settings.stage == JULY else "year_spent"
        return Standing(
            "unit", view.key(view.updated_at), state, tone, tone == "fine",
            must if begun else 0, explain if begun else 0,
            unit_figures.amount(editing.dossier, "total", "initial"),
            unit_figures.amount(editing.dossier, "total", column),
            unit_figures.execution_rate(editing.dossier, settings, "total"),
            _missing(findings, tone, exported),
        )  # fmt: skip


def load_checks() -> None:
    """Load what the first standing needs; in a thread of its own it holds up no key."""
    import jixiao_desktop.domain.computed
    import jixiao_desktop.session.check
    import jixiao_desktop.session.edit
    import jixiao_desktop.session.flow
    import jixiao_desktop.store.repository  # noqa: F401


def _once(name: str) -> str:
    """Say a form's name once where the notice calls it by its own name."""
    first, _, rest = name.partition(" ")
    return first if first == rest else name


def _begun(editing: Editing, stage: str) -> bool:
    """Tell whether anything is filled for this kind of work.

    What was approved or said in July does not begin the self-evaluation; the first work of a
    year begins with whatever is filled.
    """
    dossier = editing.dossier
    if editing.lens.project is None:
        whole = [path for path in dossier.entries if path.startswith(WHOLE)]
        later = [path for path in whole if stage in path.split(".") and _says(path)]
        return bool(later if stage not in FIRST else whole)
    own = [p for p in dossier.entries if not p.startswith(("unit.", WHOLE))]
    if stage in FIRST:
        return not set(own) <= {"name", "id"} or bool(dossier.row_ids())
    return any(stage in path.split(".") and _says(path) for path in own)


def _july(editing: Editing, stage: str) -> bool:
    """Tell whether July's figures wait to be taken into the self-evaluation."""
    record = editing.lens.project
    keys = record.things if record is not None and stage == "self_evaluation" else ()
    return any(kind == "value" and f"{JULY}@" in key for kind, key in keys)


def _says(path: str) -> bool:
    return not path.endswith(".as_of")


def _told(begun: bool, must: int, explain: int, exported: bool) -> tuple[str, str]:
    if not begun:
        return "未开始", "quiet"
    if must:
        return f"{must} 处必改", "must-fix"
    if explain:
        return f"{explain} 处需说明", "explain"
    return ("已导出" if exported else "可以上报"), "fine"


def _missing(findings: tuple[Finding, ...], tone: str, exported: bool) -> str:
    if tone == "fine":
        return "打印、盖章、报送" if exported else "导出、打印、盖章"
    open_ones = sorted((f for f in findings if not f.passes), key=lambda f: f.severity.rank)
    said = [_short(f) for f in open_ones[:2]]
    return "；".join(said) if tone != "quiet" else "还没有开始填"


def _short(finding: Finding) -> str:
    """Say a finding in one line, its place without the form's name, which stands beside it."""
    place = finding.where.partition("—")[2] or finding.where
    said = finding.message.replace("{where}", finding.where).replace(finding.where, place, 1)
    return said.rstrip("。")
