"""What a rule looks at, in words, with its examples: the help behind 看示例."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleHelp:
    """A rule for people: title, one sentence, examples that fail and that pass, authority."""

    title: str
    what: str
    failing: tuple[str, ...]
    passing: tuple[str, ...]
    basis: str


def help_of(rule_id: str) -> RuleHelp | None:
    """Return the help of a rule, None for an id that no rule bears."""
    from jixiao_desktop.rules import RULES

    for rule in RULES:
        if rule.id == rule_id:
            return RuleHelp(
                rule.title,
                rule.what,
                tuple(example.words for example in rule.failing),
                tuple(example.words for example in rule.passing),
                rule.basis,
            )
    return None
