"""Filled pages for tests: the examples' projects in every official table."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog, words_for
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.grid.fill import fill
from jixiao_desktop.grid.sheet import Grid
from jixiao_desktop.session.exchange import dossiers_of, parse

DATA = Path(__file__).resolve().parents[1] / "data"
MONITORING, SELF_EVALUATION = "monitoring-table", "self-evaluation-table"
EXAMPLES = (
    (MONITORING, "monitoring-party-school"),
    (MONITORING, "monitoring-river-chiefs"),
    (SELF_EVALUATION, "self-evaluation-training"),
    (SELF_EVALUATION, "self-evaluation-equipment"),
)


@dataclass(frozen=True)
class Filled:
    """A form with what it is filled from."""

    form: Form
    dossier: Dossier
    settings: Settings
    words: dict[str, str]

    def grid(self, *, empty: bool = False) -> Grid:
        """Fill the form."""
        return fill(self.form, self.dossier, self.settings, self.words, empty=empty)

    def with_texts(self, changes: dict[str, str], rows: tuple[str, ...] | None = None) -> Filled:
        """The same with some texts changed, and other rows where given."""
        entries = {p: e.text for p, e in self.dossier.entries.items()} | changes
        ids = {"indicators": rows} if rows is not None else dict(self.dossier.rows)
        return replace(self, dossier=of_texts(self.dossier.year, entries, ids))


def example(form_id: str, name: str) -> Filled:
    """The first project of an example file in one form."""
    catalog = load_catalog()
    data = json.loads((DATA / "examples" / f"{name}.json").read_text("utf-8"))
    subject = dossiers_of(parse(data, catalog.dictionary))[0]
    return laid_out(form_id, plain(subject.dossier))


def plain(dossier: Dossier) -> Dossier:
    """The same dossier with short row ids."""
    ids = dossier.row_ids()
    names = {row: f"i{n}" for n, row in enumerate(ids, 1)}
    texts = {}
    for path, entry in dossier.entries.items():
        head, _, rest = path.removeprefix("indicators.").partition(".")
        new = f"indicators.{names[head]}.{rest}" if head in names else path
        texts[new] = entry.text
    return of_texts(dossier.year, texts, {"indicators": tuple(names.values())})


def laid_out(form_id: str, dossier: Dossier) -> Filled:
    """A dossier in one form, under the national notice of its year."""
    catalog = load_catalog()
    form = catalog.form(form_id, year=dossier.year)
    assert isinstance(form, Form)
    notice = catalog.notice("national", dossier.year)
    settings = catalog.settings_for(notice, form, dossier.year)
    as_of = settings.as_of or date(dossier.year, 7, 31)
    words = words_for(notice, form, dossier.year, as_of)
    return Filled(form, dossier, replace(settings, as_of=as_of), words)


def party_school() -> Filled:
    """The party school's monitoring table."""
    return example(*EXAMPLES[0])


def longest_texts() -> list[str]:
    """The longest texts that offices really wrote, longest first (2,314 characters)."""
    lines = (DATA / "review-summary-rows-1-28.tsv").read_text("utf-8").splitlines()
    cells = {cell for line in lines for cell in line.split("\t")}
    return sorted(cells, key=len, reverse=True)[:5]
