"""Settings of a notice or edition that arithmetic and rules read; defaults of the ministry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Settings:
    """Thresholds, denominators and switches in force for one dossier (reference: the notice).

    Shares are fractions of 1; ``as_of`` is the time point of the stage in work.
    """

    year: int
    as_of: date | None = None
    red_below: Decimal = Decimal("0.6")
    yellow_below: Decimal = Decimal("0.8")
    blue_from: Decimal = Decimal("1.2")
    over_explain: Decimal = Decimal("1.2")
    rate_denominator: str = "initial"
    """Which budget column 执行率 on the form divides by: initial, revised or received."""
    money_tolerance: Decimal = Decimal("0.005")
    reason_length: int = 10
    stage: str = "monitoring"
    """Stage of the form in hand: monitoring, self_evaluation, evaluation."""
    tree: str = "three"
    """Indicator tree: three classes (10号) or four with 成本 (101号)."""
    required: tuple[str, ...] = ()
    """Patterns that the forms in use ask for (catalogue)."""
    rules_off: frozenset[str] = field(default_factory=frozenset)
    basis: str = "财预〔2019〕136号 附件"
    """The clause named first as authority (the notice)."""
    notice_title: str = ""
