"""The check code of a form's page, and the footer that carries it."""

from __future__ import annotations

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.domain.short_code import short_code, show_code
from jixiao_desktop.grid.sheet import Grid

__all__ = ["PAGE", "PAGES", "WORD", "check_code", "footer", "show_code"]

PAGE, PAGES = "{page}", "{pages}"
"""What stands for the page numbers in a footer; every writer puts its own field there."""
WORD = "校验码"


def check_code(form: Form, grid: Grid) -> str:
    """Return 8 characters over form id, edition and every text the page shows."""
    shown = [[row, column, cell.text] for (row, column), cell in grid.walk() if cell.text]
    added = [[annex.number, annex.text] for annex in grid.annex]
    return short_code([form.id, form.edition, shown, added])


def footer(code: str) -> str:
    """Return the footer line of a page; an empty form carries page numbers only."""
    pages = f"第{PAGE}页/共{PAGES}页"
    return f"{WORD} {show_code(code)}　{pages}" if code else pages
