"""Typed numbering: what is skipped, doubled or changes its signs half-way, and lists left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.marks import LONGEST, long_texts
from jixiao_desktop.rules.readable import quoted

OUTLINE = "GB/T 9704—2012 7.3.3"
"""Authority for the order of levels: 一、 （一） 1. （1）."""

LONG = 12
LONGEST_ITEM = 5000
MANY = 300
"""Items of one text that are counted; no clerk numbers more."""

_CHINESE = "一二三四五六七八九十"
_HEAD = re.compile(
    r"(?:^|(?<=[。；;：:\n]))[ \t　]{0,8}(?:"
    r"第(?P<ordinal>[一二三四五六七八九十]{1,3})[，,、：:]"
    r"|(?P<is>[一二三四五六七八九十]{1,3})是"
    r"|(?P<comma>[一二三四五六七八九十]{1,3})、"
    r"|[(（](?P<han>[一二三四五六七八九十]{1,3})(?P<hanend>[)）])"
    r"|[(（](?P<round>[0-9]{1,2})(?P<roundend>[)）])"
    r"|(?P<half>[0-9]{1,2})[)）]"
    r"|(?P<dot>[0-9]{1,2})[.．](?![0-9])"
    r"|(?P<stop>[0-9]{1,2})、(?P<next>[0-9]{1,2}(?=[月日号季、至-]))?"
    r"|(?P<ring>[①-⑳])"
    r"|(?P<word>目标|指标|措施|问题) ?(?P<count>[0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?[:：.、]"
    r")",
    re.M,
)
STYLES = {
    "ordinal": "第一，",
    "is": "一是",
    "comma": "一、",
    "han": "（一）",
    "round": "（1）",
    "half": "1）",
    "dot": "1.",
    "stop": "1、",
    "ring": "①",
    "word": "指标1：",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number that begins an item: how it is written, which one it is, where."""

    style: str
    value: int
    start: int
    shown: str


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    ten, _, one = text.partition("十")
    if "十" not in text:
        return _CHINESE.find(text) + 1 if len(text) == 1 else 0
    return (_CHINESE.find(ten) + 1 if ten else 1) * 10 + (_CHINESE.find(one) + 1 if one else 0)


@lru_cache(2048)
def numbers(text: str) -> tuple[Number, ...]:
    """Find the numbers that begin a line or a sentence."""
    if len(text) < LONG:
        return ()
    made = []
    for match in islice(_HEAD.finditer(text, 0, LONGEST), MANY):
        kind = match.lastgroup or ""
        if kind == "next":
            if int(match["next"]) == int(match["stop"]) + 1:
                continue  # 3、4月 names two months
            kind = "stop"
        kind = {"hanend": "han", "roundend": "round", "count": "word"}.get(kind, kind)
        value = _value(match["count"] if kind == "word" else match[kind])
        style = kind + match["word"] if kind == "word" else kind
        if value:
            made.append(Number(style, value, match.start(), match[0].strip()))
    return tuple(made)


RANKS = ("comma", "han", "dot", "stop", "round", "half", "ring")
"""Levels from the highest: where one goes on, those below begin anew."""


def slips(text: str) -> Iterator[tuple[str, str, str]]:
    """Walk a text's numbering: (kind, the number before, the number that does not follow it)."""
    last: dict[str, Number] = {}
    every = numbers(text)
    for at, one in enumerate(every):
        before = last.get(one.style)
        if before is None:
            other = _other(last, one, every[at:]) if one.value > 1 else None
            if other and not _inside(text, other, one, one.value - 1):
                yield "mixed", other.shown, one.shown
        elif one.value == before.value == 1 and at and every[at - 1] is before:
            parted = re.search("[\n；;]", text[before.start : one.start])
            if not _inside(text, before, one, 2) and parted:
                yield "again", before.shown, one.shown
        elif one.value == before.value > 1 and not _inside(text, before, one, 1):
            yield "doubled", before.shown, one.shown
        elif one.value > before.value + 1 and not _inside(text, before, one, one.value - 1):
            yield "skipped", before.shown, one.shown
        last[one.style] = one
        if one.style in RANKS:
            for lower in RANKS[RANKS.index(one.style) + 1 :]:
                last.pop(lower, None)


def _inside(text: str, one: Number, two: Number, value: int) -> bool:
    """Tell whether a number stands between two others, in the midst of a sentence."""
    end = min(two.start, one.start + LONGEST_ITEM)
    return bool(_forms(value).search(text, one.start + len(one.shown), end))


@lru_cache(100)
def _forms(value: int) -> re.Pattern[str]:
    han, ring = _han(value), chr(ord("①") + value - 1)
    return re.compile(
        f"(?<![0-9.．]){value}[、)）.．](?![0-9])"
        f"|(?<![{_CHINESE}]){han}[、)）是]|第{han}[，,、]|{ring}"
    )


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("" if tens == 1 else _CHINESE[tens - 1]) + "十"
    return head + (_CHINESE[ones - 1] if ones else "")


def _other(last: dict[str, Number], one: Number, rest: tuple[Number, ...]) -> Number | None:
    """Find the number written in another way that this one goes on from."""
    kin = ("half", "round", "dot", "stop") if one.style in ("half", "round") else ()
    for style in kin:
        before = last.get(style)
        if style != one.style and before is not None and before.value == one.value - 1:
            goes_on = any(n.style == style and n.value == one.value for n in rest)
            return None if goes_on else before
    return None


SAID = {
    "mixed": "“{one}”后面接着的是“{two}”，写法不同",
    "again": "有两个“{two}”",
    "doubled": "有两个“{two}”",
    "skipped": "“{one}”后面接着的是“{two}”，中间缺号",
}


@rule(
    "text.numbering",
    title="序号",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    message="{where}序号{said}。",
    fix="按顺序重新编号；中间漏了内容的，补上。",
    basis=OUTLINE,
    failing=(
        Example(
            "一、之后是三、",
            {"monitoring.sections.problems": "一、合同签订晚。\n三、验收资料不齐。"},
            "monitoring.sections.problems",
        ),
        Example(
            "有两个指标2",
            {"monitoring.sections.goal_completion": "指标1：培训12次。\n指标2：检查3次。\n"
             "指标2：调研2次。"},
            "monitoring.sections.goal_completion",
        ),
        Example(
            "1)之后是(2)",
            {"monitoring.sections.measures": "1)监控重点：项目支出。\n(2)监控内容：目标完成情况。"},
            "monitoring.sections.measures",
        ),
    ),
    passing=(
        Example(
            "按顺序编号",
            {"monitoring.sections.problems": "一、合同签订晚。\n（一）货物类。1.电脑；2.桌椅。\n"
             "（二）服务类。1.运维；2.测评。\n二、验收资料不齐。"},
        ),
        Example("各段重新编号", {"overview": "1、修路。2、清淤。\n1、资金到位。2、已招标。"}),
        Example("中间的序号在句子里", {"overview": "1、修路，2、清淤，3、绿化。4、验收。"}),
        Example("数字开头的句子", {"overview": "全年两期。3月第一期；5月第二期。2.5万元。"}),
    ),
)  # fmt: skip
def numbering_goes_on(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Items are counted without gaps, none twice, all in one way of writing."""
    for path, text in long_texts(dossier):
        slip = next(slips(text), None) if numbers(text) else None
        if slip is not None:
            kind, one, two = slip
            light = kind == "again" or (kind == "mixed" and two[-1:] in ".、")
            severity = Severity.HINT if light else None
            yield found(path, severity=severity, said=SAID[kind].format(one=one, two=two))


_NOBODY = re.compile(
    "(?:成员|人员|名单|组成|分工|职责)[^，。：:\n]{0,6}如下[:：][ \t　]{0,8}(?:\n\\s{0,20}|$)"
)
_SOMEBODY = re.compile(
    "[^。]{0,60}(?:组 {0,4}长|成 {0,4}员|主任|局长|副|书记|科长|任|：|:)|[0-9一二三四五（(①]"
)
SHARED_OUT = ("分工", "职责")
"""What a report lists in a chapter of its own."""

TEAMS = ("evaluation.team", "unit_report.team")


@rule(
    "text.list_empty",
    title="“如下”后面没有内容",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    message="{where}写到{text}，后面没有列出来。",
    fix="把成员列出来，或删去“如下”这半句。",
    basis="填写要求",
    failing=(
        Example(
            "“成员如下：”后面没有名单",
            {"evaluation.sections.process": "成立了评价工作组，成员如下：\n本次评价设计了评价方案和"
             "评价指标体系，通过资料分析、实地调研等方式形成评价结论。"},
            "evaluation.sections.process",
        ),
        Example(
            "以“成员如下：”结尾",
            {"monitoring.sections.organization": "成立了绩效监控小组，成员如下："},
            "monitoring.sections.organization",
        ),
    ),
    passing=(
        Example(
            "列出了名单",
            {"monitoring.sections.organization": "成立监控小组，成员如下：\n组长：张三，局长。"},
        ),
        Example(
            "名单另填在评价组里",
            {"evaluation.sections.preparation": "成立评价组，成员如下：",
             "evaluation.team.a.name": "张三"},
        ),
    ),
)  # fmt: skip
def lists_are_not_empty(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What is announced with 如下 stands there."""
    team = any(dossier.row_ids(kind) for kind in TEAMS)
    for path, text in long_texts(dossier):
        match = _NOBODY.search(text, 0, LONGEST) if "如下" in text else None
        if match is None or _SOMEBODY.match(text, match.end()):
            continue
        elsewhere = team or (match[0][:2] in SHARED_OUT and not path.startswith("evaluation"))
        if not (elsewhere and match.end() == len(text)):
            yield found(path, text=quoted(match[0]))


def _width(one: Number) -> tuple[str, str] | None:
    """Give how a number's signs are written: (which kind of number, its sign)."""
    if one.style == "dot":
        return "dot", one.shown[-1]
    return (one.style, one.shown[0]) if one.style in ("han", "round") else None


_TWIN = {"．": ".", ".": "．", "（": "(", "(": "（"}


@rule(
    "text.number_signs",
    title="序号的标点",
    severity=Severity.HINT,
    reads=("",),
    message="{where}序号写作“{one}”，别处多写作“{two}”。",
    fix="全文统一成一种写法。",
    basis=OUTLINE,
    failing=(
        Example(
            "一处用1．，一处用1.",
            {"evaluation.sections.advice": "1.绩效管理方面。\n2.资金管理方面。\n3.项目管理方面。",
             "evaluation.sections.experience": "1．完善预算管理制度。\n2．加强宣传和执行。"},
            "evaluation.sections.experience",
        ),
    ),
    passing=(
        Example(
            "全文一种写法",
            {"evaluation.sections.advice": "1.绩效管理方面。\n2.资金管理方面。",
             "evaluation.sections.experience": "1.完善预算管理制度。\n2.加强宣传和执行。"},
        ),
    ),
)  # fmt: skip
def numbers_are_written_alike(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One report writes its numbers with one kind of signs."""
    seen: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for path, text in long_texts(dossier):
        for one in numbers(text):
            if (sign := _width(one)) is not None:
                kinds = seen.setdefault(sign[0], {})
                kinds.setdefault(sign[1], []).append((path, one.shown))
    for kinds in seen.values():
        if len(kinds) < 2:
            continue
        rarer = min(kinds, key=lambda sign: len(kinds[sign]))
        most = max(kinds, key=lambda sign: len(kinds[sign]))
        if rarer == most:
            rarer = _TWIN[most]
        places = dict(reversed(kinds[rarer]))
        path, shown = next(reversed(places.items()))
        yield found(path, also=tuple(places), one=shown[:6], two=kinds[most][0][1][:6])


_ATTACHED = re.compile("(附[件表])([0-9一二三四五六七八九十]{1,2})")
SYSTEM = "指标体系"
ONE_THING = "同一个编号"
_ABOUT = re.compile("指标体系|评价体系|评分表|评价标准|明细表|名单|监控表|自评表")


@rule(
    "text.attachment_names",
    title="附件的叫法",
    severity=Severity.EXPLAIN,
    reads=("",),
    message="{where}写“{one}”，别处写“{two}”，说的都是{what}。",
    fix="统一叫法，与实际附的材料一致。",
    basis="同一份材料内各处应当一致",
    failing=(
        Example(
            "一处叫附表1，一处叫附件1",
            {"evaluation.sections.indicator_system": "细化了评价指标体系（详见附表1）。",
             "evaluation.sections.standards": "绩效评价指标体系、标准等详见附件1。"},
            "evaluation.sections.standards",
        ),
    ),
    passing=(
        Example(
            "两份不同的材料",
            {"evaluation.sections.indicator_system": "细化了评价指标体系（详见附表1）。",
             "evaluation.sections.standards": "满意度问卷详见附件2。"},
        ),
        Example(
            "叫法一致",
            {"evaluation.sections.indicator_system": "细化了评价指标体系（详见附件1）。",
             "evaluation.sections.standards": "绩效评价指标体系详见附件1。"},
        ),
    ),
)  # fmt: skip
def attachments_have_one_name(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One thing is not 附表1 here and 附件1 there."""
    named: dict[tuple[str, str], str] = {}
    for path, text in long_texts(dossier):
        for match in islice(_ATTACHED.finditer(text, 0, LONGEST), MANY) if "附" in text else ():
            before = text[max(0, match.start() - 60) : match.start()]
            clause = re.split("[。；\n]", before)[-1]
            sure = bool(_ABOUT.search(clause))
            about = [*sorted(set(_ABOUT.findall(clause if sure else before))), ONE_THING]
            for what in about:
                what = SYSTEM if what.endswith("体系") else what
                first = named.setdefault((what, match[2]), match[1])
                if first != match[1]:
                    light = None if sure and what != ONE_THING else Severity.HINT
                    yield found(path, severity=light, one=match[0],
                                two=f"{first}{match[2]}", what=f"“{what}”")  # fmt: skip
                    return
