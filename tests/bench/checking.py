"""Rules alone: the whole document, and what one change costs when the rest is kept."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from time import perf_counter

from figures import Figure, median, p99, taken, tell
from material import workspace

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Entry
from jixiao_desktop.session.check import Since, check_dossier
from jixiao_desktop.session.edit import Editing

TIMES = 40
SIZES = (60, 100)
PAGE = (
    "本项目由县农业农村局组织实施，各乡镇配合，资金按进度拨付、专款专用。全年预算100.00万元，截至2024年7月31日"
    "累计支出61.88万元，执行率61.88%，其中培训费20.88万元、设备购置25.00万元、宣传费16.00万元。各乡镇已举办培训"
    "班12期、培训农牧民860人次，发放技术资料3200份，回访满意度93%。受6月强降雨影响，3个村的示范点推迟到8月建设，"
    "已与施工单位商定9月底前完工；剩余款项按合同在验收后支付。去年同期支出55.20万元，今年增加6.68万元，主要是新增"
    "2个示范点。下一步，一是每月5日前核对台账和凭证；二是9月、10月各开展1次现场检查；三是12月上旬组织满意度调查。"
)
"""About half a page of a report, with figures of every kind."""

SECTIONS = ("organization", "measures", "fund_execution", "goal_completion", "problems",
            "corrective_actions", "improvements", "other")  # fmt: skip
KEY_MS, FULL_MS, MANY_S = 3, 30, 20
MANY = 1000


def with_pages(editing: Editing, pages: int) -> None:
    """Write so many pages of report into the sections, each a little different."""
    each = max(1, 2 * pages // len(SECTIONS))
    for name in SECTIONS[: 2 * pages]:
        text = "\n".join(f"（{n + 1}）{name}：{PAGE}" for n in range(each))
        editing.step("写报告", [SetText(f"monitoring.sections.{name}", text)])


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
    with_report(folder)
    many_files(folder)


def with_report(folder: Path) -> None:
    """Measure sixty indicators together with ten pages of report."""
    space = workspace(folder / "report", 1, 60)
    editing = space.edit(space.projects()[0].id)
    with_pages(editing, 10)
    title = "60 个指标、10 页报告"
    full = median(taken(lambda: whole(editing), TIMES // 2))
    tell(Figure(f"{title}：全部规则", full, aim=f"≤ {FULL_MS} 毫秒", met=full <= FULL_MS))
    times = after_one_change(editing, "monitoring.actual")
    key = median(times)
    tell(
        Figure(
            f"{title}：改一格以后", key, p99=p99(times), aim=f"≤ {KEY_MS} 毫秒", met=key <= KEY_MS
        )
    )
    space.close()


def many_files(folder: Path) -> None:
    """Measure a thousand dossiers of thirty indicators and two pages, one after the other."""
    space = workspace(folder / "many", 20, 30)
    chosen = [space.edit(one.id) for one in space.projects()]
    for editing in chosen:
        with_pages(editing, 2)
    start = perf_counter()
    for number in range(MANY):
        editing = chosen[number % len(chosen)]
        renamed = editing.dossier.with_entries({"name": Entry(f"项目{number}")})
        check_dossier(renamed, editing.settings, editing.case.catalog, editing.forms)
    seconds = perf_counter() - start
    tell(
        Figure(
            f"{MANY} 份材料，每份 30 个指标、2 页报告：全部检查",
            seconds,
            unit="秒",
            aim=f"≤ {MANY_S} 秒",
            met=seconds <= MANY_S,
            note="一个核",
        )
    )
    space.close()
