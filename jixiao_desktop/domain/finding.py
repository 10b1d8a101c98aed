"""A finding: what a reviewer would say, where, with both figures and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from jixiao_desktop.domain.changes import Change


class Severity(StrEnum):
    """How much a finding weighs; the words are what people see."""

    rank: int
    """Order of findings: the gravest first."""

    def __new__(cls, value: str) -> Self:
        """Count the severities as they stand here."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.rank = len(cls.__members__)
        return made

    MUST_FIX = "must_fix"
    EXPLAIN = "explain"
    HINT = "hint"

    @property
    def word(self) -> str:
        """Return the Chinese word shown beside the finding."""
        return {"must_fix": "必改", "explain": "需说明", "hint": "提示"}[self.value]


@dataclass(frozen=True)
class Mend:
    """A mechanical repair that one key performs as an undoable step."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Finding:
    """One remark; ``message`` holds ``{where}`` until the session fills in the place in words."""

    rule: str
    severity: Severity
    path: str
    message: str
    fix: str = ""
    basis: str = ""
    also: tuple[str, ...] = ()
    mend: Mend | None = None
    follows: str = ""
    """Path of the unreadable or missing value this finding follows from, "" for a root cause."""
    explained: str = ""
    """The written explanation, "" where none is kept; ``by`` whom and ``at`` what time."""
    by: str = ""
    at: str = ""
    doubt: str = ""
    """Why the explanation does not let it pass, "" where it does."""
    project: str = ""
    where: str = ""
    data: dict[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def passes(self) -> bool:
        """Tell whether the finding no longer withholds 可以上报."""
        return self.severity is Severity.HINT or (
            self.severity is Severity.EXPLAIN and bool(self.explained.strip()) and not self.doubt
        )
