"""The phrase bank: every phrase offers blanks, and a blank left open is never taken for filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.catalog.phrases import BLANK, Phrase, load_phrases
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.dossier import of_texts
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.blanks import blanks_are_completed

SETTINGS = Settings(year=2024)
EVERY = [(found, phrase) for found in load_phrases() for phrase in found.phrases]
GOOD = """
[[set]]
title = "常用原因"
paths = ["goal", "monitoring.sections.*"]
[[set.phrase]]
label = "甲"
text = "因……推迟"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("phrase", [p for _, p in EVERY], ids=lambda p: p.label)
def test_each_single_blank_left_open_is_found_and_a_completed_phrase_is_not(
    phrase: Phrase,
) -> None:
    pieces = phrase.text.split(BLANK)
    assert len(pieces) > 1, "a phrase without a blank is boilerplate"
    for left in range(1, len(pieces)):
        joins = [BLANK if i == left else "12" for i in range(1, len(pieces))]
        text = pieces[0] + "".join(j + p for j, p in zip(joins, pieces[1:], strict=True))
        assert found_in(text), text
    assert not found_in("12".join(pieces))


def found_in(text: str) -> bool:
    dossier = of_texts(2024, {"monitoring.budget_reason": text})
    return bool(list(blanks_are_completed.check(dossier, SETTINGS)))


def test_reasons_remarks_sections_and_goal_all_have_phrases() -> None:
    wanted = [
        "goal", "monitoring.budget_reason", "indicators.k1.monitoring.reason",
        "indicators.k1.monitoring.remark", "indicators.k1.self_evaluation.reason",
    ]  # fmt: skip
    parts = ("monitoring.sections.", "self_evaluation.sections.")
    wanted += [f.pattern for f in load_dictionary() if f.pattern.startswith(parts)]
    bare = [path for path in wanted if not any(s.suits(path) for s in load_phrases())]
    assert bare == []


def test_a_star_takes_every_ending_and_a_plain_path_only_itself(tmp_path: Path) -> None:
    (one,) = load_phrases(write(tmp_path, GOOD))
    assert one.suits("monitoring.sections.problems")
    assert one.suits("goal")
    assert not one.suits("goal_progress")
    assert one.phrases == (Phrase("甲", "因……推迟"),)


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("title", "titel", "titel", 3),
        ('"goal"', '"gaol"', "gaol", 4),
        ("因……推迟", " ", "text", 6),
        ('text = "因……推迟"', "", "text", 6),
        ("[[set]]", "[[sets]]", "sets", 2),
        ('因……推迟"', '因……推迟"\n[[set.phrase]]\nlabel = "甲"\ntext = "又……"', "甲", 6),
        ("[[set]]", "[[set]", "a.toml", 2),
    ],
)
def test_a_fault_names_file_line_and_key(
    tmp_path: Path, old: str, new: str, key: str, line: int
) -> None:
    folder = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(CatalogError) as fault:
        load_phrases(folder)
    assert (fault.value.key, fault.value.line) == (key, line)
    assert "a.toml" in str(fault.value)
