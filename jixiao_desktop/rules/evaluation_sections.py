"""Marks told item by item in a chapter of an evaluation, against the marks told of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example

STAGE = "evaluation"
SECTIONS = "evaluation.sections."
BENEFIT, OVERALL = f"{SECTIONS}benefit", f"{SECTIONS}overall"
LONGEST = 20_000
FEWEST = 2
_MARK = r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?分(?!钟|之)"
_HEAD = re.compile(rf"(?:实际得分?|得分)(?:为|是|：|:)? ?{_MARK}")
_OPENS = re.compile("类|三级指标|权重|分值")
_COUNT = re.compile(r"([0-9]{1,2}) ?[个项](?:三级)?指标")
_ITEM = re.compile(rf"(?P<lead>[^，。；;\n]{{0,8}})(?:得分?|评)(?:满分)?(?:为|：|:)? ?{_MARK}")
_SUM = re.compile("(?:[合共小总]计|共|累计|总|应|可|不|实际|实|类|类指标)$")
_PARTS = ("决策", "过程", "产出", "效益", "满意度")
_PART = re.compile(
    rf"({'|'.join(_PARTS)})(?:类)?(?:指标)?(?:得分?|分值|权重)?(?:为|：|:)? ?{_MARK}"
)
_WHOLE = re.compile(rf"(?:总分|总得分|综合得分|合计|满分)[^。；，,0-9]{{0,10}}{_MARK}")
_CHAPTERS = ("decision", "process_analysis", "output", "benefit")


@dataclass(frozen=True)
class Told:
    """What a chapter tells: the marks of its class, how many indicators, the marks of each."""

    whole: Decimal
    count: int | None
    items: tuple[Decimal, ...]


@lru_cache(64)
def told(text: str) -> Told | None:
    """Read a chapter that opens with the marks of its class and goes through them one by one."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    head, stop, rest = shown.partition("。")
    mark, count = _HEAD.search(head), _COUNT.search(head)
    if mark is None or not stop or not _OPENS.search(head):
        return None
    items = [Decimal(m[2]) for m in _ITEM.finditer(rest) if not _SUM.search(m["lead"])]
    if len(items) < FEWEST:
        return None
    return Told(Decimal(mark[1]), int(count[1]) if count else None, tuple(items))


def without_subtotals(items: Sequence[Decimal]) -> Decimal:
    """Add up marks of which some are the sum of those right before or behind them."""
    kept = list(items)
    for at, value in enumerate(items):
        for size in range(FEWEST, len(items)):
            before, behind = items[max(0, at - size) : at], items[at + 1 : at + 1 + size]
            if value in [sum(run, Decimal(0)) for run in (before, behind) if len(run) == size]:
                kept[at] = Decimal(0)
    return sum(kept, Decimal(0))


INTRO = "效益类指标由2个三级指标构成，权重20分，实际得分20分。"


@rule(
    "evaluation.chapter_marks",
    title="逐项得分与该类得分",
    severity=Severity.MUST_FIX,
    reads=("evaluation.sections",),
    stage=STAGE,
    message="{where}开头写得{whole}分，后面逐项写的得分是{items}，相加{sum}分，{word}{gap}分。",
    fix="按评分表逐项核对；满意度算在效益类里，从效益的分里拨给它，不另加分。",
    basis=WITHIN,
    failing=(
        Example("效益类得20分，两项各10分，满意度又得10分",
                {BENEFIT: f"{INTRO}可持续影响得10分。经济效益得10分。满意度98%，得10分。"},
                BENEFIT, (STAGE,)),
        Example("效益类得20分，写的两项是10分、8分",
                {BENEFIT: f"{INTRO}可持续影响得10分。经济效益得8分。"}, BENEFIT, (STAGE,)),
    ),
    passing=(
        Example("两项各10分", {BENEFIT: f"{INTRO}可持续影响得10分。满意度98%，得10分。"},
                stages=(STAGE,)),
        Example("先写小计，再写各项",
                {BENEFIT: f"{INTRO}项目效益得12分。其中经济得6分。社会得6分。满意度得8分。"},
                stages=(STAGE,)),
        Example("没有写该类的得分",
                {BENEFIT: "经济效益：与目标一致，得10分。社会效益：得6分。满意度：得4分。"},
                stages=(STAGE,)),
        Example("只说了其中一部分", {BENEFIT: f"{INTRO}可持续影响扣1分，得9分。"}, stages=(STAGE,)),
    ),
)  # fmt: skip
def chapters_add_up(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Marks told one by one make the marks of their class, as the chapter opens with (24)."""
    for path in (SECTIONS + name for name in _CHAPTERS):
        one = told(dossier.text(path))
        if one is None:
            continue
        added = sum(one.items, Decimal(0))
        short = added < one.whole and (one.count is None or len(one.items) < one.count)
        if short or one.whole in (added, without_subtotals(one.items)):
            continue
        items = "、".join(f"{plain(value)}分" for value in one.items[:8])
        more = "等" if len(one.items) > 8 else ""
        yield found(path, whole=plain(one.whole), items=items + more, sum=plain(added),
                    word="多" if added > one.whole else "少",
                    gap=plain(abs(added - one.whole)))  # fmt: skip


@rule(
    "evaluation.parts_told",
    title="各类分值与总分",
    severity=Severity.MUST_FIX,
    reads=("evaluation.sections",),
    stage=STAGE,
    message="{where}写{parts}，相加是{sum}分，而总分写的是{whole}分。",
    fix="核对各类分值；满意度算在效益类里，不另加分。",
    basis=WITHIN,
    failing=(
        Example("总分100分，决策20、过程20、产出40、效益20，又加满意度10",
                {OVERALL: "总分为100分，其中决策20分、过程20分、产出40分、效益20分、满意度10分。"},
                OVERALL, (STAGE,)),
    ),
    passing=(
        Example("各类相加是100分",
                {OVERALL: "总分为100分，其中决策20分、过程20分、产出30分、效益30分。"},
                stages=(STAGE,)),
        Example("效益里包括满意度",
                {OVERALL: "总分100分：决策20分、过程20分、产出40分、效益20分（其中满意度10分）。"},
                stages=(STAGE,)),
    ),
)  # fmt: skip
def classes_make_the_whole(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Points told of 决策, 过程, 产出 and 效益 in one sentence make the total told with them."""
    for path, entry in dossier.under(SECTIONS):
        if not all(part in entry.text for part in _PARTS[:4]):
            continue
        shown = entry.text[:LONGEST].translate(ONE_TO_ONE)
        for sentence in re.split("[。\n]", re.sub("[（(]其中[^（）()]{0,60}[)）]", "", shown)):
            parts = {match[1]: Decimal(match[2]) for match in _PART.finditer(sentence)}
            wholes = {Decimal(match[1]) for match in _WHOLE.finditer(sentence)}
            added = sum(parts.values(), Decimal(0))
            within = added - parts.get("满意度", Decimal(0))
            full = all(part in parts for part in _PARTS[:4])
            if not full or not wholes or wholes & {added} or _inside(sentence, within, wholes):
                continue
            said = "、".join(f"{name}{plain(value)}分" for name, value in parts.items())
            yield found(path, parts=said, sum=plain(added), whole=plain(max(wholes)))


def _inside(sentence: str, within: Decimal, wholes: set[Decimal]) -> bool:
    """Tell whether satisfaction is told as a part of the benefits: then it is not added."""
    inside = re.search("其中[^。]{0,12}满意度|含[^。]{0,8}满意度|包括[^。]{0,8}满意度", sentence)
    return bool(inside) and within in wholes
