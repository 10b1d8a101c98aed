"""Help for a finding: what the rule looks at, one case that fails and one that passes."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import WHERE, Rule, Work, authority, run_rules

HERE = "该处"
"""Stands for a place that nobody has put into words."""


@dataclass(frozen=True)
class RuleHelp:
    """What [看示例] shows of a rule; no rule id is among it.

    ``raised`` is the finding of the first failing example, ``dossier`` what it was found in.
    """

    title: str
    severity: str
    stage: str
    what: str
    failing: tuple[str, ...]
    passing: tuple[str, ...]
    basis: str
    raised: Finding
    dossier: Dossier

    @property
    def fix(self) -> str:
        """Say what to do about the first failing example."""
        return self.raised.fix

    @property
    def says(self) -> str:
        """Give the message of the first failing example, wherever it stands."""
        return self.says_at(HERE)

    def says_at(self, where: str) -> str:
        """Give the message of the first failing example with its place in words."""
        return self.raised.message.replace(WHERE, where, 1)


_BY_ID = {rule.id: rule for rule in RULES}


def help_for(rule_id: str, settings: Settings | None = None) -> RuleHelp:
    """Explain a rule by its own examples; an id that no rule has raises KeyError.

    With the settings in force the authority names the notice, and a rule made a hint says so.
    """
    rule = _BY_ID[rule_id]
    example = rule.failing[0]
    dossier = example.dossier()
    work = Work(dossier, example.settings(), example.surroundings())
    raised = next(f for f in run_rules((rule,), work) if f.path == example.path)
    return RuleHelp(
        title=rule.title,
        severity=_weight(rule, settings),
        stage=rule.stage,
        what=rule.what or f"这一条核对的是：{rule.title}。",
        failing=tuple(one.words for one in rule.failing),
        passing=tuple(one.words for one in rule.passing),
        basis=authority(rule, settings) if settings else raised.basis,
        raised=raised,
        dossier=dossier,
    )


def _weight(rule: Rule, settings: Settings | None) -> str:
    hint = settings is not None and rule.id in settings.rules_hint
    return "提示" if hint else rule.severity.word
