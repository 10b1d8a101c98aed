"""Texts that tell of another project: copied whole, in part, or with its name left inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.neighbours import (
    TELLING,
    Print,
    Twin,
    core_name,
    pairs_of,
    print_of,
)
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.surroundings import Surroundings

READS = (
    "name",
    "implementer",
    "unit",
    "department",
    "goal",
    "overview",
    "purpose",
    "monitoring.goal_progress",
    "monitoring.sections",
    "self_evaluation.goal_progress",
    "self_evaluation.sections",
    "evaluation.sections",
    "indicators[].name",
)
SAME_TO_ALL = 40
"""A shared general text of fewer signs is nobody's."""

LONG_NAME = 6
_TOGETHER = re.compile("(?:与|和|同|及|、|配合|结合|并入|整合|从|向|由|除|区别于|衔接|“|《)$")
_PROJECT = re.compile("(?:建设|专项|工作|补助)?(?:项目|经费|资金)")
_ACTS = re.compile("(?:严格|高度重视|成立|认真|对[^，。]{0,30}(?:进行|开展)绩效)")
COMPUTER = {"name": "智慧司法项目", "goal": "完成智慧司法云平台建设，支付平台建设尾款80万元。"}
COPIED = "硬件设备服务器已采购完成，智慧司法项目已完工，尚未验收，尾款80万元未支付。"
YOUTH = {
    "name": "青少年事业发展经费",
    "goal": "开展团干部、青年培训10次，支持青年创业就业100人次。",
}
PROGRESS = "monitoring.goal_progress"
PURPOSE = "self_evaluation.sections.evaluation_purpose"
SHARED = (
    "为加强预算支出管理，建立科学规范的财政支出绩效评价体系，提高资金使用效益，"
    "我单位对{}项目进行绩效自评，对资金产出及其效益进行综合评价和判断。"
)


def own_print(dossier: Dossier, surroundings: Surroundings) -> Print:
    """Give the fingerprints of the dossier at hand, worked out once."""
    known = dossier.worked_out.get("print")
    if not isinstance(known, Print) or known.key != surroundings.own:
        known = print_of(surroundings.own, dossier)
        dossier.worked_out["print"] = known
    return known


def of_the_other(twin: Twin, text: str, own: Print) -> tuple[bool, bool]:
    """Tell whether a shared text is surely, or probably, the other project's and not this one's."""
    words = pairs_of(text)
    mine, theirs = own.words_without(twin.path), twin.whose.words_without(twin.path)
    for_them, for_me = len(words & (theirs - mine)), len(words & (mine - theirs))
    name = core_name(twin.whose.name)
    rest = "\n".join(said for at, said in own.about if at != twin.path)
    named = len(name) >= 3 and name in text and name not in rest
    return named and for_me * 2 <= for_them, for_them >= 3 and for_me * 3 <= for_them


def of_this_one(twin: Twin, text: str, own: Print) -> bool:
    """Tell whether a shared text is this project's, and the other copied it."""
    mirrored = Twin(own, twin.path, twin.whole)
    return any(of_the_other(mirrored, text, twin.whose))


def weight(twin: Twin, text: str, own: Print) -> Severity | None:
    """Weigh a shared text; None where nothing is to be said of it."""
    surely, probably = of_the_other(twin, text, own)
    if surely and twin.whole:
        return Severity.MUST_FIX
    if not (surely or probably) and of_this_one(twin, text, own):
        return None
    if twin.path in TELLING:
        told = probably or surely or any(sign.isdecimal() for sign in text)
        return (Severity.EXPLAIN if told else Severity.HINT) if twin.whole or surely else None
    return Severity.HINT if len(text) >= SAME_TO_ALL else None


@rule(
    "copied.text",
    title="与别的项目相同的文字",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写的是{text}，与“{other}”的同一栏{how}。",
    fix="{advice}。",
    basis=WITHIN,
    failing=(
        Example(
            "执行情况是另一个项目的",
            YOUTH | {PROGRESS: COPIED},
            PROGRESS,
            others=(COMPUTER | {PROGRESS: COPIED},),
        ),
        Example(
            "两个项目的目标一字不差",
            {"name": "甲村道路", "goal": "维修道路3公里、清理边沟2公里，改善群众出行条件。"},
            "goal",
            others=(
                {"name": "丙村饮水", "goal": "维修道路3公里、清理边沟2公里，改善群众出行条件。"},
            ),
        ),
        Example(
            "自评目的只换了项目名称",
            {"name": "培训经费", PURPOSE: SHARED.format("培训经费")},
            PURPOSE,
            stages=("self_evaluation",),
            others=({"name": "设备购置经费", PURPOSE: SHARED.format("设备购置经费")},),
        ),
    ),
    passing=(
        Example(
            "各写各的",
            YOUTH | {PROGRESS: "已举办团干部培训6次，支持青年创业就业58人次。"},
            others=(COMPUTER | {PROGRESS: COPIED},),
        ),
        Example(
            "文字是本项目的，别的项目抄了它",
            COMPUTER | {PROGRESS: COPIED},
            others=(YOUTH | {PROGRESS: COPIED},),
        ),
        Example("没有别的项目", YOUTH | {PROGRESS: COPIED}),
    ),
)  # fmt: skip
def texts_are_this_projects_own(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """A text that stands in another project to the letter tells of one of the two only."""
    neighbours = surroundings.neighbours
    if not neighbours.prints:
        return
    own = own_print(dossier, surroundings)
    for path, text in own.texts.items():
        twin = neighbours.twin(path, text, own, float(settings.text_likeness))
        severity = weight(twin, text, own) if twin is not None else None
        if twin is None or severity is None:
            continue
        yield found(
            path,
            severity=severity,
            text=quoted(text),
            other=(twin.whose.name or "另一个项目")[:30],
            how="一字不差" if twin.whole else "只有名称、数字不同",
            advice=_ADVICE[severity],
        )


_ADVICE = {
    Severity.MUST_FIX: "这段话说的是那个项目，换成本项目的实际情况",
    Severity.EXPLAIN: "核对是不是从那里复制的，写本项目自己的情况；确实相同的，写一句说明",
    Severity.HINT: "通用的话可以相同；核对其中说的是不是本项目的实际情况",
}


@rule(
    "copied.name",
    title="文字里有别的项目或单位的名称",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写到{kind}“{name}”，而本项目是“{own}”。",
    fix="核对是不是从那里复制的；确实与它有关的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example(
            "概况里留着另一个项目的名称",
            YOUTH | {"overview": "智慧司法项目用于开展青年培训10次。"},
            "overview",
            others=(COMPUTER,),
        ),
        Example(
            "正文里是另一个单位",
            YOUTH
            | {"implementer": "某盟团委", PROGRESS: "某盟司法局高度重视，已开展青年培训6次。"},
            PROGRESS,
            others=(COMPUTER | {"implementer": "某盟司法局"},),
        ),
    ),
    passing=(
        Example(
            "写明与另一个项目的关系",
            YOUTH | {"overview": "与智慧司法项目统筹使用会议室，开展青年培训10次。"},
            others=(COMPUTER,),
        ),
        Example("只写本项目", YOUTH | {"overview": "开展青年培训10次。"}, others=(COMPUTER,)),
        Example(
            "写到主管部门",
            YOUTH | {"department.name": "某盟司法局", PROGRESS: "某盟司法局统一组织，已培训6次。"},
            others=(COMPUTER | {"implementer": "某盟司法局"},),
        ),
    ),
)
def names_are_this_projects_own(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """Another project's or unit's name inside a text was most likely left there by a copy."""
    neighbours = surroundings.neighbours
    if len(neighbours.prints) < 2:
        return
    own = own_print(dossier, surroundings)
    for path, text in own.texts.items():
        told: set[str] = set()
        for at, name, whose in neighbours.names_in(text, own):
            severity = _foreign(dossier, path, text, (at, name), own)
            if severity is not None and not told:
                told.add(name)
                kind = "单位" if name == whose.unit else "项目"
                yield found(path, severity=severity, kind=kind, name=name, own=own.name[:30])


def _foreign(
    dossier: Dossier, path: str, text: str, place: tuple[int, str], own: Print
) -> Severity | None:
    """Weigh a name of another found in a text; None where it may well stand there."""
    at, name = place
    rest = "\n".join(said for where, said in own.about if where != path)
    home = [dossier.text(p) for p in HOME if dossier.filled(p)]
    if name in rest or any(name in one or one in name for one in home):
        return None
    if _TOGETHER.search(text[max(0, at - 4) : at]):
        return None
    behind = text[at + len(name) : at + len(name) + 40]
    if re.search(
        "(?:局|镇|乡|院|校|学|中心|委|府|部|处|所|站|馆|会|办|公司|队|庭|团|室|园)$", name
    ):
        return Severity.EXPLAIN if _ACTS.match(behind) else Severity.HINT
    if _PROJECT.match(behind):
        return Severity.EXPLAIN
    return Severity.HINT if len(name) >= LONG_NAME else None


HOME = ("name", "implementer", "department.name", "unit.name", "unit.department.name")
