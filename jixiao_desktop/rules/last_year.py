"""What was taken over from the year before as it stood: texts, indicators, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators
from jixiao_desktop.rules.neighbours import COMPARED, SHORTEST
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.surroundings import Surroundings

STANDING = ("goal", "overview", "purpose")
"""Texts that a yearly project may well keep; the others tell what happened this year."""

PROGRESS = "monitoring.goal_progress"
FIGURES = ("monitoring.actual", "self_evaluation.actual")
TOLD = "截至7月底举办培训12次、培训702人次，其余班次安排在下半年。"
TAIL = re.compile("尾款|缺口|欠款|质保金|余款|清欠|化债|债务")
_BUILDS = re.compile("建设|新建|改建|扩建|建筑|施工|开工|完工|竣工|装修|安装|改造|里程|面积")
_DUE = re.compile("尾款|欠款|质保金|余款|清欠")
_ONLY_PAYS = re.compile(
    "(?:用于|主要用于)?(?:支付|付|偿还|归还|清偿)[^，。；]{0,16}(?:尾款|欠款|质保金|余款)[^，。；]{0,16}[。；]?$"
)
_PAYS = re.compile("支付|偿还|付款|尾款|欠款|清偿|兑付|质保金|拨付|缺口|结算|债")


def three(names: str, done: tuple[str, ...] = ("", "", "")) -> dict[str, str]:
    """Write three indicators of an example."""
    made: dict[str, str] = {}
    for key, name, actual in zip("abc", names.split(), done, strict=True):
        made |= row(
            key,
            {"level2": "数量指标", "name": name, "operator": "≥", "target": "20", "unit": "次",
             "monitoring.actual": actual},
        )  # fmt: skip
    return made


LOOKED_AT = 5000
_SMALL = re.compile(r"[\W_]+")


def alike(one: str, two: str) -> bool:
    """Tell whether two texts are one, blanks and signs aside."""
    if one == two:
        return True
    if abs(len(one) - len(two)) > len(one) // 4:
        return False
    first, second = (_SMALL.sub("", text[:LOOKED_AT]) for text in (one, two))
    return first == second and one[LOOKED_AT:] == two[LOOKED_AT:]


@rule(
    "last_year.text",
    title="与上年相同的文字",
    severity=Severity.EXPLAIN,
    reads=("goal", "overview", "purpose", "monitoring", "self_evaluation", "evaluation"),
    message="{where}写的是{text}，与上年的材料一字不差。",
    fix="核对写的是不是本年度的情况；确实没有变化的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example(
            "完成情况与上年一字不差", {PROGRESS: TOLD}, PROGRESS, last_year={PROGRESS: TOLD}
        ),
    ),
    passing=(
        Example(
            "写的是本年度的情况",
            {PROGRESS: "截至7月底举办培训11次、培训640人次，其余班次安排在下半年。"},
            last_year={PROGRESS: TOLD},
        ),
        Example("都写“无”", {"monitoring.sections.problems": "无"},
                last_year={"monitoring.sections.problems": "无"}),
        Example("上年没有材料", {PROGRESS: TOLD}),
    ),
)  # fmt: skip
def texts_are_of_this_year(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """What happened this year was not told in the same words a year ago."""
    last = surroundings.last_year
    for path in COMPARED if last is not None else ():
        text = dossier.text(path)
        before = last.text(path) if last is not None else ""
        if len(text) >= SHORTEST and len(before) >= SHORTEST and alike(text, before):
            own_year = path in STANDING or path.endswith(_GENERAL)
            yield found(path, severity=Severity.HINT if own_year else None, text=quoted(text))


_GENERAL = ("purpose", "fund_management", "follow_up_plan", "measures", "advice", "background")


@rule(
    "last_year.figures",
    title="与上年相同的完成数",
    severity=Severity.EXPLAIN,
    reads=("indicators",),
    message="{where}与另外{others}项指标的完成情况，都和上年相同。",
    fix="核对是不是沿用了上年的数字，按本年度台账填写；确实相同的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example(
            "三项指标的完成数都与上年相同",
            three("培训班次 检查次数 调研次数", ("12", "7", "5")),
            "indicators.a.monitoring.actual",
            last_year=three("培训班次 检查次数 调研次数", ("12", "7", "5")),
        ),
    ),
    passing=(
        Example(
            "有一项不同",
            three("培训班次 检查次数 调研次数", ("12", "8", "5")),
            last_year=three("培训班次 检查次数 调研次数", ("12", "7", "5")),
        ),
        Example(
            "都按目标全部完成",
            three("培训班次 检查次数 调研次数", ("20", "20", "20")),
            last_year=three("培训班次 检查次数 调研次数", ("20", "20", "20")),
        ),
    ),
)
def figures_are_of_this_year(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """Three and more results that are all last year's were most likely carried over."""
    if surroundings.last_year is None:
        return
    former = _by_name(surroundings.last_year)
    for rest in FIGURES:
        done = [one for one in indicators(dossier, settings) if not one.blank(rest)]
        alike = [
            one
            for one in done
            if one.name in former and former[one.name].get(rest) == normalise(one.text(rest))
        ]
        telling = [
            one for one in alike if normalise(one.text(rest)) != normalise(one.text("target"))
        ]
        if len(telling) >= settings.same_as_last_year and len(alike) == len(done):
            also = tuple(one.path(rest) for one in telling[1:])
            yield found(telling[0].path(rest), also=also, others=len(telling) - 1)


def _by_name(last: Dossier) -> dict[str, dict[str, str]]:
    rests = ("operator", "target", "unit", *FIGURES)
    return {
        last.text(f"indicators.{row_id}.name").strip(): {
            rest: normalise(last.text(f"indicators.{row_id}.{rest}")) for rest in rests
        }
        for row_id in last.row_ids()
    }


@rule(
    "last_year.indicators",
    title="与上年相同的指标",
    severity=Severity.HINT,
    reads=("indicators", "goal"),
    message="{where}：{count}项指标的名称和目标值都与上年相同{goal}。",
    fix="核对目标值是不是按本年度的任务和上年的完成情况定的；常年不变的工作，可不改。",
    basis=MINISTRY,
    failing=(
        Example(
            "三项指标与上年完全相同",
            three("培训班次 检查次数 调研次数"),
            "indicators",
            last_year=three("培训班次 检查次数 调研次数"),
        ),
    ),
    passing=(
        Example(
            "换了一项",
            three("培训班次 检查次数 宣传次数"),
            last_year=three("培训班次 检查次数 调研次数"),
        ),
        Example("上年没有材料", three("培训班次 检查次数 调研次数")),
    ),
)
def indicators_are_of_this_year(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """Targets that are all last year's were hardly set by this year's work (A10)."""
    last = surroundings.last_year
    if last is None:
        return
    former = _by_name(last)
    rows = indicators(dossier, settings)
    same = len(rows) >= settings.same_as_last_year and all(
        one.name in former
        and all(
            former[one.name][rest] == normalise(one.text(rest))
            for rest in ("operator", "target", "unit")
        )
        for one in rows
    )
    if same:
        goal = dossier.filled("goal") and alike(dossier.text("goal"), last.text("goal"))
        yield found(
            "indicators",
            severity=Severity.EXPLAIN if goal else None,
            count=len(rows),
            goal="，年度总体目标也一字不差" if goal else "",
        )


@rule(
    "last_year.tail",
    title="付尾款的项目设了以前的指标",
    severity=Severity.EXPLAIN,
    reads=("name", "purpose", "indicators[].name", "indicators[].level2"),
    message="{where}“{name}”说的是以前做的事，而{what}，没有一项指标说到支付。",
    fix="按本年度要做的事设指标，如“支付尾款笔数”“欠款偿还率”；本年度确有建设任务的，写一句说明。",
    basis=MINISTRY,
    failing=(
        Example(
            "尾款项目的数量指标是建筑面积",
            {"name": "实验楼建设缺口项目", "purpose": "付审计尾款。"}
            | row("a", {"level2": "数量指标", "name": "实验楼建筑面积", "target": "3850",
                         "unit": "平方米"}),
            "indicators.a.name",
        ),
    ),
    passing=(
        Example(
            "指标说到支付",
            {"name": "实验楼建设尾款"}
            | row("a", {"level2": "数量指标", "name": "支付尾款笔数", "target": "2", "unit": "笔"}),
        ),
        Example(
            "本年度的建设项目",
            {"name": "实验楼建设"}
            | row("a", {"level2": "数量指标", "name": "实验楼建筑面积", "target": "3850"}),
        ),
    ),
)  # fmt: skip
def tails_are_paid_not_built(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A project that pays for what was built before is not measured by building (A10)."""
    where = "name" if TAIL.search(dossier.text("name")) else ""
    if not where and _ONLY_PAYS.match(dossier.text("purpose")):
        where = "purpose"
    rows = indicators(dossier, settings)
    if not where or any(_PAYS.search(one.name) for one in rows if "时效" not in one.level2):
        return
    counted = [one for one in rows if "数量" in one.level2]
    built = next((one for one in counted if _BUILDS.search(one.name)), None)
    due = where == "name" or _DUE.search(dossier.text(where))
    first = built or next(iter(counted if due else ()), None)
    if first is not None:
        words = TAIL.search(dossier.text(where))
        what = {"name": "项目名称", "purpose": "资金计划用途"}[where]
        yield found(
            first.path("name"),
            also=(where,),
            severity=None if built else Severity.HINT,
            name=first.name,
            what=f"{what}写的是“{words[0] if words else ''}”",
        )
