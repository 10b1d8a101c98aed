"""A finished project is evaluated: team, framework, score, eight chapters, by keys alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.resources import resources_root
from tests.proofs.walk.clerk import Clerk
from tests.proofs.walk.party_school import explain
from tests.proofs.walk.whole_unit import lines, paste

SAMPLE = resources_root() / "reports" / "evaluation-report" / "2020" / "sample.json"
COLUMNS = ("level1", "level2", "level3", "explanation", "points", "weight", "score", "reason")
MOST = 9
"""Findings a clerk accounts for before something is wrong with the walk."""


def sample() -> dict[str, Any]:
    """What the evaluation found."""
    made: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return made


def before() -> dict[str, Any]:
    """The same dossier as its self-evaluation left it."""
    data = sample()
    del data["projects"][0]["evaluation"]
    return {**data, "notice": "national-self-evaluation"}


def begin(clerk: Clerk) -> None:
    """Change to the evaluation and open the project: what is known stands there already."""
    clerk.sees("要做的事")
    clerk.key("Ctrl+6")
    clerk.sees("评价基准日 12月31日")
    clerk.picture("61-绩效评价")
    clerk.key("Return")
    while clerk.here() != "项目名称":
        clerk.key("Ctrl+PgUp")
    clerk.key("Return")
    while "全年执行数" not in clerk.here():
        clerk.key("Return")
    clerk.picture("62-被评价项目")
    clerk.key("Return")


def team(clerk: Clerk) -> None:
    """Who evaluates, line by line."""
    people = sample()["projects"][0]["evaluation"]["team"]
    clerk.stands_in("评价组")
    lines(clerk, [(one["name"], one["post"], one["role"], one["duty"]) for one in people])
    clerk.picture("63-评价组")
    clerk.key("Ctrl+PgDown")


def scores(clerk: Clerk) -> None:
    """The scored framework comes from Excel; the total is worked out."""
    rows = sample()["projects"][0]["evaluation"]["indicators"]
    clerk.stands_in("评价指标与评分")
    clerk.picture("64-评价指标框架")
    paste(clerk, [[one.get(name, "") for name in COLUMNS] for one in rows], 3)
    clerk.sees("立项依据充分性")
    clerk.picture("65-评价指标与评分")
    clerk.stands_in("评价指标与评分")
    clerk.key("Ctrl+PgDown")
    clerk.sees("怎样算出来的")
    clerk.sees("分，等级“优”。")
    clerk.picture("66-总分与等级")
    clerk.key("Ctrl+PgDown")


def report(clerk: Clerk) -> None:
    """Write what the sample wrote; the other sections stay as drafted."""
    said = sample()["projects"][0]["evaluation"]["sections"]
    outline = load_catalog().form("evaluation-report")
    assert isinstance(outline, Report)
    for number, chapter in enumerate(outline.chapters(), 67):
        for block in chapter.sections:
            text = said.get(block.path.rpartition(".")[2], "")
            if text:
                clerk.type(text)
            clerk.key("Return")
        clerk.stands_in("我已填完本节")
        clerk.picture(f"{number}-评价报告第{number - 66}章")
        clerk.key("Space", "Return")


def write_files(clerk: Clerk, folder: Path) -> None:
    """Account for what is left, export score table and report."""
    clerk.key("F9")
    clerk.sees("全面检查完成：")
    for _ in range(MOST):
        clerk.key("F8")
        if "没有需要处理的问题" in clerk.screen():
            break
        explain(clerk, "已与项目单位核对，评价组意见一致，资料附后。")
    clerk.sees("没有需要处理的问题，可以上报。")
    while "核对" not in clerk.here() and "整张表" not in clerk.here():
        clerk.key("Ctrl+PgDown")
    clerk.key("Ctrl+PgDown")
    clerk.go("存放文件夹")
    clerk.key("Ctrl+A")
    clerk.type(str(folder))
    clerk.key("Alt+X")
    clerk.sees("已导出 4 个文件到")
    clerk.key("F5")
    clerk.sees("评价得分")
    clerk.picture("75-有评价的项目全年")
    clerk.key("F5")


def whole(clerk: Clerk, folder: Path) -> None:
    """From the self-evaluated project to the written evaluation."""
    begin(clerk)
    team(clerk)
    scores(clerk)
    report(clerk)
    write_files(clerk, folder)
