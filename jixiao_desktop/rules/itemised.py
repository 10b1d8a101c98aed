"""Items listed in prose, held against the total they are listed under; price times quantity."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import SHIFTS, show_money
from jixiao_desktop.domain.numbers import ONE_TO_ONE, WIDE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.stated import places

LONGEST = 20_000
ITEMS = 40
_END = re.compile(r"[。！？!?\n\r]")
_CLAUSE_END = re.compile(r"[。；;！？!?\n\r]")
_OPEN = re.compile("等(?!级|候)|主要|包括|大约|左右|部分")
_ALTERNATE = re.compile("已支|支付|支出|到位|执行|完成")
_NOT_YET = re.compile(
    "待|后支付|后付|再付|次月|尚未|未付|未支付|未结|将于|下月|拟|预计|剩余.{0,12}(?:月|季)"
)
_OF_THE_WHOLE = re.compile(
    "[，,、；;。](?:截[至止][^，,；;。]{0,14}[，,]?(?:已|共|累计|实际)*|(?:全年|本年|已|共|累计|实际|目前|至今)+(?:完成)?"
    "|(?:[0-9]{1,2}(?:月份?)?[-—－~～至到])?[0-9]{1,2}月(?:份|底|末)?(?:已|共|累计|实际)*)"
    "(?:支出|支付|执行|使用|拨付|到位)(?:资金|数|额)?(?:共|为|是)?$"
)
"""Words by which a sentence comes back from the items of a budget to the whole of it."""
_NEXT = re.compile(
    r"[，,、；;：:。（(\s]{0,3}|[，,]?[^。；;，,]{0,8}(?:执行率|支付率|支出率|使用率|占)[^。；;]{0,40}[，,。；;：:]"
)
_DIFFERENCE = re.compile("[比较][^，。；、]{0,9}?(?:少|多|增|减|低|高|降|节约)[^，。；、0-9]{0,4}$")
_TOTAL = re.compile("(?:合计|共计|总计|共需|共|计)(?:约|为|是|金额|支出|投入|需)*$")
_LISTED = re.compile("([两二三四五六七八])[项笔类](?:费用|支出|资金)?(?:合计|共计|总计|共)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
"""So many items are said to be added up, whatever word stands before the first of them."""

_PAID_FOR = re.compile(
    "(?:支付|支出|列支|付)了?(?!资金|款|经费|金额|预算|总|合|共|累)[\u4e00-\u9fff]{2,6}$"
)
"""An item told behind its verb: “支付良种补助15.30万元、化验9.90万元，共25.20万元”."""
PROGRESS = "monitoring.goal_progress"
SPENDING = "monitoring.sections.fund_execution"


def amount_of(fact: Fact) -> Decimal:
    """Give a fact's figure."""
    return Decimal(str(fact.value))


def rounding(total: Fact, parts: Sequence[Fact]) -> Decimal:
    """Give how far a sum may be off by rounding alone, in 万元."""
    steps = [Decimal(1).scaleb(SHIFTS.get(f.unit, 0) - places(f.text)) for f in (total, *parts)]
    return sum(steps, Decimal(0)) / 2 + Decimal("0.0001")


@lru_cache(256)
def lists(text: str) -> tuple[tuple[Fact, tuple[Fact, ...], bool], ...]:
    """Find the lists of a text: (total, items, whether the list says that it is complete)."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    if "其中" not in shown:
        return ()
    money = [f for f in facts(shown) if f.kind == "money" and not f.each]
    made = []
    starts, ends = [f.start for f in money], [f.end for f in money]
    for match in re.finditer("其中", shown):
        at = bisect_right(ends, match.start())
        before = money[max(0, at - 1) : at]
        if not before or not _NEXT.fullmatch(_gap(shown, before[-1], match)):
            continue
        end = _END.search(shown, match.end())
        stop = end.start() if end else len(shown)
        nested = shown.find("其中", match.end(), stop)
        stop = stop if nested < 0 else nested
        first = bisect_left(starts, match.end())
        parts = tuple(f for f in money[first : first + ITEMS] if f.end <= stop)
        parts = _till_full(before[-1], _of_the_list(shown, match.end(), parts))
        own = tuple(f for f in parts if not _of_something_else(f, before[-1], shown))
        if _NOT_YET.search(shown[match.end() : stop]):
            continue  # what is still to be paid stands among what was
        closed = not _OPEN.search(shown[match.end() : stop]) and len(own) > 1 and own == parts
        made.append((before[-1], own, closed))
    return tuple(made)


def _of_something_else(part: Fact, total: Fact, shown: str) -> bool:
    """Tell whether a figure of a list is no item: a difference, or money received of a spending."""
    received = part.phase == "到位" and total.phase in ("执行", "支出", "累计")
    return received or bool(_DIFFERENCE.search(shown[max(0, part.start - 16) : part.start]))


def _of_the_list(shown: str, begin: int, parts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Cut a list where the sentence goes on to say what was spent, or came in, of the whole."""
    for at, fact in enumerate(parts[1:], 1):
        if _OF_THE_WHOLE.search(shown[max(begin, parts[at - 1].end) : fact.start]):
            return parts[:at]
    return parts


NEARBY = Decimal(100)
"""No rounding comes to so much, in 万元."""


def _till_full(total: Fact, parts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Cut a list where its items make up the total: what the sentence goes on to tell is beside."""
    whole, added = amount_of(total), Decimal(0)
    for count, part in enumerate(parts[:-1], 1):
        added += amount_of(part)
        near = abs(added - whole) <= NEARBY
        if count > 1 and near and abs(added - whole) <= rounding(total, parts[:count]):
            return parts[:count]
    return parts


def _gap(shown: str, fact: Fact, match: re.Match[str]) -> str:
    return shown[fact.end : match.start()]


def holds_a_sum(parts: Sequence[Fact]) -> bool:
    """Tell whether one item is itself the sum of those behind it: then nothing adds up."""
    values = [amount_of(f) for f in parts]
    for at, value in enumerate(values):
        run = Decimal(0)
        for count, other in enumerate(values[at + 1 :], 1):
            run += other
            if run == value and value and count > 1:
                return True
    return False


@rule(
    "text.items_sum",
    title="金额与“其中”各项",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写的总数是{total}，其中各项合计{sum}万元，{word}{gap}万元。",
    fix="核对账目，改总数或改分项；分项没有列全的，写上“等”或补全。",
    basis=WITHIN,
    failing=(
        Example(
            "支出19.85万元，其中各项合计23.85万元",
            {PROGRESS: "共支付19.85万元，其中：租车费1.7万元，制作费12.15万元，印刷费10万元。"},
            PROGRESS,
        ),
        Example(
            "支出53.09万元，其中三项合计50万元",
            {SPENDING: "支出53.09万元。其中：办公费20万元、差旅费20万元、会议费10万元。"},
            SPENDING,
        ),
        Example(
            "总经费三十万元，其中二十万元和十五万元",
            {"purpose": "总经费三十万元，其中设备二十万元、培训十五万元。"},
            "purpose",
        ),
    ),
    passing=(
        Example(
            "分项之和等于总数",
            {PROGRESS: "共支付3.01万元，其中劳务费0.50万元、差旅费1.02万元、印刷费1.49万元。"},
        ),
        Example(
            "分项写元，总数四舍五入到万元",
            {PROGRESS: "共支付1.01万元，其中：电费546.18元；节日活动费9540.00元。"},
        ),
        Example(
            "列完分项又写支出",
            {PROGRESS: "预算192万元，其中财政拨款180万元、上年结转12万元，全年支出186.3万元。"},
        ),
        Example(
            "列完分项又写几月的支出",
            {PROGRESS: "预算80万元，其中中央资金50万元、本级资金30万元，1-7月支出46.4万元。"},
        ),
        Example(
            "只列了主要的几项",
            {PROGRESS: "共支付30万元，其中办公费5万元、差旅费8万元、会议费2万元等。"},
        ),
        Example(
            "后面说的是比预算少多少",
            {PROGRESS: "项目支出41.2万元，其中培训费39.9万元，比预算少2万元。"},
        ),
        Example(
            "后面说的是到位的资金",
            {PROGRESS: "项目支出执行数41.2万元，其中其他资金到位44万元。"},
        ),
        Example(
            "列完分项又写到位",
            {
                SPENDING: "全年资金186万元，其中财政156万元、结转18万元、自筹12万元；"
                "财政资金已足额到账，自筹到位9.60万元，合计到位183.60万元。"
            },
        ),
        Example(
            "剩余的也列在里面",
            {PROGRESS: "到位148.32万元。其中：购置税12.03万元，车辆135.92万元，剩余0.37万元。"},
        ),
    ),
)
def items_make_the_total(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """Items listed after 其中 make up the amount in front of it, and never more."""
    for total, parts, closed in lists(dossier.text(path)):
        whole = amount_of(total)
        added = sum((amount_of(f) for f in parts), Decimal(0))
        gap = added - whole
        spent = sum((amount_of(f) for f in parts if f.phase != "结余"), Decimal(0))
        near = min(abs(gap), abs(spent - whole)) <= rounding(total, parts)
        if not parts or near or holds_a_sum(parts):
            continue
        other_years = {f.year for f in parts} - {dossier.year, None}
        if other_years or (gap < 0 and not closed):
            continue
        yield found(
            path,
            severity=Severity.MUST_FIX if gap > 0 else Severity.EXPLAIN,
            total=total.text,
            sum=added,
            word="多" if gap > 0 else "少",
            gap=show_money(abs(gap)),
        )
        return


@lru_cache(256)
def totals(text: str) -> tuple[tuple[Fact, tuple[Fact, ...]], ...]:
    """Find totals told behind their items: “A 54万元，B 37.5万元，合计91.5万元”."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    if not re.search("[合共总]?计|共", shown):
        return ()
    made, clause, paid = [], list[Fact](), list[Fact]()
    start = 0
    for fact in facts(shown):
        if fact.kind not in ("money", "count"):
            continue
        if _CLAUSE_END.search(shown, start, fact.start):
            clause, paid = [], list[Fact]()
        lead = shown[max(start, fact.start - 8) : fact.start]
        same = tuple(f for f in clause if f.kind == fact.kind and f.unit == fact.unit)
        listed = _LISTED.search(lead)
        if listed and fact.kind == "money" and not fact.each:
            same = _last(tuple(f for f in paid if f.unit == fact.unit), _COUNT[listed[1]]) or same
        if fact.kind == "money" and not fact.each:
            paid.append(fact)
        if _TOTAL.search(lead) and len(same) > 1 and not fact.each:
            made.append((fact, same))
            clause = []
        listed_on = clause and clause[-1].end == start and shown.startswith("、", start)
        own = not fact.phase or _PAID_FOR.search(lead) or (listed_on and clause[-1].phase)
        if made and made[-1][0] is fact:
            pass
        elif not fact.each and own and "每" not in shown[start : fact.start][-20:]:
            clause.append(fact)
        start = fact.end
    return tuple(made)


def _last(facts_before: tuple[Fact, ...], count: int) -> tuple[Fact, ...]:
    """Give the last so many items, none where there are fewer."""
    return facts_before[-count:] if len(facts_before) >= count else ()


@rule(
    "text.total_behind",
    title="一串金额与末尾的合计",
    severity=Severity.EXPLAIN,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写{word}{total}，而前面{count}项相加是{sum}，相差{gap}。",
    fix="核对各项和合计，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example(
            "购电脑54万元，一体机37.5万元，合计90万元",
            {"purpose": "购置电脑54万元，一体机37.5万元，合计90万元。"},
            "purpose",
        ),
        Example(
            "支出情况：三项合计74.6万元，相加是76.4万元",
            {SPENDING: "支出情况：耗材37.2万元，建设23.6万元，检测15.6万元，三项合计74.6万元。"},
            SPENDING,
        ),
        Example(
            "支付补助15.3万元、化验9.9万元，共23.4万元",
            {PROGRESS: "支付良种补助15.3万元、化验9.9万元，共23.4万元。"},
            PROGRESS,
        ),
        Example(
            "男性61人、女性5人，合计76人",
            {"goal": "为男性61人、女性5人，合计76人体检，增强保健意识。"},
            "goal",
        ),
    ),
    passing=(
        Example("合计相符", {"purpose": "购置电脑54万元，一体机37.5万元，合计91.5万元。"}),
        Example("每村的标准不计", {"goal": "5个村，每个村补助30万元，共150万元。"}),
        Example(
            "每年的数不计",
            {"goal": "三年新开54公里、每年维护原有的隔离带112公里（三年累计336公里）。"},
        ),
        Example("前面只有一项", {"goal": "购置电脑54万元，合计投入80万元。"}),
    ),
)
def totals_are_sums(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A total told behind its items is their sum."""
    text = dossier.text(path)
    for total, parts in totals(text):
        added = sum((amount_of(f) for f in parts), Decimal(0))
        gap = abs(added - amount_of(total))
        off = rounding(total, parts) if total.kind == "money" else Decimal(0)
        if gap <= off or holds_a_sum(parts):
            continue
        shift = SHIFTS.get(total.unit, 0) if total.kind == "money" else 0
        yield found(
            path,
            severity=Severity.MUST_FIX if total.kind == "money" else None,
            word="合计",
            total=total.text,
            count=len(parts),
            sum=f"{plain(added.scaleb(-shift, context=WIDE))}{total.unit}",
            gap=f"{plain(gap.scaleb(-shift, context=WIDE))}{total.unit}",
        )
        return


@lru_cache(256)
def products(text: str) -> tuple[tuple[Fact, Fact, Fact], ...]:
    """Find (quantity, price, total) told in one clause, where nothing else is counted."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made, begin = [], 0
    found_here = [f for f in facts(shown) if f.kind in ("money", "count")]
    ends = [m.start() for m in _CLAUSE_END.finditer(shown)] + [len(shown)]
    at = 0
    for end in ends:
        clause = []
        while at < len(found_here) and found_here[at].start < end:
            clause.append(found_here[at])
            at += 1
        begin, text_of = end, shown[begin:end]
        if len(clause) == 3 and not _ALTERNATE.search(text_of) and "其中" not in text_of:
            made += _product(clause, shown)
    return tuple(made)


def _product(clause: list[Fact], shown: str) -> list[tuple[Fact, Fact, Fact]]:
    counts = [f for f in clause if f.kind == "count"]
    prices = [f for f in clause if f.kind == "money" and f.each]
    sums = [f for f in clause if f.kind == "money" and not f.each]
    if not (len(counts) == len(prices) == len(sums) == 1):
        return []
    count, price, total = counts[0], prices[0], sums[0]
    lead = shown[max(0, price.start - 8) : price.start]
    per = price.unit.partition("/")[2] or ("每" in lead and lead.rpartition("每")[2][:2])
    twice = price.unit.count("/") > 1 or lead.count("每") > 1
    fits = bool(per) and str(per).startswith(count.unit[:1]) and not twice
    behind = _TOTAL.search(shown[max(0, total.start - 8) : total.start])
    return [(count, price, total)] if fits and behind and total.start > price.start else []


@rule(
    "text.price_times_count",
    title="数量乘单价与写的金额",
    severity=Severity.EXPLAIN,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写{count}、单价{price}、共{total}，而相乘是{sum}万元，相差{gap}万元。",
    fix="核对数量、单价和总价，改其中有误的一个；另有费用的，写明是什么。",
    basis=WITHIN,
    failing=(
        Example(
            "电脑20台，每台5000元，共计12万元",
            {"purpose": "购置电脑20台，每台5000元，共计12万元。"},
            "purpose",
        ),
    ),
    passing=(
        Example("相乘正好", {"purpose": "购置电脑20台，每台5000元，共计10万元。"}),
        Example("还有天数", {"purpose": "培训50人，每人每天400元，3天，共计6万元。"}),
        Example("没有单价", {"purpose": "购置电脑20台，共计10万元。"}),
    ),
)
def prices_make_the_sum(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A quantity times its price is the sum told with them."""
    text = dossier.text(path)
    for count, price, total in products(text) if "元" in text else ():
        made = amount_of(count) * amount_of(price)
        gap = abs(made - amount_of(total))
        if gap <= max(rounding(total, ()), made * Decimal("0.01")):
            continue
        yield found(path, count=count.text, price=price.text, total=total.text, sum=made, gap=gap)
        return
