"""Lists that say how many they hold: “下设3个科室，分别是：…”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example

LONGEST = 20_000
_LIST = re.compile(
    r"([0-9]{1,2}|[一二两三四五六七八九十]) ?(个[^，。；：\n0-9]{1,8})，?分别[是为][：:]?"
    r"([^。；\n]{2,200})[。；\n]"
)
_NAMED = re.compile(
    r"(?:共计|共|合计|总计)([0-9]{1,2}|[一二两三四五六七八九十]) ?"
    r"([个家所处支座条项][^，。；、：\n0-9]{2,8})"
)
"""How many, behind the names: 办公室、党建办、经发办共4个办。"""
BACK = 300
_STOP = re.compile("[。；;：:\n，,]")

_HAN = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_COUNT = r"([0-9]{1,2}|[两二三四五六七八九十]) ?[名人位]"
_WHO = "(?:同志|工作人员|人员|专家|干部|成员|同事)?"
_TEAM = "(?:评价|监控|自评)(?:工作)?(?:小组|组|专班)"
_MEMBERS = re.compile(
    rf"{_COUNT}{_WHO}(?:组成|构成|的){{0,2}}了?(?:绩效)?{_TEAM}"
    rf"|{_TEAM}(?:由|共|成员)[^。；\n]{{0,24}}?{_COUNT}{_WHO}(?:组成|构成|(?=[，。；：:（(]))"
)
TEAMS = {"evaluation.": "evaluation.team", "unit_report.": "unit_report.team"}
PROCESS = "evaluation.sections.preparation"
THREE = {f"evaluation.team.{key}.name": name for key, name in zip("abc", ("张三", "李四", "王五"),
                                                                  strict=True)}  # fmt: skip
_OPEN = re.compile("等|其中|（|\\(|，|[0-9]")
SETUP = "unit_report.monitoring.sections.organization_setup"


@rule(
    "text.list_count",
    title="列出的个数",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写{said}，而列了{count}个。",
    fix="核对个数和名单，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("写3个科室，列了4个",
                {SETUP: "下设3个职能科室，分别是：办公室、党建办、经发办、综治办。"}, SETUP),
        Example("列了3个办公室，写共5个",
                {SETUP: "下设党政综合办公室、经济发展办公室、社会事务办公室共5个办公室。"}, SETUP),
    ),
    passing=(
        Example("先列名称，个数一致", {SETUP: "下设综合办公室、党建办公室共2个办公室。"}),
        Example("后面说的是另一种东西", {SETUP: "涉及东村、西村、南村共12个村民小组。"}),
        Example("个数与名单一致", {SETUP: "下设3个职能科室，分别是：办公室、党建办、经发办。"}),
        Example("没有列全", {SETUP: "下设8个职能科室，分别是：办公室、党建办等。"}),
        Example("列的不是名单", {SETUP: "有3个村，分别是30户、20户、15户。"}),
    ),
)  # fmt: skip
def lists_hold_what_they_say(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A list announced with a number has so many items."""
    text = dossier.text(path)
    if "、" in text and _TOTAL.search(text):
        yield from _counted_behind(path, text[:LONGEST])
    if "分别" not in text:
        return
    for match in _LIST.finditer(text[:LONGEST]):
        told = _HAN.get(match[1]) or int(match[1])
        if _OPEN.search(match[3]):
            continue
        count = len([one for one in re.split("、|和|及", match[3]) if one.strip()])
        plain_count = len([one for one in match[3].split("、") if one.strip()])
        if told not in (count, plain_count):
            yield found(path, said=f"{match[1]}{match[2]}", count=plain_count)
            return


_TOTAL = re.compile("[共合总]计?[0-9一二两三四五六七八九十]")


def _counted_behind(path: str, text: str) -> Iterator[Found]:
    """Names that all end like the thing counted behind them are so many."""
    for match in _NAMED.finditer(text):
        before = text[max(0, match.start() - BACK) : match.start()].rstrip("，,")
        names = _STOP.split(before)[-1].split("、")
        tail = match[2][-2:]
        told = _HAN.get(match[1]) or int(match[1])
        if len(names) > 1 and told != len(names) and all(n.endswith(tail) for n in names):
            yield found(path, said=match[0], count=len(names))
            return


@rule(
    "text.team_count",
    title="小组的人数",
    severity=Severity.EXPLAIN,
    reads=("evaluation", "unit_report"),
    message="{where}写“{said}”，而名单里填了{count}人。",
    fix="核对名单，补上没有填的成员，或改人数。",
    basis=WITHIN,
    failing=(
        Example("写5人组成的评价组，名单3人",
                {PROCESS: "成立由5人组成的评价组，制定评价方案。"} | THREE, PROCESS,
                ("evaluation",)),
        Example("写评价组共7人，名单3人",
                {PROCESS: "评价工作组由组长1人、成员6人共7人组成。"} | THREE, PROCESS,
                ("evaluation",)),
    ),
    passing=(
        Example("人数与名单一致", {PROCESS: "成立由3人组成的评价组。"} | THREE,
                stages=("evaluation",)),
        Example("先写总数，再写各是几人", {PROCESS: "评价小组共3人：组长1人、成员2人。"} | THREE,
                stages=("evaluation",)),
        Example("还没有填名单", {PROCESS: "成立由5人组成的评价组。"}, stages=("evaluation",)),
        Example("说的是访谈的人", {PROCESS: "评价组访谈了5人，走访12户。"} | THREE,
                stages=("evaluation",)),
    ),
)  # fmt: skip
def teams_have_their_number(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A team told with a number has so many names in its list."""
    for prefix, kind in TEAMS.items():
        names = [dossier.text(path).strip() for path in dossier.row_paths(kind, "name")]
        listed = [name for name in names if name]
        whole = not any(_OFFICES.search(name) for name in listed)
        for path, entry in dossier.under(prefix) if listed and whole else ():
            match = _MEMBERS.search(entry.text[:LONGEST]) if ".sections." in path else None
            told = match and (match[1] or match[2])
            if match and told and (_HAN.get(told) or int(told)) != len(listed):
                yield found(path, also=(kind,), said=match[0], count=len(listed))
                break


_OFFICES = re.compile("各|负责人|股室|科室|全体|[、，]")
