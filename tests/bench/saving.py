"""A dossier of 100 indicators: from commit to disk to findings, without a window."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from figures import Figure, in_turns, median, p99, taken, tell
from floor import BareCommit
from material import indicator_paths, workspace

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.session.check import check_dossier

STEPS = 300
SPARE = 8.0
"""Milliseconds above a bare commit that a commit may take until its findings are known."""
LATER = 150.0


def main(folder: Path) -> None:
    """Measure."""
    space = workspace(folder, 1, 100)
    bare = BareCommit(folder)
    editing = space.edit(space.projects()[0].id)
    rows = editing.dossier.row_ids("indicators")
    paths = indicator_paths(rows, "monitoring.actual")
    numbers = iter(range(1, 10 * STEPS))

    def save() -> None:
        editing.step("实际完成值", [SetText(next(paths), str(next(numbers)))])

    def save_and_check() -> None:
        save()
        editing.findings()

    saved, floor = in_turns(save, bare, STEPS)
    tell(Figure(
        "100 个指标：写盘（会话的一步）", median(saved), p99=p99(saved), floor=median(floor),
        floor_p99=p99(floor), floor_title=bare.title,
    ))  # fmt: skip
    both, floor = in_turns(save_and_check, bare, STEPS)
    tell(Figure(
        "100 个指标：写盘并得到检查结果（会话）", median(both), p99=p99(both), floor=median(floor),
        floor_p99=p99(floor), floor_title=bare.title, aim="p99 ≤ 底线 p99 + 8 毫秒",
        met=p99(both) <= p99(floor) + SPARE,
    ))  # fmt: skip
    whole = taken(
        lambda: check_dossier(editing.dossier, editing.settings, space.catalog, editing.forms), 30
    )
    tell(Figure(
        "100 个指标：整份材料全部规则", median(whole), p99=p99(whole), aim="p99 ≤ 150 毫秒",
        met=p99(whole) <= LATER, note=f"{len(editing.findings())} 条检查结果",
    ))  # fmt: skip
    texts = sum(1 for path in editing.dossier.entries if path.startswith("indicators."))
    tell(f"材料：{len(rows)} 个指标、{texts} 个填了的格，{len(list(islice(paths, 3)))} 列轮流改。")
    space.close()
    bare.close()
