"""Advice beside the rules: why a reviewer asks, how to write it better, when an explanation passes.

Each file of ``resources/advice`` is one chapter of the handbook, its rules in the order of the
work; ``words-of-settings.toml`` names the settings that thresholds come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.resources import resources_root

SETTING_WORDS = "words-of-settings.toml"
PREFACE = "preface.md"
CHAPTER_KEYS = ("title", "order", "intro", "tips", "rule")
KINDS = (("order", int, "整数"), ("tips", list, "几句话的列表"), ("rule", dict, "各条规则"))
ADVICE_KEYS = ("why", "how", "unless", "settings")
NEEDED = ("why", "how")
SETTING_KEYS = ("label", "show", "unit", "values")
SHOWN_AS = ("percent", "number", "yuan")


@dataclass(frozen=True, slots=True)
class Advice:
    """What an experienced colleague says of one rule; plain sentences, no figures of its own."""

    why: str
    how: str
    unless: str = ""
    settings: tuple[str, ...] = ()
    """Names of the settings that the rule's thresholds are."""


NO_ADVICE = Advice("", "")


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules of one subject, by id, in the order of the work."""

    title: str
    intro: str
    tips: tuple[str, ...]
    """Habits that save trouble in this part of the work."""
    advice: Mapping[str, Advice]


@dataclass(frozen=True, slots=True)
class SettingWords:
    """What a setting is called, its unit, and how its value is written."""

    label: str
    show: str = "number"
    unit: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Words for the values of a setting that takes one of a few."""


@cache
def load_advice(folder: Path | None = None) -> tuple[Chapter, ...]:
    """Read every chapter in order; a fault raises CatalogError with file, line and key."""
    folder = folder or resources_root() / "advice"
    seen: dict[str, Path] = {}
    numbered: list[tuple[int, Chapter]] = []
    for file in sorted(folder.glob("*.toml")):
        if file.name == SETTING_WORDS:
            continue
        table = read_toml(file)
        expect(file, table, CHAPTER_KEYS, CHAPTER_KEYS)
        for key, kind, words in KINDS:
            if not isinstance(table[key], kind):
                raise CatalogError(file, key, f"应写成{words}。", line_of(file, key))
        advice = {name: _advice(file, name, one) for name, one in table["rule"].items()}
        for name in advice:
            if name in seen:
                problem = f"在 {seen[name].name} 里已经写过。"
                raise CatalogError(file, name, problem, line_of(file, f'"{name}"'))
            seen[name] = file
        tips = tuple(str(one).strip() for one in table["tips"])
        chapter = Chapter(str(table["title"]), str(table["intro"]).strip(), tips, advice)
        numbered.append((table["order"], chapter))
    return tuple(chapter for _order, chapter in sorted(numbered, key=lambda one: one[0]))


def _advice(file: Path, name: str, table: Any) -> Advice:
    """Read what is said of one rule; the fault of a key is shown at the rule's own line."""
    line = line_of(file, f'"{name}"') or line_of(file, name)
    if not isinstance(table, dict):
        raise CatalogError(file, name, "应写成一段，有 why 和 how。", line)
    for key in table:
        if key not in ADVICE_KEYS:
            raise CatalogError(file, f"{name}.{key}", "不是这里认识的键。", line)
    for key in NEEDED:
        if not str(table.get(key, "")).strip():
            raise CatalogError(file, f"{name}.{key}", "没有写。", line)
    known = {one.name for one in fields(Settings)}
    settings = table.get("settings", [])
    for setting in settings if isinstance(settings, list) else [settings]:
        if setting not in known or not isinstance(settings, list):
            raise CatalogError(file, f"{name}.settings", f"“{setting}”不是已有的设置。", line)
    texts = {key: str(table.get(key, "")).strip() for key in ADVICE_KEYS[:3]}
    return Advice(**texts, settings=tuple(settings))


@cache
def advice_by_rule(folder: Path | None = None) -> Mapping[str, Advice]:
    """Give every piece of advice by the id of its rule."""
    return {name: one for chapter in load_advice(folder) for name, one in chapter.advice.items()}


@cache
def load_setting_words(folder: Path | None = None) -> Mapping[str, SettingWords]:
    """Read what the settings are called; a fault raises CatalogError with file, line and key."""
    file = (folder or resources_root() / "advice") / SETTING_WORDS
    known = {one.name for one in fields(Settings)}
    made: dict[str, SettingWords] = {}
    for name, table in read_toml(file).items():
        line = line_of(file, f"[{name}]")
        if name not in known:
            raise CatalogError(file, name, "不是已有的设置。", line)
        expect(file, table, SETTING_KEYS, ("label",))
        if table.get("show", "number") not in SHOWN_AS:
            raise CatalogError(file, f"{name}.show", f"应是其中一个：{'、'.join(SHOWN_AS)}。", line)
        made[name] = SettingWords(**table)
    return made


@cache
def load_preface(folder: Path | None = None) -> str:
    """Read the handbook's preface; ``{count}`` stands for the number of rules."""
    file = (folder or resources_root() / "advice") / PREFACE
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise CatalogError(file, PREFACE, "不在原处，重新安装程序即可恢复。") from error
