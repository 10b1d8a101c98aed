"""A short code of a page's content, so that paper and file can be told to be the same."""

from __future__ import annotations

import hashlib
import json

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.grid.sheet import Grid

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody mistakes for another, aloud or on paper."""
LENGTH = 8
PAGE, PAGES = "{page}", "{pages}"
"""What stands for the page numbers in a footer; every writer puts its own field there."""
WORD = "校验码"


def check_code(form: Form, grid: Grid) -> str:
    """Return 8 characters over form id, edition and every text the page shows."""
    shown = [[row, column, cell.text] for (row, column), cell in grid.walk() if cell.text]
    added = [[annex.number, annex.text] for annex in grid.annex]
    plain = json.dumps([form.id, form.edition, shown, added], ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(plain.encode("utf-8", "replace")).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def show_code(code: str) -> str:
    """Write a code as people read it: ABCD-2345."""
    return f"{code[:4]}-{code[4:]}" if code else ""


def footer(code: str) -> str:
    """Return the footer line of a page; an empty form carries page numbers only."""
    pages = f"第{PAGE}页/共{PAGES}页"
    return f"{WORD} {show_code(code)}　{pages}" if code else pages
