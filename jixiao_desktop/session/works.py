"""The kinds of work of a unit's year, each under its own notice, and what is done under which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jixiao_desktop.catalog.loading import Catalog
    from jixiao_desktop.catalog.notices import Notice
    from jixiao_desktop.session.exchange import Exchange
    from jixiao_desktop.session.workspace import Workspace

WHOLE_COUNTRY = "全国"
KIND_OF, CHOSEN, DONE = "work.of:", "work.notice:", "done:"
"""Beginnings of the settings: a notice's kind, a kind's notice, steps that are done."""


class Work(NamedTuple):
    """One kind of work: its id, what people call it, and the stage and scope of its forms."""

    id: str
    title: str
    stage: str
    scope: str
    point: str
    """What the day it looks at is called, "" where it looks at none."""


TARGETS = "target"
"""The work with which a project's year begins."""

WORKS = (
    Work(TARGETS, "目标申报", "target", "project", ""),
    Work("monitoring", "绩效监控", "monitoring", "project", "监控时点"),
    Work("self_evaluation", "绩效自评", "self_evaluation", "project", "自评时点"),
    Work("unit_monitoring", "整体监控", "monitoring", "unit", "监控时点"),
    Work("unit_self_evaluation", "整体自评", "self_evaluation", "unit", "自评时点"),
    Work("evaluation", "绩效评价", "evaluation", "project", "评价基准日"),
)
UNKNOWN = Work("", "", "monitoring", "project", "时点")


def named(work_id: str) -> Work:
    """Return a kind of work by its id."""
    return next((work for work in WORKS if work.id == work_id), UNKNOWN)


def work_of(workspace: Workspace, notice: Notice) -> Work:
    """Tell which kind of work a notice asks for: by its first form, looked up once."""
    kept = workspace.setting(KIND_OF + notice.id)
    if kept:
        return named(kept)
    found = _looked_up(workspace.catalog, notice)
    if found.id:
        workspace.set_setting(KIND_OF + notice.id, found.id)
    return found


def _looked_up(catalog: Catalog, notice: Notice) -> Work:
    for use in notice.forms:
        try:
            form = catalog.form(use.id, year=notice.year, edition=use.edition)
        except KeyError:
            continue
        asked = (form.stage, form.scope)
        return next((one for one in WORKS if (one.stage, one.scope) == asked), UNKNOWN)
    return UNKNOWN


def notice_for(workspace: Workspace, unit_id: str, work_id: str) -> Notice | None:
    """Return the notice under which a unit does a kind of work: the one in force or last chosen,
    else one of the same area, else the general one; None where the program carries none.
    """
    year, catalog = _year(workspace, unit_id), workspace.catalog
    now = workspace.notice_of(workspace.notice_id(unit_id), year)
    if work_of(workspace, now).id == work_id:
        return now
    kept = workspace.setting(f"{CHOSEN}{unit_id}:{work_id}")
    every = (catalog.notice(one.id, year) for one in catalog.notices())
    fitting = [one for one in every if work_of(workspace, one).id == work_id]

    def suits(one: Notice) -> tuple[object, ...]:
        far = 0 if one.area == now.area else 1 if one.area == WHOLE_COUNTRY else 2
        return one.id != kept, one.year != year, far, bool(one.settings), one.id

    return min(fitting, key=suits, default=None)


def general_notice(catalog: Catalog, work_id: str, year: int) -> Notice:
    """Return the general notice of a kind of work, the plain one where the program has none."""
    every = (catalog.notice(one.id, year) for one in catalog.notices())
    fitting = (one for one in every if _looked_up(catalog, one).id == work_id)
    general = (one for one in fitting if one.area == WHOLE_COUNTRY)
    plain = catalog.notice("", year)
    return min(general, key=lambda one: (bool(one.settings), one.id), default=plain)


def work_carried(exchange: Exchange) -> Work:
    """Tell which kind of work a file belongs to: the latest that its projects carry anything of.

    Projects that carry nothing of a year's work are applications, unless the unit itself reports.
    """
    from jixiao_desktop.session.case import WHOLE
    from jixiao_desktop.session.exchange import stages_of

    whole = any(path.startswith(WHOLE) for path in exchange.unit.texts)
    carried = {stage for part in exchange.projects for stage in stages_of(part.texts)}
    scope = "project"
    if not carried and whole:
        carried, scope = {"monitoring", *stages_of(exchange.unit.texts)}, "unit"
    fitting = [one for one in WORKS if one.scope == scope and one.stage in carried]
    return fitting[-1] if fitting else named(TARGETS) if exchange.projects else UNKNOWN


def choose(workspace: Workspace, unit_id: str, notice_id: str) -> str:
    """Lay a notice over a unit's year and remember it, and the one before, for their work.

    Returns a sentence where texts of another time point went out of sight, else "".
    """
    year = _year(workspace, unit_id)
    before = workspace.notice_of(workspace.notice_id(unit_id), year)
    said = workspace.choose_notice(unit_id, notice_id)
    after = workspace.notice_of(notice_id, year)
    for notice in (before, after):
        work = work_of(workspace, notice)
        if work.id:
            workspace.set_setting(f"{CHOSEN}{unit_id}:{work.id}", notice.id)
    return said


def _year(workspace: Workspace, unit_id: str) -> int:
    line = workspace.owner(unit_id)
    return line.year if line else 0


def done_steps(workspace: Workspace, owner: str, notice_id: str) -> set[str]:
    """Return what was marked as done under a notice: a project has its own marks in each."""
    kept = workspace.setting(f"{DONE}{owner}@{notice_id}")
    return set(filter(None, kept.split("\n")))


def keep_done(workspace: Workspace, owner: str, notice_id: str, done: set[str]) -> None:
    """Keep what is marked as done under a notice."""
    workspace.set_setting(f"{DONE}{owner}@{notice_id}", "\n".join(sorted(done)))
