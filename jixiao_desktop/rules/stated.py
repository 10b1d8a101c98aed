"""What prose states of a project's money: budget, received, spent, left, and the rates of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.money import SHIFTS
from jixiao_desktop.domain.numbers import ONE_TO_ONE, WIDE, round_half_up

LONGEST = 20_000
_BEHIND = (
    r"(?:数|额|总额|资金|金额|总数|经费|款项|了)?"
    r"(?:共计|合计|累计|约为|为|是|共|达到|达|约|仅|的)*[：:]? ?$"
)
_SPENT = (
    r"(?:(?:累计|实际|合计|总共|总计|共计|共|已|累计已|实际已)(?:完成)?"
    r"(?:执行|支出|支付|使用|列支|形成支出)|(?:资金|预算)?执行(?=数|总额|金额)|(?:支出|支付)(?=总额|数|金额)|资金执行|"
    r"(?:资金|经费|项目|费用)支出|(?:全年|年底|已)?(?:实际)?(?<![未待欠])(?:支出|支付)(?!率|进度)"
    r"|(?:全年|已)执行(?!率|进度|情况))"
)
_BUDGET = (
    r"(?:(?:年初|年度|全年|批复|安排|本年|项目)?预算(?:批复|安排|下达)?|年度资金|资金总|项目资金)"
    r"(?:安排|总额)?"
)
ROLES = {
    "上年结转": re.compile(r"上年结转" + _BEHIND),
    "财政拨款": re.compile(r"(?<!公共预算)(?:当年|本年|区级|县级|本级|市级)?财政拨款" + _BEHIND),
    "年初预算": re.compile(r"年初(?:批复|安排|下达)?的?预算" + _BEHIND),
    "调整数": re.compile(
        r"(?:(?:追加|调增|调减|追减)(?:预算|安排)?|核减(?:预算|安排)|预算(?:被|中)?核减)" + _BEHIND
    ),
    "调整后预算": re.compile(r"(?:调整|变动)后的?(?:全年)?预算" + _BEHIND),
    "执行数": re.compile(_SPENT + _BEHIND),
    "预算数": re.compile(_BUDGET + _BEHIND),
    "到位数": re.compile(r"(?:实际)?(?:拨付)?到位" + _BEHIND),
    "结余数": re.compile(
        r"(?:(?<![上往历前]年)(?:结余|剩余|尚余|结存)"
        + _BEHIND
        + r"|(?:未支出|未支付|尚未支出)(?!的)"
        + _BEHIND
        + ")"
    ),
}
"""What the words right before an amount say it is; the first that fits counts."""

RATES = {
    "到位率": re.compile(r"到位率" + _BEHIND),
    "执行率": re.compile(
        r"(?:执行率|支出率|支付率|(?:预算|资金|经费)使用率|执行进度|支出进度|支付进度)" + _BEHIND
    ),
    "完成率": re.compile(
        r"(?:(?:完成|达到|实现)了?)?(?:整体|总体|综合|年度|全年|绩效|项目|指标|产出|实际|计划|的)*"
        r"(?:目标|任务|进度|完成率|完成度|完成比例|完成进度)的?"
        r"(?:完成率|完成度|完成比例|完成进度|完成|实现|进度|比例|的)*"
        + _BEHIND
        + r"|(?:整体|总体|综合)(?:已|累计|共)?(?:完成|实现)了?$"
    ),
}
_BREAK = re.compile(r"[。；;！？!?\n\r]")
_COMMA = re.compile("[，,]")
_PAUSE = re.compile(r"[，,、：:（(）)]")
_ASIDE = re.compile(
    "其中|分别|季度|半年|计划|拟|每|各(?!项)|预计|申请|调整|追加|上年|去年|往年|同期|结转|力争|确保|同比|"
    "比.{0,6}(?:增|减|降|多|少)|合同|中标|尾款|应|还需|尚需|定额|超过|不超|高于|低于|按|包括|用于"
)
_ELSEWHEN = re.compile("上年|去年|往年|同期|预计|计划|力争|拟|预期")
_FORMER = re.compile("去年|往年|同期|上年(?!结转|结余)")
"""Another year, though another of its figures stands between: 去年同期办13场、支出15万元."""
_OF_THE_PLACE = re.compile(
    "(?:本级|全[省市县区旗盟州乡镇]|[省市县区旗盟州乡镇]级?)[^，。；]{0,8}公共(?:财政)?预算总?(?:支出|收入|执行)"
)
"""The budget of a whole county or town beside which the project's is small."""

_LIST = re.compile("其中|合同|分别")
_GENERAL = re.compile(
    r"(?:截[至止]到?|到|于|自)?(?:目前|(?:19|20)[0-9]{2}年?|[0-9]{1,2}月[份底末]?|[0-9]{1,2}[日号]|年底|年末|底|末)"
    r"|[0-9]{1,2}[-—~至到][0-9]{1,2}月|本级|县级|盟级|市级|该|本|此|项目|资金|财政|经费|预算|年度|全年|本年|年初|"
    r"总额|共计|目前|期间|时点|监控|专项|支出|实际|一般公共|拨款|其|的|已|共|全部|使用|支付|预计|预期|实际|至|按|截至|我们?|整体|以来|现|并|且|各项|"
    r"足额|全额|如数|及时|按时|评价|基准日|综合|考量|测算|核算|评定|汇总|"
    r"(?:[0-9]{1,3}|[两二三四五六七八九十]{1,3})个(?=项目)|单位|部门|[，,、：:\s《》“”（）()〔〕年度月日至-]"
)
_OFFICE = re.compile("(?:局|中心|委|院|校|站|所|办|府|处|馆|队|社|会|厅|部|科|镇|乡|街道|公司)$")
_MONTH = re.compile(r"([0-9]{1,2}) ?月")
_DONE_BEHIND = re.compile(
    "的?(?:完成|实现|达成)了?(?:本?年度|全年|整体|总体|项目)?(?:绩效)?(?:目标|任务)"
)
_EXPECTED = re.compile("预计|预期")
_WHOLE_YEAR = re.compile("全年|年底|年末")
_BY_NOW = re.compile("目前|现|截[至止]|尚")
_LIKE = {"全年预计数": "执行数", "预计结余数": "结余数"}
"""What is told in the words of something else, ahead of time."""

_OVERALL = re.compile(
    "[，,](?:本|该|项目|全年|年度)*(?:总体|整体|综合|总)?(?:预算|资金)执行率" + _BEHIND
)
"""The rate of all, though parts are told before it: 其中财政24万元、自筹5万元，预算执行率60%."""

_MOST = 24
_PAID = re.compile("兑付|兑现|拨付|发放|结算|支付|支出|报账|完成投资")
_RATED = re.compile("[，,（(]?(?:预算|资金|支出)?执行率(?:为|达到?)?[0-9]")
OWN_PHASE = (
    "财政拨款",
    "结余数",
    "预计结余数",
    "年初预算",
    "上年结转",
    "调整数",
    "调整后预算",
    "全年预计数",
)
STAGE_ASIDE = ("上年", "下年", "预计", "申请", "调整", "合同")


@dataclass(frozen=True)
class Stated:
    """One figure that a text states: what it is of, and where it stands."""

    what: str
    fact: Fact
    months: tuple[int, ...] = ()
    """Months named before it in the same sentence."""

    @property
    def value(self) -> Decimal:
        """Give the figure: money in 万元, rates in points of a hundred."""
        return Decimal(str(self.fact.value))


@lru_cache(256)
def stated(text: str, names: tuple[str, ...] = ()) -> tuple[Stated, ...]:
    """Find what a text states of the whole project's money; parts, plans, other years are left out.

    ``names`` are the project's and unit's own names, which may stand as the subject.
    """
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    return tuple(_walk(shown, names))


def _walk(shown: str, names: tuple[str, ...]) -> Iterator[Stated]:
    begin, end_of_last = 0, 0
    found = facts(shown)
    money = [(f.start, f.end) for f in found if f.kind in ("money", "rate")]
    bare = _blanked(shown, money)
    for fact in found:
        for match in _BREAK.finditer(shown, end_of_last, fact.start):
            begin = match.end()
        head = shown[max(begin, fact.start - 160) : fact.start]
        clause = shown[max(begin, end_of_last, fact.start - 60) : fact.start]
        end_of_last = fact.end
        what = _role(fact, clause) or _done_behind(fact, shown)
        piece = bare[max(begin, fact.start - 90) : fact.start]
        near = _COMMA.split(clause)[-1]
        if what == "执行数" and _EXPECTED.search(head if "全年" in near else near):
            what = "全年预计数" if _WHOLE_YEAR.search(near) else ""
        if what == "结余数" and _EXPECTED.search(head) and not _BY_NOW.search(clause):
            what = "预计结余数"
        rated = not what and fact.kind == "money" and _PAID.search(clause)
        if rated and _RATED.match(shown, fact.end):
            what, names = "执行数", (*names, _COMMA.split(piece)[-1].strip())
        beside = what and _beside(what, fact, head, clause)
        if beside and what == "执行率" and _OVERALL.search(clause) and not _a_share(fact, found):
            beside = _beside(what, fact, "", clause)
        if what and not beside and _general(what, piece, names):
            months = tuple(int(m) for m in _MONTH.findall(head))
            yield Stated(what, fact, months)


def _a_share(fact: Fact, found: tuple[Fact, ...]) -> bool:
    """Tell whether a rate is the share of one amount of its text in another."""
    money = [Decimal(str(f.value)) for f in found[:_MOST] if f.kind == "money"]
    rate = Decimal(str(fact.value))
    return any(
        round_half_up(one * 100 / all_of, places(fact.text)) == rate
        for one in money
        for all_of in money
        if all_of
    )


def _blanked(shown: str, spans: list[tuple[int, int]]) -> str:
    """Put blanks where amounts and rates stand, so that only words are left."""
    made, at = [], 0
    for start, end in spans:
        made.append(shown[at:start] + " " * (end - start))
        at = end
    return "".join(made) + shown[at:]


def _role(fact: Fact, clause: str) -> str:
    roles = {"money": ROLES, "rate": RATES}.get(fact.kind, {})
    return next((what for what, pattern in roles.items() if pattern.search(clause)), "")


def _done_behind(fact: Fact, shown: str) -> str:
    """Find “已100%完成年度绩效目标”, where the words stand behind the figure."""
    behind = _DONE_BEHIND.match(shown, fact.end) if fact.kind == "rate" else None
    return "完成率" if behind else ""


def _beside(what: str, fact: Fact, head: str, clause: str) -> bool:
    """Tell whether a figure is of a part, a plan or another year."""
    if fact.each:
        return True
    if what in OWN_PHASE:  # their own words name the stage; a carry-over stands in any list
        near = _COMMA.split(clause)[-1]
        if what == "财政拨款" and _ABOVE.search(head):
            return True
        return "合同" in near or bool(re.search("拟|计划|申请|去年|往年", near))
    if fact.phase in STAGE_ASIDE or _LIST.search(head):
        return True
    near = _COMMA.split(clause)[-2:]
    if _FORMER.search(_COMMA.split(head)[-1]) or _OF_THE_PLACE.search(near[-1]):
        return True
    return any(map(_ELSEWHEN.search, near)) or bool(_ASIDE.search(near[-1]))


_ABOVE = re.compile("中央|自治区|省级|省财政|盟级|上级")
"""Levels of government: where one is told apart, the other is a part of the whole as well."""


def _general(what: str, clause: str, names: tuple[str, ...]) -> bool:
    """Tell whether the whole project is the subject, not one of its items."""
    if what in ("上年结转", "调整数", "财政拨款"):
        return True
    roles = ROLES.get(_LIKE.get(what, what)) or RATES[what]
    said = _PAUSE.split(roles.sub("", clause))[-1]
    for name in names:
        said = said.replace(name, "")
    left = _GENERAL.sub("", said).strip()
    return len(left) <= 1 or bool(_OFFICE.search(left)) or any(left in name for name in names)


def own_names(dossier: Dossier) -> tuple[str, ...]:
    """Give the names under which a text may speak of the whole project."""
    paths = ("name", "unit.name", "implementer", "department.name")
    known = {dossier.text(path).strip() for path in paths} - {""}
    return tuple(sorted(known, key=len, reverse=True))


def places(written: str) -> int:
    """Count the decimals a figure was written with."""
    digits = re.match(r"[0-9,]*(?:\.([0-9]*))?", written.translate(ONE_TO_ONE))
    return len(digits[1] or "") if digits else 0


def agrees(fact: Fact, known: Decimal) -> bool:
    """Tell whether a figure is a known one, at the decimals and in the unit it was written with."""
    shift = SHIFTS.get(fact.unit.split("/")[0], 0) if fact.kind == "money" else 0
    value = Decimal(str(fact.value)).scaleb(-shift, context=WIDE)
    own = known.scaleb(-shift, context=WIDE)
    near = Decimal("0.005") if shift == 0 else Decimal(1) if fact.unit == "元" else Decimal(0)
    return value == round_half_up(own, places(fact.text)) or abs(value - own) <= near


def one_of(fact: Fact, known: Iterable[Decimal | None]) -> bool:
    """Tell whether a figure is one of several known ones."""
    return any(agrees(fact, value) for value in known if value is not None)


_PARTS = ("上年结转", "财政拨款")
_OF = re.compile("^[^。；;]{0,6}(?:其中|[（(])[^。；;]{0,10}$")


def part_of_total(text: str, one: Stated, budgets: Iterable[Decimal | None]) -> bool:
    """Tell whether a figure is told as a part of the budget: “预算120万元，其中上年结转24万元”."""
    if one.what not in _PARTS:
        return False
    earlier = [f for f in facts(text[: one.fact.start]) if f.kind == "money"]
    return bool(
        earlier
        and _OF.match(text[earlier[-1].end : one.fact.start])
        and one_of(earlier[-1], budgets)
    )
