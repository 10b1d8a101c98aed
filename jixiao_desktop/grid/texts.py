"""Texts on their way into Office files and back; printed labels made comparable."""

from __future__ import annotations

import re

from jixiao_desktop.domain.numbers import normalise

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|\r")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WEIGHT = re.compile(r"[（(][0-9.]+ ?(?:分|%)?[)）]")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"\s*\n\s*")
_MONTHS = re.compile(r"(?:20[0-9]{2}年)?[0-9NnXx]{1,2}(?:[-—–~至][0-9NnXx]{1,2})?月")
_ENDS = "：:*＊ "
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def writable(text: str) -> str:
    """Drop the control characters that an Office file cannot hold; line ends become one kind."""
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def to_spreadsheet(text: str) -> str:
    """Write a text that looks like a spreadsheet's escape (_x0041_) so that it stays itself."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def from_spreadsheet(text: str) -> str:
    """Read a spreadsheet's text: escapes become characters, line ends one kind."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return writable(text)


def label_key(text: str) -> str:
    """Make a printed label comparable: no blanks, line breaks, weights, colons; months as N月."""
    if len(text) > 200:
        return text[:200]
    plain = _WEIGHT.sub("", _SPACE.sub("", normalise(text)))
    return _MONTHS.sub("N月", plain).strip(_ENDS)


def class_key(text: str) -> str:
    """Make an indicator class comparable: 产出指标（50分）, 产出 指标 and 产出 are one."""
    key = label_key(text)
    return key.removesuffix("指标") or key


def class_name(text: str) -> str:
    """Return an indicator class without its printed weight and line breaks."""
    return _WEIGHT.sub("", _BREAK.sub("", text)).strip()


def is_label(text: str) -> bool:
    """Tell whether printed text is words (a label) and not a number, dash or tick."""
    return bool(_HAN.search(text))
