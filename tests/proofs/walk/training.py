"""Spring: July's figures carried into December, scored, written up and printed, by keys alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.proofs.walk.clerk import Clerk
from tests.proofs.walk.party_school import explain, fill

EXAMPLE = (
    Path(__file__).resolve().parents[2] / "data" / "examples" / "self-evaluation-training.json"
)
JULY = {"220": "90", "10": "4", "37": "20", "12": "7"}
"""What had been reached in July, where the year's end says otherwise."""
QUALITATIVE = "达成"
SPENT = "21.69"
CHAPTERS = (
    ("evaluation_purpose", "fund_output", "fund_management"),
    ("project_problems", "fund_problems"),
    ("follow_up_plan", "measures"),
)
WHY = "结余3.31万元是外出培训压减2批，已由财政收回。"
PROBLEMS = "培训计划安排偏晚，年底前集中支付。"
FUNDS = "预算按上年人数编制，没有按实际参训人数调整。"
WHYS = (
    "外单位临时派2人同行，费用由派出单位承担。",
    "指老干部培训的次数，指标名称按批复照写。",
    "批复的时间就是12月，按批复照写。",
    "批复的时间就是12月，按批复照写。",
)
MEASURES = "次年3月底前排定培训计划，6月底按实际报名人数调整预算。"


def example() -> dict[str, Any]:
    """The example's project."""
    made: dict[str, Any] = json.loads(EXAMPLE.read_text("utf-8"))
    return made


def in_july() -> dict[str, Any]:
    """The same dossier as it stood after the monitoring: no December, everything half done."""
    data = example()
    project = data["projects"][0]
    del project["self_evaluation"]
    project["monitoring"] = {"as_of": "2024-07-31", "budget": {
        "total": {"spent": "11.20"}, "general_public": {"spent": "11.20"}}}  # fmt: skip
    for row in project["indicators"]:
        reached = row.pop("self_evaluation")["actual"]
        row["monitoring"] = {"actual": JULY.get(reached, reached) or "部分达成"}
    data["notice"] = "national"
    return data


def carry(clerk: Clerk) -> None:
    """Change to the self-evaluation, open the project, take July's figures with one key."""
    clerk.sees("要做的事")
    clerk.key("Ctrl+3")
    clerk.sees("自评时点 12月31日")
    clerk.sees("打开后可以带入监控数")
    clerk.picture("31-换到绩效自评")
    clerk.key("Return")
    clerk.sees("监控时填过")
    clerk.picture("32-带入监控数")
    clerk.key("Ctrl+M")
    clerk.sees_not("监控时填过")


def facts(clerk: Clerk) -> None:
    """Go back to the project's own facts, confirm them, type the department that is missing."""
    while "项目名称" not in clerk.here():
        clerk.key("Ctrl+PgUp")
    clerk.key("Return")
    fill(clerk, ("主管部门", "市委办公室"), ("主管部门代码", ""), ("实施单位", ""))
    clerk.sees("未填，按通知：2024年12月31日")
    fill(clerk, ("自评时点", ""))


def money(clerk: Clerk) -> None:
    """Write the year's spending over July's; what stays is confirmed by Enter."""
    for cell in ("年度资金总额 · 全年执行数", "其中：当年财政拨款 · 全年执行数"):
        while cell not in clerk.here():
            clerk.key("Return")
        clerk.type(SPENT)
        clerk.key("Return")
    clerk.sees("21.69 / 25.00 = 86.76%，得8.68分")
    clerk.picture("33-全年资金")
    clerk.key("Ctrl+PgDown")


def goal(clerk: Clerk) -> None:
    """Write how the goal of the year was reached."""
    fill(clerk, ("年度总体目标", ""), ("年度目标实际完成情况", "按计划如期完成预期目标。"))


def column(clerk: Clerk, texts: list[str]) -> None:
    """Go down a column: type what changes, Enter confirms the rest; empty classes are passed."""
    for at, text in enumerate(texts):
        if text:
            clerk.type(text)
        clerk.key("Return")
        while at + 1 < len(texts) and clerk.on_empty_line():
            clerk.key("Down")


def indicators(clerk: Clerk) -> None:
    """Type what was reached, then take the proposed score of every row with Enter."""
    clerk.stands_in("指标完成与得分")
    rows = example()["projects"][0]["indicators"]
    reached = [row["self_evaluation"]["actual"] or QUALITATIVE for row in rows]
    clerk.key("Tab", "Tab")
    clerk.picture("34-带入的完成值")
    column(clerk, [text if text in JULY or text == QUALITATIVE else "" for text in reached])
    clerk.sees("怎样算出来的")
    clerk.key("Ctrl+PgUp")
    clerk.stands_in("指标完成与得分")
    clerk.key("Ctrl+Home", "Home", "Tab", "Tab", "Tab", "Tab")
    clerk.sees("建议得分：220≥200，得满分3分")
    clerk.picture("35-建议得分")
    column(clerk, [""] * len(rows))


def total(clerk: Clerk) -> None:
    """See the total as a sum, with its grade."""
    clerk.sees("98.68")
    clerk.sees(
        "预算执行率 8.68 + 产出指标 50.00 + 效益指标 30.00 + 满意度指标 10.00 = 98.68分，等级“优”。"
    )
    clerk.picture("36-总分")
    clerk.key("Ctrl+PgDown")


def report(clerk: Clerk) -> None:
    """Write the chapters; each is marked as done."""
    said = example()["projects"][0]["self_evaluation"]["sections"]
    written = said | {
        "deviation_and_remedy": WHY, "project_problems": PROBLEMS, "fund_problems": FUNDS,
        "measures": MEASURES, "overview": "",
    }  # fmt: skip
    chapters = (("overview", "deviation_and_remedy"), *CHAPTERS)
    for number, sections in enumerate(chapters, 37):
        for section in sections:
            if written[section]:
                clerk.type(written[section])
            clerk.key("Return")
        clerk.stands_in("我已填完本节")
        clerk.picture(f"{number}-自评报告第{number - 36}章")
        clerk.key("Space", "Return")


def mend(clerk: Clerk) -> None:
    """Go from one open finding to the next and say why each may pass."""
    clerk.key("F9")
    clerk.sees("全面检查完成：还差 4 处需说明。")
    for why in WHYS:
        clerk.key("F8")
        explain(clerk, why)
    clerk.key("F8")
    clerk.sees("没有需要处理的问题，可以上报。")
    clerk.picture("41-自评可以上报")


def write_files(clerk: Clerk, folder: Path) -> None:
    """Look the table over, then export table and report into a folder."""
    while "核对" not in clerk.here() and "整张表" not in clerk.here():
        clerk.key("Ctrl+PgDown")
    clerk.sees("检查通过，可以上报。")
    clerk.picture("42-自评核对")
    clerk.key("Ctrl+PgDown")
    clerk.go("存放文件夹")
    clerk.key("Ctrl+A")
    clerk.type(str(folder))
    clerk.key("Alt+X")
    clerk.sees("已导出 4 个文件到")
    clerk.key("F5")
    clerk.sees("自评总分")
    clerk.sees("等级：优")
    clerk.picture("43-项目全年")
    clerk.key("F5")


def print_page(clerk: Clerk, target: Path) -> None:
    """Print the table into a PDF and see the project done on the list."""
    clerk.key("Ctrl+P")
    clerk.sees("打印前检查")
    clerk.key("Alt+F")
    clerk.reads("2024年度.pdf")
    clerk.key("Ctrl+A")
    clerk.type(str(target))
    clerk.key("Return")
    clerk.sees("已存为")
    clerk.key("Escape", "Alt+H")
    clerk.sees("要做的事")
    clerk.sees("打印、盖章、报送")
    clerk.key("Ctrl+2")
    clerk.sees("监控时点 7月31日")
    clerk.sees_not("打印、盖章、报送")


def whole(clerk: Clerk, folder: Path) -> None:
    """The whole way, from July's figures to the printed self-evaluation."""
    carry(clerk)
    facts(clerk)
    money(clerk)
    goal(clerk)
    indicators(clerk)
    total(clerk)
    report(clerk)
    mend(clerk)
    write_files(clerk, folder)
    print_page(clerk, folder / "printed.pdf")
