"""The rules and limits that the notice in force uses, for a person to look through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.session.initials import initials_of

STAGES = {
    "": "各阶段", "monitoring": "监控", "self_evaluation": "自评", "evaluation": "评价",
    "review": "再评价",
    "department": "部门汇总",
}  # fmt: skip
OFF = "不查"


@dataclass(frozen=True)
class RuleLine:
    """One rule in the list: what it is called, its weight here, why a reviewer asks."""

    id: str
    title: str
    weight: str
    stage: str
    why: str
    limits: tuple[str, ...] = ()
    """Settings it compares with, named and with their values in force."""

    def fits(self, wanted: str) -> bool:
        """Tell whether it is looked for: by any word of it, or by the title's initials."""
        text = " ".join((self.title, self.weight, self.stage, self.why, *self.limits))
        return all(
            word in text or word.lower() in initials_of(self.title) for word in wanted.split()
        )


@dataclass(frozen=True)
class Limit:
    """One setting in words, and whether the notice (or the edition) has its own."""

    words: str
    own: bool


def rules_in_force(settings: Settings) -> tuple[RuleLine, ...]:
    """List every rule in reading order as these settings weigh it; those off are named so."""
    return tuple(_lines(settings))


def _lines(settings: Settings) -> Iterator[RuleLine]:
    from jixiao_desktop.catalog.advice import NO_ADVICE, advice_by_rule
    from jixiao_desktop.rules import RULES
    from jixiao_desktop.session.guidance import setting_in_words

    advice = advice_by_rule()
    for rule in RULES:
        told = advice.get(rule.id, NO_ADVICE)
        limits = tuple(setting_in_words(name, settings) for name in told.settings)
        weight = _weight(rule.id, rule.severity, settings)
        stage = STAGES.get(rule.stage, rule.stage)
        yield RuleLine(rule.id, rule.title, weight, stage, told.why or rule.what, limits)


def _weight(rule_id: str, severity: Severity, settings: Settings) -> str:
    if rule_id in settings.rules_off:
        return OFF
    return (Severity.HINT if rule_id in settings.rules_hint else severity).word


def limits_in_force(settings: Settings) -> tuple[Limit, ...]:
    """List every limit that rules compare with, as these settings have it."""
    from jixiao_desktop.session.guidance import setting_in_words

    plain = Settings(settings.year)
    return tuple(
        Limit(setting_in_words(name, settings), getattr(settings, name) != getattr(plain, name))
        for name in _named_settings()
    )


@lru_cache(1)
def _named_settings() -> tuple[str, ...]:
    from jixiao_desktop.catalog.advice import load_setting_words

    return tuple(load_setting_words())
