"""Texts that speak of another project or unit, told by the dossier alone: nothing else at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.copied import COPIED, HOME, PROGRESS, PURPOSE, READS, YOUTH, own_print
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.marks import long_texts
from jixiao_desktop.rules.neighbours import AMONG, Print, core_name, pairs_of
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.surroundings import ALONE

LOOKED_AT = 5000
DONE = (
    "monitoring.goal_progress",
    "self_evaluation.goal_progress",
    "monitoring.sections.goal_completion",
)
"""Texts that tell what was done of the goal: its words come back in them."""

TELLING, STRANGE, KNOWN_WORDS = 10, 14, 12
"""Pairs of telling signs a text needs: without any known one, with a few; and those known."""

SHARED = 0.15
"""Up to this part of its telling signs a text shares with any other project."""

_TOLD = re.compile(
    "(?:对|关于)([^，。；：“”]{2,30}?)(?:项目)?(?:支出)?(?:进行|开展)(?:了)?(?:全面|综合)?的?(?:绩效)"
    "(?:自评|评价|监控)|对([^，。；：“”、]{3,24}?)项目(?:进行|开展)(?:了)?(?:自评|评价|监控)"
)
_BEGUN = re.compile(
    "(?:^|[。；\n])(?:目前|现|综上|截至[^，。]{2,14}，)?[“]?([㐀-鿿]{4,20}?)[”]?(?:项目|工程)"
    "(?:已|尚|于|正|未|建设|预算|年初|资金)"
)
_GENERAL = re.compile(
    "本|该|此|各|子|分|整|总|全|其|有关|相关|上述|配套|重点|新建|续建|在建|一般|专项|单位|部门|年度"
    "|加快|加强|加大|推进|力争|确保|继续|完善|做好|尽快|抓紧|加紧|半年|季度|月|按照|严格|及时|强化|规范|提高|统筹"
    "|个|期|类|批|所有|若干|以上|多数|支出|预算|财政|目标|指标|情况|实施|执行|上级|中央|自治"
)
_CAUSES = ("因", "受", "由于", "为", "经", "随着")
"""With these begins what happened to a work, not its name."""

_EMPTY = re.compile(
    "截至|项目|工作|完成|开展|绩效|目标|指标|资金|支出|预算|执行|进度|计划|各项|总体|整体|全年|预计|年底|年度"
    "|实施|推进|正常|任务|情况|已经|目前|进行|全部|剩余|其余|下半年|上半年|安排|按照|基本|按期|及时|万元|实际"
    "|实现|达到|其中|累计|相关|单位|组织|可以|以及|月底|左右|有序|顺利|达成|偏差|没有|不存在|有效|质量"
    "|[均已正将未的了在年月日个并和及等由按为于从比]|[0-9A-Za-z\\W]+"
)
_PLACE = "(?:省|自治区|州|盟|市|县|区|旗)"
_OFFICE = (
    "(?:局|委员会|办公室|中心|医院|学校|中学|小学|幼儿园|站|所|院|馆|人民政府|乡|镇"
    "|街道办事处|支队|大队)"
)
_UNIT = re.compile(
    f"(?:^|[。；\n，,])(?:综上[，,]?|目前[，,]?|同时[，,]?)?([㐀-鿿]{{2,6}}{_PLACE}[㐀-鿿]{{1,12}}?{_OFFICE})"
    "(?=严格按照[^，。]{0,12}(?:绩效|要求)|高度重视|项目资金(?:管理|按照)|成立了?[^，。]{0,8}(?:绩效|自评|监控|评价)"
    "|对[^，。]{0,16}(?:实施监控|(?:进行|开展)了?绩效|自评))"
)
_ABOVE = re.compile("财政|审计|人大|纪委|监委|发展和?改革|发改")


def told(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Walk the texts in sentences: those of the project and the chapters of its reports."""
    for path, text in long_texts(dossier):
        if ".sections." in path or path in AMONG:
            yield path, text[:LOOKED_AT]


def known_words(dossier: Dossier, own: Print, path: str) -> frozenset[str]:
    """Give the pairs of signs by which project and unit are known, one text left out.

    A unit's own report has no goal of a project: there all its other texts count.
    """
    said = [text for where, text in own.about if where != path]
    said += [dossier.text(where) for where in HOME]
    if path.startswith("unit_report.") or not own.name:
        said += [
            entry.text[:500]
            for where, entry in dossier.entries.items()
            if where != path and len(entry.text) >= 4
        ]
    return pairs_of("\n".join(said))


@rule(
    "copied.other_subject",
    title="文字说的是另一个项目",
    severity=Severity.EXPLAIN,
    reads=(*READS, "unit_report"),
    message="{where}说的是“{named}”，而这份材料的名称、目标和指标里都没有提到它。",
    fix="核对是不是从别的材料复制的；确实有关的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("执行情况写的是另一个项目", YOUTH | {PROGRESS: "智慧司法项目已完工，尚未验收。"},
                PROGRESS),
        Example(
            "自评的是另一个项目",
            {"name": "培训经费", "goal": "培训20次，提高能力。",
             PURPOSE: "为提高效益，我单位对办公设备购置经费项目进行绩效自评。"},
            PURPOSE,
            stages=("self_evaluation",),
        ),
    ),
    passing=(
        Example("说的就是本项目",
                {"name": "智慧司法项目", PROGRESS: "智慧司法项目已完工，尚未验收。"}),
        Example(
            "先说原因",
            {"name": "村级道路硬化", PROGRESS: "因雨水影响工程未按期完工，推迟到11月。"},
        ),
        Example(
            "是本项目的一部分",
            {"name": "智慧司法", "goal": "建设云平台1套。",
             PROGRESS: "云平台升级项目已完工；其余项目已招标。"},
        ),
        Example(
            "没有写项目名称",
            {"name": "培训经费", PURPOSE: "为提高效益，我单位对该项目进行绩效自评。"},
        ),
    ),
)  # fmt: skip
def texts_speak_of_this_project(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A sentence whose subject is a project of quite another name stands in the wrong file."""
    own = own_print(dossier, ALONE)
    for path, text in told(dossier) if len(own.name) >= 2 or dossier.rows else ():
        for named in subjects(text):
            words = pairs_of(core_name(named))
            known = known_words(dossier, own, path)
            if len(words & known) <= (len(words) // 4 if len(words) >= 4 else 0):
                yield found(path, named=named)
                break


@lru_cache(2048)
def subjects(text: str) -> tuple[str, ...]:
    """Give the names of projects that a text speaks of as its own."""
    if "项目" not in text and "工程" not in text:
        return ()
    matches = (pattern.search(text) for pattern in (_TOLD, _BEGUN))
    named = (match[1] or match[match.lastindex or 1] for match in matches if match)
    return tuple(
        one
        for one in named
        if len(core_name(one)) >= 2
        and not _GENERAL.search(core_name(one))
        and not one.startswith(_CAUSES)
    )


@lru_cache(2048)
def unit_told(text: str) -> str:
    """Give the unit that a text has doing what its own unit reports, "" where it names none."""
    match = _UNIT.search(text)
    return match[1] if match and not _ABOVE.search(match[1]) else ""


@lru_cache(1024)
def telling_words(text: str) -> frozenset[str]:
    """Give the pairs of signs of a text that tell of some matter, general words left out."""
    return frozenset(pair for part in _EMPTY.split(text[:LOOKED_AT]) for pair in pairs_of(part))


ROADS = {
    "name": "农村公路养护",
    "goal": "养护农村公路62公里，维修路面3200平方米，保障群众出行安全。",
} | row("a", {"name": "清理边沟长度", "target": "18", "unit": "公里"})


@rule(
    "copied.nothing_of_this",
    title="完成情况与本项目无关",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写的是{text}，其中没有一件是本项目的名称、目标和指标里说到的。",
    fix="核对是不是从别的项目复制的，写本项目完成了什么；名称不同而是一件事的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example(
            "公路项目写校舍",
            ROADS | {PROGRESS: "校舍维修已完成招标，食堂改造主体完工，新增学位300个。"},
            PROGRESS,
        ),
        Example("青年项目写服务器", YOUTH | {PROGRESS: COPIED}, PROGRESS),
    ),
    passing=(
        Example(
            "写的是本项目", ROADS | {PROGRESS: "已养护公路62公里，维修路面1950平方米，清沟11公里。"}
        ),
        Example("只说了进度", ROADS | {PROGRESS: "各项工作按计划有序推进，预计年底全部完成。"}),
        Example("还没有目标和指标", {"name": "养护", PROGRESS: COPIED}),
    ),
)
def progress_is_of_this_project(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What was done shares words with what was to be done; a text that shares none is astray."""
    own = own_print(dossier, ALONE)
    for path in DONE:
        words = telling_words(dossier.text(path))
        if len(words) < TELLING:
            continue
        known = known_words(dossier, own, path)
        shared = len(words & known)
        told_there = path.endswith("goal_progress") and len(words) >= STRANGE
        most = SHARED * len(words) if told_there else 0
        if len(known) >= KNOWN_WORDS and shared <= most:
            light = Severity.HINT if len(words) < STRANGE else None
            yield found(path, severity=light, text=quoted(dossier.text(path)))


def of_the_house(name: str, dossier: Dossier) -> bool:
    """Tell whether a unit's name is one of the dossier's own, or short for it."""
    for path in HOME:
        home = dossier.text(path).strip()
        if home and (name in home or home in name or _short_for(name, home)):
            return True
    return False


def _short_for(short: str, full: str) -> bool:
    """Tell whether all signs of a short name stand in the full one, in order."""
    rest = iter(full)
    return all(sign in rest for sign in short)


@rule(
    "copied.other_unit",
    title="文字说的是另一个单位",
    severity=Severity.EXPLAIN,
    reads=("",),
    message="{where}说的是“{name}”，而这份材料的单位是“{own}”。",
    fix="核对是不是从别的单位的材料复制的；确实由它实施的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example(
            "自评报告里是另一个单位",
            {"unit.name": "贵德县民政局", "name": "高龄津贴",
             PURPOSE: "为提高资金效益开展自评。泽库县教育局成立了绩效工作领导小组。"},
            PURPOSE,
        ),
    ),
    passing=(
        Example(
            "说的是本单位",
            {"unit.name": "贵德县民政局", PURPOSE: "贵德县民政局成立了绩效工作领导小组。"},
        ),
        Example(
            "用的是简称",
            {"unit.name": "阿克陶县商务科技和工业信息化局",
             PURPOSE: "阿克陶县商信局高度重视，组织开展自评。"},
        ),
        Example(
            "说的是配合的单位",
            {"unit.name": "贵德县民政局", PURPOSE: "会同贵德县残疾人联合会核对名册3次。"},
        ),
    ),
)  # fmt: skip
def texts_speak_of_this_unit(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A sentence in which another unit does what this one reports was copied with its name."""
    own = next((dossier.text(path) for path in HOME[1:] if dossier.filled(path)), "")
    for path, text in told(dossier) if own else ():
        name = unit_told(text)
        if name and not of_the_house(name, dossier):
            yield found(path, name=name, own=own.strip()[:30])
