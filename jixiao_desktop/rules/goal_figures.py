"""Counts, shares and deadlines of the goal, held against the indicators that measure them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from jixiao_desktop.domain.dates import long_date, read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import (
    LONGEST,
    Thing,
    core,
    like_units,
    measuring,
    nouns,
    pieces,
    things,
)

READS = ("goal", "indicators[].level1", "indicators[].level2", "indicators[].name",
         "indicators[].operator", "indicators[].target", "indicators[].unit")  # fmt: skip
WORD = 4
"""So long a word may tell the kind of a thing."""

LOOSE = frozenset(["个", "项", "次", "人", "名", "位", "户", "人次", "家", "村", "处", "期", "场",
                   "天", "年", "月", "件", "批", "班"])  # fmt: skip
"""Units that count whatever is told just before."""

PEOPLE = frozenset(["人", "名", "位", "户", "人次"])
TRAINING = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "举办培训班次",
                     "operator": "≥", "target": "20", "unit": "次"})  # fmt: skip
CASES = {
    path: text
    for at, kind, count in (("m", "民事", "120"), ("x", "刑事", "60"))
    for path, text in row(at, {"level2": "数量指标", "name": f"办理{kind}法律援助案件数",
                               "operator": "≥", "target": count, "unit": "件"}).items()
}  # fmt: skip
PASSED = row("b", {"level1": "产出指标", "level2": "质量指标", "name": "结业合格率",
                   "operator": "≥", "target": "95", "unit": "%"})  # fmt: skip
IN_TIME = row("c", {"level1": "产出指标", "level2": "时效指标", "name": "培训完成时间",
                    "operator": "≤", "target": "2024年11月30日"})  # fmt: skip


def counted(dossier: Dossier, settings: Settings) -> list[Indicator]:
    """List the indicators with a number and a countable unit."""
    rows = indicators(dossier, settings)
    return [o for o in rows if o.number is not None and "成本" not in o.level1 + o.level2]


def agreeing(dossier: Dossier, settings: Settings) -> Iterator[tuple[Thing, Indicator, bool]]:
    """Pair the goal's counts with the one indicator each: (thing, indicator, whether equal)."""
    rows = counted(dossier, settings)
    told = things(dossier.text("goal")) if rows else ()
    named = tuple((one.name, one.target.unit) for one in rows)
    matched = [(thing, measuring(thing, named) or _of_a_kind(thing, named)) for thing in told]
    for thing, ones in matched:
        if len(ones) != 1:
            continue
        one = rows[ones[0]]
        others = [t.value for t, same in matched if same == ones]
        fits = one.number in others or one.number == sum(others)
        yield thing, one, fits


def _of_a_kind(thing: Thing, named: Sequence[tuple[str, str]]) -> list[int]:
    """Give the one of several rows of a unit whose name holds the word told: 其中民事120件."""
    said = thing.about.strip()
    if not 2 <= len(said) <= WORD or " " in said:
        return []
    fitting = [at for at, (_, unit) in enumerate(named) if like_units(unit, thing.fact.unit)]
    holding = [at for at in fitting if said in named[at][0]]
    return holding if len(holding) == 1 < len(fitting) else []


@rule(
    "goal.count_differs",
    title="目标里的数量与指标",
    severity=Severity.EXPLAIN,
    reads=(*READS, "purpose"),
    message="{where}写“{said}”，而指标“{name}”的年度指标值是{target}。",
    fix="核对批复的目标，使两处一致；说的不是一回事的，改写清楚。",
    basis=WITHIN,
    failing=(
        Example("目标写培训25次，指标20次",
                {"goal": "举办培训班25次，提升干部履职能力。"} | TRAINING, "goal"),
        Example("目标写购置电脑80台，指标120台",
                {"goal": "购置学生电脑80台，改善办学条件。"}
                | row("a", {"level2": "数量指标", "name": "购置学生电脑数量", "operator": "≥",
                            "target": "120", "unit": "台"}), "goal"),
        Example("目标写八期，指标十期",
                {"goal": "开办牧民技能培训八期，帮助就业。"}
                | row("a", {"level2": "数量指标", "name": "牧民技能培训期数", "operator": "=",
                            "target": "10", "unit": "期"}), "goal"),
        Example("目标写其中民事130件，指标120件",
                {"goal": "援助案件180件，其中民事130件、刑事60件，维护权益。"} | CASES, "goal"),
    ),
    passing=(
        Example("目标与指标一致", {"goal": "举办培训班20次，提升能力。"} | TRAINING),
        Example("目标分两句写，加起来一致",
                {"goal": "上半年举办培训班12次，下半年举办培训班8次。"} | TRAINING),
        Example("说的是另一件事", {"goal": "举办晚会3次，丰富文化生活。"} | TRAINING),
        Example("每个班的人数", {"goal": "举办培训班20次，每班50人。"} | TRAINING),
    ),
)  # fmt: skip
def goal_counts_are_targets(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A count in the goal is the target of the indicator that measures it (A8)."""
    told: set[str] = set()
    spent_on = things(dossier.text("purpose"))
    for thing, one, fits in agreeing(dossier, settings):
        if fits or one.row in told:
            continue
        told.add(one.row)
        said = thing.words.strip().replace(" ", thing.fact.text, 1)
        if " " not in thing.words.strip():
            said = thing.words.strip() + thing.fact.text
        alike = (t for t in spent_on if like_units(t.fact.unit, thing.fact.unit))
        counts = {t.value for t in alike}
        outvoted = one.number in counts and thing.value not in counts
        named = bool(measuring(thing, ((one.name, one.target.unit),)))
        yield found("goal", also=(one.path("target"),), said=said, name=one.name,
                    severity=Severity.MUST_FIX if outvoted or named else None,
                    target=one.shown())  # fmt: skip


_SHARE = re.compile(
    r"([\u4e00-\u9fff]{1,6}(?:率|满意度))(?:要|均|应|达到|达|为|不低于|在|超过|至|\s)*$"
)


@rule(
    "goal.rate_differs",
    title="目标里的比例与指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写“{said}”，而指标“{name}”的年度指标值是{target}。",
    fix="核对批复的目标，使两处一致。",
    basis=WITHIN,
    failing=(
        Example("目标写合格率98%，指标95%",
                {"goal": "举办培训20次，结业合格率达到98%。"} | PASSED, "goal"),
        Example("目标写满意度90%，指标95%",
                {"goal": "服务群众2万人次，群众满意度达到90%以上。"}
                | row("a", {"level1": "满意度指标", "name": "群众满意度", "operator": "≥",
                            "target": "95", "unit": "%"}), "goal"),
    ),
    passing=(
        Example("目标与指标一致", {"goal": "结业合格率达到95%。"} | PASSED),
        Example("没有相应的指标", {"goal": "出勤率达到98%。"} | PASSED),
    ),
)  # fmt: skip
def goal_shares_are_targets(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A share named in the goal is the target of the indicator of that name (A8)."""
    shown = dossier.text("goal")[:LONGEST].translate(ONE_TO_ONE)
    rates = [f for f in facts(shown) if f.kind == "rate" and isinstance(f.value, Decimal)]
    rows = counted(dossier, settings) if rates else []
    for fact in rates:
        match = _SHARE.search(shown[max(0, fact.start - 16) : fact.start])
        tail = match[1][-4:] if match else ""
        same = [o for o in rows if tail and "%" in o.target.unit and tail in o.name]
        if match is None or len(same) != 1 or same[0].number == fact.value:
            continue
        one = same[0]
        yield found("goal", also=(one.path("target"),), said=match[1] + fact.text, name=one.name,
                    target=one.shown())  # fmt: skip


_DEADLINE = re.compile(
    r"((?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|中旬|上旬|下旬)?)"
    r"(?:[\u4e00-\u9fff]{1,4}(?=前))?(?:之前|以前|前|完成|完工|竣工)"
)


@rule(
    "goal.date_differs",
    title="目标里的期限与时效指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写“{said}”，而时效指标“{name}”的年度指标值是{target}。",
    fix="核对批复的目标，使两处期限一致；说的不是一回事的，改写清楚。",
    basis=WITHIN,
    failing=(
        Example("目标写9月底前完成，时效指标11月30日",
                {"goal": "2024年9月底前完成培训20次，提升能力。"} | IN_TIME, "goal"),
    ),
    passing=(
        Example("期限一致", {"goal": "11月30日前完成培训20次，提升能力。"} | IN_TIME),
        Example("目标只写年底", {"goal": "2024年12月底前完成培训20次，提升能力。"} | IN_TIME),
        Example("写了几个阶段", {"goal": "5月底前完成招标，9月底前完成培训。"} | IN_TIME),
    ),
)  # fmt: skip
def goal_deadline_is_the_target(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A deadline in the goal is that of the one indicator under 时效 that names a day."""
    shown = dossier.text("goal")[:LONGEST].translate(ONE_TO_ONE)
    said = _DEADLINE.findall(shown)
    if len(said) != 1:
        return
    day = read_date(f"{said[0]}前" if said[0].endswith("月") else said[0], dossier.year)
    if day is None or (day.month, day.day) == (12, 31):
        return
    dated = [(o, when) for o in indicators(dossier, settings) if (when := _due(o)) is not None]
    if len(dated) == 1 and dated[0][1] != day and dated[0][1].year == day.year:
        one, when = dated[0]
        name, target = one.name, one.shown() or long_date(when)
        at = shown.find(said[0])
        whole = re.search("全部|所有|均", shown[max(0, at - 12) : at]) and when > day
        weight = Severity.MUST_FIX if whole else None
        yield found("goal", also=(one.path("target"),), severity=weight, said=f"{said[0]}前",
                    name=name, target=target)  # fmt: skip


def _due(one: Indicator) -> date | None:
    """Give the day by which an indicator under 时效 is due, None for rates and lengths."""
    named = one.target.kind is TargetKind.DATE and "时效" in one.level2
    return one.target.deadline if named else None


@rule(
    "goal.no_indicator",
    title="目标里的工作没有指标",
    severity=Severity.HINT,
    reads=READS,
    message="{where}写的“{said}”，没有哪项指标衡量它。",
    fix="补一项数量指标，或在目标中改写成已有指标的说法。",
    basis=MINISTRY,
    failing=(
        Example("目标写拍摄宣传片3部，只有培训指标",
                {"goal": "举办培训班20次、拍摄宣传片3部，提升能力。"} | TRAINING, "goal"),
        Example("目标写新建车库7间，只有培训指标",
                {"goal": "新建车库7间，举办培训班20次，提升能力。"} | TRAINING, "goal"),
    ),
    passing=(
        Example("每项工作都有指标", {"goal": "举办培训班20次，提升能力。"} | TRAINING),
        Example("名称不同，数量和单位一致", {"goal": "集中学习20次，提升能力。"} | TRAINING),
    ),
)  # fmt: skip
def goal_is_measured(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Every count in the goal has an indicator (A7 of the reviewers' classes)."""
    rows = counted(dossier, settings)
    outputs = [o for o in indicators(dossier, settings) if "数量" in o.level2]
    for thing in things(dossier.text("goal")) if outputs else ():
        unit = thing.fact.unit
        alike = [o.number for o in rows if _counts(o, unit) and o.number is not None]
        same = thing.value in (*alike, sum(alike))
        own = nouns(thing.about)
        if not same and len(own) > (unit in LOOSE) and not _near(own, unit, rows):
            before, _, after = thing.words.partition(" ")
            before = re.sub("^(?:为|对|在|向|给|使)", "", before)
            behind = after[: 4 if unit == "个" else 0] if len(before) > 1 else after[:8]
            said = f"{before[-16:]}{thing.fact.text}{behind}".strip()
            yield found("goal", also=("indicators",), said=said)
            return


def _counts(one: Indicator, unit: str) -> bool:
    """Tell whether a row may count in such a unit: like it, or one that counts anything."""
    return like_units(one.target.unit, unit) or {one.target.unit, unit} <= LOOSE


def _near(own: frozenset[str], unit: str, rows: list[Indicator]) -> bool:
    """Tell whether a row measures such a thing: most of its words, or some in such a unit."""
    for one in rows:
        shared = len(own & nouns(one.name))
        least = 1 if unit in PEOPLE or like_units(one.target.unit, unit) else 3
        if shared and (shared * least >= len(own) or unit in PEOPLE):
            return True
    return False


@rule(
    "goal.other_work",
    title="目标里没有的指标",
    severity=Severity.HINT,
    reads=(*READS, "purpose", "overview", "name"),
    message="{where}“{name}”衡量的工作，在目标、用途和项目名称里都没有提到。",
    fix="核对是不是这个项目的工作；是的，写进目标。",
    basis=MINISTRY,
    failing=(
        Example("目标写保障机构运转，指标是房屋维修次数",
                {"goal": "保障机构1个，支付担保贷款业务费用。"}
                | row("a", {"level2": "数量指标", "name": "房屋维修次数", "target": "3",
                            "unit": "次"}), "indicators.a.name"),
        Example("成本指标是绿植租摆费",
                {"goal": "举办培训班20次，提升能力。"} | TRAINING
                | row("k", {"level2": "成本指标", "name": "绿植租摆费", "target": "3",
                            "unit": "万元"}), "indicators.k.name"),
        Example("目标更换的是闸门，指标更换的是电梯",
                {"goal": "更换闸门48座，提高灌溉保证率。"}
                | row("a", {"level2": "数量指标", "name": "更换电梯数量", "target": "30",
                            "unit": "部"}), "indicators.a.name"),
    ),
    passing=(
        Example("目标提到了培训", {"goal": "举办培训班20次，提升能力。"} | TRAINING),
        Example("成本说的是总支出", {"goal": "举办培训班20次，提升能力。"} | TRAINING
                | row("k", {"level2": "成本指标", "name": "项目总成本", "target": "30",
                            "unit": "万元"})),
        Example("数量和单位写在目标里", {"goal": "为学生提供全年200天的膳食补助。"}
                | row("a", {"level2": "数量指标", "name": "供餐次数", "target": "200",
                            "unit": "天"})),
        Example("用途里写了", {"goal": "保障机构1个。", "purpose": "用于房屋维修。"}
                | row("a", {"level2": "数量指标", "name": "房屋维修次数", "target": "3",
                            "unit": "次"})),
    ),
)  # fmt: skip
def indicators_are_of_the_goal(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is counted as output is part of what the project is for (A7)."""
    texts = (dossier.text(path)[:LONGEST] for path in ("goal", "purpose", "overview", "name"))
    said = " ".join(texts)
    known = pieces(said.translate(ONE_TO_ONE))
    rows = indicators(dossier, settings) if dossier.filled("goal") else ()
    counted_names = " ".join(o.name for o in rows if "数量" in o.level2)
    for one in rows:
        cost = "成本" in one.level2
        named = _COST_WORDS.sub("", one.name) if cost else one.name
        own = nouns(named)
        beside = pieces(counted_names) if cost else frozenset[str]()
        written = one.number is not None and f"{plain(one.number)}{one.text('unit')}" in said
        if written or (cost and _RATE_OF_PAY.fullmatch(one.name)):
            continue
        least = (cost or one.target.unit in LOOSE) and own == pieces(core(named))
        if (cost or "数量" in one.level2) and len(own) > least and not own & (known | beside):
            yield found(one.path("name"), also=("goal",), name=one.name)


_RATE_OF_PAY = re.compile(
    "(?:[每按人户][\u4e00-\u9fff]){1,3}(?:补[助贴]|支出|费用|成本)?(?:标准|成本|费用|单价)"
)
"""A cost named by what it is paid for each of: it tells of no other work."""

_COST_WORDS = re.compile(
    "[单每][所台套座户个件辆间栋处次期]|项目|总|成本|单价|费用?|支出|经费|资金|总额|金额|标准|单位|平均|人均|控制|节约|率|预算|投资|补助|补贴|采购"
)
_DONE = re.compile(
    "已(?:经)?(?:成功|顺利|圆满|按期|如期|全部|累计|共)?(?:完成|举办|开展|建成|购置|采购|发放|支付|形成|引进|实现|培训|组织|投入|维修|更换|改善|新建|安装|清运|"
    "治理|救助|采集|编制|拍摄|制作|建设)"
    "|(?:^|[，。；、\n])(?:共|累计|全年)?(?:完成|举办|开展|建成|购置|采购|发放|引进|组织|维修|更换|新建|安装|救助|培训)了[0-9]"
)
_TOLD = re.compile("(?:^|，|、|；)已(?:经)?(?!建成|投入)[\u4e00-\u9fff]{2}")
_AIM = re.compile("通过|确保|保障|提升|提高|将|拟|计划|预计|推动|促进|达到|力争|实现|为了|需")


@rule(
    "goal.finished",
    title="目标写成了已完成的事",
    severity=Severity.EXPLAIN,
    reads=("goal", "evaluation.sections.goal"),
    message="{where}写“{said}”，是已经做完的事，不是要达到的目标。",
    fix="写要做什么、达到什么效果；完成情况写在完成情况一栏。已批复不能改的，写一句说明。",
    basis=MINISTRY,
    failing=(
        Example("目标写“已举办活动2次，已形成支出4万元”",
                {"goal": "已举办活动2次，已引进企业2家，已形成支出4万元。"}, "goal"),
    ),
    passing=(
        Example("目标写要做的事", {"goal": "举办活动2次，引进企业2家，带动就业。"}),
        Example("先写现状，再写要做的事",
                {"goal": "平台已建成并投入使用，需每年维护1次，保障正常运行。"}),
    ),
)  # fmt: skip
def goals_lie_ahead(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal is what is to be reached, not a report of what was done."""
    for path in ("goal", "evaluation.sections.goal"):
        goal = dossier.text(path)[:LONGEST]
        said = _DONE.search(goal)
        if said and (len(_TOLD.findall(goal)) > 1 or not _AIM.search(goal)):
            yield found(path, said=first_clause(goal[said.start() :]))


def first_clause(text: str) -> str:
    """Give the words up to the first stop, cut with a sign where they are many."""
    words = re.split("[，。；、,;\n]", text, maxsplit=1)[0]
    return words if len(words) <= 24 else words[:22] + "……"
