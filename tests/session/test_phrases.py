"""A phrase goes in at the cursor, its first blank is next, and nothing typed is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.catalog.phrases import BLANK, Phrase, load_phrases
from jixiao_desktop.session.phrases import insert_phrase, labels, next_blank, offered

PHRASES = [phrase for found in load_phrases() for phrase in found.phrases]
TYPED = st.text("已完成支付，。；1 \n“（", max_size=12)


@given(TYPED, TYPED, TYPED, st.sampled_from(PHRASES))
def test_what_stands_around_stays_and_the_first_blank_is_selected(
    before: str, gone: str, after: str, phrase: Phrase
) -> None:
    start = len(before)
    made = insert_phrase(before + gone + after, start, start + len(gone), phrase)
    assert made.text.startswith(before)
    assert made.text.endswith(phrase.text + after)
    glue = made.text[start : len(made.text) - len(phrase.text + after)]
    assert glue in ("", "；")
    assert made.text[made.start : made.end] == BLANK
    assert made.start == start + len(glue) + phrase.text.index(BLANK)


def test_a_sign_parts_two_phrases_only_where_none_stands() -> None:
    one = Phrase("甲", "因……推迟。")
    assert insert_phrase("设备已到货", 5, 5, one).text == "设备已到货；因……推迟。"
    assert insert_phrase("设备已到货。", 6, 6, one).text == "设备已到货。因……推迟。"
    assert insert_phrase("", 0, 0, one).text == "因……推迟。"


def test_the_cursor_stands_behind_a_phrase_without_blanks() -> None:
    made = insert_phrase("", 0, 0, Phrase("甲", "按计划推进"))
    assert (made.start, made.end) == (5, 5)


def test_blanks_follow_one_another() -> None:
    text = "因……，拟……完成"
    first = next_blank(text)
    assert first == (1, 3)
    assert next_blank(text, first[1]) == (5, 7)
    assert next_blank(text, 7) is None


def test_a_path_gets_the_phrases_of_its_own_kind() -> None:
    money = offered("monitoring.budget_reason")
    row = offered("indicators.k7.monitoring.reason")
    assert money is not None
    assert row is not None
    assert labels(money.phrases)[:4] == (
        "下半年集中实施", "未到合同付款时间", "尚未验收", "先用上年结转资金",
    )  # fmt: skip
    assert money.title == "常用原因"
    assert money.phrases != row.phrases
    assert offered("name") is None
