"""The blank of a phrase that nobody completed, told from dots that belong to a sentence."""

from __future__ import annotations

import re

_BLANK = re.compile(r"(?<![、…])…{2,}(?=[㐀-鿿（(，；])(?!等|以及|诸如)")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|「[^「」]*」")


def open_blank(text: str) -> tuple[int, int] | None:
    """Return where a “……” stands for something to be written, None where nothing does."""
    if "……" not in text:
        return None
    bare = _QUOTED.sub(lambda match: "“" * len(match[0]), text)
    for match in _BLANK.finditer(bare):
        if not _lists(bare, match):
            return match.start(), match.end()
    return None


def _lists(text: str, match: re.Match[str]) -> bool:
    """Tell whether the dots end a list (“桌椅、书柜……，”) instead of standing for a word."""
    clause = re.split("[，。；：（]", text[: match.start()])[-1]
    return text[match.end()] in "，；" and "、" in clause
