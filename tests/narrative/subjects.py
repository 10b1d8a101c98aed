"""Examples as subjects of a report, and changes laid over them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.narrative.compose import Subject
from jixiao_desktop.session.exchange import dossiers_of, parse

DATA = Path(__file__).resolve().parents[1] / "data"
PARTY_SCHOOL = "monitoring-party-school.json"
RIVER_CHIEFS = "monitoring-river-chiefs.json"


def report() -> Report:
    """The monitoring report of the notice's annex 1."""
    found = load_catalog().form("monitoring-report", year=2024)
    assert isinstance(found, Report)
    return found


def subject(*names: str) -> Subject:
    """A subject of one or several example files."""
    catalog = load_catalog()
    projects: list[Dossier] = []
    for name in names or (PARTY_SCHOOL,):
        data = (DATA / "examples" / name).read_text("utf-8")
        projects += [one.dossier for one in dossiers_of(parse(data, catalog.dictionary))]
    settings = catalog.settings_for(catalog.notice("", 2024), None, 2024)
    return Subject(projects[0], tuple(projects), settings, catalog.dictionary)


def with_texts(base: Subject, texts: dict[str, str], project: int = 0) -> Subject:
    """The same subject with some texts of one project typed anew."""
    changes = {path: Entry(text) for path, text in texts.items()}
    projects = list(base.projects)
    projects[project] = projects[project].with_entries(changes)
    unit = base.unit if base.several else projects[0]
    return replace(base, unit=unit, projects=tuple(projects))


def with_unit(base: Subject, texts: dict[str, str]) -> Subject:
    """The same subject with some of the unit's own texts typed anew."""
    changes = {path: Entry(text) for path, text in texts.items()}
    return replace(base, unit=base.unit.with_entries(changes))
