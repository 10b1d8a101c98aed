"""The other projects of a file or workspace, by fingerprints of their texts: who wrote what.

Every project is taken in once; asking whether a sentence stands elsewhere costs one look-up, so
that a thousand projects are compared without comparing each with each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from jixiao_desktop.domain.dossier import Dossier

SHORTEST = 20
"""Shorter texts say the same in many projects."""

SENTENCE = 8
"""So many signs of a sentence are needed for it to be anybody's own."""

LONGEST = 20_000
MOST = 12
"""So many projects are remembered per sentence; one that all have is nobody's."""

ALIKE = 0.8
"""So much of a text is another's where it counts as a copy, unless a notice says otherwise."""

_STOPS = re.compile("[。；;！!\n]")
_SMALL = re.compile(r"[\W_]+")
_DIGITS = re.compile("[0-9]+")
_YEAR = re.compile("^(?:20[0-9]{2}年?(?:度|年度)?)?")
_ENDS = re.compile(
    "(?:建设项目|项目|专项经费|工作经费|补助资金|专项资金|经费|资金|专项|工作|建设|补助)+$"
)

TELLING = frozenset(
    (
        "goal",
        "overview",
        "purpose",
        "monitoring.goal_progress",
        "monitoring.sections.fund_execution",
        "monitoring.sections.goal_completion",
        "self_evaluation.goal_progress",
        "self_evaluation.sections.fund_output",
        "self_evaluation.sections.implementation",
        "evaluation.sections.background",
        "evaluation.sections.content",
        "evaluation.sections.implementation",
        "evaluation.sections.conclusion",
        "evaluation.sections.output",
        "evaluation.sections.benefit",
    )
)
"""Texts that tell of this project alone."""

COMMON = frozenset(
    (
        "self_evaluation.sections.evaluation_purpose",
        "self_evaluation.sections.fund_management",
        "self_evaluation.sections.follow_up_plan",
        "self_evaluation.sections.measures",
        "self_evaluation.sections.project_problems",
        "self_evaluation.sections.fund_problems",
        "monitoring.sections.problems",
        "monitoring.sections.corrective_actions",
        "monitoring.sections.improvements",
        "evaluation.sections.problems",
        "evaluation.sections.experience",
        "evaluation.sections.advice",
    )
)
"""Texts that reports like to share."""

COMPARED = tuple(sorted(TELLING | COMMON))
AMONG = frozenset(COMPARED)
ABOUT = ("name", "goal", "purpose", "overview")
"""What tells a project from others, beside the names of its indicators."""


@dataclass(frozen=True, eq=False)
class Print:
    """One project as its neighbours see it: names, and the texts worth comparing by path."""

    key: str
    name: str
    unit: str
    texts: Mapping[str, str] = field(default_factory=dict)
    about: tuple[tuple[str, str], ...] = ()

    def words_without(self, path: str) -> frozenset[str]:
        """Give the pairs of signs by which the project is known, one text left out."""
        return pairs_of(" ".join(text for at, text in self.about if at != path))

    @cached_property
    def spoken(self) -> str:
        """Give all by which the project is known, to look a name up in."""
        return "\n".join(text for _, text in self.about)


def print_of(key: str, dossier: Dossier) -> Print:
    """Take a project's fingerprints from its dossier."""
    texts = {path: dossier.text(path) for path in COMPARED if path in dossier.entries}
    about = [(path, dossier.text(path)) for path in ABOUT if dossier.filled(path)]
    about += [(path, dossier.text(path)) for path in dossier.row_paths("indicators", "name")]
    unit = dossier.text("implementer") or dossier.text("unit.name")
    return Print(key, dossier.text("name").strip(), unit.strip(), texts, tuple(about))


@lru_cache(4096)
def pairs_of(text: str) -> frozenset[str]:
    """Give the neighbouring Han signs of a text."""
    shown = _SMALL.sub("", _DIGITS.sub("", text[:LONGEST]))
    return frozenset(shown[i : i + 2] for i in range(len(shown) - 1))


@lru_cache(4096)
def core_name(name: str) -> str:
    """Strip a project's name to what tells it from others: no year, no 项目, no 经费."""
    shown = _YEAR.sub("", _SMALL.sub("", name), count=1)
    return _ENDS.sub("", shown)


@lru_cache(8192)
def skeleton(text: str, name: str) -> tuple[tuple[tuple[int, int], int], ...]:
    """Give the sentences of a text as (fingerprints, length), figures left out.

    A sentence that names its project has two: as it stands, and with the name left out.
    """
    made = []
    core = core_name(name)
    for sentence in _STOPS.split(text[:LONGEST]):
        shown = _DIGITS.sub("0", _SMALL.sub("", sentence))
        if len(shown) >= SENTENCE:
            bare = shown.replace(core, "□") if len(core) > 1 else shown
            bare = bare.replace("□项目", "□").replace("□经费", "□").replace("□项目", "□")
            made.append(((hash(shown), hash(bare)), len(shown)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Twin:
    """A text of another project that says the same: whole (to the letter) or but for names."""

    whose: Print
    path: str
    whole: bool


class Neighbours:
    """The projects around one; each asks for what stands elsewhere, itself left out."""

    def __init__(self, prints: Iterable[Print] = ()) -> None:
        self.prints = tuple(prints)

    @cached_property
    def _sentences(self) -> Mapping[tuple[str, int], list[Print]]:
        made: dict[tuple[str, int], list[Print]] = {}
        for one in self.prints:
            for path, text in one.texts.items():
                if len(text) >= SHORTEST:
                    self._take(made, path, one)
        return made

    @staticmethod
    def _take(made: dict[tuple[str, int], list[Print]], path: str, one: Print) -> None:
        for codes, _ in skeleton(one.texts[path], one.name):
            for code in codes:
                kept = made.setdefault((path, code), [])
                if len(kept) < MOST and (not kept or kept[-1] is not one):
                    kept.append(one)

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[str, Print]]]:
        """Give names of projects and units by their first two signs."""
        made: dict[str, list[tuple[str, Print]]] = {}
        seen: set[str] = set()
        for one in self.prints:
            for name in (core_name(one.name), one.unit):
                if len(name) >= 4 and name not in seen:
                    seen.add(name)
                    made.setdefault(name[:2], []).append((name, one))
        return made

    def twin(self, path: str, text: str, own: Print, like: float = ALIKE) -> Twin | None:
        """Find a project whose text at the same place says the same, None where none does."""
        if len(text) < SHORTEST or not self.prints:
            return None
        sentences = skeleton(text, own.name)
        total = sum(length for _, length in sentences)
        shared: Counter[Print] = Counter()
        for codes, length in sentences:
            holders = dict.fromkeys(
                o for code in codes for o in self._sentences.get((path, code), ())
            )
            for one in holders:
                if one.key != own.key and not same_project(one, own):
                    shared[one] += length
        if not shared or not total:
            return None
        bare = _SMALL.sub("", text)
        for one, length in shared.most_common(MOST):
            if length < like * total:
                return None
            whole = _SMALL.sub("", one.texts[path]) == bare
            if whole or _as_long(one.texts[path], text, like):
                return Twin(one, path, whole)
        return None

    def names_in(self, text: str, own: Print) -> Iterator[tuple[int, str, Print]]:
        """Walk the names of other projects and units that a text holds: (where, name, whose)."""
        names = self._names
        if len(self.prints) < 2 or not names:
            return
        for at in range(min(len(text), LONGEST) - 1):
            for name, one in names.get(text[at : at + 2], ()):
                if one.key != own.key and text.startswith(name, at):
                    yield at, name, one


NOBODY = Neighbours()


def _as_long(one: str, two: str, like: float) -> bool:
    return min(len(one), len(two)) >= like * max(len(one), len(two))


def same_project(one: Print, two: Print) -> bool:
    """Tell whether two are one project kept twice, or two years of it."""
    return core_name(one.name) == core_name(two.name) and one.unit == two.unit
