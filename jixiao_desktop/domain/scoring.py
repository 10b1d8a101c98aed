"""Scores of a self-evaluation: what each figure earns, the sum in words, the grade."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, cast

from jixiao_desktop.domain import funds, kinds
from jixiao_desktop.domain.dates import long_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.numbers import (
    WIDE,
    fixed,
    is_blank,
    is_dash,
    normalise,
    plain,
    round_half_up,
)
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.progress import Bands, Light, indicator_progress
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import Target, TargetKind, read_actual, read_target
from jixiao_desktop.domain.units import unit_family

ZERO, ONE = Decimal(0), Decimal(1)
ACTUAL, SCORE = "self_evaluation.actual", "self_evaluation.score"
SPENT = "self_evaluation.spent"
MEANT = ("name", "target", "weight", ACTUAL, SCORE)
"""Any of these makes a row of the table an indicator that is scored."""

READ = ("operator", "target", "unit", "weight", ACTUAL, "level2")
"""Fields of RowTexts, in its order."""

_PAIR = re.compile(r"([^0-9=＝:：、；;，,\s]+)\s*[=＝:：]?\s*([0-9]+(?:\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The score a value earns in 分 (2 decimals, half up), and the sum or the reason in words."""

    score: Decimal | None
    working: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What counts for one indicator: the typed score, else the proposed one; None where neither."""

    score: Decimal | None
    proposal: Proposal
    typed: str = ""


class RowTexts(NamedTuple):
    """The typed texts that decide what one indicator earns."""

    operator: str
    target: str
    unit: str
    weight: str
    actual: str
    level2: str


class Tier(StrEnum):
    """The three official results of a qualitative indicator (〔2020〕10号 附件1)."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"

    @property
    def word(self) -> str:
        """Return the word that people write."""
        return {"met": "达成", "partly": "部分达成", "not_met": "未达成"}[self.value]


_TIERS = {Light.GREEN: Tier.MET, Light.YELLOW: Tier.PARTLY, Light.RED: Tier.NOT_MET}


def propose(
    target: Target, actual: Target, weight: Decimal | None, settings: Settings, level2: str = ""
) -> Proposal:
    """Work out what an actual value earns of its weight in 分; None where nothing can be said.

    ``level2`` tells a cost without an operator. Source: 财预〔2020〕10号 (定量、定性指标计分).
    """
    missing = _missing(target, actual, weight)
    if missing or weight is None:
        return Proposal(None, missing)
    tier = tier_of(target, actual)
    if tier is not None:
        return _by_tier(tier, weight, settings)
    if actual.kind is TargetKind.QUALITATIVE:
        return _by_words(target, actual, weight)
    if target.deadline is not None:
        return _by_date(target.deadline, actual.deadline, weight)
    if target.number is None or actual.number is None:
        return Proposal(None, "实际完成值与年度指标值不能相比，请自行打分")
    if target.number < 0:
        return Proposal(None, "年度指标值是负数，不能按比例计算，请自行打分")
    done = max(actual.number, ZERO)
    if _is_reverse(target, level2):
        return _reverse(target, done, weight, settings)
    return _forward(target, done, weight)


@lru_cache(8192)
def proposed(texts: RowTexts, year: int, settings: Settings) -> Proposal:
    """Work out what a row's texts earn; a check asks for the same row many times."""
    target = read_target(texts.operator, texts.target, texts.unit, year)
    actual = read_actual(texts.actual, target, year)
    return propose(target, actual, read_score(texts.weight), settings, texts.level2)


def _missing(target: Target, actual: Target, weight: Decimal | None) -> str:
    """Say what is missing for a proposal, "" where nothing is."""
    if weight is None or weight < 0:
        return "分值没有填"
    for one, name in ((target, "年度指标值"), (actual, "实际完成值")):
        if one.kind is TargetKind.BLANK:
            return f"{name}没有填"
        if one.kind is TargetKind.UNREADABLE:
            return f"{name}读不出数量，请自行打分"
    return ""


def tier_of(target: Target, actual: Target) -> Tier | None:
    """Tell which of the three official results was written; None for any other words."""
    if actual.kind is not TargetKind.QUALITATIVE:
        return None
    return _TIERS.get(indicator_progress(target, actual, date.min, Bands()).light)


def band(tier: Tier, settings: Settings) -> tuple[Decimal, Decimal]:
    """Return the shares of the weight a tier may get: from (incl.) to; 1 only for 达成."""
    return {
        Tier.MET: (settings.met_from, ONE),
        Tier.PARTLY: (settings.partly_from, settings.met_from),
        Tier.NOT_MET: (ZERO, settings.partly_from),
    }[tier]


def in_band(tier: Tier, share: Decimal, settings: Settings) -> bool:
    """Tell whether a score, as a share of its weight, lies in its tier's band."""
    low, high = band(tier, settings)
    return low <= share and (share <= high if tier is Tier.MET else share < high)


def band_words(tier: Tier, settings: Settings) -> str:
    """Say a tier's band: 分值的60%（含）至80%."""
    low, high = (plain(part.scaleb(2)) for part in band(tier, settings))
    return f"分值的{low}%（含）至{high}%" + ("（含）" if tier is Tier.MET else "")


def _full(weight: Decimal, why: str) -> Proposal:
    return Proposal(round_half_up(weight), f"{why}，得满分{plain(weight)}分")


def _none(why: str) -> Proposal:
    return Proposal(round_half_up(ZERO), f"{why}，得0分")


def _by_tier(tier: Tier, weight: Decimal, settings: Settings) -> Proposal:
    if tier is Tier.MET:
        return _full(weight, "完成情况为“达成”")
    return Proposal(None, f"完成情况为“{tier.word}”，在{band_words(tier, settings)}之间自行打分")


def _by_words(target: Target, actual: Target, weight: Decimal) -> Proposal:
    if target.words and normalise(target.words) == normalise(actual.words):
        return _full(weight, "与年度指标值相同")
    return Proposal(None, "文字说明不能计算，写明达成、部分达成或未达成，并自行打分")


def _by_date(deadline: date, done: date | None, weight: Decimal) -> Proposal:
    if done is None:
        return Proposal(None, "实际完成值不是日期，请自行打分")
    if done <= deadline:
        return _full(weight, f"{long_date(done)}不晚于{long_date(deadline)}")
    return _none(f"{long_date(done)}晚于{long_date(deadline)}")


def _is_reverse(target: Target, level2: str) -> bool:
    """Tell a limit: ≤, <, or a cost in money without any operator."""
    if target.operator:
        return target.operator in ("≤", "<")
    return "成本" in level2 and unit_family(target.unit) == "money"


def _share_of(weight: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """Give weight × part / whole in 2 decimals, never below 0 or above the weight."""
    score = WIDE.divide(WIDE.multiply(weight, part), whole)
    return round_half_up(max(min(score, weight), ZERO))


def _forward(target: Target, done: Decimal, weight: Decimal) -> Proposal:
    """≥, >, = and no sign: the target reached is full marks, below it the part that was done."""
    goal = target.number or ZERO
    if goal == 0 and target.operator != ">":
        why = f"目标0，实际{plain(done)}"
        return _full(weight, why) if done == 0 or target.operator == "≥" else _none(why)
    met = done > goal if target.operator == ">" else done >= goal
    if met:
        return _full(weight, f"{plain(done)}{'>' if target.operator == '>' else '≥'}{plain(goal)}")
    if goal == 0:
        return _none(f"目标大于0，实际{plain(done)}")
    score = _share_of(weight, done, goal)
    return Proposal(score, f"{plain(done)}/{plain(goal)}×{plain(weight)}={fixed(score)}")


def _reverse(target: Target, done: Decimal, weight: Decimal, settings: Settings) -> Proposal:
    """≤ and <: within the limit is full marks; above it one of the two formulas in use."""
    goal, strict = target.number or ZERO, target.operator == "<"
    kept = done < goal if strict else done <= goal
    if kept:
        return _full(weight, f"{plain(done)}{'<' if strict else '≤'}{plain(goal)}")
    if goal == 0:
        return _none(f"目标0，实际{plain(done)}")
    shown, top, whole = plain(done), plain(goal), plain(weight)
    if settings.reverse_formula == "ratio":
        score = _share_of(weight, goal, done)
        return Proposal(score, f"{top}/{shown}×{whole}={fixed(score)}")
    if done >= 2 * goal:
        return _none(f"{shown}达到目标{top}的2倍以上")
    score = _share_of(weight, 2 * goal - done, goal)
    return Proposal(score, f"(1-({shown}-{top})/{top})×{whole}={fixed(score)}")


# ---- one dossier -------------------------------------------------------------------------


@lru_cache(4096)
def read_score(text: str) -> Decimal | None:
    """Read a typed score or weight in 分; None where blank, a dash or no number from 0 up."""
    return kinds.as_decimal(kinds.read("score", text))


def scored_rows(dossier: Dossier, kind: str = "indicators") -> tuple[str, ...]:
    """Return the rows of a list that are indicators; an empty line of the table is none."""
    return tuple(
        row
        for row in dossier.row_ids(kind)
        if any(dossier.filled(row_path(kind, row, rest)) for rest in MEANT)
    )


def scored(dossier: Dossier, settings: Settings, row: str, kind: str = "indicators") -> Scored:
    """Return the score of one indicator with its proposal; a typed one is never replaced."""
    kept, key = dossier.worked_out, ("scored", kind, row)
    known = cast("tuple[Settings, Scored] | None", kept.get(key))
    if known is not None and known[0] is settings:
        return known[1]
    made = _scored(dossier, settings, row, kind)
    kept[key] = (settings, made)
    return made


def _scored(dossier: Dossier, settings: Settings, row: str, kind: str) -> Scored:
    texts = (dossier.text(row_path(kind, row, rest)) for rest in READ)
    made = proposed(RowTexts(*texts), dossier.year, settings)
    typed = dossier.text(row_path(kind, row, SCORE))
    if is_blank(typed) or is_dash(typed):
        return Scored(made.score, made)
    value = read_score(typed)
    return Scored(None if value is None else round_half_up(value), made, typed.strip())


def propose_execution(dossier: Dossier, settings: Settings, source: str = "total") -> Proposal:
    """Work out 预算执行率得分: 全年执行数 / 全年预算数 × its weight, capped as the settings say.

    The denominator is revised, else initial + adjustment, whatever budget a form's 执行率 divides
    by. Source: 财预〔2020〕10号.
    """
    sources, most = source.split("+"), settings.execution_weight * settings.execution_cap
    spent = funds.folded(dossier, sources, SPENT)
    known = [v for v in (funds.yearly_budget(dossier, s) for s in sources) if v is not None]
    budget = sum(known, ZERO)
    if spent is None or not known:
        return Proposal(None, "全年执行数或全年预算数没有填")
    if budget <= 0:
        return Proposal(None, "全年预算数是0，没有执行率")
    raw = WIDE.divide(WIDE.multiply(settings.execution_weight, max(spent, ZERO)), budget)
    score = round_half_up(raw)
    working = f"{plain(spent)}/{plain(budget)}×{plain(settings.execution_weight)}={fixed(score)}"
    if settings.execution_cap and raw > most:
        return Proposal(round_half_up(most), f"{working}，最多得{plain(most)}分")
    return Proposal(score, working)


def total(dossier: Dossier, settings: Settings, kind: str = "indicators") -> Decimal | None:
    """Add 执行率得分 and every indicator's score, each rounded first; None where one is missing."""
    rows = scored_rows(dossier, kind)
    parts = [scored(dossier, settings, row, kind).score for row in rows]
    if settings.execution_weight:
        parts.append(propose_execution(dossier, settings).score)
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if rows and len(known) == len(parts) else None


@lru_cache(64)
def pairs(text: str) -> Mapping[str, Decimal]:
    """Read a setting of names and numbers: “优=90、良=80” → {优: 90, 良: 80}."""
    return {name: Decimal(number) for name, number in _PAIR.findall(text)}


def grade_of(score: Decimal | None, settings: Settings) -> str:
    """Name the grade of a total in 分; "" without a total (defaults: 优90 良80 中60 差)."""
    cuts = sorted(pairs(settings.grades).items(), key=lambda one: one[1], reverse=True)
    if score is None or not cuts:
        return ""
    return next((name for name, cut in cuts if score >= cut), cuts[-1][0])


# ---- weights -----------------------------------------------------------------------------


def class_weights(settings: Settings) -> Mapping[str, Decimal]:
    """Return the weight each first-level class is to have: 50/30/10, or those of the notice."""
    if settings.class_weights:
        return pairs(settings.class_weights)
    four = "成本=20、产出=40、效益=20、满意度=10"
    return pairs(four if settings.tree == "four" else "产出=50、效益=30、满意度=10")


def class_of(level1: str, settings: Settings) -> str:
    """Name the class of the settings that a first-level text stands for, "" for none."""
    return _begun(level1, tuple(class_weights(settings)))


@lru_cache(1024)
def _begun(level1: str, names: tuple[str, ...]) -> str:
    shown = normalise(level1)
    return next((name for name in names if shown.startswith(name)), "")


def weight_sum(
    dossier: Dossier, settings: Settings, name: str = "", kind: str = "indicators"
) -> Decimal | None:
    """Add the weights of all indicators, or of one first-level class; None where none is filled."""
    known = []
    for row in scored_rows(dossier, kind):
        level1 = dossier.text(row_path(kind, row, "level1"))
        if name and name not in (normalise(level1), class_of(level1, settings)):
            continue
        value = read_score(dossier.text(row_path(kind, row, "weight")))
        if value is not None:
            known.append(value)
    return sum(known, ZERO) if known else None
