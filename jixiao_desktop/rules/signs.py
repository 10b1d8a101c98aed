"""Broken and doubled signs, brackets without a partner, what a word processor left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import marks
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.marks import Mark, mended, of_kind, seen

FILLING = "填写要求"
OFFICIAL_WRITING = "GB/T 9704—2012 7.2.5"
"""Authority for 〔〕 in document numbers: 发文字号的年份用六角括号括入."""

LABELLED = re.compile(r"(?:^|\.)(?:name|unit|level[123])$")
"""Names and units may carry a bare % as their unit."""


def mend_for(dossier: Dossier, path: str, places: list[Mark], name: str) -> Mend | None:
    """Offer what puts all places of one kind right in a text, None where nothing would."""
    text = dossier.text(path)
    right = mended(text, places)
    return Mend(name, (set_text(path, right),)) if right and right.strip() else None


def first_of(dossier: Dossier, path: str, places: list[Mark]) -> dict[str, str]:
    """Tell the first place of a kind and how many more there are."""
    more = f"等{len(places)}处" if len(places) > 1 else ""
    return {"words": seen(dossier.text(path), places[0]), "more": more}


def _all(
    dossier: Dossier, kind: str, name: str, severity: Mapping[bool, Severity] | None = None
) -> Iterator[Found]:
    """Yield one finding per text that has marks of a kind."""
    for path, places in of_kind(dossier, kind).items():
        mend = mend_for(dossier, path, places, name)
        graver = severity[mend is not None] if severity else None
        yield found(path, mend=mend, severity=graver, **first_of(dossier, path, places))


@rule(
    "text.broken",
    title="显示不出的字",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    message="{where}有显示不出的字“{words}”{more}，打印和导出会缺字。",
    fix="对照原件重新输入这几个字。",
    basis=FILLING,
    failing=(
        Example("复制来的文字里有坏字", {"goal": "举办培\ufffd班20次，提升能力。"}, "goal"),
        Example("文字里夹着控制字符", {"overview": "项目概况\x07：修路3公里。"}, "overview"),
    ),
    passing=(
        Example("文字完好", {"goal": "举办培训班20次，提升能力。"}),
        Example("生僻字", {"unit.contacts.head": "𠮷野·䶮"}),
        Example("分行、分段", {"overview": "一、修路3公里。\n\t二、清淤2公里。"}),
    ),
)
def no_broken_signs(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A sign that no page can show was lost on the way here and is typed anew."""
    yield from _all(dossier, marks.BROKEN, "去掉这些字符")


@rule(
    "text.hidden",
    title="看不见的字符",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}里夹着看不见的字符。",
    fix="按一下“改正”去掉它，以免查找、核对时对不上。",
    basis=FILLING,
    failing=(Example("名称里夹着零宽字符", {"name": "干部\u200b培训"}, "name"),),
    passing=(
        Example("普通文字", {"name": "干部培训"}),
        Example("蒙古文、维吾尔文里的连接符", {"overview": "ᠮᠣᠩᠭᠣᠯ\u200dᠪᠢ"}),
    ),
)
def no_hidden_signs(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What nobody sees makes two equal names differ."""
    yield from _all(dossier, marks.HIDDEN, "去掉看不见的字符")


@rule(
    "text.private",
    title="别的电脑显示不出的字",
    severity=Severity.EXPLAIN,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}里有自造字，别的电脑显示不出。",
    fix="换成通用的字；人名、地名确实只能这样写的，写一句说明。",
    basis=FILLING,
    failing=(Example("姓名里有自造字", {"unit.contacts.head": "王\ue5e5"}, "unit.contacts.head"),),
    passing=(Example("姓名用通用的字", {"unit.contacts.head": "王䶮"}),),
)
def no_private_signs(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A self-made sign shows on the PC it was made on, and nowhere else."""
    yield from _all(dossier, marks.PRIVATE, "")


@rule(
    "text.residue",
    title="排版软件留下的代码",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}里有排版软件留下的代码。",
    fix="删去代码；是引用别处的，写明那里的标题或页码。",
    basis=FILLING,
    failing=(
        Example("引用失效", {"overview": "详见错误！未找到引用源。所列内容。"}, "overview"),
        Example("网页代码", {"goal": "培训&nbsp;20次<br/>提升能力"}, "goal"),
    ),
    passing=(
        Example("正常的引用", {"overview": "详见附件2所列内容，错误率不超过1%。"}),
        Example("比较符号", {"goal": "满意度>90%，成本<5万元。"}),
    ),
)
def no_residue(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Field codes and tags of other programs are no part of the text."""
    yield from _all(dossier, marks.RESIDUE, "删去代码")


@rule(
    "text.doubled_signs",
    title="重复的标点",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}的标点重复。",
    fix="只留一个。",
    basis=FILLING,
    failing=(
        Example("两个句号", {"goal": "举办培训20次。。提升能力。"}, "goal"),
        Example("逗号后面又有句号", {"goal": "举办培训20次，。提升能力。"}, "goal"),
    ),
    passing=(
        Example("标点正常", {"goal": "举办培训20次。提升能力。"}),
        Example("省略号", {"overview": "桌椅、书柜……等。。。"}),
    ),
)
def signs_stand_alone(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Two commas side by side are a slip of the key."""
    yield from _all(dossier, marks.SIGNS, "去掉重复的标点")


@rule(
    "text.doubled_words",
    title="重复的字词",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}里有写了两遍的字词。",
    fix="删去重复的一遍。",
    basis=FILLING,
    failing=(
        Example("单位写了两遍", {"goal": "投入资金100万元万元。"}, "goal"),
        Example("“的”写了两遍", {"goal": "提升干部的的能力。"}, "goal"),
        Example("百分号写了两遍", {"goal": "合格率95%%。"}, "goal"),
    ),
    passing=(
        Example("没有重复", {"goal": "投入资金100万元，万元产值能耗下降。"}),
        Example("本来就要重复的字", {"goal": "实现目的的手段，天天开放，人人受益。"}),
    ),
)
def words_stand_once(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A unit or a word typed twice."""
    yield from _all(dossier, marks.WORDS, "删去重复的字词")


@rule(
    "text.percent_without_number",
    title="百分号前没有数字",
    severity=Severity.EXPLAIN,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}的百分号前面是文字，没有数字。",
    fix="补上数字；没有数字的，删去百分号。",
    basis=FILLING,
    failing=(
        Example(
            "完成情况写“未到监控节点%”",
            {"indicators.a.monitoring.actual": "未到监控节点%"},
            "indicators.a.monitoring.actual",
        ),
        Example("完成率没有数字", {"monitoring.goal_progress": "培训完成率%。"},
                "monitoring.goal_progress"),
    ),
    passing=(
        Example("有数字", {"monitoring.goal_progress": "培训完成率60%。"}),
        Example("名称后面注明单位", {"indicators.a.name": "三公经费节约率%"}),
        Example("说的是单位", {"overview": "满意度以%计，合格率（%）按季统计。"}),
    ),
)  # fmt: skip
def percent_has_a_number(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A % after a word says that a figure is missing, or that the % is too much."""
    weight = {True: Severity.MUST_FIX, False: Severity.EXPLAIN}
    for one in _all(dossier, marks.PERCENT, "删去百分号", weight):
        if not LABELLED.search(one.path):
            yield one


@rule(
    "text.width",
    title="全角半角混用的数字",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}里的数字有的是全角，有的是半角。",
    fix="统一用半角数字。",
    basis=FILLING,
    failing=(Example("一个数里混用", {"goal": "举办培训１2次。"}, "goal"),),
    passing=(
        Example("都是半角", {"goal": "举办培训12次。"}),
        Example("都是全角", {"goal": "举办培训１２次。"}),
    ),
)
def digits_have_one_width(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A number half in full-width digits is easily misread and never found."""
    yield from _all(dossier, marks.WIDTH, "改为半角数字")


@rule(
    "text.unpaired",
    title="不成对的括号",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}的括号不成对。",
    fix="补上另一半，或删去多余的一半。",
    basis=FILLING,
    failing=(
        Example("只有前一半", {"overview": "用于培训（含食宿，每期3天。"}, "overview"),
        Example("末尾多一个括号", {"overview": "购买终端、燃油费。）"}, "overview"),
        Example("书名号里套错括号", {"overview": "按《某局）财务制度》执行。"}, "overview"),
    ),
    passing=(
        Example("括号成对", {"overview": "用于培训（含食宿），按《财务制度（试行）》执行。"}),
        Example("编号后的半个括号", {"overview": "1）办公费；2)差旅费；a）其他。一)总则"}),
        Example("数的区间", {"overview": "优[90,100]，良[80,90)，中（60—80]。"}),
    ),
)
def brackets_have_partners(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An open bracket without its partner: something was cut off or forgotten."""
    yield from _all(dossier, marks.UNPAIRED, "")


@rule(
    "text.quotes",
    title="不成对的引号",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}的引号不成对。",
    fix="补上另一半，或删去多余的一半。",
    basis=FILLING,
    failing=(
        Example("只有前一半", {"goal": "推行“免申即享，减少群众跑腿3次。"}, "goal"),
        Example("末尾多一个", {"goal": "培训20次，提升能力。”"}, "goal"),
    ),
    passing=(
        Example("引号成对", {"goal": "推行“免申即享”，减少群众跑腿3次。"}),
        Example("没有引号", {"goal": "培训20次，提升能力。"}),
    ),
)
def quotes_have_partners(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A quotation that never ends, or never began."""
    yield from _all(dossier, marks.QUOTES, "")


@rule(
    "text.number_brackets",
    title="文号的括号",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}“{words}”{more}的文号没有用六角括号〔〕。",
    fix="年份改用六角括号，如 财预〔2020〕10号。",
    basis=OFFICIAL_WRITING,
    failing=(
        Example("文号用了圆括号", {"overview": "依据财预（2020）10号文件。"}, "overview"),
        Example("两半不是一种括号", {"overview": "依据财预〔2020)10号文件。"}, "overview"),
    ),
    passing=(
        Example("文号用六角括号", {"overview": "依据财预〔2020〕10号文件。"}),
        Example("括号里是年份而不是文号", {"overview": "参加运动会（2024）3次。"}),
    ),
)
def numbers_of_documents_use_hooks(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """The year in a document's number stands in 〔〕; two different halves are a slip."""
    for path, places in of_kind(dossier, marks.NUMBER).items():
        text = dossier.text(path)
        mixed = any(_two_kinds(text[one.start], text[one.end - 1]) for one in places)
        yield found(
            path,
            mend=mend_for(dossier, path, places, "改用六角括号"),
            severity=Severity.MUST_FIX if mixed else None,
            **first_of(dossier, path, places),
        )


_KINDS = ("(（)）", "[［]］", "【】", "〔﹝〕﹞")


def _two_kinds(one: str, two: str) -> bool:
    return not any(one in kind and two in kind for kind in _KINDS)
