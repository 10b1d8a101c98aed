"""Of which money a sentence of a unit's report speaks, and what the unit's table holds of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain import unit_figures
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.progress import rate

WHOLE = unit_figures.WHOLE
WITH_ADDED = "with_added"
ELSE = ""
"""An item, one project, or anything that is no block of the table."""

GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    WHOLE: (
        (WHOLE,),
        ("basic", "project"),
        ("basic", "project", "additional"),
        (WHOLE, "additional"),
        ("basic",),
        ("project",),
        ("project", "additional"),
    ),
    WITH_ADDED: (
        ("basic", "project", "additional"),
        (WHOLE, "additional"),
        ("project", "additional"),
        ("basic", "additional"),
        ("additional",),
    ),
    "basic": (("basic",),),
    "project": (("project",), ("project", "additional")),
    "additional": (("additional",),),
}
"""Blocks of money that words may mean; the first is what a message names."""

SOURCES = ("general_public", "government_fund", "special_account", "other")
_LONGEST = 400
_SENTENCE = re.compile(r"[。；;！!？?\n\r]")
_WITH_ADDED = (
    "(?:含|包括|连同|加上|算上|计入|并入)[^，。；]{0,4}追加|追加[^，。；]{0,8}(?:在内|计入|并入|合并|一并|相加)"
    "|全口径|[若如]并入|合并计算"
)
_ITEMS = (
    "(?:人员|公用|日常公用|三公|专项|业务|运转|办公|培训|会议|维修)经费|公务(?:接待|用车)|工资(?:福利)?|商品和?服务"
    "|对?个人和家庭"
)
_SUBJECT = re.compile(
    f"(?P<with_added>{_WITH_ADDED})|(?P<basic>基本支出)|(?P<additional>追加)"
    r"|(?P<named>[\u4e00-\u9fff“”、]{0,24}?)项目(?P<money>支出|资金|预算|经费)?"
    "|(?P<total>部门|整体|总支出|支出总额|全部支出|预算总额|合计|总计)"
    f"|(?P<item>{_ITEMS})"
)
_PLAIN = re.compile(
    "基本支出|部门|整体|预算|支出|本年度?|全年|今年|年[初度]|其中|此外|另外|以及|主要|截[至止]|目前|累计|实际|完成|安排|列支"
    "|我[局站镇校会院委办所台]?|单位|[县市区旗]级|本级|财政|专项|一般|公共|资金|经费|全部|所有|用于|包括|方面|按照|层面|相关"
    "|[一二两三四五六七八九十]+个?|[各这该本个共由分别为是的到月底末有含和与及、等在从看来中上下按对另“”和年度]"
)


def sentence_before(text: str, at: int) -> str:
    """Give the words of a sentence that stand before a place."""
    head = text[max(0, at - _LONGEST) : at]
    return _SENTENCE.split(head)[-1]


def named_project(words: str) -> str:
    """Give what is left of the words before 项目 where they name one; "" for projects at large."""
    left = _PLAIN.sub("", words)
    return left if len(left) > 1 else ""


def spoken_of(sentence: str) -> str:
    """Name the block that a sentence speaks of last: one of GROUPS, or ELSE."""
    last = WHOLE
    grown = False
    for match in _SUBJECT.finditer(sentence):
        kind = match.lastgroup or ""
        if match["with_added"]:
            grown = True
        elif match["named"] is not None:
            named = named_project(match["named"])
            if named or match["money"]:
                last = ELSE if named else "project"
        else:
            last = ELSE if kind == "item" else kind
    if grown and last in (WHOLE, "additional", "project"):
        return WITH_ADDED
    return last


def summed(dossier: Dossier, group: tuple[str, ...], column: str) -> Decimal | None:
    """Add a column (万元) of some blocks; None where one is missing."""
    values = [_amount(dossier, block, column) for block in group]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _amount(dossier: Dossier, block: str, column: str) -> Decimal | None:
    if column == "yearly":
        return unit_figures.yearly_budget(dossier, block)
    if column == "year_spent" and not dossier.filled(unit_figures.path_of(block, column)):
        typed = unit_figures.amount(dossier, block, column) if block == WHOLE else None
        return typed if typed is not None else unit_figures.amount(dossier, block, "spent")
    return unit_figures.amount(dossier, block, column)


def column_of(what: str, *, late: bool) -> str:
    """Name the column that holds what a text states."""
    spent = "year_spent" if late else "spent"
    return {"执行数": spent, "执行率": spent, "到位数": "received", "到位率": "received"}.get(
        what, "initial"
    )


def amounts_of(dossier: Dossier, block: str, column: str) -> Iterator[Decimal]:
    """Walk every amount (万元) that a column of a block may be said to hold, likeliest first."""
    columns = ("initial", "yearly") if column == "initial" else (column,)
    for group in GROUPS[block]:
        yield from _known(summed(dossier, group, one) for one in columns)
    tail = {"initial": "", "received": "_received", "spent": "_spent"}.get(column)
    for group in GROUPS[block] if tail is not None else ():
        parts = (f"{part}{tail}" for part in unit_figures.PARTS)
        yield from _known(unit_figures.amount(dossier, group[0], part) for part in parts)
    if block in (WHOLE, WITH_ADDED) and column == "initial":
        yield from _known(
            unit_figures.amount(dossier, source, one)
            for source in SOURCES
            for one in ("initial", "revised")
        )


def shares_of(dossier: Dossier, block: str, column: str) -> Iterator[Decimal]:
    """Walk every rate, in percent, that a block may be said to have, the likeliest first."""
    for group in GROUPS[block]:
        part = summed(dossier, group, column)
        for base in ("yearly", "initial") if column == "year_spent" else ("initial", "yearly"):
            share = rate(part, summed(dossier, group, base))
            if share is not None:
                yield share * 100
    tail = {"received": "_received", "spent": "_spent"}.get(column)
    for source in unit_figures.PARTS if tail else ():
        whole = unit_figures.amount(dossier, block, source)
        share = rate(unit_figures.amount(dossier, block, f"{source}{tail}"), whole)
        if share is not None:
            yield share * 100


def _known(values: Iterator[Decimal | None]) -> Iterator[Decimal]:
    return (value for value in values if value is not None)
