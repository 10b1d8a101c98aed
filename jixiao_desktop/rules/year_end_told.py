"""Days and years that the texts of a self-evaluation name, held against the year and 时效."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.numbers import ONE_TO_ONE
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import TargetKind
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import Indicator, indicators
from jixiao_desktop.rules.marks import long_texts
from jixiao_desktop.rules.progress_text import clauses
from jixiao_desktop.rules.sole_measure import AHEAD
from jixiao_desktop.rules.texts import STATED_NOW, dated
from jixiao_desktop.rules.things import pieces

STAGE = "self_evaluation"
STAGES = (STAGE,)
PROGRESS = "self_evaluation.goal_progress"
SECTIONS = "self_evaluation.sections."
OUTPUT = f"{SECTIONS}fund_output"
DONE = "self_evaluation.actual"
READS = ("self_evaluation", "indicators")
LONGEST = 5_000
YEAR_END, MIDDLE = 12, 7
FAR_AHEAD = 5


def texts_of_the_year(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Walk the texts that tell what a year was, plans for the next left out."""
    if dossier.filled(PROGRESS):
        yield PROGRESS, dossier.text(PROGRESS)
    for path, _ in dossier.under(SECTIONS):
        if not path.endswith(AHEAD):
            yield path, dossier.text(path)


@rule(
    "time.year_end_text",
    title="自评文字里“截至”的年份",
    severity=Severity.MUST_FIX,
    reads=("self_evaluation",),
    stage=STAGE,
    message="{where}写的是“截至{written}”，而这份材料是{year}年度的。",
    fix="把年份改为{year}年；确实说的是往年的，写明“以前年度”。",
    basis=WITHIN,
    failing=(
        Example("2024年度写“截至2014年12月31日”",
                {PROGRESS: "截至2014年12月31日，培训完成20次。"}, PROGRESS, STAGES),
        Example("资金产出情况写“截止2023年底”",
                {OUTPUT: "截止2023年12月，全年支出21.69万元。"}, OUTPUT, STAGES),
    ),
    passing=(
        Example("写“截至2024年12月31日”", {PROGRESS: "截至2024年12月31日，培训完成20次。"},
                stages=STAGES),
        Example("次年初做的自评", {PROGRESS: "截至2025年2月，质保金已付清。"}, stages=STAGES),
        Example("先说往年，再说本年",
                {OUTPUT: "截至2023年底累计投入2392万元，截至2024年12月31日又支出800万元。"},
                stages=STAGES),
        Example("以前年度的事", {OUTPUT: "以前年度截至2023年12月累计支出30万元。"}, stages=STAGES),
    ),
)  # fmt: skip
def told_year_is_this(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A day that a text of the year's end stands at lies in its year or early in the next."""
    yield from misdated(dossier, texts_of_the_year(dossier))


def misdated(dossier: Dossier, texts: Iterable[tuple[str, str]]) -> Iterator[Found]:
    """Walk the texts (path, text) that say 截至 of a day outside the year and the next spring."""
    for path, text in texts:
        stated = [one for one in dated(text) if _stands(text, one[0].start)]
        fitting = [year for _, year, day in stated if _of_year(year, day, dossier.year)]
        if not stated or fitting:
            continue
        fact, year, _ = stated[0]
        if year > dossier.year or _FORMER.search(text[: fact.start].rpartition("。")[2]):
            continue
        right = fact.text.replace(str(year), str(dossier.year), 1)
        fixed = text[: fact.start] + right + text[fact.end :]
        mend = Mend(f"改为{right}", (set_text(path, fixed),)) if right != fact.text else None
        told_too = any(one == dossier.year for _, one, _ in dated(text))
        weight = Severity.EXPLAIN if told_too else None
        yield found(path, mend=mend, severity=weight, written=fact.text, year=dossier.year)


_FORMER = re.compile("以前年度|往年|历年|上年(?!结)")


def _stands(text: str, start: int) -> bool:
    return bool(STATED_NOW.search(text[max(0, start - 12) : start]))


def _of_year(year: int, day: date | None, own: int) -> bool:
    return year == own or (year == own + 1 and (day is None or day.month <= MIDDLE))


_DAY = re.compile(
    r"(?<![0-9])(?:([0-9]{4}) ?年 ?)?([0-9]{1,2}) ?月"
    r"(?: ?([0-9]{1,2}) ?[日号]|底|末|中旬|上旬|下旬)?"
    r"(前)?(?:已|全部|全面|正式|顺利|整体|如期|按期|按时|均|通过)*"
    r"(完工|竣工|完成|建成|验收|举办|交付|投入使用|到货|发放)"
)
_KINDS = (
    ("完工", "竣工", "完成", "建成"),
    ("验收",),
    ("举办",),
    ("交付", "投入使用"),
    ("到货",),
    ("发放",),
)
_PLANNED = re.compile(
    "计划|预计|拟|将|要求|应|目标|合同|原定|约定|上年|次年|下年|前期|招标|设计|主体|部分|一期|二期"
)


@dataclass(frozen=True)
class Day:
    """A day (or month) by which a text says a thing was done."""

    words: str
    subject: str
    year: int | None
    month: int
    day: int | None
    limit: bool
    """Told as “before”."""
    deed: str


@lru_cache(256)
def days_told(text: str) -> tuple[Day, ...]:
    """Find by when a text says that things were done; plans and parts are left out."""
    if "月" not in text:
        return ()
    made = []
    for _, clause in clauses(text[:LONGEST].translate(ONE_TO_ONE)):
        for match in _DAY.finditer(clause) if not _PLANNED.search(clause) else ():
            year, day = (int(part) if part else None for part in (match[1], match[3]))
            object_behind = clause[match.end() :][:1] not in ("", "并", "且", "后")
            part = match[5] == "完成" and object_behind and not _ENTIRE.search(match[0])
            if not part:
                subject = clause[: match.start()]
                when = (year, int(match[2]), day)
                made.append(Day(match[0], subject, *when, bool(match[4]), match[5]))
    return tuple(made)


_ENTIRE = re.compile("全部|全面|整体|均")
_WHOLE_WORK = re.compile("项目|工程|任务|工作|建设|全部|目标|活动|均")
_LINKS = re.compile("[已均全部并于在至到都且、 ]+$")


def of_the_whole(subject: str, *names: str) -> bool:
    """Tell whether a deed is said of the whole work: of nothing in particular, or by its name."""
    left = _LINKS.sub("", subject)
    named = any(pieces(left) & pieces(name) for name in names)
    return len(left) < 2 or named or bool(_WHOLE_WORK.search(left))


@lru_cache(4096)
def _kind(words: str) -> int:
    return next((at for at, kind in enumerate(_KINDS) if any(one in words for one in kind)), -1)


BUILT = row("t", {"level1": "产出指标", "level2": "时效指标", "name": "工程完工时间",
                  "operator": "≤", "target": "2024年10月31日",
                  DONE: "2024年10月20日"})  # fmt: skip


@rule(
    "evaluation.day_told",
    title="文字里的完工日期与指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，而指标“{name}”的完成值是{actual}。",
    fix="对照验收、签收等凭据核对，改其中有误的一个；说的不是一件事的，写明是什么。",
    basis=WITHIN,
    failing=(
        Example("写11月20日完工，指标填10月20日",
                {PROGRESS: "硬化道路3.2公里，11月20日完工。"} | BUILT, PROGRESS, STAGES),
        Example("写11月底竣工，指标填10月20日",
                {OUTPUT: "工程于2024年11月底竣工。"} | BUILT, OUTPUT, STAGES),
        Example("写工程于11月完工，指标填10月20日", {PROGRESS: "工程于11月完工。"} | BUILT,
                PROGRESS, STAGES),
        Example("写9月15日前全部完成，指标填10月20日",
                {PROGRESS: "9月15日前全部完成硬化。"} | BUILT, PROGRESS, STAGES),
        Example("写工程于9月15日前全部完工，指标填10月20日",
                {PROGRESS: "工程于9月15日前全部完工。"} | BUILT, PROGRESS, STAGES),
    ),
    passing=(
        Example("日期一致", {PROGRESS: "硬化道路3.2公里，10月20日完工。"} | BUILT, stages=STAGES),
        Example("写的是期限", {PROGRESS: "合同约定11月20日完工。"} | BUILT, stages=STAGES),
        Example("写了几个阶段", {PROGRESS: "东风村8月5日完工，向阳村10月20日完工。"} | BUILT,
                stages=STAGES),
        Example("说的是验收", {PROGRESS: "11月20日验收合格。"} | BUILT, stages=STAGES),
        Example("说的是其中一段", {PROGRESS: "路基于8月15日完工，路面随后铺筑。"} | BUILT,
                stages=STAGES),
        Example("完成的是另一件事", {PROGRESS: "8月5日完成土地协商，随后开工。"} | BUILT,
                stages=STAGES),
        Example("在期限前完成", {PROGRESS: "10月31日前全部完成。"} | BUILT, stages=STAGES),
    ),
)  # fmt: skip
def days_are_the_indicators(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The day by which all was done, told once in a text, is the one that 时效 holds (B4)."""
    rows = dated_rows(dossier, settings, DONE)
    for path, text in texts_of_the_year(dossier) if rows else ():
        for one, said in days_differing(dossier, rows, text):
            exact = said.subject.endswith("于") and said.day and not said.limit
            if path == PROGRESS and exact and said.deed in one.name:
                continue  # compared with the day of that event by its own rule
            yield found(path, also=(one.path(DONE),), said=said.words, name=one.name,
                        actual=one.shown(DONE))  # fmt: skip
            break


DatedRows = dict[int, tuple[Indicator, date]]


def days_differing(dossier: Dossier, rows: DatedRows, text: str) -> Iterator[tuple[Indicator, Day]]:
    """Walk the days by which a text says the whole was done, and that the rows hold otherwise."""
    for kind, (one, day) in rows.items():
        told = [said for said in days_told(text) if _kind(said.deed) == kind]
        if len(told) != 1 or not of_the_whole(told[0].subject, one.name, dossier.text("name")):
            continue
        if not _fits(told[0], day, dossier.year):
            yield one, told[0]


def dated_rows(dossier: Dossier, settings: Settings, rest: str) -> DatedRows:
    """Give the one indicator of each kind of deed that holds the day it was done."""
    made: dict[int, list[tuple[Indicator, date]]] = {}
    for one in indicators(dossier, settings):
        done = one.reached(rest) if "时效" in one.level2 else None
        kind = _kind(one.name)
        if done is not None and done.kind is TargetKind.DATE and done.day and kind >= 0:
            made.setdefault(kind, []).append((one, done.day))
    return {kind: rows[0] for kind, rows in made.items() if len(rows) == 1}


def _fits(said: Day, known: date, year: int) -> bool:
    """Tell whether a told day is the known one, or a limit that it keeps."""
    if not 1 <= said.month <= YEAR_END or (said.year is not None and said.year != known.year):
        return said.year is not None and said.year != year
    if said.limit:
        return (said.month, said.day or 31) >= (known.month, known.day)
    return said.month == known.month and (said.day is None or said.day == known.day)


@rule(
    "time.year_end",
    title="自评时点的年度",
    severity=Severity.MUST_FIX,
    reads=("self_evaluation.as_of",),
    stage=STAGE,
    message="{where}写的是{as_of}，而这份材料是{year}年度的。",
    fix="改自评时点的年份，一般是当年12月31日。",
    basis=WITHIN,
    failing=(
        Example("2024年度的自评，时点2025年12月31日", {"self_evaluation.as_of": "2025-12-31"},
                "self_evaluation.as_of", STAGES),
    ),
    passing=(
        Example("2024年12月31日", {"self_evaluation.as_of": "2024-12-31"}, stages=STAGES),
        Example("次年2月做的自评", {"self_evaluation.as_of": "2025-02-28"}, stages=STAGES),
    ),
)  # fmt: skip
def year_end_lies_in_the_year(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The time point of a self-evaluation lies in its year, or in the first months of the next."""
    day = read_date(dossier.text("self_evaluation.as_of"), dossier.year)
    if day is None or day.year == dossier.year or (day.year == dossier.year + 1 and day.month < 7):
        return
    shown = f"{day.year}年{day.month}月{day.day}日"
    yield found("self_evaluation.as_of", as_of=shown, year=dossier.year)


def turned(year: int, own: int) -> bool:
    """Tell whether a year far ahead is one near the own with two digits turned: 2042 for 2024."""
    near = (own - 1, own, own + 1)
    return year > own + FAR_AHEAD and any(sorted(str(year)) == sorted(str(one)) for one in near)


_PLANS = re.compile("[到至]|规划|远景|愿景|目标|年限|期限|有效期|届满|展望")


@rule(
    "time.year_turned",
    title="数字颠倒的年份",
    severity=Severity.EXPLAIN,
    reads=("self_evaluation", "monitoring", "goal"),
    message="{where}写到“{written}”，离{year}年度太远，像是把数字打颠倒了。",
    fix="核对年份；确实是远期的，写成“规划到{told}年”。",
    basis=WITHIN,
    failing=(
        Example("2024年度的自评写“2042年支出”", {OUTPUT: "预算30万元，2042年支出28万元。"}, OUTPUT,
                STAGES),
    ),
    passing=(
        Example("远期规划", {OUTPUT: "规划到2042年全部更新，本年支出28万元。"}, stages=STAGES),
        Example("写本年", {OUTPUT: "2024年支出28万元。"}, stages=STAGES),
        Example("往年", {OUTPUT: "设备2012年购置，本年更新。"}, stages=STAGES),
    ),
)  # fmt: skip
def years_are_not_turned(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A year decades ahead with the digits of this one is a slip of the finger."""
    for path, whole in long_texts(dossier):
        text = whole[:LONGEST]
        for fact, year, _ in dated(text) if "20" in text else ():
            around = text[max(0, fact.start - 6) : fact.end + 4]
            if turned(year, dossier.year) and not _PLANS.search(around):
                yield found(path, written=fact.text, year=dossier.year, told=year)
                break
