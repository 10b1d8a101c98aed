"""Dossiers as clerks fill them: faults are found, sound ones are left in peace, all can be printed.

What a reviewer would say was written down by hand before the program was asked (``at_least``);
``may`` lists places where something more can fairly be said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao_desktop.cli.run import run

DATA = Path(__file__).parent.parent / "data" / "unseen"
SOUND = sorted(DATA.glob("sound-*.json"))
FAULTY = sorted(p for p in DATA.glob("faulty-*.json") if "expected" not in p.name)
RANK = {"hint": 0, "explain": 1, "must_fix": 2}


def checked(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    code = run(["check", str(file), "--json"])
    return code, json.loads(capsys.readouterr().out)["findings"]


def expected(file: Path) -> dict[str, list[dict[str, str]]]:
    text = file.with_name(f"{file.stem}.expected-check.json").read_text(encoding="utf-8")
    answer: dict[str, list[dict[str, str]]] = json.loads(text)
    return answer


def test_there_are_enough_of_both_kinds() -> None:
    assert len(SOUND) >= 6
    assert len(FAULTY) >= 8


@pytest.mark.parametrize("file", SOUND, ids=lambda f: f.stem)
def test_a_sound_dossier_is_left_in_peace(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, findings = checked(file, capsys)
    graver = [f["message"] for f in findings if f["severity"] != "hint"]
    assert (code, graver) == (0, [])


@pytest.mark.parametrize("file", FAULTY, ids=lambda f: f.stem)
def test_what_a_reviewer_would_say_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, findings = checked(file, capsys)
    said = [(f["severity"], {f["path"], *f["also"]}) for f in findings]
    missed = [
        f"{want['kind']}: {want['path']}"
        for want in expected(file)["at_least"]
        if not any(want["path"] in at and RANK[how] >= RANK[want["severity"]] for how, at in said)
    ]
    assert missed == []


@pytest.mark.parametrize("file", FAULTY, ids=lambda f: f.stem)
def test_nothing_else_is_asked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, findings = checked(file, capsys)
    answer = expected(file)
    known = {row["path"] for row in (*answer["at_least"], *answer["may"])}
    cries = [
        f["message"]
        for f in findings
        if f["severity"] != "hint" and f["path"] not in known and not f.get("follows")
    ]
    assert cries == []
