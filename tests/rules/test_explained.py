"""When a written explanation holds: the text itself, and what was typed since it was written."""

from __future__ import annotations

import pytest

from jixiao_desktop.domain.dossier import Dossier, Entry, Explanation, Origin
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.rules.explained import answered, doubt_about
from jixiao_desktop.rules.open_blank import open_blank

GOAL = Finding("goal.number", Severity.EXPLAIN, "goal", "没有数。", also=("purpose",))
REASON = "目标已批复，数在指标里。"
NOON = "2024-08-16T12:00:00+08:00"


def dossier(at: str, origin: Origin = Origin.TYPED, path: str = "goal") -> Dossier:
    return Dossier(2024, {path: Entry("办好培训。", origin, at)})


def note(at: str = NOON, text: str = REASON) -> Explanation:
    return Explanation(GOAL.rule, GOAL.path, text, "张三", at)


@pytest.mark.parametrize(
    ("written", "typed", "holds"),
    [
        (NOON, "2024-08-16T11:59:59+08:00", True),
        (NOON, NOON, True),
        (NOON, "2024-08-16T12:00:01+08:00", False),
        (NOON, "2024-08-16T04:00:01+00:00", False),
        ("2024-08-16T12:00:00+08:00", "2024-08-16T05:00:00+02:00", True),
        (NOON, "", True),
        ("", "2024-08-16T12:00:01+08:00", True),
        ("八月", "2024-08-16T12:00:01+08:00", True),
        (NOON, "下午", True),
    ],
)
def test_what_was_typed_later_asks_for_confirmation(written: str, typed: str, holds: bool) -> None:
    assert (doubt_about(note(written), GOAL, dossier(typed)) == "") is holds


def test_every_place_that_takes_part_counts() -> None:
    later = "2024-08-17T08:00:00+08:00"
    assert doubt_about(note(), GOAL, dossier(later, path="purpose"))
    assert not doubt_about(note(), GOAL, dossier(later, path="overview"))


def test_what_came_with_a_file_does_not_count() -> None:
    later = "2024-08-17T08:00:00+08:00"
    assert not doubt_about(note(), GOAL, dossier(later, Origin.IMPORTED))
    assert doubt_about(note(), GOAL, dossier(later, Origin.CORRECTED))


@pytest.mark.parametrize(
    ("text", "words"),
    [("按……安排。", "没填完的空"), ("无", "“无”"), ("——", "没有说出原因"), (REASON, "")],
)
def test_a_text_that_says_nothing_does_not_count(text: str, words: str) -> None:
    doubt = doubt_about(note(text=text), GOAL, dossier(""))
    assert (words in doubt) if words else doubt == ""


def test_an_explanation_that_was_withdrawn_leaves_the_finding_bare() -> None:
    given = dossier("")
    kept = Dossier(2024, given.entries, explanations=(note(),))
    (told,) = answered([GOAL], kept)
    assert (told.explained, told.by, told.at) == (REASON, "张三", NOON)
    assert told.passes
    assert answered([told], kept) == [told]
    (bare,) = answered([told], given)
    assert (bare.explained, bare.by, bare.at, bare.doubt, bare.passes) == ("", "", "", "", False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("没有空。", None),
        ("因……，延期。", (1, 3)),
        ("采购桌椅、书柜……，改善条件。", None),
        ("打造“书香……校园”。", None),
    ],
)
def test_a_blank_is_told_from_dots_that_belong(text: str, place: tuple[int, int] | None) -> None:
    assert open_blank(text) == place
