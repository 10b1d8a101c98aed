"""The check code: the same for the same page, another for any shown change."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pages import party_school

from jixiao_desktop.domain.short_code import ALPHABET
from jixiao_desktop.grid.code import check_code, footer, show_code


def test_a_code_is_short_and_nobody_mistakes_a_letter() -> None:
    grid = party_school().grid()
    assert re.fullmatch(f"[{ALPHABET}]{{8}}", grid.code)
    assert not set("01IOL") & set(ALPHABET)
    assert grid.code == party_school().grid().code
    assert show_code(grid.code) in footer(grid.code)
    assert grid.footer == footer(grid.code)


def test_what_the_page_does_not_show_leaves_the_code_alone() -> None:
    filled = party_school()
    other = filled.with_texts({"purpose": "别的用途", "monitoring.sections.other": "无"})
    assert other.grid().code == filled.grid().code


@given(st.sampled_from(["name", "goal", "budget.total.initial", "indicators.i1.monitoring.actual"]))
def test_any_shown_change_changes_the_code(path: str) -> None:
    filled = party_school()
    assert filled.with_texts({path: "77"}).grid().code != filled.grid().code


def test_form_and_edition_count() -> None:
    filled = party_school()
    grid = filled.grid()
    assert check_code(replace(filled.form, edition="sichuan"), grid) != grid.code
    assert check_code(replace(filled.form, id="other"), grid) != grid.code
