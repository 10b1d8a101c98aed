"""Five hundred projects × (table + report) into one folder: time, size, and memory that stays."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from figures import MB, Figure, tell
from material import workspace
from memory import memory

from jixiao_desktop.session.outgoing import Names, Tally, all_files

PROJECTS, INDICATORS = 500, 8
MARKS = (1, 100, PROJECTS)
FORMATS = ("xlsx", "docx")
GROWTH_MB = 8.0
"""What memory may grow from the 100th project to the last: flat, but for the allocator's pools."""


def main(folder: Path) -> None:
    """Measure."""
    made = workspace(folder, PROJECTS, INDICATORS)
    file = made.path
    made.close()
    measured(file, folder / "out")


def measured(file: Path, out: Path) -> None:
    """Export everything in a workspace opened anew, looking at the memory on the way."""
    from jixiao_desktop.session.workspace import Workspace

    with Workspace.open(file) as space:
        start = perf_counter()
        every = all_files(space, [space.units()[0].id], FORMATS, Names(out))
        listed = perf_counter() - start
        files = [one for one in every if wanted(one.form, one.fmt)]
        tally, seen = Tally(total=len(files)), dict[int, float]()
        start = perf_counter()
        for one in files:
            if one.number in MARKS and one.number not in seen:
                seen[one.number] = memory().get("rss", 0.0)
            tally.take(one)
        seconds = perf_counter() - start
        seen[PROJECTS + 1] = memory().get("rss", 0.0)
    assert not tally.failed, tally.failed[0]
    size = sum(path.stat().st_size for path in tally.written) / 1024 / 1024
    tell(Figure(
        f"{PROJECTS} 个项目 × {len(files) // PROJECTS} 个文件写出并逐个读回核对", seconds, "秒",
        note=f"每个文件 {seconds / len(files) * 1000:.1f} 毫秒，共 {len(files)} 个、{size:.1f} MB；"
        f"列出要写的文件 {listed * 1000:.0f} 毫秒",
    ))  # fmt: skip
    if not memory():
        tell("写出时的内存：这个系统上没有测。")
        return
    grown = seen[PROJECTS + 1] - seen[MARKS[1]]
    marks = "、".join(f"第{n}个项目前 {seen[n]:.0f}" for n in MARKS)
    tell(Figure(
        "写出时的内存（RSS）", seen[PROJECTS + 1], MB, aim=f"第100个以后只多 {GROWTH_MB:.0f} MB",
        met=grown <= GROWTH_MB, note=f"{marks}、写完 {seen[PROJECTS + 1]:.0f} MB",
    ))  # fmt: skip


def wanted(form: object, fmt: str) -> bool:
    """Tell whether a file is of the measured kind: the table as Excel, the report as Word."""
    formats = getattr(form, "formats", ())
    return fmt == ("xlsx" if "xlsx" in formats else "docx")
