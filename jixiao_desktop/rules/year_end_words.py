"""Words of the self-evaluation against its figures: reasons that are none, problems of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain, read_number
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.answers import in_work
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.foreign import telling_words
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.reasons import complaint, restates, says_nothing
from jixiao_desktop.rules.things import pieces

STAGE = "self_evaluation"
STAGES = (STAGE,)
ACTUAL, SCORE, REASON = "self_evaluation.actual", "self_evaluation.score", "self_evaluation.reason"
PROBLEMS = "self_evaluation.sections.project_problems"
EVALUATED = "evaluation.sections.problems"
FEWEST = 3
NEARLY = Decimal("0.98")
_EMPTY = re.compile(
    "局限|客观性|主观|有待|进一步|不够(?:深入|细致|完善|规范|全面)|认识不足|经验不足|意识|重视|水平|能力"
)
SHORT = row(
    "a",
    {"level2": "数量指标", "name": "办公家具", "operator": "≥", "target": "100", "unit": "个",
     "weight": "10", ACTUAL: "20", SCORE: "2"},
)  # fmt: skip
FULL = {
    f"indicators.{key}.{rest}": text
    for key, name in (("a", "培训班次"), ("b", "检查次数"), ("c", "调研次数"))
    for rest, text in (
        ("name", name),
        ("operator", "≥"),
        ("target", "20"),
        ("unit", "次"),
        ("weight", "10"),
        (ACTUAL, "20"),
        (SCORE, "10"),
    )
}


def only_again(one: Indicator, said: str) -> str:
    """Say that a reason tells the miss again in the words of its own indicator, "" where not."""
    left = said
    for pair in pieces(one.name):
        left = left.replace(pair, "")
    return (
        "只重复了偏差，没有说出原因"
        if len(said) <= AGAIN and restates(_AT_FIRST.sub("", left))
        else ""
    )


_AT_FIRST = re.compile("年初|完毕|任务|全部")
AGAIN = 40


def fell_short(one: Indicator) -> bool:
    """Tell whether a year's result stays behind its target, by figure or by mark."""
    score, weight = read_number(one.text(SCORE)), read_number(one.text("weight"))
    if score is not None and weight is not None and score < weight * NEARLY:
        return True
    target, done = one.number, one.reached(ACTUAL).number
    if not target or done is None or one.target.deadline:
        return False
    return done > target if one.target.operator in ("≤", "<") else done < target * NEARLY


@rule(
    "evaluation.reason_empty",
    title="偏差原因不具体",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    each="indicators",
    stage=STAGE,
    message="{where}{complaint}：目标{target}，完成{actual}。",
    fix="写清楚是哪项工作、为什么没有完成、下一步怎样补。",
    basis=MINISTRY,
    failing=(
        Example("原因只写“未完成”", SHORT | row("a", {REASON: "未完成"}),
                f"indicators.a.{REASON}", STAGES),
        Example("原因用指标的话再说一遍",
                SHORT | row("a", {REASON: "办公家具不足，未达到年初目标。"}),
                f"indicators.a.{REASON}", STAGES),
        Example("原因只写打算", SHORT | row("a", {REASON: "加强管理，尽快完成采购任务。"}),
                f"indicators.a.{REASON}", STAGES),
    ),
    passing=(
        Example("原因具体", SHORT | row("a", {REASON: "采购流标两次，只到货20个，次年3月补齐。"}),
                stages=STAGES),
        Example("全部完成", SHORT | row("a", {ACTUAL: "100", SCORE: "10", REASON: "未偏离"}),
                stages=STAGES),
    ),
)  # fmt: skip
def year_end_reasons_tell(dossier: Dossier, settings: Settings, one: Indicator) -> Iterator[Found]:
    """A reason that only says again that something is missing explains nothing (B3)."""
    said = one.text(REASON)
    if says_nothing(said) or not fell_short(one):
        return
    wrong = only_again(one, said) or complaint(said, settings.reason_length)
    if wrong:
        yield found(one.path(REASON), also=(one.path(ACTUAL),), complaint=wrong,
                    target=one.shown(), actual=one.shown(ACTUAL) or "空")  # fmt: skip


@rule(
    "evaluation.empty_words",
    title="全部满分而问题只是套话",
    severity=Severity.HINT,
    reads=(PROBLEMS, EVALUATED, "indicators", "evaluation.indicators", "goal", "name"),
    message="{where}写的是{text}，没有说到本项目的事，而{count}项指标都得了满分。",
    fix="写一两件本项目实际遇到的事；满分的，说明依据。",
    basis=MINISTRY,
    failing=(
        Example("满分，问题只写自评的局限", FULL | {PROBLEMS: "自评存在局限性，客观性有待加强。"},
                PROBLEMS, STAGES),
    ),
    passing=(
        Example("写了本项目的事", FULL | {PROBLEMS: "培训班次集中在下半年，6月以前只办了3次。"},
                stages=STAGES),
        Example("有扣分", SHORT | {PROBLEMS: "自评存在局限性，客观性有待加强。"},
                stages=STAGES),
    ),
)  # fmt: skip
def full_marks_are_told(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A report without a fault in its figures, and with none of its own in its words."""
    for path, kind, score in (
        (PROBLEMS, "indicators", SCORE),
        (EVALUATED, "evaluation.indicators", "score"),
    ):
        text = dossier.text(path).strip()
        if not text or not in_work(dossier, path) or any(sign.isdecimal() for sign in text):
            continue
        marks = [
            (read_number(dossier.text(mark)), read_number(dossier.text(weight)))
            for mark, weight in zip(
                dossier.row_paths(kind, score), dossier.row_paths(kind, "weight"), strict=True
            )
        ]
        given = [(mark, weight) for mark, weight in marks if weight]
        full = len(given) >= FEWEST and all(mark == weight for mark, weight in given)
        own = telling_words(" ".join((dossier.text("name"), dossier.text("goal"))))
        if full and _EMPTY.search(text) and not telling_words(text) & own:
            yield found(path, text=quoted(text), count=plain(Decimal(len(given))))
