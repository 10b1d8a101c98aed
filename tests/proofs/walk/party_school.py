"""The party school's project, filled by keys alone: from the empty workspace to printed pages."""

from __future__ import annotations

from pathlib import Path

from tests.proofs.walk.clerk import Clerk

SCHOOL = "中共锡林郭勒盟委员会党校"
PROJECT = "干部教育培训项目"
PURPOSE = (
    "对辖区内党员干部开展培训，培训班次主要包括进修班、中青年干部培训班、专题研讨班、师资培训班。"
)
GOAL = "2024年底前按期完成培训班次20次、参与培训人次达到1960人。"
PROGRESS = "截至2024年7月31日培训班次完成12次、参与培训人次702人，剩余绩效目标预计年底可完成。"
TERM = "秋季学期未开学，剩余班次在下半年举办。"
SLOW = "培训费按班次结算，剩余8个班次在9月至11月举办，预计支付58.12万元。"
REMARK = "下半年班次已排定，年底前举办完即可完成。"
WITHOUT_EFFECT = "批复的绩效目标只有产出，没有效果，本年不作调整。"
WITHOUT_BENEFIT = "批复的绩效指标没有效益和满意度指标，监控中不能自行增加。"
CHAPTERS = (
    ("绩效运行监控工作组织实施情况", "年度绩效目标整体情况", 2),
    ("预算执行进度和绩效目标完成情况", "预算资金执行情况", 2),
    ("存在问题", "存在问题", 1),
    ("整改措施和建议", "纠偏措施", 2),
    ("其他需要说明的问题", "其他需要说明的问题", 1),
)
TOTAL, PUBLIC, OTHER = "年度资金总额", "一般公共预算拨款", "其他资金"


def fill(clerk: Clerk, *fields: tuple[str, str]) -> None:
    """Fill fields one after the other: look where the keyboard is, type, Enter."""
    for name, text in fields:
        clerk.stands_in(name)
        if text:
            clerk.type(text)
        clerk.key("Return")


def begin(clerk: Clerk) -> None:
    """Make the unit with the sample notice of 2024."""
    clerk.sees("从这里开始")
    clerk.picture("01-从这里开始")
    clerk.stands_in("填写单位名称")
    clerk.key("Return")
    clerk.stands_in("单位名称")
    clerk.type(SCHOOL)
    clerk.key("Tab")
    clerk.type("2024")
    clerk.key("Tab")
    clerk.stands_in("按哪个通知填报")
    clerk.choose("样例县")
    clerk.sees("报送截止：2024年8月30日")
    clerk.sees("附件2")
    clerk.picture("02-新建单位年度")
    clerk.key("Return")


def unit_and_project(clerk: Clerk) -> None:
    """Fill the unit's facts once, then begin the project and its own facts."""
    clerk.sees("单位基本信息")
    clerk.stands_in("单位名称")
    clerk.key("Return")
    fill(clerk, ("单位代码", ""), ("主管部门", SCHOOL), ("主管部门代码", ""))
    clerk.picture("03-单位基本信息")
    fill(clerk, ("填报人", ""), ("联系电话", ""), ("单位负责人", ""), ("财务负责人", ""))
    clerk.stands_in("项目名称")
    clerk.type(PROJECT)
    clerk.key("Return")
    clerk.sees("项目基本情况")
    fill(clerk, ("项目名称", ""), ("主管部门", SCHOOL), ("主管部门代码", ""))
    fill(clerk, ("实施单位", SCHOOL), ("项目代码", ""), ("资金计划用途", PURPOSE))
    clerk.picture("04-项目基本情况")
    fill(clerk, ("目标批复日期", ""), ("批复文号", ""), ("涉密项目", ""))


def funds(clerk: Clerk) -> None:
    """Fill the fund block with two slips: one taken back with Ctrl+Z, one left for the check."""
    clerk.stands_in(f"{TOTAL} · 年初预算数")
    clerk.type("1000")
    clerk.key("Ctrl+Z")
    clerk.wait("the slip is taken back", lambda: True)
    assert clerk.text_here() == ""
    fill(clerk, (f"{TOTAL} · 年初预算数", "100.00"))
    clerk.stands_in(f"{TOTAL} · 1-7月执行数")
    clerk.type("12.5万")
    clerk.key("Return")
    clerk.key("Shift+Return")
    clerk.sees("12.50")
    clerk.picture("05-金额按所写的读")
    clerk.key("Return")
    fill(clerk, (f"{TOTAL} · 全年预计执行数", "100.00"))
    fill(clerk, (f"{PUBLIC} · 年初预算数", "100.00"), (f"{PUBLIC} · 1-7月执行数", "41.88"))
    fill(clerk, (f"{PUBLIC} · 全年预计执行数", "100.00"))
    fill(clerk, (f"{OTHER} · 年初预算数", "0"), (f"{OTHER} · 1-7月执行数", "0"))
    fill(clerk, (f"{OTHER} · 全年预计执行数", "0"))
    clerk.stands_in("资金进度偏慢的原因")
    clerk.sees("填12.50万元，所含各来源合计41.88万元，相差29.38万元。")
    clerk.picture("06-项目资金")
    clerk.key("Return")


def goal(clerk: Clerk) -> None:
    """Write the goal of the year."""
    fill(clerk, ("年度总体目标", GOAL))


def cells(clerk: Clerk, *texts: str) -> None:
    """Type into the cells of a row from left to right; an empty text passes a cell by."""
    for text in texts:
        if text == "√":
            clerk.key("Space")
        elif text:
            clerk.type(text)
        clerk.key("Tab")


def indicators(clerk: Clerk) -> None:
    """Type the four indicators into the table, one row of them opened as a page."""
    clerk.stands_in("绩效指标")
    clerk.picture("07-绩效指标空表")
    cells(clerk, "培训班次", "≥20次", "12", "20", "", "", "", "", "√", TERM, "1")
    clerk.sees("培训班次 | ≥20次 | 12 | 20")
    clerk.key("Ctrl+N")
    clerk.stands_in("三级指标")
    cells(clerk, "参与培训人次", "≥1960人次", "702", "1960", "", "", "", "", "√", TERM, "2")
    clerk.sees("参与培训人次 | ≥1960人次 | 702 | 1960")
    clerk.key("Down", "Down", "Home")
    clerk.picture("08-绩效指标填写中")
    cells(clerk, "培训完成时间", "≤12月", "7", "12")
    clerk.key(*["Tab"] * 6)
    clerk.type("1")
    clerk.key("Down", "Home")
    clerk.type("干部教育培训支出")
    clerk.key("Tab", "F4")
    clerk.sees("第4行 干部教育培训支出")
    clerk.stands_in("三级指标")
    clerk.key("Return", "Shift+Tab")
    clerk.type("≤")
    clerk.key("Tab")
    clerk.type("100")
    clerk.key("Tab")
    clerk.type("万元")
    clerk.picture("09-一行一页")
    clerk.key("Return")
    fill(clerk, ("1-7月执行情况", "41.88"), ("全年预计完成情况", "100"), ("偏差原因分析", ""))
    fill(clerk, ("原因说明", ""))
    clerk.stands_in("完成目标可能性")
    clerk.type("确定能")
    clerk.key("Return")
    fill(clerk, ("备注", ""))
    clerk.stands_in("完成")
    clerk.key("Return")
    clerk.sees("干部教育培训支出 | ≤100万元 | 41.88 | 100")
    clerk.picture("10-绩效指标")
    clerk.key("Alt+J")


def progress(clerk: Clerk) -> None:
    """Say how far the goal is at the time point, and what has come in."""
    fill(clerk, ("监控时点", "2024-07-31"), ("目标完成情况", PROGRESS))
    clerk.picture("11-执行与偏差")
    fill(clerk, ("到位资金", "100.00"), ("一般公共预算 到位资金", "100.00"))
    fill(clerk, ("其他资金 到位资金", "0"))


def report(clerk: Clerk) -> None:
    """Read the drafted chapters; each is left as drafted and marked as done."""
    for number, (chapter, first, sections) in enumerate(CHAPTERS, 12):
        clerk.stands_in(first)
        clerk.sees(chapter)
        clerk.picture(f"{number}-{chapter}")
        clerk.key("Return", times=sections)
        clerk.stands_in("我已填完本节")
        clerk.key("Space", "Return")


def explain(clerk: Clerk, text: str) -> None:
    """Write why a finding may pass: F7, Enter, the reason, Tab, Enter."""
    clerk.key("F7")
    clerk.stands_in("写说明")
    clerk.key("Return")
    clerk.type(text)
    clerk.key("Tab", "Return")


def mend(clerk: Clerk) -> None:
    """Check everything, then go from problem to problem and mend or explain each."""
    clerk.key("F9")
    clerk.sees("全面检查完成：还差 2 处必改、2 处需说明。")
    clerk.picture("17-全面检查")
    clerk.key("F8")
    clerk.stands_in(f"{TOTAL} · 1-7月执行数")
    clerk.type("41.88")
    clerk.key("F8")
    clerk.sees("只到应有进度的71.8%（黄）")
    clerk.stands_in("资金进度偏慢的原因")
    clerk.type(SLOW)
    clerk.key("F8")
    clerk.stands_in("年度总体目标")
    explain(clerk, WITHOUT_EFFECT)
    clerk.stands_in("年度总体目标")
    clerk.picture("18-已写说明")
    clerk.key("F8")
    clerk.stands_in("绩效指标")
    explain(clerk, WITHOUT_BENEFIT)
    clerk.stands_in("绩效指标")
    clerk.key("F8")
    clerk.type(REMARK)
    clerk.key("Return")
    clerk.key("F8")
    clerk.sees("没有需要处理的问题，可以上报。")
    clerk.picture("19-可以上报")


def read_over(clerk: Clerk) -> None:
    """Look at the form as it will be handed in; 更改 leads to a block."""
    while "核对" not in clerk.here() and "整张表" not in clerk.here():
        clerk.key("Ctrl+PgDown")
    clerk.sees("检查通过，可以上报。")
    clerk.picture("20-核对")
    clerk.key("Tab")
    clerk.stands_in("更改：项目基本情况")
    clerk.key("Tab", "Tab")
    clerk.stands_in("更改：年度总体目标")
    clerk.key("Return")
    clerk.stands_in("年度总体目标")
    clerk.key("Ctrl+PgDown", times=8)
    clerk.stands_in("整张表")
    clerk.key("Ctrl+PgDown")


def write_files(clerk: Clerk, folder: Path) -> None:
    """Export Excel, Word and PDF of both forms into a folder."""
    clerk.stands_in("导出")
    clerk.go("附件2 监控表 Word", "Shift+Tab")
    clerk.key("Space")
    clerk.go("存放文件夹")
    clerk.key("Ctrl+A")
    clerk.type(str(folder))
    clerk.key("Alt+X")
    clerk.sees("已导出 5 个文件到")
    assert clerk.screen().count("项一致") == 5
    clerk.picture("21-导出与打印")


def print_page(clerk: Clerk, target: Path) -> None:
    """Look at the pages as they will be printed and print them into a PDF."""
    clerk.key("Ctrl+P")
    clerk.sees("打印前检查：共 1 页；4 行全部在页面上；")
    clerk.picture("22-打印预览")
    clerk.key("Alt+F")
    clerk.reads("2024年1-7月.pdf")
    clerk.key("Ctrl+A")
    clerk.type(str(target))
    clerk.key("Return")
    clerk.sees("已存为")
    clerk.key("Escape", "Alt+H")
    clerk.sees("要做的事")
    clerk.sees("打印、盖章、报送")
    clerk.picture("23-要做的事")


def whole(clerk: Clerk, folder: Path) -> None:
    """The whole way, from the empty workspace to the printed page."""
    begin(clerk)
    unit_and_project(clerk)
    funds(clerk)
    goal(clerk)
    indicators(clerk)
    progress(clerk)
    report(clerk)
    mend(clerk)
    read_over(clerk)
    write_files(clerk, folder)
    print_page(clerk, folder / "printed.pdf")
