"""Two hundred projects in one workspace: opened, listed, summed up, checked."""

from __future__ import annotations

from pathlib import Path

from figures import Figure, median, taken, tell, timed
from material import workspace

from jixiao_desktop.session.overview import Overview
from jixiao_desktop.session.workspace import Workspace

PROJECTS, INDICATORS = 200, 8


def main(folder: Path) -> None:
    """Measure."""
    made = workspace(folder, PROJECTS, INDICATORS)
    file = made.path
    made.close()
    opened = taken(lambda: Workspace.open(file).close(), 7)
    tell(Figure(f"{PROJECTS} 个项目：打开数据文件", median(opened)))
    space = Workspace.open(file)
    overview = Overview(space)
    listed = taken(space.projects, 20)
    tell(Figure(f"{PROJECTS} 个项目：列出", median(listed)))
    viewed = taken(overview.view, 20)
    tell(Figure(f"{PROJECTS} 个项目：首页的单位和项目表", median(viewed)))
    view = overview.view()
    assert view is not None
    each = [timed(lambda p=p: overview.standing(view, p.id, "project")) for p in view.projects]
    tell(Figure(
        f"{PROJECTS} 个项目：首页每行的状态和检查，合计", sum(each),
        note=f"每个项目中位 {median(each):.1f} 毫秒，空闲时分段计算，不挡按键",
    ))  # fmt: skip
    size = file.stat().st_size / 1024 / 1024
    texts = sum(len(space.edit(p.id).dossier.entries) for p in view.projects)
    tell(
        f"材料：{PROJECTS} 个项目、每个 {INDICATORS} 个指标，共 {texts} 个值，文件 {size:.1f} MB。"
    )
    space.close()
