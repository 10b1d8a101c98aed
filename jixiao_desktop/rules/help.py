"""Help for a finding: what the rule looks at, one case that fails and one that passes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import join_target
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import WHERE, Rule, RuleError, Work, authority, run_rules
from jixiao_desktop.rules.examples import Example

HERE = "该处"
"""Stands for a place that nobody has put into words."""


@dataclass(frozen=True)
class RuleHelp:
    """What [看示例] shows of a rule; no rule id is among it.

    Examples are told with what is written in them; ``raised`` is the finding of the first that
    fails, ``dossier`` what it was found in.
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
    raised = next((f for f in run_rules((rule,), work) if f.path == example.path), None)
    if raised is None:
        raise RuleError(f"{rule_id} does not speak of its first failing example")
    return RuleHelp(
        title=rule.title,
        severity=_weight(rule, settings),
        stage=rule.stage,
        what=rule.what or f"这一条核对的是：{rule.title}。",
        failing=tuple(told(one, one.path) for one in rule.failing),
        passing=tuple(told(one, example.path, example) for one in rule.passing),
        basis=authority(rule, settings) if settings else raised.basis,
        raised=raised,
        dossier=dossier,
    )


LONGEST_TOLD = 60
_WORDS = re.compile("(?:[㐀-鿿].*){4}")
_SHOWN = re.compile("[ -~ -ÿ‐-‧‰-⁞、-〿㐀-鿿！-～≤≥]+")
_QUOTED = re.compile("“([^“”]{4,})”")
VALUE = ("operator", "target", "unit")


def told(example: Example, path: str, against: Example | None = None) -> str:
    """Tell an example with the words written in it, where they say more than its own.

    Left out is what says nothing by itself: a bare figure, or the text of the example ``against``.
    """
    text = written(example, path, alone=against is not None)
    known = against is not None and text == written(against, path)
    plain = len(text) <= LONGEST_TOLD and _WORDS.search(text) and _SHOWN.fullmatch(text)
    quoted = any(part in text for part in _QUOTED.findall(example.words))
    if known or quoted or not plain or text.replace(" ", "") in example.words:
        return example.words
    return f"{example.words}：“{text}”"


def written(example: Example, path: str, alone: bool = False) -> str:
    """Give what stands at a place of an example (or ``alone`` in it): a row's value, or a text."""
    texts = example.texts
    if alone and path not in texts and len(texts) == 1:
        path = next(iter(texts))
    inside = paths.list_of(path)
    if inside is None or inside[2] not in ("name", "level1", *VALUE):
        return " ".join(texts.get(path, "").split()).rstrip("。")
    kind, row, column = inside
    if len(example.dossier().row_ids(kind)) > 1 or column == "level1":
        return ""
    name, *value = (texts.get(paths.row_path(kind, row, k), "") for k in ("name", *VALUE))
    shown = join_target(*value)
    return f"{name} {shown}" if shown and column in VALUE else name * (column == "name")


def _weight(rule: Rule, settings: Settings | None) -> str:
    hint = settings is not None and rule.id in settings.rules_hint
    return "提示" if hint else rule.severity.word
