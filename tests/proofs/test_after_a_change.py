"""After any change the findings are those of a whole check, whatever the dossier and the place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import Dossier, Entry
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import Since, check_dossier
from jixiao_desktop.session.exchange import dossiers_of, parse

DATA = Path(__file__).parent.parent / "data" / "heldout"
FILES = sorted(file for file in DATA.glob("*.json") if "expected" not in file.name)
CATALOG = load_catalog()


@cache
def opened(file: Path) -> tuple[Case, tuple[Finding, ...]] | None:
    """Open the first project of a file as the window has it, with what was found in it."""
    exchange = parse(file.read_bytes(), CATALOG.dictionary)
    found = dossiers_of(exchange)
    if not found:
        return None
    case = Case(CATALOG, CATALOG.notice("", exchange.year), exchange.year, (found[0].dossier,))
    return case, looked_at(case, case.dossier)


def looked_at(case: Case, dossier: Dossier, last: Since | None = None) -> tuple[Finding, ...]:
    forms = [form for form in case.forms() if form.stage in dossier.stages] or case.forms()
    return check_dossier(dossier, case.settings(), CATALOG, forms, last or Since())


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_rules_that_run_again_are_enough(data: st.DataObject) -> None:
    known = opened(data.draw(st.sampled_from(FILES), label="file"))
    if known is None:
        return
    case, before = known
    dossier = case.dossier
    path = data.draw(st.sampled_from(sorted(dossier.entries)), label="place")
    others = sorted({entry.text for entry in dossier.entries.values()})
    appended = st.just(f"{dossier.text(path)}，共37人")
    text = data.draw(st.one_of(st.just(""), appended, st.sampled_from(others)), label="text")
    changed = replace(dossier, entries={**dossier.entries, path: Entry(text)})
    last = Since(changed=frozenset({path}), previous=before)
    assert looked_at(case, changed, last) == looked_at(case, changed)


def test_there_is_enough_to_change() -> None:
    projects = [known for known in map(opened, FILES) if known]
    assert len(projects) > 50
    if not any(before for _, before in projects):
        pytest.fail("nothing was found in any dossier")
