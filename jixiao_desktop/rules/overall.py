"""How far the whole project is said to be, held against its indicators, its money, the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import show_money
from jixiao_desktop.domain.progress import Light, month_share, rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators, time_point
from jixiao_desktop.rules.progress_text import BAD, HALF, PATH, clauses
from jixiao_desktop.rules.reasons import complaint, says_nothing
from jixiao_desktop.rules.report_figures import (
    INITIAL,
    REASON,
    SECTIONS,
    SPEND,
    SPENT,
    statements,
    texts_so_far,
)
from jixiao_desktop.rules.stated import Stated, one_of

READS = ("monitoring", "indicators", "budget", "name", "implementer", "unit.name")
NEAR, FAR = Decimal(1), Decimal(25)
WHOLE, CLEARLY = Decimal(100), Decimal(80)
"""Who says that all is done has no indicator clearly below it."""

SLOW_MONEY = {"budget.total.initial": "140", SPENT: "17"}
ALL_DONE = {k: "20" if k.endswith("monitoring.actual") else v for k, v in HALF.items()}
RED = BAD
BEFORE = 8
_DUE = re.compile("(?:时点|序时|时间|应有|应达|计划)(?:到?的?进度)?(?:应?达到?|为|是)?$")
"""What stands before the share that is due by now: nobody states it as done."""


def shares(dossier: Dossier, settings: Settings) -> list[tuple[Indicator, Decimal]]:
    """List how far each counted indicator is, in percent."""
    return [(o, o.share) for o in indicators(dossier, settings) if o.share is not None]


def derived(known: list[Decimal]) -> list[Decimal]:
    """Give what an overall share can be worked out as: any row, their mean, how many are done."""
    if not known:
        return []
    capped = [min(one, Decimal(100)) for one in known]
    done = Decimal(sum(1 for one in known if one >= 100)) / len(known) * 100
    return [*known, sum(known, Decimal(0)) / len(known), sum(capped, Decimal(0)) / len(known), done]


def overall(dossier: Dossier, settings: Settings) -> Iterator[tuple[str, Stated]]:
    """Walk the shares that texts state for the whole project."""
    for path, one in statements(dossier, settings):
        if one.what != "完成率":
            continue
        before = dossier.text(path)[max(0, one.fact.start - BEFORE) : one.fact.start]
        if not _DUE.search(before):
            yield path, one


def copied_from(dossier: Dossier, settings: Settings, one: Stated) -> tuple[str, str]:
    """Tell what a share is the same as – the rate of spending, the months – and its sum."""
    spent, as_of = funds.amount(dossier, "total", "monitoring.spent"), time_point(dossier, settings)
    bases = [funds.amount(dossier, "total", c) for c in ("initial", "received")]
    for whole in (*bases, funds.yearly_budget(dossier)):
        share = rate(spent, whole)
        if share is None or spent is None or whole is None or not 0 < share < 1:
            continue
        if one_of(one.fact, [share * 100]):
            sum_of = f"{show_money(spent)}万元÷{show_money(whole)}万元"
            return "预算执行率", f"{sum_of}={show_rate(share)}"
    told = [s for _, s in statements(dossier, settings) if s.what == "执行率"] if not spent else []
    for rate_told in told:
        if one.value and one.value % 10 and one.value == rate_told.value:
            return "预算执行率", f"文字里写的执行率也是{rate_told.fact.text}"
    if as_of is None or as_of.month == 12:
        return "", ""
    due = month_share(as_of)
    if one_of(one.fact, [due * 100]):
        return "已过月份的比例", f"{as_of.month}÷12={show_rate(due)}"
    return "", ""


@rule(
    "progress_text.copied",
    title="总体完成比例是照日历或支出抄的",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}写总体完成{said}，正好是{what}（{working}），不是由指标的完成数得出的{besides}。",
    fix="按各项指标的完成数算总体完成比例，并写明怎样得出。",
    basis=WITHIN,
    failing=(
        Example(
            "总体完成12.14%，与预算执行率相同",
            SLOW_MONEY | HALF | {PATH: "截至评价基准日完成了整体绩效目标的12.14%。"},
            PATH,
        ),
        Example(
            "总体完成52.94%，文字里写的执行率也是52.94%",
            {PATH: "完成了整体绩效目标的52.94%。", f"{SECTIONS}fund_execution": "执行率为52.94%。"},
            PATH,
        ),
        Example(
            "总体完成58.33%，是7个月÷12，而支出只有12.14%",
            SLOW_MONEY | {PATH: "截至2024年7月31日，本项目绩效目标完成度约58.33%。"},
            PATH,
        ),
    ),
    passing=(
        Example("与指标的完成率一致", HALF | {PATH: "完成了整体绩效目标的60%。"}),
        Example("写的是执行率", SLOW_MONEY | {PATH: "预算执行率12.14%。"}),
        Example("写的是应有的进度", SLOW_MONEY | {PATH: "执行率12.14%（时点进度58.33%）。"}),
        Example("写的是一项工作", SLOW_MONEY | {PATH: "主体工程完成58.33%。"}),
    ),
)
def share_is_of_the_work(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An overall share of completion is worked out, not copied from money or calendar."""
    told = tuple(overall(dossier, settings))
    known = derived([share for _, share in shares(dossier, settings)]) if told else []
    for path, one in told:
        what, working = copied_from(dossier, settings, one)
        if not what or any(abs(one.value - value) <= NEAR for value in known):
            continue
        besides = f"（各项数量指标平均{round(known[-3], 2)}%）" if known else ""
        yield found(path, also=(SPENT,), said=one.fact.text, what=what, working=working,
                    besides=besides)  # fmt: skip


@rule(
    "progress_text.share",
    title="总体完成比例与各项指标相差大",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}写总体完成{said}，而各项数量指标完成{low}到{high}。",
    fix="按指标的完成数重算总体完成比例，并写明怎样得出。",
    basis=WITHIN,
    failing=(
        Example(
            "写总体完成55%，唯一的数量指标完成20%",
            {PATH: "完成了整体绩效目标的55%。"} | BAD,
            PATH,
        ),
        Example(
            "写已100%完成年度绩效目标，一项指标完成20%",
            {PATH: "已100%完成年度绩效目标。"}
            | BAD
            | {
                k.replace(".a.", ".b."): "100" if k.endswith("actual") else v
                for k, v in BAD.items()
            },
            PATH,
        ),
        Example("写项目完成率95%，指标完成60%", {PATH: "项目完成率95%。"} | HALF, PATH),
    ),
    passing=(
        Example("写总体完成60%，指标完成60%", {PATH: "完成了整体绩效目标的60%。"} | HALF),
        Example("写的是满意度", {PATH: "学员满意度达到95%。"} | HALF),
        Example("写的是预计", {PATH: "预计年底完成绩效目标的100%。"} | HALF),
    ),
)
def overall_share_fits(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An overall share of completion lies within what the counted indicators have reached."""
    told = tuple(overall(dossier, settings))
    known = [share for _, share in shares(dossier, settings)] if told else []
    for path, one in told if known else ():
        if copied_from(dossier, settings, one)[0]:
            continue  # its own finding says where the figure comes from
        outside = not min(known) - NEAR <= one.value <= max(known) + NEAR
        outside = outside or (one.value >= WHOLE and min(known) < CLEARLY)
        if not outside and any(abs(one.value - value) <= 2 * NEAR for value in derived(known)):
            continue
        grave = outside or _far_above(one.value, known)
        yield found(
            path,
            severity=Severity.EXPLAIN if grave else Severity.HINT,
            said=one.fact.text,
            low=f"{round(min(known), 2)}%",
            high=f"{round(max(known), 2)}%{_mean(known)}",
        )
        return


def _mean(known: list[Decimal]) -> str:
    """Write the mean of several rows."""
    mean = sum(known, Decimal(0)) / len(known)
    return f"，平均{round(mean, 2)}%" if len(known) > 1 else ""


def _far_above(value: Decimal, known: list[Decimal]) -> bool:
    """Tell whether a share lies far above the mean and above most of the rows."""
    capped = [min(one, WHOLE) for one in known]
    mean = sum(capped, Decimal(0)) / len(capped)
    below = sum(1 for one in capped if one < value - FAR)
    return value > mean + FAR and 2 * below > len(capped)


@rule(
    "pace.apart",
    title="工作与支出脱节",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}填{spent}万元，占预算{budget}万元的{rate}，而{work}。",
    fix="核对两处；确实如此的，写明款项何时支付，或工作为什么没有跟上。",
    basis=WITHIN,
    failing=(
        Example(
            "各项指标都已完成，只支出12.14%",
            SLOW_MONEY | ALL_DONE,
            SPENT,
        ),
        Example(
            "文字写绩效目标完成90%，支出0",
            {"budget.total.initial": "43", SPENT: "0", PATH: "本项目绩效目标完成度90%。"},
            SPENT,
        ),
        Example(
            "支出95%，指标只完成20%",
            {"budget.total.initial": "40", SPENT: "38"} | BAD,
            SPENT,
        ),
    ),
    passing=(
        Example("工作和支出都过半", SPEND | HALF),
        Example(
            "写明了何时付款",
            SLOW_MONEY | ALL_DONE | {REASON: "设备已验收，货款123万元按合同于9月支付。"},
        ),
        Example(
            "工作晚、支出早，写明了原因",
            {"budget.total.initial": "40", SPENT: "38"}
            | BAD
            | {"indicators.a.monitoring.reason": "按合同预付货款，家具9月交货。"},
        ),
    ),
)
def money_and_work_go_together(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Work nearly done and hardly paid, or money nearly gone and hardly any work, needs a word."""
    spent, budget = funds.amount(dossier, "total", "monitoring.spent"), funds.yearly_budget(dossier)
    money = rate(spent, budget)
    if money is None or (not settings.as_of and not time_point(dossier, settings)):
        return
    rows = shares(dossier, settings)
    work = _work(dossier, settings, rows)
    if work is None:
        return
    share, words = work
    length = settings.reason_length
    early = (
        share >= settings.work_done and money <= settings.money_unpaid and not (money == 0 and rows)
    )
    late = money >= settings.work_done and share <= settings.work_barely
    told = [dossier.text(REASON)] if early else [o.text("monitoring.reason") for o, _ in rows]
    if (early or late) and all(complaint(text, length) for text in told):
        also = (INITIAL, *(one.path("monitoring.actual") for one, _ in rows))
        yield found(SPENT, also=also, spent=spent, budget=budget, rate=show_rate(money), work=words)


def _work(
    dossier: Dossier, settings: Settings, rows: list[tuple[Indicator, Decimal]]
) -> tuple[Decimal, str] | None:
    """Give how far the work is, as a quotient: by the indicators, else as the text states."""
    if rows:
        capped = [min(share, Decimal(100)) for _, share in rows]
        mean = sum(capped, Decimal(0)) / len(capped) / 100
        return mean, f"各项数量指标平均完成{show_rate(mean)}"
    said = next(iter(overall(dossier, settings)), None)
    if said is None:
        return None
    return said[1].value / 100, f"文字写总体完成{said[1].fact.text}"


_NO_DEVIATION = re.compile(
    "(?:不存在|没有|未(?:出现|发生|发现)|无)(?:出现|发生|产生|存在)?(?:明显|较大|重大|任何)?(?:绩效)?(?:目标)?"
    "(?:偏差|偏离|问题|偏慢|滞后)(?!率)"
    "|(?:所有|各项|全部)(?:绩效)?(?:指标|目标|任务)[^，。；]{0,6}(?:与|同|符合|达到|快于|超过)序时进度(?:一致|相符|同步|要求)?"
    "|(?:所有|各项|全部)(?:绩效)?(?:指标|目标|任务)[^，。；]{0,4}(?:均|都)[^，。；]{0,4}(?:达到|符合)(?:预期|进度)"
)
LONGEST = 20_000
_ON_TRACK = re.compile(
    "(?:均|都|全部|整体)(?:已|能|能够)?按(?:照)?(?:年初|既定|工作)?(?:计划|进度|序时进度|时间节点|方案|要求)"
    "[^，。；]{0,4}(?:推进|开展|实施|进行|落实)"
)
"""Said of all the work; many write it as a matter of course, so only what is unexplained counts."""

_LIMITED = re.compile("除|但|其他|其余|资金使用|违规|违纪|质量")


@rule(
    "progress_text.no_deviation",
    title="“无偏差”与指标",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}写“{said}”，而指标“{name}”：{working}（{light}）。",
    fix="写明这项指标的偏差和原因，或核对它的完成数。",
    basis=MINISTRY,
    failing=(
        Example(
            "写“不存在偏差”，一项指标只完成20%",
            {PATH: "各项工作正常推进，不存在偏差。"} | RED,
            PATH,
        ),
        Example("写“所有指标与序时进度一致”", {PATH: "所有指标与序时进度一致。"} | RED, PATH),
        Example("写“均按计划有序推进”", {PATH: "各项工作均按计划有序推进。"} | RED, PATH),
    ),
    passing=(
        Example("指标进度正常", {PATH: "各项工作正常推进，不存在偏差。"} | HALF),
        Example("说的是资金使用", {PATH: "资金使用不存在问题。"} | RED),
        Example("写明了例外", {PATH: "除办公家具外，其余指标无偏差。"} | RED),
        Example(
            "按计划推进，慢的一项写明了原因",
            {PATH: "各项工作均按计划有序推进。"}
            | RED
            | row("a", {"monitoring.reason": "家具由县里统一招标，9月到货。"}),
        ),
    ),
)
def none_means_none(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A text that says there is no deviation has no red or yellow indicator beside it (D2)."""
    late = [o for o in indicators(dossier, settings) if o.behind]
    if not late or late[0].progress is None:
        return
    for path, text in texts_so_far(dossier):
        said = denial(text) or on_track(text, late)
        if said:
            yield found(
                path,
                also=(late[0].path("monitoring.actual"),),
                severity=Severity.EXPLAIN if mild(said, late[0].progress.light) else None,
                said=said,
                name=late[0].name,
                working=late[0].progress.working,
                light=late[0].progress.light.word,
            )
            return


def on_track(text: str, late: list[Indicator]) -> str:
    """Give the words by which all goes as planned, "" where each red row has its reason."""
    said = as_planned(text)
    red = (o for o in late if o.progress is not None and o.progress.light is Light.RED)
    return said if said and any(says_nothing(o.text("monitoring.reason")) for o in red) else ""


@lru_cache(256)
def as_planned(text: str) -> str:
    """Give the words by which a text says that all goes as planned, "" where it does not."""
    match = _ON_TRACK.search(text[:LONGEST])
    around = text[: match.start()].rpartition("。")[2] if match else ""
    return match[0] if match and not _LIMITED.search(around) else ""


def mild(said: str, light: Light) -> bool:
    """Tell whether a denial is only of what is grave, beside an indicator a little behind."""
    return light is not Light.RED and bool(re.search("明显|较大|重大|问题", said))


@lru_cache(256)
def denial(text: str) -> str:
    """Give the words that deny any deviation, "" where a text does not."""
    for _, clause in clauses(text):
        match = _NO_DEVIATION.search(clause)
        if match and not _LIMITED.search(clause):
            return match[0]
    return ""
