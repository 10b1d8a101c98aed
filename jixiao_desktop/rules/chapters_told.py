"""What the chapters of an evaluation tell of marks, rows and people, against its score table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.han_text import in_digits
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.paths import row_path
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.evaluation_marks import ROWS, SCORED, SECTIONS, by_class, number
from jixiao_desktop.rules.examples import Example

STAGE = "evaluation"
STAGES = (STAGE,)
READS = (ROWS, "evaluation.sections", "evaluation.team")
TEAM = "evaluation.team"
OVERALL, SYSTEM = f"{SECTIONS}overall", f"{SECTIONS}indicator_system"
PROCESS, OUTPUT = f"{SECTIONS}process", f"{SECTIONS}output"
CHAPTERS = {"decision": "决策", "process_analysis": "过程", "output": "产出", "benefit": "效益"}
ZERO = Decimal(0)
_MARK = r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?分"
_TAKEN = re.compile(rf"(?<!不)(?<!未)扣(?:减|除|去|了)?{_MARK}")
_GOT = re.compile(rf"(?:得(?:满分|分)?(?:为|：)?|[—-]{{1,2}}){_MARK}")
_FULL = re.compile(rf"(?:[（(【]|满分|分值)(?:为|：)?{_MARK}")
_NEXT = re.compile(r"\n|[（(][一二三四五六七八九十0-9]{1,2}[）)]")
FEWEST = 2


def pieces(dossier: Dossier, text: str, kind: str) -> Iterator[tuple[str, str, str]]:
    """Cut a chapter into what it tells of each row of its class: (row, name, words)."""
    rows = [(row, dossier.text(row_path(ROWS, row, "level3")).strip())
            for row in dossier.row_ids(ROWS)
            if kind in dossier.text(row_path(ROWS, row, "level1"))]  # fmt: skip
    places = sorted((text.find(name), row, name) for row, name in rows if name in text and name)
    if len(places) < FEWEST:
        return
    for at, (start, row, name) in enumerate(places):
        end = places[at + 1][0] if at + 1 < len(places) else len(text)
        words = text[start + len(name) : end]
        cut = words.find("\n")
        yield row, name, words if cut < 0 else words[:cut]


@rule(
    "evaluation.item_told",
    title="逐项写的分数与评分表",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}“{name}”写{said}，而{right}。",
    fix="对照评分表逐项核对分值、扣分和得分。",
    basis=WITHIN,
    failing=(
        Example("满分40分得38分，写成扣1分",
                SCORED | {OUTPUT: "1.维修长度（40分，得40分）。\n"
                                   "2.维修质量（40分，得38分）。扣1分。",
                          f"{ROWS}.e.level1": "产出", f"{ROWS}.e.level3": "维修质量",
                          f"{ROWS}.e.weight": "40", f"{ROWS}.e.score": "38"}, OUTPUT, STAGES),
        Example("写得38分，评分表40分",
                SCORED | {OUTPUT: "维修长度。得三十八分。\n维修质量。扣一分，得三十九分。",
                          f"{ROWS}.e.level1": "产出", f"{ROWS}.e.level3": "维修质量",
                          f"{ROWS}.e.weight": "40", f"{ROWS}.e.score": "39"}, OUTPUT, STAGES),
    ),
    passing=(
        Example("与评分表一致",
                SCORED | {OUTPUT: "维修长度【40分】——40分；\n维修质量【40分】——39分（扣1分）。",
                          f"{ROWS}.e.level1": "产出", f"{ROWS}.e.level3": "维修质量",
                          f"{ROWS}.e.weight": "40", f"{ROWS}.e.score": "39"}, stages=STAGES),
    ),
)  # fmt: skip
def items_are_the_table_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Marks told row by row are those of the score table, and what is taken off fits them."""
    for chapter, kind in CHAPTERS.items():
        path = SECTIONS + chapter
        for row, name, words in pieces(dossier, in_digits(dossier.text(path)), kind):
            weight, score = number(dossier, row, "weight"), number(dossier, row, "score")
            wrong = _wrong(words, weight, score) if weight and score is not None else None
            if wrong:
                also = (row_path(ROWS, row, "score"), row_path(ROWS, row, "weight"))
                yield found(path, also=also, name=name, said=wrong[0], right=wrong[1])


def _wrong(words: str, weight: Decimal, score: Decimal) -> tuple[str, str] | None:
    """Compare what is told of one row with the table: (said, right) of the first that differs."""
    got, taken, full = _GOT.search(words), _TAKEN.findall(words), _FULL.search(words[:12])
    told = Decimal(got[1]) if got else None
    if full and Decimal(full[1]) != weight and told is not None:
        return f"满分{full[1]}分", f"评分表的分值是{plain(weight)}分"
    if told is not None and told not in (score, weight):
        return f"得{plain(told)}分", f"评分表得{plain(score)}分"
    if told is not None and told != score and (taken or not full):
        return f"得{plain(told)}分", f"评分表得{plain(score)}分"
    due = weight - score
    off = [Decimal(one) for one in taken]
    if off and sum(off, ZERO) != due and off[-1] != due and told is not None:
        right = f"{plain(weight)}分得{plain(score)}分，应扣{plain(due)}分" if due else "得的是满分"
        return f"扣{plain(sum(off, ZERO))}分", right
    return None


_CLASS_GOT = re.compile(
    rf"(决策|过程|产出|效益)(?:类)?(?:指标)?(?:实际)?得{_MARK}(?:[（(]满分{_MARK}[）)])?"
)
_CLASS_FULL = re.compile(rf"(决策|过程|产出|效益)(?:类)?(?:指标)?满分{_MARK}[，,]得{_MARK}")
_ALL_TAKEN = re.compile(rf"(?:合计|共计?|总共|总计)扣(?:减|除|去|了)?{_MARK}")


@rule(
    "evaluation.class_told",
    title="各类得分、满分和扣分",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写{said}，而评分表是{right}。",
    fix="按评分表改写，或核对评分表。",
    basis=WITHIN,
    failing=(
        Example("产出满分写成35分",
                SCORED | {OVERALL: "产出得四十分（满分三十五分）。"}, OVERALL, STAGES),
        Example("共扣1分写成11分", SCORED | {OVERALL: "2项有扣分，合计扣11分。"}, OVERALL, STAGES),
    ),
    passing=(
        Example("与评分表一致",
                SCORED | {OVERALL: "过程得十九分（满分二十分），产出满分40分，得40分，共扣一分。"},
                stages=STAGES),
    ),
)  # fmt: skip
def classes_are_the_table_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Marks of a class, its full marks, and what was taken off in all are those of the table."""
    scores, weights = by_class(dossier, "score"), by_class(dossier, "weight")
    text = in_digits(dossier.text(OVERALL))
    if not text or not all(weights.values()) or not sum(scores.values(), ZERO):
        return
    told = [(m[1], m[2], m[3]) for m in _CLASS_GOT.finditer(text)]
    told += [(m[1], m[3], m[2]) for m in _CLASS_FULL.finditer(text)]
    for kind, got, full in told:
        score = next((v for k, v in scores.items() if kind in k), None)
        weight = next((v for k, v in weights.items() if kind in k), None)
        if full and weight is not None and Decimal(full) != weight:
            yield found(
                OVERALL, also=(ROWS,), said=f"{kind}满分{full}分", right=f"{plain(weight)}分"
            )
        elif score is not None and Decimal(got) not in (score, weight):
            yield found(OVERALL, also=(ROWS,), said=f"{kind}得{got}分", right=f"{plain(score)}分")
    taken = _ALL_TAKEN.search(text)
    due = sum(weights.values(), ZERO) - sum(scores.values(), ZERO)
    if taken and Decimal(taken[1]) != due and due >= 0:
        yield found(OVERALL, also=(ROWS,), said=f"合计扣{taken[1]}分", right=f"扣{plain(due)}分")


_COUNTED = re.compile(
    r"三级指标(?:共|为|有|计)?(?P<behind>[0-9]{1,2})[个项]|(?P<front>[0-9]{1,2})[个项]三级指标"
)
_PART = re.compile("得满分|扣分|其中|(?:决策|过程|产出|效益)[^，。；]{0,12}$")


@rule(
    "evaluation.rows_told",
    title="三级指标的个数",
    severity=Severity.MUST_FIX,
    reads=READS,
    stage=STAGE,
    message="{where}写“{said}”，而评分表{kind}有{count}项三级指标。",
    fix="数一数评分表的行，按实际个数改写。",
    basis=WITHIN,
    failing=(
        Example("产出写7项，评分表1项",
                SCORED | {OUTPUT: "产出方面设三级指标七项，满分四十分。"}, OUTPUT, STAGES),
        Example("共写22个，评分表4个",
                SCORED | {SYSTEM: "一级指标4个、二级指标10个、三级指标22个。"}, SYSTEM, STAGES),
    ),
    passing=(
        Example("个数一致", SCORED | {OUTPUT: "产出方面设三级指标一项。",
                                      SYSTEM: "共4个三级指标。"}, stages=STAGES),
    ),
)  # fmt: skip
def rows_are_counted(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """How many third-level indicators a chapter tells is how many its class has."""
    classes = [dossier.text(row_path(ROWS, row, "level1")) for row in dossier.row_ids(ROWS)]
    for chapter, kind in (*CHAPTERS.items(), ("indicator_system", "")):
        path = SECTIONS + chapter
        own = [one for one in classes if kind in one and one]
        text = in_digits(dossier.text(path)) if own else ""
        match = _COUNTED.search(text) if "三级指标" in text else None
        if match is None or (not kind and _PART.search(text[: match.start()])):
            continue
        if int(match["behind"] or match["front"]) != len(own):
            shown = f"{kind}类" if kind else ""
            yield found(path, also=(ROWS,), said=match[0], kind=shown, count=len(own))


_NAMES = re.compile(r"三级指标(?:为|包括|有|分别为|分别是|是)[：:]?([^。\n]{8,800})")
MOST = Decimal("0.7")


@rule(
    "evaluation.names_told",
    title="列出的三级指标",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}列的三级指标与评分表不一致：{what}。",
    fix="照评分表把三级指标列全，名称写得一样。",
    basis=WITHIN,
    failing=(
        Example("漏列了一项",
                SCORED | {SYSTEM: "三级指标为：立项依据充分性、预算执行率、维修长度。"}, SYSTEM,
                STAGES),
    ),
    passing=(
        Example("列全了", SCORED
                | {SYSTEM: "三级指标为：立项依据充分性、预算执行率、维修长度、受益户数。"},
                stages=STAGES),
        Example("只列了几项", SCORED
                | {SYSTEM: "三级指标包括立项依据充分性、预算执行率、维修长度等。"}, stages=STAGES),
    ),
)  # fmt: skip
def names_are_listed_in_full(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A list of all third-level indicators holds each row of the table."""
    names = [dossier.text(row_path(ROWS, row, "level3")).strip() for row in dossier.row_ids(ROWS)]
    match = _NAMES.search(dossier.text(SYSTEM))
    listed = re.split("[、，,；;]", match[1].strip()) if match else []
    if not match or match[1].rstrip().endswith(("等", "等等")):
        return
    missing = [name for name in names if name and name not in match[1]]
    beside = [one for one in listed if one.strip() and one.strip() not in names]
    if missing and len(names) - len(missing) >= len(names) * MOST:
        what = "没有" + "、".join(f"“{name}”" for name in missing[:3])
        if beside:
            what += "，多了" + "、".join(f"“{one.strip()[:16]}”" for one in beside[:3])
        yield found(SYSTEM, also=(ROWS,), what=what)


@rule(
    "evaluation.team_told",
    title="评价工作组的姓名",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写{said}，而评价工作组名单是{right}。",
    fix="核对名单，姓名两处写得一样。",
    basis=WITHIN,
    failing=(
        Example("名单是史建军，写成史建国",
                {PROCESS: "任海波任组长。史建国任副组长。", f"{TEAM}.a.name": "任海波",
                 f"{TEAM}.b.name": "史建军"}, PROCESS, STAGES),
    ),
    passing=(
        Example("人数和姓名一致",
                {PROCESS: "工作组共二人，组长任海波，副组长史建军（改造办主任）。",
                 f"{TEAM}.a.name": "任海波", f"{TEAM}.b.name": "史建军"}, stages=STAGES),
    ),
)  # fmt: skip
def team_is_the_table_s(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The members of a team are called in the report what its list calls them."""
    names = [dossier.text(row_path(TEAM, row, "name")).strip() for row in dossier.row_ids(TEAM)]
    names = [name for name in names if name]
    text = in_digits(dossier.text(PROCESS)) if names else ""
    present = [name for name in names if name in text]
    for name in names if len(present) * 2 >= len(names) else ():
        other = name not in text and re.search(
            rf"(?:^|[\n，,；;。、：长员]){re.escape(name[:-1])}([㐀-鿿])(?=任|为|担任|[（(]|[，,、])",
            text,
        )
        if other and len(name) > 2:
            yield found(PROCESS, also=(TEAM,), said=f"“{name[:-1]}{other[1]}”",
                        right=f"“{name}”")  # fmt: skip
