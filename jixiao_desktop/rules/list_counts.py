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
_HAN = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_OPEN = re.compile("等|其中|（|\\(|，|[0-9]")
SETUP = "unit_report.monitoring.sections.organization_setup"


@rule(
    "text.list_count",
    title="列出的个数",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=10,
    message="{where}写{said}，后面列了{count}个。",
    fix="核对个数和名单，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("写3个科室，列了4个",
                {SETUP: "下设3个职能科室，分别是：办公室、党建办、经发办、综治办。"}, SETUP),
    ),
    passing=(
        Example("个数与名单一致", {SETUP: "下设3个职能科室，分别是：办公室、党建办、经发办。"}),
        Example("没有列全", {SETUP: "下设8个职能科室，分别是：办公室、党建办等。"}),
        Example("列的不是名单", {SETUP: "有3个村，分别是30户、20户、15户。"}),
    ),
)  # fmt: skip
def lists_hold_what_they_say(dossier: Dossier, settings: Settings, path: str) -> Iterator[Found]:
    """A list announced with a number has so many items."""
    text = dossier.text(path)
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
