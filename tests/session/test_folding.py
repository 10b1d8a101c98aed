"""Classes without rows take one line for each first level that has none at all."""

from __future__ import annotations

from jixiao_desktop.session.row_table import Line, folded

OUT = [("产出", "数量"), ("产出", "质量")]
GOOD = [("效益", "社会"), ("效益", "生态")]
HAPPY = [("满意", "对象")]


def lines(*rows: tuple[str, tuple[str, str]]) -> list[Line]:
    return [Line(row, group) for row, group in rows]


EMPTY = [Line("", group) for group in (*OUT, *GOOD, *HAPPY)]
STARTED = [Line("a", OUT[0]), *EMPTY[1:]]


def test_a_first_level_without_any_row_is_one_line() -> None:
    made = folded(STARTED)
    assert [line.group for line in made] == [*OUT, ("效益", ""), ("满意", "")]
    assert made[2].classes == tuple(GOOD)
    assert made[1].classes == ()


def test_one_row_opens_all_classes_of_its_first_level() -> None:
    made = folded([*STARTED[:3], Line("b", GOOD[1]), STARTED[4]])
    assert [line.group for line in made][2:4] == GOOD
    assert made[3].row == "b"


def test_what_was_opened_stays_open_and_the_rest_folded() -> None:
    made = folded(STARTED, {"效益"})
    assert [line.group for line in made] == [*OUT, *GOOD, ("满意", "")]


def test_an_empty_table_begins_with_its_first_level_open() -> None:
    assert [line.group for line in folded(EMPTY)] == [*OUT, ("效益", ""), ("满意", "")]


def test_lines_without_classes_stay_as_they_are() -> None:
    assert folded([Line("", ())]) == (Line("", ()),)
    assert folded([]) == ()
