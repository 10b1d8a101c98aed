"""What a unit's report says in words, held against its money and its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.months import long_date
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.units import unit_family
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.indicator import Indicator
from jixiao_desktop.rules.things import core, likeness

ROWS = "unit_report.indicators"
NAMED, LIKE = 3, 0.7
_CLAUSE = re.compile("[，,。；;：:、\n]")
SECTIONS = "unit_report.monitoring.sections."
DEVIATION = f"{SECTIONS}deviation"
CAUSE = f"{SECTIONS}deviation_cause"
READS = ("unit_report",)


def _rows(*rows: tuple[str, str, str, str, str, str]) -> dict[str, str]:
    """Write a unit's indicators for an example: level2, name, operator, target, unit, actual."""
    keys = ("level2", "name", "operator", "target", "unit", "monitoring.actual")
    return {
        row_path(ROWS, f"r{n}", key): text
        for n, one in enumerate(rows)
        for key, text in zip(keys, one, strict=True)
    }


SETTLED = ("数量指标", "化解矛盾纠纷", "≥", "30", "件", "15")
TAUGHT = ("数量指标", "干部学习培训次数", "≥", "48", "次", "30")
OFFICE = ("成本指标", "公用经费", "≤", "48.6", "万元", "22.1")
SAVED = ("成本指标", "三公经费节约率", "≥", "5", "%", "3")


def rows_of_unit(dossier: Dossier, settings: Settings) -> list[Indicator]:
    """List the unit's indicators."""
    ids = dossier.row_ids(ROWS)
    return [one for one in (Indicator(dossier, settings, r, ROWS) for r in ids) if one.name]


def _below(one: Indicator) -> bool:
    """Tell whether a value lies below its target, whatever that means for the indicator."""
    done = one.actual.number
    return done is not None and one.number is not None and done < one.number


def short_of_year(one: Indicator) -> bool:
    """Tell whether an indicator is below its target of the whole year, costs left aside."""
    if one.number is None or one.target.operator in ("≤", "<") or one.target.deadline:
        return False
    cost = "成本" in one.level2 and unit_family(one.target.unit) == "money"
    done = one.actual.number
    return not cost and done is not None and done < one.number


@rule(
    "unit.deviation_named",
    title="偏离情况没有写全",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}没有写到{names}，{yardstick}。",
    fix="有偏离的指标逐项写明偏离多少、是什么原因；没有偏离的写明按什么比较。",
    basis=WITHIN,
    failing=(
        Example("只写了一项，另一项同样没有达到年度目标",
                _rows(SETTLED, TAUGHT) | {DEVIATION: "化解矛盾纠纷存在偏差，完成率50%。"},
                DEVIATION),
        Example("有指标明显偏慢，写“无”",
                _rows((*SETTLED[:5], "3")) | {DEVIATION: "无。"}, DEVIATION),
    ),
    passing=(
        Example("都写到了", _rows(SETTLED, TAUGHT)
                | {DEVIATION: "化解矛盾纠纷完成50%，干部学习培训次数完成62.5%。"}),
        Example("写明符合序时进度",
                _rows((*SETTLED[:5], "18"), TAUGHT) | {DEVIATION: "符合时间进度，没有指标偏离。"}),
    ),
)  # fmt: skip
def every_deviation_is_named(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """By one and the same yardstick, every indicator that deviates is named (17)."""
    text = dossier.text(DEVIATION)
    if not text.strip():
        return
    rows = rows_of_unit(dossier, settings)
    unnamed = [o for o in rows if not named_in(o.name, text) and o.behind and short_of_year(o)]
    yardstick = "按已过月份（累计数）或全年目标（比率）比较，偏慢"
    by_year = [o for o in rows if o.name in text and _below(o) and not o.behind]
    denied = re.search("符合|序时|时间进度|没有指标偏离|无偏[差离]", text)
    if by_year and not denied:
        unnamed = [o for o in rows if not named_in(o.name, text) and short_of_year(o)]
        yardstick = "而这里是与年度目标比较的，同样没有达到"
    if not unnamed:
        return
    shown = [f"“{o.name}”（{o.shown('monitoring.actual')}，目标{o.shown()}）" for o in unnamed]
    more = f"等{len(shown)}项" if len(shown) > 3 else ""
    names = "、".join(shown[:3]) + more
    also = [o.path("monitoring.actual") for o in unnamed]
    also += [o.path("monitoring.reason") for o in unnamed if o.blank("monitoring.reason")]
    yield found(DEVIATION, also=tuple(also), names=names, yardstick=yardstick)


def named_in(name: str, text: str) -> bool:
    """Tell whether a text names an indicator, in full or but for its counting words."""
    short = core(name)
    if name in text or (len(short) > NAMED and short in text):
        return True
    return any(likeness(name, clause) >= LIKE for clause in _CLAUSE.split(text[:5_000]))


@rule(
    "unit.cost_as_deviation",
    title="成本低写成了偏差",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}把“{name}”写成偏差，而它是成本，目标{target}，实际{actual}，没有超过。",
    fix="成本指标不超过目标就不是偏差；支出慢的，在预算执行情况里写。",
    basis=WITHIN,
    failing=(
        Example("公用经费22.1万元，目标48.6万元，写成偏差",
                _rows(OFFICE) | {DEVIATION: "公用经费存在偏差，指标完成率45.47%。"}, DEVIATION),
    ),
    passing=(
        Example("写的是别的指标", _rows(OFFICE, SETTLED) | {DEVIATION: "化解矛盾纠纷存在偏差。"}),
        Example("超过了目标",
                _rows((*OFFICE[:5], "52")) | {DEVIATION: "公用经费存在偏差，超支3.4万元。"}),
    ),
)  # fmt: skip
def thrift_is_no_deviation(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A cost below its limit is not a deviation (19)."""
    clauses = re.split("[。；\n]", dossier.text(DEVIATION))
    for one in rows_of_unit(dossier, settings) if dossier.filled(DEVIATION) else ():
        done = one.actual.number
        cost = "成本" in one.level2 and unit_family(one.target.unit) == "money"
        if not cost or done is None or one.number is None or done > one.number:
            continue
        if any(one.name in c and re.search("存在偏[差离]|有偏[差离]|完成率", c) for c in clauses):
            yield found(DEVIATION, also=(one.path("monitoring.actual"),), name=one.name,
                        target=one.shown(), actual=one.shown("monitoring.actual"))  # fmt: skip


@rule(
    "unit.saving_reason",
    title="说节约而节约率没有达到",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage="monitoring",
    message="{where}写“{said}”，而指标“{name}”实际{actual}，目标{target}。",
    fix="核对两处；支出少另有原因的，写那个原因。",
    basis=WITHIN,
    failing=(
        Example("写厉行节约，三公经费节约率3%，目标5%",
                _rows(SAVED) | {CAUSE: "上半年厉行节约，支出较少。"}, CAUSE),
    ),
    passing=(
        Example("节约率达到了", _rows((*SAVED[:5], "6")) | {CAUSE: "上半年厉行节约，支出较少。"}),
        Example("原因不是节约", _rows(SAVED) | {CAUSE: "合同尾款下半年支付。"}),
    ),
)  # fmt: skip
def thrift_shows_in_the_figures(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Thrift given as a reason shows in the rate of saving (18)."""
    said = _THRIFT.search(dossier.text(CAUSE))
    for one in rows_of_unit(dossier, settings) if said else ():
        if said and re.search("节约率|压[减缩]率|下降率", one.name) and short_of_year(one):
            yield found(CAUSE, also=(one.path("monitoring.actual"),), said=said[0], name=one.name,
                        actual=one.shown("monitoring.actual"), target=one.shown())  # fmt: skip


_THRIFT = re.compile("厉行节约|节约[^，。；率]{0,4}(?:支出|开支|经费)|压[减缩]")
_WORDED = re.compile(
    r"预期(?:指标值)?[：:]?(?P<target>[^0-9，。；]{2,12})，(?:实际|指标)?(?:完成值?)?[：:]?"
    r"(?P<actual>[^0-9，。；]{2,12})，(?:指标)?完成率[：:]? ?(?P<rate>[0-9.]+ ?[%％])"
)


@rule(
    "unit.words_as_rate",
    title="文字指标写了完成率",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage="monitoring",
    message="{where}预期“{target}”、实际“{actual}”，写完成率{rate}，文字算不出百分比。",
    fix="写达成、部分达成或未达成，并说明依据，不写完成率。",
    basis=WITHIN,
    failing=(
        Example("预期有所改善，实际明显改善，写完成率50%",
                {DEVIATION: "人居环境，预期有所改善，实际明显改善，完成率50%。"}, DEVIATION),
    ),
    passing=(
        Example("数值指标的完成率", {DEVIATION: "预期指标值30件，实际完成值15件，完成率50%。"}),
        Example("写达成", {DEVIATION: "人居环境预期有所改善，实际明显改善，达成。"}),
    ),
)  # fmt: skip
def words_have_no_rate(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A target told in words has no rate of completion (15)."""
    for path, entry in dossier.under(SECTIONS):
        for match in _WORDED.finditer(entry.text) if "完成率" in entry.text else ():
            yield found(path, target=match["target"], actual=match["actual"], rate=match["rate"])


@rule(
    "unit.filled_early",
    title="填报时间早于监控时点",
    severity=Severity.EXPLAIN,
    reads=("unit_report.monitoring.filled_on", "unit_report.monitoring.as_of"),
    stage="monitoring",
    message="{where}填{filled}，早于监控时点{as_of}。",
    fix="核对填报时间；数据应截至监控时点。",
    basis=WITHIN,
    failing=(
        Example("监控时点6月30日，5月6日填报",
                {"unit_report.monitoring.as_of": "2024-06-30",
                 "unit_report.monitoring.filled_on": "2024年5月6日"},
                "unit_report.monitoring.filled_on"),
    ),
    passing=(
        Example("7月6日填报", {"unit_report.monitoring.as_of": "2024-06-30",
                            "unit_report.monitoring.filled_on": "2024年7月6日"}),
    ),
)  # fmt: skip
def filled_after_the_time_point(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A report is filled in after the day it stands at."""
    path, at = "unit_report.monitoring.filled_on", "unit_report.monitoring.as_of"
    filled, as_of = (read_date(dossier.text(p), dossier.year) for p in (path, at))
    if filled and as_of and filled < as_of:
        yield found(path, also=(at,), filled=long_date(filled), as_of=long_date(as_of))
