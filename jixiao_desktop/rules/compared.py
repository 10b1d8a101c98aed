"""What a text compares: from so many to so many, so much below a target, a day before another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.han_text import in_digits
from jixiao_desktop.domain.numbers import plain, round_half_up
from jixiao_desktop.domain.quantities import Quantity, quantities
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.added_up import shown_as
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.things import like_units

BENEFIT = "evaluation.sections.benefit"
DEVIATION = "evaluation.sections.execution_deviation"
_TO = re.compile(
    r"[^，,。；;\n0-9]{0,6}(?P<way>降|减|升|增|提高|增长|上升|下降|缩短|压减|压缩|提升|扩大|变)[^，,。；;\n0-9]{0,4}(?:到|至|为|成)[^，,。；;\n0-9]{0,4}"
)
_THIS_YEAR = re.compile(
    r"[，,、；]?(?:当年|本年|今年|20[0-9]{2}年|实际|改造后|实施后|现)[^，,。；;\n0-9]{0,8}"
)
_FROM = re.compile(r"(?:由|从|自)[^，,。；;\n]{0,16}$")
_FORMER = re.compile(r"(?:上年|去年|往年|改造前|实施前|基期|20[0-9]{2}年)[^，,。；;\n0-9]{0,8}$")
_BY = re.compile(
    r"[，,、（(：\s]{0,2}(?:同比|比上年|较上年|共|累计|即|平均|实际|净|相应|分别)?"
    r"(?:下降|降幅|降低|减少|减幅|增长|增幅|提高|上升|提升|增加|缩短|压减|压缩)(?:了|幅度)?(?:达到?|为|约)?"
)
_TO_BE = re.compile("目标|计划|应|力争|预计|要求")

Change = tuple[Quantity, Quantity, Quantity]


@lru_cache(256)
def changes(text: str) -> tuple[Change, ...]:
    """Find (before, after, by how much): “由50起降到46起，下降8%”, “上年16起，当年12起”."""
    if not re.search("[降减升增高长短压]", text):
        return ()
    shown, here = quantities(text)
    figures = [one for one in here if not (one.unit == "" and shown[one.end : one.end + 1] == "年")]
    made = []
    for before, after, change in zip(figures, figures[1:], figures[2:], strict=False):
        lead = shown[max(0, before.start - 20) : before.start]
        between, behind = shown[before.end : after.start], shown[after.end : change.start]
        moved = _TO.fullmatch(between) and (_FROM.search(lead) or _FORMER.search(lead))
        years = _THIS_YEAR.fullmatch(between) and _FORMER.search(lead)
        alike = before.unit == after.unit != "" and like_units(before.unit, after.unit)
        rough = before.rough or after.rough or change.rough
        told = (moved or years) and alike and _BY.fullmatch(behind) and not rough
        if told and before.value and not _TO_BE.search(between + behind + lead[-10:]):
            made.append((before, after, change))
    return tuple(made)


def right_change(one: Change) -> str:
    """Tell what a change should be, "" where it comes out or cannot be judged."""
    before, after, change = one
    gap = abs(after.value - before.value)
    share = gap / before.value * 100
    points = "百分点" in change.unit
    known = [gap] if points or like_units(change.unit, before.unit) else []
    if change.unit == "%":
        known = [share, gap] if before.unit == "%" else [share]
    if not known:
        return ""
    slack = 2 * change.step + (before.step + after.step if points or before.unit == "%" else 0)
    slack += 2 * share * before.step / before.value if before.value % 1 else 0
    if any(abs(change.value - value) <= slack for value in known):
        return ""
    if change.unit == "%":
        return f"{plain(round_half_up(known[0]))}%"
    return shown_as(gap, change)


@rule(
    "text.change",
    title="文字里的升降幅度",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写由{before}到{after}、变化{change}，而算出来是{right}。",
    fix="核对前后两个数和升降幅度，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("50起降到46起，写成下降18%",
                {BENEFIT: "跌倒意外由上年的五十起降到四十六起，下降百分之十八。"}, BENEFIT),
        Example("上年16起，当年12起，写成下降33%",
                {BENEFIT: "上年16起，当年12起，下降33%。"}, BENEFIT),
        Example("61%升至84%，写成提高32个百分点",
                {BENEFIT: "林区覆盖率由61%升至84%，提高32个百分点。"}, BENEFIT),
    ),
    passing=(
        Example("算得对",
                {BENEFIT: "跌倒意外由50起降到46起，下降8%；由61%升至84%，提高23个百分点。"}),
        Example("写的是降了几起", {BENEFIT: "上年16起，当年12起，减少4起。"}),
        Example("后面是另一件事", {BENEFIT: "由50起降到46起，群众满意度提高18%。"}),
    ),
)  # fmt: skip
def changes_come_out(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """By how much something rose or fell follows from the two figures told with it (B4)."""
    for one in changes(dossier.text(path)):
        right = right_change(one)
        if right:
            before, after, change = (part.text for part in one)
            yield found(path, before=before, after=after, change=change, right=right)
            return


_POINTS = re.compile(
    r"(?P<from>(?:完成|执行|达到|实际|为|仅|只|率|度)[^，,。；;\n0-9%]{0,6})(?P<rate>[0-9]{1,3}(?:\.[0-9]{1,4})?)%"
    r"(?P<words>[^。；;\n0-9%]{0,16}(?:低于|高于|低|高|偏差|相差|差|少|超)[^，,。；;\n0-9%]{0,10}?)"
    r"(?P<gap>[0-9]{1,3}(?:\.[0-9]{1,4})?)个?百分点"
)
_NEXT_CLAUSE = re.compile(
    r"(?P<name>[㐀-鿿]{2,12}(?:率|度))[^，,。；;\n0-9%]{0,8}?(?:低|高|差|少|超)[^，,。；;\n0-9%]{0,8}?"
    r"(?P<gap>[0-9]{1,3}(?:\.[0-9]{1,4})?)个?百分点"
)
_RATE = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,4})?)%")
_OTHER_YEAR = re.compile("上年|去年|往年|同期|同比|比.{0,4}20|时间|序时|时序")
RATED = row("a", {"level1": "产出指标", "level2": "质量指标", "name": "监测数据完整率",
                  "operator": "≥", "target": "95", "unit": "%",
                  "self_evaluation.actual": "93.1"})  # fmt: skip
READS = ("monitoring", "self_evaluation", "evaluation", "indicators")
STAGE = ("evaluation",)


@rule(
    "text.points_apart",
    title="文字里相差的百分点",
    severity=Severity.MUST_FIX,
    reads=READS,
    message="{where}写“{said}”，而{first}%与{second}%相差{right}个百分点。",
    fix="核对两个比率和差数，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("完成83.33%，写成偏差26.67个百分点",
                {DEVIATION: "引进企业数完成83.33%，偏差26.67个百分点。"}, DEVIATION, STAGE),
        Example("执行率97.82%，写成低5.18个百分点",
                {DEVIATION: "执行率97.82%；执行进度略低于任务进度5.18个百分点。"}, DEVIATION,
                STAGE),
        Example("目标95%，完成93.1%，写成低2.9个百分点",
                {DEVIATION: "监测数据完整率低2.9个百分点。"} | RATED, DEVIATION, STAGE),
    ),
    passing=(
        Example("算得对", {DEVIATION: "引进企业数完成83.33%，偏差16.67个百分点。"}, stages=STAGE),
        Example("与目标的差", {DEVIATION: "监测数据完整率低1.9个百分点。"} | RATED, stages=STAGE),
        Example("与时间进度比", {DEVIATION: "执行率55%，低于时间进度28.33个百分点。"},
                stages=STAGE),
        Example("与上年比", {DEVIATION: "执行率97.82%，比上年高5.18个百分点。"}, stages=STAGE),
    ),
)  # fmt: skip
def points_apart_come_out(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """How far two rates are apart follows from them: of the text, of a row, or the full hundred."""
    paths = [p for s in ("monitoring", "self_evaluation", "evaluation")
             for p, _ in dossier.under(f"{s}.sections.")]  # fmt: skip
    paths += ["monitoring.goal_progress", "self_evaluation.goal_progress"]
    told = [path for path in paths if "百分点" in dossier.text(path)]
    all_rows = indicators(dossier, settings) if told else ()
    rows = [o for o in all_rows if o.unit == "%" and o.number is not None]
    for path in told:
        shown = in_digits(dossier.text(path))
        rates = {Decimal(rate) for rate in _RATE.findall(shown)} | {Decimal(100)}
        known = rates | {value for one in rows for value in _values(one)}
        pairs = [(*one, known) for one in _rated(shown)]
        pairs += [(*one, {*one[2], Decimal(100)}) for one in _named(shown, rows)]
        for said, gap, pair, among in pairs:
            if not _apart(gap, among):
                first, second = pair
                yield found(path, said=said, first=plain(first), second=plain(second),
                            right=plain(abs(first - second)))  # fmt: skip
                break


Points = tuple[str, str, tuple[Decimal, Decimal]]


def _rated(shown: str) -> Iterator[Points]:
    """Find a rate of the text with its distance from the whole hundred, or from the task."""
    for match in _POINTS.finditer(shown):
        pair = (Decimal(100), Decimal(match["rate"]))
        if not _OTHER_YEAR.search(match["words"]) and pair[0] != pair[1]:
            yield match["words"].lstrip("，,") + match["gap"] + "个百分点", match["gap"], pair
    for clause in re.split("[。\n]", shown):
        rate = re.search(r"执行率(?:为|是)?([0-9]{1,3}(?:\.[0-9]{1,4})?)%", clause)
        behind = re.search(
            r"[；;，,](执行进度[^，,。；;0-9%]{0,10}(?:任务|目标|完成)[^，,。；;0-9%]{0,6}?"
            r"([0-9]{1,3}(?:\.[0-9]{1,4})?)个?百分点)",
            clause,
        )
        if rate and behind:
            yield behind[1], behind[2], (Decimal(100), Decimal(rate[1]))


def _named(shown: str, rows: Sequence[Indicator]) -> Iterator[Points]:
    """Find an indicator named with how far it is from its target."""
    for match in _NEXT_CLAUSE.finditer(shown):
        if _OTHER_YEAR.search(match[0]):
            continue
        for one in rows:
            reached = next(iter(_values(one)[1:]), None)
            if one.number is None or reached is None or one.number == reached:
                continue
            if match["name"].endswith(one.name):
                yield match[0], match["gap"], (one.number, reached)


def _values(one: Indicator) -> list[Decimal]:
    found_here = [] if one.number is None else [one.number]
    for rest in ("self_evaluation.actual", "monitoring.actual", "monitoring.forecast"):
        value = one.reached(rest).number
        if value is not None:
            found_here.append(value)
    return found_here


def _apart(gap: str, known: set[Decimal]) -> bool:
    """Tell whether some two rates are so far apart."""
    step = Decimal(1).scaleb(-len(gap.partition(".")[2]))
    told = Decimal(gap)
    return any(abs(abs(one - other) - told) < step for one in known for other in known)


_DAY = r"(?:(?P<y{n}>20[0-9]{{2}})年)?(?P<m{n}>[0-9]{{1,2}})月(?P<d{n}>[0-9]{{1,2}})[日号]"
_ORDER = re.compile(
    r"(?<![0-9])" + _DAY.format(n=1) + r"[^。；;\n0-9]{0,14}?"
    r"(?P<word>早于|先于|提前于|不晚于|未晚于|晚于|迟于|不早于)[^。；;，,\n0-9]{0,10}?"
    + _DAY.format(n=2)
)
EARLIER = ("早于", "先于", "提前于", "不晚于", "未晚于")


@lru_cache(256)
def misordered(text: str) -> str:
    """Find a day told to be before (or behind) another that it is not, "" where there is none."""
    for match in _ORDER.finditer(in_digits(text)):
        year = match["y1"] or match["y2"] or ""
        first = (match["y1"] or year, int(match["m1"]), int(match["d1"]))
        second = (match["y2"] or year, int(match["m2"]), int(match["d2"]))
        earlier = match["word"] in EARLIER
        same = first == second and match["word"][0] in "不未"
        if not same and ((first < second) != earlier):
            return match[0]
    return ""


@rule(
    "text.order_of_days",
    title="文字里的先后",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写“{said}”，先后说反了。",
    fix="对照验收或会议材料核对日期，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("10月20日早于9月30日", {BENEFIT: "10月20日投用，早于9月30日。"}, BENEFIT),
        Example("用汉字写的", {BENEFIT: "十二月四日完成，早于十一月二十日。"}, BENEFIT),
    ),
    passing=(
        Example("确实早",
                {BENEFIT: "十一月十四日完成，早于十一月二十日；12月6日上线，不晚于12月20日。"}),
        Example("跨年", {BENEFIT: "2025年1月6日完成，晚于2024年12月20日。"}),
    ),
)  # fmt: skip
def days_follow_each_other(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A day told to be earlier than another is so (B4)."""
    text = dossier.text(path)
    said = misordered(text) if "早" in text or "晚" in text or "迟" in text or "先" in text else ""
    if said:
        yield found(path, said=said)


_NO_MONTH = re.compile(
    r"(?:^|[，,。；;、：:（(\s年至到—–~-])(?P<said>(?:1[3-9]|[2-9][0-9]|0{1,2})月(?:份|底|末|初|中旬|上旬|下旬|[0-9]{1,2}[日号])?)"
    r"(?!龄|薪|租|费|内|期|度|后|之|工|均|以[上下内]|[个来])"
)
ROWS = ("indicators.", "unit_report.indicators.")
"""A date of a row is read by the rules on values."""

_LASTING = re.compile("期|历时|共|为期|时长|保|满|龄|累计|每")


@rule(
    "text.no_such_month",
    title="没有的月份",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=6,
    message="{where}写“{said}”，一年只有十二个月。",
    fix="改成实际的月份；说的是时长的，写成“几个月”。",
    basis=WITHIN,
    failing=(Example("13月开展核查", {BENEFIT: "2026年1月制定方案，13月开展现场核查。"}, BENEFIT),),
    passing=(
        Example("12月", {BENEFIT: "1月制定方案，12月开展核查，工期：18月。"}),
        Example("18月龄", {BENEFIT: "接种对象，18月龄儿童，24个月。"}),
    ),
)  # fmt: skip
def months_exist(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A month is one of twelve."""
    text = "" if path.startswith(ROWS) else dossier.text(path)
    for match in _NO_MONTH.finditer(in_digits(text)) if "月" in text else ():
        lead = match.string[max(0, match.start("said") - 8) : match.start("said")]
        if not _LASTING.search(lead):
            yield found(path, said=match["said"])
            return
