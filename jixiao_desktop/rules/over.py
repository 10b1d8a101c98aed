"""Over-fulfilment by steps: from which share of the target on a hint, a word, a reason, a mend."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.progress import show_rate
from jixiao_desktop.domain.settings import Settings

LIGHTLY = "在备注里写一句多出的从哪里来"
PLAINLY = "说明超出的原因，是不是年初目标定低了"
FULLY = "写明超出的具体原因：多出的从哪里来，是不是年初目标定低了"
STRONGLY = "说明多出的从哪里来、年初目标为什么定得这样低、下一年度怎样调整"


@dataclass(frozen=True)
class Step:
    """One step of the ladder: its share of the target, its weight and what it asks for."""

    share: Decimal
    severity: Severity
    asked: str
    strong: bool = False
    """Whether a word is not enough: what is written has to be a reason."""

    @property
    def words(self) -> str:
        """Say the step: “超过目标30%以上”, where it begins at the target itself “达到目标”."""
        beyond = self.share - 1
        return f"超过目标{show_rate(beyond, 2, zeros=False)}以上" if beyond > 0 else "达到目标"


def ladder(settings: Settings) -> tuple[Step, ...]:
    """Give the steps of the notice, the highest first; a step at 0 is left out.

    Source: 财预〔2020〕10号 (far above because set low: say why), steps by the notice.
    """
    steps = (
        Step(settings.over_must_fix, Severity.MUST_FIX, STRONGLY, strong=True),
        Step(settings.over_strong, Severity.EXPLAIN, STRONGLY, strong=True),
        Step(settings.over_reason, Severity.EXPLAIN, FULLY, strong=True),
        Step(settings.over_explain, Severity.EXPLAIN, PLAINLY),
        Step(settings.over_hint, Severity.HINT, LIGHTLY),
    )
    known = [one for one in steps if one.share > 0]
    return tuple(sorted(known, key=lambda one: (one.severity.rank, -one.share)))


def step_of(share: Decimal | None, settings: Settings) -> Step | None:
    """Give the gravest step that a share of the target (1 for all of it) has come to."""
    if share is None:
        return None
    return next((one for one in ladder(settings) if share >= one.share), None)
