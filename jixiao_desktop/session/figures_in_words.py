"""What the cards below a section say: the money against the month, the total as a sum."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jixiao_desktop.domain import funds, scoring, unit_figures
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.numbers import fixed
from jixiao_desktop.domain.paths import ROW_KINDS, row_path
from jixiao_desktop.domain.progress import bands_of, money_due, spending_light
from jixiao_desktop.domain.rates import rate, show_rate
from jixiao_desktop.domain.settings import Settings

JULY = "monitoring"
EVALUATED = "evaluation.indicators"
BLANK = "填了预算数和执行数，这里显示进度"
NAMED = 3


class Spending(NamedTuple):
    """What is said of the money: words with their tone, the share spent, the share due."""

    words: str
    tone: str
    share: Decimal | None
    due: Decimal | None


def spending_words(dossier: Dossier, settings: Settings, *, whole: bool) -> Spending:
    """Say how far the money is: against the month in monitoring, with its score at year-end."""
    name = "unit_rate" if whole else "execution_rate"
    share = compute(name, dossier, settings, "total").value
    if settings.stage != JULY:
        score = _earned(dossier, settings, whole=whole)
        if share is None:
            return Spending(BLANK, "quiet", None, None)
        of = f"，得{fixed(score)}分" if score is not None else ""
        return Spending(f"{_sum(dossier, whole=whole)} = {show_rate(share)}{of}", "", share, None)
    bands = bands_of(settings)
    due = money_due(settings.as_of, bands) if settings.as_of else None
    if share is None or settings.as_of is None or due is None:
        return Spending(BLANK, "quiet", None, due)
    light = spending_light(share, Decimal(1), settings.as_of, bands)
    relative = show_rate(rate(share, due), 1)
    said = f"● {light.word}　时点应达 {show_rate(due)}，已达应有进度的 {relative}"
    return Spending(said, f"light-{light.value}", share, due)


def _sum(dossier: Dossier, *, whole: bool) -> str:
    if whole:
        spent = unit_figures.amount(dossier, unit_figures.WHOLE, "year_spent")
        budget = unit_figures.yearly_budget(dossier, unit_figures.WHOLE)
    else:
        spent = funds.amount(dossier, "total", scoring.SPENT)
        budget = funds.yearly_budget(dossier)
    return " / ".join("—" if one is None else show_money(one) for one in (spent, budget))


def _earned(dossier: Dossier, settings: Settings, *, whole: bool) -> Decimal | None:
    if not settings.execution_weight:
        return None
    if whole:
        return unit_figures.execution_score(dossier, settings)
    return scoring.propose_execution(dossier, settings).score


def total_words(dossier: Dossier, settings: Settings, of: str, *, whole: bool) -> tuple[str, str]:
    """Say the total as a sum by 一级指标, and below it which scores are proposed or missing."""
    kind = of if of in ROW_KINDS else unit_figures.INDICATORS if whole else "indicators"
    parts: dict[str, Decimal] = {}
    proposed, missing = 0, list[str]()
    if kind != EVALUATED and settings.execution_weight:
        earned = _earned(dossier, settings, whole=whole)
        if earned is None:
            missing.append("预算执行率")
        else:
            parts["预算执行率"] = earned
    for row in dossier.row_ids(kind):
        score, typed, meant = _score(dossier, settings, kind, row)
        if not meant:
            continue
        group = dossier.text(row_path(kind, row, "level1")) or "其他"
        if score is None:
            missing.append(dossier.text(row_path(kind, row, "name")) or "没有名称的指标")
        else:
            parts[group] = parts.get(group, Decimal(0)) + score
            proposed += not typed
    if missing:
        return "", _missing(missing)
    if not parts:
        return "", "填了指标的完成值和得分，这里写出总分怎样算。"
    whole_sum = sum(parts.values(), Decimal(0))
    said = " + ".join(f"{name} {fixed(value)}" for name, value in parts.items())
    more = f"其中{proposed}项没有填得分，按建议得分算。" if proposed else ""
    grade = scoring.grade_of(whole_sum, settings)
    return f"{said} = {fixed(whole_sum)}分{f'，等级“{grade}”' if grade else ''}。", more


def _score(
    dossier: Dossier, settings: Settings, kind: str, row: str
) -> tuple[Decimal | None, bool, bool]:
    """Return the score, whether it is typed, and whether the row counts at all."""
    if kind != EVALUATED:
        found = scoring.scored(dossier, settings, row, kind)
        return found.score, bool(found.typed), row in scoring.scored_rows(dossier, kind)
    score = scoring.read_score(dossier.text(row_path(kind, row, "score")))
    return score, True, dossier.filled(row_path(kind, row, "weight"))


def _missing(names: list[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:NAMED])
    rest = f"等{len(names)}项" if len(names) > NAMED else ""
    return f"还没有得分：{shown}{rest}。填齐以后写出总分怎样算。"
