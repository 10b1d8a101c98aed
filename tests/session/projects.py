"""Projects of the examples, and a form's table of rows laid over them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.forms import Form, Section
from jixiao_desktop.catalog.loading import load_catalog, words_for
from jixiao_desktop.domain.dossier import Dossier, Entry, of_texts
from jixiao_desktop.domain.kinds import join_ticks
from jixiao_desktop.session.printed import printed_words
from jixiao_desktop.session.row_table import Table, columns_of, lines_of

DATA = Path(__file__).resolve().parents[1] / "data"
JULY = date(2024, 7, 31)


def party_school() -> Dossier:
    """The party school's project as its clerk filled it."""
    return project_of("monitoring-party-school.json")


def project_of(name: str) -> Dossier:
    """The first project of an exchange file in the examples, with its unit."""
    data = json.loads((DATA / "examples" / name).read_text("utf-8"))
    project = data["projects"][0]
    texts = dict(flat({"unit": data["unit"]}))
    rows = []
    for number, row in enumerate(project.pop("indicators"), 1):
        rows.append(f"k{number}")
        texts |= dict(flat(row, f"indicators.k{number}."))
    texts |= dict(flat(project))
    return of_texts(2024, texts, {"indicators": tuple(rows)}, ["monitoring"])


def flat(data: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    """Paths and texts of nested data."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield f"{prefix}{key}", join_ticks(value)
        elif isinstance(value, str):
            yield f"{prefix}{key}", value


def approved(dossier: Dossier) -> Dossier:
    """The same project after its goal was approved."""
    return dossier.with_entries({"approved.date": Entry("2024年2月20日")})


def section(layout: str, stage: str = "monitoring") -> tuple[Section, Form]:
    """The first section of this layout in a form of this stage."""
    for form in load_catalog().forms():
        for found in form.sections:
            if found.layout == layout and form.stage == stage:
                return found, form
    raise LookupError(layout)


def table_of(dossier: Dossier, stage: str = "monitoring") -> Table:
    """The indicator table of a form as the screen shows it for a project."""
    found, form = section("rows", stage)
    assert found.rows is not None
    catalog = load_catalog()
    printed = printed_words(form, words_for(catalog.notice(), form, dossier.year, JULY))
    return Table(
        found.rows.each,
        columns_of(found.rows, catalog.dictionary, printed),
        lines_of(dossier, found.rows, printed.classes[found.rows.each]),
    )


def column(table: Table, name: str) -> int:
    """The place of a column by the words over it."""
    return next(i for i, c in enumerate(table.columns) if c.label == name)
