"""What is wrong with the signs of a text – broken, doubled, unpaired – found once per text.

Every pattern here is of bounded length or takes its signs one by one, so that no text, however
long or contrived, costs more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier

LONGEST = 100_000
"""So many characters of a text are looked at; nobody types more into one box."""

MANY = 20
"""So many places of one kind are listed per text; a pasted heap of signs is one remark."""

LONG = 8
MOST_BRACKETS = 2000
"""A text of more brackets is no prose; what lies behind is left alone."""

AROUND = 8
INTERNAL = ("id", "confidential")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of a text: what kind of fault, where, and what would stand there instead.

    ``right`` is None where only a person can tell.
    """

    kind: str
    start: int
    end: int
    right: str | None = None


BROKEN, HIDDEN, PRIVATE, RESIDUE = "broken", "hidden", "private", "residue"
SIGNS, WORDS, UNPAIRED, QUOTES, NUMBER, WIDTH, PERCENT = (
    "signs",
    "words",
    "unpaired",
    "quotes",
    "number",
    "width",
    "percent",
)

_ODD = re.compile(
    r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffc-\uffff\ue000-\uf8ff"
    r"\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]"
)
_MOJIBAKE = re.compile("锟斤拷|烫烫烫|屯屯屯|锘�|ï»¿|â€[œ\x9d™]")
_LINE = "\x0b\x0c\x85"
_JOINERS = "\u200c\u200d\u200e\u200f"
_RESIDUE = re.compile(
    r'HYPERLINK {1,3}(?:\\[a-z] {1,3})?"[^"]{0,200}"|PAGEREF {1,3}_[A-Za-z]{1,6}[0-9]{1,12}'
    r"(?: {1,3}\\[a-z]){0,3}|\\\* {0,2}MERGEFORMAT|TOC {1,3}\\[a-z] {0,3}\"[0-9-]{1,5}\""
    r"|错误[!！] ?(?:未找到引用源|未定义书签|超链接引用[^。]{1,4}|文档中没有指定样式的文字)[。.]?"
    r"|Error! {1,2}(?:Reference source not found|Bookmark not defined|Hyperlink reference"
    r" not valid)\.?|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo);|</?(?:br|p|div|span|td|tr) ?/?>"
    r"|\\(?:geq|leq|times|%)|_Toc[0-9]{6,12}"
)
_SHOWN_AS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&ldquo;": "“", "&rdquo;": "”",
             "\\geq": "≥", "\\leq": "≤", "\\times": "×", "\\%": "%"}  # fmt: skip
_RUN = re.compile("[，。、；：,;]{2,}")
_DOUBLED = re.compile(
    "(?<![目标打中])的的(?!确)|(?<=[0-9])(万元|人次|公里|平方米)\\1|[%％]{2,}|(?<=[0-9])万{2}元"
    "|(进行|开展|举办|提高|提升|加强|确保|推动|促进|根据|按照|由于|以及|已经|绩效|万元)\\2"
)
_PERCENT = re.compile("(?<=[㐀-鿿])[%％]")
_PERCENT_FITS = re.compile("(?:以|用|按|为|是|成|写|填|带|加|无|个|[一二三四五六七八九十百几])$")
_NO_FIGURE = re.compile("(?:未[^0-9，。]{0,4}|节点|没有|暂无|不适用)$")
_WIDTH = re.compile("[0-9][０-９]|[０-９][0-9]")
_FIGURE = re.compile("[0-9０-９.．,]{2,40}")
_TO_HALF = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("．"): ord(".")}


def marks_of(dossier: Dossier) -> tuple[tuple[str, Mark], ...]:
    """Give every mark of a dossier with its path; worked out once, each text only once ever."""
    known = dossier.worked_out.get("marks")
    if known is None:
        known = tuple(
            (path, mark)
            for path, entry in dossier.entries.items()
            if len(entry.text) > 1 and path not in INTERNAL
            for mark in marks(entry.text)
        )
        dossier.worked_out["marks"] = known
    return known  # type: ignore[return-value]


def long_texts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Give the texts that hold more than a word or a figure, with their paths; gathered once."""
    known = dossier.worked_out.get("long texts")
    if known is None:
        known = _long_before(dossier)
        if known is None:
            known = tuple((p, e.text) for p, e in dossier.entries.items() if len(e.text) >= LONG)
        dossier.worked_out["long texts"] = known
    return known  # type: ignore[return-value]


def _long_before(dossier: Dossier) -> object:
    """Give the long texts of the dossier before, where only short ones changed; else None."""
    before = dossier.before
    known = before.worked_out.get("long texts") if before else None
    if before is None or known is None:
        return None
    were = {path for path, _ in known}  # type: ignore[attr-defined]
    short = all(len(dossier.text(path)) < LONG and path not in were for path in before.changed)
    return known if short else None


def of_kind(dossier: Dossier, *kinds: str) -> dict[str, list[Mark]]:
    """Sort the marks of some kinds by the text they stand in."""
    found: dict[str, list[Mark]] = {}
    for path, mark in marks_of(dossier):
        if mark.kind in kinds:
            found.setdefault(path, []).append(mark)
    return found


_PLAIN = re.compile(r"[0-9A-Za-z.㐀-鿿≥≤=％%/ ]{0,60}")
_NEED = re.compile("[%％]|的的|([㐀-鿿]{2})\\1")


@lru_cache(8192)
def marks(text: str) -> tuple[Mark, ...]:
    """Look a text over for faults of its signs; a short plain one at a glance."""
    if len(text) <= 60 and _PLAIN.fullmatch(text) and not _NEED.search(text):
        return ()
    shown = text[:LONGEST]
    found: list[Mark] = []
    for look in (_odd, _residue, _runs, _doubled, _percents, _widths, _brackets, _quotes):
        for count, mark in enumerate(look(shown)):
            if count >= MANY:
                break
            found.append(mark)
    return tuple(found)


def _odd(text: str) -> Iterator[Mark]:
    for match in _ODD.finditer(text):
        sign, at = match[0], match.start()
        if sign in _LINE:
            yield Mark(BROKEN, at, at + 1, "\n")
        elif "\ue000" <= sign <= "\uf8ff":
            yield Mark(PRIVATE, at, at + 1)
        elif sign in "\ufffc\ufffd\ufffe\uffff" or "\ud800" <= sign <= "\udfff":
            yield Mark(BROKEN, at, at + 1, "" if sign == "\ufffc" else None)
        elif sign < " " or "\x7f" <= sign <= "\x9f":
            yield Mark(BROKEN, at, at + 1, "")
        elif sign not in _JOINERS or _among_han(text, at):
            yield Mark(HIDDEN, at, at + 1, "")
    for match in _MOJIBAKE.finditer(text):
        yield Mark(BROKEN, match.start(), match.end())


def _among_han(text: str, at: int) -> bool:
    """Tell whether a joiner of other scripts stands where it has no work to do."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return all("\u3000" <= sign <= "\uffef" or sign.isascii() for sign in around)


def _residue(text: str) -> Iterator[Mark]:
    for match in _RESIDUE.finditer(text):
        yield Mark(RESIDUE, match.start(), match.end(), _SHOWN_AS.get(match[0], ""))


def _runs(text: str) -> Iterator[Mark]:
    """Find commas and stops that stand side by side; three stops are somebody's dots."""
    for match in _RUN.finditer(text):
        signs = match[0]
        if set(signs) in ({"。"}, {","}) and len(signs) > 2:
            continue
        stops = [sign for sign in signs if sign in "。；：;"]
        right = "。" if "。" in signs else (stops or [signs[0]])[0]
        yield Mark(SIGNS, match.start(), match.end(), right)


def _doubled(text: str) -> Iterator[Mark]:
    for match in _DOUBLED.finditer(text):
        words = match[0]
        right = "万元" if words == "万万元" else words[: len(words) // 2]
        yield Mark(WORDS, match.start(), match.end(), "%" if right in ("%", "％") else right)


def _percents(text: str) -> Iterator[Mark]:
    for match in _PERCENT.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if _NO_FIGURE.search(before):
            yield Mark(PERCENT, match.start(), match.end(), "")
        elif not _PERCENT_FITS.search(before):
            yield Mark(PERCENT, match.start(), match.end())


def _widths(text: str) -> Iterator[Mark]:
    if not _WIDTH.search(text):
        return
    for match in _FIGURE.finditer(text):
        right = match[0].translate(_TO_HALF)
        if right != match[0] and _WIDTH.search(match[0]):
            yield Mark(WIDTH, match.start(), match.end(), right)


_PAIRS = {"(": "round", "（": "round", "[": "square", "［": "square", "【": "black", "〔": "hooked",
          "﹝": "hooked", "《": "title", "〈": "small"}  # fmt: skip
_ENDS = {")": "round", "）": "round", "]": "square", "］": "square", "】": "black", "〕": "hooked",
         "﹞": "hooked", "》": "title", "〉": "small"}  # fmt: skip
_BRACKET = re.compile("[()（）\\[\\]［］【】〔〕﹝﹞《》〈〉]")
_QUOTE = re.compile("[“”]")
_NUMBER = re.compile(
    r"(?<=[㐀-鿿A-Za-z])([(（\[［【〔﹝]) {0,2}((?:19|20)[0-9]{2}) {0,2}([)）\]］】〕﹞])"
    r" {0,2}(?=第? {0,2}[0-9]{1,5} {0,2}号)"
)
_INTERVAL = re.compile(
    r"[\[(（［] ?-?[0-9.]{1,9}[%分]? ?[,，~～、—–-] ?(?:[0-9.]{1,9}[%分]?|∞) ?[\])）］]"
)
_ENUMERATOR = re.compile(
    r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳]|[ivx]{1,4}) ?$"
)


def _brackets(text: str) -> Iterator[Mark]:
    """Find brackets of document numbers that are not 〔〕, and all that have no partner."""
    if not _BRACKET.search(text):
        return
    settled: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        settled.append(match.span())
        if (match[1], match[3]) != ("〔", "〕"):
            yield Mark(NUMBER, match.start(), match.end(), f"〔{match[2]}〕")
    settled += [match.span() for match in _INTERVAL.finditer(text)]
    yield from _unpaired(text, settled)


def _unpaired(text: str, settled: Iterable[tuple[int, int]]) -> Iterator[Mark]:
    skip = iter(sorted(settled))
    span = next(skip, None)
    waiting: list[tuple[str, int]] = []
    for count, match in enumerate(_BRACKET.finditer(text)):
        if count >= MOST_BRACKETS:
            return
        sign, at = match[0], match.start()
        while span is not None and at >= span[1]:
            span = next(skip, None)
        if (span is not None and at >= span[0]) or _shown_in_quotes(text, at):
            continue
        if sign in _PAIRS:
            waiting.append((_PAIRS[sign], at))
        elif waiting and waiting[-1][0] == _ENDS[sign]:
            waiting.pop()
        elif not (_ENDS[sign] == "round" and _ENUMERATOR.search(text[max(0, at - 4) : at])):
            if waiting and any(kind == _ENDS[sign] for kind, _ in waiting[-3:]):
                while waiting[-1][0] != _ENDS[sign]:
                    yield Mark(UNPAIRED, waiting[-1][1], waiting.pop()[1] + 1)
                waiting.pop()
            else:
                yield Mark(UNPAIRED, at, at + 1)
    for _, at in waiting:
        yield Mark(UNPAIRED, at, at + 1)


def _quotes(text: str) -> Iterator[Mark]:
    """Find a quotation mark whose partner is missing; a text of only one kind is someone's way."""
    waiting = -1
    for match in _QUOTE.finditer(text):
        at = match.start()
        if match[0] == "“":
            if waiting >= 0:
                yield Mark(QUOTES, waiting, waiting + 1)
            waiting = at
        elif waiting < 0:
            yield Mark(QUOTES, at, at + 1)
        else:
            waiting = -1
    if waiting >= 0:
        yield Mark(QUOTES, waiting, waiting + 1)


def _shown_in_quotes(text: str, at: int) -> bool:
    """Tell whether a sign is only quoted: “（”."""
    return text[max(0, at - 1) : at] in ("“", "‘", '"') and text[at + 1 : at + 2] in ("”", "’", '"')


def mended(text: str, places: Iterable[Mark]) -> str | None:
    """Put right what can be put right in one text, None where nothing can."""
    made, end = [], 0
    for mark in sorted(places, key=lambda one: one.start):
        if mark.right is not None and mark.start >= end:
            made += [text[end : mark.start], mark.right]
            end = mark.end
    return "".join(made) + text[end:] if made else None


def seen(text: str, mark: Mark) -> str:
    """Show a place with what stands around it, unprintable signs as a box."""
    part = text[max(0, mark.start - AROUND) : mark.end + AROUND]
    return " ".join(_ODD.sub("□", part).split())
