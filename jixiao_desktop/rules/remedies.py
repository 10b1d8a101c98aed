"""What the report says is done about deviations: a deviation without a remedy is half a report."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.reasons import says_nothing

REMEDIES = "monitoring.sections.corrective_actions"
REMARK = "monitoring.remark"
LATE = row(
    "a",
    {
        "level2": "数量指标",
        "name": "参与培训人次",
        "operator": "≥",
        "target": "1960",
        "unit": "人次",
        "monitoring.actual": "702",
        "monitoring.reason": "秋季学期未开学，剩余班次在下半年举办。",
    },
)


@rule(
    "report.remedy_missing",
    title="有偏差没有纠偏措施",
    severity=Severity.HINT,
    reads=("indicators", "monitoring.as_of", REMEDIES),
    stage="monitoring",
    message="{where}{said}，而指标“{name}”进度偏慢（{working}）。",
    fix="写明谁在什么时候做什么；也可以写在该指标的备注里，报告会带过来。",
    basis=MINISTRY,
    failing=(
        Example("指标偏慢，备注和纠偏措施都空着", LATE, REMEDIES),
        Example("指标偏慢，纠偏措施写“无”", LATE | {REMEDIES: "无"}, REMEDIES),
    ),
    passing=(
        Example("写了纠偏措施", LATE | {REMEDIES: "9月至11月再办8个班，补训1258人次。"}),
        Example("备注里写了措施", LATE | row("a", {REMARK: "9月至11月再办8个班。"})),
        Example("指标没有偏慢", LATE | row("a", {"monitoring.actual": "1143"})),
    ),
)
def deviations_are_mended(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Where indicators are behind, a remark or the report says what is done about it."""
    typed = dossier.text(REMEDIES).strip()
    if typed and not says_nothing(typed):
        return
    behind = [one for one in indicators(dossier, settings) if one.behind]
    if behind and all(says_nothing(one.text(REMARK)) for one in behind):
        first = behind[0]
        also = tuple(one.path(REMARK) for one in behind)
        shown = first.progress.working if first.progress else ""
        yield found(
            REMEDIES,
            also=also,
            severity=Severity.EXPLAIN if typed else None,
            said=f"写的是“{typed[:10]}”" if typed else "还没有写",
            name=first.text("name"),
            working=shown,
        )


REASON = "monitoring.reason"
SEVERAL = 3


def three_late(*reasons: str) -> dict[str, str]:
    """Write three indicators that are behind, each with its reason."""
    made: dict[str, str] = {}
    for key, name, said in zip("abc", ("培训人次", "检查次数", "调研次数"), reasons, strict=True):
        texts = {"level2": "数量指标", "name": name, "operator": "≥", "target": "100", "unit": "次",
                 "monitoring.actual": "10", REASON: said}  # fmt: skip
        made |= row(key, texts)
    return made


@rule(
    "deviation.one_reason",
    title="几项指标同一个原因",
    severity=Severity.HINT,
    reads=("indicators", "monitoring.as_of"),
    stage="monitoring",
    message="{where}与另外{count}项偏慢的指标写的是同一个原因{text}。",
    fix="核对是不是各项都因为这件事；不是的，逐项写各自的原因。",
    basis=MINISTRY,
    failing=(
        Example(
            "三项指标的原因一字不差",
            three_late(*["上半年人员调整，工作安排在下半年。"] * 3),
            f"indicators.b.{REASON}",
        ),
    ),
    passing=(
        Example(
            "各写各的原因",
            three_late("秋季学期9月开学。", "检查安排在汛后。", "调研组8月成立。"),
        ),
        Example(
            "只有两项相同", three_late("秋季学期9月开学。", "秋季学期9月开学。", "检查安排在汛后。")
        ),
    ),
)
def reasons_differ(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One reason for everything explains little (B3)."""
    given: dict[str, list[str]] = {}
    for one in indicators(dossier, settings):
        said = "".join(one.text(REASON).split())
        if one.behind and not says_nothing(said):
            given.setdefault(said, []).append(one.path(REASON))
    for said, places in given.items():
        if len(places) >= SEVERAL:
            yield found(places[1], also=tuple(places), count=len(places) - 1, text=quoted(said))
