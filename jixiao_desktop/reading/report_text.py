"""A Word report read back: its chapters by their headings, its names by the printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao_desktop.catalog.loading import Catalog
from jixiao_desktop.catalog.reports import Block, Report
from jixiao_desktop.grid.texts import writable
from jixiao_desktop.reading.official import Understood
from jixiao_desktop.reading.safety import ReadProblem, check_file

FEWEST, ENOUGH = 3, 0.5
"""So many headings, and such a share of an outline's own, make a file this report."""
LONGEST_HEADING = 40
LONGEST_LINE = 200
NAMED = ("title", "subtitle", "line")
_NUMBER = re.compile(r"^[（(]?[〇一二三四五六七八九十0-9]{1,3}[)）、.．]?\s*")
_SPACE = re.compile(r"\s+")
_PLACE = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True)
class _Chapter:
    """A heading of an outline and the section that is written below it, "" where none is."""

    key: str
    path: str


def read_report(file: Path, catalog: Catalog) -> Understood:
    """Read the prose of a Word report; ReadProblem where it is none of the known reports."""
    paragraphs = _paragraphs(file)
    keys = {_key(text) for text in paragraphs if len(text) <= LONGEST_HEADING}
    best, report = max(
        ((_share(one, keys), one) for one in catalog.reports()), key=lambda pair: pair[0]
    )
    if best < ENOUGH:
        known = "、".join(dict.fromkeys(one.title for one in catalog.reports()))
        raise ReadProblem(f"“{file.name}”里没有认出官方表格，也不是这几种报告：{known}。")
    named = dict(_named(report, paragraphs))
    year = named.pop("year", "")
    texts = {path: text for path, text in named.items() if catalog.dictionary.find(path)}
    texts |= _sections(report, paragraphs)
    note = f"认出“{report.title}”：读出{sum('sections' in path for path in texts)}章文字。"
    return Understood(
        report.id, report.edition, report.title, texts, {},
        int(year) if year else None, notes=(note,),
    )  # fmt: skip


def _paragraphs(file: Path) -> list[str]:
    import docx

    if check_file(file) != "docx":
        return []
    try:
        found = docx.Document(str(file)).paragraphs
    except Exception as error:  # any fault of a foreign office file
        raise ReadProblem(f"“{file.name}”打不开，用 Office 或 WPS 打开另存再读。") from error
    return [text for one in found if (text := writable(one.text).strip())]


def _key(text: str) -> str:
    """Make a heading comparable: no number, no blanks, no end sign."""
    return _NUMBER.sub("", _SPACE.sub("", text)).rstrip("。：:")


def _chapters(report: Report) -> Iterator[_Chapter]:
    """Walk the headings with words of their own, each with the first section below it."""
    blocks = report.blocks
    for at, block in enumerate(blocks):
        if block.kind != "heading" or not block.text or "{" in block.text:
            continue
        below = next((one for one in blocks[at + 1 :] if one.kind in ("heading", "section")), None)
        path = below.path if below is not None and below.kind == "section" else ""
        yield _Chapter(_key(block.text), path)


def _share(report: Report, keys: set[str]) -> float:
    wanted = {chapter.key for chapter in _chapters(report)}
    there = wanted & keys
    return len(there) / len(wanted) if len(there) >= FEWEST else 0.0


def _sections(report: Report, paragraphs: Sequence[str]) -> dict[str, str]:
    """Gather what stands below each heading, in the order of the outline."""
    chapters = list(_chapters(report))
    texts: dict[str, list[str]] = {}
    at, path = 0, ""
    for text in paragraphs:
        key = _key(text) if len(text) <= LONGEST_HEADING else ""
        ahead = (n for n in range(at, len(chapters)) if key and chapters[n].key == key)
        found = next(ahead, None)
        if found is not None:
            at, path = found + 1, chapters[found].path
        elif path:
            texts.setdefault(path, []).append(text)
    return {path: "\n".join(lines) for path, lines in texts.items()}


def _named(report: Report, paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Read names and the year out of the title and the lines at the head."""
    head = [text for text in paragraphs[:12] if len(text) <= LONGEST_LINE]
    seen: set[str] = set()
    for block in report.blocks:
        pattern = _pattern(block) if block.kind in NAMED else None
        match = next((m for text in head if pattern and (m := pattern.fullmatch(text))), None)
        for place, value in match.groupdict().items() if match else ():
            path = place.replace("__", ".")
            if value and value.strip() and path not in seen:
                seen.add(path)
                yield path, value.strip()


def _pattern(block: Block) -> re.Pattern[str] | None:
    """Make a printed line with {places} a pattern that finds what was printed there."""
    parts = [(one.text, bool(one.only)) for one in block.clauses] or [(block.text, False)]
    whole, known = "", False
    for text, optional in parts:
        piece, last = "", 0
        for place in _PLACE.finditer(text):
            piece += re.escape(text[last : place.start()])
            name = place[1].replace(".", "__")
            twice = f"(?P<{name}>" in whole + piece
            known = known or name in ("name", "unit__name", "year")
            digits = "20[0-9]{2}" if name == "year" else ".{1,60}?"
            piece += f"(?:{digits})" if twice else f"(?P<{name}>{digits})"
            last = place.end()
        piece += re.escape(text[last:])
        whole += f"(?:{piece})?" if optional else piece
    return re.compile(whole) if known else None
