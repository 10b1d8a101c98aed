"""Rules alone: the whole document, and what one change costs when the rest is kept."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from figures import Figure, median, p99, taken, tell
from material import workspace

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.session.check import Since, check_dossier
from jixiao_desktop.session.edit import Editing

TIMES = 40
SIZES = (60, 100)


def whole(editing: Editing) -> None:
    """Run every rule over everything."""
    check_dossier(editing.dossier, editing.settings, editing.case.catalog, editing.forms)


def after_one_change(editing: Editing, column: str) -> list[float]:
    """Milliseconds of the check after one text of one row changed, former findings at hand."""
    catalog, forms, settings = editing.case.catalog, editing.forms, editing.settings
    rows = cycle(editing.dossier.row_ids("indicators"))
    numbers = iter(range(1, 10 * TIMES))
    before = check_dossier(editing.dossier, settings, catalog, forms)

    def change() -> str:
        path = f"indicators.{next(rows)}.{column}"
        editing.step("改一格", [SetText(path, f"{next(numbers)}")])
        return path

    times = []
    for _ in range(TIMES):
        since = Since(changed=frozenset({change()}), previous=before)
        found = []
        times += taken_once(
            lambda since=since, found=found: found.append(
                check_dossier(editing.dossier, settings, catalog, forms, since)
            )
        )
        before = found[0]
    assert before == check_dossier(editing.dossier, settings, catalog, forms), "not the same"
    return times


def taken_once(work: object) -> list[float]:
    """Milliseconds of one call, in a list."""
    from figures import timed

    return [timed(work)]  # type: ignore[arg-type]


def main(folder: Path) -> None:
    """Measure."""
    for size in SIZES:
        space = workspace(folder, 1, size)
        editing = space.edit(space.projects()[0].id)
        times = taken(lambda editing=editing: whole(editing), TIMES // 2)
        tell(Figure(f"{size} 个指标：全部规则", median(times), p99=p99(times)))
        for column, title in (("monitoring.actual", "实际完成值"), ("name", "指标名称")):
            times = after_one_change(editing, column)
            tell(Figure(f"{size} 个指标：改一个{title}以后", median(times), p99=p99(times)))
        space.close()
