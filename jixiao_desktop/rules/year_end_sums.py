"""Figures that the prose of a year's end tells: surveys, payments, adjustments, whole tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dates import long_date, read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.numbers import ONE_TO_ONE, plain, round_half_up
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.stated import agrees
from jixiao_desktop.rules.things import like_units
from jixiao_desktop.rules.year_end_claims import short_of
from jixiao_desktop.rules.year_end_told import (
    DONE,
    LONGEST,
    OUTPUT,
    PROGRESS,
    READS,
    SECTIONS,
    STAGE,
    STAGES,
    texts_of_the_year,
)

DEVIATION = f"{SECTIONS}deviation_and_remedy"
MEASURES = f"{SECTIONS}measures"
SPENT = fund_path("total", "self_evaluation.spent")
ADJUSTMENT = fund_path("total", "adjustment")
AS_OF = "self_evaluation.as_of"
MONEY = ("budget", "self_evaluation")
_SENTENCE = re.compile("[^。！？!?\n\r]+")
_CONTENT = re.compile(
    "(非常|十分|很|比较|较为?|基本|不太?)?满意[^，。；、0-9一二三四五六七八九十]{0,4}$"
)
_CONTENT_BEHIND = re.compile(
    "(?:群众|居民)?(?:表示|选择|评价为?|认为)(非常|十分|很|比较|较为?|基本|不太?)?满意"
)
_WEAK, _NOT = ("比较", "较", "较为", "基本"), ("不", "不太")
HALF, CLOSE = Decimal("0.5"), Decimal("0.06")
ASKED = row("a", {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "农户满意度",
                  "operator": "≥", "target": "90", "unit": "%", DONE: "93"})  # fmt: skip
YEAR = {"budget.total.initial": "415.20", "budget.total.received": "415.20", SPENT: "412.32"}
TOILETS = row("a", {"level1": "产出指标", "level2": "数量指标", "name": "改造农村户厕数量",
                    "operator": "≥", "target": "1280", "unit": "户", DONE: "1216"})  # fmt: skip


@lru_cache(256)
def surveys(text: str) -> tuple[tuple[str, tuple[Decimal, ...]], ...]:
    """Find the surveys of a text: (words, shares in points of a hundred that they may mean)."""
    if "满意" not in text:
        return ()
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for sentence in _SENTENCE.finditer(shown):
        found_here = facts(sentence[0]) if "满意" in sentence[0] else ()
        survey = _survey([f for f in found_here if f.kind == "count"], sentence[0])
        if survey is not None:
            made.append(survey)
    return tuple(made)


def _survey(counts: list[Fact], sentence: str) -> tuple[str, tuple[Decimal, ...]] | None:
    """Read one sentence: who was asked, who was content; None where it tells no survey."""
    labels = [
        _CONTENT.search(sentence[max(0, f.start - 12) : f.start])
        or _CONTENT_BEHIND.match(sentence, f.end)
        for f in counts
    ]
    first = next((at for at, label in enumerate(labels) if label), 0)
    asked = [f for f in counts[:first] if like_units(f.unit, counts[first].unit)]
    if not asked:
        return None
    said = [(label[1] or "", f) for label, f in zip(labels, counts, strict=True) if label]
    content = sum((Decimal(str(f.value)) for w, f in said if w not in (*_WEAK, *_NOT)), Decimal(0))
    with_weak = sum((Decimal(str(f.value)) for w, f in said if w not in _NOT), Decimal(0))
    words = sentence[asked[-1].start : said[-1][1].end]
    wholes = [Decimal(str(f.value)) for f in asked if f.value]
    shares = {part * 100 / whole for part in (content, with_weak) for whole in wholes if part}
    if not shares or min(shares) > 100:
        return None
    return words, tuple(sorted(shares))


def _as_told(value: Decimal, share: Decimal) -> bool:
    step = HALF if value == value.to_integral_value() else CLOSE
    return abs(value - share) <= step


@rule(
    "evaluation.survey_told",
    title="问卷的份数与满意度",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，算得{share}%，而指标“{name}”填的是{actual}。",
    fix="对照问卷汇总表，改份数或改满意度。",
    basis=WITHIN,
    failing=(
        Example("300份中满意265份，满意度填93%",
                ASKED | {MEASURES: "发放问卷310份，收回300份，满意265份。"}, MEASURES, STAGES),
        Example("回访50人，满意40人，满意度填93%",
                ASKED | {PROGRESS: "电话回访50人，满意40人。"}, PROGRESS, STAGES),
        Example("先说人数，后说满意",
                ASKED | {OUTPUT: "抽取100名群众电话回访，85人表示满意。"}, OUTPUT, STAGES),
        Example("用汉字写的份数",
                ASKED | {OUTPUT: "入户问卷一百六十份，表示满意的一百二十份。"}, OUTPUT, STAGES),
    ),
    passing=(
        Example("300份中满意279份", ASKED | {MEASURES: "收回300份，满意279份。"}, stages=STAGES),
        Example("满意和基本满意合在一起",
                ASKED | {MEASURES: "收回300份，满意200份、基本满意79份、不满意21份。"},
                stages=STAGES),
        Example("按发出的份数算", ASKED | {MEASURES: "发放300份，收回290份，满意279份。"},
                stages=STAGES),
        Example("没有说满意", ASKED | {MEASURES: "收回300份，有效265份。"}, stages=STAGES),
    ),
)  # fmt: skip
def surveys_make_the_satisfaction(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Those who were content among those asked are the satisfaction that the table holds (B4)."""
    asked = [o for o in indicators(dossier, settings) if "满意" in o.name]
    known = [(o, value) for o in asked if (value := o.reached(DONE).number) is not None]
    for path, text in _written(dossier, STAGE) if len(known) == len(asked) == 1 else ():
        one, value = known[0]
        for said, shares in surveys(text):
            if not any(_as_told(value, share) for share in shares):
                share = plain(round_half_up(shares[-1]))
                yield found(path, also=(one.path(DONE),), said=said, name=one.name, share=share,
                            actual=one.shown(DONE))  # fmt: skip
                break


_PAID = re.compile(
    "(?:兑付|发放|兑现|打卡|补助|发到)[^，。；0-9]{0,10}$|(?:足额|全额|全部|如数)(?:支付|支出|使用)[^，。；0-9]{0,6}$"
)
_PAID_BEHIND = re.compile(
    "(?:资金)?(?:已|均|都)?(?:全部|足额|全额|如数)[^，。；]{0,4}(?:发放|兑付|兑现|支付|支出)"
)
_NOT_PAID = re.compile("到位|下达|预算|安排|计划|应|拟|标准|每|人均|上年|未|预拨")


@rule(
    "evaluation.paid_told",
    title="文字写预算全部付出",
    severity=Severity.EXPLAIN,
    reads=MONEY,
    stage=STAGE,
    message="{where}写“{said}”，等于全年预算，而表中全年执行数是{spent}万元，少{gap}万元。",
    fix="对照支付凭证，改文字或改执行数；差额是别的支出的，写明是什么。",
    basis=WITHIN,
    failing=(
        Example("写足额兑付415.20万元，执行412.32万元",
                YEAR | {OUTPUT: "到位415.20万元。当年足额兑付奖扶金415.20万元。"}, OUTPUT, STAGES),
        Example("写415.20万元已全部发放到户", YEAR | {OUTPUT: "415.20万元已全部发放到户。"},
                OUTPUT, STAGES),
        Example("写共发放补助415.2万元", YEAR | {PROGRESS: "全年共发放补助415.2万元。"}, PROGRESS,
                STAGES),
    ),
    passing=(
        Example("写的是执行数", YEAR | {OUTPUT: "当年兑付奖扶金412.32万元。"}, stages=STAGES),
        Example("写的是到位", YEAR | {OUTPUT: "财政下达补助415.20万元。"}, stages=STAGES),
        Example("全部付完", YEAR | {SPENT: "415.2", OUTPUT: "足额兑付415.20万元。"},
                stages=STAGES),
    ),
)  # fmt: skip
def what_was_paid_is_the_table_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A budget told as paid out in full was spent in full (B4)."""
    spent = funds.amount(dossier, "total", "self_evaluation.spent")
    budget = funds.yearly_budget(dossier)
    if spent is None or not budget or budget - spent <= settings.money_tolerance:
        return
    for path, text in texts_of_the_year(dossier):
        said = next((w for w, fact in paid(text) if agrees(fact, budget)), "")
        if said:
            yield found(path, also=(SPENT,), said=said, spent=spent, gap=budget - spent)


@lru_cache(256)
def paid(text: str) -> tuple[tuple[str, Fact], ...]:
    """Find the amounts that a text says were paid out: (words, amount)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown) if "元" in shown else ():
        lead = re.split("[，。；]", shown[max(0, fact.start - 24) : fact.start])[-1]
        behind = _PAID_BEHIND.match(shown, fact.end)
        out = _PAID.search(lead) or behind
        if fact.kind == "money" and not fact.each and out and not _NOT_PAID.search(lead):
            made.append((lead[-14:] + fact.text + (behind[0] if behind else ""), fact))
    return tuple(made)


_CHANGED = re.compile(
    "(调增|追加|调整增加|增加(?=预算|安排)|调减|核减|压减|追减|调整减少|减少(?=预算|安排))了?[^，。；0-9]{0,6}$"
)
_DOWN = re.compile("减")


@rule(
    "evaluation.adjustment_told",
    title="文字里的调增调减",
    severity=Severity.MUST_FIX,
    reads=("budget", "self_evaluation", "monitoring"),
    message="{where}写“{said}”，而表中的调整数是{adjustment}万元，方向相反。",
    fix="对照调整批复，改文字或改调整数。",
    basis=WITHIN,
    failing=(
        Example("写调增8万元，调整数是-8",
                {ADJUSTMENT: "-8", DEVIATION: "年初预算96万元，7月批准调增8.00万元。"}, DEVIATION,
                STAGES),
        Example("监控写核减4万元，调整数是4",
                {ADJUSTMENT: "4", "monitoring.sections.fund_execution": "6月核减预算4万元。"},
                "monitoring.sections.fund_execution"),
    ),
    passing=(
        Example("方向一致", {ADJUSTMENT: "-8", DEVIATION: "7月批准调减8.00万元。"}, stages=STAGES),
        Example("写的是另一个数", {ADJUSTMENT: "-8", DEVIATION: "7月追加2万元，9月核减10万元。"},
                stages=STAGES),
        Example("没有调整数", {DEVIATION: "7月追加8万元。"}, stages=STAGES),
    ),
)  # fmt: skip
def adjustments_point_one_way(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What a text says was added to a budget is not taken from it in the table (B4)."""
    changed = funds.amount(dossier, "total", "adjustment")
    for path, text in _written(dossier, "monitoring", STAGE) if changed else ():
        for said, down, fact in adjustments(text):
            if changed and agrees(fact, abs(changed)) and down != (changed < 0):
                yield found(path, also=(ADJUSTMENT,), said=said, adjustment=changed)
                break


def _written(dossier: Dossier, *stages: str) -> Iterator[tuple[str, str]]:
    """Walk all that the reports of some stages tell, where they are in work."""
    for stage in stages:
        if stage in dossier.stages:
            yield from ((p, e.text) for p, e in dossier.under(f"{stage}.sections."))
            yield f"{stage}.goal_progress", dossier.text(f"{stage}.goal_progress")


@lru_cache(256)
def adjustments(text: str) -> tuple[tuple[str, bool, Fact], ...]:
    """Find what a text says was added or taken away: (words, whether taken away, amount)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown) if re.search("调[增减整]|追[加减]|[核压]减|增加|减少", shown) else ():
        match = _CHANGED.search(shown[max(0, fact.start - 14) : fact.start])
        if fact.kind == "money" and match:
            made.append((match[0] + fact.text, bool(_DOWN.search(match[1])), fact))
    return tuple(made)


_BY = re.compile(
    r"截[至止]到?(?:((?:19|20)[0-9]{2}) ?年)? ?([0-9]{1,2}) ?月"
    r"(?: ?([0-9]{1,2}) ?[日号]|底|末|份?(?=[，,]))"
)
EARLY = timedelta(days=25)


@rule(
    "time.year_end_earlier",
    title="全年执行数写成了早些时候的",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation", "budget"),
    stage=STAGE,
    message="{where}写“{said}”时支出{spent}万元，这是全年执行数，而自评时点是{as_of}。",
    fix="把日期改为自评时点；确是那时的数的，改支出数。",
    basis=WITHIN,
    failing=(
        Example("写截至10月31日支出412.32万元",
                YEAR | {AS_OF: "2024-12-31",
                        DEVIATION: "截至2024年10月31日，项目支出412.32万元。"}, DEVIATION, STAGES),
    ),
    passing=(
        Example("写截至12月31日",
                YEAR | {AS_OF: "2024-12-31",
                        DEVIATION: "截至2024年12月31日，项目支出412.32万元。"}, stages=STAGES),
        Example("写那时的数",
                YEAR | {AS_OF: "2024-12-31",
                        DEVIATION: "截至2024年10月31日，项目支出300.20万元。"}, stages=STAGES),
        Example("那时已经全部支出",
                YEAR | {SPENT: "415.20", AS_OF: "2024-12-31",
                        DEVIATION: "截至2024年10月31日，项目支出415.20万元。"}, stages=STAGES),
    ),
)  # fmt: skip
def the_year_ends_at_its_time_point(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The spending of the whole year was not told of a day weeks before its end (B4)."""
    as_of = read_date(dossier.text(AS_OF), dossier.year)
    spent = funds.amount(dossier, "total", "self_evaluation.spent")
    if as_of is None or not spent or spent == funds.yearly_budget(dossier):
        return
    for path, text in texts_of_the_year(dossier) if "截" in "".join(_all(dossier)) else ():
        for sentence in _SENTENCE.finditer(text[:LONGEST].translate(ONE_TO_ONE)):
            match = _BY.search(sentence[0])
            day = read_date(match[0].lstrip("截至止到"), dossier.year) if match else None
            if match is None or day is None or not EARLY <= as_of - day <= timedelta(days=400):
                continue
            money = [f for f in facts(sentence[0]) if f.kind == "money" and f.start > match.end()]
            if day.year == dossier.year and money and agrees(money[0], spent):
                yield found(path, also=(AS_OF, SPENT), said=match[0], spent=spent,
                            as_of=long_date(as_of))  # fmt: skip
                break


def _all(dossier: Dossier) -> Iterator[str]:
    return (text for _, text in texts_of_the_year(dossier))


_ALL_DONE = re.compile(
    "(?:全部|全面|均|都|如期|按期|圆满|足额)[^，。；0-9]{0,4}(?:完成|建成|完工|改造|发放|验收|实施|到位)"
    "|(?:完成|建成|完工|改造|发放)[^，。；0-9]{0,6}(?:全部|如期|按期)"
)
_DONE_BEFORE = re.compile("(?:完成|改造|建成|发放)了?[^，。；0-9]{0,10}$")
_PLANNED = re.compile("计划|目标|任务书|应|年初|需|拟|要求|下达|批复|安排|上年|累计")
FEWEST = 20
"""A smaller number may stand for many things."""


@rule(
    "evaluation.whole_told",
    title="文字写全部完成的数量",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”目标{target}，完成{actual}。",
    fix="按实际完成的数改写；指标的完成值填错的，改完成值。",
    basis=WITHIN,
    failing=(
        Example("写1280户全部完成，指标填1216户",
                {PROGRESS: "1280户改厕任务于10月28日如期全部完成。"} | TOILETS, PROGRESS, STAGES),
        Example("写完成户厕改造1280户", {PROGRESS: "全年完成户厕改造1280户。"} | TOILETS,
                PROGRESS, STAGES),
        Example("写1280户均已改造完成",
                {OUTPUT: "7个乡镇1280户均已改造完成，资金兑付到户。"} | TOILETS, OUTPUT, STAGES),
    ),
    passing=(
        Example("写了实际的数",
                {PROGRESS: "年初1280户，64户退出，1216户全部完成。"} | TOILETS, stages=STAGES),
        Example("都完成了", {PROGRESS: "1280户改厕任务全部完成。"} | TOILETS
                | row("a", {DONE: "1280"}), stages=STAGES),
        Example("没有说完成", {PROGRESS: "年初下达1280户。"} | TOILETS, stages=STAGES),
    ),
)  # fmt: skip
def the_whole_was_done(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A task of the size of a target, told as done in full, was done in full (B4)."""
    rows = [o for o in indicators(dossier, settings) if o.number and short_of(o)]
    missed = [o for o in rows if o.number and o.number >= FEWEST]
    for path, text in texts_of_the_year(dossier) if missed else ():
        for said, fact in wholes(text):
            one = _missed(fact, missed)
            if one is not None and plain(one.reached(DONE).number or Decimal(0)) not in text:
                yield found(path, also=(one.path(DONE),), said=said, name=one.name,
                            target=one.shown(), actual=one.shown(DONE))  # fmt: skip
                break


def _missed(fact: Fact, rows: list[Indicator]) -> Indicator | None:
    same = [o for o in rows if o.number == fact.value and like_units(o.target.unit, fact.unit)]
    return same[0] if len(same) == 1 else None


@lru_cache(256)
def wholes(text: str) -> tuple[tuple[str, Fact], ...]:
    """Find the counts that a text says were all done: (words, count)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown):
        rest = re.split("[，。；]", shown[fact.end : fact.end + 30])[0]
        if fact.kind != "count" or fact.each:
            continue
        match = _ALL_DONE.search(rest)
        lead = re.split("[，。；]", shown[max(0, fact.start - 24) : fact.start])[-1]
        if match:
            made.append((shown[fact.start : fact.end + match.end()], fact))
        elif _DONE_BEFORE.search(lead) and not _PLANNED.search(lead):
            made.append((lead[-14:] + fact.text, fact))
    return tuple(made)
