"""A rule's page: why a reviewer asks, how to write it, examples; behind 看示例 and the handbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao_desktop.catalog.advice import SettingWords
    from jixiao_desktop.catalog.forms import Form
    from jixiao_desktop.catalog.reports import Report
    from jixiao_desktop.domain.settings import Settings
    from jixiao_desktop.rules.help import RuleHelp
    from jixiao_desktop.session.places_in_words import Places


EXCUSES = {"必改": "写说明行不行", "需说明": "可以这样说明", "提示": "不改也可以"}
"""What stands over the words about passing a finding, by its weight."""


@dataclass(frozen=True)
class RulePage:
    """A rule for people, as the window shows it and the handbook prints it.

    ``says`` is the message about the first failing example, its place in words; ``thresholds``
    are the settings in force that the rule compares with, named and shown.
    """

    title: str
    severity: str
    stage: str
    why: str
    how: str
    unless: str
    failing: tuple[str, ...]
    says: str
    fix: str
    passing: tuple[str, ...]
    basis: str
    thresholds: tuple[str, ...] = ()

    @property
    def advice(self) -> tuple[tuple[str, str], ...]:
        """Give what follows the reason, each paragraph with its heading; empty ones left out."""
        every = (("怎样写就好了", self.how), (EXCUSES[self.severity], self.unless))
        return tuple(one for one in every if one[1])


def rule_page(rule_id: str, settings: Settings | None = None) -> RulePage | None:
    """Return the page of a rule, None for an id that no rule bears.

    With the settings in force it names the notice's authority, weight and thresholds.
    """
    from jixiao_desktop.catalog.advice import NO_ADVICE, advice_by_rule
    from jixiao_desktop.rules.help import help_for

    try:
        shown = help_for(rule_id, settings)
    except KeyError:
        return None
    advice = advice_by_rule().get(rule_id, NO_ADVICE)
    return RulePage(
        title=shown.title,
        severity=shown.severity,
        stage=shown.stage,
        why=advice.why or shown.what,
        how=advice.how,
        unless=advice.unless,
        failing=shown.failing,
        says=shown.says_at(_where(shown)),
        fix=shown.fix,
        passing=shown.passing,
        basis=shown.basis,
        thresholds=tuple(setting_in_words(name, settings) for name in advice.settings),
    )


def _where(shown: RuleHelp) -> str:
    """Say where the first failing example goes wrong, as a check of it would."""
    from jixiao_desktop.rules.summary_row import STAGE

    if STAGE in shown.dossier.stages:
        from jixiao_desktop.session.summary_rows import words_of

        return words_of(0, shown.raised.path, shown.dossier.text("name"))
    return _places(shown.dossier.stages).words(shown.dossier, shown.raised.path)


@lru_cache(8)
def _places(stages: Iterable[str]) -> Places:
    """Give the places of the national forms, those of the example's stage first."""
    from jixiao_desktop.catalog.loading import NATIONAL, load_catalog
    from jixiao_desktop.rules.examples import AS_OF
    from jixiao_desktop.session.places_in_words import Places

    catalog = load_catalog()
    every: list[Form | Report] = [*catalog.forms(), *catalog.reports()]
    known = [one for one in every if one.edition == NATIONAL]
    known.sort(key=lambda form: form.stage not in stages)
    return Places(catalog.dictionary, known, AS_OF)


def setting_in_words(name: str, settings: Settings | None = None) -> str:
    """Name a setting with its value in force, else the usual one: “原因说明的最少字数：10字”."""
    from jixiao_desktop.catalog.advice import load_setting_words
    from jixiao_desktop.domain.settings import Settings

    words = load_setting_words()[name]
    value = getattr(settings or Settings(0), name)
    return f"{words.label}：{_value_in_words(value, words)}"


def _value_in_words(value: Decimal | int | str, words: SettingWords) -> str:
    if isinstance(value, str) or str(value) in words.values:
        return words.values.get(str(value), str(value))
    if words.show == "percent":
        return f"{_plain(Decimal(value) * 100)}%"
    if words.show == "yuan":
        return f"{_plain(Decimal(value) * 10000)}元"
    return f"{_plain(Decimal(value))}{words.unit}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
