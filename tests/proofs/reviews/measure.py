"""Runs the program over sound and faulty dossiers; says what it found and what it missed."""

from __future__ import annotations

import random
import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case, to_json
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.summary_rows import check_rows, rows_of, with_rows
from tests.proofs.reviews import (  # noqa: F401
    cost_faults,
    department_faults,
    direction_faults,
    evaluation_faults,
    goal_faults,
    money_faults,
    pairs,
    prose_faults,
    reason_faults,
    self_evaluation_faults,
    summary_faults,
    target_faults,
    text_faults,
    unit_faults,
    vagueness_faults,
    year_faults,
)
from tests.proofs.reviews.hand import FAULTS, RANK, Due, Fault, Mutation, sound_dossiers

HERE = Path(__file__).parent
Finding = dict[str, Any]
ROW = re.compile(r"^(.*?(?:indicators|items|team|reviews)\[\d+\])")
PROSE = re.compile(r"sections|goal|purpose")
MONEY_TOLD = re.compile(
    r"budget|sections|goal|purpose|spent|\.indicators\[\d+\]\.(target|monitoring\.actual)"
)


@lru_cache(1)
def _catalog() -> Any:
    return load_catalog()


def check(data: Mapping[str, Any]) -> list[Finding]:
    """Return the findings of an exchange file, as the command line tells them."""
    catalog = _catalog()
    exchange = parse(data, catalog.dictionary)
    found = dossiers_of(exchange)
    notice = catalog.notice(exchange.notice or "", exchange.year)
    case = Case(
        catalog, notice, exchange.year, tuple(s.dossier for s in found), unit_dossier(exchange)
    )
    rows = [findings for _, findings in check_rows(rows_of(data), case)]
    findings: list[Finding] = with_rows(to_json(case, check_case(case)), rows)["findings"]
    return findings


def places(finding: Finding) -> set[str]:
    """Return every place a finding speaks of."""
    return {finding["path"], *finding["also"]}


def key(finding: Finding) -> tuple[str, str, str]:
    """Tell one finding from another, wherever its row stands."""
    return finding["rule"], finding["severity"], finding["message"]


def answers(finding: Finding, due: Due) -> bool:
    """Tell whether a finding is the one that is due."""
    return RANK[finding["severity"]] >= RANK[due.severity] and bool(
        places(finding) & set(due.places)
    )


@dataclass
class Result:
    """One dossier with one fault, checked."""

    fault: Fault
    dossier: str
    seed: int
    mutation: Mutation
    news: list[Finding]
    missed: list[Due] = field(default_factory=list)
    strays: list[Finding] = field(default_factory=list)

    @property
    def grave(self) -> list[Finding]:
        """Return what is new and more than a hint."""
        return [f for f in self.news if f["severity"] != "hint"]


def changed(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Name the places where two files differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            yield from changed(old.get(name), new.get(name), f"{path}.{name}" if path else name)
    elif isinstance(old, list) and isinstance(new, list) and len(old) <= len(new):
        if len(old) < len(new):
            yield path
        for at, one in enumerate(new):
            yield from changed(old[at] if at < len(old) else None, one, f"{path}[{at}]")
    elif isinstance(new, dict):
        for name in new:
            yield from changed(None, new[name], f"{path}.{name}")
    elif old != new:
        yield path


def near(place: str, touched: set[str], rows: set[str]) -> bool:
    """Tell whether a place was touched, stands in a row that was, or tells of money that was."""
    row = ROW.match(place)
    if place in touched or (row and row[1] in rows):
        return True
    owner = place.partition(".")[0]
    money = any(t.startswith(owner) and ".budget." in t for t in touched)
    if f"{owner}.indicators" in touched:  # rows came or went: texts may tell how many there are
        return bool(PROSE.search(place))
    if money and MONEY_TOLD.search(place):
        return True
    if place.startswith("unit_report.") and ".sections." in place:  # it tells of all its projects
        told = re.compile(r"^projects\[\d+\]\.(?:indicators|budget|monitoring\.budget)")
        if any(told.match(t) for t in touched):
            return True
    scores = any(t.startswith(owner) and t.endswith((".score", ".weight")) for t in touched)
    return scores and ".sections." in place


def tried(
    fault: Fault, name: str, data: dict[str, Any], seed: int, sound: list[Finding]
) -> Result | None:
    """Make a fault in a dossier and check it; None where it cannot be made."""
    rng = random.Random(zlib.crc32(f"{fault.title}/{name}/{seed}".encode()))
    mutation = fault.apply(data, rng)
    if mutation is None:
        return None
    before = {key(f) for f in sound}
    news = [f for f in check(mutation.data) if key(f) not in before]
    result = Result(fault, name, seed, mutation, news)
    result.missed = [due for due in mutation.due if not any(answers(f, due) for f in news)]
    touched = set(changed(data, mutation.data)) | {p for due in mutation.due for p in due.places}
    rows = {found[1] for one in touched if (found := ROW.match(one))}
    result.strays = [
        f
        for f in result.grave
        if not f.get("follows") and not any(near(place, touched, rows) for place in places(f))
    ]
    return result


@dataclass
class Tally:
    """What came of many tries."""

    results: list[Result]
    sound: dict[str, list[Finding]]

    def recall(self, results: Iterable[Result] | None = None) -> tuple[int, int]:
        """Return how many faults were named, and how many there were."""
        chosen = list(self.results if results is None else results)
        return sum(not r.missed for r in chosen), len(chosen)

    def by_class(self) -> dict[str, tuple[int, int]]:
        """Return the same for each class."""
        kinds = dict.fromkeys(r.fault.kind for r in self.results)
        return {k: self.recall(r for r in self.results if r.fault.kind == k) for k in sorted(kinds)}

    def by_fault(self) -> dict[str, tuple[int, int]]:
        """Return the same for each mutator."""
        names = dict.fromkeys(r.fault.title for r in self.results)
        return {n: self.recall(r for r in self.results if r.fault.title == n) for n in names}

    def precision(self) -> tuple[int, int]:
        """Return how many graver findings come of the fault, and how many there were."""
        grave = sum(len(r.grave) for r in self.results)
        return grave - sum(len(r.strays) for r in self.results), grave

    def false_alarms(self) -> Counter[str]:
        """Count by severity what is said of sound dossiers."""
        return Counter(f["severity"] for found in self.sound.values() for f in found)


def measured(seeds: int = 1, most: int = 0) -> Tally:
    """Try every fault in every sound dossier (in ``most`` of them), with so many seeds each."""
    dossiers = sound_dossiers()
    sound = {name: check(data) for name, data in dossiers.items()}
    results = []
    for fault in FAULTS:
        tries = _tries(fault, dossiers, seeds, sound)
        results += list(islice(tries, most) if most else tries)
    return Tally(results, sound)


def _tries(
    fault: Fault, dossiers: dict[str, dict[str, Any]], seeds: int, sound: dict[str, list[Finding]]
) -> Iterator[Result]:
    """Try one fault in the dossiers, in an order of its own that more dossiers hardly change."""
    for name in sorted(dossiers, key=lambda one: zlib.crc32(f"{fault.title}/{one}".encode())):
        for seed in range(seeds):
            result = tried(fault, name, dossiers[name], seed, sound[name])
            if result is not None:
                yield result


def undetectable() -> dict[str, dict[str, str]]:
    """Return what no one could see in the data, with the reason."""
    return tomllib.loads((HERE / "undetectable.toml").read_text(encoding="utf-8"))
