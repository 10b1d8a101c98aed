"""Workspaces of any size for the figures: plausible projects, made the same way every time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jixiao_desktop.session.workspace import Workspace

YEAR = 2024
AS_OF = "2024-07-31"
NOTICE, YEAR_END = "sample", "national-self-evaluation"
WORK = ("道路养护", "培训班次", "巡查次数", "设备购置", "困难群众救助", "人居环境整治", "技术推广",
        "水质监测", "公益演出", "疫病防控", "档案整理", "宣传活动")  # fmt: skip
FIELDS = ("农村", "林业", "水利", "教育", "卫生", "文化", "民政", "交通", "畜牧")
KINDS = (
    ("产出指标", "数量指标", "完成数", "≥", "次"),
    ("产出指标", "质量指标", "合格率", "≥", "%"),
    ("产出指标", "时效指标", "完成时间", "≤", "月"),
    ("产出指标", "成本指标", "支出", "≤", "万元"),
    ("效益指标", "社会效益指标", "受益人数", "≥", "人次"),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥", "%"),
)
LATE = "秋季工作推迟，已在12月底补做完成。"
SOURCES = ("total", "general_public")


def indicator(number: int) -> dict[str, Any]:
    """One indicator with twelve filled values; some are behind and say why."""
    level1, level2, what, operator, unit = KINDS[number % len(KINDS)]
    target = {"%": 90 + number % 10, "月": 12, "万元": 5 + number % 4}.get(unit, 40 + number * 3)
    behind = number % 7 == 3
    actual = target * (2 if behind else 6) // 10
    return {
        "level1": level1,
        "level2": level2,
        "name": f"{FIELDS[number % 9]}{WORK[number % 12]}{what}{number // 36 or ''}",
        "operator": operator,
        "target": str(target),
        "unit": unit,
        "weight": "1",
        "monitoring": {
            "actual": "7" if unit == "月" else str(actual),
            "forecast": str(target),
            "causes": ["其他"] if behind else ["经费保障"],
            "reason": "秋季工作尚未开始，剩余部分在下半年完成。",
            "likelihood": "有可能" if behind else "确定能",
            "remark": "",
        },
    }


def project(number: int, indicators: int) -> dict[str, Any]:
    """One project whose figures add up."""
    name = f"{FIELDS[number % 9]}{WORK[number % 12]}项目（{number + 1}）"
    spent = {"spent": "61.88", "forecast": "100.00"}
    return {
        "name": name,
        "overview": f"{name}用于全县{FIELDS[number % 9]}工作。",
        "purpose": "按年初批复的用途使用，用于日常工作和设备维护。",
        "goal": f"2024年底前按期完成{WORK[number % 12]}各项任务，资金100.00万元全部支出。",
        "budget": {source: {"initial": "100.00", "received": "100.00"} for source in SOURCES},
        "indicators": [indicator(one) for one in range(indicators)],
        "monitoring": {
            "as_of": AS_OF,
            "budget": dict.fromkeys(SOURCES, spent),
            "goal_progress": "截至2024年7月31日各项任务按计划推进，年底可全部完成。",
        },
    }


def with_year_end(data: dict[str, Any]) -> dict[str, Any]:
    """The same year with its self-evaluation: every indicator done, some behind, none scored."""
    for one in data["projects"]:
        rows = one["indicators"]
        for at, row in enumerate(rows):
            row["weight"] = str(round(90 / len(rows), 2))
            done = row["target"] if at % 7 != 3 else row["monitoring"]["actual"]
            row["self_evaluation"] = {"actual": done, "reason": LATE}
        one["self_evaluation"] = {
            "as_of": f"{YEAR}-12-31",
            "budget": {source: {"spent": "98.50"} for source in SOURCES},
            "goal_progress": "全年各项任务按期完成，资金支出98.50万元，预算执行率98.50%。",
            "sections": {
                "project_problems": "项目立项和实施中没有发现问题。",
                "follow_up_plan": "一是做好项目管理，二是加快资金支出进度，三是按期公开绩效信息。",
            },
        }
    return {**data, "notice": YEAR_END}


def exchange(projects: int, indicators: int) -> dict[str, Any]:
    """A unit's year as an exchange file."""
    return {
        "format": "jixiao-exchange",
        "version": 1,
        "notice": NOTICE,
        "year": YEAR,
        "unit": {
            "name": "样例县农业农村局",
            "department": {"name": "样例县农业农村局", "code": "101"},
            "contacts": {"filled_by": "王小明", "phone": "0971-2430000", "head": "李建国"},
        },
        "projects": [project(one, indicators) for one in range(projects)],
    }


def workspace(folder: Path, projects: int, indicators: int, *, year_end: bool = False) -> Workspace:
    """Make a workspace file with so many projects of so many indicators each."""
    folder.mkdir(exist_ok=True)
    made = Workspace.open(folder / f"{projects}-{indicators}.jixiao", create=True)
    data = exchange(projects, indicators)
    made.import_exchange(with_year_end(data) if year_end else data)
    return made


def indicator_paths(rows: tuple[str, ...], column: str) -> Iterator[str]:
    """The path of one column in every row, over and over."""
    while True:
        for row in rows:
            yield f"indicators.{row}.{column}"
