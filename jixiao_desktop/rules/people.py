"""Names of people and places: the middle dot that got lost or was typed as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.readable import quoted

DOT = "·"
LONGEST = 20_000
NAMES = re.compile(r"(?:^|\.)(?:name|implementer|filled_by|head|finance_head)$")
PEOPLE = re.compile(r"(?:filled_by|head|finance_head)$|team\.[^.]+\.name$")
_LOST = re.compile(r"(?<=[㐀-鿿])[?？�□■◇◆¿]{1,2}(?=[㐀-鿿])")
_SIGN = re.compile("[?？�□■◇◆¿]")
_IN_PROSE = re.compile(
    "([㐀-鿿]{2,6})([?？]{1,2})([㐀-鿿]{2,6}?)"
    "(?=任[^务何]|同志|担任|等(?:[0-9一二三四五六七八九十两]{1,3}[名人位]|人)|[（(](?:组长|副|局|镇|乡|主任|书记|科|会计|出纳|站|所|成员))"
)
_LISTED = re.compile(
    "(?:成员|组长|负责人|填报人|联系人|人员)[：:] ?(?:[㐀-鿿·]{2,8}、){0,8}"
    "([㐀-鿿]{2,6})([?？□■◇◆]{1,2})([㐀-鿿]{2,6})"
    "(?=[、，,。；;（(\\s]|$)"
)
_LED_UP = re.compile("^.*[由经请和与及为给](?=[㐀-鿿]{2})")
_ASKS = re.compile("什么|谁|何|吗|呢|怎|哪|否|多少")
_OTHER = re.compile("(?<=[㐀-鿿]) ?[.．。•‧・∙●﹒*] ?(?=[㐀-鿿])")
TEAM = "evaluation.team.a.name"


@rule(
    "text.lost_dot",
    title="名字里的问号",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    least=3,
    message="{where}写成{text}，名字中间的“{sign}”多半是丢了的间隔号“·”。",
    fix="核对后改为“{right}”。",
    basis="填写要求",
    failing=(
        Example(
            "填报人写成“阿不来提？托合提”",
            {"unit.contacts.filled_by": "阿不来提？托合提"},
            "unit.contacts.filled_by",
        ),
        Example("间隔号成了方框", {"unit.contacts.head": "买买提□吐尔逊"}, "unit.contacts.head"),
        Example(
            "报告里写成“阿不来提？托合提”",
            {"evaluation.sections.process": "阿不来提？托合提任评价组副组长。"},
            "evaluation.sections.process",
        ),
        Example("名单里成了方框", {"overview": "成员：古丽□阿依、张三。"}, "overview"),
        Example(
            "正文里丢成两个问号",
            {"overview": "由阿不来提？？托合提等3名工作人员核对。"},
            "overview",
        ),
    ),
    passing=(
        Example("填报人“阿不来提·托合提”", {"unit.contacts.filled_by": "阿不来提·托合提"}),
        Example("自问自答，后面列人", {"overview": "由谁去做？王小明等3名同志。"}),
        Example("正文里的问句", {"overview": "为什么做？解决饮水问题。由谁负责？办公室主任。"}),
    ),
)
def names_keep_their_dot(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A question mark inside a name is a middle dot that got lost on the way."""
    for path, entry in dossier.entries.items():
        if 2 < len(entry.text) <= LONGEST and _SIGN.search(entry.text):
            yield from _lost(path, entry.text)


def _lost(path: str, text: str) -> Iterator[Found]:
    if NAMES.search(path):
        right, shown = _LOST.sub(DOT, text), text
    else:
        said = (*_IN_PROSE.finditer(text), *_LISTED.finditer(text))
        match = next((m for m in said if not _ASKS.search(m[0])), None)
        if match is None:
            return
        right = text[: match.end(1)] + DOT + text[match.end(2) :]
        shown = _LED_UP.sub("", match[1]) + match[2] + match[3]
    if right != text:
        name = _LOST.sub(DOT, shown)
        mend = Mend(f"改为“{name[:20]}”", (set_text(path, right),))
        sign = _SIGN.search(shown)
        yield found(path, mend=mend, text=quoted(shown), right=name[:40], sign=sign and sign[0])


@rule(
    "text.other_dot",
    title="名字里的间隔号",
    severity=Severity.HINT,
    reads=("unit.contacts", "contacts", "evaluation.team", "unit_report.team"),
    least=3,
    message="{where}写成{text}，名字中间的点不是间隔号“·”。",
    fix="改为“{right}”，以便查找和核对。",
    basis="填写要求",
    failing=(
        Example("名字中间是句点", {TEAM: "阿不来提.托合提"}, TEAM),
        Example("名字中间是圆点", {"unit.contacts.head": "买买提•艾力"}, "unit.contacts.head"),
    ),
    passing=(
        Example("名字中间是间隔号", {TEAM: "阿不来提·托合提"}),
        Example("没有间隔号的名字", {"unit.contacts.head": "王小明"}),
    ),
)
def names_have_the_right_dot(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """One name is written in one way, with the middle dot of the 居民身份证."""
    people = [p for p in dossier.entries if p.endswith(("_by", "head", ".name"))]
    for path in people:
        text = dossier.text(path).strip()
        if len(text) <= 40 and PEOPLE.search(path) and _OTHER.search(text):
            right = _OTHER.sub(DOT, text)
            mend = Mend(f"改为“{right}”", (set_text(path, right),))
            yield found(path, mend=mend, text=quoted(text), right=right)
