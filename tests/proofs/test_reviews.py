"""The reviewer inside against the corpus: sound dossiers, faults by class, the given documents.

The sound dossiers and the mutators follow the findings, not the rules. Where the
program is not there yet, ``reviews/floors.toml`` and ``reviews/not_yet.toml`` hold today's
state; they are only ever mended upwards.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from typing import Any

import pytest

from tests.proofs.reviews.hand import FAULTS, sound_dossiers
from tests.proofs.reviews.marked import looked_at, marks, not_yet
from tests.proofs.reviews.measure import HERE, Tally, check, measured, undetectable
from tests.proofs.reviews.neutral import heard

IN_EACH = 2
MOST_EXPLAIN = 2
AIM = 0.95
KINDS = sorted({fault.kind for fault in FAULTS})
CLASSES = {*(f"A{n}" for n in range(1, 15)), "B1", "B2", "B3", "B4", "B6", "C3", "D1", "D2"}


@lru_cache(1)
def floors() -> dict[str, Any]:
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@lru_cache(1)
def tally() -> Tally:
    return measured(most=IN_EACH)


def test_the_corpus_is_wide() -> None:
    assert len(sound_dossiers()) >= 8
    assert len(FAULTS) >= 80
    assert set(KINDS) >= CLASSES
    assert set(undetectable()) >= {"A15", "C1", "C2", "C4", "C5", "C6", "C7"}


def test_every_mutator_fits_somewhere() -> None:
    assert {fault.title for fault in FAULTS} == {r.fault.title for r in tally().results}


@pytest.mark.parametrize("name", sound_dossiers())
def test_a_sound_dossier_passes(name: str) -> None:
    counts = Counter(finding["severity"] for finding in check(sound_dossiers()[name]))
    known = floors()["sound"].get(name, {})
    assert counts["must_fix"] <= known.get("must_fix", 0)
    assert counts["explain"] <= known.get("explain", MOST_EXPLAIN)


@pytest.mark.parametrize("kind", KINDS)
def test_faults_of_a_class_are_named(kind: str) -> None:
    chosen = [r for r in tally().results if r.fault.kind == kind]
    named, made = tally().recall(chosen)
    missed = [f"{r.fault.name} in {r.dossier}: {r.missed[0].places[0]}" for r in chosen if r.missed]
    assert named / made >= floors()["recall"].get(kind, AIM), missed


def test_what_is_said_of_a_fault_belongs_to_it() -> None:
    due, said = tally().precision()
    assert due / said >= floors()["precision"]


@pytest.mark.parametrize("name", sound_dossiers())
def test_the_same_in_another_hand_is_left_in_peace(name: str) -> None:
    cries = [
        f"{one.change}: {finding['message']}"
        for one in heard({name: sound_dossiers()[name]})
        for finding in one.news
    ]
    assert len(cries) <= floors()["neutral"].get(name, 0), cries


@lru_cache(1)
def named() -> dict[str, bool]:
    return {mark.title: found for mark, found in looked_at()}


@pytest.mark.parametrize("document", marks())
def test_every_marked_fault_is_named_at_its_place(document: str) -> None:
    unnamed = {mark.title for mark in marks()[document] if not named()[mark.title]}
    assert unnamed <= not_yet()


def test_what_is_named_leaves_the_table() -> None:
    """A fault that is named by now is taken out of reviews/not_yet.toml."""
    assert {title for title in not_yet() if named().get(title, True)} == set()
