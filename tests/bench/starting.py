"""From the start of the process to a usable window, and the memory of the open program."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
from pathlib import Path
from time import monotonic

from figures import MB, Figure, median, tell
from material import workspace

RUNS = 7
PROJECTS, INDICATORS = 20, 20
TIMES_BARE, SPARE_MB = 2.0, 60.0
HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent / "jixiao_desktop"


def started(child: str, *words: str) -> dict[str, float]:
    """Start a child; give its milliseconds until usable and its memory in MB."""
    begin = monotonic()
    order = [sys.executable, str(HERE / child), *words]
    done = subprocess.run(order, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{child} ended with {done.returncode}: {done.stderr[-2000:]}")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    told["usable"] = (told["at"] - begin) * 1000
    return told


def main(folder: Path) -> None:
    """Measure."""
    compileall.compile_dir(PACKAGE, quiet=1)  # as installed: no start compiles its own modules
    made = workspace(folder, PROJECTS, INDICATORS)
    file = made.path
    made.close()
    started("bare_window.py")
    started("open_program.py", str(file))
    runs = [(started("open_program.py", str(file)), started("bare_window.py")) for _ in range(RUNS)]
    ours, bare = ([pair[at] for pair in runs] for at in (0, 1))
    value, floor = (median([run["usable"] for run in some]) for some in (ours, bare))
    tell(Figure(
        f"启动到可用（{PROJECTS} 个项目的任务列表画好、按键有反应）", value, floor=floor,
        floor_title="空的 PySide6 窗口画好", aim="≤ 2 倍", met=value <= TIMES_BARE * floor,
        note="；".join(f"{title} {median([r[key] for r in ours]):.0f}" for key, title in STAGES),
    ))  # fmt: skip
    for key in ("rss", "pss"):
        if key not in ours[0]:
            tell(f"内存（{key.upper()}）：这个系统上没有测。")
            continue
        value, floor = (median([run[key] for run in some]) for some in (ours, bare))
        tell(Figure(
            f"打开着的程序的内存（{key.upper()}）", value, MB, floor=floor,
            floor_title="空的 PySide6 窗口", aim="≤ 底线 + 60 MB",
            met=value <= floor + SPARE_MB, note=f"多 {value - floor:.1f} MB",
        ))  # fmt: skip


STAGES = (("qt", "其中载入 Qt"), ("opened", "到窗口建好"), ("painted", "到列表画好"))
