"""One figure of what a sound dossier tells is changed at a time: nearly all are named.

The words around the figures are the reviewers' own, shortened and turned as people do; a change
is named where a finding at that text shows the new figure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run
from jixiao_desktop.domain.facts import Fact, facts

DATA = Path(__file__).parent.parent / "data" / "heldout"
SOUND = sorted(DATA.glob("sound-*.json"))
STAGES = ("monitoring", "self_evaluation")
LEAST = {"count": Decimal("0.75"), "rate": Decimal("0.75")}
"""The rest: figures that become the target or a sum, parts told as such, names without a word."""

LARGER, LESS = Decimal("1.2"), Decimal("0.85")


def rows(project: dict[str, Any], stage: str) -> list[tuple[str, str]]:
    """Give (figure reached, unit) of every row that holds a plain figure."""
    made = [(str(r.get(stage, {}).get("actual", "")), r.get("unit", "")) for r in _rows(project)]
    return [one for one in made if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", one[0])]


def _rows(project: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = project.get("indicators", [])
    return found


def told(dossier: dict[str, Any]) -> Iterator[tuple[int, str, str, Fact]]:
    """Walk the figures of the progress texts that are just one row's: (project, stage, text, …)."""
    for number, project in enumerate(dossier.get("projects", [])):
        for stage in STAGES:
            text = project.get(stage, {}).get("goal_progress", "")
            for fact in facts(text):
                same = [
                    unit
                    for value, unit in rows(project, stage)
                    if Decimal(value) == fact.value and (unit == "%") == (fact.kind == "rate")
                ]
                if fact.kind in LEAST and len(same) == 1 and fact.unit in (same[0], "%"):
                    yield number, stage, text, fact


def changed(text: str, fact: Fact) -> tuple[str, str]:
    """Put another figure, with as many decimals, in the place of one: (text, figure)."""
    written = re.match(r"[0-9.]+", fact.text)
    assert written is not None
    value = Decimal(written[0])
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    more = fact.kind == "count" and fact.start % 2 == 0
    new = (value * (LARGER if more else LESS)).quantize(step)
    figure = str(new if new != value else value + step)
    return text[: fact.start] + figure + text[fact.start + len(written[0]) :], figure


def test_a_figure_told_otherwise_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked, named = dict.fromkeys(LEAST, 0), dict.fromkeys(LEAST, 0)
    file = tmp_path / "changed.json"
    for sound in SOUND:
        dossier = json.loads(sound.read_text(encoding="utf-8"))
        for number, stage, text, fact in told(dossier):
            if not fact.text[0].isdigit():
                continue
            other = deepcopy(dossier)
            other["projects"][number][stage]["goal_progress"], figure = changed(text, fact)
            file.write_text(json.dumps(other, ensure_ascii=False), encoding="utf-8")
            run(["check", str(file), "--json"])
            findings = json.loads(capsys.readouterr().out)["findings"]
            path = f"projects[{number}].{stage}.goal_progress"
            asked[fact.kind] += 1
            named[fact.kind] += any(
                path in (f["path"], *f["also"]) and figure in f["message"] for f in findings
            )
    assert all(asked[kind] > 10 for kind in LEAST)
    shares = {kind: Decimal(named[kind]) / asked[kind] for kind in LEAST}
    assert all(shares[kind] >= LEAST[kind] for kind in LEAST), (named, asked)
