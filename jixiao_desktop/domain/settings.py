"""Settings of a notice or edition that arithmetic and rules read; defaults of the ministry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

CHOICES = {
    "rate_denominator": ("initial", "revised", "received"),
    "reverse_formula": ("deviation", "ratio"),
    "tree": ("three", "four"),
}
"""Settings that take one of a few words."""


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
    spending_floors: str = ""
    """Least share of the money by month, “4=25、6=40、8=60、10=80” (in %); "" for month / 12."""
    over_hint: Decimal = Decimal(0)
    """Over-fulfilment from this share of the target is pointed out; 0 for no such step."""
    over_explain: Decimal = Decimal("1.2")
    """From this share on it is to be explained."""
    over_reason: Decimal = Decimal("1.3")
    """From this share on a word is not enough: what is written has to be a reason."""
    over_strong: Decimal = Decimal("1.5")
    """From this share on it is asked for what becomes of the next year's target, too."""
    over_must_fix: Decimal = Decimal(0)
    """From this share an over-fulfilment without a reason must be mended; 0 for never."""
    forecast_explain: Decimal = Decimal("1.5")
    """A year expected to end at this share of its target needs a word."""
    completion_places: int = 2
    """Decimals of 指标完成率 in reports; 0 where a county rounds to whole percent."""
    rate_denominator: str = "initial"
    """Which budget column 执行率 on the form divides by: initial, revised or received."""
    execution_weight: Decimal = Decimal(10)
    """分值 of 预算执行率; 0 where the score table has none (执行率20+目标80: 20)."""
    execution_cap: Decimal = Decimal(1)
    """Highest share of its weight that 预算执行率 may score; 0 for no limit."""
    weight_total: Decimal = Decimal(100)
    """What 预算执行率 and all indicators add up to."""
    class_weights: str = ""
    """Weights of the 一级指标, “产出=50、效益=30、满意度=10”; "" for those of the tree."""
    reverse_formula: str = "deviation"
    """反向指标 above target: deviation, 1-(actual-target)/target, or ratio, target/actual."""
    met_from: Decimal = Decimal("0.8")
    partly_from: Decimal = Decimal("0.6")
    """Bands of 定性指标: 达成 from met_from, 部分达成 from partly_from, 未达成 below."""
    score_tolerance: Decimal = Decimal("0.1")
    """Scores (in 分) that differ by no more are rounding."""
    grades: str = "优=90、良=80、中=60、差=0"
    """Names of the grades with the lowest total of each."""
    money_tolerance: Decimal = Decimal("0.005")
    reason_length: int = 10
    """Characters that a reason has at least."""
    satisfaction_low: Decimal = Decimal(80)
    """A satisfaction target (in %) below this is pointed out."""
    satisfaction_very_low: Decimal = Decimal(60)
    """A satisfaction target (in %) below this is to be explained."""
    satisfaction_high: Decimal = Decimal(100)
    """A satisfaction target (in %) from this on is pointed out."""
    name_longest: int = 30
    """Characters that the name of an indicator has at most."""
    fewest_indicators: int = 3
    """From so many indicators on, number, quality and time are asked for under 产出."""
    indicator_likeness: Decimal = Decimal("0.8")
    """Names of two indicators that are alike to this share are near-duplicates."""
    text_likeness: Decimal = Decimal("0.8")
    """A text that shares this part of its words with another project's is a copy."""
    same_as_last_year: int = 3
    """So many indicators that are last year's, with nothing new beside them, are told."""
    work_done: Decimal = Decimal("0.9")
    """Work (or money) from this share on counts as nearly done where the other one lags."""
    money_unpaid: Decimal = Decimal("0.2")
    """Money up to this share counts as hardly paid."""
    work_barely: Decimal = Decimal("0.5")
    """Work up to this share counts as hardly begun where the money is nearly gone."""
    items_off: Decimal = Decimal("0.1")
    """Prices times quantities may be off by this share of the spending before a word is asked."""
    items_far_off: Decimal = Decimal("0.15")
    """Beyond this share of the spending they must be mended."""
    full_marks_from: Decimal = Decimal("0.97")
    """Full marks for less than this share of what the target earns must be mended."""
    every_cause: int = 5
    """So many causes ticked at once tell of none."""
    execution_explain_below: Decimal = Decimal("0.9")
    """Year-end execution below this share asks the report for its reasons."""
    missed_below: Decimal = Decimal("0.6")
    """An indicator reached to less than this share was missed, whatever is said about it."""
    cost_far_below: Decimal = Decimal("0.5")
    """A cost below this share of what was planned is to be explained."""
    stage: str = "monitoring"
    """Stage of the form in hand: monitoring, self_evaluation, evaluation."""
    tree: str = "three"
    """Indicator tree: three classes (10号) or four with 成本 (101号)."""
    required: tuple[str, ...] = ()
    """Patterns that the forms in use ask for (catalogue)."""
    rules_off: frozenset[str] = field(default_factory=frozenset)
    rules_hint: frozenset[str] = field(default_factory=frozenset)
    """Rules whose findings are no more than hints where this notice is in force."""
    basis: str = "财预〔2019〕136号 附件"
    """The clause named first as authority (the notice)."""
    notice_title: str = ""
