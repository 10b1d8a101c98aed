"""A clerk who keeps the indicators in Excel: the block is copied there and pasted here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.proofs.walk.clerk import Clerk

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "examples" / "monitoring-river-chiefs.json"
UNIT, PROJECT = "锡林郭勒盟水利局", "河长制湖长制工作经费"
CAUSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
CHANCES = ("确定能", "有可能", "完全不可能")


def cells_of(row: dict[str, Any]) -> list[str]:
    """An indicator as a line of the office's own table, from 一级指标 to 备注."""
    now = row["monitoring"]
    target = f"{row.get('operator', '')}{row['target']}{row.get('unit', '')}"
    causes = ["√" if cause in now.get("causes", ()) else "" for cause in CAUSES]
    chances = ["√" if now.get("likelihood") == chance else "" for chance in CHANCES]
    return [
        row["level1"], row["level2"], row["name"], target, now["actual"], now["forecast"], *causes,
        now.get("reason", ""), *chances, now.get("remark", ""),
    ]  # fmt: skip


def rows() -> list[list[str]]:
    """The indicators of the example as the lines of a sheet."""
    project = json.loads(EXAMPLE.read_text("utf-8"))["projects"][0]
    return [cells_of(row) for row in project["indicators"]]


def copy_in_excel() -> None:
    """Put the block on the clipboard as a spreadsheet does: tabs, and a line end behind each."""
    QApplication.clipboard().setText("".join("\t".join(row) + "\r\n" for row in rows()))


def paste(clerk: Clerk) -> None:
    """Begin the unit and the project, go to the table, paste, look at the preview, Enter."""
    clerk.key("Return")
    clerk.stands_in("单位名称")
    clerk.type(UNIT)
    clerk.key("Tab")
    clerk.type("2024")
    clerk.key("Tab")
    clerk.choose("样例县")
    clerk.key("Return")
    clerk.sees("单位基本信息")
    clerk.key("Ctrl+Shift+N")
    clerk.stands_in("项目名称")
    clerk.type(PROJECT)
    clerk.key("Return")
    clerk.sees("项目基本情况")
    while clerk.here() != "绩效指标":
        clerk.key("Ctrl+PgDown")
    clerk.do(copy_in_excel)
    clerk.key("Home", "Left", "Left", "Ctrl+V")
    clerk.sees("粘贴前看一看")
    clerk.picture("24-从Excel粘贴")
    clerk.key("Return")
    clerk.sees("河长制湖长制检查暗访次数 | ≥20次 | 14 | 20")
    clerk.sees("工作经费支出 | ≤50万元 | 21.09 | 50")
    clerk.picture("25-粘贴以后")
