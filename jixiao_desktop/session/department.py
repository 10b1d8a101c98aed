"""What a department's own report says of all its projects, held against what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier, Entry, Origin
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.funds import SOURCES, fund_path
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.department import COUNT, SECTIONS, STAGES
from jixiao_desktop.rules.engine import Work, run_rules
from jixiao_desktop.rules.explained import answered
from jixiao_desktop.rules.surroundings import Surroundings
from jixiao_desktop.session.case import WHOLE

COLUMNS = (
    "initial",
    "adjustment",
    "revised",
    "received",
    "monitoring.spent",
    "monitoring.forecast",
)
KIND = "indicators"
HELD = ("report.", "time.", "progress_text.", "department.", "expense.")
"""Rules for one project's prose that hold for a department's as well."""

_ASKED = tuple(one for one in RULES if one.id.startswith(HELD))
_BESIDE_PROJECTS = tuple(one for one in RULES if one.id.startswith("whole."))
"""Rules that hold a unit's own figures against its projects'."""

RATE = "report.rate"
AS_OF = f"{WHOLE}monitoring.as_of"


def speaks(dossiers: Sequence[Dossier]) -> bool:
    """Tell whether a file has several projects, a department's text, and no figures of its own."""
    return len(dossiers) > 1 and speaks_of_itself(dossiers[0])


def speaks_of_itself(dossier: Dossier) -> bool:
    """Tell whether a department's text is there and no figures of its own beside it."""
    written = any(path != AS_OF for path, _ in told_by(dossier))
    return written and not any(path.startswith(f"{WHOLE}budget.") for path in dossier.entries)


def has_figures(dossier: Dossier) -> bool:
    """Tell whether the unit has figures of its own year, to be held against its projects'."""
    return any(path.startswith(f"{WHOLE}budget.") for path in dossier.entries)


def of_unit(unit: Dossier, dossiers: Sequence[Dossier], settings: Settings) -> tuple[Finding, ...]:
    """Return what a unit's own figures and words have otherwise than its projects; places raw."""
    around = Surroundings(projects=tuple(dossiers))
    return run_rules(_BESIDE_PROJECTS, Work(unit, settings, around))


def told_by(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Walk what a department says and for which time point: paths and texts.

    Where it has figures of its own year, those are told too.
    """
    if has_figures(dossier):
        told = ((p, entry.text) for p, entry in dossier.entries.items() if p.startswith(WHOLE))
        yield from told
        return
    for path, entry in dossier.entries.items():
        if path.startswith(f"{WHOLE}{SECTIONS}") and entry.text.strip():
            yield path, entry.text
    if AS_OF in dossier.entries:
        yield AS_OF, dossier.text(AS_OF)


def as_one(dossiers: Sequence[Dossier]) -> Dossier:
    """Look at a department as one project: the sum of its projects' money, all their indicators.

    A cell is summed only where every project has it; blank is not zero.
    """
    first = dossiers[0]
    texts = {
        path.removeprefix(WHOLE): entry.text
        for path, entry in first.entries.items()
        if path.startswith(f"{WHOLE}{SECTIONS}")
    }
    name = first.text("unit.name")
    texts |= {"unit.name": name, "implementer": name, COUNT: str(len(dossiers))}
    for path in ("purpose", "goal"):
        texts[path] = "\n".join(one.text(path) for one in dossiers if one.filled(path))
    texts["purpose"] += "".join("\n" + one.text("name") for one in dossiers)
    as_of = first.text(AS_OF) or first.text("monitoring.as_of")
    texts |= {"monitoring.as_of": as_of, **_sums(dossiers)}
    rows = []
    for at, one in enumerate(dossiers):
        for row in one.row_ids(KIND):
            rows.append(f"{at}_{row}")
            below = f"{KIND}.{row}."
            texts |= {
                f"{KIND}.{at}_{row}.{path.removeprefix(below)}": entry.text
                for path, entry in one.under(below)
            }
    entries = {path: Entry(text, Origin.COMPUTED) for path, text in texts.items() if text}
    return Dossier(first.year, entries, {KIND: tuple(rows)}, stages=frozenset(STAGES))


def _sums(dossiers: Sequence[Dossier]) -> Mapping[str, str]:
    made = {}
    for source in SOURCES:
        for column in COLUMNS:
            cells = [funds.amount(one, source, column) for one in dossiers]
            known = [cell for cell in cells if cell is not None]
            if len(known) == len(cells):
                made[fund_path(source, column)] = plain(sum(known, Decimal(0)))
    return made


def of_department(dossiers: Sequence[Dossier], settings: Settings) -> tuple[Finding, ...]:
    """Return what the department's text says otherwise than its projects; places still raw."""
    raw = run_rules(_ASKED, Work(as_one(dossiers), replace(settings, required=())))
    held = (f for f in raw if f.path.startswith(SECTIONS))
    own = _own_rates(dossiers)
    told = [_moved(f) for f in held if f.rule != RATE or f.data.get("written") not in own]
    return tuple(answered(told, dossiers[0]))


def _own_rates(dossiers: Sequence[Dossier]) -> frozenset[str]:
    """Write the rates of the single projects as a text may: it may speak of one of them."""
    written = set()
    for one in dossiers:
        for column in ("monitoring.spent", "received"):
            part = funds.amount(one, "total", column)
            for whole in (funds.amount(one, "total", "initial"), funds.yearly_budget(one)):
                share = rate(part, whole)
                for places in (0, 1, 2) if share is not None else ():
                    written |= {show_rate(share, places), show_rate(share, places, zeros=False)}
    return frozenset(written)


def _moved(finding: Finding) -> Finding:
    """Move a finding to the department's own text; the sums stand in the projects."""
    message = finding.data.get("message", finding.message).replace("表中", "各项目合计")
    data = {**finding.data, "message": message}
    path = f"{WHOLE}{finding.path}"
    return replace(finding, path=path, also=(), follows="", message=message, data=data, mend=None)
