"""Help for a finding: what the rule looks at, one case that fails and one that passes."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import Work, run_rules


@dataclass(frozen=True)
class RuleHelp:
    """What [看示例] shows of a rule; no rule id is among it."""

    title: str
    severity: str
    what: str
    failing: str
    says: str
    passing: str
    fix: str
    basis: str


_BY_ID = {rule.id: rule for rule in RULES}


def help_for(rule_id: str) -> RuleHelp:
    """Explain a rule by its own examples; an id that no rule has raises KeyError."""
    rule = _BY_ID[rule_id]
    example = rule.failing[0]
    work = Work(example.dossier(), example.settings(), example.surroundings())
    raised = next(f for f in run_rules((rule,), work) if f.path == example.path)
    return RuleHelp(
        title=rule.title,
        severity=rule.severity.word,
        what=rule.what or f"这一条核对的是：{rule.title}。",
        failing=example.words,
        says=raised.message.replace("{where}", "该处"),
        passing=rule.passing[0].words,
        fix=raised.fix,
        basis=raised.basis,
    )
