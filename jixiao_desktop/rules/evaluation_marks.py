"""Marks of an evaluation: each against its weight and reason, and what the report tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import scoring
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain, read_number, round_half_up
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.rates import rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.similar import fold_name
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.reasons import says_nothing

ROWS = "evaluation.indicators"
SECTIONS = "evaluation.sections."
OVERALL = f"{SECTIONS}overall"
STAGE = "evaluation"
STAGES = (STAGE,)
METHOD = "财预〔2020〕10号"
READS = (ROWS, "evaluation.sections")
ZERO = Decimal(0)
_DEDUCTED = re.compile(r"扣(?:减|除)?([0-9]+(?:\.[0-9]+)?) ?分")
_NOT_DEDUCTED = re.compile("不扣分|未扣分|扣0分")


def _row(row: str, level1: str, name: str, *marks: str) -> dict[str, str]:
    """Write one row of a score table for an example: weight, score, reason."""
    texts = {"level1": level1, "level3": name, **dict(zip(("weight", "score", "reason"), marks,
                                                         strict=False))}  # fmt: skip
    return {row_path(ROWS, row, key): text for key, text in texts.items()}


SCORED = (
    _row("a", "决策", "立项依据充分性", "20", "20")
    | _row("b", "过程", "预算执行率", "20", "19", "执行率95%，扣1分")
    | _row("c", "产出", "维修长度", "40", "40")
    | _row("d", "效益", "受益户数", "20", "20")
)


def number(dossier: Dossier, row: str, column: str) -> Decimal | None:
    """Give a weight or score in 分."""
    return read_number(dossier.text(row_path(ROWS, row, column)))


def by_class(dossier: Dossier, column: str) -> dict[str, Decimal]:
    """Add up a column by first-level class, in the order of the table."""
    sums: dict[str, Decimal] = {}
    for row in dossier.row_ids(ROWS):
        level1 = dossier.text(row_path(ROWS, row, "level1")).strip()
        if level1:
            sums[level1] = sums.get(level1, ZERO) + (number(dossier, row, column) or ZERO)
    return sums


@rule(
    "evaluation.mark",
    title="评价得分与分值、扣分原因",
    severity=Severity.EXPLAIN,
    reads=(ROWS,),
    stage=STAGE,
    message="{where}{what}。",
    fix="核对得分和扣分原因，两处要对得上。",
    basis=METHOD,
    failing=(
        Example("得分21分，分值20分", SCORED | {f"{ROWS}.a.score": "21"}, f"{ROWS}.a.score",
                STAGES),
        Example("扣了1分，没有写原因", SCORED | {f"{ROWS}.b.reason": ""}, f"{ROWS}.b.reason",
                STAGES),
        Example("得满分，却写了扣分", SCORED | {f"{ROWS}.c.reason": "归档不及时，扣1分。"},
                f"{ROWS}.c.reason", STAGES),
        Example("写扣2分，实际扣了1分", SCORED | {f"{ROWS}.b.reason": "执行率95%，扣2分"},
                f"{ROWS}.b.reason", STAGES),
    ),
    passing=(
        Example("扣分与原因一致", SCORED, stages=STAGES),
        Example("满分，写明不扣分", SCORED | {f"{ROWS}.c.reason": "按计划完成，该指标不扣分"},
                stages=STAGES),
    ),
)  # fmt: skip
def marks_have_their_reason(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A mark is within its weight; what was taken off is told, and nothing else."""
    for row in dossier.row_ids(ROWS):
        weight, score = number(dossier, row, "weight"), number(dossier, row, "score")
        if weight is None or score is None:
            continue
        reason = dossier.text(row_path(ROWS, row, "reason"))
        taken = [Decimal(one) for one in _DEDUCTED.findall(reason)]
        gap, at = weight - score, row_path(ROWS, row, "reason")
        also = (row_path(ROWS, row, "score"), row_path(ROWS, row, "weight"))
        if gap < 0:
            what = f"填{plain(score)}分，而分值只有{plain(weight)}分"
            yield found(also[0], also=also[1:], severity=Severity.MUST_FIX, what=what)
        elif gap and says_nothing(reason):
            what = f"没有写，而得分{plain(score)}分，扣了{plain(gap)}分"
            yield found(at, also=also, severity=Severity.MUST_FIX, what=what)
        elif not gap and sum(taken, ZERO) and not _NOT_DEDUCTED.search(reason):
            yield found(at, also=also, what=f"写扣{plain(sum(taken, ZERO))}分，而得的是满分")
        elif gap and taken and gap not in (sum(taken, ZERO), *taken):
            told = plain(sum(taken, ZERO))
            yield found(at, also=also, what=f"写扣{told}分，而实际扣了{plain(gap)}分")


@rule(
    "evaluation.twice",
    title="同一项指标评了两次",
    severity=Severity.EXPLAIN,
    reads=(ROWS,),
    stage=STAGE,
    message="{where}“{name}”与第{other}行相同，同一件事计了两次分。",
    fix="保留一处；确是两件事的，改名称分清楚。",
    basis=WITHIN,
    failing=(
        Example("两行都是“维修长度”", SCORED | {f"{ROWS}.d.level3": "维修长度"},
                f"{ROWS}.d.level3", STAGES),
    ),
    passing=(Example("各不相同", SCORED, stages=STAGES),),
)  # fmt: skip
def nothing_is_scored_twice(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """No third-level indicator of a score table stands twice."""
    seen: dict[str, int] = {}
    for at, row in enumerate(dossier.row_ids(ROWS)):
        path = row_path(ROWS, row, "level3")
        name = dossier.text(path).strip()
        first = seen.setdefault(fold_name(name), at) if name else at
        if first != at:
            other = row_path(ROWS, dossier.row_ids(ROWS)[first], "level3")
            yield found(path, also=(other,), name=name, other=first + 1)


_TOTAL = re.compile(
    r"(?:总得分|综合得分|评价得分|最终得分|得分合计|总分)(?:为|是|：|:)? ?([0-9.]+) ?分"
)
_GRADE = re.compile(
    '(?:等级|等次|评定|评级|结果)(?:属于|评为|为|是|：|:)? ?[“"「]?([优良中差])(?!、|（)'
)
_CLASS = re.compile(
    r"(决策|过程|产出|效益)类?(?:指标)?(?:得分)?(?:为|：|:)? ?([0-9]+(?:\.[0-9]+)?) ?分"
)
_LIST = re.compile(r"分值分别为((?:[0-9.]+ ?分、?)+)")
_SETS = re.compile(
    r"(?:(决策|过程|产出|效益)类?[^，。；0-9]{0,8}|共[有计设]?|合计)([0-9]{1,2}) ?个三级指标"
)
_SHARE = re.compile(r"得分率(?:为|是)? ?([0-9.]+) ?[%％]")


@rule(
    "evaluation.marks_told",
    title="评价报告里的分数",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写{said}，而评分表是{right}。",
    fix="按评分表改写，或核对评分表。",
    basis=WITHIN,
    failing=(
        Example("写总得分98分，评分表合计99分", SCORED | {OVERALL: "项目总得分98分。"}, OVERALL,
                STAGES),
        Example("99分写成“良”", SCORED | {OVERALL: "总得分99分，评价等级为“良”。"}, OVERALL,
                STAGES),
        Example("写过程19.5分，评分表19分",
                SCORED | {OVERALL: "其中决策20分、过程19.5分。"}, OVERALL, STAGES),
        Example("写过程类由2个三级指标构成，评分表1个",
                SCORED | {f"{SECTIONS}process_analysis": "过程类由2个三级指标构成。"},
                f"{SECTIONS}process_analysis", STAGES),
        Example("写各类分值20、20、30、20分",
                SCORED | {OVERALL: "分值分别为20分、20分、30分、20分。"}, OVERALL, STAGES),
    ),
    passing=(
        Example("与评分表一致",
                SCORED | {OVERALL: "总得分99分，等级为“优”，决策20分、过程19分，共4个三级指标。"},
                stages=STAGES),
        Example("写的是分值", SCORED | {OVERALL: "其中决策20分、过程20分、产出40分、效益20分。"},
                stages=STAGES),
    ),
)  # fmt: skip
def marks_told_are_the_table_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Total, grade, classes, counts and shares told in the report are those of the table (30)."""
    scores, weights = by_class(dossier, "score"), by_class(dossier, "weight")
    whole = sum(scores.values(), ZERO)
    if not whole or not all(weights.values()):
        return
    for path, entry in dossier.under(SECTIONS):
        for said, right, grave in _wrong(entry.text, dossier, settings, scores | {"": whole}):
            severity = Severity.MUST_FIX if grave else None
            yield found(path, also=(ROWS,), severity=severity, said=said, right=right)


def _wrong(
    text: str, dossier: Dossier, settings: Settings, scores: dict[str, Decimal]
) -> Iterator[tuple[str, str, bool]]:
    weights, whole = by_class(dossier, "weight"), scores[""]
    if match := _TOTAL.search(text):
        value = read_number(match[1])
        if value is not None and value not in (whole, sum(weights.values(), ZERO)):
            yield match[0], f"{plain(whole)}分", True
    right = scoring.grade_of(whole, settings)
    if (match := _GRADE.search(text)) and match[1] != right:
        yield f"等级“{match[1]}”", f"“{right}”（{plain(whole)}分）", True
    for match in _CLASS.finditer(text):
        known = {v for d in (scores, weights) for k, v in d.items() if match[1] in k}
        if known and Decimal(match[2]) not in known:
            one = next(v for k, v in scores.items() if match[1] in k)
            yield match[0], f"{match[1]}{plain(one)}分", True
    if match := _LIST.search(text):
        told = [Decimal(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", match[1])]
        if len(told) == len(weights) and told != list(weights.values()):
            yield match[0], "、".join(f"{plain(v)}分" for v in weights.values()), False
    yield from _counts(text, dossier)
    yield from _shares(text, scores, weights)


def _counts(text: str, dossier: Dossier) -> Iterator[tuple[str, str, bool]]:
    classes = [dossier.text(row_path(ROWS, row, "level1")) for row in dossier.row_ids(ROWS)]
    for match in _SETS.finditer(text):
        own = [one for one in classes if (match[1] or "") in one]
        if own and len(own) != int(match[2]):
            yield match[0], f"{len(own)}个三级指标", False


def _shares(
    text: str, scores: dict[str, Decimal], weights: dict[str, Decimal]
) -> Iterator[tuple[str, str, bool]]:
    for sentence in re.split("[。\n]", text):
        share, kind = _SHARE.search(sentence), re.search("(决策|过程|产出|效益)类?", sentence)
        name = next((k for k in weights if kind and kind[1] in k), "")
        made = rate(scores.get(name), weights.get(name)) if name else None
        if share is None or made is None:
            continue
        right = round_half_up(made * 100)
        if abs(Decimal(share[1]) - right) > Decimal("0.06"):
            yield share[0], f"得分率{plain(right)}%", False


FULL, MANY = Decimal(100), 10


@rule(
    "evaluation.perfect",
    title="评价得满分",
    severity=Severity.EXPLAIN,
    reads=(ROWS,),
    stage=STAGE,
    message="{where}：{count}项指标全都得满分，合计{total}分。",
    fix="逐项核对佐证材料；确实没有扣分的，写一句说明。",
    basis=METHOD,
    failing=(
        Example("十项指标全都得满分",
                {k: v for n in range(10) for k, v in _row(f"r{n}", "产出", f"指标{n}甲", "10",
                                                         "10").items()}, ROWS, STAGES),
    ),
    passing=(Example("有扣分", SCORED, stages=STAGES),),
)  # fmt: skip
def perfection_is_explained(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An evaluation in which nothing at all was taken off needs a word (34)."""
    rows = dossier.row_ids(ROWS)
    marks = [(number(dossier, r, "score"), number(dossier, r, "weight")) for r in rows]
    known = [score for score, weight in marks if score is not None and score == weight]
    if len(rows) >= MANY and len(known) == len(rows) and sum(known, ZERO) >= FULL:
        yield found(ROWS, count=len(rows), total=plain(sum(known, ZERO)))
