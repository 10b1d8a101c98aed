"""The text itself (T): a family of the issue beside the classes."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import (
    EXPLAIN,
    HINT,
    MUST,
    Hand,
    UnfitError,
    fault,
    level,
    numeric,
)

COUNT = level("数量")
ANY = ("monitoring.sections", "self_evaluation.sections")
REPORTS = (*ANY, "evaluation.sections")


# -- the text itself --------------------------------------------------------------------------


OTHERS = (
    "尖扎县林业局",
    "刚察县卫生健康局",
    "兴海县司法局",
    "泽库县教育局",
    "玛沁县水利局",
    "称多县融媒体中心",
    "平安区民政局",
    "乌兰县农牧和水利局",
    "河南县人民医院",
    "班玛县统计局",
    "大通县第三中学",
)
PROJECTS = (
    "智慧司法云平台建设项目",
    "河长制工作经费项目",
    "中小学校舍维修项目",
    "结核病防治经费项目",
    "数字供销社建设项目",
    "残疾人就业培训项目",
    "天然林保护工程",
    "农村危房改造项目",
    "乡镇卫生院标准化建设项目",
)


@fault("T", EXPLAIN)
def another_unit_inside(hand: Hand) -> str:
    other = hand.rng.choice(OTHERS)
    words = hand.rng.choice(
        [
            "{}严格按照绩效管理要求对项目实施监控。",
            "{}成立了绩效工作领导小组。",
            "综上，{}项目资金管理规范。",
        ]
    )
    return hand.append(words.format(other), *ANY)


@fault("T", EXPLAIN)
def another_project_inside(hand: Hand) -> str:
    other = hand.rng.choice(PROJECTS)
    words = hand.rng.choice(
        ["{}已完工，尚未验收。", "我单位对{}进行绩效自评。", "{}资金按照规定用途使用。"]
    )
    return hand.append(words.format(other), *ANY)


@fault("T", EXPLAIN)
def progress_of_another_project(hand: Hand) -> str:
    project = hand.project("monitoring")
    return project.set(
        "monitoring.goal_progress",
        hand.rng.choice(
            [
                f"截至{hand.year}年7月31日，硬件设备服务器已采购完成，软件系统正在试运行，完成了整体绩效目标的81.82%。",
                f"截至{hand.year}年7月31日，校舍维修工程已完成招标，食堂改造工程主体完工，新增学位300个。",
                f"截至{hand.year}年7月31日，人工鱼苗放流46万尾，渔政执法检查22次，查处案件3起。",
            ]
        ),
    )


@fault("T", EXPLAIN)
def paragraph_of_a_neighbour(hand: Hand) -> str:
    projects = hand.projects()
    if len(projects) < 2:
        raise UnfitError
    first, second = hand.rng.sample(projects, 2)
    key = hand.rng.choice(
        [
            "monitoring.goal_progress",
            "monitoring.sections.fund_execution",
            "monitoring.sections.problems",
        ]
    )
    if not second.get(key):
        raise UnfitError
    return first.set(key, second.get(key))


@fault("T", HINT)
def same_words_in_two_projects(hand: Hand) -> tuple[str, ...]:
    projects = hand.projects()
    if len(projects) < 2:
        raise UnfitError
    first, second = hand.rng.sample(projects, 2)
    long = [
        k
        for k in ("problems", "corrective_actions", "goal_completion")
        if len(second.get(f"monitoring.sections.{k}")) >= 18
    ]
    key = f"monitoring.sections.{hand.one(long)}"
    return first.set(key, second.get(key)), second.at(key)


@fault("T", MUST)
def place_holder_left(hand: Hand) -> str:
    left = hand.rng.choice(
        [
            "XX",
            "××",
            "XXX项目",
            "（此处填写具体原因）",
            "____",
            "【请填写】",
            "**",
            "〇〇单位",
            "某某",
            "〔  〕",
            "______",
            "XX月XX日",
            "（待补充）",
            "##",
        ]
    )
    return hand.append(f"具体由{left}负责落实。", *ANY)


@fault("T", EXPLAIN)
def hint_of_the_form_left(hand: Hand) -> str:
    left = hand.rng.choice(
        [
            "包括年度绩效目标的整体情况、采取的监控措施等。",
            "（不超过200字）",
            "指标1：",
            "针对项目绩效目标执行存在的偏差提出纠偏整改或建议等。",
            "预算资金执行较慢具体原因；绩效目标和绩效指标存在的偏差和详细原因说明等",
            "请在此处输入",
            "（填写说明）",
            "单击此处输入文字。",
            "从经费保障、制度保障等方面进行分析，并说明原因",
            "（简要说明）",
        ]
    )
    return hand.append(left, *ANY)


@fault("T", HINT)
def row_of_dots(hand: Hand) -> str:
    return hand.append(hand.rng.choice(["…………", ".........", "。。。。。", "、、、"]), *ANY)


@fault("T", HINT)
def doubled_mark(hand: Hand) -> str:
    return hand.replace(r"([，。；、])", r"\g<1>\g<1>", *ANY)


@fault("T", HINT)
def number_left_out(hand: Hand) -> str:
    words = hand.rng.choice(
        [
            "一是加强台账管理；二是按月核对进度；四是落实责任人。",
            "1.加强台账管理。\n2.按月核对进度。\n4.落实责任人。",
            "（一）加强台账管理。\n（三）按月核对进度。",
            "一、加强台账管理。\n三、按月核对进度。",
            "①加强台账管理；③按月核对进度。",
        ]
    )
    return hand.project("monitoring").set("monitoring.sections.improvements", words)


@fault("T", HINT)
def number_twice(hand: Hand) -> str:
    words = hand.rng.choice(
        [
            "一是加强台账管理；二是按月核对进度；二是落实责任人。",
            "1.加强台账管理。\n2.按月核对进度。\n2.落实责任人。",
            "（1）加强台账管理。\n（2）按月核对进度。\n（2）落实责任人。",
        ]
    )
    return hand.project("monitoring").set("monitoring.sections.improvements", words)


@fault("T", HINT)
def numbers_of_two_styles(hand: Hand) -> str:
    words = hand.rng.choice(
        [
            "1）加强台账管理。\n(2)按月核对进度。",
            "(一)加强台账管理。\n（二）按月核对进度。",
            "1．加强台账管理。\n2.按月核对进度。",
        ]
    )
    return hand.project("monitoring").set("monitoring.sections.improvements", words)


@fault("T", HINT)
def bracket_left_open(hand: Hand) -> str:
    pattern = hand.rng.choice(["（([^（）]{2,30})）", "《([^《》]{4,40})》", "“([^“”]{2,20})”"])
    mark = pattern[0]
    return hand.replace(pattern, mark + r"\g<1>", *REPORTS)


@fault("T", HINT)
def stray_bracket(hand: Hand) -> str:
    return hand.append(hand.rng.choice(["）", "》", "”", ")"]), *ANY)


@fault("T", HINT)
def mixed_brackets(hand: Hand) -> str:
    made = hand.rng.choice(
        [
            r"（财预〔2020）10号）",
            r"（财预[2020]10号）",
            r"（财预（2020）10号）",
            r"（财预﹝2020﹞10号）",
        ]
    )
    owner, key = hand.text(lambda t: True, *ANY)
    return owner.set(key, f"{owner.get(key)}按照《项目支出绩效评价管理办法》{made}执行。")


@fault("T", EXPLAIN)
def title_and_number_apart(hand: Hand) -> str:
    wrong = hand.rng.choice(
        [
            "《财政支出绩效评价管理暂行办法》（财预〔2020〕10号）",
            "《项目支出绩效评价管理办法》（财预〔2019〕10号）",
            "《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2019〕34号）",
            "《预算绩效评价共性指标体系框架》（财预〔2015〕53号）",
            "《中央部门预算绩效运行监控管理暂行办法》（财预〔2018〕136号）",
            "《中央部门预算绩效目标管理办法》（财预〔2016〕88号）",
            "《项目支出绩效评价管理办法》（财预〔2011〕285号）",
        ]
    )
    return hand.append(f"依据{wrong}的规定执行。", *ANY)


@fault("T", MUST)
def name_with_a_lost_sign(hand: Hand) -> str:
    if not (hand.data.get("unit") or {}).get("contacts"):
        raise UnfitError
    key = hand.rng.choice(["filled_by", "head", "finance_head"])
    sign = hand.rng.choice(["？", "?", "□", "\ufffd"])
    hand.data["unit"]["contacts"][key] = f"买买提{sign}吐尔逊"
    return f"unit.contacts.{key}"


@fault("T", HINT)
def sign_nobody_can_see(hand: Hand) -> str:
    sign = hand.rng.choice(["\u0007", "\u000b", "\u200b", "\ufffd", "\u001f", "\ufeff"])
    return hand.replace(r"([，。])", rf"\g<1>{sign}", *ANY)


@fault("T", EXPLAIN)
def residue_of_word(hand: Hand) -> str:
    left = hand.rng.choice(
        [
            "[bookmark: _GoBack]",
            "{PAGE}",
            "错误！未找到引用源。",
            'HYPERLINK "http"',
            "Error! Reference source not found.",
        ]
    )
    return hand.append(left, *ANY)


@fault("T", EXPLAIN)
def percent_after_words(hand: Hand) -> str:
    return hand.row(lambda r: r.get("unit") == "%" and r.has("monitoring")).set(
        "monitoring.actual",
        hand.rng.choice(["未到监控节点%", "尚未开展%", "待统计%", "暂无%", "年底测算%"]),
    )


@fault("T", EXPLAIN)
def dash_for_a_value(hand: Hand) -> str:
    row = hand.row(lambda r: COUNT(r) and numeric(r) and r.has("monitoring"))
    return row.set("monitoring.actual", hand.rng.choice(["-", "—", "/", "——"]))


@fault("T", EXPLAIN)
def value_with_another_unit(hand: Hand) -> str:
    row = hand.row(
        lambda r: (
            COUNT(r)
            and numeric(r)
            and r.has("monitoring")
            and r.get("unit") in ("公里", "台", "期", "人次", "吨", "处", "次")
        )
    )
    wrong = "万元" if hand.rng.random() < 0.5 else "%"
    return row.set("monitoring.actual", row.get("monitoring.actual") + wrong)


@fault("T", MUST)
def indicator_called_none(hand: Hand) -> str:
    row = hand.row(level("效益", "可持续"))
    word = hand.rng.choice(["没有", "无", "暂无", "无此项", "/"])
    row.set("operator", "定性")
    row.set("unit", "")
    row.set("target", word)
    return row.set("name", word)


@fault("T", EXPLAIN)
def figures_on_two_lines(hand: Hand) -> str:
    """Two totals of one thing: the same paragraph tells the whole budget twice, apart."""
    project = hand.project("monitoring")
    key = "monitoring.sections.fund_execution"
    text = project.get(key)
    spot = re.search(r"预算(\d+(?:\.\d+)?)万元", text)
    if not spot:
        raise UnfitError
    other = (Decimal(spot[1]) + hand.rng.choice([7, 15, 40])).quantize(Decimal("0.01"))
    return project.set(key, f"{text}项目总预算{other}万元已全部落实。")
