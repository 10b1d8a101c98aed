"""First letters of a Chinese name's pinyin, so that four keys find a project."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def initials_of(name: str) -> str:
    """Return the initials in lower case; Latin letters and digits stand for themselves."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
