"""Two hundred indicators at the year's end: scores and findings after a change, and all of them."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from figures import Figure, median, p99, taken, tell, timed
from material import workspace

from jixiao_desktop.domain import scoring
from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.session.check import check_dossier
from jixiao_desktop.session.edit import Editing

INDICATORS, TIMES, FRAME = 200, 200, 16.0
COLUMNS = (("self_evaluation.actual", "实际完成值"), ("self_evaluation.score", "得分"))


def after_one_change(editing: Editing, column: str) -> list[float]:
    """Milliseconds from a change on disk until scores, total and all findings are known."""
    rows = cycle(editing.dossier.row_ids("indicators"))
    times = []
    editing.findings()
    for number in range(TIMES):
        path = f"indicators.{next(rows)}.{column}"
        text = str(number % 40) if column.endswith("actual") else f"0.{number % 45:02d}"
        editing.step("改一格", [SetText(path, text)])
        times.append(timed(lambda: worked_out(editing)))
    return times


def worked_out(editing: Editing) -> None:
    """Every score, the total, the grade and the findings."""
    dossier, settings = editing.dossier, editing.settings
    for row in scoring.scored_rows(dossier):
        scoring.scored(dossier, settings, row)
    scoring.grade_of(scoring.total(dossier, settings), settings)
    editing.findings()


def main(folder: Path) -> None:
    """Measure."""
    space = workspace(folder, 1, INDICATORS, year_end=True)
    editing = space.edit(space.projects()[0].id)
    total = scoring.total(editing.dossier, editing.settings)
    assert total is not None, "the total is not known"
    for column, title in COLUMNS:
        times = after_one_change(editing, column)
        tell(Figure(
            f"{INDICATORS} 个指标：改一个{title}以后，全部得分和检查结果", median(times),
            p99=p99(times), aim=f"p99 ≤ {FRAME:.0f} 毫秒", met=p99(times) <= FRAME,
        ))  # fmt: skip
    fresh = editing.dossier

    def whole() -> None:
        check_dossier(fresh.with_entries({}), editing.settings, space.catalog, editing.forms)

    times = taken(whole, 15)
    tell(Figure(
        f"{INDICATORS} 个指标：从头算全部得分和全部规则", median(times), p99=p99(times),
        note=f"{len(editing.findings())} 条检查结果，总分 {total}",
    ))  # fmt: skip
    space.close()
