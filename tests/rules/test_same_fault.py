"""One fault, one remark: over every given and held-out file, and by the laws of folding."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from jixiao_desktop.cli.run import run
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.rules.same_fault import figures_of, told_once

DATA = Path(__file__).parent.parent / "data"
FILES = sorted(
    p
    for folder in ("heldout", "unseen", "seeds", "examples")
    for p in (DATA / folder).glob("*.json")
    if "expected" not in p.name and "sound" not in p.name
)
MUST, EXPLAIN = Severity.MUST_FIX, Severity.EXPLAIN


@pytest.mark.parametrize("file", FILES, ids=lambda p: p.stem)
def test_no_fault_is_told_twice_at_one_place(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", str(file), "--json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    places: dict[tuple[str, str], list[set[str]]] = {}
    for one in told:
        if not one.get("follows"):
            figures = set(figures_of(one["message"]))
            places.setdefault((one["path"], one["rule"]), []).append(figures)
    by_path: dict[str, list[set[str]]] = {}
    for (path, _), sets in places.items():
        by_path.setdefault(path, []).append(set.union(*sets) if len(sets) == 1 else set())
    twice = [p for p, sets in by_path.items() if any(len(a & b) > 1 for a, b in pairs(sets))]
    assert twice == []
    standing = Counter(one["path"] for one in told if not one.get("follows"))
    assert all(standing[one["follows"]] for one in told if one.get("follows"))


def pairs(sets: list[set[str]]) -> list[tuple[set[str], set[str]]]:
    return list(combinations(sets, 2))


def finding(rule: str, message: str, severity: Severity = MUST, path: str = "goal") -> Finding:
    return Finding(rule, severity, path, message)


def test_the_rule_of_the_form_speaks_and_the_general_one_gives_way() -> None:
    general = finding(
        "text.parts_listed", "{where}写的总数是19人，而后面列的4项相加是23人，多4人。"
    )
    special = finding("evaluation.staff", "{where}写实有在职人数19人，分项相加是23人，相差4人。")
    assert [f.follows for f in told_once([general, special])] == ["goal", ""]


def test_the_graver_one_stays_whoever_tells_it() -> None:
    general = finding("text.share", "{where}写35.40万元占40.00万元的98.5%，而是88.50%。")
    special = finding("evaluation.text_rate", "{where}写98.5%，而35.4÷40=88.5%。", EXPLAIN)
    assert [f.follows for f in told_once([special, general])] == ["goal", ""]


def test_two_faults_of_one_text_stay_two() -> None:
    one = finding("evaluation.text_money", "{where}写的执行数是624.4万元，而表中是626.40万元。")
    two = finding("text.spending_items", "{where}写的总数是30人，而后面列的相加是28人，少2人。")
    assert [f.follows for f in told_once([one, two])] == ["", ""]


def test_one_fault_told_of_two_cells_stays_two() -> None:
    here = finding("score.band", "{where}得分填9分，而98/140×10=7.00。")
    there = finding("score.reason", "{where}没有写，而得分9分，98/140×10=7.00。", path="name")
    assert [f.follows for f in told_once([here, there])] == ["", ""]
