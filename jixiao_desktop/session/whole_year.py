"""A project's year at one glance: July and December of the same dossier side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain import funds, scoring
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.months import window
from jixiao_desktop.domain.paths import STAGES, row_path, stamp_in
from jixiao_desktop.domain.progress import (
    NOTHING,
    Light,
    Progress,
    bands_of,
    is_ceiling,
    money_due,
    spending_light,
)
from jixiao_desktop.domain.row_figures import completion
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import join_target, read_target
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.row_progress import row_progress
from jixiao_desktop.session.view import Lens
from jixiao_desktop.store.records import Record

JULY, DECEMBER = "monitoring", "self_evaluation"
KIND = "indicators"
LATER, EVALUATED = "evaluation", "evaluation.indicators"


@dataclass(frozen=True, slots=True)
class Money:
    """Spending at one time point in 万元, the rate as a quotient, and its light."""

    spent: Decimal | None
    rate: Decimal | None
    budget: Decimal | None
    due: Decimal | None = None
    light: Light = Light.NONE


@dataclass(frozen=True, slots=True)
class IndicatorYear:
    """One indicator through the year; shares are done / target as quotients."""

    row: str
    group: tuple[str, str]
    name: str
    target: str
    july: str
    december: str
    july_share: Decimal | None
    december_share: Decimal | None
    progress: Progress = NOTHING
    weight: str = ""
    score: Decimal | None = None
    proposed: bool = False
    """Whether the score is worked out, because nobody typed one."""
    limit: bool = False
    """Whether the target is a limit: the less of it, the better, so that no bar tells how far."""

    @property
    def share(self) -> Decimal | None:
        """How far it is: at the year's end, else in July."""
        return self.december_share if self.december else self.july_share

    @property
    def due(self) -> Decimal | None:
        """What is due by the month; at the year's end, and of rates, nothing less than all."""
        return None if self.december else self.progress.due_share


@dataclass(frozen=True, slots=True)
class YearView:
    """All that the screen of a project's year shows; amounts in 万元, scores in 分."""

    name: str
    goal: str
    window: str
    initial: Decimal | None
    july: Money
    december: Money
    execution_score: Decimal | None
    total: Decimal | None
    grade: str
    indicators: tuple[IndicatorYear, ...]
    sources: tuple[tuple[str, Money], ...]
    """Where the money comes from several sources: each of them, at the last stage filled."""
    evaluation: Decimal | None = None
    evaluation_grade: str = ""


def year_of(editing: Editing) -> YearView:
    """Lay July, December and the scores of a project side by side."""
    dossier = year_dossier(editing)
    july, december = (settings_at(editing, dossier, stage) for stage in (JULY, DECEMBER))
    total = scoring.total(dossier, december)
    began = any(DECEMBER in path.split(".") and not path.endswith(".as_of")
                for path in dossier.entries)  # fmt: skip
    return YearView(
        dossier.text("name"), dossier.text("goal"),
        window(july.as_of) if july.as_of else "年中",
        funds.amount(dossier, "total", "initial"),
        _money(dossier, july), _money(dossier, december),
        scoring.propose_execution(dossier, december).score if began else None,
        total if began else None, scoring.grade_of(total, december) if began else "",
        tuple(_indicator(dossier, row, july, december) for row in scoring.scored_rows(dossier)),
        _sources(dossier, july, december),
        *_evaluated(editing, dossier),
    )  # fmt: skip


def _evaluated(editing: Editing, dossier: Dossier) -> tuple[Decimal | None, str]:
    """Return what an evaluation gave the project, and its grade; none where there was none."""
    if not dossier.row_ids(EVALUATED):
        return None, ""
    found = compute("column_grade", dossier, settings_at(editing, dossier, LATER), EVALUATED)
    return found.value, "" if found.value is None else found.shown


def _sources(dossier: Dossier, july: Settings, december: Settings) -> tuple[tuple[str, Money], ...]:
    late = funds.amount(dossier, "total", f"{DECEMBER}.spent") is not None
    leaves = [source for source in funds.SOURCES if source not in funds.CHILDREN]
    found = [(funds.SOURCES[s], _money(dossier, december if late else july, s)) for s in leaves]
    known = tuple((name, money) for name, money in found if money.budget)
    return known if len(known) > 1 else ()


def _money(dossier: Dossier, settings: Settings, source: str = "total") -> Money:
    spent = funds.amount(dossier, source, f"{settings.stage}.spent")
    column = settings.rate_denominator
    budget = funds.amount(dossier, source, "initial")
    if column == "revised":
        budget = funds.yearly_budget(dossier, source)
    elif column in funds.COLUMNS:
        budget = funds.amount(dossier, source, column)
    share = compute("execution_rate", dossier, settings, source).value
    if settings.as_of is None or settings.stage != JULY:
        return Money(spent, share, budget)
    bands = bands_of(settings)
    light = spending_light(spent, budget, settings.as_of, bands)
    return Money(spent, share, budget, money_due(settings.as_of, bands), light)


def _indicator(dossier: Dossier, row: str, july: Settings, december: Settings) -> IndicatorYear:
    def text(rest: str) -> str:
        return dossier.text(row_path(KIND, row, rest))

    found = scoring.scored(dossier, december, row)
    reached = text(scoring.ACTUAL)
    given = found.score if found.typed or reached else None
    return IndicatorYear(
        row, (text("level1"), text("level2")), text("name"),
        join_target(text("operator"), text("target"), text("unit")) or text("target"),
        text(f"{JULY}.actual"), reached,
        completion(dossier, july, KIND, row), completion(dossier, december, KIND, row),
        row_progress(dossier, july, row_path(KIND, row, f"{JULY}.actual")),
        text("weight"), given, given is not None and not found.typed, _limit(dossier, row),
    )  # fmt: skip


def _limit(dossier: Dossier, row: str) -> bool:
    operator, target, unit, level2 = (
        dossier.text(row_path(KIND, row, rest)) for rest in ("operator", "target", "unit", "level2")
    )
    return is_ceiling(read_target(operator, target, unit, dossier.year), level2)


def settings_at(editing: Editing, dossier: Dossier, stage: str) -> Settings:
    """Return the settings of a stage, by the notice's form of it, else by the general one."""
    form = next((f for f in editing.forms if f.stage == stage and f.scope != "unit"), None)
    form = form or _general(editing, stage)
    plain = editing.case.settings(form, stage)
    times = _times(editing, stage)
    return replace(plain, as_of=plain.as_of or (date.fromisoformat(times) if times else None))


def _general(editing: Editing, stage: str) -> Form | Report | None:
    """Find the ministry's form of a stage, where the notice in force asks for none."""
    forms = editing.case.catalog.forms()
    fitting = (f for f in forms if f.stage == stage and f.edition == "national")
    return next((f for f in fitting if f.scope == "project"), None)


def year_dossier(editing: Editing) -> Dossier:
    """Return the dossier with every stage in sight, also those the notice does not name."""
    lens = editing.lens
    known = dict(editing.notice.as_of)
    for stage in STAGES:
        at = _times(editing, stage)
        if at:
            known[stage] = date.fromisoformat(at)
    wide = Lens(lens.project, lens.unit, replace(editing.notice, as_of=tuple(known.items())))
    return replace(wide.dossier(), stages=editing.dossier.stages)


def _times(editing: Editing, stage: str) -> str:
    """Tell at which time point a stage was filled: the notice's, else the last one kept."""
    lens = editing.lens
    record = lens.project or lens.unit
    kept = _kept_times(record, stage)
    times = lens.times if lens.project else lens.unit_times
    now = times.get(stage, "")
    return now if now in kept or not kept else max(kept)


def _kept_times(record: Record, stage: str) -> set[str]:
    stamps = (stamp_in(key) for kind, key in record.things if kind == "value")
    return {when for stamp in stamps if stamp for at, when in [stamp] if at == stage}
