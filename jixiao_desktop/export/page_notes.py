"""What every exported page carries beside the form's own words: footer, properties."""

from __future__ import annotations

from datetime import datetime

from jixiao_desktop.grid.code import PAGE, PAGES, WORD, show_code
from jixiao_desktop.grid.sheet import Grid

PROGRAM = "jixiao"
FOOTER_FONT, FOOTER_SIZE = "宋体", 9


def spreadsheet_footer(grid: Grid) -> str:
    """Return the footer in a spreadsheet's own marks for page and pages."""
    return grid.footer.replace("&", "&&").replace(PAGES, "&N").replace(PAGE, "&P")


def footer_parts(grid: Grid) -> list[str]:
    """Split the footer into words and the two marks for page numbers, in order."""
    parts, rest = [], grid.footer
    while rest:
        places = [(rest.find(mark), mark) for mark in (PAGE, PAGES) if mark in rest]
        if not places:
            parts.append(rest)
            break
        at, mark = min(places)
        parts += [rest[:at], mark] if at else [mark]
        rest = rest[at + len(mark) :]
    return parts


def keywords(grid: Grid) -> str:
    """Return the words kept in the file's properties: the check code."""
    return f"{WORD} {show_code(grid.code)}" if grid.code else ""


def code_in(words: str | None) -> str:
    """Read a check code back from a file's properties, "" where there is none."""
    _, found, code = (words or "").partition(WORD)
    return code.strip().replace("-", "")[:8] if found else ""


def moment(made_at: datetime | None) -> datetime:
    """Return the time a file names as its own, without time zone."""
    return (made_at or datetime.now()).replace(microsecond=0, tzinfo=None)
