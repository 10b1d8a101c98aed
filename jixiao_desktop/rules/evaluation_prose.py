"""Statements of an evaluation in words: all reached, planned and done, years that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.han_text import in_digits
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.quantities import Quantity, quantities
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import fold_name
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.evaluation_marks import ROWS, SCORED, number
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import like_units

STAGE = "evaluation"
STAGES = (STAGE,)
SECTIONS = "evaluation.sections."
DEVIATION, OUTPUT = f"{SECTIONS}execution_deviation", f"{SECTIONS}output"
BACKGROUND, ADVICE = f"{SECTIONS}background", f"{SECTIONS}advice"
DECISION = f"{SECTIONS}decision"
REPORTED = "self_evaluation.sections.deviation_and_remedy"
DONE = "self_evaluation.actual"
READS = ("self_evaluation", "evaluation", "indicators")
ROAD = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "修补田间道路",
                 "operator": "≥", "target": "25", "unit": "公里", DONE: "23"})  # fmt: skip
_ALL = re.compile(
    r"(?:(?:全部|各项|所有|[0-9]{1,2}项)[^，。；\n0-9]{0,6}指标[^，。；\n0-9]{0,4}(?:均|都|全部|全面)"
    r"[^，。；\n0-9]{0,4}(?:达标|完成|达到|实现))"
)
_BUT = re.compile("除|其余|其他|但|未|基本|不含|外|仅|率[0-9.]{1,6}%，低")
PAIRED = re.compile(r"[，,；、]?(?:实际|完成|实际完成|实际值|完成值)[^，,。；;0-9\n]{0,8}")
_PLAN = re.compile("(?:计划|目标|任务|目标值|年初目标|应)[^，,。；;0-9\n]{0,4}$")


def missed(one: Indicator) -> bool:
    """Tell whether a year's figure falls short of its target."""
    done, target = one.reached(DONE).number, one.number
    if done is None or target is None:
        return False
    lower = one.target.operator in ("≤", "<")
    return done > target if lower else done < target


@rule(
    "evaluation.all_told",
    title="评价报告里的“全部达标”",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”目标{target}，完成{actual}。",
    fix="把没有达到的一项写出来，说明原因；数填错了的，改数。",
    basis=WITHIN,
    failing=(
        Example("写14项指标全部如期达标，道路少2公里",
                {DEVIATION: "14项指标全部如期达标。"} | ROAD, DEVIATION, STAGES),
    ),
    passing=(
        Example("都达到了", {DEVIATION: "14项指标全部如期达标。"} | ROAD | row("a", {DONE: "25"}),
                stages=STAGES),
        Example("写明除外", {DEVIATION: "除道路外，各项指标均已达到目标。"} | ROAD, stages=STAGES),
    ),
)  # fmt: skip
def all_reached_means_all(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where an evaluation says that all was reached, no row misses its target (B4)."""
    short = [one for one in indicators(dossier, settings) if missed(one)]
    for path, entry in dossier.under(SECTIONS) if short else ():
        for sentence in re.split("[。\n]", entry.text):
            match = None if _BUT.search(sentence) else _ALL.search(in_digits(sentence))
            if match:
                one = short[0]
                yield found(path, also=(one.path(DONE),), said=match[0], name=one.name,
                            target=one.shown(), actual=one.shown(DONE))  # fmt: skip
                break


def planned_and_done(text: str) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Find (planned, done, words before): “计划25公里，实际23公里”."""
    shown, here = quantities(text)
    for plan, done in pairwise(here):
        between = shown[plan.end : done.start]
        alike = bool(plan.unit) and like_units(plan.unit, done.unit)
        lead = shown[max(0, plan.start - 40) : plan.start]
        if alike and PAIRED.fullmatch(between) and _PLAN.search(lead) and not done.rough:
            yield plan, done, re.split("[。；;\n]", lead)[-1]


@rule(
    "evaluation.planned_and_done",
    title="写的计划数、实际数与指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}写目标{plan}、实际{done}，而指标“{name}”的完成数是{actual}。",
    fix="核对台账，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("计划25公里，写成实际32公里",
                {OUTPUT: "道路修补：计划二十五公里，实际三十二公里。"} | ROAD, OUTPUT, STAGES),
    ),
    passing=(
        Example("与指标一致", {OUTPUT: "道路修补：计划25公里，实际23公里。"} | ROAD, stages=STAGES),
        Example("计划数是别的事", {OUTPUT: "管网：计划30公里，实际32公里。"} | ROAD, stages=STAGES),
    ),
)  # fmt: skip
def done_is_the_row_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Behind the planned figure of the one row that has it stands what that row reached (B4)."""
    rows = [one for one in indicators(dossier, settings) if one.reached(DONE).number is not None]
    paths = [path for stage in STAGES_TOLD if stage in dossier.stages
             for path, _ in dossier.under(f"{stage}.sections.")]  # fmt: skip
    for path in paths if rows else ():
        text = dossier.text(path)
        for plan, done, words in planned_and_done(text) if "实际" in text or "完成" in text else ():
            fitting = [o for o in rows if o.number == plan.value and like_units(o.unit, plan.unit)]
            named = [o for o in fitting if o.name[-6:] in words or words.rstrip("目标") in o.name]
            fitting = named if len(fitting) > 1 or plan.unit == "%" else fitting
            if len(fitting) != 1 or done.value in (
                fitting[0].reached(DONE).number, fitting[0].number,
            ):  # fmt: skip
                continue
            one = fitting[0]
            yield found(path, also=(one.path(DONE),), plan=plan.text, done=done.text,
                        name=one.name, actual=one.shown(DONE))  # fmt: skip
            break


STAGES_TOLD = ("self_evaluation", "evaluation")
_YEAR = re.compile(r"(?<![0-9—–~-])(20[0-9]{2})年(?![0-9]{1,2}月[^，。；]{0,4}(?:至|到|—))")
_AHEAD = re.compile(
    "规划|目标|底前|月前|日前|将|拟|计划|预计|建议|以后|之前|到|至|力争|争取|展望|“十|方案|起|三年|五年|下一?年|"
    "明年|质保|编制|今后|期满|保修|合同|届时|—|–|-"
)
_PAST = re.compile(
    "投入|支出|建成|完成|研究|批复|批准|立项|决定|实现|下达|同意|启动|改造|开工|出台|印发|受"
)
_AGREED = re.compile("研究|批复|批准|立项|决定|同意")


@rule(
    "evaluation.history_ahead",
    title="背景里写的年份",
    severity=Severity.MUST_FIX,
    reads=("evaluation",),
    stage=STAGE,
    message="{where}写“{said}”，这件事写在{year}年度的评价里，年份不会这么晚。",
    fix="核对年份，改成实际发生的那一年。",
    basis=WITHIN,
    failing=(
        Example("2028年投入602万元", {BACKGROUND: "2028年投入管护资金602万元。"}, BACKGROUND,
                STAGES),
        Example("项目做完了才研究立项",
                {BACKGROUND: "2025年9月经县委财经委研究，决定建设二期。"}, BACKGROUND, STAGES),
    ),
    passing=(
        Example("写的是往年", {BACKGROUND: "2023年投入管护资金602万元。"}, stages=STAGES),
        Example("写的是规划", {BACKGROUND: "规划到2030年建成高标准农田80万亩。"}, stages=STAGES),
    ),
)  # fmt: skip
def history_lies_behind(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What a background tells as done was done before the evaluation."""
    for clause in re.split("[，。；;\n]", in_digits(dossier.text(BACKGROUND))):
        match = _YEAR.search(clause)
        if match is None or _AHEAD.search(clause):
            continue
        late = int(match[1]) - dossier.year
        if (late > 1 and _PAST.search(clause)) or (late == 1 and _AGREED.search(clause)):
            yield found(BACKGROUND, said=clause[:30], year=dossier.year)
            return


_DEADLINE = re.compile(
    r"(20[0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|份)?(?:以|之)?前(?!的|已)"
)


@rule(
    "evaluation.advice_late",
    title="建议里的期限",
    severity=Severity.EXPLAIN,
    reads=("evaluation",),
    stage=STAGE,
    message="{where}写“{said}”，比评价的{year}年度还早。",
    fix="把期限改到评价以后的年月。",
    basis=WITHIN,
    failing=(
        Example("2024年度的评价，建议2023年3月底前选出业委会",
                {ADVICE: "由街道派驻指导员，2023年3月底前选出业委会。"}, ADVICE, STAGES),
    ),
    passing=(
        Example("期限在以后", {ADVICE: "2025年3月底前选出业委会。"}, stages=STAGES),
        Example("说的是以前建成的", {ADVICE: "2020年12月前的小区，逐步补建。"}, stages=STAGES),
    ),
)  # fmt: skip
def advice_looks_ahead(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A deadline of an advice lies behind the year that was evaluated."""
    for match in _DEADLINE.finditer(in_digits(dossier.text(ADVICE))):
        if int(match[1]) < dossier.year:
            yield found(ADVICE, said=match[0], year=dossier.year)
            return


_WELL = re.compile(
    "不扣|未扣|没有扣|无扣|扣0|完成|达到|达标|符合|满分|齐全|健全|规范|良好|按时|按期|优秀|合规|得[0-9]|到位|真实|一致|"
    "充分|合理|明确|科学|满意|提前|节约|增加|提高|提升|改善|及时|有效|通过|合格|无$|^[/／—-]+$|^0$"
)
_ILL = re.compile(
    "超时|超期|逾期|滞后|延[迟误期后]|拖延|推迟|偏[低慢晚高少差]|低于|高于|超[出过支]|缺[少失乏项]|"
    "遗漏|差错|错误|不[足够全当准齐符同一严细实达完]|"
    "未(?!发现|见|超|突破|出现|发生|扣|有违|收到)|没有(?!发现|超|出现|发生|违|收到)|较[低慢晚差少]|减[少分]|问题"
)
_SEE = re.compile(r"^(?:详见|见|另见|参见|详情见)[^，。；]{0,14}$")
REASON = f"{ROWS}.c.reason"
TOLD = SCORED | {f"{ROWS}.{one}.reason": "按批复核对" for one in "abcdef"}


@rule(
    "evaluation.reason_astray",
    title="扣分原因与得分",
    severity=Severity.EXPLAIN,
    reads=(ROWS,),
    stage=STAGE,
    message="{where}写的是“{said}”，{what}。",
    fix="扣了分的写明为什么扣；没有扣分的删掉，或核对得分。",
    basis=WITHIN,
    failing=(
        Example("得满分，却写着签证超时", SCORED | {REASON: "变更签证审批超时"}, REASON, STAGES),
        Example("扣了分，只写详见工作底稿", SCORED | {f"{ROWS}.b.reason": "详见工作底稿"},
                f"{ROWS}.b.reason", STAGES),
    ),
    passing=(
        Example("得满分，写按计划完成", SCORED | {REASON: "按计划完成"}, stages=STAGES),
        Example("得满分，没有写", SCORED, stages=STAGES),
        Example("得满分，写了依据", TOLD | {REASON: "依据2023年为民办实事清单立项"},
                stages=STAGES),
        Example("得满分，写未发现违规", TOLD | {REASON: "抽查凭证27份，未见违规支出"},
                stages=STAGES),
    ),
)  # fmt: skip
def reasons_fit_the_marks(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A reason for marks lost stands where marks were lost, and says it.

    Many tables tell beside full marks what they rest on: there only what is amiss is asked about.
    """
    custom = _explains_full_marks(dossier)
    for one in dossier.row_ids(ROWS):
        weight, score = number(dossier, one, "weight"), number(dossier, one, "score")
        path = row_path(ROWS, one, "reason")
        text = dossier.text(path).strip()
        if not text or weight is None or score is None:
            continue
        also = (row_path(ROWS, one, "score"),)
        if score < weight and _SEE.match(text):
            yield found(path, also=also, said=text, what="没有写出为什么扣分")
        elif score == weight and (_ILL.search(text) or not custom) and not _fits_full(text):
            what = f"而得的是满分{plain(weight)}分"
            yield found(path, also=also, said=text[:24], what=what)


def _fits_full(text: str) -> bool:
    return bool(_WELL.search(text)) or "扣" in text


def _explains_full_marks(dossier: Dossier) -> bool:
    """Tell whether a table has a word beside most of its full marks."""
    full = [
        dossier.filled(row_path(ROWS, one, "reason"))
        for one in dossier.row_ids(ROWS)
        if number(dossier, one, "weight") == number(dossier, one, "score") is not None
    ]
    return sum(full) * 2 > len(full)


_DUTY = re.compile(
    r"与(?P<unit>[㐀-鿿]{3,16}?(?:局|委员会|办公室|中心|管委会|厅|公司))的?(?:部门)?职(?:责|能)"
)
_OWN = re.compile("^(?:本|我|该|项目|实施|主管|部门|单位|各|有关|相关|所在)")
ZERO = Decimal(0)


@rule(
    "evaluation.other_duty",
    title="写了别的单位的职责",
    severity=Severity.EXPLAIN,
    reads=("evaluation", "unit", "department", "implementer"),
    stage=STAGE,
    message="{where}写与“{unit}”的职责相符，而这份材料是“{own}”的。",
    fix="改成本单位的名称；确由别的单位承担的，写明分工。",
    basis=WITHIN,
    failing=(
        Example("写成高陵区水务局的职责",
                {DECISION: "符合文件要求，与高陵区水务局的职责相符。", "unit.name": "泾阳县城管局"},
                DECISION, STAGES),
    ),
    passing=(
        Example("本单位的职责",
                {DECISION: "与泾阳县城管局的职责相符。", "unit.name": "泾阳县城管局"},
                stages=STAGES),
    ),
)  # fmt: skip
def duties_are_its_own(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project agrees with the duties of its own unit."""
    keys = ("unit.name", "implementer", "department.name", "unit.department.name")
    own = [name for key in keys if (name := dossier.text(key).strip())]
    for match in _DUTY.finditer(dossier.text(DECISION)) if own else ():
        name = fold_name(match["unit"])
        known = [fold_name(one) for one in own]
        near = any(name in one or one in name or name[-4:] == one[-4:] for one in known)
        if not near and not _OWN.match(match["unit"]):
            yield found(DECISION, unit=match["unit"], own=own[0])
            return
