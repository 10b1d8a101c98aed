"""One indicator as rules see it: its texts, and what they were understood as, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from jixiao_desktop.domain import progress, scoring
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.numbers import is_blank, is_dash, normalise
from jixiao_desktop.domain.paths import list_of, row_path
from jixiao_desktop.domain.progress import Light, Progress
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import (
    SYMBOLS,
    Target,
    TargetKind,
    join_target,
    read_actual,
    read_target,
)

BEHIND = (Light.RED, Light.YELLOW)

_target = lru_cache(4096)(read_target)
_actual = lru_cache(4096)(read_actual)
_progress = lru_cache(4096)(progress.indicator_progress)


FIELDS = (
    "level1",
    "level2",
    "name",
    "operator",
    "target",
    "unit",
    "weight",
    "monitoring.actual",
    "monitoring.forecast",
    "monitoring.causes",
    "monitoring.reason",
    "monitoring.likelihood",
    "monitoring.remark",
    "self_evaluation.actual",
    "self_evaluation.score",
    "self_evaluation.reason",
)
"""The texts of a row that make an indicator what it is."""


@lru_cache(2048)
def _paths_of(kind: str, row: str) -> tuple[str, ...]:
    return tuple(row_path(kind, row, rest) for rest in FIELDS)


class Indicator:
    """One row of the indicator table with its values read; kept as long as its texts stay."""

    def __init__(self, dossier: Dossier, settings: Settings, row: str, kind: str) -> None:
        self.year = dossier.year
        self.as_of = time_point(dossier, settings)
        self.settings = settings
        self.row = row
        self.kind = kind
        self.texts = tuple(map(dossier.entries.get, _paths_of(kind, row)))
        self._reached: dict[str, Target] = {}
        self._shown: dict[str, str] = {}
        said = (entry.text.strip() if entry else "" for entry in self.texts)
        self._said = dict(zip(FIELDS, said, strict=True))

    def path(self, rest: str) -> str:
        """Give the path of one value of this row."""
        return row_path(self.kind, self.row, rest)

    def text(self, rest: str) -> str:
        """Give one text of this row without blanks around it."""
        return self._said[rest]

    def blank(self, rest: str) -> bool:
        """Tell whether nothing, or a dash alone, stands there."""
        text = self._said[rest]
        return not text or is_blank(text) or is_dash(text)

    @cached_property
    def name(self) -> str:
        """Give the third-level name."""
        return self.text("name")

    @cached_property
    def level1(self) -> str:
        """Give the first-level class."""
        return self.text("level1")

    @cached_property
    def level2(self) -> str:
        """Give the second-level class."""
        return self.text("level2")

    @cached_property
    def unit(self) -> str:
        """Give the unit as typed, half-width."""
        return normalise(self.text("unit"))

    @cached_property
    def started(self) -> bool:
        """Tell whether anything was written that makes this row an indicator."""
        return any(not self.blank(rest) for rest in ("name", "target", "unit"))

    @cached_property
    def target(self) -> Target:
        """Give the yearly target as understood."""
        return _target(self.text("operator"), self.text("target"), self.text("unit"), self.year)

    def reached(self, rest: str) -> Target:
        """Give an actual or forecast value in the terms of the target."""
        known = self._reached.get(rest)
        if known is None:
            known = self._reached[rest] = _actual(self.text(rest), self.target, self.year)
        return known

    @cached_property
    def actual(self) -> Target:
        """Give what was reached at the monitoring date."""
        return self.reached("monitoring.actual")

    @cached_property
    def forecast(self) -> Target:
        """Give what is expected for the whole year."""
        return self.reached("monitoring.forecast")

    @cached_property
    def cumulative(self) -> bool:
        """Tell whether the value grows over the year and is measured against the months."""
        return progress.is_cumulative(self.target, name=self.name, level2=self.level2)

    @cached_property
    def number(self) -> Decimal | None:
        """Give the target's number, None for dates, words and what cannot be read."""
        return self.target.number if self.target.kind is TargetKind.NUMBER else None

    @cached_property
    def progress(self) -> Progress | None:
        """Give the light of this indicator, None where there is nothing to judge."""
        as_of = self.as_of
        unclear = (TargetKind.BLANK, TargetKind.UNREADABLE)
        if as_of is None or self.target.kind in unclear or self.actual.kind in unclear:
            return None
        return _progress(
            self.target,
            self.actual,
            as_of,
            bands(self.settings),
            name=self.name,
            level2=self.level2,
        )

    @cached_property
    def share(self) -> Decimal | None:
        """Give how far a value that grows over the year is, in percent; None for others."""
        shown = self.progress if self.cumulative else None
        return None if shown is None or shown.completion is None else shown.completion * 100

    @property
    def unclear(self) -> str:
        """Say why a target cannot be read: words under a sign, or neither a figure nor words."""
        sign, text = self.target.operator, self.text("target")
        if sign in SYMBOLS and not any(c.isdigit() for c in text):
            return f"而计算符号是“{sign}”，只能和数字相比"
        return "读不出是几，也不是定性的文字"

    @cached_property
    def behind(self) -> bool:
        """Tell whether the light is red or yellow."""
        return self.progress is not None and self.progress.light in BEHIND

    def shown(self, rest: str = "target") -> str:
        """Show a value with its sign and unit, as the form prints it."""
        known = self._shown.get(rest)
        if known is None:
            sign = self.text("operator") if rest == "target" else ""
            known = self._shown[rest] = join_target(sign, self.text(rest), self.text("unit"))
        return known


def proposal(one: Indicator, settings: Settings) -> scoring.Proposal:
    """Give what an indicator earns by its target in 分, with the working (财预〔2020〕10号)."""
    texts = scoring.RowTexts(*(one.text(rest) for rest in scoring.READ))
    return scoring.proposed(texts, one.year, settings)


def time_point(dossier: Dossier, settings: Settings) -> date | None:
    """Give the date that monitoring looks at: the dossier's own, else the notice's."""
    text = dossier.text("monitoring.as_of")
    return read_date(text, dossier.year) if text.strip() else settings.as_of


bands = progress.bands_of


@dataclass(frozen=True)
class _Held:
    """The rows of the dossier last looked at."""

    dossier: Dossier | None = None
    settings: Settings | None = None
    rows: Mapping[str, Indicator] = field(default_factory=dict)
    as_of: date | None = None

    @cached_property
    def started(self) -> tuple[Indicator, ...]:
        """Give those that somebody began to fill in."""
        return tuple(one for one in self.rows.values() if one.started)


_held: dict[bool, _Held] = {}
"""Rows last looked at: of a project, and of a unit's whole year."""


def rows_of(dossier: Dossier, settings: Settings) -> Mapping[str, Indicator]:
    """Give every indicator row by id; rows whose texts stayed since the last look are kept."""
    return _held_of(dossier, settings).rows


def _held_of(dossier: Dossier, settings: Settings) -> _Held:
    slot = "whole unit" in dossier.worked_out
    last = _held.get(slot, _Held())
    if last.dossier is dossier and last.settings is settings:
        return last
    former = last.rows if last.settings == settings else {}
    as_of, ids = time_point(dossier, settings), dossier.row_ids()
    touched = _touched(dossier, last) if former else None
    if touched is None or last.as_of != as_of or tuple(former) != ids:
        touched = frozenset(ids)
    rows = dict(former) if len(touched) < len(ids) else {}
    for row in ids if rows == {} else touched.intersection(ids):
        one = former.get(row)
        texts = tuple(map(dossier.entries.get, _paths_of("indicators", row)))
        fits = one is not None and one.texts == texts
        if one is None or not fits or (one.year, one.as_of) != (dossier.year, as_of):
            one = Indicator(dossier, settings, row, "indicators")
        rows[row] = one
    _held[slot] = made = _Held(dossier, settings, rows, as_of)
    return made


def _touched(dossier: Dossier, last: _Held) -> frozenset[str] | None:
    """Name the rows that changed since the last look, None where all may have."""
    before = dossier.before
    if before is None or last.dossier is None or before.dossier() is not last.dossier:
        return None
    inside = map(list_of, before.changed)
    return frozenset(found[1] for found in inside if found is not None)


def indicator_of(dossier: Dossier, settings: Settings, row: str, kind: str) -> Indicator:
    """Give one row of a list as an indicator."""
    if kind == "indicators":
        return rows_of(dossier, settings)[row]
    return Indicator(dossier, settings, row, kind)


def indicators(dossier: Dossier, settings: Settings) -> tuple[Indicator, ...]:
    """Give every indicator of the dossier that somebody began to fill in."""
    return _held_of(dossier, settings).started
