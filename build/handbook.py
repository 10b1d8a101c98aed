"""Writes docs/规则手册.md from the rules' pages: python3 build/handbook.py [OUTPUT]."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jixiao_desktop.catalog.advice import (  # noqa: E402
    Chapter,
    advice_by_rule,
    load_advice,
    load_preface,
    load_setting_words,
)
from jixiao_desktop.rules import RULES  # noqa: E402
from jixiao_desktop.session.guidance import (  # noqa: E402
    RulePage,
    rule_page,
    setting_in_words,
)
from jixiao_desktop.session.rule_book import STAGES  # noqa: E402


@dataclass(frozen=True)
class Entry:
    """One rule in its place: number in the handbook, id and page."""

    number: str
    rule: str
    page: RulePage


@dataclass(frozen=True)
class Part:
    """One chapter with the rules that exist of it."""

    title: str
    intro: tuple[str, ...]
    entries: tuple[Entry, ...]


def parts() -> Iterator[Part]:
    """Put every rule into its chapter; what nobody has advised on yet comes last."""
    ids = {one.id for one in RULES}
    chapters = [(one.title, introduction(one), [*one.advice]) for one in load_advice()]
    rest = [one.id for one in RULES if one.id not in advice_by_rule()]
    if rest:
        chapters.append(("其他", (), rest))
    for at, (title, intro, names) in enumerate(chapters, 1):
        known = [name for name in names if name in ids]
        pages = ((name, rule_page(name)) for name in known)
        shown = ((name, page) for name, page in pages if page is not None)
        entries = tuple(Entry(f"{at}.{n}", *one) for n, one in enumerate(shown, 1))
        yield Part(f"{at} {title}", intro, entries)


def introduction(chapter: Chapter) -> tuple[str, ...]:
    """Open a chapter: what it is about, and a few habits."""
    tips = (f"- {one}" for one in chapter.tips)
    return (chapter.intro, "", "**几个好习惯**", "", *tips, "")


def lines() -> Iterator[str]:
    """Give the handbook line by line: preface, index, chapters, thresholds."""
    book = tuple(parts())
    yield from ("# 规则手册", "")
    yield load_preface().replace("{count}", str(len(RULES)))
    yield from ("", "## 目录", "")
    yield from index(book)
    for part in book:
        yield from ("", f"## {part.title}", "")
        yield from part.intro
        yield from chain.from_iterable(entry(one) for one in part.entries)
    yield from thresholds(book)


def index(book: tuple[Part, ...]) -> Iterator[str]:
    """List every rule by number: title, weight, and when it looks."""
    yield "| 编号 | 核对什么 | 分量 | 什么时候 |"
    yield "| --- | --- | --- | --- |"
    for part in book:
        yield f"| **{part.title.split()[0]}** | **{part.title.split()[1]}** | | |"
        for one in part.entries:
            page = one.page
            yield f"| {one.number} | {page.title} | {page.severity} | {STAGES[page.stage]} |"


def entry(one: Entry) -> Iterator[str]:
    """Give one rule as advice: why, what the program says, how to write it, authority."""
    page = one.page
    yield from (f"### {one.number} {page.title}（{page.severity}）", "")
    yield from (f"**为什么**：{page.why}", "")
    yield from (f"**比如**：{page.failing[0]}", "")
    yield from (f"> 程序会说：{page.says}", ">", f"> {page.fix}", "")
    yield from listed("也会提出", page.failing[1:])
    advice = [(f"**{heading}**：{words}", "") for heading, words in page.advice]
    yield from chain.from_iterable(advice[:1])
    yield from listed("这样就不会提", page.passing)
    yield from chain.from_iterable(advice[1:])
    if page.thresholds:
        limits = "；".join("是".join(words.rsplit("：", 1)) for words in page.thresholds)
        yield from (f"**界限**：{limits}。", "")
    if page.basis:
        yield from (f"**依据**：{page.basis}", "")


def listed(heading: str, examples: tuple[str, ...]) -> Iterator[str]:
    """Give examples under their heading: one beside it, several below."""
    if len(examples) == 1:
        yield from (f"**{heading}**：{examples[0]}", "")
    elif examples:
        yield from (f"**{heading}**", "")
        yield from (*(f"- {one}" for one in examples), "")


def thresholds(book: tuple[Part, ...]) -> Iterator[str]:
    """List the thresholds with their usual values and the rules that compare with them."""
    users: dict[str, list[str]] = {}
    for one in chain.from_iterable(part.entries for part in book):
        for name in advice_by_rule()[one.rule].settings if one.rule in advice_by_rule() else ():
            users.setdefault(name, []).append(one.number)
    yield from ("## 附：通知可以调整的界限", "")
    yield from ("| 界限 | 通用值 | 用在 |", "| --- | --- | --- |")
    for name in load_setting_words():
        if name in users:
            label, _, value = setting_in_words(name).rpartition("：")
            yield f"| {label} | {value} | {'、'.join(users[name])} |"


def text() -> str:
    """Return the whole handbook."""
    return "\n".join(lines()).rstrip("\n") + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "规则手册.md"
    target.write_text(text(), encoding="utf-8")
    print(f"规则手册：{target}")
