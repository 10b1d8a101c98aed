"""The short code: eight clear characters that follow the content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.short_code import ALPHABET, LENGTH, short_code, show_code

SHOWN = st.lists(st.one_of(st.text(), st.integers()), max_size=5)


@given(SHOWN, SHOWN)
def test_equal_content_has_an_equal_code_and_other_content_another(
    one: list[object], other: list[object]
) -> None:
    assert (short_code(one) == short_code(other)) is (one == other)
    assert len(short_code(one)) == LENGTH
    assert set(short_code(one)) <= set(ALPHABET)


def test_no_character_is_mistaken_for_another() -> None:
    assert not set("01OI") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_a_half_surrogate_does_not_stop_it() -> None:
    assert len(short_code(["\ud800"])) == LENGTH


def test_a_code_is_shown_in_two_halves() -> None:
    assert show_code("ABCD2345") == "ABCD-2345"
    assert show_code("") == ""
