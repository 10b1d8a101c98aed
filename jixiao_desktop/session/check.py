"""Checking a dossier: rules run, places put into words, the verdict, and the outsiders' JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.catalog.forms import UNIT, Form
from jixiao_desktop.catalog.loading import Catalog
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain import funds, paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import look
from jixiao_desktop.rules.engine import WHERE, ordered
from jixiao_desktop.rules.same_fault import told_once
from jixiao_desktop.rules.sentences import hint_sentences
from jixiao_desktop.rules.surroundings import FieldKind, Surroundings
from jixiao_desktop.session.around import in_case
from jixiao_desktop.session.case import WHOLE, Case, stages_in
from jixiao_desktop.session.department import has_figures, of_department, of_unit, speaks
from jixiao_desktop.session.exchange import exchange_path
from jixiao_desktop.session.places_in_words import Places

Forms = Sequence[Form | Report]
READY = "可以上报"
MOST_PLACES = 32
_places_made: dict[tuple[object, ...], Places] = {}


@dataclass(frozen=True)
class Since:
    """What a check may build on: what lies around the dossier, and the findings before a change.

    ``changed`` holds the paths that differ from when ``previous`` was found; a list's name
    (``indicators``) says that rows came, went or moved.
    """

    surroundings: Surroundings | None = None
    changed: frozenset[str] | None = None
    previous: tuple[Finding, ...] | None = None


NOTHING_BEFORE = Since()


def check_dossier(
    dossier: Dossier,
    settings: Settings,
    catalog: Catalog,
    forms: Forms,
    last: Since = NOTHING_BEFORE,
) -> tuple[Finding, ...]:
    """Check one project against the forms in use; gravest first, every place in words."""
    dossier = in_work(dossier, forms)
    required = tuple(dict.fromkeys((*settings.required, *_asked(forms, dossier))))
    settings = replace(settings, required=required)
    around = last.surroundings or Surroundings()
    kinds = _kinds(catalog.dictionary, _own_classes(forms), _limits(forms))
    around = replace(around, fields=kinds, hints=_hints(catalog))
    raw = look(dossier, settings, around, last.changed, last.previous)
    places = _places(catalog.dictionary, forms, settings.as_of)
    project = dossier.text("name").strip()
    settled = last.changed is not None and not any(map(renames, last.changed))
    named = [
        f if settled and f.where else _named(f, places.words(dossier, f.path), project) for f in raw
    ]
    return ordered(named, lambda path: places.key(dossier, path))


def renames(path: str) -> bool:
    """Tell whether a change at a path can alter how a place is called."""
    return path in paths.ROW_KINDS or path.endswith((".name", ".as_of")) or path == "name"


def in_work(dossier: Dossier, forms: Forms) -> Dossier:
    """Say which stages are in work, where the dossier does not: those of its forms.

    A dossier that carries only another stage's values is looked at in that stage.
    """
    if dossier.stages:
        return dossier
    asked = frozenset(form.stage for form in forms)
    carried = stages_in(dossier, paths.STAGES)
    return replace(dossier, stages=asked if asked & carried or not carried else carried)


def _asked(forms: Forms, dossier: Dossier) -> tuple[str, ...]:
    stages = dossier.stages
    if {"evaluation", "self_evaluation"} <= stages and funds.only_money(dossier, "self_evaluation"):
        stages -= {"self_evaluation"}  # an evaluation that only tells what was spent
    tables = (form for form in forms if isinstance(form, Form))
    return tuple(pattern for form in tables if form.stage in stages for pattern in form.required())


Classes = tuple[tuple[str, tuple[str, ...]], ...]


def _own_classes(forms: Forms) -> Classes:
    """Return the classes of indicators that only these forms have, by pattern."""
    tables = (rows for form in forms if isinstance(form, Form) for rows in form.rows())
    return tuple(
        (f"{rows.each}[].{path}", words) for rows in tables for path, words in rows.choices
    )


@lru_cache(4)
def _hints(catalog: Catalog) -> frozenset[str]:
    """Return the sentences by which forms and reports say what to write, blanks taken off."""
    said = [field.help for field in catalog.dictionary]
    said += [block.hint for report in catalog.reports() for block in report.blocks]
    return hint_sentences(said)


def _limits(forms: Forms) -> tuple[tuple[str, int], ...]:
    """Return how many characters the boxes of these forms want at most, by pattern."""
    tables = (form for form in forms if isinstance(form, Form))
    places = (place for form in tables for section in form.sections for place in section.places)
    return tuple((place.path, place.limit) for place in places if place.limit and place.path)


@lru_cache(8)
def _kinds(
    dictionary: Dictionary, classes: Classes, limits: tuple[tuple[str, int], ...]
) -> Mapping[str, FieldKind]:
    made = {f.pattern: FieldKind(f.kind, f.unit, f.choices) for f in dictionary}
    for pattern, words in classes:
        known = made[pattern]
        made[pattern] = replace(known, choices=(*words, *known.choices))
    for pattern, most in limits:
        if pattern in made:
            made[pattern] = replace(made[pattern], limit=most)
    return made


def _places(dictionary: Dictionary, forms: Forms, as_of: date | None) -> Places:
    """Give the places of a set of forms, worked out once per set and time point."""
    ids = tuple((f.id, f.edition, f.year, getattr(f, "headings", ())) for f in forms)
    key = (id(dictionary), ids, as_of)
    if key not in _places_made:
        if len(_places_made) >= MOST_PLACES:
            _places_made.clear()
        _places_made[key] = Places(dictionary, forms, as_of)
    return _places_made[key]


def _named(finding: Finding, where: str, project: str) -> Finding:
    """Put the place into a finding's words; one kept from before may stand elsewhere now."""
    if finding.where == where and finding.project == project:
        return finding
    message = finding.data.get("message", finding.message).replace(WHERE, where, 1)
    return replace(finding, where=where, message=message, project=project)


@dataclass(frozen=True)
class Verdict:
    """How many findings withhold 可以上报, and the one sentence that says so.

    Counted are root causes: what follows from another finding goes with it, and what was
    explained in writing passes.
    """

    must_fix: int
    explain: int
    hint: int

    @property
    def ready(self) -> bool:
        """Tell whether nothing withholds the mark."""
        return not (self.must_fix or self.explain)

    @property
    def sentence(self) -> str:
        """Say it: “可以上报” or “还差 3 处必改、2 处需说明”."""
        open_ones = ((self.must_fix, Severity.MUST_FIX), (self.explain, Severity.EXPLAIN))
        parts = [f"{count} 处{severity.word}" for count, severity in open_ones if count]
        return f"还差 {'、'.join(parts)}" if parts else READY


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Count what is open."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        open_one = finding.severity is Severity.HINT or not finding.passes
        if open_one and not finding.follows:
            counts[finding.severity] += 1
    return Verdict(counts[Severity.MUST_FIX], counts[Severity.EXPLAIN], counts[Severity.HINT])


def check_case(
    case: Case, others: Sequence[Surroundings] | None = None
) -> list[tuple[Finding, ...]]:
    """Check every subject of a case (its projects, then the unit), one tuple of findings each.

    Where the unit is checked for itself, its projects do not repeat what is the unit's. ``others``
    say what lies around each project; without them it is the other projects of the case.
    """
    case = case.as_checked
    subjects = case.subjects
    around = [*(in_case(case.dossiers) if others is None else others), Surroundings()]
    found = [_checked(case, *pair) for pair in zip(subjects, around, strict=False)]
    if subjects and subjects[-1] is case.unit:
        found[:-1] = [tuple(f for f in one if not f.path.startswith(WHOLE)) for one in found[:-1]]
        found[-1] = with_department(case, found[-1])
    elif found:  # a project carries the unit's report along: what is said of it is said once
        found[1:] = [tuple(f for f in one if not f.path.startswith(WHOLE)) for one in found[1:]]
        found[0] = with_department(case, found[0])
    return found


def with_department(case: Case, said: Sequence[Finding]) -> tuple[Finding, ...]:
    """Put what a department's text says otherwise than its projects beside what was found."""
    known = {(finding.rule, finding.path) for finding in said}
    more = (f for f in department_findings(case) if (f.rule, f.path) not in known)
    return tuple(told_once([*said, *more]))


def department_findings(case: Case) -> Iterator[Finding]:
    """Give what a department's own report says otherwise than its projects."""
    alone = speaks(case.dossiers)
    if not alone and not has_figures(case.of_unit):
        return
    forms = case.forms()
    stages = in_work(case.of_unit, forms).stages
    settings = case.checked_with(forms, "monitoring" if alone else min(stages, default=""))
    places = _places(case.catalog.dictionary, forms, settings.as_of)
    if alone:
        said = of_department(case.dossiers, settings)
    else:
        said = of_unit(case.of_unit, case.dossiers, settings)
    for finding in said:
        yield _named(finding, places.words(case.of_unit, finding.path), "")


def _checked(case: Case, dossier: Dossier, around: Surroundings) -> tuple[Finding, ...]:
    """Check one subject against the notice's forms of its stages, else the newest there are."""
    whole = dossier is case.unit
    alone = case.only(dossier)
    stages = in_work(dossier, case.forms()).stages
    forms = [form for form in case.forms() if form.stage in stages]
    if not forms:
        known: list[Form | Report] = [*case.catalog.forms(), *case.catalog.reports()]
        ids = dict.fromkeys(form.id for form in known if form.stage in stages)
        forms = [case.form(form_id) for form_id in ids]
    stage = forms[0].stage if forms else ""
    mine = [form for form in forms if (form.scope == UNIT) is whole]
    settings = alone.checked_with(mine, stage)
    return check_dossier(dossier, settings, case.catalog, mine, Since(around))


def to_json(
    case: Case,
    per_project: Sequence[Sequence[Finding]],
    positions: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Give findings in the shape that other programs rely on (contract/exchange.md).

    ``positions`` are the projects' places in the file that was read, where not all were taken.
    """
    everything = [finding for findings in per_project for finding in findings]
    counted = verdict(everything)
    places: list[int | None] = [*(range(len(case.dossiers)) if positions is None else positions)]
    places += [None] * (len(per_project) - len(places))
    return {
        "verdict": {
            "must_fix": counted.must_fix,
            "explain": counted.explain,
            "hint": counted.hint,
        },
        "findings": [
            _as_json(finding, dossier, at)
            for dossier, findings, at in zip(case.subjects, per_project, places, strict=True)
            for finding in findings
        ],
    }


def _as_json(finding: Finding, dossier: Dossier, project: int | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "project": finding.project,
        "path": exchange_path(finding.path, dossier, project),
        "also": [exchange_path(path, dossier, project) for path in finding.also],
        "message": finding.message,
        "fix": finding.fix,
        "basis": finding.basis,
    }
    if finding.explained and not finding.doubt:
        made["explained"] = finding.explained
    if finding.follows:
        made["follows"] = exchange_path(finding.follows, dossier, project)
    return made
