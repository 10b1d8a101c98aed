"""Whether a column of the report answers its own question: problems, advice, or 无."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain, read_number
from jixiao_desktop.domain.paths import STAGES
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.reasons import says_nothing
from jixiao_desktop.rules.self_evaluation import low_execution
from jixiao_desktop.rules.spending import MONEY, slow
from jixiao_desktop.rules.year_end_claims import overdue, short_of

PROBLEMS = "monitoring.sections.problems"
IMPROVEMENTS = "monitoring.sections.improvements"
PROJECT_PROBLEMS = "self_evaluation.sections.project_problems"
FUND_PROBLEMS = "self_evaluation.sections.fund_problems"
COLUMNS = {
    PROBLEMS: IMPROVEMENTS,
    PROJECT_PROBLEMS: "self_evaluation.sections.measures",
    FUND_PROBLEMS: "self_evaluation.sections.measures",
    "evaluation.sections.problems": "evaluation.sections.advice",
    "unit_report.monitoring.sections.problems": "unit_report.monitoring.sections.improvements",
    "unit_report.monitoring.sections.analysis": "unit_report.monitoring.sections.next_steps",
    "unit_report.self_evaluation.sections.problems": (
        "unit_report.self_evaluation.sections.follow_up_plan"
    ),
}
"""Columns for problems, each with the column where advice belongs."""

ADVICE = (*dict.fromkeys(COLUMNS.values()), "monitoring.sections.corrective_actions",
          "unit_report.monitoring.sections.corrective_actions")  # fmt: skip
LOOKED_AT = 5000
SHORTEST = 8
ACTUAL, SCORE, WEIGHT = "self_evaluation.actual", "self_evaluation.score", "weight"
_ADVISES = re.compile(
    "建议|加强|加快|加大|完善|避免|进一步|尽快|督促|强化|严格|要求|应当?(?:加|尽|进|当|该)|希望|合理"
    "|健全|优化|细化|规范|落实|提高|建立"
)
_FAULT = re.compile(
    "不|未|没有|缺|少|慢|滞后|低|难|弱|差|超|短|问题|困难|偏|但|存在|延|欠|薄|重复|紧张|无法|停|晚"
)
_ONLY_FAULT = re.compile(
    "不足|不够|不到位|不完善|不规范|不及时|不高|不强|[未没]有?[^，。]{1,6}|缺乏|缺少|滞后|缓慢|较慢|拨付慢|困难"
    "|存在|偏低|较低|不全|不齐|影响|偏紧|较晚|偏高|过大|过高"
)
_BESIDE = re.compile(
    "避免[^，。；]*|防止[^，。；]*|杜绝[^，。；]*|问题导向|不断|不低于|不少于|不超过"
)
_ITEM = re.compile(
    r"[。\n]|[；;](?=\s{0,4}(?:[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．是]|[①-⑳]))"
    r"|(?=[（(][一二三四五六七八九十0-9]{1,2}[)）])"
)
_NUMBERED = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[)）]|[、.．是](?![0-9]))\s*|[①-⑳]\s*)+"
)
_ACTS = re.compile(
    "建议|加强|加快|加大|完善|强化|提高|提升|尽快|将|拟|力争|确保|计划|月底?前|负责|安排|申请|调整|督促|争取"
    "|下一步|及时|严格|优化|细化|合理|规范|健全|建立|落实|推进|组织|开展|增加|减少|补|改|学习|培训|今后|继续"
    "|实行|先|做好|抓|早|应|要|可|已|增|设|开通|采取|派|聘|购|建|修|换|引入|统筹|协调|沟通|明年|下年|下半年|季度|月"
)
TRAINING = row(
    "a",
    {
        "level2": "数量指标",
        "name": "参与培训人次",
        "operator": "≥",
        "target": "1960",
        "unit": "人次",
        "monitoring.actual": "702",
    },
)
SCORED = row(
    "a",
    {"level2": "数量指标", "name": "办公家具", "operator": "≥", "target": "100", "unit": "个",
     "weight": "10", "self_evaluation.actual": "20", SCORE: "2"},
)  # fmt: skip
YEAR_END = ("self_evaluation",)


def in_work(dossier: Dossier, path: str) -> bool:
    """Tell whether a column belongs to a stage in work."""
    parts = path.split(".")
    return any(stage in parts and stage in dossier.stages for stage in STAGES)


@lru_cache(1024)
def items(text: str) -> tuple[str, ...]:
    """Cut a column into its sentences and items, numbers taken off."""
    pieces = (piece.strip() for piece in _ITEM.split(text[:LOOKED_AT]))
    bare = (_NUMBERED.sub("", piece) for piece in pieces)
    return tuple(piece for piece in bare if len(piece) >= 4)


def advises(item: str) -> bool:
    """Tell whether an item says what should be done, and names no fault."""
    head = re.split("[，：:]", item, maxsplit=1)[0]
    return bool(_ADVISES.match(item)) and not _FAULT.search(_BESIDE.sub("", head))


@rule(
    "report.problem_is_advice",
    title="建议写进了存在问题",
    severity=Severity.EXPLAIN,
    reads=(*COLUMNS, *ADVICE),
    message="{where}写的是{text}，是建议，不是问题。",
    fix="这段话移到改进意见；这里写问题本身，如“资金拨付慢，7月底才到位”。",
    basis=MINISTRY,
    failing=(
        Example("存在问题里写建议", {PROBLEMS: "建议加快支付进度。"}, PROBLEMS),
        Example(
            "几条都是建议，改进意见空着",
            {PROBLEMS: "1、加强培训与绩效意识；2、避免资金重复立项；3、合理设置绩效目标。"},
            PROBLEMS,
        ),
        Example(
            "自评报告的存在问题里写建议",
            {PROJECT_PROBLEMS: "进一步加强项目管理，完善制度。"},
            PROJECT_PROBLEMS,
            stages=YEAR_END,
        ),
    ),
    passing=(
        Example("写的是问题", {PROBLEMS: "招标流程长，合同7月才签订。"}),
        Example("先写问题，再写建议", {PROBLEMS: "（1）缺乏专业人才；建议多组织培训。"}),
        Example("问题以“加强”开头", {PROBLEMS: "加强监管的力度不够，验收资料不齐。"}),
    ),
)
def problems_are_no_advice(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """存在问题 that gives advice and names no fault stands in the wrong column (D1)."""
    for path, home in COLUMNS.items():
        text = dossier.text(path)
        if not text.strip() or not in_work(dossier, path):
            continue
        every = items(text)
        advice = [one for one in every if advises(one)]
        if advice and 2 * len(advice) > len(every):
            yield found(path, also=(home,), text=quoted(advice[0]))
        elif any(one.startswith("建议") for one in advice) and not dossier.filled(home):
            first = next(one for one in advice if one.startswith("建议"))
            yield found(path, also=(home,), severity=Severity.HINT, text=quoted(first))


@rule(
    "report.advice_is_problem",
    title="问题写进了改进意见",
    severity=Severity.EXPLAIN,
    reads=(*ADVICE, *COLUMNS),
    message="{where}写的是{text}，是问题，没有说要怎么办。",
    fix="这段话移到存在问题；这里写谁在什么时候做什么。",
    basis=MINISTRY,
    failing=(
        Example(
            "改进意见照抄存在问题",
            {
                PROBLEMS: "停车位不足，7月21日拥堵50分钟。",
                IMPROVEMENTS: "停车位不足，7月21日拥堵50分钟。",
            },
            IMPROVEMENTS,
        ),
        Example("改进意见里只写问题", {IMPROVEMENTS: "资金拨付慢，支出进度滞后。"}, IMPROVEMENTS),
    ),
    passing=(
        Example("写了要做的事", {IMPROVEMENTS: "针对资金拨付慢，8月底前完成对账并支付。"}),
        Example("没有意见", {IMPROVEMENTS: "无"}),
    ),
)
def advice_says_what_to_do(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A column for advice in which nobody is to do anything stands in the wrong place (D1)."""
    problems = {bare(dossier.text(path)) for path in COLUMNS} - {""}
    for path in ADVICE:
        text = dossier.text(path)[:LOOKED_AT]
        if not in_work(dossier, path) or says_nothing(text):
            continue
        copied = len(bare(text)) >= SHORTEST and bare(text) in problems
        if copied or only_faults(text):
            yield found(path, severity=None if copied else Severity.HINT, text=quoted(text))


@lru_cache(1024)
def only_faults(text: str) -> bool:
    """Tell whether a text names faults and nothing that anybody does."""
    return bool(_ONLY_FAULT.search(text)) and not _ACTS.search(text)


@lru_cache(1024)
def bare(text: str) -> str:
    """Give a text without blanks and signs."""
    return re.sub(r"[\W_]+", "", text[:LOOKED_AT])


@rule(
    "report.problems_none",
    title="有偏差而存在问题写“无”",
    severity=Severity.EXPLAIN,
    reads=(PROBLEMS, *MONEY, "indicators"),
    stage="monitoring",
    message="{where}写“{said}”，而{behind}。",
    fix="写明存在的问题；也可以恢复为自动生成的文字。",
    basis=WITHIN,
    failing=(Example("指标偏慢，存在问题写“无”", TRAINING | {PROBLEMS: "无"}, PROBLEMS),),
    passing=(
        Example("指标正常", TRAINING | row("a", {"monitoring.actual": "1200"}) | {PROBLEMS: "无"}),
        Example("写了问题", TRAINING | {PROBLEMS: "秋季班推迟到9月，培训人次偏少。"}),
        Example("还没有写，用自动生成的文字", TRAINING),
    ),
)
def problems_are_named(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where money or an indicator is red or yellow, 存在问题 is not 无 (D2)."""
    said = dossier.text(PROBLEMS).strip()
    if not said or not says_nothing(said):
        return
    figures = slow(dossier, settings)
    if figures:
        behind = f"支出进度只到应有进度的{figures['part']}（{figures['light']}）"
        yield found(PROBLEMS, said=said[:10], behind=behind)
        return
    for one in indicators(dossier, settings):
        if one.behind and one.progress is not None:
            behind = f"指标“{one.name}”偏慢（{one.progress.working}）"
            yield found(PROBLEMS, also=(one.path("monitoring.actual"),), said=said[:10],
                        behind=behind)  # fmt: skip
            return


@rule(
    "evaluation.problems_none",
    title="有扣分而存在问题写“无”",
    severity=Severity.EXPLAIN,
    reads=(PROJECT_PROBLEMS, FUND_PROBLEMS, "self_evaluation", "indicators", "budget"),
    stage="self_evaluation",
    message="{where}写“{said}”，而{behind}。",
    fix="写明存在的问题和原因。",
    basis=WITHIN,
    failing=(
        Example("指标没有得满分，存在问题写“无”", SCORED | {PROJECT_PROBLEMS: "无"},
                PROJECT_PROBLEMS, YEAR_END),
        Example(
            "执行率低，资金问题写“无”",
            {"budget.total.initial": "25", "self_evaluation.budget.total.spent": "15",
             FUND_PROBLEMS: "无。"},
            FUND_PROBLEMS,
            YEAR_END,
        ),
    ),
    passing=(
        Example("指标都得满分", SCORED | row("a", {ACTUAL: "100", SCORE: "10"})
                | {PROJECT_PROBLEMS: "无"},
                stages=YEAR_END),
        Example("写了问题", SCORED | {PROJECT_PROBLEMS: "家具采购流标一次，年底前只到货20个。"},
                stages=YEAR_END),
    ),
)  # fmt: skip
def deductions_are_problems(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What cost points, or was left unspent, is a problem that the report names (D2)."""
    said = dossier.text(PROJECT_PROBLEMS).strip()
    if said and says_nothing(said):
        also, behind = _lost(dossier, settings) or _short(dossier, settings)
        if behind:
            yield found(PROJECT_PROBLEMS, also=also, said=said[:10], behind=behind)
    said = dossier.text(FUND_PROBLEMS).strip()
    executed = low_execution(dossier, settings)
    if said and says_nothing(said) and executed is not None:
        behind = f"全年预算执行率只有{plain(round(executed * 100, 2))}%"
        yield found(FUND_PROBLEMS, said=said[:10], behind=behind)


ENOUGH = Decimal("0.9")
"""Who has nine tenths of the points need not speak of a problem."""

MANY = 2
"""So many targets missed, by however little, are something to speak of."""

Behind = tuple[tuple[str, ...], str]


def _lost(dossier: Dossier, settings: Settings) -> Behind | None:
    """Name the first indicator that lost points, None where none lost many."""
    for one in indicators(dossier, settings):
        score, weight = read_number(one.text(SCORE)), read_number(one.text(WEIGHT))
        if score is not None and weight is not None and score < weight * ENOUGH:
            told = f"指标“{one.name}”分值{plain(weight)}分，只得{plain(score)}分"
            return (one.path(SCORE),), told
    return None


def _far_short(one: Indicator) -> bool:
    """Tell whether a tenth or more of a count's target was missed."""
    done, target = one.reached(ACTUAL).number, one.number
    if done is None or not target or one.target.operator in ("≤", "<"):
        return False
    return done <= target * ENOUGH


def _short(dossier: Dossier, settings: Settings) -> Behind:
    """Name the targets that were missed where there are several."""
    short = [o for o in indicators(dossier, settings) if short_of(o) or overdue(o)]
    if len(short) < MANY and not any(_far_short(o) for o in short):
        return (), ""
    named = "、".join(f"“{o.name}”" for o in short[:MANY])
    return tuple(o.path(ACTUAL) for o in short), f"{len(short)}项指标没有达到目标：{named}"
