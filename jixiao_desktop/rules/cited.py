"""Titles of documents against their numbers: both are copied from report to report, errors too."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.resources import resources_root
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.marks import LONGEST, long_texts

CITED = "文件标题与文号"
COUNTY = "源财"
"""Beginning of the numbers in the table that are no ministry's."""
_NUMBER = re.compile(
    r"([㐀-鿿]{2})[(（\[［【〔﹝] {0,2}((?:19|20)[0-9]{2}) {0,2}[)）\]］】〕﹞]"
    r" {0,2}第? {0,2}([0-9]{1,5}) {0,2}号"
)
_BEFORE_ISSUER = "据照按部和及与由的见循遵以对号院央、，。；：（(《》〈〉“”［[ \n\t的为在"
"""Signs after which 财预 is the ministry's own number, not a province's 新财预."""

_GAP = re.compile(r"》(?:的通知|的意见)?[\s，,]{0,2}[（(\[]?\s{0,2}(?:财政部|文号[:：]?)?\s{0,2}$")
_AFTER = re.compile(r"\s{0,2}[)）]?(?:文件)?(?:印发的?|发布的?|下发的?)?\s{0,2}(《)")
_ANNEX = re.compile(r"\s{0,2}(?:文件?)?(?:的?附[件表录]|第|中)")
_SMALL = re.compile(r"[\s　“”\"'·•（）()〈〉《》﹝﹞〔〕，,]")
_ISSUER = re.compile(r"^(?:财政部|中共中央|国务院办公厅|国务院|中央办公厅)*(?:关于)?(?:印发)?")
_LOOSE = re.compile("暂行|试行|中央部门|财政部|管理")
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the field: its title and number, and what took its place."""

    title: str
    number: str
    replaced_by: str = ""


@cache
def documents() -> tuple[Document, ...]:
    """Read the small table of the field's documents; an absent one is an empty one."""
    file = resources_root() / "documents" / "titles.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return ()
    return tuple(
        Document(one["title"], one["number"], one.get("replaced_by", ""))
        for one in table.get("document", [])
    )


@cache
def by_number() -> dict[str, Document]:
    """Give the documents by number."""
    return {one.number: one for one in documents()}


@cache
def issuers() -> frozenset[str]:
    """Give the beginnings of the numbers known here."""
    return frozenset(one.number.partition("〔")[0] for one in documents())


@lru_cache(1024)
def core(title: str) -> str:
    """Strip a title to what tells it from others: no issuer, no 关于印发…的通知, no brackets."""
    bare = _SMALL.sub("", title)
    bare = _ISSUER.sub("", bare)
    return bare.removesuffix("的通知").removesuffix("试行")


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in a text with the title beside it, "" where none stands there."""

    number: str
    start: int
    end: int
    title: str = ""
    title_at: int = 0


@lru_cache(2048)
def citations(text: str) -> tuple[Citation, ...]:
    """Find the numbers of known issuers in a text, with the titles they stand beside."""
    if "号" not in text:
        return ()
    found_ones = []
    for match in _NUMBER.finditer(text, 0, LONGEST):
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        local = match[1] != COUNTY and before and before not in _BEFORE_ISSUER
        if match[1] not in issuers() or local or _ANNEX.match(text, match.end()):
            continue
        number = f"{match[1]}〔{match[2]}〕{int(match[3])}号"
        title, at = _title_near(text, match.start(), match.end())
        found_ones.append(Citation(number, match.start(), match.end(), title, at))
    return tuple(found_ones)


def _title_near(text: str, start: int, end: int) -> tuple[str, int]:
    """Give the title in 《》 that belongs to a number: just before it, else just behind."""
    before = text[max(0, start - 16) : start]
    gap = _GAP.search(before)
    if gap:
        close = start - len(before) + gap.start()
        depth, at = 1, close - 1
        while at >= max(0, close - LONGEST_TITLE):
            depth += (text[at] == "》") - (text[at] == "《")
            if not depth:
                return text[at + 1 : close], at + 1
            at -= 1
        return "", 0
    behind = _AFTER.match(text, end)
    if behind:
        close = text.find("》", behind.end(), behind.end() + LONGEST_TITLE)
        if close > 0:
            return text[behind.end() : close], behind.end()
    return "", 0


def known_title(title: str) -> Document | None:
    """Give the document of a title; of two with one title the one in force."""
    wanted = core(title)
    same = [one for one in documents() if core(one.title) == wanted]
    return next((one for one in same if not one.replaced_by), same[0] if same else None)


def _cited(dossier: Dossier) -> Iterator[tuple[str, str, Citation]]:
    for path, text in long_texts(dossier):
        for one in citations(text):
            yield path, text, one


def _put(text: str, start: int, old: str, new: str) -> str:
    return text[:start] + new + text[start + len(old) :]


def misquoted(text: str, one: Citation) -> tuple[str, str, str] | None:
    """Say what a citation should be: (what is right, the name of the mend, the mended text)."""
    given, meant = by_number().get(one.number), known_title(one.title)
    if not one.title or (given is None and (meant is None or _of_a_county(one.number))):
        return None
    title = core(one.title)
    if given is not None and (
        core(given.title) == title or (meant is None and core(given.title) in title)
    ):
        return None
    if meant is not None and (given is None or not meant.replaced_by):
        written = text[one.start : one.end]
        right = f"《{meant.title}》的文号是{meant.number}"
        return right, f"文号改为{meant.number}", _put(text, one.start, written, meant.number)
    assert given is not None
    right = f"{one.number}是《{given.title}》"
    inner = given.title.replace("《", "〈").replace("》", "〉")
    return right, "改为文件的标题", _put(text, one.title_at, one.title, inner)


def _of_a_county(number: str) -> bool:
    """Tell whether a number is a county's own: it may stand by any title."""
    return number.startswith(COUNTY)


def slight(title: str, number: str) -> bool:
    """Tell whether a title lacks only 暂行, 试行 or the like."""
    given = by_number().get(number)
    return given is not None and _LOOSE.sub("", core(given.title)) == _LOOSE.sub("", core(title))


@rule(
    "cited.title",
    title=CITED,
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    message="{where}写的是《{title}》（{number}），{right}。",
    fix="对照文件改标题或文号。",
    basis=WITHIN,
    failing=(
        Example(
            "标题与文号不是一份文件",
            {"overview": "依据《财政支出绩效评价管理暂行办法》（财预〔2020〕10号）开展评价。"},
            "overview",
        ),
        Example(
            "文号写错",
            {"overview": "依据《项目支出绩效评价管理办法》（财预〔2019〕136号）开展评价。"},
            "overview",
        ),
        Example(
            "文号在前", {"overview": "按财预〔2013〕53号《项目支出绩效评价管理办法》打分。"},
            "overview",
        ),
    ),
    passing=(
        Example(
            "标题与文号一致",
            {"overview": "依据《项目支出绩效评价管理办法》（财预〔2020〕10号）开展评价。"},
        ),
        Example(
            "印发通知",
            {"overview": "按《关于印发〈项目支出绩效评价管理办法〉的通知》（财预(2020)10号）。"},
        ),
        Example(
            "地方的文件",
            {"overview": "按《自治区财政支出绩效评价管理暂行办法》（新财预〔2018〕189号）办理。"},
        ),
        Example("文件的附件", {"overview": "填写《项目支出绩效自评表》（财预〔2020〕10号附件）。"}),
    ),
)  # fmt: skip
def titles_have_their_numbers(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A document is cited by its own title and its own number."""
    for path, text, one in _cited(dossier):
        wrong = misquoted(text, one)
        if wrong is not None:
            right, name, mended = wrong
            yield found(
                path,
                mend=Mend(name, (set_text(path, mended),)),
                severity=Severity.HINT if slight(one.title, one.number) else None,
                title=one.title[:40],
                number=one.number,
                right=right,
            )


@rule(
    "cited.replaced",
    title="已废止的文件",
    severity=Severity.HINT,
    reads=("",),
    alone=True,
    message="{where}引用的{number}已由{new}取代。",
    fix="改引用{new}《{title}》；说的是以前年度的事，可不改。",
    basis="财预〔2020〕10号",
    failing=(
        Example(
            "引用已废止的办法",
            {"overview": "依据《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）。"},
            "overview",
        ),
    ),
    passing=(
        Example("引用现行的办法", {"overview": "依据《项目支出绩效评价管理办法》"
                "（财预〔2020〕10号）。"}),
        Example("没有引用文件", {"overview": "购置设备3台。"}),
    ),
)  # fmt: skip
def cited_documents_are_in_force(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A document that another has replaced is no basis for what is done now."""
    for path, _text, one in _cited(dossier):
        known = by_number().get(one.number)
        new = by_number().get(known.replaced_by) if known else None
        if new is not None and str(dossier.year) >= new.number.partition("〔")[2][:4]:
            yield found(path, number=one.number, new=new.number, title=new.title)
