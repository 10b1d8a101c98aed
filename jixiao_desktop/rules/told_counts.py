"""Counts and shares that prose tells of what was done, held against the indicators' own values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE, round_half_up
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators, time_point
from jixiao_desktop.rules.progress_text import HALF, PATH, SECTION, clauses
from jixiao_desktop.rules.progress_text import misstated as otherwise
from jixiao_desktop.rules.things import LONGEST, Thing, core, in_unit, like_units, measuring, things
from jixiao_desktop.rules.this_year import of_this_year, so_far

YEAR_END = "self_evaluation.goal_progress"
DEVIATION = "self_evaluation.sections.deviation_and_remedy"
TEAM = ("implementation", "output", "benefit", "conclusion")
ACTUAL, DONE = "monitoring.actual", "self_evaluation.actual"
PROBLEMS = "monitoring.sections.problems"
PARTIAL = re.compile(
    "剩余|其余|余下|还有?|尚|仅剩|差|少|多|新增|增加|未|下半年|上半年|季度|第[一二三四]|首批|一批|分别|其中|待|"
    "(?<![-—~～至到止0-9])[0-9]{1,2}月(?![0-9底末])|转出|转学|退出|导致|致使|安排|计划|预计|将|拟|目标|年初|应|每|平均|[0-9]月份|[0-9]{1,2}月[0-9]|比|较|合同|至|原|共有|现有|辖"
)
HARMLESS = re.compile(
    "[接招等]待|比赛|比武|比选|[草平高]原|原料|原种|少年|少先|少数民族|多媒体|多功能|应急|应用|应届|供应|差旅|未成年|未来|"
    "计划生育|还林|还草|时尚|高尚|安排部署"
)
"""Words that only look as if they told of a part or a plan."""

_BEGUN = re.compile(
    "受理|申请|申报|报名|登记|初审|送审|立案|立项|签约|签订|意向|征集|收到|推荐|摸底|排查|符合条件"
)
"""With these something was begun or asked for; an indicator that counts just this says so."""

_PEOPLE = ("人", "人次", "名", "位", "户", "家")
"""Of these a part is often told in fewer words: 培训教师 beside 培训骨干教师."""

_EVENTS = ("次", "期", "班", "班次", "场", "场次", "批", "批次", "回", "天", "天次")
_ON_A_DAY = re.compile(r"(?:已|均|全部)?于[0-9]{1,2}月[0-9]{1,2}日")
"""Things are finished on a day as a whole; people come and meetings are held on many."""

SHORTEST = 4
_SUBJECT = re.compile("项目|工程|召开|安装|铺设|享受|通过")
_GENERAL = ("执行率", "预算执行率", "支出率", "支付率", "资金到位率", "到位率")
"""Without more words these are rates of the money, not of a work that ends alike."""

_RATE = re.compile(
    r"([\u4e00-\u9fff]{2,8}?(?:率|满意度))(?:已|均|降|升|提高|达|到|为|是|在|约|：|:|\s)*$"
)
CLOSE_BY = Decimal("0.05")
WELL_KNOWN = 100
"""A count of this size that is off by so little is the same count, mistyped."""

YEAR = row("a", {"level2": "数量指标", "name": "培训牧民人次", "operator": "≥", "target": "1200",
                 "unit": "人次", DONE: "1260"})  # fmt: skip
SATISFIED = row("b", {"level1": "满意度指标", "name": "学员满意度", "operator": "≥", "target": "90",
                      "unit": "%", ACTUAL: "92", DONE: "93"})  # fmt: skip
SHEDS = row("a", {"level2": "数量指标", "name": "改造蔬菜大棚数量", "operator": "≥",
                  "target": "66", "unit": "座", ACTUAL: "48"})  # fmt: skip


def partial(words: str, pattern: re.Pattern[str] = PARTIAL) -> bool:
    """Tell whether words speak of a part, a remainder, a plan or another year."""
    return bool(pattern.search(HARMLESS.sub("", words)))


def values_of(one: Indicator, rest: str) -> list[Decimal | None]:
    """Give what a text may rightly tell of an indicator: reached, target, forecast."""
    reached = [one.reached(rest).number]
    if rest == ACTUAL:
        return [*reached, one.number, one.forecast.number]
    return [*reached, one.number, one.actual.number]


def misstated(
    text: str, rows: Sequence[Indicator], named: tuple[tuple[str, str], ...], rest: str
) -> Iterator[tuple[Indicator, str, Decimal]]:
    """Walk what a text tells of indicators otherwise than they do: (indicator, words, figure).

    ``named`` gives name and unit of each row.
    """
    matched = paired(text, named) if things(text) else ()
    for thing, at in matched:
        one = rows[at]
        same = [t.value for t, other in matched if other == at]
        known = values_of(one, rest)
        if one.reached(rest).number is None or thing.value in known or sum(same) in known:
            continue
        if any(value in known for value in (*same, *bare_totals(text, one.target.unit))):
            continue
        yield one, _words(thing), thing.value
    yield from _rates(text, rows, rest)


@lru_cache(256)
def bare_totals(text: str, unit: str) -> tuple[Decimal, ...]:
    """Give the sums of a text that name nothing: “…2.1公里、…1.1公里，共3.2公里”."""
    return tuple(
        thing.value
        for thing in things(text)
        if not thing.about.strip() and like_units(thing.fact.unit, unit)
    )


def _loosely(thing: Thing, named: tuple[tuple[str, str], ...], units: tuple[str, ...]) -> list[int]:
    """Give the rows of whose name a text leaves words out: 改造大棚 for 改造蔬菜大棚数量."""
    said = _SUBJECT.split(max(thing.about.split(" "), key=len))[-1]
    if len(said) < SHORTEST:
        return []
    fitting = in_unit(units, thing.fact.unit)
    ends = thing.fact.unit in _PEOPLE
    return [at for at in fitting if _within(said, core(named[at][0]), ends)]


@lru_cache(16384)
def _within(said: str, name: str, ends: bool) -> bool:
    """Tell whether some words stand in a name in order, or in halves; or as its very end."""
    if ends:
        return name.endswith(said[-SHORTEST:])
    rest = iter(name)
    halves = len(said) == SHORTEST and said[:2] in name and said[2:] in name
    tail = len(said) > SHORTEST and name.endswith(said[-SHORTEST:])
    return halves or tail or (said[-2:] in name and all(sign in rest for sign in said))


@lru_cache(256)
def paired(text: str, named: tuple[tuple[str, str], ...]) -> tuple[tuple[Thing, int], ...]:
    """Pair each count of a text with the one row (name, unit) that measures the same thing."""
    made, units = [], tuple(unit for _, unit in named)
    for thing in things(text):
        rows = measuring(thing, named, units) or _loosely(thing, named, units)
        if len(rows) == 1 and not _aside(thing, named[rows[0]][0]):
            made.append((thing, rows[0]))
    return tuple(made)


def _aside(thing: Thing, name: str) -> bool:
    """Tell whether a count is of a part or a plan, or of what was begun and the row of the done."""
    words = thing.words
    if thing.fact.unit not in (*_PEOPLE, *_EVENTS):
        words = _ON_A_DAY.sub("", words)
    begun = _BEGUN.search(words)
    return partial(words) or (begun is not None and begun[0] not in name)


def _rates(
    text: str, rows: Sequence[Indicator], rest: str
) -> Iterator[tuple[Indicator, str, Decimal]]:
    rated = [one for one in rows if one.target.unit == "%"]
    for at, said, value in _rated(text, tuple(one.name for one in rated)):
        one = rated[at]
        if one.reached(rest).number is None:
            continue
        if not any(rounded_alike(value, known) for known in values_of(one, rest)):
            yield one, said, value


@lru_cache(256)
def _rated(text: str, names: tuple[str, ...]) -> tuple[tuple[int, str, Decimal], ...]:
    """Pair each share of a text with the one rate that its words name: (place, words, figure)."""
    made = []
    ends = [name.split("（")[0] for name in names]
    for tail, said, value in shares_told(text):
        same = [at for at, end in enumerate(ends) if end.endswith(tail)]
        general = said.startswith(_GENERAL)
        if len(same) == 1 and not (general and not names[same[0]].startswith(_GENERAL)):
            made.append((same[0], said, value))
    return tuple(made)


def rounded_alike(one: Decimal, other: Decimal | None) -> bool:
    """Tell whether two figures are one, at the decimals of that which has fewer: 81.31, 81.3."""
    if other is None or abs(one - other) >= 1:
        return False
    least = min(max(0, -int(each.as_tuple().exponent)) for each in (one, other))
    return round_half_up(one, least) == round_half_up(other, least)


@lru_cache(256)
def shares_told(text: str) -> tuple[tuple[str, str, Decimal], ...]:
    """Find the named shares of a text: (end of the name, words, points of a hundred)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for fact in facts(shown):
        if fact.kind != "rate" or fact.phase in ("上年", "下年", "预计"):
            continue
        lead = shown[max(0, fact.start - 14) : fact.start]
        match = _RATE.search(lead)
        if match and not partial(re.sub(".*[，。；]", "", lead)):
            made.append((match[1][-4:], match[1] + fact.text, Decimal(str(fact.value))))
    return tuple(made)


def _words(thing: Thing) -> str:
    before, _, after = thing.words.partition(" ")
    return f"{before[-12:]}{thing.fact.text}{after[:6]}".strip()


def told(dossier: Dossier, settings: Settings, paths: Sequence[str], rest: str) -> Iterator[Found]:
    """Yield what texts tell of indicators otherwise than the table, each indicator once a text."""
    rows = [o for o in indicators(dossier, settings) if "成本" not in o.level1 + o.level2]
    named = tuple((one.name, one.target.unit) for one in rows)
    as_of = time_point(dossier, settings) if rest == ACTUAL else None
    month = 12 if rest == DONE else as_of.month if as_of else 0
    for path in paths if rows else ():
        seen: set[str] = set()
        text = so_far(of_this_year(dossier.text(path), dossier.year), month)
        for one, words, value in misstated(text, rows, named, rest):
            if one.row in seen or (path in (PATH, SECTION) and named_with_count(text, one)):
                continue
            seen.add(one.row)
            actual = one.shown(rest)
            also = (row_path(one.kind, one.row, rest),)
            plainly = path in (PATH, YEAR_END) and _by_name(words, one.name)
            sure = plainly or slipped(value, one.reached(rest).number)
            weight = Severity.MUST_FIX if sure else None
            yield found(path, also=also, severity=weight, said=words, name=one.name, actual=actual)


_COUNT_OF = re.compile(
    "(?:数量|总量|[个次件处人户场期批台套]?数|[人场批班期]次数?|面积|里程|长度|量)$"
)


def _by_name(words: str, name: str) -> bool:
    """Tell whether a count stands behind the very words of a name: 矛盾纠纷排查13次."""
    return len(own := _COUNT_OF.sub("", name)) >= SHORTEST and own in words


def slipped(value: Decimal, known: Decimal | None) -> bool:
    """Tell whether a figure is so near the other that both mean the same thing, one wrongly."""
    if not known or value < WELL_KNOWN:
        return False
    turned = sorted(str(value)) == sorted(str(known))
    return turned or abs(value - known) <= abs(known) * CLOSE_BY


def named_with_count(text: str, one: Indicator) -> bool:
    """Tell whether the rule on counts behind an indicator's full name speaks of it already."""
    return otherwise(text, clauses(text), one) is not None


MESSAGE = "{where}写“{said}”，而指标“{name}”的完成数是{actual}。"


@rule(
    "progress_text.told",
    title="“做了多少”与指标的完成数",
    severity=Severity.EXPLAIN,
    reads=("monitoring", "indicators"),
    stage="monitoring",
    message=MESSAGE,
    fix="核对两处，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("完成情况写举办培训班15次，指标填12次", {PATH: "已举办培训班15次。"} | HALF, PATH),
        Example(
            "报告写学员满意度65%，指标填92%",
            {PROBLEMS: "培训按进度开展，学员满意度65%。"} | SATISFIED,
            PROBLEMS,
        ),
        Example(
            "写改造大棚84座，指标“改造蔬菜大棚数量”填48座",
            {PATH: "上半年改造大棚84座。", "monitoring.as_of": "2024-06-30"} | SHEDS,
            PATH,
        ),
    ),
    passing=(
        Example("说的是比赛", {PATH: "举办草原那达慕比赛3场。"} | HALF),
        Example("文字与指标一致", {PATH: "已举办培训班12次，学员满意度92%。"} | HALF | SATISFIED),
        Example("分期写，后面有合计", {PATH: "已举办培训班甲班5次、乙班7次，共12次。"} | HALF),
        Example("写的是剩余的", {PATH: "已举办培训班12次，剩余培训班8次下半年举办。"} | HALF),
        Example("写的是上年", {PATH: "上年学员满意度88%。"} | SATISFIED),
        Example("写的是另一件事", {PATH: "召开座谈会15次。"} | HALF),
        Example("写的是受理的", {PATH: "受理大棚改造申请84座。"} | SHEDS),
        Example("写的是半年的一段", {PATH: "上半年改造大棚30座，7月改造大棚18座。"} | SHEDS),
    ),
)
def progress_is_the_indicators(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What texts tell of the work so far is what the indicators tell (B4)."""
    paths = [PATH, *(p for p, _ in dossier.under("monitoring.sections."))]
    yield from told(dossier, settings, paths, ACTUAL)


@rule(
    "evaluation.told",
    title="自评和评价报告里的完成数",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation", "evaluation", "indicators"),
    message=MESSAGE,
    fix="核对两处，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example(
            "年终完成情况写培训牧民2260人次，指标填1260人次",
            {YEAR_END: "全年培训牧民2260人次，增强了致富本领。"} | YEAR,
            YEAR_END,
            ("self_evaluation",),
        ),
        Example(
            "评价报告写满意度72%，指标填93%",
            {"evaluation.sections.benefit": "学员满意度72%。"} | SATISFIED,
            "evaluation.sections.benefit",
            ("evaluation",),
        ),
    ),
    passing=(
        Example(
            "文字与指标一致",
            {YEAR_END: "全年培训牧民1260人次，学员满意度93%。"} | YEAR | SATISFIED,
            stages=("self_evaluation",),
        ),
        Example(
            "写的数多一位小数",
            {YEAR_END: "全年培训牧民1260人次，学员满意度93.04%，执行率98%。"} | YEAR | SATISFIED,
            stages=("self_evaluation",),
        ),
        Example(
            "另一年的率",
            {DEVIATION: "2022年学员满意度88%，今年93%。"} | SATISFIED,
            stages=("self_evaluation",),
        ),
        Example(
            "比目标多出的数",
            {DEVIATION: "培训牧民人次比目标多60人次。"} | YEAR,
            stages=("self_evaluation",),
        ),
    ),
)
def the_year_is_the_indicators(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What texts tell of the whole year is what the indicators tell (B4)."""
    paths: list[str] = []
    if "self_evaluation" in dossier.stages:
        paths += [YEAR_END, DEVIATION]
    if "evaluation" in dossier.stages:
        paths += [f"evaluation.sections.{name}" for name in TEAM]
    yield from told(dossier, settings, paths, DONE)


_NUMBER = re.compile(
    r"(?P<lead>[^，。；、\n0-9]{0,10})(?P<count>[0-9]{1,3}) ?(?:个|项)(?P<third>三级)?(?:绩效)?指标"
)
_WHOLE_SET = re.compile("^$|共|设|全部|确定|包括")


@rule(
    "progress_text.rows",
    title="文字里的指标个数",
    severity=Severity.EXPLAIN,
    reads=("monitoring", "self_evaluation", "indicators"),
    message="{where}写“{said}”，而表中填了{count}项三级指标。",
    fix="按表中的指标数改写。",
    basis=WITHIN,
    failing=(
        Example("写共设3个三级指标，表中1项", {PATH: "共设3个三级指标，进展正常。"} | HALF, PATH),
        Example("写4个指标偏慢，表中1项", {SECTION: "有4个指标进度偏慢。"} | HALF, SECTION),
    ),
    passing=(
        Example("个数一致", {PATH: "共设1个三级指标，进展正常。"} | HALF),
        Example("写其中几个", {PATH: "其中1个指标进度偏慢。"} | HALF),
    ),
)  # fmt: skip
def indicators_are_counted_right(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The number of indicators that a text gives is that of the table (30)."""
    count = sum(1 for one in indicators(dossier, settings) if one.name)
    kinds = ("monitoring", "self_evaluation")
    parts = [dossier.under(f"{s}.sections.") for s in kinds if s in dossier.stages]
    paths = [PATH, *(path for part in parts for path, _ in part)]
    for path in paths if count else ():
        text = dossier.text(path)
        for number, whole, said in rows_told(text):
            if number > count or (whole and number != count):
                yield found(path, also=("indicators",), said=said, count=count)
                break


@lru_cache(256)
def rows_told(text: str) -> tuple[tuple[int, bool, str], ...]:
    """Find how many indicators a text speaks of: (number, whether of all, words)."""
    matches = _NUMBER.finditer(text[:LONGEST]) if "指标" in text else ()
    return tuple(
        (int(m["count"]), bool(m["third"] and _WHOLE_SET.search(m["lead"].strip())), m[0].strip())
        for m in matches
    )
