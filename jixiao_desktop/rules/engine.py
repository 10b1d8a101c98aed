"""The rule mechanism: one function is one rule, it yields findings and never stops at the first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from types import ModuleType
from typing import Any, TypedDict, Unpack

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding, Mend, Severity
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.explained import answered
from jixiao_desktop.rules.folding import folded
from jixiao_desktop.rules.indicator import indicator_of
from jixiao_desktop.rules.surroundings import ALONE, Surroundings

log = logging.getLogger(__name__)

WITHIN = "同一份材料内各数应当相符"
"""Authority of arithmetic and plain contradiction: none is needed beyond the document."""

MINISTRY = "财预〔2019〕136号 附件"
WHERE = "{where}"
LONGEST_SHOWN = 120
TEXTS = "texts"
"""What a rule looks at that takes every filled text by itself, whatever it is."""


@dataclass(frozen=True)
class Found:
    """What a rule yields: the place to mend, its company, and the words of the message."""

    path: str
    also: tuple[str, ...] = ()
    mend: Mend | None = None
    severity: Severity | None = None
    follows: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


class _Company(TypedDict, total=False):
    also: tuple[str, ...]
    mend: Mend | None
    severity: Severity | None
    follows: str


COMPANY = frozenset(_Company.__annotations__)


def found(path: str, **given: Any) -> Found:
    """Build one finding; also, mend, severity and follows apart, all else fills the message.

    Amounts may be given as Decimal in 万元; everything else as it should be read.
    """
    company = {key: given.pop(key) for key in COMPANY & given.keys()}
    return Found(path, data=given, **company)


class RuleWords(TypedDict, total=False):
    """What a rule says of itself beside its id."""

    title: str
    severity: Severity
    reads: tuple[str, ...]
    message: str
    fix: str
    basis: str
    stage: str
    each: str
    least: int
    alone: bool
    what: str
    failing: tuple[Example, ...]
    passing: tuple[Example, ...]


@dataclass(frozen=True)
class Rule:
    """One rule: its words, its examples and the function that looks."""

    id: str
    check: Callable[..., Iterable[Found]]
    title: str
    severity: Severity
    reads: tuple[str, ...]
    message: str
    fix: str = ""
    basis: str = ""
    stage: str = ""
    """Stage in which the rule speaks, "" for always."""
    each: str = ""
    """A list of rows (``indicators``) or TEXTS: the rule looks at one and yields within it."""
    least: int = 0
    """Texts of fewer characters are not looked at, where the rule takes every text."""
    alone: bool = False
    """The rule walks all texts and judges each by itself: after a change it sees only those."""
    what: str = ""
    """One sentence of help, "" where the function's docstring says it."""
    failing: tuple[Example, ...] = ()
    passing: tuple[Example, ...] = ()

    @cached_property
    def surveys(self) -> bool:
        """Tell whether the rule asks for the surroundings."""
        return "surroundings" in self.check.__annotations__

    def speaks(self, dossier: Dossier, settings: Settings) -> bool:
        """Tell whether the rule applies: not switched off, and its stage in work."""
        in_work = not self.stage or self.stage in dossier.stages
        return in_work and self.id not in settings.rules_off


class RuleError(Exception):
    """Two rules with one id, or a rule without examples: found at import, never in use."""


def rule(
    rule_id: str, **words: Unpack[RuleWords]
) -> Callable[[Callable[..., Iterable[Found]]], Rule]:
    """Make a generator function a rule; its module is listed by name in ``rules``."""

    def made(check: Callable[..., Iterable[Found]]) -> Rule:
        return Rule(rule_id, check, **words)

    return made


def assemble(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    """Gather the rules of modules in the order written; a doubled id or no example is refused."""
    rules: dict[str, Rule] = {}
    for module in modules:
        for one in vars(module).values():
            if not isinstance(one, Rule):
                continue
            if one.id in rules:
                raise RuleError(f"{one.id} is defined twice")
            if not (one.failing and one.passing):
                raise RuleError(f"{one.id} has no failing or no passing example")
            rules[one.id] = one
    return tuple(rules.values())


def touches(one: Rule, changed: Iterable[str]) -> bool:
    """Tell whether a change can alter what a rule finds; a list's name stands for its rows."""
    return any(_meets(one.reads, paths.pattern_of(path)) for path in changed)


@lru_cache(65536)  # asked for every rule at every key
def _touched(reads: tuple[str, ...], patterns: frozenset[str]) -> bool:
    return any(_meets(reads, pattern) for pattern in patterns)


@lru_cache(65536)
def _meets(reads: tuple[str, ...], pattern: str) -> bool:
    return any(pattern.startswith(r) or r.startswith(pattern) for r in reads)


def units_of(each: str, dossier: Dossier, only: frozenset[str] | None = None) -> Sequence[str]:
    """Give what a rule looks at one by one: the rows of its list, or the paths of all texts.

    ``only`` confines them to a few; a text among thousands is not looked for.
    """
    if each == TEXTS:
        entries = dossier.entries
        return list(entries) if only is None else sorted(path for path in only if path in entries)
    rows = dossier.row_ids(each)
    return rows if only is None else [row for row in rows if row in only]


def unit_of(each: str, path: str) -> str | None:
    """Give the row (or text) that a path belongs to for rules that look at one by one."""
    if each == TEXTS:
        return None if path in paths.ROW_KINDS else path
    inside = paths.list_of(path)
    return inside[1] if inside is not None and inside[0] == each else None


@dataclass(frozen=True)
class Work:
    """One run over one dossier: what every rule is given."""

    dossier: Dossier
    settings: Settings
    surroundings: Surroundings = ALONE
    changed: frozenset[str] | None = None
    previous: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    def findings_of(self, one: Rule) -> list[Finding]:
        """Run one rule where it has to be, and keep its former findings where it has not."""
        former = self.previous.get(one.id, ())
        if self._patterns is not None and not _touched(one.reads, self._patterns):
            return list(former)
        if one.alone and self._narrow is not None:
            changed = self.changed or frozenset()
            others = [f for f in former if f.path not in changed]
            return others + [f for f in self._narrow._guarded(one) if f.path in changed]
        if not one.each:
            return self._guarded(one)
        only = self._units_changed(one)
        units = self._given(one.each, one.least, only)
        if only is None:
            return self._guarded_each(one, units)
        kept = [f for f in former if unit_of(one.each, f.path) not in only]
        return kept + self._guarded_each(one, units)

    @cached_property
    def _patterns(self) -> frozenset[str] | None:
        """Give the changed places as patterns, once for all rules."""
        return None if self.changed is None else frozenset(map(paths.pattern_of, self.changed))

    @cached_property
    def _narrow(self) -> Work | None:
        """Give the changed texts and the time points; None where rows came, went or moved."""
        if self.changed is None or not self.changed.isdisjoint(paths.ROW_KINDS):
            return None
        known = self.dossier.entries
        seen = (*self.changed, *(f"{stage}.as_of" for stage in paths.STAGES))
        entries = {path: known[path] for path in seen if path in known}
        return replace(self, dossier=replace(self.dossier, entries=entries))

    def _units_changed(self, one: Rule) -> frozenset[str] | None:
        """Name the rows or texts that the change is confined to; None where it is not."""
        if self.changed is None:
            return None
        if one.each not in self._confined:
            units = {path: unit_of(one.each, path) for path in self.changed}
            known = frozenset(unit for unit in units.values() if unit is not None)
            others = [path for path, unit in units.items() if unit is None]
            self._confined[one.each] = known, others
        inside, beside = self._confined[one.each]
        return None if touches(one, beside) else inside

    @cached_property
    def _confined(self) -> dict[str, tuple[frozenset[str], list[str]]]:
        return {}

    def _given(self, each: str, least: int, only: frozenset[str] | None) -> Sequence[object]:
        """Give what a rule looks at, gathered once for all rules that look at the same."""
        key = each, least, only
        if key not in self._gathered:
            self._gathered[key] = self._gather(*key)
        return self._gathered[key]

    @cached_property
    def _gathered(self) -> dict[tuple[str, int, frozenset[str] | None], Sequence[object]]:
        return {}

    def _gather(self, each: str, least: int, only: frozenset[str] | None) -> Sequence[object]:
        """Give what rules look at one by one: texts long enough for them, or rows."""
        units = units_of(each, self.dossier, only)
        if each == TEXTS:
            entries = self.dossier.entries
            return [unit for unit in units if len(entries[unit].text) >= least]
        return [indicator_of(self.dossier, self.settings, unit, each) for unit in units]

    def _guarded_each(self, one: Rule, units: Iterable[object]) -> list[Finding]:
        """Collect what a rule yields of each unit; where it breaks, the others are still told."""
        made: list[Finding] = []
        around = {"surroundings": self.surroundings} if one.surveys else {}
        look = partial(one.check, self.dossier, self.settings, **around)
        for unit in units:
            try:
                for each in look(unit):
                    made.append(self._finding(one, each))
            except Exception:
                log.exception("rule %s broke off", one.id)
        return made

    def _guarded(self, one: Rule) -> list[Finding]:
        """Collect what a rule yields; one that breaks says nothing more and harms no other."""
        made: list[Finding] = []
        around = (self.surroundings,) if one.surveys else ()
        try:
            for each in one.check(self.dossier, self.settings, *around):
                made.append(self._finding(one, each))  # what was said before it broke is kept
        except Exception:
            log.exception("rule %s broke off", one.id)
        return made

    def _severity(self, one: Rule, each: Found) -> Severity:
        """Weigh a finding: where the notice makes its rule a hint, it is no more."""
        if one.id in self.settings.rules_hint:
            return Severity.HINT
        return each.severity or one.severity

    def _finding(self, one: Rule, each: Found) -> Finding:
        data = {key: _shown(value) for key, value in each.data.items()}
        message = one.message.format_map(data | {"where": WHERE})
        return Finding(
            rule=one.id,
            severity=self._severity(one, each),
            path=each.path,
            message=message,
            fix=one.fix.format_map(data),
            basis=authority(one, self.settings),
            also=each.also,
            mend=each.mend,
            follows=each.follows,
            data=data | {"message": message},
        )


def _shown(value: object) -> str:
    """Write a value into a message; a pasted page is cut to what can be read at a glance."""
    text = show_money(value) if isinstance(value, Decimal) else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def authority(one: Rule, settings: Settings) -> str:
    """Name on what authority a rule speaks: the notice first, then the ministry's document."""
    notice = settings.basis
    if not one.basis or one.basis == WITHIN or not notice or one.basis.startswith(notice):
        return one.basis
    return notice if notice.startswith(one.basis) else f"{notice}；{one.basis}"


def run_rules(rules: Iterable[Rule], work: Work) -> tuple[Finding, ...]:
    """Run rules over a dossier; every finding raw (``{where}`` left in), gravest first."""
    return ordered(rule_by_rule(rules, work), lambda path: place_key(work.dossier, path))


def rule_by_rule(rules: Iterable[Rule], work: Work) -> list[Finding]:
    """Run rules over a dossier for those who put the findings into an order of their own."""
    dossier, settings = work.dossier, work.settings
    made = [f for one in rules if one.speaks(dossier, settings) for f in work.findings_of(one)]
    return answered(folded(made), dossier)


Key = Callable[[str], tuple[object, ...]]


def ordered(findings: Iterable[Finding], key: Key) -> tuple[Finding, ...]:
    """Sort: gravest first, root causes before what follows, then by place."""
    found = tuple(findings)
    keys = {path: key(path) for path in {f.path for f in found}}  # many stand at one place
    return tuple(sorted(found, key=lambda f: (f.severity.rank, bool(f.follows), keys[f.path])))


PLACES = (
    "unit", "name", "code", "implementer", "department", "confidential", "period", "overview",
    "purpose", "approved", "budget", "monitoring.as_of", "monitoring.budget",
    "monitoring.budget_reason", "goal", "monitoring.goal_progress", "indicators", "monitoring",
)  # fmt: skip
_RANKS = {head: rank for rank, head in enumerate(PLACES)}


def place_key(dossier: Dossier, path: str) -> tuple[object, ...]:
    """Rank a path by the order of a filing, for sorting without any form at hand."""
    return _rank(path), dossier.position(path) or 0, path


@lru_cache(16384)
def _rank(path: str) -> int:
    first, _, rest = path.partition(".")
    two = f"{first}.{rest.partition('.')[0]}"
    return _RANKS.get(two, _RANKS.get(first, len(PLACES)))
