"""A unit without projects: its own monitoring from the row on the home page, by keys alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from jixiao_desktop.resources import resources_root
from tests.proofs.walk.clerk import Clerk
from tests.proofs.walk.party_school import fill

SAMPLE = resources_root() / "reports" / "unit-monitoring-report" / "2019" / "sample.json"
BLOCKS = (
    ("basic", ("total", "received", "spent")),
    ("basic", ("fiscal", "fiscal_received", "fiscal_spent")),
    ("basic", ("other", "other_received", "other_spent")),
    ("project", ("total", "received", "spent")),
    ("project", ("fiscal", "fiscal_received", "fiscal_spent")),
    ("project", ("other", "other_received", "other_spent")),
    ("additional", ("total", "received", "spent")),
)
FIRST = 55
CHAPTERS = (
    ("organization_setup", "duties", "division", "plan", "analysis", "next_steps"),
    ("goal_completion", "deviation", "deviation_cause", "remedies_taken", "remedies_planned"),
    ("advice",),
    ("other",),
)


def sample() -> dict[str, Any]:
    """What the unit reports."""
    made: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return made


def before() -> dict[str, Any]:
    """The unit as it stands before: its own facts, no project, nothing reported."""
    return {**sample(), "projects": [], "unit_report": {}, "notice": "national"}


def copied(rows: Sequence[Sequence[str]]) -> None:
    """Put a block on the clipboard as a spreadsheet does."""
    QApplication.clipboard().setText("".join("\t".join(row) + "\r\n" for row in rows))


def lines(clerk: Clerk, rows: Sequence[Sequence[str]]) -> None:
    """Type a list line by line: Tab to the next cell, Ctrl+N for the next line."""
    for at, row in enumerate(rows):
        if at:
            clerk.key("Ctrl+N")
        for place, text in enumerate(row):
            if place:
                clerk.key("Tab")
            clerk.type(text)


def paste(clerk: Clerk, rows: Sequence[Sequence[str]], left: int) -> None:
    """Paste a block from the first class on, ``left`` columns left of where one stands."""
    clerk.do(lambda: copied(rows))
    clerk.key("Home", *["Left"] * left, "Ctrl+V")
    clerk.sees("粘贴前看一看")
    clerk.key("Return")
    clerk.sees_not("粘贴前看一看")


def begin(clerk: Clerk) -> None:
    """Change to the work of the unit as a whole and open its one row."""
    clerk.sees("要做的事")
    clerk.key("Ctrl+4")
    clerk.sees("部门整体支出")
    clerk.sees("还没有开始填")
    clerk.picture("51-整体监控")
    clerk.key("Return")


def facts(clerk: Clerk) -> None:
    """The unit's facts stand there already, so one begins behind them; the report's are typed."""
    told = sample()["unit_report"]
    clerk.stands_in("一、基本支出 · 年初预算数")
    clerk.key("Ctrl+PgUp")
    clerk.stands_in("单位名称")
    while "整体监控时点" not in clerk.here():
        clerk.key("Return")
    clerk.sees("未填，按通知：2024年6月30日")
    fill(clerk, ("整体监控时点", ""), ("报告标题前的地区", ""))
    fill(clerk, ("单位简称", told["short_name"]))
    fill(clerk, ("整体监控 填报时间", told["monitoring"]["filled_on"]))


def money(clerk: Clerk) -> None:
    """Type the amounts row by row; sums and rates follow."""
    budget = sample()["unit_report"]["budget"]
    clerk.stands_in("一、基本支出 · 年初预算数")
    for block, columns in BLOCKS:
        for column in columns:
            clerk.type(budget[block].get(column) or "0")
            clerk.key("Return")
    clerk.sees("48.96%")
    clerk.sees("时点应达 50.00%，已达应有进度的 97.9%")
    clerk.picture("52-整体预算执行")
    for block in ("basic", "project", "additional"):
        clerk.type(budget[block]["use"])
        clerk.key("Return")
    for part in ("local", "superior"):
        clerk.type(budget["additional"][part])
        clerk.key("Return")


def lists(clerk: Clerk) -> None:
    """The items of 基本支出 and the people of the team, line by line."""
    told = sample()["unit_report"]
    clerk.stands_in("基本支出明细")
    lines(clerk, [(one["name"], one["amount"]) for one in told["budget"]["basic"]["items"]])
    clerk.key("Ctrl+PgDown")
    clerk.stands_in("监控小组")
    lines(clerk, [(one["role"], one["name"], one["post"]) for one in told["team"]])
    clerk.picture("53-监控小组")
    clerk.key("Ctrl+PgDown")


def goal_and_indicators(clerk: Clerk) -> None:
    """The goal is typed; the indicators are in Excel and are pasted."""
    told = sample()["unit_report"]
    clerk.stands_in("整体绩效目标")
    clerk.type(told["goal"])
    clerk.key("Return")
    clerk.type(told["monitoring"]["sections"]["goal_completion"])
    clerk.key("Return")
    clerk.stands_in("整体绩效指标")
    paste(clerk, [
        (one["level1"], one["level2"], one["name"],
         f"{one['operator']}{one['target']}{one['unit']}", one["monitoring"]["actual"])
        for one in told["indicators"]
    ], 2)  # fmt: skip
    clerk.sees("化解矛盾纠纷件数 | ≥40件 | 21")
    clerk.picture("54-整体绩效指标")
    clerk.stands_in("整体绩效指标")
    clerk.key("Ctrl+PgDown")
    clerk.sees("没有偏离的写“无”")


def prose(clerk: Clerk) -> None:
    """What departed and what was done; then the report's first chapter, the others follow."""
    said = sample()["unit_report"]["monitoring"]["sections"]
    for section in ("deviation", "deviation_cause", "remedies_taken", "remedies_planned", "advice"):
        clerk.type(said[section])
        clerk.key("Return")
    for number, sections in enumerate(CHAPTERS, 55):
        for section in sections:
            if number == FIRST and section in said:
                clerk.type(said[section])
            clerk.key("Return")
        clerk.stands_in("我已填完本节")
        clerk.picture(f"{number}-整体监控报告第{number - 54}章")
        clerk.key("Space", "Return")


def write_files(clerk: Clerk, folder: Path) -> None:
    """Mend what is left, export table and report, print the table."""
    clerk.key("F9")
    clerk.sees("全面检查完成：没有问题")
    while "核对" not in clerk.here() and "整张表" not in clerk.here():
        clerk.key("Ctrl+PgDown")
    clerk.picture("59-整体监控核对")
    clerk.key("Ctrl+PgDown")
    clerk.go("存放文件夹")
    clerk.key("Ctrl+A")
    clerk.type(str(folder))
    clerk.key("Alt+X")
    clerk.sees("已导出 4 个文件到")
    clerk.key("Alt+H")
    clerk.sees("部门整体支出")
    clerk.sees("打印、盖章、报送")


def whole(clerk: Clerk, folder: Path) -> None:
    """From the home page to the unit's written report."""
    begin(clerk)
    facts(clerk)
    money(clerk)
    lists(clerk)
    goal_and_indicators(clerk)
    prose(clerk)
    write_files(clerk, folder)
