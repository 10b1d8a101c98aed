"""Changes that change nothing: the same dossier in another hand, on which nothing new is due."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.proofs.reviews.hand import Hand, Place, UnfitError
from tests.proofs.reviews.measure import Finding, check, key

AMOUNT = re.compile(r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)(万元)(?!/)")
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
Change = Callable[[Hand], None]
CHANGES: list[Change] = []


def neutral(change: Change) -> Change:
    """Enter a change that a reader would not notice."""
    CHANGES.append(change)
    return change


def rewritten(hand: Hand, pattern: str, made: str | Callable[[re.Match[str]], str]) -> None:
    """Rewrite all prose; unfit where nothing changes."""
    before = json.dumps(hand.data, ensure_ascii=False)
    for owner, name in hand.texts("monitoring", "self_evaluation", "evaluation"):
        owner.set(name, re.sub(pattern, made, owner.get(name)))
    if json.dumps(hand.data, ensure_ascii=False) == before:
        raise UnfitError


@neutral
def rows_in_another_order(hand: Hand) -> None:
    """Indicators of one class change places."""
    for owner in hand.owners():
        rows = owner.node.get("indicators") or []
        classes = list(dict.fromkeys((r["level1"], r["level2"]) for r in rows))
        mixed = sorted(
            rows, key=lambda r: (classes.index((r["level1"], r["level2"])), hand.rng.random())
        )
        owner.node["indicators"] = mixed or None


@neutral
def classes_in_another_order(hand: Hand) -> None:
    """The second-level classes change places within their class."""
    for owner in hand.owners():
        rows = owner.node.get("indicators") or []
        owner.node["indicators"] = sorted(
            rows, key=lambda r: ("成产效满".find(r["level1"][0]), r["level2"][::-1])
        )


@neutral
def yuan_for_ten_thousand(hand: Hand) -> None:
    """Some amounts of the prose are told in 元."""

    def in_yuan(spot: re.Match[str]) -> str:
        value = Decimal(spot[1].replace(",", "")) * 10000
        return f"{value:,.2f}元" if value % 1 else f"{int(value)}元"

    for owner, name in hand.texts("monitoring", "self_evaluation", "evaluation"):
        owner.set(name, AMOUNT.sub(in_yuan, owner.get(name)))


@neutral
def thousands_with_commas(hand: Hand) -> None:
    """Amounts of the table are grouped, or lose their trailing zeros."""
    for project in hand.projects():
        for part in ("budget", "monitoring.budget", "self_evaluation.budget"):
            for amounts in _below(project, part):
                for name, text in amounts.items():
                    value = Decimal(text.replace(",", "")) if text else None
                    if value is not None:
                        amounts[name] = f"{value:,.4f}" if hand.rng.random() < 0.5 else f"{value:f}"


def _below(project: Place, part: str) -> Iterator[dict[str, str]]:
    node: Any = project.node
    for step in part.split("."):
        node = (node or {}).get(step)
    yield from (node or {}).values()


@neutral
def wide_digits(hand: Hand) -> None:
    """The prose is typed with full-width digits."""
    rewritten(hand, r"\d+(?:\.\d+)?%?", lambda spot: spot[0].translate(WIDE))


@neutral
def blanks_between(hand: Hand) -> None:
    """Blanks stand between figures and units."""
    rewritten(hand, r"(\d)(万元|%|期|台|人次|公里|次|月|日|年)", r"\g<1> \g<2>")


@neutral
def half_width_marks(hand: Hand) -> None:
    """Commas and brackets are half-width throughout."""
    marks = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
    rewritten(hand, "[，；：（）]", lambda spot: marks[spot[0]])


@neutral
def other_words_for_the_day(hand: Hand) -> None:
    """The time point is told in other words."""
    words = hand.rng.choice(["截止7月31日", "截至7月末", "1—7月", "1至7月"])
    rewritten(hand, r"截至(?:\d{4}年)?7月(?:31日|底)", words)


@neutral
def other_words_for_spending(hand: Hand) -> None:
    """支出 becomes 支付 or 使用."""
    rewritten(hand, "(累计|实际|全年)支出", rf"\g<1>{hand.rng.choice(['支付', '使用'])}")


@neutral
def rates_with_other_digits(hand: Hand) -> None:
    """Rates are rounded to one digit."""
    rewritten(hand, r"(执行率)(\d+\.\d\d)%", lambda spot: f"{spot[1]}{_rounded(spot[2])}%")


def _rounded(text: str) -> str:
    if text.endswith("5"):  # the second digit may have been rounded up itself
        return text
    return f"{Decimal(text).quantize(Decimal('0.1'), 'ROUND_HALF_UP'):f}"


@neutral
def another_name(hand: Hand) -> None:
    """The unit has another name, everywhere, in the county it lies in."""
    name = (hand.data.get("unit") or {}).get("name")
    if not name:
        raise UnfitError
    whole = json.dumps(hand.data, ensure_ascii=False)
    county = re.match("[㐀-鿿]{2,10}?(?:自治县|县|旗|区|市)", name)
    other = hand.rng.choice(["文化馆", "水利局"])
    hand.data = json.loads(whole.replace(name, (county[0] if county else "达日县") + other))


@neutral
def harmless_sentences(hand: Hand) -> None:
    """Sentences with figures that no table holds are added."""
    said = [
        "2019年同类项目执行率为88.4%，支出96.5万元。", "全县共有行政村147个、人口8.6万人。",
        "联系人：马老师，电话0971-6123456。", "会议纪要〔2024〕第12期已作安排。",
        "合同编号QH-2024-0317，合同期3年。", "项目区平均海拔3200米，年降水量380毫米。",
        "参照《中华人民共和国政府采购法》第三十六条执行。", "开户行为中国建设银行城北支行。",
        "专家组由7人组成，其中高级职称5人。", "次年计划安排资金120万元，用于设施管护。",
    ]  # fmt: skip
    for owner, name in hand.texts("monitoring.sections", "self_evaluation.sections"):
        if hand.rng.random() < 0.5 and len(owner.get(name)) > 8:
            owner.set(name, owner.get(name) + hand.rng.choice(said))


@neutral
def blanks_left_out(hand: Hand) -> None:
    """Keys without content are missing instead of empty."""
    hand.data = _pruned(hand.data)


def _pruned(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: _pruned(v) for k, v in node.items() if v not in ("", None, [], {})}
    return [_pruned(one) for one in node] if isinstance(node, list) else node


@neutral
def lists_on_lines(hand: Hand) -> None:
    """Sentences of a paragraph stand on lines of their own."""
    rewritten(hand, "。(?=[^”）》\n])", "。\n")


@dataclass(frozen=True)
class Noise:
    """What was said after a change that changes nothing."""

    change: str
    dossier: str
    data: dict[str, Any]
    news: tuple[Finding, ...]


def heard(dossiers: dict[str, dict[str, Any]], seed: int = 0) -> Iterator[Noise]:
    """Make every change in every sound dossier; give what is new and more than a hint."""
    for name, data in dossiers.items():
        before = {_plain(f) for f in check(data)}
        for change in CHANGES:
            hand = Hand(copy.deepcopy(data), random.Random(f"{change.__name__}/{name}/{seed}"))
            try:
                change(hand)
            except UnfitError:
                continue
            found = (f for f in check(hand.data) if f["severity"] != "hint")
            news = tuple(f for f in found if _plain(f) not in before)
            yield Noise(change.__name__, name, hand.data, news)


def _plain(finding: Finding) -> tuple[str, str]:
    return key(finding)[:2]
