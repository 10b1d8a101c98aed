"""Advice beside the rules: read in order, faults named by file, line and key."""

from pathlib import Path

import pytest

from jixiao_desktop.catalog.advice import (
    Chapter,
    advice_by_rule,
    load_advice,
    load_preface,
    load_setting_words,
)
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.settings import CHOICES, Settings

HEAD = 'title = "资金"\norder = 2\nintro = "先对资金。"\ntips = ["先分后总。"]\n'
PARTS = '[rule."budget.parts"]\nwhy = "对不上。"\nhow = "分来源填。"\n'


def put(folder: Path, text: str, name: str = "money.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_chapters_stand_in_their_order_and_rules_as_written(tmp_path: Path) -> None:
    put(tmp_path, HEAD + PARTS + '[rule."budget.negative"]\nwhy = "负。"\nhow = "改正。"\n')
    put(tmp_path, HEAD.replace("2", "1").replace("资金", "填全") + "[rule]\n", "z.toml")
    chapters = load_advice(tmp_path)
    assert [one.title for one in chapters] == ["填全", "资金"]
    assert [*chapters[1].advice] == ["budget.parts", "budget.negative"]
    assert chapters[1].advice["budget.parts"].how == "分来源填。"
    assert chapters[1].advice["budget.parts"].unless == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + PARTS.replace("why", "reason"), ("第5行", "budget.parts.reason")),
        (HEAD + PARTS.replace('"对不上。"', '" "'), ("第5行", "budget.parts.why", "没有写")),
        (HEAD + PARTS + 'settings = ["red"]\n', ("第5行", "red", "不是已有的设置")),
        (HEAD + PARTS + PARTS, ("读不懂",)),
        (HEAD.replace("order = 2\n", "") + PARTS, ("order", "缺少")),
        (HEAD + "note = 1\n" + PARTS, ("第5行", "note")),
        (HEAD.replace('["先分后总。"]', '"先分后总。"') + PARTS, ("第4行", "tips")),
        (HEAD.replace("2", '"second"') + PARTS, ("第2行", "order", "整数")),
        (HEAD + "rule = 1\n", ("第5行", "rule", "各条规则")),
        (HEAD + 'rule = { budget = "对不上" }\n', ("第5行", "budget")),
        (HEAD + PARTS + 'settings = "red_below"\n', ("第5行", "budget.parts.settings")),
    ],
)
def test_a_fault_names_file_line_and_key(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(CatalogError) as caught:
        load_advice(put(tmp_path, text))
    said = str(caught.value)
    assert "money.toml" in said
    assert all(word in said for word in words)


def test_one_rule_is_advised_on_once(tmp_path: Path) -> None:
    put(tmp_path, HEAD + PARTS, "a.toml")
    put(tmp_path, HEAD + PARTS, "b.toml")
    with pytest.raises(CatalogError, match=r"b\.toml 第5行.*a\.toml"):
        load_advice(tmp_path)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[red]\nlabel = "红灯"\n', "red"),
        ('[red_below]\nunit = "%"\n', "label"),
        ('[red_below]\nlabel = "红灯"\nshow = "letters"\n', "red_below.show"),
    ],
)
def test_a_fault_in_the_words_of_settings_is_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(CatalogError, match=word):
        load_setting_words(put(tmp_path, text, "words-of-settings.toml"))


def test_every_setting_a_rule_compares_with_has_words() -> None:
    words = load_setting_words()
    asked = {name for one in advice_by_rule().values() for name in one.settings}
    assert asked
    assert asked <= words.keys()
    assert all(one.label for one in words.values())


@pytest.mark.parametrize("name", [name for name in CHOICES if name in load_setting_words()])
def test_every_choice_of_a_setting_has_words(name: str) -> None:
    assert set(load_setting_words()[name].values) == set(CHOICES[name])
    assert getattr(Settings(2024), name) in load_setting_words()[name].values


def test_the_preface_tells_the_three_weights() -> None:
    said = load_preface()
    assert all(f"**{word}**" in said for word in ("必改", "需说明", "提示"))
    assert "{count}" in said


LONGEST = 120


@pytest.mark.parametrize("rule_id", [*advice_by_rule()])
def test_advice_is_short_and_friendly(rule_id: str) -> None:
    advice = advice_by_rule()[rule_id]
    for text in filter(None, (advice.why, advice.how, advice.unless)):
        assert len(text) <= LONGEST
        assert text.endswith(("。", "？"))
        assert not any(word in text for word in ("非法", "无效", "必须", "严禁", "！", "{", "\n"))
        assert text.count("“") == text.count("”")


@pytest.mark.parametrize("chapter", load_advice(), ids=lambda one: one.title)
def test_a_chapter_begins_with_a_word_and_some_habits(chapter: Chapter) -> None:
    assert 10 <= len(chapter.intro) <= LONGEST
    assert 2 <= len(chapter.tips) <= 4
    for text in (chapter.intro, *chapter.tips):
        assert text.endswith("。")
        assert "！" not in text
        assert len(text) <= LONGEST


def test_a_missing_preface_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"preface\.md"):
        load_preface(tmp_path)
