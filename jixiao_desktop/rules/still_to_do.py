"""What a text says is still to be done, held against target and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import Thing, like_units, measuring, nouns, pieces, things

SECTIONS = "monitoring.sections."
PATHS = (
    "monitoring.goal_progress",
    f"{SECTIONS}goal_completion",
    f"{SECTIONS}corrective_actions",
    f"{SECTIONS}problems",
)
_LEFT = re.compile("余下|剩余|还剩|尚余|尚剩|剩下|尚未完成|还有(?=[^，。]{0,6}未)")
_OF_A_PART = re.compile("其中|上年|合同|名额|库存|每|资金|款")
PONDS = row("a", {"level2": "数量指标", "name": "填埋废弃沼气池", "operator": "≥", "target": "620",
                  "unit": "座", "monitoring.actual": "402"})  # fmt: skip


def left_of(one: Indicator) -> set[Decimal]:
    """Give what may be left of a row: of its target, or of what is expected for the year."""
    done = one.actual.number
    ends = [n for n in (one.number, one.forecast.number) if n is not None]
    return set() if done is None else {end - done for end in ends}


def told(thing: Thing) -> bool:
    """Tell whether a count is said to be left."""
    before = thing.words.partition(" ")[0]
    return bool(_LEFT.search(before)) and not _OF_A_PART.search(thing.words)


def rows_of(thing: Thing, named: Sequence[tuple[str, str]]) -> list[int]:
    """Give the rows that count a thing: by most of their name, else by any of its nouns."""
    about = pieces(thing.about)
    like = [at for at, (_, unit) in enumerate(named) if like_units(unit, thing.fact.unit)]
    return measuring(thing, named) or [at for at in like if nouns(named[at][0]) & about]


@rule(
    "progress_text.left",
    title="“还差多少”算得对不对",
    severity=Severity.EXPLAIN,
    reads=("monitoring", "indicators"),
    stage="monitoring",
    message="{where}写“{said}”，而指标“{name}”的目标{target}，已完成{actual}，还差{left}。",
    fix="用年度指标值减去已完成的，再写一遍；说的是其中一部分的，写明是哪一部分。",
    basis=WITHIN,
    failing=(
        Example("620座填了402座，写成余下318座",
                {PATHS[0]: "已填埋402座，余下318座废弃沼气池9月填埋。"} | PONDS, PATHS[0]),
        Example("纠偏措施写剩余28座",
                {PATHS[2]: "剩余28座废弃沼气池由两个施工队9月填埋。"} | PONDS, PATHS[2]),
    ),
    passing=(
        Example("减得对", {PATHS[0]: "已填埋402座，余下218座废弃沼气池9月填埋。"} | PONDS),
        Example("分两批写，加起来对",
                {PATHS[0]: "余下118座废弃沼气池9月填埋，余下100座废弃沼气池10月填埋。"} | PONDS),
        Example("说的是另一件事", {PATHS[0]: "余下18座桥梁10月加固。"} | PONDS),
    ),
)  # fmt: skip
def what_is_left_is_the_rest(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is left is the target less what was done (B4)."""
    rows = [o for o in indicators(dossier, settings) if "数量" in o.level2 and left_of(o)]
    named = tuple((one.name, one.target.unit) for one in rows)
    for path in PATHS if rows else ():
        counted: dict[int, list[Thing]] = {}
        for thing in things(dossier.text(path)):
            at = rows_of(thing, named) if told(thing) else []
            if len(at) == 1:
                counted.setdefault(at[0], []).append(thing)
        for place, ones in counted.items():
            one, known = rows[place], left_of(rows[place])
            whole = sum((t.value for t in ones), Decimal(0))
            if whole in known or any(t.value in known for t in ones) or one.number is None:
                continue
            rest = plain(one.number - (one.actual.number or 0))
            unit = one.text("unit")
            yield found(path, also=(one.path("monitoring.actual"),), said=said(ones[0]),
                        name=one.name, target=one.shown(),
                        actual=one.shown("monitoring.actual"), left=f"{rest}{unit}")  # fmt: skip
            break


def said(thing: Thing) -> str:
    """Give a count with the words around it."""
    before, _, after = thing.words.partition(" ")
    return f"{before[-8:]}{thing.fact.text}{after[:8]}".strip()
