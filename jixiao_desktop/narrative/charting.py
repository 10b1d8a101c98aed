"""Charts drawn from the figures the text tells: execution against the month, how far targets are.

An outline names them (``each``); figures, sources and words are those of ``values`` and
``figures``. Amounts in 万元; shares are fractions of 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao_desktop.domain import funds, row_figures, unit_figures
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.months import month_share, window
from jixiao_desktop.domain.numbers import normalise, plain, read_number
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.progress import is_ceiling, is_cumulative, rate, show_rate
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.narrative import values
from jixiao_desktop.narrative.chart import ChartBlock, Column, parted
from jixiao_desktop.narrative.document import Paragraph, Run
from jixiao_desktop.narrative.figures import class_rows, class_sum, names_of
from jixiao_desktop.narrative.outline import BlockLike
from jixiao_desktop.narrative.scope import Scope, project_scopes
from jixiao_desktop.narrative.sentence import printed
from jixiao_desktop.narrative.values import one_line

Made = tuple[ChartBlock | Paragraph, ...]
SPENDING = ("执行率", "")
COMPLETION = ("按月累计的指标", "不按月折算的指标")
COMPLETED = ("完成率", "")
SCORES = ("得分率", "")
YEAR = Decimal(1)
WHOLE_NAMES = {"total": "合计", "basic": "基本支出", "project": "项目支出"}
UNIT_ROWS = "unit_report.indicators"


def charted(block: BlockLike, scope: Scope) -> Made:
    """Return the charts an outline's block names, those of every project one after another.

    Nothing where there is nothing to draw; an unknown name raises KeyError.
    """
    draw = CHARTS[block.each]
    scopes: Sequence[Scope] = (scope,)
    if scope.subject.several:
        scopes = (scope,) if block.each == "budget" else project_scopes(scope.subject)
    return tuple(one for own in scopes for one in draw(own, _title(block, own)))


def _title(block: BlockLike, scope: Scope) -> str:
    said = one_line("".join(run.text for run in printed(scope, block)))
    own = one_line(scope.dossier.text("name")) if scope.subject.several else ""
    return f"{own}：{said}" if own and scope.project >= 0 else said


def _blocks(
    scope: Scope, title: str, columns: Sequence[Column], names: tuple[str, str]
) -> tuple[ChartBlock, ...]:
    """Lay columns out as one chart, or as several of the same width."""
    due = None if names is SCORES else _due(scope)
    line = f"{window(scope.as_of)}应达{_rate(scope, due)}" if scope.as_of and due else ""
    charts = parted(columns)
    highest = max((one.share for one in columns), default=Decimal(0))
    return tuple(
        ChartBlock(
            f"{title}（{number}/{len(charts)}）" if len(charts) > 1 else title,
            part, names, due, line, highest, part[0].source, scope.project,
        )
        for number, part in enumerate(charts, 1)
    )  # fmt: skip


def _due(scope: Scope) -> Decimal | None:
    """Return the part of the year that has passed, where a time point is known."""
    return month_share(scope.as_of) if scope.as_of else None


def _rate(scope: Scope, share: Decimal) -> str:
    """Write a share as this report's sentences do: 98.90%, or 98.9% where figures are plain."""
    return show_rate(share, zeros=not scope.subject.plain)


# ---- money -------------------------------------------------------------------------------


def _budget(scope: Scope, title: str) -> Made:
    """Draw the total and its sources, in the unit edition one column per project."""
    if scope.subject.several:
        found = [_fund(one, "total", one.dossier.text("name")) for one in _projects(scope)]
    else:
        found = [_fund(scope, s, funds.SOURCES[s]) for s in ("total", *_in_use(scope))]
    return _blocks(scope, title, [one for one in found if one], SPENDING)


def _projects(scope: Scope) -> tuple[Scope, ...]:
    return project_scopes(scope.subject)


def _in_use(scope: Scope) -> Iterator[str]:
    """Walk the sources without parts of their own that money was planned from."""
    for source in funds.SOURCES:
        if source not in funds.CHILDREN and (_planned(scope, source) or 0) > 0:
            yield source


def _planned(scope: Scope, source: str) -> Decimal | None:
    """Return the budget this stage's 执行率 divides by."""
    column = scope.settings.rate_denominator
    if column == "revised":
        return funds.yearly_budget(scope.dossier, source)
    return funds.amount(scope.dossier, source, column)


def _fund(scope: Scope, source: str, name: str) -> Column | None:
    share = compute("execution_rate", scope.dossier, scope.settings, source).value
    spent = funds.amount(scope.dossier, source, scope.spent)
    path = funds.fund_path(source, scope.spent)
    return _money(scope, name, (share, spent, _planned(scope, source)), path)


def _money(
    scope: Scope, name: str, figures: tuple[Decimal | None, Decimal | None, Decimal | None],
    path: str,
) -> Column | None:  # fmt: skip
    share, spent, planned = figures
    if share is None or spent is None or planned is None:
        return None
    under = f"{plain(spent)}/{plain(planned)}万元"
    return Column(one_line(name) or "（未填名称）", share, _rate(scope, share), under, source=path)


def _unit_budget(scope: Scope, title: str) -> Made:
    """Draw a unit's whole spending: 基本支出, 项目支出 and both together."""
    late = scope.settings.stage == "self_evaluation"
    spent = "year_spent" if late else "spent"
    made = []
    for block, name in WHOLE_NAMES.items():
        planned = (
            unit_figures.yearly_budget(scope.dossier, block) if late
            else unit_figures.amount(scope.dossier, block, "initial")
        )  # fmt: skip
        figures = (
            unit_figures.execution_rate(scope.dossier, scope.settings, block),
            unit_figures.amount(scope.dossier, block, spent),
            planned,
        )
        made.append(_money(scope, name, figures, unit_figures.path_of(block, spent)))
    return _blocks(scope, title, [one for one in made if one], SPENDING)


# ---- indicators --------------------------------------------------------------------------


def _indicators(kind: str) -> Callable[[Scope, str], Made]:
    def drawn(scope: Scope, title: str) -> Made:
        columns, told = list[Column](), list[tuple[Run, ...]]()
        during = _due(scope) not in (None, YEAR)  # at the year's end every target is due in full
        for row in scope.dossier.row_ids(kind):
            own = scope.at_row(row, kind)
            name = one_line(own.row_text("name"))
            if not name or not own.dossier.filled(_actual(own)):
                continue
            column = _row(own, name)
            if column is not None:
                columns.append(column if during else replace(column, scaled=True))
            else:
                told.append(_in_words(own, name))
        charts = _blocks(scope, title, columns, COMPLETION if during else COMPLETED)
        return (*charts, *_note(told, bool(columns), scope))

    return drawn


def _actual(scope: Scope) -> str:
    late = scope.settings.stage == "self_evaluation"
    return scope.row_path(f"{'self_evaluation' if late else 'monitoring'}.actual")


def _row(scope: Scope, name: str) -> Column | None:
    """Draw what grows towards its target; limits, dates and words have no column."""
    level2 = scope.row_text("level2")
    share = row_figures.completion(scope.dossier, scope.settings, scope.kind, scope.row)
    if share is None or is_ceiling(scope.target, level2):
        return None
    scaled = is_cumulative(scope.target, name=name, level2=level2)
    under = f"{_reached(scope)}/{_target(scope)}"
    return Column(name, share, _rate(scope, share), under, scaled, _actual(scope))


def _reached(scope: Scope) -> str:
    return one_line(scope.dossier.text(_actual(scope)))


def _target(scope: Scope) -> str:
    found = values.value_of(scope, "row_target")
    return found.text if found else "—"


def _in_words(scope: Scope, name: str) -> tuple[Run, ...]:
    """Say what cannot be drawn: 培训合格率（达成）, 成本（目标≤5万元，实际3）."""
    typed = _reached(scope)
    bare = read_number(normalise(typed)) is not None
    said = Run(f"{typed}{one_line(scope.row_text('unit'))}" if bare else typed, _actual(scope))
    if scope.target.kind is TargetKind.QUALITATIVE:
        return (Run(name, row_path(scope.kind, scope.row, "name")), Run("（"), said, Run("）"))
    goal = Run(_target(scope), scope.row_path("target"))
    head = Run(name, row_path(scope.kind, scope.row, "name"))
    return (head, Run("（目标"), goal, Run("，实际"), said, Run("）"))


def _note(told: Sequence[tuple[Run, ...]], drawn: bool, scope: Scope) -> tuple[Paragraph, ...]:
    if not told or not drawn:
        return ()
    runs = [Run("图中未画的指标：")]
    for number, said in enumerate(told):
        runs += [Run("；"), *said] if number else said
    runs.append(Run("。"))
    return (Paragraph(tuple(runs), project=scope.project, drafted=True),)


# ---- scores ------------------------------------------------------------------------------


def _classes(scope: Scope, title: str) -> Made:
    """Draw 得分率 of every first-level class of an evaluation: 得分 / 分值."""
    made = []
    for name in names_of(scope, class_rows(scope, ""), "level1"):
        weight, _ = class_sum(scope, name, "weight")
        score, paths = class_sum(scope, name, "score")
        share = rate(score, weight)
        if share is not None and weight is not None and score is not None:
            under = f"{plain(score)}/{plain(weight)}分"
            made.append(Column(name, share, _rate(scope, share), under, source=paths[0]))
    return _blocks(scope, title, made, SCORES)


CHARTS: dict[str, Callable[[Scope, str], Made]] = {
    "budget": _budget,
    "indicators": _indicators("indicators"),
    "unit_budget": _unit_budget,
    "unit_indicators": _indicators(UNIT_ROWS),
    "classes": _classes,
}
